//! Decides which encoding a text has, from its declaration and from its bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::decoder::{Decoder, Rest};
use super::kinds::{Encoding, Kind};

/// The maximum number of bytes that are examined, from the first one that is not ASCII.
pub(super) const MOST: usize = 1 << 20;

/// The number of characters beyond ASCII in valid UTF-8 that leave no doubt.
const ENOUGH: usize = 64;

/// The maximum number of characters beyond ASCII that can be valid UTF-8 by chance in text of an older encoding.
const BY_CHANCE: usize = 3;

/// How many letters that are not UTF-8 a valid character outweighs, if they are Latin.
const LATIN_WEIGHT: usize = 16;

/// The evidence for a decision.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence<'a> {
    /// The preceding text, in ASCII, as far as it is useful.
    pub(super) before: &'a str,
    /// The text from the first byte that is not ASCII.
    pub(super) bytes: &'a [u8],
    /// Whether these are all of the bytes.
    pub(super) rest: Rest,
    /// The declared encoding.
    pub(super) declared: Option<Encoding>,
    /// Whether the format of the text is always UTF-8.
    pub(super) is_always_utf_8: bool,
}

/// An encoding, and the reason for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) encoding: Encoding,
    pub(super) reason: Reason,
}

/// The reason for an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The text declares it, or it is UTF-8 and declares nothing else.
    Told,
    /// The bytes are valid UTF-8, and the text declares another encoding.
    Valid,
    /// It was guessed.
    Guessed,
    /// It is UTF-8, although some bytes are not; they are most like text of the other encoding.
    Broken { likely: Option<Encoding> },
}

/// Decides about the encoding of a text; `None` if this needs more bytes.
pub(super) fn judge(evidence: &Evidence<'_>) -> Option<Verdict> {
    let Evidence { bytes, rest, declared, is_always_utf_8, .. } = *evidence;
    let is_all = rest == Rest::None || bytes.len() >= MOST;
    let census = Census::of(bytes, rest);
    // Bytes that can be searched for a declaration are not UTF-16.
    let legacy = declared.filter(|declared| !declared.is_unicode());
    let verdict = |encoding, reason| Some(Verdict { encoding, reason });
    let told = legacy.unwrap_or(Encoding::UTF_8);
    if census.invalid == 0 {
        return match legacy {
            _ if !is_all && census.valid() < ENOUGH => None,
            None => verdict(Encoding::UTF_8, Reason::Told),
            Some(legacy) if may_be_chance(legacy, &census) => verdict(legacy, Reason::Told),
            Some(_) => verdict(Encoding::UTF_8, Reason::Valid),
        };
    }
    if legacy.is_some() {
        return verdict(told, Reason::Told);
    }
    if !is_all {
        return None;
    }
    let guess = guessed(evidence);
    if is_always_utf_8 {
        return verdict(Encoding::UTF_8, Reason::Broken { likely: guess });
    }
    // A character of UTF-8 is not a word of Latin letters, but is common in text of Chinese characters in other
    // encodings.
    let weight = if guess.is_none_or(is_of_latin_letters) { LATIN_WEIGHT } else { 1 };
    let is_broken = census.valid() > 0 && census.valid() * weight >= census.invalid;
    match guess.filter(|_| !is_broken) {
        Some(guess) => verdict(guess, Reason::Guessed),
        None => verdict(Encoding::UTF_8, Reason::Broken { likely: None }),
    }
}

/// The number of characters beyond ASCII, counted as UTF-8.
struct Census {
    /// Characters of two bytes.
    short: usize,
    /// Characters of more bytes.
    long: usize,
    /// Invalid sequences.
    invalid: usize,
}

impl Census {
    fn of(bytes: &[u8], rest: Rest) -> Self {
        let mut census = Self { short: 0, long: 0, invalid: 0 };
        let mut left = bytes;
        loop {
            // Most of a text is ASCII, which is skipped fast; no character and no invalid sequence contains any.
            left = &left[encoding_rs::Encoding::ascii_valid_up_to(left)..];
            let end = left.iter().position(u8::is_ascii).unwrap_or(left.len());
            let (run, after) = left.split_at(end);
            let mut chunks = run.utf8_chunks().peekable();
            while let Some(chunk) = chunks.next() {
                for character in chunk.valid().chars() {
                    match character.len_utf8() {
                        2 => census.short += 1,
                        _ => census.long += 1,
                    }
                    // The rest does not matter, however much of it is known.
                    if census.invalid == 0 && census.valid() == ENOUGH {
                        return census;
                    }
                }
                let is_cut = || std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
                let is_last = chunks.peek().is_none() && after.is_empty() && rest == Rest::MayCome;
                census.invalid += usize::from(!(chunk.invalid().is_empty() || is_last && is_cut()));
            }
            if after.is_empty() {
                return census;
            }
            left = after;
        }
    }

