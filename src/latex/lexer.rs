//! Splits TeX text into tokens and finds which belong together, both in linear time.

use std::ops::Range;

/// A token: what it is and which bytes of the source it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The kinds of tokens that matter in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Characters without a special meaning.
    Text,
    /// A run of ASCII white space.
    Space,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `$`
    Dollar,
    /// `~`
    Tilde,
    /// A backslash and letters.
    Command,
    /// A backslash and one character that is not a letter.
    ControlSymbol(char),
    /// `\verb|…|` from the backslash to the closing delimiter.
    Verbatim,
    /// ` `` `
    OpenQuote,
    /// `''`
    CloseQuote,
    /// A single `` ` ``.
    Backtick,
    /// A single `'`.
    Apostrophe,
    /// `--`
    EnDash,
    /// `---`
    EmDash,
    /// ``?` ``, which TeX sets as ¿.
    QuestionLigature,
    /// ``!` ``, which TeX sets as ¡.
    ExclamationLigature,
}

/// The maximum distance to the delimiter that closes `\verb`. LaTeX searches to the end of the line; the limit keeps
/// hostile input linear.
const VERBATIM_LIMIT: usize = 500;

impl Token {
    /// The source of the token.
    pub(super) fn source<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.start..self.end).unwrap_or_default()
    }

    /// The name of a command, without the backslash.
    pub(super) fn name<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.start + 1..self.end).unwrap_or_default()
    }
}

/// Splits a source into tokens, which cover all of it.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(rest) = source.get(start..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = next(rest);
        tokens.push(Token { kind, start, end: start + length });
        start += length;
    }
    tokens
}

fn next(rest: &str) -> (TokenKind, usize) {
    let bytes = rest.as_bytes();
    let starts = |prefix: &str| rest.starts_with(prefix);
    match bytes[0] {
        b'{' => (TokenKind::Open, 1),
        b'}' => (TokenKind::Close, 1),
        b'$' => (TokenKind::Dollar, 1),
        b'~' => (TokenKind::Tilde, 1),
        b'\\' => command(rest),
        b'`' if starts("``") => (TokenKind::OpenQuote, 2),
        b'`' => (TokenKind::Backtick, 1),
        b'\'' if starts("''") => (TokenKind::CloseQuote, 2),
        b'\'' => (TokenKind::Apostrophe, 1),
        b'-' if starts("---") => (TokenKind::EmDash, 3),
        b'-' if starts("--") => (TokenKind::EnDash, 2),
        b'?' if starts("?`") => (TokenKind::QuestionLigature, 2),
        b'!' if starts("!`") => (TokenKind::ExclamationLigature, 2),
        byte if byte.is_ascii_whitespace() => {
            (TokenKind::Space, bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count())
        }
        _ => {
            // The first character is text in any case; `-`, `?` and `!` end a run because a ligature may start with
            // them.
            let ends = |byte: &u8| b"{}$~\\`'-?!".contains(byte) || byte.is_ascii_whitespace();
            let more = bytes[1..].iter().position(ends).unwrap_or(bytes.len() - 1);
            (TokenKind::Text, 1 + more)
        }
    }
}

fn command(rest: &str) -> (TokenKind, usize) {
    let letters = rest.bytes().skip(1).take_while(u8::is_ascii_alphabetic).count();
    if letters > 0 {
        if rest.get(1..=letters) == Some("verb")
            && let Some(length) = verbatim(rest)
        {
            return (TokenKind::Verbatim, length);
        }
        return (TokenKind::Command, 1 + letters);
    }
    match rest.chars().nth(1) {
        Some(character) => (TokenKind::ControlSymbol(character), 1 + character.len_utf8()),
        None => (TokenKind::Text, 1),
    }
}

/// The length of `\verb|…|` at the start of `rest`, if it is closed.
fn verbatim(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("\\verb")?;
    let delimiter = after.chars().next().filter(|character| !character.is_whitespace() && *character != '*')?;
    let content = &after[delimiter.len_utf8()..];
    let (offset, _) = content
        .char_indices()
        .take(VERBATIM_LIMIT)
        .take_while(|(_, character)| *character != '\n')
        .find(|(_, character)| *character == delimiter)?;
    Some("\\verb".len() + delimiter.len_utf8() + offset + delimiter.len_utf8())
}

/// Which tokens belong together: for the first of a pair, the index of the last; for the last, that of the first.
pub(super) struct Pairs {
    partner: Vec<Option<usize>>,
    /// Dollar signs of amounts of money.
    currency: Vec<usize>,
}

impl Pairs {
    /// Finds the pairs: braces, then mathematics between braces, then quotation marks outside mathematics.
    pub(super) fn find(source: &str, tokens: &[Token]) -> Self {
        let mut pairs = Self { partner: vec![None; tokens.len()], currency: Vec::new() };
        pairs.find_braces(tokens);
        pairs.find_math_and_quotes(source, tokens);
        pairs
    }

    /// Returns the other token of the pair.
    pub(super) fn partner(&self, index: usize) -> Option<usize> {
        self.partner.get(index).copied().flatten()
    }

    /// Returns whether a dollar sign without a partner belongs to an amount of money, and so needs no report.
    pub(super) fn is_currency(&self, index: usize) -> bool {
        self.currency.binary_search(&index).is_ok()
    }

    fn join(&mut self, first: usize, last: usize) {
        self.partner[first] = Some(last);
        self.partner[last] = Some(first);
    }

