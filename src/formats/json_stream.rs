//! Splits a stream of JSON into its records without holding more than one of them.
//!
//! Accepted are an array of values, values one after the other (JSON Lines, or not), and a single value. One broken value
//! does not cost the others: inside of strings a line end is an error that closes the string, and where values follow
//! each other by line, a line that starts with `{` where no object may stand starts a new value. Reading is linear.

use std::io;

use crate::diag::{Code, Diagnostic, Place, Sink, Snippet};

use super::Input;

/// A value as it stands in the stream.
pub(super) struct RawValue<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The name of the stream.
    pub file: &'a str,
    /// The line of its first byte, from 1.
    pub line: u32,
    /// The column of its first byte, from 1, counted in bytes.
    pub column: u32,
}

/// Calls `on_value` for every value of the stream.
///
/// # Errors
/// What reading the bytes fails with.
pub(super) fn for_each_value(
    input: Input<'_>,
    diag: &mut dyn Sink,
    on_value: &mut dyn FnMut(RawValue<'_>, &mut dyn Sink),
) -> io::Result<()> {
    let mut splitter = Splitter::new(input.name, diag, on_value);
    let mut at_start = true;
    loop {
        let chunk = match input.bytes.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            break;
        }
        let used = chunk.len();
        let skipped = if at_start && chunk.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        at_start = false;
        splitter.feed(&chunk[skipped..]);
        input.bytes.consume(used);
    }
    splitter.end();
    Ok(())
}

impl RawValue<'_> {
    /// The place of a byte offset of the value, `length` characters long.
    pub(super) fn place(&self, offset: usize, length: u32) -> Place {
        let before = &self.bytes[..offset.min(self.bytes.len())];
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let lines = u32::try_from(memchr::memchr_iter(b'\n', before).count()).unwrap_or(u32::MAX);
        let first_column = if lines == 0 { self.column } else { 1 };
        let rest = &self.bytes[line_start..];
        let line_end = line_start + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let from = offset.saturating_sub(60).max(line_start);
        let to = (offset + 60).min(line_end).max(from);
        let characters =
            |bytes: &[u8]| u32::try_from(String::from_utf8_lossy(bytes).chars().count()).unwrap_or(u32::MAX);
        Place {
            file: self.file.to_owned(),
            line: self.line.saturating_add(lines),
            column: first_column.saturating_add(characters(&before[line_start..])),
            length,
            snippet: Some(Snippet {
                text: String::from_utf8_lossy(&self.bytes[from..to]).into_owned(),
                first_column: first_column.saturating_add(characters(&self.bytes[line_start..from])),
            }),
        }
    }

    /// The report of what `serde_json` says of this value.
    pub(super) fn syntax_error(&self, error: &serde_json::Error) -> Diagnostic {
        let offset = byte_offset(self.bytes, error.line(), error.column());
        let described = error.to_string();
        let message = described.split(" at line ").next().unwrap_or_default().to_owned();
        let code = match error.classify() {
            _ if message.starts_with("recursion limit") => Code::JsonTooDeep,
            serde_json::error::Category::Eof => Code::JsonTruncated,
            _ => Code::JsonSyntax,
        };
        Diagnostic::new(code, format!("this is not JSON: {message}")).at(self.place(offset, 1))
    }
}

/// The offset of a line and column of `serde_json`, which counts lines from 1 and columns in bytes up to the culprit.
fn byte_offset(bytes: &[u8], line: usize, column: usize) -> usize {
    let line_start = match line {
        0 | 1 => 0,
        _ => memchr::memchr_iter(b'\n', bytes).nth(line - 2).map_or(bytes.len(), |end| end + 1),
    };
    (line_start + column.saturating_sub(1)).min(bytes.len())
}

/// What the splitter is in the middle of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between values.
    Between,
    /// In an object or array, outside of strings.
    Container,
    /// In a string of an object or array.
    InString,
    /// Behind a backslash in such a string.
    InEscape,
    /// In a value that is neither object nor array.
    Scalar,
    /// In a string that is a value of the stream itself.
    ScalarString,
    /// Behind a backslash in such a string.
    ScalarEscape,
}

