use std::io::{BufReader, Write as _};

use super::unpack;
use crate::diag::{Code, Diagnostic};

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn zstandard(text: &[u8]) -> Vec<u8> {
    zstd::encode_all(text, 1).unwrap()
}

fn tape(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, path, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

/// Returns the texts with their two names, and the reports, which must not depend on the portions in which the bytes
/// come.
fn texts(bytes: &[u8]) -> (Vec<(String, String, String)>, Vec<Diagnostic>) {
    let unpacked = |portion: usize| {
        let (mut texts, mut reports) = (Vec::new(), Vec::new());
        let mut input = BufReader::with_capacity(portion, bytes);
        unpack("in.gz", &mut input, &mut reports, &mut |text, _| {
            let mut content = String::new();
            text.bytes.read_to_string(&mut content)?;
            texts.push((text.name.to_owned(), text.file_name.to_owned(), content));
            Ok(())
        })
        .unwrap();
        (texts, reports)
    };
    let result = unpacked(8 * 1024);
    assert_eq!(result.0, unpacked(1).0);
    result
}

fn contents(bytes: &[u8]) -> (Vec<String>, Vec<Code>) {
    let (texts, reports) = texts(bytes);
    (texts.into_iter().map(|(.., content)| content).collect(), reports.iter().map(|report| report.code).collect())
}

#[test]
fn a_text_is_given_as_it_is() {
    for text in ["", "a", &"long\n".repeat(1000)] {
        assert_eq!(contents(text.as_bytes()), (vec![text.to_owned()], vec![]));
    }
}

#[test]
fn members_and_frames_follow_each_other() {
    for compress in [gzip, zstandard] {
        let (found, reports) = texts(&[compress(b"one\n"), compress(b""), compress(b"two\n")].concat());
        assert_eq!(
            found,
            [(
                "in.gz".to_owned(),
                if compress(b"")[0] == 0x1F { "in" } else { "in.gz" }.to_owned(),
                "one\ntwo\n".to_owned()
            )]
        );
        assert_eq!(reports, []);
    }
}

#[test]
fn members_of_archives_have_names() {
    let long = format!("{}/data.json", "folder".repeat(30));
    let archive = tape(&[("a.json", b"{}"), (&long, b"[]"), ("._a.json", b"\0"), ("empty", b"")]);
    for packed in [archive.clone(), gzip(&archive), zstandard(&archive)] {
        let (found, reports) = texts(&packed);
        let names: Vec<(&str, &str)> = found.iter().map(|(name, file, _)| (name.as_str(), file.as_str())).collect();
        let whole = format!("in.gz:{long}");
        assert_eq!(names, [("in.gz:a.json", "a.json"), (&whole, &long), ("in.gz:empty", "empty")]);
        assert_eq!((found[1].2.as_str(), reports), ("[]", vec![]));
    }
}

#[test]
fn archives_may_hold_compressed_members() {
    let (found, _) = texts(&tape(&[("a.json.gz", &gzip(b"{}"))]));
    assert_eq!(found, [("in.gz:a.json.gz".to_owned(), "a.json".to_owned(), "{}".to_owned())]);
}

#[test]
fn what_stands_before_damage_is_read() {
    let text: String = (0..20_000).map(|number| format!("line {number}\n")).collect();
    for packed in [gzip(text.as_bytes()), zstandard(text.as_bytes())] {
        let (found, reports) = texts(&packed[..packed.len() - 6]);
        assert!(text.starts_with(&found[0].2));
        let place = reports[0].place.as_ref().unwrap();
        assert_eq!((reports.len(), reports[0].code), (1, Code::CorruptCompression));
        assert_eq!(place.line as usize, found[0].2.lines().count() + usize::from(found[0].2.ends_with('\n')));

        let mut damaged = packed.clone();
        damaged[packed.len() / 2] ^= 0x55;
        assert_eq!(contents(&damaged).1, [Code::CorruptCompression]);
    }
    assert_eq!(contents(&gzip(b"x")[..10]), (vec![], vec![Code::CorruptCompression]));
}

#[test]
fn members_behind_a_damaged_header_are_found() {
    let mut archive = tape(&[("a", b"one"), ("b", b"two"), ("c", b"three")]);
    archive[1024 + 10] ^= 0x55;
    assert_eq!(contents(&archive), (vec!["one".to_owned(), "three".to_owned()], vec![Code::CorruptArchive]));
}

#[test]
fn a_member_that_is_cut_is_read_as_far_as_it_goes() {
    let archive = tape(&[("a", b"one"), ("b", &[b'x'; 2000])]);
    let (found, codes) = contents(&archive[..1024 + 512 + 700]);
    assert_eq!((found[1].len(), codes), (700, vec![Code::CorruptArchive]));
}

#[test]
fn damage_inside_of_an_archive_costs_one_member() {
    let packed = gzip(b"one two three");
    let archive = tape(&[("a.gz", &packed[..packed.len() - 4]), ("b.gz", &gzip(b"four"))]);
    let (found, codes) = contents(&archive);
    assert_eq!((found[1].as_str(), codes), ("four", vec![Code::CorruptCompression]));
}

#[test]
fn packing_has_an_end() {
    let mut packed = b"text".to_vec();
    for _ in 0..4 {
        packed = gzip(&packed);
    }
    assert_eq!(contents(&packed), (vec!["text".to_owned()], vec![]));
    assert_eq!(contents(&gzip(&packed)), (vec![], vec![Code::UnreadPacking]));
}

#[test]
fn other_packings_are_named() {
    for magic in [b"PK\x03\x04".as_slice(), b"BZh9", b"\xFD7zXZ\0"] {
        assert_eq!(contents(magic), (vec![], vec![Code::UnreadPacking]));
    }
}

#[test]
fn what_the_taker_fails_with_ends_the_work() {
    let archive = tape(&[("a", b"one"), ("b", b"two")]);
    let mut count = 0;
    let result = unpack("in", &mut archive.as_slice(), &mut (), &mut |_, _| {
        count += 1;
        Err(crate::error::Error::usage("enough"))
    });
    assert!(result.is_err() && count == 1);
}
