//! DataCite JSON; read only.

mod kind;
mod people;
mod published_in;
mod read;
mod work;

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Authority, Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json;
use crate::syntax::outline::ValueKind;

/// DataCite: the metadata of DOIs for data, software, preprints and theses, as returned by its REST API. Read only.
///
/// A file holds one DOI or a list of DOIs under `data`, with the metadata under `attributes`, or only the metadata
/// (`application/vnd.datacite.datacite+json`). The type follows from `resourceTypeGeneral`; the types for other formats
/// are DataCite's guesses, which are used only where that is "text". The publication that contains the work is under
/// `relatedItems`, under `container` or in an old `SeriesInformation`.
///
/// The references of the work and DataCite's administrative data are skipped. Everything else without a variable is
/// kept. <https://datacite-metadata-schema.readthedocs.io/en/4.5/>, <https://support.datacite.org/docs/api>
pub static FORMAT: Format = Format {
    id: "datacite",
    name: "DataCite JSON",
    summary: "data, software, preprints and theses from DataCite's API",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    authority: Authority::Registry,
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("types.resourceTypeGeneral", Variable::Kind),
    Row::read("titles", Variable::Text(TextVariable::Title)),
    Row::read("descriptions", Variable::Text(TextVariable::Abstract)),
    Row::read("creators", Variable::Names(NameVariable::Author)),
    Row::read("contributors", Variable::Names(NameVariable::Contributor)),
    Row::read("contributors", Variable::Names(NameVariable::Editor)),
    Row::read("publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("dates", Variable::Date(DateVariable::Issued)),
    Row::read("dates", Variable::Date(DateVariable::AvailableDate)),
    Row::read("dates", Variable::Date(DateVariable::Submitted)),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("doi", Variable::Text(TextVariable::EprintType)),
    Row::read("subjects", Variable::Text(TextVariable::EprintClass)),
    Row::read("url", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("relatedItems", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("relatedItems.volume", Variable::Number(NumberVariable::Volume)),
    Row::read("relatedItems.issue", Variable::Number(NumberVariable::Issue)),
    Row::read("relatedItems.firstPage", Variable::Number(NumberVariable::Page)),
    Row::read("relatedItems.relatedItemIdentifier", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("relatedItems.relatedItemIdentifier", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("relatedIdentifiers", Variable::Related),
    Row::read("rightsList", Variable::Text(TextVariable::License)),
    Row::read("version", Variable::Number(NumberVariable::Version)),
    Row::read("subjects", Variable::Tags),
    Row::read("language", Variable::Language),
];

/// Where the metadata are, alone or in an answer.
const METADATA: &[&str] = &["", "attributes", "data.attributes"];

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Members(Members {
        of: METADATA,
        all: &[Member::Any("doi")],
        some: &[(
            2,
            &[
                Member::Is("creators", ValueKind::List),
                Member::Is("titles", ValueKind::List),
                Member::Any("publicationYear"),
                Member::Is("types", ValueKind::Object),
                Member::Any("prefix"),
                Member::Any("suffix"),
                Member::Is("identifiers", ValueKind::List),
            ],
        )],
    })),
    Evidence::decisive(Members::all(
        METADATA,
        &[Member::Any("titles"), Member::Any("creators"), Member::Any("types.resourceTypeGeneral")],
    )),
    Evidence::decisive(Members::all(&[""], &[Member::Starts("data.type", "dois"), Member::Any("data.attributes")])),
    Evidence::possible(Members::all(&[""], &[Member::Any("errors.title"), Member::Any("errors.status")])),
];

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::seam::Likelihood;
    use crate::seam::testing::likelihood;

    #[test]
    fn metadata_are_told_by_their_members() {
        for text in [
            r#"{"data": [{"id": "10.5555/x", "type": "dois", "attributes": {"doi""#,
            r#"{"id": "https://doi.org/10.5555/x", "doi": "10.5555/x", "types": {}, "creators": ["#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        for text in [r#"{"DOI": "10.5555/x", "types": []}"#, r#"{"data": [{"paperId": "x"}]}"#, "[]"] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::No, "{text}");
        }
    }
}
