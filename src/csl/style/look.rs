//! The formatting of what an element renders: font, affixes, letter case, display (CSL 1.0.2, "Formatting").

/// The formatting attributes of an element.
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct Look {
    pub format: Format,
    pub affixes: Affixes,
    pub display: Option<Display>,
    pub quotes: bool,
    pub strip_periods: bool,
    pub text_case: Option<TextCase>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::csl) enum Display {
    Block,
    LeftMargin,
    RightInline,
    Indent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum TextCase {
    Lowercase,
    Uppercase,
    CapitalizeFirst,
    CapitalizeAll,
    Sentence,
    Title,
}

/// The text before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::csl) struct Affixes {
    pub prefix: String,
    pub suffix: String,
}

/// Font attributes; `None` means that of the surrounding text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) struct Format {
    pub font_style: Option<FontStyle>,
    pub font_variant: Option<FontVariant>,
    pub font_weight: Option<FontWeight>,
    pub text_decoration: Option<TextDecoration>,
    pub vertical_align: Option<VerticalAlign>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum FontStyle {
    Normal,
    Italic,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum FontVariant {
    Normal,
    SmallCaps,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum FontWeight {
    Normal,
    Bold,
    Light,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum TextDecoration {
    None,
    Underline,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum VerticalAlign {
    Baseline,
    Sup,
    Sub,
}

impl Look {
    /// Returns whether nothing is changed.
    pub(in crate::csl) fn is_bare(&self) -> bool {
        let Self { format, affixes, display, quotes, strip_periods, text_case } = self;
        format.is_empty()
            && affixes.prefix.is_empty()
            && affixes.suffix.is_empty()
            && display.is_none()
            && !quotes
            && !strip_periods
            && text_case.is_none()
    }
}

impl Format {
    /// Returns whether nothing is changed.
    pub(in crate::csl) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns this format, with missing values taken from the other one.
    #[must_use]
    pub(in crate::csl) fn or(self, other: Self) -> Self {
        Self {
            font_style: self.font_style.or(other.font_style),
            font_variant: self.font_variant.or(other.font_variant),
            font_weight: self.font_weight.or(other.font_weight),
            text_decoration: self.text_decoration.or(other.text_decoration),
            vertical_align: self.vertical_align.or(other.vertical_align),
        }
    }
}
