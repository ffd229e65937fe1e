//! Given names as initials (CSL 1.0.2, "Name", `initialize-with`).

use std::borrow::Cow;

/// Whether a hyphen stays between the initials of a compound name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum Hyphens {
    Kept,
    Dropped,
}

/// Returns the initials of given names, each followed by `with`. Words in lower case are not names and stay, with a
/// space on both sides.
pub(in crate::csl) fn initials(given: &str, with: &str, hyphens: Hyphens) -> String {
    if let Some(marked) = Marked::first_of(given) {
        return initials_with_markup(&marked, with, hyphens);
    }
    let given = without_nickname(given);
    let mut result = String::new();
    let mut hyphen_before = false;
    for piece in pieces(&given) {
        match piece {
            Piece::Hyphen => hyphen_before = true,
            // An initial is a letter.
            Piece::Initials(word) | Piece::Word(word) if !word.contains(is_letter) => {}
            Piece::Initials(letters) | Piece::Word(letters) if !starts_small(letters) => {
                join(&mut result, hyphen_before, hyphens);
                hyphen_before = false;
                result.push_str(&initial(letters, matches!(piece, Piece::Initials(_))));
                result.push_str(with);
            }
            Piece::Initials(word) | Piece::Word(word) => {
                if hyphen_before {
                    // "Jean-luc": the second part is not a name of its own.
                    hyphen_before = false;
                    continue;
                }
                let end = result.trim_end().len();
                result.truncate(end);
                if !result.is_empty() {
                    result.push(' ');
                }
                result.push_str(word);
                result.push(' ');
            }
        }
    }
    result.truncate(result.trim_end().len());
    result
}

/// Returns names in full, in which initials from the source are written as the style requires (`initialize="false"`).
pub(in crate::csl) fn normal_initials(given: &str, with: &str) -> String {
    let mut result = String::new();
    let mut hyphen_before = false;
    let mut was_word = false;
    for piece in pieces(given) {
        match piece {
            Piece::Hyphen => hyphen_before = true,
            Piece::Initials(letters) => {
                if hyphen_before {
                    result.truncate(result.trim_end().len());
                    result.push('-');
                } else if was_word && !result.ends_with(' ') {
                    result.push(' ');
                }
                (hyphen_before, was_word) = (false, false);
                result.push_str(letters);
                result.push_str(with);
            }
            Piece::Word(word) => {
                if hyphen_before {
                    result.truncate(result.trim_end().len());
                    result.push('-');
                } else if !result.is_empty() && !result.ends_with(' ') {
                    result.push(' ');
                }
                (hyphen_before, was_word) = (false, true);
                result.push_str(word);
            }
        }
    }
    result.truncate(result.trim_end().len());
    result
}

/// A part of given names with CSL's HTML-like markup around it: `<b>John</b> Ann`.
struct Marked<'a> {
    before: &'a str,
    opening: &'a str,
    inside: &'a str,
    closing: &'a str,
    after: &'a str,
}

impl<'a> Marked<'a> {
    fn first_of(given: &'a str) -> Option<Self> {
        let (before, tag) = given.split_at(given.find('<')?);
        let opening = &tag[..=tag.find('>')?];
        let element = opening.trim_matches(['<', '>']).split(' ').next().filter(|name| !name.is_empty())?;
        let (inside, rest) = tag[opening.len()..].split_at(tag[opening.len()..].find(&format!("</{element}>"))?);
        let (closing, after) = rest.split_at(element.len() + 3);
        Some(Self { before, opening, inside, closing, after })
    }
}

/// Initials with the markup of the names, which has the full stop inside and the space after it.
fn initials_with_markup(marked: &Marked<'_>, with: &str, hyphens: Hyphens) -> String {
    let space = &with[with.trim_end().len()..];
    let mut result = initials(marked.before, with, hyphens);
    if !result.is_empty() && !marked.before.ends_with('-') {
        result.push_str(space);
    }
    result.extend([marked.opening, &initials(marked.inside, with, hyphens), marked.closing]);
    let after = initials(marked.after, with, hyphens);
    if !after.is_empty() && !after.starts_with('-') {
        result.push_str(space);
    }
    result + &after
}

