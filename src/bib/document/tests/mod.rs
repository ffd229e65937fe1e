//! Tests that edits change nothing else in a document.

mod edits;

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
    check("@misc{a}\n", |document| document.push(entry()).unwrap(), "@misc{a}\n\n@misc{n,\n}\n");
    check("@misc{a}", |document| document.push(entry()).unwrap(), "@misc{a}\n\n@misc{n,\n}\n");
    check("@misc{a}\r\n", |document| document.push(entry()).unwrap(), "@misc{a}\r\n\r\n@misc{n,\r\n}\r\n");
    check("", |document| document.push(entry()).unwrap(), "@misc{n,\n}\n");
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
    let texts = [
        "",
        " ",
        "{a} {b}",
        "{a}, x = {b}",
        "{a",
        "a b",
        "{a} #",
        "a # ",
        "# a",
        "\"a\"b\"",
        "\"a\"\"b\"",
        "{a}}",
        "\"a}\"",
        "\"}{\"",
        "1a",
        "12-15",
        "1 2",
        "a'b",
        "{a} % c\n # b",
        "{a} # % c\n b",
        "% c\n{a}",
        "a # 1a",
        "{a} # {b",
    ];
    for text in texts {
        assert!(Value::parse(text).is_err(), "{text}");
    }
    for text in ["{a} # \"b\" # 2020 # jan", "\"a {\"} b\"", "a:b#a\\b", "{}", "\"\"", "ä", "{\"}\n#\n\"{}\""] {
        assert_eq!(Value::parse(text).unwrap().expression(), text);
    }
    for name in ["", "2", "{a}", "1a", "a b", "a{", "a=b", "a # b", "a'b"] {
        let message = Value::macro_name(name).unwrap_err().to_string();
        assert_eq!(message, format!("a macro cannot be called “{name}”"));
    }
    assert_eq!(Value::parse(" jan # \"~1\" ").unwrap().expression(), "jan # \"~1\"");
    let mut entry = Entry::new("misc", "k").unwrap();
    for name in ["", "a b", "a=", "a,b", "a{", "a}", "1x", "1 x", "\"a", "a#b", "a(b", "a)", "a%b", "a'b", "@a", "a\tb"]
    {
        assert!(entry.set(name, &tex("x")).is_err(), "{name}");
    }
    for entry_type in ["", "a b", "comment", "String", "preamble", "a{", "1a", "1a b", "a'b", "a=", "a@b"] {
        assert!(Entry::new(entry_type, "k").is_err(), "{entry_type}");
        assert!(entry.set_entry_type(entry_type).is_err(), "{entry_type}");
    }
    for key in ["", "a,b", "a}", "a{b", "a\nb", "a b", "a\tb", " a", "a ", "%a", "a=b, c", "a=\"b\""] {
        assert!(entry.set_key(key).is_err(), "{key}");
        assert!(Entry::new("misc", key).is_err(), "{key}");
    }
    entry.set_key("2020A&A...1").unwrap();
    entry.set_entry_type("article").unwrap();
    assert_eq!(entry.to_string(), "@article{2020A&A...1,\n}");
}

#[test]
fn keys_that_bibtex_reads_are_accepted() {
    for key in ["a:b/c+d'e\"f&g", "k=q", "10.1016/0196-6774(89)90038-2", "Müller:2004ß", "1", "#b", "a%b", "@b", "a(b)"]
    {
        let entry = Entry::new("misc", key).unwrap();
        assert_eq!(Document::parse(&entry.to_string()).entries().next().unwrap().key(), key);
        let mut renamed = Document::parse("@misc{k, t = {x}}\n@misc(c, crossref = {k})");
        renamed.rename("k", key).unwrap();
        assert_eq!(renamed.to_string(), format!("@misc{{{key}, t = {{x}}}}\n@misc(c, crossref = {{{key}}})"));
    }
    check("@misc{a\"b, title={A}}", |document| assert!(document.entry("a\"b").is_some()), "@misc{a\"b, title={A}}");
    let text = "@misc{k}@misc{c, crossref = k}";
    check(text, |document| assert!(document.rename("k", "#").is_err()), text);
    // The key would end the value.
    let text = "@misc{k}@misc{c, crossref = \"k\"}";
    check(text, |document| assert!(document.rename("k", "a\"b").is_err()), text);
}

