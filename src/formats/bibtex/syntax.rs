//! The syntax of .bib files: entries, macros and fields, with their places, and nothing of their meaning.
//!
//! Follows what BibTeX accepts (`btxdoc`, and `bibtex.web` where that is silent): braces count even behind a backslash,
//! `@comment` hides what its braces hold, text between entries is free. A mistake never costs more than the entry it is
//! in: braces are paired once for the whole file, so that an unclosed one is known when it is met, and reading goes on at
//! the next line that starts an entry. All of it is linear in the length of the file.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Sink, Source};

/// What stands between `@` and its closing delimiter.
#[derive(Debug, PartialEq)]
pub(super) enum Item<'a> {
    /// A bibliographic entry.
    Entry(RawEntry<'a>),
    /// `@string{name = value}`.
    Macro(RawField<'a>),
}

/// An entry as it stands.
#[derive(Debug, PartialEq)]
pub(super) struct RawEntry<'a> {
    /// The type, in the file's letter case.
    pub kind: &'a str,
    /// The citation key; empty when there is none.
    pub key: &'a str,
    /// The fields in order.
    pub fields: Vec<RawField<'a>>,
    /// Where the type and the key stand.
    pub range: Range<usize>,
}

/// A field as it stands.
#[derive(Debug, PartialEq)]
pub(super) struct RawField<'a> {
    /// The name, in the file's letter case.
    pub name: &'a str,
    /// Where the name stands.
    pub range: Range<usize>,
    /// The pieces that `#` joins.
    pub pieces: Vec<Piece<'a>>,
}

/// A piece of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece<'a> {
    /// Its text, without delimiters.
    pub text: &'a str,
    /// Where the text starts.
    pub offset: usize,
    /// Whether it is the name of a macro.
    pub is_macro: bool,
}

/// Calls `on_item` for everything in the file that has a meaning.
pub(super) fn for_each_item<'a>(
    source: &Source<'a>,
    diag: &mut dyn Sink,
    on_item: &mut dyn FnMut(Item<'a>, &mut dyn Sink),
) {
    let text = source.text();
    let mut parser = Parser { source, text, position: 0, braces: pair_braces(text), diag };
    while let Some(item) = parser.next_item() {
        on_item(item, parser.diag);
    }
}

/// The fields that stand in a value, `name = {value}` after another with commas between them, with their places in the
/// file; `None` when the value is anything else.
pub(super) fn nested_fields<'a>(value: &Piece<'a>) -> Option<Vec<RawField<'a>>> {
    let (source, mut reports) = (Source::new("", value.text), Vec::new());
    let mut parser =
        Parser { source: &source, text: value.text, position: 0, braces: pair_braces(value.text), diag: &mut reports };
    let mut fields = Vec::new();
    parser.skip_white_space();
    while parser.peek().is_some() {
        let mut field = parser.field()?;
        field.range = field.range.start + value.offset..field.range.end + value.offset;
        field.pieces.iter_mut().for_each(|piece| piece.offset += value.offset);
        fields.push(field);
        parser.skip_white_space();
        let has_comma = parser.peek() == Some(b',');
        if !has_comma && parser.peek().is_some() {
            return None;
        }
        parser.position += usize::from(has_comma);
        parser.skip_white_space();
    }
    (reports.is_empty() && !fields.is_empty()).then_some(fields)
}

struct Parser<'a, 'b> {
    source: &'b Source<'a>,
    text: &'a str,
    position: usize,
    /// The offsets of every opening brace that has a partner, and of that partner, in order.
    braces: Vec<(usize, usize)>,
    diag: &'b mut dyn Sink,
}

/// How an entry went on after a field.
enum Next {
    Field,
    End,
}

