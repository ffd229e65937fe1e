//! JSON objects as Rust structures that borrow from the input.
//!
//! A structure names the members that are read. All others are skipped without making values of them, which makes
//! reading fast. A member of the wrong type does not affect the rest: it is reported, and the others are read.
//! makes reading fast. A member of the wrong type costs only itself: it is reported, and the rest is read.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, StrDeserializer};
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::members::member_place;
use super::stream::RawValue;
use crate::diag::{Code, Diagnostic, Sink};

/// The structure of an object, for any lifetime of its borrows. All of its members are optional.
pub(crate) trait Shape: 'static {
    /// The structure.
    type Of<'de>: Deserialize<'de>;
}

/// Reads an object and passes it on. If the value is not such an object, this is reported and the result is `None`; a
/// member of the wrong type is reported and left out.
pub(crate) fn with_object<S: Shape, R>(
    source: &RawValue<'_>,
    diag: &mut dyn Sink,
    then: impl FnOnce(S::Of<'_>, &mut dyn Sink) -> R,
) -> Option<R> {
    let text = source.text();
    // Structures can be read from arrays, too.
    if !text.starts_with('{') {
        let shown: String = text.chars().take(20).collect();
        let report = Diagnostic::new(Code::JsonNotRecord, format!("an object was expected, not “{shown}”"));
        diag.report(report.at(source.place(0, 1)));
        return None;
    }
    match serde_json::from_str::<S::Of<'_>>(&text) {
        Ok(object) => return Some(then(object, diag)),
        Err(error) if error.is_data() => {}
        Err(error) => {
            diag.report(source.syntax_error(&error));
            return None;
        }
    }
    // A value has the wrong type: find the member.
    let members = match serde_json::from_str::<Map<String, Value>>(&text) {
        Ok(members) => members,
        Err(error) => {
            diag.report(source.syntax_error(&error));
            return None;
        }
    };
    let mut wrong = Vec::new();
    let readable = repaired::<S>(&mut Vec::new(), Value::Object(members), &mut wrong);
    let is_silent = wrong.is_empty();
    for name in wrong {
        let report = Diagnostic::new(Code::JsonWrongType, format!("“{name}” cannot be read from this value"));
        diag.report(report.at(member_place(source, &name)).hint("it was left out"));
    }
    if let Some(readable) = &readable
        && let Ok(object) = S::Of::deserialize(readable)
    {
        return Some(then(object, diag));
    }
    if is_silent {
        let report = Diagnostic::new(Code::JsonNotRecord, "this object cannot be read as a record of the format");
        diag.report(report.at(source.place(0, 1)));
    }
    None
}

/// A step of a path into a value.
enum Step {
    Member(String),
    Element,
}

/// How deep values of the wrong type are looked for; a deeper one is left out together with the value around it.
const DEEPEST_REPAIR: usize = 6;

/// Returns the value at the end of a path without the parts that have the wrong type; the names of those members are
/// added to `wrong`. Returns `None` if the value itself has the wrong type.
fn repaired<S: Shape>(path: &mut Vec<Step>, value: Value, wrong: &mut Vec<String>) -> Option<Value> {
    if is_readable::<S>(path, value.clone()) {
        return Some(value);
    }
    let is_deep = path.len() >= DEEPEST_REPAIR;
    match value {
        Value::Object(members) if !is_deep && is_readable::<S>(path, Value::Object(Map::new())) => {
            let mut kept = Map::new();
            for (name, value) in members {
                path.push(Step::Member(name.clone()));
                kept.extend(repaired::<S>(path, value, wrong).map(|value| (name, value)));
                path.pop();
            }
            Some(Value::Object(kept))
        }
        Value::Array(elements) if !is_deep && is_readable::<S>(path, Value::Array(Vec::new())) => {
            path.push(Step::Element);
            let kept = elements.into_iter().filter_map(|element| repaired::<S>(path, element, wrong)).collect();
            path.pop();
            Some(Value::Array(kept))
        }
        _ => {
            let name = path.iter().rev().find_map(|step| match step {
                Step::Member(name) => Some(name),
                Step::Element => None,
            });
            wrong.extend(name.filter(|name| !wrong.contains(name)).cloned());
            None
        }
    }
}

/// Whether the structure can be read from an object that holds only this value at the end of this path.
fn is_readable<S: Shape>(path: &[Step], value: Value) -> bool {
    let alone = path.iter().rev().fold(value, |inside, step| match step {
        Step::Member(name) => Value::Object(Map::from_iter([(name.clone(), inside)])),
        Step::Element => Value::Array(vec![inside]),
    });
    S::Of::deserialize(&alone).is_ok()
}

/// An object inside another one; a value of another type counts as missing.
pub(crate) struct Inside<T>(pub(crate) Option<Box<T>>);

impl<T> Default for Inside<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Inside<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyValue<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for AnyValue<T> {
            type Value = Inside<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|inside| Inside(Some(Box::new(inside))))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Inside(None))
            }

            fn visit_str<E: de::Error>(self, _: &str) -> Result<Self::Value, E> {
                Ok(Inside(None))
            }

            fn visit_u64<E: de::Error>(self, _: u64) -> Result<Self::Value, E> {
                Ok(Inside(None))
            }

            fn visit_i64<E: de::Error>(self, _: i64) -> Result<Self::Value, E> {
                Ok(Inside(None))
            }

            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Self::Value, E> {
                Ok(Inside(None))
            }

            fn visit_bool<E: de::Error>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Inside(None))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(Inside(None))
            }
        }

        deserializer.deserialize_any(AnyValue(PhantomData))
    }
}

