//! Identifiers: recognising them, their normal form, and their place in a record.
//!
//! Every reader sets identifiers with [`take`] or [`Identifier::put`]. So a DOI has no URL around it, an arXiv number
//! is in `eprint`, and a malformed identifier is kept as it is and reported.

use crate::diag::{Code, Diagnostic};
use crate::model::{IdentifierVariable, Record, TextVariable, Variable};
use crate::text::identifiers::{
    ArxivId, normalise_doi, normalise_isbn, normalise_issn, normalise_orcid, normalise_pmcid, normalise_pmid, same_doi,
};

pub(crate) use crate::model::ARXIV;

/// The beginning of arXiv's own DOIs (<https://info.arxiv.org/help/doi.html>).
const ARXIV_DOI: &str = "10.48550/arxiv.";

/// An identifier in its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identifier {
    /// A DOI, without its URL.
    Doi(String),
    /// An arXiv number.
    Arxiv(ArxivId),
    /// An ISBN, without hyphens.
    Isbn(String),
    /// An ISSN, with its hyphen.
    Issn(String),
    /// A PubMed number.
    Pmid(String),
    /// A PubMed Central number, with `PMC`.
    Pmcid(String),
    /// An ORCID iD, which identifies a person.
    Orcid(String),
    /// An address.
    Url(String),
}

/// The sort of an identifier, as a source declares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A DOI.
    Doi,
    /// An arXiv number.
    Arxiv,
    /// An ISBN.
    Isbn,
    /// An ISSN.
    Issn,
    /// A PubMed number.
    Pmid,
    /// A PubMed Central number.
    Pmcid,
    /// An ORCID iD.
    Orcid,
    /// An address.
    Url,
}

/// The names that sources give to identifiers, in lower case and without `-`, `_` and spaces.
const LABELS: &[(&str, Label)] = &[
    ("doi", Label::Doi),
    ("arxiv", Label::Arxiv),
    ("arxivid", Label::Arxiv),
    ("eprint", Label::Arxiv),
    ("isbn", Label::Isbn),
    ("eisbn", Label::Isbn),
    ("pisbn", Label::Isbn),
    ("issn", Label::Issn),
    ("eissn", Label::Issn),
    ("pissn", Label::Issn),
    ("lissn", Label::Issn),
    ("issnl", Label::Issn),
    ("pmid", Label::Pmid),
    ("pubmed", Label::Pmid),
    ("pmc", Label::Pmcid),
    ("pmcid", Label::Pmcid),
    ("pubmedcentral", Label::Pmcid),
    ("orcid", Label::Orcid),
    ("url", Label::Url),
    ("uri", Label::Url),
    ("w3id", Label::Url),
    ("purl", Label::Url),
];

impl Label {
    /// Returns the sort that a source's name means, such as `PubMedCentral` or `isbn-13`.
    pub fn from_name(name: &str) -> Option<Self> {
        let bare: String = name.chars().filter(|character| !matches!(character, '-' | '_' | ' ' | ':')).collect();
        let bare = bare.to_ascii_lowercase();
        let bare = bare.trim_end_matches(|character: char| character.is_ascii_digit());
        LABELS.iter().find(|(known, _)| *known == bare).map(|(_, label)| *label)
    }
}

impl From<IdentifierVariable> for Label {
    /// Returns the sort of the identifiers that a variable holds.
    fn from(variable: IdentifierVariable) -> Self {
        match variable {
            IdentifierVariable::Doi => Self::Doi,
            IdentifierVariable::Url => Self::Url,
            IdentifierVariable::Isbn => Self::Isbn,
            IdentifierVariable::Issn => Self::Issn,
            IdentifierVariable::Pmid => Self::Pmid,
            IdentifierVariable::Pmcid => Self::Pmcid,
            IdentifierVariable::Eprint => Self::Arxiv,
        }
    }
}

