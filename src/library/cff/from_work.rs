//! Makes records from the works of a file.

use serde_json::{Map, Value};

use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Names, NumberVariable, Point, Record, Text, TextVariable, Variable,
};

use super::people::{NOBODY, name, place, says_more, scalar, text};
use super::texts::{NO_TITLE, without_line_breaks};
use super::{FORMAT, fields, schema, to_work};

/// The keys of addresses, in cffconvert's order: the one that leads to the work itself comes first.
const ADDRESSES: [&str; 4] = ["url", "repository-code", "repository", "repository-artifact"];

/// The keys that say how to cite and nothing about the work.
pub(super) const ABOUT_THE_FILE: [&str; 2] = ["cff-version", "message"];

/// Makes the record of a work; `kind` is its type unless the work has one of its own.
pub(super) fn work(kind: Kind, object: Map<String, Value>) -> Record {
    WorkReader { record: Record::new(kind) }.read(object)
}

struct WorkReader {
    record: Record,
}

impl WorkReader {
    fn read(mut self, mut work: Map<String, Value>) -> Record {
        if let Some(kind) = text(&work, "type").and_then(|name| fields::kind(&name)) {
            self.record.kind = kind;
        }
        let given = work.clone();
        self.date(&mut work);
        self.pages(&mut work);
        if let Some(identifiers) = work.get("identifiers") {
            self.identifiers(identifiers);
        }
        if let Some(conference) = work.get("conference").and_then(Value::as_object) {
            self.conference(conference);
        }
        for address in ADDRESSES {
            let url = Variable::Identifier(IdentifierVariable::Url);
            if let Some(value) = text(&work, address).filter(|_| !self.record.has(url)) {
                self.record.set_identifier(IdentifierVariable::Url, value);
                work.remove(address);
            }
        }
        let mut rest: Vec<(String, Value)> = Vec::new();
        for (key, value) in work {
            if ABOUT_THE_FILE.contains(&key.as_str()) {
                continue;
            }
            // The value itself says more than what the record takes from it.
            let is_known = self.value(&key, &value) && !value.is_object() && !(is_people(&key) && says_more(&value));
            if !is_known {
                rest.push((key, value));
            }
        }
        // Values that the writer would restore from the record need not be kept.
        let written = to_work::work(&self.record);
        let is_written =
            |key: &str, value: &Value| written.iter().any(|pair| pair.key == key && pair.value.to_json() == *value);
        rest.retain(|(key, value)| !is_written(key, value) || !given.contains_key(key));
        // The name of a type that only the top level has.
        rest.retain(|(key, value)| self.record.kind != Kind::Dataset || key != "type" || value != "dataset");
        for (key, value) in rest {
            self.record.keep_extra(FORMAT.id, key, value);
        }
        self.record
    }

    /// Sets the variable of a key. Returns false if it has none, or if that variable is already set.
    fn value(&mut self, key: &str, value: &Value) -> bool {
        let Some(row) = fields::FIELDS.row_of(self.record.kind, key) else { return false };
        if self.record.has(row.variable) {
            return false;
        }
        let words = || match value {
            Value::Array(list) => list.iter().map(scalar).collect::<Option<Vec<_>>>().map(|list| list.join(", ")),
            // An organisation, of which the name is used.
            Value::Object(entity) => text(entity, "name"),
            scalar_value => scalar(scalar_value),
        };
        match row.variable {
            Variable::Text(variable) => {
                let is_said = |words: &String| variable != TextVariable::Title || words != NO_TITLE;
                let Some(words) = words().filter(is_said) else { return false };
                self.record.set_text(variable, Text::plain(without_line_breaks(&words, variable)));
                if let (TextVariable::Publisher, Some(place)) = (variable, value.as_object().and_then(place)) {
                    self.record.set_text(TextVariable::PublisherPlace, place);
                }
            }
            Variable::Number(variable) => {
                let Some(words) = words() else { return false };
                self.record.set_number(variable, words);
            }
            Variable::Identifier(variable) => {
                let Some(identifier) = words() else { return false };
                self.record.set_identifier(variable, identifier);
            }
            Variable::Date(variable) => {
                let Some(date) = scalar(value) else { return false };
                self.record.set_date(variable, Date::parse(&date));
            }
            Variable::Names(variable) => {
                let Some(list) = value.as_array() else { return false };
                let is_nobody = |value: &&Value| {
                    value
                        .as_object()
                        .is_some_and(|person| person.len() == 1 && text(person, "alias").as_deref() == Some(NOBODY))
                };
                let names = list.iter().filter(|value| !is_nobody(value)).filter_map(name).collect();
                self.record.set_names(variable, Names::complete(names));
            }
            Variable::Language => {
                let mut languages = value.as_array().into_iter().flatten().filter_map(scalar);
                let (Some(language), None) = (languages.next(), languages.next()) else { return false };
                self.record.set_language(&language);
            }
            Variable::Tags => {
                let Some(list) = value.as_array() else { return false };
                self.record.set_tags(list.iter().filter_map(scalar).collect());
            }
            Variable::Kind | Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => {
                return false;
            }
        }
        self.record.has(row.variable)
    }

