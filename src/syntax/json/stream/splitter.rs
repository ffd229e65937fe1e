//! The walk over the bytes of a JSON stream.

use super::list_search::{AroundList, ArrayState, LIST_DEPTH, ListSearch};
use super::{Lists, OnValue, RawValue, Role};
use crate::diag::{Code, Diagnostic, Sink};

/// The state of the splitter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between values.
    Between,
    /// In an object or array, outside of strings.
    Container,
    /// In a string of an object or array.
    InString,
    /// After a backslash in such a string.
    InEscape,
    /// In a value that is neither an object nor an array.
    Scalar,
    /// In a string that is itself a value of the stream.
    ScalarString,
    /// After a backslash in such a string.
    ScalarEscape,
}

/// Splits bytes into values.
pub(crate) struct Splitter<'a, 'b> {
    file: &'a str,
    diag: &'a mut dyn Sink,
    on_value: &'a mut OnValue<'b>,
    search: ListSearch,
    state: State,
    value: Vec<u8>,
    depth: usize,
    /// Whether the values are in an array, and whether that array was closed.
    array: ArrayState,
    /// The last byte of the value other than white space.
    last: u8,
    line: u32,
    column: u32,
    start: (u32, u32),
    seen_any: bool,
    reported_stray: bool,
}

impl<'a, 'b> Splitter<'a, 'b> {
    /// Creates a splitter at the beginning of a stream.
    pub(crate) fn new(file: &'a str, lists: Lists, diag: &'a mut dyn Sink, on_value: &'a mut OnValue<'b>) -> Self {
        Self {
            file,
            diag,
            on_value,
            search: ListSearch::new(lists),
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

    /// Takes the next bytes.
    pub(crate) fn feed(&mut self, chunk: &[u8]) {
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
            // A line end, or the first byte of a line, may mean that the next value has begun.
            let is_within_line = self.state == State::Container && byte != b'\n' && self.column > 1;
            if is_within_line && !(self.search.is_on && self.depth <= LIST_DEPTH) {
                let length = self.run(rest);
                rest = &rest[length..];
                continue;
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

    /// Reads on in an object or array up to the end of the line, of the value or of the input, and returns the number
    /// of bytes read. The result is the same as that of [`Splitter::container`], for many bytes at once.
    fn run(&mut self, rest: &[u8]) -> usize {
        let mut length = 0;
        let mut string_state = None;
        while let Some(&byte) = rest.get(length) {
            length += 1;
            match byte {
                b'"' => {
                    let (end, state) = string_end(rest, length);
                    length = end;
                    if state != State::Container {
                        string_state = Some(state);
                        break;
                    }
                }
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 || self.search.is_on && self.depth <= LIST_DEPTH {
                        break;
                    }
                }
                b'\n' => {
                    length -= 1;
                    break;
                }
                _ => {}
            }
        }
        let read = &rest[..length];
        self.value.extend_from_slice(read);
        self.column = self.column.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
        match string_state {
            Some(state) => (self.state, self.last) = (state, b'"'),
            None if self.depth == 0 => self.emit(),
            None => {
                self.last = read.iter().rev().find(|byte| !byte.is_ascii_whitespace()).copied().unwrap_or(self.last)
            }
        }
        length
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
                if self.state == State::Container {
                    self.search.string.end = self.value.len() - 1;
                }
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
            b']' if self.array == ArrayState::Open => self.close_array(),
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
        // Where each value is on a line of its own, `{` at the start of a line where no object may occur starts the
        // next one.
        let may_hold_object = matches!(self.last, b':' | b',' | b'[');
        if byte == b'{' && self.column == 1 && self.array == ArrayState::None && !may_hold_object {
            self.emit();
            self.between(byte);
            return;
        }
        self.value.push(byte);
        match byte {
            b'"' => {
                self.search.string = self.value.len()..self.value.len();
                self.state = State::InString;
            }
            b':' if self.search.is_on => self.search.name_member(self.depth),
            b'[' if self.search.is_on && self.last == b':' && self.search.is_list(&self.value, self.depth) => {
                self.open_list();
                return;
            }
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

    /// Begins the elements of a list inside an object. The object is set aside until they are read.
    fn open_list(&mut self) {
        self.search.is_on = false;
        self.search.around = Some(AroundList {
            value: std::mem::take(&mut self.value),
            depth: self.depth,
            start: self.start,
            array: self.array,
            elements: 0,
        });
        self.array = ArrayState::Open;
        self.state = State::Between;
        self.depth = 0;
    }

    /// Ends the array of the stream, or the list inside an object, which then continues.
    fn close_array(&mut self) {
        let Some(around) = self.search.around.take() else {
            self.array = ArrayState::Closed;
            return;
        };
        self.search.elements = Some(around.elements);
        (self.value, self.depth, self.start, self.array) = (around.value, around.depth, around.start, around.array);
        self.value.push(b']');
        self.state = State::Container;
        self.last = b']';
    }

    fn begin(&mut self, byte: u8, state: State) {
        self.seen_any = true;
        self.search.is_on = self.search.is_next && self.search.around.is_none() && byte == b'{';
        self.search.path.clear();
        self.start = (self.line, self.column);
        self.value.clear();
        self.value.push(byte);
        self.state = state;
    }

    fn emit(&mut self) {
        let (line, column) = self.start;
        let value = RawValue { bytes: &self.value, file: self.file, line, column };
        let role = match (&mut self.search.around, self.search.elements.take()) {
            (Some(around), _) => {
                around.elements += 1;
                Role::Value
            }
            (None, Some(elements)) => Role::AroundList(elements),
            (None, None) => {
                self.search.is_next = false;
                Role::Value
            }
        };
        self.search.is_on = false;
        (self.on_value)(role, value, self.diag);
        self.state = State::Between;
        self.depth = 0;
        self.reported_stray = false;
    }

    /// Reports a byte that cannot start a value; only the first one before the next value.
    fn stray(&mut self, byte: u8) {
        if !self.reported_stray {
            self.reported_stray = true;
            let message = format!("this is not JSON: “{}” is not allowed here", char::from(byte));
            let value = RawValue { bytes: &[byte], file: self.file, line: self.line, column: self.column };
            self.diag.report(Diagnostic::new(Code::JsonSyntax, message).at(value.place(0, 1)));
        }
    }

    /// Ends the stream.
    pub(crate) fn end(mut self) {
        if self.state != State::Between {
            self.emit();
        } else if self.array == ArrayState::Open {
            let message = "the JSON ends before the array is closed";
            let value = RawValue { bytes: b"", file: self.file, line: self.line, column: self.column };
            self.diag.report(
                Diagnostic::new(Code::JsonTruncated, message)
                    .at(value.place(0, 0))
                    .hint("the file may have been cut off; the records before this place were read"),
            );
        } else if !self.seen_any && self.array == ArrayState::Closed {
            let value = RawValue { bytes: b"[]", file: self.file, line: 1, column: 1 };
            (self.on_value)(Role::AroundList(0), value, self.diag);
        } else if !self.seen_any {
            let value = RawValue { bytes: b"", file: self.file, line: 1, column: 1 };
            self.diag.report(Diagnostic::new(Code::EmptyInput, "the input is empty").at(value.place(0, 0)));
        }
    }
}

/// Returns where a string that begins before `start` ends, and the state after it.
fn string_end(bytes: &[u8], start: usize) -> (usize, State) {
    let mut end = start;
    loop {
        match bytes.get(end) {
            None => return (end, State::InString),
            Some(b'"') => return (end + 1, State::Container),
            // The states for them handle the end of the bytes and the end of a line.
            Some(b'\\') if matches!(bytes.get(end + 1), None | Some(b'\n')) => return (end + 1, State::InEscape),
            Some(b'\\') => end += 2,
            Some(b'\n') => return (end, State::InString),
            Some(_) => end += 1,
        }
    }
}
