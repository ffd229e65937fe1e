//! Tests of reading Dublin Core.

use super::FORMAT;
use crate::diag::Code;
use crate::formats::sniff;
use crate::model::{
    DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::seam::testing::{plain, read, read_with_codes};

fn people(record: &Record, variable: NameVariable) -> Vec<String> {
    record.names(variable).map(|names| names.list.iter().map(Name::to_display_order).collect()).unwrap_or_default()
}

fn is_inferred(record: &Record, variable: Variable) -> bool {
    record.inferred.iter().any(|mark| mark.variable == variable)
}

#[test]
fn records_of_journals_and_repositories_are_read() {
    let xml = include_str!("../../../fixtures/dublin_core/works.xml");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "dublin-core");
    let (records, reports) = read(&FORMAT, xml);
    assert_eq!((records.len(), reports), (4, vec![]));
    let [article, thesis, preprint, table] = records.as_slice() else { panic!("four records") };

    assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Tides on icy moons"));
    assert_eq!(people(article, NameVariable::Author), ["Ada Lund", "Bo van den Berg"]);
    let Name::Person(second) = &article.names[&NameVariable::Author].list[1] else { panic!("a person") };
    assert_eq!(second.orcid.as_deref(), Some("0000-0002-1825-0097"));
    assert_eq!(
        article.extra_field("dublin-core", "affiliation"),
        Some(&serde_json::json!([[1, "University of Invention"]]))
    );
    assert_eq!(plain(article, TextVariable::Abstract), "We look at the tides of moons with H2O.");
    assert_eq!(plain(article, TextVariable::ContainerTitle), "Journal of Invented Tides");
    let place = [NumberVariable::Volume, NumberVariable::Issue, NumberVariable::Page].map(|of| article.number(of));
    assert_eq!(place, [Some("5"), Some("2"), Some("113-126")]);
    assert!(is_inferred(article, Variable::Number(NumberVariable::Volume)));
    assert_eq!(article.identifier(IdentifierVariable::Issn), Some("2049-3630, 0000-0019"));
    assert_eq!(article.doi(), Some("10.5555/tides.77"));
    assert_eq!(article.url(), Some("https://journal.example.org/index.php/tides/article/view/77"));
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2015-06-01");
    assert_eq!(
        (article.language.as_deref(), article.tags.as_slice()),
        (Some("en"), &["tides".into(), "moons & planets".into()][..])
    );
    assert_eq!(plain(article, TextVariable::License), "https://creativecommons.org/licenses/by/4.0");
    assert_eq!(article.extra_field("dublin-core", "title"), Some(&"Tidevann på iskalde måner".into()));

    assert_eq!((thesis.kind, plain(thesis, TextVariable::Genre).as_str()), (Kind::Thesis, ""));
    assert_eq!(thesis.dates[&DateVariable::Issued].to_string(), "2011");
    assert!(is_inferred(thesis, Variable::Date(DateVariable::Issued)));
    assert!(plain(thesis, TextVariable::Abstract).starts_with("Lakes have tides"));
    assert_eq!(people(thesis, NameVariable::Contributor), ["Doc Torand"]);
    assert_eq!(thesis.identifier(IdentifierVariable::Isbn), Some("9783161484100"));
    assert_eq!(thesis.url(), Some("http://hdl.handle.net/20.500.12345/678"));
    assert_eq!(thesis.language.as_deref(), Some("en-US"));

    assert_eq!(preprint.kind, Kind::Article);
    assert_eq!(preprint.identifier(IdentifierVariable::Eprint), Some("1901.99999"));
    assert_eq!(preprint.dates[&DateVariable::Issued].to_string(), "2019-01-05");
    assert_eq!(people(preprint, NameVariable::Author), ["Example Tide Group"]);

    assert_eq!((table.kind, table.doi()), (Kind::ArticleJournal, Some("10.5555/table.1")));
    assert_eq!(plain(table, TextVariable::ContainerTitle), "Tides, Winds and Waves");
    assert_eq!(table.number(NumberVariable::Page), Some("1-8"));
    assert_eq!(table.dates[&DateVariable::Issued].to_string(), "2013-01-01");
    assert_eq!(table.identifier(IdentifierVariable::Issn), Some("2049-3630"));
}

#[test]
fn a_type_that_is_not_known_is_reported_and_kept() {
    let (records, reports) = read(&FORMAT, "<dc>\n<title>T</title><type>Wave</type></dc>");
    assert_eq!((records.len(), reports[0].code, reports[0].place.as_ref().unwrap().line), (1, Code::UnknownType, 2));
    assert_eq!(records[0].extra_field("dublin-core", "type"), Some(&"Wave".into()));
    let known = "<dc><title>T</title><type>Wave</type><type>info:eu-repo/semantics/masterThesis</type></dc>";
    let (records, codes) = read_with_codes(&FORMAT, known);
    assert_eq!((records[0].kind, codes), (Kind::Thesis, vec![]));
    assert_eq!(plain(&records[0], TextVariable::Genre), "Master's thesis");
}

#[test]
fn several_people_may_be_in_one_element() {
    let xml = "<dc><title>T</title><creator>Lund, Ada; Noe, Cy</creator><creator>Bo Berg; Department of Tides, Oslo</creator></dc>";
    let (records, _) = read(&FORMAT, xml);
    assert_eq!(people(&records[0], NameVariable::Author), ["Ada Lund", "Cy Noe", "Bo Berg"]);
}

#[test]
fn elements_without_a_work_are_reported() {
    assert_eq!(read_with_codes(&FORMAT, "<dc><date>2020</date></dc>"), (vec![], vec![Code::MissingTitle]));
    let (records, codes) = read_with_codes(&FORMAT, "<dc><creator>Lund, Ada</creator></dc>");
    assert_eq!((records.len(), codes), (1, vec![Code::MissingTitle]));
    let (records, codes) = read_with_codes(&FORMAT, "<r><dc><title>A</title></dc><dc><title>B");
    assert_eq!((records.len(), codes), (1, vec![Code::XmlTruncated]));
    assert_eq!(read_with_codes(&FORMAT, "<r/>").1, [Code::NoRecords]);
}
