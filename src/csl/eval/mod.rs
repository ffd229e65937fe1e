//! Evaluates the elements of a style for one cite of one work, and returns the tree of what they render.
//!
//! Each kind of element has a file; this file has what they share: the properties of the cite, and which variables were
//! requested and found, which decides whether a group is shown (CSL 1.0.2, "Group").

mod choose;
mod date;
mod date_parts;
mod label;
mod names;
mod number;
mod text;

pub(super) use date::sort_key as date_sort_key;

use std::borrow::Cow;
use std::cell::Cell;

use super::cite::LocatorValue;
use super::item::Item;
use super::locale::Locale;
use super::names::{Everywhere, GivenNames, People};
use super::output::{Branch, CaseLanguage, Node, Role, look, without_periods};
use super::style::ir::{
    Element, GivenNameRule, GroupElement, Layout, NameOptions, NamesElement, Program, TermForm, TextSource,
};
use super::variable::{NumberName, VariableName};
use super::{Links, NameMarks, NamesShown};
use crate::model::{CitePosition as Position, Name, NumberVariable, TextVariable};

/// The area in which an element is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    Citation,
    Bibliography,
}

/// A style combined with a language.
#[derive(Debug)]
pub(super) struct Engine<'s> {
    pub program: &'s Program,
    pub locale: &'s Locale,
    /// Whether the citations, and the references, print suffixes to years through a variable.
    pub prints_year_suffix: [bool; 2],
    /// Whether references are numbered.
    pub is_numbered: bool,
    /// For works in a language for which the style has layouts of their own.
    of_languages: Vec<(&'s str, Self)>,
}

impl<'s> Engine<'s> {
    pub(super) fn new(program: &'s Program, locale: &'s Locale) -> Self {
        let year_suffix = VariableName::Text(TextVariable::YearSuffix);
        let number = VariableName::Number(NumberName::Of(NumberVariable::CitationNumber));
        let prints = |variable: VariableName, layout: &Layout| {
            prints(program, variable, &layout.elements, &mut vec![None; program.macros.len()])
        };
        let of_bibliography = |variable: VariableName| {
            program.bibliography.as_ref().is_some_and(|bibliography| prints(variable, &bibliography.layout))
        };
        let of_citation = |variable: VariableName| prints(variable, &program.citation.layout);
        Self {
            program,
            locale,
            prints_year_suffix: [of_citation(year_suffix), of_bibliography(year_suffix)],
            is_numbered: of_citation(number) || of_bibliography(number),
            of_languages: program
                .of_languages
                .iter()
                .zip(&locale.of_languages)
                .map(|(of, locale)| (of.language.as_str(), Self::new(&of.program, locale)))
                .collect(),
        }
    }

    /// Returns the engine for a work: that of its language, if the style has layouts for it (CSL-M, "cs:layout").
    pub(super) fn of(&self, item: Item<'_>) -> &Self {
        let Some(language) = item.language().filter(|_| !self.of_languages.is_empty()) else { return self };
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let is_of = |of: &str| of.eq_ignore_ascii_case(language) || of.eq_ignore_ascii_case(primary);
        self.of_languages.iter().find(|(of, _)| is_of(of)).map_or(self, |(_, engine)| engine)
    }

    /// Returns this engine and those for works in some languages.
    pub(super) fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.of_languages.iter().map(|(_, engine)| engine))
    }
}

impl Engine<'_> {
    /// Whether given names are added only to the first names of lists.
    fn tells_primary_names_only(&self) -> bool {
        matches!(
            self.program.citation.add_given_names,
            Some(GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials)
        )
    }
}

/// The properties of a cite besides its work.
#[derive(Clone, Copy)]
pub(super) struct Cite<'a> {
    pub item: Item<'a>,
    pub area: Area,
    pub locator: Option<&'a LocatorValue>,
    pub position: Position,
    pub near_note: bool,
    pub first_note: Option<u32>,
    pub citation_number: Option<usize>,
    pub year_suffix: Option<&'a str>,
    /// The additions that distinguish the cite from others.
    pub disambiguation: &'a Disambiguation,
    /// Whether it starts a sentence: a reference, or a note.
    pub starts_sentence: bool,
    /// Which parts are links.
    pub links: Links,
    /// How names are marked.
    pub name_marks: Option<NameMarks<'a>>,
    /// How many names of a list are shown.
    pub names_shown: NamesShown,
}

impl<'a> Cite<'a> {
    /// A separate first cite of a work.
    pub(super) fn alone(
        item: Item<'a>,
        area: Area,
        citation_number: Option<usize>,
        year_suffix: Option<&'a str>,
        disambiguation: &'a Disambiguation,
    ) -> Self {
        Self {
            item,
            area,
            locator: None,
            position: Position::First,
            near_note: false,
            first_note: None,
            citation_number,
            year_suffix,
            disambiguation,
            starts_sentence: area == Area::Bibliography,
            links: Links::None,
            name_marks: None,
            names_shown: NamesShown::AsStyle,
        }
    }
}

