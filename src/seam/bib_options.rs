//! How .bib files are written: the choices that people differ about.
//!
//! None of them changes what is read back, except for values left out on request: see
//! [`WriteOptions::apply`](super::WriteOptions::apply).

use crate::choice::choices;

/// The options for BibTeX and BibLaTeX.
///
/// ```
/// use publist::formats::{Alignment, BibOptions, Indent};
///
/// let options = BibOptions::default().with_indent(Indent::Tab).with_alignment(Alignment::Values).with_omit(["abstract"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct BibOptions {
    /// The entry type of preprints.
    pub preprint: PreprintType,
    /// Which letters of titles are protected from styles that change letter case.
    pub protection: TitleProtection,
    /// The names of the fields that come first, in this order; the others follow in the usual order.
    pub field_order: Vec<String>,
    /// The white space before each field.
    pub indent: Indent,
    /// How the values of an entry are aligned.
    pub alignment: Alignment,
    /// What encloses values.
    pub delimiters: Delimiters,
    /// The names of fields that are left out in both dialects.
    pub omit: Vec<String>,
    /// Which works get the fields `url` and `urldate`.
    pub url: UrlPolicy,
    /// Which field of BibTeX has the address of a `@misc`.
    pub address: AddressField,
    /// What happens to entries of a file that have a type or fields of the other dialect.
    pub other_dialect: OtherDialect,
    /// Whether BibLaTeX files get a comment with the data that no field holds.
    pub data_comment: DataComment,
}

/// Whether a BibLaTeX file ends with the comment `publist-data`, which holds what no field does: where values came from,
/// and data of other formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DataComment {
    /// It does, if there is anything to put into it.
    #[default]
    Written,
    /// It does not, and what is lost is reported.
    LeftOut,
}

/// What happens to entries of a .bib file, read in place, that have a type or fields which the dialect of the output lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OtherDialect {
    /// They are converted.
    #[default]
    Converted,
    /// They stay: nobody asked for a dialect.
    Kept,
}

choices! {
    /// The entry type of a preprint (CSL's type `article`).
    pub enum PreprintType {
        /// The dialect's usual type: `misc` in BibTeX; `online` in BibLaTeX, or `misc` when there is no address.
        #[default]
        Usual = "usual" ("misc, or online in BibLaTeX"),
        /// `misc`, as arXiv exports preprints.
        Misc = "misc" ("@misc, as arXiv writes it"),
        /// `online`, which only BibLaTeX has; BibTeX styles treat it as `misc`.
        Online = "online" ("@online, which only BibLaTeX has"),
        /// `article`, as Google Scholar exports preprints.
        Article = "article" ("@article, as Google Scholar writes it"),
        /// `unpublished`.
        Unpublished = "unpublished" ("@unpublished"),
    }
}

choices! {
    /// Which parts of a title are put in braces, so that styles do not change their letter case.
    pub enum TitleProtection {
        /// The words that need protection: acronyms, mixed case, in German all capitalised words, and in other languages
        /// names. Names are the words that are always written with a capital ("Bayesian", "Paris"), and in a title in
        /// sentence case all capitalised words; see [`protected_ranges`](crate::text::protected_ranges).
        #[default]
        Words = "words" ("The words that need it: names, acronyms, mixed case, German nouns"),
        /// The whole title, so that it is printed as written. When read back, it is protected text.
        Whole = "whole" ("The whole title"),
        /// Only what the record itself marks as protected.
        None = "none" ("Only what the record marks"),
    }
}

/// The white space before a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Indent {
    /// This many spaces.
    Spaces(u8),
    /// A tab.
    Tab,
}

/// How values are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Alignment {
    /// Not at all: there is one space on each side of an equals sign.
    #[default]
    None,
    /// The equals signs of an entry are aligned.
    Values,
}

choices! {
    /// What encloses values.
    pub enum Delimiters {
        /// `{…}`.
        #[default]
        Braces = "braces" ("Braces"),
        /// `"…"`, with braces around a value that has a quotation mark outside of braces.
        Quotes = "quotes" ("Quotation marks, or braces if the value contains a quotation mark"),
    }
}

choices! {
    /// Which works get the fields `url` and `urldate`.
    pub enum UrlPolicy {
        /// Works that have an address.
        #[default]
        Always = "always" ("For all works with an address"),
        /// Those without a DOI, which leads to the same place.
        WithoutDoi = "without-doi" ("For works without a DOI"),
        /// No works.
        Never = "never" ("None"),
    }
}

choices! {
    /// Which field of BibTeX has the address of a web page, a program and any other `@misc`, except for preprints.
    pub enum AddressField {
        /// `howpublished`, which all styles print; `plain`, `alpha`, `abbrv` and `unsrt` print no `url`.
        #[default]
        Howpublished = "howpublished" ("howpublished, which all styles print"),
        /// `url`, as for all other works.
        Url = "url" ("url, as for all other works"),
    }
}

impl Default for Indent {
    fn default() -> Self {
        Self::Spaces(2)
    }
}

impl BibOptions {
    /// Sets what happens to entries of a file that have a type or fields of the other dialect.
    #[must_use]
    pub fn with_other_dialect(mut self, other_dialect: OtherDialect) -> Self {
        self.other_dialect = other_dialect;
        self
    }

    /// Sets whether BibLaTeX files get a comment with the data that no field holds.
    #[must_use]
    pub fn with_data_comment(mut self, data_comment: DataComment) -> Self {
        self.data_comment = data_comment;
        self
    }

    /// Sets the entry type of preprints.
    #[must_use]
    pub fn with_preprint(mut self, preprint: PreprintType) -> Self {
        self.preprint = preprint;
        self
    }

    /// Sets which letters of titles are protected.
    #[must_use]
    pub fn with_protection(mut self, protection: TitleProtection) -> Self {
        self.protection = protection;
        self
    }

    /// Sets the white space before each field.
    #[must_use]
    pub fn with_indent(mut self, indent: Indent) -> Self {
        self.indent = indent;
        self
    }

    /// Sets how the values of an entry are aligned.
    #[must_use]
    pub fn with_alignment(mut self, alignment: Alignment) -> Self {
        self.alignment = alignment;
        self
    }

    /// Sets what encloses values.
    #[must_use]
    pub fn with_delimiters(mut self, delimiters: Delimiters) -> Self {
        self.delimiters = delimiters;
        self
    }

    /// Sets which works get an address.
    #[must_use]
    pub fn with_url(mut self, url: UrlPolicy) -> Self {
        self.url = url;
        self
    }

    /// Sets which field of BibTeX has the address of a `@misc`.
    #[must_use]
    pub fn with_address(mut self, address: AddressField) -> Self {
        self.address = address;
        self
    }

    /// Sets the names of the fields that come first, in this order.
    #[must_use]
    pub fn with_field_order(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.field_order = names.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the names of the fields that are left out.
    #[must_use]
    pub fn with_omit(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.omit = names.into_iter().map(Into::into).collect();
        self
    }

    /// Returns true if no option was changed, so that entries are written in the usual way.
    pub fn is_default(&self) -> bool {
        *self == Self { other_dialect: self.other_dialect, ..Self::default() }
    }

    /// Whether the options leave out the field that distinguishes types of works with the same entry type.
    pub(crate) fn omits_subtype(&self) -> bool {
        self.omits("entrysubtype")
    }

    /// Whether the options leave out the field with this name.
    pub(crate) fn omits(&self, name: &str) -> bool {
        self.omit.iter().any(|omitted| omitted.eq_ignore_ascii_case(name))
    }
}
