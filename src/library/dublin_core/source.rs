//! Sources that say where a work was published: “Journal of Tides; Vol. 5 No. 2 (2015): Waves; 12-34” as OJS writes them, and
//! “Journal of Tides, Vol 5, Iss 2, Pp 12-34 (2015)” as DOAJ does.

use crate::library::references::details;

/// A journal, and the place of a work in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) title: String,
    pub(super) volume: Option<String>,
    pub(super) issue: Option<String>,
    pub(super) pages: Option<String>,
}

/// Reads a source; `None` if it does not consist of a name and numbers.
pub(super) fn source(text: &str) -> Option<Source> {
    let mut parts = if text.contains(';') { text.split(';').collect::<Vec<_>>() } else { vec![text] };
    if let [only] = parts.as_slice() {
        // The numbers begin after the first comma with nothing but numbers after it.
        let only = *only;
        let comma = only.match_indices(", ").find(|(at, _)| details(&only[at + 2..]).is_some())?.0;
        parts = vec![&only[..comma], &only[comma + 2..]];
    }
    let (title, places) = parts.split_first()?;
    let mut source = Source { title: title.trim().to_owned(), ..Source::default() };
    for place in places.iter().map(|place| place.trim()) {
        // The title of an issue follows its number.
        let numbers = place.split(": ").next().unwrap_or_default();
        if numbers.is_empty() {
            continue;
        }
        let found = details(numbers)?;
        if source.volume.is_some() || source.issue.is_some() {
            // What follows the volume and the issue is pages.
            source.pages = source.pages.or(found.pages).or(found.volume).or(found.number);
        } else {
            source.volume = found.volume;
            source.issue = found.issue;
            source.pages = found.pages.or(found.number);
        }
    }
    (!source.title.is_empty() && (source.volume.is_some() || source.issue.is_some())).then_some(source)
}

#[cfg(test)]
mod tests {
    use super::{Source, source};

    fn of(title: &str, volume: &str, issue: &str, pages: &str) -> Option<Source> {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(Source { title: title.to_owned(), volume: filled(volume), issue: filled(issue), pages: filled(pages) })
    }

    #[test]
    fn sources_of_journals_are_a_name_and_numbers() {
        for (text, expected) in [
            ("Journal of Tides; Vol. 5 No. 2 (2015): Waves; 12-34", of("Journal of Tides", "5", "2", "12-34")),
            ("Journal of Tides; Vol. 5 No. 2 (2015); 12-34", of("Journal of Tides", "5", "2", "12-34")),
            ("Journal of Tides; Vol 5, No 2 (2015); 12", of("Journal of Tides", "5", "2", "12")),
            ("Revista das Marés; v. 5 n. 2 (2015); 12-34", of("Revista das Marés", "5", "2", "12-34")),
            ("Gezeiten; Bd. 5 Nr. 2 (2015)", of("Gezeiten", "5", "2", "")),
            ("Mareas; Vol. 5 Núm. 2 (2015); 12-34", of("Mareas", "5", "2", "12-34")),
            ("Tides, Vol 5, Iss 2, Pp 12-34 (2015)", of("Tides", "5", "2", "12-34")),
            ("Tides, Winds and Waves, Vol 5, Iss 2, p 12 (2015)", of("Tides, Winds and Waves", "5", "2", "12")),
            ("Tides, 5(2), 12-34", of("Tides", "5", "2", "12-34")),
        ] {
            assert_eq!(source(text), expected, "{text}");
        }
        for text in ["Journal of Tides", "2049-3630", "Tides; Winds", "", "https://example.org/a,b", "Tides, 2015"] {
            assert_eq!(source(text), None, "{text}");
        }
    }
}
