//! Data that BibLaTeX has no field for: the marks of what was inferred, the owner of the page a work was listed on,
//! related works, the extra fields of other formats, and extra fields that cannot be written into an entry as they are.
//!
//! They are written in a comment at the end of the file, which BibTeX, biber and other programs skip. Each of its lines
//! is a JSON object for one entry:
//!
//! ```text
//! @comment{publist-data 1
//! {"id":"lu2022","inferred":[{"reason":"the layout","variable":"type"}]}
//! }
//! ```
//!
//! In its strings, characters that could end the comment or start an entry are written as `\u0040` and the like, so the
//! lines contain neither `@` nor unbalanced braces. If a line and its entry differ, somebody has edited the entry, and
//! the entry wins.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use serde_json::{Map, Value};

use crate::diag::{Code, Diagnostic, Sink};
use crate::latex::Charset;
use crate::library::json;
use crate::model::{Inference, Record, Variable};
use crate::seam::DataComment;

use super::parents::Link;
use super::{Dialect, extra_fields, links};

/// The beginning of the comment.
const START: &str = "@comment{publist-data 1";

/// The ranges of the lines in a text, by the key of their entry.
#[derive(Default)]
pub(super) struct Carried(HashMap<String, Range<usize>>);

/// What needs no line because reading the entry restores it.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    /// The key of the parent, if it is in the same file.
    pub parent: Option<&'a str>,
    /// Whether the extra fields are in the entry as they are.
    pub has_extra: bool,
}

/// Whether two records have the same values of all that a line can hold for an entry whose own fields are in it.
pub(super) fn has_same(one: &Record, other: &Record) -> bool {
    let others = |record: &Record| -> Vec<(String, Vec<(String, Value)>)> {
        let extra = record.extra.iter().filter(|(format, _)| Dialect::of_format(format).is_none());
        extra.map(|(format, fields)| (format.clone(), fields.clone())).collect()
    };
    one.inferred == other.inferred
        && one.related == other.related
        && one.owner == other.owner
        && others(one) == others(other)
}

/// Returns the line of an entry; `None` if it has nothing to say, the dialect has no such lines, or they are to be left
/// out. Then what is lost is reported.
pub(super) fn line_of(
    key: &str,
    record: &Record,
    dialect: Dialect,
    told: Told<'_>,
    charset: Charset,
    comment: DataComment,
    diag: &mut dyn Sink,
) -> Option<String> {
    let parts = match dialect {
        Dialect::Bibtex => return None,
        Dialect::Biblatex => parts(record, dialect, told),
    };
    if parts.is_empty() {
        return None;
    }
    if comment == DataComment::LeftOut {
        for (name, _) in &parts {
            let is_provenance = ["inferred", "origin", "owner"].contains(&name.as_str());
            let code = if is_provenance { Code::ProvenanceLoss } else { Code::OutputLoss };
            let message = format!("“{name}” is lost in BibLaTeX without the comment that holds it");
            diag.report(Diagnostic::new(code, message).about(key));
        }
        return None;
    }
    let parts = Value::Object(parts.into_iter().collect()).to_string();
    Some(escaped(&format!("{{\"id\":{},{}", Value::from(key), &parts[1..]), charset))
}

/// Returns what the line of an entry holds, by name.
fn parts(record: &Record, dialect: Dialect, told: Told<'_>) -> Vec<(String, Value)> {
    let own = record.extra.get(dialect.id()).map_or(&[] as &[_], Vec::as_slice);
    let mut carried = Record::default();
    let is_related_told = record.related == links::related(own);
    if !is_related_told {
        carried.related.clone_from(&record.related);
    }
    let others = record.extra.iter().filter(|(format, _)| Dialect::of_format(format).is_none());
    carried.extra = others.map(|(format, fields)| (format.clone(), fields.clone())).collect();
    let own = extra_fields::of(record, dialect);
    if !told.has_extra && !own.is_empty() {
        carried.extra.insert(dialect.id().to_owned(), own.into_owned());
    }
    if record.owner.is_some() {
        (carried.origin, carried.owner) = (record.origin.clone(), record.owner.clone());
    }
    let is_told = |mark: &Inference| {
        told.parent.is_some() && mark.from.as_deref() == told.parent && mark.reason == Link::Crossref.reason()
    };
    if !record.inferred.iter().all(is_told) {
        carried.inferred.clone_from(&record.inferred);
    }
    let mut parts = json::parts_of(&carried, "");
    if !is_related_told && record.related.is_empty() {
        parts.push((Variable::Related.name().to_owned(), Value::Array(Vec::new())));
    }
    parts
}

