//! Field maps: which field of a format holds which variable, written once and used in both directions.
//!
//! Readers and writers look fields up here, and the loss table of a format is computed from the same rows: a variable
//! without a row is lost, and a row that keeps a value only in part says what is missing.

use crate::model::{Kind, Variable};

/// The field map of a format.
#[derive(Debug)]
#[non_exhaustive]
pub struct FieldMap {
    /// The rows. Where several rows match, the first one counts.
    pub rows: &'static [Row],
    /// How variables without a row are kept (the JSON forms keep everything).
    pub rest: Fidelity,
}

/// One row: a field and the variable it holds for some types of works.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Row {
    /// The field's name in the format.
    pub field: &'static str,
    /// The variable.
    pub variable: Variable,
    /// The types of works to which the row applies.
    pub kinds: Kinds,
    /// In which directions the row is used.
    pub direction: Direction,
    /// How well the field keeps the value.
    pub fidelity: Fidelity,
}

/// The types of works to which a row applies.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Kinds {
    /// All types.
    All,
    /// Only these types.
    Only(&'static [Kind]),
    /// All types except these.
    Except(&'static [Kind]),
}

/// In which directions a row is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Reading and writing.
    Both,
    /// Reading only: an alias that is never written.
    Read,
}

/// How well a value survives writing and reading back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fidelity {
    /// Unchanged.
    Kept,
    /// In another form with the same meaning; the text says which.
    Normalised(&'static str),
    /// In part; the text says what is lost.
    Degraded(&'static str),
    /// Depends on the value; the text says what is kept. The writer reports every value that changes.
    Depends(&'static str),
    /// Not kept.
    Lost,
}

impl Kinds {
    /// Returns true if the row applies to works of this type.
    pub fn contains(&self, kind: Kind) -> bool {
        match self {
            Self::All => true,
            Self::Only(kinds) => kinds.contains(&kind),
            Self::Except(kinds) => !kinds.contains(&kind),
        }
    }
}

impl Row {
    /// Makes a row that is used in both directions, for all types of works.
    pub const fn new(field: &'static str, variable: Variable, fidelity: Fidelity) -> Self {
        Self { field, variable, kinds: Kinds::All, direction: Direction::Both, fidelity }
    }

    /// Makes a row like [`Row::new`] whose value comes back unchanged.
    pub const fn kept(field: &'static str, variable: Variable) -> Self {
        Self::new(field, variable, Fidelity::Kept)
    }

    /// Makes a row of a format that is only read, for all types of works.
    pub const fn read(field: &'static str, variable: Variable) -> Self {
        Self { field, variable, kinds: Kinds::All, direction: Direction::Read, fidelity: Fidelity::Kept }
    }

    /// Returns the row, restricted to some types of works.
    #[must_use]
    pub const fn for_kinds(mut self, kinds: Kinds) -> Self {
        self.kinds = kinds;
        self
    }
}

impl FieldMap {
    /// Returns a map of these rows. `rest` is how variables without a row are kept: [`Fidelity::Lost`] in most formats.
    pub const fn new(rows: &'static [Row], rest: Fidelity) -> Self {
        Self { rows, rest }
    }

    /// Returns the row that a writer uses for a variable of a work of this type.
    pub fn row_for(&self, kind: Kind, variable: Variable) -> Option<&'static Row> {
        self.rows
            .iter()
            .find(|row| row.variable == variable && row.direction == Direction::Both && row.kinds.contains(kind))
    }

    /// Returns the row that a reader uses for a field of a work of this type. Field names match in any letter case.
    pub fn row_of(&self, kind: Kind, field: &str) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.field.eq_ignore_ascii_case(field) && row.kinds.contains(kind))
    }

    /// Returns how well a variable of a work of this type survives: one cell of the loss table.
    pub fn fidelity(&self, kind: Kind, variable: Variable) -> Fidelity {
        self.row_for(kind, variable).map_or(self.rest, |row| row.fidelity)
    }
}
