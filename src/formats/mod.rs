//! The formats, one line each in [`FORMATS`].
//!
//! A format is a value of type [`Format`]. Readers turn bytes into records and report what is wrong to a sink; writers
//! turn records into bytes. Neither knows the other, and both work from the format's one field map.

use crate::library::web_page;
use crate::text::encodings;
use crate::{bib, library, services, sites};

pub use crate::latex::Charset;
pub use crate::library::csl_json::citations_from_json;
pub use crate::library::json::json_schema;
pub use crate::library::profile::{Page, read_page};
pub use crate::seam::{
    Alignment, BibOptions, Cut, Delimiters, Direction, Fidelity, FieldMap, FieldRepetition, Format, FurtherFields,
    Indent, Kinds, Layout, Likelihood, Losses, MacroPolicy, OptionGroup, Part, PartWriter, PreprintType, Reader,
    Reading, RecordWriter, Row, TextSyntax, TitleProtection, Unchanged, UrlPolicy, WriteOptions, Writer, read_records,
};
pub use crate::syntax::Input;
pub use crate::text::encodings::is_text;

/// Every format, in the order in which they are listed and sniffed.
pub static FORMATS: &[&Format] = &[
    &library::json::FORMAT,
    &library::csl_json::FORMAT,
    &library::csl_yaml::FORMAT,
    &bib::FORMAT,
    &bib::BIBLATEX,
    &library::hayagriva::FORMAT,
    &library::cff::FORMAT,
    &sites::al_folio::FORMAT,
    &sites::hugo_blox::FORMAT,
    &sites::json_resume::FORMAT,
    &sites::rendercv::FORMAT,
    &services::openalex::FORMAT,
    &services::crossref::FORMAT,
    &services::datacite::FORMAT,
    &services::semantic_scholar::FORMAT,
    &services::orcid::FORMAT,
    &services::pubmed_xml::FORMAT,
    &services::arxiv::FORMAT,
    &services::arxiv_snapshot::FORMAT,
    &services::hf_papers::FORMAT,
    &services::papers_with_code::FORMAT,
    &services::dblp::FORMAT,
    &library::endnote_xml::FORMAT,
    &library::tagged::ris::FORMAT,
    &library::tagged::refer::FORMAT,
    &library::tagged::nbib::FORMAT,
    &library::tagged::wos::FORMAT,
    &library::profile::FORMAT,
];

/// The format of that id.
pub fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.id == id)
}

/// The readable format a file's beginning tells; the one its name's extension tells breaks a tie, and decides when the
/// beginning tells nothing. An HTML page, which is no data, is told whatever its name: its reader reports it.
pub fn sniff(name: &str, beginning: &[u8]) -> Option<&'static Format> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let has_extension =
        |format: &Format| extension.as_deref().is_some_and(|extension| format.extensions.contains(&extension));
    let decoded = encodings::utf_16(beginning).map(|order| encodings::from_utf_16(beginning, order));
    let beginning = decoded.as_deref().map_or(beginning, str::as_bytes);
    let beginning = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
    if web_page::is_web_page(beginning) {
        return Some(&web_page::FORMAT);
    }
    let readable = FORMATS.iter().copied().filter(|format| format.reader.is_some());
    let mut best: Option<((Likelihood, bool), &'static Format)> = None;
    for format in readable {
        let rank = ((format.sniff)(beginning), has_extension(format));
        let tells = rank.0 > Likelihood::No || rank.1;
        if tells && best.is_none_or(|(best_rank, _)| rank > best_rank) {
            best = Some((rank, format));
        }
    }
    best.map(|(_, format)| format)
}
