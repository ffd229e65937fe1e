//! Converts a style from the XML model of the `citationberg` crate to the compiled form. No other file uses that
//! crate's elements.

use std::collections::HashMap;

use hayagriva::citationberg::{self as xml, ToFormatting as _, taxonomy};
use serde::Serialize;

use super::ir::{
    Affixes, Bibliography, Branch, Citation, Collapse, Condition, DateElement, DateForm, DatePart, DatePartForm,
    DatePartName, DateParts, DelimiterPrecedes, DemoteParticle, Display, Element, EtAl, FontStyle, FontVariant,
    FontWeight, Format, Gender, GivenNameRule, GroupElement, Label, LabelElement, LabelPlace, Layout, LocaleData, Look,
    Matching, Name, NameAnd, NameAsSortOrder, NameForm, NameOptions, NamesElement, NumberElement, NumberForm,
    OrdinalMatch, PageRangeFormat, Plural, Pluralize, Program, SecondFieldAlign, SortBy, SortKey, SubstituteRule, Term,
    TermForm, Test, TextCase, TextDecoration, TextElement, TextSource, VariableForm, VerticalAlign,
};
use crate::csl::variable::{NumberName, VariableName};
use crate::model::{CitePosition as Position, DateVariable, Kind, NameVariable};

/// Compiles a style. `void` are names that mean nothing in it. An error names a macro that does not exist.
pub(super) fn lower(style: &xml::IndependentStyle, void: &[&str]) -> Result<Program, String> {
    let mut lowering = Lowering { macros: HashMap::new(), tests_disambiguate: false, void };
    for (index, definition) in style.macros.iter().enumerate() {
        lowering.macros.entry(definition.name.as_str()).or_insert(index);
    }
    let macros = style
        .macros
        .iter()
        .map(|definition| lowering.elements(&definition.children))
        .collect::<Result<Vec<Vec<Element>>, String>>()?;
    let options = name_options(&style.settings.options);
    let citation = lowering.citation(&style.citation, &options)?;
    let bibliography = style.bibliography.as_ref().map(|area| lowering.bibliography(area, &options)).transpose()?;
    Ok(Program {
        is_note: style.settings.class == xml::StyleClass::Note,
        default_locale: style.default_locale.as_ref().map(|code| code.0.clone()),
        locales: style.locale.iter().map(locale).collect(),
        macros,
        citation,
        bibliography,
        initialize_with_hyphen: style.settings.initialize_with_hyphen,
        page_range_format: style.settings.page_range_format.map(|format| match format {
            xml::PageRangeFormat::Chicago15 => PageRangeFormat::Chicago15,
            xml::PageRangeFormat::Chicago16 => PageRangeFormat::Chicago16,
            xml::PageRangeFormat::Expanded => PageRangeFormat::Expanded,
            xml::PageRangeFormat::Minimal => PageRangeFormat::Minimal,
            xml::PageRangeFormat::MinimalTwo => PageRangeFormat::MinimalTwo,
        }),
        demote_non_dropping_particle: match style.settings.demote_non_dropping_particle {
            xml::DemoteNonDroppingParticle::Never => DemoteParticle::Never,
            xml::DemoteNonDroppingParticle::SortOnly => DemoteParticle::SortOnly,
            xml::DemoteNonDroppingParticle::DisplayAndSort => DemoteParticle::DisplayAndSort,
        },
        tests_disambiguate: lowering.tests_disambiguate,
    })
}

/// Converts a locale, or what a style overrides of it.
pub(in crate::csl) fn locale(locale: &xml::Locale) -> LocaleData {
    let options = locale.style_options.as_ref();
    LocaleData {
        language: locale.lang.as_ref().map(|code| code.0.clone()),
        terms: locale.terms.iter().flat_map(|terms| &terms.terms).map(term).collect(),
        dates: locale.date.iter().map(date).collect(),
        limit_day_ordinals_to_day_1: options.and_then(|options| options.limit_day_ordinals_to_day_1),
        punctuation_in_quote: options.and_then(|options| options.punctuation_in_quote),
    }
}

