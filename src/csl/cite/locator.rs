//! Labels inside a locator: "pp. 12–15, n. 5" itself says what it counts, whatever label the cite has.
//!
//! Word processors have one field for a locator, and citeproc-js reads the abbreviations of labels in it
//! (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>, "Cite data"). They are replaced by the words
//! of the style's language.

use crate::model::LOCATOR_ABBREVIATIONS;

/// A locator: "12–15" with the label "page", and further parts with labels of their own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(in crate::csl) struct LocatorValue {
    pub label: String,
    pub value: String,
    pub further: Vec<FurtherLocator>,
}

/// A part of a locator after the first one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::csl) struct FurtherLocator {
    /// The text before it.
    pub joint: String,
    pub label: &'static str,
    pub gap: String,
    pub value: String,
}

impl LocatorValue {
    /// Parses the locator of a cite: its label applies if the value does not contain one.
    pub(in crate::csl) fn new(label: &str, value: &str) -> Self {
        let whole = || Self { label: label.to_owned(), value: value.to_owned(), ..Self::default() };
        let found = embedded(value);
        let Some(first) = found.first() else { return whole() };
        let end_of = |index: usize| found.get(index + 1).map_or(value.len(), |next| next.start);
        let has_value = |(index, label): (usize, &Embedded)| !value[label.end..end_of(index)].trim().is_empty();
        if !found.iter().enumerate().all(has_value) {
            return whole();
        }
        let split = |index: usize, label: &Embedded| {
            let text = &value[label.end..end_of(index)];
            let start = text.len() - text.trim_start().len();
            (text[..start].to_owned(), text[start..].to_owned())
        };
        let starts_with_label = value[..first.start].trim().is_empty();
        let mut result = if starts_with_label {
            let (_, value) = split(0, first);
            Self { label: first.label.to_owned(), value, further: Vec::new() }
        } else {
            Self { label: label.to_owned(), value: value[..first.start].to_owned(), ..Self::default() }
        };
        for (index, label) in found.iter().enumerate().skip(usize::from(starts_with_label)) {
            let before = result.further.last_mut().map_or(&mut result.value, |further| &mut further.value);
            let joint = before.split_off(before.trim_end_matches([' ', ',', ';', '&']).len());
            let (gap, value) = split(index, label);
            result.further.push(FurtherLocator { joint, label: label.label, gap, value });
        }
        result
    }
}

/// An abbreviation of a label in a value, with its full stop.
struct Embedded {
    start: usize,
    end: usize,
    label: &'static str,
}

fn embedded(value: &str) -> Vec<Embedded> {
    let mut result = Vec::new();
    for (stop, _) in value.match_indices('.') {
        let start = value[..stop].rfind(' ').map_or(0, |space| space + 1);
        let known = LOCATOR_ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == &value[start..stop]);
        if let Some((_, label)) = known {
            result.push(Embedded { start, end: stop + 1, label });
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::LocatorValue;

    /// The parts as "label:value", with the text between them.
    fn parts(label: &str, value: &str) -> String {
        let locator = LocatorValue::new(label, value);
        let further = locator.further.iter().map(|part| format!("{}{}:{}", part.joint, part.label, part.value));
        format!("{}:{}{}", locator.label, locator.value, further.collect::<String>())
    }

    #[test]
    fn abbreviations_are_labels() {
        assert_eq!(parts("page", "12-15"), "page:12-15");
        assert_eq!(parts("chapter", "pp. 12-15"), "page:12-15");
        assert_eq!(parts("", "12, n. 5"), ":12, note:5");
        assert_eq!(parts("page", "bk. 2, ch. 3 & fig. 4"), "book:2, chapter:3 & figure:4");
        assert_eq!(parts("page", "12 n.5"), "page:12 note:5");
    }

    #[test]
    fn other_words_are_part_of_the_value() {
        for value in ["Gen. 1", "sec 5", "12.5", "p.", "a p. b.", "§ 3", "", "...", "é. p. "] {
            assert_eq!(LocatorValue::new("page", value).label, "page", "{value}");
        }
        assert_eq!(parts("section", "p."), "section:p.");
        assert_eq!(parts("section", "12, n. "), "section:12, n. ");
    }
}
