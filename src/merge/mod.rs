//! Merges the records of one work, from several sources, into one record.
//!
//! Records of one work are found by a sequence of identifiers: the DOI, the arXiv number, PubMed's numbers, the key of
//! DBLP, the ISBN of a book, and the title with the authors and the year. Two different works are never joined
//! silently: parts and editions, corrections and replies, works of namesakes and works with common titles stay apart,
//! and so do records whose identifiers differ (`verdict.rs` has the rules). Undecided cases are reported.
//!
//! A preprint and its publication become one record, that of the publication, with the preprint's number, its date as
//! `submitted` and a link to it. For each variable, the value of one record is kept, in the fullest form that any
//! record has; its source is marked, and disagreements are reported with the decision.
//!
//! [`Works`] finds which records are of one work without changing them.
//!
//! The cost grows linearly with the number of records: only those that share a key are compared (`candidates.rs`).

mod candidates;
mod clusters;
mod combine;
mod features;
mod fold;
mod headings;
mod identity;
mod inputs;
mod notice;
mod people;
mod report;
mod servers;
mod title;
mod values;
mod venue;
mod verdict;
mod works;

use std::collections::BTreeMap;

use crate::choice::choices;
use crate::diag::{Code, Diagnostic, Sink};
use crate::keys::{KeyMaker, KeyPolicy};
use crate::model::{Record, Related};
use crate::text::words::shortened;

/// The maximum number of characters of a value that are shown.
const LONGEST_SHOWN: usize = 80;

use clusters::Clusters;
use combine::Member;
use features::Features;
use inputs::{MergeInput, SourceNames};

pub use identity::Rung as MergeRung;
pub use inputs::{MergeInputs, SourceId};
pub use report::{MergeConflict, MergeDecision, MergeFinding, MergeGroup, MergeMember, MergeReport};
pub(crate) use servers::of_doi as server_of_doi;
pub use verdict::Reason as MergeReason;
pub use works::{Likeness, RepeatedWork, RepeatedWorks, Works};

choices! {
    /// Whose value is kept if records of one work disagree. Missing values are always taken from the other records, and
    /// so are fuller forms of values on which they agree.
    pub enum MergeStrategy {
        /// The publication's before the preprint's; of those, that of an agency that registers works (Crossref,
        /// DataCite, PubMed) before copies; and then that of the record with most of the values that a reference needs.
        #[default]
        Richest = "richest" ("The publication's value, then the registration agency's, then that of the most complete record"),
        /// The first record's.
        First = "first" ("The value of the first record"),
        /// The last record's.
        Last = "last" ("The value of the last record"),
    }
}

choices! {
    /// What happens to a preprint if its publication is present.
    pub enum Preprints {
        /// Both become one record.
        #[default]
        Merge = "merge" ("Make one record, with the number, the date and the link of the preprint"),
        /// Both are kept.
        Keep = "keep" ("Keep both"),
        /// The preprint is left out, and the publication is unchanged.
        Drop = "drop" ("Keep only the publication"),
        /// Both are kept, with links to each other.
        Link = "link" ("Keep both, and let them refer to each other"),
    }
}

/// Options of merging.
///
/// ```
/// use publist::MergeOptions;
/// use publist::merge::Preprints;
///
/// let options = MergeOptions::default().with_preprints(Preprints::Keep);
/// assert_eq!(options.preprints, Preprints::Keep);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct MergeOptions {
    /// Whose value is kept.
    pub strategy: MergeStrategy,
    /// What happens to preprints.
    pub preprints: Preprints,
}

impl MergeOptions {
    /// Sets whose value is kept.
    #[must_use]
    pub fn with_strategy(self, strategy: MergeStrategy) -> Self {
        Self { strategy, ..self }
    }

    /// Sets what happens to preprints.
    #[must_use]
    pub fn with_preprints(self, preprints: Preprints) -> Self {
        Self { preprints, ..self }
    }
}

/// Decides what the rules cannot decide.
pub trait MergeJudge {
    /// Returns whether two records that may be of one work are; `None` keeps them apart, and the doubt is reported.
    fn is_same_work(&mut self, finding: &MergeFinding) -> Option<bool>;

    /// Chooses the value of a conflict that is kept, as an index into its `values`. `None` keeps the value that the
    /// rules propose, and the conflict is reported.
    fn choose(&mut self, group: &MergeGroup, conflict: &MergeConflict) -> Option<usize>;
}

/// The result of merging.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merged {
    /// The records, each at the position of the first record of its work. Records without duplicates are unchanged.
    pub records: Vec<Record>,
    /// A description of what was done.
    pub report: MergeReport,
}

