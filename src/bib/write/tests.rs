use crate::bib::FORMAT;
use crate::diag::{Code, Diagnostic};
use crate::latex::Charset;
use crate::model::{Kind, Record, TextVariable};
use crate::seam::WriteOptions;
use crate::seam::testing;
use crate::syntax::Input;

fn written(record: &Record) -> (String, Vec<Diagnostic>) {
    testing::write_with(&FORMAT, &WriteOptions::default(), std::slice::from_ref(record))
}

/// Makes a record with an extra field, as read from a .bib file or a JSON file.
fn with_extra(name: &str, value: impl Into<serde_json::Value>) -> Record {
    let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
    record.keep_extra("bibtex", name, value);
    record
}

#[track_caller]
fn extra(name: &str, value: &str, expected: &str) {
    let text = written(&with_extra(name, value)).0;
    let entry = text.split("\n@preamble").next();
    assert_eq!(entry, Some(format!("@book{{a,\n  {name} = {{{expected}}},\n}}\n").as_str()));
}

#[test]
fn extra_fields_cannot_be_commands() {
    extra("remark", "$\\input{x}$", "\\$\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}\\$");
    for name in ["remark", "file"] {
        extra(name, "^^5cinput x", "\\textasciicircum{}\\textasciicircum{}5cinput x");
    }
    extra("remark", "50% {\\bf x} {Ä}", "50\\% \\textbf{x} {Ä}");
    extra("remark", "a\u{0}b", "a{\\unichar{0}}b");
}

#[test]
fn addresses_and_files_stand_as_they_were() {
    extra("file", ":a_b/c#1.pdf:PDF", ":a_b/c#1.pdf:PDF");
    extra("bdsk-url-1", "https://example.org/%20~x&y_z", "https://example.org/%20~x&y_z");
}

#[test]
fn an_extra_field_that_cannot_be_written_is_reported() {
    for record in [with_extra("a b", "x"), with_extra("", "x"), with_extra("count", 3)] {
        let (text, reports) = written(&record);
        assert_eq!(text, "@book{a,\n}\n");
        assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::OutputLoss]);
    }
    let mut twice = with_extra("shelf", "1");
    twice.keep_extra("bibtex", "Shelf", "2");
    assert_eq!(written(&twice).1.len(), 1);
}

#[test]
fn the_file_says_how_characters_without_a_command_are_set() {
    let (mut bytes, options) = (Vec::new(), WriteOptions { charset: Charset::Ascii, ..WriteOptions::default() });
    let mut file = FORMAT.writer.unwrap().start(&options, &mut bytes).unwrap();
    for title in ["Ä", "Щи", "中"] {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.set_text(TextVariable::Title, title);
        file.record(&record, &mut ()).unwrap();
    }
    file.finish().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("  title = {{\\unichar{1065}}{\\unichar{1080}}},\n"), "{text}");
    assert!(text.contains("\n\n@preamble{\"\\ifdefined\\unichar"), "{text}");
    assert!(text.ends_with("\n\\unicharreading{1065}{Shch}\n\\unicharreading{1080}{i}\"}\n"), "{text}");
    let (mut back, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
    let mut unread = text.as_bytes();
    let input = Input::new("back.bib", &mut unread);
    FORMAT.reader.unwrap().read(input, &mut |record| back.push(record.plain_title()), &mut reports).unwrap();
    assert_eq!((back, reports), (vec!["Ä".to_owned(), "Щи".into(), "中".into()], vec![]));
}

#[test]
fn control_characters_do_not_keep_a_file_from_being_read() {
    let record = Record { id: "a".into(), ..with_extra("file", "a\u{0}\u{1b}[2J") };
    let (text, mut back) = (written(&record).0, Vec::new());
    let mut unread = text.as_bytes();
    let input = Input::new("back.bib", &mut unread);
    FORMAT.reader.unwrap().read(input, &mut |record| back.push(record), &mut ()).unwrap();
    assert_eq!(back.len(), 1);
    assert!(!text.contains(|character: char| character.is_control() && character != '\n'), "{text}");
}
