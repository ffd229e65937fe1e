use super::FORMAT;
use crate::diag::Code;
use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable};
use crate::seam::Likelihood;
use crate::seam::testing::{likelihood, plain, read_with_codes};

fn read(text: &str) -> Vec<Record> {
    let (records, codes) = read_with_codes(&FORMAT, text);
    assert_eq!(codes, []);
    records
}

fn authors(record: &Record) -> Vec<String> {
    record.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect()
}

#[test]
fn zenodos_own_form_is_read() {
    let records = read(include_str!("../../../fixtures/zenodo/answer.json"));
    assert_eq!(records.len(), 3);
    let [article, talk, chapter] = records.as_slice() else { panic!("three records") };
    assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Tides of forty harbours"));
    assert_eq!(authors(article), ["Ada Lund", "Bo van der Berg"]);
    let Name::Person(lund) = &article.names[&NameVariable::Author].list[0] else { panic!("a person") };
    assert_eq!(lund.orcid.as_deref(), Some("0000-0002-1825-0097"));
    assert_eq!(plain(article, TextVariable::ContainerTitle), "Journal of Invented Tides");
    assert_eq!(article.number(NumberVariable::Page), Some("113-126"));
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2023-03-20");
    assert_eq!(article.doi(), Some("10.5281/zenodo.7700123"));
    assert_eq!(article.identifier(IdentifierVariable::Eprint), Some("2304.01234"));
    assert_eq!(article.related[0].relation, "IsSupplementTo");
    assert_eq!(article.related.len(), 1, "cited works are not kept");
    assert_eq!(plain(article, TextVariable::Abstract), "Water levels.");
    assert_eq!((talk.kind, plain(talk, TextVariable::EventPlace).as_str()), (Kind::Speech, "Oslo"));
    assert_eq!(talk.dates[&DateVariable::EventDate].to_string(), "2019-09-10/2019-09-12");
    assert_eq!(
        (chapter.kind, plain(chapter, TextVariable::ContainerTitle).as_str()),
        (Kind::Chapter, "The Shallow Sea")
    );
    assert_eq!(chapter.identifier(IdentifierVariable::Isbn), Some("9783161484100"));
}

#[test]
fn inveniordms_form_is_read() {
    let records = read(include_str!("../../../fixtures/zenodo/inveniordm.json"));
    let record = &records[0];
    assert_eq!((record.kind, records.len()), (Kind::ArticleJournal, 1));
    assert_eq!(authors(record), ["Ada Lund", "Tide Survey"]);
    assert_eq!(record.names[&NameVariable::Editor].list.len(), 1);
    assert_eq!(record.doi(), Some("10.5555/abcde-12345"));
    assert_eq!(record.language.as_deref(), Some("en"));
    assert_eq!(record.identifier(IdentifierVariable::Issn), Some("1234-5679"));
    assert_eq!(plain(record, TextVariable::License), "Creative Commons Attribution 4.0 International");
    assert_eq!(record.related[0].relation, "IsSupplementTo");
    assert!(record.extra_field(FORMAT.id, "contributors").is_some(), "no variable is for supervisors");
}

#[test]
fn a_deposition_has_its_members_side_by_side() {
    let records = read(include_str!("../../../fixtures/zenodo/deposition.json"));
    assert_eq!(
        (records[0].kind, plain(&records[0], TextVariable::Publisher).as_str()),
        (Kind::Thesis, "Example University")
    );
}

#[test]
fn what_is_no_record_is_reported() {
    for (text, code) in [
        (r#"{"hits": {"hits": [], "total": 0}}"#, Code::NoRecords),
        (r#"{"status": 404, "message": "The persistent identifier does not exist."}"#, Code::ServiceError),
        (r#"{"metadata": {}}"#, Code::JsonNotRecord),
        (r#"{"metadata": null}"#, Code::JsonNotRecord),
    ] {
        assert_eq!(read_with_codes(&FORMAT, text), (vec![], vec![code]), "{text}");
    }
}

#[test]
fn records_are_recognised_in_any_order() {
    for text in [
        r#"{"metadata": {"creators": [{"name": "X"}], "title": "T", "publication_date": "2020"}, "conceptrecid": "1"}"#,
        r#"{"hits": {"hits": [{"metadata": {"title": "T", "creators": [{"person_or_org": {}}]}}]}}"#,
    ] {
        assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
    }
    for text in [r#"{"metadata": {"titles": [], "authors": []}}"#, r#"{"metadata": {"title": "T"}}"#] {
        assert_eq!(likelihood(&FORMAT, text), Likelihood::No, "{text}");
    }
}
