//! Makes the works of a file from records.

use serde_json::Value;

use crate::markup::text_as_read;
use crate::model::{
    Date, DateVariable, IdentifierVariable, NameVariable, NumberVariable, Point, Record, TextVariable, Variable,
    WithinYear,
};
use crate::seam::Fidelity;
use crate::syntax::yaml::{Pair, Yaml, pair};

use super::fields;
use super::fields::FIELDS;
use super::schema;
use super::schema::License;
use super::texts::{NO_TITLE, without_line_breaks};
use super::{FORMAT, people};

/// Returns the keys and values of a work.
pub(super) fn work(record: &Record) -> Vec<Pair> {
    let mut work = Work { pairs: Vec::new(), identifiers: Vec::new() };
    let given = record.extra_field(FORMAT.id, "type").and_then(Value::as_str);
    let given = given.filter(|name| fields::kind(name) == Some(record.kind) && *name != "dataset");
    work.put("type", Yaml::text(given.unwrap_or_else(|| fields::cff_type(record.kind))));
    if !record.id.is_empty() {
        work.identify(schema::CITATION_KEY, &record.id);
    }
    for variable in record.variables() {
        let row = FIELDS.row_for(record.kind, variable).filter(|row| row.fidelity != Fidelity::Lost);
        if let Some(row) = row {
            // A part of an entity is written with the entity.
            work.variable(record, row.field.split('.').next().unwrap_or_default(), variable);
        }
    }
    for (key, words) in [("title", NO_TITLE), ("authors", "")] {
        if !work.has(key) {
            let nobody = || Yaml::List(vec![Yaml::Map(vec![pair("alias", Yaml::text(people::NOBODY))])]);
            work.put(key, if words.is_empty() { nobody() } else { Yaml::text(words) });
        }
    }
    work.extra(record);
    if !work.identifiers.is_empty() {
        let identifiers = Yaml::List(std::mem::take(&mut work.identifiers));
        work.put("identifiers", identifiers);
    }
    let order = |pair: &Pair| schema::ORDER.iter().position(|key| *key == pair.key).unwrap_or(schema::ORDER.len());
    work.pairs.sort_by_key(order);
    work.pairs
}

struct Work {
    pairs: Vec<Pair>,
    identifiers: Vec<Yaml>,
}

