//! Finds which records of a collection are of one work, without merging them.

use super::clusters::{self, Clusters};
use super::features::{Features, Stage};
use super::identity::Rung;
use super::report::MergeDecision;
use super::verdict::Reason;
use crate::model::Record;

/// A collection of records that is searched for works that occur twice, by the rules of [`merge()`](super::merge()).
///
/// For each record, only the values that distinguish works are kept, so that records can be read and dropped one by
/// one. Time and memory grow linearly with the number of records.
///
/// ```
/// use publist::merge::Works;
/// use publist::model::{IdentifierVariable, TextVariable};
/// use publist::{Kind, Record};
///
/// let mut record = Record::new(Kind::ArticleJournal);
/// record.set_text(TextVariable::Title, "Movements of small faces");
/// record.set_identifier(IdentifierVariable::Doi, "10.5555/example.1");
/// let mut works = Works::default();
/// works.add(&record);
/// works.add(&Record::new(Kind::Book));
/// record.set_text(TextVariable::ContainerTitle, "Example Letters");
/// works.add(&record);
/// let found = works.find();
/// assert_eq!(found.repeated[0].places, [0, 2]);
/// assert_eq!(found.repeated[0].rungs[0].name(), "DOI");
/// assert!(found.likenesses.is_empty());
/// ```
#[derive(Debug, Default)]
pub struct Works {
    features: Vec<Features>,
}

/// The result of [`Works::find`]. Records are identified by their indices, counted from 0 in the order in which they
/// were added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RepeatedWorks {
    /// The works that occur more than once, in the order of their first records.
    pub repeated: Vec<RepeatedWork>,
    /// The pairs that are not, or not certainly, one work, although there is a connection.
    pub likenesses: Vec<Likeness>,
}

/// A work and its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedWork {
    /// The indices of its records, at least two.
    pub places: Vec<usize>,
    /// The indices of its preprints, if a publication is present, too; otherwise empty.
    pub preprints: Vec<usize>,
    /// The evidence that connects the records, the most certain first.
    pub rungs: Vec<Rung>,
}

/// Two records with a connection that are not known to be of one work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// The indices of the two records, the lower one first.
    pub places: [usize; 2],
    /// The decision: [`MergeDecision::Doubt`] if they may be of one work, [`MergeDecision::Misplaced`] if they share an
    /// identifier and are two works, and [`MergeDecision::Apart`] if they only look alike.
    pub decision: MergeDecision,
    /// The reason.
    pub reason: Reason,
}

impl Works {
    /// Adds a record and returns its index.
    pub fn add(&mut self, record: &Record) -> usize {
        self.features.push(Features::new(record));
        self.features.len() - 1
    }

    /// Finds the works that occur more than once, and the pairs that look alike.
    pub fn find(&self) -> RepeatedWorks {
        let clusters = clusters::find(&self.features, &mut |_, _, _| None);
        let mut rungs = rungs(&clusters, self.features.len());
        let groups = clusters.groups.iter().filter(|group| group.len() > 1);
        let repeated = groups.map(|group| RepeatedWork {
            places: group.clone(),
            preprints: published_preprints(group, &self.features).map(|(preprints, _)| preprints).unwrap_or_default(),
            rungs: joined_by(group, &mut rungs),
        });
        RepeatedWorks { repeated: repeated.collect(), likenesses: likenesses(&clusters).collect() }
    }
}

/// For each record, the evidence that joined it with others.
pub(super) fn rungs(clusters: &Clusters, count: usize) -> Vec<Vec<Rung>> {
    let mut rungs = vec![Vec::new(); count];
    for &(one, _, rung) in &clusters.joins {
        rungs[one].push(rung);
    }
    rungs
}

