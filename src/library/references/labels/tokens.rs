//! The words and marks of a reference, and what they look like.

use std::ops::Range;

use crate::text::east_asian::is_east_asian_letter;

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::library::references) struct Token {
    /// Where it is in the text.
    pub(in crate::library::references) range: Range<usize>,
    /// Whether it is a word or a number, and not a mark.
    pub(in crate::library::references) is_word: bool,
    /// What it looks like.
    pub(super) shape: Shape,
}

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Shape {
    /// "K"
    Initial,
    /// "KL"
    Initials,
    /// "Knots"
    Capitalised,
    /// "KNOTS"
    Capitals,
    /// "LaTeX"
    Mixed,
    /// "knots"
    Lower,
    /// "y"
    LowerLetter,
    /// "2021"
    Year,
    OneDigit,
    TwoDigits,
    ThreeDigits,
    FourDigits,
    MoreDigits,
    /// "e0123"
    LettersAndDigits,
    EastAsian,
    FullStop,
    Comma,
    Colon,
    Semicolon,
    OpeningParenthesis,
    ClosingParenthesis,
    OpeningBracket,
    ClosingBracket,
    OpeningQuote,
    ClosingQuote,
    StraightQuote,
    Dash,
    Slash,
    Ampersand,
    /// "?" and "!"
    SentenceMark,
    OtherMark,
    /// That of the places before the first token and after the last.
    None,
}

/// Splits a text into words, numbers and marks. East Asian writing has a token for each character.
pub(in crate::library::references) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        let end = start + character.len_utf8();
        if !character.is_whitespace() {
            let is_word = character.is_alphanumeric() || is_accent(character);
            let is_apostrophe = matches!(character, '\'' | '’')
                && before.is_alphabetic()
                && characters.peek().is_some_and(|(_, next)| next.is_alphabetic());
            let is_alone = is_east_asian_letter(character) || is_east_asian_letter(before);
            match tokens.last_mut() {
                Some(last) if last.range.end == start && last.is_word && (is_word || is_apostrophe) && !is_alone => {
                    last.range.end = end;
                }
                _ => tokens.push(Token { range: start..end, is_word, shape: Shape::None }),
            }
        }
        before = character;
    }
    for token in &mut tokens {
        token.shape = Shape::of(&text[token.range.clone()]);
    }
    tokens
}

/// Combining diacritical marks.
const fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

impl Shape {
    fn of(token: &str) -> Self {
        let Some(first) = token.chars().next() else { return Self::None };
        let count = token.chars().count();
        if count == 1 && !first.is_alphanumeric() {
            return Self::of_mark(first);
        }
        if is_east_asian_letter(first) {
            return Self::EastAsian;
        }
        if token.bytes().all(|byte| byte.is_ascii_digit()) {
            return match count {
                1 => Self::OneDigit,
                2 => Self::TwoDigits,
                3 => Self::ThreeDigits,
                4 if ("1500".."2040").contains(&token) => Self::Year,
                4 => Self::FourDigits,
                _ => Self::MoreDigits,
            };
        }
        if token.bytes().any(|byte| byte.is_ascii_digit()) {
            return Self::LettersAndDigits;
        }
        let has_lower = token.chars().any(char::is_lowercase);
        let has_inner_capital = token.chars().skip(1).any(char::is_uppercase);
        match (first.is_uppercase(), count) {
            (true, 1) => Self::Initial,
            (_, 1) => Self::LowerLetter,
            _ if !has_lower && count <= 3 => Self::Initials,
            _ if !has_lower => Self::Capitals,
            _ if has_inner_capital => Self::Mixed,
            (true, _) => Self::Capitalised,
            _ => Self::Lower,
        }
    }

    const fn of_mark(mark: char) -> Self {
        match mark {
            '.' | '．' | '。' => Self::FullStop,
            ',' | '，' | '、' => Self::Comma,
            ':' | '：' => Self::Colon,
            ';' | '；' => Self::Semicolon,
            '(' | '（' => Self::OpeningParenthesis,
            ')' | '）' => Self::ClosingParenthesis,
            '[' | '［' => Self::OpeningBracket,
            ']' | '］' => Self::ClosingBracket,
            '“' | '«' | '„' | '‘' | '「' | '《' => Self::OpeningQuote,
            '”' | '»' | '’' | '」' | '》' => Self::ClosingQuote,
            '"' => Self::StraightQuote,
            '-' | '–' | '—' | '‐' | '‑' | '−' => Self::Dash,
            '/' => Self::Slash,
            '&' => Self::Ampersand,
            '?' | '!' | '？' => Self::SentenceMark,
            _ => Self::OtherMark,
        }
    }

    /// Whether it is a number, perhaps of pages ("e12").
    pub(super) const fn is_number(self) -> bool {
        matches!(
            self,
            Self::Year
                | Self::OneDigit
                | Self::TwoDigits
                | Self::ThreeDigits
                | Self::FourDigits
                | Self::MoreDigits
                | Self::LettersAndDigits
        )
    }

    /// Whether a quotation may begin here.
    pub(super) const fn is_opening_quote(self) -> bool {
        matches!(self, Self::OpeningQuote | Self::StraightQuote)
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, tokens};

    #[test]
    fn words_numbers_and_marks_are_tokens() {
        let text = "O’Neil KL, «LaTeX» 宗源 (2021) e12–34.";
        let found: Vec<&str> = tokens(text).iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(
            found,
            ["O’Neil", "KL", ",", "«", "LaTeX", "»", "宗", "源", "(", "2021", ")", "e12", "–", "34", "."]
        );
        let shapes: Vec<Shape> = tokens("K KL KNOTS Knots LaTeX knots 2021 1 e1 ?").iter().map(|t| t.shape).collect();
        assert_eq!(
            shapes,
            [
                Shape::Initial,
                Shape::Initials,
                Shape::Capitals,
                Shape::Capitalised,
                Shape::Mixed,
                Shape::Lower,
                Shape::Year,
                Shape::OneDigit,
                Shape::LettersAndDigits,
                Shape::SentenceMark,
            ]
        );
    }
}
