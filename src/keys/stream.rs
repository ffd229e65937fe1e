//! Keys for the records of a stream.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Record, SourceFile};
use crate::seam::KeyUse;
use crate::text::fingerprints::Fingerprints;

use super::{KeyMaker, KeyPattern, KeyPolicy, is_valid_key};

/// When a record of a stream gets its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Turn {
    /// It has its key now, and can be passed on.
    Now,
    /// It must wait, and gets its key when all records have arrived: [`KeyStream::end`] or [`KeyStream::late_key`].
    Later,
}

/// Assigns keys to records on their way to an output, each key only once.
///
/// Records are passed on at once as long as they have ids that are kept. From the first record without an id, all
/// records wait for the end: a key generated now could be the id of a later record, which is to keep it. If all keys
/// are generated, all records wait: which of several records gets the plain key does not depend on their order.
///
/// Only a few bytes are remembered of each record, see [`KeyMaker`]; of files that are read in place, their keys.
#[derive(Debug)]
pub struct KeyStream {
    policy: KeyPolicy,
    maker: KeyMaker,
    key_use: KeyUse,
    /// The ids that were kept although they cannot be keys in TeX.
    kept: Fingerprints,
    /// The ids of records that stay in their files, in lower case, with the first file that contained each.
    in_place: HashMap<String, Arc<SourceFile>>,
    waits: bool,
    /// Whether records with ids may follow.
    may_have_ids: bool,
}

impl KeyStream {
    /// Creates a stream of records.
    pub fn new(policy: KeyPolicy, pattern: Option<KeyPattern>, key_use: KeyUse) -> Self {
        let maker = KeyMaker::new(policy).with_pattern(pattern);
        Self {
            policy,
            maker,
            key_use,
            kept: Fingerprints::default(),
            in_place: HashMap::new(),
            waits: false,
            may_have_ids: true,
        }
    }

    /// Declares that no records with ids follow, so that those without ids need not wait. A record that has an id
    /// nevertheless keeps it if no other record has it as its key.
    pub fn expect_no_ids(&mut self) {
        self.may_have_ids = false;
    }

    /// Takes the next record, and keeps its id or changes it as little as necessary, which is reported.
    ///
    /// `plain` is the key that a record without an id would have if it were the only one, if that is known already.
    pub fn next(&mut self, record: &mut Record, plain: Option<String>, diag: &mut dyn Sink) -> Turn {
        if self.policy == KeyPolicy::KeepIds && !record.id.is_empty() {
            self.keep_id(record, diag);
        } else if self.policy == KeyPolicy::KeepIds && !self.may_have_ids && !self.waits {
            self.late_key(record, plain);
        } else {
            self.waits = true;
        }
        if self.waits { Turn::Later } else { Turn::Now }
    }

    /// Takes the next record, which stays unchanged in its file: one without an id, or with the id of another record in
    /// its file, stays so. An id that is taken in another file is changed.
    pub fn next_in_place(&mut self, record: &mut Record, diag: &mut dyn Sink) -> Turn {
        if self.policy == KeyPolicy::Regenerate {
            return self.next(record, None, diag);
        }
        let passage = record.passage.as_ref();
        let (Some(passage), false) = (passage, record.id.is_empty()) else { return Turn::Now };
        match self.in_place.entry(record.id.to_lowercase()) {
            Entry::Vacant(vacant) => {
                vacant.insert(Arc::clone(&passage.file));
                // An id that stays although it cannot be a key must not be mistaken for one that was cleaned.
                if is_valid_key(&record.id) {
                    self.keep_id(record, diag);
                }
            }
            Entry::Occupied(other) if Arc::ptr_eq(other.get(), &passage.file) => {
                let message = format!("“{}” is already the key of an earlier entry in the file", record.id);
                diag.report(Diagnostic::new(Code::DuplicateId, message).about(record.id.as_str()));
            }
            Entry::Occupied(_) => self.keep_id(record, diag),
        }
        Turn::Now
    }

    /// Assigns keys to all waiting records that have none; records that follow need not wait.
    pub fn end(&mut self, waiting: &mut [Record]) {
        self.waits = false;
        let is_keyless = |record: &Record| self.policy == KeyPolicy::Regenerate || record.id.is_empty();
        let keyless: Vec<usize> = (0..waiting.len()).filter(|&index| is_keyless(&waiting[index])).collect();
        let keys = self.maker.keys_for(&keyless.iter().map(|&index| &waiting[index]).collect::<Vec<_>>());
        for (index, key) in keyless.into_iter().zip(keys) {
            waiting[index].id = key;
        }
    }

    /// Assigns a key to the next of the waiting records, in their order, if ids are kept; for `plain`, see
    /// [`KeyStream::next`].
    pub fn late_key(&mut self, record: &mut Record, plain: Option<String>) {
        if record.id.is_empty() {
            let plain = plain.unwrap_or_else(|| self.maker.plain_key(record));
            record.id = self.maker.unique(plain);
        }
    }

    /// Keeps the id of a record, or changes it as little as necessary and reports the change.
    fn keep_id(&mut self, record: &mut Record, diag: &mut dyn Sink) {
        let is_key = is_valid_key(&record.id);
        if !is_key && self.key_use == KeyUse::Identity && self.kept.insert(&record.id) {
            return;
        }
        let key = self.maker.key_for(record);
        if key == record.id {
            return;
        }
        let report = if is_key || self.key_use == KeyUse::Identity {
            let message =
                format!("“{}” is already the id of an earlier record, so this one gets a different id", record.id);
            Diagnostic::new(Code::DuplicateId, message)
        } else {
            Diagnostic::new(Code::KeyChanged, format!("“{}” cannot be a citation key, so it was changed", record.id))
        };
        diag.report(report.about(key.as_str()));
        record.id = key;
    }
}
