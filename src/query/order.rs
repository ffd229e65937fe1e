//! The order of the records of a file.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::markup::text_as_read;
use crate::model::{NameVariable, Record, TextVariable};
use crate::text::similar::nearest;
use crate::text::unicode::{Unreadable, to_ascii};

/// A key to sort records by, with a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// The value to compare.
    pub by: SortBy,
    /// Whether the order is descending.
    pub is_descending: bool,
}

/// A value to sort records by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// The citation key.
    Key,
    /// The family names of the authors, or otherwise of the editors.
    Author,
    /// The date of publication, to the day.
    Year,
    /// The type of work, by its CSL name.
    Type,
    /// The title.
    Title,
    /// How often the work was cited.
    Citations,
}

impl SortBy {
    /// All sort keys with their names.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("key", Self::Key),
        ("author", Self::Author),
        ("year", Self::Year),
        ("type", Self::Type),
        ("title", Self::Title),
        ("citations", Self::Citations),
    ];
}

impl FromStr for SortKey {
    type Err = Error;

    /// Parses `year`, or `-year` for descending order.
    fn from_str(text: &str) -> Result<Self> {
        let (name, is_descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let found = SortBy::ALL.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
        found.map(|(_, by)| Self { by: *by, is_descending }).ok_or_else(|| {
            let names = || SortBy::ALL.iter().map(|(name, _)| *name);
            let meant = nearest(&name.trim().to_lowercase(), names()).map(|meant| format!("did you mean `{meant}`? "));
            Error::usage(format!(
                "{}records can be sorted by {}, each with a hyphen before it for the reverse order",
                meant.unwrap_or_default(),
                names().collect::<Vec<_>>().join(", ")
            ))
        })
    }
}

/// Sorts records by the first key, equal ones by the next key, and so on; records that are equal in all keys keep their
/// order. Records without a value come last, in either direction. Letters are compared without accents and case.
///
/// Records that others name in the field `crossref` come after all others, because BibTeX requires it.
pub fn sort_records(records: &mut Vec<Record>, keys: &[SortKey]) {
    if keys.is_empty() {
        return;
    }
    let order = sorted_order(records, keys);
    let mut unsorted: Vec<Option<Record>> = std::mem::take(records).into_iter().map(Some).collect();
    let sorted: Vec<Record> = order.into_iter().filter_map(|index| unsorted[index].take()).collect();
    let parents: HashSet<String> = sorted.iter().flat_map(parents).collect();
    let is_parent = |record: &Record| parents.contains(&record.id.to_lowercase());
    let (last, first): (Vec<Record>, Vec<Record>) = sorted.into_iter().partition(is_parent);
    records.extend(first.into_iter().chain(last));
}

/// Like [`sort_records`], but returns the indices of the records in their order, and does not move records that others
/// name in `crossref`.
pub(crate) fn sorted_order(records: &[Record], keys: &[SortKey]) -> Vec<usize> {
    let ranks: Vec<Vec<Rank>> =
        records.iter().map(|record| keys.iter().map(|key| rank(record, key.by)).collect()).collect();
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by(|one, other| {
        let ranks = ranks[*one].iter().zip(&ranks[*other]).zip(keys);
        let compared = ranks.map(|((one, other), key)| one.compare(other, key.is_descending));
        compared.fold(Ordering::Equal, Ordering::then)
    });
    order
}

/// The keys that a record names in the field `crossref`, in lower case.
fn parents(record: &Record) -> impl Iterator<Item = String> + '_ {
    let fields = record.extra.values().flatten().filter(|(name, _)| name.eq_ignore_ascii_case("crossref"));
    fields.filter_map(|(_, key)| key.as_str()).map(str::to_lowercase)
}

/// The values to compare: numbers first, then text.
struct Rank(Option<([i32; 3], String)>);

impl Rank {
    fn compare(&self, other: &Self, is_descending: bool) -> Ordering {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) if is_descending => other.cmp(one),
            (Some(one), Some(other)) => one.cmp(other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        }
    }
}

