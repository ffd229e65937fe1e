//! The entries that others name in `crossref` and `xdata`, and the fields inherited from them.
//!
//! A parent may come after its children, as BibTeX even requires. So if any entry of a file names another, the tree is
//! walked before the file is read: once for the keys that are named, once for the entries with those keys. Only these
//! are held in memory. Their own inherited fields are resolved once; circles are cut where they close, and the length
//! of chains and the total size of inherited fields are limited.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use crate::diag::{Code, Diagnostic, Sink, Source};

use crate::model::INHERITED_BY_CROSSREF;

use super::Dialect;
use super::inheritance::{canonical, is_taken, targets};
use super::macros::Macros;
use super::outside_braces::split_at_and;
use super::syntax::raw::{Item, RawEntry, RawField, for_each_item};
use super::syntax::tree::Tree;

/// The maximum length of a chain of entries that inherit from each other.
const MAX_CHAIN: usize = 16;

/// The entry type of data containers, which are not works (biblatex manual, section 2.1.1, "xdata").
pub(super) const DATA: &str = "xdata";

/// The field by which an entry inherits; it also determines the reason with which the record marks inherited values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// `crossref`: from the work that it is part of.
    Crossref,
    /// `xdata`: from a data container.
    Data,
}

impl Link {
    pub(super) const ALL: [Self; 2] = [Self::Data, Self::Crossref];

    /// Returns the name of the field.
    pub(super) const fn field(self) -> &'static str {
        match self {
            Self::Crossref => "crossref",
            Self::Data => "xdata",
        }
    }

    /// Returns the reason with which a value is marked.
    pub(super) const fn reason(self) -> &'static str {
        match self {
            Self::Crossref => INHERITED_BY_CROSSREF,
            Self::Data => "inherited by xdata",
        }
    }
}

/// A field that an entry inherits.
#[derive(Debug, Clone)]
pub(super) struct Inherited {
    /// Its name in the inheriting entry, in lower case.
    pub name: String,
    /// Its value, with macros replaced.
    pub value: Rc<str>,
    /// The key of the entry that it comes from.
    pub from: Rc<str>,
    /// The field by which it is inherited.
    pub link: Link,
    /// Whether the entry has the field and refers to the value there (`title = {xdata=key-title}`).
    pub is_named: bool,
}

/// The entries of a file that others name.
pub(super) struct Parents {
    dialect: Dialect,
    list: Vec<Parent>,
    by_key: HashMap<String, usize>,
    /// Whether any entry inherits; in most files none does.
    is_used: bool,
    /// How many more bytes may be inherited.
    budget: Cell<usize>,
}

struct Parent {
    key: Rc<str>,
    entry_type: String,
    /// The offset of the entry, which identifies it.
    start: usize,
    /// Its own fields, and those it inherits.
    fields: Vec<(String, Rc<str>)>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// Its inherited fields are being resolved.
    Open,
    /// They are resolved; the longest chain above the entry has this many entries.
    Done(usize),
}

/// What is wrong with a reference.
enum Problem {
    Missing,
    Circle,
    TooLong,
}

impl Parents {
    /// Finds the parents in a file.
    pub(super) fn find(dialect: Dialect, source: &Source<'_>, tree: &Tree) -> Self {
        let length = source.text().len();
        let budget = Cell::new(length.saturating_mul(64).saturating_add(1 << 24));
        let is_used = may_inherit(source.text());
        let mut parents = Self { dialect, list: Vec::new(), by_key: HashMap::new(), is_used, budget };
        if !is_used {
            return parents;
        }
        let mut named = HashSet::new();
        for_each_item(source, tree, &mut (), &mut |item, _| {
            if let Item::Entry(entry) = item {
                let pieces = entry.fields.iter().flat_map(|field| field.pieces.iter().map(move |piece| (field, piece)));
                for (field, piece) in pieces {
                    let name = field.name.to_ascii_lowercase();
                    named.extend(keys_in(&name, piece.text).into_iter().map(str::to_lowercase));
                }
            }
        });
        let mut macros = Macros::default();
        for_each_item(source, tree, &mut (), &mut |item, _| match item {
            Item::Macro(field) => macros.define(&field, source, &mut ()),
            Item::Entry(entry) => parents.add(&entry, &named, &macros, source),
        });
        // Inherited fields are stored for each parent, which a hostile file could exploit.
        let mut room = 10_000 + length / 16;
        for index in 0..parents.list.len() {
            parents.work_out(index, &mut room);
        }
        parents
    }

