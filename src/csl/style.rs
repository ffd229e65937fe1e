//! A CSL style: read, checked once, and ready to render any number of references.

use std::collections::HashMap;

use hayagriva::citationberg::taxonomy::Variable;
use hayagriva::citationberg::{
    self, Citation, CitationFormat, IndependentStyle, InfoLinkRel, LayoutRenderingElement, NamesChild, StyleCategory,
    StyleClass, TextTarget,
};

use super::item::MARK;
use crate::diag::{Code, Diagnostic, Sink};

/// How deep the elements of a style may be nested, in the file and with its macros put in their places.
const DEEPEST: usize = 200;
/// How many elements a style may have with its macros put in their places. The largest official styles have a tenth.
const LARGEST: u64 = 4_000_000;

/// A style that can format references (CSL 1.0.2). It is made once and can be used by any number of threads.
#[derive(Debug, Clone)]
pub struct Style {
    name: String,
    independent: IndependentStyle,
}

/// What a style's citations look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StyleKind {
    /// Numbers: `[1]`.
    Numeric,
    /// Author and year: "(Doe, 1999)".
    AuthorDate,
    /// Author alone: "(Doe)".
    Author,
    /// Labels made of author and year: `[Doe99]`.
    Label,
    /// Footnotes.
    Note,
}

/// What a style file holds.
pub(crate) enum StyleFile {
    /// A style of its own.
    Independent(Box<Style>),
    /// Another style under a further name, as journals of one publisher have it.
    Dependent {
        /// The id of that other style, a URL that ends with its name.
        parent: String,
    },
}

impl StyleKind {
    /// The kind's name as CSL spells it.
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
    /// Reads a style from its XML. What is wrong with it is reported under `name`, and gives `None`.
    ///
    /// A dependent style is reported too: it holds nothing but the name of the style to use, which `styles` looks up.
    pub fn from_xml(name: &str, xml: &str, diag: &mut dyn Sink) -> Option<Self> {
        match StyleFile::from_xml(name, xml) {
            Ok(StyleFile::Independent(style)) => Some(*style),
            Ok(StyleFile::Dependent { parent }) => {
                let message = format!("{name}: this style only refers to another one");
                diag.report(Diagnostic::new(Code::StyleProblem, message).hint(format!("use {parent}")));
                None
            }
            Err(problem) => {
                diag.report(Diagnostic::new(Code::StyleProblem, format!("{name}: {problem}")));
                None
            }
        }
    }

    /// A style that was checked when the archive was made.
    pub(super) fn of_archive(name: &str, independent: IndependentStyle) -> Self {
        Self { name: name.to_owned(), independent }
    }

    /// The name it was asked for by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its title.
    pub fn title(&self) -> &str {
        self.independent.info.title.value.trim()
    }

    /// Its identifier, mostly a URL.
    pub fn id(&self) -> &str {
        self.independent.info.id.trim()
    }

    /// What it is for, in its own words.
    pub fn summary(&self) -> Option<&str> {
        self.independent.info.summary.as_ref().map(|summary| summary.value.trim())
    }

    /// Whether it can format a list of references; some styles have citations only.
    pub fn has_bibliography(&self) -> bool {
        self.independent.bibliography.is_some()
    }

    /// What its citations look like.
    pub fn kind(&self) -> StyleKind {
        let of_category = |category: &StyleCategory| match category {
            StyleCategory::CitationFormat { format } => Some(*format),
            StyleCategory::Field { .. } => None,
        };
        match self.independent.info.category.iter().find_map(of_category) {
            Some(CitationFormat::Numeric) => StyleKind::Numeric,
            Some(CitationFormat::AuthorDate) => StyleKind::AuthorDate,
            Some(CitationFormat::Author) => StyleKind::Author,
            Some(CitationFormat::Label) => StyleKind::Label,
            Some(CitationFormat::Note) => StyleKind::Note,
            None if self.independent.settings.class == StyleClass::Note => StyleKind::Note,
            None => StyleKind::AuthorDate,
        }
    }

    /// Whether it numbers the references.
    pub fn is_numeric(&self) -> bool {
        self.kind() == StyleKind::Numeric
    }

    /// Whether its citations are footnotes.
    pub fn is_note(&self) -> bool {
        self.independent.settings.class == StyleClass::Note
    }

    pub(super) const fn independent(&self) -> &IndependentStyle {
        &self.independent
    }
}

