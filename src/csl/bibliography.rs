//! The list of references (CSL 1.0.2, "Bibliography").

use super::eval::{Area, Cite, Disambiguation, Engine, Evaluation, shows_blocks};
use super::output::{Branch, Finish, Node, Role, finish, plain, plain_branch};
use super::style::ir::{self, Bibliography, Display, SubstituteRule};
use super::works::Works;
use super::{ReferenceOptions, RepeatedAuthors};
use crate::markup::{Entry, EntryDisplay, EntryPart, References, SecondFieldAlign};
use crate::model::{Inline, Name, Text};

/// Renders the references of all works in their order.
pub(super) fn render(
    engine: &Engine<'_>,
    bibliography: &Bibliography,
    works: &Works<'_>,
    options: &ReferenceOptions<'_>,
) -> References {
    // Additions that distinguish cites also appear in the references (CSL 1.0.2, "Disambiguation").
    let disambiguations = works.decided.decisions.of_works.as_slice();
    let substitute = bibliography
        .subsequent_author_substitute
        .as_deref()
        .filter(|_| options.repeated_authors == RepeatedAuthors::AsStyle);
    let order = &works.decided.order;
    let may_have_blocks = engine.all().any(|engine| {
        engine.program.bibliography.as_ref().is_some_and(|area| shows_blocks(engine.program, &area.layout.elements))
    });
    let node = |place: usize, people: Option<Vec<_>>| {
        reference(engine, bibliography, works, (order[place], people), disambiguations, options)
    };
    let entry = |place: usize, node: Node<'_>| {
        let item = works.items[order[place]];
        let with = Finish { locale: engine.of(item).locale };
        let id = item.record().id.clone();
        let has_blocks = may_have_blocks && node.any_branch(&mut |branch| branch.display.is_some());
        if has_blocks { entry_of_blocks(id, node, with) } else { entry(id, node, bibliography, with) }
    };
    let shares = options.threads.map_ranges(order.len(), |places| {
        let mut entries = Vec::with_capacity(places.len());
        let Some(substitute) = substitute else {
            entries.extend(places.map(|place| entry(place, node(place, None).0)));
            return entries;
        };
        let with_names = |place: usize| {
            let (node, people) = node(place, Some(Vec::new()));
            let with = Finish { locale: engine.of(works.items[order[place]]).locale };
            let names = names_of(&node, people.unwrap_or_default(), with);
            (node, names)
        };
        // Whether the authors are replaced depends on the previous reference.
        let mut before = places.start.checked_sub(1).and_then(|place| with_names(place).1);
        for place in places {
            let (mut node, names) = with_names(place);
            if let (Some(before), Some(names)) = (&before, &names) {
                replace_names(&mut node, before, names, substitute, bibliography.substitute_rule);
            }
            before = names;
            entries.push(entry(place, node));
        }
        entries
    });
    References {
        entries: shares.into_iter().flatten().collect(),
        hanging_indent: bibliography.hanging_indent,
        second_field_align: bibliography.second_field_align.map(|align| match align {
            ir::SecondFieldAlign::Margin => SecondFieldAlign::Margin,
            ir::SecondFieldAlign::Flush => SecondFieldAlign::Flush,
        }),
        line_spacing: bibliography.line_spacing,
        entry_spacing: bibliography.entry_spacing,
    }
}

