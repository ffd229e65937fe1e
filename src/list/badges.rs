//! The text after a reference: links to a paper's file, its code, its slides, and its number of citations.

use serde_json::Value;

use super::words::Words;
use crate::model::{Inline, Record};
use crate::text::{arxiv_address, doi_address, is_safe_link, normalise_doi, same_doi};

/// An item after a reference.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Badge {
    /// A link to the DOI.
    Doi,
    /// A link to the preprint on arXiv.
    Arxiv,
    /// A link to the URL.
    Url,
    /// The number of citations, if the source of the work has it.
    Citations,
    /// A link from a field of a .bib file or a line of `publist.toml`: `pdf`, `code`, `slides`, ...; for `award`, its
    /// words.
    Field(String),
}

/// The fields of sources that count citations.
const CITATION_COUNTS: &[&str] = &["cited_by_count", "is-referenced-by-count", "citationCount", "citations"];

/// The badge that is shown as words: al-folio's `award_name`, or `award`.
const AWARD: &str = "award";

/// Other names of fields, by the name of their badge.
const ALIASES: &[(&str, &[&str])] = &[
    (AWARD, &["award_name", AWARD]),
    ("code", &["code", "github", "githubRepo", "repository", "software"]),
    ("pdf", &["pdf", "pdf_url", "openAccessPdf"]),
    ("website", &["website", "projectPage", "homepage"]),
];

/// The badges that are not of a field, by name.
const NAMED: [(&str, Badge); 4] =
    [("doi", Badge::Doi), ("arxiv", Badge::Arxiv), ("url", Badge::Url), ("citations", Badge::Citations)];

impl Badge {
    /// Returns the badge with that name.
    pub fn named(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        match NAMED.into_iter().find(|(known, _)| *known == name) {
            Some((_, badge)) => badge,
            None => Self::Field(name),
        }
    }

    /// Returns the names besides those of fields, separated by commas.
    pub fn words() -> String {
        NAMED.map(|(name, _)| name).join(", ")
    }

    /// Returns whether another of the badges leads to the same place: the URL may be the address of the DOI.
    pub(super) fn is_repeated(&self, badges: &[Self], record: &Record) -> bool {
        let leads_to_doi = || same_doi(&normalise_doi(record.url()?)?, record.doi()?).then_some(());
        *self == Self::Url && badges.contains(&Self::Doi) && leads_to_doi().is_some()
    }

    /// Returns the content of the badge for a record, if there is any.
    pub(super) fn text(&self, record: &Record, words: &Words) -> Option<Vec<Inline>> {
        match self {
            Self::Doi => linked("DOI", &doi_address(record.doi()?)),
            Self::Url => linked("URL", record.url()?),
            Self::Arxiv => linked("arXiv", &arxiv_address(&record.arxiv()?)),
            Self::Citations => {
                let count = CITATION_COUNTS.iter().find_map(|field| count(field_value(record, field)?))?;
                Some(vec![Inline::Str(format!("{} {count}", words.cited_by))])
            }
            Self::Field(name) => {
                let aliases = ALIASES.iter().find(|(known, _)| known == name).map(|(_, aliases)| *aliases);
                let own = [name.as_str()];
                let value = aliases.unwrap_or(&own).iter().find_map(|field| field_value(record, field))?;
                match value {
                    Value::String(words) if name == AWARD => Some(vec![Inline::Str(words.clone())]),
                    Value::String(address) => linked(name, address),
                    Value::Object(object) => linked(name, object.get("url")?.as_str()?),
                    // The source says that it exists, but not where.
                    Value::Bool(true) => Some(vec![Inline::Str(name.clone())]),
                    _ => None,
                }
            }
        }
    }
}

