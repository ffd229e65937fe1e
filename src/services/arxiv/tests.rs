//! Tests of reading arXiv's entries.

use super::FORMAT;
use crate::diag::Diagnostic;
use crate::formats::sniff;
use crate::model::{DateVariable, IdentifierVariable, Inline, NameVariable, Record, Text, TextVariable, Variable};
use crate::seam::testing;

fn read(xml: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    testing::read(&FORMAT, xml)
}

#[test]
fn entries_are_preprints() {
    let xml = include_str!("../../../fixtures/arxiv/feed.xml");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "arxiv");
    let (records, reports) = read(xml);
    assert_eq!((records.len(), reports), (2, vec![]));
    let [new, old] = records.as_slice() else { panic!("two records") };
    let title = vec![
        Inline::Str("On examples with ".into()),
        Inline::Math("\\mathcal{N}=4".into()),
        Inline::Str(" and x < y".into()),
    ];
    assert_eq!(new.text(TextVariable::Title), Some(&Text::from(title)));
    assert_eq!(new.identifiers[&IdentifierVariable::Eprint], "2210.99999v2");
    assert_eq!(new.identifiers[&IdentifierVariable::Doi], "10.5555/exm.1");
    assert_eq!(new.identifiers[&IdentifierVariable::Url], "http://arxiv.org/abs/2210.99999v2");
    assert_eq!(new.text(TextVariable::EprintClass).unwrap().to_plain(), "cs.SD");
    assert_eq!(new.tags, ["cs.LG", "68T10"]);
    assert_eq!(new.text(TextVariable::Note).unwrap().to_plain(), "12 pages, 5 figures; Exm. Lett. B450 (2023) 1-9");
    assert_eq!(new.dates[&DateVariable::Issued].to_string(), "2022-10-22");
    assert_eq!(new.extra_field("arxiv", "updated"), Some(&"2023-01-05".into()));
    let authors: Vec<String> =
        new.names[&NameVariable::Author].list.iter().map(|name| name.to_display_order()).collect();
    assert_eq!(authors, ["José Pérez Example", "Karl Probe III", "The Example Collaboration"]);
    assert!(new.inferred.iter().any(|mark| mark.variable == Variable::Names(NameVariable::Author)));
    assert_eq!(old.identifiers[&IdentifierVariable::Eprint], "hep-th/9901999v1");
}

#[test]
fn an_error_is_an_entry_and_no_record() {
    let error = "<feed xmlns='http://www.w3.org/2005/Atom'><id>http://arxiv.org/api/x</id><entry>\
        <id>http://arxiv.org/api/errors#incorrect_id_format_for_1</id><title>Error</title>\
        <summary>incorrect id format for 1</summary></entry></feed>";
    let (records, reports) = read(error);
    assert_eq!((records.len(), reports.len(), reports[0].code.text()), (0, 1, "E1014"));
    assert!(reports[0].message.ends_with("incorrect id format for 1"));
    let (records, reports) = read("<feed><title>ArXiv Query</title></feed>");
    assert_eq!((records.len(), reports[0].code.text()), (0, "E1013"));
    let (records, reports) = read("Rate exceeded.");
    assert_eq!((records.len(), reports[0].code.text()), (0, "E1013"));
    assert!(reports[0].message.contains("Rate exceeded."));
}

#[test]
fn listings_are_read_in_all_their_forms() {
    let xml = include_str!("../../../fixtures/arxiv/listing.rss");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "arxiv");
    let (records, reports) = read(xml);
    assert_eq!((records.len(), reports), (2, vec![]));
    let [new, replaced] = records.as_slice() else { panic!("two records") };
    let authors = |record: &Record| -> Vec<String> {
        record.names[&NameVariable::Author].list.iter().map(|name| name.to_display_order()).collect()
    };
    assert_eq!(new.plain_title(), "Tides of Sound in \\mathbb{R}^3");
    assert_eq!(authors(new), ["José Example", "Bo van Lund"]);
    assert_eq!(new.text(TextVariable::Abstract).unwrap().to_plain(), "We listen to 6% of all tides.");
    assert_eq!(new.identifiers[&IdentifierVariable::Eprint], "2401.99991v1");
    assert_eq!(new.identifiers[&IdentifierVariable::Url], "https://arxiv.org/abs/2401.99991");
    assert_eq!(new.dates[&DateVariable::Issued].to_string(), "2024-01-02");
    assert!(new.inferred.iter().any(|mark| mark.variable == Variable::Date(DateVariable::Issued)));
    assert_eq!(new.text(TextVariable::EprintClass).unwrap().to_plain(), "cs.SD");
    assert_eq!(new.tags, ["eess.AS"]);
    assert_eq!(replaced.dates[&DateVariable::Issued].to_string(), "2022-12");
    assert_eq!(replaced.identifiers[&IdentifierVariable::Doi], "10.5555/old.2");
    assert_eq!(replaced.text(TextVariable::Note).unwrap().to_plain(), "J. Tides 5 (2023) 1-9");

    let rdf = include_str!("../../../fixtures/arxiv/listing.rdf");
    assert_eq!(sniff("x", rdf.as_bytes()).unwrap().id, "arxiv");
    let (records, reports) = read(rdf);
    assert_eq!((records.len(), reports), (1, vec![]));
    assert_eq!(records[0].plain_title(), "Waves that whisper");
    assert_eq!(authors(&records[0]), ["Ada Lund", "Cy Noe"]);
    assert_eq!(records[0].text(TextVariable::Abstract).unwrap().to_plain(), "Waves are quiet where x < y.");
    assert_eq!(records[0].identifiers[&IdentifierVariable::Eprint], "2101.99993v1");
    assert_eq!(records[0].text(TextVariable::EprintClass).unwrap().to_plain(), "cs.SD");
    assert_eq!(records[0].dates[&DateVariable::Issued].to_string(), "2021-01");

    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><id>http://rss.arxiv.org/atom/cs.SD</id><entry>\
        <id>oai:arXiv.org:2401.99991v1</id><title>T</title><link href='https://arxiv.org/abs/2401.99991' rel='alternate'/>\
        <summary>arXiv:2401.99991v1 Announce Type: new Abstract: A</summary><category term='cs.SD'/>\
        <published>2024-01-02T00:00:00-05:00</published><announce_type>new</announce_type><creator>Ada Lund, Cy Noe</creator>\
        </entry></feed>";
    let (records, reports) = read(atom);
    assert_eq!((records.len(), reports), (1, vec![]));
    assert_eq!(authors(&records[0]).len(), 2);
    assert_eq!(records[0].dates[&DateVariable::Issued].to_string(), "2024-01-02");
    assert_eq!(records[0].text(TextVariable::Abstract).unwrap().to_plain(), "A");
}

#[test]
fn metadata_of_oai_are_read_alone() {
    let xml = "<arXiv xmlns='http://arxiv.org/OAI/arXiv/'><id>2210.12430</id><title>T</title>\
        <doi>10.5555/a 10.5555/b</doi></arXiv>";
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "arxiv");
    let (records, reports) = read(xml);
    assert_eq!((records.len(), reports), (1, vec![]));
    assert_eq!(records[0].identifiers[&IdentifierVariable::Doi], "10.5555/a");
    let (records, reports) = read("<arXiv><id>2210.12430</id></arXiv>");
    assert_eq!((records.len(), reports[0].code.text()), (0, "W0601"));
}
