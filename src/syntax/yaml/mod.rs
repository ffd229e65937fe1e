//! YAML, for the formats that are written in it: values with their places, read with the text of every scalar.
//!
//! Plain scalars have types in YAML, and most of what they are taken for is meant as text: the version 1.10, the year
//! 0800, a title that is "Yes". A scalar is a number or a truth value here only when it is written as JSON writes it, so
//! that its text is known; everything else is text. <https://yaml.org/spec/1.2.2/#103-core-schema>

mod read;
mod write;

use serde_json::{Map, Value};

use crate::diag::{Place, Source};

pub(crate) use read::{front_matter, read_list, read_map};
pub(crate) use write::write;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Yaml {
    /// Text, a number, a truth value or nothing.
    Scalar(Value),
    /// A list.
    List(Vec<Yaml>),
    /// Pairs of keys and values, in order. A key may stand there twice.
    Map(Vec<Pair>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    /// The key.
    pub key: String,
    /// Where it stands.
    pub at: At,
    /// The value.
    pub value: Yaml,
}

/// A place in a text; line 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct At {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl At {
    /// The same place in a text that has so many lines more before it.
    pub(crate) fn below(self, lines: u32) -> Self {
        Self { line: self.line.saturating_add(lines), ..self }
    }

    /// The place in a source, of so many characters.
    pub(crate) fn place(self, source: &Source<'_>, length: usize) -> Place {
        let text = source.text();
        let line = usize::try_from(self.line.max(1)).unwrap_or(usize::MAX) - 1;
        let start = match line {
            0 => 0,
            line => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 1).map_or(text.len(), |end| end + 1),
        };
        let column = usize::try_from(self.column.max(1)).unwrap_or(usize::MAX) - 1;
        let bytes = |count: usize| move |text: &str| text.chars().take(count).map(char::len_utf8).sum::<usize>();
        let start = start + bytes(column)(&text[start..]);
        source.place(start..start + bytes(length)(&text[start..]))
    }
}

impl Yaml {
    /// Text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Scalar(Value::String(text.into()))
    }

    /// Text, or the number that it is when that is written in the same way.
    pub(crate) fn number_or_text(text: &str) -> Self {
        let is_short = text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(number) if is_short && number.to_string() == text => Self::Scalar(number.into()),
            _ => Self::text(text),
        }
    }

    /// The pairs, when it is a map.
    pub(crate) fn pairs(&self) -> &[Pair] {
        match self {
            Self::Map(pairs) => pairs,
            Self::Scalar(_) | Self::List(_) => &[],
        }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.pairs().iter().find(|pair| pair.key == key).map(|pair| &pair.value)
    }

    /// The items of a list; a single value is a list of one, nothing is an empty one.
    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Scalar(Value::Null) => &[],
            single => std::slice::from_ref(single),
        }
    }

    /// A scalar as its text, without white space around it; blank text is none.
    pub(crate) fn scalar(&self) -> Option<String> {
        let text = match self {
            Self::Scalar(Value::String(text)) => text.trim().to_owned(),
            Self::Scalar(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
            Self::Scalar(_) | Self::List(_) | Self::Map(_) => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// The value in JSON. Of pairs with one key, the first counts.
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Scalar(value) => value.clone(),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Map(pairs) => {
                let mut object = Map::new();
                for pair in pairs {
                    object.entry(pair.key.as_str()).or_insert_with(|| pair.value.to_json());
                }
                Value::Object(object)
            }
        }
    }

    /// Moves all places down by so many lines.
    fn shift(&mut self, lines: u32) {
        match self {
            Self::Scalar(_) => {}
            Self::List(items) => items.iter_mut().for_each(|item| item.shift(lines)),
            Self::Map(pairs) => pairs.iter_mut().for_each(|pair| {
                pair.at = pair.at.below(lines);
                pair.value.shift(lines);
            }),
        }
    }

    /// The keys that stand twice in a map, in it or below it.
    pub(crate) fn keys_given_twice(&self) -> Vec<(&str, At)> {
        let (mut twice, mut waiting) = (Vec::new(), vec![self]);
        while let Some(value) = waiting.pop() {
            match value {
                Self::Scalar(_) => {}
                Self::List(items) => waiting.extend(items.iter().rev()),
                Self::Map(pairs) => {
                    let mut known = std::collections::HashSet::new();
                    twice.extend(
                        pairs.iter().filter(|pair| !known.insert(&pair.key)).map(|pair| (pair.key.as_str(), pair.at)),
                    );
                    waiting.extend(pairs.iter().rev().map(|pair| &pair.value));
                }
            }
        }
        twice
    }
}

impl From<&Value> for Yaml {
    fn from(value: &Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(object) => {
                Self::Map(object.iter().map(|(key, value)| pair(key, Self::from(value))).collect())
            }
            scalar => Self::Scalar(scalar.clone()),
        }
    }
}

/// A pair that is to be written.
pub(crate) fn pair(key: impl Into<String>, value: Yaml) -> Pair {
    Pair { key: key.into(), at: At::default(), value }
}
