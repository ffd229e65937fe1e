//! How feeds are made.

/// How feeds are made.
///
/// ```
/// use publist::markup::FeedOptions;
///
/// let options = FeedOptions::default().with_home("https://example.org/publications.html").with_limit(20);
/// assert_eq!(options.limit, Some(20));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FeedOptions {
    /// The address of the page with the list.
    pub home: Option<String>,
    /// The address of the feed.
    pub address: Option<String>,
    /// The title; by default, that of the list.
    pub title: Option<String>,
    /// The maximum number of works: the latest.
    pub limit: Option<usize>,
}

impl FeedOptions {
    /// Sets the address of the page with the list.
    #[must_use]
    pub fn with_home(self, home: impl Into<String>) -> Self {
        Self { home: Some(home.into()), ..self }
    }

    /// Sets the address of the feed.
    #[must_use]
    pub fn with_address(self, address: impl Into<String>) -> Self {
        Self { address: Some(address.into()), ..self }
    }

    /// Sets the title.
    #[must_use]
    pub fn with_title(self, title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..self }
    }

    /// Sets the maximum number of works.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit: Some(limit), ..self }
    }
}