impl Identifier {
    /// Reads a string as an identifier of this sort; returns `None` if it is malformed.
    pub fn of(label: Label, text: &str) -> Option<Self> {
        match label {
            Label::Doi => normalise_doi(text).map(Self::Doi),
            Label::Arxiv => ArxivId::parse(text).map(Self::Arxiv),
            Label::Isbn => normalise_isbn(text).map(Self::Isbn),
            Label::Issn => normalise_issn(text).map(Self::Issn),
            Label::Pmid => normalise_pmid(text).map(Self::Pmid),
            Label::Pmcid => normalise_pmcid(text).map(Self::Pmcid),
            Label::Orcid => normalise_orcid(text).map(Self::Orcid),
            Label::Url => is_url(text.trim()).then(|| Self::Url(text.trim().to_owned())),
        }
    }

    /// Recognises an identifier whose sort is not given. A bare number is not recognised unless its form is unique:
    /// DOIs, arXiv numbers, `PMC` and digits, an ISBN or ISSN with its hyphens, and a number after a label ("PMID: 7").
    pub fn recognise(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((label, rest)) = text.split_once([':', ' '])
            && let Some(label) = Label::from_name(label)
            && let Some(known) = Self::of(label, rest)
        {
            return Some(known);
        }
        // arXiv's DOIs stay DOIs here: `put` adds the number that they contain.
        if let Some(doi) = normalise_doi(text) {
            return Some(Self::Doi(doi));
        }
        let is_address = is_url(text);
        let is_bare_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = match () {
            () if is_bare_number => None,
            () if is_address => {
                let labels = [Label::Arxiv, Label::Orcid, Label::Pmcid, Label::Pmid];
                labels.into_iter().find_map(|label| Self::of(label, text))
            }
            () if text.contains('-') => [Label::Issn, Label::Isbn, Label::Orcid, Label::Arxiv]
                .into_iter()
                .find_map(|label| Self::of(label, text)),
            () if text.to_ascii_lowercase().starts_with("pmc") => Self::of(Label::Pmcid, text),
            () => Self::of(Label::Arxiv, text),
        };
        number.or_else(|| is_address.then(|| Self::Url(text.to_owned())))
    }

    /// Returns the variable that holds it; `None` for an ORCID iD, which identifies a person rather than a work.
    pub const fn variable(&self) -> Option<IdentifierVariable> {
        Some(match self {
            Self::Doi(_) => IdentifierVariable::Doi,
            Self::Arxiv(_) => IdentifierVariable::Eprint,
            Self::Isbn(_) => IdentifierVariable::Isbn,
            Self::Issn(_) => IdentifierVariable::Issn,
            Self::Pmid(_) => IdentifierVariable::Pmid,
            Self::Pmcid(_) => IdentifierVariable::Pmcid,
            Self::Url(_) => IdentifierVariable::Url,
            Self::Orcid(_) => return None,
        })
    }

    /// Puts it into a record unless the record has one of its sort. For arXiv's own DOIs the arXiv number is set, too.
    pub fn put(self, record: &mut Record) {
        let Some(variable) = self.variable() else { return };
        let is_set = record.has(Variable::Identifier(variable));
        match self {
            Self::Arxiv(number) => put_arxiv(record, &number),
            Self::Doi(doi) if !is_set => {
                if let Some(number) = arxiv_of_doi(&doi) {
                    put_arxiv(record, &number);
                }
                record.set_identifier(variable, doi);
            }
            Self::Isbn(text) | Self::Issn(text) | Self::Pmid(text) | Self::Pmcid(text) | Self::Url(text) if !is_set => {
                record.set_identifier(variable, text);
            }
            _ => {}
        }
    }
}

