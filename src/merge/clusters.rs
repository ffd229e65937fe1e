//! Turns verdicts on pairs into groups of records of one work.
//!
//! The most certain joins are made first. A join is not made if it would put two records into one group that must stay
//! apart; a record that fits two such groups equally well is left alone. The result depends on the contents of the
//! records and not on their order.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::candidates;
use super::features::Features;
use super::identity::Rung;
use super::verdict::{self, Grade, Reason, Verdict};

/// How many records represent a group when the function decides whether another group may join. They differ in the
/// values that forbid joins; real groups have few such records.
const MOST_WITNESSES: usize = 8;

/// The findings about a list of records, by their indices in it.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    /// The groups, in the order of their first records; each group in the order of the list.
    pub(super) groups: Vec<Vec<usize>>,
    /// Which two records joined two groups, and the reason.
    pub(super) joins: Vec<(usize, usize, Rung)>,
    /// Records that look alike and stay apart.
    pub(super) apart: Vec<(usize, usize, Reason)>,
    /// Records that share an identifier and stay apart.
    pub(super) misplaced: Vec<(usize, usize, Rung, Reason)>,
    /// Records that may be of one work; a person must decide.
    pub(super) doubts: Vec<(usize, usize, Reason)>,
}

/// Finds the groups. `is_same` is asked about doubtful pairs; it may return `None` if it does not know.
pub(super) fn find(features: &[Features], is_same: &mut dyn FnMut(usize, usize, Reason) -> Option<bool>) -> Clusters {
    let mut clusters = Clusters::default();
    let mut edges: BTreeMap<Grade, Vec<(usize, usize)>> = BTreeMap::new();
    let mut asked = Vec::new();
    for (one, other) in candidates::pairs(features) {
        match verdict::compare(&features[one], &features[other]) {
            Verdict::Same(grade) => edges.entry(grade).or_default().push((one, other)),
            Verdict::Apart(reason) => clusters.apart.push((one, other, reason)),
            Verdict::Misplaced(rung, reason) => clusters.misplaced.push((one, other, rung, reason)),
            Verdict::Doubt(reason) => match is_same(one, other, reason) {
                Some(true) => asked.push((one, other)),
                Some(false) => clusters.apart.push((one, other, reason)),
                None => clusters.doubts.push((one, other, reason)),
            },
            Verdict::Unrelated => {}
        }
    }
    let mut groups = Groups::new(features);
    for (grade, mut batch) in edges {
        batch.sort_by_cached_key(|&(one, other)| {
            let (one, other) = (features[one].content, features[other].content);
            (one.min(other), one.max(other))
        });
        let ambiguous = groups.ambiguous(&batch);
        for (one, other) in batch {
            if ambiguous.contains(&(one, other)) {
                clusters.apart.push((one, other, Reason::Ambiguous));
                continue;
            }
            match groups.join(one, other) {
                Joined::Already => {}
                Joined::Now => clusters.joins.push((one, other, grade.rung)),
                Joined::Forbidden(reason) => clusters.apart.push((one, other, reason)),
            }
        }
    }
    for (one, other) in asked {
        if groups.join(one, other) == Joined::Now {
            clusters.joins.push((one, other, Rung::Title));
        }
    }
    // Records that became one group in another way are neither apart nor in doubt.
    clusters.apart.retain(|&(one, other, _)| groups.root(one) != groups.root(other));
    clusters.doubts.retain(|&(one, other, _)| groups.root(one) != groups.root(other));
    clusters.misplaced.retain(|&(one, other, ..)| groups.root(one) != groups.root(other));
    let reported = std::mem::take(&mut clusters.apart);
    clusters.apart = once_for_groups(reported, &mut groups, |&(one, other, _)| (one, other));
    let reported = std::mem::take(&mut clusters.doubts);
    clusters.doubts = once_for_groups(reported, &mut groups, |&(one, other, _)| (one, other));
    let reported = std::mem::take(&mut clusters.misplaced);
    clusters.misplaced = once_for_groups(reported, &mut groups, |&(one, other, ..)| (one, other));
    clusters.joins.sort_unstable_by_key(|&(one, other, _)| (one, other));
    clusters.groups = groups.into_lists();
    clusters
}

/// The first finding about each pair of groups, in the order of the list.
fn once_for_groups<T>(mut findings: Vec<T>, groups: &mut Groups<'_>, pair: impl Fn(&T) -> (usize, usize)) -> Vec<T> {
    findings.sort_by_key(|finding| pair(finding));
    let mut seen = HashSet::new();
    findings.retain(|finding| {
        let (one, other) = pair(finding);
        let (one, other) = (groups.root(one), groups.root(other));
        seen.insert((one.min(other), one.max(other)))
    });
    findings
}