    fn valid(&self) -> usize {
        self.short + self.long
    }
}

/// Whether text in this encoding may be valid UTF-8 by chance. Text of Latin letters is not: its accented letters are
/// single bytes among others, and in UTF-8 each of them is two bytes.
fn may_be_chance(legacy: Encoding, census: &Census) -> bool {
    !is_of_latin_letters(legacy) && census.long == 0 && census.short <= BY_CHANCE
}

/// Whether the characters beyond ASCII in an encoding are mainly Latin letters.
fn is_of_latin_letters(encoding: Encoding) -> bool {
    let Kind::Legacy(encoding, _) = encoding.0 else { return false };
    let others = [
        encoding_rs::WINDOWS_1251,
        encoding_rs::WINDOWS_1253,
        encoding_rs::WINDOWS_1255,
        encoding_rs::WINDOWS_1256,
        encoding_rs::WINDOWS_874,
        encoding_rs::ISO_8859_5,
        encoding_rs::ISO_8859_6,
        encoding_rs::ISO_8859_7,
        encoding_rs::ISO_8859_8,
        encoding_rs::KOI8_R,
        encoding_rs::KOI8_U,
        encoding_rs::IBM866,
        encoding_rs::X_MAC_CYRILLIC,
    ];
    encoding.is_single_byte() && !others.contains(&encoding)
}

/// The encoding that `chardetng` guesses, unless the bytes are not valid in it.
fn guessed(evidence: &Evidence<'_>) -> Option<Encoding> {
    let Evidence { before, bytes, rest, .. } = *evidence;
    if bytes.contains(&0) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(before.as_bytes(), false);
    detector.feed(bytes, rest == Rest::None);
    let guess = Encoding::from(detector.guess(None, Utf8Detection::Deny));
    let (mut text, mut invalid) = (String::new(), Vec::new());
    Decoder::new(guess).decode(bytes, rest, &mut text, &mut invalid);
    invalid.is_empty().then_some(guess)
}

