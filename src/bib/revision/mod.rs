//! What becomes of the fields of an entry of a file when its record is written.
//!
//! The entry is read again, and its record is compared with the one to be written, variable by variable. Fields whose
//! variables have not changed keep their TeX, under the name that the target dialect has for them. Only the others are
//! made from the record.

mod in_text;

use std::collections::HashSet;

use serde_json::Value as Json;

use crate::latex::{self, Charset};
use crate::model::{DateVariable, IdentifierVariable, NumberVariable, Record, TextVariable, Variable};
use crate::seam::{MacroPolicy, TitleProtection, Unchanged, WriteOptions};

use super::extra_fields::Remaining;
use super::field_use::Use;
use super::issued::MONTHS;
use super::layout::{Content, Made};
use super::other_dialect::{has, has_extended_names, name_in};
use super::outside_braces::split_at_and;
use super::parents::Link;
use super::reread::EntryAsRead;
use super::syntax::raw::{Piece, nested_fields};
use super::{Dialect, entry_types, et_al, fields, literal_lists, localisation, online, titles};

/// Which links to parents an entry keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// All: what it inherits is not written.
    Kept,
    /// None by `crossref`: all that it inherits is written.
    WithoutCrossref,
}

/// What readers also find in other fields than its own: `howpublished`, `note`, `journal`.
const ELSEWHERE: [Variable; 4] = [
    Variable::Identifier(IdentifierVariable::Url),
    Variable::Date(DateVariable::Accessed),
    Variable::Identifier(IdentifierVariable::Eprint),
    Variable::Text(TextVariable::EprintType),
];

/// What becomes of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// It keeps its value, perhaps under another name.
    Kept(Option<&'static str>),
    /// It gets this value, as TeX, and perhaps another name.
    Joined(&'static str, String),
    /// It is replaced by what the record holds now, if anything.
    Replaced,
}

/// How an entry is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<'a> {
    pub dialect: Dialect,
    pub options: &'a WriteOptions,
    /// Which characters the entry may contain.
    pub charset: Charset,
    /// Which links to parents it keeps.
    pub links: Links,
    /// Whether it becomes an entry of the dialect. Otherwise it keeps its type and the names of its fields.
    pub conversion: Conversion,
}

/// Whether an entry is converted to another dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Conversion {
    /// It is, because the dialect does not have all of it.
    Needed,
    /// It is not.
    None,
}

/// What becomes of an entry.
pub(super) struct Revision<'a> {
    old: &'a EntryAsRead<'a>,
    pub(super) record: &'a Record,
    target: Target<'a>,
    fates: Vec<Fate>,
    keeps_type: bool,
    /// The variables that are not made from the record, since fields that stay hold them, or the entry never had a field
    /// for them.
    settled: HashSet<Variable>,
    /// The fields without a variable that are made from the record.
    extra: Vec<(String, Json)>,
}

impl<'a> Revision<'a> {
    /// Compares the entry with the record that is to be written.
    pub(super) fn of(old: &'a EntryAsRead<'a>, record: &'a Record, target: Target<'a>) -> Self {
        let is_same_type =
            old.record.bib_fields(entry_types::ENTRY_TYPE).eq(record.bib_fields(entry_types::ENTRY_TYPE));
        let keeps_type = is_same_type
            && old.record.agrees(record, Variable::Kind)
            && (target.conversion == Conversion::None || entry_types::is_in(old.entry.kind, target.dialect))
            && old.record.agrees(record, Variable::Text(TextVariable::Genre))
            && !entry_types::is_chosen_for_preprints(record, target.options.bib.preprint);
        let (fates, settled) = (Vec::new(), HashSet::new());
        let mut revision = Self { old, record, target, fates, keeps_type, settled, extra: Vec::new() };
        let mut extra = Remaining::of(record);
        revision.settle(&mut extra);
        revision.extra = extra.rest();
        revision
    }