    fn find_braces(&mut self, tokens: &[Token]) {
        let mut open = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Open => open.push(index),
                TokenKind::Close => {
                    if let Some(first) = open.pop() {
                        self.join(first, index);
                    }
                }
                _ => {}
            }
        }
    }

    fn find_math_and_quotes(&mut self, source: &str, tokens: &[Token]) {
        let following = Following::new(tokens);
        // The quotation marks that are open in each group around the current token.
        let mut open_quotes: Vec<Vec<usize>> = vec![Vec::new()];
        let mut group_ends: Vec<usize> = Vec::new();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            let end = group_ends.last().copied().unwrap_or(tokens.len());
            match token.kind {
                TokenKind::Open => {
                    if let Some(close) = self.partner[index] {
                        group_ends.push(close);
                        open_quotes.push(Vec::new());
                    }
                }
                TokenKind::Close if self.partner[index].is_some() => {
                    group_ends.pop();
                    open_quotes.pop();
                }
                TokenKind::OpenQuote => {
                    if let Some(open) = open_quotes.last_mut() {
                        open.push(index);
                    }
                }
                TokenKind::CloseQuote => {
                    if let Some(open) = open_quotes.last_mut().and_then(Vec::pop) {
                        self.join(open, index);
                    }
                }
                TokenKind::Dollar => {
                    if let Some(last) = self.math_end(source, tokens, &following, index, end) {
                        self.join(index, last);
                        index = last;
                    }
                }
                TokenKind::ControlSymbol(open @ ('(' | '[')) => {
                    let close = if open == '(' { following.parenthesis[index] } else { following.bracket[index] };
                    if let Some(last) = close.filter(|last| *last < end && following.same_group(index, *last)) {
                        self.join(index, last);
                        index = last;
                    }
                }
                _ => {}
            }
            index += 1;
        }
    }

    /// Finds the last dollar sign of the mathematics that the one at `index` opens.
    fn math_end(
        &mut self,
        source: &str,
        tokens: &[Token],
        following: &Following,
        index: usize,
        end: usize,
    ) -> Option<usize> {
        let closing =
            |from: usize| following.dollar[from].filter(|last| *last < end && following.same_group(index, *last));
        let last = closing(index)?;
        if last == index + 1 {
            // `$$…$$`: the formula ends with two consecutive dollar signs.
            let last = closing(last)?;
            return (following.dollar[last] == Some(last + 1)).then_some(last + 1);
        }
        if is_currency(source, tokens[index].end..tokens[last].start) {
            for dollar in [index, last] {
                if self.currency.last().is_none_or(|before| *before < dollar) {
                    self.currency.push(dollar);
                }
            }
            return None;
        }
        Some(last)
    }
}

/// Whether the text between two dollar signs is between two amounts of money rather than mathematics.
pub(crate) fn is_currency(source: &str, between: Range<usize>) -> bool {
    let after = source.get(between.end + 1..).and_then(|rest| rest.chars().next());
    source.get(between).is_some_and(|between| {
        may_be_currency(between)
            && (after.is_some_and(|character| character.is_ascii_digit()) || has_word_after_space(between))
    })
}

/// Whether mathematics could be mistaken for money, depending on what follows it.
pub(super) fn may_be_currency(between: &str) -> bool {
    between.starts_with(|first: char| first.is_ascii_digit())
        && !between.contains(['\\', '^', '_', '{', '=', '<', '>', '+'])
}

fn has_word_after_space(between: &str) -> bool {
    between
        .split_ascii_whitespace()
        .skip(1)
        .any(|word| word.chars().take_while(|letter| letter.is_alphabetic()).count() >= 3)
}

/// For every token, the next one of a kind after it, and the group it is in.
struct Following {
    dollar: Vec<Option<usize>>,
    parenthesis: Vec<Option<usize>>,
    bracket: Vec<Option<usize>>,
    depth: Vec<usize>,
}

impl Following {
    fn new(tokens: &[Token]) -> Self {
        let next_of = |kind: TokenKind| {
            let mut next = None;
            let mut all = vec![None; tokens.len()];
            for (index, token) in tokens.iter().enumerate().rev() {
                all[index] = next;
                if token.kind == kind {
                    next = Some(index);
                }
            }
            all
        };
        let mut depth = 0_usize;
        let depths = tokens.iter().map(|token| {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth
        });
        Self {
            depth: depths.collect(),
            dollar: next_of(TokenKind::Dollar),
            parenthesis: next_of(TokenKind::ControlSymbol(')')),
            bracket: next_of(TokenKind::ControlSymbol(']')),
        }
    }

    /// Whether two tokens, the later one before the end of the earlier one's group, are equally deep.
    fn same_group(&self, first: usize, last: usize) -> bool {
        self.depth[first] == self.depth[last]
    }
}

#[cfg(test)]
mod tests {
    use super::{Pairs, TokenKind, tokens};

    #[test]
    fn tokens_cover_the_source() {
        let source = "a  {\\\"o} -- ``x'' $y$ \\verb|{| é?` \\";
        let tokens = tokens(source);
        let joined: String = tokens.iter().map(|token| token.source(source)).collect();
        assert_eq!(joined, source);
        assert!(tokens.iter().any(|token| token.kind == TokenKind::Verbatim && token.source(source) == "\\verb|{|"));
    }

    #[test]
    fn pairs_respect_groups_and_mathematics() {
        let source = "``a $f''$ {b'' $} $''";
        let tokens = tokens(source);
        let pairs = Pairs::find(source, &tokens);
        assert_eq!(pairs.partner(0), Some(tokens.len() - 1));
        let in_group = tokens.iter().position(|token| token.kind == TokenKind::Open).expect("there is a group") + 2;
        assert_eq!(tokens[in_group].kind, TokenKind::CloseQuote);
        assert_eq!(pairs.partner(in_group), None);
    }
}
