//! Patterns of citation keys, in two common notations: JabRef's, `[auth:lower][year][shorttitle:3]`, and Better
//! BibTeX's formulas, `auth.lower + year + shorttitle(3, 3)`. Both are parsed to the same tree.
//!
//! Sources: <https://docs.jabref.org/setup/citationkeypatterns>,
//! <https://retorque.re/zotero-better-bibtex/citing/formulas/>.

use std::str::FromStr;

use crate::error::Error;
use crate::model::Record;

use super::characters::{KeyFolding, clean_value};
use super::modifiers::Modifier;
use super::part::Part;
use super::{brackets, formula};

/// A pattern that makes citation keys from records.
///
/// Markers such as `[auth]` are replaced by values of the record, and modifiers after a colon change these values; see
/// [`key_pattern_help`](super::key_pattern_help) for all of them. Several patterns are separated by `|`: the first one
/// whose conditions hold and whose result is not empty is used. If a pattern has no result for a record, the record
/// gets a key of the default pattern ([`default_key`](super::default_key)).
///
/// ```
/// use publist::{Date, Kind, Name, Names, Record};
/// use publist::keys::KeyPattern;
/// use publist::model::{DateVariable, NameVariable, TextVariable};
///
/// let mut record = Record::new(Kind::ArticleJournal);
/// record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Cheng")]));
/// record.set_date(DateVariable::Issued, Date::parse("2022-10"));
/// record.set_text(TextVariable::Title, "Speech Emotion Recognition via an Attentive Network");
///
/// let pattern: KeyPattern = "[auth:lower][year][shorttitle:2]".parse()?;
/// assert_eq!(pattern.key(&record).as_deref(), Some("lu2022SpeechEmotion"));
/// let formula: KeyPattern = "auth.lower + shorttitle(3, 3) + year".parse()?;
/// assert_eq!(formula.key(&record).as_deref(), Some("luSpeechEmotionRecognition2022"));
/// # Ok::<(), publist::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct KeyPattern {
    alternatives: Vec<Vec<Part>>,
    folding: KeyFolding,
}

impl KeyPattern {
    /// Sets how letters outside ASCII are written in keys.
    #[must_use]
    pub fn with_folding(self, folding: KeyFolding) -> Self {
        Self { folding, ..self }
    }

    /// Returns the key of a record, which may not be unique, or `None` if the pattern has no result for it.
    pub fn key(&self, record: &Record) -> Option<String> {
        let keys = self.alternatives.iter().filter_map(|parts| self.evaluate(parts, record));
        keys.into_iter().find(|key| !key.is_empty())
    }

    fn evaluate(&self, parts: &[Part], record: &Record) -> Option<String> {
        let mut key = String::new();
        for part in parts {
            match part {
                Part::Literal(text) => key.push_str(text),
                Part::Value { marker, modifiers } => {
                    let value = modify(marker.value(record), modifiers, record)?;
                    key.push_str(&clean_value(&value, self.folding));
                }
                Part::Group { parts, modifiers } => {
                    let value = modify(self.evaluate(parts, record)?, modifiers, record)?;
                    key.push_str(&clean_value(&value, self.folding));
                }
                Part::Condition(condition) => {
                    if !condition.holds(&key, record) {
                        return None;
                    }
                }
            }
        }
        Some(key)
    }
}

impl FromStr for KeyPattern {
    type Err = Error;

    /// Parses a pattern: one with a bracket in it is in JabRef's notation, any other is a formula.
    fn from_str(pattern: &str) -> Result<Self, Error> {
        let is_bracketed = without_quoted(pattern).contains(['[', ']']);
        let alternatives = if is_bracketed { brackets::parse(pattern)? } else { formula::parse(pattern)? };
        if alternatives.iter().all(|parts| parts.iter().all(|part| matches!(part, Part::Condition(_)))) {
            return Err(Error::syntax(1, "the pattern is empty; try [auth][year]"));
        }
        Ok(Self { alternatives, folding: KeyFolding::default() })
    }
}

fn modify(value: String, modifiers: &[Modifier], record: &Record) -> Option<String> {
    modifiers.iter().try_fold(value, |value, modifier| modifier.apply(&value, record))
}

/// A pattern without the text in double or single quotes, where brackets are ordinary characters.
fn without_quoted(pattern: &str) -> String {
    pattern.split(['"', '\'']).step_by(2).collect()
}
