//! Tests of reading and writing Word's sources.

use super::FORMAT;
use crate::diag::Code;
use crate::formats::sniff;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Record, TextVariable,
};
use crate::seam::WriteOptions;
use crate::seam::testing::{plain, read, read_with_codes, write, write_with};

fn people(record: &Record, variable: NameVariable) -> Vec<String> {
    record.names(variable).map(|names| names.list.iter().map(Name::to_display_order).collect()).unwrap_or_default()
}

const FIXTURE: &str = include_str!("../../../fixtures/word_xml/sources.xml");

#[test]
fn sources_are_read() {
    assert_eq!(sniff("x", FIXTURE.as_bytes()).unwrap().id, "word-xml");
    let (records, reports) = read(&FORMAT, FIXTURE);
    assert_eq!((records.len(), reports), (7, vec![]));
    let [book, article, chapter, paper, thesis, site, patent] = records.as_slice() else { panic!("seven records") };

    assert_eq!((book.id.as_str(), book.kind, book.plain_title().as_str()), ("Lun04", Kind::Book, "Tides & lakes"));
    assert_eq!(people(book, NameVariable::Author), ["Ada B. Lund", "Bo van den Berg", "Cy King Jr."]);
    assert_eq!(people(book, NameVariable::Translator), ["Dot Noe"]);
    assert_eq!(plain(book, TextVariable::PublisherPlace), "Portland, Oregon, USA");
    assert_eq!(plain(book, TextVariable::Publisher), "Invented Press");
    assert_eq!(plain(book, TextVariable::TitleShort), "Tides");
    assert_eq!(plain(book, TextVariable::Note), "Read the appendix.");
    let numbers = [NumberVariable::Volume, NumberVariable::NumberOfVolumes, NumberVariable::Edition];
    assert_eq!(numbers.map(|of| book.number(of)), [Some("2"), Some("3"), Some("2nd")]);
    assert_eq!(book.identifier(IdentifierVariable::Isbn), Some("9783161484100"));
    assert_eq!((book.language.as_deref(), book.extra.get("word-xml")), (Some("en-US"), None));

    assert_eq!((article.kind, article.language.as_deref()), (Kind::ArticleJournal, Some("en-GB")));
    assert_eq!(
        article.names[&NameVariable::Author],
        Names::complete(vec![Name::Literal("Example Health Organization".into())])
    );
    assert_eq!(article.extra_field("word-xml", "Author/Counsel"), Some(&"Lee Law".into()));
    assert_eq!(plain(article, TextVariable::ContainerTitle), "Journal of Tides");
    let date = |record: &Record, variable| record.dates[&variable].to_string();
    assert_eq!(date(article, DateVariable::Issued), "2015-05-28");
    assert_eq!(date(article, DateVariable::Accessed), "2016-01-31");
    let place = [NumberVariable::Volume, NumberVariable::Issue, NumberVariable::Page].map(|of| article.number(of));
    assert_eq!(place, [Some("521"), Some("7553"), Some("1003-1009")]);
    assert_eq!((article.doi(), article.url()), (Some("10.5555/tides.2015.1"), Some("https://example.org/tides/1")));
    let numbers = [IdentifierVariable::Issn, IdentifierVariable::Pmid].map(|of| article.identifier(of));
    assert_eq!(numbers, [Some("2049-3630"), Some("90000001")]);

    assert_eq!((chapter.kind, chapter.language.as_deref()), (Kind::Chapter, None));
    assert_eq!(people(chapter, NameVariable::ContainerAuthor), ["Wen Whole"]);
    assert_eq!(people(chapter, NameVariable::Editor), ["Eva Editor"]);
    assert_eq!(plain(chapter, TextVariable::ContainerTitle), "The book of tides");
    assert_eq!(chapter.number(NumberVariable::ChapterNumber), Some("4"));

    assert_eq!(paper.kind, Kind::PaperConference);
    assert_eq!(plain(paper, TextVariable::ContainerTitle), "Proceedings of the Conference on Tides");

    assert_eq!((thesis.kind, plain(thesis, TextVariable::Genre).as_str()), (Kind::Thesis, "PhD thesis"));
    assert_eq!(plain(thesis, TextVariable::Publisher), "University of Invention");
    assert_eq!(thesis.extra_field("word-xml", "Department"), Some(&"Tides".into()));

    assert_eq!((site.kind, date(site, DateVariable::Issued).as_str()), (Kind::Webpage, "2020-21"));
    assert_eq!(plain(site, TextVariable::ContainerTitle), "Tides today");
    assert_eq!(site.names[&NameVariable::Author].list, [Name::Literal("Plato".into())]);

    assert_eq!((patent.kind, patent.number(NumberVariable::Number)), (Kind::Patent, Some("123456")));
    assert_eq!(people(patent, NameVariable::Author), ["Mo Maker"]);
    assert_eq!(patent.extra_field("word-xml", "CountryRegion"), Some(&"Norway".into()));
}

