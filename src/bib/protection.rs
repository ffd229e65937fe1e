//! Protection of the letter case of titles, in both directions.
//!
//! BibTeX's styles change titles to lower case except for text in braces. The writer puts the words that need it in
//! braces (see [`crate::text::case`]), and the reader removes exactly those, so that titles come back unchanged and
//! braces that somebody set on purpose stay.

use std::ops::Range;

use crate::model::{Inline, Text};
use crate::text::case::protected_ranges;

use super::Dialect;

/// Returns the language that decides which words need protection: biblatex changes letter case only in languages such as
/// English (manual, section 4.6.4, `\DeclareCaseLangs`), BibTeX's styles in all of them.
pub(super) fn language(dialect: Dialect, language: Option<&str>) -> Option<&str> {
    language.filter(|_| dialect == Dialect::Bibtex)
}

/// Returns the title with the words that need it marked as [`Inline::NoCase`].
pub(super) fn protect(title: &Text, language: Option<&str>) -> Text {
    let characters = characters_of(title.inlines());
    let ranges = protected_ranges(&characters, language);
    if ranges.is_empty() {
        return title.clone();
    }
    Text::from(protect_inlines(title.inlines(), &ranges, &mut 0))
}

/// Returns the title with all of its text marked as [`Inline::NoCase`].
pub(super) fn protect_whole(title: &Text) -> Text {
    match title.inlines() {
        [Inline::NoCase(_)] => title.clone(),
        inlines => Text::from(vec![Inline::NoCase(inlines.to_vec())]),
    }
}

/// Returns the title without the marks that [`protect`] would set.
pub(super) fn unprotect(title: &Text, language: Option<&str>) -> Text {
    if title.as_plain().is_some() {
        return title.clone();
    }
    let characters = characters_of(title.inlines());
    let ranges = protected_ranges(&characters, language);
    Text::from(unprotect_inlines(title.inlines(), &ranges, &mut 0))
}

/// Returns the characters whose letter case matters: those of strings, without mathematics and code.
fn characters_of(inlines: &[Inline]) -> String {
    fn append(inlines: &[Inline], characters: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Str(text) => characters.push_str(text),
                other => append(other.children().unwrap_or_default(), characters),
            }
        }
    }
    let mut characters = String::new();
    append(inlines, &mut characters);
    characters
}

fn protect_inlines(inlines: &[Inline], ranges: &[Range<usize>], offset: &mut usize) -> Vec<Inline> {
    let mut result = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Str(text) => {
                protect_string(text, ranges, *offset, &mut result);
                *offset += text.len();
            }
            Inline::NoCase(content) => {
                *offset += characters_of(content).len();
                result.push(inline.clone());
            }
            other => {
                let content = protect_inlines(other.children().unwrap_or_default(), ranges, offset);
                result.push(other.with_children(content));
            }
        }
    }
    result
}

fn protect_string(text: &str, ranges: &[Range<usize>], offset: usize, result: &mut Vec<Inline>) {
    let mut done = 0;
    for range in ranges {
        let start = range.start.saturating_sub(offset).max(done).min(text.len());
        let end = range.end.saturating_sub(offset).min(text.len());
        if start < end {
            result.push(Inline::Str(text[done..start].to_owned()));
            result.push(Inline::NoCase(vec![Inline::Str(text[start..end].to_owned())]));
            done = end;
        }
    }
    result.push(Inline::Str(text[done..].to_owned()));
}

fn unprotect_inlines(inlines: &[Inline], ranges: &[Range<usize>], offset: &mut usize) -> Vec<Inline> {
    let mut result = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Str(text) => {
                *offset += text.len();
                result.push(inline.clone());
            }
            Inline::NoCase(content) => {
                let start = *offset;
                let content = unprotect_inlines(content, ranges, offset);
                let is_ours = ranges.iter().any(|range| range.start <= start && *offset <= range.end);
                if is_ours {
                    result.extend(content);
                } else {
                    result.push(Inline::NoCase(content));
                }
            }
            other => {
                let content = unprotect_inlines(other.children().unwrap_or_default(), ranges, offset);
                result.push(other.with_children(content));
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{protect, unprotect};
    use crate::model::{Inline, Text};

    fn string(text: &str) -> Inline {
        Inline::Str(text.to_owned())
    }

    #[test]
    fn words_with_capitals_inside_are_protected() {
        let title = Text::plain("SDFE-LV: A Large-Scale Database");
        let protected = Text::from(vec![Inline::NoCase(vec![string("SDFE-LV")]), string(": A Large-Scale Database")]);
        assert_eq!(protect(&title, None), protected);
        assert_eq!(unprotect(&protected, None), title);
    }

    #[test]
    fn braces_set_on_purpose_stay() {
        let title =
            Text::from(vec![string("The Art of "), Inline::NoCase(vec![string("Elba")]), string(" and Its Masters")]);
        assert_eq!(unprotect(&title, None), title);
        assert_eq!(unprotect(&protect(&title, None), None), title);
    }

    #[test]
    fn words_inside_of_markup_are_protected_too() {
        let title = Text::from(vec![string("On "), Inline::Em(vec![string("mRNA")]), string(" Vaccines in Mice")]);
        assert_eq!(unprotect(&protect(&title, None), None), title);
        assert_ne!(protect(&title, None), title);
    }

    proptest! {
        #[test]
        fn what_is_protected_is_unprotected(words in prop::collection::vec("[a-zA-Zé]{1,6}[-: ]?", 1..8), italic in 0..8_usize) {
            let inlines = words.iter().enumerate().map(|(index, word)| {
                let word = string(&format!("{word} "));
                if index == italic { Inline::Em(vec![word]) } else { word }
            });
            let title = Text::from(inlines.collect::<Vec<_>>());
            prop_assert_eq!(unprotect(&protect(&title, None), None), title);
        }
    }
}
