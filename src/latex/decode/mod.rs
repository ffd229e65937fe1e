//! From TeX text to rich text.

mod commands;
mod cursor;
mod kept;
pub(in crate::latex) mod style;

use self::cursor::collapsed;
use self::style::{Line, Style};
use super::definitions::Definitions;
use super::lexer::{Pairs, Token, TokenKind, tokens};
use super::{Decoded, MAX_DEPTH, MAX_PROBLEMS, TexProblem, TexProblemKind, formulas, math};
use crate::model::{Inline, Text};

/// Reads TeX as it occurs in arXiv abstracts and other data, and returns rich text and the problems found.
///
/// Groups in braces protect letter case ([`Inline::NoCase`]) if they contain letters and do not start with a command,
/// which is the rule of BibTeX. What the result cannot represent is kept as plain characters and reported; nothing is
/// lost. Time and memory are linear in the input. The result has no [`Inline::Tex`].
pub fn decode(tex: &str) -> Decoded {
    read(tex, None)
}

/// Reads the value of a field of a `.bib` file, in which TeX stays TeX: commands that rich text has no form for become
/// [`Inline::Tex`], which [`encode()`](super::encode()) writes as it was read.
///
/// The definitions are those of the file. What they expand to is the meaning of their commands.
pub(crate) fn decode_field(tex: &str, definitions: &Definitions) -> Decoded {
    read(tex, Some(definitions))
}

fn read(tex: &str, kept: Option<&Definitions>) -> Decoded {
    if is_plain(tex) {
        return Decoded { text: Text::plain(tex), problems: Vec::new() };
    }
    let mut decoder = Decoder::new(tex, kept, 0);
    let inlines = decoder.all();
    Decoded { text: Text::from(inlines), problems: decoder.problems }
}

/// Whether TeX would show exactly these characters, as is the case for most fields.
fn is_plain(tex: &str) -> bool {
    let bytes = tex.as_bytes();
    let followed_by = |index: usize, byte: u8| bytes.get(index + 1) == Some(&byte);
    !bytes.iter().enumerate().any(|(index, byte)| match byte {
        b'\\' | b'{' | b'}' | b'$' | b'~' | b'`' => true,
        b'-' => followed_by(index, b'-'),
        b'\'' => followed_by(index, b'\''),
        b' ' => bytes.get(index + 1).is_some_and(u8::is_ascii_whitespace),
        byte => byte.is_ascii_whitespace(),
    })
}

/// Whether the text contains letters outside mathematics: only then do braces protect their case.
pub(super) fn has_letters(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Str(text) | Inline::Code(text) => text.chars().any(char::is_alphabetic),
        Inline::Math(_) => false,
        // A command is a word for BibTeX.
        Inline::Tex(_) => true,
        container => has_letters(container.children().unwrap_or_default()),
    })
}

struct Decoder<'a> {
    source: &'a str,
    tokens: Vec<Token>,
    pairs: Pairs,
    at: usize,
    depth: usize,
    /// In fixed-width text, two hyphens stay two hyphens.
    in_code: bool,
    /// How many single quotation marks were opened by a backtick.
    open_single_quotes: usize,
    problems: Vec<TexProblem>,
    /// The definitions of the `.bib` file whose TeX is kept; `None` if only its meaning is wanted.
    kept: Option<&'a Definitions>,
    /// The opening brace of the innermost group around this that is not an argument.
    group: Option<usize>,
    /// Whether to stop at the first command that is not known, and whether that has happened.
    may_give_up: bool,
    has_given_up: bool,
    /// Whether this is inside a piece of TeX that is kept as a whole.
    in_piece: bool,
}

impl<'a> Decoder<'a> {
    fn new(source: &'a str, kept: Option<&'a Definitions>, depth: usize) -> Self {
        let tokens = tokens(source);
        let pairs = Pairs::find(source, &tokens);
        Self {
            source,
            tokens,
            pairs,
            at: 0,
            depth,
            in_code: false,
            open_single_quotes: 0,
            problems: Vec::new(),
            kept,
            group: None,
            may_give_up: false,
            has_given_up: false,
            in_piece: false,
        }
    }

    /// Reads everything.
    fn all(&mut self) -> Vec<Inline> {
        let mut line = Line::default();
        while self.at < self.tokens.len() && !self.has_given_up {
            let end = self.tokens.len();
            line.append(self.sequence(end));
        }
        line.inlines
    }

    /// Reads the tokens before `end`. Braces without a partner are ordinary characters.
    fn sequence(&mut self, end: usize) -> Vec<Inline> {
        let mut line = Line::default();
        while self.at < end && !self.has_given_up {
            self.token(end, &mut line);
        }
        line.inlines
    }

    /// Reads the tokens before `end` one level deeper; keeps their source if that is too deep.
    fn nested(&mut self, end: usize) -> Vec<Inline> {
        if self.depth >= MAX_DEPTH - 1 {
            let range = self.bytes(self.at, end);
            self.problem(TexProblemKind::TooDeep, range.clone());
            self.at = self.at.max(end);
            let source = self.source.get(range).unwrap_or_default();
            return vec![Inline::Str(collapsed(source))];
        }
        self.depth += 1;
        let content = self.sequence(end);
        self.depth -= 1;
        content
    }

