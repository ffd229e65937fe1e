//! Tests of reading MODS.

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

#[test]
fn records_are_read() {
    let xml = include_str!("../../../fixtures/mods/records.xml");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "mods");
    let (records, reports) = read(&FORMAT, xml);
    assert_eq!((records.len(), reports), (5, vec![]));
    let [article, book, chapter, thesis, paper] = records.as_slice() else { panic!("five records") };
    let issued = |record: &Record| record.dates[&DateVariable::Issued].to_string();

    assert_eq!((article.id.as_str(), article.kind), ("lund2015", Kind::ArticleJournal));
    assert_eq!(article.plain_title(), "The tides of lakes: a year of measurements");
    assert_eq!(plain(article, TextVariable::TitleShort), "Tides");
    assert_eq!(article.extra_field("mods", "titleInfo/translated"), Some(&"Die Gezeiten der Seen".into()));
    assert_eq!(people(article, NameVariable::Author), ["Ada B. Lund", "Lake Institute"]);
    let Name::Person(author) = &article.names[&NameVariable::Author].list[0] else { panic!("a person") };
    assert_eq!(author.orcid.as_deref(), Some("0000-0002-1825-0097"));
    assert_eq!(plain(article, TextVariable::ContainerTitle), "Journal of Tides");
    let place = [NumberVariable::Volume, NumberVariable::Issue, NumberVariable::Page].map(|of| article.number(of));
    assert_eq!(place, [Some("12"), Some("3"), Some("1003-1009")]);
    assert_eq!((issued(article).as_str(), article.doi()), ("2015-05-28", Some("10.5555/tides.1")));
    assert_eq!(article.dates[&DateVariable::Accessed].to_string(), "2016-01-31");
    assert_eq!(article.identifier(IdentifierVariable::Issn), Some("2049-3630"));
    assert_eq!((article.url(), article.language.as_deref()), (Some("https://example.org/tides/1"), Some("en")));
    assert_eq!(article.tags, ["Tides -- Norway", "Lakes"]);
    assert_eq!(plain(article, TextVariable::Abstract), "Lakes have tides, too.");
    assert_eq!(plain(article, TextVariable::Note), "In two parts.");
    assert_eq!(plain(article, TextVariable::License), "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!(article.extra_field("mods", "identifier/hdl"), Some(&"1234/5".into()));
    assert!(article.inferred.is_empty());

    assert_eq!((book.kind, book.plain_title().as_str()), (Kind::Book, "Gezeiten. Band 2, Seen"));
    assert_eq!(people(book, NameVariable::Author), ["Karl Probe"]);
    assert!(book.inferred.iter().any(|mark| mark.variable == Variable::Names(NameVariable::Author)));
    assert_eq!(people(book, NameVariable::Translator), ["Cy Noe"]);
    assert_eq!(book.extra_field("mods", "name"), Some(&"Druckerei Muster (prt)".into()));
    assert_eq!(plain(book, TextVariable::Publisher), "Musterverlag");
    assert_eq!((plain(book, TextVariable::PublisherPlace).as_str(), issued(book).as_str()), ("Kiel", "2004"));
    assert_eq!(plain(book, TextVariable::CollectionTitle), "Studien zu Gezeiten");
    assert_eq!(book.number(NumberVariable::CollectionNumber), Some("7"));
    assert_eq!(book.identifier(IdentifierVariable::Isbn), Some("9783161484100, 316148410X"));
    assert_eq!(book.extra_field("mods", "physicalDescription/extent"), Some(&"345 S.".into()));

    assert_eq!(
        (chapter.kind, plain(chapter, TextVariable::ContainerTitle).as_str()),
        (Kind::Chapter, "The book of tides")
    );
    assert_eq!(people(chapter, NameVariable::Author), ["Wim van Writer"]);
    assert_eq!(people(chapter, NameVariable::Editor), ["Eva Editor"]);
    assert_eq!(plain(chapter, TextVariable::Publisher), "Invented Press");
    assert_eq!((chapter.number(NumberVariable::Page), issued(chapter).as_str()), (Some("12-34"), "2019"));
    assert_eq!(plain(chapter, TextVariable::CollectionTitle), "Books on tides");
    assert_eq!(chapter.number(NumberVariable::CollectionNumber), Some("5"));

    assert_eq!((thesis.kind, plain(thesis, TextVariable::Genre).as_str()), (Kind::Thesis, "Ph.D. thesis"));
    assert_eq!(plain(thesis, TextVariable::Publisher), "University of Invention");
    assert_eq!(issued(thesis), "2001-05");

    assert_eq!(paper.kind, Kind::PaperConference);
    assert_eq!(plain(paper, TextVariable::ContainerTitle), "Proceedings of the Conference on Tides");
}

