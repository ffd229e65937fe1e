//! Entries that inherit are written without the fields of their parent, if the parent is in the same file.
//!
//! The parent may come later, as BibTeX even requires. So an entry with a parent is written in two forms, without the
//! inherited fields and with all of them, and waits, together with all entries after it, until it is known which form
//! is right. Nothing waits in files where nothing is inherited.

use std::collections::VecDeque;

use crate::model::{Record, TextVariable, Variable};
use crate::text::Encoding;
use crate::text::fingerprints::Fingerprints;

use super::Dialect;
use super::parents::Link;

/// The entries that wait to be written, in order.
#[derive(Default)]
pub(super) struct Waiting {
    entries: VecDeque<Entry>,
    /// The keys of all entries so far, in lower case.
    keys: Fingerprints,
}

/// The text of an entry, or of several separated by blank lines, and the lines to carry in the comment.
pub(super) struct Written {
    pub text: String,
    pub carried: Option<String>,
}

impl Written {
    /// Whether it can be written in an encoding.
    pub(super) fn fits(&self, encoding: Encoding) -> bool {
        encoding.has(&self.text) && self.carried.as_ref().is_none_or(|carried| encoding.has(carried))
    }
}

/// An entry.
pub(super) enum Entry {
    /// An entry that does not inherit.
    Whole(Written),
    /// An entry that inherits.
    Child {
        /// The key of the parent.
        parent: String,
        /// Its form if the parent is in the file.
        beside: Written,
        /// Its form if the parent is not in the file.
        alone: Written,
    },
}

impl Waiting {
    /// Records the key of an entry that need not wait.
    pub(super) fn note(&mut self, key: &str) {
        self.keys.insert(&key.to_lowercase());
    }

    /// Adds an entry with its key, and returns all entries that need not wait any longer.
    pub(super) fn push(&mut self, key: &str, entry: Entry) -> Vec<Written> {
        self.note(key);
        self.entries.push_back(entry);
        self.ready()
    }

    /// Adds several entries that do not inherit, as one text, with the fingerprints of their keys in lower case.
    /// Returns all entries that need not wait any longer.
    pub(super) fn push_all(&mut self, keys: Vec<u64>, entries: Written) -> Vec<Written> {
        keys.into_iter().for_each(|key| _ = self.keys.insert_fingerprint(key));
        self.entries.push_back(Entry::Whole(entries));
        self.ready()
    }

    fn ready(&mut self) -> Vec<Written> {
        let mut ready = Vec::new();
        while let Some(entry) = self.entries.pop_front() {
            match entry {
                Entry::Child { ref parent, .. } if !self.keys.contains(&parent.to_lowercase()) => {
                    self.entries.push_front(entry);
                    break;
                }
                Entry::Whole(written) | Entry::Child { beside: written, .. } => ready.push(written),
            }
        }
        ready
    }

    /// Returns the remaining entries, when no more will be added.
    pub(super) fn finish(&mut self) -> Vec<Written> {
        let written = |entry| match entry {
            Entry::Whole(written) => written,
            Entry::Child { parent, beside, .. } if self.keys.contains(&parent.to_lowercase()) => beside,
            Entry::Child { alone, .. } => alone,
        };
        self.entries.drain(..).map(written).collect()
    }
}