    fn add(&mut self, entry: &RawEntry<'_>, named: &HashSet<String>, macros: &Macros, source: &Source<'_>) {
        let value = |name: &str| {
            let field = entry.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
            Some(macros.value(field, source, &mut ()))
        };
        let aliases = value("ids").unwrap_or_default();
        let keys: Vec<String> =
            std::iter::once(entry.key).chain(aliases.split(',')).map(|key| key.trim().to_lowercase()).collect();
        if !keys.iter().any(|key| named.contains(key)) {
            return;
        }
        let mut fields: Vec<(String, Rc<str>)> = Vec::with_capacity(entry.fields.len());
        let mut names = HashSet::new();
        for field in &entry.fields {
            let name = field.name.to_ascii_lowercase();
            if names.insert(name.clone()) {
                fields.push((name, Rc::from(macros.value(field, source, &mut ()))));
            }
        }
        let index = self.list.len();
        // The first entry with a key counts, as everywhere.
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            self.by_key.entry(key).or_insert(index);
        }
        let entry_type = entry.kind.to_ascii_lowercase();
        let parent =
            Parent { key: Rc::from(entry.key), entry_type, start: entry.range.start, fields, state: State::New };
        self.list.push(parent);
    }

    /// Resolves the inherited fields of a parent, after those of its own parents.
    fn work_out(&mut self, start: usize, room: &mut usize) {
        let mut stack = vec![start];
        while let Some(&index) = stack.last() {
            match self.list[index].state {
                State::Done(_) => _ = stack.pop(),
                State::New => {
                    self.list[index].state = State::Open;
                    let above = self.references(&self.list[index].fields);
                    stack.extend(above.into_iter().filter(|&above| self.list[above].state == State::New));
                }
                State::Open => {
                    let height = self.take_over(index, room);
                    self.list[index].state = State::Done(height);
                }
            }
        }
    }

    /// Adds the inherited fields to a parent. Returns the length of the chain above it.
    fn take_over(&mut self, index: usize, room: &mut usize) -> usize {
        let parent = &self.list[index];
        let height_of = |above: usize| match self.list[above].state {
            State::Done(height) if height < MAX_CHAIN => height + 1,
            State::Done(_) | State::New | State::Open => 0,
        };
        let height = self.references(&parent.fields).into_iter().map(height_of).max().unwrap_or_default();
        let own: Vec<(&str, &str)> = parent.fields.iter().map(|(name, value)| (name.as_str(), &**value)).collect();
        let inherited = self.inherited(&parent.entry_type, &own, &mut |_, _, _| ());
        if inherited.len() > *room {
            return MAX_CHAIN;
        }
        *room -= inherited.len();
        let fields = &mut self.list[index].fields;
        for Inherited { name, value, is_named, .. } in inherited {
            match fields.iter_mut().find(|(own, _)| is_named && *own == name) {
                Some((_, named)) => *named = value,
                None => fields.push((name, value)),
            }
        }
        height
    }

    /// Returns the parents that fields name.
    fn references(&self, fields: &[(String, Rc<str>)]) -> Vec<usize> {
        let keys = fields.iter().flat_map(|(name, value)| keys_in(name, value));
        keys.filter_map(|key| self.get(key)).collect()
    }

    fn get(&self, key: &str) -> Option<usize> {
        self.by_key.get(&key.to_lowercase()).copied()
    }

    /// Reports a data container that no entry names.
    pub(super) fn report_unused(&self, entry: &RawEntry<'_>, source: &Source<'_>, diag: &mut dyn Sink) {
        if self.get(entry.key).is_none() {
            let report = Diagnostic::new(Code::UnusedData, format!("no entry uses the @xdata entry “{}”", entry.key));
            diag.report(report.at(source.place(entry.range.clone())));
        }
    }

    /// Returns the fields that an entry inherits, and reports problems with the references.
    pub(super) fn inherited_by(
        &self,
        entry: &RawEntry<'_>,
        macros: &Macros,
        source: &Source<'_>,
        diag: &mut dyn Sink,
    ) -> Vec<Inherited> {
        let is_concerned = |field: &RawField<'_>| {
            let refers = Link::ALL.iter().any(|link| field.name.eq_ignore_ascii_case(link.field()));
            refers || field.pieces.iter().any(|piece| has_mark(piece.text))
        };
        if !self.is_used || !entry.fields.iter().any(is_concerned) {
            return Vec::new();
        }
        let values: Vec<(String, String)> = entry
            .fields
            .iter()
            .map(|field| (field.name.to_ascii_lowercase(), macros.value(field, source, &mut ()).into_owned()))
            .collect();
        let own: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut report = |field: &str, key: &str, problem: Problem| {
            let (code, message) = match problem {
                Problem::Missing => (Code::MissingParent, format!("the entry “{key}” to inherit from does not exist")),
                Problem::Circle => (Code::InheritanceCircle, format!("“{key}” inherits from this entry itself")),
                Problem::TooLong => (Code::InheritanceTooLong, format!("too much is inherited from “{key}”")),
            };
            let field = entry.fields.iter().find(|own| own.name.eq_ignore_ascii_case(field));
            let range: Range<usize> = field.map_or(entry.range.clone(), |field| field.range.clone());
            let report = Diagnostic::new(code, message).at(source.place(range));
            diag.report(if entry.key.is_empty() { report } else { report.about(entry.key) });
        };
        let known = self.get(entry.key).map(|index| &self.list[index]).filter(|known| known.start == entry.range.start);
        if let Some(known) = known {
            self.report_circle(known, &mut report);
        }
        let inherited = self.inherited(&entry.kind.to_ascii_lowercase(), &own, &mut report);
        let bytes: usize = inherited.iter().map(|field| field.value.len()).sum();
        match self.budget.get().checked_sub(bytes) {
            Some(left) => self.budget.set(left),
            None => {
                report(Link::Crossref.field(), &inherited[0].from, Problem::TooLong);
                return Vec::new();
            }
        }
        inherited
    }

    /// Reports the field by which an entry is its own parent, through others.
    fn report_circle(&self, parent: &Parent, report: &mut dyn FnMut(&str, &str, Problem)) {
        for (name, value) in &parent.fields {
            for key in keys_in(name, value) {
                let mut above: Vec<usize> = self.get(key).into_iter().collect();
                let mut next = 0;
                // A circle of more entries than a chain may have is cut as a chain.
                while next < above.len() && next <= MAX_CHAIN {
                    if self.list[above[next]].start == parent.start {
                        return report(name, key, Problem::Circle);
                    }
                    above.extend(self.references(&self.list[above[next]].fields));
                    next += 1;
                }
            }
        }
    }

    /// Returns the fields that an entry with this type, in lower case, and these fields inherits.
    fn inherited(
        &self,
        entry_type: &str,
        own: &[(&str, &str)],
        report: &mut dyn FnMut(&str, &str, Problem),
    ) -> Vec<Inherited> {
        let mut names: HashSet<String> = own.iter().map(|(name, _)| canonical(name).to_owned()).collect();
        let mut inherited = Vec::new();
        for (name, value) in own {
            if let Some((value, from)) = self.named_values(name, value, report) {
                inherited.push(Inherited { name: (*name).to_owned(), value, from, link: Link::Data, is_named: true });
            }
        }
        for link in Link::ALL {
            let Some((_, keys)) = own.iter().find(|(name, _)| *name == link.field()) else { continue };
            for key in keys_in(link.field(), keys) {
                let Some(index) = self.get(key) else {
                    report(link.field(), key, Problem::Missing);
                    continue;
                };
                let parent = &self.list[index];
                match parent.state {
                    State::Done(height) if height >= MAX_CHAIN => report(link.field(), key, Problem::TooLong),
                    State::Done(_) => self.take_from(parent, link, entry_type, &mut names, &mut inherited),
                    State::New | State::Open => {}
                }
            }
        }
        inherited
    }

    fn take_from(
        &self,
        parent: &Parent,
        link: Link,
        entry_type: &str,
        names: &mut HashSet<String>,
        inherited: &mut Vec<Inherited>,
    ) {
        let before = names.clone();
        let parent_has = |name: &str| parent.fields.iter().any(|(field, _)| canonical(field) == name);
        for (field, value) in &parent.fields {
            let targets = match link {
                // Unchanged, except for fields about the container itself (manual, section 3.13.6).
                Link::Data if matches!(field.as_str(), "crossref" | "ids" | "xdata" | "xref") => Vec::new(),
                Link::Data => vec![field.as_str()],
                Link::Crossref => targets(self.dialect, &parent.entry_type, entry_type, field),
            };
            let mut is_author_taken = false;
            for target in targets {
                // Styles print the author of a book in addition to that of a part only if they differ.
                let is_same_author = target == "bookauthor" && is_author_taken;
                // In BibTeX the parent's field with this name takes precedence.
                let has_better = target != field.as_str() && self.dialect == Dialect::Bibtex && parent_has(target);
                let is_free = !names.contains(canonical(target));
                if is_free
                    && !is_same_author
                    && !has_better
                    && is_taken(target, parent_has, |name| before.contains(name))
                {
                    is_author_taken |= target == "author";
                    names.insert(canonical(target).to_owned());
                    let (value, from) = (Rc::clone(value), Rc::clone(&parent.key));
                    inherited.push(Inherited { name: target.to_owned(), value, from, link, is_named: false });
                }
            }
        }
    }

    /// Returns the value of a field that refers, as a whole or in some of its items, to a field of a container:
    /// `xdata=key-field`, or `xdata=key-field-2` for an item of a list (manual, section 3.13.6).
    fn named_values(
        &self,
        field: &str,
        value: &str,
        report: &mut dyn FnMut(&str, &str, Problem),
    ) -> Option<(Rc<str>, Rc<str>)> {
        if !has_mark(value) {
            return None;
        }
        let mut from = None;
        let mut items = Vec::new();
        for item in split_at_and(value) {
            let Some((key, name, number)) = marked(item) else {
                items.push(item.to_owned());
                continue;
            };
            let parent = self.get(key).map(|index| &self.list[index]).filter(|parent| parent.entry_type == DATA);
            let named =
                parent.and_then(|parent| parent.fields.iter().find(|(own, _)| canonical(own) == canonical(name)));
            let (Some(parent), Some((_, value))) = (parent, named) else {
                report(field, key, Problem::Missing);
                return None;
            };
            from = Some(Rc::clone(&parent.key));
            match number {
                None => items.push(value.to_string()),
                Some(number) => match split_at_and(value).get(number.checked_sub(1)?) {
                    Some(item) => items.push((*item).to_owned()),
                    None => {
                        report(field, key, Problem::Missing);
                        return None;
                    }
                },
            }
        }
        Some((Rc::from(items.join(" and ")), from?))
    }
}

