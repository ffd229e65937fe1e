//! OpenAlex works; read only.

mod inverted_abstract;
mod kind;
mod read;
mod work;

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row};
use crate::syntax::json;

/// OpenAlex: works as its API and its snapshot provide them. Read only.
///
/// A file holds one work, one work per line as in the snapshot, an array of works, or the answer to a search with the
/// works under `results`. Besides the fields of the map: the type follows from evidence, the abstract is
/// assembled from its inverted index, and the published version is used wherever it is among the locations.
///
/// What OpenAlex computes about works or keeps for its own use is skipped: concepts, topics, fields of study,
/// sustainable development goals, percentiles, referenced and related works, countries and ids of institutions, dates
/// of indexing. A date of 1 January may mean that OpenAlex knows only the year.
/// <https://docs.openalex.org/api-entities/works/work-object>
pub static FORMAT: Format = Format {
    id: "openalex",
    name: "OpenAlex works",
    summary: "works from OpenAlex's API and snapshot: one, a list, or one per line",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("type", Variable::Kind),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("abstract_inverted_index", Variable::Text(TextVariable::Abstract)),
    Row::read("authorships", Variable::Names(NameVariable::Author)),
    Row::read("publication_date", Variable::Date(DateVariable::Issued)),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("ids.pmid", Variable::Identifier(IdentifierVariable::Pmid)),
    Row::read("ids.pmcid", Variable::Identifier(IdentifierVariable::Pmcid)),
    Row::read("locations.landing_page_url", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("locations.landing_page_url", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("locations.landing_page_url", Variable::Text(TextVariable::EprintType)),
    Row::read("locations.source.display_name", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("locations.source.issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("locations.source.host_organization_name", Variable::Text(TextVariable::Publisher)),
    Row::read("locations.license", Variable::Text(TextVariable::License)),
    Row::read("biblio.volume", Variable::Number(NumberVariable::Volume)),
    Row::read("biblio.issue", Variable::Number(NumberVariable::Issue)),
    Row::read("biblio.first_page", Variable::Number(NumberVariable::Page)),
    Row::read("keywords", Variable::Tags),
    Row::read("language", Variable::Language),
];

/// Where works are, alone or in an answer.
const WORKS: &[&str] = &["", "results"];

/// The ids of works are addresses of OpenAlex.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Members::all(WORKS, &[Member::Starts("id", "https://openalex.org/W")])),
    Evidence::decisive(Members::all(WORKS, &[Member::Starts("ids.openalex", "https://openalex.org/W")])),
    Evidence::decisive(Members::all(WORKS, &[Member::Any("authorships"), Member::Any("publication_year")])),
    Evidence::decisive(Members::all(&[""], &[Member::Any("meta.db_response_time_ms"), Member::Any("results")])),
];

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::seam::Likelihood;
    use crate::seam::testing::likelihood;

    #[test]
    fn works_are_told_by_their_ids() {
        for text in [
            r#"{"id": "https://openalex.org/W1", "doi""#,
            r#"[{"doi": null, "id": "https://openalex.org/W1"}]"#,
            r#"{"meta": {"count": 5}, "results": [{"id": "https://openalex.org/W1"#,
            r#"{"meta":{"count":0,"db_response_time_ms":3},"results":[]}"#,
            r#"{"title": "T", "publication_year": 2020, "authorships": []}"#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        for text in [r#"{"id": "W1"}"#, r#"{"URL": "https://openalex.org/W1"}"#, "id: https://openalex.org/W1"] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::No, "{text}");
        }
    }
}