/// The additions that distinguish a cite from others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Disambiguation {
    /// The minimum number of names shown before "et al.".
    pub names_shown: usize,
    /// How given names are shown, by list of names and index in it.
    pub given_names: Vec<((usize, usize), GivenNames)>,
    /// How many of the conditions `disambiguate="true"` are true, counted from the first one evaluated.
    pub conditions: usize,
}

/// The length of a list of names in a cite, and how many of them are visible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ListOfNames {
    pub length: usize,
    pub shown: usize,
}

/// The form of elements for sort keys, which differs from that for display.
#[derive(Debug, Clone, Copy)]
pub(super) struct SortForm<'s> {
    /// The sort key's own limits for names.
    pub names: &'s NameOptions,
}

/// The evaluation of one cite.
pub(super) struct Evaluation<'s, 'a> {
    pub engine: &'a Engine<'s>,
    pub cite: Cite<'a>,
    pub sort: Option<SortForm<'a>>,
    /// How given names are shown everywhere, by person (the global disambiguation rules).
    pub given_names: Option<&'a Everywhere>,
    /// The options for names of the area.
    names: &'a NameOptions,
    /// How many variables were requested, and how many of them had a value.
    asked: usize,
    found: usize,
    /// Whether a substitute for names is being rendered.
    is_substituting: bool,
    /// Whether names are a part of a sentence, where "and" is a word.
    pub is_narrative: bool,
    /// Whether the cite is only rendered to be compared with others.
    pub is_compared: bool,
    /// Variables that were rendered as a substitute and are not rendered again.
    used_up: Vec<VariableName>,
    /// The element whose substitute is being rendered.
    parent_names: Option<&'a NamesElement>,
    /// Returns the lists of names that were rendered.
    lists_seen: Vec<ListOfNames>,
    /// Collects the first names that are shown, in order.
    pub people_shown: Option<Vec<&'a Name>>,
    /// Whether the names that are being rendered are the first ones.
    adds_people: bool,
    /// Collects the people that are named.
    pub people: Option<People<'a>>,
    has_year_suffix: bool,
    /// The number of conditions `disambiguate="true"` that were evaluated.
    pub conditions_met: Cell<usize>,
    /// Whether anything was rendered before.
    has_output: bool,
    /// Whether a macro around the current element removes full stops.
    strips_periods: bool,
    /// The form of the locator's label, if it was rendered.
    locator_label: Option<TermForm>,
}

