//! Languages: BCP 47 tags and babel's names, which `langid` uses, in both directions.
//!
//! The names are those of the biblatex manual, section 3.1.1, "babel". A language that is not in the table is written
//! and read as its tag.

/// The tag and babel's name. If a language or a name occurs twice, its first row is used.
const LANGUAGES: &[(&str, &str)] = &[
    ("en", "english"),
    ("en-US", "american"),
    ("en-US", "usenglish"),
    ("en-GB", "british"),
    ("en-GB", "ukenglish"),
    ("en-AU", "australian"),
    ("en-CA", "canadian"),
    ("en-NZ", "newzealand"),
    ("de", "ngerman"),
    ("de", "german"),
    ("de-AT", "naustrian"),
    ("de-AT", "austrian"),
    ("de-CH", "nswissgerman"),
    ("de-CH", "swissgerman"),
    ("fr", "french"),
    ("fr-CA", "acadian"),
    ("fr-CA", "canadien"),
    ("bg", "bulgarian"),
    ("ca", "catalan"),
    ("cs", "czech"),
    ("da", "danish"),
    ("nl", "dutch"),
    ("et", "estonian"),
    ("fi", "finnish"),
    ("gl", "galician"),
    ("el", "greek"),
    ("hu", "hungarian"),
    ("hu", "magyar"),
    ("is", "icelandic"),
    ("it", "italian"),
    ("lv", "latvian"),
    ("lt", "lithuanian"),
    ("nb", "norsk"),
    ("nb", "norwegian"),
    ("nn", "nynorsk"),
    ("pl", "polish"),
    ("pt-BR", "brazil"),
    ("pt-BR", "brazilian"),
    ("pt", "portuguese"),
    ("pt", "portuges"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sr", "serbian"),
    ("sk", "slovak"),
    ("sl", "slovene"),
    ("sl", "slovenian"),
    ("es", "spanish"),
    ("sv", "swedish"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
];

/// Returns babel's name for a language tag, or the tag itself.
pub(super) fn to_babel(tag: &str) -> &str {
    LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)).map_or(tag, |(_, name)| name)
}

/// Returns the tag for babel's name, or the text itself.
pub(super) fn from_babel(name: &str) -> &str {
    LANGUAGES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map_or(name, |(tag, _)| tag)
}

/// Returns the language of an entry, given the values of its fields.
pub(super) fn of_entry(value_of: impl Fn(&str) -> Option<String>) -> Option<String> {
    let name = ["langid", "language", "hyphenation"].iter().find_map(|field| value_of(field))?;
    Some(from_babel(name.trim_matches([' ', '{', '}', '\n', '\t'])).to_owned())
}

/// Whether a record's language is one of babel's names, which would be read as a tag if it were written as it is.
pub(super) fn is_babel(language: &str) -> bool {
    from_babel(to_babel(language)) != language
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, from_babel, is_babel, to_babel};

    #[test]
    fn a_name_of_babel_is_told_from_a_tag() {
        assert!(is_babel("magyar") && is_babel("DE"));
        assert!(!is_babel("hu") && !is_babel("zh-Hant"));
    }

    #[test]
    fn every_tag_comes_back() {
        for (tag, name) in LANGUAGES {
            assert_eq!(from_babel(to_babel(tag)), *tag);
            assert_eq!(from_babel(name), *tag);
        }
        assert_eq!(from_babel(to_babel("zh-Hant")), "zh-Hant");
    }
}
