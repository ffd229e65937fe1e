//! THE table of preprint servers: their names in place of a journal or a publisher, and their DOIs and addresses.
//!
//! Google Scholar writes "arXiv preprint arXiv:2203.04417" for a journal, dblp "CoRR" and "abs/2203.04417", Semantic Scholar
//! "ArXiv", SSRN "Available at SSRN 1234567", bioRxiv "bioRxiv".

use super::identifiers::ArxivId;

/// A server: its name, how people begin its name (in lower case), its DOIs (in lower case) and its hosts.
struct Server {
    name: &'static str,
    spellings: &'static [&'static str],
    dois: &'static [&'static str],
    hosts: &'static [&'static str],
}

const fn server(
    name: &'static str,
    spellings: &'static [&'static str],
    dois: &'static [&'static str],
    hosts: &'static [&'static str],
) -> Server {
    Server { name, spellings, dois, hosts }
}

#[rustfmt::skip]
const SERVERS: &[Server] = &[
    server("arXiv", &["arxiv.org", "arxiv", "corr", "computing research repository"], &["10.48550/arxiv."], &["arxiv.org"]),
    // Journals of Cold Spring Harbor have the same prefix as the server, which gives numbers: "10.1101/gr.1234".
    server("bioRxiv", &["biorxiv"], &[], &["biorxiv.org"]),
    server("medRxiv", &["medrxiv"], &[], &["medrxiv.org"]),
    server("bioRxiv or medRxiv", &[], &["10.64898/"], &[]),
    server("SSRN", &["ssrn electronic journal", "social science research network", "ssrn"], &["10.2139/ssrn."], &["ssrn.com"]),
    server("Research Square", &["research square", "researchsquare"], &["10.21203/rs."], &["researchsquare.com"]),
    server("Preprints.org", &["preprints.org"], &["10.20944/preprints"], &["preprints.org"]),
    server("ChemRxiv", &["chemrxiv"], &["10.26434/chemrxiv"], &["chemrxiv.org"]),
    server("PsyArXiv", &["psyarxiv"], &["10.31234/osf.io/"], &["psyarxiv.com"]),
    server("SocArXiv", &["socarxiv"], &["10.31235/osf.io/"], &[]),
    server("OSF Preprints", &["osf preprints", "open science framework preprints", "osf"], &["10.31219/osf.io/"], &[]),
    server("MetaArXiv", &["metaarxiv"], &["10.31222/osf.io/"], &[]),
    server("LawArXiv", &["lawarxiv"], &[], &[]),
    server("EarthArXiv", &["eartharxiv"], &["10.31223/"], &["eartharxiv.org"]),
    server("engrXiv", &["engrxiv"], &["10.31224/"], &["engrxiv.org"]),
    server("EdArXiv", &["edarxiv"], &["10.35542/osf.io/"], &[]),
    server("EcoEvoRxiv", &["ecoevorxiv"], &["10.32942/"], &["ecoevorxiv.org"]),
    server("TechRxiv", &["techrxiv"], &["10.36227/techrxiv"], &["techrxiv.org"]),
    server("ESS Open Archive", &["ess open archive", "essoar"], &["10.1002/essoar", "10.22541/essoar"], &["essoar.org"]),
    server("Authorea", &["authorea"], &["10.22541/"], &["authorea.com"]),
    server("Cambridge Open Engage", &["cambridge open engage"], &["10.33774/"], &[]),
    server("SciELO Preprints", &["scielo preprints"], &["10.1590/scielopreprints"], &["preprints.scielo.org"]),
    server("Qeios", &["qeios"], &["10.32388/"], &[]),
    server("PeerJ Preprints", &["peerj preprints"], &["10.7287/peerj.preprints"], &[]),
    server("F1000Research Preprints", &["f1000research preprints"], &[], &[]),
    server("EGUsphere", &["egusphere"], &["10.5194/egusphere-"], &[]),
    server("HAL", &["hal open science", "hal"], &[], &["hal.science", "hal.archives-ouvertes.fr", "hal.inria.fr"]),
    server("OpenReview", &["openreview.net", "openreview"], &[], &[]),
    server("viXra", &["vixra.org", "vixra"], &[], &["vixra.org"]),
    server("CogPrints", &["cogprints"], &[], &[]),
    server("PhilSci-Archive", &["philsci-archive", "philsci archive"], &[], &["philsci-archive.pitt.edu"]),
    server("Cryptology ePrint Archive", &["cryptology eprint archive", "iacr cryptology eprint archive",
        "iacr cryptol. eprint arch", "iacr eprint"], &[], &["eprint.iacr.org"]),
];

/// Names that begin those of others, too: nothing may follow them but what belongs to a preprint.
const AMBIGUOUS: &[&str] = &["corr", "hal", "osf"];

/// Words that name a preprint alone, and are the beginning of other names. MDPI's server calls itself "Preprints".
const ALONE: &[(&str, &str)] = &[("preprints", "Preprints.org"), ("preprint", "Preprint")];

