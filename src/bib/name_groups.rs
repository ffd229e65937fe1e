//! Names in braces that no label of a style can cut in the middle of a command.

use unicode_normalization::char::is_combining_mark;

use crate::latex;
use crate::latex::Charset;

/// Writes a name, or a part of one, in braces.
///
/// Styles that make labels take the first three characters. To BibTeX, a group that begins with a command is one character,
/// and in any other group every letter of a command is; so where a command would be cut, the group begins with one. As no
/// label may be longer than 500 bytes, there are several groups then where one would be too long.
pub(super) fn braced(text: &str, charset: Charset) -> String {
    let encoded = latex::encode_plain(text, charset);
    let is_cut = encoded.bytes().filter(|byte| !matches!(byte, b'{' | b'}')).take(3).any(|byte| byte == b'\\');
    if !is_cut {
        return format!("{{{encoded}}}");
    }
    if encoded.len() <= LABEL / 2 {
        return format!("{{\\relax {encoded}}}");
    }
    let mut groups = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = group_length(rest);
        groups.extend(["{\\relax ", &latex::encode_plain(&rest[..length], charset), "}"]);
        rest = &rest[length..];
    }
    groups
}

/// How many bytes the label of an entry may have in BibTeX (`entry.max$`, with some left for the year).
const LABEL: usize = 450;

/// How much of a text goes into a group of which three make up a label: never a character without what joins to it.
fn group_length(text: &str) -> usize {
    const LONGEST: usize = "{\\ensuremath{{\\mathbb{R}}}}".len();
    let mut cut = text.len();
    for (count, (offset, character)) in text.char_indices().enumerate() {
        let stands_alone = character.is_alphabetic() && !is_combining_mark(character);
        if count >= LABEL / 3 / LONGEST && stands_alone {
            cut = offset;
            break;
        }
    }
    cut
}

/// Whether a name is nothing but groups of [`braced`].
pub(super) fn is_in_groups(name: &str) -> bool {
    let mut depth = 0_usize;
    name.starts_with("{\\relax")
        && name.bytes().all(|byte| {
            depth = match byte {
                b'{' => depth + 1,
                b'}' => depth.saturating_sub(1),
                _ => depth,
            };
            depth > 0 || byte == b'}'
        })
}
