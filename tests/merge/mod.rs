//! Merging: precision and recall on labelled pairs, what always holds, and the page of the main job made whole.

mod generator;
mod pairs;
mod precision;
mod properties;
mod services;
mod whole_records;

use publist::merge::{MergeInput, Merged};
use publist::{MergeOptions, Record, merge};

/// Merges records, each of a file of its own name, and asks nobody.
pub fn merged(records: Vec<Record>, options: &MergeOptions) -> Merged {
    let inputs = records.into_iter().map(|record| MergeInput { source: "input".into(), record }).collect();
    merge(inputs, options, None, &mut ())
}