/// Merges the records of one work, wherever they are in the list.
///
/// Reports to `diag` which records were joined (N1401), where records disagree (W1402, N1403), which lists of names
/// were completed (N1404), what happened to preprints (N1405), identifiers on the wrong record (W1406), which records
/// stay apart (N1407) and what could not be decided (W1408). If there is a judge, it is asked about disagreements and
/// doubts.
pub fn merge(
    inputs: MergeInputs,
    options: &MergeOptions,
    mut judge: Option<&mut dyn MergeJudge>,
    diag: &mut dyn Sink,
) -> Merged {
    let (names, inputs) = inputs.into_parts();
    let features: Vec<Features> = inputs.iter().map(|input| Features::new(&input.record)).collect();
    let clusters = clusters::find(&features, &mut |one, other, reason| {
        let members = members(&names, &inputs, [one, other]);
        let finding = MergeFinding { members, decision: MergeDecision::Doubt, reason };
        judge.as_mut().and_then(|judge| judge.is_same_work(&finding))
    });
    let report = MergeReport { read: inputs.len(), ..MergeReport::default() };
    let mut merging = Merging { names: &names, features: &features, options, report };
    merging.report_findings(&inputs, &clusters, diag);
    let records = merging.records(inputs, &clusters, &mut judge, diag);
    let report = MergeReport { written: records.len(), ..merging.report };
    Merged { records, report }
}

/// The role of an output record in a pair of a preprint and its publication that are both kept, and the pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Link {
    pair: usize,
    side: Side,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Preprint,
    Publication,
}

/// The records of a group that become one, as indices into the input.
struct Part {
    places: Vec<usize>,
    link: Option<Link>,
}

struct Merging<'a> {
    names: &'a SourceNames,
    features: &'a [Features],
    options: &'a MergeOptions,
    report: MergeReport,
}

impl Merging<'_> {
    fn records(
        &mut self,
        inputs: Vec<MergeInput>,
        clusters: &Clusters,
        judge: &mut Option<&mut dyn MergeJudge>,
        diag: &mut dyn Sink,
    ) -> Vec<Record> {
        let mut rungs = works::rungs(clusters, inputs.len());
        let mut parts: Vec<Part> = clusters.groups.iter().flat_map(|group| self.parts(group, &inputs, diag)).collect();
        // Each is at the position of its first record.
        parts.sort_unstable_by_key(|part| part.places[0]);
        let mut inputs: Vec<Option<MergeInput>> = inputs.into_iter().map(Some).collect();
        let mut links = Vec::new();
        let mut records = Vec::with_capacity(parts.len());
        for Part { places, link } in parts {
            let taken: Vec<MergeInput> = places.iter().filter_map(|&place| inputs[place].take()).collect();
            links.extend(link.map(|link| (records.len(), link)));
            records.push(match <[MergeInput; 1]>::try_from(taken) {
                Ok([only]) => only.record,
                Err(taken) => self.combine(&taken, &places, works::joined_by(&places, &mut rungs), judge, diag),
            });
        }
        link(&mut records, &links);
        records
    }

    /// The parts of a group that become one record each: the whole group, or its preprints and its publications
    /// separately.
    fn parts(&mut self, group: &[usize], inputs: &[MergeInput], diag: &mut dyn Sink) -> Vec<Part> {
        let whole = || vec![Part { places: group.to_vec(), link: None }];
        let Some((preprints, others)) = works::published_preprints(group, self.features) else { return whole() };
        let members = members(self.names, inputs, [preprints[0], others[0]]);
        let (decision, done) = match self.options.preprints {
            Preprints::Merge => (None, "they become one record"),
            Preprints::Keep => (Some(MergeDecision::PreprintKept), "both are kept"),
            Preprints::Drop => (Some(MergeDecision::PreprintDropped), "the preprint is left out"),
            Preprints::Link => (Some(MergeDecision::PreprintLinked), "both are kept and refer to each other"),
        };
        let message = format!("{} is the preprint of {}: {done}", members[0].place(), members[1].place());
        diag.report(about(Diagnostic::new(Code::PreprintJoined, message), &members[1].id));
        let Some(decision) = decision else { return whole() };
        let pair = self.report.findings.len();
        self.report.findings.push(MergeFinding { members, decision, reason: MergeReason::Preprint });
        let link = |side| (decision == MergeDecision::PreprintLinked).then_some(Link { pair, side });
        let mut parts = vec![Part { places: others, link: link(Side::Publication) }];
        if decision != MergeDecision::PreprintDropped {
            parts.push(Part { places: preprints, link: link(Side::Preprint) });
        }
        parts
    }

    fn combine(
        &mut self,
        inputs: &[MergeInput],
        places: &[usize],
        rungs: Vec<MergeRung>,
        judge: &mut Option<&mut dyn MergeJudge>,
        diag: &mut dyn Sink,
    ) -> Record {
        let id = inputs.iter().map(|input| input.record.id.as_str()).find(|id| !id.is_empty()).unwrap_or_default();
        let mut group = MergeGroup {
            id: id.to_owned(),
            members: inputs.iter().zip(places).map(|(input, &place)| member(self.names, input, place)).collect(),
            rungs,
            origins: Vec::new(),
            conflicts: Vec::new(),
            completed: Vec::new(),
        };
        let members: Vec<Member<'_>> = inputs
            .iter()
            .zip(places)
            .map(|(input, &place)| Member { record: &input.record, features: &self.features[place] })
            .collect();
        let record = combine::combine(&members, self.options.strategy, judge, &mut group);
        report_group(&group, diag);
        self.report.groups.push(group);
        record
    }

    fn report_findings(&mut self, inputs: &[MergeInput], clusters: &Clusters, diag: &mut dyn Sink) {
        for Likeness { places: [one, other], decision, reason } in works::likenesses(clusters) {
            let members = members(self.names, inputs, [one, other]);
            let (places, why) = (format!("{} and {}", members[0].place(), members[1].place()), reason.text());
            let diagnostic = match decision {
                MergeDecision::Misplaced(rung) => Diagnostic::new(
                    Code::IdentifierMisplaced,
                    format!("{places} have the same {}, but were kept apart because {why}", rung.name()),
                )
                .hint("one of them probably has the identifier of another work: correct it"),
                MergeDecision::Doubt => {
                    let diagnostic = Diagnostic::new(
                        Code::MayBeSameWork,
                        format!("{places} may be one work, but were not merged because {why}"),
                    );
                    match reason {
                        MergeReason::Ambiguous => diagnostic,
                        _ => diagnostic.hint("to merge them, give both the same identifier, or use `--strategy ask`"),
                    }
                }
                _ => {
                    Diagnostic::new(Code::KeptApart, format!("{places} are similar, but were kept apart because {why}"))
                }
            };
            diag.report(about(diagnostic, &members[0].id));
            self.report.findings.push(MergeFinding { members, decision, reason });
        }
    }
}

