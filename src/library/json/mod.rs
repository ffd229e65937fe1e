//! publist's own JSON, which keeps everything.

mod parts;
mod read;
mod schema;
mod values;
mod write;

use crate::seam::MembersWriter;
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, OptionGroup, Recognition};
use crate::syntax::json;
use crate::syntax::outline::ValueKind;

pub(crate) use parts::parts_of;
pub(crate) use read::from_parts;
pub use schema::json_schema;
pub(crate) use values::{NAME_FACTS, NAME_PARTS, from_string, malformed_orcids, orcid, to_name};

/// The version of the JSON format.
pub const SCHEMA_VERSION: u64 = 1;

/// publist's own JSON: the record as it is, without loss.
///
/// A file is an array of records, or one record per line. A record is an object:
///
/// - `publist`: the version of the format, now 1. A reader of an older version reports a newer one and keeps what it
///   does not know.
/// - `id`, `type`: the citation key and the CSL type.
/// - every variable under its CSL name: texts as strings, or as arrays of strings and markup objects
///   (`["the ", {"em": ["E. coli"]}]`); numbers and identifiers as strings; dates as EDTF strings, or as
///   `{"literal": "forthcoming"}`; names as arrays of `{"family", "given", ...}` or `{"literal"}`.
/// - `truncated`: the roles whose lists of names were truncated in the source ("et al.").
/// - `language`, `tags`, `related`, `extra`, `origin`, `inferred`: the parts besides the variables.
///
/// All other members are kept and written back. `publist schema` prints the JSON Schema.
pub static FORMAT: Format = Format {
    id: "json",
    name: "publist JSON",
    summary: "publist's own format, as a JSON array or as JSON Lines; loses nothing",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::JsonReader),
    writer: Some(&MembersWriter(write::to_members)),
    fields: &FieldMap { rows: &[], rest: Fidelity::Kept },
    option_groups: &[OptionGroup::Layout],
    ..Format::DEFAULT
};

/// Every record written here has the member `publist`; a file without it may still have this format.
const EVIDENCE: &[Evidence] = &[Evidence::decisive(Members::all(&[""], &[Member::Is("publist", ValueKind::Number)]))];