impl StyleFile {
    /// Reads a style file; the error says in words what is wrong with it.
    pub(crate) fn from_xml(name: &str, xml: &str) -> Result<Self, String> {
        if nesting(xml) > DEEPEST {
            return Err(format!("its elements are nested more than {DEEPEST} deep"));
        }
        match citationberg::Style::from_xml(xml) {
            Ok(citationberg::Style::Independent(independent)) => {
                check(&independent)?;
                Ok(Self::Independent(Box::new(Style { name: name.to_owned(), independent })))
            }
            Ok(citationberg::Style::Dependent(style)) => {
                let links = [&style.parent_link].into_iter().chain(&style.info.link);
                let parent = links.into_iter().find(|link| link.rel == InfoLinkRel::IndependentParent);
                parent
                    .map(|link| Self::Dependent { parent: link.href.clone() })
                    .ok_or_else(|| "it names no parent".into())
            }
            Err(error) => Err(format!("it is no CSL style: {error}")),
        }
    }
}

/// How deep the tags of an XML text are nested, without building anything.
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

/// Refuses styles that the engine would not come to an end with.
pub(super) fn check(style: &IndependentStyle) -> Result<(), String> {
    let macros: HashMap<&str, &[LayoutRenderingElement]> =
        style.macros.iter().map(|definition| (definition.name.as_str(), definition.children.as_slice())).collect();
    let mut sizes = Sizes { macros, known: HashMap::new(), open: Vec::new() };
    let layouts = [Some(&style.citation.layout), style.bibliography.as_ref().map(|bibliography| &bibliography.layout)];
    for layout in layouts.into_iter().flatten() {
        sizes.of_elements(&layout.elements)?;
    }
    let names: Vec<&str> = sizes.macros.keys().copied().collect();
    for name in names {
        sizes.of_macro(name)?;
    }
    Ok(())
}

/// How large and how deep a style is with its macros put in their places.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    elements: u64,
    depth: usize,
}

struct Sizes<'a> {
    macros: HashMap<&'a str, &'a [LayoutRenderingElement]>,
    known: HashMap<&'a str, Size>,
    open: Vec<&'a str>,
}

impl<'a> Sizes<'a> {
    fn of_elements(&mut self, elements: &'a [LayoutRenderingElement]) -> Result<Size, String> {
        let mut total = Size::default();
        for element in elements {
            let inside = self.of_element(element)?;
            total.elements = total.elements.saturating_add(inside.elements).saturating_add(1);
            total.depth = total.depth.max(inside.depth + 1);
        }
        if total.depth > DEEPEST {
            return Err(format!("its elements are nested more than {DEEPEST} deep"));
        }
        if total.elements > LARGEST {
            return Err(format!("with its macros put in place it has more than {LARGEST} elements"));
        }
        Ok(total)
    }

    fn of_element(&mut self, element: &'a LayoutRenderingElement) -> Result<Size, String> {
        match element {
            LayoutRenderingElement::Text(text) => match &text.target {
                TextTarget::Macro { name } => self.of_macro(name),
                _ => Ok(Size::default()),
            },
            LayoutRenderingElement::Group(group) => self.of_elements(&group.children),
            LayoutRenderingElement::Names(names) => {
                let mut total = Size::default();
                for child in &names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        total = self.of_elements(&substitute.children)?;
                    }
                }
                Ok(total)
            }
            LayoutRenderingElement::Choose(choose) => {
                let branches = choose.branches().map(|branch| branch.children.as_slice());
                let otherwise = choose.otherwise.iter().map(|branch| branch.children.as_slice());
                let mut total = Size::default();
                for children in branches.chain(otherwise) {
                    let inside = self.of_elements(children)?;
                    total.elements = total.elements.saturating_add(inside.elements);
                    total.depth = total.depth.max(inside.depth);
                }
                Ok(total)
            }
            LayoutRenderingElement::Date(_) | LayoutRenderingElement::Number(_) | LayoutRenderingElement::Label(_) => {
                Ok(Size::default())
            }
        }
    }

    fn of_macro(&mut self, name: &'a str) -> Result<Size, String> {
        if let Some(&size) = self.known.get(name) {
            return Ok(size);
        }
        if self.open.contains(&name) {
            return Err(format!("the macro “{name}” contains itself"));
        }
        let Some(&elements) = self.macros.get(name) else {
            return Err(format!("the macro “{name}” is used and not defined"));
        };
        if self.open.len() == DEEPEST {
            return Err(format!("its macros are nested more than {DEEPEST} deep"));
        }
        self.open.push(name);
        let size = self.of_elements(elements)?;
        self.open.pop();
        self.known.insert(name, size);
        Ok(size)
    }
}

