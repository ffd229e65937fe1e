//! YAML, for the formats that use it: values with their places, read with the text of every scalar.
//!
//! Plain scalars have types in YAML, and most of those in bibliographies are meant as text: the version 1.10, the year
//! 0800, a title that is "Yes". Here a scalar is a number or a truth value only when it is written as in JSON, so that
//! its text is known; everything else is text. <https://yaml.org/spec/1.2.2/#103-core-schema>

mod read;
mod write;

use serde_json::{Map, Value};

use crate::diag::{Place, Source};

pub(crate) use read::{front_matter, read_list, read_map};
pub(crate) use write::write;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Yaml {
    /// Text, a number, a truth value or null.
    Scalar(Value),
    /// A list.
    List(Vec<Yaml>),
    /// Pairs of keys and values, in order. A key may occur twice.
    Map(Vec<Pair>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    /// The key.
    pub key: String,
    /// The place of the key.
    pub at: At,
    /// The value.
    pub value: Yaml,
}

/// A place in a text; line 0 means that the place is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct At {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl At {
    /// Returns the same place in a text with this many more lines before it.
    pub(crate) fn below(self, lines: u32) -> Self {
        Self { line: self.line.saturating_add(lines), ..self }
    }

    /// Returns the place in a source, `length` characters long.
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
    /// Makes a text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Scalar(Value::String(text.into()))
    }

    /// Makes a number if it would be written in the same way, and text otherwise.
    pub(crate) fn number_or_text(text: &str) -> Self {
        let is_short = text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(number) if is_short && number.to_string() == text => Self::Scalar(number.into()),
            _ => Self::text(text),
        }
    }

    /// Returns the pairs of a map; none for other values.
    pub(crate) fn pairs(&self) -> &[Pair] {
        match self {
            Self::Map(pairs) => pairs,
            Self::Scalar(_) | Self::List(_) => &[],
        }
    }

    /// Returns the value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.pairs().iter().find(|pair| pair.key == key).map(|pair| &pair.value)
    }

    /// Returns the items of a list. A single value counts as a list of one item, null as an empty list.
    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Scalar(Value::Null) => &[],
            single => std::slice::from_ref(single),
        }
    }

    /// Returns the text of a scalar, without white space around it; `None` when it is blank.
    pub(crate) fn scalar(&self) -> Option<String> {
        let text = match self {
            Self::Scalar(Value::String(text)) => text.trim().to_owned(),
            Self::Scalar(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
            Self::Scalar(_) | Self::List(_) | Self::Map(_) => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// Converts the value to JSON. Of several pairs with one key, the first counts.
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

    /// Moves all places down by this many lines.
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

    /// Returns the keys that occur twice in a map, at any depth.
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

/// Makes a pair to be written.
pub(crate) fn pair(key: impl Into<String>, value: Yaml) -> Pair {
    Pair { key: key.into(), at: At::default(), value }
}