impl<'a> Parser<'a, '_> {
    fn next_item(&mut self) -> Option<Item<'a>> {
        loop {
            let start = self.position + memchr::memchr(b'@', &self.text.as_bytes()[self.position..])?;
            self.report_lost_text(self.position..start);
            self.position = start + 1;
            self.skip_white_space();
            let kind = self.take_while(|byte| !is_delimiter(byte) && byte != b'@');
            self.skip_white_space();
            let open = self.peek();
            if kind.eq_ignore_ascii_case("comment") {
                if open == Some(b'{') {
                    self.position = self.partner(self.position).map_or(self.position + 1, |end| end + 1);
                }
                continue;
            }
            let close = match open {
                Some(b'{') => b'}',
                Some(b'(') => b')',
                // An @ in free text, such as an e-mail address.
                _ => continue,
            };
            if kind.is_empty() {
                self.report(Code::BibtexSyntax, start..self.position + 1, "the entry has no type");
                continue;
            }
            self.position += 1;
            if kind.eq_ignore_ascii_case("preamble") {
                self.value();
                self.end_of_entry(close);
                continue;
            }
            if kind.eq_ignore_ascii_case("string") {
                self.skip_white_space();
                let field = self.field();
                self.end_of_entry(close);
                match field {
                    Some(field) => return Some(Item::Macro(field)),
                    None => continue,
                }
            }
            return Some(Item::Entry(self.entry(kind, start, close)));
        }
    }

    fn entry(&mut self, kind: &'a str, start: usize, close: u8) -> RawEntry<'a> {
        self.skip_white_space();
        let key_start = self.position;
        let key = self.take_while(|byte| !matches!(byte, b',' | b'=' | b'\n' | b'{' | b'}' | b'"') && byte != close);
        let key = match (self.peek(), key.trim_end().rsplit_once(char::is_whitespace)) {
            // The comma after the key is missing: the last word is the name of a field.
            (Some(b'='), Some((before, name))) if !before.trim().is_empty() => {
                self.position = key_start + key.trim_end().len() - name.len();
                before.trim()
            }
            (Some(b'='), _) => {
                self.report(Code::BibtexRepaired, start..self.position, "the entry has no citation key");
                self.position = key_start;
                ""
            }
            _ => key.trim(),
        };
        let mut entry = RawEntry { kind, key, fields: Vec::new(), range: start..key_start + key.len() };
        while let Next::Field = self.next_field(&mut entry, close) {}
        entry
    }

    /// Reads one field or the end of the entry.
    fn next_field(&mut self, entry: &mut RawEntry<'a>, close: u8) -> Next {
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
                self.report(Code::BibtexSyntax, entry.range.clone(), "the entry is not closed");
                return Next::End;
            }
            Some(_) => {}
        }
        let before = self.position;
        let is_first = entry.fields.is_empty();
        if let Some(field) = self.field() {
            let follows_nothing = is_first && entry.key.is_empty();
            if !had_comma && !follows_nothing {
                let message = if is_first {
                    "a comma is missing after the citation key"
                } else {
                    "a comma is missing before this field"
                };
                self.report(Code::BibtexRepaired, field.range.clone(), message);
            }
            entry.fields.push(field);
            return Next::Field;
        }
        // `field` reported the mistake; reading goes on behind the next comma, or with the next entry.
        self.position = self.position.max(before);
        match self.text.as_bytes()[self.position..]
            .iter()
            .position(|&byte| byte == b',' || byte == b'\n' || byte == close)
        {
            Some(offset) => {
                let moves = self.position + offset > before || self.text.as_bytes()[before] == b',';
                self.position += if moves { offset } else { offset + 1 };
                Next::Field
            }
            None => {
                self.position = self.text.len();
                Next::End
            }
        }
    }

    /// Reads `name = value`; reports why it cannot.
    fn field(&mut self) -> Option<RawField<'a>> {
        let start = self.position;
        let name = self.take_while(|byte| !is_delimiter(byte));
        let range = start..self.position;
        self.skip_white_space();
        if name.is_empty() || self.peek() != Some(b'=') {
            let end = (range.end).max(start + 1);
            let [no_name, no_value] = ["the name of a field was expected", "“=” was expected after this name"];
            self.report(Code::BibtexSyntax, start..end, if name.is_empty() { no_name } else { no_value });
            return None;
        }
        self.position += 1;
        let pieces = self.value();
        Some(RawField { name, range, pieces })
    }

    /// Reads pieces joined by `#`.
    fn value(&mut self) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        loop {
            self.skip_white_space();
            pieces.extend(self.piece());
            self.skip_white_space();
            if self.peek() != Some(b'#') {
                return pieces;
            }
            self.position += 1;
        }
    }

    fn piece(&mut self) -> Option<Piece<'a>> {
        let start = self.position;
        match self.peek() {
            Some(b'{') => {
                let end = match self.partner(start) {
                    Some(end) => end,
                    None => self.unclosed(start, "the brace is not closed"),
                };
                self.position = (end + 1).min(self.text.len());
                if !self.text[end..].starts_with('}') {
                    self.position = end;
                }
                Some(Piece { text: &self.text[start + 1..end], offset: start + 1, is_macro: false })
            }
            Some(b'"') => {
                let end = match self.closing_quote(start + 1) {
                    Some(end) => end,
                    None => self.unclosed(start, "the quotation mark is not closed"),
                };
                self.position = if self.text[end..].starts_with('"') { end + 1 } else { end };
                Some(Piece { text: &self.text[start + 1..end], offset: start + 1, is_macro: false })
            }
            _ => {
                let text = self.take_while(|byte| !is_delimiter(byte));
                if text.is_empty() {
                    self.report(Code::BibtexSyntax, start..start + 1, "a value was expected");
                    return None;
                }
                let is_macro = !text.bytes().all(|byte| byte.is_ascii_digit());
                Some(Piece { text, offset: start, is_macro })
            }
        }
    }

    /// The quotation mark that ends a value: the first one outside of braces.
    fn closing_quote(&self, mut from: usize) -> Option<usize> {
        loop {
            let found = from + memchr::memchr2(b'"', b'{', self.text.as_bytes().get(from..)?)?;
            if self.text.as_bytes()[found] == b'"' {
                return Some(found);
            }
            from = self.partner(found)? + 1;
        }
    }

    /// Reports a delimiter without a partner and returns where its value ends: before the next entry.
    fn unclosed(&mut self, start: usize, message: &str) -> usize {
        self.report(Code::BibtexSyntax, start..start + 1, message);
        let next_entry = next_entry_line(self.text, start + 1);
        let value = &self.text[start + 1..next_entry];
        start + 1 + value.trim_end().trim_end_matches(['}', ')', ',', '"']).trim_end().len()
    }

    /// Skips to the closing delimiter of a macro or preamble.
    fn end_of_entry(&mut self, close: u8) {
        self.skip_white_space();
        if self.peek() == Some(b',') {
            self.position += 1;
            self.skip_white_space();
        }
        if self.peek() == Some(close) {
            self.position += 1;
        } else {
            let end = self.position.min(self.text.len());
            self.report(Code::BibtexSyntax, end..end + 1, "the closing delimiter was expected here");
            self.position = next_entry_line(self.text, self.position);
        }
    }

    /// Free text between entries is a comment, unless a closing brace shows that it was meant to be part of one.
    fn report_lost_text(&mut self, range: Range<usize>) {
        if let Some(brace) = memchr::memchr(b'}', &self.text.as_bytes()[range.clone()]) {
            let place = range.start + brace;
            let message = "text between entries was passed over, although it holds a closing brace";
            self.report(Code::BibtexSyntax, place..place + 1, message);
        }
    }

    /// The closing brace that belongs to the opening one at this offset.
    fn partner(&self, open: usize) -> Option<usize> {
        let index = self.braces.binary_search_by_key(&open, |&(open, _)| open).ok()?;
        Some(self.braces[index].1)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn take_while(&mut self, accept: impl Fn(u8) -> bool) -> &'a str {
        let rest = &self.text[self.position..];
        let length = rest.bytes().position(|byte| !accept(byte)).unwrap_or(rest.len());
        // All delimiters are ASCII, so a character is never cut.
        self.position += length;
        &rest[..length]
    }

    /// Skips white space, and comments that some programs write inside of entries.
    fn skip_white_space(&mut self) {
        loop {
            self.take_while(|byte| byte.is_ascii_whitespace());
            if self.peek() != Some(b'%') {
                return;
            }
            self.take_while(|byte| byte != b'\n');
        }
    }

    fn report(&mut self, code: Code, range: Range<usize>, message: &str) {
        self.diag.report(Diagnostic::new(code, message).at(self.source.place(range)));
    }
}

