//! Writes values in block style.
//!
//! Text has no quotation marks only when it is text to every parser: it starts with a letter, contains nothing that
//! YAML 1.1 or 1.2 reads differently, and is not a word such as `yes` or `null`. All other text is double-quoted, with
//! escapes for characters that are not printable. So text can never become a key, a tag or a value of another type.

use serde_json::Value;

use super::{Pair, Yaml};

/// Words that are not text to some parsers, in any letter case (YAML 1.1, "bool", "null" and "float").
const WORDS: [&str; 12] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"];

/// Appends a value as the lines of a block with this indentation.
pub(crate) fn write(value: &Yaml, indent: usize, out: &mut String) {
    match value {
        Yaml::Scalar(value) => {
            out.push_str(&scalar(value));
            out.push('\n');
        }
        Yaml::List(items) if items.is_empty() => out.push_str("[]\n"),
        Yaml::List(items) => items.iter().for_each(|item| {
            spaces(indent, out);
            out.push_str("- ");
            write_item(item, indent + 2, out);
        }),
        Yaml::Map(pairs) if pairs.is_empty() => out.push_str("{}\n"),
        Yaml::Map(pairs) => pairs.iter().for_each(|pair| {
            spaces(indent, out);
            write_pair(pair, indent, out);
        }),
    }
}

fn spaces(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// Appends an item after its hyphen.
fn write_item(item: &Yaml, indent: usize, out: &mut String) {
    match item {
        Yaml::Map(pairs) if !pairs.is_empty() => {
            for (index, pair) in pairs.iter().enumerate() {
                if index > 0 {
                    spaces(indent, out);
                }
                write_pair(pair, indent, out);
            }
        }
        Yaml::List(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    spaces(indent, out);
                }
                out.push_str("- ");
                write_item(item, indent + 2, out);
            }
        }
        other => write(other, indent, out),
    }
}

fn write_pair(Pair { key, value, .. }: &Pair, indent: usize, out: &mut String) {
    out.push_str(&text(key));
    out.push(':');
    let is_block = match value {
        Yaml::Scalar(_) => false,
        Yaml::List(items) => !items.is_empty(),
        Yaml::Map(pairs) => !pairs.is_empty(),
    };
    out.push(if is_block { '\n' } else { ' ' });
    write(value, indent + 2, out);
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(string) => text(string),
        // JSON is a subset of YAML 1.2; lists and maps are handled above.
        other => other.to_string(),
    }
}

fn text(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether text is text to every parser even without quotation marks.
fn is_plain(text: &str) -> bool {
    let is_word = |word: &&str| word.eq_ignore_ascii_case(text);
    let mut characters = text.chars().peekable();
    let starts_well = characters.peek().is_some_and(|first| first.is_alphabetic());
    let mut last = ' ';
    while let Some(character) = characters.next() {
        let next = characters.peek();
        let is_fine = match character {
            ':' => next.is_some_and(|next| next.is_alphanumeric() || *next == '/') && last.is_alphabetic(),
            ' ' => next.is_some_and(|next| *next != ' '),
            '-' | '_' | '/' | '.' | ',' | '(' | ')' | '\'' | '+' | '&' | ';' | '?' | '=' | '’' | '–' | '—' | '“'
            | '”' => true,
            other => other.is_alphanumeric(),
        };
        if !is_fine {
            return false;
        }
        last = character;
    }
    starts_well && !WORDS.iter().any(is_word)
}

/// Returns text in double quotation marks (YAML 1.2.2, sections 7.3.1 and 5.7).
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            // Characters that are not printable, break lines, or change the direction of what follows.
            '\0'..='\u{1F}'
            | '\u{7F}'..='\u{A0}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{FFFE}'..='\u{FFFF}' => quoted.push_str(&format!("\\u{:04X}", u32::from(character))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::read::read;
    use super::super::{Yaml, pair};
    use super::write;

    fn written(value: &Yaml) -> String {
        let mut text = String::new();
        write(value, 0, &mut text);
        text
    }

    #[test]
    fn blocks_are_indented_by_two_spaces() {
        let value = Yaml::Map(vec![
            pair("title", Yaml::text("A title")),
            pair(
                "list",
                Yaml::List(vec![Yaml::Map(vec![pair("a", Yaml::text("b")), pair("c", Yaml::Scalar(1.into()))])]),
            ),
            pair("parts", Yaml::List(vec![Yaml::List(vec![Yaml::Scalar(2020.into()), Yaml::Scalar(5.into())])])),
            pair("none", Yaml::List(vec![])),
            pair("map", Yaml::Map(vec![pair("x", Yaml::Map(vec![]))])),
        ]);
        let text = "title: A title\nlist:\n  - a: b\n    c: 1\nparts:\n  - - 2020\n    - 5\nnone: []\nmap:\n  x: {}\n";
        assert_eq!(written(&value), text);
        assert_eq!(read(text).unwrap().unwrap().to_json(), value.to_json());
    }

    #[test]
    fn text_that_some_parser_takes_for_something_else_is_quoted() {
        let plain = ["A title", "https://example.org/a?b=c", "O’Brien, Flann", "doi:10", "a - b"];
        let quoted = [
            "",
            " ",
            "yes",
            "No",
            "null",
            "1984",
            "2020-01-02",
            "1.10",
            "a: b",
            "a #b",
            "- a",
            "*x",
            "&a",
            "!t",
            "@a",
            "%a",
            "a:",
            "a ",
            "a  b",
            "{a}",
            "[a",
            "\"a",
            "'a",
            "a\nb",
            "x\u{85}y",
            "~",
            "=",
            "<<",
            "12:30:45",
            "e: \u{2028}",
            "\u{feff}",
            ".5",
        ];
        for text in plain {
            assert_eq!(written(&Yaml::text(text)), format!("{text}\n"));
        }
        for text in quoted {
            assert!(written(&Yaml::text(text)).starts_with('"'), "{text}");
            let value = Yaml::Map(vec![pair(text, Yaml::text(text))]);
            assert_eq!(read(&written(&value)).unwrap().unwrap().to_json(), json!({ text: text }), "{text}");
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let scalar = prop_oneof![
            any::<String>().prop_map(Value::from),
            "[a-z:# \\-\n\"'\\\\{}&*!|>%@`,\\[\\]?0-9.]{0,12}".prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
            Just(Value::Null),
        ];
        scalar.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z:# \"\n-]{0,6}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(value in value()) {
            let text = written(&Yaml::from(&value));
            let back = read(&text).map(|value| value.map(|value| value.to_json()));
            prop_assert_eq!(back, Ok(Some(value)), "{}", text);
        }
    }
}