/// Puts an identifier of this sort into a record that has none yet. A string may hold several ISBNs or ISSNs, separated
/// by white space, commas or semicolons. A malformed identifier is kept as it is, and the report is returned: the
/// caller adds its place.
#[must_use = "what is malformed is to be reported"]
pub fn take(record: &mut Record, label: Label, text: &str) -> Option<Diagnostic> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let known = match label {
        Label::Isbn => several(text, normalise_isbn).map(Identifier::Isbn),
        Label::Issn => several(text, normalise_issn).map(Identifier::Issn),
        label => Identifier::of(label, text),
    };
    match known {
        Some(Identifier::Url(address)) => {
            put_address(record, &address);
            None
        }
        Some(known) => {
            known.put(record);
            None
        }
        None => {
            let (variable, name) = match label {
                Label::Doi => (IdentifierVariable::Doi, "DOI"),
                Label::Arxiv => (IdentifierVariable::Eprint, "arXiv number"),
                Label::Isbn => (IdentifierVariable::Isbn, "ISBN"),
                Label::Issn => (IdentifierVariable::Issn, "ISSN"),
                Label::Pmid => (IdentifierVariable::Pmid, "PubMed number"),
                Label::Pmcid => (IdentifierVariable::Pmcid, "PubMed Central number"),
                // Addresses are not checked: whatever a source calls an address is kept.
                Label::Url => {
                    put_address(record, text);
                    return None;
                }
                Label::Orcid => return Some(malformed("ORCID iD", text)),
            };
            if !record.has(Variable::Identifier(variable)) {
                record.set_identifier(variable, text);
                if label == Label::Arxiv && !record.has(Variable::Text(TextVariable::EprintType)) {
                    record.set_text(TextVariable::EprintType, ARXIV);
                }
            }
            Some(malformed(name, text))
        }
    }
}

/// Returns the normal form of a variable's value. `Err` says what a malformed value is not. An `eprint` may be a number
/// of any archive; addresses and other identifiers are not checked.
pub(crate) fn normal_form(variable: IdentifierVariable, text: &str) -> Result<String, String> {
    let text = text.trim();
    let (known, name) = match variable {
        IdentifierVariable::Doi => (normalise_doi(text), "DOI"),
        IdentifierVariable::Isbn => (several(text, normalise_isbn), "ISBN"),
        IdentifierVariable::Issn => (several(text, normalise_issn), "ISSN"),
        IdentifierVariable::Pmid => (normalise_pmid(text), "PubMed number"),
        IdentifierVariable::Pmcid => (normalise_pmcid(text), "PubMed Central number"),
        IdentifierVariable::Eprint => {
            return Ok(ArxivId::parse(text).map_or(text.to_owned(), |number| number.to_string()));
        }
        _ => return Ok(text.to_owned()),
    };
    known.ok_or_else(|| malformed(name, text).message)
}

/// Returns the arXiv number in one of arXiv's own DOIs.
pub fn arxiv_of_doi(doi: &str) -> Option<ArxivId> {
    let is_arxiv = doi.get(..ARXIV_DOI.len()).is_some_and(|start| start.eq_ignore_ascii_case(ARXIV_DOI));
    is_arxiv.then(|| ArxivId::parse(&doi[ARXIV_DOI.len()..])).flatten()
}

/// Returns the report of a malformed identifier.
pub fn malformed(name: &str, text: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidIdentifier, format!("“{text}” is not a valid {name}"))
}

/// Puts an address into a record. The address of a DOI sets the DOI unless the record has another one; the address of a
/// page at arXiv sets the arXiv number, too.
fn put_address(record: &mut Record, address: &str) {
    match Identifier::recognise(address) {
        Some(Identifier::Doi(doi)) => {
            let known = record.doi();
            if known.is_none_or(|known| same_doi(known, &doi)) {
                return Identifier::Doi(doi).put(record);
            }
        }
        Some(number @ Identifier::Arxiv(_)) => number.put(record),
        _ => {}
    }
    Identifier::Url(address.to_owned()).put(record);
}

/// Puts an arXiv number, with its class, into a record; a number of another archive is not replaced.
fn put_arxiv(record: &mut Record, number: &ArxivId) {
    let type_of = record.plain_text(TextVariable::EprintType);
    if type_of.is_some_and(|archive| !archive.eq_ignore_ascii_case(ARXIV)) {
        return;
    }
    record.set_text(TextVariable::EprintType, ARXIV);
    if !record.has(Variable::Identifier(IdentifierVariable::Eprint)) {
        record.set_identifier(IdentifierVariable::Eprint, number.to_string());
    }
    if let Some(class) = &number.class
        && !record.has(Variable::Text(TextVariable::EprintClass))
    {
        record.set_text(TextVariable::EprintClass, class.as_str());
    }
}

