//! Contributions of authors to a work besides writing it, shown as signs after their names: equal contributions, the
//! corresponding author, the person who gave the talk.

use serde_json::Value;

use super::words::Words;
use crate::model::{CORRESPONDING_AUTHOR, EQUAL_CONTRIBUTION, NameVariable, PRESENTING_AUTHOR, Record, author_place};

/// A contribution of an author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contribution {
    /// Contributed equally with others.
    Equal,
    /// The corresponding author.
    Corresponding,
    /// Gave the talk.
    Presenting,
}

/// The annotations of biblatex for the names of authors (biblatex manual, "Data Annotations").
const ANNOTATION_FIELD: &str = "author+an";

impl Contribution {
    /// All contributions, in the order of their signs.
    pub const ALL: &'static [Self] = &[Self::Equal, Self::Corresponding, Self::Presenting];

    /// Returns the field of [`CONTRIBUTIONS_FORMAT`](crate::model::CONTRIBUTIONS_FORMAT) that lists the authors, by name or by position from 1.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Equal => EQUAL_CONTRIBUTION,
            Self::Corresponding => CORRESPONDING_AUTHOR,
            Self::Presenting => PRESENTING_AUTHOR,
        }
    }

    /// Returns the sign after a name.
    pub const fn sign(self) -> char {
        match self {
            Self::Equal => '*',
            Self::Corresponding => '†',
            Self::Presenting => '‡',
        }
    }

    pub(super) fn legend(self, words: &Words) -> &'static str {
        match self {
            Self::Equal => words.equal_contribution,
            Self::Corresponding => words.corresponding,
            Self::Presenting => words.presenting,
        }
    }
}

/// Returns the contributions in a record with the indices of the authors, from 0.
pub(super) fn contributions(record: &Record) -> Vec<(Contribution, usize)> {
    let Some(authors) = record.names(NameVariable::Author) else { return Vec::new() };
    let mut found = Vec::new();
    for contribution in Contribution::ALL {
        let listed = record.contributors(contribution.field());
        let annotated = record.bib_fields(ANNOTATION_FIELD).filter_map(Value::as_str);
        let annotated = annotated.flat_map(|annotations| annotated_places(annotations, *contribution));
        let annotated = annotated.filter(|place| *place < authors.list.len());
        let mut places: Vec<usize> = listed.into_iter().chain(annotated).collect();
        places.sort_unstable();
        places.dedup();
        found.extend(places.into_iter().map(|place| (*contribution, place)));
    }
    found
}

/// Returns whether an entry of a list of contributions is an author of the record: a name, or a position from 1.
pub(super) fn is_author(record: &Record, author: &Value) -> bool {
    record.names(NameVariable::Author).is_some_and(|authors| author_place(author, &authors.list).is_some())
}

/// The positions in annotations of biblatex: `1=equal;3=corresponding,presenting`, counted from 1.
fn annotated_places(annotations: &str, contribution: Contribution) -> impl Iterator<Item = usize> {
    annotations.split(';').filter_map(move |annotation| {
        let (place, values) = annotation.split_once('=')?;
        let is_meant = |value: &str| value.trim().trim_matches('"').to_lowercase().starts_with(contribution.field());
        let place: usize = place.trim().parse().ok()?;
        values.split(',').any(is_meant).then(|| place.checked_sub(1)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Contribution, contributions};
    use crate::model::{CONTRIBUTIONS_FORMAT, Kind, Name, NameVariable, Names, Record};

    fn work() -> Record {
        let mut record = Record::new(Kind::ArticleJournal);
        let list = ["Cheng Lu", "Yuan Zong", "Wenming Zheng"].map(Name::from_display_order);
        record.set_names(NameVariable::Author, Names::complete(list.into()));
        record
    }

    #[test]
    fn authors_are_listed_by_name_or_by_place() {
        let mut record = work();
        record.keep_extra(CONTRIBUTIONS_FORMAT, "equal", json!(["C. Lu", 2, 9, true]));
        record.keep_extra(CONTRIBUTIONS_FORMAT, "presenting", json!("Zheng, W."));
        let expected = [(Contribution::Equal, 0), (Contribution::Equal, 1), (Contribution::Presenting, 2)];
        assert_eq!(contributions(&record), expected);
    }

    #[test]
    fn annotations_of_biblatex_are_understood() {
        let mut record = work();
        record.keep_extra("biblatex", "author+an", "1=equal; 3=\"corresponding\", equal; x=equal; 7=equal");
        let expected = [(Contribution::Equal, 0), (Contribution::Equal, 2), (Contribution::Corresponding, 2)];
        assert_eq!(contributions(&record), expected);
    }

    #[test]
    fn a_work_without_authors_has_none() {
        assert_eq!(contributions(&Record::default()), []);
    }
}
