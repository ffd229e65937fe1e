//! The text after a reference: links to a paper's file, its code, its slides, and its number of citations.

use serde_json::Value;

use super::link_options::LinkOptions;
use super::words::Words;
use crate::diag::{Code, Diagnostic, Sink};
use crate::latex;
use crate::model::Record;
use crate::text::similar::most_like;
use crate::text::words::capitalised;
use crate::text::{ArxivId, arxiv_address, doi_address, normalise_doi};

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

/// The badge that is shown as words: al-folio's `award_name`, or `award`.
const AWARD: &str = "award";

/// How the names of BibBase's links begin: `url_Paper`, `url_Slides` (<https://bibbase.org/documentation>).
const BIBBASE: &str = "url_";

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

    /// Returns the name.
    pub fn name(&self) -> &str {
        match self {
            Self::Field(name) => name,
            named => NAMED.iter().find(|(_, badge)| badge == named).map_or("", |(name, _)| name),
        }
    }

    /// Returns whether a record has something for the badge.
    pub(super) fn has_value(&self, record: &Record) -> bool {
        match self.find(record, &LinkOptions::default(), Words::of("en")) {
            // An address may need a base.
            Found::Words(_) | Found::Link { .. } | Found::NoAddress(_) => true,
            Found::Nothing | Found::Unknown => false,
        }
    }

    /// Returns the names of the fields with its content: its own, other usual ones, and BibBase's.
    fn field_names(&self) -> Vec<String> {
        let aliases = ALIASES.iter().find(|(known, _)| *known == self.name());
        let mut names: Vec<String> = match aliases {
            Some((_, aliases)) => aliases.iter().map(|&alias| alias.to_owned()).collect(),
            None => vec![self.name().to_owned()],
        };
        names.push(format!("{BIBBASE}{}", self.name()));
        names
    }

    /// Returns the content of the badge for a record.
    pub(super) fn find(&self, record: &Record, options: &LinkOptions, words: &Words) -> Found {
        let link = |label: &str, address: String| Found::Link { label: label.to_owned(), address };
        let linked = |label: &str, value: &str| match options.address(self.name(), value) {
            Some(address) => link(label, address),
            None => Found::NoAddress(value.trim().to_owned()),
        };
        match self {
            Self::Doi => record.doi().map_or(Found::Nothing, |doi| match normalise_doi(doi) {
                Some(doi) => link("DOI", doi_address(&doi)),
                None => linked("DOI", doi),
            }),
            Self::Url => record.url().map_or(Found::Nothing, |url| linked("URL", url)),
            Self::Arxiv => {
                // al-folio has the number in a field of this name.
                let field = || ArxivId::parse(field_value(record, "arxiv")?.as_str()?);
                record.arxiv().or_else(field).map_or(Found::Nothing, |id| link("arXiv", arxiv_address(&id)))
            }
            Self::Citations => match record.citation_count() {
                Some(count) => Found::Words(format!("{} {count}", words.cited_by)),
                None => Found::Nothing,
            },
            Self::Field(name) => {
                let fields = self.field_names();
                let Some(value) = fields.iter().find_map(|field| field_value(record, field)) else {
                    return Found::Nothing;
                };
                match value {
                    Value::String(value) if value.trim().is_empty() => Found::Nothing,
                    Value::String(words) if name == AWARD => Found::Words(words_of(words)),
                    Value::String(address) => linked(&label(name), address),
                    Value::Object(object) => match object.get("url") {
                        Some(Value::String(address)) => linked(&label(name), address),
                        _ => Found::Nothing,
                    },
                    // The source says that it exists, but not where: a label that leads nowhere would only look broken.
                    Value::Bool(true) => Found::Unknown,
                    _ => Found::Nothing,
                }
            }
        }
    }
}

/// What a badge shows for a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing: the record has no value for it.
    Nothing,
    /// Words.
    Words(String),
    /// A link.
    Link { label: String, address: String },
    /// Nothing, because the source does not say where it is.
    Unknown,
    /// Nothing, because this value is not an address to which a document may link.
    NoAddress(String),
}

/// Reports badges of fields that no work has, if the works have a field with nearly the same name.
pub(super) fn report_misspelt(records: &[Record], badges: &[Badge], diag: &mut dyn Sink) {
    for badge in badges {
        let Badge::Field(name) = badge else { continue };
        let names = badge.field_names();
        if records.iter().any(|record| names.iter().any(|name| field_value(record, name).is_some())) {
            continue;
        }
        let fields = || records.iter().flat_map(|record| record.extra.values().flatten());
        if let Some(meant) = most_like(name, fields().map(|(field, _)| field.as_str())) {
            let message =
                format!("no work has a field “{name}” for the badge; did you mean “{}”?", meant.to_lowercase());
            diag.report(Diagnostic::new(Code::BadgeMisspelt, message));
        }
    }
}

