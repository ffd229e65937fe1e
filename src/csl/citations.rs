//! The citations of a document (CSL 1.0.2, "Citation").

use super::ReferenceOptions;
use super::cite::{LocatorValue, Places, Rendered, join_cites, remove_names};
use super::eval::{Area, Cite, Engine, Evaluation};
use super::output::{Branch, Finish, NO_PRINTED_FORM, Node, Role, field, finish};
use super::sort::Sorter;
use super::works::Works;
use crate::model::{Citation, CiteForm, CitedRecord, Text};

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
                CiteForm::WithoutAuthor => remove_names(&mut node),
                CiteForm::AuthorOnly => {
                    node = node.find(Role::Names).cloned().map_or(Node::group(Vec::new()), Node::branch);
                }
            }
            Rendered {
                node,
                prefix: affix(&asked.prefix),
                suffix: affix(&asked.suffix),
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

/// The text that the author of a document puts before or after a cite.
fn affix(text: &Text) -> Option<Node<'_>> {
    (!text.is_empty()).then(|| Node::group(field(text.inlines())))
}
