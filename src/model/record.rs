//! The normalized record: one work, under CSL's names, with typed values.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::Value;

use super::rich_text::has_tex;
use super::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Origin, Owner, Passage,
    Text, TextVariable, Variable,
};
use crate::text::words::single_spaced_ascii;

/// The format id under which records keep the contributions of authors.
pub const CONTRIBUTIONS_FORMAT: &str = "publist";

/// The field of [`CONTRIBUTIONS_FORMAT`] for the authors who contributed equally, by name or by position from 1.
pub(crate) const EQUAL_CONTRIBUTION: &str = "equal";

/// The field of [`CONTRIBUTIONS_FORMAT`] for the corresponding authors.
pub(crate) const CORRESPONDING_AUTHOR: &str = "corresponding";

/// The field of [`CONTRIBUTIONS_FORMAT`] for the authors who gave the talk.
pub(crate) const PRESENTING_AUTHOR: &str = "presenting";

/// The reason with which a value is marked that comes from the work of which the record's work is a part.
pub(crate) const INHERITED_BY_CROSSREF: &str = "inherited by crossref";

/// The ids under which the fields of .bib files are kept.
pub(crate) const BIB_DIALECTS: [&str; 2] = ["bibtex", "biblatex"];

/// One work.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// The citation key; empty until one is assigned.
    pub id: String,
    /// The type of the work.
    pub kind: Kind,
    /// Rich text by variable.
    pub texts: BTreeMap<TextVariable, Text>,
    /// Lists of names by role.
    pub names: BTreeMap<NameVariable, Names>,
    /// Dates by meaning.
    pub dates: BTreeMap<DateVariable, Date>,
    /// Numbers, as the source writes them.
    pub numbers: BTreeMap<NumberVariable, String>,
    /// Identifiers in their normal form (see `text::identifiers`).
    pub identifiers: BTreeMap<IdentifierVariable, String>,
    /// The language of the work, a BCP 47 tag.
    pub language: Option<String>,
    /// Keywords, in order.
    pub tags: Vec<String>,
    /// Other works this one belongs to.
    pub related: Vec<Related>,
    /// Fields that have no variable in the model, by format id, in the source's order.
    pub extra: BTreeMap<String, Vec<(String, Value)>>,
    /// The format and the line from which the record was first read; readers of publist's own JSON keep the origin in
    /// the file.
    pub origin: Option<Origin>,
    /// The owner of the page that listed it, and whether the owner is among the authors.
    pub owner: Option<Owner>,
    /// The passage of the file from which the record was read, if it may be written back.
    pub passage: Option<Passage>,
    /// Marks of values that were inferred or inherited, and not read from the record itself.
    pub inferred: Vec<Inference>,
}

/// A link from one work to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Related {
    /// The relation of the other work to this one, in DataCite's terms ("IsPreprintOf", "IsTranslationOf").
    pub relation: String,
    /// The other work: a citation key of the same collection, a DOI or a URL.
    pub target: String,
}

/// A mark on a value that was not read from the record itself: it was inferred, or comes from another record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Inference {
    /// The variable of the value.
    pub variable: Variable,
    /// What it was inferred from, in words.
    pub reason: String,
    /// The id of the record from which the value was inherited, if any.
    pub from: Option<String>,
}