/// Links preprints and publications that are both kept, by their keys; those without a key get one.
fn link(records: &mut [Record], links: &[(usize, Link)]) {
    if links.is_empty() {
        return;
    }
    let mut maker = KeyMaker::new(KeyPolicy::KeepIds);
    for record in records.iter().filter(|record| !record.id.is_empty()) {
        maker.key_for(record); // so that no generated key is one of theirs
    }
    for &(place, _) in links {
        if records[place].id.is_empty() {
            records[place].id = maker.key_for(&records[place]);
        }
    }
    let mut pairs: BTreeMap<usize, Vec<(usize, Side)>> = BTreeMap::new();
    for &(place, Link { pair, side }) in links {
        pairs.entry(pair).or_default().push((place, side));
    }
    for sides in pairs.values() {
        let [(one, side), (other, _)] = sides[..] else { continue };
        for (place, target, is_preprint) in [(one, other, side == Side::Preprint), (other, one, side != Side::Preprint)]
        {
            let relation = if is_preprint { "IsPreprintOf" } else { "HasPreprint" };
            let related = Related { relation: relation.to_owned(), target: records[target].id.clone() };
            if !records[place].related.contains(&related) {
                records[place].related.push(related);
            }
        }
    }
}

fn members(names: &SourceNames, inputs: &[MergeInput], places: [usize; 2]) -> [MergeMember; 2] {
    places.map(|place| member(names, &inputs[place], place))
}

fn member(names: &SourceNames, input: &MergeInput, index: usize) -> MergeMember {
    let origin = input.record.origin.as_ref();
    MergeMember {
        index,
        source: input.source,
        source_name: names.name(input.source).to_owned(),
        line: origin.and_then(|origin| origin.line),
        format: origin.map(|origin| origin.format.clone()),
        id: input.record.id.clone(),
        title: input.record.plain_title(),
    }
}

/// Adds the id of a record to a report, if it has one.
fn about(diagnostic: Diagnostic, id: &str) -> Diagnostic {
    if id.is_empty() { diagnostic } else { diagnostic.about(id) }
}

fn report_group(group: &MergeGroup, diag: &mut dyn Sink) {
    let title =
        group.members.iter().map(|member| member.title.as_str()).find(|title| !title.is_empty()).unwrap_or_default();
    let places: Vec<String> = group.members.iter().map(MergeMember::place).collect();
    let rungs: Vec<&str> = group.rungs.iter().map(|rung| rung.name()).collect();
    let message = format!("“{title}” is in {}: matched by {}", places.join(" and "), rungs.join(" and "));
    diag.report(about(Diagnostic::new(Code::RecordsJoined, message), &group.id));
    for (variable, place) in &group.completed {
        let message =
            format!("“{variable}” of “{title}” was cut short and completed from {}", group.members[*place].place());
        diag.report(about(Diagnostic::new(Code::NamesCompleted, message), &group.id));
    }
    for conflict in &group.conflicts {
        let code = if conflict.is_grave && !conflict.is_answered { Code::MergeConflict } else { Code::MergeVariant };
        let shown = |&(ref value, place): &(String, usize)| {
            format!("{} ({})", shortened(value, LONGEST_SHOWN), group.members[place].place())
        };
        let others =
            conflict.values.iter().enumerate().filter(|(at, _)| *at != conflict.kept).map(|(_, value)| shown(value));
        let message = format!(
            "the records of “{title}” differ in “{}”: {} was kept, not {}",
            conflict.variable,
            shown(&conflict.values[conflict.kept]),
            others.collect::<Vec<_>>().join(", ")
        );
        diag.report(about(Diagnostic::new(code, message), &group.id));
    }
}
