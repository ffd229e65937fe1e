//! DataCite's metadata, as JSON or XML; read only.

mod kind;
mod people;
mod published_in;
mod read;
mod work;
mod xml;

pub(super) use xml::record as record_of_resource;

use super::xml_or_json::XmlOrJson;
use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Authority, Elements, Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::outline::ValueKind;

/// DataCite: the metadata of DOIs for data, software, preprints and theses, as returned by its REST API, and its XML, which
/// repositories write and OAI-PMH transports (`oai_datacite`). Read only.
///
/// A file holds one DOI or a list of DOIs under `data`, with the metadata under `attributes`, or only the metadata
/// (`application/vnd.datacite.datacite+json`). The type follows from `resourceTypeGeneral`; the types for other formats
/// are DataCite's guesses, which are used only where that is "text". The publication that contains the work is under
/// `relatedItems`, under `container` or in an old `SeriesInformation`.
///
/// XML may be of versions 2 to 4 of the schema, and of OpenAIRE's profile for literature.
///
/// The references of the work and DataCite's administrative data are skipped. Everything else without a variable is
/// kept. <https://datacite-metadata-schema.readthedocs.io/en/4.5/>, <https://support.datacite.org/docs/api>
pub static FORMAT: Format = Format {
    id: "datacite",
    name: "DataCite",
    summary: "data, software, preprints and theses from DataCite: JSON of its API, and its XML",
    extensions: &["xml", "json", "jsonl", "ndjson"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&XmlOrJson { xml: &xml::READER, json: &read::READER }),
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
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["resource"],
        some: &[(1, &[Member::Any("titles.title"), Member::Any("creators.creator")])],
        ..Elements::NONE
    })),
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["oai_datacite", "resources"],
        some: &[(1, &[Member::Any("payload.resource"), Member::Any("resource.titles")])],
        ..Elements::NONE
    })),
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
    use crate::diag::Code;
    use crate::model::{
        DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable,
    };
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn xml_is_read_as_json_is() {
        let xml = include_str!("../../../fixtures/datacite/resources.xml");
        assert_eq!(likelihood(&FORMAT, xml), Likelihood::Certain);
        let (records, codes) = read_with_codes(&FORMAT, xml);
        assert_eq!((records.len(), codes), (4, vec![]));
        let [data, article, old, thesis] = records.as_slice() else { panic!("four works") };
        let authors = |record: &Record| -> Vec<String> {
            record.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect()
        };
        assert_eq!((data.kind, data.plain_title().as_str()), (Kind::Dataset, "Tides of icy moons: Tables"));
        assert_eq!(authors(data), ["Ada Lund", "Tide Research Group"]);
        let Name::Person(first) = &data.names[&NameVariable::Author].list[0] else { panic!("a person") };
        assert_eq!(first.orcid.as_deref(), Some("0000-0002-1825-0097"));
        assert_eq!((data.doi(), data.number(NumberVariable::Version)), (Some("10.5555/TIDES.DATA"), Some("2.1")));
        assert_eq!(data.dates[&DateVariable::Issued].to_string(), "2021-03-04");
        assert_eq!(plain(data, TextVariable::Publisher), "Invented Data Archive");
        assert_eq!(plain(data, TextVariable::Abstract), "Tables of tides. Measured daily.");
        assert_eq!(plain(data, TextVariable::License), "CC BY 4.0");
        assert_eq!((data.language.as_deref(), data.tags.as_slice()), (Some("en"), &["tides".to_owned()][..]));
        assert_eq!(data.related.len(), 1);
        assert_eq!(
            (data.related[0].relation.as_str(), data.related[0].target.as_str()),
            ("IsSupplementTo", "10.5555/tides.1")
        );
        let funding = data.extra_field("datacite", "fundingReferences").unwrap();
        assert_eq!(funding[0]["funderName"], "Invented Fund");

        assert_eq!(article.kind, Kind::ArticleJournal);
        assert_eq!(plain(article, TextVariable::ContainerTitle), "Journal of Invented Tides");
        let place = [NumberVariable::Volume, NumberVariable::Issue, NumberVariable::Page].map(|of| article.number(of));
        assert_eq!(place, [Some("5"), Some("2"), Some("12-34")]);
        assert_eq!(article.identifier(IdentifierVariable::Issn), Some("2049-3630"));

        assert_eq!((old.kind, authors(old).as_slice()), (Kind::Software, &["Cy Noe".to_owned()][..]));
        assert_eq!(plain(old, TextVariable::License), "Free for all");
        assert_eq!(old.dates[&DateVariable::Issued].to_string(), "2011");

        assert_eq!(thesis.kind, Kind::Thesis);
        assert_eq!(thesis.extra_field("datacite", "identifiers").unwrap()[0]["identifierType"], "Handle");
    }

    #[test]
    fn resources_without_a_work_are_reported() {
        let empty = "<resource><creators><creator/></creators></resource>";
        assert_eq!(read_with_codes(&FORMAT, empty), (vec![], vec![Code::MissingTitle]));
        assert_eq!(likelihood(&FORMAT, empty), Likelihood::Certain);
        assert_eq!(likelihood(&FORMAT, "<resource><title>T</title></resource>"), Likelihood::No);
        let wrong = "<resource>\n<identifier identifierType='DOI'>11.5</identifier><titles><title>T</title></titles>\
            <relatedIdentifiers><relatedIdentifier relatedIdentifierType='ISSN' relationType='IsPartOf'>12</relatedIdentifier>\
            </relatedIdentifiers></resource>";
        let (records, codes) = read_with_codes(&FORMAT, wrong);
        assert_eq!((records.len(), codes), (1, vec![Code::InvalidIdentifier]));
        let cut = "<resource><titles><title>T</title></titles></resource><resource><titles>";
        assert_eq!(read_with_codes(&FORMAT, cut).1, [Code::XmlTruncated]);
    }

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
