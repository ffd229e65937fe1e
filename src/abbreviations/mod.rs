//! Abbreviated titles of journals, from lists that the user has.
//!
//! A style asks for the short form of a title (CSL 1.0.2, "Text", `form="short"`), and few sources have it. A list gives
//! it: one of JabRef's with whole titles, one of abbreviations as Zotero and citeproc-js take it, or the List of Title
//! Word Abbreviations, by which every title is abbreviated as ISO 4 says. publist comes with no list: that of the ISSN
//! International Centre has no licence that allows it.
//!
//! ```
//! use publist::abbreviations::Abbreviations;
//!
//! let mut abbreviations = Abbreviations::default();
//! abbreviations.add("journals.csv", "Drawing Water;Draw. Water\n")?;
//! abbreviations.add("words.txt", "WORDS;ABBREVIATIONS;LANGUAGES\njournal;j.;mul\nbiolog-;biol.;mul\n")?;
//! assert_eq!(abbreviations.of("Drawing water", None).as_deref(), Some("Draw. Water"));
//! assert_eq!(abbreviations.of("The Journal of Biology", Some("en")).as_deref(), Some("J. Biol."));
//! # Ok::<(), publist::Error>(())
//! ```

mod lists;
mod title_words;

use std::collections::HashMap;
use std::path::Path;

use crate::error::{Error, Result};
use crate::model::{Record, TextVariable};
use crate::text::encoding::decoded_beginning;
use crate::text::{Unreadable, to_ascii};

use title_words::TitleWords;

/// Titles and words with their abbreviations.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    /// The abbreviations of whole titles, by their [key].
    titles: HashMap<String, String>,
    words: TitleWords,
}

impl Abbreviations {
    /// Adds a list. Its form is recognised by its content; of several abbreviations of a title, the first is used.
    ///
    /// # Errors
    /// Returns an error if the text is no list of abbreviations. The name is that of the file.
    pub fn add(&mut self, name: &str, list: &str) -> Result<()> {
        lists::read(self, name, list)
    }

    /// Adds the list of a file, in any encoding that is recognised.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read or is no list of abbreviations.
    pub fn add_file(&mut self, path: &Path) -> Result<()> {
        let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
        self.add(&path.to_string_lossy(), &decoded_beginning(&bytes, None))
    }

    /// Returns the abbreviation of a title in a language, a BCP 47 tag. Lists of titles come before lists of words; `None`
    /// if no list has the title or any of its words.
    pub fn of(&self, title: &str, language: Option<&str>) -> Option<String> {
        self.titles.get(&key(title)).cloned().or_else(|| self.words.abbreviated(title, language))
    }

    /// Gives a record the short form of the title of its journal or book, if it has none.
    pub fn complete(&self, record: &mut Record) {
        if record.text(TextVariable::ContainerTitleShort).is_some() {
            return;
        }
        let title = record.plain_text(TextVariable::ContainerTitle);
        if let Some(short) = title.and_then(|title| self.of(&title, record.language.as_deref())) {
            record.set_text(TextVariable::ContainerTitleShort, short);
        }
    }
}

/// A title by which it is found: its words in lower case and without diacritics, articles at its beginning, "and" and "&".
fn key(title: &str) -> String {
    let title = to_ascii(title, Unreadable::Keep).to_lowercase();
    let mut words =
        title.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.next_if(|first| ["the", "a", "an"].contains(first));
    words.filter(|word| *word != "and").collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Abbreviations;
    use crate::model::{Kind, Record, Text, TextVariable};

    fn with(list: &str) -> Abbreviations {
        let mut abbreviations = Abbreviations::default();
        abbreviations.add("list", list).unwrap();
        abbreviations
    }

    #[test]
    fn titles_are_found_in_other_spellings() {
        let list = with("Annals of Water & Ice;Ann. Water Ice\nRevista de Água;Rev. Água\n");
        for (title, short) in [
            ("The Annals of Water and Ice", "Ann. Water Ice"),
            ("annals of water &amp; ice", ""),
            ("Revista de Agua", "Rev. Água"),
            ("Annals of Water", ""),
        ] {
            assert_eq!(list.of(title, None).as_deref(), Some(short).filter(|short| !short.is_empty()), "{title}");
        }
    }

    #[test]
    fn a_short_title_of_the_record_stays() {
        let list = with("Annals of Water;Ann. Water\n");
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::ContainerTitle, "Annals of Water");
        list.complete(&mut record);
        let short = |record: &Record| record.text(TextVariable::ContainerTitleShort).map(Text::to_plain);
        assert_eq!(short(&record).as_deref(), Some("Ann. Water"));
        record.set_text(TextVariable::ContainerTitleShort, "AW");
        list.complete(&mut record);
        assert_eq!(short(&record).as_deref(), Some("AW"));
    }
}
