//! Ids for records that are read or written as a whole.

use crate::diag::Sink;
use crate::keys::{KeyPolicy, KeyStream, KeyUse, Turn};
use crate::model::Record;

/// Assigns ids to records for a use. Records that were read in place and for which `stays` returns true keep theirs.
pub(super) fn give_keys(records: &mut [Record], key_use: KeyUse, stays: impl Fn(&Record) -> bool, diag: &mut dyn Sink) {
    let mut stream = KeyStream::new(KeyPolicy::KeepIds, None, key_use);
    let (mut places, mut waiting) = (Vec::new(), Vec::new());
    for (place, record) in records.iter_mut().enumerate() {
        let is_in_place = record.passage.is_some();
        let turn = match is_in_place && stays(record) {
            true => stream.next_in_place(record, diag),
            false => stream.next(record, None, diag),
        };
        if turn == Turn::Later {
            places.push(place);
            waiting.push(std::mem::take(record));
        }
    }
    stream.end(&mut waiting);
    for (place, record) in places.into_iter().zip(waiting) {
        records[place] = record;
    }
}
