//! ISBNs and ISSNs, which share one element.

use crate::model::{IdentifierVariable, Kind};
use crate::text::identifiers::{normalise_isbn, normalise_issn};

/// Returns the sort of number on a line, by the label before it, by its check digit, or by the type of the work.
pub(super) fn serial_number(line: &str, kind: Kind) -> (IdentifierVariable, &str) {
    for variable in [IdentifierVariable::Isbn, IdentifierVariable::Issn] {
        let rest = line.strip_prefix(variable.name());
        if let Some(rest) = rest.and_then(|rest| rest.strip_prefix(' ').or_else(|| rest.strip_prefix(": "))) {
            return (variable, rest);
        }
    }
    let first = line.split([',', ';']).next().unwrap_or_default();
    let is_serial = kind == Kind::Periodical || kind.name().starts_with("article") || kind.name().starts_with("review");
    match normalise_isbn(first).is_none() && (normalise_issn(first).is_some() || is_serial) {
        true => (IdentifierVariable::Issn, line),
        false => (IdentifierVariable::Isbn, line),
    }
}
