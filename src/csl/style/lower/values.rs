//! The values of attributes.

use crate::csl::style::words::Word;
use crate::syntax::xml::PlacedElement;

/// Returns the value of an attribute that is one of a few words.
pub(super) fn word<T: Word>(element: &PlacedElement<'_>, name: &str) -> Option<T> {
    T::from_word(element.value(name)?)
}

/// Returns the value of an attribute that is true or false.
pub(super) fn flag(element: &PlacedElement<'_>, name: &str) -> Option<bool> {
    element.value(name).map(|value| value.eq_ignore_ascii_case("true"))
}

/// Returns the value of an attribute that is a number.
pub(super) fn count(element: &PlacedElement<'_>, name: &str) -> Option<u32> {
    element.value(name)?.trim().parse().ok()
}
