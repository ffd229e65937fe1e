//! The styles and locales of the CSL project, as the hayagriva crate embeds them (feature `archive`).

use hayagriva::archive::{ArchivedStyle as Archived, LOCALES};

use super::Style;
use super::encoded::{element_of_bytes, element_of_value};
use super::style::ir::LocaleData;
use super::style::lower;

/// The codes of the archive's locales, in the archive's order.
pub(super) const CODES: &[&str] = &[
    "af-ZA",
    "ar",
    "bal-PK",
    "bg-BG",
    "brh-PK",
    "ca-AD",
    "cs-CZ",
    "cy-GB",
    "da-DK",
    "de-AT",
    "de-CH",
    "de-DE",
    "el-GR",
    "en-GB",
    "en-US",
    "es-CL",
    "es-ES",
    "es-MX",
    "et-EE",
    "eu",
    "fa-IR",
    "fi-FI",
    "fr-CA",
    "fr-FR",
    "gl-ES",
    "he-IL",
    "hi-IN",
    "hr-HR",
    "hu-HU",
    "hy-AM",
    "id-ID",
    "is-IS",
    "it-IT",
    "ja-JP",
    "km-KH",
    "ko-KR",
    "la",
    "lij-IT",
    "lt-LT",
    "lv-LV",
    "mn-MN",
    "ms-MY",
    "nb-NO",
    "nl-NL",
    "nn-NO",
    "pa-PK",
    "pl-PL",
    "pt-BR",
    "pt-PT",
    "ro-RO",
    "ru-RU",
    "sk-SK",
    "sl-SI",
    "sr-Cyrl-RS",
    "sr-Latn-RS",
    "sv-SE",
    "th-TH",
    "tl-PH",
    "tr-TR",
    "uk-UA",
    "vi-VN",
    "zh-CN",
    "zh-TW",
];

/// Decodes a locale anew. `None` for a code that is not in [`CODES`].
pub(super) fn locale(code: &str) -> Option<LocaleData> {
    let slot = CODES.iter().position(|known| *known == code)?;
    Some(lower::locale(&element_of_bytes("locale", LOCALES.get(slot)?)?))
}

/// Whether this build has the archive.
pub(crate) const IS_EMBEDDED: bool = true;

/// A style of the archive. Its names are available without decoding it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ArchivedStyle(Archived);

impl ArchivedStyle {
    /// Returns all styles, by name.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Archived::all().iter().copied().map(Self)
    }

    /// Returns its names: the main one, then others.
    pub(crate) fn names(self) -> &'static [&'static str] {
        self.0.names()
    }

    /// Returns its title.
    pub(crate) fn title(self) -> &'static str {
        self.0.display_name()
    }

    /// Returns its identifier, a URL.
    pub(crate) fn id(self) -> &'static str {
        self.0.csl_id()
    }

    /// Decodes it. Never `None` in practice: a test decodes them all.
    pub(crate) fn style(self) -> Option<Style> {
        let tree = element_of_value("style", &self.0.get())?;
        Style::of_valid_tree(self.names().first().copied().unwrap_or_default(), &tree)
    }
}

#[cfg(test)]
mod tests {
    use super::{ArchivedStyle, CODES, LOCALES, locale};

    #[test]
    fn the_table_of_locales_is_that_of_the_archive() {
        assert_eq!(CODES.len(), LOCALES.len());
        for &code in CODES {
            assert_eq!(locale(code).unwrap().language.unwrap(), code);
        }
    }

    #[test]
    fn every_style_of_the_archive_can_be_used() {
        let mut count = 0;
        for archived in ArchivedStyle::all() {
            let style = archived.style().unwrap();
            assert!(!archived.names().is_empty());
            assert_eq!(style.id(), archived.id());
            count += 1;
        }
        assert_eq!(count, 80);
    }
}
