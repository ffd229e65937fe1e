//! Rich text: the form of every title, abstract and note in a record.
//!
//! Readers convert TeX, HTML or plain text into this tree; writers and backends convert it into their languages. A
//! plain string is one [`Inline::Str`]. Text is kept in a normal form, without empty strings and neighbouring strings,
//! so that equal texts compare equal.

use std::borrow::Cow;

/// The maximum nesting depth of markup. Deeper markup is dropped and its characters are kept.
///
/// Real texts stay below five. The limit ensures that recursive functions never overflow the stack, and that the JSON
/// form stays within the depth that JSON readers accept.
pub const MAX_DEPTH: usize = 32;

/// One piece of rich text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Inline {
    /// Plain characters.
    Str(String),
    /// Emphasis, set in italics.
    Em(Vec<Inline>),
    /// Strong emphasis, set in bold.
    Strong(Vec<Inline>),
    /// Underlined.
    Underline(Vec<Inline>),
    /// Small capitals.
    SmallCaps(Vec<Inline>),
    /// Subscript.
    Sub(Vec<Inline>),
    /// Superscript.
    Sup(Vec<Inline>),
    /// Words whose letter case must not be changed (CSL's `<span class="nocase">`, BibTeX's protecting braces).
    NoCase(Vec<Inline>),
    /// A quotation, without its quotation marks.
    Quote(Vec<Inline>),
    /// TeX mathematics, without its delimiters.
    Math(String),
    /// Characters in a fixed-width font.
    Code(String),
    /// A link.
    Link {
        /// The address.
        url: String,
        /// The text shown.
        content: Vec<Inline>,
    },
    /// TeX of a `.bib` file that has no other form here. It stays TeX in `.bib` files; everything else shows its
    /// content.
    Tex(Tex),
}

/// A piece of TeX from a `.bib` file, with its meaning.
///
/// Only the reader of `.bib` files makes such pieces, and only `.bib` files are written with the source. Everything
/// else uses the content, so that text of other sources can never become TeX.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tex {
    source: String,
    content: Vec<Inline>,
}

/// Rich text in normal form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text(Vec<Inline>);

impl Text {
    /// Creates text without markup.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::default() } else { Self(vec![Inline::Str(text)]) }
    }

    /// Returns the pieces, in order.
    pub fn inlines(&self) -> &[Inline] {
        &self.0
    }

    /// Returns the pieces and consumes the text.
    pub fn into_inlines(self) -> Vec<Inline> {
        self.0
    }

    /// Returns whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether it is empty or contains only white space.
    pub fn is_blank(&self) -> bool {
        are_blank(&self.0)
    }

    /// Returns the characters, if the text has no markup at all.
    pub fn as_plain(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Inline::Str(text)] => Some(text),
            _ => None,
        }
    }

    /// Returns the characters without markup, which are only copied if there is markup.
    pub(crate) fn plain_text(&self) -> Cow<'_, str> {
        self.as_plain().map_or_else(|| self.to_plain().into(), Cow::Borrowed)
    }

    /// Returns the text with its pieces of TeX replaced by what they mean.
    pub fn without_tex(&self) -> Cow<'_, Self> {
        if has_tex(&self.0) { Cow::Owned(Self::from(without_tex(self.0.clone()))) } else { Cow::Borrowed(self) }
    }

    /// Returns the text without white space at its ends, however deeply nested it is.
    pub(crate) fn trimmed(&self) -> Self {
        let mut inlines = self.0.clone();
        trim_start(&mut inlines);
        trim_end(&mut inlines);
        Self(inlines)
    }

    /// Returns all characters without their markup; quotations get typographic marks, mathematics its TeX source.
    ///
    /// For comparing, sorting and making keys. To show text to readers, use the `markup` backends.
    pub fn to_plain(&self) -> String {
        let mut plain = String::new();
        append_plain(&self.0, &mut plain);
        plain
    }
}

impl From<Vec<Inline>> for Text {
    fn from(inlines: Vec<Inline>) -> Self {
        Self(normal_form(inlines, 0))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl Inline {
    /// Returns the pieces inside this one, if it is a container.
    pub fn children(&self) -> Option<&[Inline]> {
        match self {
            Self::Em(content)
            | Self::Strong(content)
            | Self::Underline(content)
            | Self::SmallCaps(content)
            | Self::Sub(content)
            | Self::Sup(content)
            | Self::NoCase(content)
            | Self::Quote(content)
            | Self::Link { content, .. } => Some(content),
            Self::Tex(tex) => Some(tex.content()),
            Self::Str(_) | Self::Math(_) | Self::Code(_) => None,
        }
    }

    fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Em(content)
            | Self::Strong(content)
            | Self::Underline(content)
            | Self::SmallCaps(content)
            | Self::Sub(content)
            | Self::Sup(content)
            | Self::NoCase(content)
            | Self::Quote(content)
            | Self::Link { content, .. } => Some(content),
            Self::Tex(tex) => Some(&mut tex.content),
            Self::Str(_) | Self::Math(_) | Self::Code(_) => None,
        }
    }

