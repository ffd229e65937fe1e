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

use crate::model::{Kind, TextVariable, Variable};
use crate::seam::MembersWriter;
use crate::seam::{
    Direction, Evidence, Fidelity, FieldMap, Format, Kinds, Member, Members, OptionGroup, Recognition, Row, Sign,
};
use crate::syntax::json;
use crate::syntax::outline::ValueKind;

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
    recognition: Recognition::Evidence(EVIDENCE),
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

/// Where items are: by themselves, or in the list that some programs put around them.
const ITEMS: &[&str] = &["", "items"];

/// An object with any members may be JSON of anything, so that some of CSL's own are asked for.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Members(Members {
        of: ITEMS,
        all: &[Member::Is("title", ValueKind::Text)],
        some: &[(
            1,
            &[
                Member::Any("issued.date-parts"),
                Member::Any("accessed.date-parts"),
                Member::Is("container-title", ValueKind::Text),
                Member::Any("author.family"),
                Member::Any("author.literal"),
                Member::Any("editor.family"),
                Member::Value { path: "type", what: "one of CSL's own types", is_meant: is_type_of_csl },
            ],
        )],
    })),
    Evidence::possible(Sign::Members(Members {
        of: ITEMS,
        all: &[],
        some: &[(
            2,
            &[
                Member::Any("title"),
                Member::Any("author.given"),
                Member::Any("author.literal"),
                Member::Any("issued"),
                Member::Any("container-title"),
                Member::Any("publisher-place"),
                Member::Any("DOI"),
                Member::Any("URL"),
                Member::Any("ISBN"),
                Member::Any("ISSN"),
            ],
        )],
    })),
    Evidence::possible(Members::all(
        ITEMS,
        &[
            Member::Any("id"),
            Member::Value { path: "type", what: "a type of CSL", is_meant: is_type },
            Member::Only { what: "no members but CSL's", is_meant: is_member },
        ],
    )),
];

fn is_member(name: &str) -> bool {
    ["id", "type", "keyword", "custom", "categories", "citation-key"].contains(&name) || read::variable(name).is_some()
}

fn is_type(name: &str) -> bool {
    Kind::from_name(name).is_some()
}

/// Types of two words are only CSL's; a `report` may be anything.
fn is_type_of_csl(name: &str) -> bool {
    is_type(name) && name.contains(['-', '_'])
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::seam::Likelihood;
    use crate::seam::testing::likelihood;

    #[test]
    fn items_have_members_of_csl() {
        for (text, expected) in [
            (
                r#"[{"title": "T", "author": [{"family": "Lu"}], "issued": {"date-parts": [[2020]]}}]"#,
                Likelihood::Certain,
            ),
            (r#"{"items": [{"id": "a", "type": "paper-conference", "title": "T"}]}"#, Likelihood::Certain),
            (r#"{"type": "journal-article", "title": "T", "container-title": "J"}"#, Likelihood::Certain),
            (r#"{"id": "a", "type": "book", "title": "T", "publisher": "P"}"#, Likelihood::Possible),
            (r#"{"DOI": "10.5555/x", "title": ["T"]}"#, Likelihood::Possible),
            (r#"{"id": 7, "type": "article", "title": "T", "body": "x"}"#, Likelihood::No),
            (r#"{"id": 7, "title": "T"}"#, Likelihood::No),
            (r#"{"type": "Feature", "geometry": {}, "properties": {"title": "T"}}"#, Likelihood::No),
            ("[]", Likelihood::No),
            ("[1] Doe, J. 2020", Likelihood::No),
        ] {
            assert_eq!(likelihood(&FORMAT, text), expected, "{text}");
        }
    }
}
