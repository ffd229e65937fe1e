//! DataCite JSON; read only.

mod kind;
mod people;
mod published_in;
mod read;
mod work;

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Authority, Fidelity, FieldMap, Format, Likelihood, Row};
use crate::syntax::json;
use crate::syntax::json::outline::Outline;

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
    sniff,
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

/// Recognises the members of the metadata, alone or in an answer.
fn sniff(beginning: &[u8]) -> Likelihood {
    let outline = Outline::read(beginning);
    let is_metadata = |inside: &str| {
        let has = |name: &str| outline.has(&format!("{inside}{name}"));
        let telling = ["creators", "titles", "publicationYear", "types", "prefix", "suffix", "identifiers"];
        has("doi") && telling.into_iter().filter(|name| has(name)).count() >= 2
            || has("titles") && has("creators") && has("types.resourceTypeGeneral")
    };
    let is_doi = outline.starts("data.type", "\"dois\"") && outline.has("data.attributes");
    let is_error = outline.has("errors.title") && outline.has("errors.status");
    match is_doi || is_error || is_metadata("") || is_metadata("attributes.") || is_metadata("data.attributes.") {
        true => Likelihood::Certain,
        false => Likelihood::No,
    }
}

#[cfg(test)]
mod tests {
    use super::sniff;
    use crate::seam::Likelihood;

    #[test]
    fn metadata_are_told_by_their_members() {
        for text in [
            r#"{"data": [{"id": "10.5555/x", "type": "dois", "attributes": {"doi""#,
            r#"{"id": "https://doi.org/10.5555/x", "doi": "10.5555/x", "types": {}, "creators": ["#,
            r#"{"errors": [{"status": "404", "title": "gone"}]}"#,
        ] {
            assert_eq!(sniff(text.as_bytes()), Likelihood::Certain, "{text}");
        }
        for text in [r#"{"DOI": "10.5555/x", "types": []}"#, r#"{"data": [{"paperId": "x"}]}"#, "[]"] {
            assert_eq!(sniff(text.as_bytes()), Likelihood::No, "{text}");
        }
    }
}
