//! Preprint servers: their names and their DOIs.

/// The beginnings of their names, folded and written together.
const NAMES: &[&str] = &[
    "arxiv",
    "corr",
    "computingresearchrepository",
    "biorxiv",
    "medrxiv",
    "chemrxiv",
    "psyarxiv",
    "socarxiv",
    "edarxiv",
    "eartharxiv",
    "engrxiv",
    "techrxiv",
    "ssrn",
    "researchsquare",
    "preprintsorg",
    "osfpreprints",
    "authorea",
    "essoar",
    "essopenarchive",
    "hal",
    "openreview",
    "peerjpreprints",
    "scielopreprints",
    "ecoevorxiv",
    "lawarxiv",
    "metaarxiv",
    "qeios",
    "repec",
    "cryptologyeprintarchive",
    "iacrcryptoleprintarch",
    "nberworkingpaper",
    "cogprints",
    "philsciarchive",
];

/// Prefixes of DOIs and the server each belongs to. Two numbers of one server are two preprints.
const DOIS: &[(&str, &str)] = &[
    ("10.48550/arxiv.", "arXiv"),
    ("10.2139/ssrn.", "SSRN"),
    ("10.21203/rs.", "Research Square"),
    ("10.20944/preprints", "Preprints.org"),
    ("10.26434/chemrxiv", "ChemRxiv"),
    ("10.31234/osf.io/", "PsyArXiv"),
    ("10.31235/osf.io/", "SocArXiv"),
    ("10.31219/osf.io/", "OSF Preprints"),
    ("10.31222/osf.io/", "MetaArXiv"),
    ("10.31223/", "EarthArXiv"),
    ("10.31224/", "engrXiv"),
    ("10.35542/osf.io/", "EdArXiv"),
    ("10.32942/", "EcoEvoRxiv"),
    ("10.36227/techrxiv", "TechRxiv"),
    ("10.22541/", "Authorea"),
    ("10.1002/essoar", "ESS Open Archive"),
    ("10.22541/essoar", "ESS Open Archive"),
    ("10.33774/", "Cambridge Open Engage"),
    ("10.1590/scielopreprints", "SciELO Preprints"),
    ("10.32388/", "Qeios"),
    ("10.7287/peerj.preprints", "PeerJ Preprints"),
    ("10.5194/egusphere-", "EGUsphere"),
    ("10.3386/w", "NBER"),
    ("10.64898/", "openRxiv"),
];

/// Returns whether a venue is a preprint server.
pub(super) fn is_server(folded_name: &str) -> bool {
    NAMES.iter().any(|name| match *name {
        // Too short to match as a beginning: "Hallo" is not a server.
        "hal" | "corr" | "essoar" => folded_name == *name,
        name => folded_name.starts_with(name),
    })
}

/// Returns whether a DOI of figshare is a version of the other DOI's item: "…figshare.1.v2" of "…figshare.1". Each
/// version has a DOI, and the item has one that represents the latest version.
pub(super) fn is_version_of(version: &str, item: &str) -> bool {
    let number = version.strip_prefix(item).and_then(|rest| rest.strip_prefix(".v"));
    item.contains("figshare")
        && number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the server that registered this DOI, given in lower case.
pub(crate) fn of_doi(doi: &str) -> Option<&'static str> {
    if let Some(suffix) = doi.strip_prefix("10.1101/") {
        // Journals of Cold Spring Harbor have this prefix, too: "10.1101/gr.1234".
        return suffix.starts_with(|first: char| first.is_ascii_digit()).then_some("bioRxiv or medRxiv");
    }
    DOIS.iter().rev().find(|(prefix, _)| doi.starts_with(prefix)).map(|(_, server)| *server)
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
    fn dois_of_servers_and_of_journals() {
        assert_eq!(of_doi("10.1101/2020.03.01.123456"), Some("bioRxiv or medRxiv"));
        assert_eq!(of_doi("10.1101/gr.123456.111"), None);
        assert_eq!(of_doi("10.48550/arxiv.1810.04805"), Some("arXiv"));
        assert_eq!(of_doi("10.1038/nature14539"), None);
    }

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
        assert!(is_server("arxivpreprintarxiv181004805") && is_server("corr") && !is_server("corrosionscience"));
    }
}
