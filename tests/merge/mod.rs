//! Merging: precision and recall on labelled pairs, properties, and the profile page of the main use case merged with
//! other sources.

mod generator;
mod pairs;
mod precision;
mod properties;
mod services;
mod whole_records;

use publist::merge::{MergeInputs, Merged};
use publist::{MergeOptions, Record, merge};

/// Merges records, each from a file with its own name, without a judge.
pub fn merged(records: Vec<Record>, options: &MergeOptions) -> Merged {
    merge(MergeInputs::of_source("input", records), options, None, &mut ())
}
