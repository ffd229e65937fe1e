//! Whether a condition holds for a record.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::Value;

use super::field::{Field, IDENTIFIERS_FOR_ANYTHING, TEXTS_FOR_ANYTHING, kinds_named};
use super::{Comparison, Condition};
use crate::markup::text_as_read;
use crate::model::{Date, IdentifierVariable, Kind, Name, Names, Point, Record, TextVariable, Variable};
use crate::text::identifiers::{ArxivId, normalise_doi};
use crate::text::unicode::{Unreadable, to_ascii};

/// The value of `status:preprint`: a work that was not yet published in a journal, a book or proceedings.
const PREPRINT: &str = "preprint";

/// Whether a record has a value for a field.
pub(super) fn has(field: &Field, record: &Record) -> bool {
    match field {
        Field::Variable(variable) => record.has(*variable),
        Field::Year => record.year().is_some(),
        Field::Key => !record.id.is_empty(),
        Field::AnyName => !record.names.is_empty(),
        Field::Anything => true,
        Field::Citations => record.citation_count().is_some(),
        Field::Extra(name) => extra(record, name).next().is_some(),
    }
}

/// Whether a condition holds: one of its values is enough.
pub(super) fn holds(condition: &Condition, record: &Record) -> bool {
    condition.values.iter().any(|value| value_holds(&condition.field, condition.comparison, value, record))
}

fn value_holds(field: &Field, comparison: Comparison, value: &str, record: &Record) -> bool {
    let text = |shown: &str| text_holds(shown, comparison, value);
    if let Some(variable) = field.date() {
        return record.date(variable).is_some_and(|date| date_holds(date, comparison, value));
    }
    match field {
        Field::Key => key_holds(&record.id, value),
        Field::AnyName => record.names.values().any(|names| names_hold(names, comparison, value)),
        Field::Anything => anything_holds(record, value),
        Field::Citations => {
            let count = record.citation_count();
            count.is_some_and(|count| number_holds(&count.to_string(), comparison, value).unwrap_or_default())
        }
        Field::Extra(name) => extra(record, name).any(|shown| match number_holds(&shown, comparison, value) {
            Some(holds) => holds,
            None => text(&shown),
        }),
        Field::Variable(variable) => match variable {
            Variable::Kind => kinds_named(value, comparison).contains(&record.kind),
            Variable::Text(TextVariable::Status) if folded(value) == PREPRINT && is_preprint(record) => true,
            Variable::Text(variable) => record.text(*variable).is_some_and(|shown| text(&text_as_read(shown))),
            Variable::Names(variable) => {
                record.names(*variable).is_some_and(|names| names_hold(names, comparison, value))
            }
            Variable::Number(variable) => record.number(*variable).is_some_and(|number| {
                number_holds(number, comparison, value).unwrap_or_else(|| folded(number) == folded(value))
            }),
            Variable::Identifier(variable) => {
                record.identifier(*variable).is_some_and(|known| identifier_holds(*variable, known, value))
            }
            Variable::Language => record.language.as_deref().is_some_and(|known| language_holds(known, value)),
            Variable::Tags => record.tags.iter().any(|tag| text(tag)),
            Variable::Related => record.related.iter().any(|related| folded(&related.target) == folded(value)),
            Variable::Origin => record.origin.as_ref().is_some_and(|origin| origin.format.eq_ignore_ascii_case(value)),
            Variable::Extra => extra(record, &value.to_lowercase()).next().is_some(),
            Variable::Inferred => record.inferred.iter().any(|mark| mark.variable.name().eq_ignore_ascii_case(value)),
            Variable::Date(_) => false,
        },
        Field::Year => false,
    }
}

fn is_preprint(record: &Record) -> bool {
    record.kind == Kind::Article && !record.has(Variable::Text(TextVariable::ContainerTitle))
}

fn anything_holds(record: &Record, value: &str) -> bool {
    let contains = |shown: &str| text_holds(shown, Comparison::Contains, value);
    contains(&record.id)
        || TEXTS_FOR_ANYTHING
            .iter()
            .filter_map(|variable| record.text(*variable))
            .any(|text| contains(&text_as_read(text)))
        || record.tags.iter().any(|tag| contains(tag))
        || record.names.values().flat_map(|names| &names.list).any(|name| contains(&name.to_display_order()))
        || IDENTIFIERS_FOR_ANYTHING
            .iter()
            .filter_map(|variable| Some((*variable, record.identifier(*variable)?)))
            .any(|(variable, known)| identifier_holds(variable, known, value))
}

