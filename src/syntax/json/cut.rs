//! Where JSON can be cut into parts: between values on lines of their own, as in JSON Lines.

/// Returns the offset of the last line that starts an object, in a text of consecutive objects
/// ([`Cut`](crate::seam::Cut)).
///
/// By the rule of the reader (`json/stream`), a line that starts with `{` starts a value wherever no object may occur.
/// Lists have no such lines.
pub(crate) fn last_start(text: &[u8]) -> Option<usize> {
    let body = text.trim_ascii_start();
    if body.first() != Some(&b'{') {
        return None;
    }
    let first = text.len() - body.len();
    let mut rest = text;
    while let Some(end) = memchr::memrchr(b'\n', rest).filter(|end| *end > first) {
        if text.get(end + 1) == Some(&b'{') && !may_go_on(&text[first..end]) {
            return Some(end + 1);
        }
        rest = &text[..end];
    }
    None
}

/// Whether an object may follow a line, or the line's end is escaped.
fn may_go_on(before: &[u8]) -> bool {
    before.ends_with(b"\\") || matches!(before.trim_ascii_end().last(), Some(b':' | b',' | b'['))
}

#[cfg(test)]
mod tests {
    use super::last_start;

    #[track_caller]
    fn check(text: &str, before: Option<&str>) {
        assert_eq!(last_start(text.as_bytes()).map(|cut| &text[..cut]), before, "{text:?}");
    }

    #[test]
    fn lines_that_start_an_object() {
        check("{}\n{\"a\":1}\n{\"b\"", Some("{}\n{\"a\":1}\n"));
        check("{\n \"a\": {\n }\n}\n{\n", Some("{\n \"a\": {\n }\n}\n"));
    }

    #[test]
    fn no_line_does() {
        for text in ["", "{}", "{}\n", "\n\n{}", "{\n \"a\": {}\n}", "7\n{}"] {
            check(text, None);
        }
    }

    #[test]
    fn lists_are_whole() {
        check("[{},\n{}\n]", None);
        check("{\"items\": [\n{},\n{}\n]}", None);
        check("{\"a\":\n{}}\n", None);
    }

    #[test]
    fn an_escaped_line_end_is_in_a_string() {
        check("{\"a\": \"x\\\n{\"}", None);
    }
}
