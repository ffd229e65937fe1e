//! Joins the cites of a citation: groups those of the same authors, and collapses years, suffixes and numbers (CSL
//! 1.0.2, "Cite Grouping" and "Cite Collapsing").

use std::collections::HashMap;

use crate::csl::eval::Engine;
use crate::csl::number::{year_suffix, year_suffix_index};
use crate::csl::output::{Branch, Finish, Node, Role, plain, plain_branch};
use crate::csl::style::ir::Collapse;

/// A cite, rendered.
#[derive(Debug, Clone)]
pub(in crate::csl) struct Rendered<'a> {
    pub node: Node<'a>,
    /// The text that the author of the document puts before and after it.
    pub prefix: Option<Node<'a>>,
    pub suffix: Option<Node<'a>>,
    pub citation_number: Option<usize>,
}

impl Rendered<'_> {
    /// Whether it can be a part of a range: nothing stands between it and its neighbours. A locator that the style does
    /// not print does not count.
    fn is_plain(&self) -> bool {
        self.prefix.is_none() && self.suffix.is_none() && self.node.find(Role::Locator).is_none()
    }

    /// The number that is shown, if nothing else is: a range shows only its ends (CSL 1.0.2, "Cite Collapsing": numbers
    /// "rendered through the `citation-number` variable").
    fn number_alone(&self, engine: &Engine<'_>) -> Option<usize> {
        let shown = self.node.find(Role::CitationNumber)?;
        let letters = |text: String| text.chars().filter(|character| character.is_alphanumeric()).count();
        let finish = Finish { locale: engine.locale };
        let is_alone = self.is_plain() && letters(plain(&self.node, finish)) == letters(plain_branch(shown, finish));
        self.citation_number.filter(|_| is_alone)
    }
}

/// Returns the cites with their delimiters, in order.
pub(in crate::csl) fn join_cites<'a>(cites: Vec<Rendered<'a>>, engine: &Engine<'a>) -> Vec<Node<'a>> {
    let citation = &engine.program.citation;
    let delimiter = citation.layout.delimiter.as_str();
    let is_shown = |cite: &Rendered<'_>| !cite.node.is_empty() || cite.prefix.is_some() || cite.suffix.is_some();
    let cites: Vec<Rendered<'a>> = cites.into_iter().filter(is_shown).collect();
    if cites.len() <= 1 {
        return with_delimiters(cites, delimiter);
    }
    if citation.collapse == Some(Collapse::CitationNumber) {
        return join_numbers(cites, engine);
    }
    let collapses_years = citation.collapse.is_some();
    if citation.cite_group_delimiter.is_none() && !collapses_years {
        return with_delimiters(cites, delimiter);
    }
    // If cites are in the text, years of one author are separated by commas.
    let is_in_text = collapses_years && !engine.program.is_note;
    let within = citation.cite_group_delimiter.as_deref().unwrap_or(if is_in_text { ", " } else { delimiter });
    let after_collapse = citation.after_collapse_delimiter.as_deref().unwrap_or(delimiter);
    let groups = grouped(cites, engine, citation.sort.is_empty());
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let mut was_collapsed = false;
    for group in groups {
        if !nodes.is_empty() {
            nodes.push(Node::text(if was_collapsed { after_collapse } else { delimiter }));
        }
        was_collapsed = group.len() > 1 && collapses_years;
        nodes.extend(join_group(group, engine, within));
    }
    nodes
}

/// Groups cites with the same names. In a style that sorts cites, they move to the position of the first of them; in
/// other styles only neighbours form a group.
fn grouped<'a>(cites: Vec<Rendered<'a>>, engine: &Engine<'a>, only_neighbours: bool) -> Vec<Vec<Rendered<'a>>> {
    let mut groups: Vec<Vec<Rendered<'a>>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for cite in cites {
        // Cites without names have nothing in common.
        let names = names_of(&cite.node, engine);
        let last = groups.len().checked_sub(1);
        let place = names.as_ref().and_then(|names| places.get(names).copied());
        match place.filter(|place| !only_neighbours || Some(*place) == last) {
            Some(place) => groups[place].push(cite),
            None => {
                places.extend(names.map(|names| (names, groups.len())));
                groups.push(vec![cite]);
            }
        }
    }
    groups
}

