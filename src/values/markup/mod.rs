//! Titles and abstracts from services as rich text.
//!
//! They are strings that mix HTML, the markup of JATS, MathML, TeX formulas between dollar signs and character
//! references, sometimes escaped twice. Markup with a meaning in rich text is read, other tags are dropped and their
//! text is kept, and what only looks like a tag (`p < 0.05`, `the <unk> token`) is text. White space becomes single
//! spaces: paragraphs and list items follow each other on one line.
//!
//! - JATS: <https://jats.nlm.nih.gov/publishing/tag-library/1.3/>
//! - what Crossref's members use: <https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/face-markup/>
//! - MathML: <https://www.w3.org/TR/mathml-core/>

mod fragment;
mod mathml;

use std::borrow::Cow;

use crate::model::{Inline, Text, trim_end};
use crate::syntax::element::{Element, Node};
use crate::text::encoding::windows_1252;

use crate::syntax::entities::unescaped;

/// Returns a service's title or abstract as rich text.
pub(crate) fn text(markup: &str) -> Text {
    let unescaped = with_letters_for_controls(unescaped(markup));
    if !unescaped.contains(['<', '$']) {
        return Text::plain(typographically_spaced(&unescaped));
    }
    let mut inlines = Vec::new();
    append(&fragment::nodes(&unescaped), &mut inlines);
    let mut spacing = Spacing::AtStart;
    let mut inlines = Text::from(inlines).into_inlines();
    single_space(&mut inlines, &mut spacing);
    trim_end(&mut inlines);
    Text::from(inlines)
}

/// Returns the same text without markup, for values that are not rich text, such as names and keywords.
pub(crate) fn plain_text(markup: &str) -> String {
    text(markup).to_plain()
}

/// Replaces white space by single spaces and trims the ends, and keeps typography: a single no-break space between words,
/// and spaces of a special width.
pub(crate) fn typographically_spaced(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut spacing = Spacing::AtStart;
    append_typographically_spaced(text, &mut spacing, &mut result);
    result.truncate(result.trim_end().len());
    result
}

/// Replaces control characters from U+0080 on: they are characters of Windows-1252 that were read as Latin-1.
fn with_letters_for_controls(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_control = |character: char| matches!(character, '\u{80}'..='\u{9F}');
    if !text.contains(is_control) {
        return text;
    }
    let meant = |character: char| match u8::try_from(character) {
        Ok(byte) if is_control(character) => windows_1252::character(byte),
        _ => Some(character),
    };
    Cow::Owned(text.chars().filter_map(meant).collect())
}

/// The separator of two blocks.
const BETWEEN_BLOCKS: &str = " ";

/// The mark before a list item.
const ITEM_MARK: &str = "• ";

/// Titles of an abstract that say nothing.
const EMPTY_TITLES: [&str; 2] = ["abstract", "summary"];

fn append(nodes: &[Node], inlines: &mut Vec<Inline>) {
    for (index, node) in nodes.iter().enumerate() {
        match node {
            Node::Text(text) => {
                let is_before_script = matches!(nodes.get(index + 1), Some(Node::Element(next)) if is_script(next));
                inlines.push(Inline::Str(if is_before_script { without_line_break(text) } else { text }.to_owned()));
            }
            Node::Element(element) => append_element(element, inlines),
        }
    }
}

fn append_element(element: &Element, inlines: &mut Vec<Inline>) {
    let content = || {
        let mut content = Vec::new();
        append(&element.children, &mut content);
        content
    };
    match element.name.as_str() {
        "i" | "em" | "italic" | "cite" | "dfn" | "var" => inlines.push(Inline::Em(content())),
        "b" | "strong" | "bold" => inlines.push(Inline::Strong(content())),
        "u" | "underline" => inlines.push(Inline::Underline(content())),
        "sub" | "inf" => inlines.push(Inline::Sub(content())),
        "sup" => inlines.push(Inline::Sup(content())),
        "sc" | "scp" => inlines.push(Inline::SmallCaps(content())),
        "tt" | "code" | "kbd" | "samp" | "monospace" => {
            inlines.push(Inline::Code(typographically_spaced(&element.characters())));
        }
        "q" => inlines.push(Inline::Quote(content())),
        "span" | "styled-content" | "font" => append_span(element, content(), inlines),
        "a" | "ext-link" | "uri" => append_link(element, content(), inlines),
        "script" | "style" | "head" | "inline-graphic" | "graphic" | "media" | "img" | "svg" => {}
        fragment::FORMULA => inlines.push(formula(&element.characters())),
        "math" => inlines.push(formula(&mathml::to_tex(element))),
        "tex-math" => inlines.push(tex_document(&element.characters())),
        "alternatives" | "inline-formula" | "disp-formula" => append_alternatives(element, inlines),
        "title" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => append_title(content(), inlines),
        "li" | "list-item" => {
            inlines.push(Inline::Str(format!("{BETWEEN_BLOCKS}{ITEM_MARK}")));
            append(&element.children, inlines);
            inlines.push(Inline::Str(BETWEEN_BLOCKS.into()));
        }
        "p" | "sec" | "abstract" | "list" | "ul" | "ol" | "dl" | "dt" | "dd" | "div" | "section" | "br" | "break"
        | "hr" | "tr" | "td" | "th" | "table" | "blockquote" | "disp-quote" | "def-item" | "def" | "term" | "label" => {
            inlines.push(Inline::Str(BETWEEN_BLOCKS.into()));
            append(&element.children, inlines);
            inlines.push(Inline::Str(BETWEEN_BLOCKS.into()));
        }
        _ => append(&element.children, inlines),
    }
}

