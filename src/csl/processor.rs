//! Runs a style over a document: orders the works, tells their cites apart, renders citations and references.
//!
//! The phases, in order: the works are put in the order of the style and numbered; given names are decided for the whole
//! document; ambiguous cites are told apart; cites get their places; citations are rendered, their cites sorted, grouped
//! and collapsed; references are rendered, and authors that repeat are replaced.

use std::collections::HashMap;

use super::bibliography;
use super::cite::{LocatorValue, Places, Rendered, join_cites, places};
use super::disambiguate::{Comparer, Decisions, Everywhere, People, disambiguate, year_suffix};
use super::eval::{Area, Cite, Disambiguation, Engine, Evaluation};
use super::item::Item;
use super::output::{Branch, Finish, Node, Role, field, finish};
use super::parallel::Threads;
use super::sort::Sorter;
use super::style::ir::GivenNameRule;
use super::{Links, NamesShown, Order, ReferenceOptions};
use crate::markup::References;
use crate::model::{Citation, CiteForm, CitePosition as Position, CitedRecord, Record, Text};

/// What stands where a style prints nothing of a work. Processors of CSL have this text in common.
pub(super) const NO_PRINTED_FORM: &str = "[CSL STYLE ERROR: reference with no printed form.]";

/// Everything that a style makes of a document.
pub(super) struct Processed {
    /// By citation.
    pub citations: Vec<Text>,
    /// `None` when the style has no bibliography.
    pub references: Option<References>,
}

/// The works of a document and what is decided for them.
pub(super) struct Works<'a> {
    pub items: Vec<Item<'a>>,
    pub decided: Decided,
}

/// What is decided for the works of a document, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Decided {
    /// The order of the list of references.
    pub order: Vec<usize>,
    /// By work; the place in the list of references, from 1.
    pub numbers: Vec<Option<usize>>,
    pub year_suffixes: Vec<Option<String>>,
    pub decisions: Decisions,
    pub everywhere: Everywhere,
}

/// Formats the citations and the list of references of a document. Citations name records by their index.
pub(super) fn process(
    engine: &Engine<'_>,
    records: &[Record],
    citations: &[Citation],
    options: &ReferenceOptions<'_>,
) -> Processed {
    let items: Vec<Item<'_>> = records.iter().map(Item::new).collect();
    let decided = decide(engine, &items, citations, options);
    let works = Works { items, decided };
    let places = places(citations, engine.program.citation.near_note_distance);
    let rendered = options
        .threads
        .map(citations.len(), |index| render_citation(engine, &works, &citations[index], &places[index], options));
    let references = engine
        .program
        .bibliography
        .as_ref()
        .map(|bibliography| bibliography::render(engine, bibliography, &works, options));
    Processed { citations: rendered, references }
}

/// Puts the works of a document in order and tells them apart. Citations name works by their index.
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
        sorter.sort(&mut order, |work| alone(items[work], Area::Bibliography, numbers[work], None, &undecided));
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

/// The works in the order in which they are cited, then those that are not.
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

/// A work by itself, cited for the first time.
pub(super) fn alone<'a>(
    item: Item<'a>,
    area: Area,
    citation_number: Option<usize>,
    year_suffix: Option<&'a str>,
    disambiguation: &'a Disambiguation,
) -> Cite<'a> {
    Cite {
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

/// Given names that are shown in all cites.
fn everywhere<'a>(
    engine: &'a Engine<'_>,
    items: &[Item<'a>],
    numbers: &[Option<usize>],
    threads: Threads,
) -> Everywhere {
    let citation = &engine.program.citation;
    let Some(rule) = citation.add_given_names.filter(|rule| *rule != GivenNameRule::ByCite) else {
        return HashMap::new();
    };
    let undecided = Disambiguation::default();
    let shares = threads.map_ranges(items.len(), |range| {
        let mut people = People::new(rule);
        for work in range {
            let cite = alone(items[work], Area::Citation, numbers[work], None, &undecided);
            let mut evaluation = Evaluation::new(engine, cite, &citation.layout.names);
            evaluation.people = Some(people);
            evaluation.elements(&citation.layout.elements);
            people = evaluation.people.unwrap_or_else(|| People::new(rule));
        }
        people
    });
    let mut shares = shares.into_iter();
    let mut people = shares.next().unwrap_or_else(|| People::new(rule));
    shares.for_each(|share| people.extend(share));
    people.given_names(Finish { locale: engine.locale }, threads)
}

/// Whether a cite of a note begins with a capital letter: the first one, unless words stand before it; and one behind
/// words that end a sentence.
fn starts_sentence(place: usize, cite: &CitedRecord) -> bool {
    let prefix = cite.prefix.to_plain();
    let prefix = prefix.trim_end_matches(['”', '"', '’', '\'', '“', ' ']);
    if prefix.is_empty() {
        return place == 0;
    }
    prefix.ends_with(['.', '!', '?']) && prefix.contains(' ')
}

/// What the author of a document puts before or after a cite.
fn affix(text: &Text) -> Option<Node<'_>> {
    (!text.is_empty()).then(|| Node::group(field(text.inlines())))
}

