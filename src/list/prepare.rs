//! A work made ready for a publication list: which of its authors are marked and shown, and what stands behind its
//! reference.

use super::authors::cut;
use super::contributions::{Contribution, contributions};
use super::people::Person;
use super::words::Words;
use super::{HiddenOwner, ListOptions, status};
use crate::csl::{NameLook, NameMark};
use crate::markup::{Entry, EntryDisplay, EntryPart};
use crate::model::{Inline, Name, NameVariable, Names, OwnerPresence, Record, Text};

/// The marks of a work's names.
pub(super) struct Prepared {
    /// The marks of the names that have one, by list and name.
    marks: Vec<(NameVariable, Name, NameMark)>,
    contributions: Vec<Contribution>,
    /// The places of the people who are among the names.
    people: Vec<usize>,
}

impl Prepared {
    /// The record as it is formatted, whose id is its place among those that are, and the marks of its names.
    pub(super) fn new(
        record: &Record,
        place: usize,
        people: &[Person],
        options: &ListOptions,
        words: &Words,
    ) -> (Record, Self) {
        let mut shown = Record { id: place.to_string(), ..record.clone() };
        status::translate(&mut shown, words);
        let (mut marks, mut shown_people) = (Vec::new(), Vec::new());
        let contributions = contributions(record);
        for (variable, names) in &record.names {
            let mut found: Vec<(usize, &Person)> = Vec::new();
            for (index, person) in people.iter().enumerate() {
                if let Some(place) = person.find(names) {
                    found.push((place, person));
                    shown_people.push(index);
                }
            }
            for (index, name) in names.list.iter().enumerate() {
                let mut mark = NameMark::default();
                for (_, person) in found.iter().filter(|(place, _)| *place == index) {
                    mark.look = if mark.look == NameLook::Plain { person.mark.look } else { mark.look };
                    mark.signs.push_str(&person.mark.signs);
                }
                let of_author =
                    contributions.iter().filter(|(_, place)| *variable == NameVariable::Author && *place == index);
                mark.signs.extend(of_author.map(|(contribution, _)| contribution.sign()));
                if mark != NameMark::default() {
                    marks.push((*variable, name.clone(), mark));
                }
            }
            if let Some(limit) = options.author_limit {
                let owner = found.iter().find(|(_, person)| person.role == super::Role::Owner).or(found.first());
                shown.names.insert(*variable, cut(names, limit, owner.map(|(index, _)| *index)));
            }
        }
        let contributions = contributions.into_iter().map(|(contribution, _)| contribution).collect();
        (shown, Self { marks, contributions, people: shown_people })
    }

    /// The mark of a name of the record.
    pub(super) fn mark(&self, record: &Record, names: &Names, index: usize) -> Option<NameMark> {
        let name = names.list.get(index)?;
        let is_list =
            |variable: &NameVariable| record.names.get(variable).is_some_and(|list| std::ptr::eq(list, names));
        let found = self.marks.iter().find(|(variable, marked, _)| marked == name && is_list(variable));
        found.map(|(.., mark)| mark.clone())
    }

    pub(super) fn has(&self, contribution: Contribution) -> bool {
        self.contributions.contains(&contribution)
    }

    /// Whether the person at this place is among the names.
    pub(super) fn shows(&self, person: usize) -> bool {
        self.people.contains(&person)
    }

    /// Appends what stands behind the reference of a record as it is formatted: status, the owner's hidden name, badges.
    pub(super) fn finish(&self, record: &Record, entry: &mut Entry, options: &ListOptions, words: &Words) {
        let mut behind: Vec<Vec<Inline>> = Vec::new();
        if let Some(status) = status::untold(record, &entry.body().to_plain()) {
            behind.push(vec![Inline::Str(format!("({status})"))]);
        }
        if let Some(owner) = record.origin.as_ref().and_then(|origin| origin.owner.as_ref())
            && owner.presence == OwnerPresence::Hidden
            && options.hidden_owner == HiddenOwner::Remark
        {
            let name = Inline::Strong(vec![Inline::Str(owner.name.to_display_order())]);
            behind.push(vec![Inline::Str(format!("({} ", words.including)), name, Inline::Str(")".into())]);
        }
        let badges = options.badges.iter().filter_map(|badge| badge.text(record, words));
        behind.extend(badges.map(|badge| {
            let inner = std::iter::once(Inline::Str("[".into())).chain(badge);
            inner.chain([Inline::Str("]".into())]).collect()
        }));
        for part in behind {
            let text = Text::from(std::iter::once(Inline::Str(" ".into())).chain(part).collect::<Vec<_>>());
            let display = match entry.parts.last() {
                Some(EntryPart { display: EntryDisplay::RightInline, .. }) => EntryDisplay::RightInline,
                _ => EntryDisplay::Inline,
            };
            entry.parts.push(EntryPart { display, text });
        }
    }
}