struct Lowering<'a> {
    macros: HashMap<&'a str, usize>,
    tests_disambiguate: bool,
    void: &'a [&'a str],
}

impl Lowering<'_> {
    fn citation(&mut self, area: &xml::Citation, style: &NameOptions) -> Result<Citation, String> {
        Ok(Citation {
            layout: self.layout(&area.layout, &area.name_options, style)?,
            sort: self.sort(area.sort.as_ref())?,
            add_given_names: area.disambiguate_add_givenname.then_some(match area.givenname_disambiguation_rule {
                xml::DisambiguationRule::AllNames => GivenNameRule::AllNames,
                xml::DisambiguationRule::AllNamesWithInitials => GivenNameRule::AllNamesWithInitials,
                xml::DisambiguationRule::PrimaryName => GivenNameRule::PrimaryName,
                xml::DisambiguationRule::PrimaryNameWithInitials => GivenNameRule::PrimaryNameWithInitials,
                xml::DisambiguationRule::ByCite => GivenNameRule::ByCite,
            }),
            add_names: area.disambiguate_add_names,
            add_year_suffix: area.disambiguate_add_year_suffix,
            cite_group_delimiter: area.cite_group_delimiter.clone(),
            collapse: area.collapse.map(|collapse| match collapse {
                xml::Collapse::CitationNumber => Collapse::CitationNumber,
                xml::Collapse::Year => Collapse::Year,
                xml::Collapse::YearSuffix => Collapse::YearSuffix,
                xml::Collapse::YearSuffixRanged => Collapse::YearSuffixRanged,
            }),
            year_suffix_delimiter: area.year_suffix_delimiter.clone(),
            after_collapse_delimiter: area.after_collapse_delimiter.clone(),
            near_note_distance: area.near_note_distance,
        })
    }

    fn bibliography(&mut self, area: &xml::Bibliography, style: &NameOptions) -> Result<Bibliography, String> {
        Ok(Bibliography {
            layout: self.layout(&area.layout, &area.name_options, style)?,
            sort: self.sort(area.sort.as_ref())?,
            hanging_indent: area.hanging_indent,
            second_field_align: area.second_field_align.map(|align| match align {
                xml::SecondFieldAlign::Margin => SecondFieldAlign::Margin,
                xml::SecondFieldAlign::Flush => SecondFieldAlign::Flush,
            }),
            line_spacing: area.line_spacing.get(),
            entry_spacing: area.entry_spacing,
            subsequent_author_substitute: area.subsequent_author_substitute.clone(),
            substitute_rule: match area.subsequent_author_substitute_rule {
                xml::SubsequentAuthorSubstituteRule::CompleteAll => SubstituteRule::CompleteAll,
                xml::SubsequentAuthorSubstituteRule::CompleteEach => SubstituteRule::CompleteEach,
                xml::SubsequentAuthorSubstituteRule::PartialEach => SubstituteRule::PartialEach,
                xml::SubsequentAuthorSubstituteRule::PartialFirst => SubstituteRule::PartialFirst,
            },
        })
    }

    fn layout(
        &mut self,
        layout: &xml::Layout,
        area: &xml::InheritableNameOptions,
        style: &NameOptions,
    ) -> Result<Layout, String> {
        Ok(Layout {
            elements: self.elements(&layout.elements)?,
            format: format(layout.to_formatting()),
            affixes: affixes(layout.prefix.as_ref(), layout.suffix.as_ref()),
            delimiter: layout.delimiter.clone().unwrap_or_default(),
            names: name_options(area).or(style),
        })
    }

    fn sort(&self, sort: Option<&xml::Sort>) -> Result<Vec<SortKey>, String> {
        let keys = sort.iter().flat_map(|sort| &sort.keys);
        keys.map(|key| {
            let descending = key.sort_direction() == xml::SortDirection::Descending;
            Ok(match key {
                xml::SortKey::Variable { variable, .. } => {
                    let by = SortBy::Variable(self.variable(*variable));
                    SortKey { by, descending, names: NameOptions::default() }
                }
                xml::SortKey::MacroName { name, names_min, names_use_first, names_use_last, .. } => SortKey {
                    by: SortBy::Macro(self.macro_index(name)?),
                    descending,
                    names: NameOptions {
                        et_al_min: *names_min,
                        et_al_use_first: *names_use_first,
                        et_al_use_last: *names_use_last,
                        ..NameOptions::default()
                    },
                },
            })
        })
        .collect()
    }

    fn macro_index(&self, name: &str) -> Result<usize, String> {
        self.macros.get(name).copied().ok_or_else(|| format!("there is no macro “{name}”"))
    }

    fn elements(&mut self, elements: &[xml::LayoutRenderingElement]) -> Result<Vec<Element>, String> {
        elements.iter().map(|element| self.element(element)).collect()
    }

    fn element(&mut self, element: &xml::LayoutRenderingElement) -> Result<Element, String> {
        Ok(match element {
            xml::LayoutRenderingElement::Text(text) => Element::Text(self.text(text)?),
            xml::LayoutRenderingElement::Number(number) => Element::Number(NumberElement {
                variable: self.number(number.variable),
                form: match number.form {
                    xml::NumberForm::Numeric => NumberForm::Numeric,
                    xml::NumberForm::Ordinal => NumberForm::Ordinal,
                    xml::NumberForm::LongOrdinal => NumberForm::LongOrdinal,
                    xml::NumberForm::Roman => NumberForm::Roman,
                },
                look: Look {
                    format: format(number.to_formatting()),
                    affixes: of_affixes(&number.affixes),
                    display: number.display.map(display),
                    text_case: number.text_case.map(text_case),
                    ..Look::default()
                },
            }),
            xml::LayoutRenderingElement::Label(label) => {
                Element::Label(LabelElement { variable: self.number(label.variable), label: self::label(&label.label) })
            }
            xml::LayoutRenderingElement::Date(date) => Element::Date(Box::new(self.date(date))),
            xml::LayoutRenderingElement::Names(names) => Element::Names(Box::new(self.names(names)?)),
            xml::LayoutRenderingElement::Group(group) => Element::Group(GroupElement {
                children: self.elements(&group.children)?,
                delimiter: group.delimiter.clone().unwrap_or_default(),
                look: Look {
                    format: format(group.to_formatting()),
                    affixes: affixes(group.prefix.as_ref(), group.suffix.as_ref()),
                    display: group.display.map(display),
                    ..Look::default()
                },
            }),
            xml::LayoutRenderingElement::Choose(choose) => Element::Choose(self.choose(choose)?),
        })
    }

    fn text(&mut self, text: &xml::Text) -> Result<TextElement, String> {
        let source = match &text.target {
            xml::TextTarget::Variable { var, form } => TextSource::Variable(
                self.variable(*var),
                match form {
                    xml::LongShortForm::Long => VariableForm::Long,
                    xml::LongShortForm::Short => VariableForm::Short,
                },
            ),
            xml::TextTarget::Macro { name } => TextSource::Macro(self.macro_index(name)?),
            xml::TextTarget::Term { term, form, plural } => match name_of(term) {
                name if self.is_void(&name) => TextSource::Value(String::new()),
                name => {
                    let plural = if *plural { Plural::Multiple } else { Plural::Single };
                    TextSource::Term(name.into(), term_form(*form), plural)
                }
            },
            xml::TextTarget::Value { val } => TextSource::Value(val.clone()),
        };
        let look = Look {
            format: format(text.to_formatting()),
            affixes: of_affixes(&text.affixes),
            display: text.display.map(display),
            quotes: text.quotes,
            strip_periods: text.strip_periods,
            text_case: text.text_case.map(text_case),
        };
        Ok(TextElement { source, look })
    }

    fn names(&mut self, names: &xml::Names) -> Result<NamesElement, String> {
        let name = names.name().map(|name| Name {
            options: own_options(name),
            look: Look { format: format(name.to_formatting()), affixes: of_affixes(&name.affixes), ..Look::default() },
            family: name.name_part_family().map(name_part),
            given: name.name_part_given().map(name_part),
        });
        Ok(NamesElement {
            variables: names
                .variable
                .iter()
                .filter_map(|name| NameVariable::from_name(&name.to_string()))
                .filter(|name| !self.is_void(name.name()))
                .collect(),
            name,
            et_al: names
                .et_al()
                .map(|et_al| EtAl { term: name_of(&et_al.term).into(), format: format(et_al.to_formatting()) }),
            label: names.label().map(|(label, place)| {
                // The order only matters if there is a name to precede.
                let place = match place {
                    _ if names.name().is_none() => LabelPlace::AfterName,
                    xml::NameLabelPosition::BeforeName => LabelPlace::BeforeName,
                    xml::NameLabelPosition::AfterName => LabelPlace::AfterName,
                };
                (self::label(label), place)
            }),
            substitute: match names.substitute() {
                Some(substitute) => self.elements(&substitute.children)?,
                None => Vec::new(),
            },
            options: name_options(&names.options()),
            look: Look {
                format: format(names.to_formatting()),
                affixes: affixes(names.prefix.as_ref(), names.suffix.as_ref()),
                display: names.display.map(display),
                ..Look::default()
            },
        })
    }

    fn choose(&mut self, choose: &xml::Choose) -> Result<Vec<Branch>, String> {
        let mut branches = Vec::new();
        for branch in choose.branches() {
            let condition = Some(self.condition(branch));
            branches.push(Branch { condition, children: self.elements(&branch.children)? });
        }
        if let Some(otherwise) = &choose.otherwise {
            branches.push(Branch { condition: None, children: self.elements(&otherwise.children)? });
        }
        Ok(branches)
    }

    fn condition(&mut self, branch: &xml::ChooseBranch) -> Condition {
        let mut tests = Vec::new();
        if let Some(disambiguate) = branch.disambiguate {
            self.tests_disambiguate |= disambiguate;
            tests.push(if disambiguate { Test::Disambiguate } else { Test::Never });
        }
        tests.extend(branch.is_numeric.iter().flatten().map(|variable| Test::IsNumeric(self.variable(*variable))));
        tests.extend(branch.is_uncertain_date.iter().flatten().map(|variable| {
            match date_variable(*variable).filter(|variable| !self.is_void(variable.name())) {
                Some(variable) => Test::IsUncertainDate(variable),
                None => Test::Never,
            }
        }));
        tests.extend(branch.locator.iter().flatten().map(|locator| match name_of(locator) {
            name if self.is_void(&name) => Test::Never,
            name => Test::Locator(name.into()),
        }));
        tests.extend(branch.position.iter().flatten().map(|position| {
            Test::Position(match position {
                xml::TestPosition::First => Position::First,
                xml::TestPosition::Subsequent => Position::Subsequent,
                xml::TestPosition::IbidWithLocator => Position::IbidWithLocator,
                xml::TestPosition::Ibid => Position::Ibid,
                xml::TestPosition::NearNote => Position::NearNote,
            })
        }));
        // A work has only one type: it matches several types if it has one of them, whatever `match` says about other
        // tests.
        if let Some(kinds) = &branch.type_ {
            tests.push(Test::Type(kinds.iter().filter_map(|kind| self.kind(&name_of(kind))).collect()));
        }
        tests.extend(branch.variable.iter().flatten().map(|variable| Test::Variable(self.variable(*variable))));
        let matching = match branch.match_ {
            xml::ChooseMatch::All => Matching::All,
            xml::ChooseMatch::Any => Matching::Any,
            xml::ChooseMatch::None => Matching::None,
        };
        Condition { tests, matching }
    }

    fn is_void(&self, name: &str) -> bool {
        self.void.contains(&name)
    }

    fn variable(&self, variable: taxonomy::Variable) -> VariableName {
        let name = variable.to_string();
        if self.is_void(&name) { VariableName::Unknown } else { VariableName::from_name(&name) }
    }

    fn number(&self, variable: taxonomy::NumberOrPageVariable) -> NumberName {
        let name = taxonomy::Variable::from(variable).to_string();
        if self.is_void(&name) { NumberName::Unknown } else { NumberName::from_name(&name) }
    }

    fn kind(&self, name: &str) -> Option<Kind> {
        Kind::from_name(name).filter(|kind| !self.is_void(kind.name()))
    }

    fn date(&self, date: &xml::Date) -> DateElement {
        let lowered = self::date(date);
        DateElement { variable: lowered.variable.filter(|variable| !self.is_void(variable.name())), ..lowered }
    }
}

