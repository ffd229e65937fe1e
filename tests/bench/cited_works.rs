//! Invented works, which are the same in every run: articles, books and chapters with names drawn from a list, so that
//! some share authors and years.

use publist::model::{DateVariable, NameVariable, NumberVariable, TextVariable};
use publist::{Date, Kind, Name, Names, Record};

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

/// Pseudo-random numbers that are the same in every run.
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

/// Returns this number of works, of which some share authors and years.
pub fn works(count: usize) -> Vec<Record> {
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