impl Record {
    /// Creates an empty record of a type.
    pub fn new(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// Returns a rich-text variable.
    pub fn text(&self, variable: TextVariable) -> Option<&Text> {
        self.texts.get(&variable)
    }

    /// Returns whether the record has a value for a variable; it always has a type.
    pub fn has(&self, variable: Variable) -> bool {
        match variable {
            Variable::Kind => true,
            Variable::Text(variable) => self.texts.contains_key(&variable),
            Variable::Names(variable) => self.names.contains_key(&variable),
            Variable::Date(variable) => self.dates.contains_key(&variable),
            Variable::Number(variable) => self.numbers.contains_key(&variable),
            Variable::Identifier(variable) => self.identifiers.contains_key(&variable),
            Variable::Language => self.language.is_some(),
            Variable::Tags => !self.tags.is_empty(),
            Variable::Related => !self.related.is_empty(),
            Variable::Extra => !self.extra.is_empty(),
            Variable::Origin => self.origin.is_some() || self.owner.is_some(),
            Variable::Inferred => !self.inferred.is_empty(),
        }
    }

    /// Returns whether another record has the same value for a variable, or neither has one; TeX counts as its meaning,
    /// which is what other formats than .bib files have.
    pub(crate) fn has_same(&self, other: &Self, variable: Variable) -> bool {
        match variable {
            Variable::Text(variable) => {
                self.text(variable).map(Text::without_tex) == other.text(variable).map(Text::without_tex)
            }
            variable => self.agrees(other, variable),
        }
    }

    /// Returns whether a text has TeX of a `.bib` file.
    pub(crate) fn has_tex(&self) -> bool {
        self.texts.values().any(|text| has_tex(text.inlines()))
    }

    /// Removes the value of a variable; the type stays.
    pub fn remove(&mut self, variable: Variable) {
        match variable {
            Variable::Kind => {}
            Variable::Text(variable) => _ = self.texts.remove(&variable),
            Variable::Names(variable) => _ = self.names.remove(&variable),
            Variable::Date(variable) => _ = self.dates.remove(&variable),
            Variable::Number(variable) => _ = self.numbers.remove(&variable),
            Variable::Identifier(variable) => _ = self.identifiers.remove(&variable),
            Variable::Language => self.language = None,
            Variable::Tags => self.tags.clear(),
            Variable::Related => self.related.clear(),
            Variable::Extra => self.extra.clear(),
            Variable::Origin => (self.origin, self.owner) = (None, None),
            Variable::Inferred => self.inferred.clear(),
        }
    }

    /// Sets a rich-text variable; blank text is dropped.
    pub fn set_text(&mut self, variable: TextVariable, text: impl Into<Text>) {
        let text = text.into();
        if !text.is_blank() {
            self.texts.insert(variable, text);
        }
    }

    /// Sets a list of names, in their normal form ([`Name::normalised`]); blank names and empty lists are dropped.
    pub fn set_names(&mut self, variable: NameVariable, names: Names) {
        let list = names.list.into_iter().filter_map(Name::normalised).collect();
        let names = Names { list, truncated: names.truncated };
        if !names.is_empty() {
            self.names.insert(variable, names);
        }
    }

    /// Sets a date; a literal that is a date in EDTF becomes that date, a blank one is dropped.
    pub fn set_date(&mut self, variable: DateVariable, date: Date) {
        let date = match date {
            Date::Literal(literal) if literal.trim().is_empty() => return,
            Date::Literal(literal) => Date::parse(&single_spaced_ascii(&literal)),
            date => date,
        };
        self.dates.insert(variable, date);
    }

    /// Sets a number, with its ASCII white space replaced by single spaces; a blank one is dropped.
    pub fn set_number(&mut self, variable: NumberVariable, number: impl Into<String>) {
        let number = number.into();
        let number = single_spaced_ascii(&number);
        if !number.is_empty() {
            self.numbers.insert(variable, number);
        }
    }

    /// Sets an identifier, without surrounding white space, and without an address or label before it
    /// ([`IdentifierVariable::bare`]); a blank one is dropped.
    pub fn set_identifier(&mut self, variable: IdentifierVariable, identifier: impl Into<String>) {
        let identifier = identifier.into();
        let identifier = identifier.trim();
        if !identifier.is_empty() {
            self.identifiers.insert(variable, variable.bare(identifier).unwrap_or_else(|| identifier.to_owned()));
        }
    }

    /// Sets the language, with its white space replaced by single spaces; a blank one is dropped.
    pub fn set_language(&mut self, language: &str) {
        let language = single_spaced_ascii(language);
        if !language.is_empty() {
            self.language = Some(language);
        }
    }

    /// Sets the keywords; blank ones are dropped.
    pub fn set_tags(&mut self, tags: Vec<String>) {
        self.tags = tags;
        self.tags.retain(|tag| !tag.trim().is_empty());
    }

    /// Marks a value as inferred.
    pub fn mark_inferred(&mut self, variable: Variable, reason: impl Into<String>) {
        self.inferred.push(Inference { variable, reason: reason.into(), from: None });
    }

    /// Marks a value as inherited from another record.
    pub fn mark_inherited(&mut self, variable: Variable, reason: impl Into<String>, from: impl Into<String>) {
        self.inferred.push(Inference { variable, reason: reason.into(), from: Some(from.into()) });
    }

    /// Keeps a field that has no variable in the model.
    pub fn keep_extra(&mut self, format: &str, field: impl Into<String>, value: impl Into<Value>) {
        self.extra.entry(format.to_owned()).or_default().push((field.into(), value.into()));
    }

    /// Returns the first value of a field of a format that has no variable.
    pub fn extra_field(&self, format: &str, field: &str) -> Option<&Value> {
        self.extra.get(format)?.iter().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    /// Returns what is kept for a field of .bib files, in either dialect.
    pub fn bib_fields<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Value> {
        BIB_DIALECTS.into_iter().filter_map(move |format| self.extra_field(format, field))
    }

    /// Removes what is kept for a field of .bib files, in either dialect.
    pub fn remove_bib_field(&mut self, field: &str) {
        for format in BIB_DIALECTS {
            if let Some(fields) = self.extra.get_mut(format) {
                fields.retain(|(name, _)| name != field);
            }
        }
        self.extra.retain(|_, fields| !fields.is_empty());
    }

    /// Returns other keys by which the work may be cited: the `ids` of biblatex.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        let ids = self.bib_fields("ids").filter_map(Value::as_str);
        ids.flat_map(|ids| ids.split(',')).map(str::trim).filter(|id| !id.is_empty())
    }

    /// Returns the title without markup, for messages, keys and sorting.
    pub fn plain_title(&self) -> String {
        self.text(TextVariable::Title).map(Text::to_plain).unwrap_or_default()
    }

    /// Returns whether the record still has the values of its [`passage`](Self::passage); its id does not count. `false` when
    /// it was not read in place.
    pub fn is_as_read(&self) -> bool {
        self.passage.as_ref().is_some_and(|passage| passage.fingerprint == self.fingerprint())
    }

    /// Returns whether two records have the same value of a variable, with the same TeX, or both have none.
    pub(crate) fn agrees(&self, other: &Self, variable: Variable) -> bool {
        match variable {
            Variable::Kind => self.kind == other.kind,
            Variable::Text(variable) => self.texts.get(&variable) == other.texts.get(&variable),
            Variable::Names(variable) => self.names.get(&variable) == other.names.get(&variable),
            Variable::Date(variable) => self.dates.get(&variable) == other.dates.get(&variable),
            Variable::Number(variable) => self.numbers.get(&variable) == other.numbers.get(&variable),
            Variable::Identifier(variable) => self.identifiers.get(&variable) == other.identifiers.get(&variable),
            Variable::Language => self.language == other.language,
            Variable::Tags => self.tags == other.tags,
            Variable::Related => self.related == other.related,
            Variable::Extra => self.extra == other.extra,
            Variable::Origin => self.origin == other.origin && self.owner == other.owner,
            Variable::Inferred => self.inferred == other.inferred,
        }
    }

    /// Returns a number that depends on all values of the record except its id, its origin and the owner of its page.
    pub(crate) fn fingerprint(&self) -> u64 {
        let Self {
            id: _,
            kind,
            texts,
            names,
            dates,
            numbers,
            identifiers,
            language,
            tags,
            related,
            extra,
            origin: _,
            owner: _,
            passage: _,
            inferred,
        } = self;
        let mut hasher = DefaultHasher::new();
        (kind, texts, names, dates, numbers, identifiers).hash(&mut hasher);
        (language, tags, related, extra, inferred).hash(&mut hasher);
        hasher.finish()
    }

    /// Returns the variables that have values, class by class in the order of the list.
    pub fn variables(&self) -> Vec<Variable> {
        let mut present = vec![Variable::Kind];
        present.extend(self.texts.keys().copied().map(Variable::Text));
        present.extend(self.names.keys().copied().map(Variable::Names));
        present.extend(self.dates.keys().copied().map(Variable::Date));
        present.extend(self.numbers.keys().copied().map(Variable::Number));
        present.extend(self.identifiers.keys().copied().map(Variable::Identifier));
        let parts = [
            (self.language.is_some(), Variable::Language),
            (!self.tags.is_empty(), Variable::Tags),
            (!self.related.is_empty(), Variable::Related),
            (!self.extra.is_empty(), Variable::Extra),
            (self.has(Variable::Origin), Variable::Origin),
            (!self.inferred.is_empty(), Variable::Inferred),
        ];
        present.extend(parts.into_iter().filter_map(|(is_present, part)| is_present.then_some(part)));
        present
    }
}

#[cfg(test)]
mod tests {
    use super::Record;
    use crate::model::{
        Date, DateVariable, IdentifierVariable, Name, NameVariable, Names, NumberVariable, TextVariable, Variable,
    };

