//! Languages as services name them, as BCP 47 tags.

/// BCP 47's tag, ISO 639-2's codes (where it has two, both), and the English name.
/// <https://www.loc.gov/standards/iso639-2/php/code_list.php>
const LANGUAGES: &[(&str, &[&str])] = &[
    ("af", &["afr", "Afrikaans"]),
    ("am", &["amh", "Amharic"]),
    ("ar", &["ara", "Arabic"]),
    ("az", &["aze", "Azerbaijani"]),
    ("be", &["bel", "Belarusian", "Byelorussian"]),
    ("bg", &["bul", "Bulgarian"]),
    ("bn", &["ben", "Bengali"]),
    ("bs", &["bos", "Bosnian"]),
    ("ca", &["cat", "Catalan"]),
    ("cs", &["cze", "ces", "Czech"]),
    ("cy", &["wel", "cym", "Welsh"]),
    ("da", &["dan", "Danish"]),
    ("de", &["ger", "deu", "German"]),
    ("el", &["gre", "ell", "Greek"]),
    ("en", &["eng", "English"]),
    ("eo", &["epo", "Esperanto"]),
    ("es", &["spa", "Spanish"]),
    ("et", &["est", "Estonian"]),
    ("eu", &["baq", "eus", "Basque"]),
    ("fa", &["per", "fas", "Persian"]),
    ("fi", &["fin", "Finnish"]),
    ("fo", &["fao", "Faroese"]),
    ("fr", &["fre", "fra", "French"]),
    ("ga", &["gle", "Irish"]),
    ("gd", &["gla", "Scottish Gaelic"]),
    ("gl", &["glg", "Galician"]),
    ("he", &["heb", "Hebrew"]),
    ("hi", &["hin", "Hindi"]),
    ("hr", &["hrv", "scr", "Croatian"]),
    ("hu", &["hun", "Hungarian"]),
    ("hy", &["arm", "hye", "Armenian"]),
    ("id", &["ind", "Indonesian"]),
    ("is", &["ice", "isl", "Icelandic"]),
    ("it", &["ita", "Italian"]),
    ("ja", &["jpn", "Japanese"]),
    ("ka", &["geo", "kat", "Georgian"]),
    ("kk", &["kaz", "Kazakh"]),
    ("ko", &["kor", "Korean"]),
    ("la", &["lat", "Latin"]),
    ("lt", &["lit", "Lithuanian"]),
    ("lv", &["lav", "Latvian"]),
    ("mk", &["mac", "mkd", "Macedonian"]),
    ("ml", &["mal", "Malayalam"]),
    ("mn", &["mon", "Mongolian"]),
    ("ms", &["may", "msa", "Malay"]),
    ("mul", &["Multi-Language", "Multiple Languages"]),
    ("my", &["bur", "mya", "Burmese"]),
    ("nb", &["nob"]),
    ("nl", &["dut", "nld", "Dutch"]),
    ("nn", &["nno"]),
    ("no", &["nor", "Norwegian"]),
    ("pl", &["pol", "Polish"]),
    ("pt", &["por", "Portuguese"]),
    ("ro", &["rum", "ron", "Romanian", "Rumanian"]),
    ("ru", &["rus", "Russian"]),
    ("sa", &["san", "Sanskrit"]),
    ("sk", &["slo", "slk", "Slovak"]),
    ("sl", &["slv", "Slovenian", "Slovene"]),
    ("sq", &["alb", "sqi", "Albanian"]),
    ("sr", &["srp", "scc", "Serbian"]),
    ("sv", &["swe", "Swedish"]),
    ("sw", &["swa", "Swahili"]),
    ("ta", &["tam", "Tamil"]),
    ("th", &["tha", "Thai"]),
    ("tr", &["tur", "Turkish"]),
    ("uk", &["ukr", "Ukrainian"]),
    ("ur", &["urd", "Urdu"]),
    ("uz", &["uzb", "Uzbek"]),
    ("vi", &["vie", "Vietnamese"]),
    ("zh", &["chi", "zho", "Chinese"]),
];

/// Returns the tag of a language, given its code of three letters or its English name; any other text is returned as it
/// is.
pub(crate) fn tag_of(language: &str) -> &str {
    let language = language.trim();
    let is_named = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(language));
    LANGUAGES.iter().find(|(_, names)| is_named(names)).map_or(language, |(tag, _)| tag)
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, tag_of};

    #[test]
    fn codes_and_names_lead_to_tags() {
        for (language, tag) in [
            ("eng", "en"),
            ("ger", "de"),
            ("deu", "de"),
            ("FRENCH", "fr"),
            ("en", "en"),
            (" GER ", "de"),
            ("de-CH", "de-CH"),
            ("x", "x"),
        ] {
            assert_eq!(tag_of(language), tag);
        }
        assert!(LANGUAGES.is_sorted());
    }
}