    /// Whether a variable is not made from the record.
    pub(super) fn settles(&self, variable: Variable) -> bool {
        self.settled.contains(&variable)
    }

    /// Returns the entry type, if it stays.
    pub(super) fn entry_type(&self) -> Option<&'a str> {
        self.keeps_type.then_some(self.old.entry.kind)
    }

    /// Returns which letters of a title are protected, if that is not for the options to say: a title that had no braces
    /// gets none when it changes.
    pub(super) fn protection(&self) -> Option<TitleProtection> {
        let title = Use::Variable(Variable::Text(TextVariable::Title));
        let mut fields = self.old.uses.iter().zip(&self.old.values).filter(|(holds, _)| **holds == title).peekable();
        let has_braces = fields.peek().is_none() || fields.any(|(_, value)| value.contains('{'));
        (!has_braces && self.target.options.bib.protection == TitleProtection::default())
            .then_some(TitleProtection::None)
    }

    /// Returns the fields without a variable that are made from the record.
    pub(super) fn extra(&self) -> &[(String, Json)] {
        &self.extra
    }

    /// Decides about all fields and variables.
    fn settle(&mut self, extra: &mut Remaining<'a>) {
        let is_whole = self.is_whole();
        let mut groups: Vec<(Variable, Vec<usize>)> = Vec::new();
        let mut fates = vec![Fate::Replaced; self.old.uses.len()];
        for (index, holds) in self.old.uses.iter().enumerate() {
            match holds {
                Use::Variable(variable) => match groups.iter_mut().find(|(known, _)| known == variable) {
                    Some((_, fields)) => fields.push(index),
                    None => groups.push((*variable, vec![index])),
                },
                Use::Nothing if !self.target.options.bib.omits(self.name(index)) => fates[index] = Fate::Kept(None),
                Use::Extra => fates[index] = self.of_extra(index, extra),
                Use::Nothing | Use::Packed | Use::Online => {}
            }
        }
        for (variable, fields) in &groups {
            let is_text = matches!(variable, Variable::Text(_) | Variable::Names(_));
            if self.old.record.agrees(self.record, *variable)
                && (is_text || fields.iter().all(|index| self.is_writable(*index)))
            {
                let kept = self.kept(*variable, fields);
                let is_kept = kept.is_some();
                for (index, fate) in fields.iter().zip(kept.unwrap_or_default()) {
                    fates[*index] = fate;
                }
                if is_kept {
                    self.settled.insert(*variable);
                }
            }
        }
        let has_field = |variable: &Variable| groups.iter().any(|(known, _)| known == variable);
        let is_cut = |reason: &str| {
            self.target.links == Links::WithoutCrossref && reason == Link::Crossref.reason()
                || self.target.dialect == Dialect::Bibtex && !is_whole && reason == Link::Data.reason()
        };
        let cut: HashSet<Variable> =
            self.old.record.inferred.iter().filter(|mark| is_cut(&mark.reason)).map(|mark| mark.variable).collect();
        // A variable without a field was inherited, or follows from other fields.
        for variable in self.old.record.variables() {
            let follows_from_type = matches!(variable, Variable::Kind | Variable::Text(TextVariable::Genre));
            // In a converted entry, what was found in other fields gets a field of its own.
            let is_told = match follows_from_type {
                true => self.keeps_type,
                false => !cut.contains(&variable) && (is_whole || !ELSEWHERE.contains(&variable)),
            };
            if !has_field(&variable) && is_told && self.old.record.agrees(self.record, variable) {
                self.settled.insert(variable);
            }
        }
        if self.keeps_type && !has_field(&Variable::Kind) {
            self.settled.insert(Variable::Kind);
        }
        self.settle_packed(&mut fates);
        self.fates = fates;
    }

    /// Fields with several variables stay if none of these has changed. Otherwise all of them are made from the record.
    fn settle_packed(&mut self, fates: &mut [Fate]) {
        for (index, holds) in self.old.uses.iter().enumerate() {
            let Some(variables) = self.packed_variables(index) else { continue };
            let is_same = variables.iter().all(|variable| self.old.record.agrees(self.record, *variable));
            // The other dialect has fields for an address and a day, or other habits.
            let stays = *holds == Use::Packed || !self.changes_dialect() && self.is_writable(index);
            if is_same && stays {
                fates[index] = Fate::Kept(None);
                self.settled.extend(variables);
            } else {
                let has_field = |variable: &Variable| self.old.uses.contains(&Use::Variable(*variable));
                variables.iter().filter(|variable| !has_field(variable)).for_each(|variable| {
                    self.settled.remove(variable);
                });
            }
        }
    }

    /// Returns the variables of a field with several of them.
    fn packed_variables(&self, index: usize) -> Option<Vec<Variable>> {
        let field = &self.old.entry.fields[index];
        match (self.old.uses[index], field.pieces.as_slice()) {
            (Use::Packed, [piece]) => {
                let map = self.target.dialect.fields();
                let inner = nested_fields(piece).unwrap_or_default();
                let rows = inner.iter().filter_map(|field| map.row_of(self.old.record.kind, field.name));
                Some(rows.map(|row| row.variable).collect())
            }
            (Use::Online, _) => Some(online::variables(field.name, &self.old.values[index])),
            _ => None,
        }
    }

    /// The fate of a field without a variable: it stays if the record still has it.
    fn of_extra(&self, index: usize, extra: &mut Remaining<'a>) -> Fate {
        let (name, value) = (self.name(index), self.old.values[index].as_str());
        let is_cut = self.target.links == Links::WithoutCrossref && name.eq_ignore_ascii_case(Link::Crossref.field());
        if !is_cut && !self.is_writable(index) || !extra.take(name, value) {
            return Fate::Replaced;
        }
        if is_cut {
            // The link without inheritance is `xref` (biblatex manual, section 2.4.1); BibTeX ignores it.
            let is_converted = self.target.dialect == Dialect::Bibtex && !has(&self.old.entry, "xref");
            return if is_converted { Fate::Kept(Some("xref")) } else { Fate::Replaced };
        }
        Fate::Kept(None)
    }

    /// Whether the dialect has all of the entry, or nobody asks for the dialect.
    fn is_whole(&self) -> bool {
        self.target.conversion == Conversion::None
    }

    /// Whether the file was read as one of the other dialect.
    fn changes_dialect(&self) -> bool {
        self.target.dialect != self.old.dialect
    }

    /// Whether a value can be written in the characters that the output may contain.
    fn is_writable(&self, index: usize) -> bool {
        let charset = self.target.charset;
        charset == Charset::Unicode || self.old.values[index].chars().all(|character| charset.has(character))
    }

    /// Returns what becomes of the fields of a variable that has not changed; `None` if it is made from the record all the
    /// same.
    fn kept(&self, variable: Variable, fields: &[usize]) -> Option<Vec<Fate>> {
        let (is_whole, dialect) = (self.is_whole(), self.target.dialect);
        let all_kept = || Some(vec![Fate::Kept(None); fields.len()]);
        let is_title = matches!(variable, Variable::Text(TextVariable::Title | TextVariable::TitleShort));
        if is_title && self.target.options.bib.protection != TitleProtection::default() {
            return None;
        }
        match variable {
            Variable::Kind | Variable::Text(TextVariable::Genre) if !self.keeps_type => return None,
            // The manual advises against month and year (section 2.3.8), but they are fields of biblatex.
            Variable::Date(DateVariable::Issued) if is_whole => return all_kept(),
            Variable::Date(DateVariable::Issued) => return self.kept_date(fields),
            Variable::Identifier(
                identifier @ (IdentifierVariable::Url | IdentifierVariable::Doi | IdentifierVariable::Eprint),
            ) if !is_whole && !self.is_bare(identifier, fields) => return None,
            Variable::Number(NumberVariable::Page) if !is_whole && self.has_hyphen(fields) => return None,
            _ if !is_whole && self.changes_dialect() && self.has_another_form(variable, fields) => return None,
            Variable::Names(_)
                if dialect == Dialect::Bibtex
                    && !is_whole
                    && fields.iter().any(|index| has_extended_names(&self.old.values[*index])) =>
            {
                return None;
            }
            // BibTeX takes "et al." for a person.
            Variable::Names(_)
                if self.target.options.unchanged == Unchanged::Rewritten
                    && fields.iter().any(|index| et_al::ends_with_et_al(&self.old.values[*index])) =>
            {
                return None;
            }
            _ => {}
        }
        let has_parts = fields.iter().any(|index| titles::part(&self.name(*index).to_ascii_lowercase()).is_some());
        if has_parts && dialect == Dialect::Bibtex && !is_whole {
            return self.joined(fields);
        }
        let name = |index: &usize| {
            let name = self.name(*index).to_ascii_lowercase();
            let kind = self.old.record.kind;
            let usual = || if self.changes_dialect() { fields::usual_name(kind, &name) } else { None };
            let new = name_in(dialect, kind, &name).or_else(usual).filter(|_| !is_whole);
            let is_list = |dialect: Dialect, name: &str| literal_lists::is_list(dialect, name);
            let other = self.target.dialect.other();
            // The word “and” separates the items of a list in one dialect only.
            let changes_meaning = !is_whole
                && new.is_some()
                && (is_list(dialect, new.unwrap_or(&name)) || is_list(other, &name))
                && split_at_and(&format!("x {} x", self.old.values[*index])).len() > 1;
            let is_free = new.is_none_or(|new| !has(&self.old.entry, new));
            // Without a free name in the target dialect, the title of a set keeps its own.
            let new = new.filter(|_| is_free || name != "maintitle");
            (!changes_meaning && (is_free || new.is_none())).then_some(Fate::Kept(new))
        };
        fields.iter().map(name).collect()
    }

    /// What becomes of the fields of the date in the other dialect: they stay if it has them, or if the record's date is
    /// not all that they say.
    fn kept_date(&self, fields: &[usize]) -> Option<Vec<Fate>> {
        let named = |name: &str| fields.iter().any(|index| self.name(*index).eq_ignore_ascii_case(name));
        let is_understood = self.record.issued().is_some_and(|date| date.first_point().is_some());
        let stays = match self.target.dialect {
            Dialect::Bibtex => named("year") && !(named("date") && self.changes_dialect()),
            Dialect::Biblatex => named("date") || !is_understood,
        };
        stays.then(|| vec![Fate::Kept(None); fields.len()])
    }

    /// Joins the parts of a title for BibTeX, which has only whole titles.
    ///
    /// The parts of a `maintitle` stay: the title of a set is not the title of the work.
    fn joined(&self, fields: &[usize]) -> Option<Vec<Fate>> {
        if fields.iter().any(|index| self.name(*index).eq_ignore_ascii_case("maintitle")) {
            let is_free = !has(&self.old.entry, "series");
            let is_set = |index: &usize| is_free && self.name(*index).eq_ignore_ascii_case("maintitle");
            return Some(fields.iter().map(|index| Fate::Kept(is_set(index).then_some("series"))).collect());
        }
        let mut parts: Vec<(usize, &'static str)> = Vec::new();
        let mut main = None;
        for index in fields {
            match titles::part(&self.name(*index).to_ascii_lowercase()) {
                Some((_, between)) => parts.push((*index, between)),
                None => main = Some(*index),
            }
        }
        let main = main?;
        parts.sort_by_key(|(index, _)| self.name(*index).to_ascii_lowercase().ends_with("addon"));
        let mut title = self.old.values[main].trim().to_owned();
        for (index, between) in parts {
            let ends_sentence = title.trim_end_matches('}').ends_with(['?', '!', '.', ':']);
            title.push_str(if ends_sentence { " " } else { between });
            title.push_str(self.old.values[index].trim());
        }
        let kind = self.old.record.kind;
        let name = self.name(main).to_ascii_lowercase();
        let name = name_in(self.target.dialect, kind, &name).or_else(|| titles::whole(&name))?;
        Some(
            fields
                .iter()
                .map(|index| if *index == main { Fate::Joined(name, title.clone()) } else { Fate::Replaced })
                .collect(),
        )
    }

    /// Whether the other dialect has another form for the values: the number of an edition, words for a key.
    fn has_another_form(&self, variable: Variable, fields: &[usize]) -> bool {
        let mut values = fields.iter().map(|index| self.old.values[*index].as_str());
        match variable {
            Variable::Number(NumberVariable::Edition) => true,
            Variable::Text(
                TextVariable::Genre
                | TextVariable::Status
                | TextVariable::PublisherPlace
                | TextVariable::CollectionTitle,
            ) => values.any(localisation::has_key),
            _ => false,
        }
    }

    /// Whether the fields hold nothing but the identifier of the record: no label, no address around it, no TeX.
    fn is_bare(&self, identifier: IdentifierVariable, fields: &[usize]) -> bool {
        fields.iter().all(|index| self.record.identifier(identifier) == Some(self.old.values[*index].trim()))
    }

    /// Whether a range of pages is written with single hyphens, which the other dialect's styles may not print as one.
    fn has_hyphen(&self, fields: &[usize]) -> bool {
        fields.iter().any(|index| {
            let value = &self.old.values[*index];
            value.contains('-') && !value.contains("--")
        })
    }

    fn name(&self, index: usize) -> &'a str {
        self.old.entry.fields[index].name
    }

    /// Returns the value of a field that stays, if its macros are to be replaced or it has characters that the output
    /// cannot contain.
    fn resolved(&self, index: usize) -> Option<String> {
        if !self.is_writable(index) {
            return Some(latex::tex_in_charset(&self.old.values[index], self.target.charset));
        }
        let field = &self.old.entry.fields[index];
        let is_month = |piece: &Piece<'_>| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(piece.text));
        let has_macro = field.pieces.iter().any(|piece| piece.is_macro && !is_month(piece));
        (self.target.options.macros == MacroPolicy::Resolve && has_macro).then(|| self.old.values[index].clone())
    }

    /// Returns the value of a field as it is in the file.
    fn content(&self, index: usize) -> Content {
        match self.old.entry.fields[index].pieces.as_slice() {
            [Piece { text, is_macro: false, .. }] => Content::Text((*text).to_owned()),
            _ => Content::Expression(self.old.expressions[index].clone()),
        }
    }

    /// Returns the fields that stay, for an entry that is laid out anew, each with the place of its variable.
    pub(super) fn kept_fields(&self, place: impl Fn(Variable) -> u16) -> Vec<Made> {
        let mut kept = Vec::new();
        for (index, fate) in self.fates.iter().enumerate() {
            let field = &self.old.entry.fields[index];
            let (name, content) = match fate {
                Fate::Replaced => continue,
                Fate::Joined(name, title) => ((*name).to_owned(), Content::Text(title.clone())),
                Fate::Kept(new) => {
                    let name = new.map_or_else(|| field.name.to_ascii_lowercase(), str::to_owned);
                    (name, self.resolved(index).map_or_else(|| self.content(index), Content::Text))
                }
            };
            let (place, variable) = match self.old.uses[index] {
                Use::Variable(variable) => (place(variable), Some(variable)),
                Use::Online => (place(Variable::Text(online::rest_variable(field.name))), None),
                Use::Packed | Use::Extra | Use::Nothing => (u16::MAX, None),
            };
            kept.push(Made { name: name.into(), content, place, variable });
        }
        kept
    }
}
