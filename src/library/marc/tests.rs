//! Tests of reading MARCXML.

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
fn records_of_catalogues_are_read() {
    let xml = include_str!("../../../fixtures/marcxml/records.xml");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "marcxml");
    let (records, reports) = read(&FORMAT, xml);
    assert_eq!((records.len(), reports), (5, vec![]));
    let [book, article, thesis, proceedings, journal] = records.as_slice() else { panic!("five records") };

    assert_eq!((book.kind, book.plain_title().as_str()), (Kind::Book, "The tides of lakes: a year of measurements"));
    assert_eq!(people(book, NameVariable::Author), ["Ada Lund", "Cy Noe"]);
    assert_eq!(people(book, NameVariable::Translator), ["Bo van den Berg"]);
    assert!(book.inferred.iter().any(|mark| mark.variable == Variable::Names(NameVariable::Translator)));
    assert_eq!(book.dates[&DateVariable::Issued].to_string(), "2004");
    assert_eq!(plain(book, TextVariable::Publisher), "Invented Press");
    assert_eq!(plain(book, TextVariable::PublisherPlace), "Oslo");
    let numbers = [NumberVariable::Edition, NumberVariable::NumberOfPages, NumberVariable::CollectionNumber];
    assert_eq!(numbers.map(|of| book.number(of)), [Some("2"), Some("345"), Some("7")]);
    assert_eq!(plain(book, TextVariable::CollectionTitle), "Studies in tides");
    assert_eq!(book.identifier(IdentifierVariable::Isbn), Some("9783161484100, 316148410X"));
    assert_eq!(book.url(), Some("https://books.example.org/1"));
    assert_eq!(book.extra_field("marcxml", "856"), Some(&"https://catalogue.example.org/toc/1".into()));
    assert_eq!(book.extra_field("marcxml", "001"), Some(&"7712345".into()));
    assert_eq!(plain(book, TextVariable::CallNumber), "GC301 .L86 2004");
    assert_eq!(
        (book.language.as_deref(), book.tags.as_slice()),
        (Some("en"), &["Tides -- Norway -- Tables".into(), "Lakes".into()][..])
    );
    assert_eq!(plain(book, TextVariable::Abstract), "Lakes have tides, too.");
    assert_eq!(plain(book, TextVariable::Note), "Includes index.");

    assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Die Gezeiten"));
    let Name::Person(author) = &article.names[&NameVariable::Author].list[0] else { panic!("a person") };
    assert_eq!((author.family.as_str(), author.orcid.as_deref()), ("Probe", Some("0000-0002-1825-0097")));
    assert_eq!(people(article, NameVariable::Editor), ["Doc Torand"]);
    assert_eq!(plain(article, TextVariable::ContainerTitle), "Zeitschrift für Gezeiten");
    let place = [NumberVariable::Volume, NumberVariable::Issue, NumberVariable::Page].map(|of| article.number(of));
    assert_eq!(place, [Some("5"), Some("2"), Some("12-34")]);
    assert_eq!((article.doi(), article.language.as_deref()), (Some("10.5555/gezeiten.1"), Some("de")));
    assert_eq!(article.identifier(IdentifierVariable::Issn), Some("2049-3630"));

    assert_eq!(
        (thesis.kind, plain(thesis, TextVariable::Publisher).as_str()),
        (Kind::Thesis, "University of Invention")
    );
    assert_eq!(plain(thesis, TextVariable::Genre), "Thesis (Ph.D.)");

    assert_eq!((proceedings.kind, proceedings.plain_title().as_str()), (Kind::Collection, "Tides then and now"));
    assert_eq!(people(proceedings, NameVariable::Editor), ["Ada Lund", "University of Invention, Department of Tides"]);
    assert_eq!(plain(proceedings, TextVariable::EventTitle), "Conference on Tides");
    assert_eq!(plain(proceedings, TextVariable::EventPlace), "Bergen, Norway");
    assert_eq!(proceedings.dates[&DateVariable::EventDate].to_string(), "1998");

    assert_eq!((journal.kind, journal.plain_title().as_str()), (Kind::Periodical, "Journal of tides. A, Lakes"));
    assert_eq!(journal.dates[&DateVariable::Issued].to_string(), "1990/..");
    assert_eq!(plain(journal, TextVariable::PublisherPlace), "");
}

#[test]
fn bad_records_cost_no_others() {
    let record = |title: &str| {
        format!("<record><leader/><datafield tag='245'><subfield code='a'>{title}</subfield></datafield></record>")
    };
    let (records, codes) =
        read_with_codes(&FORMAT, &format!("<collection>{}<record><leader/></record>{}", record("A"), record("B")));
    assert_eq!((records.len(), codes), (2, vec![Code::MissingTitle]));
    let authority = record("A").replace("<leader/>", "<leader>00000nz  a2200000n  4500</leader>");
    let (records, codes) = read_with_codes(&FORMAT, &format!("<collection>{}{authority}</collection>", record("B")));
    assert_eq!((records.len(), codes), (1, vec![Code::MarcNoWork]));
    let deep = format!("<collection><record>{}{}", "<subfield>".repeat(100_000), record("B"));
    let (records, codes) = read_with_codes(&FORMAT, &deep);
    assert_eq!((records.len(), codes), (1, vec![Code::XmlTooLarge]));
    let cut = "<collection><record><datafield tag='245'>";
    assert_eq!(read_with_codes(&FORMAT, cut), (vec![], vec![Code::XmlTruncated]));
    let wrong = "<record>\n<datafield tag='020'><subfield code='a'>12</subfield></datafield>\
        <datafield tag='020'><subfield code='a'>9783161484100</subfield></datafield>\
        <datafield tag='245'><subfield code='a'>A</subfield></datafield></record>";
    let (records, reports) = read(&FORMAT, wrong);
    assert_eq!(records[0].identifier(IdentifierVariable::Isbn), Some("9783161484100"));
    assert_eq!((reports[0].code, reports[0].place.as_ref().unwrap().line), (Code::InvalidIdentifier, 2));
}