fn rank(record: &Record, by: SortBy) -> Rank {
    let text = |text: &str| {
        let folded = to_ascii(text, Unreadable::Keep).to_lowercase();
        (!folded.trim().is_empty()).then_some(([0; 3], folded))
    };
    Rank(match by {
        SortBy::Key => text(&record.id),
        SortBy::Type => text(record.kind.name()),
        SortBy::Title => record.text(TextVariable::Title).map(text_as_read).as_deref().and_then(text),
        SortBy::Author => {
            let names =
                [NameVariable::Author, NameVariable::Editor].iter().find_map(|variable| record.names(*variable));
            let names = names.map(|names| {
                names
                    .list
                    .iter()
                    .map(|name| format!("{}\u{1}{}", name.family_with_particles(), name.to_display_order()))
                    .collect::<Vec<_>>()
                    .join("\u{1}")
            });
            names.as_deref().and_then(text)
        }
        SortBy::Citations => record.citation_count().map(|count| {
            let count = i32::try_from(count).unwrap_or(i32::MAX);
            ([count, 0, 0], String::new())
        }),
        SortBy::Year => record.issued().and_then(|date| {
            let part = |number: Option<u8>| number.map_or(0, i32::from);
            let within =
                date.first_point().map_or([0; 2], |point| [part(point.month_number()), part(point.day_number())]);
            Some(([date.year()?, within[0], within[1]], String::new()))
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::{SortKey, sort_records};
    use crate::model::{Date, DateVariable, Kind, Name, NameVariable, Names, Record, TextVariable};

    #[test]
    fn a_misspelled_key_is_named() {
        let message = |key: &str| key.parse::<SortKey>().unwrap_err().to_string();
        assert!(message("-yaer").starts_with("did you mean `year`? records can be sorted by key, author, year"));
        assert!(message("venue").starts_with("records can be sorted by"));
    }

    fn record(id: &str, author: &str, year: &str, title: &str) -> Record {
        let mut record = Record { id: id.into(), ..Record::new(Kind::Book) };
        record.set_names(NameVariable::Author, Names::complete(vec![Name::from_display_order(author)]));
        record.set_date(DateVariable::Issued, Date::parse(year));
        record.set_text(TextVariable::Title, title);
        record
    }

    #[track_caller]
    fn sorted(keys: &str, expected: &str) {
        let mut records = vec![
            record("b", "Jane Roe", "2020-02", "Ärger"),
            record("C", "Émile Zola", "", "Beta"),
            record("a", "Jane Austen", "2020-10", ""),
            record("d", "Ada Roe", "-0043", "alpha"),
        ];
        let keys: Vec<SortKey> =
            keys.split(',').filter(|key| !key.is_empty()).map(|key| key.parse().unwrap()).collect();
        sort_records(&mut records, &keys);
        assert_eq!(records.iter().map(|record| record.id.as_str()).collect::<String>(), expected);
    }

    #[test]
    fn records_are_sorted_and_what_is_missing_comes_last() {
        sorted("", "bCad");
        sorted("key", "abCd");
        sorted("-key", "dCba");
        sorted("author", "adbC");
        sorted("year", "dbaC");
        sorted("-year", "abdC");
        sorted("title", "dbCa");
        sorted("type,-title", "Cbda");
    }

    #[test]
    fn what_others_refer_to_comes_behind_them() {
        let mut records =
            vec![record("a", "A", "2020", "A"), record("b", "B", "2020", "B"), record("c", "C", "2020", "C")];
        records[1].keep_extra("bibtex", "crossref", "A");
        sort_records(&mut records, &["key".parse().unwrap()]);
        assert_eq!(records.iter().map(|record| record.id.as_str()).collect::<String>(), "bca");
    }

    #[test]
    fn other_keys_are_refused() {
        assert!("length".parse::<SortKey>().unwrap_err().to_string().contains("key, author, year, type, title"));
    }
}
