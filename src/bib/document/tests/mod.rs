//! Tests that edits change nothing else in a document.

use proptest::prelude::*;

use super::{Document, Entry, Value};

fn tex(text: &str) -> Value {
    Value::tex(text).unwrap()
}

#[track_caller]
fn check(text: &str, edit: impl FnOnce(&mut Document), expected: &str) {
    let mut document = Document::parse(text);
    assert_eq!(document.to_string(), text);
    edit(&mut document);
    assert_eq!(document.to_string(), expected);
}

#[track_caller]
fn check_entry(text: &str, edit: impl FnOnce(&mut Entry), expected: &str) {
    check(text, |document| edit(document.entries_mut().next().unwrap()), expected);
}

#[test]
fn all_parts_of_a_file_are_there() {
    let text = "free\n@string(a = \"x\" # b)\n@preamble{\"\\x\"}\n@comment{c}\n@comment d\n@Misc{k, Title = {T}, year=2000}\nme@x.org";
    let document = Document::parse(text);
    assert_eq!(document.to_string(), text);
    let definition = document.macros().next().unwrap().definition().unwrap();
    assert_eq!((definition.name(), definition.expression(), definition.tex()), ("a", "\"x\" # b", None));
    assert_eq!(document.preambles().next().unwrap().expression(), "\"\\x\"");
    assert_eq!(document.comments().map(|comment| comment.text()).collect::<Vec<_>>(), ["c", ""]);
    let entry = document.entry("k").unwrap();
    assert_eq!(entry.entry_type(), "Misc");
    assert_eq!(entry.get("title").unwrap().tex().as_deref(), Some("T"));
    assert_eq!(entry.get("YEAR").unwrap().expression(), "2000");
    assert!(document.problems().is_empty());
    assert_eq!(Document::parse("@misc{a, title = {x").problems().len(), 2);
}

#[test]
fn a_field_that_is_there_keeps_its_place_and_its_delimiters() {
    let set = |text: &str, value: Value, expected: &str| {
        check_entry(text, |entry| entry.set("A", &value).unwrap(), expected);
    };
    set("@misc{k,\n  a = {x}, % why\n  b = {y}\n}", tex("z"), "@misc{k,\n  a = {z}, % why\n  b = {y}\n}");
    set("@misc{k, a = \"x\"}", tex("z"), "@misc{k, a = \"z\"}");
    set("@misc{k, a = \"x\"}", tex("a \"b\" c"), "@misc{k, a = {a \"b\" c}}");
    set("@misc{k, a = 2020}", tex("2021"), "@misc{k, a = 2021}");
    set("@misc{k, a = 2020}", tex("2021a"), "@misc{k, a = {2021a}}");
    set("@misc{k, a = jan # {x}}", Value::number(3), "@misc{k, a = 3}");
    set("@misc{k, a = }", tex("x"), "@misc{k, a = {x}}");
    set("@misc(k, a = {x}, a = {y})", tex("z"), "@misc(k, a = {z}, a = {y})");
}

#[test]
fn a_new_field_is_laid_out_like_the_one_before_it() {
    let set = |text: &str, expected: &str| check_entry(text, |entry| entry.set("note", &tex("z")).unwrap(), expected);
    set("@misc{k,\n  a = {x}\n}", "@misc{k,\n  a = {x},\n  note = {z}\n}");
    set("@misc{k,\n\ta={x},\n}", "@misc{k,\n\ta={x},\n\tnote={z},\n}");
    set("@misc{k,\r\n  a = {x},\r\n}", "@misc{k,\r\n  a = {x},\r\n  note = {z},\r\n}");
    set("@misc{k,\n  a       = {x},\n}", "@misc{k,\n  a       = {x},\n  note    = {z},\n}");
    set("@misc{k, a = {x}}", "@misc{k, a = {x}, note = {z}}");
    set("@misc{k,\n  a = {x}, % why\n}", "@misc{k,\n  a = {x}, % why\n  note = {z},\n}");
    set("@misc{k}", "@misc{k,\n  note = {z},\n}");
    set("@misc{k,\n}", "@misc{k,\n  note = {z},\n}");
}

#[test]
fn a_field_goes_with_its_comma() {
    let remove = |text: &str, expected: &str| check_entry(text, |entry| assert!(entry.remove("B")), expected);
    remove("@misc{k,\n  a = {x},\n  b = {y},\n  c = {z}\n}", "@misc{k,\n  a = {x},\n  c = {z}\n}");
    remove("@misc{k,\n  a = {x},\n  b = {y}\n}", "@misc{k,\n  a = {x}\n}");
    remove("@misc{k,\n  a = {x},\n  b = {y},\n}", "@misc{k,\n  a = {x},\n}");
    remove("@misc{k, b = {y}, a = {x}, b = {y}}", "@misc{k, a = {x}}");
    remove("@misc{k, b = {y}}", "@misc{k,}");
    check_entry("@misc{k, a = {x}}", |entry| assert!(!entry.remove("b")), "@misc{k, a = {x}}");
}

