//! What merging did, for programs: every join, every conflict with its decision, and where each value came from.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::identity::Rung;
use super::inputs::SourceId;
use super::verdict::Reason;
use crate::model::Variable;

/// Where a record that was merged stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MergeMember {
    /// Which record it is: its index among the inputs.
    #[serde(skip)]
    pub index: usize,
    /// The source it is from.
    #[serde(skip)]
    pub source: SourceId,
    /// The name of the source, as the caller gave it.
    #[serde(rename = "source")]
    pub source_name: String,
    /// The line it starts at, when it is known.
    pub line: Option<u32>,
    /// The id of the format it was read from, when it is known.
    pub format: Option<String>,
    /// Its id there; empty when it had none.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A variable that two records of one work disagree about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MergeConflict {
    /// Which one.
    #[serde(serialize_with = "variable")]
    pub variable: Variable,
    /// The values, as people read them, and which member each is from (its place in the group's `members`).
    #[serde(serialize_with = "values")]
    pub values: Vec<(String, usize)>,
    /// Which of the values was kept: a place in `values`.
    pub kept: usize,
    /// Whether the judge chose it, and not the rules.
    #[serde(rename = "answered")]
    pub is_answered: bool,
    /// Whether it is one that tells works apart, such as the year or a page.
    #[serde(rename = "grave")]
    pub is_grave: bool,
}

/// Records of one work that became one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MergeGroup {
    /// Its id in the output; empty when none of its records had one.
    pub id: String,
    /// The records, in the order of the input.
    pub members: Vec<MergeMember>,
    /// What joined them, the surest first.
    #[serde(rename = "by", serialize_with = "rungs")]
    pub rungs: Vec<Rung>,
    /// From which member each value is: a place in `members`.
    #[serde(serialize_with = "origins")]
    pub origins: Vec<(Variable, usize)>,
    /// What they disagree about.
    pub conflicts: Vec<MergeConflict>,
    /// Lists of names that were cut short, and which member completed them.
    #[serde(serialize_with = "completed")]
    pub completed: Vec<(Variable, usize)>,
}

/// Two records that were not joined although something connects them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MergeFinding {
    /// The two.
    pub members: [MergeMember; 2],
    /// What was decided.
    pub decision: MergeDecision,
    /// Why.
    pub reason: Reason,
}

/// What was decided about two records that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MergeDecision {
    /// They are two works.
    Apart,
    /// They have this in common and are two works all the same.
    Misplaced(Rung),
    /// They may be one work, and were left as they are.
    Doubt,
    /// They are a preprint and its publication, and both were kept.
    PreprintKept,
    /// They are a preprint and its publication, and were linked.
    PreprintLinked,
    /// They are a preprint and its publication, and the first was left out.
    PreprintDropped,
}

/// What merging did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct MergeReport {
    /// How many records came in.
    pub read: usize,
    /// How many went out.
    pub written: usize,
    /// The records that became one.
    pub groups: Vec<MergeGroup>,
    /// The pairs that did not, although something connects them.
    pub findings: Vec<MergeFinding>,
}

impl MergeMember {
    /// Where it stands: the file, the line and the id.
    pub fn place(&self) -> String {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        let id = if self.id.is_empty() { String::new() } else { format!(" ({})", self.id) };
        format!("{}{line}{id}", self.source_name)
    }
}

impl MergeDecision {
    /// Its name in the report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Apart => "apart",
            Self::Misplaced(_) => "identifier-misplaced",
            Self::Doubt => "doubt",
            Self::PreprintKept => "preprint-kept",
            Self::PreprintLinked => "preprint-linked",
            Self::PreprintDropped => "preprint-dropped",
        }
    }
}

impl MergeReport {
    /// The report as JSON: `read`, `written`, `groups` and `findings`.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl Serialize for MergeFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Finding<'a> {
            decision: &'static str,
            members: &'a [MergeMember],
            shared: Option<&'static str>,
            reason: String,
        }
        let shared = match self.decision {
            MergeDecision::Misplaced(rung) => Some(rung.name()),
            _ => None,
        };
        let (decision, reason) = (self.decision.name(), self.reason.text());
        Finding { decision, members: &self.members, shared, reason }.serialize(serializer)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn variable<S: Serializer>(variable: &Variable, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(variable.name())
}

fn values<S: Serializer>(values: &[(String, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Given<'a> {
        value: &'a str,
        member: usize,
    }
    serializer.collect_seq(values.iter().map(|(value, member)| Given { value, member: *member }))
}

fn rungs<S: Serializer>(rungs: &[Rung], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rungs.iter().map(|rung| rung.name()))
}

fn origins<S: Serializer>(origins: &[(Variable, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(origins.iter().map(|(variable, member)| (variable.name(), member)))
}

fn completed<S: Serializer>(completed: &[(Variable, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Completed {
        variable: &'static str,
        member: usize,
    }
    serializer.collect_seq(
        completed.iter().map(|(variable, member)| Completed { variable: variable.name(), member: *member }),
    )
}
