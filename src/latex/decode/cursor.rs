//! Moving over tokens: arguments, spaces, and the sources of groups.

use super::{Decoder, TexProblemKind, TokenKind};

/// The maximum number of tokens of an optional argument.
const OPTION_LIMIT: usize = 100;

/// An argument of a command.
pub(super) enum Argument<'a> {
    /// A group: from the token after its opening brace to before its closing one, which may be missing.
    Group { start: usize, end: usize, after: usize },
    /// The next token.
    Token,
    /// A character of a run of text, from which it has been removed.
    Character(&'a str),
}

impl<'a> Decoder<'a> {
    pub(super) fn kind_before(&self, end: usize) -> Option<TokenKind> {
        self.tokens.get(self.at).filter(|_| self.at < end).map(|token| token.kind)
    }

    pub(super) fn skip_space(&mut self, end: usize) {
        if self.kind_before(end) == Some(TokenKind::Space) {
            self.at += 1;
        }
    }

    /// Skips what ends the name of a command and is not shown: white space, or an empty group.
    pub(super) fn end_of_name(&mut self, end: usize) {
        if self.open_group(end) == Some(self.at + 1) {
            self.at += 2;
        } else {
            self.skip_space(end);
        }
    }

    /// Returns the closing brace of the group that starts here.
    pub(super) fn open_group(&self, end: usize) -> Option<usize> {
        let is_open = self.kind_before(end) == Some(TokenKind::Open);
        self.pairs.partner(self.at).filter(|close| is_open && *close < end)
    }

    /// Takes the argument of a command. An unclosed group ends where the text around it ends.
    pub(super) fn argument(&mut self, end: usize) -> Option<Argument<'a>> {
        let before = self.at;
        self.skip_space(end);
        let start = self.at;
        let argument = match self.kind_before(end) {
            Some(TokenKind::Open) => {
                let close = self.pairs.partner(start).filter(|close| *close < end);
                if close.is_none() {
                    self.problem_at(TexProblemKind::UnbalancedBrace, start);
                }
                let after = close.map_or(end, |close| close + 1);
                Some(Argument::Group { start: start + 1, end: close.unwrap_or(end), after })
            }
            Some(TokenKind::Close | TokenKind::Dollar | TokenKind::OpenQuote | TokenKind::CloseQuote) | None => None,
            Some(TokenKind::Space | TokenKind::Tilde) => None,
            Some(TokenKind::Text) => Some(Argument::Character(self.take_character())),
            Some(_) => Some(Argument::Token),
        };
        if argument.is_none() {
            self.at = before;
        }
        argument
    }

    /// Takes the first character of the run of text that comes next; empty if there is no text.
    pub(super) fn take_character(&mut self) -> &'a str {
        let Some(token) = self.tokens.get_mut(self.at).filter(|token| token.kind == TokenKind::Text) else { return "" };
        let source = token.source(self.source);
        let first = &source[..source.chars().next().map_or(0, char::len_utf8)];
        token.start += first.len();
        if token.start >= token.end {
            self.at += 1;
        }
        first
    }

    /// Takes a group and returns its source.
    pub(super) fn raw_argument(&mut self, end: usize) -> Option<&'a str> {
        let before = self.at;
        self.skip_space(end);
        let Some(close) = self.open_group(end) else {
            self.at = before;
            return None;
        };
        let range = self.bytes(self.at + 1, close);
        self.at = close + 1;
        self.source.get(range)
    }

    /// Takes a `*` after a command.
    pub(super) fn take_star(&mut self, end: usize) -> bool {
        let is_star =
            self.kind_before(end) == Some(TokenKind::Text) && self.tokens[self.at].source(self.source).starts_with('*');
        if is_star {
            self.take_character();
        }
        is_star
    }

    /// Takes an optional argument in brackets, and returns its source.
    pub(super) fn option(&mut self, end: usize) -> Option<&'a str> {
        let (first, start) = (self.at, self.tokens.get(self.at)?.start);
        let is_open = self.kind_before(end) == Some(TokenKind::Text);
        if !is_open || !self.source.get(start..)?.starts_with('[') {
            return None;
        }
        let mut index = first;
        while index < end.min(first + OPTION_LIMIT) {
            let token = *self.tokens.get(index)?;
            match token.kind {
                TokenKind::Open => index = self.pairs.partner(index).filter(|close| *close < end)?,
                TokenKind::Text => {
                    if let Some(close) = token.source(self.source).find(']') {
                        let close = token.start + close;
                        self.at = index;
                        self.tokens[index].start = close + 1;
                        if close + 1 >= token.end {
                            self.at += 1;
                        }
                        return self.source.get(start + 1..close);
                    }
                }
                _ => {}
            }
            index += 1;
        }
        None
    }

    /// The source from the start of a token to the current position.
    pub(super) fn source_from(&self, index: usize) -> &'a str {
        self.source.get(self.bytes(index, self.at)).unwrap_or_default()
    }

    /// The bytes from the start of one token to the start of another.
    pub(super) fn bytes(&self, first: usize, end: usize) -> std::ops::Range<usize> {
        let start_of = |index: usize| self.tokens.get(index).map_or(self.source.len(), |token| token.start);
        let start = start_of(first);
        start..start_of(end).max(start)
    }
}

/// Replaces each run of white space by one space.
pub(super) fn collapsed(source: &str) -> String {
    let mut result = String::with_capacity(source.len());
    for character in source.chars() {
        if !character.is_ascii_whitespace() {
            result.push(character);
        } else if !result.ends_with(' ') {
            result.push(' ');
        }
    }
    result
}

/// The address that the argument of `\url` or `\href` means, without the backslashes and braces that TeX needs.
pub(super) fn address_of(source: &str) -> String {
    let plain = source.replace("\\textasciitilde", "~").replace("\\textunderscore", "_").replace("$\\sim$", "~");
    let mut address = String::with_capacity(plain.len());
    let mut characters = plain.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => address.extend(characters.next()),
            '{' | '}' => {}
            _ if character.is_ascii_whitespace() => {}
            _ => address.push(character),
        }
    }
    address
}

/// A number as TeX writes it: decimal, or hexadecimal after `"`, or octal after `'`.
pub(super) fn number_of(source: &str) -> Option<u32> {
    let source = source.trim();
    if let Some(hexadecimal) = source.strip_prefix('"') {
        u32::from_str_radix(hexadecimal, 16).ok()
    } else if let Some(octal) = source.strip_prefix('\'') {
        u32::from_str_radix(octal, 8).ok()
    } else {
        source.parse().ok()
    }
}
