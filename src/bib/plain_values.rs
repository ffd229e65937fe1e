//! Reads values without markup: numbers, keywords.

use std::collections::HashMap;

use crate::latex;

/// Reads a value without markup.
pub(super) fn plain(value: &str) -> String {
    if value.contains(['\\', '{', '}', '~', '$', '-', '`', '\'', '\n', '\t']) {
        latex::decode(value).text.to_plain().trim().to_owned()
    } else {
        value.trim().to_owned()
    }
}

/// Splits keywords at commas or semicolons outside of braces and of parentheses.
pub(super) fn split_keywords(value: &str) -> Vec<String> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    // Where the parentheses end that are open: one that is never closed holds nothing together.
    let mut open: Vec<usize> = Vec::new();
    let closed = closing_parentheses(value);
    for (position, byte) in value.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'(' => open.extend(closed.get(&position)),
            b')' if open.last() == Some(&position) => _ = open.pop(),
            b',' | b';' if depth == 0 && open.is_empty() => {
                pieces.push(&value[start..position]);
                start = position + 1;
            }
            _ => {}
        }
    }
    pieces.push(&value[start..]);
    pieces.into_iter().map(plain).filter(|tag| !tag.is_empty()).collect()
}

/// The position of the closing parenthesis for that of each opening one, unless a brace begins or ends between them
/// unpaired.
fn closing_parentheses(value: &str) -> HashMap<usize, usize> {
    let (mut closed, mut open) = (HashMap::new(), Vec::new());
    for (position, byte) in value.bytes().enumerate() {
        match byte {
            b'(' | b'{' => open.push((byte, position)),
            b')' => {
                if let Some((b'(', start)) = open.last().copied() {
                    closed.insert(start, position);
                    open.pop();
                }
            }
            b'}' => while open.pop().is_some_and(|(byte, _)| byte != b'{') {},
            _ => {}
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::split_keywords;

    #[test]
    fn keywords_end_at_commas_outside_of_parentheses() {
        for (value, keywords) in [
            ("maps (old, new), lamps; kites", vec!["maps (old, new)", "lamps", "kites"]),
            ("a (b, c, d", vec!["a (b", "c", "d"]),
            ("a), b (c (d, e), f), g", vec!["a)", "b (c (d, e), f)", "g"]),
            ("{a, (b}, c)", vec!["a, (b", "c)"]),
            ("1), 2), x", vec!["1)", "2)", "x"]),
        ] {
            assert_eq!(split_keywords(value), keywords, "{value}");
        }
    }
}
