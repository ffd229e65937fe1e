//! Eprints in CSL-JSON, which has no variables for them.
//!
//! Programs that read CSL-JSON expect what Zotero exports: a preprint's `number` is "arXiv:1706.03762", and a number of
//! PubMed is its `PMID` (<https://www.zotero.org/support/kb/item_types_and_fields>). `custom` also has the eprint itself, so
//! that the record comes back as it was.

use crate::model::{ARXIV, IdentifierVariable, Kind, NumberVariable, Record, TextVariable, Variable};

/// Returns the variables that express the eprint of a record in CSL, unless the record has them.
pub(super) fn of(record: &Record) -> impl Iterator<Item = (Variable, String)> {
    let number = Variable::Number(NumberVariable::Number);
    let is_preprint = record.kind == Kind::Article && record.has_arxiv_eprint() && !record.has(number);
    let eprint = record.identifier(IdentifierVariable::Eprint).filter(|_| is_preprint);
    let pmid = Variable::Identifier(IdentifierVariable::Pmid);
    let of_pubmed = record.pmid().filter(|_| !record.has(pmid));
    eprint
        .map(|eprint| (number, format!("{ARXIV}:{eprint}")))
        .into_iter()
        .chain(of_pubmed.map(|of| (pmid, of.to_owned())))
}

/// Removes the variables that only repeat the eprint of a record that was read.
pub(super) fn remove_repeated(record: &mut Record) {
    if record.identifier(IdentifierVariable::Eprint).is_none() || !record.texts.contains_key(&TextVariable::EprintType)
    {
        return;
    }
    let mut without = record.clone();
    without.remove(Variable::Number(NumberVariable::Number));
    without.remove(Variable::Identifier(IdentifierVariable::Pmid));
    let repeated: Vec<Variable> = of(&without)
        .filter(|(variable, value)| holds(record, *variable, value))
        .map(|(variable, _)| variable)
        .collect();
    for variable in repeated {
        record.remove(variable);
    }
}

fn holds(record: &Record, variable: Variable, value: &str) -> bool {
    match variable {
        Variable::Number(variable) => record.number(variable) == Some(value),
        Variable::Identifier(variable) => record.identifier(variable) == Some(value),
        _ => false,
    }
}