    #[test]
    fn blank_values_are_no_values() {
        let mut record = Record::default();
        record.set_text(TextVariable::Note, " ");
        record.set_number(NumberVariable::Volume, "\t");
        record.set_identifier(IdentifierVariable::Doi, " ");
        record.set_date(DateVariable::Issued, Date::Literal(" ".into()));
        record.set_names(NameVariable::Author, Names::complete(vec![Name::Literal(String::new())]));
        record.set_language(" ");
        record.set_tags(vec![String::new()]);
        assert_eq!(record, Record::default());
        assert_eq!(record.variables(), [Variable::Kind]);
    }

    #[test]
    fn values_have_one_form() {
        let mut record = Record::default();
        record.set_number(NumberVariable::Volume, " 3\n a ");
        record.set_identifier(IdentifierVariable::Doi, " 10.1/x ");
        record.set_date(DateVariable::Issued, Date::Literal(" 2020-05".into()));
        assert_eq!(record.numbers[&NumberVariable::Volume], "3 a");
        assert_eq!(record.identifiers[&IdentifierVariable::Doi], "10.1/x");
        assert_eq!(record.dates[&DateVariable::Issued], Date::parse("2020-05"));
    }

    #[test]
    fn every_variable_that_is_listed_is_there() {
        let mut record = Record::default();
        record.set_tags(vec!["a".into()]);
        record.set_text(TextVariable::Title, "T");
        for variable in Variable::all() {
            assert_eq!(record.has(variable), record.variables().contains(&variable), "{variable}");
        }
    }
}