/// Renders one reference. If `people` is a list, the first names that are shown are added to it.
fn reference<'a>(
    engine: &'a Engine<'_>,
    bibliography: &'a Bibliography,
    works: &'a Works<'_>,
    (work, people): (usize, Option<Vec<&'a Name>>),
    disambiguations: &'a [Disambiguation],
    options: &'a ReferenceOptions<'_>,
) -> (Node<'a>, Option<Vec<&'a Name>>) {
    let engine = engine.of(works.items[work]);
    let bibliography = engine.program.bibliography.as_ref().unwrap_or(bibliography);
    let number = works.decided.numbers[work];
    let suffix = works.decided.year_suffixes[work].as_deref();
    let cite = Cite {
        links: options.links,
        name_marks: options.name_marks,
        names_shown: options.names_shown,
        ..Cite::alone(works.items[work], Area::Bibliography, number, suffix, &disambiguations[work])
    };
    let mut evaluation = Evaluation::new(engine, cite, &bibliography.layout.names);
    evaluation.given_names = Some(&works.decided.everywhere);
    evaluation.people_shown = people;
    let children = evaluation.elements(&bibliography.layout.elements);
    let people = evaluation.people_shown.take();
    if !evaluation.has_shown_anything() {
        let number = number.filter(|_| engine.is_numbered).map_or_else(String::new, |number| format!("{number}. "));
        let title = works.unprinted.add(&[works.items[work]], options.unprinted);
        return (Node::group(vec![Node::text(number), title]), people);
    }
    let node = Node::branch(Branch {
        children,
        format: bibliography.layout.format,
        ..Branch::default().with_affixes(&bibliography.layout.affixes)
    });
    (node, people)
}

/// A name of a reference: as shown, and in the record. A text in place of names has none.
struct ShownName<'a> {
    text: String,
    name: Option<&'a Name>,
}

impl ShownName<'_> {
    /// Whether two names are those of one person (CSL 1.0.2, "Reference Grouping"). "L. Brand" may be Lena or Lars: the
    /// initials alone do not make them one person.
    fn is_same(&self, other: &Self) -> bool {
        self.text == other.text
            && self.name.zip(other.name).is_none_or(|(one, other)| one == other || one.may_be_same_person(other))
    }
}

/// The first names of a reference, one by one. `people` are the names of the record that they show.
fn names_of<'a>(node: &Node<'_>, people: Vec<&'a Name>, finish: Finish<'_>) -> Option<Vec<ShownName<'a>>> {
    let names = node.find(Role::Names)?;
    let mut list = Vec::new();
    names.children.iter().for_each(|child| collect_names(child, finish, &mut list));
    if list.is_empty() {
        return Some(vec![ShownName { text: plain_branch(names, finish), name: None }]);
    }
    let mut people = people.into_iter();
    Some(list.into_iter().map(|text| ShownName { text, name: people.next() }).collect())
}

fn collect_names(node: &Node<'_>, finish: Finish<'_>, list: &mut Vec<String>) {
    let Node::Branch(branch) = node else { return };
    if branch.role == Role::Name {
        list.push(plain(node, finish));
        return;
    }
    branch.children.iter().for_each(|child| collect_names(child, finish, list));
}

