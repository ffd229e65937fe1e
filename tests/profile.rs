//! The real page: `$PUBLIST_PROFILE`, or `../shared/profile/yuan-zong.txt` next to the repository. publist may not
//! distribute it; without it, these tests report that they are skipped. `fixtures/profile/yuan-zong.txt` has the same
//! papers.

use std::path::Path;

use publist::formats::{Page, read_page};
use publist::keys::KeyPolicy;
use publist::model::{DateVariable, Inline, NameVariable, OwnerPresence, TextVariable};
use publist::{Date, Diagnostic, Input, Record, assign_keys};

use crate::outside::{Missing, material};

/// The text of the page, if it exists.
fn real_page() -> Option<String> {
    let path = material("PUBLIST_PROFILE", "profile/yuan-zong.txt").map_err(Missing::skip).ok()?;
    Some(std::fs::read_to_string(path).expect("the page can be read"))
}

fn fixture() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/profile/yuan-zong.txt");
    std::fs::read_to_string(path).expect("the fixture is part of the repository")
}

fn read(text: &str) -> (Page, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut unread = text.as_bytes();
    let input = Input::new("yuan-zong.txt", &mut unread);
    let page = read_page(input, &mut diagnostics).expect("memory can be read");
    (page, diagnostics)
}

/// The first three lines of each paper: subject and day, title, authors. The fourth is the abstract.
fn blocks(text: &str) -> Vec<[&str; 3]> {
    let papers = text.lines().skip_while(|line| *line != "20 Papers").skip(1);
    let lines: Vec<&str> = papers.filter(|line| !line.is_empty()).collect();
    lines.chunks_exact(4).map(|paper| [paper[0], paper[1], paper[2]]).collect()
}

/// A day in the page's own words.
fn as_on_page(date: &Date) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let point = date.first_point().expect("every paper has a day");
    let month = usize::from(point.month_number().expect("every paper has a month"));
    format!("{} {}, {}", MONTHS[month - 1], point.day_number().expect("every paper has a day"), point.year)
}

fn check(text: &str) {
    let (page, _) = read(text);
    let blocks = blocks(text);
    assert_eq!((page.records.len(), blocks.len()), (20, 20));
    for (record, [day, title, shown]) in page.records.iter().zip(blocks) {
        assert_eq!(record.plain_title(), title);
        let names = &record.names[&NameVariable::Author];
        let list: Vec<String> = names.list.iter().map(|name| name.to_display_order()).collect();
        let end = if names.truncated { " et al." } else { "" };
        assert_eq!(format!("{}{end}", list.join(", ")), shown);
        let date = as_on_page(&record.dates[&DateVariable::Issued]);
        let badge = if record.extra_field("profile", "code").is_some() { "Code" } else { "" };
        assert_eq!(format!("{}{date}{badge}", &day[..2]), day);
        let class = record.texts[&TextVariable::EprintClass].to_plain();
        assert_eq!(class, format!("cs.{}", &day[..2]));
        let owner = record.owner.as_ref().expect("the page has an owner");
        let expected = if shown.contains("Yuan Zong") { OwnerPresence::Shown } else { OwnerPresence::Hidden };
        assert_eq!(owner.presence, expected, "{title}");
        assert!(record.identifiers.is_empty());
        assert!(record.texts.contains_key(&TextVariable::Abstract));
    }
}

#[test]
fn every_fact_of_the_real_page_is_kept_and_none_is_added() {
    if let Some(text) = real_page() {
        check(&text);
    }
    check(&fixture());
}

#[test]
fn the_fixture_has_the_facts_of_the_real_page() {
    let Some(real) = real_page() else { return };
    let facts = |text: &str| {
        let mut page = read(text).0;
        for record in &mut page.records {
            record.texts.remove(&TextVariable::Abstract);
        }
        page
    };
    assert_eq!(facts(&fixture()), facts(&real));
}

#[test]
fn no_tex_is_left_in_the_abstracts_of_the_real_page() {
    let Some(real) = real_page() else { return };
    let (page, diagnostics) = read(&real);
    for record in &page.records {
        let inlines = record.texts[&TextVariable::Abstract].inlines();
        let strings = inlines.iter().filter_map(|inline| match inline {
            Inline::Str(text) => Some(text),
            _ => None,
        });
        for text in strings {
            assert!(!text.contains(['\\', '{', '}', '$']), "{text}");
        }
    }
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.text()).collect();
    assert_eq!(codes, ["N0507", "N0506", "W0901", "W0502"]);
}

#[test]
fn keys_are_those_people_expect() {
    let mut records: Vec<Record> = read(&fixture()).0.records;
    assign_keys(&mut records, KeyPolicy::KeepIds);
    let keys: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(keys[..4], ["lu2022speech", "zhao2023deep", "zhu2023learning", "xu2022sdfe"]);
    let unique: std::collections::HashSet<&&str> = keys.iter().collect();
    assert_eq!(unique.len(), 20);
}
