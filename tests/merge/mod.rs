//! Merging: precision and recall on labelled pairs, what always holds, and the page of the main job made whole.

mod generator;
mod pairs;
mod precision;
mod properties;
mod services;
mod whole_records;

use publist::merge::{MergeInputs, Merged};
use publist::{MergeOptions, Record, merge};

/// Merges records, each of a file of its own name, and asks nobody.
pub fn merged(records: Vec<Record>, options: &MergeOptions) -> Merged {
    merge(MergeInputs::of_source("input", records), options, None, &mut ())
}
