//! W0915: identifiers with a wrong check digit or form.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{IdentifierVariable, Name, Record, Variable};
use crate::text::doi_address;
use crate::text::identifiers::{
    ArxivId, normalise_doi, normalise_isbn, normalise_issn, normalise_orcid, normalise_pmcid, normalise_pmid,
};

/// Finds values that are not a DOI, ISBN, ISSN, PubMed number, arXiv number or ORCID iD where one is expected.
pub(super) static LINT: Lint = Lint {
    reported_by_readers_as: Some(Code::InvalidIdentifier),
    ..Lint::record(Code::DeadIdentifier, "dead-identifiers", check)
};

fn check(record: &Record, findings: &mut Findings<'_>) {
    for (&variable, text) in &record.identifiers {
        let (is_right, name) = match variable {
            IdentifierVariable::Doi => (normalise_doi(text).is_some(), "DOI"),
            IdentifierVariable::Isbn => (all(text, normalise_isbn), "ISBN"),
            IdentifierVariable::Issn => (all(text, normalise_issn), "ISSN"),
            IdentifierVariable::Pmid => (normalise_pmid(text).is_some(), "PubMed number"),
            IdentifierVariable::Pmcid => (normalise_pmcid(text).is_some(), "PubMed Central number"),
            IdentifierVariable::Eprint if record.has_arxiv_eprint() => (ArxivId::parse(text).is_some(), "arXiv number"),
            IdentifierVariable::Eprint => {
                if ["http://", "https://", "www."].iter().any(|start| text.starts_with(start)) {
                    let message = "the eprint is an address and not a number of an archive";
                    let finding = Finding::new(LINT.code, Variable::Identifier(variable), message).shown_at(text);
                    findings.add(finding.hint("move it to `url`, or to `file` if it is a PDF of yours"));
                }
                continue;
            }
            IdentifierVariable::Url => continue,
        };
        if !is_right {
            add(findings, Variable::Identifier(variable), text, name);
        } else if variable == IdentifierVariable::Doi
            && let Some(doi) = text.strip_suffix(['.', ',', ';'])
            && normalise_doi(doi).is_some()
        {
            // A DOI may end so, but hardly any does: the character belonged to the sentence that it was copied from.
            let message = format!("“{text}” ends with a character that is probably not part of the DOI");
            let finding = Finding::new(LINT.code, Variable::Identifier(variable), message).shown_at(text);
            findings.add(
                finding.hint(format!("try {}, and remove the character if it leads to the work", doi_address(doi))),
            );
        }
    }
    for (&variable, names) in &record.names {
        let ids = names.list.iter().filter_map(|name| match name {
            Name::Person(person) => person.orcid.as_deref(),
            Name::Literal(_) => None,
        });
        for orcid in ids.filter(|orcid| normalise_orcid(orcid).is_none()) {
            add(findings, Variable::Names(variable), orcid, "ORCID iD");
        }
    }
}

/// Adds a report with the same words as readers use.
fn add(findings: &mut Findings<'_>, variable: Variable, text: &str, name: &str) {
    let finding = Finding::new(LINT.code, variable, format!("“{text}” is not a valid {name}")).shown_at(text);
    let is_issn = name == "ISBN" && normalise_issn(text).is_some();
    findings.add(if is_issn { finding.hint("it is an ISSN: move it to that field") } else { finding });
}

/// The text without parentheses, as in "0-644-07904-5 (vol. 2)".
fn without_remarks(text: &str) -> String {
    let parts = text.split('(').enumerate();
    parts
        .map(|(place, part)| if place == 0 { part } else { part.split_once(')').map_or("", |(_, rest)| rest) })
        .collect()
}

/// Whether all identifiers of a list are valid.
fn all(text: &str, normalise: fn(&str) -> Option<String>) -> bool {
    normalise(text).is_some()
        || without_remarks(text)
            .split([',', ';', ' ', '/'])
            .filter(|part| !part.is_empty())
            .all(|part| normalise(part).is_some() || !part.contains(|character: char| character.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{IdentifierVariable, Name, NameVariable, Names, Person, Record, TextVariable};

    fn check(variable: IdentifierVariable, text: &str) -> Vec<String> {
        let mut record = Record::default();
        record.set_identifier(variable, text);
        record.set_text(TextVariable::EprintType, "arXiv");
        messages(&LINT, &record)
    }

    #[test]
    fn wrong_check_digits_and_forms() {
        assert_eq!(check(IdentifierVariable::Isbn, "9783161484101"), ["“9783161484101” is not a valid ISBN"]);
        assert_eq!(check(IdentifierVariable::Issn, "1234-5678"), ["“1234-5678” is not a valid ISSN"]);
        assert_eq!(check(IdentifierVariable::Doi, "10.1109"), ["“10.1109” is not a valid DOI"]);
        assert_eq!(check(IdentifierVariable::Eprint, "2213.12430"), ["“2213.12430” is not a valid arXiv number"]);
        let mut record = Record::default();
        record.set_identifier(IdentifierVariable::Eprint, "https://example.org/a.pdf");
        assert_eq!(messages(&LINT, &record), ["the eprint is an address and not a number of an archive"]);
        record = Record::default();
        let orcid = Some("0000-0002-1825-0098".to_owned());
        let person = Person { family: "Doe".into(), orcid, ..Person::default() };
        record.set_names(NameVariable::Author, Names::complete(vec![Name::Person(person)]));
        assert_eq!(messages(&LINT, &record), ["“0000-0002-1825-0098” is not a valid ORCID iD"]);
    }

    #[test]
    fn a_full_stop_at_the_end_of_a_doi_is_probably_that_of_a_sentence() {
        let message = "“10.1371/journal.pone.0001234.” ends with a character that is probably not part of the DOI";
        assert_eq!(check(IdentifierVariable::Doi, "10.1371/journal.pone.0001234."), [message]);
        assert_eq!(check(IdentifierVariable::Doi, "10.1002/(SICI)1::AID-1>3.0.CO;2-#"), [""; 0]);
    }

    #[test]
    fn right_ones_are_silent() {
        for (variable, text) in [
            (IdentifierVariable::Isbn, "9783161484100, 080442957X"),
            (IdentifierVariable::Isbn, "978-3-16-148410-0 (vol. 1), 0-8044-2957-X (set)"),
            (IdentifierVariable::Issn, "2434-561X"),
            (IdentifierVariable::Doi, "10.1109/TAFFC.2022.1"),
            (IdentifierVariable::Pmid, "31772108"),
            (IdentifierVariable::Eprint, "hep-th/9901001"),
            (IdentifierVariable::Url, "nonsense"),
        ] {
            assert_eq!(check(variable, text), [""; 0], "{text}");
        }
    }
}
