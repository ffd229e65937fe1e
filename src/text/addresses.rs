//! Web addresses: the address of an identifier, and which addresses a document may link to.
//!
//! An identifier is not an address. A DOI may contain `#`, `?`, `<` and spaces, which end an address or have another
//! meaning there, so these characters are percent-encoded: [`doi_address`] and [`normalise_doi`](super::normalise_doi)
//! are inverse.
//!
//! Sources: RFC 3986 (URIs), sections 2.1 and 3.2.2 to 3.5; RFC 3987 (IRIs), section 3.1; UTS 46 (names of hosts); DOI
//! Handbook, on the encoding of DOI names in URLs.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::identifiers::ArxivId;
use super::percent::percent_decoded;

/// The characters that are percent-encoded in the path of an address: all except those of RFC 3986, section 3.3. The
/// plus sign is encoded, too: the DOI Handbook recommends it, as some servers read it as a space.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/');

/// The characters that are percent-encoded in a whole address, in which delimiters keep their meaning.
const IN_ADDRESS: &AsciiSet = &IN_PATH.remove(b'+').remove(b'?').remove(b'#').remove(b'[').remove(b']').remove(b'%');

/// The addresses of eprint archives: the archive as biblatex writes it in `eprinttype` (manual, section 3.14.7,
/// "electronic publishing information"), or HAL and SSRN, and the address before the number.
const ARCHIVES: &[(&str, &str)] = &[
    ("arxiv", "https://arxiv.org/abs/"),
    ("googlebooks", "https://books.google.com/books?id="),
    ("hal", "https://hal.science/"),
    ("hdl", "https://hdl.handle.net/"),
    ("jstor", "https://www.jstor.org/stable/"),
    ("pubmed", PUBMED),
    ("ssrn", "https://ssrn.com/abstract="),
];

const PUBMED: &str = "https://www.ncbi.nlm.nih.gov/pubmed/";
const PUBMED_CENTRAL: &str = "https://www.ncbi.nlm.nih.gov/pmc/articles/";

/// Returns the address of a DOI.
///
/// ```
/// assert_eq!(publist::text::doi_address("10.5555/a<b>#c"), "https://doi.org/10.5555/a%3Cb%3E%23c");
/// ```
pub fn doi_address(doi: &str) -> String {
    below("https://doi.org/", doi)
}

/// Returns the address of a work on arXiv, or of one version if the identifier includes it.
pub fn arxiv_address(id: &ArxivId) -> String {
    below("https://arxiv.org/abs/", &id.to_string())
}

/// Returns the address of an abstract in PubMed (CSL 1.0.2, appendix VI).
pub fn pmid_address(pmid: &str) -> String {
    below(PUBMED, pmid)
}

/// Returns the address of an article in PubMed Central (CSL 1.0.2, appendix VI).
pub fn pmcid_address(pmcid: &str) -> String {
    below(PUBMED_CENTRAL, pmcid)
}

/// Returns the address of an eprint, or `None` if the archive is unknown.
pub fn eprint_address(archive: &str, number: &str) -> Option<String> {
    let (_, start) = ARCHIVES.iter().find(|(known, _)| known.eq_ignore_ascii_case(archive.trim()))?;
    Some(below(start, number))
}

fn below(start: &str, identifier: &str) -> String {
    let mut address = start.to_owned();
    address.extend(utf8_percent_encode(identifier, IN_PATH));
    address
}

/// Returns whether a document may link to an address: to a web page, a mail address or a DOI, and not to a program, a
/// file, or a script. All outputs use this function.
pub fn is_safe_link(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with('/')),
        "mailto" | "doi" => !rest.is_empty(),
        _ => false,
    }
}

/// Returns the target of a link to an address, or `None` if it is not safe to follow ([`is_safe_link`]). The target
/// contains only characters that RFC 3986 allows in addresses. A `doi:` becomes the address of its resolver.
///
/// ```
/// use publist::text::link_target;
///
/// assert_eq!(link_target("https://example.org/a b").as_deref(), Some("https://example.org/a%20b"));
/// assert_eq!(link_target("doi:10.5555/a#b").as_deref(), Some("https://doi.org/10.5555/a%23b"));
/// assert_eq!(link_target("javascript:alert(1)"), None);
/// ```
pub fn link_target(url: &str) -> Option<String> {
    if !is_safe_link(url) {
        return None;
    }
    Some(match url.split_once(':') {
        Some((scheme, doi)) if scheme.eq_ignore_ascii_case("doi") => {
            doi_address(&percent_decoded(doi.trim_start_matches('/')))
        }
        _ => well_formed(&encoded_address(&with_ascii_host(url))),
    })
}

