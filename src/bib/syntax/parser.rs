//! Parses text into a syntax tree.
//!
//! The parser accepts what BibTeX accepts (`btxdoc`, and `bibtex.web` where that is silent): braces count even after a
//! backslash, `@comment` hides the content of its braces, text between entries is free. A mistake never affects more
//! than its own entry: reading continues at the next line that starts an entry. Parsing takes linear time.

use std::ops::Range;

use crate::diag::Code;

use super::delimiters::{Delimiters, next_entry_line};
use super::tree::{Field, Item, ItemKind, PieceKind, PieceNode, Span, Tree};

/// The maximum length of a text whose offsets fit into the spans of a tree.
const MAX_LENGTH: usize = u32::MAX as usize;

impl Tree {
    /// Parses a text.
    pub fn parse(text: &str) -> Self {
        let mut parser = Parser::new(text);
        while parser.item() {}
        if text.len() > MAX_LENGTH {
            let end = parser.bytes.len();
            parser.report(Code::BibtexSyntax, end..end, "the file is longer than 4 GiB: the rest was not read");
        }
        parser.tree
    }
}

/// Parses the value of a field that contains only fields, `name = {value}` separated by commas, as a single item.
/// Returns `None` if the value is anything else.
pub(in crate::bib) fn parse_fields(text: &str) -> Option<Tree> {
    let mut parser = Parser::new(text);
    parser.skip_white_space();
    while parser.peek().is_some() {
        if !parser.field() {
            return None;
        }
        parser.skip_white_space();
        match parser.peek() {
            Some(b',') => parser.position += 1,
            Some(_) => return None,
            None => {}
        }
        parser.skip_white_space();
    }
    let is_sound = parser.tree.problems().is_empty() && parser.tree.field_count() > 0;
    let end = parser.position;
    parser.finish(ItemKind::Entry, &Head { start: 0, name: Span::new(0..0), first_field: 0 }, end);
    is_sound.then_some(parser.tree)
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    position: usize,
    delimiters: Delimiters<'a>,
    tree: Tree,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let mut end = text.len().min(MAX_LENGTH);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let bytes = &text.as_bytes()[..end];
        Self { text, bytes, position: 0, delimiters: Delimiters::new(bytes), tree: Tree::default() }
    }

    /// Reads the next item, or what looks like the start of one; returns false at the end.
    fn item(&mut self) -> bool {
        let Some(offset) = memchr::memchr(b'@', &self.bytes[self.position..]) else { return false };
        let start = self.position + offset;
        self.report_lost_text(self.position..start);
        self.position = start + 1;
        self.skip_white_space();
        let name = self.word(b'@');
        self.skip_white_space();
        let word = &self.bytes[name.clone()];
        let open = self.peek();
        let head = Head { start, name: Span::new(name.clone()), first_field: self.tree.field_count() };
        if word.eq_ignore_ascii_case(b"comment") {
            let end = match open {
                Some(b'{') => self.delimiters.closing_brace(self.position).map_or(self.position + 1, |end| end + 1),
                _ => name.end,
            };
            self.position = self.position.max(end);
            self.finish(ItemKind::Comment, &head, end);
            return true;
        }
        let close = match open {
            Some(b'{') => b'}',
            Some(b'(') => b')',
            // An @ in free text, such as an e-mail address.
            _ => return true,
        };
        if word.is_empty() {
            self.report(Code::BibtexSyntax, start..self.position + 1, "the entry has no type");
            return true;
        }
        self.position += 1;
        let kind = if word.eq_ignore_ascii_case(b"preamble") {
            let value_start = self.position;
            self.value(Span::new(value_start..value_start));
            ItemKind::Preamble
        } else if word.eq_ignore_ascii_case(b"string") {
            self.skip_white_space();
            self.field();
            ItemKind::Macro
        } else {
            self.entry(&head, close);
            return true;
        };
        let end = self.end_of_item(close);
        self.finish(kind, &head, end);
        true
    }

    fn finish(&mut self, kind: ItemKind, head: &Head, end: usize) {
        let key = head.name.range().end;
        self.finish_with_key(kind, head, Span::new(key..key), end);
    }

    fn finish_with_key(&mut self, kind: ItemKind, head: &Head, key: Span, end: usize) {
        let fields = Span::new(head.first_field..self.tree.field_count());
        self.tree.push_item(Item { kind, span: Span::new(head.start..end), name: head.name, key, fields });
    }

    fn entry(&mut self, head: &Head, close: u8) {
        self.skip_white_space();
        let key = self.key(head, close);
        let place = head.start..key.end;
        while let Next::Field = self.next_field(head, &key, &place, close) {}
        self.finish_with_key(ItemKind::Entry, head, Span::new(key), self.position);
    }

    /// Reads the citation key.
    fn key(&mut self, head: &Head, close: u8) -> Range<usize> {
        let start = self.position;
        let is_end = |byte: u8| matches!(byte, b',' | b'=' | b'\n' | b'{' | b'}' | b'"') || byte == close;
        let length = self.bytes[start..].iter().position(|&byte| is_end(byte)).unwrap_or(self.bytes.len() - start);
        self.position += length;
        // All of these bytes are ASCII, so no character is cut.
        let key = &self.text[start..start + length];
        if self.peek() != Some(b'=') {
            return trimmed(key, start);
        }
        match key.trim_end().rsplit_once(char::is_whitespace) {
            // The comma after the key is missing: the last word is the name of a field.
            Some((before, name)) if !before.trim().is_empty() => {
                self.position = start + key.trim_end().len() - name.len();
                trimmed(before, start)
            }
            _ => {
                self.report(Code::BibtexRepaired, head.start..self.position, "the entry has no citation key");
                self.position = start;
                start..start
            }
        }
    }

    /// Reads one field or the end of the entry.
    fn next_field(&mut self, head: &Head, key: &Range<usize>, place: &Range<usize>, close: u8) -> Next {
        self.skip_white_space();
        let had_comma = self.peek() == Some(b',');
        while self.peek() == Some(b',') {
            self.position += 1;
            self.skip_white_space();
        }
        match self.peek() {
            Some(byte) if byte == close => {
                self.position += 1;
                return Next::End;
            }
            None | Some(b'@') => {
                self.report(Code::BibtexSyntax, place.clone(), "the entry is not closed");
                return Next::End;
            }
            Some(_) => {}
        }
        let before = self.position;
        let is_first = self.tree.field_count() == head.first_field;
        if self.field() {
            let follows_nothing = is_first && key.is_empty();
            if !had_comma && !follows_nothing {
                let [after_key, before_field] =
                    ["a comma is missing after the citation key", "a comma is missing before this field"];
                let name = before..before + self.name_length(before);
                self.report(Code::BibtexRepaired, name, if is_first { after_key } else { before_field });
            }
            return Next::Field;
        }
        // `field` reported the mistake; reading continues after the next comma, or with the next entry.
        let rest = &self.bytes[self.position..];
        match rest.iter().position(|&byte| byte == b',' || byte == b'\n' || byte == close) {
            Some(offset) => {
                let moves = self.position + offset > before || self.bytes[before] == b',';
                self.position += if moves { offset } else { offset + 1 };
                Next::Field
            }
            None => {
                self.position = self.bytes.len();
                Next::End
            }
        }
    }

    /// Reads `name = value`; if it cannot, reports why and returns false.
    fn field(&mut self) -> bool {
        let start = self.position;
        let name = self.word(b'=');
        let end = name.end;
        self.skip_white_space();
        if name.is_empty() || self.peek() != Some(b'=') {
            let [no_name, no_value] = ["the name of a field was expected", "“=” was expected after this name"];
            let message = if name.is_empty() { no_name } else { no_value };
            self.report(Code::BibtexSyntax, start..end.max(start + 1), message);
            return false;
        }
        self.position += 1;
        self.value(Span::new(name));
        true
    }

    /// Reads pieces joined by `#` as the value of a name.
    fn value(&mut self, name: Span) {
        let first_piece = self.tree.piece_count();
        loop {
            self.skip_white_space();
            self.piece();
            self.skip_white_space();
            if self.peek() != Some(b'#') {
                break;
            }
            self.position += 1;
        }
        self.tree.push_field(Field { name, pieces: Span::new(first_piece..self.tree.piece_count()) });
    }

    fn piece(&mut self) {
        let start = self.position;
        let (kind, text) = match self.peek() {
            Some(b'{') => {
                let close = self.delimiters.closing_brace(start);
                (PieceKind::Braced, self.delimited(close, b'}', "the brace is not closed"))
            }
            Some(b'"') => {
                let close = self.delimiters.closing_quote(start + 1);
                (PieceKind::Quoted, self.delimited(close, b'"', "the quotation mark is not closed"))
            }
            _ => {
                let word = self.word(b'=');
                if word.is_empty() {
                    self.report(Code::BibtexSyntax, start..start + 1, "a value was expected");
                    return;
                }
                let is_number = self.bytes[word.clone()].iter().all(u8::is_ascii_digit);
                (if is_number { PieceKind::Number } else { PieceKind::Macro }, word)
            }
        };
        self.tree.push_piece(PieceNode { text: Span::new(text), kind });
    }

    /// Returns the text of the piece that starts here, given its closing delimiter if there is one, and moves past it.
    fn delimited(&mut self, close: Option<usize>, delimiter: u8, message: &'static str) -> Range<usize> {
        let start = self.position;
        let end = close.unwrap_or_else(|| self.unclosed(start, message));
        self.position = if self.bytes.get(end) == Some(&delimiter) { end + 1 } else { end };
        start + 1..end
    }

    /// Reports a delimiter without a partner and returns where its value ends: before the next entry.
    fn unclosed(&mut self, start: usize, message: &'static str) -> usize {
        self.report(Code::BibtexSyntax, start..start + 1, message);
        let value = &self.text[start + 1..next_entry_line(self.bytes, start + 1)];
        start + 1 + value.trim_end().trim_end_matches(['}', ')', ',', '"']).trim_end().len()
    }

    /// Moves past the closing delimiter of a macro or preamble, and returns where the item ends.
    fn end_of_item(&mut self, close: u8) -> usize {
        self.skip_white_space();
        if self.peek() == Some(b',') {
            self.position += 1;
            self.skip_white_space();
        }
        if self.peek() == Some(close) {
            self.position += 1;
            return self.position;
        }
        let end = self.position;
        self.report(Code::BibtexSyntax, end..end + 1, "the closing delimiter was expected here");
        self.position = next_entry_line(self.bytes, end);
        end
    }

    /// Free text between entries is a comment, unless a closing brace shows that it was meant to be part of one.
    fn report_lost_text(&mut self, range: Range<usize>) {
        if let Some(brace) = memchr::memchr(b'}', &self.bytes[range.clone()]) {
            let place = range.start + brace;
            let message = "text between entries was skipped, although it contains a closing brace";
            self.report(Code::BibtexSyntax, place..place + 1, message);
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    /// Reads a name, a type or a macro: everything up to a delimiter or this byte.
    fn word(&mut self, stop: u8) -> Range<usize> {
        let start = self.position;
        let rest = &self.bytes[start..];
        let is_end = |byte: u8| CLASSES[usize::from(byte)] != Class::Other || byte == stop;
        // All delimiters are ASCII, so a character is never cut.
        self.position += rest.iter().position(|&byte| is_end(byte)).unwrap_or(rest.len());
        start..self.position
    }

    /// Returns the length of the name at an offset.
    fn name_length(&self, start: usize) -> usize {
        self.bytes[start..].iter().take_while(|&&byte| CLASSES[usize::from(byte)] == Class::Other).count()
    }

    /// Skips white space, and comments that some programs write inside entries.
    fn skip_white_space(&mut self) {
        loop {
            let rest = &self.bytes[self.position..];
            let is_space = |&byte: &u8| CLASSES[usize::from(byte)] == Class::Space;
            self.position += rest.iter().position(|byte| !is_space(byte)).unwrap_or(rest.len());
            if self.peek() != Some(b'%') {
                return;
            }
            let rest = &self.bytes[self.position..];
            self.position += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        }
    }

    fn report(&mut self, code: Code, range: Range<usize>, message: &'static str) {
        self.tree.push_problem(code, range, message);
    }
}

/// The parts of an item before its delimiter.
struct Head {
    start: usize,
    name: Span,
    first_field: usize,
}

/// How an entry continues after a field.
enum Next {
    Field,
    End,
}

/// The class of a byte outside values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Delimiter,
    Other,
}

/// The class of every byte.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'{' | b'}' | b'(' | b')' | b',' | b'=' | b'"' | b'#' | b'%' => Class::Delimiter,
            _ if byte.is_ascii_whitespace() => Class::Space,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// Returns the range of a text that starts at an offset, without the white space around it.
fn trimmed(text: &str, offset: usize) -> Range<usize> {
    let key = text.trim();
    let start = if key.is_empty() { offset } else { offset + text.len() - text.trim_start().len() };
    start..start + key.len()
}