/// The name of a value in XML.
fn name_of(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(), // unit variants are strings; anything else has no name
    }
}

fn date_variable(variable: taxonomy::DateVariable) -> Option<DateVariable> {
    DateVariable::from_name(&variable.to_string())
}

fn term(term: &xml::LocalizedTerm) -> Term {
    Term {
        name: name_of(&term.name).into(),
        form: term_form(term.form),
        single: term.single().unwrap_or_default().into(),
        multiple: term.multiple().unwrap_or_default().into(),
        gender: term.gender.map(gender),
        gender_form: term.gender_form.map(gender),
        matches: term.match_.map(|matches| match matches {
            xml::OrdinalMatch::LastDigit => OrdinalMatch::LastDigit,
            xml::OrdinalMatch::LastTwoDigits => OrdinalMatch::LastTwoDigits,
            xml::OrdinalMatch::WholeNumber => OrdinalMatch::WholeNumber,
        }),
    }
}

const fn gender(gender: xml::GrammarGender) -> Gender {
    match gender {
        xml::GrammarGender::Feminine => Gender::Feminine,
        xml::GrammarGender::Masculine => Gender::Masculine,
    }
}

fn date(date: &xml::Date) -> DateElement {
    DateElement {
        variable: date.variable.and_then(date_variable),
        form: date.form.map(|form| match form {
            xml::DateForm::Numeric => DateForm::Numeric,
            xml::DateForm::Text => DateForm::Text,
        }),
        shown: match date.parts {
            Some(xml::DateParts::Year) => DateParts::Year,
            Some(xml::DateParts::YearMonth) => DateParts::YearMonth,
            Some(xml::DateParts::YearMonthDay) | None => DateParts::YearMonthDay,
        },
        parts: date.date_part.iter().map(date_part).collect(),
        delimiter: date.delimiter.clone().unwrap_or_default(),
        look: Look {
            format: format(date.to_formatting()),
            affixes: of_affixes(&date.affixes),
            display: date.display.map(display),
            text_case: date.text_case.map(text_case),
            ..Look::default()
        },
    }
}

