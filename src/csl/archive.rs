//! The styles and locales of the CSL project, as the hayagriva crate embeds them (feature `archive`).

use std::borrow::Cow;

use hayagriva::archive::{ArchivedStyle as Archived, LOCALES};
use hayagriva::citationberg::{self, LocaleCode};

use super::Style;
use super::encoded::{element_of_bytes, element_of_value};
use super::style::ir::LocaleData;
use super::style::lower;
use crate::syntax::xml::PlacedAttribute;

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
        let citationberg::Style::Independent(style) = self.0.get() else { return None };
        // Part by part, as the crate would copy a style to describe it as a whole.
        let mut tree = element_of_value("style", &style.settings)?;
        if let Some(LocaleCode(code)) = style.default_locale {
            let (name, value) = (Cow::Borrowed("default-locale"), Cow::Owned(code));
            tree.attributes.push(PlacedAttribute { name, value, ..PlacedAttribute::default() });
        }
        tree.children.extend(element_of_value("info", &style.info));
        tree.children.extend(style.locale.iter().filter_map(|locale| element_of_value("locale", locale)));
        tree.children.extend(style.macros.iter().filter_map(|definition| element_of_value("macro", definition)));
        tree.children.extend(element_of_value("citation", &style.citation));
        tree.children.extend(style.bibliography.iter().filter_map(|area| element_of_value("bibliography", area)));
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