/// What people write before the name of a server.
const BEFORE: &[&str] = &[
    "available at ",
    "available on ",
    "preprint at ",
    "preprint on ",
    "preprint, ",
    "preprint ",
    "posted on ",
    "the ",
];

/// The other words of the names of servers, and what people write about a preprint.
const AFTER: &[&str] = &[
    "at",
    "http",
    "https",
    "preprint",
    "preprints",
    "e-print",
    "e-prints",
    "eprint",
    "eprints",
    "abs",
    "abstract",
    "id",
    "no",
    "server",
    "the",
    "for",
    "biology",
    "health",
    "sciences",
    "working",
    "paper",
    "papers",
    "arxiv",
    "ssrn",
    "version",
    "v",
];

/// A preprint server, as it is named in place of a venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreprintServer<'a> {
    /// Its usual name.
    pub name: &'static str,
    /// The number of the preprint, if it follows the name: `1234567` of "Available at SSRN 1234567".
    pub number: Option<&'a str>,
}

/// Returns the preprint server that a text names, if it says nothing else: a journal whose name only begins like that of a
/// server ("Corrosion Science") has words that no server has.
///
/// ```
/// use publist::text::preprint_server;
///
/// assert_eq!(preprint_server("arXiv preprint arXiv:2203.04417").map(|server| server.name), Some("arXiv"));
/// assert_eq!(preprint_server("Journal of Preprint Studies"), None);
/// ```
pub fn preprint_server(venue: &str) -> Option<PreprintServer<'_>> {
    let mut rest = venue.trim();
    if !may_name_server(rest) {
        return None;
    }
    while let Some(after) = BEFORE.iter().find_map(|start| without_start(rest, start)) {
        rest = after.trim_start();
    }
    let found = SERVERS.iter().find_map(|server| {
        let mut spellings = server.spellings.iter();
        let (spelling, after) = spellings.find_map(|spelling| Some((*spelling, without_start(rest, spelling)?)))?;
        let is_end = !after.starts_with(char::is_alphabetic);
        (is_end && says_no_more(after, AMBIGUOUS.contains(&spelling))).then(|| (server.name, number_in(after)))
    });
    let found =
        found.or_else(|| ALONE.iter().find(|(word, _)| rest.eq_ignore_ascii_case(word)).map(|(_, name)| (*name, None)));
    found.map(|(name, number)| PreprintServer { name, number })
}

/// Returns whether a text may name a preprint server, by its first two letters: most venues are none, and the table is long.
pub(crate) fn may_name_server(venue: &str) -> bool {
    let [first, second, ..] = venue.as_bytes() else { return false };
    let [first, second] = [first.to_ascii_lowercase(), second.to_ascii_lowercase()];
    second < 128 && BEGINNINGS.get(usize::from(first)).is_some_and(|seconds| seconds & (1 << second) != 0)
}

/// For each first letter, the second letters of what a text that names a server begins with, as bits.
const BEGINNINGS: [u128; 128] = {
    let mut beginnings = [0; 128];
    let mut index = 0;
    while index < SERVERS.len() {
        add_beginnings(&mut beginnings, SERVERS[index].spellings);
        index += 1;
    }
    add_beginnings(&mut beginnings, BEFORE);
    index = 0;
    while index < ALONE.len() {
        add_beginnings(&mut beginnings, &[ALONE[index].0]);
        index += 1;
    }
    beginnings
};

const fn add_beginnings(beginnings: &mut [u128; 128], texts: &[&str]) {
    let mut index = 0;
    while index < texts.len() {
        let bytes = texts[index].as_bytes();
        beginnings[bytes[0] as usize] |= 1 << bytes[1];
        index += 1;
    }
}

/// Returns the preprint server that registered a DOI, given in lower case.
pub fn preprint_server_of_doi(doi: &str) -> Option<&'static str> {
    if let Some(suffix) = doi.strip_prefix("10.1101/") {
        return suffix.starts_with(|first: char| first.is_ascii_digit()).then_some("bioRxiv or medRxiv");
    }
    // ESS Open Archive has some of Authorea's DOIs: the longest beginning counts.
    let begins =
        |server: &Server| server.dois.iter().filter(|start| doi.starts_with(**start)).map(|start| start.len()).max();
    let found = SERVERS.iter().filter_map(|server| Some((begins(server)?, server.name)));
    found.max_by_key(|(length, _)| *length).map(|(_, name)| name)
}

/// Returns the preprint server at whose host an address is.
pub fn preprint_server_of_address(address: &str) -> Option<&'static str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let is_at = |known: &str| host == known || host.strip_suffix(known).is_some_and(|above| above.ends_with('.'));
    SERVERS.iter().find(|server| server.hosts.iter().any(|known| is_at(known))).map(|server| server.name)
}

