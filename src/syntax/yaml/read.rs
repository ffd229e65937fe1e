//! Parses text into values.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};
use serde_json::Value;

use crate::diag::{Code, Diagnostic, Sink, Source};

use super::{At, Pair, Yaml};

/// The maximum nesting of values; no bibliography comes near it.
const MAX_DEPTH: usize = 64;

/// How many values aliases may add beyond those in the file.
const ADDED_BY_ALIASES: usize = 10_000;

/// Why a text cannot be read, and where the problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    message: String,
    at: At,
}

impl Failure {
    fn new(message: impl Into<String>, marker: Marker) -> Self {
        Self { message: message.into(), at: at(marker) }
    }
}

/// Reads the first document of a text; returns `None` when it is empty.
///
/// # Errors
/// Returns an error if the text is malformed, nested deeper than 64 levels, or repeated too often by aliases.
pub(crate) fn read(text: &str) -> Result<Option<Yaml>, Failure> {
    let mut loader =
        Loader { open: Vec::new(), root: None, anchors: HashMap::new(), budget: ADDED_BY_ALIASES.max(text.len()) };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Failure::new(error.info(), *error.marker()))?;
        match event {
            Event::DocumentEnd | Event::StreamEnd => break,
            event => loader.take(event, span.start)?,
        }
    }
    Ok(loader.root)
}

fn at(marker: Marker) -> At {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    At { line: number(marker.line()), column: number(marker.col()).saturating_add(1) }
}

/// A list or a map that is not finished.
enum Open {
    List(Vec<Yaml>),
    Map { pairs: Vec<Pair>, key: Option<(String, At)> },
}

struct Loader {
    /// The open lists and maps with the numbers of their anchors, from the outside in.
    open: Vec<(Open, usize)>,
    root: Option<Yaml>,
    /// The values with anchors, and how many values each contains.
    anchors: HashMap<usize, (Yaml, usize)>,
    /// How many more values aliases may add.
    budget: usize,
}

impl Loader {
    fn take(&mut self, event: Event<'_>, marker: Marker) -> Result<(), Failure> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(&text, style, tag.as_deref());
                self.finish(Yaml::Scalar(value), anchor, marker)
            }
            Event::Alias(anchor) => {
                let Some((value, size)) = self.anchors.get(&anchor) else {
                    return Err(Failure::new("an alias is inside the value it repeats", marker));
                };
                self.budget = self
                    .budget
                    .checked_sub(*size)
                    .ok_or_else(|| Failure::new("aliases repeat too many values", marker))?;
                let value = value.clone();
                if self.open.len() + depth(&value) > MAX_DEPTH {
                    return Err(too_deep(marker));
                }
                self.finish(value, 0, marker)
            }
            Event::SequenceStart(anchor, _) => self.begin(Open::List(Vec::new()), anchor, marker),
            Event::MappingStart(anchor, _) => self.begin(Open::Map { pairs: Vec::new(), key: None }, anchor, marker),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some((open, anchor)) = self.open.pop() else { return Ok(()) };
                let value = match open {
                    Open::List(items) => Yaml::List(items),
                    Open::Map { pairs, .. } => Yaml::Map(pairs),
                };
                self.finish(value, anchor, marker)
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                Ok(())
            }
        }
    }

    fn begin(&mut self, open: Open, anchor: usize, marker: Marker) -> Result<(), Failure> {
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep(marker));
        }
        self.open.push((open, anchor));
        Ok(())
    }

    /// Puts a finished value into the innermost open list or map.
    fn finish(&mut self, value: Yaml, anchor: usize, marker: Marker) -> Result<(), Failure> {
        if anchor > 0 {
            let size = count(&value);
            self.budget =
                self.budget.checked_sub(size).ok_or_else(|| Failure::new("anchors hold too many values", marker))?;
            self.anchors.insert(anchor, (value.clone(), size));
        }
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some((Open::List(items), _)) => items.push(value),
            Some((Open::Map { pairs, key }, _)) => match key.take() {
                Some((key, at)) => pairs.push(Pair { key, at, value }),
                None => {
                    let text = match value {
                        Yaml::Scalar(Value::String(text)) => text,
                        Yaml::Scalar(Value::Null) => String::new(),
                        Yaml::Scalar(value) => value.to_string(),
                        Yaml::List(_) | Yaml::Map(_) => {
                            return Err(Failure::new("a key that is a list or a map has no meaning here", marker));
                        }
                    };
                    *key = Some((text, at(marker)));
                }
            },
        }
        Ok(())
    }
}

