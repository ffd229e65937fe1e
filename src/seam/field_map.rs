//! Field maps: which field of a format holds which variable, written once, used in both directions.
//!
//! Readers and writers look fields up here, and the loss table of a format is computed from the same rows: what no row
//! holds is lost, and what a row holds only in part says how.

use crate::model::{Kind, Variable};

/// The field map of a format.
#[derive(Debug)]
pub struct FieldMap {
    /// The rows. Where several rows fit, the first counts.
    pub rows: &'static [Row],
    /// Whether variables without a row are kept all the same (the JSON forms keep everything).
    pub rest: Fidelity,
}

/// One row: a field, and the variable it holds for some types of works.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The field's name in the format.
    pub field: &'static str,
    /// The variable.
    pub variable: Variable,
    /// The types of works for which the row holds.
    pub kinds: Kinds,
    /// In which directions the row is used.
    pub direction: Direction,
    /// How well the field keeps the value.
    pub fidelity: Fidelity,
}

/// For which types of works a row holds.
#[derive(Debug, Clone, Copy)]
pub enum Kinds {
    /// For all.
    All,
    /// For these.
    Only(&'static [Kind]),
    /// For all but these.
    Except(&'static [Kind]),
}

/// In which directions a row is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Both.
    Both,
    /// An alias that is read and never written.
    Read,
}

/// How well a value survives being written and read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fidelity {
    /// Unchanged.
    Kept,
    /// In another form that means the same; the text says which.
    Normalised(&'static str),
    /// In part; the text says what goes.
    Degraded(&'static str),
    /// Unchanged or not, by its value; the text says what is kept. The writer reports every value that is not.
    Depends(&'static str),
    /// Not at all.
    Lost,
}

impl Kinds {
    /// Whether a row for these types holds for one.
    pub fn contains(&self, kind: Kind) -> bool {
        match self {
            Self::All => true,
            Self::Only(kinds) => kinds.contains(&kind),
            Self::Except(kinds) => !kinds.contains(&kind),
        }
    }
}

impl Row {
    /// A row that is used in both directions, for all types of works.
    pub(crate) const fn new(field: &'static str, variable: Variable, fidelity: Fidelity) -> Self {
        Self { field, variable, kinds: Kinds::All, direction: Direction::Both, fidelity }
    }

    /// Such a row, whose value comes back unchanged.
    pub(crate) const fn kept(field: &'static str, variable: Variable) -> Self {
        Self::new(field, variable, Fidelity::Kept)
    }

    /// A row of a format that is only read, for all types of works.
    pub(crate) const fn read(field: &'static str, variable: Variable) -> Self {
        Self { field, variable, kinds: Kinds::All, direction: Direction::Read, fidelity: Fidelity::Kept }
    }
}

impl FieldMap {
    /// The row that a writer uses for a variable of a work of this type.
    pub fn row_for(&self, kind: Kind, variable: Variable) -> Option<&'static Row> {
        self.rows
            .iter()
            .find(|row| row.variable == variable && row.direction == Direction::Both && row.kinds.contains(kind))
    }

    /// The row that a reader uses for a field, in any letter case, of a work of this type.
    pub fn row_of(&self, kind: Kind, field: &str) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.field.eq_ignore_ascii_case(field) && row.kinds.contains(kind))
    }

    /// How well a variable of a work of this type survives: the loss table, cell by cell.
    pub fn fidelity(&self, kind: Kind, variable: Variable) -> Fidelity {
        self.row_for(kind, variable).map_or(self.rest, |row| row.fidelity)
    }
}