/// Replaces the names that the previous reference has too.
fn replace_names(
    node: &mut Node<'_>,
    before: &[ShownName<'_>],
    names: &[ShownName<'_>],
    substitute: &str,
    rule: SubstituteRule,
) {
    let shared = before.iter().zip(names).take_while(|(one, other)| one.is_same(other)).count();
    let is_same = shared == before.len() && shared == names.len();
    let Some(branch) = node.find_mut(Role::Names) else { return };
    let has_names = branch.children.iter().any(|child| child.find(Role::Name).is_some());
    if is_same && !has_names {
        // A substitute for the names is replaced as a whole.
        branch.children = vec![Node::text(substitute.to_owned())];
        return;
    }
    match rule {
        SubstituteRule::CompleteAll if is_same => {
            // The label stays; the names are removed.
            match find_list(branch) {
                Some(list) => {
                    list.children = vec![Node::text(substitute.to_owned())];
                    list.format = Default::default();
                }
                None => branch.children = vec![Node::text(substitute.to_owned())],
            }
        }
        SubstituteRule::CompleteEach if is_same => replace_first(branch, names.len(), substitute),
        SubstituteRule::PartialEach => replace_first(branch, shared, substitute),
        SubstituteRule::PartialFirst if shared > 0 => replace_first(branch, 1, substitute),
        _ => {}
    }
}

fn find_list<'b, 's>(branch: &'b mut Branch<'s>) -> Option<&'b mut Branch<'s>> {
    branch.children.iter_mut().find_map(|child| child.find_mut(Role::NameList))
}

/// Replaces this number of names from the start.
fn replace_first(branch: &mut Branch<'_>, count: usize, substitute: &str) {
    let mut left = count;
    replace_in(&mut branch.children, &mut left, substitute);
}

fn replace_in(nodes: &mut [Node<'_>], left: &mut usize, substitute: &str) {
    for node in nodes {
        let Node::Branch(branch) = node else { continue };
        if branch.role == Role::Name {
            if *left > 0 {
                *left -= 1;
                branch.children = vec![Node::text(substitute.to_owned())];
            }
        } else {
            replace_in(&mut branch.children, left, substitute);
        }
    }
}

/// Makes an entry, whose first field is split off if the style aligns the rest.
fn entry(id: String, node: Node<'_>, bibliography: &Bibliography, with: Finish<'_>) -> Entry {
    let Node::Branch(mut whole) = node else { return Entry { id, ..Entry::default() } };
    let splits = bibliography.second_field_align.is_some() && whole.children.len() > 1;
    if !splits {
        let text = finish(&Node::Branch(whole), with);
        return Entry { id, parts: vec![EntryPart { display: EntryDisplay::Inline, text }], ..Entry::default() };
    }
    let first = whole.children.remove(0);
    let prefix = std::mem::take(&mut whole.prefix);
    let label = Node::branch(Branch { children: vec![first], prefix, format: whole.format, ..Branch::default() });
    let label = finish(&label, with);
    let body = without_trailing_space(finish(&Node::Branch(whole), with));
    Entry {
        id,
        parts: vec![
            EntryPart { display: EntryDisplay::LeftMargin, text: label },
            EntryPart { display: EntryDisplay::RightInline, text: body },
        ],
        ..Entry::default()
    }
}

/// Splits a reference at its blocks.
fn entry_of_blocks(id: String, node: Node<'_>, with: Finish<'_>) -> Entry {
    let Node::Branch(mut whole) = node else { return Entry { id, ..Entry::default() } };
    let mut parts: Vec<EntryPart> = Vec::new();
    let mut pending: Vec<Node<'_>> = Vec::new();
    let flush = |pending: &mut Vec<Node<'_>>, parts: &mut Vec<EntryPart>| {
        if pending.is_empty() {
            return;
        }
        let text = finish(&Node::group(std::mem::take(pending)), with);
        parts.push(EntryPart { display: EntryDisplay::Inline, text });
    };
    let suffix = Node::Text(std::mem::take(&mut whole.suffix));
    let mut children = std::mem::take(&mut whole.children);
    if !suffix.is_empty() {
        match children.last_mut() {
            Some(Node::Branch(last)) if last.display.is_some() => {
                let inner = std::mem::take(&mut last.children);
                last.children = vec![Node::group(inner), suffix];
            }
            _ => children.push(suffix),
        }
    }
    for child in children {
        match child {
            Node::Branch(mut branch) if branch.display.is_some() => {
                flush(&mut pending, &mut parts);
                let display = match branch.display.take() {
                    Some(Display::Block) => EntryDisplay::Block,
                    Some(Display::Indent) => EntryDisplay::Indent,
                    Some(Display::LeftMargin) => EntryDisplay::LeftMargin,
                    Some(Display::RightInline) => EntryDisplay::RightInline,
                    None => EntryDisplay::Inline,
                };
                parts.push(EntryPart { display, text: finish(&Node::Branch(branch), with) });
            }
            other => pending.push(other),
        }
    }
    flush(&mut pending, &mut parts);
    parts.retain(|part| !part.text.is_empty());
    Entry { id, parts, ..Entry::default() }
}

/// Removes the white space at the end of an aligned reference, which has no meaning.
fn without_trailing_space(text: Text) -> Text {
    let mut inlines = text.into_inlines();
    if let Some(Inline::Str(last)) = inlines.last_mut() {
        last.truncate(last.trim_end_matches(' ').len());
    }
    Text::from(inlines)
}