fn too_deep(marker: Marker) -> Failure {
    Failure::new(format!("values are nested more than {MAX_DEPTH} levels deep"), marker)
}

/// Counts the values in a value, including itself.
fn count(value: &Yaml) -> usize {
    1 + match value {
        Yaml::Scalar(_) => 0,
        Yaml::List(items) => items.iter().map(count).sum(),
        Yaml::Map(pairs) => pairs.iter().map(|pair| count(&pair.value)).sum(),
    }
}

fn depth(value: &Yaml) -> usize {
    match value {
        Yaml::Scalar(_) => 0,
        Yaml::List(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Yaml::Map(pairs) => 1 + pairs.iter().map(|pair| depth(&pair.value)).max().unwrap_or_default(),
    }
}

/// Returns the value of a scalar. It is text if it is quoted or tagged as a string.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let is_text = style != ScalarStyle::Plain || tag.is_some_and(|tag| tag.suffix == "str");
    match text {
        _ if is_text => text.into(),
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" => true.into(),
        "false" => false.into(),
        _ => match serde_json::from_str(text) {
            Ok(Value::Number(number)) if number.to_string() == text => Value::Number(number),
            _ => text.into(),
        },
    }
}

/// Returns the YAML block at the beginning of a Markdown file, between a line `---` and the next `---` or `...`, and
/// the number of lines before it. Returns the whole text if there is no such block.
pub(crate) fn front_matter(text: &str) -> (&str, u32) {
    let Some(first) = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
        return (text, 0);
    };
    let mut end = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (&text[first.len()..end], 1);
        }
        end += line.len();
    }
    (text, 0)
}

/// Reads a map. If the text is malformed, this is reported, and the pairs that can be read are returned.
pub(crate) fn read_map(text: &str, lines: u32, source: &Source<'_>, diag: &mut dyn Sink) -> Option<Yaml> {
    read_or_mend(text, lines, source, diag, |text| {
        let (mut pairs, mut lost) = (Vec::new(), 0);
        for (piece, before) in pieces(text, begins_pair) {
            match read(piece) {
                Ok(Some(mut value @ Yaml::Map(_))) => {
                    value.shift(before);
                    if let Yaml::Map(mut more) = value {
                        pairs.append(&mut more);
                    }
                }
                _ => lost += 1,
            }
        }
        (Yaml::Map(pairs), lost)
    })
}

/// Reads a list of items, or a map that holds one. If the text is malformed, this is reported, and the items that can
/// be read are returned.
pub(crate) fn read_list(text: &str, lines: u32, source: &Source<'_>, diag: &mut dyn Sink) -> Option<Yaml> {
    read_or_mend(text, lines, source, diag, |text| {
        let (mut items, mut lost) = (Vec::new(), 0);
        let is_item = |line: &str, indent: &str| {
            line.strip_prefix(indent).is_some_and(|content| content.starts_with("- ") || content.trim_end() == "-")
        };
        let indent = text.lines().find_map(|line| {
            let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
            is_item(line, indent).then_some(indent)
        });
        let begins = |line: &str| indent.is_some_and(|indent| is_item(line, indent)) || begins_pair(line);
        for (piece, before) in pieces(text, begins) {
            match read(piece) {
                Ok(Some(mut value @ Yaml::List(_))) => {
                    value.shift(before);
                    if let Yaml::List(mut more) = value {
                        items.append(&mut more);
                    }
                }
                Ok(_) => {}
                Err(_) => lost += 1,
            }
        }
        (Yaml::List(items), lost)
    })
}

