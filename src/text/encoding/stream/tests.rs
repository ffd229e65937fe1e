use std::io::{BufReader, Read};

use proptest::prelude::*;

use super::{Decoded, Finding, Spot};
use crate::text::Encoding;

struct Outcome {
    text: String,
    findings: Vec<(Finding, Spot)>,
    encoding: Encoding,
}

fn read(bytes: &[u8], named: Option<&str>, buffer: usize) -> Outcome {
    let named = named.map(|name| Encoding::named(name).unwrap());
    let mut reader = BufReader::with_capacity(buffer, bytes);
    let (mut text, mut findings) = (String::new(), Vec::new());
    let mut on_finding = |finding, spot| findings.push((finding, spot));
    let mut decoded = Decoded::new(&mut reader, named, &mut on_finding);
    decoded.read_to_string(&mut text).unwrap();
    let encoding = decoded.encoding();
    Outcome { text, findings, encoding }
}

fn found(bytes: &[u8], named: Option<&str>) -> (String, Vec<Finding>) {
    let Outcome { text, findings, .. } = read(bytes, named, 1 << 16);
    (text, findings.into_iter().map(|(finding, _)| finding).collect())
}

fn in_encoding(name: &str, text: &str) -> Vec<u8> {
    Encoding::named(name).unwrap().encode(text).unwrap()
}

fn encoding(name: &str) -> Encoding {
    Encoding::named(name).unwrap()
}

const CHINESE: &str = "@misc{a, title = {潮汐的记忆与港口的风：一个关于水位观测的研究}, author = {沈, 一舟}}\n";

#[test]
fn utf_8_is_silent() {
    for text in ["", "ascii\n", "é\n潮汐\n", "% Encoding: UTF-8\né"] {
        assert_eq!(found(text.as_bytes(), None), (text.to_owned(), vec![]));
        let marked = format!("\u{FEFF}{text}");
        assert_eq!(found(marked.as_bytes(), None), (text.to_owned(), vec![]));
    }
}

#[test]
fn what_is_declared_is_read_in_silence() {
    for name in ["gbk", "gb18030", "gb2312"] {
        let text = format!("% Encoding: {name}\n{CHINESE}");
        let outcome = read(&in_encoding(name, &text), None, 100);
        assert_eq!((outcome.text, outcome.findings, outcome.encoding), (text, vec![], encoding(name)));
    }
    let xml = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>О приливах</a>";
    assert_eq!(found(&in_encoding("windows-1251", xml), None), (xml.to_owned(), vec![]));
    let japanese = "% -*- coding: iso-2022-jp -*-\n潮の記憶\n";
    assert_eq!(found(&in_encoding("iso-2022-jp", japanese), None), (japanese.to_owned(), vec![]));
}

#[test]
fn a_guess_is_told_with_its_place() {
    let Outcome { text, findings, encoding } = read(&in_encoding("gbk", CHINESE), None, 1 << 16);
    assert_eq!((text.as_str(), encoding.name()), (CHINESE, "GBK"));
    let [(finding, spot)] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(*finding, Finding::Guessed { encoding, declared: None });
    assert_eq!((spot.line, spot.column, spot.length), (1, 19, 1));
    assert!(spot.snippet.starts_with("@misc{a, title = {潮汐的记忆"), "{}", spot.snippet);
}

#[test]
fn utf_8_that_declares_something_else_is_utf_8() {
    for name in ["GBK", "Cp1252", "latin1", "KOI8-R", "UTF-16", "Big5"] {
        let text = format!("% Encoding: {name}\n{CHINESE}");
        let (decoded, findings) = found(text.as_bytes(), None);
        assert_eq!(decoded, text);
        let declared = encoding(name);
        assert_eq!(findings, [Finding::Contradicted { declared, encoding: Encoding::UTF_8 }]);
        let marked = format!("\u{FEFF}{text}");
        assert_eq!(found(marked.as_bytes(), None), (text, findings));
    }
    let xml = "<?xml version='1.0' encoding='UTF-16'?><a>é</a>";
    let findings = vec![Finding::Contradicted { declared: Encoding::UTF_16LE, encoding: Encoding::UTF_8 }];
    assert_eq!(found(xml.as_bytes(), None), (xml.to_owned(), findings));
}

#[test]
fn a_mark_counts_more_than_anything() {
    let text = "% Encoding: GBK\n潮\n";
    for name in ["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"] {
        let bytes = in_encoding(name, &format!("\u{FEFF}{text}"));
        let findings = vec![Finding::Contradicted { declared: encoding("gbk"), encoding: encoding(name) }];
        assert_eq!(found(&bytes, None), (text.to_owned(), findings.clone()), "{name}");
        assert_eq!(found(&bytes, Some("gbk")), (text.to_owned(), findings), "{name}");
    }
    let xml = "<?xml version='1.0' encoding='UTF-16'?><a>é</a>";
    assert_eq!(found(&in_encoding("utf-16be", &format!("\u{FEFF}{xml}")), None), (xml.to_owned(), vec![]));
}

