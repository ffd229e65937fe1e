//! The locales of the archive: the list of them, and the few that a style and a request need.
//!
//! Decoding all of them takes longer than everything else the command does, so only those needed are decoded.

use std::sync::OnceLock;

use hayagriva::citationberg::LocaleCode;

use crate::csl::archive::{self, CODES};
use crate::csl::style::ir::LocaleData;
use crate::diag::{Code, Diagnostic, Sink};

/// The language if neither the style nor the user names one, and the last fallback for a missing term.
pub(in crate::csl) const DEFAULT: &str = "en-US";

/// Returns the codes of all available locales.
pub fn locale_codes() -> &'static [&'static str] {
    CODES
}

/// Returns the archive's code for a request: the requested one, otherwise the style's own, otherwise American English.
/// A code that the archive lacks is replaced by one of the same language if there is one, and this is reported.
pub(in crate::csl) fn find_code(requested: Option<&str>, of_style: Option<&str>, diag: &mut dyn Sink) -> &'static str {
    let asked = requested.or(of_style).unwrap_or(DEFAULT);
    if CODES.is_empty() {
        let message =
            "this build of publist has no locales: only the terms and date formats that the style defines are used";
        diag.report(Diagnostic::new(Code::LocaleMissing, message).hint("build it with the feature `archive`"));
        return DEFAULT;
    }
    match (nearest(asked), requested) {
        (Some(code), _) if code.eq_ignore_ascii_case(&asked.replace('_', "-")) => code,
        // A bare language such as `de` is a valid request for its main dialect.
        (Some(code), _) if is_bare_language(asked) => code,
        (Some(code), None) => code,
        (Some(code), Some(_)) => {
            let message = format!("there is no locale “{asked}”; using “{code}”");
            diag.report(Diagnostic::new(Code::LocaleMissing, message));
            code
        }
        (None, _) => {
            let report = format!("there is no locale “{asked}”; using “{DEFAULT}”");
            diag.report(Diagnostic::new(Code::LocaleMissing, report).hint(format!("there are {}", CODES.join(", "))));
            DEFAULT
        }
    }
}

/// Returns the locales of the archive for a code: its own locale, that of the language's main dialect, and American
/// English.
pub(in crate::csl) fn locale_data(code: &str) -> Vec<&'static LocaleData> {
    let mut codes = vec![code];
    codes.extend(main_dialect(code));
    codes.push(DEFAULT);
    codes.dedup();
    codes.iter().filter_map(|code| decoded(code)).collect()
}

/// A locale of the archive, decoded when it is first requested.
fn decoded(code: &str) -> Option<&'static LocaleData> {
    static DECODED: [OnceLock<Option<LocaleData>>; CODES.len()] = [const { OnceLock::new() }; CODES.len()];
    let slot = CODES.iter().position(|known| *known == code)?;
    DECODED[slot].get_or_init(|| archive::locale(code)).as_ref()
}

/// The code of the main dialect of a code's language: `de-DE` for `de-AT`.
fn main_dialect(code: &str) -> Option<&'static str> {
    let main = LocaleCode(code.to_owned()).fallback()?;
    CODES.iter().copied().find(|known| *known == main.0)
}

fn is_bare_language(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The archive's code for a code in any spelling: the same code, otherwise one of the same language, the main dialect
/// first.
fn nearest(asked: &str) -> Option<&'static str> {
    let asked = asked.trim().replace('_', "-");
    if let Some(same) = CODES.iter().copied().find(|code| code.eq_ignore_ascii_case(&asked)) {
        return Some(same);
    }
    let language = asked.split('-').next().filter(|language| !language.is_empty())?.to_ascii_lowercase();
    if let Some(main) = LocaleCode(language.clone()).fallback()
        && let Some(code) = CODES.iter().copied().find(|code| *code == main.0)
    {
        return Some(code);
    }
    CODES.iter().copied().find(|code| code.split('-').next() == Some(&language))
}

#[cfg(test)]
mod tests {
    use super::{find_code, locale_data};
    use crate::diag::Diagnostic;

    fn find(requested: Option<&str>, of_style: Option<&str>) -> (Vec<String>, Vec<Diagnostic>) {
        let mut reports = Vec::new();
        let code = find_code(requested, of_style, &mut reports);
        let codes: Vec<String> = locale_data(code).into_iter().filter_map(|data| data.language.clone()).collect();
        assert_eq!(codes[0], code);
        (codes, reports)
    }

    #[test]
    fn the_request_goes_before_the_style() {
        assert_eq!(find(None, None).0, ["en-US"]);
        assert_eq!(find(None, Some("en-GB")).0, ["en-GB", "en-US"]);
        assert_eq!(find(Some("fr-FR"), Some("en-GB")).0, ["fr-FR", "en-US"]);
        assert_eq!(find(Some("de_at"), None).0, ["de-AT", "de-DE", "en-US"]);
    }

    #[test]
    fn a_bare_language_is_no_mistake() {
        let (codes, reports) = find(Some("pt"), None);
        assert_eq!((codes[0].as_str(), reports.len()), ("pt-PT", 0));
    }

    #[test]
    fn an_unknown_locale_is_reported_and_replaced() {
        let (codes, reports) = find(Some("de-LI"), None);
        assert_eq!((codes[0].as_str(), reports.len()), ("de-DE", 1));
        let (codes, reports) = find(Some("tlh"), None);
        assert_eq!((codes[0].as_str(), reports.len()), ("en-US", 1));
        let (codes, reports) = find(Some(""), None);
        assert_eq!((codes[0].as_str(), reports.len()), ("en-US", 1));
    }
}
