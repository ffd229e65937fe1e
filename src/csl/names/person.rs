//! One name: which of its parts are shown, in which order (CSL 1.0.2, "Name-part Order").

use std::borrow::Cow;

use super::GivenNames;
use super::initials::{Hyphens, initials, normal_initials};
use super::particles::Parts;
use super::script::is_east_asian;
use crate::csl::output::{Branch, CaseLanguage, Node, Role, apply_case, plain_field, without_controls};
use crate::csl::style::ir::{DemoteParticle, Look, NameForm};
use crate::model::{Name, Person};

/// How names are written.
#[derive(Debug, Clone, Copy)]
pub(in crate::csl) struct NameStyle<'a> {
    pub form: NameForm,
    /// Whether the family name comes first.
    pub is_inverted: bool,
    pub initialize: bool,
    pub initialize_with: Option<&'a str>,
    pub hyphens_kept: bool,
    pub sort_separator: &'a str,
    pub demote: DemoteParticle,
    /// Whether the name is made for sorting.
    pub is_for_sorting: bool,
    pub given_names: GivenNames,
    /// The properties of the language that matter for letter case.
    pub language: CaseLanguage,
    pub family_look: Option<&'a Look>,
    pub given_look: Option<&'a Look>,
}

/// Renders a name.
pub(in crate::csl) fn name_node<'a>(name: &'a Name, style: &NameStyle<'a>) -> Node<'a> {
    match name {
        Name::Literal(literal) => literal_node(literal, style),
        Name::Person(person) => Node::with_role(Role::Name, person_nodes(person, style)),
    }
}

fn literal_node<'a>(literal: &'a str, style: &NameStyle<'a>) -> Node<'a> {
    let text = if style.is_for_sorting { without_article(literal) } else { literal };
    // It has no parts, and therefore none of the affixes of parts.
    let mut nodes = plain_field(text);
    if let Some(look) = style.family_look {
        in_font(&mut nodes, 0, look, style.language);
    }
    Node::with_role(Role::Name, nodes)
}

/// Organisations are sorted without the article at their start.
fn without_article(name: &str) -> &str {
    ["the ", "a ", "an "]
        .iter()
        .find_map(|article| {
            let start = name.get(..article.len())?;
            start.eq_ignore_ascii_case(article).then(|| &name[article.len()..])
        })
        .unwrap_or(name)
}

fn person_nodes<'a>(person: &'a Person, style: &NameStyle<'a>) -> Vec<Node<'a>> {
    let Parts { given, dropping, particle, family, suffix, comma_suffix } = Parts::of(person);
    let given = given_names(given, style);
    let is_east_asian = is_east_asian(family) && (given.is_empty() || is_east_asian(&given) || person.static_ordering);
    let in_given_font = |text: Cow<'a, str>| Part { text, look: style.given_look };
    let in_family_font = |text: &'a str| Part { text: text.into(), look: style.family_look };
    let mut nodes = Vec::with_capacity(4);
    let family_name = |nodes: &mut Vec<Node<'a>>| {
        affixed(nodes, style.family_look, |nodes| {
            if style.is_for_sorting && !particle.is_empty() {
                // As separate words: "d Or" comes before "de Or".
                let particle = particle.trim_end().trim_end_matches(is_glue);
                nodes.extend([Node::text(particle), Node::text(" "), Node::text(family)]);
            } else {
                joined(nodes, [in_family_font(particle), in_family_font(family)], style.language);
            }
        });
    };
    if style.form != NameForm::Long && style.given_names == GivenNames::AsStyle {
        family_name(&mut nodes);
        return nodes;
    }
    if is_east_asian || person.static_ordering {
        family_name(&mut nodes);
        if !given.is_empty() {
            if style.is_for_sorting {
                nodes.push(Node::text(style.sort_separator));
            } else if !is_east_asian {
                nodes.push(Node::text(" "));
            }
            affixed(&mut nodes, style.given_look, |nodes| joined(nodes, [in_given_font(given)], style.language));
        }
        return nodes;
    }
    let suffix: Cow<'a, str> = match style.initialize_with {
        Some(with) if !suffix.is_empty() => normal_initials(suffix, with).into(),
        _ => suffix.into(),
    };
    if style.is_inverted {
        let is_demoted = match style.demote {
            DemoteParticle::Never => false,
            DemoteParticle::SortOnly => style.is_for_sorting,
            DemoteParticle::DisplayAndSort => true,
        };
        let demoted = if is_demoted { particle } else { "" };
        if is_demoted {
            affixed(&mut nodes, style.family_look, |nodes| joined(nodes, [in_family_font(family)], style.language));
        } else {
            family_name(&mut nodes);
        }
        behind_separator(&mut nodes, style.sort_separator, |nodes| {
            let after = [in_given_font(given), in_given_font(dropping.into()), in_family_font(demoted)];
            affixed(nodes, style.given_look, |nodes| joined(nodes, after, style.language));
        });
        behind_separator(&mut nodes, style.sort_separator, |nodes| push_words(suffix, nodes));
        return nodes;
    }
    // The affixes of the family name surround its particles and the suffix; those of the given names surround only
    // these.
    let has_given = !given.is_empty();
    affixed(&mut nodes, style.given_look, |nodes| joined(nodes, [in_given_font(given)], style.language));
    if has_given {
        nodes.push(Node::text(" "));
    }
    affixed(&mut nodes, style.family_look, |nodes| {
        let behind = [in_given_font(dropping.into()), in_family_font(particle), in_family_font(family)];
        joined(nodes, behind, style.language);
        if !suffix.is_empty() {
            nodes.push(Node::text(if comma_suffix { ", " } else { " " }));
            push_words(suffix, nodes);
        }
    });
    nodes
}