/// The result of a join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joined {
    Now,
    Already,
    Forbidden(Reason),
}

/// Groups under construction: a union of disjoint sets.
struct Groups<'a> {
    features: &'a [Features],
    parents: Vec<usize>,
    sizes: Vec<u32>,
    /// For each root, the records that represent the group; no two of them forbid the same joins.
    witnesses: HashMap<usize, Vec<(u64, usize)>>,
}

impl<'a> Groups<'a> {
    fn new(features: &'a [Features]) -> Self {
        Self {
            features,
            parents: (0..features.len()).collect(),
            sizes: vec![1; features.len()],
            witnesses: HashMap::new(),
        }
    }

    fn root(&mut self, mut place: usize) -> usize {
        while self.parents[place] != place {
            self.parents[place] = self.parents[self.parents[place]];
            place = self.parents[place];
        }
        place
    }

    fn witnesses(&self, root: usize) -> Vec<(u64, usize)> {
        self.witnesses.get(&root).cloned().unwrap_or_else(|| vec![(signature(&self.features[root]), root)])
    }

    fn join(&mut self, one: usize, other: usize) -> Joined {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return Joined::Already;
        }
        if let Some(reason) = self.conflict(one, other) {
            return Joined::Forbidden(reason);
        }
        let (root, child) = if self.sizes[one] >= self.sizes[other] { (one, other) } else { (other, one) };
        let mut witnesses = self.witnesses(root);
        for witness in self.witnesses(child) {
            if witnesses.iter().all(|(signature, _)| *signature != witness.0) {
                witnesses.push(witness);
            }
        }
        witnesses.sort_unstable_by_key(|&(signature, _)| signature);
        witnesses.truncate(MOST_WITNESSES);
        self.witnesses.remove(&child);
        self.witnesses.insert(root, witnesses);
        self.parents[child] = root;
        self.sizes[root] += self.sizes[child];
        Joined::Now
    }

    /// Returns why two groups must not be joined.
    fn conflict(&self, one: usize, other: usize) -> Option<Reason> {
        let others = self.witnesses(other);
        self.witnesses(one).iter().find_map(|&(_, one)| {
            others.iter().find_map(|&(_, other)| verdict::keeps_apart(&self.features[one], &self.features[other]))
        })
    }

    /// Returns the joins of a batch that a group cannot make together, because the other groups must not be joined with
    /// each other.
    fn ambiguous(&mut self, batch: &[(usize, usize)]) -> HashSet<(usize, usize)> {
        let mut neighbours: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        for &(one, other) in batch {
            let (one, other) = (self.root(one), self.root(other));
            if one != other {
                neighbours.entry(one).or_default().insert(other);
                neighbours.entry(other).or_default().insert(one);
            }
        }
        let mut conflicting: HashSet<(usize, usize)> = HashSet::new();
        for (&group, others) in neighbours.iter().filter(|(_, others)| others.len() > 1) {
            let mut others: Vec<usize> = others.iter().copied().collect();
            others.sort_by_cached_key(|&other| self.witnesses(other).first().map(|&(signature, _)| signature));
            others.truncate(MOST_WITNESSES);
            for (at, &one) in others.iter().enumerate() {
                for &other in &others[at + 1..] {
                    if self.conflict(one, other).is_some() {
                        conflicting.extend([(group, one), (one, group), (group, other), (other, group)]);
                    }
                }
            }
        }
        batch
            .iter()
            .copied()
            .filter(|&(one, other)| conflicting.contains(&(self.root(one), self.root(other))))
            .collect()
    }

    fn into_lists(mut self) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = Vec::new();
        let mut places: HashMap<usize, usize> = HashMap::new();
        for place in 0..self.features.len() {
            let root = self.root(place);
            let list = *places.entry(root).or_insert_with(|| {
                lists.push(Vec::new());
                lists.len() - 1
            });
            lists[list].push(place);
        }
        lists
    }
}

/// A number that is equal for records that forbid the same joins.
fn signature(features: &Features) -> u64 {
    let mut hasher = DefaultHasher::new();
    let identity = &features.identity;
    (&identity.doi, &identity.arxiv, &identity.pmid, &identity.pmcid, &identity.dblp).hash(&mut hasher);
    (&identity.isbns, &features.people, features.is_edited).hash(&mut hasher);
    (&features.title.key, features.year, features.class, features.stage).hash(&mut hasher);
    (&features.volume, &features.issue, &features.page, &features.number, &features.edition).hash(&mut hasher);
    (&features.version, &features.language, features.is_translated, features.venue.words()).hash(&mut hasher);
    hasher.finish()
}
