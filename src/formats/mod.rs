//! The formats: a constant for each, such as [`BIBTEX`], whose page says what is read, written and left out, with the
//! source of the rules; and all of them in [`FORMATS`].
//!
//! A [`Format`] has a [`Reader`], a [`Writer`], or both. Readers turn bytes into records and report problems to a
//! [`Sink`](crate::Sink); writers turn records into bytes. Neither knows the other, and both use the format's one
//! [`FieldMap`], which says which field holds which variable and what is lost. Records are passed on one by one:
//!
//! ```
//! use publist::Diagnostic;
//! use publist::formats::{self, Input, WriteOptions};
//!
//! let mut bytes = "@misc{lu2022, title = {A title}}".as_bytes();
//! let mut records = Vec::new();
//! let mut reports: Vec<Diagnostic> = Vec::new();
//! let input = Input::new("refs.bib", &mut bytes);
//! formats::BIBTEX.reader()?.read(input, &mut |record| records.push(record), &mut reports)?;
//! assert!(reports.is_empty());
//!
//! let options = WriteOptions::default();
//! let mut ris = Vec::new();
//! let mut file = formats::RIS.writer()?.start(&options, &mut ris)?;
//! for record in &records {
//!     file.record(record, &mut reports)?;
//! }
//! file.finish()?;
//! assert!(String::from_utf8_lossy(&ris).contains("A title"));
//! # Ok::<(), publist::Error>(())
//! ```
//!
//! For whole files, [`read`](crate::read) and [`write`](fn@crate::write) are simpler. The options for writing are
//! [`WriteOptions`], and [`sniff`] finds the format of a file.

mod likeness;
mod recognised;

use crate::text::encoding::decoded_beginning;

pub(crate) use likeness::likeness;
pub use recognised::{Finding, Recognised, findings, recognised};

pub use crate::latex::Charset;
pub use crate::library::csl_json::{DocumentCitations, UncitedRecords, citations_from_json, citations_of_document};
pub use crate::library::json::json_schema;
pub use crate::library::profile::{Page, read_page};
pub use crate::seam::{
    AddressField, Alignment, Authority, BibOptions, Cut, DataComment, Delimiters, Direction, Evidence, Fidelity,
    FieldMap, FieldRepetition, Format, FurtherFields, Indent, KeyUse, Kinds, Layout, Likelihood, ListPlace, Losses,
    MacroPolicy, OptionGroup, OtherDialect, Part, PartWriter, PreprintType, Purpose, Reader, Reading, Recognition,
    RecordWriter, Row, TextSyntax, TitleProtection, Unchanged, UrlPolicy, WriteOptions, Writer, read_records,
};
pub use crate::syntax::outline::{Extent, Outline};
pub use crate::syntax::{ColumnName, Input};

/// Makes every format public under a name, and lists all of them.
macro_rules! formats {
    ($($name:ident = $($segment:ident)::+,)+) => {
        $(pub use crate::$($segment)::+ as $name;)+

        /// Every format, in the order in which they are listed.
        pub static FORMATS: &[&Format] = &[$(&$name),+];
    };
}

formats! {
    JSON = library::json::FORMAT,
    CSL_JSON = library::csl_json::FORMAT,
    CSL_YAML = library::csl_yaml::FORMAT,
    BIBTEX = bib::format::FORMAT,
    BIBLATEX = bib::format::BIBLATEX,
    HAYAGRIVA = library::hayagriva::FORMAT,
    CFF = library::cff::FORMAT,
    AL_FOLIO = sites::al_folio::FORMAT,
    HUGO_BLOX = sites::hugo_blox::FORMAT,
    JEKYLL_SCHOLAR = sites::jekyll_scholar::FORMAT,
    JSON_RESUME = sites::json_resume::FORMAT,
    QUARTO = sites::quarto::FORMAT,
    RENDERCV = sites::rendercv::FORMAT,
    OPENALEX = services::openalex::FORMAT,
    CROSSREF = services::crossref::FORMAT,
    DATACITE = services::datacite::FORMAT,
    SEMANTIC_SCHOLAR = services::semantic_scholar::FORMAT,
    ORCID = services::orcid::FORMAT,
    PUBMED_XML = services::pubmed_xml::FORMAT,
    ARXIV = services::arxiv::FORMAT,
    ARXIV_SNAPSHOT = services::arxiv_snapshot::FORMAT,
    HF_PAPERS = services::hf_papers::FORMAT,
    PAPERS_WITH_CODE = services::papers_with_code::FORMAT,
    DBLP = services::dblp::FORMAT,
    ZENODO = services::zenodo::FORMAT,
    EUROPE_PMC = services::europe_pmc::FORMAT,
    INSPIRE = services::inspire::FORMAT,
    OPENREVIEW = services::openreview::FORMAT,
    ADS = services::ads::FORMAT,
    BIORXIV = services::biorxiv::FORMAT,
    HAL = services::hal::FORMAT,
    BIBJSON = services::bibjson::FORMAT,
    UNPAYWALL = services::unpaywall::FORMAT,
    SCHEMA_ORG = services::schema_org::FORMAT,
    WEB_PAGE = services::web_page::FORMAT,
    OAI_PMH = services::oai_pmh::FORMAT,
    DUBLIN_CORE = library::dublin_core::FORMAT,
    MARCXML = library::marc::FORMAT,
    MODS = library::mods::FORMAT,
    ZOTERO = library::zotero::FORMAT,
    ENDNOTE_XML = library::endnote_xml::FORMAT,
    WORD_XML = library::word_xml::FORMAT,
    RIS = library::tagged::ris::FORMAT,
    REFER = library::tagged::refer::FORMAT,
    NBIB = library::tagged::nbib::FORMAT,
    WOS = library::tagged::wos::FORMAT,
    CSV = library::table::FORMAT,
    PROFILE = library::profile::FORMAT,
    REFERENCES = library::references::FORMAT,
}

/// Returns the format with this id.
pub fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.id == id)
}

/// Returns the formats that can be written to files with this extension, in the order of [`FORMATS`].
///
/// ```
/// use publist::formats;
///
/// let ids: Vec<&str> = formats::written_to("BIB").map(|format| format.id).collect();
/// assert_eq!(ids, ["bibtex", "biblatex", "al-folio", "jekyll-scholar"]);
/// ```
pub fn written_to(extension: &str) -> impl Iterator<Item = &'static Format> {
    let extension = extension.to_ascii_lowercase();
    let is_meant = move |format: &&Format| format.writer.is_some() && format.extensions.contains(&extension.as_str());
    FORMATS.iter().copied().filter(is_meant)
}

/// Returns the format of a file, judged by its beginning: see [`recognised()`].
pub fn sniff(name: &str, beginning: &[u8]) -> Option<&'static Format> {
    let text = decoded_beginning(beginning, None);
    recognised(name, &Outline::new(&text, Extent::Beginning)).format
}