/// Returns an address with its host in ASCII (`xn--...`), as name servers know it. Not every program that opens a link
/// converts a name with other letters, as RFC 3986 (section 3.2.2) requires of it. A name that cannot be converted
/// stays as it is.
fn with_ascii_host(url: &str) -> Cow<'_, str> {
    let start = url.find("://").map_or(0, |end| end + "://".len());
    let authority = url[start..].split(['/', '?', '#']).next().unwrap_or_default();
    let start = start + authority.rfind('@').map_or(0, |at| at + 1);
    let end = start + url[start..].find([':', '/', '?', '#']).unwrap_or(url.len() - start);
    let host = &url[start..end];
    match idna::domain_to_ascii(host) {
        Ok(ascii) if !host.is_ascii() => Cow::Owned(format!("{}{ascii}{}", &url[..start], &url[end..])),
        _ => Cow::Borrowed(url),
    }
}

/// Percent-encodes the characters that RFC 3986 allows nowhere in an address, and changes nothing else.
pub(crate) fn encoded_address(url: &str) -> Cow<'_, str> {
    utf8_percent_encode(url, IN_ADDRESS).into()
}

/// An address in which every percent sign starts an encoded byte, and which has at most one fragment.
pub(super) fn well_formed(url: &str) -> String {
    let (before, fragment) = url.split_once('#').map_or((url, None), |(before, after)| (before, Some(after)));
    let mut address = with_encoded_percent_signs(before);
    if let Some(fragment) = fragment {
        address.push('#');
        address.push_str(&with_encoded_percent_signs(fragment).replace('#', "%23"));
    }
    address
}

fn with_encoded_percent_signs(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut result = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let begins_byte = piece.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        result.push_str(if begins_byte { "%" } else { "%25" });
        result.push_str(piece);
    }
    result
}

/// Percent-encodes every byte of a character.
pub(crate) fn encoded_character(character: char) -> String {
    let mut bytes = [0; 4];
    utf8_percent_encode(character.encode_utf8(&mut bytes), EVERYTHING).to_string()
}

