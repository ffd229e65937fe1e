//! Folds text for comparison: removes insignificant differences between databases.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use crate::text::unicode::{Unreadable, to_ascii};

/// Greek letters, which databases write as letters, as TeX and by their names.
const GREEK: &[(char, &str)] = &[
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "epsilon"),
    ('ϵ', "epsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('ϑ', "theta"),
    ('ι', "iota"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('µ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('π', "pi"),
    ('ρ', "rho"),
    ('ς', "sigma"),
    ('σ', "sigma"),
    ('τ', "tau"),
    ('υ', "upsilon"),
    ('φ', "phi"),
    ('ϕ', "phi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
];

/// The words of a text: runs of letters and digits, in lower case, without accents, in ASCII if they have a reading.
/// Every other character except the apostrophe separates words.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        match character {
            'a'..='z' | '0'..='9' => word.push(character),
            'A'..='Z' => word.push(character.to_ascii_lowercase()),
            '\'' | '’' | 'ʼ' => {}
            _ if character.is_alphanumeric() || is_combining_mark(character) => push_letter(character, &mut word),
            _ if !word.is_empty() => words.push(std::mem::take(&mut word)),
            _ => {}
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// A title without the markup that some sources leave in it as text: HTML and MathML tags, character references, TeX's
/// braces, and TeX commands with an argument.
pub(super) fn without_markup(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&', '{', '\\']) {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&', '{', '}', '\\']) {
        bare.push_str(&rest[..at]);
        let found = &rest[at..];
        let length = match found.as_bytes()[0] {
            b'{' | b'}' => 1,
            b'<' => tag_length(found).unwrap_or(0),
            b'&' => reference_length(found).unwrap_or(0),
            _ => command_length(found).unwrap_or(0),
        };
        if length == 0 {
            bare.push_str(&found[..1]);
        }
        rest = &found[length.max(1)..];
    }
    bare.push_str(rest);
    Cow::Owned(bare)
}

/// The length of the tag at the start of a text: `<i>`, `</mml:math>`, `<span class="x">`.
fn tag_length(text: &str) -> Option<usize> {
    const LONGEST: usize = 200;
    let name = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let is_named = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let end = text.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    (is_named && !text[1..end].contains('<')).then_some(end + 1)
}

/// The length of the character reference at the start of a text: `&amp;`, `&#8211;`. It represents a sign or a space.
fn reference_length(text: &str) -> Option<usize> {
    const KNOWN: [&str; 9] = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;", "&ndash;", "&mdash;", "&#39;"];
    KNOWN.iter().find(|known| text.starts_with(**known)).map(|known| known.len())
}

/// The length of the TeX command at the start of a text, if an argument follows: `\emph` of `\emph{x}`.
fn command_length(text: &str) -> Option<usize> {
    let letters = text.bytes().skip(1).take_while(u8::is_ascii_alphabetic).count();
    (letters > 0 && text[1 + letters..].starts_with('{')).then_some(1 + letters)
}

/// Only letters and digits, folded as in [`words`], without spaces.
pub(super) fn letters(text: &str) -> String {
    words(text).concat()
}

fn push_letter(character: char, word: &mut String) {
    let mut lower = character.to_lowercase();
    let small = lower.next().unwrap_or(character);
    if let Some((_, name)) = GREEK.iter().find(|(letter, _)| *letter == small) {
        word.push_str(name);
        return;
    }
    let ascii = to_ascii(character.encode_utf8(&mut [0; 4]), Unreadable::Keep);
    word.extend(ascii.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase));
}

/// A word for comparisons that ignore German, British and American spelling and singular and plural: the letters in
/// which such variants differ are removed. Two different words rarely become equal.
pub(super) fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() < 4 {
        return word.to_owned();
    }
    let mut stem = word.to_owned();
    for (variant, usual) in
        [("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("yse", "yze"), ("ysing", "yzing")]
    {
        if let Some(start) = stem.strip_suffix(variant) {
            stem = format!("{start}{usual}");
            break;
        }
    }
    if let Some(start) = stem.strip_suffix("ies").filter(|start| start.len() > 2) {
        stem = format!("{start}y");
    } else if stem.ends_with('s') && !stem.ends_with("ss") && !stem.ends_with("us") && !stem.ends_with("is") {
        stem.pop();
    }
    if let Some(start) = stem.strip_suffix("tre") {
        stem = format!("{start}ter");
    }
    for (variant, usual) in [("ae", "a"), ("oe", "o"), ("ue", "u"), ("our", "or"), ("ll", "l")] {
        if stem.contains(variant) {
            stem = stem.replace(variant, usual);
        }
    }
    stem
}

/// A number for comparison: without leading zeros, Roman numerals as digits, ordinals without their ending.
pub(super) fn number(text: &str) -> String {
    let folded = letters(text);
    let folded = folded.strip_prefix("vol").or_else(|| folded.strip_prefix("no")).unwrap_or(&folded);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| folded.strip_suffix(ending)).unwrap_or(folded);
    let digits = if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits } else { folded };
    match roman(digits) {
        Some(value) => value.to_string(),
        None => ordinal(digits).map_or_else(|| digits.trim_start_matches('0').to_owned(), |value| value.to_string()),
    }
}

