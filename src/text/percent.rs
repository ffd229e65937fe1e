//! Percent-encoding, decoded (RFC 3986, section 2.1).

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Decodes `%2F` and the like; other percent signs stay, and the whole text stays if the bytes are not UTF-8.
pub(crate) fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}
