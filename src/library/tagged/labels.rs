//! Variables that a format has no tag for: they stand in lines of one tag, each under its CSL name ("original-title: ...").
//!
//! Zotero reads such lines of its "Extra" field as CSL variables, and other programs show them as they are
//! (<https://www.zotero.org/support/kb/item_types_and_fields#citing_fields_from_extra>).

use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Direction, Fidelity, Kinds, Row};

pub(super) const NAMES: Fidelity =
    Fidelity::Normalised("particles become one, suffixes at the end of given names are suffixes, ORCID iDs go");
pub(super) const MARKUP: Fidelity = Fidelity::Normalised("line breaks become spaces, markup is that of CSL-JSON");
pub(super) const SPACING: Fidelity = Fidelity::Normalised("white space becomes single spaces");
pub(super) const PAGES: Fidelity = Fidelity::Normalised("the dash of a range becomes a hyphen without spaces");

/// How many rows [`ROWS`] has.
pub(super) const COUNT: usize = TextVariable::ALL.len()
    + NameVariable::ALL.len()
    + DateVariable::ALL.len()
    + NumberVariable::ALL.len()
    + IdentifierVariable::ALL.len()
    + 3;

/// A row for every variable of a work, with its name as the field.
pub(super) const ROWS: [Row; COUNT] = {
    let mut rows = [Row::new("type", Variable::Kind, Fidelity::Kept); COUNT];
    rows[1] = Row::new("language", Variable::Language, SPACING);
    rows[2] = Row::new("tags", Variable::Tags, SPACING);
    let mut count = 3;
    let mut index = 0;
    while index < TextVariable::ALL.len() {
        let variable = TextVariable::ALL[index];
        rows[count] = Row::new(variable.name(), Variable::Text(variable), MARKUP);
        count += 1;
        index += 1;
    }
    index = 0;
    while index < NameVariable::ALL.len() {
        let variable = NameVariable::ALL[index];
        rows[count] = Row::new(variable.name(), Variable::Names(variable), NAMES);
        count += 1;
        index += 1;
    }
    index = 0;
    while index < DateVariable::ALL.len() {
        let variable = DateVariable::ALL[index];
        rows[count] = Row::new(variable.name(), Variable::Date(variable), Fidelity::Kept);
        count += 1;
        index += 1;
    }
    index = 0;
    while index < NumberVariable::ALL.len() {
        let variable = NumberVariable::ALL[index];
        rows[count] = Row::new(variable.name(), Variable::Number(variable), SPACING);
        count += 1;
        index += 1;
    }
    index = 0;
    while index < IdentifierVariable::ALL.len() {
        let variable = IdentifierVariable::ALL[index];
        rows[count] = Row::new(variable.name(), Variable::Identifier(variable), SPACING);
        count += 1;
        index += 1;
    }
    rows
};

/// The rows of a format's own tags, and behind them those of [`ROWS`].
pub(super) const fn with_labels<const OWN: usize, const ALL: usize>(own: [Row; OWN]) -> [Row; ALL] {
    let mut rows = [ROWS[0]; ALL];
    let mut index = 0;
    while index < ALL {
        rows[index] = if index < OWN { own[index] } else { ROWS[index - OWN] };
        index += 1;
    }
    rows
}

/// Whether a row's field is a label and no tag.
pub(super) fn is_label(field: &str) -> bool {
    ROWS.iter().any(|row| row.field == field)
}

pub(super) const fn text(field: &'static str, variable: TextVariable) -> Row {
    Row::new(field, Variable::Text(variable), MARKUP)
}

pub(super) const fn number(field: &'static str, variable: NumberVariable) -> Row {
    Row::new(field, Variable::Number(variable), SPACING)
}

pub(super) const fn names(field: &'static str, variable: NameVariable) -> Row {
    Row::new(field, Variable::Names(variable), NAMES)
}

pub(super) const fn identifier(field: &'static str, variable: IdentifierVariable) -> Row {
    Row::new(field, Variable::Identifier(variable), SPACING)
}

pub(super) const fn date(field: &'static str, variable: DateVariable) -> Row {
    Row::new(field, Variable::Date(variable), Fidelity::Kept)
}

/// The row for these types of works.
pub(super) const fn only(kinds: &'static [Kind], row: Row) -> Row {
    Row { kinds: Kinds::Only(kinds), ..row }
}

/// The row for all but these types of works.
pub(super) const fn except(kinds: &'static [Kind], row: Row) -> Row {
    Row { kinds: Kinds::Except(kinds), ..row }
}

/// The row as one that is read and never written.
pub(super) const fn read(row: Row) -> Row {
    Row { direction: Direction::Read, ..row }
}
