//! The formatting attributes of elements.

use super::values::{flag, word};
use crate::csl::style::ir::{Affixes, Format, Look};
use crate::syntax::xml::PlacedElement;

pub(super) fn look(element: &PlacedElement<'_>) -> Look {
    Look {
        format: format(element),
        affixes: affixes(element),
        display: word(element, "display"),
        quotes: flag(element, "quotes").unwrap_or_default(),
        strip_periods: flag(element, "strip-periods").unwrap_or_default(),
        text_case: word(element, "text-case"),
    }
}

pub(super) fn affixes(element: &PlacedElement<'_>) -> Affixes {
    let affix = |name: &str| element.value(name).unwrap_or_default().to_owned();
    Affixes { prefix: affix("prefix"), suffix: affix("suffix") }
}

pub(super) fn format(element: &PlacedElement<'_>) -> Format {
    Format {
        font_style: word(element, "font-style"),
        font_variant: word(element, "font-variant"),
        font_weight: word(element, "font-weight"),
        text_decoration: word(element, "text-decoration"),
        vertical_align: word(element, "vertical-align"),
    }
}
