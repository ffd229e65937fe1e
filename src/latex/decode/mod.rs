//! From TeX text to rich text.

mod cursor;
mod style;

use self::cursor::{Argument, address_of, collapsed, number_of};
use self::style::{COMMANDS, DECLARATIONS, Line, SILENT, SPACES, Style, is_listed, style_of};
use super::lexer::{Pairs, Token, TokenKind, tokens};
use super::{Decoded, MAX_DEPTH, MAX_PROBLEMS, TexProblem, TexProblemKind, accents, cyrillic, math, symbols};
use crate::model::{Inline, Text};

/// Reads TeX as it occurs in `.bib` fields and arXiv abstracts, and returns rich text and the problems found.
///
/// Groups in braces protect letter case ([`Inline::NoCase`]) if they contain letters and do not start with a command,
/// which is the rule of BibTeX. What the result cannot represent is kept as plain characters and reported; nothing is
/// lost. Time and memory are linear in the input.
pub fn decode(tex: &str) -> Decoded {
    if is_plain(tex) {
        return Decoded { text: Text::plain(tex), problems: Vec::new() };
    }
    let tokens = tokens(tex);
    let pairs = Pairs::find(tex, &tokens);
    let mut decoder = Decoder {
        source: tex,
        tokens,
        pairs,
        at: 0,
        depth: 0,
        in_code: false,
        open_single_quotes: 0,
        problems: Vec::new(),
    };
    let mut line = Line::default();
    while decoder.at < decoder.tokens.len() {
        let end = decoder.tokens.len();
        line.append(decoder.sequence(end));
    }
    Decoded { text: Text::from(line.inlines), problems: decoder.problems }
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
}

