//! W0916: an address that leads to another work than the identifier.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{IdentifierVariable, Record, Variable};
use crate::text::identifiers::{ArxivId, normalise_doi, same_doi};

/// Finds an address at doi.org or arxiv.org with another DOI or number than the record's.
pub(super) static LINT: Lint = Lint::record(Code::ContradictingIdentifiers, "contradicting-identifiers", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let Some(url) = record.url() else { return };
    let doi = record.doi().and_then(normalise_doi);
    let is_of_arxiv = |doi: &str| ArxivId::parse(doi).is_some();
    let message = match (normalise_doi(url), doi) {
        // A work can have the DOIs of its preprint and of its publication.
        (Some(in_url), Some(doi)) if !same_doi(&in_url, &doi) && is_of_arxiv(&in_url) == is_of_arxiv(&doi) => {
            format!("the address leads to the DOI {in_url}, but the DOI of the record is {doi}")
        }
        _ => match (ArxivId::parse(url).filter(|_| url.contains("arxiv.org")), record.arxiv()) {
            (Some(in_url), Some(number)) if in_url.number != number.number => {
                format!(
                    "the address leads to {} at arXiv, but the arXiv number of the record is {}",
                    in_url.number, number.number
                )
            }
            _ => return,
        },
    };
    findings.add(Finding::new(LINT.code, Variable::Identifier(IdentifierVariable::Url), message).shown_at(url));
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{IdentifierVariable, Record};

    fn check(url: &str, doi: &str, number: &str) -> Vec<String> {
        let mut record = Record::default();
        record.set_identifier(IdentifierVariable::Url, url);
        record.set_identifier(IdentifierVariable::Doi, doi);
        record.set_identifier(IdentifierVariable::Eprint, number);
        messages(&LINT, &record)
    }

    #[test]
    fn an_address_of_another_work() {
        assert_eq!(
            check("https://doi.org/10.1000/a", "10.1000/b", ""),
            ["the address leads to the DOI 10.1000/a, but the DOI of the record is 10.1000/b"]
        );
        assert_eq!(
            check("https://arxiv.org/abs/2210.12430", "", "2210.12431"),
            ["the address leads to 2210.12430 at arXiv, but the arXiv number of the record is 2210.12431"]
        );
    }

    #[test]
    fn what_agrees_is_silent() {
        for (url, doi, number) in [
            ("https://doi.org/10.1000/A", "10.1000/a", ""),
            ("https://example.org/a", "10.1000/a", "2210.12430"),
            ("https://arxiv.org/abs/2210.12430v2", "10.1000/a", "2210.12430"),
            ("https://doi.org/10.48550/arXiv.2210.12430", "10.1000/a", "2210.12430"),
        ] {
            assert_eq!(check(url, doi, number), [""; 0], "{url}");
        }
    }
}