/// Reads a text as a whole. If that fails, returns what `mend` finds in it; `mend` also counts the pieces that it
/// cannot read.
fn read_or_mend(
    text: &str,
    lines: u32,
    source: &Source<'_>,
    diag: &mut dyn Sink,
    mend: impl Fn(&str) -> (Yaml, usize),
) -> Option<Yaml> {
    let mut value = match read(text).or_else(|failure| read(&with_indented_continuations(text)).map_err(|_| failure)) {
        Ok(value) => value?,
        Err(Failure { message, at }) => {
            let (value, lost) = mend(text);
            let report = Diagnostic::new(Code::YamlSyntax, format!("the YAML cannot be read: {message}"));
            let report = report.at(at.below(lines).place(source, 1));
            let is_empty = matches!(&value, Yaml::List(items) if items.is_empty()) || value == Yaml::Map(Vec::new());
            diag.report(match is_empty {
                true => report,
                false => report.hint(format!("{lost} of its parts were left out, and the others were read")),
            });
            if is_empty {
                return None;
            }
            value
        }
    };
    value.shift(lines);
    Some(value)
}

/// Returns a text in which the lines that continue a quoted value are indented more than its key. YAML requires it (1.2.2,
/// section 7.3), but examples of CFF do not do it, and PyYAML and libyaml read them.
fn with_indented_continuations(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut open: Option<(char, usize)> = None;
    for line in text.split_inclusive('\n') {
        if let Some((quote, indent)) = open {
            mended.extend(std::iter::repeat_n(' ', indent + 1));
            mended += line;
            if closes(line, quote) {
                open = None;
            }
            continue;
        }
        mended += line;
        let content = line.trim_start_matches([' ', '-']);
        let indent = line.len() - content.len();
        let value = content.split_once(": ").map_or(content, |(_, value)| value).trim_start();
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
        open = quote.filter(|quote| !closes(&value[1..], *quote)).map(|quote| (quote, indent));
    }
    mended
}

/// Whether a quoted value ends in a line.
fn closes(line: &str, quote: char) -> bool {
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\' && quote == '"' || character == quote && quote == '\'' && characters.peek() == Some(&quote)
        {
            characters.next();
        } else if character == quote {
            return true;
        }
    }
    false
}

/// Whether a line begins a pair of a map that is not indented.
fn begins_pair(line: &str) -> bool {
    line.starts_with(|first: char| !first.is_whitespace() && !"#-{}[]%.".contains(first)) && line.contains(':')
}

