//! Identifiers of works and people: their normal forms and check digits.
//!
//! Every function accepts what people and programs write (a URL, a prefix, odd spacing) and returns the normal form, or
//! `None` if the text is not such an identifier.

use std::borrow::Cow;
use std::fmt;

use super::percent::percent_decoded;

/// An identifier of arXiv. <https://info.arxiv.org/help/arxiv_identifier.html>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ArxivId {
    /// The number without version: `2210.12430`, `hep-th/9901001`.
    pub number: String,
    /// The version, from 1.
    pub version: Option<u32>,
    /// The class, if given: `cs.SD` of `arXiv:2210.12430 [cs.SD]`, `math.GT` of `math.GT/0309136`.
    pub class: Option<String>,
}

/// Returns the normal form of a DOI: without `https://doi.org/` and `doi:`, with the case of its letters unchanged.
///
/// A DOI is a prefix `10.` and digits, a slash, and any printable characters (DOI Handbook, 2.2). It is
/// case-insensitive: compare two with [`same_doi`].
pub fn normalise_doi(text: &str) -> Option<String> {
    let text = text.trim();
    let (bare, is_url) = match without_url(text, &["doi.org", "dx.doi.org", "www.doi.org"]) {
        Some(path) => (path, true),
        None => (without_label(text, "doi"), false),
    };
    // A DOI has a slash: without one, it was copied from an address.
    let is_encoded = is_url || !bare.contains('/');
    let doi = if is_encoded { percent_decoded(bare) } else { Cow::Borrowed(bare) };
    let (prefix, suffix) = doi.split_once('/')?;
    let mut groups = prefix.split('.');
    let starts_right = groups.next() == Some("10");
    let mut registrant = groups.clone().peekable();
    let has_registrant = registrant.peek().is_some_and(|group| group.len() >= 4);
    let is_numeric = registrant.all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    // A space within a DOI can only be distinguished from one after it if it is percent-encoded.
    let is_printable = !suffix.is_empty() && !bare.contains(char::is_whitespace) && !suffix.contains(char::is_control);
    (starts_right && has_registrant && is_numeric && is_printable).then(|| doi.into_owned())
}

/// What publishers write after a DOI in the addresses of their pages.
const AFTER_DOI: &[&str] =
    &["/full", "/fulltext", "/abstract", "/abs", "/pdf", "/epdf", "/html", "/meta", ".pdf", ".full"];

/// Returns the DOI in the address of a page, such as `https://dl.acm.org/doi/10.1145/2602576.2602588`; `None` if the text is
/// no address or has no DOI.
///
/// ACM, Springer, Wiley and the proxies of libraries have it as the end of the path.
///
/// ```
/// use publist::text::doi_in_address;
///
/// let doi = doi_in_address("https://link.example.org/article/10.1007/BF00126690?page=1");
/// assert_eq!(doi.as_deref(), Some("10.1007/BF00126690"));
/// ```
pub fn doi_in_address(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("://")?;
    if !["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    let path = rest[rest.find('/')?..].split(['?', '#']).next()?;
    let mut starts = path.match_indices("/10.").map(|(start, _)| &path[start + 1..]);
    starts.find_map(|doi| {
        let doi = doi.trim_end_matches('/');
        let bare = AFTER_DOI.iter().find_map(|end| doi.strip_suffix(end)).unwrap_or(doi);
        normalise_doi(&percent_decoded(bare))
    })
}

/// Returns whether two DOIs in normal form are equal: the case of ASCII letters does not count (DOI Handbook, 2.4).
pub fn same_doi(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

impl ArxivId {
    /// Reads an arXiv identifier: bare, with `arXiv:`, as a URL of arxiv.org, or as arXiv's own DOI.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let path = without_url(text, &["arxiv.org", "www.arxiv.org", "export.arxiv.org"])
            .and_then(|path| ["abs/", "pdf/", "html/"].iter().find_map(|folder| path.strip_prefix(folder)));
        let bare = match path {
            Some(path) => path.strip_suffix(".pdf").unwrap_or(path),
            None => text.strip_prefix("https://doi.org/").unwrap_or(text),
        };
        let bare = strip_prefix_ignoring_case(bare, "10.48550/").unwrap_or(bare);
        let bare = strip_prefix_ignoring_case(bare, "arxiv.").unwrap_or_else(|| without_label(bare, "arxiv"));
        let (bare, class) = match bare.split_once('[') {
            Some((number, rest)) => (number.trim_end(), Some(rest.strip_suffix(']')?.trim())),
            None => (bare, None),
        };
        let class = class.filter(|class| !class.is_empty()).map(str::to_owned);
        let (number, version) = match bare.rsplit_once('v') {
            Some((number, digits)) if number.ends_with(|last: char| last.is_ascii_digit()) => {
                (number, Some(digits.parse().ok().filter(|&version| version > 0 && !digits.starts_with('+'))?))
            }
            _ => (bare, None),
        };
        if is_new_number(number) {
            return Some(Self { number: number.to_owned(), version, class });
        }
        let (archive, digits) = number.split_once('/')?;
        let (archive, subject) = match archive.split_once('.') {
            Some((archive, subject)) => (archive, Some(subject)),
            None => (archive, None),
        };
        let is_archive = archive.contains(|letter: char| letter.is_ascii_lowercase())
            && archive.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let is_subject = |subject: &str| subject.len() == 2 && subject.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_number =
            digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit()) && is_month(&digits[2..4]);
        if !is_archive || !is_number || !subject.is_none_or(is_subject) {
            return None;
        }
        let class = class.or_else(|| subject.map(|subject| format!("{archive}.{subject}")));
        Some(Self { number: format!("{archive}/{digits}"), version, class })
    }
}

