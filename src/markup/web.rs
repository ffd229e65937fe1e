//! What a web page and a feed have besides the references of a document.

use std::collections::BTreeMap;

use super::feed_options::FeedOptions;
use super::web_words::WebWords;
use crate::choice::choices;
use crate::model::Text;

/// What a web page shows around its references; other documents leave it out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WebPage {
    /// The words of its controls.
    pub words: &'static WebWords,
    /// The colours.
    pub theme: Theme,
    /// Whether works can be searched.
    pub search: Shown,
    /// Whether every work has a link to itself.
    pub permalinks: Shown,
    /// By what works can be filtered.
    pub filters: Vec<Filter>,
    /// The number of works and what else is counted.
    pub totals: Option<String>,
    /// Figures of years.
    pub charts: Vec<Chart>,
    /// How feeds of the same list are made.
    pub feed: FeedOptions,
}

impl WebPage {
    /// Creates a page with these words and nothing else.
    pub fn new(words: &'static WebWords) -> Self {
        Self {
            words,
            theme: Theme::System,
            search: Shown::No,
            permalinks: Shown::No,
            filters: Vec::new(),
            totals: None,
            charts: Vec::new(),
            feed: FeedOptions::default(),
        }
    }
}

/// Whether a page shows something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Shown {
    /// It does.
    #[default]
    Yes,
    /// It does not.
    No,
}

choices! {
    /// The colours of a web page.
    pub enum Theme {
        /// Those that the reader's system prefers.
        #[default]
        System = "system" ("Light or dark, as the reader's system is set"),
        /// Light.
        Light = "light" ("Light"),
        /// Dark.
        Dark = "dark" ("Dark"),
    }
}

/// A choice among the works of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Its label.
    pub label: &'static str,
    /// Its options besides the one for all works.
    pub options: Vec<String>,
}

/// A bar chart with a bar for each year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its title.
    pub title: &'static str,
    /// The figure of each year.
    pub years: BTreeMap<i32, u64>,
}

/// What a web page or a feed has of a work besides its reference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Details {
    /// The number of the work in its list: entries with the same number are of one work.
    pub work: usize,
    /// What the ids of elements begin with; by default, `ref-`.
    pub id_prefix: Option<String>,
    /// The title.
    pub title: String,
    /// The authors.
    pub authors: Vec<String>,
    /// The keywords.
    pub tags: Vec<String>,
    /// The date of publication: a year, a month (`2024-05`) or a day.
    pub date: Option<String>,
    /// The main address.
    pub address: Option<String>,
    /// For each filter of the page, the indices of the options that apply.
    pub choices: Vec<Vec<usize>>,
    /// The entry of a .bib file.
    pub bibtex: Option<String>,
    /// The abstract.
    pub summary: Option<Text>,
    /// The address of a small picture.
    pub thumbnail: Option<String>,
}