/// Whether anything in a file can inherit: `crossref` or `xdata` occurs before some `=`.
fn may_inherit(text: &str) -> bool {
    Link::ALL.iter().any(|link| has_before_equals(text, link.field()))
}

/// Whether a value may refer to a field of a container.
fn has_mark(value: &str) -> bool {
    has_before_equals(value, Link::Data.field())
}

fn has_before_equals(text: &str, name: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'=', bytes).any(|position| {
        let before = bytes[..position].trim_ascii_end();
        before[before.len().saturating_sub(name.len())..].eq_ignore_ascii_case(name.as_bytes())
    })
}

/// Returns the keys that a field names. Its name is in lower case.
fn keys_in<'a>(name: &str, value: &'a str) -> Vec<&'a str> {
    let keys: Vec<&str> = if name == Link::Data.field() {
        value.split(',').collect()
    } else if name == Link::Crossref.field() {
        vec![value]
    } else if has_mark(value) {
        split_at_and(value).into_iter().filter_map(|item| marked(item).map(|(key, _, _)| key)).collect()
    } else {
        return Vec::new();
    };
    keys.into_iter().map(str::trim).filter(|key| !key.is_empty()).collect()
}

/// Returns the key, the field and the number of an item in `xdata=key-field-number`.
fn marked(item: &str) -> Option<(&str, &str, Option<usize>)> {
    let (mark, reference) = item.trim().split_once('=')?;
    if !mark.trim_end().eq_ignore_ascii_case(Link::Data.field()) || reference.contains(char::is_whitespace) {
        return None;
    }
    let (key, rest) = reference.split_once('-')?;
    let (field, number) = match rest.split_once('-') {
        Some((field, number)) => (field, Some(number.parse().ok()?)),
        None => (rest, None),
    };
    (!key.is_empty() && !field.is_empty()).then_some((key, field, number))
}

#[cfg(test)]
mod tests;
