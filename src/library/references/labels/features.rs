//! What the model looks at: for each token of a reference, the signs in and around it, as hashes.

use super::Label;
use super::tokens::{Shape, Token};

/// The signs of all tokens of a reference.
pub(super) struct Features {
    /// For each token, the hashes of its signs.
    pub(super) of: Vec<Vec<u32>>,
    /// For each token, what is between it and the token before it.
    pub(super) joints: Vec<Joint>,
}

/// What is between two tokens. The model has weights for two labels in a row at each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Joint {
    Beginning,
    InnerStop,
    StopAndSpace,
    Comma,
    Colon,
    EndOfQuote,
    BeforeStopOrComma,
    BeforeQuote,
    BeforeBracket,
    AfterBracket,
    None,
    Space,
}

impl Joint {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Space as usize + 1;
}

/// Returns the signs of the tokens of a text. `words` says which words count as themselves, in lower case: the others
/// are rare, and would only teach the model the works it was trained with. `hints` has a label for each token, from
/// another reading.
pub(super) fn features(text: &str, tokens: &[Token], hints: &[Label], words: impl Fn(&str) -> bool) -> Features {
    let seen = Seen::new(text, tokens, hints, words);
    let mut state = State::default();
    let mut of = Vec::with_capacity(tokens.len());
    for index in 0..tokens.len() {
        state.enter(seen.tokens[index].shape);
        of.push(seen.signs(index, &state));
        state.leave(&seen, index);
    }
    Features { of, joints: (0..tokens.len()).map(|index| seen.joint(index)).collect() }
}

/// A text as the signs see it.
struct Seen<'a> {
    tokens: &'a [Token],
    hints: &'a [Label],
    /// The words in lower case, and as the model knows them.
    lower: Vec<String>,
    known: Vec<bool>,
    /// Signs of the reference as a whole: quotation marks, the place of the year, the first name, "in".
    has_quotes: u8,
    year_place: u8,
    beginning: u8,
    has_in: u8,
    hinted: u16,
}

/// What was before a token.
#[derive(Default)]
struct State {
    years: u8,
    in_quotes: bool,
    after_quotes: bool,
    depth: u8,
    sentences: u8,
    words_in_sentence: u8,
    had_lower_word: bool,
}

impl State {
    fn enter(&mut self, shape: Shape) {
        match shape {
            Shape::OpeningQuote => self.in_quotes = true,
            Shape::StraightQuote => {
                self.after_quotes |= self.in_quotes;
                self.in_quotes = !self.in_quotes;
            }
            _ => {}
        }
    }

    fn leave(&mut self, seen: &Seen<'_>, index: usize) {
        let token = &seen.tokens[index];
        match token.shape {
            Shape::ClosingQuote if self.in_quotes => (self.in_quotes, self.after_quotes) = (false, true),
            Shape::Year => self.years = self.years.saturating_add(1),
            Shape::OpeningParenthesis | Shape::OpeningBracket => self.depth = self.depth.saturating_add(1),
            Shape::ClosingParenthesis | Shape::ClosingBracket => self.depth = self.depth.saturating_sub(1),
            Shape::Lower if !IN_NAMES.contains(&seen.lower[index].as_str()) => self.had_lower_word = true,
            _ => {}
        }
        if token.is_word {
            self.words_in_sentence = self.words_in_sentence.saturating_add(1);
        }
        let is_initial = index > 0 && matches!(seen.tokens[index - 1].shape, Shape::Initial | Shape::Initials);
        let is_followed = index + 1 < seen.tokens.len() && !seen.is_joined(index + 1);
        if token.shape == Shape::FullStop && index > 0 && !is_initial && is_followed {
            self.sentences = self.sentences.saturating_add(1);
            self.words_in_sentence = 0;
        }
    }

    /// The signs that go with most others.
    fn bytes(&self) -> [u8; 4] {
        [self.years.min(2), self.in_quotes.into(), self.depth.min(1), self.after_quotes.into()]
    }
}

/// Words in lower case that names have.
const IN_NAMES: [&str; 16] =
    ["and", "et", "al", "und", "de", "van", "von", "der", "den", "y", "da", "di", "la", "le", "du", "e"];

/// How many words ahead are counted.
const AHEAD: u8 = 12;

impl<'a> Seen<'a> {
    fn new(text: &str, tokens: &'a [Token], hints: &'a [Label], words: impl Fn(&str) -> bool) -> Self {
        let lower: Vec<String> = tokens.iter().map(|token| text[token.range.clone()].to_lowercase()).collect();
        let known = tokens.iter().zip(&lower).map(|(token, word)| !token.is_word || words(word)).collect();
        let has_quotes = tokens.iter().any(|token| token.shape.is_opening_quote()).into();
        let has_in = lower.iter().any(|word| word == "in").into();
        let hinted = hints.iter().fold(0, |all, hint| all | 1 << *hint as u16);
        let (year_place, beginning) = (year_place(tokens), beginning(tokens));
        Self { tokens, hints, lower, known, has_quotes, year_place, beginning, has_in, hinted }
    }

