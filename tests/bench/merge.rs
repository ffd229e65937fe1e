//! How long merging takes, and how the time grows: `cargo bench --bench merge`.
//!
//! The records are invented: titles of words drawn from a few hundred, authors from a thousand, and a third of all
//! works twice, once as in a journal and once as a preprint or without identifiers.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use publist::merge::MergeInputs;
use publist::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable};
use publist::{Date, Kind, MergeOptions, Name, Names, Record, merge};

fn main() {
    divan::main();
}

const SYLLABLES: &[&str] =
    &["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"];

/// Pseudo-random numbers that are the same in every run (Knuth's constants, MMIX).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    /// One of a number of words.
    fn word(&mut self, count: usize) -> String {
        let number = self.roll(count);
        [number % 16, number / 16 % 16, number * 7 % 16].map(|place| SYLLABLES[place]).concat()
    }
}

fn work(number: usize, dice: &mut Dice) -> Record {
    let mut record = Record { id: format!("work{number}"), ..Record::new(Kind::ArticleJournal) };
    let count = 5 + dice.roll(6);
    let title: Vec<String> = (0..count).map(|_| dice.word(600)).collect();
    record.set_text(TextVariable::Title, title.join(" "));
    let count = 1 + dice.roll(6);
    let names = (0..count).map(|_| Name::person(dice.word(1000), dice.word(300))).collect();
    record.set_names(NameVariable::Author, Names::complete(names));
    record.set_date(DateVariable::Issued, Date::parse(&format!("{}", 1990 + dice.roll(35))));
    record.set_text(TextVariable::ContainerTitle, format!("Journal of {} {}", dice.word(40), dice.word(40)));
    record.set_number(NumberVariable::Volume, (1 + dice.roll(60)).to_string());
    record.set_number(NumberVariable::Page, format!("{}", 1 + dice.roll(900)));
    record.set_identifier(IdentifierVariable::Doi, format!("10.5555/work.{number}"));
    record
}

fn inputs(count: usize) -> MergeInputs {
    let mut dice = Dice(1);
    let mut records: Vec<Record> = Vec::with_capacity(count);
    while records.len() < count {
        let number = records.len();
        let work = work(number, &mut dice);
        if number.is_multiple_of(3) {
            let mut again = work.clone();
            again.id = format!("again{number}");
            again.identifiers.clear();
            if number.is_multiple_of(2) {
                again.kind = Kind::Article;
                again.numbers.clear();
                again.texts.remove(&TextVariable::ContainerTitle);
            }
            records.push(again);
        }
        records.push(work);
    }
    records.truncate(count);
    MergeInputs::of_source("bench", records)
}

#[divan::bench(args = [10_000, 30_000, 100_000], sample_count = 3, sample_size = 1)]
fn works(bencher: Bencher<'_, '_>, count: usize) {
    let inputs = inputs(count);
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| inputs.clone())
        .bench_values(|inputs| merge(black_box(inputs), &MergeOptions::default(), None, &mut ()));
}

/// Hostile input: the same title, the same DOI, the same author and a different page each time.
#[divan::bench(args = [10_000, 100_000], sample_count = 3, sample_size = 1)]
fn works_that_look_alike(bencher: Bencher<'_, '_>, count: usize) {
    let mut dice = Dice(1);
    let mut record = work(0, &mut dice);
    let records = (0..count).map(|number| {
        record.set_number(NumberVariable::Page, number.to_string());
        if number.is_multiple_of(2) {
            record.identifiers.clear();
        } else {
            record.set_identifier(IdentifierVariable::Doi, "10.5555/work.0");
        }
        record.clone()
    });
    let inputs = MergeInputs::of_source("bench", records);
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| inputs.clone())
        .bench_values(|inputs| merge(black_box(inputs), &MergeOptions::default(), None, &mut ()));
}
