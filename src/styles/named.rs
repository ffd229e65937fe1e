//! A style by its name.

use super::StyleFinder;
use crate::csl::Style;
use crate::error::Result;

impl Style {
    /// The style of that name: one of publist's own, of the archive or of the user's folders, or the one in the file of that
    /// path. [`StyleFinder`] says where it is looked for, and finds it in other folders too.
    ///
    /// # Errors
    /// When there is none, with the names that are nearest; when the file cannot be read, or holds no usable style.
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
