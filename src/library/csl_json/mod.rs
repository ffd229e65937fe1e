//! CSL-JSON, the input format of CSL processors.

mod citations;
mod crossref;
mod dates;
mod document;
mod eprints;
mod keywords;
mod names;
mod note;
mod noted;
mod prose;
mod read;
mod write;
mod written;

pub use citations::citations_from_json;
pub use document::{DocumentCitations, UncitedRecords, citations_of_document};
pub(crate) use noted::put_note;
pub(crate) use read::from_members;
pub(crate) use write::to_members;

use crate::model::{TextVariable, Variable};
use crate::seam::MembersWriter;
use crate::seam::{Direction, Fidelity, FieldMap, Format, Kinds, Likelihood, OptionGroup, Row};
use crate::syntax::json;

/// The suffix of a role's name in the member that marks its list as truncated.
const TRUNCATED: &str = "-truncated";

/// CSL-JSON, the input format of CSL processors.
///
/// All dialects in use are read: texts as strings, numbers or arrays of one string (Crossref), dates as `date-parts`,
/// `raw`, `literal`, with `season` and `circa`, single objects instead of lists, one item per line. Data without a
/// member in CSL-JSON are under `custom`, which CSL reserves for programs: `author-truncated: true` for a list of
/// authors that ends with "et al.", variables that CSL does not have, and under `custom.publist` the marks of what was
/// inferred, the origin, the related works and the extra fields.
/// <https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables>
/// <https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json>
pub static FORMAT: Format = Format {
    id: "csl-json",
    name: "CSL-JSON",
    summary: "the JSON that CSL processors, Zotero and Pandoc exchange",
    extensions: json::EXTENSIONS,
    sniff,
    reader: Some(&read::CslJsonReader),
    writer: Some(&MembersWriter(write::to_members)),
    fields: &FIELDS,
    option_groups: &[OptionGroup::Layout],
    ..Format::DEFAULT
};

/// Every variable has its CSL name; these rows are the names of older schemas, and variables that come back in another
/// form.
pub(crate) static FIELDS: FieldMap = FieldMap {
    rows: &[
        Row {
            field: "keyword",
            variable: Variable::Tags,
            kinds: Kinds::All,
            direction: Direction::Both,
            fidelity: Fidelity::Normalised("one text, the keywords separated by commas"),
        },
        alias("shortTitle", TextVariable::TitleShort),
        alias("journalAbbreviation", TextVariable::ContainerTitleShort),
        alias("event", TextVariable::EventTitle),
    ],
    rest: Fidelity::Kept,
};

const fn alias(field: &'static str, variable: TextVariable) -> Row {
    Row {
        field,
        variable: Variable::Text(variable),
        kinds: Kinds::All,
        direction: Direction::Read,
        fidelity: Fidelity::Kept,
    }
}

fn sniff(beginning: &[u8]) -> Likelihood {
    match beginning.trim_ascii_start().first() {
        Some(b'[' | b'{') => Likelihood::Possible,
        _ => Likelihood::No,
    }
}
