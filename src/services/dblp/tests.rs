//! Tests of reading DBLP's XML.

use crate::seam::testing;
use crate::seam::testing::plain as text;
use std::fmt::Write as _;

use super::FORMAT;
use crate::diag::Diagnostic;
use crate::formats::sniff;
use crate::model::{
    DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, TextVariable, Variable,
};

fn read(xml: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    testing::read(&FORMAT, xml)
}

#[test]
fn records_of_every_sort() {
    let xml = include_str!("../../../fixtures/dblp/records.xml");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "dblp");
    let (records, reports) = read(xml);
    assert_eq!(reports, []);
    let kinds: Vec<Kind> = records.iter().map(|record| record.kind).collect();
    assert_eq!(kinds, [Kind::PaperConference, Kind::Collection, Kind::Article, Kind::Thesis], "homepages are no works");
    let [paper, proceedings, preprint, thesis] = records.as_slice() else { panic!("four records") };

    assert_eq!(paper.id, "DBLP:conf/exm/ExampleP16");
    assert_eq!(paper.plain_title(), "On H2O and Examples & so on");
    let authors: Vec<String> =
        paper.names[&NameVariable::Author].list.iter().map(|name| name.to_display_order()).collect();
    assert_eq!(authors, ["Ada Example", "Jörg Probe", "Tomás van der Test"]);
    assert_eq!(paper.extra_field("dblp", "author-number"), Some(&serde_json::json!([[1, "0005"]])));
    assert_eq!(paper.identifiers[&IdentifierVariable::Doi], "10.5555/EXM.2016.90");
    assert_eq!(paper.identifiers[&IdentifierVariable::Url], "https://example.org/exm/2016/90.html");
    assert_eq!(paper.extra_field("dblp", "ee"), Some(&"https://example.org/mirror/90.pdf".into()));

    assert_eq!(
        text(paper, TextVariable::ContainerTitle),
        proceedings.plain_title(),
        "the proceedings follow their paper"
    );
    assert_eq!(text(paper, TextVariable::ContainerTitleShort), "EXM");
    assert_eq!(text(paper, TextVariable::Publisher), "Invention Press");
    assert_eq!(paper.identifiers[&IdentifierVariable::Isbn], "9783161484100");
    let inherited =
        paper.inferred.iter().find(|mark| mark.variable == Variable::Text(TextVariable::Publisher)).unwrap();
    assert_eq!(inherited.from.as_deref(), Some("DBLP:conf/exm/2016"));

    assert_eq!(preprint.identifiers[&IdentifierVariable::Eprint], "2210.99999");
    assert_eq!(text(preprint, TextVariable::ContainerTitle), "");
    assert!(!preprint.numbers.contains_key(&NumberVariable::Volume));
    assert_eq!(
        (text(thesis, TextVariable::Genre).as_str(), thesis.dates[&DateVariable::Issued].to_string().as_str()),
        ("PhD thesis", "1999-05")
    );
    assert_eq!(text(thesis, TextVariable::Publisher), "University of Invention, Norway");
}

#[test]
fn a_broken_record_does_not_stop_the_next() {
    let (records, reports) = read(
        "<dblp><article key='a'><title>A.</titel></article>\n<article key='b'><title>B.</title></article><book key='c'><title>C",
    );
    assert_eq!(records.iter().map(|record| record.id.as_str()).collect::<Vec<_>>(), ["DBLP:b"]);
    assert_eq!(reports.iter().map(|report| report.code.text()).collect::<Vec<_>>(), ["E1010", "E1011"]);
    assert_eq!(reports[0].place.as_ref().unwrap().line, 1);
}

#[test]
fn proceedings_that_stand_too_far_off_are_not_waited_for() {
    let mut xml = String::from(
        "<dblp><inproceedings key='p'><title>P.</title><booktitle>X</booktitle><crossref>c</crossref></inproceedings>",
    );
    for index in 0..1500 {
        let _ = write!(xml, "<article key='a{index}'><title>A.</title></article>");
    }
    xml.push_str("<proceedings key='c'><title>Proc</title></proceedings>");
    xml.push_str(
        "<inproceedings key='q'><title>Q.</title><booktitle>X</booktitle><crossref>c</crossref></inproceedings></dblp>",
    );
    let (records, _) = read(&xml);
    assert_eq!(records.len(), 1503);
    assert_eq!(text(&records[0], TextVariable::ContainerTitle), "X");
    assert_eq!(text(&records[1502], TextVariable::ContainerTitle), "Proc");
}

