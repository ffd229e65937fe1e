//! CSL styles, which are read and checked once, and can then render any number of references.

mod check;
pub(super) mod ir;
mod lenient;
mod look;
pub(super) mod lower;
mod name_options;

use std::borrow::Cow;
use std::sync::Arc;

use hayagriva::citationberg::{self, CitationFormat, IndependentStyle, InfoLinkRel, StyleCategory, StyleClass};

use ir::Program;
use lenient::UnknownName;

use super::locale::{Locale, find_code, locale_data};

use crate::diag::{Code, Diagnostic, Sink};
use crate::error::Error;

/// The maximum nesting depth of the elements of a style, in the file and with its macros expanded.
const DEEPEST: usize = 200;

/// A style that can format references (CSL 1.0.2). It is created once and can be used by any number of threads.
#[derive(Debug, Clone)]
pub struct Style {
    name: String,
    title: String,
    id: String,
    summary: Option<String>,
    kind: StyleKind,
    program: Arc<Program>,
    /// Names in it that CSL does not know, which have no effect.
    unknown: Vec<UnknownName>,
}

/// The kind of a style's citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StyleKind {
    /// Numbers: `[1]`.
    Numeric,
    /// Author and year: "(Doe, 1999)".
    AuthorDate,
    /// Only the author: "(Doe)".
    Author,
    /// Labels of author and year: `[Doe99]`.
    Label,
    /// Footnotes.
    Note,
}

/// The content of a style file.
pub(crate) enum StyleFile {
    /// An independent style.
    Independent(Box<Style>),
    /// Another name for a style, as journals of one publisher have it.
    Dependent {
        /// The id of the other style, a URL that ends with its name.
        parent: String,
    },
}

impl StyleKind {
    /// Returns the kind's CSL name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Numeric => "numeric",
            Self::AuthorDate => "author-date",
            Self::Author => "author",
            Self::Label => "label",
            Self::Note => "note",
        }
    }
}

impl Style {
    /// Reads a style from its XML; `name` is its name in messages. [`Style::reports`] returns the problems of a style
    /// that can be used nevertheless.
    ///
    /// # Errors
    /// Returns an error if the style cannot be used. A dependent style is refused too: it only contains the name of the
    /// style to use, which [`Style::named`] looks up.
    ///
    /// ```
    /// let error = publist::Style::from_xml("mine.csl", "<style/>").unwrap_err();
    /// assert!(error.to_string().starts_with("mine.csl: it is not a CSL style"));
    /// ```
    pub fn from_xml(name: &str, xml: &str) -> Result<Self, Error> {
        match StyleFile::from_xml(name, xml) {
            Ok(StyleFile::Independent(style)) => Ok(*style),
            Ok(StyleFile::Dependent { parent }) => {
                Err(Error::usage(format!("{name}: this style only refers to another style: use {parent}")))
            }
            Err(problem) => Err(Error::usage(format!("{name}: {problem}"))),
        }
    }

    /// Compiles a style in which `void` names mean nothing; the error says what is wrong with it.
    pub(super) fn compile(name: &str, style: &IndependentStyle, void: &[&str]) -> Result<Self, String> {
        let program = lower::lower(style, void)?;
        check::check(&program, |index| style.macros.get(index).map_or("", |definition| definition.name.as_str()))?;
        Ok(Self {
            name: name.to_owned(),
            title: style.info.title.value.trim().to_owned(),
            id: style.info.id.trim().to_owned(),
            summary: style.info.summary.as_ref().map(|summary| summary.value.trim().to_owned()),
            kind: kind(style),
            program: Arc::new(program),
            unknown: Vec::new(),
        })
    }

    /// Returns the name by which it was requested.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns its identifier, mostly a URL.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns its own description of its purpose.
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// Returns whether it can format a list of references; some styles have citations only.
    pub fn has_bibliography(&self) -> bool {
        self.program.bibliography.is_some()
    }

