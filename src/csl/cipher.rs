//! Carries what a plain string cannot hold through an engine of plain strings.
//!
//! The engine changes letter case, joins affixes and drops repeated punctuation, character by character. So markup,
//! formulas and letters whose case must stay are written as private-use characters, which mean nothing to it, and are
//! read back from its output. Two ASCII marks enclose marked-up words, because the engine's case changes look through
//! quotation marks as they look through markup: `'` opens, and `"` with the private-use character behind it closes.
//! The straight marks of the data itself become typographic ones, or private-use characters.

use std::collections::HashMap;

use crate::model::{Inline, Text};

/// Opens a marked-up part.
const OPEN: char = '\'';
/// Closes a marked-up part, together with the private-use character after it.
const CLOSE: char = '"';
/// The first code of each of the two private-use planes, and how many codes each holds.
const PLANES: [u32; 2] = [0xF_0000, 0x10_0000];
const PLANE_SIZE: usize = 0xFFFE;

/// What one private-use character stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Symbol {
    /// A character that the engine must not change or interpret.
    Character(char),
    /// The end of a marked-up part.
    End(Mark),
    /// TeX mathematics.
    Math(String),
    /// Fixed-width characters.
    Code(String),
    /// The names that a truncated list leaves out.
    OtherNames,
    /// A digit of a number that is never shown.
    Digit(u8),
}

/// What a marked-up part is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    Em,
    Strong,
    Underline,
    SmallCaps,
    Sub,
    Sup,
    Quote,
    Link(String),
}

/// A part of an output string, read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Characters(String),
    Start(Mark),
    End(Mark),
    Math(String),
    Code(String),
    OtherNames,
}

/// The private-use characters in use, and what they stand for.
#[derive(Debug, Default)]
pub(super) struct Cipher {
    symbols: Vec<Symbol>,
    codes: HashMap<Symbol, char>,
}

impl Cipher {
    /// Rich text as a string for the engine.
    pub(super) fn text(&mut self, text: &Text) -> String {
        let mut encoded = String::new();
        let keeps_capitals = text.to_plain().chars().any(char::is_lowercase);
        let case = if keeps_capitals { Case::Mixed } else { Case::Capitals };
        self.inlines(text.inlines(), case, &mut encoded);
        self.guard_start(encoded.trim())
    }

    /// A string without markup, such as a name or a number, for the engine.
    pub(super) fn plain(&mut self, text: &str) -> String {
        let mut encoded = String::with_capacity(text.len());
        for character in visible(text) {
            match character {
                '\'' => encoded.push('’'),
                character => self.character(character, &mut encoded),
            }
        }
        self.guard_start(encoded.trim())
    }

    /// An identifier or an address: every character stays what it is.
    pub(super) fn verbatim(&mut self, text: &str) -> String {
        let mut encoded = String::with_capacity(text.len());
        for character in visible(text) {
            match character {
                OPEN => encoded.push(self.code(Symbol::Character(OPEN))),
                character => self.character(character, &mut encoded),
            }
        }
        self.guard_start(encoded.trim())
    }

    /// The name that stands for all names a truncated list leaves out.
    pub(super) fn other_names(&mut self) -> String {
        self.code(Symbol::OtherNames).to_string()
    }

    /// A mark that is the same for the same number and is never shown.
    pub(super) fn hidden_mark(&mut self, mut number: usize) -> String {
        let mut mark = String::new();
        loop {
            mark.push(self.code(Symbol::Digit((number % 16) as u8))); // below 16, so nothing is cut off
            number /= 16;
            if number == 0 {
                return mark;
            }
        }
    }