/// A text; numbers and truth values become the text that is written in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scalar<'a>(pub(crate) Cow<'a, str>);

impl Scalar<'_> {
    /// Returns the text without white space around it; `None` when it is blank.
    pub(crate) fn trimmed(&self) -> Option<&str> {
        let text = self.0.trim();
        (!text.is_empty()).then_some(text)
    }
}

/// Returns the text of a scalar that may be missing; `None` when it is blank.
pub(crate) fn text<'b>(scalar: &'b Option<Scalar<'_>>) -> Option<&'b str> {
    scalar.as_ref().and_then(Scalar::trimmed)
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyScalar;

        impl<'de> Visitor<'de> for AnyScalar {
            type Value = Scalar<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a number")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Borrowed(text)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Owned(text.to_owned())))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Owned(number.to_string())))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Owned(number.to_string())))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Owned(number.to_string())))
            }

            fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Owned(truth.to_string())))
            }
        }

        deserializer.deserialize_any(AnyScalar)
    }
}

/// A list. Any other value is read as a list with one element, and `null` as an empty list; elements that are `null`
/// are left out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMany<T> {
            type Value = List<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::with_capacity(elements.size_hint().unwrap_or_default().min(64));
                while let Some(element) = elements.next_element::<Option<T>>()? {
                    list.extend(element);
                }
                Ok(List(list))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(List(Vec::new()))
            }

            fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(List(Vec::new()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                Ok(List(vec![T::deserialize(MapAccessDeserializer::new(map))?]))
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(List(vec![T::deserialize(BorrowedStrDeserializer::new(text))?]))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(List(vec![T::deserialize(StrDeserializer::new(text))?]))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(List(vec![T::deserialize(de::value::U64Deserializer::new(number))?]))
            }
        }

        deserializer.deserialize_any(OneOrMany(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::stream::RawValue;
    use super::{List, Scalar, Shape, text, with_object};
    use crate::diag::{Code, Diagnostic};

    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Work<'a> {
        #[serde(borrow)]
        title: Option<Scalar<'a>>,
        #[serde(borrow)]
        names: List<Scalar<'a>>,
        year: Option<Scalar<'a>>,
    }

    struct WorkShape;

    impl Shape for WorkShape {
        type Of<'de> = Work<'de>;
    }

    #[allow(clippy::type_complexity, reason = "what is compared, in one place")]
    fn read(json: &str) -> (Option<(String, Vec<String>, String)>, Vec<Code>) {
        let mut reports = Vec::<Diagnostic>::new();
        let source = RawValue { bytes: json.as_bytes(), file: "a.json", line: 1, column: 1 };
        let owned = |scalar: &Option<Scalar<'_>>| text(scalar).unwrap_or_default().to_owned();
        let work = with_object::<WorkShape, _>(&source, &mut reports, |work, _| {
            let names = work.names.0.iter().map(|name| name.0.to_string()).collect();
            (owned(&work.title), names, owned(&work.year))
        });
        (work, reports.iter().map(|report| report.code).collect())
    }

    fn work(title: &str, names: &[&str], year: &str) -> Option<(String, Vec<String>, String)> {
        Some((title.to_owned(), names.iter().map(|name| (*name).to_owned()).collect(), year.to_owned()))
    }

    #[test]
    fn members_are_optional_and_numbers_are_texts() {
        assert_eq!(
            read(r#"{"title": "T\u00e9", "names": ["a", null, 7], "x": {}, "year": 2020}"#).0,
            work("Té", &["a", "7"], "2020")
        );
        assert_eq!(read("{}").0, work("", &[], ""));
        assert_eq!(read(r#"{"title": null, "names": null, "year": " "}"#).0, work("", &[], ""));
        assert_eq!(read(r#"{"names": "a\n"}"#).0, work("", &["a\n"], ""));
    }

    #[test]
    fn a_member_of_the_wrong_type_costs_only_itself() {
        let (found, codes) = read(r#"{"title": {"x": 1}, "names": [[]], "year": 1999}"#);
        assert_eq!((found, codes), (work("", &[], "1999"), vec![Code::JsonWrongType, Code::JsonWrongType]));
        assert_eq!(read(r#"{"title": "a", "title": "b"}"#), (work("b", &[], ""), vec![]));
    }

    #[test]
    fn one_element_of_the_wrong_type_does_not_cost_the_others() {
        let (found, codes) = read(r#"{"names": ["a", {"x": 1}, "b", []]}"#);
        assert_eq!((found, codes), (work("", &["a", "b"], ""), vec![Code::JsonWrongType]));
    }

    #[test]
    fn what_is_no_object_is_reported() {
        for (json, code) in [
            ("[]", Code::JsonNotRecord),
            ("7", Code::JsonNotRecord),
            ("{\"title\": ", Code::JsonTruncated),
            ("{\"title\" 7}", Code::JsonSyntax),
        ] {
            assert_eq!(read(json), (None, vec![code]), "{json}");
        }
        assert_eq!(read(&format!("{{\"title\": {}", "[".repeat(200))).1, [Code::JsonTooDeep]);
    }
}
