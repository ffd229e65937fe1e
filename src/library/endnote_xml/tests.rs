//! Tests of reading and writing EndNote XML.

use super::FORMAT;
use crate::diag::Diagnostic;
use crate::formats::sniff;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Inline, Kind, Name, NameVariable, Names, NumberVariable, Record, Text,
    TextVariable,
};
use crate::seam::testing;
use crate::seam::testing::plain as text;

fn read(xml: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    testing::read(&FORMAT, xml)
}

fn written(record: &Record) -> String {
    testing::write(&FORMAT, std::slice::from_ref(record))
}

#[test]
fn records_of_endnote_itself() {
    let xml = include_str!("../../../fixtures/endnote_xml/library.xml");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "endnote-xml");
    let (records, reports) = read(xml);
    assert_eq!(reports, []);
    let [article, chapter, report] = records.as_slice() else { panic!("three records") };
    assert_eq!(article.kind, Kind::ArticleJournal);
    let title = vec![
        Inline::Str("Examples of ".into()),
        Inline::Em(vec![Inline::Str("E. ".into()), Inline::Strong(vec![Inline::Str("coli".into())])]),
        Inline::Str(" in H".into()),
        Inline::Sub(vec![Inline::Str("2".into())]),
        Inline::Str("O & more".into()),
    ];
    assert_eq!(article.text(TextVariable::Title), Some(&Text::from(title)));
    assert_eq!(article.names[&NameVariable::Author].list[1], Name::Literal("Example Health Organization".into()));
    assert_eq!(article.identifiers[&IdentifierVariable::Issn], "2049-3630, 0000-0019");
    assert_eq!(article.identifiers[&IdentifierVariable::Pmid], "90000001");
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2015-05-28");
    assert_eq!(article.numbers[&NumberVariable::Page], "436-444");
    assert_eq!(text(article, TextVariable::ContainerTitle), "Journal of Examples");
    assert_eq!(text(article, TextVariable::ContainerTitleShort), "J. Ex.");
    assert_eq!(article.tags, ["one", "two"]);
    assert_eq!(article.extra_field("endnote-xml", "auth-address"), Some(&"University of Invention".into()));
    assert_eq!(text(chapter, TextVariable::ContainerTitle), "The Book of Examples");
    assert_eq!(chapter.names[&NameVariable::Editor].list[0].to_display_order(), "Eva Editor");
    assert_eq!(chapter.identifiers[&IdentifierVariable::Isbn], "9783161484100");
    assert_eq!((report.kind, report.numbers[&NumberVariable::Number].as_str()), (Kind::Report, "TR-12"));
}

#[test]
fn types_are_told_by_their_names_and_then_by_their_numbers() {
    for (reference_type, kind) in [
        ("<ref-type name=\"Conference Paper\">6</ref-type>", Kind::PaperConference),
        ("<ref-type name=\"Zeitschriftenaufsatz\">17</ref-type>", Kind::ArticleJournal),
        ("<ref-type>32</ref-type>", Kind::Thesis),
    ] {
        let (records, _) = read(&format!("<xml><records><record>{reference_type}</record></records></xml>"));
        assert_eq!(records[0].kind, kind);
    }
    let (records, reports) = read("<xml><records><record><ref-type name=\"X\">99</ref-type></record></records></xml>");
    assert_eq!((records[0].kind, reports[0].code.text()), (Kind::Document, "W0605"));
}

#[test]
fn what_is_written_is_what_endnote_has() {
    let mut record = Record { id: "lu2022".into(), ..Record::new(Kind::ArticleJournal) };
    record.set_text(TextVariable::Title, Text::from(vec![Inline::Em(vec![Inline::Str("A & B".into())])]));
    record.set_text(TextVariable::ContainerTitle, "J");
    let names = vec![Name::person("Lu", "Cheng"), Name::Literal("The Team".into())];
    record.set_names(NameVariable::Author, Names { list: names, truncated: true });
    record.set_date(DateVariable::Issued, Date::parse("2022-10-22"));
    record.set_identifier(IdentifierVariable::Doi, "10.5555/x");
    let xml = written(&record);
    let style = |text: &str| format!("<style face=\"normal\" font=\"default\" size=\"100%\">{text}</style>");
    for part in [
        "<ref-type name=\"Journal Article\">17</ref-type>".to_owned(),
        format!("<author last-name=\"Lu\" first-name=\"Cheng\">{}</author>", style("Lu, Cheng")),
        format!(
            "<author corp-name=\"The Team\">{}</author><author>{}</author></authors>",
            style("The Team,"),
            style("et al.")
        ),
        "<titles><title><style face=\"italic\" font=\"default\" size=\"100%\">A &amp; B</style></title>".to_owned(),
        format!("</titles><periodical><full-title>{}</full-title></periodical>", style("J")),
        format!("<dates><year>{}</year><pub-dates><date>{}</date></pub-dates></dates>", style("2022"), style("Oct 22")),
        format!("<electronic-resource-num>{}</electronic-resource-num>", style("10.5555/x")),
    ] {
        assert!(xml.contains(&part), "{part}\n{xml}");
    }
    let (back, reports) = read(&xml);
    assert_eq!(reports, []);
    assert_eq!(Record { origin: None, ..back[0].clone() }, record);
}

#[test]
fn dates_come_back_as_they_were() {
    for edtf in [
        "2020",
        "2020-05",
        "2020-05-06",
        "2020-21",
        "2020~",
        "-0043",
        "2020-05/2020-06",
        "2019/..",
        "Y12000",
        "forthcoming",
    ] {
        let mut record = Record::new(Kind::Book);
        record.set_text(TextVariable::Title, "T");
        record.set_date(DateVariable::Issued, Date::parse(edtf));
        let (back, _) = read(&written(&record));
        assert_eq!(back[0].dates, record.dates, "{edtf}");
    }
}

#[test]
fn a_broken_record_does_not_stop_the_next() {
    let (records, reports) = read(
        "<xml><records><record><titles><title>A</titles></record><record><titles><title>B</title></titles></record>\
         </records></xml>",
    );
    assert_eq!(records.iter().map(Record::plain_title).collect::<Vec<_>>(), ["B"]);
    assert_eq!(reports[0].code.text(), "E1010");
}
