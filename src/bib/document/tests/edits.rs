//! Tests with any texts and any edits: an edit that is accepted is read again, and everything else as before.

use proptest::prelude::*;

use crate::bib::{Block, Document, Entry, Field, Value};

/// Elements of .bib files, which make up valid and broken texts.
const PARTS: [&str; 40] = [
    "@misc{",
    "@misc{c,\n",
    "@Article{a,",
    "@misc(b,",
    "@misc{b, a = {x}}\n",
    "@misc(a, b = \"x\")",
    "\n@misc{c, crossref = {a}, b = \"y\"}",
    "@string{",
    "@string{s = \"x\"}\n",
    "@comment{",
    "@comment",
    "@preamble{",
    "@",
    "{",
    "}",
    "(",
    ")",
    "\"",
    "a",
    "b",
    "1",
    "'",
    "=",
    " = ",
    "{x}",
    "\"y\"",
    "2020",
    "#",
    ",",
    ",\n",
    "\n",
    "\r\n",
    "% c\n",
    "%",
    " ",
    "é",
    "\\",
    "}\n\n",
    "title = {T},\n",
    "crossref = a,",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PARTS), 0..30).prop_map(|parts| parts.concat())
}

/// A text that may be a name, a key, or neither.
fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[a-cj]", "[a-c1@\"={}(),%#' ]{0,4}"]
}

fn values() -> impl Strategy<Value = Value> {
    let expressions = prop_oneof![
        "\\{[a-c{}\"@%\n]{0,6}\\}",
        "\"[a-c{}@ ]{0,5}\"",
        "[a-c1-3# \"{}]{0,6}",
        "\\{\n@misc\\{a,b=\"\\}\\}"
    ];
    expressions.prop_filter_map("not a value", |text| Value::parse(&text).ok())
}

#[derive(Debug, Clone)]
enum Edit {
    Set(usize, String, Value),
    Remove(usize, String),
    SetKey(usize, String),
    SetType(usize, String),
    Rename(usize, String),
    Push(Box<Entry>),
    InsertAfter(usize, Box<Entry>),
    RemoveEntry(usize),
    SetMacro(String, Value),
    RemoveMacro(String),
}

fn edits() -> impl Strategy<Value = Edit> {
    let index = 0_usize..4;
    let entry =
        texts().prop_filter_map("no entry", |text| Document::parse(&text).entries().last().cloned().map(Box::new));
    let new = (words(), words(), values()).prop_filter_map("no entry", |(key, name, value)| {
        let mut entry = Entry::new("misc", &key).ok()?;
        entry.set(&name, &value).ok()?;
        Some(Box::new(entry))
    });
    let entry = prop_oneof![entry, new];
    prop_oneof![
        4 => (index.clone(), words(), values()).prop_map(|(index, name, value)| Edit::Set(index, name, value)),
        1 => (index.clone(), words()).prop_map(|(index, name)| Edit::Remove(index, name)),
        1 => (index.clone(), words()).prop_map(|(index, key)| Edit::SetKey(index, key)),
        1 => (index.clone(), words()).prop_map(|(index, name)| Edit::SetType(index, name)),
        2 => (index.clone(), words()).prop_map(|(index, key)| Edit::Rename(index, key)),
        2 => entry.clone().prop_map(Edit::Push),
        2 => (index.clone(), entry).prop_map(|(index, entry)| Edit::InsertAfter(index, entry)),
        2 => index.prop_map(Edit::RemoveEntry),
        1 => (words(), values()).prop_map(|(name, value)| Edit::SetMacro(name, value)),
        1 => words().prop_map(Edit::RemoveMacro),
    ]
}

/// What can be read in an entry.
#[derive(Debug, Clone, PartialEq)]
struct Read {
    entry_type: String,
    key: String,
    fields: Vec<(String, String)>,
}

fn shown(field: Field<'_>) -> (String, String) {
    // Delimiters may change: a text is a text in quotation marks and in braces.
    (field.name().to_owned(), field.tex().unwrap_or_else(|| format!("macro {}", field.expression())))
}

fn value_shown(value: &Value) -> String {
    let text = format!("@misc{{k, a = {value}}}");
    shown(Document::parse(&text).entries().next().unwrap().get("a").unwrap()).1
}

fn read(entry: &Entry) -> Read {
    Read {
        entry_type: entry.entry_type().to_owned(),
        key: entry.key().to_owned(),
        fields: entry.fields().map(shown).collect(),
    }
}

fn entries(document: &Document) -> Vec<Read> {
    document.entries().map(read).collect()
}

fn macros(document: &Document) -> Vec<Option<(String, String)>> {
    document.macros().map(|item| item.definition().map(shown)).collect()
}

fn others(document: &Document) -> Vec<String> {
    let others = document.blocks().iter().filter(|block| matches!(block, Block::Comment(_) | Block::Preamble(_)));
    others.map(|block| block.to_string().trim_end().to_owned()).collect()
}

