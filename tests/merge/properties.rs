//! Properties that hold for all records.

use std::collections::BTreeSet;

use proptest::prelude::*;
use publist::merge::MergeInputs;
use publist::{MergeOptions, Record, merge};

use super::generator::{self, Dice};
use super::merged;
use super::pairs::by_hand;
use crate::strategies;

/// Which records were joined, each identified by its index in `records`, whatever their order.
fn groups(records: &[Record], order: &[usize]) -> BTreeSet<BTreeSet<usize>> {
    let inputs = MergeInputs::of_source("input", order.iter().map(|&place| records[place].clone()));
    let merged = merge(inputs, &MergeOptions::default(), None, &mut ());
    let group = |members: &[publist::merge::MergeMember]| members.iter().map(|member| order[member.index]).collect();
    merged.report.groups.iter().map(|found| group(&found.members)).collect()
}

fn shuffled(count: usize, dice: &mut Dice) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        order.swap(at, dice.roll(at + 1));
    }
    order
}

#[test]
fn the_order_of_the_input_does_not_change_what_is_joined() {
    let mut records: Vec<Record> = by_hand().into_iter().flat_map(|pair| pair.records).collect();
    records.extend(generator::pairs().into_iter().flat_map(|pair| pair.records));
    let expected = groups(&records, &(0..records.len()).collect::<Vec<_>>());
    let mut dice = Dice(1);
    for _ in 0..5 {
        let found = groups(&records, &shuffled(records.len(), &mut dice));
        let differences: Vec<_> = expected.symmetric_difference(&found).collect();
        assert!(differences.is_empty(), "{differences:?}");
    }
}

#[test]
fn a_list_merged_with_itself_is_that_list() {
    let works = generator::works();
    let twice = works.iter().chain(&works).cloned().collect();
    let merged = merged(twice, &MergeOptions::default()).records;
    assert_eq!(merged, works);
}

#[test]
fn merging_again_joins_nothing_more() {
    let records: Vec<Record> = generator::pairs().into_iter().flat_map(|pair| pair.records).collect();
    let once = merged(records, &MergeOptions::default()).records;
    let twice = merged(once.clone(), &MergeOptions::default()).records;
    assert!(once.len() - twice.len() <= once.len() / 100, "{} and {}", once.len(), twice.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn records_that_nobody_thought_of(records in prop::collection::vec(strategies::record(), 0..6), seed in any::<u64>()) {
        let order: Vec<usize> = (0..records.len()).collect();
        let found = groups(&records, &order);
        let turned = groups(&records, &shuffled(records.len(), &mut Dice(seed)));
        prop_assert_eq!(&found, &turned);

        let once = merged(records.clone(), &MergeOptions::default());
        let twice = merged(once.records.iter().chain(&once.records).cloned().collect(), &MergeOptions::default());
        prop_assert_eq!(&twice.records, &once.records);

        // Records that match no other are unchanged.
        let joined: BTreeSet<usize> = found.into_iter().flatten().collect();
        for (place, record) in records.iter().enumerate() {
            prop_assert!(joined.contains(&place) || once.records.contains(record));
        }
    }
}
