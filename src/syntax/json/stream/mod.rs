//! Splits a stream of JSON into its records, holding only one of them in memory at a time.
//!
//! It accepts an array of values, consecutive values (JSON Lines, or not), and a single value. A broken value does not
//! spoil the others: inside a string, a line end is an error that closes the string, and where each value is on a line
//! of its own, a line that starts with `{` where no object may occur starts a new value. Reading takes linear time.
//!
//! The answer of a service holds its records in a list inside an object: [`for_each_element`] passes on the elements
//! one by one, and then the object with that list empty.

mod list_search;
mod splitter;

use std::borrow::Cow;
use std::io;

use crate::diag::{Code, Diagnostic, Place, Sink, Snippet};

use crate::syntax::Input;
use splitter::Splitter;

/// The text of a value in the stream.
pub(crate) struct RawValue<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The name of the stream.
    pub file: &'a str,
    /// The line of its first byte, from 1.
    pub line: u32,
    /// The column of its first byte, from 1, counted in bytes.
    pub column: u32,
}

/// The role of a value in its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A value of its own, or an element of a requested list.
    Value,
    /// An object with a list of this many elements, which were passed on before; in the object the list is empty. Or an
    /// empty array that is the whole stream.
    AroundList(usize),
}

/// The paths of the lists whose elements are passed on one by one: the names of members from the outermost object on.
pub(crate) type Lists = &'static [&'static [&'static str]];

/// Takes a value and its role.
pub(crate) type OnValue<'a> = dyn FnMut(Role, RawValue<'_>, &mut dyn Sink) + 'a;

/// Calls `on_value` for every value of the stream.
///
/// # Errors
/// Returns any I/O error from the input.
pub(crate) fn for_each_value(
    input: Input<'_>,
    diag: &mut dyn Sink,
    on_value: &mut dyn FnMut(RawValue<'_>, &mut dyn Sink),
) -> io::Result<()> {
    for_each_element(input, &[], diag, &mut |role, value, diag| {
        if role == Role::Value {
            on_value(value, diag);
        }
    })
}

/// Calls `on_value` for every value of the stream; for an object that holds one of these lists, it is called for each
/// element of the list and then for the object without them. Lists are looked for in the first value, and in later
/// values as long as values have them.
///
/// # Errors
/// Returns any I/O error from the input.
pub(crate) fn for_each_element(
    input: Input<'_>,
    lists: Lists,
    diag: &mut dyn Sink,
    on_value: &mut OnValue<'_>,
) -> io::Result<()> {
    let mut splitter = Splitter::new(input.name, lists, diag, on_value);
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
        splitter.feed(chunk);
        input.bytes.consume(used);
    }
    splitter.end();
    Ok(())
}