/// Whether the text after a server's name only has what belongs to a preprint: its number, its class, its version.
fn says_no_more(after: &str, is_ambiguous: bool) -> bool {
    if !is_ambiguous && after.trim_start().starts_with(['(', ':']) {
        return true;
    }
    let words = after.split(|character: char| character.is_whitespace() || ",;:()".contains(character));
    let mut words = words.map(|word| word.trim_matches(['.', '/', '[', ']'])).filter(|word| !word.is_empty());
    words.all(|word| {
        let is_class = || word.contains('.') && word.is_ascii();
        word.contains(|letter: char| letter.is_ascii_digit())
            || AFTER.contains(&word.to_lowercase().as_str())
            || after.trim_start().starts_with('[')
            || is_class()
    })
}

/// The fewest digits of a number that is no year and no page.
const FEWEST_DIGITS: usize = 5;

/// Returns the number of a preprint after the name of its server.
fn number_in(after: &str) -> Option<&str> {
    let words = after.split(|character: char| character.is_whitespace() || ",;:()".contains(character));
    words.map(|word| word.trim_matches(['.', '/', '[', ']'])).find(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let is_range = word.starts_with(|first: char| first.is_ascii_digit()) && word.contains(['-', '–']);
        digits >= FEWEST_DIGITS && !is_range && !word.contains('/') && ArxivId::parse(word).is_none()
    })
}

fn without_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.get(..start.len()).filter(|own| own.eq_ignore_ascii_case(start)).map(|_| &text[start.len()..])
}

#[cfg(test)]
mod tests {
    use super::{preprint_server, preprint_server_of_address, preprint_server_of_doi};

    #[test]
    fn servers_in_place_of_a_journal() {
        for (venue, name, number) in [
            ("arXiv", "arXiv", None),
            ("ArXiv", "arXiv", None),
            ("arXiv preprint arXiv:2203.04417", "arXiv", None),
            ("arXiv preprint arXiv:hep-th/9901001", "arXiv", None),
            ("arXiv e-prints", "arXiv", None),
            ("arXiv:2203.04417 [cs.LG]", "arXiv", None),
            ("arXiv [cs.LG]", "arXiv", None),
            ("arXiv (Cornell University)", "arXiv", None),
            ("arXiv.org", "arXiv", None),
            ("CoRR", "arXiv", None),
            ("CoRR, abs/1409.3215", "arXiv", None),
            ("Preprint at arXiv https://arxiv.org/abs/2203.04417", "arXiv", None),
            ("bioRxiv", "bioRxiv", None),
            ("bioRxiv 2020.03.22.002386", "bioRxiv", Some("2020.03.22.002386")),
            ("bioRxiv, 2021–03", "bioRxiv", None),
            ("bioRxiv (Cold Spring Harbor Laboratory)", "bioRxiv", None),
            ("medRxiv: the preprint server for health sciences", "medRxiv", None),
            ("SSRN Electronic Journal", "SSRN", None),
            ("Available at SSRN 1234567", "SSRN", Some("1234567")),
            ("Available at SSRN: https://ssrn.com/abstract=1234567", "SSRN", None),
            ("SSRN: X", "SSRN", None),
            ("Research Square", "Research Square", None),
            ("OSF Preprints", "OSF Preprints", None),
            ("PsyArXiv Preprints", "PsyArXiv", None),
            ("HAL preprint hal-01234567", "HAL", Some("hal-01234567")),
            ("Cryptology ePrint Archive, Paper 2020/123", "Cryptology ePrint Archive", None),
            ("Preprints", "Preprints.org", None),
            ("Preprint", "Preprint", None),
        ] {
            let found = preprint_server(venue).map(|server| (server.name, server.number));
            assert_eq!(found, Some((name, number)), "{venue}");
        }
    }

    #[test]
    fn journals_whose_names_only_remind_of_a_server() {
        for venue in [
            "",
            "Nature",
            "Journal of Preprint Studies",
            "Corrosion Science",
            "Archiv der Mathematik",
            "Hallo",
            "HAL Journal of Tides",
            "Research Square Letters",
            "OSF Review",
            "arXivia",
            "Advances in Tides, arXiv:2203.04417",
        ] {
            assert_eq!(preprint_server(venue), None, "{venue}");
        }
    }

    #[test]
    fn dois_and_addresses_of_servers_and_of_journals() {
        for (doi, server) in [
            ("10.1101/2020.03.01.123456", Some("bioRxiv or medRxiv")),
            ("10.1101/gr.123456.111", None),
            ("10.48550/arxiv.1810.04805", Some("arXiv")),
            ("10.22541/essoar.1", Some("ESS Open Archive")),
            ("10.22541/au.1", Some("Authorea")),
            ("10.1038/nature14539", None),
        ] {
            assert_eq!(preprint_server_of_doi(doi), server, "{doi}");
        }
        assert_eq!(preprint_server_of_address("https://www.biorxiv.org/content/x"), Some("bioRxiv"));
        assert_eq!(preprint_server_of_address("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1"), Some("SSRN"));
        assert_eq!(preprint_server_of_address("https://notarxiv.org/abs/1"), None);
        assert_eq!(preprint_server_of_address("https://example.org/?at=https://arxiv.org/"), None);
    }
}
