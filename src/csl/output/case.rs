//! Letter case in a tree of output (CSL 1.0.2, "Text-case"): words may extend across markup, and text that is marked as
//! `nocase`, in small capitals, raised or lowered keeps its case.

use std::borrow::Cow;

use super::{Node, Quotes, Role};
use crate::csl::style::ir::TextCase;

/// Words that title case leaves in lower case, unless they are first, last or after a colon: articles, conjunctions and
/// prepositions of English, and the particles of names.
const SMALL_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "afore",
    "after",
    "against",
    "al",
    "along",
    "alongside",
    "amid",
    "amidst",
    "among",
    "amongst",
    "an",
    "and",
    "anenst",
    "apropos",
    "apud",
    "around",
    "as",
    "aside",
    "astride",
    "at",
    "athwart",
    "atop",
    "barring",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "but",
    "by",
    "c",
    "ca",
    "circa",
    "d",
    "de",
    "despite",
    "down",
    "during",
    "et",
    "except",
    "for",
    "forenenst",
    "from",
    "given",
    "in",
    "inside",
    "into",
    "lest",
    "like",
    "modulo",
    "near",
    "next",
    "nor",
    "notwithstanding",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "out",
    "over",
    "per",
    "plus",
    "pro",
    "qua",
    "sans",
    "since",
    "so",
    "than",
    "the",
    "through",
    "thru",
    "throughout",
    "thruout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "v",
    "versus",
    "via",
    "vis-à-vis",
    "von",
    "vs",
    "van",
    "with",
    "within",
    "without",
    "yet",
];

/// The change of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Keep,
    Upper,
    Lower,
}

/// The properties of a language that matter for letter case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum CaseLanguage {
    /// Titles may be in title case.
    English,
    /// Turkish and Azerbaijani distinguish dotted and dotless i.
    Turkic,
    Other,
}

impl CaseLanguage {
    /// Returns the properties for a BCP 47 tag.
    pub(in crate::csl) fn of(code: &str) -> Self {
        let is_tag_end = |byte: Option<&u8>| matches!(byte, None | Some(b'-' | b'_'));
        match code.as_bytes() {
            [b'e' | b'E', b'n' | b'N', rest @ ..] if is_tag_end(rest.first()) => Self::English,
            [b't' | b'T', b'r' | b'R', rest @ ..] | [b'a' | b'A', b'z' | b'Z', rest @ ..]
                if is_tag_end(rest.first()) =>
            {
                Self::Turkic
            }
            _ => Self::Other,
        }
    }

    fn push_upper(self, character: char, into: &mut String) {
        match character {
            'i' if self == Self::Turkic => into.push('İ'),
            other => into.extend(other.to_uppercase()),
        }
    }

    fn push_lower(self, character: char, into: &mut String) {
        match character {
            'I' if self == Self::Turkic => into.push('ı'),
            'İ' if self == Self::Turkic => into.push('i'),
            other => into.extend(other.to_lowercase()),
        }
    }
}

/// Changes the letter case of everything in the nodes. Title case is for English only.
pub(in crate::csl) fn apply_case(nodes: &mut [Node<'_>], case: TextCase, language: CaseLanguage) {
    if case == TextCase::Title && language != CaseLanguage::English {
        return;
    }
    let mut characters = Vec::new();
    collect(nodes, false, &mut characters);
    protect_addresses(&mut characters);
    let changes = match case {
        TextCase::Lowercase => vec![Change::Lower; characters.len()],
        TextCase::Uppercase => vec![Change::Upper; characters.len()],
        TextCase::CapitalizeFirst => capitalize_first(&characters),
        TextCase::CapitalizeAll => capitalize_all(&characters),
        TextCase::Sentence => sentence(&characters),
        TextCase::Title => title(&characters),
    };
    let mut changes = changes.into_iter();
    write(nodes, false, language, &mut changes);
}

/// Removes all full stops: those of terms end abbreviations, even inside a word ("n.d.").
pub(in crate::csl) fn without_periods(text: &str) -> Cow<'_, str> {
    if text.contains('.') { Cow::Owned(text.replace('.', "")) } else { Cow::Borrowed(text) }
}