/// The names of a cite. A cite without names has something else in their place, such as the title, and is in no group;
/// `None`. Years alone are those of the authors named in the text.
fn names_of(node: &Node<'_>, engine: &Engine<'_>) -> Option<String> {
    let finish = Finish { locale: engine.locale };
    if let Some(names) = node.find(Role::Names) {
        return Some(plain_branch(names, finish));
    }
    let mut rest = node.clone();
    rest.prune(&mut |branch| matches!(branch.role, Role::Date | Role::Year | Role::YearSuffix | Role::Locator));
    (!plain(&rest, finish).contains(char::is_alphanumeric)).then(String::new)
}

fn join_group<'a>(group: Vec<Rendered<'a>>, engine: &Engine<'a>, within: &'a str) -> Vec<Node<'a>> {
    let citation = &engine.program.citation;
    let Some(collapse) = citation.collapse.filter(|_| group.len() > 1) else {
        return with_delimiters(group, within);
    };
    let suffix_delimiter = citation
        .year_suffix_delimiter
        .as_deref()
        .or(citation.cite_group_delimiter.as_deref())
        .unwrap_or(&citation.layout.delimiter);
    let collapses_suffixes = matches!(collapse, Collapse::YearSuffix | Collapse::YearSuffixRanged);
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let mut year_before: Option<String> = None;
    let mut has_locator_before = false;
    let mut run: Vec<(Node<'a>, String)> = Vec::new();
    let is_ranged = collapse == Collapse::YearSuffixRanged;
    for (index, mut cite) in group.into_iter().enumerate() {
        let year = year_of(&cite.node, engine);
        let suffix = cite.node.find(Role::YearSuffix).cloned();
        let is_plain = cite.is_plain();
        let continues =
            collapses_suffixes && index > 0 && is_plain && suffix.is_some() && year.is_some() && year == year_before;
        if index > 0 {
            remove_names(&mut cite.node);
        }
        if continues && let Some(suffix) = suffix {
            let finish = Finish { locale: engine.locale };
            let node = Node::branch(suffix);
            let letters = plain(&node, finish);
            run.push((node, letters));
            continue;
        }
        flush_run(&mut run, &mut nodes, suffix_delimiter, is_ranged);
        if index > 0 {
            // Behind a locator, a comma would join it with the next year: "(Doe 1999, 22; 2001)", as in CMOS.
            let after_locator = citation.after_collapse_delimiter.as_deref().filter(|_| has_locator_before);
            nodes.push(Node::text(after_locator.unwrap_or(within)));
        }
        has_locator_before = cite.node.find(Role::Locator).is_some();
        let letters = suffix.map(|suffix| plain_branch(&suffix, Finish { locale: engine.locale }));
        year_before = if is_plain { year } else { None };
        let node = whole(cite);
        if let Some(letters) = letters.filter(|_| collapses_suffixes && is_plain) {
            // The cite at which a run of suffixes starts.
            run.push((node, letters));
        } else {
            nodes.push(node);
        }
    }
    flush_run(&mut run, &mut nodes, suffix_delimiter, is_ranged);
    nodes
}

/// Writes a cite and the suffixes that follow it: "1999a, b", or as a range if there are three or more, "1999a–c".
fn flush_run<'a>(run: &mut Vec<(Node<'a>, String)>, nodes: &mut Vec<Node<'a>>, delimiter: &'a str, is_ranged: bool) {
    let mut rest = std::mem::take(run).into_iter().peekable();
    let mut is_first = true;
    while let Some((node, letters)) = rest.next() {
        if !is_first {
            nodes.push(Node::text(delimiter));
        }
        is_first = false;
        nodes.push(node);
        if !is_ranged {
            continue;
        }
        let mut last = None;
        let mut count = 1;
        let mut previous = letters;
        while let Some((_, letters)) = rest.peek() {
            if next_letters(&previous) != *letters {
                break;
            }
            previous = letters.clone();
            count += 1;
            let Some(taken) = rest.next() else { break };
            last = Some(taken.0);
        }
        match last {
            Some(node) if count >= 3 => nodes.extend([Node::text("–"), node]),
            Some(node) => nodes.extend([Node::text(delimiter), node]),
            None => {}
        }
    }
}

