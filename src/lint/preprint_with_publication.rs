//! N0928: a preprint that has the DOI of a publication.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::merge::server_of_doi;
use crate::model::{IdentifierVariable, Kind, Record, TextVariable, Variable};
use crate::text::identifiers::normalise_doi;

/// Prefixes of DOIs of archives with works of all kinds.
const ARCHIVES: &[&str] = &["10.5281/", "10.6084/", "10.17605/", "10.31230/", "10.31237/", "10.31730/", "10.48550/"];

/// Finds preprints whose DOI shows that they have been published.
pub(super) static LINT: Lint = Lint::record(Code::PreprintWithPublication, "preprint-with-publication", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let is_preprint = record.kind == Kind::Article && record.has(Variable::Identifier(IdentifierVariable::Eprint));
    let has_venue = record.has(Variable::Text(TextVariable::ContainerTitle));
    let doi = record.doi().and_then(normalise_doi);
    let Some(doi) = doi.filter(|_| is_preprint && !has_venue) else { return };
    let lower = doi.to_ascii_lowercase();
    if server_of_doi(&lower).is_some() || ARCHIVES.iter().any(|prefix| lower.starts_with(prefix)) {
        return;
    }
    let message = format!("the preprint has the DOI of a publication: {doi}");
    let finding = Finding::new(LINT.code, Variable::Identifier(IdentifierVariable::Doi), message).shown_at(doi);
    findings
        .add(finding.hint("make it the publication, with its type, venue and year; keep the number of the preprint"));
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{IdentifierVariable, Kind, Record};

    #[test]
    fn the_doi_tells_that_it_appeared() {
        let check = |doi: &str| {
            let mut record = Record::new(Kind::Article);
            record.set_identifier(IdentifierVariable::Eprint, "2210.12430");
            record.set_identifier(IdentifierVariable::Doi, doi);
            messages(&LINT, &record)
        };
        assert_eq!(check("10.1109/x.1"), ["the preprint has the DOI of a publication: 10.1109/x.1"]);
        for doi in ["10.48550/arXiv.2210.12430", "10.5281/zenodo.1", "10.31234/osf.io/abc"] {
            assert_eq!(check(doi), [""; 0], "{doi}");
        }
    }
}
