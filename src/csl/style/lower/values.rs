//! The values of attributes.

use crate::csl::style::words::Word;
use crate::syntax::xml::PlacedElement;

/// Returns the value of an attribute that is one of a few words.
pub(super) fn word<T: Word>(element: &PlacedElement<'_>, name: &str) -> Option<T> {
    T::from_word(element.value(name)?)
}

/// Returns the value of an attribute that is true or false.
pub(super) fn flag(element: &PlacedElement<'_>, name: &str) -> Option<bool> {
    element.value(name).map(is_true)
}

/// Returns the meaning of a value that is true or false.
pub(super) fn is_true(value: &str) -> bool {
    value.eq_ignore_ascii_case("true")
}

/// Returns the value of an attribute that is a number.
pub(super) fn count(element: &PlacedElement<'_>, name: &str) -> Option<u32> {
    number(element.value(name)?)
}

/// Returns the meaning of a value that is a number.
pub(super) fn number(value: &str) -> Option<u32> {
    value.trim().parse().ok()
}
