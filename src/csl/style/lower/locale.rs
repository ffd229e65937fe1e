//! Compiles `cs:locale`, of a style or of a locale file.

use super::elements::date;
use super::values::{flag, word};
use crate::csl::style::ir::{LocaleData, Term};
use crate::csl::style::vocabulary::canonical;
use crate::syntax::xml::PlacedElement;

/// Compiles a locale, or what a style overrides of it.
pub(in crate::csl) fn locale(locale: &PlacedElement<'_>) -> LocaleData {
    let option = |name: &str| flag(locale.child("style-options")?, name);
    LocaleData {
        language: locale.value("xml:lang").map(str::to_owned),
        terms: locale.child("terms").into_iter().flat_map(|terms| terms.named("term")).map(term).collect(),
        dates: locale.named("date").map(date).collect(),
        limit_day_ordinals_to_day_1: option("limit-day-ordinals-to-day-1"),
        punctuation_in_quote: option("punctuation-in-quote"),
    }
}

fn term(term: &PlacedElement<'_>) -> Term {
    let form = |name: &str| without_layout(term.child(name).map_or(&term.text, |form| &form.text)).into();
    Term {
        name: canonical(term.value("name").unwrap_or_default()).as_ref().into(),
        form: word(term, "form").unwrap_or_default(),
        single: form("single"),
        multiple: form("multiple"),
        gender: word(term, "gender"),
        gender_form: word(term, "gender-form"),
        matches: word(term, "match"),
    }
}

/// A text without the white space at its ends that only breaks and indents lines. Other spaces are part of a term.
fn without_layout(text: &str) -> &str {
    let start = text.len() - text.trim_start().len();
    let text = if text[..start].contains('\n') { &text[start..] } else { text };
    let end = text.trim_end().len();
    if text[end..].contains('\n') { &text[..end] } else { text }
}

#[cfg(test)]
mod tests {
    use super::without_layout;

    #[test]
    fn spaces_of_a_term_are_kept_and_line_breaks_are_not() {
        assert_eq!(without_layout(" C.E. "), " C.E. ");
        assert_eq!(without_layout("\n    et al.\n  "), "et al.");
        assert_eq!(without_layout("\n  "), "");
    }
}
