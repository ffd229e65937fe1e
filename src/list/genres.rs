//! The genres of works in the language of the list: what follows from an entry type ("PhD thesis") or is a localisation key of
//! biblatex. The words of an author stay.

use super::words::Words;
use crate::bib;
use crate::model::{Record, TextVariable};

/// Translates the genre of a work into the language of the list.
pub(super) fn translate(record: &mut Record, words: &Words) {
    let Some(key) = bib::genre_key(record) else { return };
    if let Some(genre) = words.genre(key).or_else(|| bib::genre_words(key, words.language())) {
        record.set_text(TextVariable::Genre, genre);
    }
}

#[cfg(test)]
mod tests {
    use super::translate;
    use crate::list::words::Words;
    use crate::model::{Kind, Record, Text, TextVariable};

    #[test]
    fn genres_that_follow_from_types_speak_the_language_of_the_list() {
        for (genre, of_work, language, shown) in [
            ("PhD thesis", None, "de", "Dissertation"),
            ("Master's thesis", None, "de-AT", "Masterarbeit"),
            ("Dissertation", Some("de"), "en", "PhD thesis"),
            ("PhD thesis", None, "zh", "博士学位论文"),
            ("technical report", None, "fr", "rapport technique"),
            ("US-Patent", Some("de"), "es", "patente estadounidense"),
            ("PhD thesis", None, "tlh", "PhD thesis"),
            ("Habilitationsschrift", Some("de"), "en", "Habilitationsschrift"),
        ] {
            let mut record = Record::new(Kind::Thesis);
            record.language = of_work.map(str::to_owned);
            record.set_text(TextVariable::Genre, genre);
            translate(&mut record, Words::of(language));
            assert_eq!(record.text(TextVariable::Genre).map(Text::to_plain).as_deref(), Some(shown), "{genre}");
        }
    }
}
