//! Transliteration to ASCII, for citation keys and for comparing names.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What happens to a character without a reading in ASCII, such as a Chinese one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is dropped, so that the result is pure ASCII.
    Drop,
    /// It is kept.
    Keep,
}

/// Letters that Unicode does not decompose, in lower case, with their usual reading.
///
/// Latin letters as library catalogues sort them; Cyrillic according to the BGN/PCGN romanisation of Russian without
/// apostrophes (<https://en.wikipedia.org/wiki/BGN/PCGN_romanization_of_Russian>), Ukrainian and Serbian letters
/// likewise; Greek in its classical romanisation, since in titles it mostly names symbols.
const READINGS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ĸ', "k"),
    ('ł', "l"),
    ('ŋ', "ng"),
    ('œ', "oe"),
    ('ŧ', "t"),
    ('ə', "e"),
    ('α', "a"),
    ('β', "b"),
    ('γ', "g"),
    ('δ', "d"),
    ('ε', "e"),
    ('ζ', "z"),
    ('η', "e"),
    ('θ', "th"),
    ('ι', "i"),
    ('κ', "k"),
    ('λ', "l"),
    ('μ', "m"),
    ('ν', "n"),
    ('ξ', "x"),
    ('ο', "o"),
    ('π', "p"),
    ('ρ', "r"),
    ('ς', "s"),
    ('σ', "s"),
    ('τ', "t"),
    ('υ', "y"),
    ('φ', "ph"),
    ('χ', "ch"),
    ('ψ', "ps"),
    ('ω', "o"),
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('ђ', "dj"),
    ('є', "ie"),
    ('і', "i"),
    ('ј', "j"),
    ('љ', "lj"),
    ('њ', "nj"),
    ('ћ', "c"),
    ('џ', "dz"),
    ('ґ', "g"),
    ('‐', "-"),
    ('‑', "-"),
    ('–', "-"),
    ('—', "-"),
    ('‘', "'"),
    ('’', "'"),
    ('“', "\""),
    ('”', "\""),
    ('ʹ', ""),
    ('ʻ', "'"),
    ('ʼ', "'"),
    ('−', "-"),
];

/// Whether Unicode never assigns the code point (The Unicode Standard, section 23.7). Strict readers of UTF-8, such as
/// biber's, reject files that contain one.
pub(crate) fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE
}

/// Writes a text in ASCII: accents are removed, compatibility forms are resolved, letters without a decomposition get
/// their usual reading ("Łódź" becomes "Lodz", "Æsir" "Aesir", "Чебышёв" "Chebyshev").
///
/// German umlauts lose their dots ("Müller" becomes "Muller"), as the reading with "e" is right only in German.
pub fn to_ascii(text: &str, unreadable: Unreadable) -> String {
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            ascii.push(character);
            continue;
        }
        let length = ascii.len();
        let mut is_readable = true;
        decompose_compatible(character, |part| is_readable &= push_reading(part, &mut ascii));
        if !is_readable {
            ascii.truncate(length);
            if unreadable == Unreadable::Keep {
                ascii.push(character);
            }
        }
    }
    ascii
}

/// Appends the reading of a decomposed character; returns whether it has one.
fn push_reading(character: char, ascii: &mut String) -> bool {
    if character.is_ascii() {
        ascii.push(character);
        return true;
    }
    if is_combining_mark(character) {
        return true;
    }
    let mut lower = character.to_lowercase();
    let (Some(small), None) = (lower.next(), lower.next()) else {
        return false;
    };
    let Some((_, reading)) = READINGS.iter().find(|(letter, _)| *letter == small) else {
        return false;
    };
    if small == character {
        ascii.push_str(reading);
    } else {
        let mut letters = reading.chars();
        ascii.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        ascii.extend(letters);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Unreadable, to_ascii};

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(to_ascii(text, Unreadable::Drop), expected);
    }

    #[test]
    fn accents_go() {
        reads("Müller, José, Čapek, Nguyễn, Å", "Muller, Jose, Capek, Nguyen, A");
        reads("e\u{301}", "e");
    }

    #[test]
    fn letters_without_decomposition_have_a_reading() {
        reads("Straße Æsir Øre Łódź Đorđe Þór Œuvre Işık", "Strasse Aesir Ore Lodz Dorde Thor Oeuvre Isik");
    }

    #[test]
    fn cyrillic_and_greek_are_romanised() {
        reads("Чебышёв", "Chebyshev");
        reads("Щукин", "Shchukin");
        reads("Ξένος φυσικός", "Xenos physikos");
    }

    #[test]
    fn compatibility_forms_are_resolved() {
        reads("ﬁne O(n²) № 5 …", "fine O(n2) No 5 ...");
        reads("don’t – “quote”", "don't - \"quote\"");
    }

    #[test]
    fn what_has_no_reading_goes_or_stays() {
        reads("王 Wang 한", " Wang ");
        assert_eq!(to_ascii("王 Wang 한", Unreadable::Keep), "王 Wang 한");
    }
}
