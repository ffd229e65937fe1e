//! A small language that chooses records: `type:article year>=2022 author:"Zong" tag:selected -status:preprint`.
//!
//! | written                      | chooses records                                                                 |
//! |------------------------------|---------------------------------------------------------------------------------|
//! | `a b`, `a AND b`             | for which both hold                                                             |
//! | `a OR b`                     | for which one of them holds; AND binds closer                                   |
//! | `-a`, `NOT a`                | for which it does not hold                                                      |
//! | `(a OR b) c`                 | as grouped                                                                      |
//! | `word`, `"two words"`        | that have these words in the key, the title, a container's title, a name, a tag |
//! | `title:"two words"`          | that have these words there, one after the other; `title:recog*` the beginning  |
//! | `title="The whole title"`    | that have nothing else there; `!=` those that have not                          |
//! | `author:Zong`                | with that word in a family name; `author:"Y. Zong"` with one that agrees in all parts |
//! | `year>=2022`, `issued<2022-03` | by date, to the given precision; `year:2020..2022` from one to another         |
//! | `type:article`               | of types that start so (`article-journal`); `type=article` of exactly that type |
//! | `tag:selected,invited`       | with one of several values                                                      |
//! | `has:doi`, `missing:volume`  | that have a value for a field, or have none                                     |
//!
//! Letters are compared without case and accents. Fields are the variables of a record under their names, and the names
//! of [`FIELD_ALIASES`], types those of CSL and of [`TYPE_ALIASES`]; `extra.selected:true` means a field of a format
//! that has no variable.

mod field;
mod matching;
mod order;
mod parse;

use std::str::FromStr;

use crate::error::Error;
use crate::model::Record;

pub use field::{FIELD_ALIASES, TYPE_ALIASES};
pub(crate) use order::sorted_order;
pub use order::{SortBy, SortKey, sort_records};

use field::Field;

/// A condition that a record meets or does not meet.
///
/// ```
/// use publist::{Kind, Query, Record};
/// use publist::model::TextVariable;
///
/// let query: Query = "title:recognition -type:book".parse()?;
/// let mut record = Record::new(Kind::ArticleJournal);
/// record.set_text(TextVariable::Title, "Speech Emotion Recognition");
/// assert!(query.matches(&record));
///
/// let error = "titel:recognition".parse::<Query>().unwrap_err();
/// assert_eq!(error.to_string(), "column 1: there is no field “titel”; did you mean “title”?");
/// # Ok::<(), publist::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Query(Expression);

/// The parts of a query.
#[derive(Debug, Clone, PartialEq)]
enum Expression {
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Not(Box<Expression>),
    Has(Field),
    Condition(Condition),
}

/// A field, a comparison, and the values, one of which must match.
#[derive(Debug, Clone, PartialEq)]
struct Condition {
    field: Field,
    comparison: Comparison,
    values: Vec<String>,
}

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    /// `:`
    Contains,
    /// `=`
    Equals,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Query {
    /// Returns whether a record matches.
    pub fn matches(&self, record: &Record) -> bool {
        self.0.holds(record)
    }
}

impl Expression {
    fn holds(&self, record: &Record) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(record)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(record)),
            Self::Not(part) => !part.holds(record),
            Self::Has(field) => matching::has(field, record),
            Self::Condition(condition) => matching::holds(condition, record),
        }
    }
}

impl FromStr for Query {
    type Err = Error;

    /// Parses a query. An empty query matches every record.
    fn from_str(text: &str) -> Result<Self, Error> {
        parse::parse(text).map(Self)
    }
}

#[cfg(test)]
mod tests;