#[test]
fn a_damaged_entry_is_not_edited_and_the_error_says_where_it_is_damaged() {
    let messages = |text: &str, key: &str| {
        let mut document = Document::parse(text);
        let mut renamed = document.clone();
        let mut entry = document.entry(key).unwrap().clone();
        let errors = [
            entry.set("note", &tex("x")).unwrap_err(),
            entry.set_key("new").unwrap_err(),
            entry.set_entry_type("new").unwrap_err(),
            renamed.rename(key, "new").unwrap_err(),
            document.push(entry.clone()).unwrap_err(),
        ];
        assert!(!entry.remove("title"));
        assert_eq!((document.to_string(), renamed.to_string()), (text.to_owned(), text.to_owned()));
        let messages = errors.map(|error| error.to_string());
        assert!(messages[..4].iter().all(|message| *message == messages[0]), "{messages:?}");
        messages[0].clone()
    };
    let after = "and cannot be changed: correct the text there, and parse it again";
    assert_eq!(
        messages("@misc{a}\n@misc{k1,\n  title = \"A,\n year=2001}\n\n@misc{k2, title={B}}\n", "k1"),
        format!("the entry “k1” is damaged at line 3 (the quotation mark is not closed) {after}")
    );
    assert_eq!(
        messages("@misc{k,\n title = {A\n\n@misc{b}", "k"),
        format!("the entry “k” is damaged at line 2 (the brace is not closed) {after}")
    );
    assert_eq!(
        messages("\n@misc{k, title = {A}\n\n@misc{b}", "k"),
        format!("the entry “k” is damaged at line 2 (the entry is not closed) {after}")
    );
}

#[test]
fn an_entry_added_to_a_damaged_text_is_read_again() {
    let texts = [
        "@misc{",
        "@misc(",
        "@misc{a",
        "@misc{a,",
        "@misc{a, b",
        "@misc{a, b =",
        "@misc{a, b = {x",
        "@misc{a, b = \"x",
        "@misc{a, b = {x} #",
        "@misc{a, % c",
        "@string{",
        "@string{a",
        "@string{a =",
        "@string{a = {x}",
        "@preamble{",
        "@comment{",
        "@comment",
        "@misc",
        "@",
        "free",
        "@misc{a, b = {x}}}",
        "@misc(a)",
        "@misc(a",
    ];
    for text in texts {
        let mut document = Document::parse(text);
        let before = document.entries().count();
        let mut entry = Entry::new("misc", "z").unwrap();
        entry.set("note", &Value::parse("\"x\"").unwrap()).unwrap();
        document.push(entry).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!(document.to_string().starts_with(text));
        let again = Document::parse(&document.to_string());
        assert_eq!(again.entry("z").unwrap().get("note").unwrap().expression(), "\"x\"", "{text}");
        assert_eq!(again.entries().count(), before + 1, "{text}");
    }
    // This entry would close the quotation mark.
    let entry = Document::parse("@misc(z, note = \"x\")").entries().next().unwrap().clone();
    check("@misc{a, b = \"x", |document| assert!(document.push(entry).is_err()), "@misc{a, b = \"x");
}

#[test]
fn an_edit_that_would_make_an_entry_of_free_text_is_refused() {
    let text = "see @misc\n@misc{b}\n{c, d = {e}}";
    check(text, |document| assert!(document.remove("b").is_none()), text);
}

#[test]
fn macros_are_defined_changed_and_removed() {
    let set = |text: &str, expected: &str| {
        check(text, |document| document.set_macro("j", &tex("New")).unwrap(), expected);
    };
    set("@String( J = \"Old\" )\n@misc{k, a = j}", "@String( J = {New} )\n@misc{k, a = j}");
    set("@string{j = {a}}\n@string{j = {b}}", "@string{j = {a}}\n@string{j = {New}}");
    set("% x\n@misc{k}\n", "% x\n@string{j = {New}}\n\n@misc{k}\n");
    set("@string{a = {x}}\n\n@misc{k}\n", "@string{a = {x}}\n@string{j = {New}}\n\n@misc{k}\n");
    set("@string{a = {x}}\r\n", "@string{a = {x}}\r\n@string{j = {New}}\r\n");
    set("", "@string{j = {New}}\n");
    set("% x", "% x\n@string{j = {New}}\n");
    let remove = |text: &str, expected: &str| check(text, |document| assert!(document.remove_macro("J")), expected);
    remove("% x\n@string{j = {a}}\n\n@misc{k, a = j}\n@string{j = {b}}\n", "% x\n@misc{k, a = j}\n");
    check("@misc{k}", |document| assert!(!document.remove_macro("j")), "@misc{k}");
    for (name, text) in [("1a", ""), ("a b", ""), ("j", "@string{j = {x\n@misc{k}")] {
        check(text, |document| assert!(document.set_macro(name, &tex("x")).is_err(), "{name}"), text);
    }
}
