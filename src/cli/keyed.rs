//! Gives the records of a stream their citation keys.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use publist::{Code, Diagnostic, Format, KeyMaker, KeyPolicy, Record, Result, Sink as _, SourceFile, is_valid_key};

use super::input::InputArgs;
use super::key_options::{KeyOptions, Keys};
use super::session::Session;

/// What ids are used for, and so which characters they may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyUse {
    /// They are citation keys in TeX documents.
    Tex,
    /// They only tell records apart.
    Identity,
}

impl KeyUse {
    /// What the ids in files of a format are used for.
    pub(crate) fn of(format: &Format) -> Self {
        if format.extensions.contains(&"bib") { Self::Tex } else { Self::Identity }
    }
}

/// Gives keys to records on their way to an output.
///
/// Records pass at once as long as they have ids that are kept. From the first one without, those that follow wait for the
/// end: a key made up now could be the id of a later record, which is to keep it. When all keys are made anew, all records
/// wait: which of several gets the plain key does not depend on their order.
pub(crate) struct Keyed<'a> {
    session: &'a Session,
    keys: Keys,
    maker: KeyMaker,
    key_use: KeyUse,
    /// The ids that were kept although they are no keys in TeX.
    kept: HashSet<String>,
    /// The ids of records that stay in their files, in lower case, with the file that had them first.
    in_place: HashMap<String, Arc<SourceFile>>,
    waiting: Vec<Record>,
}

/// Reads all records of the inputs, with unique ids; those that they have are kept where their use allows it.
///
/// # Errors
/// When an input cannot be read.
pub(crate) fn collect(input: &InputArgs, key_use: KeyUse, session: &Session) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    let mut keyed = Keyed::new(&KeyOptions::default(), key_use, session);
    let mut keep = |record| {
        records.push(record);
        Ok(())
    };
    input.read(session, &mut |record| keyed.push(record, &mut keep))?;
    keyed.flush(&mut keep)?;
    Ok(records)
}

impl<'a> Keyed<'a> {
    /// Starts a stream.
    pub(crate) fn new(options: &KeyOptions, key_use: KeyUse, session: &'a Session) -> Self {
        let policy = match options.keys {
            Keys::Keep => KeyPolicy::KeepIds,
            Keys::Generate => KeyPolicy::Regenerate,
        };
        let maker = KeyMaker::new(policy).with_pattern(options.pattern());
        Self {
            session,
            keys: options.keys,
            maker,
            key_use,
            kept: HashSet::new(),
            in_place: HashMap::new(),
            waiting: Vec::new(),
        }
    }

    /// Takes the next record and passes on what can pass.
    ///
    /// # Errors
    /// What `out` fails with.
    pub(crate) fn push(&mut self, mut record: Record, out: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        if self.keys == Keys::Keep && !record.id.is_empty() {
            self.keep_id(&mut record);
            if self.waiting.is_empty() {
                return out(record);
            }
        }
        self.waiting.push(record);
        Ok(())
    }

    /// Passes on the next record, which stays as it stands in its file: one that has no id, or that of another in its file,
    /// keeps that. An id that is taken in another file is changed.
    ///
    /// # Errors
    /// What `out` fails with.
    pub(crate) fn push_in_place(
        &mut self,
        mut record: Record,
        out: &mut dyn FnMut(Record) -> Result<()>,
    ) -> Result<()> {
        let passage = record.origin.as_ref().and_then(|origin| origin.passage.as_ref());
        let (Some(passage), Keys::Keep, false) = (passage, self.keys, record.id.is_empty()) else {
            return if self.keys == Keys::Keep { out(record) } else { self.push(record, out) };
        };
        match self.in_place.entry(record.id.to_lowercase()) {
            Entry::Vacant(vacant) => {
                vacant.insert(Arc::clone(&passage.file));
                // An id that stays although it is no key must not be taken for one that was cleaned.
                if is_valid_key(&record.id) {
                    self.keep_id(&mut record);
                }
            }
            Entry::Occupied(other) if Arc::ptr_eq(other.get(), &passage.file) => {
                let message = format!("“{}” is the key of an earlier entry of the file, too", record.id);
                self.session.sink().report(Diagnostic::new(Code::DuplicateId, message).about(record.id.as_str()));
            }
            Entry::Occupied(_) => self.keep_id(&mut record),
        }
        out(record)
    }

    /// Passes on what waited, in order.
    ///
    /// # Errors
    /// What `out` fails with.
    pub(crate) fn flush(&mut self, out: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let is_keyless = |record: &Record| self.keys == Keys::Generate || record.id.is_empty();
        let keyless: Vec<usize> = (0..waiting.len()).filter(|&index| is_keyless(&waiting[index])).collect();
        let keys = self.maker.keys_for(&keyless.iter().map(|&index| &waiting[index]).collect::<Vec<_>>());
        for (index, key) in keyless.into_iter().zip(keys) {
            waiting[index].id = key;
        }
        waiting.into_iter().try_for_each(out)
    }

    /// Keeps the id of a record, or changes it as little as is needed and reports that.
    fn keep_id(&mut self, record: &mut Record) {
        let is_key = is_valid_key(&record.id);
        if !is_key && self.key_use == KeyUse::Identity && self.kept.insert(record.id.clone()) {
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
        self.session.sink().report(report.about(key.as_str()));
        record.id = key;
    }
}
