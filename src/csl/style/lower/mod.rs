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

pub(in crate::csl) use locale::locale;
use look::{affixes, format};
use lowering::Lowering;
use names::name_options;
use values::{count, flag, word};

use super::ir::{Bibliography, Citation, Element, Layout, NameOptions, Program, SortBy, SortKey, StyleClass};
use super::vocabulary::canonical;
use crate::csl::variable::VariableName;
use crate::syntax::xml::PlacedElement;

/// How many notes are near by default (CSL 1.0.2, "Note Distance").
const NEAR_NOTE_DISTANCE: u32 = 5;

/// Compiles a style. A macro that does not exist renders nothing.
pub(super) fn lower(style: &PlacedElement<'_>) -> Program {
    let mut lowering = Lowering::new(style);
    let macros = style.named("macro").map(|definition| lowering.elements(&definition.children)).collect();
    let options = name_options(style);
    let citation = style.child("citation").map(|area| lowering.citation(area, &options)).unwrap_or_default();
    let bibliography = style.child("bibliography").map(|area| lowering.bibliography(area, &options));
    Program {
        is_note: word(style, "class") == Some(StyleClass::Note),
        default_locale: style.value("default-locale").map(str::to_owned),
        locales: style.named("locale").map(locale).collect(),
        macros,
        citation,
        bibliography,
        initialize_with_hyphen: flag(style, "initialize-with-hyphen").unwrap_or(true),
        page_range_format: word(style, "page-range-format"),
        demote_non_dropping_particle: word(style, "demote-non-dropping-particle").unwrap_or_default(),
        tests_disambiguate: lowering.tests_disambiguate,
    }
}

impl Lowering<'_> {
    fn citation(&mut self, area: &PlacedElement<'_>, style: &NameOptions) -> Citation {
        let is_set = |name: &str| flag(area, name).unwrap_or_default();
        let text = |name: &str| area.value(name).map(str::to_owned);
        Citation {
            layout: self.layout(area, style),
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

    fn bibliography(&mut self, area: &PlacedElement<'_>, style: &NameOptions) -> Bibliography {
        let spacing = |name: &str| count(area, name).and_then(|lines| i16::try_from(lines).ok()).unwrap_or(1);
        Bibliography {
            layout: self.layout(area, style),
            sort: self.sort(area),
            hanging_indent: flag(area, "hanging-indent").unwrap_or_default(),
            second_field_align: word(area, "second-field-align"),
            line_spacing: spacing("line-spacing").max(1),
            entry_spacing: spacing("entry-spacing"),
            subsequent_author_substitute: area.value("subsequent-author-substitute").map(str::to_owned),
            substitute_rule: word(area, "subsequent-author-substitute-rule").unwrap_or_default(),
        }
    }

    fn layout(&mut self, area: &PlacedElement<'_>, style: &NameOptions) -> Layout {
        let names = name_options(area).or(style);
        let Some(layout) = area.child("layout") else { return Layout { names, ..Layout::default() } };
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
