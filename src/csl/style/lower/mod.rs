//! Compiles the tree of a style: the elements of its areas, and their options.
//!
//! What is not valid has been reported and removed before (`check`), so that here, what is missing has its default.

mod conditions;
mod elements;
mod locale;
mod look;
mod lowering;
mod names;
mod values;

use std::sync::Arc;

pub(in crate::csl) use locale::locale;
use look::{affixes, format};
use lowering::Lowering;
use names::name_options;
use values::{count, flag, word};

use super::ir::{
    Bibliography, Citation, Commas, Element, ForLanguage, Layout, NameOptions, Program, SortBy, SortKey, StyleClass,
};
use super::vocabulary::{canonical, names};
use crate::csl::variable::VariableName;
use crate::syntax::xml::PlacedElement;

/// How many notes are near by default (CSL 1.0.2, "Note Distance").
const NEAR_NOTE_DISTANCE: u32 = 5;

/// Compiles a style. A macro that does not exist renders nothing.
pub(super) fn lower(style: &PlacedElement<'_>) -> Program {
    let mut lowering = Lowering::new(style);
    let macros: Vec<Vec<Element>> =
        style.named("macro").map(|definition| lowering.elements(&definition.children)).collect();
    let options = name_options(style);
    let areas = || style.children.iter().filter(|area| matches!(&*area.name, "citation" | "bibliography"));
    let mut languages: Vec<(&str, &str)> = Vec::new();
    for locale in areas().flat_map(|area| area.named("layout")).filter_map(|layout| layout.value("locale")) {
        let terms = names(locale).next().unwrap_or_default();
        for language in names(locale) {
            if languages.iter().all(|(known, _)| *known != language) {
                languages.push((language, terms));
            }
        }
    }
    let mut areas_for = |language: Option<&str>| {
        let citation = style.child("citation").map(|area| lowering.citation(area, &options, language));
        let bibliography = style.child("bibliography").map(|area| lowering.bibliography(area, &options, language));
        (citation.unwrap_or_default(), bibliography)
    };
    let (citation, bibliography) = areas_for(None);
    let areas_of_languages: Vec<_> = languages.iter().map(|(language, _)| areas_for(Some(language))).collect();
    let program = Program {
        is_note: word(style, "class") == Some(StyleClass::Note),
        default_locale: style.value("default-locale").map(str::to_owned),
        locales: style.named("locale").map(locale).collect(),
        macros: Arc::new(macros),
        citation,
        bibliography,
        initialize_with_hyphen: flag(style, "initialize-with-hyphen").unwrap_or(true),
        page_range_format: word(style, "page-range-format"),
        demote_non_dropping_particle: word(style, "demote-non-dropping-particle").unwrap_or_default(),
        tests_disambiguate: lowering.tests_disambiguate,
        commas: commas(style),
        of_languages: Vec::new(),
    };
    let of_languages = languages.iter().zip(areas_of_languages).map(|((language, terms), areas)| ForLanguage {
        language: (*language).to_owned(),
        terms: (*terms).to_owned(),
        program: Program { citation: areas.0, bibliography: areas.1, ..program.clone() },
    });
    Program { of_languages: of_languages.collect(), ..program }
}

/// How the identifiers of publist's own styles begin.
const OWN_STYLES: &str = "urn:x-publist:style:";

fn commas(style: &PlacedElement<'_>) -> Commas {
    let mut ids = style.named("info").flat_map(|info| info.named("id"));
    let is_own = ids.any(|id| id.text.trim().starts_with(OWN_STYLES));
    if is_own { Commas::OfLanguage } else { Commas::OfStyle }
}

impl Lowering<'_> {
    fn citation(&mut self, area: &PlacedElement<'_>, style: &NameOptions, language: Option<&str>) -> Citation {
        let is_set = |name: &str| flag(area, name).unwrap_or_default();
        let text = |name: &str| area.value(name).map(str::to_owned);
        Citation {
            layout: self.layout(area, style, language),
            sort: self.sort(area),
            add_given_names: is_set("disambiguate-add-givenname")
                .then(|| word(area, "givenname-disambiguation-rule").unwrap_or_default()),
            add_names: is_set("disambiguate-add-names"),
            add_year_suffix: is_set("disambiguate-add-year-suffix"),
            cite_group_delimiter: text("cite-group-delimiter"),
            collapse: word(area, "collapse"),
            year_suffix_delimiter: text("year-suffix-delimiter"),
            after_collapse_delimiter: text("after-collapse-delimiter"),
            near_note_distance: count(area, "near-note-distance").unwrap_or(NEAR_NOTE_DISTANCE),
        }
    }

    fn bibliography(&mut self, area: &PlacedElement<'_>, style: &NameOptions, language: Option<&str>) -> Bibliography {
        let spacing = |name: &str| count(area, name).and_then(|lines| i16::try_from(lines).ok()).unwrap_or(1);
        Bibliography {
            layout: self.layout(area, style, language),
            sort: self.sort(area),
            hanging_indent: flag(area, "hanging-indent").unwrap_or_default(),
            second_field_align: word(area, "second-field-align"),
            line_spacing: spacing("line-spacing").max(1),
            entry_spacing: spacing("entry-spacing"),
            subsequent_author_substitute: area.value("subsequent-author-substitute").map(str::to_owned),
            substitute_rule: word(area, "subsequent-author-substitute-rule").unwrap_or_default(),
        }
    }

    /// The layout of an area for works in a language, or for all others.
    fn layout(&mut self, area: &PlacedElement<'_>, style: &NameOptions, language: Option<&str>) -> Layout {
        let names = name_options(area).or(style);
        let is_for = |layout: &&PlacedElement<'_>| {
            language.is_some_and(|language| {
                self::names(layout.value("locale").unwrap_or_default()).any(|of| of == language)
            })
        };
        let general = || area.named("layout").find(|layout| layout.attribute("locale").is_none());
        let Some(layout) = area.named("layout").find(is_for).or_else(general) else {
            return Layout { names, ..Layout::default() };
        };
        Layout {
            elements: self.elements(&layout.children),
            format: format(layout),
            affixes: affixes(layout),
            delimiter: layout.value("delimiter").unwrap_or_default().to_owned(),
            names,
        }
    }

    fn sort(&self, area: &PlacedElement<'_>) -> Vec<SortKey> {
        let keys = area.child("sort").into_iter().flat_map(|sort| sort.named("key"));
        keys.filter_map(|key| {
            let by = match (key.value("variable"), key.value("macro")) {
                (Some(name), _) => SortBy::Variable(VariableName::from_name(&canonical(name))),
                (None, name) => SortBy::Macro(self.macro_index(name?)?),
            };
            let names = match by {
                SortBy::Variable(_) => NameOptions::default(),
                SortBy::Macro(_) => NameOptions {
                    et_al_min: count(key, "names-min"),
                    et_al_use_first: count(key, "names-use-first"),
                    et_al_use_last: flag(key, "names-use-last"),
                    ..NameOptions::default()
                },
            };
            Some(SortKey { by, descending: key.value("sort") == Some("descending"), names })
        })
        .collect()
    }

    fn elements(&mut self, elements: &[PlacedElement<'_>]) -> Vec<Element> {
        elements.iter().filter_map(|element| self.element(element)).collect()
    }
}