/// A count, which .bib files contain as text.
fn count(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// A link, if the address is safe to follow.
fn linked(label: &str, address: &str) -> Option<Vec<Inline>> {
    let link = || Inline::Link { url: address.to_owned(), content: vec![Inline::Str(label.to_owned())] };
    is_safe_link(address).then(|| vec![link()])
}

/// The first value of a field, from any format.
fn field_value<'a>(record: &'a Record, field: &str) -> Option<&'a Value> {
    record.extra.values().flatten().find(|(name, _)| name.eq_ignore_ascii_case(field)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Badge;
    use crate::list::words::Words;
    use crate::model::{IdentifierVariable, Inline, Kind, Record, Text, TextVariable};

    #[track_caller]
    fn shows(badge: &str, record: &Record, expected: Option<(&str, Option<&str>)>) {
        let inlines = Badge::named(badge).text(record, Words::of("en"));
        let link = inlines.iter().flatten().find_map(|inline| match inline {
            Inline::Link { url, .. } => Some(url.clone()),
            _ => None,
        });
        let text = inlines.map(|inlines| Text::from(inlines).to_plain());
        assert_eq!(text.as_deref().map(|text| (text, link.as_deref())), expected);
    }

    #[test]
    fn fields_of_bib_files_tell_awards_and_citations() {
        let mut record = Record::new(Kind::Article);
        record.keep_extra("bibtex", "citations", "12");
        record.keep_extra("bibtex", "award", "Best paper");
        shows("citations", &record, Some(("cited by 12", None)));
        shows("award", &record, Some(("Best paper", None)));
    }

    #[test]
    fn identifiers_are_links() {
        let mut record = Record::new(Kind::Article);
        shows("doi", &record, None);
        record.set_identifier(IdentifierVariable::Doi, "10.5555/x");
        record.set_identifier(IdentifierVariable::Eprint, "2210.12430v1");
        shows("doi", &record, Some(("DOI", Some("https://doi.org/10.5555/x"))));
        shows("arXiv", &record, Some(("arXiv", Some("https://arxiv.org/abs/2210.12430v1"))));
        record.set_text(TextVariable::EprintType, "HAL");
        shows("arxiv", &record, None);
        record.set_identifier(IdentifierVariable::Doi, "10.5555/what?<#>");
        shows("doi", &record, Some(("DOI", Some("https://doi.org/10.5555/what%3F%3C%23%3E"))));
    }

    #[test]
    fn the_address_of_the_doi_is_shown_once() {
        let mut record = Record::new(Kind::Article);
        record.set_identifier(IdentifierVariable::Doi, "10.5555/X#1");
        record.set_identifier(IdentifierVariable::Url, "http://dx.doi.org/10.5555/x%231");
        assert!(Badge::Url.is_repeated(&[Badge::Doi, Badge::Url], &record));
        assert!(!Badge::Doi.is_repeated(&[Badge::Doi, Badge::Url], &record));
        assert!(!Badge::Url.is_repeated(&[Badge::Url], &record), "no other badge leads there");
        record.set_identifier(IdentifierVariable::Url, "https://example.org/x");
        assert!(!Badge::Url.is_repeated(&[Badge::Doi, Badge::Url], &record));
    }

    #[test]
    fn an_address_that_is_not_safe_to_follow_is_no_badge() {
        let mut record = Record::new(Kind::Article);
        record.set_identifier(IdentifierVariable::Url, "https://example.org/a");
        shows("url", &record, Some(("URL", Some("https://example.org/a"))));
        record.set_identifier(IdentifierVariable::Url, "javascript:alert(1)");
        shows("url", &record, None);
        record.keep_extra("semantic-scholar", "openAccessPdf", json!({ "url": "file:///etc/passwd" }));
        shows("pdf", &record, None);
    }

    #[test]
    fn fields_are_links_when_they_are_safe_to_follow() {
        let mut record = Record::new(Kind::Article);
        record.keep_extra("bibtex", "code", "https://example.org/code");
        record.keep_extra("bibtex", "slides", "javascript:alert(1)");
        record.keep_extra("semantic-scholar", "openAccessPdf", json!({ "url": "https://example.org/a.pdf" }));
        shows("code", &record, Some(("code", Some("https://example.org/code"))));
        shows("pdf", &record, Some(("pdf", Some("https://example.org/a.pdf"))));
        shows("slides", &record, None);
    }

    #[test]
    fn code_without_an_address_is_told_and_not_linked() {
        let mut record = Record::new(Kind::Article);
        record.keep_extra("profile", "code", true);
        shows("code", &record, Some(("code", None)));
    }

    #[test]
    fn citations_are_counted_by_the_source() {
        let mut record = Record::new(Kind::Article);
        record.keep_extra("openalex", "cited_by_count", 17);
        shows("citations", &record, Some(("cited by 17", None)));
    }
}
