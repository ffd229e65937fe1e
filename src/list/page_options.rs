//! What the web page of a list shows besides the list.

use crate::choice::{Choice, choices};
use crate::markup::{Shown, Theme};

/// What the web page of a list shows besides the list; other documents leave it out.
///
/// ```
/// use publist::list::{FilterBy, PageOptions};
/// use publist::markup::Shown;
///
/// let options = PageOptions::default().with_filters(vec![FilterBy::Year]).with_totals(Shown::Yes);
/// assert_eq!(options.search, Shown::Yes);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageOptions {
    /// Whether works can be searched.
    pub search: Shown,
    /// By what works can be filtered.
    pub filters: Vec<FilterBy>,
    /// Whether every work has a link to itself.
    pub permalinks: Shown,
    /// Whether every work has its BibTeX, to show, copy and download.
    pub bibtex: Shown,
    /// Whether works have their abstracts, which fold out.
    pub abstracts: Shown,
    /// Whether works have the pictures of their field `preview`.
    pub thumbnails: Shown,
    /// Whether the number of works and citations is shown.
    pub totals: Shown,
    /// The figures of years that are shown.
    pub charts: Vec<ChartOf>,
    /// The colours.
    pub theme: Theme,
    /// What the ids of works begin with; by default, `ref-`.
    pub id_prefix: Option<String>,
}

choices! {
    /// By what works can be filtered on a page.
    pub enum FilterBy {
        /// The year.
        #[default]
        Year = "year" ("The year"),
        /// The type.
        Type = "type" ("The type"),
        /// The people of the list if there are several, and otherwise everybody with two works or more.
        Person = "person" ("The people of the list, or everybody with two works or more if it has only one"),
    }
}

choices! {
    /// What a chart counts by year.
    pub enum ChartOf {
        /// The works.
        #[default]
        Works = "works" ("The works"),
        /// The citations of the works of a year.
        Citations = "citations" ("The citations of the works of a year"),
    }
}

impl Default for PageOptions {
    fn default() -> Self {
        Self {
            search: Shown::Yes,
            filters: <FilterBy as Choice>::ALL.to_vec(),
            permalinks: Shown::Yes,
            bibtex: Shown::Yes,
            abstracts: Shown::Yes,
            thumbnails: Shown::Yes,
            totals: Shown::No,
            charts: Vec::new(),
            theme: Theme::System,
            id_prefix: None,
        }
    }
}

impl PageOptions {
    /// Sets whether works can be searched.
    #[must_use]
    pub fn with_search(self, search: Shown) -> Self {
        Self { search, ..self }
    }

    /// Sets by what works can be filtered.
    #[must_use]
    pub fn with_filters(self, filters: Vec<FilterBy>) -> Self {
        Self { filters, ..self }
    }

    /// Sets whether every work has a link to itself.
    #[must_use]
    pub fn with_permalinks(self, permalinks: Shown) -> Self {
        Self { permalinks, ..self }
    }

    /// Sets whether every work has its BibTeX.
    #[must_use]
    pub fn with_bibtex(self, bibtex: Shown) -> Self {
        Self { bibtex, ..self }
    }

    /// Sets whether works have their abstracts.
    #[must_use]
    pub fn with_abstracts(self, abstracts: Shown) -> Self {
        Self { abstracts, ..self }
    }

    /// Sets whether works have their pictures.
    #[must_use]
    pub fn with_thumbnails(self, thumbnails: Shown) -> Self {
        Self { thumbnails, ..self }
    }

    /// Sets whether the number of works and citations is shown.
    #[must_use]
    pub fn with_totals(self, totals: Shown) -> Self {
        Self { totals, ..self }
    }

    /// Sets the figures of years that are shown.
    #[must_use]
    pub fn with_charts(self, charts: Vec<ChartOf>) -> Self {
        Self { charts, ..self }
    }

    /// Sets what the ids of works begin with.
    #[must_use]
    pub fn with_id_prefix(self, id_prefix: impl Into<String>) -> Self {
        Self { id_prefix: Some(id_prefix.into()), ..self }
    }

    /// Sets the colours.
    #[must_use]
    pub fn with_theme(self, theme: Theme) -> Self {
        Self { theme, ..self }
    }
}