/// A part of a name, with the style's font and letter case for it.
struct Part<'a> {
    text: Cow<'a, str>,
    look: Option<&'a Look>,
}

/// Adds parts with spaces between them, except after an apostrophe or a hyphen.
fn joined<'a, const COUNT: usize>(nodes: &mut Vec<Node<'a>>, parts: [Part<'a>; COUNT], language: CaseLanguage) {
    let mut glues = true;
    for Part { text, look } in parts.into_iter().filter(|part| !part.text.is_empty()) {
        if !glues {
            nodes.push(Node::text(" "));
        }
        glues = text.ends_with(is_glue);
        let start = nodes.len();
        push_words(text, nodes);
        if let Some(look) = look {
            in_font(nodes, start, look, language);
        }
    }
}

/// Adds what is not empty after a separator.
fn behind_separator<'a>(nodes: &mut Vec<Node<'a>>, separator: &'a str, add: impl FnOnce(&mut Vec<Node<'a>>)) {
    let before = nodes.len();
    nodes.push(Node::text(separator));
    add(nodes);
    if nodes[before + 1..].iter().all(Node::is_empty) {
        nodes.truncate(before);
    }
}

/// The given names in the requested form.
fn given_names<'a>(given: &'a str, style: &NameStyle<'_>) -> Cow<'a, str> {
    if given.is_empty() || style.given_names == GivenNames::Full {
        return apostrophes(given.into());
    }
    let Some(with) = style.initialize_with else { return apostrophes(given.into()) };
    if is_east_asian(given) {
        return given.into();
    }
    let hyphens = if style.hyphens_kept { Hyphens::Kept } else { Hyphens::Dropped };
    if style.initialize {
        apostrophes(initials(given, with, hyphens).into())
    } else {
        apostrophes(normal_initials(given, with).into())
    }
}

fn apostrophes(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\'') { text.replace('\'', "’").into() } else { text }
}

/// Adds a part of a name, with typographic apostrophes and its markup, if it has any.
fn push_words<'a>(text: Cow<'a, str>, nodes: &mut Vec<Node<'a>>) {
    if text.contains(['<', '"']) {
        nodes.extend(plain_field(text));
    } else {
        nodes.push(Node::text(apostrophes(without_controls(text))));
    }
}

const fn is_glue(character: char) -> bool {
    matches!(character, '\'' | '’' | '-' | '‐' | ' ' | '\u{a0}')
}

/// Applies the style's font and letter case for a part to the nodes from an index on.
fn in_font<'a>(nodes: &mut Vec<Node<'a>>, start: usize, of: &'a Look, language: CaseLanguage) {
    if let Some(case) = of.text_case {
        apply_case(&mut nodes[start..], case, language);
    }
    if !of.format.is_empty() && !nodes[start..].iter().all(Node::is_empty) {
        let children = nodes.drain(start..).collect();
        nodes.push(Node::branch(Branch { children, format: of.format, ..Branch::default() }));
    }
}

/// Adds nodes inside the style's affixes for a part.
fn affixed<'a>(nodes: &mut Vec<Node<'a>>, of: Option<&'a Look>, add: impl FnOnce(&mut Vec<Node<'a>>)) {
    let start = nodes.len();
    add(nodes);
    let Some(Look { affixes, .. }) = of else { return };
    if nodes[start..].iter().all(Node::is_empty) {
        nodes.truncate(start);
    } else if !affixes.prefix.is_empty() || !affixes.suffix.is_empty() {
        let children = nodes.drain(start..).collect();
        nodes.push(Node::branch(Branch { children, ..Branch::default().with_affixes(affixes) }));
    }
}
