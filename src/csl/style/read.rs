//! Reads the XML of styles and locales, and finds their faults.

use std::borrow::Cow;
use std::sync::Arc;

use super::faults::Faults;
use super::ir::{Program, StyleClass};
use super::kind::StyleKind;
use super::schema::{LOCALE, STYLE_RULE};
use super::words::Word as _;
use super::{DEEPEST, Style, advice, check, limits, lower, macros, strict};
use crate::diag::{Code, Diagnostic};
use crate::syntax::entities::unescaped_once;
use crate::syntax::xml::{PlacedElement, Tree, read_tree};

/// The relation of a dependent style to the one that it names.
const PARENT: &str = "independent-parent";

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

/// A style that cannot be used.
pub(crate) struct Refused {
    /// All its faults.
    pub(crate) faults: Vec<Diagnostic>,
    /// The first fault because of which it cannot be used, with its place.
    pub(crate) message: String,
}

impl StyleFile {
    /// Reads a style file. `name` is the name by which the style is found, and `file` that of the file in reports.
    pub(crate) fn from_xml(name: &str, file: &str, xml: &str) -> Result<Self, Refused> {
        let mut faults = Faults::new(file, xml);
        let root = checked(xml, &mut faults);
        let parent = root.as_ref().filter(|root| root.child("citation").is_none()).and_then(parent_of);
        let program = root.as_ref().filter(|_| parent.is_none()).map(|root| compile(root, &mut faults));
        let (faults, refusal) = faults.finish();
        match (root, parent, program, refusal) {
            (_, _, _, Some(message)) => Err(Refused { faults, message }),
            (_, Some(parent), ..) => Ok(Self::Dependent { parent }),
            (Some(root), None, Some(program), None) => {
                let style = Style::of_tree(name, &root, program);
                Ok(Self::Independent(Box::new(Style { faults, ..style })))
            }
            _ => Err(Refused { faults, message: format!("{file}: it is not a CSL style") }),
        }
    }
}

/// Returns all faults of a style or of a locale file, and advice to its author: macros that are never used, branches
/// that are never reached, names that are deprecated. `file` is the name of the file in the reports.
///
/// ```
/// let reports = publist::csl::lint_style("mine.csl", "<style>");
/// assert_eq!(reports[0].to_string(), "mine.csl:1:1: error[E0807]: <style> has no end tag: the file ends first");
/// ```
pub fn lint_style(file: &str, xml: &str) -> Vec<Diagnostic> {
    let mut faults = Faults::new(file, xml);
    if let Some(root) = checked(xml, &mut faults) {
        let rule = if root.name == LOCALE.name { &LOCALE } else { &STYLE_RULE };
        if root.name == STYLE_RULE.name && parent_of(&root).is_none() {
            compile(&root, &mut faults);
            macros::check_unused(&root, &mut faults);
            advice::check_positions(&root, &mut faults);
        }
        strict::check(&root, rule, &mut faults);
        advice::check_branches(&root, None, &mut faults);
        advice::check_deprecated(&root, rule, &mut faults);
    }
    faults.finish().0
}

/// Reads a text as a tree that only has what CSL allows; `None` if it is neither a style nor a locale.
fn checked<'x>(xml: &'x str, faults: &mut Faults<'_>) -> Option<PlacedElement<'x>> {
    let Tree { mut root, faults: syntax } = read_tree(xml, DEEPEST);
    if !xml.trim_start().starts_with('<') {
        let start = xml.len() - xml.trim_start().len();
        faults.refuse(Code::StyleUnusable, &(start..start), "this is not a CSL style: it has no element <style>");
        return None;
    }
    let prefix = root.as_ref().and_then(|root| root.name.split_once(':')).map(|(prefix, _)| format!("{prefix}:"));
    if let Some(root) = &mut root {
        normalize(root, prefix.as_deref());
        if root.name != STYLE_RULE.name && root.name != LOCALE.name {
            let message = format!("this is not a CSL style: its first element is <{}>", root.name);
            faults.refuse(Code::StyleUnusable, &root.at, message);
            return None;
        }
    }
    for fault in syntax {
        faults.refuse(Code::StyleSyntax, &fault.at, fault.message);
    }
    let mut root = root?;
    let rule = if root.name == LOCALE.name { &LOCALE } else { &STYLE_RULE };
    check::check(&mut root, rule, faults);
    Some(root)
}

/// Removes the prefix of CSL's namespace from the names of elements, and resolves character references that were
/// escaped twice (`&amp;#160;`) once more. Some styles that were edited by hand have them, and nobody wants to read them.
fn normalize(element: &mut PlacedElement<'_>, prefix: Option<&str>) {
    if let Some(prefix) = prefix
        && let Some(local) = element.name.strip_prefix(prefix)
    {
        element.name = Cow::Owned(local.to_owned());
    }
    let resolve = |text: &mut Cow<'_, str>| {
        if text.contains("&#") {
            *text = Cow::Owned(unescaped_once(text).into_owned());
        }
    };
    resolve(&mut element.text);
    element.attributes.iter_mut().for_each(|attribute| resolve(&mut attribute.value));
    element.children.iter_mut().for_each(|child| normalize(child, prefix));
}

/// Compiles a style, and reports what keeps it from being used.
fn compile(root: &PlacedElement<'_>, faults: &mut Faults<'_>) -> Program {
    let is_locale = root.name == LOCALE.name;
    if is_locale || root.child("citation").is_none() {
        let message = match is_locale {
            true => "this is a locale, not a style",
            false => "this style has no <citation>, and no link to a style on which it depends",
        };
        faults.refuse(Code::StyleUnusable, &root.at, message);
    }
    macros::check_circles(root, faults);
    let program = lower::lower(root);
    let names: Vec<&str> = root.named("macro").map(|definition| definition.value("name").unwrap_or_default()).collect();
    if !faults.is_refused()
        && let Err(message) = limits::check(&program, |index| names.get(index).copied().unwrap_or_default())
    {
        faults.refuse(Code::StyleUnusable, &root.at, message);
    }
    program
}

fn parent_of(root: &PlacedElement<'_>) -> Option<String> {
    let links = root.child("info")?.named("link");
    let is_parent = |link: &&PlacedElement<'_>| link.value("rel") == Some(PARENT);
    links.into_iter().find(is_parent).and_then(|link| link.value("href")).map(str::to_owned)
}

impl Style {
    /// Creates a style from its tree, which was compiled.
    pub(super) fn of_tree(name: &str, root: &PlacedElement<'_>, program: Program) -> Self {
        let info = root.child("info");
        let text = |name: &str| info.and_then(|info| info.child(name)).map(|element| element.text.trim().to_owned());
        Self {
            name: name.to_owned(),
            title: text("title").unwrap_or_default(),
            id: text("id").unwrap_or_default(),
            summary: text("summary"),
            kind: kind(root),
            language_of_guide: None,
            program: Arc::new(program),
            faults: Vec::new(),
        }
    }
}

fn kind(root: &PlacedElement<'_>) -> StyleKind {
    let categories = root.child("info").into_iter().flat_map(|info| info.named("category"));
    let mut kinds = categories.filter_map(|category| StyleKind::from_word(category.value("citation-format")?));
    kinds.next().unwrap_or(match root.value("class").and_then(StyleClass::from_word) {
        Some(StyleClass::Note) => StyleKind::Note,
        _ => StyleKind::AuthorDate,
    })
}