/// Splits a text into pieces that begin with lines accepted by `begins`, each with the number of lines before it.
fn pieces(text: &str, begins: impl Fn(&str) -> bool) -> Vec<(&str, u32)> {
    let (mut pieces, mut start, mut offset) = (Vec::new(), None, 0);
    for (line, lines) in text.split_inclusive('\n').zip(0..) {
        if begins(line)
            && let Some((start, before)) = start.replace((offset, lines))
        {
            pieces.push((&text[start..offset], before));
        }
        offset += line.len();
    }
    pieces.extend(start.map(|(start, before)| (&text[start..], before)));
    pieces
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::At;
    use super::{front_matter, read, read_list, read_map};
    use crate::diag::{Code, Diagnostic, Source};

    #[test]
    fn a_scalar_has_a_type_only_when_its_text_is_known() {
        let text = "a: 12\nb: 1.10\nc: 007\nd: 1e3\ne: true\nf: yes\ng: True\nh: 2020-01-02\ni: ~\nj: '12'\nk: 0x10\nl: -3\nm: 1.5\nn:\no: !!str 5";
        let expected = json!({
            "a": 12, "b": "1.10", "c": "007", "d": "1e3", "e": true, "f": "yes", "g": "True", "h": "2020-01-02", "i": null,
            "j": "12", "k": "0x10", "l": -3, "m": 1.5, "n": null, "o": "5",
        });
        assert_eq!(read(text).unwrap().unwrap().to_json(), expected);
    }

    #[test]
    fn keys_have_places_and_may_stand_twice() {
        let value = read("a: 1\nb:\n  - c: 2\n    c: 3\n").unwrap().unwrap();
        assert_eq!(value.keys_given_twice(), [("c", At { line: 4, column: 5 })]);
        assert_eq!(value.to_json(), json!({ "a": 1, "b": [{ "c": 2 }] }));
        assert_eq!(read("# nothing\n"), Ok(None));
    }

    #[test]
    fn aliases_repeat_values_but_not_beyond_measure() {
        let value = read("a: &x [1, 2]\nb: *x\n").unwrap().unwrap();
        assert_eq!(value.to_json(), json!({ "a": [1, 2], "b": [1, 2] }));
        let bomb: String =
            (1..40).map(|level| format!("a{level}: &a{level} [*a{0},*a{0},*a{0}]\n", level - 1)).collect();
        assert!(read(&format!("a0: &a0 x\n{bomb}")).is_err());
        assert!(read("a: &a [*a]").is_err() && read("a: *none").is_err());
    }

    #[test]
    fn nesting_is_bounded() {
        for open in ["[", "{a: ", "- ", "? "] {
            assert!(read(&open.repeat(100_000)).is_err(), "{open}");
        }
    }

    #[test]
    fn quoted_values_may_go_on_without_an_indent() {
        for (text, value) in [
            ("a:\n  - b: \"c &\n    d\"\n    e: 1\n", json!({ "a": [{ "b": "c & d", "e": 1 }] })),
            ("a: 'it''s\nb: no key'\nc: 1\n", json!({ "a": "it's b: no key", "c": 1 })),
            ("- \"a\nb\"\n", json!(["a b"])),
        ] {
            let mut reports: Vec<Diagnostic> = Vec::new();
            let source = Source::new("a.yml", text);
            let read = if text.starts_with('-') { read_list } else { read_map };
            assert_eq!(read(text, 0, &source, &mut reports).unwrap().to_json(), value);
            assert_eq!(reports, []);
        }
    }

    #[test]
    fn front_matter_is_cut_out_of_markdown() {
        assert_eq!(front_matter("---\na: 1\n---\n# Text\n"), ("a: 1\n", 1));
        assert_eq!(front_matter("---\na: 1\n...\n"), ("a: 1\n", 1));
        for whole in ["a: 1\n---\nb: 2\n", "---\na: 1\n"] {
            assert_eq!(front_matter(whole), (whole, 0));
        }
    }

    #[test]
    fn what_is_sound_is_read_beside_what_is_not() {
        let mut reports: Vec<Diagnostic> = Vec::new();
        let text = "a:\n  b: 1\nc: [\nd:\n  e: 2\n";
        let map = read_map(text, 0, &Source::new("a.yml", text), &mut reports).unwrap();
        assert_eq!(map.to_json(), json!({ "a": { "b": 1 }, "d": { "e": 2 } }));
        assert_eq!(map.pairs()[1].at, At { line: 4, column: 1 });
        let text = "references:\n  - id: a\n  - id: 'b\n  - id: c\n    x: 1\nother: 1\n";
        let list = read_list(text, 0, &Source::new("a.yml", text), &mut reports).unwrap();
        assert_eq!(list.to_json(), json!([{ "id": "a" }, { "id": "c", "x": 1 }]));
        let text = "[";
        assert_eq!(read_list(text, 0, &Source::new("a.yml", text), &mut reports), None);
        assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::YamlSyntax; 3]);
    }
}