    /// Returns the same container around other pieces; a leaf is returned unchanged.
    pub fn with_children(&self, content: Vec<Inline>) -> Self {
        match self {
            Self::Em(_) => Self::Em(content),
            Self::Strong(_) => Self::Strong(content),
            Self::Underline(_) => Self::Underline(content),
            Self::SmallCaps(_) => Self::SmallCaps(content),
            Self::Sub(_) => Self::Sub(content),
            Self::Sup(_) => Self::Sup(content),
            Self::NoCase(_) => Self::NoCase(content),
            Self::Quote(_) => Self::Quote(content),
            Self::Link { url, .. } => Self::Link { url: url.clone(), content },
            Self::Tex(tex) => Self::Tex(tex.with_content(content)),
            Self::Str(_) | Self::Math(_) | Self::Code(_) => self.clone(),
        }
    }
}

impl Tex {
    /// Creates a piece of TeX. The meaning itself contains no TeX: such pieces in it are replaced by their own meaning.
    ///
    /// # Errors
    /// Returns the meaning if the source cannot be written into a value in braces as it is, because it has unbalanced
    /// braces, control characters, or a backslash at its end.
    pub(crate) fn new(source: String, content: Vec<Inline>) -> Result<Self, Vec<Inline>> {
        let content = without_tex(content);
        if is_balanced(&source) { Ok(Self { source, content }) } else { Err(content) }
    }

    /// Returns the TeX as it was read, with white space collapsed.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Returns what the TeX means; empty if it prints nothing.
    pub fn content(&self) -> &[Inline] {
        &self.content
    }

    /// Returns the same TeX with another meaning.
    fn with_content(&self, content: Vec<Inline>) -> Self {
        Self { source: self.source.clone(), content }
    }
}

/// Joins neighbouring strings and drops empty pieces, at every depth; drops markup beyond [`MAX_DEPTH`].
/// Removes the white space at the end, however deeply nested it is.
pub(crate) fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        if is_left_after(last, trim_end, str::trim_end) {
            return;
        }
        inlines.pop();
    }
}

/// Removes the white space at the start, however deeply nested it is.
fn trim_start(inlines: &mut Vec<Inline>) {
    while let Some(first) = inlines.first_mut() {
        if is_left_after(first, trim_start, str::trim_start) {
            return;
        }
        inlines.remove(0);
    }
}

/// Removes white space from a piece, and returns whether anything is left of it.
fn is_left_after(inline: &mut Inline, trim: fn(&mut Vec<Inline>), trim_text: fn(&str) -> &str) -> bool {
    match inline {
        Inline::Str(text) => {
            *text = trim_text(text).to_owned();
            !text.is_empty()
        }
        Inline::Math(_) | Inline::Code(_) => true,
        container => {
            let mut children = container.children().unwrap_or_default().to_vec();
            trim(&mut children);
            let is_left = !children.is_empty();
            *container = container.with_children(children);
            is_left
        }
    }
}

fn normal_form(inlines: Vec<Inline>, depth: usize) -> Vec<Inline> {
    let mut result: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Str(text) if text.is_empty() => {}
            Inline::Str(text) => match result.last_mut() {
                Some(Inline::Str(before)) => before.push_str(&text),
                _ => result.push(Inline::Str(text)),
            },
            Inline::Math(text) if text.is_empty() => {}
            Inline::Code(text) if text.is_empty() => {}
            leaf @ (Inline::Math(_) | Inline::Code(_)) => result.push(leaf),
            container if depth == MAX_DEPTH => {
                let mut characters = String::new();
                append_plain(&[container], &mut characters);
                match result.last_mut() {
                    Some(Inline::Str(before)) => before.push_str(&characters),
                    _ => result.push(Inline::Str(characters)),
                }
            }
            mut container => {
                let Some(content) = container.children_mut() else { continue };
                *content = normal_form(std::mem::take(content), depth + 1);
                if !content.is_empty() || matches!(container, Inline::Tex(_)) {
                    result.push(container);
                }
            }
        }
    }
    result
}

fn append_plain(inlines: &[Inline], plain: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Str(text) | Inline::Math(text) | Inline::Code(text) => plain.push_str(text),
            Inline::Quote(content) => {
                plain.push('“');
                append_plain(content, plain);
                plain.push('”');
            }
            container => append_plain(container.children().unwrap_or_default(), plain),
        }
    }
}

fn are_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Str(text) | Inline::Math(text) | Inline::Code(text) => text.trim().is_empty(),
        container => are_blank(container.children().unwrap_or_default()),
    })
}