#[test]
fn only_the_volume_of_corr_is_a_number_of_arxiv() {
    let article = |journal: &str, volume: &str| {
        let xml = format!(
            "<dblp><article key='journals/x/Y' publtype='informal'><title>T.</title><journal>{journal}</journal>\
             <volume>{volume}</volume></article></dblp>"
        );
        let (mut records, reports) = read(&xml);
        assert_eq!(reports, [], "{journal}");
        records.remove(0)
    };
    let of_journal = article("J. Examples", "14");
    assert_eq!(of_journal.number(NumberVariable::Volume), Some("14"));
    assert!(!of_journal.has(Variable::Identifier(IdentifierVariable::Eprint)));
    assert!(!of_journal.has(Variable::Text(TextVariable::EprintType)));
    let of_arxiv = article("CoRR", "abs/2104.01234");
    assert_eq!(of_arxiv.identifiers[&IdentifierVariable::Eprint], "2104.01234");
    assert_eq!(of_arxiv.number(NumberVariable::Volume), None);
}

#[test]
fn hits_of_a_search_are_read_as_in_json() {
    let xml = include_str!("../../../fixtures/dblp/search.xml");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "dblp");
    let (records, reports) = read(xml);
    assert_eq!(reports, []);
    let [paper, preprint, thesis] = records.as_slice() else { panic!("three records") };
    assert_eq!((paper.id.as_str(), paper.kind), ("DBLP:conf/tide/LundE16", Kind::PaperConference));
    assert_eq!(paper.plain_title(), "Tides & H2O where x < y");
    let authors: Vec<String> =
        paper.names[&NameVariable::Author].list.iter().map(|name| name.to_display_order()).collect();
    assert_eq!(authors, ["Ada Lund", "Bo van Example"]);
    assert_eq!(text(paper, TextVariable::ContainerTitle), "TideConf");
    assert_eq!(text(paper, TextVariable::CollectionTitle), "Lecture Notes in Tides");
    assert_eq!(paper.number(NumberVariable::Page), Some("770-778"));
    assert_eq!(paper.dates[&DateVariable::Issued].to_string(), "2016");
    assert_eq!(paper.doi(), Some("10.5555/TIDE.2016.90"));
    assert_eq!(preprint.kind, Kind::Article);
    assert_eq!(preprint.identifiers[&IdentifierVariable::Eprint], "2210.12430");
    assert!(!preprint.has(Variable::Number(NumberVariable::Volume)));
    assert_eq!((thesis.kind, thesis.url()), (Kind::Thesis, Some("https://example.org/thesis")));

    let nothing = "<result><query>x</query><status code='200'>OK</status><hits total='0' sent='0'/></result>";
    assert_eq!(sniff("x", nothing.as_bytes()).unwrap().id, "dblp");
    let (records, reports) = read(nothing);
    assert_eq!((records.len(), reports.len(), reports[0].code.text()), (0, 1, "E1013"));
    let person = "<result><query>x</query><hits>\n<hit><info><author>Ada Lund</author></info></hit></hits></result>";
    let (records, reports) = read(person);
    assert_eq!((records.len(), reports[0].code.text(), reports[0].place.as_ref().unwrap().line), (0, "E1013", 2));
}

#[test]
fn the_page_of_a_person_is_their_publications() {
    let xml = include_str!("../../../fixtures/dblp/person.xml");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "dblp");
    let (records, reports) = read(xml);
    assert_eq!((records.len(), reports), (2, vec![]));
    assert_eq!(records[0].id, "DBLP:journals/tides/LundN20");
    assert_eq!((records[0].kind, records[0].plain_title().as_str()), (Kind::ArticleJournal, "Tides of lakes"));
    assert_eq!(text(&records[0], TextVariable::ContainerTitle), "J. Tides");
    assert_eq!(records[0].doi(), Some("10.5555/lakes.1"));
    assert_eq!(records[1].kind, Kind::PaperConference);
    assert_eq!(records[1].names[&NameVariable::Author].list[0].to_display_order(), "Ada Lund");
}