struct Splitter<'a> {
    file: &'a str,
    diag: &'a mut dyn Sink,
    on_value: &'a mut dyn FnMut(RawValue<'_>, &mut dyn Sink),
    state: State,
    value: Vec<u8>,
    depth: usize,
    /// Whether the values stand in an array, and whether that array was closed.
    array: ArrayState,
    /// The last byte of the value that is not white space.
    last: u8,
    line: u32,
    column: u32,
    start: (u32, u32),
    seen_any: bool,
    reported_stray: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ArrayState {
    None,
    Open,
    Closed,
}

impl<'a> Splitter<'a> {
    fn new(file: &'a str, diag: &'a mut dyn Sink, on_value: &'a mut dyn FnMut(RawValue<'_>, &mut dyn Sink)) -> Self {
        Self {
            file,
            diag,
            on_value,
            state: State::Between,
            value: Vec::new(),
            depth: 0,
            array: ArrayState::None,
            last: 0,
            line: 1,
            column: 1,
            start: (1, 1),
            seen_any: false,
            reported_stray: false,
        }
    }

    fn feed(&mut self, chunk: &[u8]) {
        let mut rest = chunk;
        while let Some((&byte, after)) = rest.split_first() {
            if self.state == State::InString || self.state == State::ScalarString {
                let length = memchr::memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len());
                if length > 0 {
                    self.value.extend_from_slice(&rest[..length]);
                    self.column = self.column.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
                    rest = &rest[length..];
                    continue;
                }
            }
            self.byte(byte);
            if byte == b'\n' {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
            rest = after;
        }
    }

    fn byte(&mut self, byte: u8) {
        match self.state {
            State::Between => self.between(byte),
            State::Container => self.container(byte),
            State::InString => {
                self.value.push(byte);
                self.state = match byte {
                    b'\\' => State::InEscape,
                    b'"' | b'\n' => State::Container,
                    _ => State::InString,
                };
            }
            State::InEscape => {
                self.value.push(byte);
                self.state = State::InString;
            }
            State::Scalar => {
                if matches!(byte, b',' | b']' | b'{' | b'[' | b' ' | b'\t' | b'\r' | b'\n') {
                    self.emit();
                    self.between(byte);
                } else {
                    self.value.push(byte);
                }
            }
            State::ScalarString => match byte {
                b'\n' => {
                    self.emit();
                    self.between(byte);
                }
                _ => {
                    self.value.push(byte);
                    match byte {
                        b'\\' => self.state = State::ScalarEscape,
                        b'"' => self.emit(),
                        _ => {}
                    }
                }
            },
            State::ScalarEscape => {
                self.value.push(byte);
                self.state = State::ScalarString;
            }
        }
    }

    fn between(&mut self, byte: u8) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {}
            b'[' if !self.seen_any && self.array == ArrayState::None => self.array = ArrayState::Open,
            b',' if self.array == ArrayState::Open => {}
            b']' if self.array == ArrayState::Open => self.array = ArrayState::Closed,
            b'{' | b'[' => {
                self.begin(byte, State::Container);
                self.depth = 1;
                self.last = byte;
            }
            b'"' => self.begin(byte, State::ScalarString),
            b'}' | b']' | b':' | b',' => self.stray(byte),
            _ => self.begin(byte, State::Scalar),
        }
    }

    fn container(&mut self, byte: u8) {
        // Where values follow each other by line, `{` at the start of a line where no object may stand is the next one.
        let may_hold_object = matches!(self.last, b':' | b',' | b'[');
        if byte == b'{' && self.column == 1 && self.array == ArrayState::None && !may_hold_object {
            self.emit();
            self.between(byte);
            return;
        }
        self.value.push(byte);
        match byte {
            b'"' => self.state = State::InString,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.emit();
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.last = byte;
        }
    }

    fn begin(&mut self, byte: u8, state: State) {
        self.seen_any = true;
        self.start = (self.line, self.column);
        self.value.clear();
        self.value.push(byte);
        self.state = state;
    }

    fn emit(&mut self) {
        let (line, column) = self.start;
        let value = RawValue { bytes: &self.value, file: self.file, line, column };
        (self.on_value)(value, self.diag);
        self.state = State::Between;
        self.depth = 0;
        self.reported_stray = false;
    }

    /// Reports a byte that starts no value, once until the next value.
    fn stray(&mut self, byte: u8) {
        if !self.reported_stray {
            self.reported_stray = true;
            let message = format!("this is not JSON: “{}” cannot stand here", char::from(byte));
            let value = RawValue { bytes: &[byte], file: self.file, line: self.line, column: self.column };
            self.diag.report(Diagnostic::new(Code::JsonSyntax, message).at(value.place(0, 1)));
        }
    }

    fn end(mut self) {
        if self.state != State::Between {
            self.emit();
        } else if self.array == ArrayState::Open {
            let message = "the JSON ends before the array is closed";
            let value = RawValue { bytes: b"", file: self.file, line: self.line, column: self.column };
            self.diag.report(
                Diagnostic::new(Code::JsonTruncated, message)
                    .at(value.place(0, 0))
                    .hint("the file may have been cut; the records before this place were read"),
            );
        } else if !self.seen_any && self.array == ArrayState::None {
            let value = RawValue { bytes: b"", file: self.file, line: 1, column: 1 };
            self.diag.report(Diagnostic::new(Code::EmptyInput, "the input holds nothing").at(value.place(0, 0)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Input;
    use super::for_each_value;
    use crate::diag::{Code, Diagnostic};

    fn split(text: &str) -> (Vec<String>, Vec<Diagnostic>) {
        let (mut values, mut reports) = (Vec::new(), Vec::new());
        let mut bytes = std::io::BufReader::with_capacity(3, text.as_bytes());
        let input = Input { name: "in.json", bytes: &mut bytes };
        for_each_value(input, &mut reports, &mut |value, _| {
            values.push(String::from_utf8_lossy(value.bytes).into_owned());
        })
        .unwrap();
        (values, reports)
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str], codes: &[Code]) {
        let (values, reports) = split(text);
        assert_eq!(values, expected);
        assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), codes);
    }

    #[test]
    fn an_array_gives_its_elements() {
        check(r#" [ {"a": [1, {"b": "]}"}]} , {} ] "#, &[r#"{"a": [1, {"b": "]}"}]}"#, "{}"], &[]);
        check("[]", &[], &[]);
        check("[1, null, \"x\\\"y\"]", &["1", "null", "\"x\\\"y\""], &[]);
    }

    #[test]
    fn values_one_after_the_other() {
        check("\u{FEFF}{}\n{\"a\":1}\n", &["{}", "{\"a\":1}"], &[]);
        check("{\n  \"a\": {\n  }\n}\n{}", &["{\n  \"a\": {\n  }\n}", "{}"], &[]);
    }

    #[test]
    fn nothing_is_reported() {
        check(" \n", &[], &[Code::EmptyInput]);
    }

    #[test]
    fn a_broken_line_does_not_swallow_the_next() {
        check("{\"a\": \"x\n{\"b\": 1}\n", &["{\"a\": \"x\n", "{\"b\": 1}"], &[]);
        check("{\"a\": 1\n{\"b\": 1}\n", &["{\"a\": 1\n", "{\"b\": 1}"], &[]);
    }

    #[test]
    fn a_cut_array_gives_what_it_has() {
        check("[{}, {\"a\"", &["{}", "{\"a\""], &[]);
        check("[{},", &["{}"], &[Code::JsonTruncated]);
    }

    #[test]
    fn stray_bytes_are_reported_once() {
        check("}}} {}", &["{}"], &[Code::JsonSyntax]);
    }

    #[test]
    fn places_count_lines_and_columns() {
        let mut places = Vec::new();
        let mut bytes = "[\n {}, {\n\"é\": x}]".as_bytes();
        for_each_value(Input { name: "in.json", bytes: &mut bytes }, &mut (), &mut |value, _| {
            if let Err(error) = serde_json::from_slice::<serde_json::Value>(value.bytes) {
                let place = value.syntax_error(&error).place.unwrap();
                places.push((place.line, place.column));
            }
        })
        .unwrap();
        assert_eq!(places, [(3, 6)]);
    }
}
