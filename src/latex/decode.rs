//! From TeX text to rich text.

use super::lexer::{Pairs, Token, TokenKind, tokens};
use super::{Decoded, MAX_DEPTH, MAX_PROBLEMS, Problem, ProblemKind, accents, math, symbols};
use crate::model::{Inline, Text};

/// Reads TeX as it stands in `.bib` fields and arXiv abstracts.
///
/// Groups in braces protect letter case ([`Inline::NoCase`]) when they hold letters and do not begin with a command,
/// which is BibTeX's own rule. What the result cannot hold is kept as plain characters and reported; nothing is lost.
/// Takes time and memory linear in the input.
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

/// Whether TeX would show just these characters, as it does with most fields.
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

/// Whether letters stand in it, outside mathematics: only then do braces protect their case.
pub(super) fn has_letters(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Str(text) | Inline::Code(text) => text.chars().any(char::is_alphabetic),
        Inline::Math(_) => false,
        container => has_letters(container.children().unwrap_or_default()),
    })
}

/// What a text command does with its argument.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Em,
    Strong,
    Underline,
    SmallCaps,
    Sub,
    Sup,
    Quote,
    Code,
    /// Nothing that rich text knows.
    Plain,
}

/// Commands with one argument.
static COMMANDS: &[(Style, &str)] = &[
    (Style::Em, "emph textit textsl"),
    (Style::Strong, "textbf"),
    (Style::Underline, "underline uline"),
    (Style::SmallCaps, "textsc"),
    (Style::Sub, "textsubscript"),
    (Style::Sup, "textsuperscript"),
    (Style::Quote, "enquote"),
    (Style::Code, "texttt"),
    (Style::Plain, "mbox hbox text textrm textnormal textsf textup textmd textlf makebox fbox"),
];

/// Declarations, which are in force to the end of their group.
static DECLARATIONS: &[(Style, &str)] = &[
    (Style::Em, "em it sl itshape slshape"),
    (Style::Strong, "bf bfseries"),
    (Style::SmallCaps, "sc scshape"),
    (Style::Code, "tt ttfamily"),
    (
        Style::Plain,
        "rm sf normalfont rmfamily sffamily mdseries upshape tiny scriptsize footnotesize small normalsize large Large LARGE \
         huge Huge",
    ),
];

/// Commands that leave no trace in rich text.
const SILENT: &str = "protect relax noindent ignorespaces unskip xspace allowbreak nobreak nolinebreak sloppy fussy frenchspacing boldmath";

/// Commands for space that a line may break at.
const SPACES: &str = "par newline linebreak space break hfill";

fn style_of(name: &str, table: &[(Style, &str)]) -> Option<Style> {
    table.iter().find(|(_, names)| is_listed(name, names)).map(|(style, _)| *style)
}

fn is_listed(name: &str, names: &str) -> bool {
    names.split(' ').any(|listed| listed == name)
}

/// Pieces being put together: neighbouring strings are joined at once.
#[derive(Default)]
struct Line {
    inlines: Vec<Inline>,
}

impl Line {
    fn push_str(&mut self, text: &str) {
        match self.inlines.last_mut() {
            Some(Inline::Str(before)) => before.push_str(text),
            _ => self.inlines.push(Inline::Str(text.to_owned())),
        }
    }

    fn push(&mut self, character: char) {
        self.push_str(character.encode_utf8(&mut [0; 4]));
    }

