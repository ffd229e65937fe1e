//! The works of a document: their order, their numbers, and the disambiguation of their cites.

use super::disambiguate::{Comparer, Decisions, disambiguate};
use super::eval::{Area, Cite, Disambiguation, Engine, Evaluation};
use super::item::Item;
use super::names::{Everywhere, People};
use super::number::year_suffix;
use super::output::Finish;
use super::parallel::Threads;
use super::sort::Sorter;
use super::style::ir::GivenNameRule;
use super::unprinted::UnprintedWorks;
use super::{Order, ReferenceOptions, Uncited};
use crate::model::{Citation, CitedRecord};

/// The works of a document and the decisions for them.
pub(super) struct Works<'a> {
    pub items: Vec<Item<'a>>,
    pub decided: Decided,
    /// Collects those for which the style prints nothing.
    pub unprinted: UnprintedWorks,
}

/// The decisions for the works of a document, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Decided {
    /// The order of the list of references.
    pub order: Vec<usize>,
    /// By work: the position in the list of references, from 1.
    pub numbers: Vec<Option<usize>>,
    pub year_suffixes: Vec<Option<String>>,
    pub decisions: Decisions,
    pub everywhere: Everywhere,
}

/// Orders the works of a document and disambiguates them. Citations refer to works by their index.
pub(super) fn decide<'a>(
    engine: &'a Engine<'_>,
    items: &[Item<'a>],
    citations: &[Citation],
    options: &ReferenceOptions<'_>,
) -> Decided {
    let mut order = registered(items.len(), citations);
    let undecided = Disambiguation::default();
    let mut numbers: Vec<Option<usize>> = vec![None; items.len()];
    number(&order, &mut numbers);
    let threads = options.threads;
    let everywhere = everywhere(engine, items, &numbers, threads);
    if options.order == Order::Style
        && let Some(bibliography) = engine.program.bibliography.as_ref().filter(|area| !area.sort.is_empty())
    {
        let names = &bibliography.layout.names;
        let sorter = Sorter::new(engine, &bibliography.sort, names, &everywhere, threads);
        sorter.sort(&mut order, |work| Cite::alone(items[work], Area::Bibliography, numbers[work], None, &undecided));
        number(&order, &mut numbers);
    }
    let decisions =
        disambiguate(&Comparer { engine, items, everywhere: &everywhere, citation_numbers: &numbers, threads });
    let mut year_suffixes = vec![None; items.len()];
    let mut rank = vec![0; items.len()];
    for (place, &work) in order.iter().enumerate() {
        rank[work] = place;
    }
    for group in &decisions.to_suffix {
        let mut group = group.clone();
        group.sort_by_key(|work| rank[*work]);
        for (index, work) in group.into_iter().enumerate() {
            year_suffixes[work] = Some(year_suffix(index));
        }
    }
    Decided { order, numbers, year_suffixes, decisions, everywhere }
}

/// Returns the records that are used in a document, by index and in their order; `None` if all of them are.
pub(super) fn used(count: usize, citations: &[Citation], uncited: Uncited<'_>) -> Option<Vec<usize>> {
    let mut is_used = vec![false; count];
    let mut mark = |record: usize| {
        if let Some(is_used) = is_used.get_mut(record) {
            *is_used = true;
        }
    };
    let mut cited = citations.iter().flat_map(|citation| &citation.cites).map(|cite| cite.record).peekable();
    match uncited {
        Uncited::All => return None,
        Uncited::LeftOut if cited.peek().is_none() => return None,
        Uncited::LeftOut => {}
        Uncited::These(records) => records.iter().for_each(|record| mark(*record)),
    }
    cited.for_each(&mut mark);
    if is_used.iter().all(|is_used| *is_used) {
        return None;
    }
    Some((0..count).filter(|record| is_used[*record]).collect())
}

/// A citation with indices into the works of the document instead of the list of records. Indices without a record are
/// left out.
pub(super) fn of_works(citation: &Citation, places: &[Option<usize>]) -> Citation {
    let cites = citation.cites.iter().filter_map(|cite| {
        let record = places.get(cite.record).copied().flatten()?;
        Some(CitedRecord { record, ..cite.clone() })
    });
    Citation { cites: cites.collect(), ..citation.clone() }
}

/// The works in the order in which they are cited, then the uncited ones.
fn registered(count: usize, citations: &[Citation]) -> Vec<usize> {
    let mut is_known = vec![false; count];
    let mut order = Vec::with_capacity(count);
    let cited = citations.iter().flat_map(|citation| &citation.cites).map(|cite| cite.record);
    for work in cited.chain(0..count) {
        if is_known.get(work) == Some(&false) {
            is_known[work] = true;
            order.push(work);
        }
    }
    order
}

fn number(order: &[usize], numbers: &mut [Option<usize>]) {
    for (place, &work) in order.iter().enumerate() {
        numbers[work] = Some(place + 1);
    }
}

/// Decides about given names that are shown in all cites.
fn everywhere<'a>(
    engine: &'a Engine<'_>,
    items: &[Item<'a>],
    numbers: &[Option<usize>],
    threads: Threads,
) -> Everywhere {
    let citation = &engine.program.citation;
    let Some(rule) = citation.add_given_names.filter(|rule| *rule != GivenNameRule::ByCite) else {
        return Everywhere::new();
    };
    let undecided = Disambiguation::default();
    let shares = threads.map_ranges(items.len(), |range| {
        let mut people = People::new(rule);
        for work in range {
            let cite = Cite::alone(items[work], Area::Citation, numbers[work], None, &undecided);
            let engine = engine.of(items[work]);
            let layout = &engine.program.citation.layout;
            let mut evaluation = Evaluation::new(engine, cite, &layout.names);
            evaluation.people = Some(people);
            evaluation.elements(&layout.elements);
            people = evaluation.people.unwrap_or_else(|| People::new(rule));
        }
        people
    });
    let mut shares = shares.into_iter();
    let mut people = shares.next().unwrap_or_else(|| People::new(rule));
    shares.for_each(|share| people.extend(share));
    people.given_names(Finish { locale: engine.locale }, threads)
}
