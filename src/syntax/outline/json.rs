//! The outline of JSON: <https://www.rfc-editor.org/rfc/rfc8259>.

use super::tree::{DEEPEST, Position, ROOT, Tree, ValueKind};

/// Returns the members of the first value of a text that may be cut off; `None` if it is not JSON.
pub(super) fn outline(text: &str) -> Option<Tree<'_>> {
    let start = text.len() - text.trim_ascii_start().len();
    if !begins_value(&text.as_bytes()[start..]) {
        return None;
    }
    let mut scan = Scan { text, at: start, tree: Tree::new(), around: Vec::new(), pending: Pending::Root };
    scan.run();
    let rest = text[scan.at.min(text.len())..].trim_ascii_start();
    let root = scan.tree.root();
    // "[1] Doe, J." is a line of a list of references, and "[2024-01-31 10:00] started" is one of a log.
    let is_list_of_values = root.is(ValueKind::List) && !root.holds(ValueKind::Object);
    let continues = rest.is_empty() || rest.starts_with(['{', '[', ',']);
    (continues || !is_list_of_values).then_some(scan.tree)
}

/// Whether a text starts with an object or an array, as far as its first bytes show.
fn begins_value(text: &[u8]) -> bool {
    let Some((&first, rest)) = text.split_first() else { return false };
    let next = rest.trim_ascii_start();
    match (first, next.first()) {
        (b'{', next) => matches!(next, None | Some(b'"' | b'}')),
        (b'[', None | Some(b'{' | b'[' | b'"' | b']' | b'-' | b'0'..=b'9')) => true,
        (b'[', _) => [b"null".as_slice(), b"true", b"false"].into_iter().any(|word| {
            next.strip_prefix(word).is_some_and(|after| matches!(after.trim_ascii_start().first(), Some(b',' | b']')))
        }),
        _ => false,
    }
}

/// The walk over the bytes of a value.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    tree: Tree<'a>,
    /// The objects and arrays around the current place.
    around: Vec<Container>,
    pending: Pending,
}

/// An object or array.
#[derive(Clone, Copy)]
struct Container {
    /// Its node; `None` if it is too deep or has too many siblings.
    node: Option<usize>,
    is_list: bool,
}

/// What the next value is.
#[derive(Clone, Copy)]
enum Pending {
    /// The first value.
    Root,
    /// The value of the member with this node.
    Member(Option<usize>),
    /// An element of an array, or nothing.
    None,
}

impl<'a> Scan<'a> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    let start = self.at + 1;
                    let end = string_end(bytes, start).unwrap_or(bytes.len());
                    self.at = bytes.len().min(end + 1);
                    self.string(&self.text[start..end]);
                }
                b'{' | b'[' => {
                    self.at += 1;
                    let is_list = byte == b'[';
                    let node = self.value(if is_list { ValueKind::List } else { ValueKind::Object }, "");
                    self.around.push(Container { node, is_list });
                }
                b'}' | b']' => {
                    self.at += 1;
                    self.around.pop();
                    self.pending = Pending::None;
                    if self.around.is_empty() {
                        return;
                    }
                }
                b',' => {
                    self.at += 1;
                    self.pending = Pending::None;
                }
                b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
                    let start = self.at;
                    let is_end = |byte: &u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
                    self.at = bytes[start..].iter().position(is_end).map_or(bytes.len(), |length| start + length);
                    let kind = match byte {
                        b'n' => ValueKind::Null,
                        b't' | b'f' => ValueKind::Truth,
                        _ => ValueKind::Number,
                    };
                    self.value(kind, &self.text[start..self.at]);
                }
                _ => self.at += 1,
            }
        }
    }

    /// Takes a string, which is the name of a member if a colon follows.
    fn string(&mut self, string: &'a str) {
        let rest = &self.text.as_bytes()[self.at..];
        let space = rest.len() - rest.trim_ascii_start().len();
        let is_name = rest.get(space) == Some(&b':') && self.around.last().is_some_and(|around| !around.is_list);
        if !is_name {
            self.value(ValueKind::Text, string);
            return;
        }
        self.at += space + 1;
        let object = self.around.last().and_then(|around| around.node).filter(|_| self.around.len() <= DEEPEST * 2);
        self.pending = Pending::Member(object.and_then(|object| self.tree.child(object, string)));
    }

    /// Adds a value, and returns its node.
    fn value(&mut self, kind: ValueKind, sample: &'a str) -> Option<usize> {
        let pending = std::mem::replace(&mut self.pending, Pending::None);
        let (node, position) = match (pending, self.around.last()) {
            (Pending::Root, _) => (Some(ROOT), Position::Member),
            (Pending::Member(node), _) => (node, Position::Member),
            (Pending::None, Some(Container { node, is_list: true })) => (*node, Position::Element),
            (Pending::None, _) => (None, Position::Member),
        };
        let sample = if kind == ValueKind::Null { "" } else { sample };
        if let Some(node) = node {
            self.tree.add(node, position, kind, sample);
        }
        node
    }
}

/// Returns where a string ends that begins at `start`; `None` if it is cut off.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::outline;
    use crate::syntax::outline::tree::ValueKind;

    #[test]
    fn members_have_paths_without_arrays() {
        let tree = outline(r#" [{"a": [{"b" : {"c\"": 1}}], "d": "x:\"y", "e"#).unwrap();
        assert!(["a", "a.b", r#"a.b.c\""#, "d"].into_iter().all(|path| tree.at(path).is_some()));
        assert!(["e", "x"].into_iter().all(|path| tree.at(path).is_none()));
        let (a, d) = (tree.at("a").unwrap(), tree.at("d").unwrap());
        assert!(a.is(ValueKind::List) && a.holds(ValueKind::Object) && !a.is(ValueKind::Object));
        assert!(d.any_value(|value| value.starts_with("x:")));
    }

    #[test]
    fn only_the_first_of_several_values_counts() {
        let tree = outline("{\"a\": {}}\n{\"b\": 1}").unwrap();
        assert!(tree.at("a").is_some() && tree.at("b").is_none());
        assert!(outline("[{\"a\": 1}, {\"b\": 2}]").unwrap().at("b").is_some());
    }

    #[test]
    fn members_are_found_after_a_big_one() {
        let words: Vec<String> = (0..1000).map(|number| format!("\"w{number}\": [{number}]")).collect();
        let text = format!("{{\"index\": {{{}}}, \"id\": null, \"x\": \"a\\/b\"}}", words.join(","));
        let tree = outline(&text).unwrap();
        assert!(tree.at("id").unwrap().is(ValueKind::Null));
        assert!(tree.at("x").unwrap().any_value(|value| value == "a/b"));
    }

    #[test]
    fn texts_that_only_begin_like_json_are_not_json() {
        for text in [
            "[1] Doe, J.: A title. 2020",
            "[2024-01-31 10:00:02] started",
            "[package]\nname = 1",
            "[note](x)",
            "{{ template }}",
            "{id: 1}",
            "@misc{x, title = \"a\": }",
            "\"a\"",
            "",
        ] {
            assert!(outline(text).is_none(), "{text}");
        }
        for text in ["{", "[", "[]", "{}", "[1, 2]", "[null, {}]", "[1]\n", "{\"a", "[[1]]"] {
            assert!(outline(text).is_some(), "{text}");
        }
    }

    #[test]
    fn deep_nesting_ends() {
        let text = "[{\"a\":".repeat(10_000);
        assert!(outline(&text).is_some());
    }
}