    fn append(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            match (self.inlines.last_mut(), inline) {
                (Some(Inline::Str(before)), Inline::Str(text)) => before.push_str(&text),
                (_, other) => self.inlines.push(other),
            }
        }
    }

    fn ends_in_space(&self) -> bool {
        matches!(self.inlines.last(), Some(Inline::Str(text)) if text.ends_with(' '))
    }

    fn push_styled(&mut self, style: Style, content: Vec<Inline>) {
        match style {
            Style::Em => self.inlines.push(Inline::Em(content)),
            Style::Strong => self.inlines.push(Inline::Strong(content)),
            Style::Underline => self.inlines.push(Inline::Underline(content)),
            Style::SmallCaps => self.inlines.push(Inline::SmallCaps(content)),
            Style::Sub => self.inlines.push(Inline::Sub(content)),
            Style::Sup => self.inlines.push(Inline::Sup(content)),
            Style::Quote => self.inlines.push(Inline::Quote(content)),
            Style::Code => self.inlines.push(Inline::Code(Text::from(content).to_plain())),
            Style::Plain => self.append(content),
        }
    }
}

struct Decoder<'a> {
    source: &'a str,
    tokens: Vec<Token>,
    pairs: Pairs,
    at: usize,
    depth: usize,
    /// In fixed-width text two hyphens are two hyphens.
    in_code: bool,
    /// How many single quotation marks were opened by a backtick.
    open_single_quotes: usize,
    problems: Vec<Problem>,
}

/// An argument of a command.
enum Argument<'a> {
    /// A group: from the token after its opening brace to before its closing one. The group may lack the latter.
    Group { start: usize, end: usize, after: usize },
    /// The token that comes next.
    Token,
    /// A character of a run of text; it has been taken out of it.
    Character(&'a str),
}

impl<'a> Decoder<'a> {
    /// Reads the tokens before `end`. Braces without a partner are characters.
    fn sequence(&mut self, end: usize) -> Vec<Inline> {
        let mut line = Line::default();
        while self.at < end {
            self.token(end, &mut line);
        }
        line.inlines
    }