/// The same style with the references left in the order in which they are given.
pub(super) fn in_given_order(style: &IndependentStyle) -> IndependentStyle {
    let mut style = style.clone();
    complete_names(&mut style);
    if let Some(bibliography) = &mut style.bibliography {
        bibliography.sort = None;
    }
    style
}

/// The citations of the same style alone, without suffixes to years.
pub(super) fn of_citations_without_suffixes(style: &IndependentStyle) -> IndependentStyle {
    let mut style = style.clone();
    style.citation.disambiguate_add_year_suffix = false;
    style.bibliography = None;
    style
}

/// How much of citations is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Citations {
    Whole,
    MarksAlone,
}

/// The same style with citations that begin with the items' hidden marks, and without names told apart.
pub(super) fn with_marked_citations(style: &IndependentStyle, needed: Citations) -> IndependentStyle {
    let mut style = style.clone();
    style.citation.disambiguate_add_names = false;
    style.citation.disambiguate_add_givenname = false;
    if needed == Citations::MarksAlone {
        style.citation.layout.elements.clear();
    }
    let mark = citationberg::Text::with_target(TextTarget::from(Variable::Standard(MARK)));
    style.citation.layout.elements.insert(0, LayoutRenderingElement::Text(mark));
    style
}

/// Gives every list of names that has other children a `cs:name` too. Without one its names are to be printed in the
/// default form (CSL 1.0.2, "Names"), but the engine holds the list for empty.
fn complete_names(style: &mut IndependentStyle) {
    let layouts =
        [Some(&mut style.citation.layout), style.bibliography.as_mut().map(|bibliography| &mut bibliography.layout)];
    for layout in layouts.into_iter().flatten() {
        complete_names_in(&mut layout.elements);
    }
    for definition in &mut style.macros {
        complete_names_in(&mut definition.children);
    }
}

fn complete_names_in(elements: &mut [LayoutRenderingElement]) {
    for element in elements {
        match element {
            LayoutRenderingElement::Names(names) => {
                let has_name = names.children.iter().any(|child| matches!(child, NamesChild::Name(_)));
                if !has_name && !names.children.is_empty() {
                    names.children.insert(0, NamesChild::Name(citationberg::Name::default()));
                }
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        complete_names_in(&mut substitute.children);
                    }
                }
            }
            LayoutRenderingElement::Group(group) => complete_names_in(&mut group.children),
            LayoutRenderingElement::Choose(choose) => {
                complete_names_in(&mut choose.if_.children);
                choose.else_if.iter_mut().for_each(|branch| complete_names_in(&mut branch.children));
                choose.otherwise.iter_mut().for_each(|branch| complete_names_in(&mut branch.children));
            }
            _ => {}
        }
    }
}

/// The same style cut down to what puts references in order: nothing is printed, and nothing is told apart.
pub(super) fn for_sorting(style: &IndependentStyle) -> IndependentStyle {
    let mut style = style.clone();
    style.citation = Citation { near_note_distance: 0, ..Citation::with_layout(style.citation.layout) };
    style.citation.layout.elements.clear();
    if let Some(bibliography) = &mut style.bibliography {
        bibliography.layout.elements.clear();
        bibliography.subsequent_author_substitute = None;
    }
    style
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, Style, StyleKind, nesting};
    use crate::diag::Diagnostic;

    fn style(macros: &str, layout: &str) -> (Option<Style>, Vec<Diagnostic>) {
        let xml = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
                 <info><title>Test</title><id>test</id><updated>2026-01-01T00:00:00+00:00</updated></info>
                 {macros}<citation><layout>{layout}</layout></citation>
               </style>"#
        );
        let mut reports = Vec::new();
        (Style::from_xml("test", &xml, &mut reports), reports)
    }

    fn problem(macros: &str, layout: &str) -> String {
        let (style, reports) = style(macros, layout);
        assert!(style.is_none());
        assert_eq!(reports.len(), 1);
        reports[0].message.clone()
    }

    #[test]
    fn a_style_tells_about_itself() {
        let (style, reports) = style("", r#"<text variable="title"/>"#);
        let style = style.unwrap();
        assert!(reports.is_empty());
        assert_eq!((style.title(), style.id(), style.kind()), ("Test", "test", StyleKind::AuthorDate));
        assert!(!style.has_bibliography() && !style.is_numeric());
        fn is_shareable<T: Send + Sync>(_: &T) {}
        is_shareable(&style);
    }

    #[test]
    fn what_is_no_style_is_reported() {
        let mut reports = Vec::new();
        for xml in ["", "no xml", "<style/>", "<style", "<a><b></a>", "\u{0}"] {
            assert!(Style::from_xml("bad", xml, &mut reports).is_none());
        }
        assert_eq!(reports.len(), 6);
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