fn date_part(part: &xml::DatePart) -> DatePart {
    let form = match part.form() {
        xml::DateStrongAnyForm::Day(xml::DateDayForm::Numeric)
        | xml::DateStrongAnyForm::Month(xml::DateMonthForm::Numeric) => DatePartForm::Numeric,
        xml::DateStrongAnyForm::Day(xml::DateDayForm::NumericLeadingZeros)
        | xml::DateStrongAnyForm::Month(xml::DateMonthForm::NumericLeadingZeros) => DatePartForm::NumericLeadingZeros,
        xml::DateStrongAnyForm::Day(xml::DateDayForm::Ordinal) => DatePartForm::Ordinal,
        xml::DateStrongAnyForm::Month(xml::DateMonthForm::Long)
        | xml::DateStrongAnyForm::Year(xml::LongShortForm::Long) => DatePartForm::Long,
        xml::DateStrongAnyForm::Month(xml::DateMonthForm::Short)
        | xml::DateStrongAnyForm::Year(xml::LongShortForm::Short) => DatePartForm::Short,
    };
    // Only serializing the element shows whether the form was given.
    let is_given = serde_json::to_value(part).is_ok_and(|part| part.get("@form").is_some());
    DatePart {
        name: match part.name {
            xml::DatePartName::Day => DatePartName::Day,
            xml::DatePartName::Month => DatePartName::Month,
            xml::DatePartName::Year => DatePartName::Year,
        },
        form: is_given.then_some(form),
        range_delimiter: part.range_delimiter.clone(),
        look: Look {
            format: format(part.to_formatting()),
            affixes: of_affixes(&part.affixes),
            strip_periods: part.strip_periods,
            text_case: part.text_case.map(text_case),
            ..Look::default()
        },
    }
}