impl Work {
    fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|pair| pair.key == key)
    }

    fn put(&mut self, key: &str, value: Yaml) {
        if !self.has(key) {
            self.pairs.push(pair(key, value));
        }
    }

    /// Adds an identifier that has no key of its own, or not in this form; its description names its sort.
    fn identify(&mut self, description: &str, value: &str) {
        let parts = [("type", "other"), ("value", value), ("description", description)];
        self.identifiers.push(Yaml::Map(parts.map(|(key, part)| pair(key, Yaml::text(part))).into()));
    }

    fn variable(&mut self, record: &Record, key: &str, variable: Variable) {
        match variable {
            Variable::Text(variable) => self.text(record, key, variable),
            Variable::Names(variable) => self.names(record, key, variable),
            Variable::Date(variable) => {
                if let Some(date) = record.date(variable) {
                    self.date(key, variable, date);
                }
            }
            Variable::Number(variable) => {
                if let Some(number) = record.number(variable) {
                    self.number(key, variable, number);
                }
            }
            Variable::Identifier(variable) => {
                let Some(identifier) = record.identifier(variable) else { return };
                if variable != IdentifierVariable::Eprint && schema::is_identifier(variable, identifier) {
                    self.put(key, Yaml::text(identifier));
                } else {
                    self.identify(variable.name(), identifier);
                }
            }
            Variable::Language => {
                let language = record.language.as_deref().and_then(|tag| tag.split(['-', '_']).next());
                let is_code =
                    |tag: &&str| (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_lowercase());
                if let Some(language) = language.filter(is_code) {
                    self.put(key, Yaml::List(vec![Yaml::text(language)]));
                }
            }
            Variable::Tags => {
                let mut tags: Vec<Yaml> = Vec::new();
                for tag in record.tags.iter().map(|tag| Yaml::text(tag.trim())) {
                    if !tags.contains(&tag) {
                        tags.push(tag);
                    }
                }
                self.put(key, Yaml::List(tags));
            }
            Variable::Kind | Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => {}
        }
    }

    fn text(&mut self, record: &Record, key: &str, variable: TextVariable) {
        let text = |variable: TextVariable| {
            let text = record.text(variable).map(text_as_read)?;
            let text = without_line_breaks(&text, variable);
            (!text.is_empty()).then_some(text)
        };
        let Some(words) = text(variable) else { return };
        match (variable, key) {
            // Entities, which include their place.
            (TextVariable::Publisher, _) => {
                let mut entity = vec![pair("name", Yaml::text(words))];
                entity.extend(text(TextVariable::PublisherPlace).map(|place| pair("city", Yaml::text(place))));
                self.put(key, Yaml::Map(entity));
            }
            (TextVariable::EventTitle, _) => {
                let mut entity = vec![pair("name", Yaml::text(words))];
                entity.extend(text(TextVariable::EventPlace).map(|place| pair("city", Yaml::text(place))));
                let days = record.date(DateVariable::EventDate).and_then(days);
                entity.extend(days.into_iter().flatten().map(|(key, day)| pair(key, Yaml::text(day))));
                self.put(key, Yaml::Map(entity));
            }
            (TextVariable::PublisherPlace | TextVariable::EventPlace, _) => {}
            (TextVariable::License, _) => match schema::license(&words) {
                Some(License::Identifiers(mut list)) => {
                    let value = if list.len() == 1 { list.remove(0) } else { Value::from(list) };
                    self.put("license", Yaml::from(&value));
                }
                Some(License::Address(address)) => self.put("license-url", Yaml::text(address)),
                None => {}
            },
            (TextVariable::Status, _) if !schema::STATUS.contains(&words.as_str()) => {}
            _ => self.put(key, Yaml::text(words)),
        }
    }

    fn names(&mut self, record: &Record, key: &str, variable: NameVariable) {
        let mut list: Vec<Yaml> = Vec::new();
        for name in record.names(variable).into_iter().flat_map(|names| &names.list) {
            let name = people::to_yaml(name);
            if !list.contains(&name) {
                list.push(name);
            }
        }
        if !list.is_empty() {
            self.put(key, Yaml::List(list));
        }
    }

    fn date(&mut self, key: &str, variable: DateVariable, date: &Date) {
        let (Date::Point(point) | Date::Range(Some(point), _)) = date else { return };
        let Point { year, within, .. } = *point;
        let is_short = (0..10_000).contains(&year);
        let number = |number: i32| Yaml::Scalar(number.into());
        match (variable, within) {
            (DateVariable::EventDate, _) => {}
            (DateVariable::OriginalDate, _) => self.put(key, number(year)),
            (_, WithinYear::Day(month, day)) if is_short => {
                self.put(key, Yaml::text(format!("{year:04}-{month:02}-{day:02}")));
                // Many programs look only for these.
                if key == "date-published" {
                    self.put("year", number(year));
                    self.put("month", number(month.into()));
                }
            }
            (DateVariable::Issued, within) => {
                self.put("year", number(year));
                if let WithinYear::Month(month) | WithinYear::Day(month, _) = within {
                    self.put("month", number(month.into()));
                }
            }
            _ => {}
        }
    }

    fn number(&mut self, key: &str, variable: NumberVariable, number: &str) {
        let integer = |text: &str| {
            let is_integer = text.len() < 10 && (text == "0" || !text.starts_with('0'));
            let is_integer = is_integer && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_integer.then(|| Yaml::number_or_text(text))
        };
        match variable {
            NumberVariable::Page => {
                let mut pages = number.split(['-', '–']).map(|page| integer(page.trim()));
                match (pages.next().flatten(), pages.next(), pages.next()) {
                    (Some(start), None, None) => self.put("start", start),
                    (Some(start), Some(Some(end)), None) => {
                        self.put("start", start);
                        self.put("end", end);
                    }
                    _ => {}
                }
            }
            NumberVariable::Volume | NumberVariable::NumberOfPages | NumberVariable::NumberOfVolumes => {
                if let Some(number) = integer(number) {
                    self.put(key, number);
                }
            }
            NumberVariable::Issue | NumberVariable::Section | NumberVariable::Number => {
                self.put(key, Yaml::number_or_text(number));
            }
            _ => self.put(key, Yaml::text(number)),
        }
    }

    /// Adds what was read from other files and has no variable. People and entities get back all their details, if they
    /// are still the same.
    fn extra(&mut self, record: &Record) {
        for (key, value) in record.extra.get(FORMAT.id).into_iter().flatten() {
            let is_known = schema::ORDER.contains(&key.as_str()) && key != "type";
            if key == "identifiers" {
                let more = Yaml::from(value);
                let known: Vec<Value> = self.identifiers.iter().map(Yaml::to_json).collect();
                let new = more.items().iter().filter(|identifier| !known.contains(&identifier.to_json()));
                let new: Vec<Yaml> = new.cloned().collect();
                self.identifiers.extend(new);
                continue;
            }
            match self.pairs.iter_mut().find(|pair| pair.key == *key) {
                Some(pair) if people::are_same(&pair.value.to_json(), value) => pair.value = Yaml::from(value),
                Some(_) => {}
                None if is_known && !value.is_null() => self.pairs.push(pair(key.as_str(), Yaml::from(value))),
                None => {}
            }
        }
    }
}

/// Returns the first and the last day of an event, with their keys.
fn days(date: &Date) -> Option<Vec<(&'static str, String)>> {
    let day = |point: &Point| {
        let is_day = matches!(point.within, WithinYear::Day(..)) && (0..10_000).contains(&point.year);
        is_day.then(|| Point { qualification: crate::model::Qualification::Certain, ..*point }.to_string())
    };
    match date {
        Date::Point(point) => Some(vec![("date-start", day(point)?)]),
        Date::Range(Some(start), Some(end)) => Some(vec![("date-start", day(start)?), ("date-end", day(end)?)]),
        Date::Range(..) | Date::Literal(_) => None,
    }
}
