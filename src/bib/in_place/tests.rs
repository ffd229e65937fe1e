//! Tests of writing back files that were read in place.

use std::sync::Arc;

use proptest::prelude::*;

use crate::bib::FORMAT;
use crate::bib::testing::read_in_place;
use crate::latex::Charset;
use crate::model::{IdentifierVariable, Kind, Record, SourceFile, TextVariable};
use crate::seam::{MacroPolicy, Unchanged, WriteOptions};

fn read(bytes: &[u8]) -> (Vec<Record>, Arc<SourceFile>) {
    read_in_place(&FORMAT, bytes)
}

/// A step of writing: a record, or the end of a file.
enum Step<'a> {
    Record(&'a Record),
    End(&'a Arc<SourceFile>),
}

fn write<'a>(options: &WriteOptions, steps: impl IntoIterator<Item = Step<'a>>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = FORMAT.writer.unwrap().start(options, &mut out).unwrap();
    for step in steps {
        match step {
            Step::Record(record) => writer.record(record, &mut ()).unwrap(),
            Step::End(file) => writer.end_of_file(file).unwrap(),
        }
    }
    writer.finish().unwrap();
    out
}

/// Writes a file back with its records changed.
fn changed(bytes: impl AsRef<[u8]>, change: impl Fn(&mut Vec<Record>)) -> Vec<u8> {
    let (mut records, file) = read(bytes.as_ref());
    change(&mut records);
    let steps = records.iter().map(Step::Record).chain([Step::End(&file)]);
    write(&WriteOptions::default(), steps)
}

#[track_caller]
fn check(text: &str, change: impl Fn(&mut Vec<Record>), expected: &str) {
    assert_eq!(String::from_utf8(changed(text, change)).unwrap(), expected);
}

const FILE: &str = "% Mine\r\n@String( j = \"J\" )\n@ARTICLE{ a , Title={T},\n\tjournal = j # {x} }\n\n% B\n@comment{b}\n\
                    @misc(b, crossref = {a}, title = \"U\") end";

#[test]
fn a_file_that_is_not_changed_stays() {
    check(FILE, |_| (), FILE);
}

#[test]
fn a_key_is_changed_where_it_stands_and_where_it_is_named() {
    let expected = FILE.replace("{ a ,", "{ x ,").replace("{a}", "{x}");
    check(FILE, |records| records[0].id = "x".into(), &expected);
    check("@misc{ title = {T}}", |records| records[0].id = "x".into(), "@misc{ x, title = {T}}");
    check("@misc{, title = {T}} @misc{}", |records| records[0].id = "x".into(), "@misc{x, title = {T}} @misc{}");
    check("@misc{a}@misc{b, xref = {A}}", |records| records[0].id = "x y".into(), "@misc{x-y}@misc{b, xref = {x-y}}");
}

#[test]
fn keys_that_trade_places_are_told_apart() {
    let text = "@misc{a, xref = {b}} @misc{b, related = {a, b,c}}";
    let trade = |records: &mut Vec<Record>| [records[0].id, records[1].id] = ["b".into(), "a".into()];
    check(text, trade, "@misc{b, xref = {a}} @misc{a, related = {b, a,c}}");
}

#[test]
fn what_has_changed_is_changed_in_its_place() {
    let anew = FILE.replace("title = \"U\"", "title = \"V\"");
    check(FILE, |records| records[1].set_text(TextVariable::Title, "V"), &anew);
}

#[test]
fn an_option_that_asks_for_a_form_has_all_entries_written_in_it() {
    let (records, file) = read("@misc{a, note = {ä}} % c\n".as_bytes());
    let steps = || [Step::Record(&records[0]), Step::End(&file)];
    let ascii = WriteOptions { charset: Charset::Ascii, ..WriteOptions::default() };
    assert_eq!(write(&ascii, steps()), b"@misc{a, note = {{\\\"a}}} % c\n");
    let rewritten = WriteOptions { unchanged: Unchanged::Rewritten, ..WriteOptions::default() };
    assert_eq!(write(&rewritten, steps()), "@misc{a,\n  note = {ä},\n} % c\n".as_bytes());
}

#[test]
fn an_address_in_a_text_stays_until_it_changes() {
    let text = "@misc{a,\n  title = {T},\n  howpublished = {Web page, \\url{https://a.org/~b_c}},\n  note = {[Online; accessed 19-July-2023]},\n}\n";
    let title = |records: &mut Vec<Record>| records[0].set_text(TextVariable::Title, "U");
    check(text, title, &text.replace("{T}", "{U}"));
    let address = |records: &mut Vec<Record>| records[0].set_identifier(IdentifierVariable::Url, "https://a.org/d");
    let changed = "howpublished = {Web page},\n  url = {https://a.org/d},\n  note = {[Online; accessed 19-July-2023]}";
    let (start, end) = (text.find("howpublished").unwrap(), text.rfind(",\n}").unwrap());
    check(text, address, &format!("{}{changed}{}", &text[..start], &text[end..]));
    let (records, file) = read(text.as_bytes());
    let rewritten = WriteOptions { unchanged: Unchanged::Rewritten, ..WriteOptions::default() };
    let steps = records.iter().map(Step::Record).chain([Step::End(&file)]);
    assert_eq!(String::from_utf8(write(&rewritten, steps)).unwrap(), text);
}