/// The lines of a file that is being written.
#[derive(Default)]
pub(super) struct Lines {
    lines: Vec<String>,
    /// The entries of a file read in place that changed, by their old keys, with their new keys. The new key is `None`
    /// for entries that were rewritten, which have a line of their own if they need one.
    changed: HashMap<String, Option<String>>,
}

impl Lines {
    /// Adds the line of an entry.
    pub(super) fn add(&mut self, line: Option<String>) {
        self.lines.extend(line);
    }

    /// Adds the line of an entry that was rewritten in its place.
    pub(super) fn replace(&mut self, old: String, line: Option<String>) {
        self.changed.insert(old, None);
        self.add(line);
    }

    /// Records the new key of an entry that stays in its place.
    pub(super) fn rekey(&mut self, old: String, new: String) {
        self.changed.insert(old, Some(new));
    }

    /// Takes over the lines of a file that was read in place, except for entries that changed. Returns true if the
    /// file's own lines are out of date as a result.
    pub(super) fn take_over(&mut self, text: &str) -> bool {
        let changed = std::mem::take(&mut self.changed);
        let carried = Carried::find(text);
        if carried.0.keys().all(|key| !changed.contains_key(key)) && (carried.0.is_empty() || self.lines.is_empty()) {
            return false;
        }
        let key_now = |old: &str| changed.get(old).cloned().unwrap_or_else(|| Some(old.to_owned()));
        self.lines.splice(0..0, carried.of_others(text, key_now));
        true
    }

    /// Returns the comment with the lines; `None` if there are none.
    pub(super) fn comment(&self) -> Option<String> {
        (!self.lines.is_empty()).then(|| format!("{START}\n{}\n}}\n", self.lines.join("\n")))
    }
}

/// Whether a comment was written by this module.
pub(super) fn is_ours(comment: &str) -> bool {
    comment.starts_with(START)
}