    fn token(&mut self, end: usize, line: &mut Line) {
        let index = self.at;
        let token = self.tokens[index];
        self.at += 1;
        match token.kind {
            TokenKind::Text => line.push_str(token.source(self.source)),
            TokenKind::Space => line.push(' '),
            TokenKind::Tilde => line.push('\u{A0}'),
            TokenKind::Open => self.group(index, end, line),
            TokenKind::Close => {
                self.problem_at(TexProblemKind::UnbalancedBrace, index);
                line.push('}');
            }
            TokenKind::Dollar => self.math(index, end, "$", line),
            TokenKind::Verbatim => {
                let content = token.source(self.source).strip_prefix("\\verb").unwrap_or_default();
                let delimiter = content.chars().next().map_or(0, char::len_utf8);
                let content = content.get(delimiter..content.len() - delimiter).unwrap_or_default();
                line.inlines.push(Inline::Code(content.to_owned()));
            }
            TokenKind::Command => self.command(index, end, line),
            TokenKind::ControlSymbol(symbol) => self.control_symbol(index, symbol, end, line),
            _ => self.ligature(index, end, line),
        }
    }

    fn ligature(&mut self, index: usize, end: usize, line: &mut Line) {
        let token = self.tokens[index];
        if self.in_code {
            return line.push_str(token.source(self.source));
        }
        match token.kind {
            TokenKind::EnDash => line.push('–'),
            TokenKind::EmDash => line.push('—'),
            TokenKind::QuestionLigature => line.push('¿'),
            TokenKind::ExclamationLigature => line.push('¡'),
            TokenKind::OpenQuote => match self.pairs.partner(index).filter(|close| *close < end) {
                Some(close) => {
                    let content = self.nested(close);
                    self.at = close + 1;
                    line.inlines.push(Inline::Quote(content));
                }
                None => line.push('“'),
            },
            TokenKind::CloseQuote => line.push('”'),
            TokenKind::Backtick => {
                self.open_single_quotes += 1;
                line.push('‘');
            }
            _ => {
                let before_word =
                    self.source.get(token.end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
                if self.open_single_quotes > 0 && !before_word {
                    self.open_single_quotes -= 1;
                    line.push('’');
                } else {
                    line.push('\'');
                }
            }
        }
    }

    fn group(&mut self, index: usize, end: usize, line: &mut Line) {
        let Some(close) = self.pairs.partner(index).filter(|close| *close < end) else {
            self.problem_at(TexProblemKind::UnbalancedBrace, index);
            return line.push('{');
        };
        let begins_with_command =
            matches!(self.tokens[self.at].kind, TokenKind::Command | TokenKind::ControlSymbol(_) | TokenKind::Verbatim);
        let group_around = self.group.replace(index);
        let content = self.nested(close);
        self.group = group_around;
        self.at = close + 1;
        // The group limits the effect of the command, unless the braces around it do.
        let is_enclosed = index
            .checked_sub(1)
            .is_some_and(|open| group_around == Some(open) && self.pairs.partner(open) == Some(close + 1));
        if begins_with_command && !is_enclosed && content.iter().any(|inline| matches!(inline, Inline::Tex(_))) {
            self.piece(index, content, line);
        } else if !begins_with_command && has_letters(&content) {
            line.inlines.push(Inline::NoCase(content));
        } else {
            line.append(content);
        }
    }

    /// A formula that starts at a token, or the characters of that token.
    fn math(&mut self, index: usize, end: usize, characters: &str, line: &mut Line) {
        let Some(close) = self.pairs.partner(index).filter(|close| *close < end && *close > index) else {
            if !self.pairs.is_currency(index) {
                self.problem_at(TexProblemKind::UnbalancedMath, index);
            }
            return line.push_str(characters);
        };
        let range = self.bytes(index + 1, close);
        let formula = math::normalised(self.source.get(range).unwrap_or_default());
        // Display mathematics has two dollar signs on either side.
        let formula =
            formula.strip_prefix('$').and_then(|inner| inner.strip_suffix('$')).map_or(formula.as_str(), str::trim);
        let formula = formula.to_owned();
        self.at = close + 1;
        self.formula(index, formula, line);
    }

    /// A formula that starts at a token and has been read. One with commands that are not known is kept as it is.
    fn formula(&mut self, index: usize, formula: String, line: &mut Line) {
        if formula.is_empty() {
            return;
        }
        match self.kept.filter(|_| !formulas::is_written(&formula)) {
            Some(definitions) => {
                let expanded = math::normalised(&definitions.expanded(&formula));
                self.piece(index, vec![Inline::Math(expanded)], line);
            }
            None => line.inlines.push(Inline::Math(formula)),
        }
    }

    fn in_style<T>(&mut self, style: Style, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.in_code;
        self.in_code |= style == Style::Code;
        let result = read(self);
        self.in_code = outer;
        result
    }

    fn problem_at(&mut self, kind: TexProblemKind, index: usize) {
        let token = self.tokens[index];
        self.problem(kind, token.start..token.end);
    }

    fn problem(&mut self, kind: TexProblemKind, range: std::ops::Range<usize>) {
        self.has_given_up |= self.may_give_up && matches!(kind, TexProblemKind::UnknownCommand(_));
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(TexProblem { kind, range });
        }
    }
}

#[cfg(test)]
mod tests;
