//! The members at the beginning of a JSON file, for distinguishing the formats of services.

/// The members at the beginning of a file, with the path that leads to each.
///
/// Arrays do not show in paths: `results.id` is a member of an element of the list `results`.
pub(crate) struct Outline<'a> {
    members: Vec<(String, &'a [u8])>,
}

/// The maximum depth of members.
const DEEPEST: usize = 5;

impl<'a> Outline<'a> {
    /// Reads the beginning of a file as far as it goes, but only the first of several consecutive values.
    pub(crate) fn read(beginning: &'a [u8]) -> Self {
        let mut outline = Self { members: Vec::new() };
        if !matches!(beginning.trim_ascii_start().first(), Some(b'{' | b'[')) {
            return outline;
        }
        // The names of the members around the current position; arrays have no name.
        let mut names: Vec<Option<&[u8]>> = Vec::new();
        let mut pending: Option<&[u8]> = None;
        let mut at = 0;
        while let Some(&byte) = beginning.get(at) {
            at += 1;
            match byte {
                b'"' => {
                    let start = at;
                    while beginning.get(at).is_some_and(|&byte| byte != b'"') {
                        at += if beginning[at] == b'\\' { 2 } else { 1 };
                    }
                    let string = beginning.get(start..at).unwrap_or_default();
                    at += 1;
                    let rest = beginning.get(at..).unwrap_or_default().trim_ascii_start();
                    if let Some(value) = rest.strip_prefix(b":") {
                        outline.push(&names, string, value.trim_ascii_start());
                        pending = Some(string);
                    }
                }
                b'{' | b'[' => names.push(pending.take()),
                b'}' | b']' => {
                    names.pop();
                    if names.is_empty() && byte == b'}' {
                        break;
                    }
                }
                b',' => pending = None,
                _ => {}
            }
        }
        outline
    }

    /// Returns true if there is a member with this path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.value(path).is_some()
    }

    /// Returns true if a member with this path has a value that starts with `start`.
    pub(crate) fn starts(&self, path: &str, start: &str) -> bool {
        self.members.iter().any(|(known, value)| known == path && value.starts_with(start.as_bytes()))
    }

    /// Returns the bytes from the first value with this path on.
    pub(crate) fn value(&self, path: &str) -> Option<&'a [u8]> {
        self.members.iter().find(|(known, _)| known == path).map(|(_, value)| *value)
    }

    fn push(&mut self, names: &[Option<&[u8]>], name: &[u8], value: &'a [u8]) {
        let inside: Vec<&[u8]> = names.iter().copied().flatten().chain([name]).collect();
        if inside.len() <= DEEPEST {
            self.members.push((String::from_utf8_lossy(&inside.join(&b'.')).into_owned(), value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    #[test]
    fn members_have_paths_without_arrays() {
        let outline = Outline::read(br#" [{"a": [{"b" : {"c\"": 1}}], "d": "x:\"y", "e"#);
        assert!(["a", "a.b", r#"a.b.c\""#, "d"].into_iter().all(|path| outline.has(path)));
        assert!(!outline.has("e") && !outline.has("x"));
        assert!(outline.starts("d", "\"x:") && outline.starts("a", "[{") && !outline.starts("d", "x"));
    }

    #[test]
    fn only_the_first_of_several_values_counts() {
        let outline = Outline::read(b"{\"a\": {}}\n{\"b\": 1}");
        assert!(outline.has("a") && !outline.has("b"));
        assert!(Outline::read(b"[{\"a\": 1}, {\"b\": 2}]").has("b"));
        assert!(!Outline::read(b"\"\\").has("a"));
        assert!(!Outline::read(b"@misc{x, title = \"a\": }").has("a"));
    }
}
