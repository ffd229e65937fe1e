//! The work that a part is in: field 773 (<https://www.loc.gov/marc/bibliographic/bd773.html>), and the series of a work.

use super::FORMAT;
use super::element::{Marc, bare, without_stop};
use crate::diag::Sink;
use crate::library::references::details;
use crate::model::{NumberVariable, Record, TextVariable, Variable};
use crate::seam::xml_fields::set_identifier;
use crate::values::identifiers::Label;
use crate::values::{markup, pages};

/// Sets the host of a part, and the place of the part in it.
pub(super) fn set(record: &mut Record, marc: Marc<'_>, file: &str, diag: &mut dyn Sink) {
    let Some(host) = marc.field("773") else { return };
    let title = host.subfield('t').or_else(|| host.subfield('s')).or_else(|| host.subfield('a')).unwrap_or_default();
    record.set_text(TextVariable::ContainerTitle, markup::text(without_stop(&title)));
    if let Some(place) = host.subfield('g') {
        match details(bare(&place)) {
            Some(found) => {
                for (variable, number) in [
                    (NumberVariable::Volume, found.volume),
                    (NumberVariable::Issue, found.issue),
                    (NumberVariable::Page, found.pages.map(|range| pages::in_full(&range))),
                ] {
                    if let Some(number) = number {
                        record.set_number(variable, number);
                        record.mark_inferred(Variable::Number(variable), "it was read from the words of field 773");
                    }
                }
            }
            None => record.keep_extra(FORMAT.id, "773$g", place),
        }
    }
    for (code, label) in [('x', Label::Issn), ('z', Label::Isbn)] {
        if let Some(text) = host.subfield(code) {
            set_identifier(record, label, first_word(&text), host.element, file, diag);
        }
    }
    if let Some(imprint) = host.subfield('d') {
        record.keep_extra(FORMAT.id, "773$d", imprint);
    }
}

/// Sets the series: as it is on the work, or else its entry.
pub(super) fn set_series(record: &mut Record, marc: Marc<'_>) {
    let mut series = marc.fields(&["490", "440"]).chain(marc.fields(&["830"]));
    let Some(first) = series.next() else { return };
    let title = first.joined(&['a', 'n', 'p'], ". ");
    record.set_text(TextVariable::CollectionTitle, markup::text(without_stop(&title)));
    let number = first.subfield('v').map(|number| without_stop(&number).to_owned()).unwrap_or_default();
    let words = ["vol. ", "v. ", "no. ", "Bd. ", "Band ", "volume ", "Vol. ", "No. "];
    let digits = words.iter().find_map(|word| number.strip_prefix(word)).unwrap_or(&number);
    record.set_number(NumberVariable::CollectionNumber, digits);
    for other in series.filter(|other| other.tag() != "830") {
        record.keep_extra(FORMAT.id, "490", other.joined(&['a', 'v'], "; "));
    }
}

/// Returns a number without what is said about it: "9783161484100 (paperback)".
pub(super) fn first_word(text: &str) -> &str {
    text.trim().split([' ', '(', ':', ';']).next().unwrap_or_default()
}
