//! Reads values without markup: numbers, keywords.

use crate::latex;

/// Reads a value without markup.
pub(super) fn plain(value: &str) -> String {
    if value.contains(['\\', '{', '}', '~', '$', '-', '`', '\'', '\n', '\t']) {
        latex::decode(value).text.to_plain().trim().to_owned()
    } else {
        value.trim().to_owned()
    }
}

/// Splits keywords at commas or semicolons outside of braces.
pub(super) fn split_keywords(value: &str) -> Vec<String> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (position, byte) in value.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' | b';' if depth == 0 => {
                pieces.push(&value[start..position]);
                start = position + 1;
            }
            _ => {}
        }
    }
    pieces.push(&value[start..]);
    pieces.into_iter().map(plain).filter(|tag| !tag.is_empty()).collect()
}