    fn shape(&self, index: isize) -> Shape {
        self.token(index).map_or(Shape::None, |token| token.shape)
    }

    fn token(&self, index: isize) -> Option<&Token> {
        usize::try_from(index).ok().and_then(|index| self.tokens.get(index))
    }

    fn word(&self, index: isize) -> &[u8] {
        match usize::try_from(index) {
            Err(_) => b"^",
            Ok(index) => match self.known.get(index) {
                None => b"$",
                Some(true) => self.lower[index].as_bytes(),
                Some(false) => b"?",
            },
        }
    }

    fn hint(&self, index: isize) -> u8 {
        let hint = usize::try_from(index).ok().and_then(|index| self.hints.get(index));
        hint.map_or(u8::MAX, |hint| *hint as u8)
    }

    /// Whether nothing is between a token and the token before it.
    fn is_joined(&self, index: usize) -> bool {
        index > 0 && self.tokens[index - 1].range.end == self.tokens[index].range.start
    }

    fn joint(&self, index: usize) -> Joint {
        if index == 0 {
            return Joint::Beginning;
        }
        let is_joined = self.is_joined(index);
        match (self.tokens[index - 1].shape, self.tokens[index].shape) {
            (Shape::FullStop, _) if is_joined => Joint::InnerStop,
            (Shape::FullStop, _) => Joint::StopAndSpace,
            (Shape::Comma, _) => Joint::Comma,
            (Shape::Colon, _) => Joint::Colon,
            (Shape::ClosingQuote | Shape::StraightQuote, _) => Joint::EndOfQuote,
            (_, Shape::FullStop | Shape::Comma) => Joint::BeforeStopOrComma,
            (_, Shape::OpeningQuote | Shape::StraightQuote) => Joint::BeforeQuote,
            (_, Shape::OpeningParenthesis | Shape::OpeningBracket) => Joint::BeforeBracket,
            (
                Shape::OpeningParenthesis
                | Shape::ClosingParenthesis
                | Shape::OpeningBracket
                | Shape::ClosingBracket
                | Shape::Semicolon,
                _,
            ) => Joint::AfterBracket,
            _ if is_joined => Joint::None,
            _ => Joint::Space,
        }
    }

    /// The signs of one token. Each has a number of its own, so that equal parts of two signs are told from each other.
    fn signs(&self, index: usize, state: &State) -> Vec<u32> {
        let at = index.cast_signed();
        let near = |offset: isize| [self.shape(at + offset) as u8];
        let (own, before, after) = (near(0), near(-1), near(1));
        let (before2, after2, before3, after3) = (near(-2), near(2), near(-3), near(3));
        let word = self.word(at);
        // The nearest words, and the marks in between.
        let previous = (0..at).rev().find(|&other| self.tokens[other.cast_unsigned()].is_word).unwrap_or(-1);
        let next = (index + 1..self.tokens.len()).find(|&other| self.tokens[other].is_word);
        let next = next.unwrap_or(self.tokens.len()).cast_signed();
        let shapes = |from: isize, to: isize| (from..to).map(|other| self.shape(other) as u8).collect::<Vec<u8>>();
        let (gap_before, gap_after) = (shapes(previous + 1, at), shapes(at + 1, next));
        let (previous_shape, next_shape) = ([self.shape(previous) as u8], [self.shape(next) as u8]);
        let place = [u8::try_from(index * 8 / self.tokens.len()).unwrap_or_default()];
        let joined =
            [self.is_joined(index).into(), (index + 1 < self.tokens.len() && self.is_joined(index + 1)).into()];
        let style = [self.has_quotes, self.year_place, self.beginning];
        let whole = [self.has_quotes, self.year_place, self.beginning, self.has_in];
        let states = state.bytes();
        let sentence = [state.sentences.min(4)];
        let (ahead, end) = self.until_mark(index);
        let rest = [self.rest(index)];
        let hint = [self.hint(at)];
        let (hint_before, hint_after) = ([self.hint(at - 1)], [self.hint(at + 1)]);
        let (hint_previous, hint_next) = ([self.hint(previous)], [self.hint(next)]);
        let hinted = self.hinted.to_le_bytes();
        let signs: &[&[&[u8]]] = &[
            &[word],
            &[self.ending(index).as_bytes()],
            &[&own, &joined],
            &[&before, &own],
            &[&own, &after],
            &[&before, &own, &after],
            &[&before2, &before, &own],
            &[&own, &after, &after2],
            &[&before2, &before, &own, &after, &after2],
            &[self.word(at - 1)],
            &[self.word(at + 1)],
            &[self.word(at - 2)],
            &[self.word(at + 2)],
            &[self.word(at - 1), word],
            &[word, self.word(at + 1)],
            &[&own, &place],
            &[&own, &states],
            &[&own, &whole],
            &[&own, &states, &whole],
            &[&own, &sentence, &style],
            &[&states, &before, &own, &after],
            &[&after, &after2, &after3, &own],
            &[&before3, &before2, &before, &own],
            &[&previous_shape, &gap_before, &own, &gap_after, &next_shape],
            &[self.word(previous), &gap_before],
            &[self.word(next), &gap_after],
            &[&gap_before, &own, &states, &style],
            &[&gap_after, &own, &states, &style],
            &[&[state.had_lower_word.into()], &own, &before, &style],
            &[&[state.words_in_sentence.min(AHEAD)], &own, &sentence],
            &[&[ahead], &end, &own],
            &[&[ahead.min(4)], &end, &gap_before, &own, &style],
            &[&[self.lower_words_ahead(index)], &own, &gap_before],
            &[&rest, &own, &gap_before],
            &[&rest, &own, &states],
            &[&hint],
            &[&hint_before, &hint],
            &[&hint, &hint_after],
            &[&hint_previous, &hint, &hint_next],
            &[&hint, &own],
            &[&hint_previous, &hint, &hint_next, &own, &gap_before],
            &[&hint, &style, &own],
            &[&hint_before, &hint, &hint_after, &before, &own, &after],
            &[&hint, &hinted],
            &[&hint_before, &hint, &hinted],
        ];
        signs.iter().zip(0_u8..).map(|(parts, number)| hash(number, parts)).collect()
    }