    /// Reads a string of the engine's output. What is no code of this cipher is a character.
    pub(super) fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut opens = Vec::new(); // where a part may have been opened
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            if character == OPEN {
                opens.push(tokens.len());
                tokens.push(Token::Characters(OPEN.to_string()));
                continue;
            }
            let end = match (character, characters.peek().and_then(|next| self.symbol(*next))) {
                (CLOSE, Some(Symbol::End(mark))) => Some(mark),
                _ => None,
            };
            if let Some(mark) = end {
                characters.next();
                if let Some(open) = opens.pop() {
                    tokens[open] = Token::Start(mark.clone());
                    tokens.push(Token::End(mark.clone()));
                }
                continue;
            }
            match self.symbol(character) {
                Some(Symbol::Math(tex)) => tokens.push(Token::Math(tex.clone())),
                Some(Symbol::Code(code)) => tokens.push(Token::Code(code.clone())),
                Some(Symbol::OtherNames) => tokens.push(Token::OtherNames),
                Some(Symbol::End(_) | Symbol::Digit(_)) => {} // an end without its quotation mark; a mark
                Some(Symbol::Character(original)) => push_character(&mut tokens, *original, opens.last()),
                None => push_character(&mut tokens, character, opens.last()),
            }
        }
        tokens
    }

    /// Reads a string in which only characters can stand, such as an address.
    pub(super) fn characters(&self, text: &str) -> String {
        text.chars()
            .map(|character| match self.symbol(character) {
                Some(Symbol::Character(original)) => *original,
                _ => character,
            })
            .collect()
    }

    fn inlines(&mut self, inlines: &[Inline], case: Case, encoded: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Str(text) => self.words(text, case, encoded),
                Inline::Em(content) => self.marked(content, case, Mark::Em, encoded),
                Inline::Strong(content) => self.marked(content, case, Mark::Strong, encoded),
                Inline::Underline(content) => self.marked(content, case, Mark::Underline, encoded),
                Inline::SmallCaps(content) => self.marked(content, case, Mark::SmallCaps, encoded),
                Inline::Sub(content) => self.marked(content, case, Mark::Sub, encoded),
                Inline::Sup(content) => self.marked(content, case, Mark::Sup, encoded),
                Inline::Quote(content) => self.marked(content, case, Mark::Quote, encoded),
                Inline::Link { url, content } => self.marked(content, case, Mark::Link(url.clone()), encoded),
                Inline::NoCase(content) => self.inlines(content, Case::Fixed, encoded),
                Inline::Math(tex) => encoded.push(self.code(Symbol::Math(visible(tex).collect()))),
                Inline::Code(code) => encoded.push(self.code(Symbol::Code(visible(code).collect()))),
            }
        }
    }

    fn marked(&mut self, content: &[Inline], case: Case, mark: Mark, encoded: &mut String) {
        encoded.push(OPEN);
        self.inlines(content, case, encoded);
        encoded.push(CLOSE);
        encoded.push(self.code(Symbol::End(mark)));
    }

    fn words(&mut self, text: &str, case: Case, encoded: &mut String) {
        let characters: Vec<char> = visible(text).collect();
        let pairs = quotation_pairs(&characters);
        let mut start = 0;
        while start < characters.len() {
            let is_word = |character: &char| character.is_alphanumeric();
            let length = characters[start..].iter().take_while(|character| is_word(character)).count();
            if length > 0 {
                let word = &characters[start..start + length];
                let is_fixed = match case {
                    Case::Fixed => true,
                    Case::Mixed => word.iter().skip(1).any(|character| character.is_uppercase()),
                    Case::Capitals => false,
                };
                for &character in word {
                    if is_fixed && has_case(character) {
                        encoded.push(self.code(Symbol::Character(character)));
                    } else {
                        self.character(character, encoded);
                    }
                }
                start += length;
                continue;
            }
            match (characters[start], pairs.get(&start)) {
                ('"', Some(Side::Open)) => encoded.push(OPEN),
                ('"', Some(Side::Close)) => {
                    encoded.push(CLOSE);
                    encoded.push(self.code(Symbol::End(Mark::Quote)));
                }
                ('\'', _) => encoded.push(typographic_apostrophe(&characters, start)),
                (character, _) => self.character(character, encoded),
            }
            start += 1;
        }
    }

    /// Writes a character as itself, or as a code when the engine would trip over it.
    fn character(&mut self, character: char, encoded: &mut String) {
        if character == CLOSE || is_private(character) || changes_length_with_case(character) {
            encoded.push(self.code(Symbol::Character(character)));
        } else {
            encoded.push(character);
        }
    }

    /// The engine takes spaces away before these characters even when they belong to a value; and it then counts the
    /// bytes of the affix before them wrongly.
    fn guard_start(&mut self, encoded: &str) -> String {
        let mut characters = encoded.chars();
        match characters.next() {
            Some(first @ ('.' | ',' | ')' | ']' | ';' | ':' | '!' | '?')) => {
                let mut guarded = self.code(Symbol::Character(first)).to_string();
                guarded.push_str(characters.as_str());
                guarded
            }
            _ => encoded.to_owned(),
        }
    }

    fn code(&mut self, symbol: Symbol) -> char {
        if let Some(&code) = self.codes.get(&symbol) {
            return code;
        }
        let index = self.symbols.len();
        let plane = PLANES.get(index / PLANE_SIZE).copied();
        let offset = u32::try_from(index % PLANE_SIZE).unwrap_or(0);
        match plane.and_then(|plane| char::from_u32(plane + offset)) {
            Some(code) => {
                self.symbols.push(symbol.clone());
                self.codes.insert(symbol, code);
                code
            }
            // More than 130,000 different formulas in one list: nothing is left to name this one with.
            None => char::REPLACEMENT_CHARACTER,
        }
    }

    fn symbol(&self, code: char) -> Option<&Symbol> {
        let code = u32::from(code);
        let (plane, first) = PLANES.iter().enumerate().rev().find(|(_, first)| code >= **first)?;
        let offset = usize::try_from(code - first).ok()?;
        if offset >= PLANE_SIZE {
            return None;
        }
        self.symbols.get(plane * PLANE_SIZE + offset)
    }
}

