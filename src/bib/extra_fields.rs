//! Fields without a variable: which of them are written into an entry, and how.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::latex;
use crate::latex::Charset;
use crate::model::{Record, Variable};
use crate::seam::FieldMap;

use super::parents::Link;
use super::{Dialect, entry_types, references, titles, verbatim};

/// Extra fields of a format, with their values.
pub(super) type Fields = [(String, Value)];

/// The fields of a record that have no variable, and which of them are already in the entry.
pub(super) struct Remaining<'a> {
    fields: Vec<&'a (String, Value)>,
    is_taken: Vec<bool>,
    /// The positions of the fields by their names in lower case and their values, the first one last.
    positions: HashMap<(String, &'a str), Vec<usize>>,
}

impl<'a> Remaining<'a> {
    /// Collects the fields of a record, of both dialects.
    pub(super) fn of(record: &'a Record) -> Self {
        let fields = Dialect::BOTH.into_iter().filter_map(|dialect| record.extra.get(dialect.id())).flatten();
        let fields: Vec<_> = fields.filter(|(name, _)| name != entry_types::ENTRY_TYPE).collect();
        let mut positions: HashMap<(String, &str), Vec<usize>> = HashMap::new();
        for (position, (name, value)) in fields.iter().enumerate().rev() {
            if let Some(value) = value.as_str() {
                positions.entry((name.to_ascii_lowercase(), value)).or_default().push(position);
            }
        }
        Self { is_taken: vec![false; fields.len()], fields, positions }
    }

    /// Takes the first field with this name and value. Returns false if there is none.
    pub(super) fn take(&mut self, name: &str, value: &'a str) -> bool {
        let positions = self.positions.get_mut(&(name.to_ascii_lowercase(), value));
        let Some(position) = positions.and_then(Vec::pop) else { return false };
        self.is_taken[position] = true;
        true
    }

    /// Returns the fields that were not taken.
    pub(super) fn rest(self) -> Vec<(String, Value)> {
        let rest = self.fields.into_iter().zip(self.is_taken).filter(|(_, is_taken)| !is_taken);
        rest.map(|(field, _)| field.clone()).collect()
    }
}

/// Returns the extra fields of a record that are written in a dialect: its own, and then those of the other dialect, since
/// programs for either ignore fields that they do not know.
pub(super) fn of(record: &Record, dialect: Dialect) -> Cow<'_, Fields> {
    let own = record.extra.get(dialect.id()).map(Vec::as_slice).unwrap_or_default();
    let Some(others) = record.extra.get(dialect.other().id()) else { return Cow::Borrowed(own) };
    let taken: HashSet<String> = own.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    let is_further = |(name, _): &&(String, Value)| {
        // BibTeX inherits by other rules than biber, so what an entry inherits there is written here.
        let is_link = dialect == Dialect::Bibtex && Link::ALL.iter().any(|link| name == link.field());
        name != entry_types::ENTRY_TYPE && !is_link && !taken.contains(&name.to_ascii_lowercase())
    };
    let further: Vec<(String, Value)> = others.iter().filter(is_further).cloned().collect();
    if further.is_empty() { Cow::Borrowed(own) } else { Cow::Owned([own, &further].concat()) }
}

/// Returns for each of a record's fields whether it can be written into the entry: its name is valid, its value is a
/// text, no variable and no other field has its name, and it would not be read as a part of a title.
pub(super) fn standing(record: &Record, map: &FieldMap, fields: &Fields) -> Vec<bool> {
    let mut names = HashSet::with_capacity(fields.len());
    let is_part = |name: &str| {
        let main = titles::part(name).and_then(|(main, _)| map.row_of(record.kind, main));
        main.is_some_and(|row| matches!(row.variable, Variable::Text(_)) && record.has(row.variable))
    };
    let mut stands = |(name, value): &(String, Value)| {
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_+:.".contains(&byte));
        is_name
            && value.is_string()
            && map.row_of(record.kind, name).is_none()
            && !is_part(name)
            && names.insert(name.to_ascii_lowercase())
    };
    fields.iter().map(&mut stands).collect()
}

/// Returns a value as it is written into an entry: unchanged if it contains no TeX, and otherwise decoded and encoded
/// as harmless TeX. Citation keys are not TeX: `crossref = {a\_b}` would name another entry than `a_b`.
pub(super) fn written(name: &str, value: &str, charset: Charset) -> String {
    let is_written = value.chars().all(|character| charset.has(character));
    let is_no_tex = verbatim::is_verbatim_field(name) || references::is_reference_field(name);
    if is_written && is_no_tex && verbatim::is_harmless(value) {
        value.to_owned()
    } else {
        latex::encode(&latex::decode(value).text, charset)
    }
}

/// Returns the fields carried in the comment for an entry, as far as they agree with the fields in the entry: edits
/// there win, and fields removed there stay removed.
pub(super) fn agreed(record: &Record, map: &FieldMap, carried: &Fields, visible: &Fields) -> Vec<(String, Value)> {
    let mut visible: Vec<Option<&(String, Value)>> = visible.iter().map(Some).collect();
    let mut fields = Vec::with_capacity(carried.len());
    for (field, stands) in carried.iter().zip(standing(record, map, carried)) {
        let (name, value) = field;
        let shown = visible.iter_mut().find(|shown| shown.is_some_and(|(shown, _)| shown.eq_ignore_ascii_case(name)));
        let shown = shown.and_then(|shown| if stands { shown.take() } else { None });
        // Only a reference to an entry that is not in the file may be missing.
        let may_be_hidden =
            [Link::Crossref, Link::Data].iter().any(|link| link.field() == name) || name == entry_types::ENTRY_TYPE;
        match shown {
            Some((_, shown)) => {
                let is_same = [Charset::Unicode, Charset::Ascii].iter().any(|&charset| {
                    value.as_str().map(|value| written(name, value, charset)).as_deref() == shown.as_str()
                });
                fields.push((name.clone(), if is_same { value.clone() } else { shown.clone() }));
            }
            None if stands && !may_be_hidden => {}
            None => fields.push(field.clone()),
        }
    }
    fields.extend(visible.into_iter().flatten().cloned());
    fields
}