    /// The last two letters of a longer word.
    fn ending(&self, index: usize) -> &str {
        let word = &self.lower[index];
        match word.char_indices().nth_back(1) {
            Some((start, _)) if word.chars().count() > 4 => &word[start..],
            _ => "",
        }
    }

    /// How many words follow before the next full stop, comma or quotation mark, and what that and the token after it are.
    fn until_mark(&self, index: usize) -> (u8, [u8; 2]) {
        let mut words = 0;
        let mut at = index + 1;
        while let Some(token) = self.tokens.get(at) {
            let is_end = matches!(
                token.shape,
                Shape::FullStop | Shape::Comma | Shape::ClosingQuote | Shape::StraightQuote | Shape::SentenceMark
            );
            if is_end || words == AHEAD {
                break;
            }
            words += u8::from(token.is_word);
            at += 1;
        }
        let at = at.cast_signed();
        (words, [self.shape(at) as u8, self.shape(at + 1) as u8])
    }

    fn lower_words_ahead(&self, index: usize) -> u8 {
        let ahead = self.tokens[index + 1..].iter().take(6);
        u8::try_from(ahead.filter(|token| token.shape == Shape::Lower).count()).unwrap_or_default()
    }

    /// What is in the rest of the reference: words in lower case, a range of numbers, quotation marks, a year.
    fn rest(&self, index: usize) -> u8 {
        let rest = &self.tokens[index + 1..];
        let lower = rest.iter().filter(|token| token.shape == Shape::Lower).take(3).count();
        let has_range = rest.windows(2).any(|pair| pair[0].shape.is_number() && pair[1].shape == Shape::Dash);
        let has_quotes = rest.iter().any(|token| token.shape.is_opening_quote());
        let has_year = rest.iter().any(|token| token.shape == Shape::Year);
        u8::try_from(lower).unwrap_or_default()
            + 4 * u8::from(has_range)
            + 8 * u8::from(has_quotes)
            + 16 * u8::from(has_year)
    }
}

/// Where the first year is: in parentheses at the beginning or later, bare at the beginning, at the end, or elsewhere.
fn year_place(tokens: &[Token]) -> u8 {
    let Some(index) = tokens.iter().position(|token| token.shape == Shape::Year) else { return 0 };
    let is_bracketed = index > 0 && tokens[index - 1].shape == Shape::OpeningParenthesis;
    match is_bracketed {
        true if index * 3 < tokens.len() * 2 => 1,
        true => 2,
        false if index * 2 < tokens.len() => 3,
        false if index + 3 >= tokens.len() => 4,
        false => 5,
    }
}

/// How the first name is written.
fn beginning(tokens: &[Token]) -> u8 {
    let [first, second, third, ..] = tokens else { return 9 };
    match (first.shape, second.shape, third.shape) {
        (Shape::Initial, Shape::FullStop, _) => 1,
        (Shape::Capitalised | Shape::Mixed, Shape::Comma, Shape::Initial) => 2,
        (Shape::Capitalised | Shape::Mixed, Shape::Comma, _) => 3,
        (Shape::Capitalised | Shape::Mixed, Shape::Initial, Shape::FullStop) => 4,
        (Shape::Capitalised | Shape::Mixed, Shape::Initial | Shape::Initials, _) => 5,
        (Shape::Capitals, ..) => 6,
        (Shape::Capitalised, Shape::Capitalised, _) => 7,
        _ => 8,
    }
}

/// The FNV-1a hash of the parts of a sign (<http://www.isthe.com/chongo/tech/comp/fnv/>).
fn hash(number: u8, parts: &[&[u8]]) -> u32 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash = (BASIS ^ u64::from(number)).wrapping_mul(PRIME);
    for part in parts {
        for &byte in *part {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
        // Where one part ends and the next begins counts.
        hash = (hash ^ 0xff).wrapping_mul(PRIME);
    }
    let folded = hash ^ (hash >> 29) ^ (hash >> 43);
    (folded & u64::from(u32::MAX)) as u32
}
