//! One name: which of its parts are shown, in which order (CSL 1.0.2, "Name-part Order").

use super::GivenNames;
use super::initials::{Hyphens, initials, normal_initials};
use super::script::is_east_asian;
use crate::csl::output::{Branch, CaseLanguage, Node, Role, look};
use crate::csl::style::ir::{DemoteParticle, Look, NameForm};
use crate::model::{Name, Person};

/// How names are written.
#[derive(Debug, Clone, Copy)]
pub(in crate::csl) struct NameStyle<'a, 'o> {
    pub form: NameForm,
    /// Whether the family name comes first.
    pub is_inverted: bool,
    pub initialize: bool,
    pub initialize_with: Option<&'o str>,
    pub hyphens_kept: bool,
    pub sort_separator: &'o str,
    pub demote: DemoteParticle,
    /// Whether the name is made for sorting.
    pub is_for_sorting: bool,
    pub given_names: GivenNames,
    pub family_look: Option<&'a Look>,
    pub given_look: Option<&'a Look>,
}

/// The output of a name.
pub(in crate::csl) fn name_node<'a>(name: &'a Name, style: &NameStyle<'a, '_>) -> Node<'a> {
    match name {
        Name::Literal(literal) => literal_node(literal, style),
        Name::Person(person) => Node::with_role(Role::Name, person_nodes(person, style)),
    }
}

fn literal_node<'a>(literal: &'a str, style: &NameStyle<'a, '_>) -> Node<'a> {
    let text = if style.is_for_sorting { without_article(literal) } else { literal };
    let children = crate::csl::output::plain_field(text);
    Node::with_role(Role::Name, part(children, style.family_look))
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

fn person_nodes<'a>(person: &'a Person, style: &NameStyle<'a, '_>) -> Vec<Node<'a>> {
    let given = given_names(person, style);
    let dropping = person.dropping_particle.as_deref().unwrap_or_default();
    let particle = person.non_dropping_particle.as_deref().unwrap_or_default();
    let suffix = person.suffix.as_deref().unwrap_or_default();
    let family = person.family.as_str();

    let is_east_asian = is_east_asian(family) && (given.is_empty() || is_east_asian(&given) || person.static_ordering);
    if style.form != NameForm::Long && style.given_names == GivenNames::AsStyle {
        return part(with_particle(particle, family), style.family_look);
    }
    if is_east_asian || person.static_ordering {
        let mut nodes = part(with_particle(particle, family), style.family_look);
        if !given.is_empty() {
            if !is_east_asian {
                nodes.push(Node::text(" "));
            }
            nodes.extend(part(vec![Node::text(given)], style.given_look));
        }
        return nodes;
    }
    if style.is_inverted {
        let is_demoted = match style.demote {
            DemoteParticle::Never => false,
            DemoteParticle::SortOnly => style.is_for_sorting,
            DemoteParticle::DisplayAndSort => true,
        };
        let family_part = if is_demoted { words(family.to_owned()) } else { with_particle(particle, family) };
        let mut after: Vec<Vec<Node<'a>>> = Vec::new();
        let particles = if is_demoted { joined_words(&[dropping, particle]) } else { dropping.to_owned() };
        let given_part = joined_words(&[&given, &particles]);
        if !given_part.is_empty() {
            after.push(part(words(given_part), style.given_look));
        }
        if !suffix.is_empty() {
            after.push(vec![Node::text(suffix)]);
        }
        let mut nodes = part(family_part, style.family_look);
        for part in after {
            nodes.push(Node::text(style.sort_separator.to_owned()));
            nodes.extend(part);
        }
        return nodes;
    }
    // The affixes of the family name stand around its particles and the suffix; those of the given names around them alone.
    let mut nodes = Vec::new();
    let has_affixes = |look: Option<&Look>| {
        look.is_some_and(|look| !look.affixes.prefix.is_empty() || !look.affixes.suffix.is_empty())
    };
    let keeps_apart = has_affixes(style.family_look) || has_affixes(style.given_look);
    let (given_part, before_family) = if keeps_apart {
        (given.clone(), joined_words(&[dropping, particle]))
    } else {
        (joined_words(&[&given, dropping]), particle.to_owned())
    };
    let glues = !keeps_apart && dropping.ends_with(is_glue);
    if !given_part.is_empty() {
        nodes.extend(part(words(given_part), style.given_look));
        if !glues {
            nodes.push(Node::text(" "));
        }
    }
    let mut family_part = Vec::new();
    if keeps_apart || before_family.is_empty() {
        family_part = with_particle(&before_family, family);
    } else {
        // The particle is a part by itself, as far as its font goes.
        nodes.extend(part(words(before_family.clone()), style.family_look));
        if !before_family.ends_with(is_glue) {
            nodes.push(Node::text(" "));
        }
        family_part.extend(words(family.to_owned()));
    }
    let mut suffix_part = Vec::new();
    if !suffix.is_empty() {
        suffix_part.push(Node::text(if person.comma_suffix { ", " } else { " " }));
        suffix_part.push(Node::text(suffix));
    }
    if keeps_apart {
        family_part.append(&mut suffix_part);
    }
    nodes.extend(part(family_part, style.family_look));
    nodes.append(&mut suffix_part);
    nodes
}

/// The given names in the form asked for.
fn given_names(person: &Person, style: &NameStyle<'_, '_>) -> String {
    let given = person.given.as_deref().unwrap_or_default().trim();
    if given.is_empty() || style.given_names == GivenNames::Full {
        return apostrophes(given);
    }
    let Some(with) = style.initialize_with else { return apostrophes(given) };
    if is_east_asian(given) {
        return given.to_owned();
    }
    let hyphens = if style.hyphens_kept { Hyphens::Kept } else { Hyphens::Dropped };
    if style.initialize {
        apostrophes(&initials(given, with, hyphens))
    } else {
        apostrophes(&normal_initials(given, with))
    }
}

fn apostrophes(text: &str) -> String {
    text.replace('\'', "’")
}

/// A part of a name, with typographic apostrophes and its markup, if it has any.
fn words<'a>(text: String) -> Vec<Node<'a>> {
    if text.contains('<') {
        return crate::csl::output::plain_field(&text);
    }
    vec![Node::text(if text.contains('\'') { apostrophes(&text) } else { text })]
}

/// A family name behind its particle.
fn with_particle<'a>(particle: &str, family: &str) -> Vec<Node<'a>> {
    words(joined_words(&[particle, family]))
}

/// Words with spaces between them, but none behind an apostrophe or a hyphen.
fn joined_words(words: &[&str]) -> String {
    let mut result = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if !result.is_empty() && !result.ends_with(is_glue) {
            result.push(' ');
        }
        result.push_str(word);
    }
    result
}

const fn is_glue(character: char) -> bool {
    matches!(character, '\'' | '’' | '-' | '‐')
}

fn part<'a>(children: Vec<Node<'a>>, of: Option<&'a Look>) -> Vec<Node<'a>> {
    match of {
        Some(of) => {
            let node = look(children, of, CaseLanguage::Other);
            // Affixes and fonts of one part end with it.
            node.map(|node| Node::branch(Branch { children: vec![node], ..Branch::default() })).into_iter().collect()
        }
        None => children,
    }
}