/// Returns the words of the badge of a field: its name, without what only BibBase's names have.
fn label(name: &str) -> String {
    match name.strip_prefix(BIBBASE) {
        Some(rest) => capitalised(&rest.replace('_', " ")),
        None => name.to_owned(),
    }
}

/// Returns a work's award, unless a badge shows it.
pub(super) fn award(record: &Record, badges: &[Badge]) -> Option<String> {
    let badge = Badge::named(AWARD);
    if badges.contains(&badge) {
        return None;
    }
    match badge.find(record, &LinkOptions::default(), Words::of("en")) {
        Found::Words(words) => Some(words),
        _ => None,
    }
}

/// Returns the words of a field of a .bib file.
fn words_of(value: &str) -> String {
    latex::decode(value).text.to_plain()
}

/// The first value of a field, from any format.
pub(super) fn field_value<'a>(record: &'a Record, field: &str) -> Option<&'a Value> {
    record.extra.values().flatten().find(|(name, _)| name.eq_ignore_ascii_case(field)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Badge, Found, report_misspelt};
    use crate::diag::Diagnostic;
    use crate::list::LinkOptions;
    use crate::list::words::Words;
    use crate::model::{IdentifierVariable, Kind, Record, TextVariable};

    #[track_caller]
    fn shows(badge: &str, record: &Record, expected: Option<(&str, Option<&str>)>) {
        let shown = match Badge::named(badge).find(record, &LinkOptions::default(), Words::of("en")) {
            Found::Words(words) => Some((words, None)),
            Found::Link { label, address } => Some((label, Some(address))),
            Found::Nothing | Found::Unknown | Found::NoAddress(_) => None,
        };
        assert_eq!(shown.as_ref().map(|(text, link)| (text.as_str(), link.as_deref())), expected);
    }

    #[test]
    fn fields_of_bib_files_tell_awards_and_citations() {
        let mut record = Record::new(Kind::Article);
        record.keep_extra("bibtex", "citations", "12");
        record.keep_extra("bibtex", "award", "Best paper");
        shows("citations", &record, Some(("cited by 12", None)));
        shows("award", &record, Some(("Best paper", None)));
        record.keep_extra("bibtex", "award_name", "Test \\& Time");
        shows("award", &record, Some(("Test & Time", None)));
    }

    #[test]
    fn links_of_bibbase_have_words() {
        let mut record = Record::new(Kind::Article);
        record.keep_extra("bibtex", "url_Paper", "https://example.org/a.pdf");
        record.keep_extra("bibtex", "url_Slides", "https://example.org/b.pdf");
        shows("url_paper", &record, Some(("Paper", Some("https://example.org/a.pdf"))));
        shows("slides", &record, Some(("slides", Some("https://example.org/b.pdf"))));
        shows("pdf", &record, None);
    }

    #[test]
    fn a_badge_like_a_field_is_misspelt() {
        let mut record = Record::new(Kind::Article);
        record.keep_extra("bibtex", "PDF", "https://example.org/a.pdf");
        let reports = |badge: &str| {
            let mut reports: Vec<Diagnostic> = Vec::new();
            report_misspelt(std::slice::from_ref(&record), &[Badge::named(badge)], &mut reports);
            reports.into_iter().map(|report| report.message).collect::<Vec<_>>()
        };
        assert_eq!(reports("pfd"), ["no work has a field “pfd” for the badge; did you mean “pdf”?"]);
        assert!(reports("pdf").is_empty() && reports("slides").is_empty() && reports("doi").is_empty());
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
        record.keep_extra("bibtex", "arxiv", "2501.12345");
        shows("arxiv", &record, Some(("arXiv", Some("https://arxiv.org/abs/2501.12345"))));
        record.set_identifier(IdentifierVariable::Doi, "10.5555/what?<#>");
        shows("doi", &record, Some(("DOI", Some("https://doi.org/10.5555/what%3F%3C%23%3E"))));
    }

    #[test]
    fn words_in_place_of_a_doi_are_no_link() {
        let mut record = Record::new(Kind::Article);
        for text in ["in press", "92--101"] {
            record.set_identifier(IdentifierVariable::Doi, text);
            shows("doi", &record, None);
        }
    }

    #[test]
    fn an_address_without_a_scheme_is_one() {
        let mut record = Record::new(Kind::Article);
        record.set_identifier(IdentifierVariable::Url, "www.example.org/lamps");
        shows("url", &record, Some(("URL", Some("https://www.example.org/lamps"))));
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
    fn code_without_an_address_is_no_dead_label() {
        let mut record = Record::new(Kind::Article);
        record.keep_extra("profile", "code", true);
        shows("code", &record, None);
    }

    #[test]
    fn citations_are_counted_by_the_source() {
        let mut record = Record::new(Kind::Article);
        record.keep_extra("openalex", "cited_by_count", 17);
        shows("citations", &record, Some(("cited by 17", None)));
    }
}