#[test]
fn what_was_read_is_written_and_read_again() {
    let (records, _) = read(&FORMAT, FIXTURE);
    let written = write(&FORMAT, &records);
    assert!(written.contains("<b:Month>May</b:Month><b:Day>28</b:Day>"), "{written}");
    assert!(written.contains("<b:Last>King, Jr.</b:Last><b:First>Cy</b:First>"), "{written}");
    let (back, reports) = read(&FORMAT, &written);
    assert_eq!(reports, []);
    for (record, back) in records.iter().zip(&back) {
        let bare = |record: &Record| Record { origin: None, extra: Default::default(), ..record.clone() };
        assert_eq!(bare(record), bare(back));
    }
    assert_eq!(back[4].extra_field("word-xml", "Department"), Some(&"Tides".into()));
}

#[test]
fn what_word_cannot_hold_is_reported() {
    let mut record = Record { id: "a".into(), ..Record::new(Kind::Standard) };
    record.set_text(TextVariable::Title, crate::values::markup::text("On <i>E. coli</i>"));
    record.set_names(NameVariable::Author, Names { list: vec![Name::person("Lu", "Cheng")], truncated: true });
    record.set_date(DateVariable::Issued, Date::Literal("soon".into()));
    let (text, reports) = write_with(&FORMAT, &WriteOptions::default(), &[record]);
    assert!(text.contains("<b:SourceType>Misc</b:SourceType>") && text.contains("<b:Title>On E. coli</b:Title>"));
    let messages: Vec<&str> = reports.iter().map(|report| report.message.as_str()).collect();
    assert_eq!(messages.len(), 3, "{messages:?}");
    for (message, start) in messages.iter().zip(["“type”", "“author”", "“title”"]) {
        assert!(message.starts_with(start), "{message}");
    }
}

#[test]
fn what_other_programs_leave_empty_or_repeat_is_not_kept() {
    let xml = "<Sources><Source><SourceType>Book</SourceType><Title>A</Title>\
        <Author><Editor><NameList><Person><Last/></Person></NameList></Editor></Author>\
        <StandardNumber> DOI: 10.5555/a</StandardNumber><DOI>10.5555/a</DOI><Edition></Edition></Source></Sources>";
    let (records, reports) = read(&FORMAT, xml);
    assert_eq!((records[0].doi(), &records[0].extra), (Some("10.5555/a"), &Default::default()));
    assert_eq!(reports, []);
}

#[test]
fn bad_sources_cost_no_others() {
    let good = "<Source><SourceType>Book</SourceType><Title>A</Title></Source>";
    let (records, codes) = read_with_codes(&FORMAT, &format!("<Sources>{good}<Source/>{good}</Sources>"));
    assert_eq!((records.len(), codes), (2, vec![Code::UnknownType, Code::MissingTitle]));
    let placeholder = "<Source><Tag>Placeholder1</Tag><SourceType>Book</SourceType></Source>";
    let (records, codes) = read_with_codes(&FORMAT, &format!("<Sources>{placeholder}{good}</Sources>"));
    assert_eq!((records.len(), codes), (2, vec![Code::MissingTitle]), "the tag of a placeholder is cited, and is kept");
    let unknown = "<Sources><Source><SourceType>Brochure</SourceType><Title>A</Title></Source></Sources>";
    let (records, reports) = read(&FORMAT, unknown);
    assert_eq!((records[0].kind, reports[0].code), (Kind::Document, Code::UnknownType));
    assert_eq!(reports[0].place.as_ref().map(|place| place.column), Some(18));
    let deep = format!("<Sources><Source>{}{good}", "<Author>".repeat(100_000));
    let (records, codes) = read_with_codes(&FORMAT, &deep);
    assert_eq!((records.len(), codes), (1, vec![Code::XmlTooLarge]));
    let cut = "<Sources><Source><Title>A";
    assert_eq!(read_with_codes(&FORMAT, cut), (vec![], vec![Code::XmlTruncated]));
    assert_eq!(read_with_codes(&FORMAT, "<Sources></Sources>"), (vec![], vec![Code::NoRecords]));
}
