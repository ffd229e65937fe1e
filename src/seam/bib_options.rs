//! How .bib files are to be written: the choices that people differ about.
//!
//! None of them changes what is read back, except for what is left out on request: see [`WriteOptions::apply`](super::WriteOptions::apply).

/// The choices for BibTeX and BibLaTeX.
///
/// ```
/// use publist::formats::{Alignment, BibOptions, Indent};
///
/// let options = BibOptions::default().with_indent(Indent::Tab).with_alignment(Alignment::Values).with_omit(["abstract"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BibOptions {
    /// The entry type of preprints.
    pub preprint: PreprintType,
    /// Which letters of titles are protected from the styles, which change their case.
    pub protection: TitleProtection,
    /// The names of fields that stand first, in this order; the others follow in the usual one.
    pub field_order: Vec<String>,
    /// What stands before each field.
    pub indent: Indent,
    /// How the values of an entry are lined up.
    pub alignment: Alignment,
    /// What values stand between.
    pub delimiters: Delimiters,
    /// The names of fields that are left out, in either dialect.
    pub omit: Vec<String>,
    /// Which works get an address.
    pub url: UrlPolicy,
}

/// The entry type of a preprint (CSL's type `article`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PreprintType {
    /// What the dialect has for it: `misc` in BibTeX; `online` in BibLaTeX, or `misc` when there is no address.
    #[default]
    Usual,
    /// `misc`, as arXiv itself gives it.
    Misc,
    /// `online`, which only BibLaTeX has; styles of BibTeX take it for `misc`.
    Online,
    /// `article`, as Google Scholar gives it.
    Article,
    /// `unpublished`.
    Unpublished,
}

/// What of a title stands in braces, where styles do not change the case of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TitleProtection {
    /// The words that need it: names, acronyms, mixed case.
    #[default]
    Words,
    /// The whole title, so that it is printed as it stands. Read back, it is protected text.
    Whole,
    /// What the record itself marks as protected, and nothing else.
    None,
}

/// The white space before a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indent {
    /// So many spaces.
    Spaces(u8),
    /// A tab.
    Tab,
}

/// How values are lined up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// Not at all: a space stands before and behind each equals sign.
    #[default]
    None,
    /// The equals signs of an entry stand below each other.
    Values,
}

/// What values stand between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Delimiters {
    /// `{…}`.
    #[default]
    Braces,
    /// `"…"`, and braces around a value with a quotation mark that no braces hide.
    Quotes,
}

/// Which works get the fields `url` and `urldate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UrlPolicy {
    /// All that have an address.
    #[default]
    Always,
    /// Those without a DOI, which leads to the same place.
    WithoutDoi,
    /// None.
    Never,
}

impl Default for Indent {
    fn default() -> Self {
        Self::Spaces(2)
    }
}

impl BibOptions {
    /// These options, with the entry type of preprints.
    #[must_use]
    pub fn with_preprint(mut self, preprint: PreprintType) -> Self {
        self.preprint = preprint;
        self
    }

    /// These options, with the protection of letters in titles.
    #[must_use]
    pub fn with_protection(mut self, protection: TitleProtection) -> Self {
        self.protection = protection;
        self
    }

    /// These options, with what comes before each field.
    #[must_use]
    pub fn with_indent(mut self, indent: Indent) -> Self {
        self.indent = indent;
        self
    }

    /// These options, with how the values of an entry are lined up.
    #[must_use]
    pub fn with_alignment(mut self, alignment: Alignment) -> Self {
        self.alignment = alignment;
        self
    }

    /// These options, with the delimiters of values.
    #[must_use]
    pub fn with_delimiters(mut self, delimiters: Delimiters) -> Self {
        self.delimiters = delimiters;
        self
    }

    /// These options, with the works that get an address.
    #[must_use]
    pub fn with_url(mut self, url: UrlPolicy) -> Self {
        self.url = url;
        self
    }

    /// These options, with the names of the fields that come first, in this order.
    #[must_use]
    pub fn with_field_order(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.field_order = names.into_iter().map(Into::into).collect();
        self
    }

    /// These options, with the names of the fields that are left out.
    #[must_use]
    pub fn with_omit(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.omit = names.into_iter().map(Into::into).collect();
        self
    }

    /// Whether nothing was chosen: entries are written in the usual way.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the field is left out that tells apart the types of works that share an entry type.
    pub(crate) fn omits_subtype(&self) -> bool {
        self.omits("entrysubtype")
    }

    /// Whether a field is left out by its name.
    pub(crate) fn omits(&self, name: &str) -> bool {
        self.omit.iter().any(|omitted| omitted.eq_ignore_ascii_case(name))
    }
}
