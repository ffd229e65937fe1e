//! The commands for the style of text, and the line under construction.

use crate::model::{Inline, Text};

/// The effect of a text command on its argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::latex) enum Style {
    Em,
    Strong,
    Underline,
    SmallCaps,
    Sub,
    Sup,
    Quote,
    Code,
}

/// Commands with one argument.
pub(in crate::latex) static COMMANDS: &[(Style, &str)] = &[
    (Style::Em, "emph textit textsl mkbibemph mkbibitalic"),
    (Style::Strong, "textbf mkbibbold"),
    (Style::Underline, "underline uline"),
    (Style::SmallCaps, "textsc"),
    (Style::Sub, "textsubscript"),
    (Style::Sup, "textsuperscript"),
    (Style::Quote, "enquote mkbibquote textquote"),
    (Style::Code, "texttt"),
];

/// Declarations, which apply up to the end of their group.
pub(in crate::latex) static DECLARATIONS: &[(Style, &str)] = &[
    (Style::Em, "em it sl itshape slshape"),
    (Style::Strong, "bf bfseries"),
    (Style::SmallCaps, "sc scshape"),
    (Style::Code, "tt ttfamily"),
];

pub(in crate::latex) fn style_of(name: &str, table: &[(Style, &str)]) -> Option<Style> {
    table.iter().find(|(_, names)| is_listed(name, names)).map(|(style, _)| *style)
}

fn is_listed(name: &str, names: &str) -> bool {
    names.split(' ').any(|listed| listed == name)
}

/// A line under construction: neighbouring strings are joined immediately.
#[derive(Default)]
pub(super) struct Line {
    pub(super) inlines: Vec<Inline>,
}

impl Line {
    pub(super) fn push_str(&mut self, text: &str) {
        match self.inlines.last_mut() {
            Some(Inline::Str(before)) => before.push_str(text),
            _ => self.inlines.push(Inline::Str(text.to_owned())),
        }
    }

    pub(super) fn push(&mut self, character: char) {
        self.push_str(character.encode_utf8(&mut [0; 4]));
    }

    pub(super) fn append(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            match (self.inlines.last_mut(), inline) {
                (Some(Inline::Str(before)), Inline::Str(text)) => before.push_str(&text),
                (_, other) => self.inlines.push(other),
            }
        }
    }

    pub(super) fn ends_in_space(&self) -> bool {
        matches!(self.inlines.last(), Some(Inline::Str(text)) if text.ends_with(' '))
    }

    pub(super) fn push_styled(&mut self, style: Style, content: Vec<Inline>) {
        match style {
            Style::Em => self.inlines.push(Inline::Em(content)),
            Style::Strong => self.inlines.push(Inline::Strong(content)),
            Style::Underline => self.inlines.push(Inline::Underline(content)),
            Style::SmallCaps => self.inlines.push(Inline::SmallCaps(content)),
            Style::Sub => self.inlines.push(Inline::Sub(content)),
            Style::Sup => self.inlines.push(Inline::Sup(content)),
            Style::Quote => self.inlines.push(Inline::Quote(content)),
            Style::Code => self.inlines.push(Inline::Code(Text::from(content).to_plain())),
        }
    }
}