/// Escapes the characters that must not occur in JSON strings.
fn escaped(json: &str, charset: Charset) -> String {
    let (mut escaped, mut is_in_string, mut is_escape) = (String::with_capacity(json.len()), false, false);
    for character in json.chars() {
        let must_go = "@{}%".contains(character) || !charset.has(character);
        if is_in_string && must_go {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
        is_in_string ^= character == '"' && !is_escape;
        is_escape = character == '\\' && !is_escape;
    }
    escaped
}

impl Carried {
    /// Finds the lines in a file. If two lines have the same key, the later one counts.
    pub(super) fn find(text: &str) -> Self {
        let mut lines = HashMap::new();
        for start in memchr::memmem::find_iter(text.as_bytes(), START.as_bytes()) {
            let after = text[start + START.len()..].lines().skip(1);
            for line in after.take_while(|line| line.starts_with('{')) {
                if let Some(Value::String(id)) = serde_json::from_str::<Id>(line).ok().map(|line| line.id) {
                    let start = line.as_ptr() as usize - text.as_ptr() as usize;
                    lines.insert(id, start..start + line.len());
                }
            }
        }
        Self(lines)
    }

    /// Returns the lines for entries that stay as they are in a file in which others were rewritten, sorted by their
    /// keys. `key_now` returns the current key of an entry, and `None` for an entry with a line of its own.
    fn of_others(&self, text: &str, key_now: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let mut others: Vec<(&String, String)> = Vec::new();
        for (id, range) in &self.0 {
            let line = &text[range.clone()];
            let Some(key) = key_now(id) else { continue };
            let mut object: Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
            object.insert("id".to_owned(), key.into());
            others.push((id, escaped(&Value::Object(object).to_string(), Charset::Ascii)));
        }
        others.sort();
        others.into_iter().map(|(_, line)| line).collect()
    }

    /// Completes the record of an entry in the text in which the lines were found.
    pub(super) fn complete(
        &self,
        record: &mut Record,
        dialect: Dialect,
        text: &str,
        report: impl FnOnce(Diagnostic, Range<usize>),
    ) {
        let Some(range) = self.0.get(&record.id) else { return };
        let line = &text[range.clone()];
        let mut carried = Record::default();
        let object: Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
        let mut parts = object.iter().filter(|(name, _)| *name != "id");
        if !parts.all(|(name, value)| json::from_parts(&mut carried, name, value)) {
            let message = "this line of publist's data cannot be read";
            return report(Diagnostic::new(Code::CarriedData, message).about(record.id.as_str()), range.clone());
        }
        for (format, fields) in carried.extra {
            let visible = record.extra.remove(&format).unwrap_or_default();
            let is_own = format == dialect.id();
            let agreed = || extra_fields::agreed(record, dialect.fields(), &fields, &visible);
            let fields = if is_own { agreed() } else { fields };
            if !fields.is_empty() {
                record.extra.insert(format, fields);
            }
        }
        let own = record.extra.get(dialect.id()).map_or(&[] as &[_], Vec::as_slice);
        let is_carried = object.contains_key(Variable::Related.name());
        record.related = if is_carried { carried.related } else { links::related(own) };
        if carried.origin.is_some() {
            record.origin = carried.origin;
        }
        if carried.owner.is_some() {
            record.owner = carried.owner;
        }
        if !carried.inferred.is_empty() {
            carried.inferred.retain(|mark| record.has(mark.variable));
            record.inferred = carried.inferred;
        }
    }
}

#[derive(serde::Deserialize)]
struct Id {
    id: Value,
}

#[cfg(test)]
mod tests {
    use crate::seam::testing;
    use serde_json::json;

    use super::super::format::BIBLATEX;
    use super::super::testing::{read_in_place, write_back};
    use crate::diag::Code;
    use crate::latex::Charset;
    use crate::model::{Kind, Name, Origin, Owner, OwnerPresence, Record, Related, TextVariable, Variable};
    use crate::seam::{BibOptions, DataComment, WriteOptions};

    fn read(text: &str) -> (Vec<Record>, Vec<Code>) {
        testing::read_with_codes(&BIBLATEX, text)
    }

    fn write(records: &[Record], charset: Charset) -> String {
        let (options, mut bytes) = (WriteOptions { charset, ..WriteOptions::default() }, Vec::new());
        let mut file = BIBLATEX.writer.unwrap().start(&options, &mut bytes).unwrap();
        for record in records {
            file.record(record, &mut ()).unwrap();
        }
        file.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn record() -> Record {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.set_text(TextVariable::Title, "T");
        let owner = Owner { name: Name::person("Łu", "Ada"), presence: OwnerPresence::Hidden };
        (record.origin, record.owner) = (Some(Origin::new("profile", 3)), Some(owner));
        record.mark_inferred(Variable::Kind, "the layout");
        record.related.push(Related { relation: "IsPreprintOf".into(), target: "10.1/x".into() });
        record.keep_extra("csl-json", "custom", json!({ "a": ["}", "{", "@misc{x,", "100 %", "\\\"", { "b": 1.5 }] }));
        for (name, value) in
            [("shelf", json!("7")), ("remark", json!("50% {\\bf x}")), ("title", json!("other")), ("n", json!(3))]
        {
            record.keep_extra("biblatex", name, value);
        }
        record
    }

    #[test]
    fn everything_comes_back_and_the_comment_holds_nothing_that_could_end_it() {
        for charset in [Charset::Unicode, Charset::Ascii] {
            let text = write(&[record()], charset);
            assert_eq!(read(&text), (vec![record()], vec![]), "{text}");
            let comment = text.split_once("@comment").unwrap().1;
            assert!(!comment.contains('@'), "{comment}");
            assert_eq!(comment.matches('{').count(), comment.matches('}').count(), "{comment}");
            assert_eq!(text.is_ascii(), charset == Charset::Ascii);
        }
    }

    #[test]
    fn nothing_is_carried_where_there_is_nothing() {
        let text = "@book{a,\n  title = {T},\n  shelf = {7},\n  related = {b},\n}\n";
        assert_eq!(write(&read(text).0, Charset::Unicode), text);
    }

    #[test]
    fn without_the_comment_what_is_lost_is_reported() {
        let options = WriteOptions::default().with_bib(BibOptions::default().with_data_comment(DataComment::LeftOut));
        let (mut bytes, mut reports) = (Vec::new(), Vec::new());
        let mut file = BIBLATEX.writer.unwrap().start(&options, &mut bytes).unwrap();
        file.record(&record(), &mut reports).unwrap();
        file.finish().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("@comment"), "{text}");
        let about = |code: Code, name: &str| {
            reports.iter().any(|report| report.code == code && report.message.starts_with(&format!("“{name}”")))
        };
        assert!(about(Code::OutputLoss, "related") && about(Code::OutputLoss, "extra"), "{reports:?}");
        assert!(about(Code::ProvenanceLoss, "inferred"), "{reports:?}");
        // The comment of a file goes, too, and its entries stay.
        let text = write(&[record()], Charset::Unicode);
        let (records, file) = read_in_place(&BIBLATEX, &text);
        let plain = write_back(&BIBLATEX, &options, &records, &file);
        assert_eq!(plain.trim_end(), text.split_once("@comment").unwrap().0.trim_end());
    }

    #[test]
    fn what_somebody_changed_in_the_entry_counts() {
        let text = write(&[record()], Charset::Unicode);
        let changed = text.replace("50\\% \\textbf{x}", "new").replace("  shelf = {7},\n", "  added = {1},\n");
        let (records, _) = read(&changed);
        let fields: Vec<(&str, String)> =
            records[0].extra["biblatex"].iter().map(|(name, value)| (name.as_str(), value.to_string())).collect();
        let expected = [("remark", "\"new\""), ("title", "\"other\""), ("n", "3"), ("added", "\"1\"")];
        assert_eq!(fields, expected.map(|(name, value)| (name, value.to_owned())));
        let without_title = text.replace("  title = {T},\n", "");
        assert_eq!(read(&without_title).0[0].inferred.len(), 1);
    }

    /// Reads and writes in place, and changes each record in between.
    fn in_place(text: &str, change: impl Fn(&mut Record)) -> String {
        let (mut records, file) = read_in_place(&BIBLATEX, text);
        records.iter_mut().for_each(change);
        write_back(&BIBLATEX, &WriteOptions::default(), &records, &file)
    }

    #[test]
    fn lines_follow_entries_that_change_in_place() {
        let second = Record { id: "b".into(), ..record() };
        let text = write(&[record(), second], Charset::Unicode);
        assert_eq!(in_place(&text, |_| ()), text);
        let rekeyed = in_place(&text, |record| record.id.push('2'));
        let mut records = read(&rekeyed).0;
        assert_eq!(rekeyed.matches("@comment").count(), 1, "{rekeyed}");
        assert_eq!(records.iter().map(|record| record.id.as_str()).collect::<Vec<_>>(), ["a2", "b2"]);
        records.iter_mut().for_each(|back| back.id = "a".into());
        assert_eq!(records, [record(), record()]);
        let changed = in_place(&text, |record| {
            if record.id == "a" {
                record.related.clear();
                record.inferred.clear();
            }
        });
        let records = read(&changed).0;
        assert_eq!(changed.matches("@comment").count(), 1, "{changed}");
        assert_eq!((records[0].related.len(), records[0].inferred.len()), (0, 0));
        assert_eq!(records[1], Record { id: "b".into(), ..record() });
    }

    #[test]
    fn a_line_that_somebody_broke_is_reported() {
        let text = "@book{a, title = {T}}\n@comment{publist-data 1\n{\"id\":\"a\",\"origin\":7}\n{\"id\":\"b\"\n}\n";
        let (records, codes) = read(text);
        assert_eq!((records.len(), codes), (1, vec![Code::CarriedData]));
    }
}
