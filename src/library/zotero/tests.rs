use super::FORMAT;
use crate::diag::Code;
use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable};
use crate::seam::Likelihood;
use crate::seam::testing::{likelihood, plain, read_with_codes};

fn read(text: &str) -> (Vec<Record>, Vec<Code>) {
    read_with_codes(&FORMAT, text)
}

fn one(text: &str) -> Record {
    let (mut records, codes) = read(text);
    assert_eq!((records.len(), codes), (1, vec![]), "{text}");
    records.remove(0)
}

fn names(record: &Record, variable: NameVariable) -> Vec<String> {
    record.names(variable).map(|names| names.list.iter().map(Name::to_display_order).collect()).unwrap_or_default()
}

#[test]
fn an_item_of_the_api_has_its_fields_under_data() {
    let records = read(include_str!("../../../fixtures/zotero/api.json")).0;
    // The attachment and the note are not works.
    assert_eq!(records.len(), 3);
    let article = &records[0];
    assert_eq!(
        (article.kind, article.plain_title().as_str()),
        (Kind::ArticleJournal, "Slow tides in Fucus beds: a survey")
    );
    assert_eq!(names(article, NameVariable::Author), ["Ada Lund", "Bo van der Berg", "Tide Survey Group"]);
    assert_eq!(names(article, NameVariable::ReviewedAuthor), ["Cecilia Holm"]);
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2023-04-18");
    assert_eq!(article.dates[&DateVariable::Accessed].to_string(), "2024-02-01");
    assert_eq!(article.dates[&DateVariable::OriginalDate].to_string(), "1901");
    assert_eq!(plain(article, TextVariable::Note), "Read twice.");
    assert_eq!(plain(article, TextVariable::ContainerTitle), "Journal of Invented Tides");
    assert_eq!(article.identifier(IdentifierVariable::Pmcid), Some("PMC9990001"));
    assert_eq!(article.tags, ["tides", "algae"]);
    assert_eq!(article.extra_field(FORMAT.id, "key").unwrap(), "TIDE2345");
    let preprint = &records[1];
    assert_eq!((preprint.id.as_str(), preprint.kind), ("lund2023model", Kind::Article));
    assert_eq!(preprint.identifier(IdentifierVariable::Eprint), Some("2304.01234"));
    assert_eq!(plain(preprint, TextVariable::EprintClass), "physics");
    assert_eq!(preprint.number(NumberVariable::Number), None);
    assert_eq!(plain(&records[2], TextVariable::ContainerTitle), "The Shallow Sea");
}

#[test]
fn better_bibtex_has_the_items_in_a_list() {
    let (records, codes) = read(include_str!("../../../fixtures/zotero/better_bibtex.json"));
    assert_eq!((records.len(), codes), (13, vec![]));
    let by_id = |id: &str| records.iter().find(|record| record.id == id).unwrap();
    let thesis = by_id("ek2020");
    assert_eq!(plain(thesis, TextVariable::Genre), "PhD thesis");
    assert_eq!(plain(thesis, TextVariable::Publisher), "Example University");
    assert_eq!(plain(thesis, TextVariable::Note), "");
    assert_eq!(thesis.extra_field(FORMAT.id, "tex.ids").unwrap(), "ek2020old");
    let case = by_id("tidevshore");
    assert_eq!((case.plain_title().as_str(), case.number(NumberVariable::Volume)), ("Tide v. Shore", Some("7")));
    assert!(case.extra_field(FORMAT.id, "creators").is_some(), "no variable is for counsel");
    assert_eq!(names(by_id("berg1998"), NameVariable::Director), ["Bo Berg"]);
    assert_eq!(by_id("holm2011").dates[&DateVariable::Issued].to_string(), "2011-21");
    assert_eq!(plain(by_id("ek2019"), TextVariable::EventPlace), "Oslo");
    assert_eq!(plain(by_id("berg2018"), TextVariable::PublisherPlace), "Lund");
}

#[test]
fn an_item_has_its_own_value_before_that_of_extra() {
    let record = one(
        r#"{"itemType": "journalArticle", "title": "T", "DOI": "10.5555/a", "extra": "DOI: 10.5555/b\ntype: dataset\nPMID: 77"}"#,
    );
    assert_eq!(record.doi(), Some("10.5555/a"));
    assert_eq!((record.kind, record.pmid()), (Kind::Dataset, Some("77")));
}

#[test]
fn of_two_fields_with_one_variable_the_first_row_counts() {
    for text in [
        r#"{"itemType": "book", "title": "T", "series": "S", "seriesTitle": "ST"}"#,
        r#"{"seriesTitle": "ST", "series": "S", "title": "T", "itemType": "book"}"#,
    ] {
        let record = one(text);
        assert_eq!(plain(&record, TextVariable::CollectionTitle), "ST");
        assert_eq!(record.extra_field(FORMAT.id, "series").unwrap(), "S");
    }
}

#[test]
fn values_of_the_wrong_type_cost_only_themselves() {
    let (records, codes) = read(
        r#"[{"itemType": "book", "title": {"x": 1}, "volume": 7, "creators": ["x", {"lastName": "Lund", "firstName": null}],
        "tags": null, "date": null, "publisher": "P"}, {"itemType": "book", "title": "T", "creators": 7}]"#,
    );
    assert_eq!(records.len(), 2);
    assert_eq!(codes, [Code::JsonWrongType, Code::JsonWrongType, Code::MissingTitle, Code::JsonWrongType]);
    assert_eq!(names(&records[0], NameVariable::Author), ["Lund"]);
    assert_eq!(records[0].number(NumberVariable::Volume), Some("7"));
}

#[test]
fn an_unknown_type_is_kept_and_reported() {
    let (records, codes) = read(r#"[{"itemType": "hologram", "title": "T"}]"#);
    assert_eq!((records[0].kind, codes), (Kind::Document, vec![Code::UnknownType]));
    assert_eq!(records[0].extra_field(FORMAT.id, "itemType").unwrap(), "hologram");
}

#[test]
fn files_and_empty_items_are_not_works() {
    for (text, code) in [
        (r#"[{"data": {"itemType": "attachment", "title": "PDF"}}]"#, Code::NoRecords),
        (r#"{"items": [{"itemType": "note"}]}"#, Code::NoRecords),
        (r#"{"config": {"label": "BetterBibTeX JSON"}, "items": []}"#, Code::NoRecords),
        (r#"[{"itemType": "book", "key": "X", "tags": []}]"#, Code::JsonNotRecord),
        (r#"[{"title": "T"}]"#, Code::JsonNotRecord),
    ] {
        assert_eq!(read(text), (vec![], vec![code]), "{text}");
    }
}

#[test]
fn items_are_recognised_in_any_order() {
    for text in [
        r#"[{"key": "X", "data": {"title": "T", "itemType": "book"}}]"#,
        r#"{"config": {"label": "BetterBibTeX JSON""#,
        r#"{"items": [{"title": "T", "itemType": "book"}]}"#,
        r#"[{"title": "T", "itemType": "book"}]"#,
    ] {
        assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
    }
    assert_eq!(likelihood(&FORMAT, r#"[{"type": "book", "title": "itemType"}]"#), Likelihood::No);
}