impl<'a> Decoder<'a> {
    /// Reads the tokens before `end`. Braces without a partner are ordinary characters.
    fn sequence(&mut self, end: usize) -> Vec<Inline> {
        let mut line = Line::default();
        while self.at < end {
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
        let content = self.nested(close);
        self.at = close + 1;
        if !begins_with_command && has_letters(&content) {
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
        if !formula.is_empty() {
            line.inlines.push(Inline::Math(formula.to_owned()));
        }
        self.at = close + 1;
    }

    fn control_symbol(&mut self, index: usize, symbol: char, end: usize, line: &mut Line) {
        let token = self.tokens[index];
        let source = token.source(self.source);
        if let Some(accent) = accents::by_command(&source[1..]) {
            return self.accent(index, accent, end, line);
        }
        match symbol {
            '(' | '[' => self.math(index, end, &symbol.to_string(), line),
            ')' | ']' => {
                self.problem_at(TexProblemKind::UnbalancedMath, index);
                line.push(symbol);
            }
            '\\' => {
                if self.source.get(token.end..).is_some_and(|rest| rest.starts_with('*'))
                    && self.kind_before(end) == Some(TokenKind::Text)
                {
                    self.take_character();
                }
                self.skip_space(end);
                if !line.ends_in_space() {
                    line.push(' ');
                }
            }
            '/' | '!' | '@' | '*' => {}
            ':' | ';' | '>' => line.push('\u{202F}'),
            _ if symbol.is_ascii_whitespace() => {
                self.skip_space(end);
                line.push(' ');
            }
            _ => match symbols::by_tex(source) {
                Some(known) => line.push(known.character),
                None => {
                    self.problem_at(TexProblemKind::UnknownCommand(symbol.to_string()), index);
                    line.push_str(source);
                }
            },
        }
    }

    fn command(&mut self, index: usize, end: usize, line: &mut Line) {
        let source = self.source;
        let token = self.tokens[index];
        let name = token.name(source);
        if let Some(accent) = accents::by_command(name) {
            return self.accent(index, accent, end, line);
        }
        if let Some(style) = style_of(name, COMMANDS) {
            return match self.argument(end) {
                Some(argument) => {
                    let content = self.in_style(style, |decoder| decoder.content(argument, end));
                    line.push_styled(style, content);
                }
                None => self.unknown(index, end, line),
            };
        }
        if let Some(style) = style_of(name, DECLARATIONS) {
            self.skip_space(end);
            let content = self.in_style(style, |decoder| decoder.nested(end));
            return line.push_styled(style, content);
        }
        if let Some(symbol) = symbols::by_tex(token.source(source)) {
            line.push(symbol.character);
            return self.end_of_name(end);
        }
        if let Some(letter) = cyrillic::letter(name) {
            line.push(letter);
            return self.end_of_name(end);
        }
        if let Some(word) = symbols::word(name) {
            line.push_str(word);
            return self.end_of_name(end);
        }
        match name {
            _ if is_listed(name, SILENT) => self.end_of_name(end),
            _ if is_listed(name, SPACES) => {
                self.end_of_name(end);
                if !line.ends_in_space() {
                    line.push(' ');
                }
            }
            "qquad" => {
                line.push_str("\u{2003}\u{2003}");
                self.end_of_name(end);
            }
            "ensuremath" => self.ensure_math(index, end, line),
            "url" | "nolinkurl" | "path" => match self.raw_argument(end) {
                Some(address) => {
                    let url = address_of(address);
                    line.inlines.push(Inline::Link { content: vec![Inline::Str(url.clone())], url });
                }
                None => self.unknown(index, end, line),
            },
            "href" => self.link(index, end, line),
            "textcolor" | "colorbox" => {
                self.skip_option(end);
                self.skip_first_argument(index, end, line);
            }
            "color" | "hspace" | "vspace" | "selectlanguage" => {
                self.skip_option(end);
                if self.raw_argument(end).is_none() {
                    self.unknown(index, end, line);
                }
                self.skip_space(end);
            }
            // They take up space, or control how BibTeX sorts, and show nothing.
            "noopsort" | "phantom" | "hphantom" | "vphantom" => {
                if self.raw_argument(end).is_none() {
                    self.unknown(index, end, line);
                }
            }
            "foreignlanguage" | "texorpdfstring" => self.skip_first_argument(index, end, line),
            "symbol" | "unichar" | "char" => self.code_point(index, name, end, line),
            _ => self.unknown(index, end, line),
        }
    }

    /// Keeps a command as its characters, and the groups after it with their braces, as they are probably its
    /// arguments.
    fn unknown(&mut self, index: usize, end: usize, line: &mut Line) {
        let token = self.tokens[index];
        self.problem_at(TexProblemKind::UnknownCommand(token.name(self.source).to_owned()), index);
        line.push_str(token.source(self.source));
        let option = self.at;
        self.skip_option(end);
        if self.at > option && self.open_group(end).is_some() {
            line.push_str(&collapsed(self.source.get(self.bytes(option, self.at)).unwrap_or_default()));
        } else {
            self.at = option;
        }
        while let Some(close) = self.open_group(end) {
            self.at += 1;
            line.push('{');
            let content = self.nested(close);
            line.append(content);
            line.push('}');
            self.at = close + 1;
        }
    }

    /// Puts an accent on the first letter of its argument, or before an argument without letters.
    fn accent(&mut self, index: usize, accent: &accents::Accent, end: usize, line: &mut Line) {
        let Some(argument) = self.argument(end) else {
            if accent.command.len() == 1 && accent.alone != accent.mark {
                return line.push(accent.alone);
            }
            return self.unknown(index, end, line);
        };
        let mut content = self.content(argument, end);
        if !put_accent(&mut content, accent) {
            line.push(accent.alone);
        }
        line.append(content);
    }

    /// `\ensuremath` around a symbol of the table is that character; around anything else it is a formula.
    fn ensure_math(&mut self, index: usize, end: usize, line: &mut Line) {
        let Some(source) = self.raw_argument(end) else { return self.unknown(index, end, line) };
        let formula = math::normalised(source);
        let known =
            |tex: &str| symbols::by_tex(tex).map(|symbol| symbol.character).or_else(|| math::letter_of_tex(tex));
        // A second group keeps BibTeX from changing the case of its letters.
        let inner = || formula.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
        match known(&formula).or_else(|| inner().and_then(known)) {
            Some(character) => line.push(character),
            None if formula.is_empty() => {}
            None => line.inlines.push(Inline::Math(formula)),
        }
    }

    fn link(&mut self, index: usize, end: usize, line: &mut Line) {
        self.skip_option(end);
        let before = self.at;
        let Some(address) = self.raw_argument(end) else { return self.unknown(index, end, line) };
        let url = address_of(address);
        match self.argument(end) {
            Some(argument) => {
                let content = self.content(argument, end);
                line.inlines.push(Inline::Link { url, content });
            }
            None => {
                self.at = before;
                self.unknown(index, end, line);
            }
        }
    }

    /// `\textcolor{red}{text}`: only the second argument is kept.
    fn skip_first_argument(&mut self, index: usize, end: usize, line: &mut Line) {
        let before = self.at;
        if self.raw_argument(end).is_some()
            && let Some(argument) = self.argument(end)
        {
            let content = self.content(argument, end);
            return line.append(content);
        }
        self.at = before;
        self.unknown(index, end, line);
    }

    /// `\symbol{20013}`, `\char"4E2D`.
    fn code_point(&mut self, index: usize, name: &str, end: usize, line: &mut Line) {
        let before = self.at;
        let number = if name == "char" {
            let text = self.tokens.get(self.at).filter(|token| self.at < end && token.kind == TokenKind::Text);
            let text = text.map_or("", |token| token.source(self.source));
            let length = text.bytes().take_while(|byte| byte.is_ascii_hexdigit() || *byte == b'"').count();
            text.get(..length)
        } else {
            self.raw_argument(end)
        };
        match number.and_then(number_of).and_then(char::from_u32) {
            Some(character) => {
                if name == "char" {
                    for _ in 0..number.map_or(0, str::len) {
                        self.take_character();
                    }
                    self.skip_space(end);
                }
                line.push(character);
            }
            None => {
                self.at = before;
                self.unknown(index, end, line);
            }
        }
    }

    /// Reads an argument, and continues after it.
    fn content(&mut self, argument: Argument<'a>, end: usize) -> Vec<Inline> {
        match argument {
            Argument::Group { start, end, after } => {
                self.at = start;
                let content = self.nested(end);
                self.at = after;
                content
            }
            Argument::Character(character) => vec![Inline::Str(character.to_owned())],
            Argument::Token if self.depth >= MAX_DEPTH - 1 => self.nested(self.at + 1),
            Argument::Token => {
                self.depth += 1;
                let mut line = Line::default();
                self.token(end, &mut line);
                self.depth -= 1;
                line.inlines
            }
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
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(TexProblem { kind, range });
        }
    }
}

/// Puts an accent on the first letter of rich text, if it has one.
fn put_accent(inlines: &mut [Inline], accent: &accents::Accent) -> bool {
    match inlines.first_mut() {
        Some(Inline::Str(text)) => {
            *text = accent.put_on(text);
            true
        }
        Some(container) => {
            let mut content = container.children().unwrap_or_default().to_vec();
            let found = put_accent(&mut content, accent);
            *container = container.with_children(content);
            found
        }
        None => false,
    }
}

#[cfg(test)]
mod tests;