/// The marks around a name by which a person is also known: `William "Bill"`, `Jo (Josephine)`.
const AROUND_NICKNAMES: &[(char, char)] =
    &[('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('‘', '’'), ('\'', '\''), ('(', ')'), ('[', ']')];

/// Given names without a nickname in quotation marks or brackets, which has no initial; if there is nothing else, the
/// nickname without the marks.
fn without_nickname(given: &str) -> Cow<'_, str> {
    // Most given names have no other sign than these.
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b'-');
    if given.bytes().all(is_usual)
        || !given.contains(|character| AROUND_NICKNAMES.iter().any(|(open, _)| *open == character))
    {
        return given.into();
    }
    for &(opening, closing) in AROUND_NICKNAMES {
        let Some(start) = given.find(opening).filter(|start| *start == 0 || given[..*start].ends_with(' ')) else {
            continue;
        };
        let inside = &given[start + opening.len_utf8()..];
        let is_end = |(at, _): &(usize, &str)| {
            let after = &inside[at + closing.len_utf8()..];
            after.is_empty() || after.starts_with([' ', ',', '.'])
        };
        let Some((end, _)) = inside.match_indices(closing).find(is_end) else { continue };
        let before = given[..start].trim_end();
        let after = inside[end + closing.len_utf8()..].trim_start_matches([' ', ',', '.']);
        return match (before, after) {
            ("", "") => inside[..end].into(),
            _ => format!("{before} {after}").trim().to_owned().into(),
        };
    }
    given.into()
}

/// Whether a character is a letter: a sign such as `ʿ`, which begins transliterated names, is not one.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() && !matches!(character, '\u{2b0}'..='\u{2ff}')
}

enum Piece<'a> {
    /// A name in full.
    Word(&'a str),
    /// One or more letters followed by a full stop.
    Initials(&'a str),
    Hyphen,
}

/// The words of given names: split at spaces, hyphens and after full stops.
fn pieces(given: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, character) in given.char_indices() {
        let word = &given[start..at];
        match character {
            ' ' | '\u{a0}' | '\u{202f}' => {
                push_word(word, &mut pieces);
                start = at + character.len_utf8();
            }
            '-' | '‐' | '‑' | '–' => {
                push_word(word, &mut pieces);
                pieces.push(Piece::Hyphen);
                start = at + character.len_utf8();
            }
            '.' => {
                if !word.is_empty() {
                    pieces.push(Piece::Initials(word));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    push_word(&given[start..], &mut pieces);
    pieces
}

fn push_word<'a>(word: &'a str, pieces: &mut Vec<Piece<'a>>) {
    if word.is_empty() {
        return;
    }
    let mut characters = word.chars();
    let is_single = characters.next().is_some_and(char::is_uppercase) && characters.next().is_none();
    pieces.push(if is_single { Piece::Initials(word) } else { Piece::Word(word) });
}

fn starts_small(word: &str) -> bool {
    word.chars().find(|character| is_letter(*character)).is_some_and(char::is_lowercase)
}

fn join(result: &mut String, hyphen_before: bool, hyphens: Hyphens) {
    if hyphen_before && hyphens == Hyphens::Kept {
        result.truncate(result.trim_end().len());
        result.push('-');
    }
}

/// The initial of a word; all letters of an abbreviation with a full stop, such as "Ph.".
fn initial(word: &str, is_dotted: bool) -> String {
    let word = word.trim_start_matches(|character| !is_letter(character));
    let mut characters = word.chars();
    let first: String = characters.next().into_iter().collect();
    let rest = characters.as_str();
    if is_dotted && !rest.is_empty() && rest.chars().count() <= 2 {
        return word.to_owned();
    }
    first
}
