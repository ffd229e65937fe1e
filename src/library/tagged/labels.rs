//! Variables without a tag in a format: they are written in lines of one tag, each with its CSL name ("original-title:
//! ...").
//!
//! Zotero reads such lines in its "Extra" field as CSL variables, and other programs show them as they are
//! (<https://www.zotero.org/support/kb/item_types_and_fields#citing_fields_from_extra>).

use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Direction, Fidelity, Kinds, Row};

pub(super) const NAMES: Fidelity = Fidelity::Normalised(
    "several particles become one, suffixes at the end of given names become suffixes, ORCID iDs are lost",
);
pub(super) const MARKUP: Fidelity = Fidelity::Normalised("line breaks become spaces, markup is written as in CSL-JSON");
pub(super) const SPACING: Fidelity = Fidelity::Normalised("white space becomes single spaces");
pub(super) const PAGES: Fidelity = Fidelity::Normalised("the dash of a range becomes a hyphen without spaces");

/// The number of rows in [`ROWS`].
pub(super) const COUNT: usize = TextVariable::ALL.len()
    + NameVariable::ALL.len()
    + DateVariable::ALL.len()
    + NumberVariable::ALL.len()
    + IdentifierVariable::ALL.len()
    + 3;

/// A row for every variable of a work; the field is its name.
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

/// Returns the rows of a format's own tags, followed by those of [`ROWS`].
pub(super) const fn with_labels<const OWN: usize, const ALL: usize>(own: [Row; OWN]) -> [Row; ALL] {
    let mut rows = [ROWS[0]; ALL];
    let mut index = 0;
    while index < ALL {
        rows[index] = if index < OWN { own[index] } else { ROWS[index - OWN] };
        index += 1;
    }
    rows
}

/// Whether a row's field is a label rather than a tag.
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

/// Restricts a row to these types of works.
pub(super) const fn only(kinds: &'static [Kind], row: Row) -> Row {
    Row { kinds: Kinds::Only(kinds), ..row }
}

/// Restricts a row to all types of works except these.
pub(super) const fn except(kinds: &'static [Kind], row: Row) -> Row {
    Row { kinds: Kinds::Except(kinds), ..row }
}

/// Makes a row that is read and never written.
pub(super) const fn read(row: Row) -> Row {
    Row { direction: Direction::Read, ..row }
}