/// Replaces pieces of TeX by their meaning, at every depth.
fn without_tex(inlines: Vec<Inline>) -> Vec<Inline> {
    if !has_tex(&inlines) {
        return inlines;
    }
    let mut shown = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Tex(tex) => shown.extend(without_tex(tex.content)),
            mut container => {
                if let Some(content) = container.children_mut() {
                    *content = without_tex(std::mem::take(content));
                }
                shown.push(container);
            }
        }
    }
    shown
}

/// Returns whether there is a piece of TeX at any depth.
pub(crate) fn has_tex(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Tex(_) => true,
        inline => has_tex(inline.children().unwrap_or_default()),
    })
}

/// Whether braces are balanced both for TeX, which does not count escaped ones, and for BibTeX, which does; and
/// whether nothing else could reach beyond the source.
fn is_balanced(source: &str) -> bool {
    let (mut tex, mut bibtex) = (0_usize, 0_usize);
    let mut is_escaped = false;
    for character in source.chars() {
        let change = |depth: &mut usize| match character {
            '{' => {
                *depth += 1;
                true
            }
            '}' => depth.checked_sub(1).map(|less| *depth = less).is_some(),
            _ => true,
        };
        if character.is_control() || !change(&mut bibtex) || !(is_escaped || change(&mut tex)) {
            return false;
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    tex == 0 && bibtex == 0 && !is_escaped && !source.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Inline, MAX_DEPTH, Tex, Text};

    fn string(text: &str) -> Inline {
        Inline::Str(text.to_owned())
    }

    #[test]
    fn strings_side_by_side_become_one() {
        let text = Text::from(vec![Inline::Str("a".into()), Inline::Str(String::new()), Inline::Str("b".into())]);
        assert_eq!(text, Text::plain("ab"));
        assert_eq!(text.as_plain(), Some("ab"));
    }

    #[test]
    fn empty_containers_vanish() {
        let text = Text::from(vec![Inline::Em(vec![Inline::Strong(vec![Inline::Str(String::new())])])]);
        assert!(text.is_empty());
    }

    #[test]
    fn depth_is_bounded() {
        let mut inline = Inline::Str("x".into());
        for _ in 0..100 {
            inline = Inline::Em(vec![inline]);
        }
        let text = Text::from(vec![inline]);
        let (mut depth, mut inlines) = (0, text.inlines());
        while let Some(children) = inlines.first().and_then(Inline::children) {
            (depth, inlines) = (depth + 1, children);
        }
        assert_eq!((depth, text.to_plain().as_str()), (MAX_DEPTH, "x"));
    }

    #[test]
    fn plain_text_drops_markup_and_keeps_characters() {
        let text = Text::from(vec![
            Inline::Str("the ".into()),
            Inline::Em(vec![Inline::Str("E. coli".into())]),
            Inline::Str(" ".into()),
            Inline::Quote(vec![Inline::Str("genome".into())]),
        ]);
        assert_eq!(text.to_plain(), "the E. coli “genome”");
        assert_eq!(text.as_plain(), None);
    }

    #[test]
    fn a_source_cannot_reach_beyond_itself() {
        for source in ["\\aap", "\\SI{3}{\\m}", "{\\small x}", "\\foo[\\]]{\\{\\}}", "\\\\"] {
            assert!(Tex::new(source.to_owned(), Vec::new()).is_ok(), "{source}");
        }
        for source in ["", "\\foo{", "\\foo}", "}{", "\\foo{\\}}", "\\{", "\\foo\\", "\\foo\u{7}", "\\foo\n"] {
            assert!(Tex::new(source.to_owned(), Vec::new()).is_err(), "{source}");
        }
    }

    #[test]
    fn the_meaning_of_tex_has_no_tex() {
        let inner = Tex::new("\\b".to_owned(), vec![string("x")]).map(Inline::Tex);
        let outer = Tex::new("\\a{\\b}".to_owned(), vec![Inline::Em(inner.into_iter().collect::<Vec<_>>())]);
        let outer = outer.expect("the source is balanced");
        assert_eq!(outer.content(), [Inline::Em(vec![string("x")])]);
        let text = Text::from(vec![string("1 "), Inline::Tex(outer)]);
        assert_eq!(text.to_plain(), "1 x");
        assert_eq!(*text.without_tex(), Text::from(vec![string("1 "), Inline::Em(vec![string("x")])]));
    }

    #[test]
    fn tex_that_prints_nothing_stays() {
        let tex = Tex::new("\\noopsort{a}".to_owned(), Vec::new()).map(Inline::Tex);
        let text = Text::from(tex.into_iter().collect::<Vec<_>>());
        assert!(text.is_blank() && !text.is_empty());
        assert!(text.without_tex().is_empty());
    }
}
