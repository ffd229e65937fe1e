//! The layout of documents on paper: the table `document`.

use super::key::{Key, key, one_of};
use crate::markup::{PageLayout, Paper, is_font_name};

/// The widest margins that leave room for text, in millimetres.
const WIDEST_MARGIN: usize = 80;

pub(super) static DOCUMENT: &[Key<PageLayout>] = &[
    one_of::<Paper, _>(key(
        "paper",
        "\"a4\"",
        "The paper; by default, that of the region of locale, and otherwise A4",
        |layout, value, reading| layout.paper = value.choice(reading),
    )),
    key("margin", "25", "The margins, in millimetres", |layout, value, reading| match value.number(reading) {
        Some(margin) if margin <= WIDEST_MARGIN => {
            layout.margin = u16::try_from(margin).unwrap_or(layout.margin);
        }
        Some(_) => value.wrong(&format!("at most {WIDEST_MARGIN} millimetres"), reading),
        None => {}
    }),
    key(
        "font",
        "\"Garamond\"",
        "The font, which must be there where the document is opened or set; pdfLaTeX has its own",
        |layout, value, reading| {
            let Some(font) = value.string(reading) else { return };
            if is_font_name(&font) {
                layout.font = Some(font.trim().to_owned());
            } else {
                value.wrong("the name of a font: letters, digits, spaces and hyphens", reading);
            }
        },
    ),
];