impl fmt::Display for ArxivId {
    /// Writes the number and, if known, the version: `2210.12430v1`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.number)?;
        self.version.map_or(Ok(()), |version| write!(formatter, "v{version}"))
    }
}

/// Returns the normal form of an ISBN: its ten or thirteen characters without hyphens, if the check digit is correct.
///
/// ISBN Users' Manual, 7th edition, section 5 and appendix 1. An ISBN of ten characters is not converted to one of
/// thirteen.
pub fn normalise_isbn(text: &str) -> Option<String> {
    let text = text.trim();
    let text = ["isbn-13", "isbn-10", "isbn"]
        .iter()
        .find_map(|label| strip_prefix_ignoring_case(text, label))
        .map_or(text, |rest| rest.trim_start_matches([':', ' ']));
    let isbn = without_hyphens(text)?;
    let is_right = match isbn.len() {
        10 => weighted_sum(&isbn, (1..=10).rev()).is_some_and(|sum| sum % 11 == 0),
        13 => {
            let is_bookland = isbn.starts_with("978") || isbn.starts_with("979");
            let sum = weighted_sum(&isbn, [1, 3].into_iter().cycle().take(13));
            is_bookland && !isbn.ends_with('X') && sum.is_some_and(|sum| sum % 10 == 0)
        }
        _ => false,
    };
    is_right.then_some(isbn)
}

/// Returns the normal form of an ISSN, `1234-567X`, if the check digit is correct (ISO 3297).
pub fn normalise_issn(text: &str) -> Option<String> {
    let text = text.trim();
    let text = ["eissn", "e-issn", "issn"]
        .iter()
        .find_map(|label| strip_prefix_ignoring_case(text, label))
        .map_or(text, |rest| rest.trim_start_matches([':', ' ']));
    let issn = without_hyphens(text)?;
    let is_right = issn.len() == 8 && weighted_sum(&issn, (1..=8).rev()).is_some_and(|sum| sum % 11 == 0);
    is_right.then(|| format!("{}-{}", &issn[..4], &issn[4..]))
}

/// Returns the normal form of an ORCID iD, `0000-0002-1825-0097`, if the check digit is correct.
///
/// ISO 7064 MOD 11-2. <https://support.orcid.org/hc/en-us/articles/360006897674>
pub fn normalise_orcid(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = without_url(text, &["orcid.org", "www.orcid.org"]).unwrap_or_else(|| without_label(text, "orcid"));
    let orcid = without_hyphens(bare.trim_end_matches('/'))?;
    if orcid.len() != 16 {
        return None;
    }
    let (digits, check) = orcid.split_at(15);
    let total = digits.bytes().fold(0, |total, digit| (total + u32::from(digit - b'0')) * 2 % 11);
    let expected = (12 - total % 11) % 11;
    let given = if check == "X" { 10 } else { check.parse().ok()? };
    let groups = [&orcid[..4], &orcid[4..8], &orcid[8..12], &orcid[12..]];
    (given == expected).then(|| groups.join("-"))
}

/// Returns the normal form of a PubMed number: up to eight digits without leading zeros.
/// <https://www.nlm.nih.gov/bsd/mms/medlineelements.html#pmid>
pub fn normalise_pmid(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = without_url(text, &["pubmed.ncbi.nlm.nih.gov", "www.ncbi.nlm.nih.gov", "ncbi.nlm.nih.gov"])
        .map(|path| path.strip_prefix("pubmed/").unwrap_or(path).trim_end_matches('/'));
    digits(bare.unwrap_or_else(|| without_label(text, "pmid"))).filter(|number| number.len() <= 8)
}

