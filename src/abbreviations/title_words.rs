//! Abbreviates titles word by word, as ISO 4:1997 says.
//!
//! - A title of one word is not abbreviated (section 4.2).
//! - Articles, conjunctions and prepositions are left out (4.5), and so are words such as "Part" and "Series" before the
//!   letter or number of a section (4.7).
//! - Words are abbreviated as in the List of Title Word Abbreviations (4.3): those on it, those that begin with an entry
//!   that ends with a hyphen, and those that end with one that begins with a hyphen. Letter case and diacritics do not
//!   matter. A word with "n.a." in place of its abbreviation stays.
//! - A full stop is written only after an abbreviated word (4.6); commas are left out.

use std::collections::HashMap;

use crate::text::{Unreadable, to_ascii};
use crate::values::languages::tag_of;

/// Articles, conjunctions and prepositions of English, German, French, Spanish, Italian, Portuguese, Dutch and Latin.
const LEFT_OUT: &[&str] = &[
    "a", "an", "the", "and", "or", "of", "for", "in", "on", "at", "by", "with", "from", "to", "into", "und", "oder",
    "der", "die", "das", "des", "dem", "den", "ein", "eine", "einer", "für", "fur", "fuer", "von", "zu", "zur", "zum",
    "im", "am", "mit", "aus", "über", "uber", "le", "la", "les", "de", "du", "et", "ou", "un", "une", "pour", "en",
    "sur", "dans", "par", "el", "los", "las", "del", "y", "e", "o", "para", "por", "il", "lo", "gli", "i", "della",
    "delle", "dei", "degli", "di", "da", "per", "os", "as", "do", "dos", "das", "het", "een", "van", "voor", "ac",
    "ad",
];

/// Words before the letter or number of a section.
const OF_SECTIONS: &[&str] =
    &["part", "section", "series", "teil", "reihe", "partie", "serie", "sezione", "seccion", "deel"];

/// The words of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct TitleWords {
    whole: HashMap<String, Vec<Entry>>,
    beginnings: HashMap<String, Vec<Entry>>,
    ends: HashMap<String, Vec<Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// The abbreviation; `None` if the word is not abbreviated.
    short: Option<String>,
    /// The BCP 47 tags of its languages; "mul" for several.
    languages: Vec<String>,
}

impl TitleWords {
    /// Adds a line of a list. Entries of several words are not used. Returns false if the line has no word.
    pub(super) fn add(&mut self, word: &str, short: &str, languages: &str) -> bool {
        let word = folded(word);
        let (list, word) = match (word.strip_prefix('-'), word.strip_suffix('-')) {
            (Some(end), _) => (&mut self.ends, end),
            (None, Some(beginning)) => (&mut self.beginnings, beginning),
            (None, None) => (&mut self.whole, word.as_str()),
        };
        let is_word = !word.is_empty() && !word.contains(' ') && !short.is_empty();
        if is_word {
            let short = Some(short.trim_start_matches('-').to_owned()).filter(|short| short != "n.a.");
            list.entry(word.to_owned()).or_default().push(Entry {
                short,
                languages: languages
                    .split([',', ' '])
                    .filter(|code| !code.is_empty())
                    .map(|code| tag_of(code).to_owned())
                    .collect(),
            });
        }
        is_word
    }

    /// Returns a title with its words abbreviated; `None` if none of them is on the list.
    pub(super) fn abbreviated(&self, title: &str, language: Option<&str>) -> Option<String> {
        let kept = kept_words(title);
        let [_, _, ..] = kept.as_slice() else { return None };
        let mut is_abbreviated = false;
        let words = kept.iter().map(|word| {
            // The parts of a compound are abbreviated each.
            let parts = word.split('-').map(|part| {
                let short = self.short(part, language);
                is_abbreviated |= short.is_some();
                short.unwrap_or_else(|| part.to_owned())
            });
            parts.collect::<Vec<_>>().join("-")
        });
        let words = words.collect::<Vec<_>>().join(" ");
        is_abbreviated.then_some(words)
    }

    /// Returns the abbreviation of a word, with the signs around it.
    fn short(&self, word: &str, language: Option<&str>) -> Option<String> {
        let is_sign = |character: char| !character.is_alphanumeric();
        let start = word.len() - word.trim_start_matches(is_sign).len();
        let end = word.trim_end_matches(is_sign).len().max(start);
        let (bare, key) = (&word[start..end], folded(&word[start..end]));
        let short = self.short_of(&key, language)?;
        let is_capital = bare.starts_with(char::is_uppercase);
        let mut letters = short.chars();
        let first = letters.next()?;
        let first = if is_capital { first.to_uppercase().collect() } else { first.to_string() };
        Some([&word[..start], &first, letters.as_str(), &word[end..]].concat())
    }

    fn short_of(&self, word: &str, language: Option<&str>) -> Option<String> {
        let singular = word.strip_suffix('s');
        let whole = self.whole.get(word).or_else(|| self.whole.get(singular?));
        if let Some(entries) = whole {
            return best(entries, language).short.clone();
        }
        let cuts = || word.char_indices().map(|(index, _)| index).filter(|index| *index > 0);
        if let Some(entries) =
            cuts().rev().find_map(|cut| self.beginnings.get(&word[..cut])).or_else(|| self.beginnings.get(word))
        {
            return best(entries, language).short.clone();
        }
        let (cut, entries) = cuts().find_map(|cut| Some((cut, self.ends.get(&word[cut..])?)))?;
        let short = best(entries, language).short.as_ref()?;
        Some(word[..cut].to_owned() + short)
    }
}

