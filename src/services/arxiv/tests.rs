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
