//! Formats citations and lists of references with styles in the Citation Style Language (CSL 1.0.2,
//! <https://docs.citationstyles.org/en/stable/specification.html>).
//!
//! The input is records, the output is rich text. A style is compiled once ([`Style`]); only `style/` knows its
//! XML. Then `processor.rs` runs the phases: order, disambiguation, positions, citations, references. `eval/` has a
//! file for each element, and returns the tree of `output/`, which is finally written as rich text.
//!
//! Lists of names that their source truncated are printed with the style's own sign for that ("et al."), whatever the
//! number of names; unknown names are never invented.

#[cfg_attr(not(feature = "archive"), path = "without_archive.rs")]
mod archive;
mod bibliography;
mod citations;
mod cite;
mod disambiguate;
mod document;
#[cfg(feature = "archive")]
mod encoded;
mod eval;
mod item;
mod label;
mod language;
mod locale;
mod name_marks;
mod names;
mod number;
mod output;
mod parallel;
mod processor;
mod sort;
mod style;
mod unprinted;
mod variable;
mod with_style;
mod works;

#[cfg(test)]
mod tests;

use crate::choice::choices;
use crate::diag::{Code, Diagnostic, Sink};
use crate::markup::{Block, Doc, References};
use crate::model::{Citation, CitedRecord, Record, Text};

pub(crate) use archive::{ArchivedStyle, IS_EMBEDDED as HAS_ARCHIVE};
pub use document::{Changes, Document};
pub(crate) use language::StyleLanguage;
pub use locale::locale_codes;
pub use name_marks::{NameLook, NameMark, NameMarks, NamePlace, NamesShown};
pub use parallel::Threads;
pub(crate) use style::{Refused, StyleFile};
pub use style::{Style, StyleKind, lint_style};
pub use unprinted::Unprinted;
use unprinted::has_title;

use eval::Engine;
use processor::Processed;

/// Options for formatting references.
///
/// ```
/// use publist::ReferenceOptions;
/// use publist::csl::{Links, Order};
///
/// let options = ReferenceOptions::default().with_locale("de-DE").with_order(Order::Given).with_links(Links::None);
/// assert_eq!(options.locale, Some("de-DE"));
/// ```
#[derive(Clone, Copy, Default)]
#[non_exhaustive]
pub struct ReferenceOptions<'a> {
    /// The language of terms and dates, such as "en-GB"; otherwise the style's own, otherwise American English.
    pub locale: Option<&'a str>,
    /// The order in which the references are printed and numbered.
    pub order: Order,
    /// How the authors of several consecutive references are shown.
    pub repeated_authors: RepeatedAuthors,
    /// Which parts are links.
    pub links: Links,
    /// How names are marked. Only the name is marked, not the text between names.
    pub name_marks: Option<NameMarks<'a>>,
    /// How many names of a list are shown.
    pub names_shown: NamesShown,
    /// Which works are in the list of references without being cited.
    pub uncited: Uncited<'a>,
    /// How works are shown for which the style prints nothing.
    pub unprinted: Unprinted,
    /// The number of threads.
    pub threads: Threads,
}

impl<'a> ReferenceOptions<'a> {
    /// Sets the language, such as "en-GB"; `None` for the style's own.
    #[must_use]
    pub fn with_locale(self, locale: impl Into<Option<&'a str>>) -> Self {
        Self { locale: locale.into(), ..self }
    }

    /// Sets the order of the references.
    #[must_use]
    pub fn with_order(self, order: Order) -> Self {
        Self { order, ..self }
    }

    /// Sets how repeated authors are shown.
    #[must_use]
    pub fn with_repeated_authors(self, repeated_authors: RepeatedAuthors) -> Self {
        Self { repeated_authors, ..self }
    }

    /// Sets which parts are links.
    #[must_use]
    pub fn with_links(self, links: Links) -> Self {
        Self { links, ..self }
    }

    /// Sets how names are marked.
    #[must_use]
    pub fn with_name_marks(self, name_marks: NameMarks<'a>) -> Self {
        Self { name_marks: Some(name_marks), ..self }
    }

    /// Sets how many names of a list are shown.
    #[must_use]
    pub fn with_names_shown(self, names_shown: NamesShown) -> Self {
        Self { names_shown, ..self }
    }

    /// Sets which works are in the list of references without being cited.
    #[must_use]
    pub fn with_uncited(self, uncited: Uncited<'a>) -> Self {
        Self { uncited, ..self }
    }

    /// Sets how works are shown for which the style prints nothing.
    #[must_use]
    pub fn with_unprinted(self, unprinted: Unprinted) -> Self {
        Self { unprinted, ..self }
    }

