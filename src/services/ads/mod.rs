//! NASA's Astrophysics Data System; read only.

mod json;
mod xml;

use super::xml_or_json::XmlOrJson;
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Authority, Elements, Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};

/// NASA's Astrophysics Data System: the documents that its search returns as JSON (`response.docs`), and the
/// XML that it exports (`<records>`). Read only.
///
/// Only the fields that were asked for are in an answer (`fl=`). A list of authors is truncated if `author_count` says so.
/// References, counts of reads and links are skipped; the bibcode is kept.
/// <https://ui.adsabs.harvard.edu/help/api/api-docs.html>, <https://ui.adsabs.harvard.edu/help/search/comprehensive-solr-term-list>
pub static FORMAT: Format = Format {
    id: "ads",
    name: "ADS",
    summary: "documents from NASA's Astrophysics Data System: JSON of its API, and XML",
    extensions: &["json", "jsonl", "xml"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&XmlOrJson { xml: &xml::READER, json: &json::READER }),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    authority: Authority::Registry,
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("doctype", Variable::Kind),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("author", Variable::Names(NameVariable::Author)),
    Row::read("editor", Variable::Names(NameVariable::Editor)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("pub", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("series", Variable::Text(TextVariable::CollectionTitle)),
    Row::read("publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("volume", Variable::Number(NumberVariable::Volume)),
    Row::read("issue", Variable::Number(NumberVariable::Issue)),
    Row::read("page_range", Variable::Number(NumberVariable::Page)),
    Row::read("page", Variable::Number(NumberVariable::Page)),
    Row::read("eid", Variable::Number(NumberVariable::Number)),
    Row::read("pubdate", Variable::Date(DateVariable::Issued)),
    Row::read("year", Variable::Date(DateVariable::Issued)),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("identifier", Variable::Text(TextVariable::EprintType)),
    Row::read("arxiv_class", Variable::Text(TextVariable::EprintClass)),
    Row::read("keyword", Variable::Tags),
];

/// The types of documents.
const TYPES: &[(&str, Kind)] = &[
    ("abstract", Kind::PaperConference),
    ("article", Kind::ArticleJournal),
    ("book", Kind::Book),
    ("bookreview", Kind::ReviewBook),
    ("catalog", Kind::Dataset),
    ("circular", Kind::Report),
    ("dataset", Kind::Dataset),
    ("editorial", Kind::ArticleJournal),
    ("eprint", Kind::Article),
    ("erratum", Kind::ArticleJournal),
    ("inbook", Kind::Chapter),
    ("inproceedings", Kind::PaperConference),
    ("instrument", Kind::Document),
    ("intechreport", Kind::Report),
    ("mastersthesis", Kind::Thesis),
    ("misc", Kind::Document),
    ("newsletter", Kind::ArticleMagazine),
    ("obituary", Kind::ArticleJournal),
    ("phdthesis", Kind::Thesis),
    ("pressrelease", Kind::Report),
    ("proceedings", Kind::Collection),
    ("proposal", Kind::Report),
    ("service", Kind::Webpage),
    ("software", Kind::Software),
    ("talk", Kind::Speech),
    ("techreport", Kind::Report),
];

/// A bibcode with another field of documents.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Members(Members {
        of: &["", "response.docs", "docs"],
        all: &[Member::Any("bibcode")],
        some: &[(
            1,
            &[
                Member::Any("title"),
                Member::Any("author"),
                Member::Any("identifier"),
                Member::Any("doctype"),
                Member::Any("pub"),
                Member::Any("year"),
            ],
        )],
    })),
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["records"],
        all: &[Member::Any("record.bibcode")],
        ..Elements::NONE
    })),
];

/// Returns the type of work for a type of document.
fn kind_of_type(name: &str) -> Option<Kind> {
    TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::diag::Code;
    use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn documents_are_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../../fixtures/ads/answer.json"));
        assert_eq!((records.len(), codes), (3, vec![]));
        let article = &records[0];
        assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Tides on icy moons"));
        let authors: Vec<String> =
            article.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
        assert_eq!(authors, ["Ada Lund", "B. C. van der Berg"]);
        assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2023-04");
        assert_eq!((article.number(NumberVariable::Number), article.number(NumberVariable::Page)), (Some("A12"), None));
        assert_eq!(article.identifier(IdentifierVariable::Eprint), Some("2304.01234"));
        assert_eq!(plain(article, TextVariable::EprintClass), "astro-ph.EP");
        let preprint = &records[1];
        assert_eq!((preprint.kind, plain(preprint, TextVariable::ContainerTitle).as_str()), (Kind::Article, ""));
        assert!(preprint.names[&NameVariable::Author].truncated);
        assert_eq!(records[2].number(NumberVariable::Page), Some("12-40"));
    }

    #[test]
    fn xml_is_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../../fixtures/ads/records.xml"));
        assert_eq!((records.len(), codes), (2, vec![]));
        let article = &records[0];
        assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Tides on H2O moons"));
        assert_eq!(plain(article, TextVariable::ContainerTitle), "Astronomy and Astrophysics");
        assert_eq!(article.number(NumberVariable::Page), Some("113-126"));
        assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2023-04");
        assert_eq!((article.doi(), article.tags.len()), (Some("10.5555/aa.999"), 2));
        assert_eq!((records[1].kind, plain(&records[1], TextVariable::ContainerTitle).as_str()), (Kind::Article, ""));
        assert_eq!(records[1].identifier(IdentifierVariable::Eprint), Some("2401.00001"));
        let empty = "<records><record><bibcode>2023A</bibcode></record></records>";
        assert_eq!(read_with_codes(&FORMAT, empty), (vec![], vec![Code::MissingTitle]));
        assert_eq!(likelihood(&FORMAT, empty), Likelihood::Certain);
        assert_eq!(likelihood(&FORMAT, "<records><record><title/></record></records>"), Likelihood::No);
    }

    #[test]
    fn documents_are_recognised_in_any_order() {
        for text in [
            r#"{"response": {"docs": [{"author": [], "bibcode": "2023A&A"}]}}"#,
            r#"{"title": ["T"], "bibcode": "2023A&A...1A..12L"}"#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        assert_eq!(likelihood(&FORMAT, r#"{"response": {"docs": [{"title": "T"}]}}"#), Likelihood::No);
    }
}
