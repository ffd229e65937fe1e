//! The citations of a document (CSL 1.0.2, "Citation").

use std::collections::HashSet;

use super::ReferenceOptions;
use super::cite::{LocatorValue, Places, Rendered, join_cites, remove_names};
use super::eval::{Area, Cite, Engine, Evaluation};
use super::item::Item;
use super::names::is_east_asian_letter;
use super::output::{Branch, Finish, Node, Role, field, finish, plain, plain_branch};
use super::sort::Sorter;
use super::style::ir::VerticalAlign;
use super::works::Works;
use crate::model::{Citation, CitationMode, CiteForm, CitedRecord, Text};

/// Renders a citation of these works, with the positions of its cites.
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
    // The cites whose works exist.
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
            ..Cite::alone(
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
    let mut rendered: Vec<Rendered<'_>> = order
        .iter()
        .enumerate()
        .map(|(place, &index)| {
            let asked = &citation.cites[index];
            let starts_sentence = engine.program.is_note && starts_sentence(place, asked);
            let cite = Cite { starts_sentence, ..cite(index) };
            let engine = engine.of(cite.item);
            let layout = &engine.program.citation.layout;
            let mut evaluation = Evaluation::new(engine, cite, &layout.names);
            evaluation.given_names = Some(&works.decided.everywhere);
            let mut node = Node::group(evaluation.elements(&layout.elements));
            match asked.form {
                CiteForm::Full => {}
                CiteForm::WithoutAuthor => remove_names(&mut node),
                CiteForm::AuthorOnly => {
                    node = node.find(Role::Names).cloned().map_or(Node::group(Vec::new()), Node::branch);
                }
            }
            Rendered {
                node,
                prefix: prefix(&asked.prefix),
                suffix: suffix(&asked.suffix),
                citation_number: cite.citation_number,
            }
        })
        .collect();
    // What surrounds and separates the cites is of the language of the first one.
    let engine = order.first().map_or(engine, |&index| engine.of(works.items[citation.cites[index].record]));
    let layout = &engine.program.citation.layout;
    let authors = match citation.mode {
        CitationMode::Composite { .. } => authors(engine, works, &order[..order.len().min(1)], cite),
        CitationMode::AuthorOnly => authors(engine, works, &order, cite),
        CitationMode::Whole | CitationMode::WithoutAuthor => Vec::new(),
    };
    match &citation.mode {
        CitationMode::Whole => {}
        CitationMode::AuthorOnly => {
            let separate =
                |(index, authors)| [(index > 0).then(|| Node::text(layout.delimiter.as_str())), Some(authors)];
            let children = authors.into_iter().enumerate().flat_map(separate).flatten().collect();
            return finish_citation(engine, Node::group(children));
        }
        CitationMode::Composite { .. } | CitationMode::WithoutAuthor => remove_first_names(&mut rendered, engine),
    }
    let items: Vec<Item<'_>> = order.iter().map(|&index| works.items[citation.cites[index].record]).collect();
    let mut children = join_cites(rendered, engine);
    let is_empty = children.iter().all(Node::is_empty);
    match &citation.mode {
        CitationMode::Composite { .. } if is_empty => {
            return finish_citation(engine, Node::group(authors));
        }
        // The sentence has named the authors, and the style cites by nothing else.
        CitationMode::WithoutAuthor if is_empty => return Text::default(),
        _ if is_empty && !citation.cites.is_empty() => children = vec![works.unprinted.add(&items, options.unprinted)],
        _ => {}
    }
    let is_author_only = citation.cites.iter().all(|cite| cite.form == CiteForm::AuthorOnly);
    let branch = if is_author_only {
        Branch { children, ..Branch::default() }
    } else {
        let inner = Branch { children, ..Branch::default().with_affixes(&layout.affixes) };
        Branch { children: vec![Node::branch(inner)], format: layout.format, ..Branch::default() }
    };
    let node = Node::branch(branch);
    let node = match &citation.mode {
        CitationMode::Composite { infix } => {
            let is_raised = layout.format.vertical_align == Some(VerticalAlign::Sup);
            let space = if is_raised && infix.is_empty() { "" } else { " " };
            let children = authors.into_iter().chain(between(infix)).chain([Node::text(space), node]);
            Node::group(children.collect())
        }
        _ => node,
    };
    let text = finish_citation(engine, node);
    if text.is_blank() && !citation.cites.is_empty() {
        return finish_citation(engine, works.unprinted.add(&items, options.unprinted));
    }
    text
}