/// Returns whether a text, from its first escape up to its return to ASCII, is ISO-2022-JP, which consists of ASCII
/// bytes.
pub(super) fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let end = memchr::memmem::find(bytes, b"\x1B(").map_or(bytes.len(), |end| (end + 3).min(bytes.len()));
    let bytes = &bytes[..end];
    let (mut text, mut invalid) = (String::new(), Vec::new());
    Decoder::new(Encoding::from(encoding_rs::ISO_2022_JP)).decode(bytes, Rest::MayCome, &mut text, &mut invalid);
    bytes.starts_with(b"\x1B$") && invalid.is_empty() && !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Reason, Rest, Verdict, is_iso_2022_jp, judge};
    use crate::text::Encoding;

    fn verdict(bytes: &[u8], declared: Option<&str>) -> (&'static str, Reason) {
        let declared = declared.map(|name| Encoding::named(name).unwrap());
        let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap();
        let before = std::str::from_utf8(&bytes[..start]).unwrap();
        let evidence = Evidence { before, bytes: &bytes[start..], rest: Rest::None, declared, is_always_utf_8: false };
        let verdict = judge(&evidence).unwrap();
        (verdict.encoding.name(), verdict.reason)
    }

    fn in_encoding(name: &str, text: &str) -> Vec<u8> {
        Encoding::named(name).unwrap().encode(text).unwrap()
    }

    #[test]
    fn what_is_declared_counts_unless_the_bytes_are_utf_8() {
        let text = "Память приливов и ветер гавани";
        for name in ["windows-1251", "koi8-r", "iso-8859-5"] {
            assert_eq!(verdict(&in_encoding(name, text), Some(name)).1, Reason::Told, "{name}");
            assert_eq!(verdict(text.as_bytes(), Some(name)), ("UTF-8", Reason::Valid), "{name}");
        }
        assert_eq!(verdict("é".as_bytes(), Some("latin1")), ("UTF-8", Reason::Valid));
        // “茅” in GBK has the bytes of “é” in UTF-8.
        assert_eq!(verdict(&in_encoding("gbk", "茅"), Some("gbk")), ("GBK", Reason::Told));
        assert_eq!(verdict("潮汐".as_bytes(), Some("gbk")), ("UTF-8", Reason::Valid));
        assert_eq!(verdict(&in_encoding("gbk", "潮汐"), Some("gbk")), ("GBK", Reason::Told));
        assert_eq!(verdict("é".as_bytes(), Some("utf-16")), ("UTF-8", Reason::Told));
    }

    #[test]
    fn what_is_not_declared_is_guessed() {
        let chinese = "潮汐的记忆与港口的风：一个关于水位观测的研究，作者沈一舟和何雨";
        let japanese = "潮の記憶と港の風、東京大学における水位の観測について";
        let traditional = "潮汐的記憶與港口的風：一個關於水位觀測的研究";
        let korean = "조수의 기억과 항구의 바람에 관한 연구";
        let russian = "Память приливов и ветер гавани, наблюдения уровня воды";
        for (name, guess, text) in [
            ("gb2312", "GBK", chinese),
            ("gb18030", "GBK", chinese),
            ("shift_jis", "Shift_JIS", japanese),
            ("euc-jp", "EUC-JP", japanese),
            ("big5", "Big5", traditional),
            ("euc-kr", "EUC-KR", korean),
            ("windows-1251", "windows-1251", russian),
            // KOI8-R, with a few more letters.
            ("koi8-r", "KOI8-U", russian),
            ("windows-1252", "windows-1252", "café “naïve” Ångström"),
            ("latin1", "windows-1252", "Müller"),
            ("latin1", "windows-1252", "François Jörg"),
            ("latin1", "windows-1252", "Søren Ærø"),
            ("latin1", "windows-1252", "García Núñez"),
            ("windows-1250", "windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy, Dvořák, Čapek, Žižka, Šťastný"),
        ] {
            let bytes = in_encoding(name, text);
            assert_eq!(verdict(&bytes, None), (guess, Reason::Guessed), "{text}");
            assert_eq!(verdict(&bytes, Some("utf-8")), (guess, Reason::Guessed), "{text}");
        }
    }

    #[test]
    fn utf_8_may_be_broken() {
        let broken = ("UTF-8", Reason::Broken { likely: None });
        assert_eq!(verdict("na\u{ef}ve".as_bytes(), None), ("UTF-8", Reason::Told));
        assert_eq!(verdict(b"\xEFve caf\xE9, \xC3\xA9", None), broken);
        assert_eq!(verdict(b"\x81", None), broken);
        assert_eq!(verdict(b"\xE9\0", None), broken);
        assert_eq!(verdict("潮汐的记忆\u{20}".as_bytes().strip_suffix(b"\x86 ").unwrap(), None), broken);
    }

    #[test]
    fn iso_2022_jp_is_known_by_its_escapes() {
        let bytes = in_encoding("iso-2022-jp", "潮の記憶と港の風 and more");
        assert!(is_iso_2022_jp(&bytes));
        for bytes in
            [b"\x1B[31mred".as_slice(), b"\x1B", b"\x1B$", b"\x1B$B", b"\x1B$B\n", b"\x1B(B", b"a\x1B$B\x3F\x65"]
        {
            assert!(!is_iso_2022_jp(bytes), "{bytes:?}");
        }
    }

    #[test]
    fn json_is_utf_8() {
        let bytes = in_encoding("gbk", "潮汐的记忆与港口的风：一个关于水位观测的研究");
        let evidence = Evidence { before: "", bytes: &bytes, rest: Rest::None, declared: None, is_always_utf_8: true };
        let likely = Encoding::named("gbk").ok();
        let expected = Verdict { encoding: Encoding::UTF_8, reason: Reason::Broken { likely } };
        assert_eq!(judge(&evidence), Some(expected));
    }

    #[test]
    fn a_few_bytes_may_not_be_enough() {
        let rest = Rest::MayCome;
        let few = |bytes| judge(&Evidence { before: "", bytes, rest, declared: None, is_always_utf_8: false });
        assert_eq!(few("é".as_bytes()), None);
        assert_eq!(few(b"\xE9"), None);
        let many = "é".repeat(64);
        assert_eq!(few(many.as_bytes()).map(|verdict| verdict.encoding), Some(Encoding::UTF_8));
        // The last character is incomplete.
        assert_eq!(few(&many.as_bytes()[..many.len() - 1]), None);
    }
}