/// Returns the normal forms of all identifiers in a string; `None` when one of them is malformed.
fn several(text: &str, normalise: fn(&str) -> Option<String>) -> Option<String> {
    // An identifier that is written with spaces inside is not a list.
    if let Some(single) = normalise(text) {
        return Some(single);
    }
    let separators: &[char] = if text.contains([',', ';']) { &[',', ';'] } else { &[' ', '\t', '\r', '\n'] };
    // "978-3-16-148410-0 (print)" says which edition it is of.
    let is_number = |part: &&str| part.contains(|character: char| character.is_ascii_digit());
    let parts: Vec<&str> = text.split(separators).map(without_remark).filter(is_number).collect();
    let mut known: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        let part = normalise(part)?;
        if !known.contains(&part) {
            known.push(part);
        }
    }
    (!known.is_empty()).then(|| known.join(", "))
}

fn without_remark(part: &str) -> &str {
    part.split_once('(').map_or(part, |(number, _)| number).trim()
}

fn is_url(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        let known = ["http", "https", "ftp"];
        known.iter().any(|known| known.eq_ignore_ascii_case(scheme))
    };
    scheme.is_some_and(is_scheme) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{Identifier, Label, normal_form, take};
    use crate::diag::Code;
    use crate::model::{IdentifierVariable, Record, Text, TextVariable};

    fn taken(label: Label, text: &str) -> (Record, Option<Code>) {
        let mut record = Record::default();
        let report = take(&mut record, label, text);
        (record, report.map(|report| report.code))
    }

    #[test]
    fn strings_tell_what_they_are() {
        for (text, expected) in [
            ("https://doi.org/10.1000/x", Some(Identifier::Doi("10.1000/x".into()))),
            ("10.1000/x", Some(Identifier::Doi("10.1000/x".into()))),
            ("doi:10.1000/x", Some(Identifier::Doi("10.1000/x".into()))),
            ("PMC1234", Some(Identifier::Pmcid("PMC1234".into()))),
            ("PMID: 77", Some(Identifier::Pmid("77".into()))),
            ("https://pubmed.ncbi.nlm.nih.gov/77", Some(Identifier::Pmid("77".into()))),
            ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234", Some(Identifier::Pmcid("PMC1234".into()))),
            ("0378-5955", Some(Identifier::Issn("0378-5955".into()))),
            ("978-3-16-148410-0", Some(Identifier::Isbn("9783161484100".into()))),
            ("ISBN 9783161484100", Some(Identifier::Isbn("9783161484100".into()))),
            ("https://orcid.org/0000-0002-1825-0097", Some(Identifier::Orcid("0000-0002-1825-0097".into()))),
            ("https://example.org/a", Some(Identifier::Url("https://example.org/a".into()))),
            ("77", None),
            ("03785955", None),
            ("see the web", None),
            ("", None),
        ] {
            assert_eq!(Identifier::recognise(text), expected, "{text}");
        }
        for text in
            ["arXiv:2210.12430v1 [cs.SD]", "2210.12430", "https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"]
        {
            assert!(matches!(Identifier::recognise(text), Some(Identifier::Arxiv(_))), "{text}");
        }
    }

    #[test]
    fn what_is_set_for_a_variable_gets_its_normal_form() {
        for (variable, text, normal) in [
            (IdentifierVariable::Doi, "https://doi.org/10.1000/x", Some("10.1000/x")),
            (IdentifierVariable::Doi, "doi:10.x", None),
            (IdentifierVariable::Pmid, "PMID: 77", Some("77")),
            (IdentifierVariable::Isbn, "978-3-16-148410-1", None),
            (IdentifierVariable::Eprint, "arXiv:2210.12430v1", Some("2210.12430v1")),
            (IdentifierVariable::Eprint, "hal-01", Some("hal-01")),
        ] {
            assert_eq!(normal_form(variable, text).ok().as_deref(), normal, "{text}");
        }
    }

    #[test]
    fn labels_are_those_of_the_sources() {
        for (name, label) in [
            ("DOI", Some(Label::Doi)),
            ("PubMedCentral", Some(Label::Pmcid)),
            ("isbn-13", Some(Label::Isbn)),
            ("arxiv", Some(Label::Arxiv)),
            ("ISSN-L", Some(Label::Issn)),
            ("source-work-id", None),
        ] {
            assert_eq!(Label::from_name(name), label, "{name}");
        }
    }

    #[test]
    fn a_number_of_arxiv_says_whose_it_is() {
        let (record, code) = taken(Label::Arxiv, "arXiv:2210.12430v1 [cs.SD]");
        assert_eq!(record.identifiers[&IdentifierVariable::Eprint], "2210.12430v1");
        assert_eq!(record.text(TextVariable::EprintType), Some(&Text::plain("arXiv")));
        assert_eq!(record.text(TextVariable::EprintClass), Some(&Text::plain("cs.SD")));
        assert_eq!(code, None);
    }

    #[test]
    fn a_doi_of_arxivs_own_gives_the_number() {
        let (record, _) = taken(Label::Doi, "https://doi.org/10.48550/arXiv.2210.12430");
        assert_eq!(record.identifiers[&IdentifierVariable::Doi], "10.48550/arXiv.2210.12430");
        assert_eq!(record.identifiers[&IdentifierVariable::Eprint], "2210.12430");
    }

    #[test]
    fn the_first_of_a_sort_stays() {
        let mut record = Record::default();
        assert_eq!(take(&mut record, Label::Pmid, "7"), None);
        assert_eq!(take(&mut record, Label::Pmid, "8"), None);
        assert_eq!(record.identifiers[&IdentifierVariable::Pmid], "7");
    }

    #[test]
    fn the_address_of_a_doi_is_the_doi() {
        let mut record = taken(Label::Url, "https://doi.org/10.1000/X").0;
        assert_eq!(record.identifiers[&IdentifierVariable::Doi], "10.1000/X");
        assert_eq!(take(&mut record, Label::Url, "http://dx.doi.org/10.1000/x"), None);
        assert!(!record.identifiers.contains_key(&IdentifierVariable::Url));
        assert_eq!(take(&mut record, Label::Url, "https://doi.org/10.1000/other"), None);
        assert_eq!(record.identifiers[&IdentifierVariable::Url], "https://doi.org/10.1000/other");
    }

    #[test]
    fn what_is_malformed_is_kept_and_reported() {
        for (label, text, variable) in [
            (Label::Doi, "10.x", IdentifierVariable::Doi),
            (Label::Issn, "0378-5956", IdentifierVariable::Issn),
            (Label::Isbn, "978-3-16-148410-1", IdentifierVariable::Isbn),
            (Label::Arxiv, "0000.00000", IdentifierVariable::Eprint),
        ] {
            let (record, code) = taken(label, text);
            assert_eq!((record.identifiers[&variable].as_str(), code), (text, Some(Code::InvalidIdentifier)));
        }
        assert_eq!(taken(Label::Orcid, "x"), (Record::default(), Some(Code::InvalidIdentifier)));
        assert_eq!(taken(Label::Doi, "  "), (Record::default(), None));
        assert_eq!(Label::from_name("pii"), None);
    }

    #[test]
    fn books_and_series_may_have_several() {
        let (record, code) = taken(Label::Isbn, "978-3-16-148410-0 (print), 0-8044-2957-X (online)");
        assert_eq!(record.identifiers[&IdentifierVariable::Isbn], "9783161484100, 080442957X");
        assert_eq!(code, None);
        let (record, _) = taken(Label::Issn, "0378-5955 2434-561X 0378-5955");
        assert_eq!(record.identifiers[&IdentifierVariable::Issn], "0378-5955, 2434-561X");
    }
}