/// The evidence that joined the records of a group, the most certain first.
pub(super) fn joined_by(group: &[usize], rungs: &mut [Vec<Rung>]) -> Vec<Rung> {
    let mut found: Vec<Rung> = group.iter().flat_map(|&place| std::mem::take(&mut rungs[place])).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The preprints of a group and its other records, if a preprint and a publication are among them.
pub(super) fn published_preprints(group: &[usize], features: &[Features]) -> Option<(Vec<usize>, Vec<usize>)> {
    let (preprints, others): (Vec<usize>, Vec<usize>) =
        group.iter().copied().partition(|&place| features[place].stage == Stage::Preprint);
    let is_published = others.iter().any(|&place| features[place].stage == Stage::Published);
    (is_published && !preprints.is_empty()).then_some((preprints, others))
}

/// The findings about pairs that were not joined: shared identifiers, doubts, and pairs that only look alike.
pub(super) fn likenesses(clusters: &Clusters) -> impl Iterator<Item = Likeness> + '_ {
    let misplaced = clusters.misplaced.iter();
    let misplaced = misplaced.map(|&(one, other, rung, reason)| (one, other, MergeDecision::Misplaced(rung), reason));
    let doubts = clusters.doubts.iter().map(|&(one, other, reason)| (one, other, MergeDecision::Doubt, reason));
    let apart = clusters.apart.iter().map(|&(one, other, reason)| match reason {
        // It fits two works that cannot be one, so its work cannot be determined.
        Reason::Ambiguous => (one, other, MergeDecision::Doubt, reason),
        _ => (one, other, MergeDecision::Apart, reason),
    });
    misplaced.chain(doubts).chain(apart).map(|(one, other, decision, reason)| Likeness {
        places: [one, other],
        decision,
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::Works;
    use crate::merge::{MergeDecision, MergeReason, MergeRung};
    use crate::model::{Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, Record, TextVariable};

    fn work(title: &str, year: &str, doi: &str) -> Record {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, title);
        record.set_text(TextVariable::ContainerTitle, "Example Letters");
        record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Cheng")]));
        record.set_date(DateVariable::Issued, Date::parse(year));
        record.set_identifier(IdentifierVariable::Doi, doi);
        record
    }

    fn preprint(title: &str, year: &str) -> Record {
        let mut record = work(title, year, "");
        record.kind = Kind::Article;
        record.texts.remove(&TextVariable::ContainerTitle);
        record.set_identifier(IdentifierVariable::Eprint, "2201.00001");
        record.set_text(TextVariable::EprintType, "arXiv");
        record
    }

    const TITLE: &str = "Speech emotion recognition by attentive networks";

    #[test]
    fn records_of_one_work_are_named_by_their_places() {
        let mut works = Works::default();
        for record in [
            work("Something else altogether about faces", "2020", ""),
            preprint(TITLE, "2022"),
            work(TITLE, "2022", "10.5555/example.1"),
            work(TITLE, "2022", "10.5555/EXAMPLE.1"),
        ] {
            works.add(&record);
        }
        let found = works.find();
        let [work] = found.repeated.as_slice() else { panic!("{found:?}") };
        assert_eq!((work.places.as_slice(), work.preprints.as_slice()), ([1, 2, 3].as_slice(), [1].as_slice()));
        assert_eq!(work.rungs, [MergeRung::Doi, MergeRung::Title]);
    }

    #[test]
    fn works_with_one_identifier_are_told() {
        let mut works = Works::default();
        works.add(&work(TITLE, "2022", "10.5555/example.1"));
        let mut other = work("Wheat yields under drought in Kenya", "2022", "10.5555/example.1");
        other.set_names(NameVariable::Author, Names::complete(vec![Name::person("Odhiambo", "Grace")]));
        works.add(&other);
        let found = works.find();
        assert!(found.repeated.is_empty());
        let [likeness] = found.likenesses.as_slice() else { panic!("{found:?}") };
        assert_eq!((likeness.places, likeness.decision), ([0, 1], MergeDecision::Misplaced(MergeRung::Doi)));
        assert_eq!(likeness.reason, MergeReason::Authors);
    }
}
