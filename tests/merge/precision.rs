//! How often merging is right: precision is the proportion of correct joins, recall the proportion of pairs of one work
//! that are joined.

use std::ops::Add;

use publist::{MergeOptions, Record};

use super::generator::{self, Dice};
use super::merged;
use super::pairs::{self, Pair};

#[derive(Default, Clone, Copy)]
struct Count {
    joined_rightly: usize,
    joined_wrongly: usize,
    missed: usize,
    apart: usize,
}

impl Count {
    fn precision(&self) -> f64 {
        self.joined_rightly as f64 / (self.joined_rightly + self.joined_wrongly).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.joined_rightly as f64 / (self.joined_rightly + self.missed).max(1) as f64
    }

    fn print(&self, what: &str) {
        let pairs = self.joined_rightly + self.joined_wrongly + self.missed + self.apart;
        let (precision, recall) = (self.precision() * 100.0, self.recall() * 100.0);
        eprintln!("merge: {what}: {pairs} pairs, precision {precision:.2} %, recall {recall:.2} %");
    }
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            joined_rightly: self.joined_rightly + other.joined_rightly,
            joined_wrongly: self.joined_wrongly + other.joined_wrongly,
            missed: self.missed + other.missed,
            apart: self.apart + other.apart,
        }
    }
}

/// Merges each pair in both orders, which must not differ, and counts.
fn count(pairs: &[Pair]) -> Count {
    let mut count = Count::default();
    for Pair { name, is_same, records } in pairs {
        let joins = |records: Vec<Record>| merged(records, &MergeOptions::default()).records.len() == 1;
        let is_joined = joins(records.to_vec());
        let turned = records.iter().rev().cloned().collect();
        assert_eq!(joins(turned), is_joined, "the order decides: {name}");
        let (of, what) = match (is_same, is_joined) {
            (true, true) => (&mut count.joined_rightly, None),
            (true, false) => (&mut count.missed, Some("missed")),
            (false, true) => (&mut count.joined_wrongly, Some("joined wrongly")),
            (false, false) => (&mut count.apart, None),
        };
        *of += 1;
        if let Some(what) = what {
            eprintln!("merge: {what}: {name}");
        }
    }
    count
}

#[test]
fn pairs_are_joined_when_and_only_when_they_are_one_work() {
    let mut by_hand = Count::default();
    for (file, pairs) in pairs::by_file() {
        let count = count(&pairs);
        count.print(&file);
        by_hand = by_hand + count;
    }
    let made = count(&generator::pairs());
    by_hand.print("written by hand");
    made.print("made by rules");
    let all = by_hand + made;
    all.print("all");
    for (what, count) in [("by hand", &by_hand), ("made", &made), ("all", &all)] {
        assert!(count.precision() >= 0.995, "{what}: precision {}", count.precision());
        assert!(count.recall() >= 0.97, "{what}: recall {}", count.recall());
    }
}

/// All pairs in one list: no other joins may be made than for the separate pairs, and generated works must not be
/// joined with each other.
#[test]
fn works_in_one_list_do_not_run_into_one_another() {
    let works = generator::works();
    let mut dice = Dice(7);
    let mut records: Vec<Record> = works.clone();
    for _ in 0..works.len() * 2 {
        records.insert(dice.roll(records.len()), works[dice.roll(works.len())].clone());
    }
    assert_eq!(merged(records, &MergeOptions::default()).records.len(), works.len());
}