/// Returns the normal form of a PubMed Central number: `PMC` and digits; a version ("PMC1234.1") is left out.
/// <https://www.ncbi.nlm.nih.gov/pmc/about/public-access-info/>
pub fn normalise_pmcid(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = without_url(text, &["pmc.ncbi.nlm.nih.gov", "www.ncbi.nlm.nih.gov", "ncbi.nlm.nih.gov"])
        .map(|path| path.strip_prefix("pmc/").unwrap_or(path))
        .map(|path| path.strip_prefix("articles/").unwrap_or(path).trim_end_matches('/'));
    let bare = bare.unwrap_or_else(|| without_label(text, "pmcid"));
    let bare = strip_prefix_ignoring_case(bare, "pmc").unwrap_or(bare);
    let bare = bare.split_once('.').map_or(bare, |(number, _)| number);
    digits(bare).map(|number| format!("PMC{number}"))
}

/// The path of a URL of one of these hosts.
fn without_url<'a>(text: &'a str, hosts: &[&str]) -> Option<&'a str> {
    let rest =
        ["https://", "http://"].iter().find_map(|scheme| strip_prefix_ignoring_case(text, scheme)).unwrap_or(text);
    let (host, path) = rest.split_once('/')?;
    hosts.iter().any(|known| known.eq_ignore_ascii_case(host)).then_some(path)
}

/// The text without a label before it, such as `doi:` or `PMID `.
fn without_label<'a>(text: &'a str, label: &str) -> &'a str {
    match strip_prefix_ignoring_case(text, label) {
        Some(rest) if rest.starts_with([':', ' ']) => rest.trim_start_matches([':', ' ']),
        _ => text,
    }
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// The form of arXiv numbers since April 2007: `YYMM.NNNN`, with five digits since 2015.
fn is_new_number(number: &str) -> bool {
    let Some((month, serial)) = number.split_once('.') else { return false };
    let is_numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let width = if month < "1501" { 4 } else { 5 };
    month.len() == 4 && is_numeric(month) && is_month(&month[2..]) && serial.len() == width && is_numeric(serial)
}

fn is_month(digits: &str) -> bool {
    digits.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
}

/// The text without hyphens and spaces, if the rest is digits with at most an `X` at the end; the result is ASCII.
fn without_hyphens(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|character| !matches!(character, '-' | '‐' | '‑' | '–' | ' ')).collect();
    let bare = bare.to_ascii_uppercase();
    let number = bare.strip_suffix('X').unwrap_or(&bare);
    let is_numeric = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_numeric.then_some(bare)
}

/// The weighted sum of the digits, with `X` as ten.
fn weighted_sum(digits: &str, weights: impl Iterator<Item = u32>) -> Option<u32> {
    let value = |digit: char| if digit == 'X' { Some(10) } else { digit.to_digit(10) };
    digits.chars().zip(weights).map(|(digit, weight)| Some(value(digit)? * weight)).sum()
}