fn label(label: &xml::VariablelessLabel) -> Label {
    Label {
        form: term_form(label.form),
        plural: match label.plural {
            xml::LabelPluralize::Contextual => Pluralize::Contextual,
            xml::LabelPluralize::Always => Pluralize::Always,
            xml::LabelPluralize::Never => Pluralize::Never,
        },
        look: Look {
            format: format(label.to_formatting()),
            affixes: of_affixes(&label.affixes),
            strip_periods: label.strip_periods,
            text_case: label.text_case.map(text_case),
            ..Look::default()
        },
    }
}

fn name_part(part: &xml::NamePart) -> Look {
    Look {
        format: format(part.to_formatting()),
        affixes: of_affixes(&part.affixes),
        text_case: part.text_case.map(text_case),
        ..Look::default()
    }
}

fn name_options(options: &xml::InheritableNameOptions) -> NameOptions {
    NameOptions {
        and: options.and.map(name_and),
        delimiter: options.name_delimiter.clone(),
        names_delimiter: options.names_delimiter.clone(),
        delimiter_precedes_et_al: options.delimiter_precedes_et_al.map(delimiter_precedes),
        delimiter_precedes_last: options.delimiter_precedes_last.map(delimiter_precedes),
        et_al_min: options.et_al_min,
        et_al_use_first: options.et_al_use_first,
        et_al_subsequent_min: options.et_al_subsequent_min,
        et_al_subsequent_use_first: options.et_al_subsequent_use_first,
        et_al_use_last: options.et_al_use_last,
        form: options.name_form.map(name_form),
        initialize: options.initialize,
        initialize_with: options.initialize_with.clone(),
        name_as_sort_order: options.name_as_sort_order.map(name_as_sort_order),
        sort_separator: options.sort_separator.clone(),
    }
}

