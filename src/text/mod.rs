//! Pure functions on text: encodings, identifiers and their addresses, words and letter case, and transliteration. They
//! do not depend on records.

pub(crate) mod addresses;
pub(crate) mod case;
pub(crate) mod double_encoding;
pub(crate) mod east_asian;
pub mod encoding;
pub(crate) mod fingerprints;
pub(crate) mod glued_words;
pub(crate) mod identifiers;
pub(crate) mod percent;
mod preprint_servers;
mod proper_names;
pub(crate) mod scripts;
pub(crate) mod sha256;
pub(crate) mod similar;
mod site_addresses;
pub(crate) mod unicode;
pub(crate) mod words;
pub(crate) mod xml;

pub use addresses::{
    arxiv_address, doi_address, eprint_address, is_safe_link, link_target, pmcid_address, pmid_address,
};
pub use case::protected_ranges;
pub use encoding::{Encoding, UnknownEncoding};
pub use glued_words::{GluedWords, glued_words};
pub use identifiers::{
    ArxivId, doi_in_address, normalise_doi, normalise_isbn, normalise_issn, normalise_orcid, normalise_pmcid,
    normalise_pmid, same_doi,
};
pub(crate) use preprint_servers::may_name_server;
pub use preprint_servers::{PreprintServer, preprint_server, preprint_server_of_address, preprint_server_of_doi};
pub use site_addresses::{relative_target, resolved, with_scheme};
pub use unicode::{Unreadable, to_ascii};
pub use words::{is_stop_word, significant_words, words};
