//! Links that show their own address.

use crate::text::addresses::{encoded_address, is_safe_link};

/// Where a command is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the text, or in groups and quotations.
    Text,
    /// In the argument of another command.
    Argument,
}

/// Returns an address as the command `\url` of the packages url and hyperref, or `None` if it cannot be written so.
///
/// The package url takes the characters as they are, so nothing in them may be escaped: `\%` would print a backslash.
/// In the argument of another command, it cannot take `%` and `#` (its manual, section 1).
pub(super) fn url_command(url: &str, place: Place) -> Option<String> {
    let is_plain = is_safe_link(url) && encoded_address(url) == url && !url.contains(['$', '\\', '{', '}']);
    let is_allowed = place == Place::Text || !url.contains(['%', '#']);
    (is_plain && is_allowed).then(|| format!("\\url{{{url}}}"))
}