/// The value of a Roman numeral in lower case, if it is well-formed.
pub(super) fn roman(text: &str) -> Option<u32> {
    const VALUES: &[(&str, u32)] = &[
        ("m", 1000),
        ("cm", 900),
        ("d", 500),
        ("cd", 400),
        ("c", 100),
        ("xc", 90),
        ("l", 50),
        ("xl", 40),
        ("x", 10),
        ("ix", 9),
        ("v", 5),
        ("iv", 4),
        ("i", 1),
    ];
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let (mut rest, mut value, mut written) = (text, 0, String::new());
    for &(numeral, amount) in VALUES {
        let most = if numeral.len() == 2 || matches!(numeral, "d" | "l" | "v") { 1 } else { 3 };
        for _ in 0..most {
            let Some(next) = rest.strip_prefix(numeral) else { break };
            (rest, value) = (next, value + amount);
            written.push_str(numeral);
        }
    }
    (rest.is_empty() && written == text).then_some(value)
}

/// The value of a small English cardinal or ordinal number word.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    const CARDINALS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth",
    ];
    if word == "twenty" {
        return Some(20);
    }
    let place = [CARDINALS, ORDINALS].iter().find_map(|words| words.iter().position(|known| *known == word))?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{letters, number, roman, stem, words};

    #[test]
    fn case_accents_and_punctuation_go() {
        assert_eq!(words("Time–Frequency: don’t “Über” Ł2"), ["time", "frequency", "dont", "uber", "l2"]);
        assert_eq!(words("跨库微表情 识别"), ["跨库微表情", "识别"]);
        assert_eq!(letters("α-stable"), "alphastable");
    }

    #[test]
    fn spellings_of_one_word_meet() {
        for (one, other) in [
            ("modelling", "modeling"),
            ("behaviour", "behavior"),
            ("organisation", "organization"),
            ("studies", "study"),
            ("mueller", "muller"),
            ("representations", "representation"),
            ("centre", "center"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
        for (one, other) in [("micro", "macro"), ("intra", "inter"), ("nitrate", "nitrite"), ("virus", "viru")] {
            assert_ne!(stem(one), stem(other));
        }
    }

    #[test]
    fn numbers_have_one_form() {
        for (text, expected) in
            [("LIX", "59"), ("2nd", "2"), ("007", "7"), ("Third", "3"), ("e1004", "e1004"), ("vol. 3", "3")]
        {
            assert_eq!(number(text), expected);
        }
        assert_eq!(roman("xix"), Some(19));
        assert_eq!((roman("iix"), roman("mix"), roman("")), (None, Some(1009), None));
    }
}
