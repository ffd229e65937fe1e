//! Keys for the records of a stream.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Record, SourceFile};
use crate::seam::Format;
use crate::text::fingerprints::Fingerprints;

use super::{KeyMaker, KeyPattern, KeyPolicy, is_valid_key};

/// What ids are used for, and so which characters they may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUse {
    /// They are citation keys in TeX documents.
    Tex,
    /// They only tell records apart.
    Identity,
}

impl KeyUse {
    /// What the ids in files of a format are used for.
    pub fn of(format: &Format) -> Self {
        if format.extensions.contains(&"bib") { Self::Tex } else { Self::Identity }
    }
}

/// When a record of a stream has its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Turn {
    /// It has it, and can pass on.
    Now,
    /// It waits, and gets it when all records have come: [`KeyStream::end`] or [`KeyStream::late_key`].
    Later,
}

/// Gives keys to records on their way to an output, none of them twice.
///
/// Records pass at once as long as they have ids that are kept. From the first one without, those that follow wait for the
/// end: a key made up now could be the id of a later record, which is to keep it. When all keys are made anew, all records
/// wait: which of several gets the plain key does not depend on their order.
///
/// What is remembered of each record are a few bytes, see [`KeyMaker`]; of files that are read in place, their keys.
#[derive(Debug)]
pub struct KeyStream {
    policy: KeyPolicy,
    maker: KeyMaker,
    key_use: KeyUse,
    /// The ids that were kept although they are no keys in TeX.
    kept: Fingerprints,
    /// The ids of records that stay in their files, in lower case, with the file that had them first.
    in_place: HashMap<String, Arc<SourceFile>>,
    waits: bool,
    /// Whether a record may come that has an id.
    may_have_ids: bool,
}

impl KeyStream {
    /// Starts a stream.
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

    /// Tells that no record will come that has an id: then those without need not wait. One that has an id all the same
    /// keeps it where no other has it as its key.
    pub fn expect_no_ids(&mut self) {
        self.may_have_ids = false;
    }

    /// Takes the next record, and keeps its id or changes it as little as is needed, which is reported.
    ///
    /// `plain` is the key that a record without one would have alone, where that was worked out already.
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

    /// Takes the next record, which stays as it stands in its file: one that has no id, or that of another in its file,
    /// keeps that. An id that is taken in another file is changed.
    pub fn next_in_place(&mut self, record: &mut Record, diag: &mut dyn Sink) -> Turn {
        if self.policy == KeyPolicy::Regenerate {
            return self.next(record, None, diag);
        }
        let passage = record.origin.as_ref().and_then(|origin| origin.passage.as_ref());
        let (Some(passage), false) = (passage, record.id.is_empty()) else { return Turn::Now };
        match self.in_place.entry(record.id.to_lowercase()) {
            Entry::Vacant(vacant) => {
                vacant.insert(Arc::clone(&passage.file));
                // An id that stays although it is no key must not be taken for one that was cleaned.
                if is_valid_key(&record.id) {
                    self.keep_id(record, diag);
                }
            }
            Entry::Occupied(other) if Arc::ptr_eq(other.get(), &passage.file) => {
                let message = format!("“{}” is the key of an earlier entry of the file, too", record.id);
                diag.report(Diagnostic::new(Code::DuplicateId, message).about(record.id.as_str()));
            }
            Entry::Occupied(_) => self.keep_id(record, diag),
        }
        Turn::Now
    }

    /// Gives keys to all records that waited and are without; those that come now need not wait for them.
    pub fn end(&mut self, waiting: &mut [Record]) {
        self.waits = false;
        let is_keyless = |record: &Record| self.policy == KeyPolicy::Regenerate || record.id.is_empty();
        let keyless: Vec<usize> = (0..waiting.len()).filter(|&index| is_keyless(&waiting[index])).collect();
        let keys = self.maker.keys_for(&keyless.iter().map(|&index| &waiting[index]).collect::<Vec<_>>());
        for (index, key) in keyless.into_iter().zip(keys) {
            waiting[index].id = key;
        }
    }

    /// Gives a key to the next of the records that waited, in their order, where ids are kept; `plain` is as for
    /// [`KeyStream::next`].
    pub fn late_key(&mut self, record: &mut Record, plain: Option<String>) {
        if record.id.is_empty() {
            let plain = plain.unwrap_or_else(|| self.maker.plain_key(record));
            record.id = self.maker.unique(plain);
        }
    }

    /// Keeps the id of a record, or changes it as little as is needed and reports that.
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
            let message = format!("“{}” is the id of an earlier record, so this one gets another", record.id);
            Diagnostic::new(Code::DuplicateId, message)
        } else {
            Diagnostic::new(Code::KeyChanged, format!("“{}” cannot be a citation key, so it was changed", record.id))
        };
        diag.report(report.about(key.as_str()));
        record.id = key;
    }
}