#[test]
fn macros_are_kept_resolved_or_matched_in_entries_that_are_written_anew() {
    let (records, file) = read(
        b"@string{J = {Journal of {X}}}@string{e = {Ed Elm}}\n\
          @article{a, title = {T}, journal = j # \" (B)\", editor = e # { and } # {Bo Oak}, note = nn, year = 2020, month = jan}\n\
          @article{b, title = {Ed Elm}, journal = {Journal of {X}}}@string{k = {T}}",
    );
    let entries = |macros: MacroPolicy| {
        let options = WriteOptions { macros, unchanged: Unchanged::Rewritten, ..WriteOptions::default() };
        let steps = records.iter().map(Step::Record).chain([Step::End(&file)]);
        String::from_utf8(write(&options, steps)).unwrap()
    };
    let has = |text: &str, lines: &[&str]| {
        for line in lines {
            assert!(text.contains(&format!("\n  {line},\n")), "{line}: {text}");
        }
    };
    let kept = ["editor = e # { and } # {Bo Oak}", "journal = j # \" (B)\"", "note = nn", "month = jan", "title = {T}"];
    has(&entries(MacroPolicy::Keep), &kept);
    has(&entries(MacroPolicy::Keep), &["journal = {Journal of {X}}"]);
    has(&entries(MacroPolicy::Match), &kept);
    has(&entries(MacroPolicy::Match), &["journal = J", "title = e"]);
    let resolved = ["editor = {Ed Elm and Bo Oak}", "journal = {Journal of {X} (B)}", "note = {nn}", "month = jan"];
    has(&entries(MacroPolicy::Resolve), &resolved);
    assert!(entries(MacroPolicy::Resolve).starts_with("@string{J = {Journal of {X}}}@string{e"));
}

#[test]
fn entries_that_are_left_out_leave_everything_else() {
    let text = "% 1\n@misc{a}\n\n% 2\n@string{x = 1}\n@misc{b}\n\n@misc{c}\n";
    check(text, |records| drop(records.remove(1)), "% 1\n@misc{a}\n\n% 2\n@string{x = 1}\n@misc{c}\n");
    check(text, Vec::clear, "% 1\n% 2\n@string{x = 1}\n");
}

#[test]
fn entries_in_another_order_come_behind_the_macros_before_them() {
    let text = "@string{x = 1}\n@misc{a}\n\n@misc{b}\n";
    check(text, |records| records.reverse(), "@string{x = 1}\n@misc{b}\n\n@misc{a}\n");
}

#[test]
fn a_file_without_entries_stays() {
    for text in ["", " \n", "% only a comment", "@string{a = 1}", "@misc{a", "}{\"", "{}@"] {
        check(text, |_| (), text);
    }
}

#[test]
fn files_follow_one_another() {
    let [(one, first), (two, second)] =
        ["\u{FEFF}@misc{a} % é", "\u{FEFF}@misc{b}\n"].map(|text| read(text.as_bytes()));
    let new = Record { id: "c".into(), ..Record::new(Kind::Book) };
    let options = WriteOptions::default();
    let [one, two] = [&one[0], &two[0]];
    let steps = [Step::Record(one), Step::End(&first), Step::Record(two), Step::End(&second), Step::Record(&new)];
    let expected = "\u{FEFF}@misc{a} % é\n\n@misc{b}\n\n@book{c,\n}\n";
    assert_eq!(String::from_utf8(write(&options, steps)).unwrap(), expected);
    let steps = [Step::Record(&new), Step::Record(two), Step::Record(one), Step::End(&second), Step::End(&first)];
    let expected = "@book{c,\n}\n\n@misc{b}\n\n@misc{a}\n % é";
    assert_eq!(String::from_utf8(write(&options, steps)).unwrap().replace('\u{FEFF}', ""), expected);
}

#[test]
fn an_item_that_is_not_closed_is_closed_before_another_file() {
    let [(one, first), (two, second)] = ["@misc{a, note = {b\n", "@misc{c}\n"].map(|text| read(text.as_bytes()));
    let options = WriteOptions::default();
    let [one, two] = [&one[0], &two[0]];
    let written = |steps: Vec<Step<'_>>| String::from_utf8(write(&options, steps)).unwrap();
    let closed = "@misc{a, note = {b\n}}\n\n@misc{c}\n";
    assert_eq!(written(vec![Step::Record(one), Step::End(&first), Step::Record(two), Step::End(&second)]), closed);
    let closed_before_the_ends =
        written(vec![Step::Record(one), Step::Record(two), Step::End(&first), Step::End(&second)]);
    assert_eq!(closed_before_the_ends.trim_end(), closed.trim_end());
    let last = written(vec![Step::Record(two), Step::End(&second), Step::Record(one), Step::End(&first)]);
    assert_eq!(last, "@misc{c}\n\n@misc{a, note = {b\n");
    assert_eq!(written(vec![Step::Record(one), Step::End(&first)]), "@misc{a, note = {b\n");
}

#[test]
fn encodings_stay() {
    let text = "@misc{a, title = {Tä}} @misc{b, crossref={a}}";
    let utf_16: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows: Vec<u8> = text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    for bytes in
        [utf_16, windows, [b"\xEF\xBB\xBF", text.as_bytes()].concat(), [b"\xFF\0".as_slice(), text.as_bytes()].concat()]
    {
        assert_eq!(changed(&bytes, |_| ()), bytes);
    }
    let windows = b"@misc{\xE9, title = {\x80}}";
    assert_eq!(changed(windows, |records| records[0].id = "\u{FC}".into()), b"@misc{\xFC, title = {\x80}}");
    let in_utf_8 = "@misc{漢, title = {€}}".as_bytes();
    assert_eq!(changed(windows, |records| records[0].id = "漢".into()), in_utf_8);
}

proptest! {
    #[test]
    fn no_byte_is_lost(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        prop_assert_eq!(changed(&bytes, |_| ()), bytes);
    }

    #[test]
    fn no_byte_of_something_like_entries_is_lost(text in "([@{}(),=\"#% \n\r\u{0}aé]|misc|string|comment){0,40}") {
        prop_assert_eq!(changed(&text, |_| ()), text.as_bytes());
    }
}