#[test]
fn the_named_encoding_counts_more_than_the_declared_one() {
    let text = "% Encoding: UTF-8\nПамять приливов\n";
    assert_eq!(found(&in_encoding("koi8-r", text), Some("koi8-r")), (text.to_owned(), vec![]));
    let text = "a\nПамять\n";
    assert_eq!(found(&in_encoding("utf-16be", text), Some("utf-16be")), (text.to_owned(), vec![]));
    assert_eq!(found(&in_encoding("utf-16be", "abcdef"), Some("utf-16")), ("abcdef".to_owned(), vec![]));
}

#[test]
fn what_is_not_valid_is_told_with_its_place() {
    let mut bytes = in_encoding("gbk", "% Encoding: GBK\n潮汐");
    bytes.extend_from_slice(b"\xFF\n\xCB\xAE\xFFx");
    let Outcome { text, findings, .. } = read(&bytes, None, 1 << 16);
    assert_eq!(text, "% Encoding: GBK\n潮汐\u{FFFD}\n水\u{FFFD}x");
    let [(first, at_first), (more, at_last)] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(*first, Finding::Invalid { encoding: encoding("gbk"), likely: None });
    assert_eq!((at_first.line, at_first.column, at_first.snippet.as_str()), (2, 3, "潮汐\u{FFFD}"));
    assert_eq!(*more, Finding::MoreInvalid { encoding: encoding("gbk"), count: 1 });
    assert_eq!((at_last.line, at_last.column), (3, 2));
}

#[test]
fn a_name_that_is_unknown_is_told() {
    let (text, findings) = found(b"% Encoding: GKB\n", None);
    assert_eq!(text, "% Encoding: GKB\n");
    assert!(matches!(&findings[..], [Finding::Unknown(error)] if error.similar == Some("GBK")), "{findings:?}");
}

#[test]
fn a_name_is_shown_after_bytes_that_are_not_utf_8() {
    let outcome = read(b"<?xml \xE9\xE8\xE9 encoding='GKB'?>\n", None, 64);
    let spots: Vec<_> = outcome.findings.iter().map(|(_, spot)| (spot.line, spot.column, spot.length)).collect();
    assert!(spots.contains(&(1, 21, 3)), "{:?}", outcome.findings);
}

#[test]
fn the_encoding_may_show_late() {
    let ascii = "@misc{a}\n".repeat(100_000);
    let text = format!("{ascii}{CHINESE}{ascii}{CHINESE}");
    let (decoded, findings) = found(&in_encoding("gbk", &text), None);
    assert!(decoded == text);
    assert_eq!(findings, [Finding::Guessed { encoding: encoding("gbk"), declared: None }]);
    assert!(found(text.as_bytes(), None) == (text, vec![]));
}

proptest! {
    #[test]
    fn buffers_make_no_difference(
        parts in prop::collection::vec(
            prop_oneof![
                Just(b"% Encoding: ".to_vec()), Just(b"GBK".to_vec()), Just(b"\n".to_vec()), Just(b"<?xml encoding='".to_vec()),
                Just("潮汐".as_bytes().to_vec()), Just(b"\xB3\xB1\xCF\xAB".to_vec()), Just(b"\x1B$B\x3F\x65\x1B(B".to_vec()),
                prop::collection::vec(any::<u8>(), 0..6), Just(b"abc {}".to_vec()), Just(b"\xEF\xBB\xBF".to_vec()),
            ],
            0..12,
        ),
        buffer in 1..9_usize,
    ) {
        let bytes = parts.concat();
        let whole = read(&bytes, None, 1 << 16);
        let cut = read(&bytes, None, buffer);
        prop_assert_eq!(&cut.text, &whole.text);
        prop_assert_eq!(cut.encoding, whole.encoding);
        let kinds = |outcome: &Outcome| -> Vec<(Finding, u32, u32)> {
            outcome.findings.iter().map(|(finding, spot)| (finding.clone(), spot.line, spot.column)).collect()
        };
        prop_assert_eq!(kinds(&cut), kinds(&whole));
    }

    #[test]
    fn valid_utf_8_stays(text in "[ -~é潮а-я\n𝒞]{0,60}", buffer in 1..9_usize) {
        let outcome = read(text.as_bytes(), None, buffer);
        prop_assert_eq!(outcome.text, text);
        prop_assert_eq!(outcome.findings, vec![]);
    }
}
