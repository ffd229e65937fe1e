//! Names in braces that no style's label can cut in the middle of a command.

use unicode_normalization::char::is_combining_mark;

use crate::latex;
use crate::latex::Charset;

/// Writes a name, or a part of one, in braces.
///
/// Styles that make labels use the first three characters. To BibTeX, a group that begins with a command is one
/// character, but in any other group every letter of a command is one; so where a command would be cut, the group
/// begins with a command. No label may be longer than 500 bytes, so a group that would be too long is split into
/// several.
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

/// The maximum length of an entry's label in BibTeX in bytes (`entry.max$`, with some left for the year).
const LABEL: usize = 450;

/// Returns the length of the text for a group of which three make a label, without separating a character from what
/// combines with it.
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

/// Whether a name consists only of groups made by [`braced`].
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
