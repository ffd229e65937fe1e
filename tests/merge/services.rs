//! A page of invented papers, merged with possible answers of OpenAlex, Crossref (JSON and XML) and arXiv: the records
//! become complete, and the report contains the source of every value.

use publist::formats::Format;
use publist::merge::{MergeInputs, Merged};
use publist::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use publist::{Date, Input, Kind, MergeOptions, Record, by_id, merge};

const FILES: [(&str, &str); 5] = [
    ("page.txt", "profile"),
    ("openalex.jsonl", "openalex"),
    ("crossref.json", "crossref"),
    ("crossref.xml", "crossref"),
    ("arxiv.xml", "arxiv"),
];

fn read(inputs: &mut MergeInputs, (name, format): (&str, &str)) {
    let path = format!("{}/fixtures/merge/services/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).expect("the fixture is there");
    let source = inputs.add_source(name);
    let mut keep = |record| inputs.add(source, record);
    let reader = by_id(format).and_then(|format: &Format| format.reader).expect("it can be read");
    reader.read(Input::new(name, &mut bytes.as_slice()), &mut keep, &mut ()).expect("memory can be read");
}

fn merged() -> Merged {
    let mut inputs = MergeInputs::default();
    FILES.into_iter().for_each(|file| read(&mut inputs, file));
    merge(inputs, &MergeOptions::default(), None, &mut ())
}

fn titled<'a>(records: &'a [Record], start: &str) -> &'a Record {
    let found: Vec<&Record> = records.iter().filter(|record| record.plain_title().starts_with(start)).collect();
    let [record] = found[..] else { panic!("{} records are titled {start}", found.len()) };
    record
}

fn authors(record: &Record) -> Vec<String> {
    record.names[&NameVariable::Author].list.iter().map(|name| name.to_display_order()).collect()
}

#[test]
fn every_paper_of_the_page_becomes_one_whole_record() {
    let Merged { records, report } = merged();
    assert_eq!((report.read, report.written, records.len()), (28, 8, 8));
    for record in &records {
        let title = record.plain_title();
        assert!(!record.names[&NameVariable::Author].truncated, "{title}");
        assert!(record.identifiers.contains_key(&IdentifierVariable::Doi), "{title}");
        assert!(record.identifiers.contains_key(&IdentifierVariable::Eprint), "{title}");
        assert!(record.dates.contains_key(&DateVariable::Issued), "{title}");
        assert!(record.texts.contains_key(&TextVariable::Abstract), "{title}");
        assert_eq!(record.texts[&TextVariable::EprintType].to_plain(), "arXiv", "{title}");
        if record.kind == Kind::Article {
            continue; // never published: no venue is invented
        }
        assert!(record.texts.contains_key(&TextVariable::ContainerTitle), "{title}");
        assert!(record.dates.contains_key(&DateVariable::Submitted), "the day of the preprint: {title}");
        let number = &record.identifiers[&IdentifierVariable::Eprint];
        assert!(!number.contains('v'), "the work and not a version of its preprint: {title}");
        assert_eq!(record.related.len(), 1, "{title}");
        assert_eq!(record.related[0].target, format!("https://arxiv.org/abs/{number}"), "{title}");
    }
    assert_eq!(records.iter().filter(|record| record.kind == Kind::Article).count(), 1);
}

#[test]
fn a_list_that_the_page_cuts_is_completed() {
    let Merged { records, report } = merged();
    let cranes = titled(&records, "Harbor Cranes");
    assert_eq!(authors(cranes), ["Tiril Haugland", "Kwabena Osei", "Mira Solberg", "Jonas Lindqvist", "Élodie Petit"]);
    let group =
        report.groups.iter().find(|group| group.members[0].title == cranes.plain_title()).expect("it was joined");
    // The agency's list is kept, so that nothing had to be completed.
    let from = group.origins.iter().find(|(variable, _)| *variable == Variable::Names(NameVariable::Author));
    assert_eq!(from.map(|(_, member)| group.members[*member].source_name.as_str()), Some("crossref.json"));
}

#[test]
fn the_date_of_print_goes_with_the_volume_and_the_day_online_stays() {
    let records = merged().records;
    let cranes = titled(&records, "Harbor Cranes");
    assert_eq!(cranes.dates[&DateVariable::Issued], Date::parse("2023-03"));
    assert_eq!(cranes.dates[&DateVariable::AvailableDate], Date::parse("2022-11-28"));
    assert_eq!(cranes.dates[&DateVariable::Submitted], Date::parse("2022-03-14"));
}

#[test]
fn a_preprint_that_names_its_publication_was_retitled() {
    let records = merged().records;
    let lights = titled(&records, "Self-Supervision from Periodic Lights: Learning");
    assert_eq!(lights.dates[&DateVariable::Issued], Date::parse("2020-10"));
    assert_eq!(lights.dates[&DateVariable::Submitted], Date::parse("2019-09-09"));
    assert_eq!(lights.identifiers[&IdentifierVariable::Doi], "10.5555/tiv.2020.9.55");
}

#[test]
fn a_number_of_an_article_is_not_its_page_as_well() {
    let records = merged().records;
    let whales = titled(&records, "Whale Calls");
    assert_eq!(whales.numbers[&NumberVariable::Number], "e17");
    assert!(!whales.numbers.contains_key(&NumberVariable::Page));
    assert_eq!(whales.numbers[&NumberVariable::Volume], "5", "Crossref's and not what OpenAlex made of it");
}

#[test]
fn the_address_of_the_preprint_is_not_that_of_the_publication() {
    for record in &merged().records {
        let address = record.identifiers.get(&IdentifierVariable::Url);
        let is_arxiv = address.is_some_and(|address| address.contains("arxiv.org"));
        assert_eq!(is_arxiv, record.kind == Kind::Article, "{}: {address:?}", record.plain_title());
    }
}

#[test]
fn every_value_has_an_origin_and_every_conflict_a_decision() {
    let Merged { records, report } = merged();
    assert_eq!(report.groups.len(), records.len());
    for (group, record) in report.groups.iter().zip(&records) {
        let known: Vec<Variable> = group.origins.iter().map(|(variable, _)| *variable).collect();
        for variable in record.variables() {
            let is_list = matches!(
                variable,
                Variable::Tags | Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred
            );
            assert!(is_list || known.contains(&variable), "{variable} of {}", record.plain_title());
        }
        for (_, member) in &group.origins {
            assert!(*member < group.members.len());
        }
        for conflict in &group.conflicts {
            assert!(conflict.kept < conflict.values.len() && conflict.values.len() > 1);
        }
    }
    let grave: Vec<String> = report
        .groups
        .iter()
        .flat_map(|group| &group.conflicts)
        .filter(|conflict| conflict.is_grave)
        .map(|conflict| format!("{}: {} of {:?}", conflict.variable, conflict.values[conflict.kept].0, conflict.values))
        .collect();
    assert_eq!(grave, ["volume: 5 of [(\"5\", 2), (\"6\", 1)]"]);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}
