//! A text that changed in some of its words only: in its TeX, nothing but these words is replaced.
//!
//! A text that is written anew would lose the spelling of everything else in it: braces, macros, the way in which accents
//! and formulas are written.

use std::ops::Range;

use crate::latex::{Charset, Definitions, encode_plain};
use crate::model::{Text, TextVariable};

use super::Dialect;
use super::texts::Texts;

/// A text, and what is needed to read its TeX.
pub(super) struct Respelt<'a> {
    pub variable: TextVariable,
    pub dialect: Dialect,
    pub language: Option<&'a str>,
    pub charset: Charset,
}

impl Respelt<'_> {
    /// Returns the TeX of a text that has become another one, with only the changed words replaced. `None` if there are no
    /// such words, or if the result would not be read as the new text.
    pub(super) fn replaced(&self, tex: &str, old: &Text, new: &Text) -> Option<String> {
        let (old_plain, new_plain) = (old.to_plain(), new.to_plain());
        let mut replaced = String::with_capacity(tex.len());
        let mut rest = tex;
        for (old_words, new_words) in changes(&old_plain, &new_plain)? {
            let place = place_of(&old_plain[old_words], rest)?;
            replaced.push_str(&rest[..place.start]);
            replaced.push_str(&encode_plain(&new_plain[new_words], self.charset));
            rest = &rest[place.end..];
        }
        replaced.push_str(rest);
        (self.read(&replaced) == *new).then_some(replaced)
    }

    fn read(&self, tex: &str) -> Text {
        let definitions = Definitions::default();
        let texts = Texts { dialect: self.dialect, definitions: Some(&definitions) };
        texts.text(self.variable, tex, &|| self.language.map(str::to_owned), &mut |_, _, _| ())
    }
}

/// Returns where words are in TeX: as TeX writes them, or as the characters that they are.
fn place_of(words: &str, tex: &str) -> Option<Range<usize>> {
    let as_tex = encode_plain(words, Charset::Unicode);
    let found = [as_tex.as_str(), words].map(|words| tex.find(words).map(|start| start..start + words.len()));
    let first = found.into_iter().flatten().min_by_key(|place| place.start)?;
    // After a backslash, the first character belongs to a command.
    (!tex[..first.start].ends_with('\\')).then_some(first)
}

/// Returns which words of one text became which words of another one, in order: word by word, or if the texts have
/// different numbers of words, all that is between their common beginning and their common end.
fn changes(old: &str, new: &str) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let (old_words, new_words) = (words(old), words(new));
    let is_same = |(one, other): &(&Range<usize>, &Range<usize>)| old[(*one).clone()] == new[(*other).clone()];
    if old_words.len() == new_words.len() {
        let pairs = old_words.iter().zip(&new_words).filter(|pair| !is_same(pair));
        let changes: Vec<_> = pairs.map(|(one, other)| (one.clone(), other.clone())).collect();
        return (!changes.is_empty()).then_some(changes);
    }
    let before = old_words.iter().zip(&new_words).take_while(is_same).count();
    let shorter = old_words.len().min(new_words.len()) - before;
    let after = old_words.iter().rev().zip(new_words.iter().rev()).take(shorter).take_while(is_same).count();
    let between = |words: &[Range<usize>]| {
        let words = &words[before..words.len() - after];
        Some(words.first()?.start..words.last()?.end)
    };
    Some(vec![(between(&old_words)?, between(&new_words)?)])
}

/// The ranges of the words of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let start_of = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().map(|word| start_of(word)..start_of(word) + word.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::Respelt;
    use crate::bib::Dialect;
    use crate::latex::Charset;
    use crate::model::{Inline, Text, TextVariable};

    fn replaced(tex: &str, change: impl Fn(&Text) -> Text) -> Option<String> {
        let variable = TextVariable::Title;
        let respelt = Respelt { variable, dialect: Dialect::Bibtex, language: None, charset: Charset::Unicode };
        let old = respelt.read(tex);
        let new = change(&old);
        respelt.replaced(tex, &old, &new)
    }

    /// Replaces words of the characters, wherever they are.
    fn with(old: &'static str, new: &'static str) -> impl Fn(&Text) -> Text {
        fn all(inlines: &[Inline], old: &str, new: &str) -> Vec<Inline> {
            let one = |inline: &Inline| match inline {
                Inline::Str(text) => Inline::Str(text.replace(old, new)),
                other => other.with_children(all(other.children().unwrap_or_default(), old, new)),
            };
            inlines.iter().map(one).collect()
        }
        move |text| Text::from(all(text.inlines(), old, new))
    }

    #[test]
    fn other_words_keep_their_tex() {
        for (tex, old, new, expected) in [
            (
                "{Bounds on $\\Lambda$CDM: fish &amp; chips with \\ce{H2O}}",
                "&amp;",
                "&",
                "{Bounds on $\\Lambda$CDM: fish \\& chips with \\ce{H2O}}",
            ),
            ("A \\&amp; $\\LCDM$ B", "&amp;", "&", "A \\& $\\LCDM$ B"),
            ("M{\\\"u}ller &amp; S\\\"ohne &amp; Co", "&amp;", "&", "M{\\\"u}ller \\& S\\\"ohne \\& Co"),
            ("The {\\LaTeX} book, 2nd ed.", "book, 2nd ed.", "book", "The {\\LaTeX} book"),
        ] {
            assert_eq!(replaced(tex, with(old, new)).as_deref(), Some(expected), "{tex}");
        }
    }

    #[test]
    fn a_text_whose_words_are_not_in_the_tex_is_written_anew() {
        assert_eq!(replaced("M{\\\"u}ller", with("Müller", "Muller")), None);
        assert_eq!(replaced("A b c", |_| Text::plain("x")).as_deref(), Some("x"));
        assert_eq!(replaced("A b", |_| Text::default()), None);
        assert_eq!(replaced("A b", Text::clone), None);
    }
}