fn next_letters(letters: &str) -> String {
    year_suffix(year_suffix_index(letters).map_or(0, |index| index + 1))
}

fn year_of(node: &Node<'_>, engine: &Engine<'_>) -> Option<String> {
    let mut date = node.find(Role::Date).or_else(|| node.find(Role::Year)).map(|date| Node::branch(date.clone()))?;
    date.prune(&mut |branch| branch.role == Role::YearSuffix);
    let text = plain(&date, Finish { locale: engine.locale });
    (!text.is_empty()).then_some(text)
}

/// Removes the names of a cite.
pub(in crate::csl) fn remove_names(node: &mut Node<'_>) {
    let mut is_done = false;
    node.prune(&mut |branch| {
        let is_names = !is_done && branch.role == Role::Names;
        is_done |= is_names;
        is_names
    });
}

/// Collapses three or more consecutive numbers into a range.
fn join_numbers<'a>(cites: Vec<Rendered<'a>>, engine: &Engine<'a>) -> Vec<Node<'a>> {
    let delimiter = engine.program.citation.layout.delimiter.as_str();
    let after = engine.program.citation.after_collapse_delimiter.as_deref();
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let mut cites = cites.into_iter().peekable();
    let mut was_range = false;
    while let Some(first) = cites.next() {
        if !nodes.is_empty() {
            nodes.push(Node::text(if was_range { after.unwrap_or(delimiter) } else { delimiter }));
        }
        was_range = false;
        let mut row = vec![first];
        while let (Some(last), Some(next)) = (row.last(), cites.peek()) {
            let numbers = last.number_alone(engine).zip(next.number_alone(engine));
            if numbers.is_none_or(|(last, next)| next != last + 1) {
                break;
            }
            row.extend(cites.next());
        }
        if row.len() >= 3 {
            was_range = true;
            let last = row.pop();
            nodes.push(whole(row.remove(0)));
            nodes.push(Node::text("–"));
            nodes.extend(last.map(whole));
        } else {
            nodes.extend(with_delimiters(row, delimiter));
        }
    }
    nodes
}

/// The delimiter between a cite that ends with that character and another one: nothing if the prefix of the other one
/// starts with punctuation, and a space if the first one ends with a comma or a full stop that the author of the
/// document wrote.
fn between<'a>(before: Option<char>, cite: &Rendered<'a>, delimiter: &'a str) -> Node<'a> {
    let starts_with_punctuation =
        cite.prefix.as_ref().and_then(first_character).is_some_and(|first| matches!(first, ',' | '.' | ';' | ':'));
    if starts_with_punctuation {
        return Node::text("");
    }
    let ends_with_punctuation = before.is_some_and(|last| matches!(last, ',' | '.' | ';' | ':' | '!' | '?'));
    Node::text(if ends_with_punctuation { " " } else { delimiter })
}

fn first_character(node: &Node<'_>) -> Option<char> {
    match node {
        Node::Text(text) => text.chars().next(),
        Node::Math(_) | Node::Code(_) => None,
        Node::Branch(branch) => branch.children.first().and_then(first_character),
    }
}

fn last_character(node: &Node<'_>) -> Option<char> {
    match node {
        Node::Text(text) => text.trim_end().chars().next_back(),
        Node::Math(_) | Node::Code(_) => None,
        Node::Branch(branch) => branch.children.last().and_then(last_character),
    }
}

/// A cite with its prefix and suffix.
fn whole(cite: Rendered<'_>) -> Node<'_> {
    if cite.prefix.is_none() && cite.suffix.is_none() {
        return cite.node;
    }
    let children = cite.prefix.into_iter().chain([cite.node]).chain(cite.suffix).collect();
    Node::branch(Branch { children, ..Branch::default() })
}

fn with_delimiters<'a>(cites: Vec<Rendered<'a>>, delimiter: &'a str) -> Vec<Node<'a>> {
    let mut result = Vec::new();
    // The last character of the previous cite, if there is one.
    let mut before: Option<Option<char>> = None;
    for cite in cites {
        if let Some(last) = before {
            result.push(between(last, &cite, delimiter));
        }
        before = Some(cite.suffix.as_ref().and_then(last_character));
        result.push(whole(cite));
    }
    result
}