    /// Returns the kind of its citations.
    pub const fn kind(&self) -> StyleKind {
        self.kind
    }

    /// Returns whether it numbers the references.
    pub fn is_numeric(&self) -> bool {
        self.kind() == StyleKind::Numeric
    }

    /// Returns whether its citations are footnotes.
    pub fn is_note(&self) -> bool {
        self.program.is_note
    }

    /// Reports names in the style that CSL does not know.
    pub(super) fn report_unknown(&self, diag: &mut dyn Sink) {
        for UnknownName { name, line, column } in &self.unknown {
            let message = format!("{}:{line}:{column}: “{name}” is not in CSL and has no effect", self.name);
            diag.report(Diagnostic::new(Code::StyleNameUnknown, message));
        }
    }

    /// Returns the language to format in: the requested one, or otherwise the style's own. An unknown code is reported.
    pub(super) fn locale(&self, requested: Option<&str>, diag: &mut dyn Sink) -> Locale {
        let code = find_code(requested, self.program.default_locale.as_deref(), diag);
        // The style's own terms for a language that the archive lacks are used nevertheless.
        let of_style = self.program.default_locale.as_deref().filter(|_| requested.is_none());
        Locale::new(&self.program, of_style.unwrap_or(code), code, &locale_data(code))
    }

    pub(super) fn program(&self) -> &Program {
        &self.program
    }
}

impl StyleFile {
    /// Reads a style file; the error says what is wrong with it.
    pub(crate) fn from_xml(name: &str, xml: &str) -> Result<Self, String> {
        if nesting(xml) > DEEPEST {
            return Err(format!("its elements are nested more than {DEEPEST} levels deep"));
        }
        let repaired = escaped_once(xml);
        let xml = repaired.as_ref();
        let mut read = citationberg::Style::from_xml(xml);
        let mut known = None;
        if read.is_err() {
            // It may only fail because of a name that CSL does not know, or because of text between names.
            let without = lenient::without_unknown_names(xml);
            if without.xml != xml {
                read = citationberg::Style::from_xml(&without.xml);
                known = Some(without);
            }
        }
        match read {
            Ok(citationberg::Style::Independent(independent)) => {
                let (unknown, void) = known.map(|known| (known.unknown, known.void)).unwrap_or_default();
                let style = Style { unknown, ..Style::compile(name, &independent, &void)? };
                Ok(Self::Independent(Box::new(style)))
            }
            Ok(citationberg::Style::Dependent(style)) => {
                let links = [&style.parent_link].into_iter().chain(&style.info.link);
                let parent = links.into_iter().find(|link| link.rel == InfoLinkRel::IndependentParent);
                parent
                    .map(|link| Self::Dependent { parent: link.href.clone() })
                    .ok_or_else(|| "it does not name a parent style".into())
            }
            Err(error) => Err(format!("it is not a CSL style: {error}")),
        }
    }
}

/// Unescapes character references that were escaped twice ("&amp;#160;") once. Some styles that were edited by hand
/// have them, and nobody wants to read them.
fn escaped_once(xml: &str) -> Cow<'_, str> {
    const TWICE: &str = "&amp;#";
    if !xml.contains(TWICE) {
        return Cow::Borrowed(xml);
    }
    let mut result = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find(TWICE) {
        result.push_str(&rest[..at]);
        rest = &rest[at + TWICE.len()..];
        let number = rest.split(';').next().filter(|number| number.len() < rest.len()).unwrap_or_default();
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        let is_character = code.is_ok_and(|code| char::from_u32(code).is_some_and(|character| !character.is_control()));
        result.push_str(if is_character { "&#" } else { TWICE });
    }
    result.push_str(rest);
    Cow::Owned(result)
}

