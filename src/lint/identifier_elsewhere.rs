//! N0918: a DOI that is in an address or a note.

use super::finding::Fix;
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{IdentifierVariable, Record, TextVariable, Variable};
use crate::text::identifiers::normalise_doi;

/// Addresses of publishers that end with the DOI of the work: the host, and the folders before the DOI.
const PUBLISHERS: &[(&str, &[&str])] = &[
    ("dl.acm.org", &["doi/", "doi/abs/", "doi/pdf/", "doi/full/"]),
    ("onlinelibrary.wiley.com", &["doi/", "doi/abs/", "doi/full/", "doi/pdf/", "doi/epdf/"]),
    ("www.tandfonline.com", &["doi/", "doi/abs/", "doi/full/", "doi/pdf/"]),
    ("journals.sagepub.com", &["doi/", "doi/abs/", "doi/full/", "doi/pdf/"]),
    ("pubs.acs.org", &["doi/", "doi/abs/", "doi/full/", "doi/pdf/"]),
    ("www.pnas.org", &["doi/", "doi/abs/", "doi/full/", "doi/pdf/"]),
    ("www.science.org", &["doi/", "doi/abs/", "doi/full/", "doi/pdf/"]),
    (
        "journals.aps.org",
        &["prl/abstract/", "pra/abstract/", "prb/abstract/", "prd/abstract/", "pre/abstract/", "rmp/abstract/"],
    ),
    ("link.springer.com", &["article/", "chapter/", "book/"]),
];

/// Finds DOIs outside their field. One in an address is fixed; one in a note may belong to another work.
pub(super) static LINT: Lint = Lint::record(Code::IdentifierElsewhere, "identifier-elsewhere", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    if record.doi().is_some() {
        return;
    }
    if let Some(url) = record.url()
        && let Some(doi) = doi_of_address(url)
    {
        let fix = Fix::Identifier(IdentifierVariable::Doi, doi.clone());
        let message = format!("the DOI {doi} is only in the address");
        let finding = Finding::new(LINT.code, Variable::Identifier(IdentifierVariable::Url), message);
        return findings.add(finding.shown_at(url).fixed_by(Some(fix)));
    }
    if let Some(doi) = record.plain_text(TextVariable::Note).as_deref().and_then(doi_of_note) {
        let finding =
            Finding::new(LINT.code, Variable::Text(TextVariable::Note), format!("the DOI {doi} is only in the note"));
        findings.add(finding.shown_at(doi));
    }
}

/// The DOI in an address of doi.org or of a publisher.
fn doi_of_address(url: &str) -> Option<String> {
    let is_address = url.starts_with("http://") || url.starts_with("https://");
    if let Some(doi) = normalise_doi(url).filter(|_| is_address) {
        return Some(doi);
    }
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let path = path.split(['?', '#']).next().unwrap_or(path).trim_end_matches('/');
    let (_, folders) = PUBLISHERS.iter().find(|(known, _)| host.eq_ignore_ascii_case(known))?;
    let rest = folders.iter().filter_map(|folder| path.strip_prefix(folder)).min_by_key(|rest| rest.len())?;
    let rest = rest.strip_suffix(".pdf").unwrap_or(rest);
    let doi = normalise_doi(&format!("https://doi.org/{rest}"))?;
    // One more slash means a page of the work, or of a supplement.
    (doi.matches('/').count() == 1).then_some(doi)
}

/// The DOI in a note that names it as such.
fn doi_of_note(note: &str) -> Option<String> {
    let lower = note.to_ascii_lowercase();
    let start = lower.find("doi.org/").map(|start| start + 8).or_else(|| lower.find("doi:").map(|start| start + 4))?;
    let word = note[start..].split_whitespace().next()?;
    normalise_doi(word.trim_end_matches(['.', ',', ';', ')', ']']))
}

#[cfg(test)]
mod tests {
    use super::{LINT, doi_of_address, doi_of_note};
    use crate::lint::tests::fixed;
    use crate::model::{IdentifierVariable, Record};

    #[test]
    fn addresses_that_hold_a_doi() {
        for (url, doi) in [
            ("https://doi.org/10.1000/a", "10.1000/a"),
            ("https://dl.acm.org/doi/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
            ("https://dl.acm.org/doi/abs/10.1145/3292500.3330701?download=true", "10.1145/3292500.3330701"),
            ("http://onlinelibrary.wiley.com/doi/10.1002/cpe.1631/", "10.1002/cpe.1631"),
            ("https://link.springer.com/chapter/10.1007/978-3-030-01234-2_1", "10.1007/978-3-030-01234-2_1"),
        ] {
            assert_eq!(doi_of_address(url).as_deref(), Some(doi), "{url}");
        }
        for url in
            ["https://example.org/10.1000/a", "https://dl.acm.org/doi/10.1145/a/b", "10.1000/a", "https://dl.acm.org/"]
        {
            assert_eq!(doi_of_address(url), None, "{url}");
        }
    }

    #[test]
    fn the_fix_puts_it_into_its_field() {
        let mut record = Record::default();
        record.set_identifier(IdentifierVariable::Url, "https://dl.acm.org/doi/10.1145/3292500.3330701");
        let fixed = fixed(&LINT, &record);
        assert_eq!(fixed.identifiers[&IdentifierVariable::Doi], "10.1145/3292500.3330701");
        assert_eq!(fixed.identifiers[&IdentifierVariable::Url], record.identifiers[&IdentifierVariable::Url]);
    }

    #[test]
    fn notes_say_what_they_hold() {
        assert_eq!(doi_of_note("doi: 10.1000/a.").as_deref(), Some("10.1000/a"));
        assert_eq!(doi_of_note("Available (doi:10.1000/a).").as_deref(), Some("10.1000/a"));
        assert_eq!(doi_of_note("See https://doi.org/10.1000/a, and more").as_deref(), Some("10.1000/a"));
        assert_eq!(doi_of_note("no DOI"), None);
    }
}