/// The bytes that end a name or a macro.
const fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'{' | b'}' | b'(' | b')' | b',' | b'=' | b'"' | b'#' | b'%')
}

/// Pairs all braces of the text.
fn pair_braces(text: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for position in memchr::memchr2_iter(b'{', b'}', text.as_bytes()) {
        if text.as_bytes()[position] == b'{' {
            open.push(position);
        } else if let Some(start) = open.pop() {
            pairs.push((start, position));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The offset of the next line that starts an entry, or the end of the text.
fn next_entry_line(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut position = from.min(text.len());
    while let Some(offset) = memchr::memchr(b'\n', &bytes[position..]) {
        position += offset + 1;
        let line = &bytes[position..];
        let blank = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if line.get(blank) == Some(&b'@') {
            return position;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Item, for_each_item};
    use crate::diag::{Code, Diagnostic, Source};

    /// One line an item: type, key, and the fields with their pieces; macros in angle brackets.
    fn parse(text: &str) -> (Vec<String>, Vec<Diagnostic>) {
        let (mut items, mut reports) = (Vec::new(), Vec::new());
        for_each_item(&Source::new("x.bib", text), &mut reports, &mut |item, _| {
            let (mut shown, fields) = match item {
                Item::Entry(entry) => (format!("{} {}", entry.kind, entry.key), entry.fields),
                Item::Macro(field) => ("string".to_owned(), vec![field]),
            };
            for field in fields {
                let pieces: Vec<String> = field
                    .pieces
                    .iter()
                    .map(|piece| if piece.is_macro { format!("<{}>", piece.text) } else { piece.text.to_owned() })
                    .collect();
                shown += &format!(" | {}={}", field.name, pieces.join("#"));
            }
            items.push(shown);
        });
        (items, reports)
    }

    #[track_caller]
    fn check(text: &str, items: &[&str], codes: &[Code]) {
        let (got, reports) = parse(text);
        assert_eq!(got, items);
        assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), codes, "{reports:?}");
    }

    #[test]
    fn values_in_every_delimiter() {
        check(
            "@Article{key, Title = {A {B} c}, note=\"q {\"}x{\"} r\", year = 2020, month = jan # \"~1\" ,}",
            &["Article key | Title=A {B} c | note=q {\"}x{\"} r | year=2020 | month=<jan>#~1"],
            &[],
        );
        check("@misc(key, title = {(x)})", &["misc key | title=(x)"], &[]);
    }

    #[test]
    fn strings_preambles_and_comments() {
        check(
            "@string{ab = {x} # cd}\n@preamble{\"\\x\" # {y}}\n@comment{@misc{a,b={c}}}\nfree text, me@example.org\n@misc{k}",
            &["string | ab=x#<cd>", "misc k"],
            &[],
        );
    }

    #[test]
    fn small_mistakes_are_repaired() {
        check("@misc{k title={a} year=2020}", &["misc k | title=a | year=2020"], &[Code::BibtexRepaired; 2]);
        check("@misc{k, title={a} year=2020}", &["misc k | title=a | year=2020"], &[Code::BibtexRepaired]);
        check("@misc{title={a},,year=2020}", &["misc  | title=a | year=2020"], &[Code::BibtexRepaired]);
    }

    #[test]
    fn an_unclosed_entry_does_not_cost_the_next() {
        check(
            "@misc{a, title={x\n}\n@misc{b, title={y}}",
            &["misc a | title=x\n", "misc b | title=y"],
            &[Code::BibtexSyntax],
        );
        check("@misc{a, title={x}\n\n@misc{b}", &["misc a | title=x", "misc b"], &[Code::BibtexSyntax]);
        check("@misc{a, title=\"x}\n@misc{b}", &["misc a | title=x", "misc b"], &[Code::BibtexSyntax]);
        check("@misc{a, title=", &["misc a | title="], &[Code::BibtexSyntax; 2]);
    }

    #[test]
    fn text_lost_behind_a_surplus_brace_is_reported() {
        check("@misc{a, title={x}}, year=2020}\n@misc{b}", &["misc a | title=x", "misc b"], &[Code::BibtexSyntax]);
    }

    #[test]
    fn places_have_line_and_column() {
        let (_, reports) = parse("@misc{a,\n  title={x} year=2020}");
        let place = reports[0].place.as_ref().unwrap();
        assert_eq!((place.line, place.column, place.length), (2, 13, 4));
    }

    #[test]
    fn hostile_input_ends_soon_and_without_panic() {
        for text in
            ["{", "@a{", "@a{b,c={", "\"", "@", "@a{b,c=\"{", "@a(", "@string{", "é@é{é,é=é", "@a{b,c=d#", "@a{=,"]
        {
            let (items, _) = parse(&text.repeat(20_000));
            assert!(items.len() <= 20_000);
        }
    }
}
