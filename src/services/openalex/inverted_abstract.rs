//! Abstracts as an inverted index: each word with its positions.
//! <https://docs.openalex.org/api-entities/works/work-object#abstract_inverted_index>

use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::syntax::json::typed::Scalar;

/// Replaces words whose positions are missing.
const GAP: &str = "…";

/// The words of an abstract and their positions.
#[derive(Default)]
pub(super) struct InvertedAbstract<'a> {
    words: Vec<Scalar<'a>>,
    /// Pairs of a position and the index of the word.
    positions: Vec<(u32, u32)>,
}

impl InvertedAbstract<'_> {
    /// Returns the text, with an ellipsis where words are missing.
    pub(super) fn text(&self) -> String {
        let mut positions = self.positions.clone();
        positions.sort_unstable();
        let length = positions.iter().map(|(_, word)| self.word(*word).len() + 1).sum();
        let mut text = String::with_capacity(length);
        let mut next = 0_u32;
        for (position, word) in positions {
            // The first position is 0 by definition, but 1 in some abstracts that were made from other sources.
            let is_gap = position > next && !(text.is_empty() && position == 1);
            for part in is_gap.then_some(GAP).into_iter().chain([self.word(word)]) {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(part);
            }
            next = position.saturating_add(1);
        }
        text
    }

    fn word(&self, index: u32) -> &str {
        self.words.get(index as usize).map_or("", |word| &word.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for InvertedAbstract<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;

        impl<'de> Visitor<'de> for Words {
            type Value = InvertedAbstract<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("words with their positions")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut index = InvertedAbstract { words: Vec::with_capacity(128), positions: Vec::with_capacity(256) };
                while let Some(word) = map.next_key::<Scalar<'de>>()? {
                    // Older files have the map inside another one: {"IndexLength": 3, "InvertedIndex": {...}}.
                    match &*word.0 {
                        "InvertedIndex" if index.words.is_empty() => {
                            if let Inner::Words(inner) = map.next_value()? {
                                index = inner;
                                continue;
                            }
                        }
                        "IndexLength" if index.words.is_empty() => {
                            map.next_value::<IgnoredAny>()?;
                        }
                        _ => {
                            let number = u32::try_from(index.words.len()).unwrap_or(u32::MAX);
                            map.next_value_seed(Positions { of: number, positions: &mut index.positions })?;
                            index.words.push(word);
                        }
                    }
                }
                Ok(index)
            }
        }

        deserializer.deserialize_map(Words)
    }
}

/// The value of `InvertedIndex`: the index, or the positions of that word.
enum Inner<'a> {
    Words(InvertedAbstract<'a>),
    Positions,
}

impl<'de: 'a, 'a> Deserialize<'de> for Inner<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Inner<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("words with their positions")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                InvertedAbstract::deserialize(de::value::MapAccessDeserializer::new(map)).map(Inner::Words)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Inner::Positions)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// Adds the positions of one word.
struct Positions<'b> {
    of: u32,
    positions: &'b mut Vec<(u32, u32)>,
}

impl<'de> DeserializeSeed<'de> for Positions<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Positions<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of positions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(position) = list.next_element()? {
            self.positions.push((position, self.of));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::InvertedAbstract;

    fn text(json: &str) -> String {
        serde_json::from_str::<InvertedAbstract<'_>>(json).unwrap().text()
    }

    #[test]
    fn words_go_to_their_positions() {
        assert_eq!(text(r#"{"the": [0, 2], "cat": [1], "m\u00e2t": [3]}"#), "the cat the mât");
        assert_eq!(text("{}"), "");
    }

    #[test]
    fn missing_words_show() {
        assert_eq!(text(r#"{"b": [4], "a": [0]}"#), "a … b");
        assert_eq!(text(r#"{"b": [4294967295]}"#), "… b");
        assert_eq!(text(r#"{"b": [2], "a": [1]}"#), "a b");
    }

    #[test]
    fn the_older_form_is_read() {
        assert_eq!(text(r#"{"IndexLength": 2, "InvertedIndex": {"a": [0], "b": [1]}}"#), "a b");
    }

    #[test]
    fn other_shapes_are_refused() {
        for json in ["[]", "7", r#"{"a": 0}"#, r#"{"a": [-1]}"#, r#"{"a": ["0"]}"#] {
            assert!(serde_json::from_str::<InvertedAbstract<'_>>(json).is_err(), "{json}");
        }
    }
}
