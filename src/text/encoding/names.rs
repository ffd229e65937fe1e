//! The names of encodings: those of the WHATWG, and those that programs write into files.

use std::fmt;

use encoding_rs as rs;

use super::kinds::{ByteOrder, Encoding, Kind, Repertoire};
use crate::text::similar::most_like;

/// An unknown name of an encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEncoding {
    /// The name.
    pub name: String,
    /// A similar name, which may have been meant.
    pub similar: Option<&'static str>,
}

impl fmt::Display for UnknownEncoding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "there is no encoding “{}”", self.name)?;
        self.similar.map_or(Ok(()), |similar| write!(formatter, "; did you mean “{similar}”?"))
    }
}

impl std::error::Error for UnknownEncoding {}

/// The encodings with their WHATWG names, the most common first.
static LEGACY: &[&rs::Encoding] = &[
    rs::WINDOWS_1252,
    rs::GBK,
    rs::GB18030,
    rs::BIG5,
    rs::SHIFT_JIS,
    rs::EUC_JP,
    rs::ISO_2022_JP,
    rs::EUC_KR,
    rs::WINDOWS_1250,
    rs::WINDOWS_1251,
    rs::WINDOWS_1253,
    rs::WINDOWS_1254,
    rs::WINDOWS_1255,
    rs::WINDOWS_1256,
    rs::WINDOWS_1257,
    rs::WINDOWS_1258,
    rs::WINDOWS_874,
    rs::ISO_8859_2,
    rs::ISO_8859_3,
    rs::ISO_8859_4,
    rs::ISO_8859_5,
    rs::ISO_8859_6,
    rs::ISO_8859_7,
    rs::ISO_8859_8,
    rs::ISO_8859_10,
    rs::ISO_8859_13,
    rs::ISO_8859_14,
    rs::ISO_8859_15,
    rs::ISO_8859_16,
    rs::KOI8_R,
    rs::KOI8_U,
    rs::IBM866,
    rs::MACINTOSH,
    rs::X_MAC_CYRILLIC,
];

/// The encodings that the WHATWG reads as larger ones: their names as returned by [`plain`], and the larger encodings.
static PARTS: &[(&[&str], &rs::Encoding, Repertoire)] = &[
    (&["usascii", "ascii", "iso646us", "ansix341968", "646"], rs::WINDOWS_1252, Repertoire::Ascii),
    (
        &["iso88591", "latin1", "l1", "isoir100", "cp819", "ibm819", "iso885911987", "latin"],
        rs::WINDOWS_1252,
        Repertoire::Iso("ISO-8859-1"),
    ),
    (&["iso88599", "latin5", "l5", "isoir148", "iso885991989"], rs::WINDOWS_1254, Repertoire::Iso("ISO-8859-9")),
    (&["iso885911", "tis620", "thaitis620", "tis62025331"], rs::WINDOWS_874, Repertoire::Iso("ISO-8859-11")),
    (
        &["gb2312", "gb231280", "euccn", "chineseiso8bit", "cngb2312", "chinesegb2312", "csgb2312"],
        rs::GBK,
        Repertoire::Gb2312,
    ),
];

/// Names that are not labels of the WHATWG, as returned by [`plain`]: those of Java (JabRef), Python, Emacs, macOS
/// (BibDesk and TeXShop) and iconv.
static OTHER_NAMES: &[(&str, &[&str])] = &[
    (
        "utf-8",
        &["utf8", "unicodeutf8", "utf8unicode", "utf8emacs", "utf8sig", "utf8bom", "utf8withsignature", "cp65001"],
    ),
    ("gbk", &["gbk", "936", "chinesegbk"]),
    ("gb18030", &["gb18030", "chinesegb18030"]),
    ("big5", &["big5", "950", "chinesebig5", "big5hkscs"]),
    ("shift_jis", &["shiftjis", "sjis", "932", "943", "japaneseshiftjis", "japanesesjis", "japanesewindowsdos"]),
    ("euc-jp", &["eucjp", "ujis", "japaneseeuc", "japaneseiso8bit", "eucjpms", "eucjpwin"]),
    ("iso-2022-jp", &["iso2022jp", "junet", "japaneseiso2022jp"]),
    ("euc-kr", &["euckr", "949", "uhc", "koreaneuc", "koreaniso8bit", "koreanwindowsdos"]),
    ("windows-1250", &["1250", "centraleuropeanwindowslatin2", "windowslatin2"]),
    ("windows-1251", &["1251", "cyrillicwindows"]),
    ("windows-1252", &["1252", "ansi", "westernwindowslatin1", "windowslatin1"]),
    ("windows-1253", &["1253", "greekwindows"]),
    ("windows-1254", &["1254", "turkishwindowslatin5", "windowslatin5"]),
    ("windows-1255", &["1255", "hebrewwindows"]),
    ("windows-1256", &["1256", "arabicwindows"]),
    ("windows-1257", &["1257", "balticwindows", "balticrimwindows"]),
    ("windows-1258", &["1258", "vietnamesewindows"]),
    ("windows-874", &["874", "thaiwindowsdos"]),
    ("ibm866", &["866", "cyrillicdos", "russiandos"]),
    ("iso-8859-2", &["latin2"]),
    ("iso-8859-3", &["latin3"]),
    ("iso-8859-4", &["latin4"]),
    ("iso-8859-10", &["latin6"]),
    ("iso-8859-13", &["latin7"]),
    ("iso-8859-14", &["latin8"]),
    ("iso-8859-15", &["latin9", "latin0", "l9"]),
    ("iso-8859-16", &["latin10"]),
    ("koi8-r", &["koi8r", "cyrillickoi8r", "cyrillickoi8"]),
    ("koi8-u", &["koi8u", "koi8ru", "cyrillickoi8u"]),
    ("macintosh", &["macroman", "xmacroman", "macosroman", "westernmacosroman", "applemacintosh", "mac"]),
    ("x-mac-cyrillic", &["maccyrillic", "xmaccyrillic", "cyrillicmacos"]),
];

