//! The result of merging for programs: every join, every conflict with its decision, and the source of each value.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::identity::Rung;
use super::inputs::SourceId;
use super::verdict::Reason;
use crate::model::Variable;

/// The position of a record that was merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MergeMember {
    /// The index of the record among the inputs.
    #[serde(skip)]
    pub index: usize,
    /// The source of the record.
    #[serde(skip)]
    pub source: SourceId,
    /// The name of the source, as the caller gave it.
    #[serde(rename = "source")]
    pub source_name: String,
    /// The line at which it starts, if known.
    pub line: Option<u32>,
    /// The id of the format from which it was read, if known.
    pub format: Option<String>,
    /// Its id in the input; empty if it had none.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A variable on which two records of one work disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MergeConflict {
    /// The variable.
    #[serde(serialize_with = "variable")]
    pub variable: Variable,
    /// The values, as plain text, and the member each is from (an index into the group's `members`).
    #[serde(serialize_with = "values")]
    pub values: Vec<(String, usize)>,
    /// The index of the value that was kept, in `values`.
    pub kept: usize,
    /// Whether the judge chose it, rather than the rules.
    #[serde(rename = "answered")]
    pub is_answered: bool,
    /// Whether the variable distinguishes works, such as the year or a page.
    #[serde(rename = "grave")]
    pub is_grave: bool,
}

/// Records of one work that became one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MergeGroup {
    /// Its id in the output; empty if none of its records had one.
    pub id: String,
    /// The records, in the order of the input.
    pub members: Vec<MergeMember>,
    /// The evidence that joined them, the most certain first.
    #[serde(rename = "by", serialize_with = "rungs")]
    pub rungs: Vec<Rung>,
    /// The member from which each value comes, as an index into `members`.
    #[serde(serialize_with = "origins")]
    pub origins: Vec<(Variable, usize)>,
    /// The conflicts between the records.
    pub conflicts: Vec<MergeConflict>,
    /// Truncated lists of names, and the member that completed each.
    #[serde(serialize_with = "completed")]
    pub completed: Vec<(Variable, usize)>,
}

/// Two records that were not joined although there is a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MergeFinding {
    /// The two records.
    pub members: [MergeMember; 2],
    /// The decision.
    pub decision: MergeDecision,
    /// The reason.
    pub reason: Reason,
}

/// The decision about two records that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MergeDecision {
    /// They are two works.
    Apart,
    /// They have this in common and are two works nevertheless.
    Misplaced(Rung),
    /// They may be one work, and were left unchanged.
    Doubt,
    /// They are a preprint and its publication, and both were kept.
    PreprintKept,
    /// They are a preprint and its publication, and were linked.
    PreprintLinked,
    /// They are a preprint and its publication, and the preprint was left out.
    PreprintDropped,
}

/// A description of what merging did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct MergeReport {
    /// The number of records in the input.
    pub read: usize,
    /// The number of records in the output.
    pub written: usize,
    /// The records that became one.
    pub groups: Vec<MergeGroup>,
    /// The pairs that did not become one, although there is a connection.
    pub findings: Vec<MergeFinding>,
}

impl MergeMember {
    /// Returns its position: the file, the line and the id.
    pub fn place(&self) -> String {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        let id = if self.id.is_empty() { String::new() } else { format!(" ({})", self.id) };
        format!("{}{line}{id}", self.source_name)
    }
}

impl MergeDecision {
    /// Returns its name in the report.
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
    /// Returns the report as JSON: `read`, `written`, `groups` and `findings`.
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