    /// Sets the date from `date-released` or `date-published`, or else from `year` and `month`.
    fn date(&mut self, work: &mut Map<String, Value>) {
        let has_date = ["date-released", "date-published"].iter().any(|key| work.contains_key(*key));
        let year = text(work, "year").and_then(|year| year.parse().ok()).filter(|_| !has_date);
        let Some(year) = year else { return };
        let month = text(work, "month").and_then(|month| Point::month(year, month.parse().ok()?));
        self.record.set_date(DateVariable::Issued, Date::Point(month.unwrap_or(Point::year(year))));
        work.remove("year");
        if month.is_some() {
            work.remove("month");
        }
    }

    /// Sets the pages from `start` and `end`.
    fn pages(&mut self, work: &mut Map<String, Value>) {
        let Some(start) = text(work, "start") else { return };
        let end = text(work, "end");
        self.record.set_number(NumberVariable::Page, end.map_or(start.clone(), |end| format!("{start}-{end}")));
        work.remove("start");
        work.remove("end");
    }

    /// Sets the first DOI and the first address among the identifiers, and those whose description names their sort.
    fn identifiers(&mut self, identifiers: &Value) {
        for identifier in identifiers.as_array().into_iter().flatten().filter_map(Value::as_object) {
            let Some(value) = text(identifier, "value") else { continue };
            let variable = match text(identifier, "type").as_deref() {
                Some("doi") => IdentifierVariable::Doi,
                Some("url") => IdentifierVariable::Url,
                _ => match text(identifier, "description") {
                    Some(description) if description == schema::CITATION_KEY => {
                        self.record.id = value;
                        continue;
                    }
                    Some(description) => match IdentifierVariable::from_name(&description) {
                        Some(variable) => {
                            self.record.set_identifier(variable, value);
                            continue;
                        }
                        None => continue,
                    },
                    None => continue,
                },
            };
            if !self.record.has(Variable::Identifier(variable)) {
                self.record.set_identifier(variable, value);
            }
        }
    }

    /// Sets the event of a conference, with its place and its days.
    fn conference(&mut self, conference: &Map<String, Value>) {
        self.record.set_text(TextVariable::EventTitle, text(conference, "name").unwrap_or_default().as_str());
        if let Some(place) = place(conference) {
            self.record.set_text(TextVariable::EventPlace, place);
        }
        let (start, end) = (text(conference, "date-start"), text(conference, "date-end"));
        if let Some(start) = start {
            let date = end.filter(|end| *end != start).map_or(start.clone(), |end| format!("{start}/{end}"));
            self.record.set_date(DateVariable::EventDate, Date::parse(&date));
        }
    }
}

fn is_people(key: &str) -> bool {
    fields::FIELDS.rows.iter().any(|row| row.field == key && matches!(row.variable, Variable::Names(_)))
}
