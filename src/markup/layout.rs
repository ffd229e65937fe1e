//! The sheets on which a document is printed.

use crate::choice::choices;

choices! {
    /// The size of a sheet.
    pub enum Paper {
        /// 210 × 297 mm (ISO 216).
        #[default]
        A4 = "a4" ("A4"),
        /// 8.5 × 11 inches (ANSI A).
        Letter = "letter" ("Letter, as in North America"),
    }
}

/// How a document is laid out on paper. On screens it has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageLayout {
    /// The size of the sheets; `None` for A4.
    pub paper: Option<Paper>,
    /// The margins, in millimetres.
    pub margin: u16,
    /// The font; `None` for that of the form. Its name has letters, digits, spaces and hyphens only.
    pub font: Option<String>,
}

impl Default for PageLayout {
    fn default() -> Self {
        Self { paper: None, margin: Self::USUAL_MARGIN, font: None }
    }
}

/// Regions that print on Letter by custom (CLDR, `supplemental/measurementData`, `paperSize`).
const LETTER_REGIONS: [&str; 14] = ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

impl PageLayout {
    /// The usual margins, in millimetres.
    pub const USUAL_MARGIN: u16 = 25;

    /// Sets the size of the sheets.
    #[must_use]
    pub fn with_paper(self, paper: impl Into<Option<Paper>>) -> Self {
        Self { paper: paper.into(), ..self }
    }

    /// Sets the margins, in millimetres.
    #[must_use]
    pub fn with_margin(self, margin: u16) -> Self {
        Self { margin, ..self }
    }

    /// Sets the font. A name with other characters than letters, digits, spaces and hyphens is left out.
    #[must_use]
    pub fn with_font(self, font: &str) -> Self {
        Self { font: is_font_name(font).then(|| font.trim().to_owned()), ..self }
    }

    /// The width and the height of a sheet, in twentieths of a point.
    pub(super) fn size(&self) -> (u32, u32) {
        match self.paper.unwrap_or_default() {
            Paper::A4 => (11_906, 16_838),
            Paper::Letter => (12_240, 15_840),
        }
    }

    /// The margins, in twentieths of a point.
    pub(super) fn margin_in_twips(&self) -> u32 {
        // An inch has 25.4 mm and 1440 twentieths of a point.
        (u32::from(self.margin) * 14_400 + 127) / 254
    }
}

impl Paper {
    /// Returns the size on which a language with that region is printed, such as `en-US`; `None` without a region.
    ///
    /// ```
    /// use publist::markup::Paper;
    ///
    /// assert_eq!(Paper::of_language("en-US"), Some(Paper::Letter));
    /// assert_eq!(Paper::of_language("en-GB"), Some(Paper::A4));
    /// assert_eq!(Paper::of_language("de"), None);
    /// ```
    pub fn of_language(language: &str) -> Option<Self> {
        let is_region = |tag: &&str| tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphabetic());
        let region = language.split(['-', '_']).skip(1).find(is_region)?.to_ascii_uppercase();
        Some(if LETTER_REGIONS.contains(&region.as_str()) { Self::Letter } else { Self::A4 })
    }
}

/// Returns whether a text can be the name of a font: it goes into TeX, Typst and XML as it is.
pub(crate) fn is_font_name(font: &str) -> bool {
    let is_allowed = |character: char| character.is_alphanumeric() || matches!(character, ' ' | '-');
    !font.trim().is_empty() && font.chars().count() <= 60 && font.chars().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::{PageLayout, Paper};

    #[test]
    fn margins_are_converted() {
        for (millimetres, twips) in [(25, 1417), (10, 567), (0, 0)] {
            assert_eq!(PageLayout::default().with_margin(millimetres).margin_in_twips(), twips);
        }
    }

    #[test]
    fn a_font_is_a_name() {
        assert_eq!(PageLayout::default().with_font(" Noto Serif ").font.as_deref(), Some("Noto Serif"));
        for hostile in ["", " ", "x}\\input{y}", "a\"b", "a<b", &"x".repeat(61)] {
            assert_eq!(PageLayout::default().with_font(hostile).font, None, "{hostile}");
        }
    }

    #[test]
    fn the_region_decides_about_the_paper() {
        assert_eq!(Paper::of_language("es_mx"), Some(Paper::Letter));
        assert_eq!(Paper::of_language("zh-Hant-TW"), Some(Paper::A4));
        assert_eq!(Paper::of_language("en"), None);
    }
}
