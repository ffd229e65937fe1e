//! How .bib files are to be written: the choices that people differ about.
//!
//! None of them changes what is read back, but for what is left out on request: see [`BibOptions::apply`].

use std::borrow::Cow;

use crate::model::{Date, DateVariable, IdentifierVariable, Point, Record, TextVariable, Variable, WithinYear};
use crate::seam::{Direction, FieldMap};

use super::{fields, links, titles};

/// The choices for BibTeX and BibLaTeX.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BibOptions {
    /// The entry type of preprints.
    pub preprint: PreprintType,
    /// Which letters of titles are protected from the styles, which change their case.
    pub protection: TitleProtection,
    /// The names of fields that stand first, in this order; the others follow in the usual one.
    pub field_order: Vec<String>,
    /// What stands before each field.
    pub indent: Indent,
    /// How the values of an entry are lined up.
    pub alignment: Alignment,
    /// What values stand between.
    pub delimiters: Delimiters,
    /// The names of fields that are left out, in either dialect.
    pub omit: Vec<String>,
    /// Which works get an address.
    pub url: UrlPolicy,
}

/// The entry type of a preprint (CSL's type `article`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PreprintType {
    /// What the dialect has for it: `misc` in BibTeX; `online` in BibLaTeX, or `misc` when there is no address.
    #[default]
    Usual,
    /// `misc`, as arXiv itself gives it.
    Misc,
    /// `online`, which only BibLaTeX has; styles of BibTeX take it for `misc`.
    Online,
    /// `article`, as Google Scholar gives it.
    Article,
    /// `unpublished`.
    Unpublished,
}

/// What of a title stands in braces, where styles do not change the case of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TitleProtection {
    /// The words that need it: names, acronyms, mixed case.
    #[default]
    Words,
    /// The whole title, so that it is printed as it stands. Read back, it is protected text.
    Whole,
    /// What the record itself marks as protected, and nothing else.
    None,
}

/// The white space before a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indent {
    /// So many spaces.
    Spaces(u8),
    /// A tab.
    Tab,
}

/// How values are lined up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// Not at all: a space stands before and behind each equals sign.
    #[default]
    None,
    /// The equals signs of an entry stand below each other.
    Values,
}

/// What values stand between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Delimiters {
    /// `{…}`.
    #[default]
    Braces,
    /// `"…"`, and braces around a value with a quotation mark that no braces hide.
    Quotes,
}

/// Which works get the fields `url` and `urldate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UrlPolicy {
    /// All that have an address.
    #[default]
    Always,
    /// Those without a DOI, which leads to the same place.
    WithoutDoi,
    /// None.
    Never,
}

impl Default for Indent {
    fn default() -> Self {
        Self::Spaces(2)
    }
}

impl BibOptions {
    /// Whether nothing was chosen: entries are written in the usual way.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The record without what is not to be written. What it lacks then is no loss: it was asked for.
    pub fn apply<'a>(&self, record: &'a Record) -> Cow<'a, Record> {
        if self.omit.is_empty() && self.url == UrlPolicy::Always {
            return Cow::Borrowed(record);
        }
        let mut rest = record.clone();
        let has_doi = record.identifiers.contains_key(&IdentifierVariable::Doi);
        if self.url == UrlPolicy::Never || self.url == UrlPolicy::WithoutDoi && has_doi {
            rest.identifiers.remove(&IdentifierVariable::Url);
            rest.dates.remove(&DateVariable::Accessed);
        }
        for name in &self.omit {
            omit(&mut rest, name);
        }
        let marks = std::mem::take(&mut rest.inferred);
        rest.inferred = marks.into_iter().filter(|mark| rest.has(mark.variable)).collect();
        Cow::Owned(rest)
    }

    /// Whether the field is left out that tells apart the types of works that share an entry type.
    pub(crate) fn omits_subtype(&self) -> bool {
        self.omits("entrysubtype")
    }

    /// Whether a field is left out by its name.
    pub(super) fn omits(&self, name: &str) -> bool {
        self.omit.iter().any(|omitted| omitted.eq_ignore_ascii_case(name))
    }
}

/// Takes what a field would hold out of a record.
fn omit(record: &mut Record, name: &str) {
    for fields in record.extra.values_mut() {
        let is_told = !record.related.is_empty() && record.related == links::related(fields);
        fields.retain(|(field, _)| !field.eq_ignore_ascii_case(name));
        // The works that a field named go with it.
        if is_told {
            record.related = links::related(fields);
        }
    }
    record.extra.retain(|_, fields| !fields.is_empty());
    match name.to_ascii_lowercase().as_str() {
        "month" => shorten(record, |point| Point { within: WithinYear::Whole, ..point }),
        "day" => shorten(record, |point| {
            let month = point.day_number().and(point.month_number()).and_then(|month| Point::month(point.year, month));
            month.map_or(point, |month| Point { within: month.within, ..point })
        }),
        _ => {}
    }
    for variable in [&fields::BIBTEX, &fields::BIBLATEX].map(|map| of_field(map, record, name)).into_iter().flatten() {
        record.remove(variable);
    }
}

/// The variable that is written as a field of that name.
fn of_field(map: &FieldMap, record: &Record, name: &str) -> Option<Variable> {
    let in_volumes = TextVariable::ALL.iter().find(|&&variable| {
        let field = titles::field_in_volumes(record, variable);
        field.is_some_and(|field| field == "maintitle" && field.eq_ignore_ascii_case(name))
    });
    let is_it = |row: &&crate::seam::Row| {
        let is_written = row.direction == Direction::Both && row.kinds.contains(record.kind);
        is_written && row.field.eq_ignore_ascii_case(name)
    };
    in_volumes.map(|variable| Variable::Text(*variable)).or_else(|| map.rows.iter().find(is_it).map(|row| row.variable))
}

fn shorten(record: &mut Record, shorter: impl FnOnce(Point) -> Point) {
    if let Some(Date::Point(point)) = record.dates.get_mut(&DateVariable::Issued) {
        *point = shorter(*point);
    }
}
