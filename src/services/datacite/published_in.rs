//! The publication that contains a work: a related item, DataCite's `container`, or a `SeriesInformation` of older
//! metadata.

use super::work::{Container, RelatedItem, Work};
use crate::syntax::json::typed::text;

/// A journal, book or series, and the place of the work in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PublishedIn<'b> {
    pub(super) title: Option<&'b str>,
    pub(super) volume: Option<&'b str>,
    pub(super) issue: Option<&'b str>,
    pub(super) number: Option<&'b str>,
    pub(super) edition: Option<&'b str>,
    pub(super) first_page: Option<&'b str>,
    pub(super) last_page: Option<&'b str>,
    pub(super) year: Option<&'b str>,
    /// The sort of an identifier, and the identifier.
    pub(super) identifier: Option<(&'b str, &'b str)>,
}

/// Returns the publication that contains a work. Data repositories do not count.
pub(super) fn published_in<'b>(work: &'b Work<'_>) -> Option<PublishedIn<'b>> {
    let is_published = |item: &&RelatedItem<'_>| text(&item.relation_type) == Some("IsPublishedIn");
    let item = work.related_items.0.iter().find(is_published).map(from_item);
    let is_repository = |container: &Container<'_>| text(&container.type_name) == Some("DataRepository");
    let container = work.container.as_ref().filter(|container| !is_repository(container)).map(from_container);
    let series = || {
        let is_series = |of: &str| of == "SeriesInformation";
        let mut series = work.descriptions.0.iter().filter(|one| text(&one.description_type).is_some_and(is_series));
        text(&series.next()?.description).and_then(from_series)
    };
    item.or(container.filter(|container| container.title.is_some())).or_else(series)
}

fn from_item<'b>(item: &'b RelatedItem<'_>) -> PublishedIn<'b> {
    PublishedIn {
        title: item.titles.0.iter().find_map(|title| text(&title.title)),
        volume: text(&item.volume),
        issue: text(&item.issue),
        number: text(&item.number),
        edition: text(&item.edition),
        first_page: text(&item.first_page),
        last_page: text(&item.last_page),
        year: text(&item.publication_year),
        identifier: item.related_item_identifier.as_ref().and_then(|identifier| {
            Some((text(&identifier.related_item_identifier_type)?, text(&identifier.related_item_identifier)?))
        }),
    }
}

fn from_container<'b>(container: &'b Container<'_>) -> PublishedIn<'b> {
    // What follows the last comma of a `SeriesInformation` is not always a page.
    let is_page = |page: &&str| page.contains(|character: char| character.is_ascii_digit()) && !page.contains(' ');
    PublishedIn {
        title: text(&container.title),
        volume: text(&container.volume),
        issue: text(&container.issue),
        first_page: text(&container.first_page).filter(is_page),
        last_page: text(&container.last_page).filter(is_page),
        identifier: text(&container.identifier_type).zip(text(&container.identifier)),
        ..PublishedIn::default()
    }
}

/// Reads "Journal, 12(3), 45-67", the form required by version 3 of the schema; returns `None` for other forms.
fn from_series(series: &str) -> Option<PublishedIn<'_>> {
    let mut parts = series.split(", ");
    let title = parts.next()?.trim();
    let (volume, pages) = (parts.next()?, parts.next());
    if title.is_empty() || parts.next().is_some() {
        return None;
    }
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (volume, issue) = match volume.split_once('(') {
        Some((volume, issue)) => (volume.trim(), Some(issue.strip_suffix(')')?.trim())),
        None => (volume.trim(), None),
    };
    if !is_number(volume) {
        return None;
    }
    let (first_page, last_page) = match pages.map(str::trim) {
        Some(pages) => {
            pages.split_once(['-', '–']).map_or((Some(pages), None), |(first, last)| (Some(first), Some(last)))
        }
        None => (None, None),
    };
    Some(PublishedIn {
        title: Some(title),
        volume: Some(volume),
        issue,
        first_page,
        last_page,
        ..PublishedIn::default()
    })
}

#[cfg(test)]
mod tests {
    use super::{PublishedIn, from_series};

    #[test]
    fn series_information_is_a_journal_with_a_place_or_nothing() {
        let expected = PublishedIn {
            title: Some("Tides"),
            volume: Some("12"),
            issue: Some("3"),
            first_page: Some("45"),
            last_page: Some("67"),
            ..PublishedIn::default()
        };
        assert_eq!(from_series("Tides, 12(3), 45-67"), Some(expected));
        assert_eq!(from_series("Tides, 12").unwrap().volume, Some("12"));
        for series in ["Tides", "Tides, new series", "Tides, 12(3, 45", "a, b, c, d", ""] {
            assert_eq!(from_series(series), None, "{series}");
        }
    }
}
