//! Values that would make a reference untrue or say something twice, because they are in a field for something else.

use super::status::NUMBERS;
use super::status_text::{status_in, word_by_word};
use crate::model::{Kind, NumberVariable, Record, Text, TextVariable};

/// BibTeX's type for a part of a book, which is read as a book if the title is that of the whole.
const PART_OF_BOOK: &str = "inbook";

/// Gives the values of a work the place in which a reference shows them as what they are.
pub(super) fn put_right(record: &mut Record) {
    for variable in NUMBERS {
        if let Some(words) = record.number(variable).and_then(status_words) {
            record.numbers.remove(&variable);
            // A note that is only a status keeps its author's words.
            let free = [TextVariable::Note, TextVariable::Status].into_iter().find(|text| record.text(*text).is_none());
            if let Some(variable) = free.filter(|_| record.text(TextVariable::Status).is_none()) {
                record.set_text(variable, words);
            }
        }
    }
    for title in record.texts.values_mut().filter(|text| has_space_at_ends(text)) {
        *title = title.trimmed();
    }
    if let Some(count) = number_of_pages(record).map(str::to_owned) {
        record.numbers.remove(&NumberVariable::Page);
        record.numbers.entry(NumberVariable::NumberOfPages).or_insert(count);
    }
    if is_series_told(record) {
        record.texts.remove(&TextVariable::CollectionTitle);
    }
    if is_told_by(record, TextVariable::Genre, TextVariable::Medium) {
        record.texts.remove(&TextVariable::Genre);
    }
}

/// Returns the status in the place of a number, without the signs around it: "to appear" for "(to appear)".
pub(super) fn status_words(value: &str) -> Option<String> {
    let words = value.trim().trim_matches(['(', ')', '[', ']', '.']).trim();
    (!words.contains(char::is_numeric) && status_in(words).is_some()).then(|| words.to_owned())
}

fn has_space_at_ends(text: &Text) -> bool {
    let plain = text.plain_text();
    plain.trim().len() < plain.len()
}

/// The number in `pages` of a whole book is how many it has.
fn number_of_pages(record: &Record) -> Option<&str> {
    let is_part = record.numbers.contains_key(&NumberVariable::ChapterNumber)
        || record.bib_fields("entrytype").any(|value| value.as_str() == Some(PART_OF_BOOK));
    let pages = record.number(NumberVariable::Page)?.trim();
    (record.kind == Kind::Book && !is_part && pages.bytes().all(|byte| byte.is_ascii_digit())).then_some(pages)
}

/// Whether the title of the proceedings names the series, as in "... (ICSE)" with the series "ICSE".
fn is_series_told(record: &Record) -> bool {
    let has_number = [NumberVariable::CollectionNumber, NumberVariable::Volume]
        .iter()
        .any(|number| record.number(*number).is_some());
    !has_number && is_told_by(record, TextVariable::CollectionTitle, TextVariable::ContainerTitle)
}

/// Whether the words of one text occur in another one.
fn is_told_by(record: &Record, told: TextVariable, by: TextVariable) -> bool {
    let words = |variable| record.text(variable).map(|text| word_by_word(&text.to_plain()));
    matches!((words(told), words(by)), (Some(told), Some(by)) if !told.trim().is_empty() && by.contains(&told))
}

#[cfg(test)]
mod tests {
    use super::put_right;
    use crate::model::{Inline, Kind, NumberVariable, Record, Text, TextVariable};

    fn right(mut record: Record) -> Record {
        put_right(&mut record);
        record
    }

    #[test]
    fn a_status_is_no_number() {
        for (variable, value, status) in [
            (NumberVariable::Page, "To appear", Some("To appear")),
            (NumberVariable::Volume, "(in press)", Some("in press")),
            (NumberVariable::Page, "im Druck", Some("im Druck")),
            (NumberVariable::Page, "1-12", None),
            (NumberVariable::Issue, "Special issue", None),
        ] {
            let mut record = Record::new(Kind::ArticleJournal);
            record.set_number(variable, value);
            let record = right(record);
            assert_eq!(record.plain_text(TextVariable::Note).as_deref(), status, "{value}");
            assert_eq!(record.number(variable).is_none(), status.is_some(), "{value}");
        }
    }

    #[test]
    fn titles_have_no_spaces_at_their_ends() {
        let mut record = Record::new(Kind::Book);
        let nested = vec![Inline::Str(" ".into()), Inline::NoCase(vec![Inline::Str("K ".into())])];
        record.texts.insert(TextVariable::Title, Text::from(nested));
        let expected = Text::from(vec![Inline::NoCase(vec![Inline::Str("K".into())])]);
        assert_eq!(right(record).texts[&TextVariable::Title], expected);
    }

    #[test]
    fn the_pages_of_a_book_are_counted() {
        let pages = |kind: Kind, pages: &str| {
            let mut record = Record::new(kind);
            record.set_number(NumberVariable::Page, pages);
            let record = right(record);
            [NumberVariable::Page, NumberVariable::NumberOfPages].map(|one| record.number(one).map(str::to_owned))
        };
        assert_eq!(pages(Kind::Book, "320"), [None, Some("320".to_owned())]);
        assert_eq!(pages(Kind::Book, "3-20"), [Some("3-20".to_owned()), None]);
        assert_eq!(pages(Kind::Chapter, "320"), [Some("320".to_owned()), None]);
    }

    #[test]
    fn what_another_text_says_is_not_repeated() {
        let mut paper = Record::new(Kind::PaperConference);
        paper.set_text(TextVariable::ContainerTitle, "Conference on Software Engineering (ICSE 2020)");
        paper.set_text(TextVariable::CollectionTitle, "ICSE 2020");
        assert_eq!(right(paper.clone()).text(TextVariable::CollectionTitle), None);
        paper.set_number(NumberVariable::CollectionNumber, "12");
        assert!(right(paper.clone()).text(TextVariable::CollectionTitle).is_some(), "it has a number");
        paper.set_text(TextVariable::ContainerTitle, "Conference on Software Engineering");
        assert!(right(paper).text(TextVariable::CollectionTitle).is_some());
        let mut thesis = Record::new(Kind::Thesis);
        thesis.set_text(TextVariable::Genre, "Bachelor Thesis");
        thesis.set_text(TextVariable::Medium, "Bachelor Thesis, University of Magdeburg");
        assert_eq!(right(thesis).text(TextVariable::Genre), None);
    }
}
