//! Tells cites apart that would read the same (CSL 1.0.2, "Disambiguation").
//!
//! Works are put into groups by what their cites read. For each group of several the methods that the style allows are
//! tried in turn: more names, given names, the condition `disambiguate`, and at last suffixes to the years. Only the cites
//! of such groups are rendered again. Given names that are to tell people apart wherever they are cited come first.

mod everywhere;
mod year_suffix;

use std::collections::HashMap;

pub(super) use everywhere::People;
pub(super) use year_suffix::{year_suffix, year_suffix_index};

use super::eval::{Area, Cite, Disambiguation, Engine, Evaluation};
use super::item::Item;
use super::names::{GivenNames, NameKey};
use super::output::{Finish, Node, plain};
use super::parallel;
use super::style::ir::GivenNameRule;
use super::{Links, NamesShown};
use crate::model::CitePosition as Position;

/// How every person's given names are shown, where that is the same in the whole document.
pub(super) type Everywhere = HashMap<NameKey, GivenNames>;

/// What was decided for the works of a document, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Decisions {
    pub of_works: Vec<Disambiguation>,
    /// Groups of works that need suffixes to their years.
    pub to_suffix: Vec<Vec<usize>>,
}

/// What a cite reads, for comparing it with others.
#[derive(Default)]
struct Reading {
    text: String,
    /// How long its lists of names are, in the order in which they are met.
    list_lengths: Vec<usize>,
    /// How many conditions `disambiguate="true"` are met on the way.
    conditions: usize,
}

/// Renders cites for comparing them.
pub(super) struct Comparer<'e, 's> {
    pub engine: &'e Engine<'s>,
    pub items: &'e [Item<'e>],
    pub everywhere: &'e Everywhere,
    /// By work; styles of numbers are never ambiguous by them.
    pub citation_numbers: &'e [Option<usize>],
}

impl<'s: 'e, 'e> Comparer<'e, 's> {
    /// What a work's cite reads.
    fn read(&self, work: usize, disambiguation: &Disambiguation) -> Reading {
        let Some(&item) = self.items.get(work) else { return Reading::default() };
        let cite = Cite {
            item,
            area: Area::Citation,
            locator: None,
            position: Position::Subsequent,
            near_note: true,
            first_note: None,
            citation_number: self.citation_numbers.get(work).copied().flatten(),
            year_suffix: None,
            disambiguation,
            starts_sentence: false,
            links: Links::None,
            name_marks: None,
            names_shown: NamesShown::AsStyle,
        };
        let mut evaluation = Evaluation::new(self.engine, cite, &self.engine.program.citation.layout.names);
        evaluation.given_names = Some(self.everywhere);
        evaluation.is_compared = true;
        let node = Node::group(evaluation.elements(&self.engine.program.citation.layout.elements));
        Reading {
            text: plain(&node, Finish { locale: self.engine.locale }),
            list_lengths: evaluation.list_lengths(),
            conditions: evaluation.conditions_met.get(),
        }
    }
}

/// Decides how the cites of all works are told apart.
pub(super) fn disambiguate(comparer: &Comparer<'_, '_>) -> Decisions {
    let citation = &comparer.engine.program.citation;
    let tests_condition = comparer.engine.program.tests_disambiguate;
    let mut decisions =
        Decisions { of_works: vec![Disambiguation::default(); comparer.items.len()], to_suffix: Vec::new() };
    let is_by_cite = citation.add_given_names == Some(GivenNameRule::ByCite);
    if !(citation.add_names || is_by_cite || tests_condition || citation.add_year_suffix) {
        return decisions;
    }
    let everything: Vec<usize> = (0..comparer.items.len()).collect();
    let mut ambiguous = groups(comparer, &everything, &decisions);
    if citation.add_names || is_by_cite {
        let mut left = Vec::new();
        for group in ambiguous {
            let mut turn = Turn { comparer, decisions: &mut decisions, left: Vec::new(), is_by_cite };
            turn.add_names(group, 0, citation.add_names);
            left.extend(turn.left);
        }
        ambiguous = left;
    }
    if tests_condition {
        let mut left = Vec::new();
        for group in ambiguous {
            add_conditions(comparer, group, 1, &mut decisions, &mut left);
        }
        ambiguous = left;
    }
    if citation.add_year_suffix {
        decisions.to_suffix = ambiguous;
    }
    decisions
}

