//! Rich text: the form of every title, abstract and note in a record.
//!
//! Readers convert TeX, HTML or plain text into this tree; writers and backends convert it into their languages. A
//! plain string is one [`Inline::Str`]. Text is kept in a normal form, without empty strings and neighbouring strings,
//! so that equal texts compare equal.

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
            Self::Str(_) | Self::Math(_) | Self::Code(_) => self.clone(),
        }
    }
}

/// Joins neighbouring strings and drops empty pieces, at every depth; drops markup beyond [`MAX_DEPTH`].
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
                if !content.is_empty() {
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

#[cfg(test)]
mod tests {
    use super::{Inline, MAX_DEPTH, Text};

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
}