/// A citation of these works, whose cites stand at these places.
pub(super) fn render_citation(
    engine: &Engine<'_>,
    works: &Works<'_>,
    citation: &Citation,
    places: &[Places],
    options: &ReferenceOptions<'_>,
) -> Text {
    let layout = &engine.program.citation.layout;
    let locators: Vec<Option<LocatorValue>> = citation
        .cites
        .iter()
        .map(|cite| {
            let (label, value) = cite.locator.as_ref()?;
            Some(LocatorValue::new(label, value))
        })
        .collect();
    // The cites of works that there are.
    let mut order: Vec<usize> =
        (0..citation.cites.len()).filter(|&index| citation.cites[index].record < works.items.len()).collect();
    let cite = |index: usize| {
        let work = citation.cites[index].record;
        let place = places.get(index).copied().unwrap_or_default();
        Cite {
            locator: locators[index].as_ref(),
            position: place.position,
            near_note: place.near_note,
            first_note: place.first_note,
            links: options.links,
            name_marks: options.name_marks,
            names_shown: options.names_shown,
            ..alone(
                works.items[work],
                Area::Citation,
                works.decided.numbers[work],
                works.decided.year_suffixes[work].as_deref(),
                &works.decided.decisions.of_works[work],
            )
        }
    };
    if order.len() > 1 && !engine.program.citation.sort.is_empty() && !citation.is_in_order {
        let everywhere = &works.decided.everywhere;
        let sorter = Sorter::new(engine, &engine.program.citation.sort, &layout.names, everywhere, options.threads);
        sorter.sort(&mut order, cite);
    }
    let rendered: Vec<Rendered<'_>> = order
        .iter()
        .enumerate()
        .map(|(place, &index)| {
            let asked = &citation.cites[index];
            let starts_sentence = engine.program.is_note && starts_sentence(place, asked);
            let cite = Cite { starts_sentence, ..cite(index) };
            let mut evaluation = Evaluation::new(engine, cite, &layout.names);
            evaluation.given_names = Some(&works.decided.everywhere);
            let mut node = Node::group(evaluation.elements(&layout.elements));
            match asked.form {
                CiteForm::Full => {}
                CiteForm::WithoutAuthor => super::cite::remove_names(&mut node),
                CiteForm::AuthorOnly => {
                    node = node.find(Role::Names).cloned().map_or(Node::group(Vec::new()), Node::branch);
                }
            }
            Rendered {
                node,
                prefix: affix(&asked.prefix),
                suffix: affix(&asked.suffix),
                has_locator: cite.locator.is_some(),
                citation_number: cite.citation_number,
            }
        })
        .collect();
    let mut children = join_cites(rendered, engine);
    if children.iter().all(Node::is_empty) && !citation.cites.is_empty() {
        children = vec![Node::text(NO_PRINTED_FORM)];
    }
    let is_author_only = citation.cites.iter().all(|cite| cite.form == CiteForm::AuthorOnly);
    let branch = if is_author_only {
        Branch { children, ..Branch::default() }
    } else {
        let inner = Branch { children, ..Branch::default().with_affixes(&layout.affixes) };
        Branch { children: vec![Node::branch(inner)], format: layout.format, ..Branch::default() }
    };
    let text = finish(&Node::branch(branch), Finish { locale: engine.locale });
    if text.is_blank() && !citation.cites.is_empty() { Text::plain(NO_PRINTED_FORM) } else { text }
}