/// How letter case is treated in a text.
#[derive(Debug, Clone, Copy)]
enum Case {
    /// Nothing may change.
    Fixed,
    /// Words with capitals inside keep their case (CSL 1.0.2, "Text-case").
    Mixed,
    /// The text is all in capitals, which tell nothing about its words.
    Capitals,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

/// The characters that can be shown: control characters that separate words become spaces, others go.
fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|character| match character {
        '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        character if character.is_control() => None,
        character => Some(character),
    })
}

fn is_private(character: char) -> bool {
    u32::from(character) >= PLANES[0]
}

fn has_case(character: char) -> bool {
    character.is_uppercase() || character.is_lowercase()
}

/// Whether capitalizing the character, or its small form, takes another number of bytes: the engine's positions would
/// then be off and might fall inside a character.
fn changes_length_with_case(character: char) -> bool {
    if character.is_ascii() {
        return false;
    }
    let grows = |small: char| {
        small.is_lowercase() && small.to_uppercase().map(char::len_utf8).sum::<usize>() != small.len_utf8()
    };
    grows(character) || character.to_lowercase().any(grows)
}

/// Which straight double quotation marks enclose a quotation.
fn quotation_pairs(characters: &[char]) -> HashMap<usize, Side> {
    let mut pairs = HashMap::new();
    let mut open = None;
    for (index, _) in characters.iter().enumerate().filter(|(_, character)| **character == '"') {
        let after_space = index == 0 || starts_quotation(characters[index - 1]);
        let before_text = characters.get(index + 1).is_some_and(|next| !next.is_whitespace());
        match open {
            None if after_space && before_text => open = Some(index),
            Some(start) if index > start + 1 => {
                pairs.insert(start, Side::Open);
                pairs.insert(index, Side::Close);
                open = None;
            }
            _ => {}
        }
    }
    pairs
}

fn starts_quotation(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '“' | '‘' | '«' | '„')
}

/// A straight single mark opens a quotation when it stands before a word and another one stands behind a later word;
/// otherwise it is an apostrophe or a closing mark, which look the same.
fn typographic_apostrophe(characters: &[char], index: usize) -> char {
    let opens = (index == 0 || starts_quotation(characters[index - 1]))
        && characters.get(index + 1).is_some_and(|next| next.is_alphabetic())
        && closes_later(&characters[index + 1..]);
    if opens { '‘' } else { '’' }
}

