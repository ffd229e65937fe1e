//! The fields that a query can use, and their names.

use super::Comparison;
use crate::model::{DateVariable, IdentifierVariable, Kind, TextVariable, Variable};
use crate::text::similar::most_like;

/// What a condition looks at.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Field {
    /// A variable of the record.
    Variable(Variable),
    /// The year of publication.
    Year,
    /// The citation key.
    Key,
    /// A name in any role.
    AnyName,
    /// A condition without a field: key, titles, names and tags.
    Anything,
    /// How often the work was cited.
    Citations,
    /// A field of some format that has no variable, by its name.
    Extra(String),
}

/// Names of fields besides those of the variables, with the meaning of each.
pub const FIELD_ALIASES: &[(&str, &str)] = &[
    ("arxiv", "eprint"),
    ("booktitle", "container-title"),
    ("date", "issued"),
    ("id", "key"),
    ("journal", "container-title"),
    ("keyword", "tags"),
    ("keywords", "tags"),
    ("kind", "type"),
    ("lang", "language"),
    ("number", "issue"),
    ("pages", "page"),
    ("series", "collection-title"),
    ("tag", "tags"),
    ("venue", "container-title"),
];

/// Names of types besides CSL's: those of headings and of BibTeX's entries, with the CSL types that each means. Spaces
/// are written as hyphens here, and a name may end in `s`.
pub const TYPE_ALIASES: &[(&str, &[Kind])] = &[
    ("conference-paper", &[Kind::PaperConference]),
    ("data-set", &[Kind::Dataset]),
    ("inbook", &[Kind::Chapter]),
    ("incollection", &[Kind::Chapter]),
    ("inproceedings", &[Kind::PaperConference]),
    ("journal-article", &[Kind::ArticleJournal]),
    ("mastersthesis", &[Kind::Thesis]),
    ("phdthesis", &[Kind::Thesis]),
    ("preprint", &[Kind::Article]),
    ("talk", &[Kind::Speech, Kind::Event, Kind::Performance]),
    ("techreport", &[Kind::Report]),
    ("these", &[Kind::Thesis]), // theses
];

/// The types that a word means: those with this name or alias, or, if words are compared, those whose names start with
/// it.
pub(super) fn kinds_named(word: &str, comparison: Comparison) -> Vec<Kind> {
    let word = word.trim().to_lowercase();
    let begins = |kind: &Kind| kind.name().strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(['-', '_']));
    let is_asked = |kind: &Kind| kind.name() == word || comparison == Comparison::Contains && begins(kind);
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(is_asked).collect();
    if !kinds.is_empty() || word.is_empty() {
        return kinds;
    }
    let hyphenated = word.replace([' ', '_'], "-");
    let singular = hyphenated.strip_suffix('s').unwrap_or(&hyphenated);
    let alias = TYPE_ALIASES.iter().find(|(alias, _)| *alias == hyphenated || *alias == singular);
    alias.map_or_else(|| Kind::from_name(singular).into_iter().collect(), |(_, kinds)| kinds.to_vec())
}

/// Names that mean more or less than one variable.
const OTHERS: &[&str] = &["any", "citations", "key", "name", "year"];

impl Field {
    /// Returns the field with this name, in any letter case; otherwise an error with the most similar known name, if
    /// there is one.
    pub(super) fn from_name(name: &str) -> Result<Self, Option<&'static str>> {
        let lower = name.to_lowercase();
        if let Some(field) = lower.strip_prefix("extra.").filter(|field| !field.is_empty()) {
            return Ok(Self::Extra(field.to_owned()));
        }
        let alias = FIELD_ALIASES.iter().find(|(alias, _)| *alias == lower);
        let canonical = alias.map_or(lower.as_str(), |(_, canonical)| canonical);
        let variable = Variable::all().find(|variable| variable.name().eq_ignore_ascii_case(canonical));
        match canonical {
            "any" => Ok(Self::Anything),
            "citations" => Ok(Self::Citations),
            "key" => Ok(Self::Key),
            "name" => Ok(Self::AnyName),
            "year" => Ok(Self::Year),
            _ => variable.map(Self::Variable).ok_or_else(|| field_like(&lower)),
        }
    }

    /// Returns whether its values are dates, which can be compared by size.
    pub(super) fn is_date(&self) -> bool {
        matches!(self, Self::Year | Self::Variable(Variable::Date(_)))
    }

    /// Returns whether its values are numbers, which can be compared by size.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Variable(Variable::Number(_)) | Self::Citations | Self::Extra(_))
    }

    /// Returns the variable of its date.
    pub(super) fn date(&self) -> Option<DateVariable> {
        match self {
            Self::Year => Some(DateVariable::Issued),
            Self::Variable(Variable::Date(variable)) => Some(*variable),
            _ => None,
        }
    }
}

/// The texts that are searched if no field is named.
pub(super) const TEXTS_FOR_ANYTHING: &[TextVariable] =
    &[TextVariable::Title, TextVariable::ContainerTitle, TextVariable::CollectionTitle, TextVariable::EventTitle];

/// The identifiers that are searched if no field is named.
pub(super) const IDENTIFIERS_FOR_ANYTHING: &[IdentifierVariable] =
    &[IdentifierVariable::Doi, IdentifierVariable::Eprint];

fn field_like(name: &str) -> Option<&'static str> {
    let variables = Variable::all().map(Variable::name);
    let names = FIELD_ALIASES.iter().map(|(alias, _)| *alias).chain(OTHERS.iter().copied()).chain(variables);
    most_like(name, names)
}