/// Removes full stops from fields, except those inside a word, as in "citationstyles.org", which do not end an
/// abbreviation.
pub(in crate::csl) fn strip_periods(nodes: &mut [Node<'_>]) {
    for node in nodes {
        match node {
            Node::Text(text) if text.contains('.') => {
                let mut characters = text.chars().peekable();
                let mut result = String::with_capacity(text.len());
                while let Some(character) = characters.next() {
                    if character != '.' || characters.peek().is_some_and(char::is_ascii_lowercase) {
                        result.push(character);
                    }
                }
                *text = result.into();
            }
            Node::Text(_) | Node::Math(_) | Node::Code(_) => {}
            Node::Branch(branch) => strip_periods(&mut branch.children),
        }
    }
}

/// A character of the text; `None` marks the start or end of markup that keeps its case, or of a quotation.
type Characters = Vec<(char, bool)>;

/// Marks the edge of a quotation: it is not a letter, so that words end there.
const EDGE: char = '\u{0}';

fn keeps_case(role: Role, format: crate::csl::style::ir::Format) -> bool {
    role == Role::NoCase || role == Role::Markup && (format.vertical_align.is_some() || format.font_variant.is_some())
}

fn collect(nodes: &[Node<'_>], protected: bool, characters: &mut Characters) {
    for node in nodes {
        match node {
            Node::Text(text) => characters.extend(text.chars().map(|character| (character, protected))),
            Node::Math(text) | Node::Code(text) => characters.extend(text.chars().map(|character| (character, true))),
            Node::Branch(branch) => {
                if branch.quotes != Quotes::None {
                    characters.push((EDGE, true));
                }
                collect(&branch.children, protected || keeps_case(branch.role, branch.format), characters);
                if branch.quotes != Quotes::None {
                    characters.push((EDGE, true));
                }
            }
        }
    }
}

fn write(nodes: &mut [Node<'_>], protected: bool, language: CaseLanguage, changes: &mut impl Iterator<Item = Change>) {
    for node in nodes {
        match node {
            Node::Text(text) => {
                let count = text.chars().count();
                let of_text: Vec<Change> = changes.by_ref().take(count).collect();
                if protected || of_text.iter().all(|change| *change == Change::Keep) {
                    continue;
                }
                let changed: String = text.chars().zip(of_text).fold(
                    String::with_capacity(text.len()),
                    |mut result, (character, change)| {
                        match change {
                            Change::Keep => result.push(character),
                            Change::Upper => language.push_upper(character, &mut result),
                            Change::Lower => language.push_lower(character, &mut result),
                        }
                        result
                    },
                );
                *text = changed.into();
            }
            Node::Math(text) | Node::Code(text) => changes.by_ref().take(text.chars().count()).for_each(drop),
            Node::Branch(branch) => {
                let edges = usize::from(branch.quotes != Quotes::None);
                changes.by_ref().take(edges).for_each(drop);
                write(&mut branch.children, protected || keeps_case(branch.role, branch.format), language, changes);
                changes.by_ref().take(edges).for_each(drop);
            }
        }
    }
}

fn capitalize_first(characters: &Characters) -> Vec<Change> {
    let mut changes = vec![Change::Keep; characters.len()];
    let first = words(characters).into_iter().next().filter(|word| can_be_capitalized(&characters[word.clone()]));
    // "d’Artagnan" has its capital after the apostrophe.
    if let Some(first) = first.filter(|first| is_small_word(characters, first.start)) {
        changes[first.start] = Change::Upper;
    }
    changes
}

/// Whether a word may start with a capital letter: not an address, not a word that keeps its case, not a single Greek
/// letter, as in "α-helix".
fn can_be_capitalized(word: &[(char, bool)]) -> bool {
    let is_greek = matches!(word, [(letter, _)] if ('\u{370}'..='\u{3ff}').contains(letter));
    !is_greek && word.first().is_some_and(|(_, protected)| !protected)
}

/// Addresses keep their case when words are capitalised.
fn protect_addresses(characters: &mut Characters) {
    for word in characters.split_mut(|(character, _)| character.is_whitespace() || *character == EDGE) {
        let is_address = word.windows(3).any(|part| part[0].0 == ':' && part[1].0 == '/' && part[2].0 == '/');
        if is_address {
            word.iter_mut().for_each(|(_, protected)| *protected = true);
        }
    }
}

/// Whether the word that starts there has a capital inside: "mRNA" and "arXiv" start in lower case on purpose.
fn is_small_word(characters: &Characters, start: usize) -> bool {
    let word = characters[start..].iter().map(|(character, _)| *character);
    let is_inside = |character: &char| character.is_alphanumeric() || matches!(character, '\'' | '’');
    !word.skip_while(|character| !is_inside(character)).take_while(is_inside).any(char::is_uppercase)
}

fn capitalize_all(characters: &Characters) -> Vec<Change> {
    let mut changes = vec![Change::Keep; characters.len()];
    for word in words(characters) {
        let letters = &characters[word.clone()];
        if can_be_capitalized(letters) && !letters.iter().any(|(character, _)| character.is_uppercase()) {
            changes[word.start] = Change::Upper;
        }
    }
    changes
}

fn sentence(characters: &Characters) -> Vec<Change> {
    let is_shouted = !characters.iter().any(|(character, protected)| character.is_lowercase() && !protected);
    let mut changes = vec![if is_shouted { Change::Lower } else { Change::Keep }; characters.len()];
    // "The first character of the first word is capitalized if the word is lowercase": "iPhone" is not.
    if let Some(first) = words(characters).into_iter().next()
        && (is_shouted || is_small_word(characters, first.start))
    {
        changes[first.start] = Change::Upper;
    }
    changes
}

fn title(characters: &Characters) -> Vec<Change> {
    let mut changes = vec![Change::Keep; characters.len()];
    let words = words(characters);
    let mut is_after_stop = true;
    let mut end_before = 0;
    for (index, range) in words.iter().enumerate() {
        let between = &characters[end_before..range.start];
        is_after_stop |= between.iter().any(|(character, _)| matches!(character, ':' | '?' | '!'));
        end_before = range.end;
        if !can_be_capitalized(&characters[range.clone()]) {
            is_after_stop = false;
            continue;
        }
        let is_last = index + 1 == words.len();
        let own = characters[range.clone()].iter().take_while(|(_, protected)| !protected);
        let word: String = own.map(|(character, _)| *character).collect();
        let lower = word.to_lowercase();
        let before = range.start.checked_sub(1).map(|before| characters[before].0);
        let after = characters.get(range.end).map(|(character, _)| *character);
        let is_joined_before = before.is_some_and(is_hyphen);
        let is_single = word.chars().count() == 1;
        let is_small = SMALL_WORDS.contains(&lower.as_str());
        let is_capitalised = if is_small || is_single {
            // The first part of a compound has a capital, whatever word it is: "In-Depth" (CMOS, "Hyphenated compounds").
            let starts_compound =
                after.is_some_and(is_hyphen) && !is_joined_before && is_followed(characters, range.end);
            is_after_stop || is_last && !is_joined_before || starts_compound
        } else {
            true
        };
        let has_inner_capital = word.chars().skip(1).any(char::is_uppercase);
        if is_capitalised && !has_inner_capital {
            changes[range.start] = Change::Upper;
        }
        is_after_stop = false;
    }
    changes
}

/// Whether a letter follows the hyphen there.
fn is_followed(characters: &Characters, hyphen: usize) -> bool {
    characters.get(hyphen + 1).is_some_and(|(character, _)| character.is_alphanumeric())
}

const fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑')
}

/// The characters that separate words.
const PARTING: &[char] =
    &['-', '‐', '‑', '–', '—', '/', '.', ',', ';', '?', '!', ':', '[', ']', '(', ')', '“', '”', '"', '«', '»', EDGE];

/// The words: the text between spaces, punctuation and the edges of quotations. An apostrophe inside a word belongs to
/// it.
fn words(characters: &Characters) -> Vec<std::ops::Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for index in 0..=characters.len() {
        let is_inside = characters.get(index).is_some_and(|(character, _)| {
            let is_apostrophe = matches!(character, '‘' | '’' | '\'');
            // "citationstyles.org" is one word, "A.N." and "e.g." are two.
            let is_dot_inside = *character == '.'
                && start.is_some_and(|start| index - start > 1)
                && characters.get(index + 1).is_some_and(|(next, _)| next.is_lowercase());
            let parts = character.is_whitespace() || PARTING.contains(character) && !is_dot_inside;
            !(parts || is_apostrophe && start.is_none())
        });
        match (is_inside, start) {
            (true, None) => start = Some(index),
            (false, Some(from)) => {
                words.push(from..index);
                start = None;
            }
            _ => {}
        }
    }
    words
}