/// The options of `cs:name` itself. The crate only returns them merged with inherited ones, so options that stay the
/// same whatever is inherited are the element's own.
fn own_options(name: &xml::Name) -> NameOptions {
    fn own<T: PartialEq>(one: T, other: T) -> Option<T> {
        (one == other).then_some(one)
    }
    let inherited = |mark: &str, flag: bool| xml::InheritableNameOptions {
        name_delimiter: Some(mark.to_owned()),
        sort_separator: Some(mark.to_owned()),
        initialize: Some(flag),
        et_al_use_last: Some(flag),
        name_form: Some(if flag { xml::NameForm::Long } else { xml::NameForm::Count }),
        delimiter_precedes_et_al: Some(precedes(flag)),
        delimiter_precedes_last: Some(precedes(flag)),
        ..xml::InheritableNameOptions::default()
    };
    const fn precedes(flag: bool) -> xml::DelimiterBehavior {
        if flag { xml::DelimiterBehavior::Always } else { xml::DelimiterBehavior::Never }
    }
    let (one, other) = (inherited("\0", true), inherited("\u{1}", false));
    let (one, other) = (name.options(&one), name.options(&other));
    NameOptions {
        and: one.and.map(name_and),
        delimiter: own(one.delimiter, other.delimiter).map(str::to_owned),
        names_delimiter: None,
        delimiter_precedes_et_al: own(one.delimiter_precedes_et_al, other.delimiter_precedes_et_al)
            .map(delimiter_precedes),
        delimiter_precedes_last: own(one.delimiter_precedes_last, other.delimiter_precedes_last)
            .map(delimiter_precedes),
        et_al_min: one.et_al_min,
        et_al_use_first: one.et_al_use_first,
        et_al_subsequent_min: one.et_al_subsequent_min,
        et_al_subsequent_use_first: one.et_al_subsequent_use_first,
        et_al_use_last: own(one.et_al_use_last, other.et_al_use_last),
        form: own(one.form, other.form).map(name_form),
        initialize: own(one.initialize, other.initialize),
        initialize_with: one.initialize_with.map(str::to_owned),
        name_as_sort_order: one.name_as_sort_order.map(name_as_sort_order),
        sort_separator: own(one.sort_separator, other.sort_separator).map(str::to_owned),
    }
}

