//! The profile page of the main use case, merged with the file of a service: the records become complete.

use publist::merge::{MergeInputs, Preprints};
use publist::model::{
    DateVariable, IdentifierVariable, NameVariable, NumberVariable, OwnerPresence, TextVariable, Variable,
};
use publist::{Date, Input, MergeOptions, Record, by_id, merge};

const PAGE: &str = "fixtures/profile/yuan-zong.txt";
const SERVICE: &str = "fixtures/merge/publications.json";

fn read(path: &str, format: &str) -> Vec<Record> {
    let bytes = std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect("the fixture is there");
    let mut records = Vec::new();
    let mut keep = |record| records.push(record);
    let reader = by_id(format).and_then(|format| format.reader).expect("it can be read");
    reader.read(Input::new(path, &mut bytes.as_slice()), &mut keep, &mut ()).expect("memory can be read");
    records
}

fn merged(preprints: Preprints) -> Vec<Record> {
    let mut inputs = MergeInputs::default();
    for (path, format) in [(PAGE, "profile"), (SERVICE, "csl-json")] {
        let source = inputs.add_source(path);
        read(path, format).into_iter().for_each(|record| inputs.add(source, record));
    }
    let options = MergeOptions::default().with_preprints(preprints);
    let merged = merge(inputs, &options, None, &mut ());
    assert_eq!((merged.report.read, merged.report.written), (25, merged.records.len()));
    merged.records
}

fn titled<'a>(records: &'a [Record], start: &str) -> Vec<&'a Record> {
    records.iter().filter(|record| record.plain_title().to_lowercase().starts_with(&start.to_lowercase())).collect()
}

#[test]
fn what_the_page_lacks_comes_from_the_service() {
    let records = merged(Preprints::Merge);
    assert_eq!(records.len(), 21);
    let [paper] = titled(&records, "Speech Emotion Recognition via")[..] else { panic!("one record") };
    assert_eq!(paper.id, "atfnn");
    let authors = &paper.names[&NameVariable::Author];
    assert_eq!((authors.list.len(), authors.truncated), (7, false));
    assert_eq!(paper.identifiers[&IdentifierVariable::Doi], "10.1109/TCSS.2022.3219825");
    assert!(paper.texts.contains_key(&TextVariable::ContainerTitle));
    // From the page: the abstract, the class, the day of the preprint, and the owner of the page.
    assert!(paper.texts.contains_key(&TextVariable::Abstract));
    assert_eq!(paper.texts[&TextVariable::EprintClass].to_plain(), "cs.SD");
    assert_eq!(paper.dates[&DateVariable::Issued], Date::parse("2023"));
    assert_eq!(paper.dates[&DateVariable::Submitted], Date::parse("2022-10-22"));
    let owner = paper.owner.as_ref().expect("the page has an owner");
    assert_eq!(owner.presence, OwnerPresence::Shown, "hidden on the page, shown in the whole list");
    // The source of each value.
    let of_abstract = paper.inferred.iter().find(|mark| mark.variable == Variable::Text(TextVariable::Abstract));
    assert!(of_abstract.is_some_and(|mark| mark.reason.starts_with(&format!("merged from {PAGE}:"))));
    assert!(!paper.inferred.iter().any(|mark| mark.variable == Variable::Identifier(IdentifierVariable::Doi)));
}

#[test]
fn names_have_their_fullest_form_whoever_has_it() {
    let records = merged(Preprints::Merge);
    let [paper] = titled(&records, "Deep Implicit")[..] else { panic!("one record") };
    let names: Vec<String> =
        paper.names[&NameVariable::Author].list.iter().map(|name| name.to_display_order()).collect();
    assert_eq!(names, ["Yan Zhao", "Jincen Wang", "Yuan Zong", "W. Zheng", "H. Lian", "L. Zhao"]);
    assert_eq!(paper.numbers[&NumberVariable::Page], "1-5");
}

#[test]
fn a_preprint_a_page_and_a_publication_become_one() {
    let records = merged(Preprints::Merge);
    let [paper] = titled(&records, "DFEW")[..] else { panic!("one record") };
    assert_eq!(paper.id, "dfew-preprint");
    assert_eq!(paper.aliases().collect::<Vec<_>>(), ["dfew"]);
    assert_eq!(paper.identifiers[&IdentifierVariable::Doi], "10.1145/3394171.3413620");
    assert_eq!(paper.identifiers[&IdentifierVariable::Eprint], "2008.05924");
    assert_eq!(paper.dates[&DateVariable::Submitted], Date::parse("2020-08-13"));
    assert_eq!(paper.related[0].relation, "HasPreprint");
    assert_eq!(paper.related[0].target, "10.48550/arXiv.2008.05924");
    assert!(paper.plain_title().ends_with("in the Wild"), "the publisher's title lacks its subtitle");
    assert_eq!(paper.texts[&TextVariable::Publisher].to_plain(), "ACM");
}

#[test]
fn preprints_are_kept_dropped_or_linked_on_request() {
    let kept = merged(Preprints::Keep);
    assert_eq!(titled(&kept, "DFEW").len(), 2);
    let dropped = merged(Preprints::Drop);
    let [paper] = titled(&dropped, "DFEW")[..] else { panic!("one record") };
    assert_eq!((paper.id.as_str(), paper.identifiers.contains_key(&IdentifierVariable::Eprint)), ("dfew", false));
    let linked = merged(Preprints::Link);
    let papers = titled(&linked, "DFEW");
    let links: Vec<(&str, &str)> =
        papers.iter().map(|paper| (paper.related[0].relation.as_str(), paper.related[0].target.as_str())).collect();
    assert_eq!(links, [("IsPreprintOf", "dfew"), ("HasPreprint", "dfew-preprint")]);
}

#[test]
fn what_matches_nothing_is_untouched() {
    let records = merged(Preprints::Merge);
    let other = read(SERVICE, "csl-json").pop().expect("it holds records");
    assert_eq!(records.last(), Some(&other));
    let first_alone = &read(PAGE, "profile")[2];
    assert!(records.contains(first_alone));
}
