//! One name: which of its parts are shown, in which order (CSL 1.0.2, "Name-part Order").

use super::GivenNames;
use super::initials::{Hyphens, initials, normal_initials};
use super::particles::Parts;
use super::script::is_east_asian;
use crate::csl::output::{Branch, CaseLanguage, Node, Role, apply_case, without_controls};
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
    /// What letter case depends on.
    pub language: CaseLanguage,
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
    // It has no parts, and so none of the affixes that parts have.
    let children = crate::csl::output::plain_field(text);
    Node::with_role(Role::Name, font(children, style.family_look, style.language))
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
    let Parts { given, dropping, particle, family, suffix } = Parts::of(person);
    let given = given_names(given, style);
    let is_east_asian = is_east_asian(family) && (given.is_empty() || is_east_asian(&given) || person.static_ordering);
    let in_given_font = |text: &str| font(words(text.to_owned()), style.given_look, style.language);
    let in_family_font = |text: &str| font(words(text.to_owned()), style.family_look, style.language);
    let family_name = || {
        if style.is_for_sorting && !particle.is_empty() {
            // As words of its own: "d Or" comes before "de Or".
            let particle = particle.trim_end().trim_end_matches(is_glue);
            return vec![Node::text(particle), Node::text(" "), Node::text(family)];
        }
        joined(vec![(particle, in_family_font(particle)), (family, in_family_font(family))], " ")
    };
    if style.form != NameForm::Long && style.given_names == GivenNames::AsStyle {
        return affixed(family_name(), style.family_look);
    }
    if is_east_asian || person.static_ordering {
        let mut nodes = affixed(family_name(), style.family_look);
        if !given.is_empty() {
            if !is_east_asian {
                nodes.push(Node::text(" "));
            }
            nodes.extend(affixed(in_given_font(&given), style.given_look));
        }
        return nodes;
    }
    let suffix = match style.initialize_with {
        Some(with) => normal_initials(suffix, with),
        None => suffix.to_owned(),
    };
    if style.is_inverted {
        let is_demoted = match style.demote {
            DemoteParticle::Never => false,
            DemoteParticle::SortOnly => style.is_for_sorting,
            DemoteParticle::DisplayAndSort => true,
        };
        let mut after = vec![(given.as_str(), in_given_font(&given)), (dropping, in_given_font(dropping))];
        let mut nodes = if is_demoted {
            after.push((particle, in_family_font(particle)));
            affixed(in_family_font(family), style.family_look)
        } else {
            affixed(family_name(), style.family_look)
        };
        for part in [affixed(joined(after, " "), style.given_look), words(suffix)] {
            if !part.iter().all(Node::is_empty) {
                nodes.push(Node::text(style.sort_separator.to_owned()));
                nodes.extend(part);
            }
        }
        return nodes;
    }
    // The affixes of the family name stand around its particles and the suffix; those of the given names around them alone.
    let mut nodes = affixed(in_given_font(&given), style.given_look);
    if !given.is_empty() {
        nodes.push(Node::text(" "));
    }
    let mut behind = joined(
        vec![
            (dropping, in_given_font(dropping)),
            (particle, in_family_font(particle)),
            (family, in_family_font(family)),
        ],
        " ",
    );
    if !suffix.is_empty() {
        behind.push(Node::text(if person.comma_suffix { ", " } else { " " }));
        behind.extend(words(suffix));
    }
    nodes.extend(affixed(behind, style.family_look));
    nodes
}

/// Pieces with a delimiter between them, but none behind an apostrophe or a hyphen. The words of a piece stand beside it.
fn joined<'a>(pieces: Vec<(&str, Vec<Node<'a>>)>, delimiter: &'static str) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    let mut glues = true;
    for (words, piece) in pieces.into_iter().filter(|(words, _)| !words.is_empty()) {
        if !glues {
            nodes.push(Node::text(delimiter));
        }
        nodes.extend(piece);
        glues = words.ends_with(is_glue);
    }
    nodes
}

/// The given names in the form asked for.
fn given_names(given: &str, style: &NameStyle<'_, '_>) -> String {
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
    vec![Node::text(apostrophes(&without_controls(&text)))]
}

const fn is_glue(character: char) -> bool {
    matches!(character, '\'' | '’' | '-' | '‐' | ' ' | '\u{a0}')
}

/// What a style says of a part's font and letter case.
fn font<'a>(children: Vec<Node<'a>>, of: Option<&'a Look>, language: CaseLanguage) -> Vec<Node<'a>> {
    let Some(of) = of else { return children };
    let mut children = children;
    if let Some(case) = of.text_case {
        apply_case(&mut children, case, language);
    }
    if of.format.is_empty() || children.iter().all(Node::is_empty) {
        return children;
    }
    vec![Node::branch(Branch { children, format: of.format, ..Branch::default() })]
}

/// What a style says of a part's affixes.
fn affixed<'a>(children: Vec<Node<'a>>, of: Option<&'a Look>) -> Vec<Node<'a>> {
    let Some(of) = of else { return children };
    if children.iter().all(Node::is_empty) {
        return Vec::new();
    }
    vec![Node::branch(Branch { children, ..Branch::default().with_affixes(&of.affixes) })]
}