impl RawValue<'_> {
    /// Returns the text. The bytes were decoded, so they are UTF-8; checking this is much faster than replacing what is
    /// not.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        std::str::from_utf8(self.bytes).map_or_else(|_| String::from_utf8_lossy(self.bytes), Cow::Borrowed)
    }

    /// Returns the place of a byte offset in the value, with a length in characters.
    pub(crate) fn place(&self, offset: usize, length: u32) -> Place {
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
            snippet: (!self.bytes.is_empty()).then(|| Snippet {
                text: String::from_utf8_lossy(&self.bytes[from..to]).into_owned(),
                first_column: first_column.saturating_add(characters(&self.bytes[line_start..from])),
            }),
        }
    }

    /// Returns the report of an error of `serde_json` about this value.
    pub(crate) fn syntax_error(&self, error: &serde_json::Error) -> Diagnostic {
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

/// Returns the offset of a line and column of `serde_json`, which counts lines from 1 and columns in bytes up to the
/// error.
fn byte_offset(bytes: &[u8], line: usize, column: usize) -> usize {
    let line_start = match line {
        0 | 1 => 0,
        _ => memchr::memchr_iter(b'\n', bytes).nth(line - 2).map_or(bytes.len(), |end| end + 1),
    };
    (line_start + column.saturating_sub(1)).min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::{Lists, Role, for_each_element, for_each_value};
    use crate::diag::{Code, Diagnostic};
    use crate::syntax::Input;

    fn split(text: &str) -> (Vec<String>, Vec<Diagnostic>) {
        let (mut values, mut reports) = (Vec::new(), Vec::new());
        let mut bytes = std::io::BufReader::with_capacity(3, text.as_bytes());
        let input = Input::new("in.json", &mut bytes);
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

    /// Checks the elements of the list `hits.items` or `data` and the objects around them, however the bytes are split.
    #[track_caller]
    fn check_lists(text: &str, values: &[(Role, &str)], codes: &[Code]) {
        for size in [1, 3, 7, 4096] {
            let (mut found, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
            let mut bytes = std::io::BufReader::with_capacity(size, text.as_bytes());
            let input = Input::new("in.json", &mut bytes);
            let lists: Lists = &[&["hits", "items"], &["data"]];
            for_each_element(input, lists, &mut reports, &mut |role, value, _| {
                found.push((role, String::from_utf8(value.bytes.to_vec()).unwrap()));
            })
            .unwrap();
            let found: Vec<(Role, &str)> = found.iter().map(|(role, value)| (*role, value.as_str())).collect();
            assert_eq!(found, values, "{size}");
            assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), codes);
        }
    }

    #[test]
    fn lists_inside_of_objects_give_their_elements() {
        check_lists(
            r#"{"meta": {"data": 1}, "data" : [ {"a": "]"}, {"b": [{}]}, null ], "next": {"data": [1]}}"#,
            &[
                (Role::Value, r#"{"a": "]"}"#),
                (Role::Value, r#"{"b": [{}]}"#),
                (Role::Value, "null"),
                (Role::AroundList(3), r#"{"meta": {"data": 1}, "data" : [], "next": {"data": [1]}}"#),
            ],
            &[],
        );
        check_lists(
            "{\"hits\": {\"x\": [{\"items\": [0]}], \"items\": [\n{\n}]}}",
            &[(Role::Value, "{\n}"), (Role::AroundList(1), r#"{"hits": {"x": [{"items": [0]}], "items": []}}"#)],
            &[],
        );
        check_lists(r#"{"data": []}"#, &[(Role::AroundList(0), r#"{"data": []}"#)], &[]);
        check_lists(r#"{"items": [1], "hits": [2]}"#, &[(Role::Value, r#"{"items": [1], "hits": [2]}"#)], &[]);
    }

    #[test]
    fn pages_of_lists_may_follow_each_other() {
        let around = (Role::AroundList(1), r#"{"data":[]}"#);
        let values = [(Role::Value, "1"), around, (Role::Value, "2"), around];
        check_lists("{\"data\":[1]}\n{\"data\":[2]}\n", &values, &[]);
        check_lists("[{\"data\":[1]}, {\"data\":[2]}]", &values, &[]);
        let plain = [(Role::Value, "{}"), (Role::Value, r#"{"data":[2]}"#)];
        check_lists("{}\n{\"data\":[2]}", &plain, &[]);
    }

    #[test]
    fn a_list_that_is_cut_gives_what_it_has() {
        check_lists("{\"data\": [{\"a\": 1}, ", &[(Role::Value, "{\"a\": 1}")], &[Code::JsonTruncated]);
        check_lists(r#"{"data": [{"a": "\"#, &[(Role::Value, r#"{"a": "\"#)], &[]);
    }

    #[test]
    fn the_bytes_may_come_in_any_portions() {
        let text = "{\"a\\\"\": \"x\\\\\", \"b\": [1, {\"c\": \"{\"}]}\n{\"d\": \"y\n{\"e\": \"\\\n\"}\n[{}]";
        let split = |size: usize| {
            let mut values = Vec::new();
            let mut bytes = std::io::BufReader::with_capacity(size, text.as_bytes());
            let input = Input::new("in.json", &mut bytes);
            for_each_value(input, &mut (), &mut |value, _| {
                values.push((value.line, value.column, value.bytes.to_vec()))
            })
            .unwrap();
            values
        };
        assert_eq!(split(1).len(), 4);
        for size in 2..text.len() {
            assert_eq!(split(size), split(1), "{size}");
        }
    }

    #[test]
    fn an_array_gives_its_elements() {
        check(r#" [ {"a": [1, {"b": "]}"}]} , {} ] "#, &[r#"{"a": [1, {"b": "]}"}]}"#, "{}"], &[]);
        check("[]", &[], &[]);
        check_lists("[]", &[(Role::AroundList(0), "[]")], &[]);
        check("[1, null, \"x\\\"y\"]", &["1", "null", "\"x\\\"y\""], &[]);
    }

    #[test]
    fn values_one_after_the_other() {
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
        for_each_value(Input::new("in.json", &mut bytes), &mut (), &mut |value, _| {
            if let Err(error) = serde_json::from_slice::<serde_json::Value>(value.bytes) {
                let place = value.syntax_error(&error).place.unwrap();
                places.push((place.line, place.column));
            }
        })
        .unwrap();
        assert_eq!(places, [(3, 6)]);
    }
}
