//! How fast references are formatted, beside the hayagriva engine in the same run: `cargo bench --bench references`.
//!
//! The works are made: articles, books and chapters with names drawn from a list, so that some share authors and years.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Style as XmlStyle};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};
use publist::{
    Date, DateVariable, Formatted, Kind, Name, NameVariable, Names, NumberVariable, Record, ReferenceOptions, Style,
    StyleFinder, TextVariable, by_id, cite,
};

const FAMILIES: &[&str] = &[
    "Abbott",
    "Baker",
    "Castillo",
    "Dvořák",
    "Eriksen",
    "Fujita",
    "García",
    "Hoffmann",
    "Ivanova",
    "Jensen",
    "Kim",
    "Lindqvist",
    "Moreau",
    "Nguyen",
    "Okafor",
    "Petrov",
    "Quinn",
    "Rossi",
    "Schneider",
    "Tanaka",
    "Ueda",
    "Vasquez",
    "Weber",
    "Xu",
    "Yilmaz",
    "Zhang",
];
const GIVEN: &[&str] = &["Ana", "Boris", "Chen", "Dana", "Emil", "Fatima", "Goran", "Hana", "Igor", "Jana", "Kofi"];
const WORDS: &[&str] = &["networks", "emotion", "speech", "models", "recognition", "of", "data", "for", "graphs"];
const STYLES: &[&str] = &["apa", "ieee"];

fn main() {
    divan::main();
}

/// Numbers that look random and are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

fn works(count: usize) -> Vec<Record> {
    let mut draw = Draw(7);
    (0..count)
        .map(|index| {
            let kind = [Kind::ArticleJournal, Kind::ArticleJournal, Kind::Book, Kind::Chapter][draw.below(4)];
            let mut record = Record::new(kind);
            record.id = format!("work{index}");
            let authors = 1 + draw.below(5);
            let family = |draw: &mut Draw| format!("{}{}", draw.of(FAMILIES), draw.below(count));
            let list = (0..authors)
                .map(|_| {
                    let family = family(&mut draw);
                    Name::person(family, draw.of(GIVEN))
                })
                .collect();
            record.set_names(NameVariable::Author, Names { list, truncated: false });
            let title: Vec<&str> = (0..8).map(|_| draw.of(WORDS)).collect();
            record.set_text(TextVariable::Title, format!("Study {index}: {}", title.join(" ")));
            record.set_text(TextVariable::ContainerTitle, "Journal of examples");
            record.set_text(TextVariable::Publisher, "Example Press");
            record.set_number(NumberVariable::Volume, draw.below(60).to_string());
            record.set_number(NumberVariable::Page, format!("{index}-{}", index + 12));
            let year = 1990 + draw.below(35);
            record.dates.insert(DateVariable::Issued, Date::parse(&year.to_string()));
            record
        })
        .collect()
}

fn style(name: &str) -> Style {
    StyleFinder::new().find(name).expect("the style comes with publist")
}

#[divan::bench(args = STYLES, consts = [100, 1_000, 10_000])]
fn publist<const COUNT: usize>(bencher: Bencher<'_, '_>, name: &str) {
    let (works, style) = (works(COUNT), style(name));
    let format = || -> Formatted { cite(black_box(&works), &style, &ReferenceOptions::default(), &mut ()) };
    assert_eq!(format().references.expect("the style has a bibliography").entries.len(), COUNT);
    bencher.counter(ItemsCount::new(COUNT)).bench_local(format);
}

#[divan::bench(args = STYLES, consts = [100, 1_000], sample_count = 10)]
fn hayagriva_engine<const COUNT: usize>(bencher: Bencher<'_, '_>, name: &str) {
    let items = items(&works(COUNT));
    let style = archived(name);
    let locales = hayagriva::archive::locales();
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        let mut driver = BibliographyDriver::new();
        for item in &items {
            driver.citation(CitationRequest::new(vec![CitationItem::with_entry(item)], &style, None, &locales, None));
        }
        let rendered = driver.finish(BibliographyRequest::new(&style, None, &locales));
        assert_eq!(rendered.bibliography.as_ref().map(|list| list.items.len()), Some(COUNT));
        rendered
    });
}

/// The works as hayagriva's items, through CSL-JSON.
fn items(works: &[Record]) -> Vec<Item> {
    let format = by_id("csl-json").expect("it exists");
    let mut json = Vec::new();
    let options = publist::WriteOptions::default();
    let mut writer = format.writer.expect("it is written").start(&options, &mut json).expect("memory");
    for work in works {
        writer.record(work, &mut ()).expect("memory");
    }
    writer.finish().expect("memory");
    serde_json::from_slice(&json).expect("CSL-JSON")
}

fn archived(name: &str) -> IndependentStyle {
    match hayagriva::archive::ArchivedStyle::by_name(name).expect("it is in the archive").get() {
        XmlStyle::Independent(style) => style,
        XmlStyle::Dependent(_) => panic!("{name} depends on another style"),
    }
}

#[divan::bench(args = STYLES)]
fn first_reference(bencher: Bencher<'_, '_>, name: &str) {
    let works = works(1);
    bencher.bench_local(|| cite(black_box(&works), &style(name), &ReferenceOptions::default(), &mut ()));
}