fn kind(style: &IndependentStyle) -> StyleKind {
    let of_category = |category: &StyleCategory| match category {
        StyleCategory::CitationFormat { format } => Some(*format),
        StyleCategory::Field { .. } => None,
    };
    match style.info.category.iter().find_map(of_category) {
        Some(CitationFormat::Numeric) => StyleKind::Numeric,
        Some(CitationFormat::AuthorDate) => StyleKind::AuthorDate,
        Some(CitationFormat::Author) => StyleKind::Author,
        Some(CitationFormat::Label) => StyleKind::Label,
        Some(CitationFormat::Note) => StyleKind::Note,
        None if style.settings.class == StyleClass::Note => StyleKind::Note,
        None => StyleKind::AuthorDate,
    }
}

/// The nesting depth of the tags of an XML text, computed without building a tree.
fn nesting(xml: &str) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (tag, after) = rest.split_once('>').unwrap_or((rest, ""));
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with(['!', '?']) && !tag.ends_with('/') {
            depth += 1;
            deepest = deepest.max(depth);
        }
        rest = after;
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, Style, StyleKind, nesting};
    use crate::error::Result;

    fn style(macros: &str, layout: &str) -> Result<Style> {
        let xml = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
                 <info><title>Test</title><id>test</id><updated>2026-01-01T00:00:00+00:00</updated></info>
                 {macros}<citation><layout>{layout}</layout></citation>
               </style>"#
        );
        Style::from_xml("test", &xml)
    }

    fn problem(macros: &str, layout: &str) -> String {
        style(macros, layout).unwrap_err().to_string()
    }

    #[test]
    fn a_style_tells_about_itself() {
        let style = style("", r#"<text variable="title"/>"#).unwrap();
        assert!(style.reports().is_empty());
        assert_eq!((style.title(), style.id(), style.kind()), ("Test", "test", StyleKind::AuthorDate));
        assert!(!style.has_bibliography() && !style.is_numeric());
        fn is_shareable<T: Send + Sync>(_: &T) {}
        is_shareable(&style);
    }

    #[test]
    fn what_is_no_style_is_refused() {
        for xml in ["", "no xml", "<style/>", "<style", "<a><b></a>", "\u{0}"] {
            assert!(Style::from_xml("bad", xml).is_err());
        }
    }

    #[test]
    fn a_macro_that_contains_itself_is_refused() {
        let macros =
            r#"<macro name="a"><text macro="b"/></macro><macro name="b"><group><text macro="a"/></group></macro>"#;
        assert!(problem(macros, r#"<text macro="a"/>"#).contains("contains itself"));
        assert!(problem(macros, r#"<text variable="title"/>"#).contains("contains itself"));
    }

    #[test]
    fn a_macro_that_is_missing_is_named() {
        assert!(problem("", r#"<text macro="gone"/>"#).contains("“gone”"));
    }

    #[test]
    fn styles_that_grow_without_measure_are_refused() {
        let doubling: String = (0..60)
            .map(|n| format!(r#"<macro name="m{n}"><text macro="m{}"/><text macro="m{}"/></macro>"#, n + 1, n + 1))
            .collect();
        let macros = format!(r#"{doubling}<macro name="m60"><text variable="title"/></macro>"#);
        assert!(problem(&macros, r#"<text macro="m0"/>"#).contains("elements"));

        let chain: String =
            (0..9_000).map(|n| format!(r#"<macro name="m{n}"><text macro="m{}"/></macro>"#, n + 1)).collect();
        let macros = format!(r#"{chain}<macro name="m9000"><text variable="title"/></macro>"#);
        assert!(problem(&macros, r#"<text macro="m0"/>"#).contains("deep"));

        let bomb = format!("{}{}", "<group>".repeat(100_000), "</group>".repeat(100_000));
        assert!(problem("", &bomb).contains("deep"));
    }

    #[test]
    fn nesting_is_counted_without_comments_and_empty_elements() {
        assert_eq!(nesting("<?xml?><a><!-- <x><x> --><b/><c d='1'></c></a>"), 2);
        assert!(nesting(&"<a>".repeat(DEEPEST + 1)) > DEEPEST);
    }
}
