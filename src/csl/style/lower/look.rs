//! The formatting attributes of elements. Elements are many, so each one's attributes are looked through once.

use super::values::is_true;
use crate::csl::style::ir::{
    Affixes, Display, FontStyle, FontVariant, FontWeight, Format, Look, TextCase, TextDecoration, VerticalAlign,
};
use crate::csl::style::words::Word as _;
use crate::syntax::xml::{PlacedAttribute, PlacedElement};

pub(super) fn look(element: &PlacedElement<'_>) -> Look {
    let mut look = Look::default();
    for attribute in &element.attributes {
        let value = &*attribute.value;
        match &*attribute.name {
            "prefix" => value.clone_into(&mut look.affixes.prefix),
            "suffix" => value.clone_into(&mut look.affixes.suffix),
            "display" => look.display = Display::from_word(value),
            "quotes" => look.quotes = is_true(value),
            "strip-periods" => look.strip_periods = is_true(value),
            "text-case" => look.text_case = TextCase::from_word(value),
            _ => add_format(&mut look.format, attribute),
        }
    }
    look
}

pub(super) fn affixes(element: &PlacedElement<'_>) -> Affixes {
    look(element).affixes
}

pub(super) fn format(element: &PlacedElement<'_>) -> Format {
    look(element).format
}

fn add_format(format: &mut Format, attribute: &PlacedAttribute<'_>) {
    let value = &*attribute.value;
    match &*attribute.name {
        "font-style" => format.font_style = FontStyle::from_word(value),
        "font-variant" => format.font_variant = FontVariant::from_word(value),
        "font-weight" => format.font_weight = FontWeight::from_word(value),
        "text-decoration" => format.text_decoration = TextDecoration::from_word(value),
        "vertical-align" => format.vertical_align = VerticalAlign::from_word(value),
        _ => {}
    }
}