/// The entry for a language; the first if there is none, as words of one language occur in titles of others.
fn best<'a>(entries: &'a [Entry], language: Option<&str>) -> &'a Entry {
    let primary = language.map_or("en", |tag| tag.split(['-', '_']).next().unwrap_or(tag));
    let of = |tag: &str| entries.iter().find(|entry| entry.languages.iter().any(|of| of.eq_ignore_ascii_case(tag)));
    of(primary).or_else(|| of("mul")).or_else(|| of("en")).unwrap_or(&entries[0])
}

/// The words of a title that are not left out.
fn kept_words(title: &str) -> Vec<&str> {
    let words: Vec<&str> =
        title.split_whitespace().map(|word| word.trim_end_matches(',')).filter(|word| *word != "&").collect();
    let is_designation = |word: &&str| {
        word.chars().count() <= 2
            && word.chars().all(|character| character.is_uppercase() || character.is_ascii_digit())
    };
    let mut kept: Vec<&str> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        let is_before_section =
            OF_SECTIONS.contains(&lower.as_str()) && words.get(index + 1).is_some_and(is_designation);
        // The "A" of "Physica A" is the letter of a section.
        let is_letter = index > 0 && is_designation(word);
        if !word.is_empty() && !is_before_section && (is_letter || !LEFT_OUT.contains(&lower.as_str())) {
            kept.push(without_elision(word));
        }
    }
    kept
}

/// A word without the elided article or preposition of French and Italian: "l'Histoire", "dell'Acqua".
fn without_elision(word: &str) -> &str {
    let elided = ["l", "d", "dell", "all", "nell", "sull", "un"];
    match word.split_once(['\'', '’']) {
        Some((before, rest)) if !rest.is_empty() && elided.contains(&before.to_lowercase().as_str()) => rest,
        _ => word,
    }
}

fn folded(word: &str) -> String {
    to_ascii(word.trim(), Unreadable::Keep).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::TitleWords;

    /// Entries of the List of Title Word Abbreviations.
    fn words() -> TitleWords {
        let mut words = TitleWords::default();
        for (word, short, languages) in [
            ("journal", "j.", "eng, fre"),
            ("international", "int.", "eng"),
            ("geograph-", "geogr.", "mul"),
            ("information", "inf.", "eng, fre, ger"),
            ("scien-", "sci.", "mul"),
            ("zeitschrift", "z.", "ger"),
            ("deutsch-", "dtsch.", "ger"),
            ("altertum", "altert.", "ger"),
            ("literatur", "lit.", "ger"),
            ("europ-", "eur.", "mul"),
            ("physic-", "phys.", "mul"),
            ("biolog-", "biol.", "mul"),
            ("chemi-", "chem.", "mul"),
            ("polymer-", "polym.", "mul"),
            ("quarterly", "q.", "eng"),
            ("operation-", "oper.", "eng"),
            ("research", "res.", "eng"),
            ("history", "hist.", "eng"),
            ("histoire", "hist.", "fre"),
            ("review", "rev.", "eng"),
            ("revista", "rev.", "spa"),
            ("-schrift", "-schr.", "ger"),
            ("water", "n.a.", "eng"),
            ("acta", "act.", "fre"),
            ("acta", "acta.", "lat, ita"),
        ] {
            assert!(words.add(word, short, languages), "{word}");
        }
        words
    }

    #[test]
    fn titles_are_abbreviated_as_iso_4_says() {
        let words = words();
        for (title, short) in [
            ("International Journal of Geographical Information Science", "Int. J. Geogr. Inf. Sci."),
            ("Zeitschrift für deutsches Altertum und deutsche Literatur", "Z. dtsch. Altert. dtsch. Lit."),
            ("The European Physical Journal", "Eur. Phys. J."),
            ("Journal of Biological Chemistry", "J. Biol. Chem."),
            ("Journal of Polymer Science Part A", "J. Polym. Sci. A"),
            ("4OR-A Quarterly Journal of Operations Research", "4OR-A Q. J. Oper. Res."),
            ("Revue de l'Histoire", "Revue Hist."),
            ("Chemistry, Physics & Biology", "Chem. Phys. Biol."),
            ("Physics (Review)", "Phys. (Rev.)"),
            ("Monatsschrift Altertum", "monatsschr. Altert."),
            ("Water Research", "Water Res."),
        ] {
            let abbreviated = words.abbreviated(title, None).unwrap_or_default();
            assert_eq!(abbreviated.to_lowercase(), short.to_lowercase(), "{title}");
            assert_eq!(abbreviated.ends_with('.'), short.ends_with('.'), "{title}");
        }
        assert_eq!(words.abbreviated("Journal of Biology", None).as_deref(), Some("J. Biol."));
    }

    #[test]
    fn the_entry_for_the_language_of_the_title_is_used() {
        for (language, short) in [(Some("fr-FR"), "Act. Phys."), (Some("it"), "Acta. Phys."), (None, "Act. Phys.")] {
            assert_eq!(words().abbreviated("Acta Physica", language).as_deref(), Some(short), "{language:?}");
        }
    }

    #[test]
    fn a_single_word_and_unknown_words_stay() {
        for title in ["Science", "The Journal", "Lancet Neurology", "", "&"] {
            assert_eq!(words().abbreviated(title, None), None, "{title}");
        }
    }
}
