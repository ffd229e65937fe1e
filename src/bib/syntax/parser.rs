//! Parses text into a syntax tree.
//!
//! The parser accepts what BibTeX accepts (`btxdoc`, and `bibtex.web` where that is silent): braces count even after a
//! backslash, `@comment` hides the content of its braces, text between entries is free. A mistake never affects more
//! than its own entry: reading continues at the next line that starts an entry. Parsing takes linear time.

use std::ops::Range;

use crate::diag::Code;

use super::delimiters::{Delimiters, next_entry_line};
use super::tree::{Field, Item, ItemKind, PieceKind, PieceNode, Span, Tree, Unclosed};
use super::words::{is_identifier, is_key, is_number, stray_brace};

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
        self.check_name(&name, "BibTeX does not read this as the type of an entry");
        self.position += 1;
        let kind = if word.eq_ignore_ascii_case(b"preamble") {
            let value_start = self.position;
            self.value(Span::new(value_start..value_start));
            ItemKind::Preamble
        } else if word.eq_ignore_ascii_case(b"string") {
            self.skip_white_space();
            let name = self.position..self.position + self.name_length(self.position);
            if self.field() {
                self.check_name(&name, "BibTeX does not read this as the name of a macro");
            }
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
        if self.is_at_entry_line() {
            return start..start;
        }
        let end = self.end_of_key(close);
        // All bytes that end a key or a word are ASCII, so no character is cut.
        let text = &self.text[start..end];
        let (word, rest) = text.split_at(text.find(|byte: char| byte.is_ascii_whitespace()).unwrap_or(text.len()));
        let next = self.bytes[start + word.len()..].iter().find(|byte| !byte.is_ascii_whitespace());
        // BibTeX takes `name=` for the beginning of a key, too, but then complains of most values.
        let is_field = match word.strip_suffix('=') {
            Some(_) => !matches!(next, None | Some(b',')) && next != Some(&close),
            None => next == Some(&b'=') || word.contains("=\""),
        };
        if is_field {
            self.report(Code::BibtexRepaired, head.start..start + word.len(), "the entry has no citation key");
            return start..start;
        }
        let key = match rest.split_once('=').map(|(before, _)| before.trim_end()) {
            // The comma after the key is missing: the last word is the name of a field.
            Some(before) => {
                let name = before.rfind(|byte: char| byte.is_ascii_whitespace()).map_or(0, |space| space + 1);
                self.position = start + word.len() + name;
                trimmed(&text[..word.len() + name], start)
            }
            None => {
                self.position = end;
                trimmed(text, start)
            }
        };
        if !key.is_empty() && !is_key(&self.text[key.clone()]) {
            self.report(Code::BibtexRepaired, key.clone(), "BibTeX does not read this as one citation key");
        }
        key
    }

    /// Returns where the key that starts here ends: at a comma, a brace, a line end, or the delimiter of the entry.
    fn end_of_key(&self, close: u8) -> usize {
        let is_end = |byte: u8| matches!(byte, b',' | b'\n' | b'{' | b'}') || byte == close;
        let find = |from: usize, is_end: &dyn Fn(u8) -> bool| {
            let rest = &self.bytes[from..];
            from + rest.iter().position(|&byte| is_end(byte)).unwrap_or(rest.len())
        };
        let end = find(self.position, &is_end);
        if self.bytes.get(end) != Some(&b')') || self.bytes[self.position..end].iter().any(u8::is_ascii_whitespace) {
            return end;
        }
        // In parentheses, BibTeX reads the closing one as part of the key (section 266), which is only meant if a comma
        // follows.
        let word_end = find(end, &|byte| matches!(byte, b',' | b'{' | b'}' | b'@') || byte.is_ascii_whitespace());
        let next = find(word_end, &|byte| !byte.is_ascii_whitespace());
        if self.bytes.get(next) == Some(&b',') { word_end } else { end }
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
                self.report_unclosed(Unclosed::Entry, place.clone());
                return Next::End;
            }
            Some(_) => {}
        }
        let before = self.position;
        let is_first = self.tree.field_count() == head.first_field;
        if self.field() {
            let name = before..before + self.name_length(before);
            self.check_name(&name, "BibTeX does not read this as the name of a field");
            let follows_nothing = is_first && key.is_empty();
            if !had_comma && !follows_nothing {
                let [after_key, before_field] =
                    ["a comma is missing after the citation key", "a comma is missing before this field"];
                self.report(Code::BibtexRepaired, name, if is_first { after_key } else { before_field });
            }
            return Next::Field;
        }
        // `field` reported the mistake; reading continues after the next comma, or with the next entry.
        if self.is_at_entry_line() {
            return Next::Field;
        }
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
        // The next entry is not the name of a field.
        let name = if self.is_at_entry_line() { start..start } else { self.word(b'=') };
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
                (PieceKind::Braced, self.delimited(close, b'}', Unclosed::Brace))
            }
            Some(b'"') => {
                let close = self.delimiters.closing_quote(start + 1);
                let text = self.delimited(close, b'"', Unclosed::Quote);
                if let Some(brace) = stray_brace(&self.text[text.clone()]) {
                    let brace = text.start + brace;
                    self.report(Code::BibtexRepaired, brace..brace + 1, "this closing brace has no opening one");
                }
                (PieceKind::Quoted, text)
            }
            _ => {
                // The next entry is not a value that is missing.
                let word = if self.is_at_entry_line() { start..start } else { self.word(b'=') };
                if word.is_empty() {
                    self.report(Code::BibtexSyntax, start..start + 1, "a value was expected");
                    return;
                }
                let is_number = is_number(&self.text[word.clone()]);
                if !is_number {
                    self.check_name(&word, "BibTeX does not read this as a value: put it in braces");
                }
                (if is_number { PieceKind::Number } else { PieceKind::Macro }, word)
            }
        };
        self.tree.push_piece(PieceNode { text: Span::new(text), kind });
    }

    /// Returns the text of the piece that starts here, given its closing delimiter if there is one, and moves past it.
    fn delimited(&mut self, close: Option<usize>, delimiter: u8, unclosed: Unclosed) -> Range<usize> {
        let start = self.position;
        let end = close.unwrap_or_else(|| self.unclosed(start, unclosed));
        self.position = if self.bytes.get(end) == Some(&delimiter) { end + 1 } else { end };
        start + 1..end
    }

    /// Reports a delimiter without a partner and returns where its value ends: before the next entry.
    fn unclosed(&mut self, start: usize, unclosed: Unclosed) -> usize {
        self.report_unclosed(unclosed, start..start + 1);
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
        self.report_unclosed(Unclosed::Item, end..end + 1);
        if !self.is_at_entry_line() {
            self.position = next_entry_line(self.bytes, end);
        }
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

    /// Returns whether a line that starts an entry starts here.
    fn is_at_entry_line(&self) -> bool {
        let before = || self.bytes[..self.position].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        self.peek() == Some(b'@') && before() == Some(&b'\n')
    }

    /// Reports a word that was read as a name, if BibTeX does not read it as one.
    fn check_name(&mut self, name: &Range<usize>, message: &'static str) {
        if !is_identifier(&self.text[name.clone()]) {
            self.report(Code::BibtexRepaired, name.clone(), message);
        }
    }

    fn report_unclosed(&mut self, unclosed: Unclosed, range: Range<usize>) {
        self.report(Code::BibtexSyntax, range, unclosed.message());
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
