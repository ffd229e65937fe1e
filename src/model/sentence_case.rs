//! Titles in sentence case, on request.

use std::ops::Range;

use super::{Inline, Record, Text, TextVariable};
use crate::text::case::{is_at_start, lowered_ranges};

/// The variables that contain titles of works. Those of journals and books are not changed: style guides set them in
/// title case.
const TITLES: &[TextVariable] = &[
    TextVariable::Title,
    TextVariable::TitleShort,
    TextVariable::PartTitle,
    TextVariable::ReviewedTitle,
    TextVariable::VolumeTitle,
];

impl Record {
    /// Changes the titles of the work to sentence case (see [`Text::to_sentence_case`]).
    pub fn titles_to_sentence_case(&mut self) {
        for variable in TITLES {
            if let Some(title) = self.texts.get_mut(variable) {
                *title = title.to_sentence_case(self.language.as_deref());
            }
        }
    }
}

impl Text {
    /// Returns an English title in sentence case; titles in other languages are returned unchanged. Words marked as
    /// [`Inline::NoCase`] are kept, as are formulas and code, acronyms, single letters and words with capitals inside.
    ///
    /// `language` is a BCP 47 tag; without one, the title must look like English in title case.
    pub fn to_sentence_case(&self, language: Option<&str>) -> Self {
        let mut title = String::new();
        append(self.inlines(), &mut title);
        let ranges = lowered_ranges(&title, language);
        if ranges.is_empty() {
            return self.clone();
        }
        Self::from(lowered(self.inlines(), &title, &ranges, &mut 0))
    }
}

/// The characters that matter for letter case. A formula becomes a sign, so that what follows it does not start the
/// title.
fn append(inlines: &[Inline], title: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Str(text) => title.push_str(text),
            Inline::Math(_) | Inline::Code(_) => title.push('x'),
            other => append(other.children().unwrap_or_default(), title),
        }
    }
}

fn lowered(inlines: &[Inline], title: &str, ranges: &[Range<usize>], offset: &mut usize) -> Vec<Inline> {
    let lower = |inline: &Inline| match inline {
        Inline::Str(text) => {
            let lowered = lowered_string(text, title, ranges, *offset);
            *offset += text.len();
            Inline::Str(lowered)
        }
        Inline::Math(_) | Inline::Code(_) => {
            *offset += 1;
            inline.clone()
        }
        Inline::NoCase(content) => {
            let mut kept = String::new();
            append(content, &mut kept);
            *offset += kept.len();
            inline.clone()
        }
        other => inline.with_children(lowered(other.children().unwrap_or_default(), title, ranges, offset)),
    };
    inlines.iter().map(lower).collect()
}

/// A string that starts at an offset of the title, in lower case in the ranges, except at the start of a sentence.
fn lowered_string(text: &str, title: &str, ranges: &[Range<usize>], offset: usize) -> String {
    let mut lowered = String::with_capacity(text.len());
    let mut next = ranges.partition_point(|range| range.end <= offset);
    for (position, character) in text.char_indices() {
        let position = offset + position;
        while ranges.get(next).is_some_and(|range| range.end <= position) {
            next += 1;
        }
        match ranges.get(next).filter(|range| range.contains(&position)) {
            Some(range) if range.start != position || !is_at_start(title, position) => {
                lowered.extend(character.to_lowercase())
            }
            _ => lowered.push(character),
        }
    }
    lowered
}

#[cfg(test)]
mod tests {
    use crate::model::{Inline, Kind, Record, Text, TextVariable};

    fn string(text: &str) -> Inline {
        Inline::Str(text.to_owned())
    }

    #[test]
    fn words_lose_their_capitals_and_protected_ones_keep_them() {
        let title = Text::from(vec![
            string("The Art of "),
            Inline::NoCase(vec![string("Paris Masters")]),
            string(" and "),
            Inline::Em(vec![string("Its")]),
            string(" "),
            Inline::Math("X".into()),
            string(" Gardens: A Guide"),
        ]);
        let expected = Text::from(vec![
            string("The art of "),
            Inline::NoCase(vec![string("Paris Masters")]),
            string(" and "),
            Inline::Em(vec![string("its")]),
            string(" "),
            Inline::Math("X".into()),
            string(" gardens: A guide"),
        ]);
        assert_eq!(title.to_sentence_case(Some("en")), expected);
        assert_eq!(expected.to_sentence_case(Some("en")), expected);
        assert_eq!(title.to_sentence_case(Some("fr")), title);
    }

    #[test]
    fn a_word_in_two_pieces_is_one_word() {
        let title = Text::from(vec![
            string("On S"),
            Inline::Em(vec![string("ER")]),
            string(" by Ma"),
            Inline::Sub(vec![string("chines")]),
        ]);
        assert_eq!(title.to_sentence_case(None).to_plain(), "On SER by machines");
    }

    #[test]
    fn shouting_ends() {
        let title = Text::plain("A STUDY OF SPEECH: ON ÉMOTIONS");
        assert_eq!(title.to_sentence_case(None), Text::plain("A study of speech: On émotions"));
    }

    #[test]
    fn titles_of_works_change_and_those_of_containers_do_not() {
        let mut record = Record { language: Some("en".into()), ..Record::new(Kind::ArticleJournal) };
        record.set_text(TextVariable::Title, "Sparse Gates");
        record.set_text(TextVariable::ContainerTitle, "Journal of Gates");
        record.titles_to_sentence_case();
        assert_eq!(record.plain_title(), "Sparse gates");
        assert_eq!(record.text(TextVariable::ContainerTitle).unwrap(), &Text::plain("Journal of Gates"));
    }
}
