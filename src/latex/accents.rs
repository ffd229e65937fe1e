//! Accent commands and combining marks.
//!
//! There is no list of accented letters: a command is a combining mark, and Unicode's canonical composition (NFC) makes
//! the letter. Its decomposition (NFD) shows which commands a letter needs.
//! The commands are those of the LaTeX kernel's encodings T1 and TU, <https://ctan.org/pkg/encguide>.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// An accent: its command without the backslash, its combining mark, and its spacing character.
pub(super) struct Accent {
    /// The command, a letter, a word or one punctuation mark.
    pub(super) command: &'static str,
    /// The combining mark.
    pub(super) mark: char,
    /// The character that the command produces around nothing.
    pub(super) alone: char,
    /// Its place: accents above a letter remove the dot of an i.
    place: Place,
    /// Whether T1 and OT1 have it. The others are only read: LaTeX knows their commands only if another encoding is
    /// loaded.
    is_written: bool,
}

#[derive(PartialEq, Eq)]
enum Place {
    Above,
    Below,
}

const fn above(command: &'static str, mark: char, alone: char) -> Accent {
    Accent { command, mark, alone, place: Place::Above, is_written: true }
}

const fn below(command: &'static str, mark: char, alone: char) -> Accent {
    Accent { command, mark, alone, place: Place::Below, is_written: true }
}

const fn read_only(accent: Accent) -> Accent {
    Accent { is_written: false, ..accent }
}

/// Every accent that is read or written.
static ACCENTS: &[Accent] = &[
    above("`", '\u{300}', '`'),
    above("'", '\u{301}', '´'),
    above("^", '\u{302}', '^'),
    above("~", '\u{303}', '~'),
    above("=", '\u{304}', '¯'),
    above("u", '\u{306}', '˘'),
    above(".", '\u{307}', '˙'),
    above("\"", '\u{308}', '¨'),
    read_only(above("h", '\u{309}', '\u{309}')),
    above("r", '\u{30A}', '˚'),
    above("H", '\u{30B}', '˝'),
    above("v", '\u{30C}', 'ˇ'),
    read_only(above("U", '\u{30D}', '\u{30D}')),
    read_only(above("G", '\u{30F}', '\u{30F}')),
    read_only(above("f", '\u{311}', '\u{311}')),
    below("d", '\u{323}', '\u{323}'),
    below("textcommabelow", '\u{326}', '\u{326}'),
    below("c", '\u{327}', '¸'),
    below("k", '\u{328}', '˛'),
    below("b", '\u{331}', '\u{331}'),
    above("t", '\u{361}', '\u{361}'),
];

/// Finds the accent of a command, named without its backslash.
pub(super) fn by_command(command: &str) -> Option<&'static Accent> {
    ACCENTS.iter().find(|accent| accent.command == command)
}

/// Finds the accent of a combining mark.
pub(super) fn by_mark(mark: char) -> Option<&'static Accent> {
    ACCENTS.iter().find(|accent| accent.mark == mark)
}

/// Finds the accent as which a combining mark is written.
pub(super) fn to_write(mark: char) -> Option<&'static Accent> {
    by_mark(mark).filter(|accent| accent.is_written)
}

/// Finds the accent with this spacing character.
pub(super) fn by_spacing_character(character: char) -> Option<&'static Accent> {
    ACCENTS.iter().find(|accent| accent.alone == character && accent.alone != accent.mark)
}

impl Accent {
    /// Returns whether it is placed above its letter.
    pub(super) fn is_above(&self) -> bool {
        self.place == Place::Above
    }

    /// Puts the accent on the first letter of a text. An i or j loses its dot automatically: `\'{\i}` and `\'i` are
    /// both í.
    pub(super) fn put_on(&self, text: &str) -> String {
        let mut characters = text.chars();
        let Some(first) = characters.next() else { return self.alone.to_string() };
        let first = match first {
            'ı' if self.is_above() => 'i',
            'ȷ' if self.is_above() => 'j',
            other => other,
        };
        let rest = characters.as_str();
        let marks = rest.len() - rest.trim_start_matches(is_combining_mark).len();
        let (marks, rest) = rest.split_at(marks);
        let letter: String = std::iter::once(first).chain(marks.chars()).chain([self.mark]).nfc().collect();
        letter + rest
    }
}

/// Decomposes a letter into its base and its accents, from the innermost to the outermost. Returns `None` if it has no
/// accents, or one without a command. `is_base` says which characters accents can be put on; the smallest such base is
/// used.
pub(super) fn take_apart(letter: char, is_base: impl Fn(char) -> bool) -> Option<(char, Vec<&'static Accent>)> {
    let mut parts = Vec::new();
    decompose_canonical(letter, |part| parts.push(part));
    // A few characters, such as the Ångström sign, are never produced by composition.
    if parts.len() < 2 || !parts.iter().copied().nfc().eq([letter]) {
        return None;
    }
    // The horn of ớ has no command; the letter ơ has.
    (1..parts.len()).find_map(|length| {
        let (base, marks) = parts.split_at(length);
        let mut base = base.iter().copied().nfc();
        let base = base.next().filter(|first| base.next().is_none() && is_base(*first))?;
        let accents: Option<Vec<_>> = marks.iter().map(|mark| to_write(*mark)).collect();
        Some((base, accents?))
    })
}

#[cfg(test)]
mod tests {
    use super::{by_command, take_apart};

    #[test]
    fn accents_compose_and_stack() {
        let put = |command, text: &str| by_command(command).expect("it is in the table").put_on(text);
        assert_eq!(put("\"", "o"), "ö");
        assert_eq!(put("'", "ı"), "í");
        assert_eq!(put("c", "c"), "ç");
        assert_eq!(put("'", &put("^", "e")), "ế");
        assert_eq!(put("'", "q"), "q\u{301}");
        assert_eq!(put("t", "oo"), "o\u{361}o");
        assert_eq!(put("v", ""), "ˇ");
    }

    #[test]
    fn letters_come_apart_into_commands() {
        let (base, accents) = take_apart('ế', |base| base == 'e').expect("it has two accents");
        assert_eq!((base, accents.iter().map(|accent| accent.command).collect::<Vec<_>>()), ('e', vec!["^", "'"]));
        assert!(take_apart('e', |_| true).is_none());
        assert!(take_apart('\u{212B}', |_| true).is_none());
        assert!(take_apart('가', |_| true).is_none());
    }
}