/// Further names that are suggested for unknown ones.
static SUGGESTED: &[&str] = &[
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "ISO-8859-1",
    "ISO-8859-9",
    "GB2312",
    "latin1",
    "latin2",
    "latin9",
    "cp1250",
    "cp1251",
    "cp1252",
    "sjis",
    "mac-roman",
    "ascii",
];

impl Encoding {
    /// Returns the encoding with a name: one of the WHATWG, or one of Java, Python, Emacs, macOS or iconv. Letter case,
    /// spaces and hyphens do not matter.
    ///
    /// # Errors
    /// Returns an error if no encoding has the name; the error suggests a similar one.
    pub fn named(name: &str) -> Result<Self, UnknownEncoding> {
        let name = name.trim();
        let plain = plain(name);
        if let Some((_, encoding, repertoire)) = PARTS.iter().find(|(names, ..)| names.contains(&plain.as_str())) {
            return Ok(Self(Kind::Legacy(encoding, *repertoire)));
        }
        match plain.as_str() {
            "utf16" | "utf16le" | "utf16littleendian" => return Ok(Self::UTF_16LE),
            "utf16be" | "utf16bigendian" => return Ok(Self::UTF_16BE),
            "utf32" | "utf32le" | "ucs4" | "ucs4le" => return Ok(Self::UTF_32LE),
            "utf32be" | "ucs4be" => return Ok(Self::UTF_32BE),
            _ => {}
        }
        let other = OTHER_NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(label, _)| *label);
        let labels = other.into_iter().chain([name, &plain]);
        let mut found = labels.filter_map(|label| rs::Encoding::for_label_no_replacement(label.as_bytes()));
        found.next().filter(|found| *found != rs::X_USER_DEFINED).map(Self::from).ok_or_else(|| {
            let known = Self::names().chain(SUGGESTED.iter().copied());
            UnknownEncoding { name: name.to_owned(), similar: most_like(&name.to_lowercase(), known) }
        })
    }

    /// Returns the name of the encoding, as the WHATWG and the IANA write it.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Utf8 => "UTF-8",
            Kind::Utf16(ByteOrder::BigEndian) => "UTF-16BE",
            Kind::Utf16(ByteOrder::LittleEndian) => "UTF-16LE",
            Kind::Utf32(ByteOrder::BigEndian) => "UTF-32BE",
            Kind::Utf32(ByteOrder::LittleEndian) => "UTF-32LE",
            Kind::Legacy(encoding, Repertoire::Whole) => encoding.name(),
            Kind::Legacy(_, Repertoire::Ascii) => "US-ASCII",
            Kind::Legacy(_, Repertoire::Iso(name)) => name,
            Kind::Legacy(_, Repertoire::Gb2312) => "GB2312",
        }
    }

    /// Returns the names of the encodings, without those that are parts of others.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let unicode = [Self::UTF_8, Self::UTF_16LE, Self::UTF_16BE].into_iter().map(Self::name);
        unicode.chain(LEGACY.iter().map(|encoding| encoding.name()))
    }
}

