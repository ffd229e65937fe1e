//! Languages: the codes of three letters that libraries use, to BCP 47 tags.

/// Codes of ISO 639-2, bibliographic and terminological, and the code of ISO 639-1, which BCP 47 wants where there is one.
/// <https://www.loc.gov/standards/iso639-2/php/code_list.php>
const CODES: &[(&[&str], &str)] = &[
    (&["afr"], "af"),
    (&["alb", "sqi"], "sq"),
    (&["amh"], "am"),
    (&["ara"], "ar"),
    (&["arm", "hye"], "hy"),
    (&["aze"], "az"),
    (&["baq", "eus"], "eu"),
    (&["bel"], "be"),
    (&["ben"], "bn"),
    (&["bos"], "bs"),
    (&["bul"], "bg"),
    (&["bur", "mya"], "my"),
    (&["cat"], "ca"),
    (&["chi", "zho"], "zh"),
    (&["cze", "ces"], "cs"),
    (&["dan"], "da"),
    (&["dut", "nld"], "nl"),
    (&["eng"], "en"),
    (&["epo"], "eo"),
    (&["est"], "et"),
    (&["fao"], "fo"),
    (&["fin"], "fi"),
    (&["fre", "fra"], "fr"),
    (&["geo", "kat"], "ka"),
    (&["ger", "deu"], "de"),
    (&["gla"], "gd"),
    (&["gle"], "ga"),
    (&["glg"], "gl"),
    (&["gre", "ell"], "el"),
    (&["heb"], "he"),
    (&["hin"], "hi"),
    (&["hrv", "scr"], "hr"),
    (&["hun"], "hu"),
    (&["ice", "isl"], "is"),
    (&["ind"], "id"),
    (&["ita"], "it"),
    (&["jpn"], "ja"),
    (&["kaz"], "kk"),
    (&["kor"], "ko"),
    (&["lat"], "la"),
    (&["lav"], "lv"),
    (&["lit"], "lt"),
    (&["mac", "mkd"], "mk"),
    (&["mal"], "ml"),
    (&["may", "msa"], "ms"),
    (&["mon"], "mn"),
    (&["nno"], "nn"),
    (&["nob"], "nb"),
    (&["nor"], "no"),
    (&["per", "fas"], "fa"),
    (&["pol"], "pl"),
    (&["por"], "pt"),
    (&["rum", "ron"], "ro"),
    (&["rus"], "ru"),
    (&["san"], "sa"),
    (&["slo", "slk"], "sk"),
    (&["slv"], "sl"),
    (&["spa"], "es"),
    (&["srp", "scc"], "sr"),
    (&["swa"], "sw"),
    (&["swe"], "sv"),
    (&["tam"], "ta"),
    (&["tha"], "th"),
    (&["tur"], "tr"),
    (&["ukr"], "uk"),
    (&["urd"], "ur"),
    (&["vie"], "vi"),
    (&["wel", "cym"], "cy"),
];

/// The BCP 47 tag of a language: a code of three letters becomes that of two where there is one; all else stays.
pub(in crate::formats) fn tag(language: &str) -> &str {
    let language = language.trim();
    let code = CODES.iter().find(|(codes, _)| codes.iter().any(|code| code.eq_ignore_ascii_case(language)));
    code.map_or(language, |(_, tag)| tag)
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn codes_of_libraries_become_tags() {
        for (code, expected) in
            [("eng", "en"), ("GER", "de"), ("deu", "de"), ("de-CH", "de-CH"), ("grc", "grc"), ("", "")]
        {
            assert_eq!(tag(code), expected);
        }
    }
}
