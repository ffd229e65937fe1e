//! Helpers for the strings in texts.

use crate::model::{Inline, Record, Text, TextVariable};

/// The texts of a record in which mistakes of typing and conversion are visible.
pub(super) fn texts(record: &Record) -> impl Iterator<Item = (TextVariable, &Text)> {
    record.texts.iter().map(|(variable, text)| (*variable, text))
}

/// The first result of a function for the strings of a text, except mathematics, code and TeX.
pub(super) fn find<T>(inlines: &[Inline], look: &dyn Fn(&str) -> Option<T>) -> Option<T> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Str(text) => look(text),
        Inline::Math(_) | Inline::Code(_) | Inline::Tex(_) => None,
        container => find(container.children().unwrap_or_default(), look),
    })
}

/// The text with some of its strings replaced; `None` if none was.
pub(super) fn replaced(text: &Text, replacement: &dyn Fn(&str) -> Option<String>) -> Option<Text> {
    find(text.inlines(), &|string| replacement(string).map(|_| ()))?;
    Some(Text::from(replaced_in(text.inlines(), replacement)))
}

fn replaced_in(inlines: &[Inline], replacement: &dyn Fn(&str) -> Option<String>) -> Vec<Inline> {
    let replace = |inline: &Inline| match inline {
        Inline::Str(text) => Inline::Str(replacement(text).unwrap_or_else(|| text.clone())),
        Inline::Math(_) | Inline::Code(_) | Inline::Tex(_) => inline.clone(),
        container => container.with_children(replaced_in(container.children().unwrap_or_default(), replacement)),
    };
    inlines.iter().map(replace).collect()
}