    /// Sets the number of threads.
    #[must_use]
    pub fn with_threads(self, threads: Threads) -> Self {
        Self { threads, ..self }
    }
}

choices! {
    /// Which parts of references are links.
    pub enum Links {
        /// DOIs, URLs and the identifiers of PubMed, as in appendix VI of CSL 1.0.2.
        #[default]
        Identifiers = "identifiers" ("DOIs, URLs and PubMed identifiers"),
        /// Nothing.
        None = "none" ("Nothing"),
    }
}

/// Which works are in the list of references although no citation of the document refers to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Uncited<'a> {
    /// None of them. If nothing is cited at all, there is no document, and all records are listed.
    #[default]
    LeftOut,
    /// The records with these indices.
    These(&'a [usize]),
    /// All records.
    All,
}

choices! {
    /// The order of references.
    pub enum Order {
        /// The style's.
        #[default]
        Style = "style" ("The order of the style"),
        /// The order of the given records.
        Given = "input" ("The order of the input"),
    }
}

/// How authors are shown if the previous reference has the same ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RepeatedAuthors {
    /// As the style says, which may be a dash.
    #[default]
    AsStyle,
    /// Always by name.
    InFull,
}

/// Records formatted with a style.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Formatted {
    /// A separate citation of each record, in the order of the records.
    pub citations: Vec<Text>,
    /// The list of references, one for each record; `None` if the style has citations only.
    pub references: Option<References>,
    /// The order of the list of references: the index of each one's record.
    pub order: Vec<usize>,
    /// The language of citations and references, a BCP 47 tag.
    pub language: String,
}

/// Formats records as citations and as a list of references, in one step and therefore with the same numbers and the
/// same suffixes to years.
///
/// Values that a reference cannot show are reported.
pub fn cite(records: &[Record], style: &Style, options: &ReferenceOptions<'_>, diag: &mut dyn Sink) -> Formatted {
    // If citations are notes, each is in a note of its own.
    let citations: Vec<Citation> = (0..records.len())
        .map(|record| Citation {
            cites: vec![CitedRecord { record, ..CitedRecord::default() }],
            note: style.is_note().then(|| u32::try_from(record + 1).unwrap_or(u32::MAX)),
            ..Citation::default()
        })
        .collect();
    cite_document(records, &citations, style, options, diag)
}

/// Formats the citations of a document and its list of references. Only works that are cited are listed, numbered, and
/// told apart from each other; [`ReferenceOptions::uncited`] adds others, which follow if the style does not sort them.
pub fn cite_document(
    records: &[Record],
    citations: &[Citation],
    style: &Style,
    options: &ReferenceOptions<'_>,
    diag: &mut dyn Sink,
) -> Formatted {
    style.report_faults(diag);
    let locale = style.locale(options.locale, diag);
    let engine = Engine::new(style.program(), &locale);
    let Processed { citations, references, order, unprinted } =
        processor::process(&engine, records, citations, options);
    for record in unprinted.into_iter().filter_map(|work| records.get(work)) {
        let shown = match options.unprinted {
            Unprinted::Title if has_title(record) => ", and its title is shown there",
            Unprinted::Title => ", and its id is shown there",
            Unprinted::Notice => "",
        };
        let message = format!("in the style “{}”, a citation or a reference is empty{shown}", style.title());
        diag.report(Diagnostic::new(Code::StylePrintsNothing, message).about(record.id.as_str()));
    }
    Formatted { citations, references, order, language: locale.code.clone() }
}

/// Formats records as a document with a list of references, one for each record. If the style has none, this is
/// reported, and the list is empty.
pub fn references(records: &[Record], style: &Style, options: &ReferenceOptions<'_>, diag: &mut dyn Sink) -> Doc {
    cite(records, style, options, diag).into_doc(style, diag)
}

impl Formatted {
    /// Returns the list of references as a document in its language. If the style has none, this is reported, and the
    /// list is empty.
    pub fn into_doc(self, style: &Style, diag: &mut dyn Sink) -> Doc {
        let references = self.references.unwrap_or_else(|| {
            let message = format!("the style “{}” formats citations only", style.title());
            diag.report(Diagnostic::new(Code::StyleNoBibliography, message));
            References::default()
        });
        Doc { blocks: vec![Block::References(references)], language: Some(self.language), ..Doc::default() }
    }
}

/// Formats a separate citation of each record, in the order of the records.
pub fn citations(records: &[Record], style: &Style, options: &ReferenceOptions<'_>, diag: &mut dyn Sink) -> Vec<Text> {
    cite(records, style, options, diag).citations
}
