//! Words of a text, and which of them carry meaning.

use std::ops::Range;

/// Returns the words of a text as byte ranges: runs of letters, digits and marks, with apostrophes inside ("don't" is
/// one word, "Cross-Corpus" are two).
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (offset, character) = rest.next()?;
            if is_word_character(character) {
                break offset;
            }
        };
        let mut end = text.len();
        while let Some(&(offset, character)) = rest.peek() {
            let belongs = is_word_character(character)
                || is_apostrophe(character)
                    && text[offset + character.len_utf8()..].chars().next().is_some_and(is_word_character);
            if !belongs {
                end = offset;
                break;
            }
            rest.next();
        }
        Some(start..end)
    })
}

/// Replaces all Unicode white space between words by single spaces, including no-break spaces, and trims the text.
pub(crate) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Replaces ASCII white space between words by single spaces, and trims the text. No-break spaces and spaces of a
/// special width stay: they are typography.
pub(crate) fn single_spaced_ascii(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the letters and digits of a text in lower case, without everything between them.
pub(crate) fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Changes the first letter to upper case; the others stay.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Returns the start of a text that is longer than this number of characters, with an ellipsis.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Returns the words of a title that carry meaning: no articles, prepositions, conjunctions or question words.
///
/// `language` is a BCP 47 tag; without a language, and for languages without a list, English is assumed. If no other
/// words are left ("To Be or Not to Be"), all words count.
pub fn significant_words<'a>(title: &'a str, language: Option<&str>) -> Vec<&'a str> {
    let language = primary_subtag(language);
    let all: Vec<&str> = words(title).map(|range| without_elision(&title[range], &language)).collect();
    let significant: Vec<&str> = all.iter().copied().filter(|word| !is_in_list(word, &language)).collect();
    if significant.is_empty() { all } else { significant }
}

/// Returns whether a word is an article, preposition, conjunction or question word of a language (see
/// [`significant_words`]).
pub fn is_stop_word(word: &str, language: Option<&str>) -> bool {
    is_in_list(word, &primary_subtag(language))
}

fn is_in_list(word: &str, language: &str) -> bool {
    let lower = word.to_lowercase();
    let list = STOP_WORDS.iter().find(|(tag, _)| *tag == language).map_or(ENGLISH, |(_, list)| list);
    list.contains(&lower.as_str())
}

fn primary_subtag(language: Option<&str>) -> String {
    let tag = language.unwrap_or("en");
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}

/// Removes an elided article or preposition: French "l'amour", Italian "dell'arte".
fn without_elision<'a>(word: &'a str, language: &str) -> &'a str {
    if !matches!(language, "fr" | "it" | "ca") {
        return word;
    }
    match word.split_once(is_apostrophe) {
        Some((before, after)) if before.chars().count() <= 4 && !after.is_empty() => after,
        _ => word,
    }
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character)
}

pub(super) const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

const ENGLISH: &[&str] = &[
    "a", "about", "after", "against", "among", "an", "and", "are", "as", "at", "before", "between", "beyond", "but",
    "by", "can", "do", "does", "during", "for", "from", "how", "if", "in", "into", "is", "its", "nor", "of", "off",
    "on", "onto", "or", "over", "so", "than", "that", "the", "through", "to", "under", "upon", "via", "was", "were",
    "what", "when", "where", "whether", "which", "who", "why", "with", "within", "without", "yet",
];

/// Function words by language: its articles, its common prepositions and its conjunctions.
const STOP_WORDS: &[(&str, &[&str])] = &[
    ("en", ENGLISH),
    (
        "de",
        &[
            "als", "am", "an", "auf", "aus", "bei", "beim", "das", "dem", "den", "der", "des", "die", "durch", "ein",
            "eine", "einem", "einen", "einer", "eines", "für", "gegen", "im", "in", "ist", "mit", "nach", "oder",
            "ohne", "sind", "um", "und", "unter", "vom", "von", "vor", "was", "wie", "zu", "zum", "zur", "zwischen",
            "über",
        ],
    ),
    (
        "fr",
        &[
            "a", "au", "aux", "avec", "chez", "comment", "contre", "d", "dans", "de", "des", "du", "en", "entre",
            "est", "et", "l", "la", "le", "les", "ou", "où", "par", "pour", "pourquoi", "sans", "sous", "sur", "un",
            "une", "vers", "à",
        ],
    ),
    (
        "es",
        &[
            "a", "al", "como", "con", "contra", "de", "del", "desde", "e", "el", "en", "entre", "hacia", "la", "las",
            "lo", "los", "o", "para", "por", "qué", "sin", "sobre", "u", "un", "una", "unas", "unos", "y",
        ],
    ),
    (
        "it",
        &[
            "a", "ai", "al", "alla", "alle", "che", "come", "con", "da", "dal", "dalla", "degli", "dei", "del",
            "della", "delle", "di", "e", "ed", "gli", "i", "il", "in", "la", "le", "lo", "nel", "nella", "o", "per",
            "su", "sul", "sulla", "tra", "un", "una", "uno",
        ],
    ),
    (
        "pt",
        &[
            "a", "ao", "aos", "as", "com", "como", "da", "das", "de", "do", "dos", "e", "em", "entre", "na", "nas",
            "no", "nos", "o", "os", "ou", "para", "pela", "pelo", "por", "sem", "sobre", "um", "uma", "à", "às",
        ],
    ),
    (
        "nl",
        &[
            "aan", "bij", "de", "door", "een", "en", "het", "hoe", "in", "met", "naar", "of", "om", "onder", "op",
            "over", "te", "tot", "tussen", "uit", "van", "voor", "wat", "zonder",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::{capitalised, is_stop_word, shortened, significant_words, words};

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn hyphens_part_words_and_apostrophes_do_not() {
        assert_eq!(split("Cross-Corpus: don’t 'quote' it (α²)"), ["Cross", "Corpus", "don’t", "quote", "it", "α²"]);
        assert_eq!(split("  —  "), [""; 0]);
        assert_eq!(split("e\u{301}t 王小明"), ["e\u{301}t", "王小明"]);
    }

    #[test]
    fn texts_are_capitalised_and_shortened_by_characters() {
        assert_eq!([capitalised("école ÉCOLE"), capitalised("ßx"), capitalised("")], ["École ÉCOLE", "SSx", ""]);
        assert_eq!([shortened("öäü", 3), shortened("öäü", 2), shortened("", 0)], ["öäü", "öä…", ""]);
    }

    #[test]
    fn function_words_carry_no_meaning() {
        assert_eq!(significant_words("On the Theory of X", None), ["Theory", "X"]);
        assert_eq!(significant_words("Towards Domain-Specific Speech", None)[0], "Towards");
    }

    #[test]
    fn each_language_has_its_own() {
        assert_eq!(significant_words("Die Hard", Some("en-US")), ["Die", "Hard"]);
        assert_eq!(significant_words("Die Theorie der Emotionen", Some("de")), ["Theorie", "Emotionen"]);
        assert_eq!(significant_words("L'amour et la mort", Some("fr-FR")), ["amour", "mort"]);
        assert!(is_stop_word("Über", Some("de")));
    }

    #[test]
    fn a_title_of_function_words_alone_keeps_them() {
        assert_eq!(significant_words("What Is It For", Some("nl")).len(), 4);
        assert_eq!(significant_words("Who, what, why?", None), ["Who", "what", "why"]);
    }
}