/// Applies an edit to a document, and to what was read in it. Returns false if it was refused.
fn apply(
    edit: &Edit,
    document: &mut Document,
    entries: &mut Vec<Read>,
    macros: &mut Vec<Option<(String, String)>>,
) -> bool {
    let first = |entries: &[Read], index: usize| {
        let key = entries.get(index)?.key.clone();
        Some((entries.iter().position(|entry| entry.key == key)?, key))
    };
    match edit {
        Edit::Set(index, name, value) => {
            let Some(entry) = document.entries_mut().nth(*index) else { return false };
            let is_known = entry.get(name).is_some();
            if entry.set(name, value).is_err() {
                return false;
            }
            let fields = &mut entries[*index].fields;
            match fields.iter_mut().find(|field| field.0.eq_ignore_ascii_case(name)) {
                Some(field) => field.1 = value_shown(value),
                None => fields.push((name.clone(), value_shown(value))),
            }
            is_known || entry.get(name).is_some()
        }
        Edit::Remove(index, name) => {
            let Some(entry) = document.entries_mut().nth(*index) else { return false };
            let is_removed = entry.remove(name);
            if is_removed {
                entries[*index].fields.retain(|field| !field.0.eq_ignore_ascii_case(name));
            }
            is_removed
        }
        Edit::SetKey(index, key) => {
            let Some(entry) = document.entries_mut().nth(*index) else { return false };
            let is_set = entry.set_key(key).is_ok();
            if is_set {
                entries[*index].key.clone_from(key);
            }
            is_set
        }
        Edit::SetType(index, name) => {
            let Some(entry) = document.entries_mut().nth(*index) else { return false };
            let is_set = entry.set_entry_type(name).is_ok();
            if is_set {
                entries[*index].entry_type.clone_from(name);
            }
            is_set
        }
        Edit::Rename(index, key) => {
            let Some((index, old)) = first(entries, *index) else { return false };
            if document.rename(&old, key).is_err() {
                return false;
            }
            entries[index].key.clone_from(key);
            let references = entries.iter_mut().flat_map(|entry| &mut entry.fields);
            for field in references.filter(|field| !old.is_empty() && field.0 == "crossref") {
                let value = field.1.strip_prefix("macro ").unwrap_or(&field.1);
                if value.eq_ignore_ascii_case(&old) {
                    let is_number = key.bytes().all(|byte| byte.is_ascii_digit());
                    let is_macro = field.1.starts_with("macro ") && !is_number;
                    field.1 = if is_macro { format!("macro {key}") } else { key.clone() };
                }
            }
            true
        }
        Edit::Push(entry) => {
            let is_pushed = document.push((**entry).clone()).is_ok();
            if is_pushed {
                entries.push(read(entry));
            }
            is_pushed
        }
        Edit::InsertAfter(index, entry) => {
            let Some((index, key)) = first(entries, *index) else { return false };
            let is_inserted = document.insert_after(&key, (**entry).clone()).is_ok();
            if is_inserted {
                entries.insert(index + 1, read(entry));
            }
            is_inserted
        }
        Edit::RemoveEntry(index) => {
            let Some((index, key)) = first(entries, *index) else { return false };
            let is_removed = document.remove(&key).is_some();
            if is_removed {
                entries.remove(index);
            }
            is_removed
        }
        Edit::SetMacro(name, value) => {
            if document.set_macro(name, value).is_err() {
                return false;
            }
            let known = macros.iter_mut().rev().flatten().find(|field| field.0.eq_ignore_ascii_case(name));
            match known {
                Some(field) => field.1 = value_shown(value),
                // The place among the other macros is another question.
                None => *macros = self::macros(document),
            }
            macros.iter().flatten().any(|field| field.0.eq_ignore_ascii_case(name) && field.1 == value_shown(value))
        }
        Edit::RemoveMacro(name) => {
            let is_removed = document.remove_macro(name);
            if is_removed {
                *macros = self::macros(document);
            }
            is_removed
        }
    }
}

/// Values of pushed entries may have other line ends.
fn with_line_feeds(entries: Vec<Read>) -> Vec<Read> {
    let lf = |text: String| text.replace("\r\n", "\n");
    let fields = |fields: Vec<(String, String)>| fields.into_iter().map(|(name, value)| (name, lf(value))).collect();
    entries.into_iter().map(|entry| Read { fields: fields(entry.fields), ..entry }).collect()
}

proptest! {
    #[test]
    fn any_text_comes_back(text in texts()) {
        prop_assert_eq!(Document::parse(&text).to_string(), text);
    }

    #[test]
    fn an_edit_is_read_again_and_the_rest_as_before(text in texts(), edits in prop::collection::vec(edits(), 1..4)) {
        let mut document = Document::parse(&text);
        let (mut entries, mut macros, others) = (entries(&document), macros(&document), others(&document));
        for edit in &edits {
            let before = document.to_string();
            if !apply(edit, &mut document, &mut entries, &mut macros) {
                prop_assert_eq!(document.to_string(), before, "{:?} was refused", edit);
                continue;
            }
            let again = Document::parse(&document.to_string());
            prop_assert_eq!(&with_line_feeds(self::entries(&again)), &with_line_feeds(entries.clone()), "{:?} of {:?}", edit, before);
            prop_assert_eq!(&self::macros(&again), &macros, "{:?} of {:?}", edit, before);
            prop_assert_eq!(&self::others(&again), &others, "{:?} of {:?}", edit, before);
            prop_assert_eq!(self::entries(&again), self::entries(&document));
            prop_assert_eq!(again.to_string(), document.to_string());
        }
    }
}
