//! The groups of a publication list: the headings inside a section.

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

use super::status;
use super::words::Words;
use super::work_type::WorkType;
use crate::csl::StyleLanguage;
use crate::error::{Error, Result};
use crate::markup::text_as_read;
use crate::model::{PublicationStatus, Record, Variable};
use crate::text::words::capitalised;

/// The kind of headings in a publication list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GroupBy {
    /// The years, the latest first; before them works on their way to publication, after them works without a date.
    Year,
    /// The types of works, in the usual order of a CV.
    Type,
    /// The first keyword of each work.
    Keyword,
    /// The value of a text variable, a number or the language of the work.
    Variable(Variable),
}

/// A group of works.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Works without a year because they have not appeared yet.
    Status(PublicationStatus),
    Year(Reverse<i32>),
    Type(WorkType),
    Words(String),
    /// Works without a value to group by.
    None,
}

impl GroupBy {
    pub(super) fn group_of(self, record: &Record) -> Group {
        let words = |words: String| if words.trim().is_empty() { Group::None } else { Group::Words(words) };
        match self {
            Self::Year => match record.year() {
                Some(year) => Group::Year(Reverse(year)),
                None => status::of_undated(record).map_or(Group::None, Group::Status),
            },
            Self::Type => Group::Type(WorkType::of(record.kind)),
            Self::Keyword => record.tags.first().cloned().map_or(Group::None, words),
            Self::Variable(Variable::Text(variable)) => {
                record.text(variable).map_or(Group::None, |text| words(text_as_read(text)))
            }
            Self::Variable(Variable::Number(variable)) => {
                record.number(variable).map(str::to_owned).map_or(Group::None, words)
            }
            Self::Variable(Variable::Language) => record.language.clone().map_or(Group::None, words),
            Self::Variable(_) => Group::None,
        }
    }

    /// Returns the heading of a group.
    pub(super) fn heading(self, group: &Group, language: &StyleLanguage) -> String {
        let own_words = Words::of(language.code());
        match (group, self) {
            (Group::Year(Reverse(year)), _) => year.to_string(),
            (Group::Status(status), _) => capitalised(own_words.status(*status)),
            (Group::Type(work_type), _) => own_words.heading(*work_type).to_owned(),
            (Group::Words(words), _) => words.clone(),
            (Group::None, Self::Year) => language.no_date(),
            (Group::None, _) => own_words.heading(WorkType::Other).to_owned(),
        }
    }
}

/// The headings that are no variable, by name.
const NAMED: [(&str, GroupBy); 3] = [("year", GroupBy::Year), ("type", GroupBy::Type), ("keyword", GroupBy::Keyword)];

/// Other names of [`GroupBy::Keyword`].
const KEYWORDS: [&str; 3] = ["keywords", "tag", "tags"];

impl GroupBy {
    /// Returns the names besides those of variables, separated by commas.
    pub fn words() -> String {
        NAMED.map(|(name, _)| name).join(", ")
    }
}

impl FromStr for GroupBy {
    type Err = Error;

    /// Parses `year`, `type`, `keyword`, or the name of a variable of text or numbers, such as `container-title`.
    fn from_str(text: &str) -> Result<Self> {
        let name = &*text.trim().to_lowercase();
        if let Some((_, by)) = NAMED.iter().find(|(known, _)| *known == name) {
            return Ok(*by);
        }
        if KEYWORDS.contains(&name) {
            return Ok(Self::Keyword);
        }
        match Variable::from_name(name) {
            Some(variable @ (Variable::Text(_) | Variable::Number(_) | Variable::Language)) => {
                Ok(Self::Variable(variable))
            }
            _ => {
                let words = Self::words();
                let message = format!("works cannot be grouped by “{name}”; use {words}, or a text variable");
                Err(Error::usage(format!("{message} such as container-title")))
            }
        }
    }
}

impl fmt::Display for GroupBy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = NAMED.iter().find(|(_, by)| by == self).map(|(name, _)| *name);
        formatter.write_str(match self {
            Self::Variable(variable) => variable.name(),
            Self::Year | Self::Type | Self::Keyword => named.unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::GroupBy;

    #[test]
    fn what_groups_works_has_a_name_that_leads_back() {
        for name in ["year", "type", "keyword", "container-title", "language"] {
            assert_eq!(name.parse::<GroupBy>().unwrap().to_string(), name);
        }
        assert!("author".parse::<GroupBy>().is_err());
    }
}