/// Lets conditions `disambiguate="true"` hold, one more each time, until that takes the group apart. What stays together
/// goes on from there, and is left in the end with all of them.
fn add_conditions(
    comparer: &Comparer<'_, '_>,
    group: Vec<usize>,
    from: usize,
    decisions: &mut Decisions,
    left: &mut Vec<Vec<usize>>,
) {
    let mut conditions = from;
    loop {
        for &work in &group {
            decisions.of_works[work].conditions = conditions;
        }
        let met = group.iter().map(|work| comparer.read(*work, &decisions.of_works[*work]).conditions).max();
        let parts = partition(comparer, &group, decisions);
        if parts.len() > 1 {
            for part in parts.into_iter().filter(|part| part.len() > 1) {
                add_conditions(comparer, part, conditions + 1, decisions, left);
            }
            return;
        }
        if met.unwrap_or(0) <= conditions {
            left.push(group);
            return;
        }
        conditions += 1;
    }
}

/// The groups of several works among these whose cites read the same.
fn groups(comparer: &Comparer<'_, '_>, works: &[usize], decisions: &Decisions) -> Vec<Vec<usize>> {
    partition(comparer, works, decisions).into_iter().filter(|group| group.len() > 1).collect()
}

/// These works by what their cites read, in order.
fn partition(comparer: &Comparer<'_, '_>, works: &[usize], decisions: &Decisions) -> Vec<Vec<usize>> {
    let mut places: HashMap<String, usize> = HashMap::with_capacity(works.len());
    let mut result: Vec<Vec<usize>> = Vec::new();
    let texts = parallel::map(works.len(), |index| comparer.read(works[index], &decisions.of_works[works[index]]).text);
    for (&work, text) in works.iter().zip(texts) {
        let place = *places.entry(text).or_insert_with(|| {
            result.push(Vec::new());
            result.len() - 1
        });
        result[place].push(work);
    }
    result
}

/// One group of works that read the same, on its way through the methods.
struct Turn<'t, 'e, 's> {
    comparer: &'t Comparer<'e, 's>,
    decisions: &'t mut Decisions,
    /// Groups that no method could take apart.
    left: Vec<Vec<usize>>,
    is_by_cite: bool,
}

impl Turn<'_, '_, '_> {
    /// Shows more and more names until that takes the group apart; what is still together goes on from there.
    fn add_names(&mut self, group: Vec<usize>, shown: usize, is_allowed: bool) {
        let most = if is_allowed { self.most_names(&group) } else { 0 };
        for count in shown + 1..=most {
            self.set(&group, |of_work| of_work.names_shown = count);
            let parts = partition(self.comparer, &group, self.decisions);
            if parts.len() > 1 {
                for part in parts.into_iter().filter(|part| part.len() > 1) {
                    self.add_names(part, count, is_allowed);
                }
                return;
            }
        }
        self.set(&group, |of_work| of_work.names_shown = shown);
        if self.is_by_cite {
            self.add_given_names(group, 0, is_allowed);
        } else {
            self.left.push(group);
        }
    }

    /// Shows given names, of one name after the other, until that takes the group apart.
    fn add_given_names(&mut self, group: Vec<usize>, from: usize, adds_names: bool) {
        let lists = self.lists(&group);
        let places: Vec<(usize, usize)> =
            lists.iter().enumerate().flat_map(|(list, count)| (0..*count).map(move |name| (list, name))).collect();
        for (index, &place) in places.iter().enumerate().skip(from) {
            let before: Vec<_> = group.iter().map(|work| self.decisions.of_works[*work].clone()).collect();
            for level in [GivenNames::Initials, GivenNames::Full] {
                self.set(&group, |of_work| {
                    of_work.given_names.retain(|(at, _)| *at != place);
                    of_work.given_names.push((place, level));
                    if adds_names {
                        of_work.names_shown = of_work.names_shown.max(place.1 + 1);
                    }
                });
                let parts = partition(self.comparer, &group, self.decisions);
                if parts.len() > 1 {
                    for part in parts.into_iter().filter(|part| part.len() > 1) {
                        self.add_given_names(part, index, adds_names);
                    }
                    return;
                }
            }
            for (&work, before) in group.iter().zip(before) {
                self.decisions.of_works[work] = before;
            }
        }
        self.left.push(group);
    }

    fn set(&mut self, group: &[usize], change: impl Fn(&mut Disambiguation)) {
        for &work in group {
            change(&mut self.decisions.of_works[work]);
        }
    }

    fn most_names(&self, group: &[usize]) -> usize {
        self.lists(group).into_iter().max().unwrap_or(0)
    }

    /// The lengths of the lists of names that the group's cites show, the longest of each place.
    fn lists(&self, group: &[usize]) -> Vec<usize> {
        let mut longest: Vec<usize> = Vec::new();
        for &work in group {
            let lengths = self.comparer.read(work, &self.decisions.of_works[work]).list_lengths;
            longest.resize(longest.len().max(lengths.len()), 0);
            for (longest, length) in longest.iter_mut().zip(lengths) {
                *longest = (*longest).max(length);
            }
        }
        longest
    }
}
