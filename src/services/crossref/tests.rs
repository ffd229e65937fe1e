//! Tests of reading Crossref's XML.

use super::FORMAT;
use crate::diag::Diagnostic;
use crate::formats::sniff;
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, TextVariable};
use crate::seam::testing;
use crate::seam::testing::plain as text;

fn read(xml: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    testing::read(&FORMAT, xml)
}

#[test]
fn works_of_every_sort() {
    let (records, reports) = read(include_str!("../../../fixtures/crossref/unixref.xml"));
    assert_eq!(reports, []);
    let kinds: Vec<Kind> = records.iter().map(|record| record.kind).collect();
    assert_eq!(kinds, [Kind::ArticleJournal, Kind::PaperConference, Kind::Chapter, Kind::Article, Kind::Thesis]);
    let [article, paper, chapter, preprint, thesis] = records.as_slice() else { panic!("five records") };

    assert_eq!(article.plain_title(), "Examples of CO2 and E. coli: An Integrative Perspective");
    assert_eq!(text(article, TextVariable::Abstract), "Aim: We tried x^{2}.");
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2013-05", "the date in print");
    assert_eq!(article.dates[&DateVariable::AvailableDate].to_string(), "2012-12-10");
    assert_eq!(article.identifiers[&IdentifierVariable::Issn], "2049-3630, 0000-0019");
    assert_eq!(article.numbers[&NumberVariable::Number], "e60");

    assert_eq!(text(paper, TextVariable::CollectionTitle), "Lecture Notes in Examples");
    assert_eq!(text(paper, TextVariable::ContainerTitle), "Proceedings of the Third Conference on Examples");
    assert_eq!(paper.dates[&DateVariable::EventDate].to_string(), "2017-02-05/2017-02-09");
    assert_eq!(paper.dates[&DateVariable::Issued].to_string(), "2017");

    assert_eq!(chapter.identifiers[&IdentifierVariable::Doi], "10.5555/book.1.4");
    assert_eq!(chapter.names[&NameVariable::Editor].list[0].to_display_order(), "Eva Editor");
    assert_eq!(
        (chapter.language.as_deref(), chapter.numbers[&NumberVariable::ChapterNumber].as_str()),
        (Some("de"), "4")
    );

    assert_eq!(
        (preprint.related[0].relation.as_str(), text(preprint, TextVariable::Publisher).as_str()),
        ("IsPreprintOf", "exmRxiv")
    );
    assert_eq!(
        (text(thesis, TextVariable::Genre).as_str(), text(thesis, TextVariable::Publisher).as_str()),
        ("PhD", "University of Invention")
    );
}

#[test]
fn a_deposit_registers_the_book_and_its_chapters() {
    let (records, _) = read(
        "<doi_batch><head/><body><book><book_metadata><titles><title>B</title></titles><doi_data><doi>10.5555/b</doi></doi_data>\
         </book_metadata><content_item><titles><title>C</title></titles></content_item></book>\
         <journal><journal_metadata><full_title>J</full_title></journal_metadata>\
         <journal_article><titles><title>A1</title></titles></journal_article>\
         <journal_article><titles><title>A2</title></titles></journal_article></journal></body></doi_batch>",
    );
    let titles: Vec<String> = records.iter().map(Record::plain_title).collect();
    assert_eq!(titles, ["B", "C", "A1", "A2"]);
    assert_eq!(records[1].identifiers.get(&IdentifierVariable::Doi), None, "the book's DOI is not the chapter's");
    assert_eq!(text(&records[3], TextVariable::ContainerTitle), "J");
}

#[test]
fn proceedings_and_journals_can_be_works_themselves() {
    let (records, _) = read(
        "<doi_records><doi_record><crossref><conference><proceedings_metadata><proceedings_title>P</proceedings_title>\
         <doi_data><doi>10.5555/p</doi></doi_data></proceedings_metadata></conference></crossref></doi_record>\
         <doi_record><crossref><journal><journal_metadata><full_title>J</full_title></journal_metadata></journal></crossref></doi_record>\
         </doi_records>",
    );
    let shown: Vec<(Kind, String)> = records.iter().map(|record| (record.kind, record.plain_title())).collect();
    assert_eq!(shown, [(Kind::Collection, "P".to_owned()), (Kind::Periodical, "J".to_owned())]);
    assert_eq!(records[0].identifiers[&IdentifierVariable::Doi], "10.5555/p");
    assert!(!records[1].texts.contains_key(&TextVariable::ContainerTitle));
}

#[test]
fn an_error_is_reported_and_no_record() {
    let xml =
        "<doi_records><doi_record><crossref><error>doi:10.5555/none</error></crossref></doi_record></doi_records>";
    let (records, reports) = read(xml);
    assert_eq!((records.len(), reports.len(), reports[0].code.text()), (0, 1, "E1014"));
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "crossref");
}