impl<'s: 'a, 'a> Evaluation<'s, 'a> {
    pub(super) fn new(engine: &'a Engine<'s>, cite: Cite<'a>, names: &'a NameOptions) -> Self {
        Self {
            engine,
            cite,
            sort: None,
            given_names: None,
            names,
            asked: 0,
            found: 0,
            is_substituting: false,
            is_narrative: false,
            is_compared: false,
            used_up: Vec::new(),
            parent_names: None,
            lists_seen: Vec::new(),
            people_shown: None,
            adds_people: false,
            people: None,
            has_output: false,
            strips_periods: false,
            locator_label: None,
            conditions_met: Cell::new(0),
            has_year_suffix: false,
        }
    }

    /// Evaluates the elements of a layout or of a macro; empty results are left out.
    pub(super) fn elements(&mut self, elements: &'a [Element]) -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        self.elements_into(elements, &mut nodes);
        nodes
    }

    fn elements_into(&mut self, elements: &'a [Element], into: &mut Vec<Node<'a>>) {
        for (index, element) in elements.iter().enumerate() {
            match element {
                Element::Label(label) => {
                    let node = self.label(label).or_else(|| self.label_of_neighbour(label, elements, index));
                    self.has_output |= node.is_some();
                    into.extend(node);
                }
                element => self.element(element, into),
            }
        }
    }

    fn element(&mut self, element: &'a Element, into: &mut Vec<Node<'a>>) {
        match element {
            Element::Text(text) => self.text(text, into),
            Element::Number(number) => self.push(Self::number, number, into),
            Element::Label(label) => self.push(Self::label, label, into),
            Element::Date(date) => self.push(Self::date, &**date, into),
            Element::Names(names) => self.push(Self::names, &**names, into),
            Element::Group(group) => self.group(group, into),
            Element::Choose(branches) => {
                if let Some(branch) = self.choose(branches) {
                    self.elements_into(&branch.children, into);
                }
            }
        }
    }

    fn push<T>(
        &mut self,
        render: impl Fn(&mut Self, &'a T) -> Option<Node<'a>>,
        element: &'a T,
        into: &mut Vec<Node<'a>>,
    ) {
        let node = render(self, element);
        self.has_output |= node.is_some();
        into.extend(node);
    }

    /// A group is shown unless it requests variables and all of them are empty.
    fn group(&mut self, group: &'a GroupElement, into: &mut Vec<Node<'a>>) {
        if let Some(start) = self.elements_as_group(&group.children, into) {
            if group.look.is_bare() && into.len() == start + 1 && !into[start].is_block() {
                return; // a single element needs no group around it
            }
            let children = into.drain(start..).collect();
            let delimiter = group.delimiter.as_str().into();
            into.push(Node::branch(Branch { delimiter, ..Branch::with_look(children, &group.look) }));
        }
    }

    /// Evaluates elements that are shown together or not at all; returns where their results start in the list.
    fn elements_as_group(&mut self, elements: &'a [Element], into: &mut Vec<Node<'a>>) -> Option<usize> {
        let (asked, found, start) = (self.asked, self.found, into.len());
        self.elements_into(elements, into);
        if self.asked > asked && self.found == found || into[start..].iter().all(Node::is_empty) {
            into.truncate(start);
            return None;
        }
        self.note(true); // a group that is shown counts as a variable with a value
        Some(start)
    }

    /// Records that a variable was requested, and whether it has a value.
    fn note(&mut self, is_found: bool) {
        self.asked += 1;
        self.found += usize::from(is_found);
    }

    /// Records that a variable was requested; in a substitute, a variable with a value is not shown again.
    fn note_variable(&mut self, variable: VariableName, is_found: bool) {
        self.note(is_found);
        if is_found && self.is_substituting {
            self.used_up.push(variable);
        }
    }

    fn is_used_up(&self, variable: VariableName) -> bool {
        self.used_up.contains(&variable)
    }

    /// The language that decides about letter case: the work's, or the style's if that is unknown.
    fn case_language(&self) -> CaseLanguage {
        CaseLanguage::of(self.cite.item.language().unwrap_or(&self.engine.locale.code))
    }

    /// Takes the suffix to the year, if the cite has one and it was not printed before.
    fn take_year_suffix(&mut self) -> Option<Node<'a>> {
        let suffix = self.cite.year_suffix.filter(|_| !self.has_year_suffix && self.sort.is_none())?;
        self.has_year_suffix = true;
        Some(Node::with_role(Role::YearSuffix, vec![Node::text(suffix)]))
    }

    /// Whether suffixes to years are added after the year automatically.
    fn adds_year_suffix(&self) -> bool {
        !self.engine.prints_year_suffix[self.cite.area as usize]
    }

    /// Returns whether anything other than words of the style was rendered, or the style requested nothing else.
    pub(super) fn has_shown_anything(&self) -> bool {
        self.has_output && (self.found > 0 || self.asked == 0)
    }

    /// A term, without full stops if the element or a macro around it strips them.
    fn without_periods<'t>(&self, term: &'t str, of: &super::style::ir::Look) -> Cow<'t, str> {
        if of.strip_periods || self.strips_periods { without_periods(term) } else { Cow::Borrowed(term) }
    }

    fn look(&self, children: Vec<Node<'a>>, of: &'a super::style::ir::Look) -> Option<Node<'a>> {
        look(children, of, self.case_language())
    }
}

/// Returns whether one of the elements, or of the elements that they call, is displayed as a block.
pub(super) fn shows_blocks(program: &Program, elements: &[Element]) -> bool {
    let mut is_known = vec![false; program.macros.len()];
    any_block(program, elements, &mut is_known)
}

fn any_block(program: &Program, elements: &[Element], is_known: &mut [bool]) -> bool {
    elements.iter().any(|element| match element {
        Element::Text(text) => {
            let called = match text.source {
                TextSource::Macro(index) => Some(index),
                _ => None,
            };
            let called =
                called.filter(|index| is_known.get_mut(*index).is_some_and(|known| !std::mem::replace(known, true)));
            text.look.display.is_some()
                || called.is_some_and(|index| any_block(program, &program.macros[index], is_known))
        }
        Element::Number(number) => number.look.display.is_some(),
        Element::Label(label) => label.label.look.display.is_some(),
        Element::Date(date) => date.look.display.is_some(),
        Element::Names(names) => names.look.display.is_some() || any_block(program, &names.substitute, is_known),
        Element::Group(group) => group.look.display.is_some() || any_block(program, &group.children, is_known),
        Element::Choose(branches) => branches.iter().any(|branch| any_block(program, &branch.children, is_known)),
    })
}

/// Whether a variable is printed somewhere as text or as a number.
fn prints(program: &Program, variable: VariableName, elements: &[Element], known: &mut Vec<Option<bool>>) -> bool {
    elements.iter().any(|element| match element {
        Element::Text(text) => match &text.source {
            TextSource::Variable(printed, _) => *printed == variable,
            TextSource::Macro(index) => {
                if let Some(prints) = known.get(*index).copied().flatten() {
                    return prints;
                }
                let prints =
                    program.macros.get(*index).is_some_and(|elements| prints(program, variable, elements, known));
                known[*index] = Some(prints);
                prints
            }
            _ => false,
        },
        Element::Number(number) => VariableName::Number(number.variable) == variable,
        Element::Group(group) => prints(program, variable, &group.children, known),
        Element::Choose(branches) => branches.iter().any(|branch| prints(program, variable, &branch.children, known)),
        Element::Names(names) => prints(program, variable, &names.substitute, known),
        Element::Label(_) | Element::Date(_) => false,
    })
}
