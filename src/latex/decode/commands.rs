//! Commands that rich text has a form for: accents, symbols, styles, links, code points.

use super::cursor::{Argument, address_of, number_of};
use super::style::{COMMANDS, DECLARATIONS, Line, Style, style_of};
use super::{Decoder, TokenKind};
use crate::latex::links::Place;
use crate::latex::{MAX_DEPTH, TexProblemKind, accents, cyrillic, links, math, symbols};
use crate::model::{Inline, Text, has_tex};
use crate::text::addresses::is_safe_link;

impl<'a> Decoder<'a> {
    pub(super) fn control_symbol(&mut self, index: usize, symbol: char, end: usize, line: &mut Line) {
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
                    self.piece(index, vec![Inline::Str(source.to_owned())], line);
                }
            },
        }
    }

    pub(super) fn command(&mut self, index: usize, end: usize, line: &mut Line) {
        let source = self.source;
        let token = self.tokens[index];
        let name = token.name(source);
        if let Some(accent) = accents::by_command(name) {
            return self.accent(index, accent, end, line);
        }
        if let Some(style) = style_of(name, COMMANDS) {
            return self.styled(index, style, end, line);
        }
        if let Some(style) = style_of(name, DECLARATIONS) {
            self.skip_space(end);
            let content = self.in_style(style, |decoder| decoder.nested(end));
            return self.in_its_style(index, style, content, line);
        }
        if let Some(symbol) = symbols::by_tex(token.source(source)) {
            line.push(symbol.character);
            return self.end_of_name(end);
        }
        if let Some(letter) = cyrillic::letter(name) {
            line.push(letter);
            return self.end_of_name(end);
        }
        match name {
            "qquad" => {
                line.push_str("\u{2003}\u{2003}");
                self.end_of_name(end);
            }
            "ensuremath" => self.ensure_math(index, end, line),
            "ifmmode" => self.outside_mathematics(index, end, line),
            "url" | "nolinkurl" | "path" => self.address(index, end, line),
            "href" => self.link(index, end, line),
            "symbol" | "unichar" | "char" => self.code_point(index, name, end, line),
            _ => self.meaning(index, end, line),
        }
    }

    /// A command for the style of its argument. `\enquote*{…}` is an inner quotation.
    fn styled(&mut self, index: usize, style: Style, end: usize, line: &mut Line) {
        let before = self.at;
        let has_star = style == Style::Quote && self.take_star(end);
        let Some(argument) = self.argument(end) else {
            self.at = before;
            return self.unknown(index, end, line);
        };
        let content = self.in_style(style, |decoder| decoder.content(argument, end));
        if has_star {
            return self.piece(index, vec![Inline::Quote(content)], line);
        }
        self.in_its_style(index, style, content, line);
    }

    /// Fixed-width text has no markup, so TeX in it is kept together with its command.
    fn in_its_style(&mut self, index: usize, style: Style, content: Vec<Inline>, line: &mut Line) {
        if style == Style::Code && has_tex(&content) {
            let code = Inline::Code(Text::from(content).to_plain());
            return self.piece(index, vec![code], line);
        }
        line.push_styled(style, content);
    }

    /// The address of a link that shows it. It is kept as it is if it would be written in another way.
    fn address(&mut self, index: usize, end: usize, line: &mut Line) {
        let Some(source) = self.raw_argument(end) else { return self.unknown(index, end, line) };
        let url = address_of(source);
        let link = Inline::Link { content: vec![Inline::Str(url.clone())], url };
        let place = if self.depth == 0 { Place::Text } else { Place::Argument };
        let Inline::Link { url, .. } = &link else { return };
        let is_kept = links::url_command(url, place).is_none_or(|written| written != self.source_from(index));
        match is_kept {
            true => self.piece(index, vec![link], line),
            false => line.inlines.push(link),
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
        let is_kept = has_tex(&content);
        if !put_accent(&mut content, accent) {
            content.insert(0, Inline::Str(accent.alone.to_string()));
        }
        if is_kept { self.piece(index, content, line) } else { line.append(content) }
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
            None => self.formula(index, formula, line),
        }
    }

    fn link(&mut self, index: usize, end: usize, line: &mut Line) {
        self.option(end);
        let before = self.at;
        let Some(address) = self.raw_argument(end) else { return self.unknown(index, end, line) };
        let url = address_of(address);
        match self.argument(end) {
            Some(argument) => {
                let content = self.content(argument, end);
                // Links that could do harm are written without their address.
                let is_written = is_safe_link(&url);
                let link = Inline::Link { url, content };
                if is_written { line.inlines.push(link) } else { self.piece(index, vec![link], line) }
            }
            None => {
                self.at = before;
                self.unknown(index, end, line);
            }
        }
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
    pub(super) fn content(&mut self, argument: Argument<'a>, end: usize) -> Vec<Inline> {
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
