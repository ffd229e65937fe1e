//! Styles by name.

use super::StyleFinder;
use crate::csl::Style;
use crate::error::Result;

impl Style {
    /// Returns the style with that name: one of publist's own, of the archive or of the user's folders, or the one in
    /// the file with that path. [`StyleFinder`] says where styles are searched, and can search other folders too.
    ///
    /// # Errors
    /// Returns an error if there is none, with the most similar names, or if the file cannot be read or contains no
    /// usable style.
    ///
    /// ```
    /// let style = publist::Style::named("apa")?;
    /// assert_eq!(style.title(), "APA Style 7th edition");
    /// assert!(publist::Style::named("ieeee").unwrap_err().to_string().contains("did you mean ieee"));
    /// # Ok::<(), publist::Error>(())
    /// ```
    pub fn named(name: &str) -> Result<Self> {
        StyleFinder::from_environment().find(name)
    }
}
