//! The languages of style guides whose styles do not say in which language they are.
//!
//! They are used for styles that are found by name. A style in a file that is named by its path means what the
//! specification says: American English, if it names no language (CSL 1.0.2, "Locale Fallback").

/// The beginning of the names of a guide's styles, and its language.
const LANGUAGES: &[(&str, &str)] = &[
    ("harvard-cite-them-right", "en-GB"),
    ("mhra", "en-GB"),
    ("modern-humanities-research-association", "en-GB"),
    ("oscola", "en-GB"),
];

/// Returns the language of the guide that a style follows, by the id of the style.
pub(super) fn language(id: &str) -> Option<&'static str> {
    let name = id.rsplit('/').next().unwrap_or(id);
    LANGUAGES.iter().find(|(guide, _)| name.starts_with(guide)).map(|(_, language)| *language)
}
