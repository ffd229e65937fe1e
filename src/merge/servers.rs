//! Preprint servers and series of working papers, and the versions in their DOIs.

use super::fold;
use crate::text::{preprint_server, preprint_server_of_doi};

/// Series of working papers: the beginnings of their names, folded and written together.
const SERIES: &[&str] = &["repec", "nberworkingpaper"];

/// The beginnings of DOIs in series of working papers.
const SERIES_DOIS: &[(&str, &str)] = &[("10.3386/w", "NBER")];

/// Returns whether a venue is a preprint server or a series of working papers.
pub(super) fn is_server(venue: &str) -> bool {
    let is_series = || {
        let folded = fold::letters(venue);
        SERIES.iter().any(|name| folded.starts_with(name))
    };
    preprint_server(venue).is_some() || is_series()
}

/// Returns the server that registered this DOI, given in lower case. Two numbers of one server are two preprints.
pub(crate) fn of_doi(doi: &str) -> Option<&'static str> {
    let of_series = || SERIES_DOIS.iter().find(|(prefix, _)| doi.starts_with(prefix)).map(|(_, name)| *name);
    preprint_server_of_doi(doi).or_else(of_series)
}

/// Returns whether a DOI of figshare is a version of the other DOI's item: "…figshare.1.v2" of "…figshare.1". Each
/// version has a DOI, and the item has one that represents the latest version.
pub(super) fn is_version_of(version: &str, item: &str) -> bool {
    let number = version.strip_prefix(item).and_then(|rest| rest.strip_prefix(".v"));
    item.contains("figshare")
        && number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns a preprint's DOI without its version: "…/v2", "….v2", "…v2", "…-v2".
pub(super) fn without_version(doi: &str) -> &str {
    let doi = doi.strip_suffix(".full").unwrap_or(doi);
    let Some((start, digits)) = doi.rsplit_once('v') else { return doi };
    let is_version = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let bare = start.trim_end_matches(['/', '.', '-']);
    let is_behind = bare.len() < start.len() || start.ends_with(|last: char| last.is_ascii_digit());
    if is_version && is_behind { bare } else { doi }
}

#[cfg(test)]
mod tests {
    use super::{is_server, of_doi, without_version};

    #[test]
    fn versions_go() {
        for (doi, expected) in [
            ("10.21203/rs.3.rs-1/v2", "10.21203/rs.3.rs-1"),
            ("10.1101/2020.03.01.123456v1", "10.1101/2020.03.01.123456"),
            ("10.20944/preprints202001.0001.v1", "10.20944/preprints202001.0001"),
            ("10.31234/osf.io/9d3yv", "10.31234/osf.io/9d3yv"),
            ("10.26434/chemrxiv-2021-abcd-v2", "10.26434/chemrxiv-2021-abcd"),
        ] {
            assert_eq!(without_version(doi), expected);
        }
    }

    #[test]
    fn names_of_servers() {
        assert!(is_server("arXiv preprint arXiv:1810.04805") && is_server("CoRR") && !is_server("Corrosion Science"));
        assert!(is_server("NBER Working Paper Series") && of_doi("10.3386/w123") == Some("NBER"));
    }
}
