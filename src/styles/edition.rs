//! Names with an edition: "APA 7", "chicago-18th-edition".

/// Splits the edition off a name in its normal form: `apa-7` is ("apa", "7th").
pub(super) fn split(name: &str) -> Option<(&str, String)> {
    let name = name.strip_suffix("-edition").or_else(|| name.strip_suffix("-ed")).unwrap_or(name);
    let (guide, edition) = name.rsplit_once('-')?;
    let digits = edition.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let ending = &edition[digits.len()..];
    let number: u8 = digits.parse().ok()?;
    let is_edition = digits.len() <= 2 && number > 0 && ["", "st", "nd", "rd", "th"].contains(&ending);
    (is_edition && !guide.is_empty()).then(|| (guide, ordinal(number)))
}

/// Whether the title of a style says that it follows an edition.
pub(super) fn is_of(title: &str, edition: &str) -> bool {
    let words: Vec<&str> = title.split_whitespace().collect();
    words.windows(2).any(|pair| pair[0].split('/').any(|number| number == edition) && pair[1].starts_with("edition"))
}

fn ordinal(number: u8) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::{is_of, split};

    #[test]
    fn editions_are_split_off() {
        assert_eq!(split("apa-7"), Some(("apa", "7th".to_owned())));
        assert_eq!(split("apa-7th-edition"), Some(("apa", "7th".to_owned())));
        assert_eq!(split("chicago-author-date-18th"), Some(("chicago-author-date", "18th".to_owned())));
        for name in ["apa", "7", "iso-690", "gb-7714-2015-numeric", "sist02", "-7"] {
            assert_eq!(split(name), None, "{name}");
        }
    }

    #[test]
    fn titles_say_their_edition() {
        assert!(is_of("APA Style 7th edition", "7th"));
        assert!(is_of("ASA Style Guide 6th/7th edition", "6th"));
        assert!(!is_of("APA Style 7th edition", "17th"));
    }
}