/// The title of a section precedes its text, followed by a colon.
fn append_title(content: Vec<Inline>, inlines: &mut Vec<Inline>) {
    let title = Text::from(content.clone()).to_plain();
    let title = title.trim();
    if title.is_empty()
        || EMPTY_TITLES.iter().any(|empty| title.trim_end_matches([':', '.']).eq_ignore_ascii_case(empty))
    {
        return;
    }
    let colon = if title.ends_with(|last: char| last.is_alphanumeric() || last == ')') { ":" } else { "" };
    inlines.push(Inline::Str(BETWEEN_BLOCKS.into()));
    // Without the space at the end, which would come before the colon.
    let mut content = Text::from(content).into_inlines();
    trim_end(&mut content);
    inlines.extend(content);
    inlines.push(Inline::Str(format!("{colon}{BETWEEN_BLOCKS}")));
}

/// The meaning of a `span` is in its attributes; the attributes of editors mean nothing.
fn append_span(element: &Element, content: Vec<Inline>, inlines: &mut Vec<Inline>) {
    let class = element.attribute("class").unwrap_or_default();
    let style: String = element.attribute("style").unwrap_or_default().split_whitespace().collect();
    let has = |declaration: &str| style.split(';').any(|part| part.eq_ignore_ascii_case(declaration));
    if class == "nocase" {
        inlines.push(Inline::NoCase(content));
    } else if has("font-variant:small-caps") || class == "small-caps" {
        inlines.push(Inline::SmallCaps(content));
    } else if has("font-style:italic") {
        inlines.push(Inline::Em(content));
    } else if has("font-weight:bold") {
        inlines.push(Inline::Strong(content));
    } else if has("text-decoration:underline") {
        inlines.push(Inline::Underline(content));
    } else if has("vertical-align:sub") {
        inlines.push(Inline::Sub(content));
    } else if has("vertical-align:super") {
        inlines.push(Inline::Sup(content));
    } else {
        inlines.extend(content);
    }
}

fn append_link(element: &Element, content: Vec<Inline>, inlines: &mut Vec<Inline>) {
    let is_web = |url: &&str| {
        let url = url.to_ascii_lowercase();
        url.starts_with("https://") || url.starts_with("http://")
    };
    match element.attribute("href").map(str::trim).filter(is_web) {
        Some(url) => inlines.push(Inline::Link { url: url.to_owned(), content }),
        None => inlines.extend(content),
    }
}

/// A formula in several forms: TeX is preferred to MathML, and pictures are never used.
fn append_alternatives(element: &Element, inlines: &mut Vec<Inline>) {
    let nested = element.elements().find(|child| child.name == "alternatives");
    let forms = nested.unwrap_or(element);
    let form = ["tex-math", "math"].iter().find_map(|name| forms.elements().find(|child| child.name == *name));
    match form {
        Some(form) => append_element(form, inlines),
        None => append(&element.children, inlines),
    }
}

/// The formula of a complete TeX document, as in Springer's data.
fn tex_document(tex: &str) -> Inline {
    let body = tex.split_once("\\begin{document}").map_or(tex, |(_, body)| body);
    let body = body.split_once("\\end{document}").map_or(body, |(body, _)| body).trim();
    let bare = body.trim_matches('$');
    let bare = ["\\(", "\\["].iter().find_map(|open| bare.strip_prefix(open)).unwrap_or(bare);
    formula(["\\)", "\\]"].iter().find_map(|close| bare.strip_suffix(close)).unwrap_or(bare))
}

/// A formula; one that is only a number becomes text.
fn formula(tex: &str) -> Inline {
    let tex = typographically_spaced(tex);
    let is_number = tex.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if is_number { Inline::Str(tex) } else { Inline::Math(tex) }
}

fn is_script(element: &Element) -> bool {
    matches!(element.name.as_str(), "sub" | "sup" | "inf")
}

/// Removes a line break before a subscript: programs that indent XML insert one where there was no space.
fn without_line_break(text: &str) -> &str {
    let trimmed = text.trim_end_matches(|character: char| character.is_ascii_whitespace());
    if text[trimmed.len()..].contains('\n') { trimmed } else { text }
}

/// The position in a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spacing {
    AtStart,
    InWord,
    AfterSpace,
}

fn single_space(inlines: &mut [Inline], spacing: &mut Spacing) {
    for inline in inlines {
        match inline {
            Inline::Str(text) => {
                let mut result = String::with_capacity(text.len());
                append_typographically_spaced(text, spacing, &mut result);
                *text = result;
            }
            Inline::Math(_) | Inline::Code(_) => *spacing = Spacing::InWord,
            container => {
                if let Some(children) = container.children() {
                    let mut children = children.to_vec();
                    single_space(&mut children, spacing);
                    *container = container.with_children(children);
                }
            }
        }
    }
}

fn append_typographically_spaced(text: &str, spacing: &mut Spacing, result: &mut String) {
    // Spaces of a special width are typography.
    let is_space = |character: char| {
        character.is_whitespace() && !matches!(character, '\u{2002}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
    };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if is_space(first) {
            let end = rest.find(|character| !is_space(character)).unwrap_or(rest.len());
            if *spacing == Spacing::InWord {
                result.push_str(if &rest[..end] == "\u{A0}" { "\u{A0}" } else { " " });
                *spacing = Spacing::AfterSpace;
            }
            rest = &rest[end..];
        } else {
            let end = rest.find(is_space).unwrap_or(rest.len());
            result.push_str(&rest[..end]);
            *spacing = Spacing::InWord;
            rest = &rest[end..];
        }
    }
}

#[cfg(test)]
mod tests;
