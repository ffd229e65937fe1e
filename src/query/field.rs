//! The fields that a query can ask for, and the names they go by.

use super::Comparison;
use crate::model::{DateVariable, IdentifierVariable, Kind, TextVariable, Variable};
use crate::text::similar::most_like;

/// What is asked for.
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
    /// What is asked for without a field: key, titles, names and tags.
    Anything,
    /// A field of a format that has no variable, in any format.
    Extra(String),
}

/// Names of fields beside those of the variables, with what each stands for.
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

/// Names of types beside CSL's: those of headings and of BibTeX's entries, with CSL's types that each stands for. Spaces are
/// hyphens here, and one name may end in `s`.
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

/// The types that a word stands for: one by its name or an alias, or, where words are asked for, those whose names begin so.
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

/// Names that stand for more or less than one variable.
const OTHERS: &[&str] = &["any", "key", "name", "year"];

impl Field {
    /// The field of a name in any letter case; otherwise the known name that is most like it, if one is.
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
            "key" => Ok(Self::Key),
            "name" => Ok(Self::AnyName),
            "year" => Ok(Self::Year),
            _ => variable.map(Self::Variable).ok_or_else(|| field_like(&lower)),
        }
    }

    /// Whether it holds a date, which can be compared by size.
    pub(super) fn is_date(&self) -> bool {
        matches!(self, Self::Year | Self::Variable(Variable::Date(_)))
    }

    /// Whether it holds a number, which can be compared by size.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Variable(Variable::Number(_)) | Self::Extra(_))
    }

    /// The variable whose date it is.
    pub(super) fn date(&self) -> Option<DateVariable> {
        match self {
            Self::Year => Some(DateVariable::Issued),
            Self::Variable(Variable::Date(variable)) => Some(*variable),
            _ => None,
        }
    }
}

/// The texts that are looked through when no field is named.
pub(super) const TEXTS_FOR_ANYTHING: &[TextVariable] =
    &[TextVariable::Title, TextVariable::ContainerTitle, TextVariable::CollectionTitle, TextVariable::EventTitle];

/// The identifiers that are looked through when no field is named.
pub(super) const IDENTIFIERS_FOR_ANYTHING: &[IdentifierVariable] =
    &[IdentifierVariable::Doi, IdentifierVariable::Eprint];

fn field_like(name: &str) -> Option<&'static str> {
    let variables = Variable::all().map(Variable::name);
    let names = FIELD_ALIASES.iter().map(|(alias, _)| *alias).chain(OTHERS.iter().copied()).chain(variables);
    most_like(name, names)
}