#[test]
fn entries_come_and_go_with_the_white_space_between_them() {
    let entry = || Entry::new("misc", "n").unwrap();
    check("@misc{a}\n", |document| document.push(entry()), "@misc{a}\n\n@misc{n,\n}\n");
    check("@misc{a}", |document| document.push(entry()), "@misc{a}\n\n@misc{n,\n}\n");
    check("@misc{a}\r\n", |document| document.push(entry()), "@misc{a}\r\n\r\n@misc{n,\r\n}\r\n");
    check("", |document| document.push(entry()), "@misc{n,\n}\n");
    let insert = |document: &mut Document| document.insert_after("a", entry()).unwrap();
    check("@misc{a}\n\n@misc{b}\n", insert, "@misc{a}\n\n@misc{n,\n}\n\n@misc{b}\n");
    let remove = |key: &'static str| move |document: &mut Document| assert!(document.remove(key).is_some());
    check("% x\n@misc{a}\n\n% y\n@misc{b}\n", remove("a"), "% x\n% y\n@misc{b}\n");
    check("@misc{a}\n\n@misc{b}\n", remove("b"), "@misc{a}\n");
    check("@misc{a}\n", |document| assert!(document.remove("b").is_none()), "@misc{a}\n");
}

#[test]
fn a_new_key_is_changed_where_others_refer_to_it() {
    let text = "@book{a, title = {a}}\n@inbook{b, crossref = {A}, related = \"x, a\", note = {a}}\n";
    let renamed = "@book{c, title = {a}}\n@inbook{b, crossref = {c}, related = \"x, c\", note = {a}}\n";
    check(text, |document| document.rename("a", "c").unwrap(), renamed);
    check(
        text,
        |document| {
            for (old, new) in [("a", "b"), ("x", "y"), ("a", "a b,c"), ("a", "a}")] {
                assert!(document.rename(old, new).is_err(), "{old} {new}");
            }
        },
        text,
    );
}

#[test]
fn what_would_break_the_file_is_refused() {
    for text in ["{", "}", "a}{b", "\\{"] {
        assert!(Value::tex(text).is_err(), "{text}");
    }
    for text in ["", "{a} {b}", "{a}, x = {b}", "{a", "a b", "{a} #", "\"a\"b\"", "{a}}"] {
        assert!(Value::parse(text).is_err(), "{text}");
    }
    assert!(Value::macro_name("2").is_err());
    assert!(Value::macro_name("{a}").is_err());
    assert_eq!(Value::parse(" jan # \"~1\" ").unwrap().expression(), "jan # \"~1\"");
    let mut entry = Entry::new("misc", "k").unwrap();
    for name in ["", "a b", "a=", "a,b", "a{"] {
        assert!(entry.set(name, &tex("x")).is_err(), "{name}");
    }
    for key in ["a,b", "a}", "a\nb", "a=b, c"] {
        assert!(entry.set_key(key).is_err(), "{key}");
        assert!(Entry::new("misc", key).is_err(), "{key}");
    }
    assert!(Entry::new("comment", "k").is_err());
    entry.set_key("2020A&A...1").unwrap();
    entry.set_entry_type("article").unwrap();
    assert_eq!(entry.to_string(), "@article{2020A&A...1,\n}");
}

/// Generates texts from the elements of .bib files, valid and broken.
fn texts() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "@misc{",
        "@Article{a,",
        "@string{",
        "@comment{",
        "@preamble{",
        "@",
        "{",
        "}",
        "(",
        ")",
        "\"",
        "a",
        "b",
        "=",
        " = ",
        "{x}",
        "\"y\"",
        "2020",
        "#",
        ",",
        ",\n",
        "\n",
        "\r\n",
        "% c\n",
        " ",
        "é",
        "\\",
        "}\n\n",
        "title = {T},\n",
        "a={b}",
    ]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_comes_back(text in texts()) {
        prop_assert_eq!(Document::parse(&text).to_string(), text);
    }

    #[test]
    fn what_is_set_is_there_and_the_rest_stays(text in texts(), name in "[a-c]", value in "[a-z{} \"]{0,6}") {
        let Ok(value) = Value::tex(&value) else { return Ok(()) };
        let mut document = Document::parse(&text);
        let shown = |entry: &Entry| -> Vec<(String, String)> {
            entry.fields().map(|field| (field.name().to_owned(), field.expression().to_owned())).collect()
        };
        let Some(entry) = document.entries_mut().next() else { return Ok(()) };
        let before = shown(entry);
        if entry.set(&name, &value).is_ok() {
            let set = entry.get(&name).unwrap().tex();
            prop_assert_eq!(set.as_deref(), value.braced());
            let others = |fields: &[(String, String)]| -> Vec<(String, String)> {
                let mut seen = false;
                fields.iter().filter(|(field, _)| field.to_ascii_lowercase() != name || std::mem::replace(&mut seen, true)).cloned().collect()
            };
            prop_assert_eq!(others(&shown(entry)), others(&before));
            let again = Document::parse(&document.to_string());
            prop_assert_eq!(again.to_string(), document.to_string());
        }
    }
}
