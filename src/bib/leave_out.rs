//! Removes from a record what the options leave out.

use std::borrow::Cow;

use super::{fields, links, titles};
use crate::model::{Date, DateVariable, IdentifierVariable, Point, Record, TextVariable, Variable, WithinYear};
use crate::seam::{BibOptions, Direction, FieldMap, Row, UrlPolicy};
use crate::text::similar::most_like;

/// Names that leave out a part of a field.
const PARTS_OF_A_DATE: [&str; 2] = ["month", "day"];

/// Returns the record without what the options leave out. What is left out on request is not a loss.
pub(super) fn leave_out<'a>(options: &BibOptions, record: &'a Record) -> Cow<'a, Record> {
    if options.omit.is_empty() && options.url == UrlPolicy::Always {
        return Cow::Borrowed(record);
    }
    let mut rest = record.clone();
    let has_doi = record.doi().is_some();
    if options.url == UrlPolicy::Never || options.url == UrlPolicy::WithoutDoi && has_doi {
        rest.identifiers.remove(&IdentifierVariable::Url);
        rest.dates.remove(&DateVariable::Accessed);
    }
    for name in &options.omit {
        omit(&mut rest, name);
    }
    let marks = std::mem::take(&mut rest.inferred);
    rest.inferred = marks.into_iter().filter(|mark| rest.has(mark.variable)).collect();
    Cow::Owned(rest)
}

/// Returns the names of fields to leave out that are probably misspelled, each with the name that was probably meant. A
/// name that is like no other may be that of a field of the user's own.
pub(super) fn misspelled(options: &BibOptions) -> impl Iterator<Item = (&str, &'static str)> {
    let known = || {
        let rows = [&fields::BIBTEX, &fields::BIBLATEX].into_iter().flat_map(|map| map.rows);
        rows.filter(|row| row.direction == Direction::Both).map(|row| row.field).chain(PARTS_OF_A_DATE)
    };
    let is_known = move |name: &str| known().any(|field| field.eq_ignore_ascii_case(name));
    let unknown = options.omit.iter().map(String::as_str).filter(move |name| !is_known(name));
    unknown.filter_map(move |name| Some((name, most_like(&name.to_ascii_lowercase(), known())?)))
}

/// Removes what a field with this name would hold from a record.
fn omit(record: &mut Record, name: &str) {
    for fields in record.extra.values_mut() {
        let is_told = !record.related.is_empty() && record.related == links::related(fields);
        fields.retain(|(field, _)| !field.eq_ignore_ascii_case(name));
        // The works that the field named are removed with it.
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

/// Returns the variable that is written as a field with this name.
fn of_field(map: &FieldMap, record: &Record, name: &str) -> Option<Variable> {
    let in_volumes = TextVariable::ALL.iter().find(|&&variable| {
        let field = titles::field_in_volumes(record, variable);
        field.is_some_and(|field| field == "maintitle" && field.eq_ignore_ascii_case(name))
    });
    let is_it = |row: &&Row| {
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

#[cfg(test)]
mod tests {
    use super::misspelled;
    use crate::seam::BibOptions;

    #[test]
    fn a_name_that_is_nearly_that_of_a_field_is_misspelled() {
        let found = |name: &str| misspelled(&BibOptions::default().with_omit([name])).next().map(|(_, meant)| meant);
        assert_eq!(found("abstrct"), Some("abstract"));
        assert_eq!(found("Keyword"), Some("keywords"));
        for name in ["abstract", "DOI", "day", "month", "url", "eprint", "timestamp", "bdsk-url-1", "x"] {
            assert_eq!(found(name), None, "{name}");
        }
    }
}
