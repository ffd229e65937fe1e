//! The BibTeX citation that a work may have; its quality varies.

use crate::bib as bibtex;
use crate::model::{Record, Variable};
use crate::syntax::Input;

/// The maximum length of a citation.
const LONGEST: usize = 64 * 1024;

/// Sets what the record lacks from a BibTeX citation, and marks it as inferred.
pub(super) fn fill_from_bibtex(record: &mut Record, bibtex: &str) {
    if bibtex.len() > LONGEST || !bibtex.trim_start().starts_with('@') {
        return;
    }
    let mut cited = None;
    let mut bytes = bibtex.as_bytes();
    let input = Input::new("citation", &mut bytes);
    let Some(reader) = bibtex::FORMAT.reader else { return };
    let mut keep_first = |record: Record| _ = cited.get_or_insert(record);
    // Mistakes in the citation are not the user's, and the data of the work itself take precedence.
    if reader.read_decoded(input, &mut keep_first, &mut ()).is_err() {
        return;
    }
    let Some(cited) = cited else { return };
    for variable in cited.variables() {
        let is_value = match variable {
            Variable::Text(of) => {
                !record.has(variable)
                    && cited.text(of).is_some_and(|text| {
                        record.set_text(of, text.clone());
                        true
                    })
            }
            Variable::Names(of) => {
                !record.has(variable)
                    && cited.names(of).is_some_and(|names| {
                        record.set_names(of, names.clone());
                        true
                    })
            }
            Variable::Number(of) => {
                !record.has(variable)
                    && cited.number(of).is_some_and(|number| {
                        record.set_number(of, number);
                        true
                    })
            }
            Variable::Date(of) => {
                !record.has(variable)
                    && cited.date(of).is_some_and(|date| {
                        record.set_date(of, date.clone());
                        true
                    })
            }
            Variable::Identifier(of) => {
                !record.has(variable)
                    && cited.identifier(of).is_some_and(|identifier| {
                        record.set_identifier(of, identifier);
                        true
                    })
            }
            _ => false,
        };
        if is_value {
            record.mark_inferred(variable, "the work has a citation in BibTeX that says so");
        }
    }
}
