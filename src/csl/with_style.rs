//! References and citations in one call.

use super::{Formatted, ReferenceOptions, Style, cite};
use crate::diag::{Diagnostic, Sink};
use crate::error::{Error, Result};
use crate::markup::{Block, Doc};
use crate::model::Record;

impl Style {
    /// The list of references of these records, in the order and the language of the style.
    ///
    /// # Errors
    /// When the style formats citations only.
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

    /// The list of references of these records, with options. What is found wrong is reported: a language that is not known,
    /// and what is wrong with the style ([`Style::reports`]).
    ///
    /// # Errors
    /// When the style formats citations only.
    pub fn references_with(
        &self,
        records: &[Record],
        options: &ReferenceOptions<'_>,
        diag: &mut dyn Sink,
    ) -> Result<Doc> {
        let Formatted { references, language, .. } = cite(records, self, options, diag);
        let only_citations = || Error::usage(format!("the style “{}” formats citations only", self.title()));
        let references = references.ok_or_else(only_citations)?;
        Ok(Doc { blocks: vec![Block::References(references)], language: Some(language) })
    }

    /// A citation of each of these records alone, and the list of references to which they refer. Where a style cites by
    /// numbers or tells works of one year apart by letters, both agree.
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

    /// What is wrong with the style, whatever it formats: names that CSL does not know, and a language that publist does not
    /// have.
    pub fn reports(&self) -> Vec<Diagnostic> {
        let mut reports = Vec::new();
        self.report_unknown(&mut reports);
        self.locale(None, &mut reports);
        reports
    }
}
