//! Tests of reading XML, independent of any format.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read};

use super::{Shape, read};
use crate::diag::{Code, Diagnostic};
use crate::syntax::Input;
use crate::syntax::decoding::decoded;

const SHAPE: Shape = Shape { format: "the test", records: &["rec", "group"], wrappers: &["group"], errors: &["error"] };

/// Returns the records as markup with their places, and the codes with their places.
fn read_all(mut bytes: impl BufRead) -> (Vec<String>, Vec<String>) {
    let (mut records, mut reports): (Vec<String>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
    let input = Input::new("a.xml", &mut bytes);
    decoded(input, &mut reports, |text, diag| {
        read(text, &SHAPE, diag, &mut |element, _| {
            records.push(format!("{}@{}:{} {}", element.name, element.line, element.column, element.markup()));
        })
    })
    .unwrap();
    let shown = |report: &Diagnostic| {
        let place = report.place.as_ref().map(|place| format!(" {}:{}", place.line, place.column));
        format!("{}{}", report.code, place.unwrap_or_default())
    };
    (records, reports.iter().map(shown).collect())
}

#[track_caller]
fn reads(xml: &str, records: &[&str], reports: &[&str]) {
    let (found, told) = read_all(xml.as_bytes());
    assert_eq!(
        (found, told),
        (records.iter().map(ToString::to_string).collect(), reports.iter().map(ToString::to_string).collect()),
        "{xml}"
    );
}

#[test]
fn records_are_given_with_their_place_and_without_prefixes() {
    reads(
        "<?xml version='1.0'?>\n<set><x:rec a='1'>é <y:b q=\"&lt;\">t</y:b></x:rec>\n <rec/></set>",
        &["rec@2:6 é <b q=\"<\">t</b>", "rec@3:2 "],
        &[],
    );
    reads("<group><n/><rec>a</rec></group>", &["group@1:1 <n></n><rec>a</rec>"], &[]);
    reads("<set><error>No &amp; no</error></set>", &["error@1:6 No & no"], &[]);
}

#[test]
fn references_are_resolved_and_entities_of_the_document_are_not() {
    reads(
        "<!DOCTYPE set [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
         <set><rec>M&uuml;ller &#x2013; &amp;amp; &lol2; &x; a & b<![CDATA[ <i>c</i>]]></rec></set>",
        &["rec@1:108 Müller – &amp; &lol2; &x; a & b <i>c</i>"],
        &[],
    );
}

#[test]
fn a_broken_record_does_not_stop_the_next() {
    let after = "<rec>b</rec></set>";
    reads(&format!("<set><rec><a>x</b></rec>\n{after}"), &["rec@2:1 b"], &["E1010 1:15"]);
    reads(&format!("<set><rec><a>x\n{after}"), &["rec@2:1 b"], &["E1010 1:6"]);
    reads(&format!("<set><rec <<<a>x</rec>\n{after}"), &["rec@2:1 b"], &["E1010 1:6"]);
    let deep = "<d>".repeat(200);
    reads(&format!("<set><rec>{deep}x</rec>\n{after}"), &["rec@2:1 b"], &["E1012 1:308"]);
    reads("<set><rec>a</rec><rec>b", &["rec@1:6 a"], &["E1011 1:18"]);
}

#[test]
fn a_file_without_records_says_what_is_there() {
    reads("<set></set>", &[], &["E1013 1:1"]);
    reads("<HTML><body>No", &[], &["E1015 1:1"]);
    reads("Rate exceeded.", &[], &["E1013 1:1"]);
    reads("", &[], &["W0101 1:1"]);
}

#[test]
fn other_encodings_are_read() {
    let xml = "<?xml version='1.0' encoding='latin1'?><set><rec>\u{e9}</rec></set>";
    let latin: Vec<u8> = xml.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    assert_eq!(read_all(latin.as_slice()), (vec!["rec@1:45 é".to_owned()], vec![]));
    let undeclared = b"<set><rec>caf\xE9</rec><rec>\xE9</rec></set>".as_slice();
    assert_eq!(
        read_all(undeclared),
        (vec!["rec@1:6 café".to_owned(), "rec@1:21 é".to_owned()], vec!["W0105 1:14".into()])
    );
    let utf_16: Vec<u8> = "\u{FEFF}<set><rec>é𝒞</rec></set>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read_all(utf_16.as_slice()), (vec!["rec@1:6 é𝒞".to_owned()], vec![]));
}

#[test]
fn a_record_that_is_too_large_is_passed_over() {
    let start = io::Cursor::new(b"<set><rec>a</rec><rec>".to_vec());
    let middle = io::repeat(b'x').take(65 << 20);
    let end = io::Cursor::new(b"</rec><rec>b</rec></set>".to_vec());
    let (records, reports) = read_all(BufReader::new(start.chain(middle).chain(end)));
    assert_eq!(records.len(), 2, "{records:?}");
    assert!(records[0].ends_with(" a") && records[1].ends_with(" b"));
    assert_eq!(reports.len(), 1);
    assert!(reports[0].starts_with(Code::XmlTooLarge.text()));
}

#[test]
fn hostile_files_are_read_in_time() {
    for piece in
        ["<rec>", "<rec><a>", "</rec>", "<rec <", "<rec a=\"", "<!--", "<![CDATA[", "<!DOCTYPE [", "&", "<rec/>", "<?"]
    {
        let mut xml = String::from("<set>");
        for _ in 0..20_000 {
            let _ = write!(xml, "{piece}");
        }
        let (records, reports) = read_all(xml.as_bytes());
        assert!(records.len() + reports.len() > 0, "{piece}");
    }
}