/// Returns the id of the record that a record names as its parent in this dialect, and the variables inherited from it.
pub(super) fn inherited_from(record: &Record, dialect: Dialect) -> Option<(&str, Vec<Variable>)> {
    if record.inferred.is_empty() {
        return None;
    }
    record.extra_field(dialect.id(), Link::Crossref.field())?;
    let is_by_crossref = |reason: &str| reason == Link::Crossref.reason();
    let parent = record.inferred.iter().find(|mark| is_by_crossref(&mark.reason))?.from.as_deref()?;
    let is_from_there = |variable: Variable| {
        // BibTeX has no field for the title of a volume, so the title of the whole must stay.
        let title = Variable::Text(TextVariable::Title);
        dialect == Dialect::Biblatex || variable != title || record.text(TextVariable::VolumeTitle).is_none()
    };
    let marks =
        record.inferred.iter().filter(|mark| is_by_crossref(&mark.reason) && mark.from.as_deref() == Some(parent));
    Some((parent, marks.map(|mark| mark.variable).filter(|variable| is_from_there(*variable)).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::format::{BIBLATEX, FORMAT};
    use crate::model::Record;
    use crate::seam::BibOptions;
    use crate::seam::testing;
    use crate::seam::{Format, WriteOptions};

    fn read(format: &Format, text: &str) -> Vec<Record> {
        testing::read(format, text).0
    }

    fn write(format: &Format, records: &[Record]) -> String {
        write_without(&[], format, records)
    }

    fn write_without(omit: &[&str], format: &Format, records: &[Record]) -> String {
        let bib = BibOptions { omit: omit.iter().map(|&name| name.to_owned()).collect(), ..BibOptions::default() };
        let (options, mut bytes) = (WriteOptions { bib, ..WriteOptions::default() }, Vec::new());
        let mut file = format.writer.unwrap().start(&options, &mut bytes).unwrap();
        for record in records {
            file.record(record, &mut ()).unwrap();
        }
        file.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    const CHILD: &str = "@inproceedings{late,\n  title = {Late},\n  crossref = {proc},\n}\n";
    const PARENT: &str =
        "@proceedings{proc,\n  editor = {Doe, Ed},\n  title = {The Proceedings},\n  date = {2020},\n}\n";

    #[test]
    fn what_the_parent_says_is_left_to_it() {
        for text in [format!("{CHILD}\n{PARENT}"), format!("{PARENT}\n{CHILD}")] {
            let records = read(&BIBLATEX, &text);
            assert_eq!(write(&BIBLATEX, &records), text);
        }
    }

    #[test]
    fn an_entry_without_its_parent_says_all_of_it() {
        let child = read(&BIBLATEX, &format!("{CHILD}\n{PARENT}")).remove(0);
        let whole = "@inproceedings{late,\n  editor = {Doe, Ed},\n  title = {Late},\n  booktitle = {The Proceedings},\n  \
                     date = {2020},\n}\n";
        let text = write(&BIBLATEX, std::slice::from_ref(&child));
        assert_eq!(text.split_once("\n@comment").unwrap().0, whole);
        assert_eq!(read(&BIBLATEX, &text)[0], child);
        let text = write(&FORMAT, &[child]);
        assert!(text.contains("booktitle = {The Proceedings}") && !text.contains("crossref"), "{text}");
    }

    #[test]
    fn the_title_of_a_volume_stays_with_it() {
        let text = "@book{two,\n  title = {Volume},\n  volume = {2},\n  crossref = {whole},\n}\n\n\
                    @mvbook{whole,\n  title = {Whole},\n  volumes = {3},\n}\n";
        assert_eq!(write(&BIBLATEX, &read(&BIBLATEX, text)), text);
    }

    #[test]
    fn what_is_left_out_of_a_parent_is_left_to_no_parent() {
        let records = read(&BIBLATEX, &format!("{CHILD}\n{PARENT}"));
        let text = write_without(&["Title"], &BIBLATEX, &records);
        let child =
            "@inproceedings{late,\n  editor = {Doe, Ed},\n  booktitle = {The Proceedings},\n  date = {2020},\n}\n";
        assert!(text.starts_with(child), "{text}");
        let text = write_without(&["editor"], &BIBLATEX, &records);
        assert_eq!(text, format!("{CHILD}\n{PARENT}").replace("  editor = {Doe, Ed},\n", ""));
        let text = write_without(&["crossref"], &BIBLATEX, &records);
        assert!(text.contains("booktitle = {The Proceedings}") && !text.contains("IsPartOf"), "{text}");
    }

    #[test]
    fn a_reference_to_nothing_is_kept() {
        let text = "@book{a,\n  title = {A},\n  crossref = {nothing},\n}\n";
        assert_eq!(write(&BIBLATEX, &read(&BIBLATEX, text)), text);
    }
}