    /// Reads the tokens before `end` one level deeper; when that is too deep, keeps their source.
    fn nested(&mut self, end: usize) -> Vec<Inline> {
        if self.depth >= MAX_DEPTH - 1 {
            let range = self.bytes(self.at, end);
            self.problem(ProblemKind::TooDeep, range.clone());
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
                self.problem_at(ProblemKind::UnbalancedBrace, index);
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
            self.problem_at(ProblemKind::UnbalancedBrace, index);
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

    /// A formula that begins at a token, or the characters of that token.
    fn math(&mut self, index: usize, end: usize, characters: &str, line: &mut Line) {
        let Some(close) = self.pairs.partner(index).filter(|close| *close < end && *close > index) else {
            if !self.pairs.is_currency(index) {
                self.problem_at(ProblemKind::UnbalancedMath, index);
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
                self.problem_at(ProblemKind::UnbalancedMath, index);
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
                    self.problem_at(ProblemKind::UnknownCommand(symbol.to_string()), index);
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
            "foreignlanguage" | "texorpdfstring" => self.skip_first_argument(index, end, line),
            "symbol" | "unichar" | "char" => self.code_point(index, name, end, line),
            _ => self.unknown(index, end, line),
        }
    }

    /// Keeps a command as its characters, and the groups after it with their braces, as they are likely its arguments.
    fn unknown(&mut self, index: usize, end: usize, line: &mut Line) {
        let token = self.tokens[index];
        self.problem_at(ProblemKind::UnknownCommand(token.name(self.source).to_owned()), index);
        line.push_str(token.source(self.source));
        while let Some(close) = self.open_group(end) {
            self.at += 1;
            line.push('{');
            let content = self.nested(close);
            line.append(content);
            line.push('}');
            self.at = close + 1;
        }
    }

    /// An accent on the first letter of its argument. An argument without letters stands after the accent.
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

    /// `\ensuremath` around what the table of symbols knows is that character, everything else is a formula.
    fn ensure_math(&mut self, index: usize, end: usize, line: &mut Line) {
        let Some(source) = self.raw_argument(end) else { return self.unknown(index, end, line) };
        let formula = math::normalised(source);
        match symbols::by_tex(&formula).map(|symbol| symbol.character).or_else(|| math::letter_of_tex(&formula)) {
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

    /// `\textcolor{red}{text}`: the second argument alone.
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
            for _ in 0..length {
                self.take_character();
            }
            Some(&text[..length])
        } else {
            self.raw_argument(end)
        };
        match number.and_then(number_of).and_then(char::from_u32) {
            Some(character) => line.push(character),
            None => {
                self.at = before;
                self.unknown(index, end, line);
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

    // The functions below move over tokens.

    fn kind_before(&self, end: usize) -> Option<TokenKind> {
        self.tokens.get(self.at).filter(|_| self.at < end).map(|token| token.kind)
    }

    fn skip_space(&mut self, end: usize) {
        if self.kind_before(end) == Some(TokenKind::Space) {
            self.at += 1;
        }
    }

    /// What ends the name of a command and is not shown: white space, or an empty group.
    fn end_of_name(&mut self, end: usize) {
        if self.open_group(end) == Some(self.at + 1) {
            self.at += 2;
        } else {
            self.skip_space(end);
        }
    }

    /// The closing brace of the group that begins here.
    fn open_group(&self, end: usize) -> Option<usize> {
        let is_open = self.kind_before(end) == Some(TokenKind::Open);
        self.pairs.partner(self.at).filter(|close| is_open && *close < end)
    }

    /// The argument of a command. A group that nothing closes ends where the text around it ends.
    fn argument(&mut self, end: usize) -> Option<Argument<'a>> {
        let before = self.at;
        self.skip_space(end);
        let start = self.at;
        let argument = match self.kind_before(end) {
            Some(TokenKind::Open) => {
                let close = self.pairs.partner(start).filter(|close| *close < end);
                if close.is_none() {
                    self.problem_at(ProblemKind::UnbalancedBrace, start);
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

    /// Reads an argument, and goes on after it.
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

    /// Takes the first character out of the run of text that comes next. Nothing when there is no text.
    fn take_character(&mut self) -> &'a str {
        let Some(token) = self.tokens.get_mut(self.at).filter(|token| token.kind == TokenKind::Text) else { return "" };
        let source = token.source(self.source);
        let first = &source[..source.chars().next().map_or(0, char::len_utf8)];
        token.start += first.len();
        if token.start >= token.end {
            self.at += 1;
        }
        first
    }

    /// The source of a group.
    fn raw_argument(&mut self, end: usize) -> Option<&'a str> {
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

    /// Moves over an optional argument in brackets that is within one run of text.
    fn skip_option(&mut self, end: usize) {
        if self.kind_before(end) == Some(TokenKind::Text) {
            let text = self.tokens[self.at].source(self.source);
            if text.starts_with('[') && text.ends_with(']') {
                self.at += 1;
            }
        }
    }

    /// The bytes from the beginning of one token to the beginning of another.
    fn bytes(&self, first: usize, end: usize) -> std::ops::Range<usize> {
        let start_of = |index: usize| self.tokens.get(index).map_or(self.source.len(), |token| token.start);
        let start = start_of(first);
        start..start_of(end).max(start)
    }

    fn problem_at(&mut self, kind: ProblemKind, index: usize) {
        let token = self.tokens[index];
        self.problem(kind, token.start..token.end);
    }

    fn problem(&mut self, kind: ProblemKind, range: std::ops::Range<usize>) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { kind, range });
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

/// White space runs as one space each.
fn collapsed(source: &str) -> String {
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

/// The address that the argument of `\url` or `\href` means: without the backslashes and braces that TeX needs.
fn address_of(source: &str) -> String {
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
fn number_of(source: &str) -> Option<u32> {
    let source = source.trim();
    if let Some(hexadecimal) = source.strip_prefix('"') {
        u32::from_str_radix(hexadecimal, 16).ok()
    } else if let Some(octal) = source.strip_prefix('\'') {
        u32::from_str_radix(octal, 8).ok()
    } else {
        source.parse().ok()
    }
}

#[cfg(test)]
mod tests;
