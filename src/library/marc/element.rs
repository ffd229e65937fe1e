//! The fields and subfields of a record, and the punctuation in them.

use crate::syntax::element::Element;
use crate::text::words::single_spaced;

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Marc<'a> {
    element: &'a Element,
}

/// A field with subfields.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) element: &'a Element,
}

impl<'a> Marc<'a> {
    pub(super) fn of(element: &'a Element) -> Self {
        Self { element }
    }

    /// Returns the leader, whose characters mean something by their positions.
    pub(super) fn leader(self) -> String {
        self.element.child("leader").map(Element::characters).unwrap_or_default()
    }

    /// Returns a field without subfields, with its spaces.
    pub(super) fn control(self, tag: &str) -> Option<String> {
        let field = self.element.named("controlfield").find(|field| field.attribute("tag") == Some(tag))?;
        Some(field.characters())
    }

    /// Returns the fields with one of these tags, in the order of the record.
    pub(super) fn fields<'t>(self, tags: &'t [&'t str]) -> impl Iterator<Item = Field<'a>> + use<'a, 't> {
        let of_tag = move |field: &&Element| field.attribute("tag").is_some_and(|tag| tags.contains(&tag));
        self.element
            .elements()
            .filter(|field| field.name == "datafield")
            .filter(of_tag)
            .map(|element| Field { element })
    }

    /// Returns the first field with a tag.
    pub(super) fn field(self, tag: &str) -> Option<Field<'a>> {
        let is_it = |field: &&Element| field.name == "datafield" && field.attribute("tag") == Some(tag);
        self.element.elements().find(is_it).map(|element| Field { element })
    }
}

impl Field<'_> {
    pub(super) fn tag(&self) -> &str {
        self.element.attribute("tag").unwrap_or_default()
    }

    /// Returns an indicator, 1 or 2; a space if it is not given.
    pub(super) fn indicator(&self, number: u8) -> char {
        let name = if number == 1 { "ind1" } else { "ind2" };
        self.element.attribute(name).and_then(|value| value.chars().next()).unwrap_or(' ')
    }

    /// Returns the first subfield with a code, as it is written.
    pub(super) fn subfield(&self, code: char) -> Option<String> {
        self.all(code).into_iter().next()
    }

    /// Returns the subfields with a code.
    pub(super) fn all(&self, code: char) -> Vec<String> {
        self.several(&[code]).into_iter().map(|(_, text)| text).collect()
    }

    /// Returns the subfields with any of these codes, in the order of the field.
    pub(super) fn several(&self, codes: &[char]) -> Vec<(char, String)> {
        let subfields = self.element.named("subfield").filter_map(|subfield| {
            let code = subfield.attribute("code")?.chars().next().filter(|code| codes.contains(code))?;
            let text = without_marks(&subfield.characters());
            (!text.is_empty()).then_some((code, text))
        });
        subfields.collect()
    }

    /// Returns the subfields with these codes without the punctuation after them, joined by spaces.
    pub(super) fn joined(&self, codes: &[char], between: &str) -> String {
        let parts: Vec<String> = self.several(codes).iter().map(|(_, text)| bare(text).to_owned()).collect();
        parts.join(between)
    }
}

/// Returns a text with single spaces and without the marks around articles that are not sorted: ISO 6630's control
/// characters, which references to characters as in HTML turn into a small tilde and a ligature.
fn without_marks(text: &str) -> String {
    let is_mark = |character: &char| matches!(character, '\u{88}' | '\u{89}' | '\u{98}' | '\u{9c}' | '¬');
    let text: String = text.chars().filter(|character| !is_mark(character)).collect();
    let text = single_spaced(&text);
    match text.strip_prefix('˜').and_then(|rest| rest.split_once('œ')) {
        Some((article, rest)) => format!("{article}{rest}"),
        None => text,
    }
}

/// Removes the punctuation that comes before the next part of a description: ISBD, A.3.
pub(super) fn bare(text: &str) -> &str {
    text.trim().trim_end_matches([' ', '/', ':', ';', '=', ',']).trim()
}

/// Abbreviations at the end of names.
const ABBREVIATIONS: &[&str] = &["Jr", "Sr", "St", "Co", "Inc", "Ltd", "Verl", "Univ", "Dept"];

/// Removes the punctuation after a part and a full stop that does not belong to an abbreviation.
pub(super) fn without_stop(text: &str) -> &str {
    let text = bare(text);
    let Some(before) = text.strip_suffix('.') else { return text };
    let last = before.rsplit([' ', '.', '-']).next().unwrap_or_default();
    let is_abbreviation = last.chars().count() <= 1 || ABBREVIATIONS.contains(&last) || before.ends_with('.');
    if is_abbreviation { text } else { before }
}

/// Removes brackets around what the catalogue supplied: `[Oslo]`.
pub(super) fn without_brackets(text: &str) -> &str {
    text.trim_start_matches('[').trim_end_matches([']', '?']).trim()
}

#[cfg(test)]
mod tests {
    use super::{bare, without_brackets, without_stop};

    #[test]
    fn punctuation_between_parts_is_removed() {
        assert_eq!(bare("Tides of lakes :"), "Tides of lakes");
        assert_eq!(bare("Tides /"), "Tides");
        for (text, expected) in [
            ("Lund, Ada,", "Lund, Ada"),
            ("Lund, A. B.,", "Lund, A. B."),
            ("Lund, Ada.", "Lund, Ada"),
            ("Probe, Karl, Jr.", "Probe, Karl, Jr."),
            ("Tides.", "Tides"),
            ("Tides...", "Tides..."),
        ] {
            assert_eq!(without_stop(text), expected, "{text}");
        }
        assert_eq!(without_brackets("[Oslo?]"), "Oslo");
    }
}
