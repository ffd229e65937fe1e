//! What merging did, for programs: every join, every conflict with its decision, and where each value came from.

use serde_json::{Value, json};

use super::identity::Rung;
use super::verdict::Reason;
use crate::model::Variable;

/// Where a record that was merged stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeMember {
    /// The name of the file, as the caller gave it.
    pub source: String,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeConflict {
    /// Which one.
    pub variable: Variable,
    /// The values, as people read them, and which member each is from (its place in the group's `members`).
    pub values: Vec<(String, usize)>,
    /// Which of the values was kept: a place in `values`.
    pub kept: usize,
    /// Whether the judge chose it, and not the rules.
    pub is_answered: bool,
    /// Whether it is one that tells works apart, such as the year or a page.
    pub is_grave: bool,
}

/// Records of one work that became one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeGroup {
    /// Its id in the output; empty when none of its records had one.
    pub id: String,
    /// The records, in the order of the input.
    pub members: Vec<MergeMember>,
    /// What joined them, the surest first.
    pub rungs: Vec<Rung>,
    /// From which member each value is: a place in `members`.
    pub origins: Vec<(Variable, usize)>,
    /// What they disagree about.
    pub conflicts: Vec<MergeConflict>,
    /// Lists of names that were cut short, and which member completed them.
    pub completed: Vec<(Variable, usize)>,
}

/// Two records that were not joined although something connects them.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
        format!("{}{line}{id}", self.source)
    }

    fn to_json(&self) -> Value {
        json!({ "source": self.source, "line": self.line, "format": self.format, "id": self.id, "title": self.title })
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
        let groups: Vec<Value> = self.groups.iter().map(MergeGroup::to_json).collect();
        let findings: Vec<Value> = self.findings.iter().map(MergeFinding::to_json).collect();
        json!({ "read": self.read, "written": self.written, "groups": groups, "findings": findings })
    }
}

impl MergeGroup {
    fn to_json(&self) -> Value {
        let origins: serde_json::Map<String, Value> =
            self.origins.iter().map(|(variable, member)| (variable.name().to_owned(), json!(member))).collect();
        let conflict = |conflict: &MergeConflict| {
            let values: Vec<Value> =
                conflict.values.iter().map(|(value, member)| json!({ "value": value, "member": member })).collect();
            json!({ "variable": conflict.variable.name(), "values": values, "kept": conflict.kept, "answered": conflict.is_answered, "grave": conflict.is_grave })
        };
        json!({
            "id": self.id,
            "members": self.members.iter().map(MergeMember::to_json).collect::<Vec<_>>(),
            "by": self.rungs.iter().map(|rung| rung.name()).collect::<Vec<_>>(),
            "origins": origins,
            "conflicts": self.conflicts.iter().map(conflict).collect::<Vec<_>>(),
            "completed": self.completed.iter().map(|(variable, member)| json!({ "variable": variable.name(), "member": member })).collect::<Vec<_>>(),
        })
    }
}

impl MergeFinding {
    fn to_json(&self) -> Value {
        let shared = match self.decision {
            MergeDecision::Misplaced(rung) => Some(rung.name()),
            _ => None,
        };
        json!({
            "decision": self.decision.name(),
            "members": self.members.iter().map(MergeMember::to_json).collect::<Vec<_>>(),
            "shared": shared,
            "reason": self.reason.text(),
        })
    }
}
