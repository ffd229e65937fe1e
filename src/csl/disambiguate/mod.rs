//! Distinguishes cites that would read the same (CSL 1.0.2, "Disambiguation").
//!
//! Works are grouped by the text of their cites. For each group of several works, the methods that the style allows are
//! tried in turn: given names, more names, the condition `disambiguate`, and finally suffixes to the years. Only the
//! cites of such groups are rendered again. Given names that distinguish people wherever they are cited come first.

use std::collections::HashMap;

use super::eval::{Area, Cite, Disambiguation, Engine, Evaluation, ListOfNames};
use super::item::Item;
use super::names::{Everywhere, GivenNames};
use super::output::{Finish, Node, plain};
use super::parallel::Threads;
use super::style::ir::GivenNameRule;
use crate::model::CitePosition as Position;

/// The decisions for the works of a document, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Decisions {
    pub of_works: Vec<Disambiguation>,
    /// Groups of works that need suffixes to their years.
    pub to_suffix: Vec<Vec<usize>>,
}

/// The text of a cite, for comparison with others.
#[derive(Default)]
struct Reading {
    text: String,
    /// Its lists of names, in the order of occurrence.
    lists: Vec<ListOfNames>,
    /// The number of conditions `disambiguate="true"` that were evaluated.
    conditions: usize,
}

/// Renders cites to compare them.
pub(super) struct Comparer<'e, 's> {
    pub engine: &'e Engine<'s>,
    pub items: &'e [Item<'e>],
    pub everywhere: &'e Everywhere,
    /// By work; styles with numbers are never ambiguous because of them.
    pub citation_numbers: &'e [Option<usize>],
    pub threads: Threads,
}

impl<'s: 'e, 'e> Comparer<'e, 's> {
    /// Renders the cite of a work.
    fn read(&self, work: usize, disambiguation: &Disambiguation) -> Reading {
        let Some(&item) = self.items.get(work) else { return Reading::default() };
        let number = self.citation_numbers.get(work).copied().flatten();
        let cite = Cite {
            position: Position::Subsequent,
            near_note: true,
            ..Cite::alone(item, Area::Citation, number, None, disambiguation)
        };
        let engine = self.engine.of(item);
        let layout = &engine.program.citation.layout;
        let mut evaluation = Evaluation::new(engine, cite, &layout.names);
        evaluation.given_names = Some(self.everywhere);
        evaluation.is_compared = true;
        let node = Node::group(evaluation.elements(&layout.elements));
        Reading {
            text: plain(&node, Finish { locale: engine.locale }),
            lists: evaluation.lists_seen().to_vec(),
            conditions: evaluation.conditions_met.get(),
        }
    }
}

/// Decides how the cites of all works are distinguished.
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
            let mut turn = Turn {
                comparer,
                decisions: &mut decisions,
                left: Vec::new(),
                adds_names: citation.add_names,
                adds_given_names: is_by_cite,
            };
            turn.tell_apart(group, None);
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

/// Makes conditions `disambiguate="true"` true, one more each time, until this splits the group. Works that stay
/// together continue from there, and in the end keep all of the conditions.
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

/// Groups these works by the text of their cites, in order.
fn partition(comparer: &Comparer<'_, '_>, works: &[usize], decisions: &Decisions) -> Vec<Vec<usize>> {
    let mut places: HashMap<String, usize> = HashMap::with_capacity(works.len());
    let mut result: Vec<Vec<usize>> = Vec::new();
    let texts =
        comparer.threads.map(works.len(), |index| comparer.read(works[index], &decisions.of_works[works[index]]).text);
    for (&work, text) in works.iter().zip(texts) {
        let place = *places.entry(text).or_insert_with(|| {
            result.push(Vec::new());
            result.len() - 1
        });
        result[place].push(work);
    }
    result
}

/// A step in distinguishing the works of a group, in the order in which steps are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    /// The minimum number of names shown; 0 for the number that the style shows.
    names_shown: usize,
    /// The list of names and the index in it whose given names are shown, and how; `None` for a step that adds a name.
    given_names: Option<((usize, usize), GivenNames)>,
}

/// Applies the methods for names to a group of works that read the same: first the given names of the names that are
/// shown, then further names one by one, each of them with its given names (CSL 1.0.2, "Disambiguation").
struct Turn<'t, 'e, 's> {
    comparer: &'t Comparer<'e, 's>,
    decisions: &'t mut Decisions,
    /// Groups that no method could split.
    left: Vec<Vec<usize>>,
    adds_names: bool,
    adds_given_names: bool,
}

impl Turn<'_, '_, '_> {
    /// Tries one step after the other until one splits the group. That step is kept, and works that are still together
    /// continue from there.
    fn tell_apart(&mut self, group: Vec<usize>, from: Option<Step>) {
        let before: Vec<Disambiguation> = group.iter().map(|work| self.decisions.of_works[*work].clone()).collect();
        for step in self.steps(&group).into_iter().filter(|step| from.is_none_or(|from| *step > from)) {
            for &work in &group {
                let of_work = &mut self.decisions.of_works[work];
                of_work.names_shown = of_work.names_shown.max(step.names_shown);
                if let Some((place, given_names)) = step.given_names {
                    of_work.given_names.retain(|(at, _)| *at != place);
                    of_work.given_names.push((place, given_names));
                }
            }
            let parts = partition(self.comparer, &group, self.decisions);
            if parts.len() > 1 {
                for part in parts.into_iter().filter(|part| part.len() > 1) {
                    self.tell_apart(part, Some(step));
                }
                return;
            }
            for (&work, before) in group.iter().zip(&before) {
                self.decisions.of_works[work].clone_from(before);
            }
        }
        self.left.push(group);
    }

    /// The possible steps for a group, in order.
    fn steps(&self, group: &[usize]) -> Vec<Step> {
        let lists = self.lists(group);
        let most = lists.iter().map(|list| list.length).max().unwrap_or(0);
        let levels: &[GivenNames] = if self.adds_given_names { &[GivenNames::Initials, GivenNames::Full] } else { &[] };
        let mut steps = Vec::new();
        let expand = |names_shown: usize, place: (usize, usize), steps: &mut Vec<Step>| {
            steps.extend(levels.iter().map(|level| Step { names_shown, given_names: Some((place, *level)) }));
        };
        for (index, list) in lists.iter().enumerate() {
            (0..list.shown).for_each(|name| expand(0, (index, name), &mut steps));
        }
        for names_shown in 1..=if self.adds_names { most } else { 0 } {
            let hides = |list: &ListOfNames| list.shown < names_shown && names_shown <= list.length;
            if lists.iter().any(hides) {
                steps.push(Step { names_shown, given_names: None });
            }
            for (index, _) in lists.iter().enumerate().filter(|(_, list)| hides(list)) {
                expand(names_shown, (index, names_shown - 1), &mut steps);
            }
        }
        steps
    }

    /// The lists of names in the group's cites, the longest at each position.
    fn lists(&self, group: &[usize]) -> Vec<ListOfNames> {
        let undecided = Disambiguation::default();
        let mut longest: Vec<ListOfNames> = Vec::new();
        for &work in group {
            let conditions = self.decisions.of_works[work].conditions;
            let lists = self.comparer.read(work, &Disambiguation { conditions, ..undecided.clone() }).lists;
            longest.resize(longest.len().max(lists.len()), ListOfNames::default());
            for (longest, list) in longest.iter_mut().zip(lists) {
                longest.length = longest.length.max(list.length);
                longest.shown = longest.shown.max(list.shown);
            }
        }
        longest
    }
}