/// All of ASCII; the bytes of other characters are always encoded.
const EVERYTHING: &AsciiSet = &AsciiSet::EMPTY.complement();

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        arxiv_address, doi_address, encoded_character, eprint_address, is_safe_link, link_target, pmcid_address,
        pmid_address,
    };
    use crate::text::identifiers::{ArxivId, normalise_doi, normalise_pmcid, normalise_pmid};

    #[test]
    fn what_would_end_an_address_is_encoded_in_a_doi() {
        for (doi, path) in [
            ("10.1002/(SICI)1<1::AID>3.0.CO;2-#", "10.1002/(SICI)1%3C1::AID%3E3.0.CO;2-%23"),
            ("10.5555/what?now", "10.5555/what%3Fnow"),
            ("10.5555/100%", "10.5555/100%25"),
            ("10.5555/a%20b", "10.5555/a%2520b"),
            ("10.5555/\"a b\"", "10.5555/%22a%20b%22"),
            ("10.5555/{a}^[b]`|\\+", "10.5555/%7Ba%7D%5E%5Bb%5D%60%7C%5C%2B"),
            ("10.5555/ñ中", "10.5555/%C3%B1%E4%B8%AD"),
            ("10.5555/a_b/c-d~e!$&'()*,;=:@", "10.5555/a_b/c-d~e!$&'()*,;=:@"),
        ] {
            assert_eq!(doi_address(doi), format!("https://doi.org/{path}"));
        }
    }

    #[test]
    fn identifiers_have_addresses() {
        let id = ArxivId::parse("arXiv:2210.12430v2 [cs.SD]").expect("it is one");
        assert_eq!(arxiv_address(&id), "https://arxiv.org/abs/2210.12430v2");
        assert_eq!(pmid_address("77"), "https://www.ncbi.nlm.nih.gov/pubmed/77");
        assert_eq!(pmcid_address("PMC77"), "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC77");
        assert_eq!(eprint_address("HDL", "1721.1/a#b").as_deref(), Some("https://hdl.handle.net/1721.1/a%23b"));
        assert_eq!(eprint_address("JSTOR", "77").as_deref(), Some("https://www.jstor.org/stable/77"));
        assert_eq!(eprint_address("HAL", "hal-01917888").as_deref(), Some("https://hal.science/hal-01917888"));
        assert_eq!(
            eprint_address("googlebooks", "4HIW_A&YAAJ").as_deref(),
            Some("https://books.google.com/books?id=4HIW_A&YAAJ")
        );
        assert_eq!(eprint_address("bioRxiv", "2020.01.01.123456"), None);
    }

    #[test]
    fn only_safe_addresses_are_links() {
        for (url, target) in [
            ("https://a.org/é?x=<y>", "https://a.org/%C3%A9?x=%3Cy%3E"),
            ("https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"),
            ("http://u@例え.テスト:80?q=例え", "http://u@xn--r8jz45g.xn--zckzah:80?q=%E4%BE%8B%E3%81%88"),
            ("http://bücher@bücher.example", "http://b%C3%BCcher@xn--bcher-kva.example"),
            ("https://faß.example#ß", "https://xn--fa-hia.example#%C3%9F"),
            ("https://a.org/100%", "https://a.org/100%25"),
            ("https://a.org/%C3%a9%2", "https://a.org/%C3%a9%252"),
            ("https://a.org/#a#b", "https://a.org/#a%23b"),
            ("HTTP://[::1]:80/", "HTTP://[::1]:80/"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("doi:10.1000/1", "https://doi.org/10.1000/1"),
            ("doi://10.1000/1", "https://doi.org/10.1000/1"),
            ("DOI:10.1000/a%3Cb?", "https://doi.org/10.1000/a%3Cb%3F"),
        ] {
            assert_eq!(link_target(url).as_deref(), Some(target), "{url}");
            assert_eq!(link_target(target).as_deref(), Some(target));
        }
        for url in [
            "javascript:alert(1)",
            "java\nscript:x",
            " javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "run:x",
            "file:///x",
            "https:",
            "https://",
            "https:///etc/passwd",
            "http:x",
            "x",
            "",
        ] {
            assert!(!is_safe_link(url) && link_target(url).is_none(), "{url}");
        }
    }

    #[test]
    fn a_character_is_encoded_byte_by_byte() {
        assert_eq!((encoded_character('a').as_str(), encoded_character('\u{FFFE}').as_str()), ("%61", "%EF%BF%BE"));
    }

    proptest! {
        #[test]
        fn the_address_of_a_doi_gives_the_doi(doi in "10\\.[0-9]{4,6}(\\.[0-9]{1,3})?/[^\\s\\p{Cc}]{1,40}") {
            let address = doi_address(&doi);
            prop_assert_eq!(normalise_doi(&address), Some(doi.clone()));
            prop_assert_eq!(normalise_doi(&doi), Some(doi));
            prop_assert_eq!(link_target(&address), Some(address));
        }

        #[test]
        fn addresses_of_numbers_give_the_numbers(number in "[1-9][0-9]{0,7}") {
            prop_assert_eq!(normalise_pmid(&pmid_address(&number)), Some(number.clone()));
            let pmcid = format!("PMC{number}");
            prop_assert_eq!(normalise_pmcid(&pmcid_address(&pmcid)), Some(pmcid));
        }

        #[test]
        fn addresses_of_arxiv_give_the_number(number in "2[0-4](0[1-9]|1[0-2])\\.[0-9]{5}(v[1-9])?|hep-th/9[1-9]0[1-9][0-9]{3}") {
            let id = ArxivId::parse(&number).expect("it is one");
            prop_assert_eq!(ArxivId::parse(&arxiv_address(&id)), Some(id));
        }

        #[test]
        fn targets_hold_only_what_addresses_may(url in "(https?://|mailto:|doi:)\\PC{1,40}") {
            if let Some(target) = link_target(&url) {
                prop_assert!(target.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte)), "{}", target);
                prop_assert_eq!(link_target(&target), Some(target));
            }
        }
    }
}
