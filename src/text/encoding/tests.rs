use proptest::prelude::*;

use super::Encoding;

fn encoded(name: &str, text: &str) -> Option<Vec<u8>> {
    Encoding::named(name).unwrap().encode(text)
}

#[test]
fn what_an_encoding_lacks_is_not_written() {
    assert_eq!(encoded("gbk", "水").as_deref(), Some(b"\xCB\xAE".as_slice()));
    assert_eq!(encoded("windows-1252", "水"), None);
    // ISO-8859-1 is read as Windows-1252, and other programs do not read it so.
    assert_eq!(encoded("windows-1252", "“").as_deref(), Some(b"\x93".as_slice()));
    assert_eq!(encoded("latin1", "“"), None);
    assert_eq!(encoded("latin1", "é").as_deref(), Some(b"\xE9".as_slice()));
    assert_eq!(encoded("ascii", "é"), None);
    // 镕 is in GBK and not in GB 2312.
    assert!(encoded("gbk", "水镕").is_some());
    assert_eq!(encoded("gb2312", "水镕"), None);
    assert!(encoded("gb2312", "a水").is_some());
}

#[test]
fn a_character_never_becomes_another_one() {
    // By the standard, these are written as 0x5C and 0x7E, which are read as `\` and `~`.
    for name in ["shift_jis", "euc-jp"] {
        assert_eq!(encoded(name, "¥"), None, "{name}");
        assert_eq!(encoded(name, "‾"), None, "{name}");
    }
}

#[test]
fn a_mark_names_the_encoding() {
    for (bytes, expected) in [
        (b"\xEF\xBB\xBFa".as_slice(), Some((Encoding::UTF_8, 3))),
        (b"\xFF\xFEa\0", Some((Encoding::UTF_16LE, 2))),
        (b"\xFE\xFF\0a", Some((Encoding::UTF_16BE, 2))),
        (b"\xFF\xFE\0\0a\0\0\0", Some((Encoding::UTF_32LE, 4))),
        (b"\0\0\xFE\xFF\0\0\0a", Some((Encoding::UTF_32BE, 4))),
        (b"\xEF\xBB", None),
        (b"", None),
    ] {
        assert_eq!(Encoding::of_mark(bytes), expected);
    }
}

#[test]
fn utf_16_is_known_without_its_mark() {
    for encoding in [Encoding::UTF_16BE, Encoding::UTF_16LE] {
        let bytes = encoding.encode("@misc{a, title = {Ünï 𝒞}}").unwrap();
        assert_eq!(Encoding::of_zeros(&bytes), Some(encoding));
    }
    for bytes in [b"@misc{a}".as_slice(), b"", b"a", b"\0\0\0\0", b"PNG\0\0\0\x01\0IHDR", b"one\0two, three and four"] {
        assert_eq!(Encoding::of_zeros(bytes), None, "{bytes:?}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(text in "\\PC{0,20}") {
        for name in Encoding::names().chain(["latin1", "ascii", "gb2312", "utf-32be", "utf-32le"]) {
            let encoding = Encoding::named(name).unwrap();
            if let Some(bytes) = encoding.encode(&text) {
                prop_assert_eq!(&encoding.decode(&bytes), &text, "{}", name);
            }
            prop_assert_eq!(encoding.has(&text), encoding.encode(&text).is_some());
        }
    }
}