/// The letters and digits of a name, in lower case, without the description of line ends (Emacs) and without words that
/// precede a number or the name itself.
fn plain(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let name = ["-unix", "-dos", "-mac"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let pages = ["xwindows", "windows", "xmswin", "win", "xcp", "cp", "ms"];
    let number = pages.iter().filter_map(|prefix| plain.strip_prefix(prefix));
    if let Some(number) = { number }.find(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())) {
        return if matches!(number, "819" | "65001") { plain.clone() } else { number.to_owned() };
    }
    if let Some(start) = plain.find("isolatin") {
        return plain[start + "iso".len()..].to_owned();
    }
    if let Some(start) = plain.find("iso8859") {
        return plain[start..].to_owned();
    }
    for words in ["simplified", "traditional"] {
        if let Some(rest) = plain.strip_prefix(words).filter(|rest| rest.starts_with("chinese")) {
            return rest.to_owned();
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{LEGACY, OTHER_NAMES, PARTS, plain};
    use crate::text::Encoding;

    #[test]
    fn names_of_many_programs_are_known() {
        for (name, expected) in [
            ("utf8", "UTF-8"),
            ("UTF-8-unix", "UTF-8"),
            ("Unicode (UTF-8)", "UTF-8"),
            ("UTF-8 Unicode", "UTF-8"),
            ("Cp1252", "windows-1252"),
            ("cp1251", "windows-1251"),
            ("x-windows-949", "EUC-KR"),
            ("MS932", "Shift_JIS"),
            ("Windows-31J", "Shift_JIS"),
            ("SJIS", "Shift_JIS"),
            ("EUC_JP", "EUC-JP"),
            ("ISO8859_15", "ISO-8859-15"),
            ("ISO8859_1", "ISO-8859-1"),
            ("latin-1", "ISO-8859-1"),
            ("iso-latin-1-dos", "ISO-8859-1"),
            ("Western (ISO Latin 1)", "ISO-8859-1"),
            ("IsoLatin9", "ISO-8859-15"),
            ("latin9", "ISO-8859-15"),
            ("latin2", "ISO-8859-2"),
            ("MacRoman", "macintosh"),
            ("x-MacRoman", "macintosh"),
            ("Western (Mac OS Roman)", "macintosh"),
            ("mac-roman", "macintosh"),
            ("Cyrillic (ISO 8859-5)", "ISO-8859-5"),
            ("IsoLatin", "ISO-8859-1"),
            ("KOI8_R", "KOI8-R"),
            ("Cyrillic (KOI8-R)", "KOI8-R"),
            ("Cyrillic (Windows)", "windows-1251"),
            ("EUC_CN", "GB2312"),
            ("gb2312", "GB2312"),
            ("Simplified Chinese (GB 2312)", "GB2312"),
            ("Simplified Chinese (GB 18030)", "gb18030"),
            ("Traditional Chinese (Big 5)", "Big5"),
            ("cp936", "GBK"),
            ("MS936", "GBK"),
            ("Japanese (Shift JIS)", "Shift_JIS"),
            ("iso-2022-jp", "ISO-2022-JP"),
            ("US-ASCII", "US-ASCII"),
            ("TIS-620", "ISO-8859-11"),
            ("UTF-16", "UTF-16LE"),
            ("utf-32be", "UTF-32BE"),
        ] {
            assert_eq!(Encoding::named(name).map(Encoding::name), Ok(expected), "{name}");
        }
    }

    #[test]
    fn a_name_that_is_unknown_is_refused() {
        for (name, similar) in [
            ("gkb", Some("GBK")),
            ("utf9", Some("UTF-8")),
            ("windows-1521", Some("windows-1251")),
            ("latni1", Some("latin1")),
            ("shift-jsi", Some("Shift_JIS")),
            ("nonsense", None),
            ("", None),
        ] {
            let error = Encoding::named(name).unwrap_err();
            assert_eq!((error.name.as_str(), error.similar), (name, similar));
        }
        // Browsers read these only as an error.
        for name in ["iso-2022-kr", "hz-gb-2312", "x-user-defined", "replacement"] {
            assert!(Encoding::named(name).is_err(), "{name}");
        }
    }

    #[test]
    fn every_name_leads_to_an_encoding_and_back() {
        for name in Encoding::names() {
            assert_eq!(Encoding::named(name).map(Encoding::name), Ok(name));
        }
        assert_eq!(Encoding::names().count(), LEGACY.len() + 3);
        for (names, ..) in PARTS {
            assert!(names.iter().all(|name| plain(name) == *name && Encoding::named(name).is_ok()), "{names:?}");
        }
        for (label, names) in OTHER_NAMES {
            let expected = Encoding::named(label).unwrap();
            assert!(names.iter().all(|name| Encoding::named(name) == Ok(expected)), "{names:?}");
        }
    }
}