#[test]
fn the_type_follows_from_the_whole_if_no_genre_says_it() {
    for (inside, kind, is_inferred) in [
        ("<typeOfResource>cartographic</typeOfResource>", Kind::Map, false),
        ("<typeOfResource manuscript='yes'>text</typeOfResource>", Kind::Manuscript, false),
        ("<genre>newspaper</genre><relatedItem type='host'/>", Kind::ArticleNewspaper, false),
        ("<genre>periodical</genre>", Kind::Periodical, false),
        (
            "<genre>article</genre><relatedItem type='host'><genre>magazine</genre></relatedItem>",
            Kind::ArticleMagazine,
            false,
        ),
        (
            "<relatedItem type='host'><identifier type='issn'>2049-3630</identifier></relatedItem>",
            Kind::ArticleJournal,
            true,
        ),
        ("<relatedItem type='host'/>", Kind::Chapter, true),
        ("<originInfo><issuance>monographic</issuance></originInfo>", Kind::Book, true),
        ("", Kind::Document, true),
    ] {
        let (records, _) = read(&FORMAT, &format!("<mods><titleInfo><title>A</title></titleInfo>{inside}</mods>"));
        assert_eq!(records[0].kind, kind, "{inside}");
        assert_eq!(records[0].inferred.iter().any(|mark| mark.variable == Variable::Kind), is_inferred, "{inside}");
    }
}

#[test]
fn what_bibutils_and_others_write_is_read() {
    let xml = "<mods><titleInfo><title>A</title></titleInfo><language>English</language>\
        <originInfo><copyrightDate>2003</copyrightDate><dateCreated keyDate='yes'>1955-03-22</dateCreated></originInfo>\
        <subject><hierarchicalGeographic><country>Norway</country><city>Oslo</city></hierarchicalGeographic></subject>\
        <physicalDescription><extent unit='page'><total>402</total></extent></physicalDescription>\
        <relatedItem type='host'><titleInfo type='abbreviated'><title>J. Tid.</title></titleInfo>\
        <titleInfo><title>Journal of Tides</title></titleInfo><genre>journal</genre></relatedItem></mods>";
    let (records, reports) = read(&FORMAT, xml);
    assert_eq!((records[0].kind, reports), (Kind::ArticleJournal, vec![]));
    assert_eq!(records[0].language.as_deref(), Some("en"));
    assert_eq!(records[0].dates[&DateVariable::Issued].to_string(), "1955-03-22");
    assert_eq!(records[0].tags, ["Norway -- Oslo"]);
    assert_eq!(records[0].number(NumberVariable::NumberOfPages), Some("402"));
    assert_eq!(plain(&records[0], TextVariable::ContainerTitle), "Journal of Tides");
    assert_eq!(plain(&records[0], TextVariable::ContainerTitleShort), "J. Tid.");
}

#[test]
fn bad_records_cost_no_others() {
    let good = "<mods><titleInfo><title>A</title></titleInfo></mods>";
    let (records, codes) = read_with_codes(&FORMAT, &format!("<modsCollection>{good}<mods/>{good}</modsCollection>"));
    assert_eq!((records.len(), codes), (2, vec![Code::MissingTitle]));
    let deep = format!("<modsCollection><mods>{}{good}", "<relatedItem>".repeat(100_000));
    let (records, codes) = read_with_codes(&FORMAT, &deep);
    assert_eq!((records.len(), codes), (1, vec![Code::XmlTooLarge]));
    assert_eq!(read_with_codes(&FORMAT, "<mods><titleInfo>"), (vec![], vec![Code::XmlTruncated]));
    assert_eq!(read_with_codes(&FORMAT, "<modsCollection/>"), (vec![], vec![Code::NoRecords]));
    let wrong = "<mods>\n<identifier type='isbn'>12</identifier><titleInfo><title>A</title></titleInfo></mods>";
    let (_, reports) = read(&FORMAT, wrong);
    assert_eq!((reports[0].code, reports[0].place.as_ref().unwrap().line), (Code::InvalidIdentifier, 2));
}