/// Whether the words occur in a text one after the other, or make up all of it.
fn text_holds(shown: &str, comparison: Comparison, value: &str) -> bool {
    let (shown, asked) = (words(shown), value.strip_suffix('*').unwrap_or(value));
    let is_beginning = value.ends_with('*');
    let asked = words(asked);
    let Some((last, before)) = asked.split_last() else { return false };
    let fits = |window: &[String]| {
        let Some((shown_last, shown_before)) = window.split_last() else { return false };
        shown_before == before && if is_beginning { shown_last.starts_with(last.as_str()) } else { shown_last == last }
    };
    match comparison {
        Comparison::Equals => shown.len() == asked.len() && fits(&shown),
        _ => shown.windows(asked.len()).any(fits),
    }
}

/// Whether a list of names contains a name: by words of the family name for `:`, or by all parts that both names have.
fn names_hold(names: &Names, comparison: Comparison, value: &str) -> bool {
    let asked = Name::from_either_order(value);
    let is_single = !value.trim().contains([' ', ',']);
    names.list.iter().any(|name| {
        let is_family = match name {
            Name::Person(person) => [person.family.as_str(), &name.family_with_particles()]
                .iter()
                .any(|family| folded(family) == folded(value) || text_holds(family, comparison, value)),
            Name::Literal(literal) => text_holds(literal, comparison, value),
        };
        is_family || !is_single && asked.may_be_same_person(name)
    })
}

/// Compares dates to the precision of the date in the query. A range is within another if its ends are.
fn date_holds(date: &Date, comparison: Comparison, value: &str) -> bool {
    let Some(point) = date.time() else { return false };
    let compared = |asked: &str| Point::from_edtf(asked).map(|asked| compare_to_precision(&point, &asked));
    if let Some((first, last)) = value.split_once("..") {
        let is_after = compared(first).is_none_or(Ordering::is_ge);
        return is_after && compared(last).is_none_or(Ordering::is_le);
    }
    compared(value).is_some_and(|order| order_holds(order, comparison))
}

fn compare_to_precision(point: &Point, asked: &Point) -> Ordering {
    let (year, month, day) = point.sort_key();
    let (asked_year, asked_month, asked_day) = asked.sort_key();
    let by_month = if asked_month == 0 { Ordering::Equal } else { month.cmp(&asked_month) };
    let by_day = if asked_day == 0 { Ordering::Equal } else { day.cmp(&asked_day) };
    year.cmp(&asked_year).then(by_month).then(by_day)
}

/// Compares numbers; `None` if one of the values is not a number.
fn number_holds(shown: &str, comparison: Comparison, value: &str) -> Option<bool> {
    let (shown, value): (f64, f64) = (shown.trim().parse().ok()?, value.trim().parse().ok()?);
    Some(order_holds(shown.partial_cmp(&value)?, comparison))
}

fn order_holds(order: Ordering, comparison: Comparison) -> bool {
    match comparison {
        Comparison::Contains | Comparison::Equals => order.is_eq(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}

fn identifier_holds(variable: IdentifierVariable, known: &str, value: &str) -> bool {
    let normal = match variable {
        IdentifierVariable::Doi => normalise_doi(value),
        IdentifierVariable::Eprint => ArxivId::parse(value).map(|id| id.number),
        _ => None,
    };
    known.eq_ignore_ascii_case(normal.as_deref().unwrap_or(value))
}

/// Whether a language is the one in the query, or a variety of it.
fn language_holds(known: &str, value: &str) -> bool {
    let (known, value) = (known.to_ascii_lowercase(), value.to_ascii_lowercase());
    known.strip_prefix(value.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

/// Whether a key matches the one in the query, in which `*` matches anything.
fn key_holds(key: &str, value: &str) -> bool {
    let mut parts = value.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = key.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(found) = rest.find(part) else { return false };
        rest = &rest[found + part.len()..];
    }
    true
}

/// The values of a field without a variable, from any format.
fn extra<'a>(record: &'a Record, name: &'a str) -> impl Iterator<Item = Cow<'a, str>> {
    let fields = record.extra.values().flatten().filter(move |(field, _)| field.eq_ignore_ascii_case(name));
    fields.map(|(_, value)| match value {
        Value::String(text) => Cow::Borrowed(text.as_str()),
        other => Cow::Owned(other.to_string()),
    })
}

fn words(text: &str) -> Vec<String> {
    let folded = to_ascii(text, Unreadable::Keep).to_lowercase();
    folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn folded(text: &str) -> String {
    words(text).join(" ")
}