fn finish_citation(engine: &Engine<'_>, node: Node<'_>) -> Text {
    finish(&node, Finish { locale: engine.locale })
}

/// The authors of the cites as a part of a sentence, without repetitions, the first cite's first
/// (<https://citeproc-js.readthedocs.io/en/latest/running.html>, "Special citation forms"). APA 7, 8.17, and MLA write
/// "and" as a word there.
fn authors<'a>(
    engine: &'a Engine<'_>,
    works: &'a Works<'_>,
    order: &[usize],
    cite: impl Fn(usize) -> Cite<'a>,
) -> Vec<Node<'a>> {
    let mut known: HashSet<String> = HashSet::new();
    let mut authors = Vec::new();
    for &index in order {
        let cite = cite(index);
        let engine = engine.of(cite.item);
        let layout = &engine.program.citation.layout;
        let mut evaluation = Evaluation::new(engine, cite, &layout.names);
        evaluation.given_names = Some(&works.decided.everywhere);
        evaluation.is_narrative = true;
        let whole = Node::group(evaluation.elements(&layout.elements));
        let names = whole
            .find(Role::Names)
            .cloned()
            .map(|names| Node::branch(Branch { prefix: "".into(), suffix: "".into(), ..names }));
        let Some(names) = names.or_else(|| evaluation.names_in_sentence()) else { continue };
        let text = plain(&names, Finish { locale: engine.locale });
        if known.insert(text) {
            authors.push(names);
        }
    }
    authors
}

/// The text between the authors and the rest of a citation: it follows a space, unless it starts with a mark, as in
/// "Doe’s".
fn between(infix: &Text) -> Vec<Node<'_>> {
    let Some(first) = infix.to_plain().chars().next() else { return Vec::new() };
    let space = if first.is_alphanumeric() || matches!(first, '(' | '[' | '“' | '‘') { " " } else { "" };
    let mut nodes = field(infix.inlines());
    nodes.insert(0, Node::text(space));
    nodes
}

/// Removes the names of the first cite, which the sentence has, from all cites that have them.
fn remove_first_names(cites: &mut [Rendered<'_>], engine: &Engine<'_>) {
    let finish = Finish { locale: engine.locale };
    let names = |cite: &Rendered<'_>| cite.node.find(Role::Names).map(|names| plain_branch(names, finish));
    let Some(first) = cites.first().and_then(names) else { return };
    for cite in cites {
        if names(cite).as_ref() == Some(&first) {
            remove_names(&mut cite.node);
        }
    }
}

/// Whether a cite of a note starts with a capital letter: the first one, unless words precede it; and one after words
/// that end a sentence.
fn starts_sentence(place: usize, cite: &CitedRecord) -> bool {
    let prefix = cite.prefix.to_plain();
    let prefix = prefix.trim_end_matches(['”', '"', '’', '\'', '“', ' ']);
    if prefix.is_empty() {
        return place == 0;
    }
    prefix.ends_with(['.', '!', '?']) && prefix.contains(' ')
}

/// The text that the author of a document puts before a cite. A word or a mark at its end gets a space after it
/// (<https://citeproc-js.readthedocs.io/en/latest/running.html>, "Special citation forms"): "cf." is "cf. Le Guin".
fn prefix(text: &Text) -> Option<Node<'_>> {
    let last = text.to_plain().chars().next_back()?;
    let mut nodes = field(text.inlines());
    if is_of_spaced_word(last) || matches!(last, ')' | ']' | ',' | ';' | ':' | '.' | '!' | '?') {
        nodes.push(Node::text(" "));
    }
    Some(Node::group(nodes))
}

/// The text that the author of a document puts after a cite. A word or a bracket at its start gets a space before it.
fn suffix(text: &Text) -> Option<Node<'_>> {
    let first = text.to_plain().chars().next()?;
    let mut nodes = field(text.inlines());
    if is_of_spaced_word(first) || matches!(first, '(' | '[') {
        nodes.insert(0, Node::text(" "));
    }
    Some(Node::group(nodes))
}

/// Whether a character belongs to a word of a script that separates words by spaces.
fn is_of_spaced_word(character: char) -> bool {
    character.is_alphanumeric() && !is_east_asian_letter(character)
}