fn closes_later(characters: &[char]) -> bool {
    characters.windows(2).any(|pair| pair[1] == '\'' && !pair[0].is_whitespace())
}

/// Appends a character to the last run, unless a part may have been opened there.
fn push_character(tokens: &mut Vec<Token>, character: char, open: Option<&usize>) {
    let may_join = open.is_none_or(|&open| open + 1 < tokens.len());
    match tokens.last_mut() {
        Some(Token::Characters(run)) if may_join => run.push(character),
        _ => tokens.push(Token::Characters(character.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cipher, Mark, Token};
    use crate::model::{Inline, Text};

    fn characters(text: &str) -> Token {
        Token::Characters(text.to_owned())
    }

    #[test]
    fn plain_text_is_itself() {
        let mut cipher = Cipher::default();
        let encoded = cipher.text(&Text::plain("Speech emotion recognition"));
        assert_eq!(encoded, "Speech emotion recognition");
        assert_eq!(cipher.tokens(&encoded), [characters("Speech emotion recognition")]);
    }

    #[test]
    fn capitals_inside_words_survive_a_change_of_case() {
        let mut cipher = Cipher::default();
        let encoded = cipher.text(&Text::plain("On mRNA and SDFE-LV, the Database"));
        assert_eq!(cipher.characters(&encoded.to_lowercase()), "on mRNA and SDFE-LV, the database");
    }

    #[test]
    fn a_title_all_in_capitals_has_no_such_words() {
        let mut cipher = Cipher::default();
        assert_eq!(cipher.text(&Text::plain("A STUDY OF RATS")), "A STUDY OF RATS");
    }

    #[test]
    fn markup_comes_back() {
        let mut cipher = Cipher::default();
        let text = Text::from(vec![
            Inline::Str("The ".into()),
            Inline::Em(vec![Inline::Str("in vivo ".into()), Inline::Sub(vec![Inline::Str("2".into())])]),
            Inline::Math("x^2".into()),
        ]);
        let encoded = cipher.text(&text);
        let expected = [
            characters("The "),
            Token::Start(Mark::Em),
            characters("in vivo "),
            Token::Start(Mark::Sub),
            characters("2"),
            Token::End(Mark::Sub),
            Token::End(Mark::Em),
            Token::Math("x^2".into()),
        ];
        assert_eq!(cipher.tokens(&encoded), expected);
    }

    #[test]
    fn straight_marks_become_typographic() {
        let mut cipher = Cipher::default();
        let encoded = cipher.text(&Text::plain("Rats' pain isn't \"seen\" by 'us', 5\" high"));
        let expected = [
            characters("Rats’ pain isn’t "),
            Token::Start(Mark::Quote),
            characters("seen"),
            Token::End(Mark::Quote),
            characters(" by ‘us’, 5\" high"),
        ];
        assert_eq!(cipher.tokens(&encoded), expected);
    }

    #[test]
    fn marks_of_the_style_stay_characters() {
        let mut cipher = Cipher::default();
        let encoded = cipher.text(&Text::from(vec![Inline::Em(vec![Inline::Str("a".into())])]));
        let output = format!("it's '{encoded}' \"b\"");
        let shown: String = cipher
            .tokens(&output)
            .into_iter()
            .map(|token| match token {
                Token::Characters(text) => text,
                Token::Start(_) => "<".into(),
                Token::End(_) => ">".into(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(shown, "it's '<a>' \"b\"");
    }

    #[test]
    fn private_use_and_control_characters_of_the_data_are_told_apart() {
        let mut cipher = Cipher::default();
        let encoded = cipher.text(&Text::plain("a\u{F0000}b\u{7}c\td"));
        assert_eq!(cipher.tokens(&encoded), [characters("a\u{F0000}bc d")]);
        assert_eq!(cipher.verbatim("it's\""), cipher.verbatim("it's\""));
        let encoded = cipher.verbatim("10.1/it's\"");
        assert_eq!(cipher.characters(&encoded), "10.1/it's\"");
    }
}
