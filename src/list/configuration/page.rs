//! What the web page of a list shows, and how feeds are made: the tables `page` and `feed`.

use super::key::{Key, key, one_of};
use crate::list::{ChartOf, FilterBy, PageOptions};
use crate::markup::{FeedOptions, Theme};

/// The keys of the table `page`.
pub(super) static PAGE: &[Key<PageOptions>] = &[
    key("search", "true", "Whether works can be searched; by default, they can", |page, value, reading| {
        page.search = value.shown(reading).unwrap_or(page.search);
    }),
    one_of::<FilterBy, _>(key(
        "filters",
        "[\"year\", \"type\", \"person\"]",
        "By what works can be filtered; [] for nothing, by default all of these",
        |page, value, reading| page.filters = value.all_parsed(reading).unwrap_or_else(|| page.filters.clone()),
    )),
    key("permalinks", "true", "Whether every work has a link to itself; by default, it has", |page, value, reading| {
        page.permalinks = value.shown(reading).unwrap_or(page.permalinks);
    }),
    key(
        "bibtex",
        "true",
        "Whether every work has its BibTeX, to show, copy and download; by default, it has",
        |page, value, reading| page.bibtex = value.shown(reading).unwrap_or(page.bibtex),
    ),
    key("abstracts", "true", "Whether abstracts fold out; by default, they do", |page, value, reading| {
        page.abstracts = value.shown(reading).unwrap_or(page.abstracts);
    }),
    key(
        "thumbnails",
        "true",
        "Whether works have the pictures of their field preview; by default, they have",
        |page, value, reading| page.thumbnails = value.shown(reading).unwrap_or(page.thumbnails),
    ),
    key(
        "totals",
        "true",
        "Whether the numbers of works and citations are shown; by default, they are not",
        |page, value, reading| page.totals = value.shown(reading).unwrap_or(page.totals),
    ),
    one_of::<ChartOf, _>(key(
        "charts",
        "[\"works\", \"citations\"]",
        "Small charts with a bar for each year; by default, none",
        |page, value, reading| page.charts = value.all_parsed(reading).unwrap_or_default(),
    )),
    key(
        "id-prefix",
        "\"talks-\"",
        "What the ids of works begin with, for several lists in one page; by default, ref-",
        |page, value, reading| page.id_prefix = value.id_prefix(reading),
    ),
    one_of::<Theme, _>(key("theme", "\"system\"", "The colours", |page, value, reading| {
        page.theme = value.choice(reading).unwrap_or_default();
    })),
];

/// The keys of the table `feed`.
pub(super) static FEED: &[Key<FeedOptions>] = &[
    key(
        "home",
        "\"https://example.org/publications.html\"",
        "The address of the page with the list; RSS needs it",
        |feed, value, reading| feed.home = value.web_address(reading),
    ),
    key("address", "\"https://example.org/feed.rss\"", "The address of the feed itself", |feed, value, reading| {
        feed.address = value.web_address(reading)
    }),
    key("title", "\"New papers\"", "The title; by default, that of the list", |feed, value, reading| {
        feed.title = value.string(reading);
    }),
    key("limit", "30", "The maximum number of works: the latest", |feed, value, reading| {
        feed.limit = value.number(reading);
    }),
];