fn digits(text: &str) -> Option<String> {
    let number = text.trim_start_matches('0');
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{
        ArxivId, doi_in_address, normalise_doi, normalise_isbn, normalise_issn, normalise_orcid, normalise_pmcid,
        normalise_pmid, same_doi,
    };

    #[test]
    fn a_doi_loses_its_wrapping_and_keeps_its_letters() {
        for text in [
            "10.1109/TAFFC.2022.1",
            "doi:10.1109/TAFFC.2022.1",
            "DOI: 10.1109/TAFFC.2022.1",
            "https://doi.org/10.1109/TAFFC.2022.1",
            " http://dx.doi.org/10.1109%2FTAFFC.2022.1 ",
        ] {
            assert_eq!(normalise_doi(text).as_deref(), Some("10.1109/TAFFC.2022.1"), "{text}");
        }
        assert_eq!(normalise_doi("https://doi.org/10.1000/a%20b").as_deref(), Some("10.1000/a b"));
        assert_eq!(normalise_doi("10.1000.10/a(b)<c>").as_deref(), Some("10.1000.10/a(b)<c>"));
        assert!(same_doi("10.1000/ABC", "10.1000/abc"));
    }

    #[test]
    fn what_is_no_doi() {
        for text in
            ["", "10.1000", "10.1000/", "11.1000/x", "10.x/y", "10.10/x", "10.1000/a b", "https://example.org/10.1/x"]
        {
            assert_eq!(normalise_doi(text), None, "{text}");
        }
    }

    #[test]
    fn a_doi_in_the_address_of_a_page() {
        for (address, doi) in [
            ("http://doi.acm.org/10.1145/2602576.2602588", Some("10.1145/2602576.2602588")),
            ("https://dl.acm.org/doi/pdf/10.1145/2602576.2602588?download=true", Some("10.1145/2602576.2602588")),
            ("https://doi-org.proxy.example.edu/10.1007%2FBF00126690", Some("10.1007/BF00126690")),
            ("https://onlinelibrary.wiley.com/doi/full/10.1002/abc.123", Some("10.1002/abc.123")),
            ("https://www.frontiersin.org/articles/10.3389/fpsyg.2020.00001/full", Some("10.3389/fpsyg.2020.00001")),
            ("https://example.org/v/10.2/10.5555/x", Some("10.5555/x")),
            ("https://example.org/10.1/x", None),
            ("https://example.org/?to=/10.5555/x", None),
            ("10.5555/x", None),
            ("file:///10.5555/x", None),
            ("https://", None),
        ] {
            assert_eq!(doi_in_address(address).as_deref(), doi, "{address}");
        }
    }

    #[test]
    fn arxiv_numbers_new_and_old() {
        let new = ArxivId { number: "2210.12430".into(), version: Some(1), class: Some("cs.SD".into()) };
        assert_eq!(ArxivId::parse("arXiv:2210.12430v1 [cs.SD]"), Some(new.clone()));
        assert_eq!(new.to_string(), "2210.12430v1");
        for text in [
            "2210.12430",
            "https://arxiv.org/abs/2210.12430",
            "http://arxiv.org/pdf/2210.12430.pdf",
            "10.48550/arXiv.2210.12430",
            "https://doi.org/10.48550/arXiv.2210.12430",
        ] {
            assert_eq!(ArxivId::parse(text).map(|id| id.number).as_deref(), Some("2210.12430"), "{text}");
        }
        let old = ArxivId::parse("math.GT/0309136v2").unwrap();
        assert_eq!(
            (old.number.as_str(), old.version, old.class.as_deref()),
            ("math/0309136", Some(2), Some("math.GT"))
        );
        assert_eq!(ArxivId::parse("hep-th/9901001").unwrap().number, "hep-th/9901001");
    }

    #[test]
    fn what_is_no_arxiv_number() {
        for text in [
            "",
            "2213.12430",
            "2210.1243",
            "0704.00001",
            "hep-th/99010",
            "hep-th/9913001",
            "2210.12430v0",
            "é/1234567",
            "2210.12430v1 [cs.SD",
            "v1",
            "2210.12430v+1",
        ] {
            assert_eq!(ArxivId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn check_digits_of_books_and_series() {
        assert_eq!(normalise_isbn("ISBN 978-3-16-148410-0").as_deref(), Some("9783161484100"));
        assert_eq!(normalise_isbn("0-8044-2957-x").as_deref(), Some("080442957X"));
        assert_eq!(normalise_isbn("978-3-16-148410-1"), None);
        assert_eq!(normalise_isbn("12345"), None);
        assert_eq!(normalise_issn("issn 2434561x").as_deref(), Some("2434-561X"));
        assert_eq!(normalise_issn("0378-5955").as_deref(), Some("0378-5955"));
        assert_eq!(normalise_issn("0378-5956"), None);
        assert_eq!(normalise_issn("éé"), None);
    }

    #[test]
    fn check_digits_of_people() {
        for text in ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "0000000218250097"] {
            assert_eq!(normalise_orcid(text).as_deref(), Some("0000-0002-1825-0097"), "{text}");
        }
        assert_eq!(normalise_orcid("0000-0002-1694-233X").as_deref(), Some("0000-0002-1694-233X"));
        assert_eq!(normalise_orcid("0000-0002-1825-0098"), None);
    }

    #[test]
    fn pubmed_numbers() {
        assert_eq!(normalise_pmid("PMID: 01234567").as_deref(), Some("1234567"));
        assert_eq!(normalise_pmid("https://pubmed.ncbi.nlm.nih.gov/1234567/").as_deref(), Some("1234567"));
        assert_eq!(normalise_pmid("123456789"), None);
        assert_eq!(normalise_pmcid("pmc1234.1").as_deref(), Some("PMC1234"));
        assert_eq!(normalise_pmcid("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234/").as_deref(), Some("PMC1234"));
        assert_eq!(normalise_pmcid("none"), None);
    }
}