const fn name_and(and: xml::NameAnd) -> NameAnd {
    match and {
        xml::NameAnd::Text => NameAnd::Text,
        xml::NameAnd::Symbol => NameAnd::Symbol,
    }
}

const fn delimiter_precedes(behaviour: xml::DelimiterBehavior) -> DelimiterPrecedes {
    match behaviour {
        xml::DelimiterBehavior::Contextual => DelimiterPrecedes::Contextual,
        xml::DelimiterBehavior::AfterInvertedName => DelimiterPrecedes::AfterInvertedName,
        xml::DelimiterBehavior::Always => DelimiterPrecedes::Always,
        xml::DelimiterBehavior::Never => DelimiterPrecedes::Never,
    }
}

const fn name_form(form: xml::NameForm) -> NameForm {
    match form {
        xml::NameForm::Long => NameForm::Long,
        xml::NameForm::Short => NameForm::Short,
        xml::NameForm::Count => NameForm::Count,
    }
}

const fn name_as_sort_order(order: xml::NameAsSortOrder) -> NameAsSortOrder {
    match order {
        xml::NameAsSortOrder::First => NameAsSortOrder::First,
        xml::NameAsSortOrder::All => NameAsSortOrder::All,
    }
}

const fn term_form(form: xml::TermForm) -> TermForm {
    match form {
        xml::TermForm::Long => TermForm::Long,
        xml::TermForm::Short => TermForm::Short,
        xml::TermForm::Verb => TermForm::Verb,
        xml::TermForm::VerbShort => TermForm::VerbShort,
        xml::TermForm::Symbol => TermForm::Symbol,
    }
}

const fn text_case(case: xml::TextCase) -> TextCase {
    match case {
        xml::TextCase::Lowercase => TextCase::Lowercase,
        xml::TextCase::Uppercase => TextCase::Uppercase,
        xml::TextCase::CapitalizeFirst => TextCase::CapitalizeFirst,
        xml::TextCase::CapitalizeAll => TextCase::CapitalizeAll,
        xml::TextCase::SentenceCase => TextCase::Sentence,
        xml::TextCase::TitleCase => TextCase::Title,
    }
}

const fn display(display: xml::Display) -> Display {
    match display {
        xml::Display::Block => Display::Block,
        xml::Display::LeftMargin => Display::LeftMargin,
        xml::Display::RightInline => Display::RightInline,
        xml::Display::Indent => Display::Indent,
    }
}

fn affixes(prefix: Option<&String>, suffix: Option<&String>) -> Affixes {
    Affixes { prefix: prefix.cloned().unwrap_or_default(), suffix: suffix.cloned().unwrap_or_default() }
}

fn of_affixes(both: &xml::Affixes) -> Affixes {
    affixes(both.prefix.as_ref(), both.suffix.as_ref())
}

fn format(formatting: xml::Formatting) -> Format {
    Format {
        font_style: formatting.font_style.map(|style| match style {
            xml::FontStyle::Normal => FontStyle::Normal,
            xml::FontStyle::Italic => FontStyle::Italic,
        }),
        font_variant: formatting.font_variant.map(|variant| match variant {
            xml::FontVariant::Normal => FontVariant::Normal,
            xml::FontVariant::SmallCaps => FontVariant::SmallCaps,
        }),
        font_weight: formatting.font_weight.map(|weight| match weight {
            xml::FontWeight::Normal => FontWeight::Normal,
            xml::FontWeight::Bold => FontWeight::Bold,
            xml::FontWeight::Light => FontWeight::Light,
        }),
        text_decoration: formatting.text_decoration.map(|decoration| match decoration {
            xml::TextDecoration::None => TextDecoration::None,
            xml::TextDecoration::Underline => TextDecoration::Underline,
        }),
        vertical_align: formatting.vertical_align.and_then(|align| match align {
            xml::VerticalAlign::Baseline => Some(VerticalAlign::Baseline),
            xml::VerticalAlign::Sup => Some(VerticalAlign::Sup),
            xml::VerticalAlign::Sub => Some(VerticalAlign::Sub),
            xml::VerticalAlign::None => None,
        }),
    }
}
