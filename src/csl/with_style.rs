//! Formats references and citations in one call.

use super::{Formatted, ReferenceOptions, Style, cite};
use crate::diag::{Diagnostic, Sink};
use crate::error::{Error, Result};
use crate::markup::{Block, Doc};
use crate::model::Record;

impl Style {
    /// Returns the list of references of these records, in the order and the language of the style.
    ///
    /// # Errors
    /// Returns an error if the style formats citations only.
    ///
    /// ```
    /// let library = publist::read("fixtures/csl_json/items.json")?;
    /// let references = publist::Style::named("apa")?.references(&library.records[..1])?;
    /// assert!(references.to_text().starts_with("Shannon, C. E. (1948). A Mathematical Theory of Communication."));
    /// assert!(references.to_html().contains("<i>Bell System Technical Journal</i>"));
    /// # Ok::<(), publist::Error>(())
    /// ```
    pub fn references(&self, records: &[Record]) -> Result<Doc> {
        self.references_with(records, &ReferenceOptions::default(), &mut ())
    }

    /// Returns the list of references of these records, with options. Problems are reported: an unknown language, and
    /// problems of the style ([`Style::reports`]).
    ///
    /// # Errors
    /// Returns an error if the style formats citations only.
    pub fn references_with(
        &self,
        records: &[Record],
        options: &ReferenceOptions<'_>,
        diag: &mut dyn Sink,
    ) -> Result<Doc> {
        let Formatted { references, language, .. } = cite(records, self, options, diag);
        let only_citations = || Error::usage(format!("the style “{}” formats citations only", self.title()));
        let references = references.ok_or_else(only_citations)?;
        Ok(Doc { blocks: vec![Block::References(references)], language: Some(language), ..Doc::default() })
    }

    /// Returns a separate citation of each of these records, and the list of references to which they refer. If a style
    /// cites by numbers or distinguishes works of one year by letters, both agree.
    ///
    /// ```
    /// let library = publist::read("fixtures/csl_json/items.json")?;
    /// let formatted = publist::Style::named("apa")?.cite(&library.records);
    /// assert_eq!(formatted.citations[0].to_text(), "(Shannon, 1948)");
    /// # Ok::<(), publist::Error>(())
    /// ```
    pub fn cite(&self, records: &[Record]) -> Formatted {
        cite(records, self, &ReferenceOptions::default(), &mut ())
    }

    /// Returns the problems of the style itself: names that CSL does not know, and a language that publist does not
    /// have.
    pub fn reports(&self) -> Vec<Diagnostic> {
        let mut reports = Vec::new();
        self.report_faults(&mut reports);
        self.locale(None, &mut reports);
        reports
    }
}
