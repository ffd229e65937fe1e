//! Prepares a work for a publication list: which of its authors are marked and shown, and what follows its reference.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::authors::cut;
use super::contributions::{Contribution, contributions};
use super::links::{self, NoAddress};
use super::people::{MarkedPerson, Role};
use super::words::Words;
use super::{HiddenOwner, ListOptions, genres, misplaced, notes, status_text};
use crate::csl::{NameLook, NameMark, NamePlace};
use crate::diag::Sink;
use crate::markup::{Entry, EntryDisplay, EntryPart};
use crate::model::{Inline, Name, NameVariable, OwnerPresence, Record, Text};

/// The marks of a work's names.
pub(super) struct Prepared {
    marks: Vec<MarkedName>,
    /// How many of its authors the style has shown.
    authors_shown: AtomicUsize,
}

/// A name of the work with a mark.
struct MarkedName {
    variable: NameVariable,
    name: Name,
    mark: NameMark,
    contributions: Vec<Contribution>,
    /// The indices of the people whose name it is.
    people: Vec<usize>,
    /// Whether the style has shown it, because "et al." may hide it.
    is_shown: AtomicBool,
}

impl MarkedName {
    fn is_shown(&self) -> bool {
        self.is_shown.load(Ordering::Relaxed)
    }
}

impl Prepared {
    /// Returns the record to format, and the marks of its names.
    pub(super) fn new(
        record: &Record,
        people: &[MarkedPerson],
        author_limit: Option<usize>,
        words: &Words,
    ) -> (Record, Self) {
        let mut shown = record.clone();
        misplaced::put_right(&mut shown);
        status_text::translate(&mut shown, words);
        genres::translate(&mut shown, words);
        let mut marks = Vec::new();
        let contributions = contributions(record);
        for (variable, names) in &record.names {
            let mut found: Vec<(usize, usize)> = Vec::new();
            for (index, person) in people.iter().enumerate() {
                if let Some(place) = person.find(names) {
                    found.push((place, index));
                }
            }
            for (index, name) in names.list.iter().enumerate() {
                let mut mark = NameMark::default();
                let here: Vec<usize> = found.iter().filter(|(place, _)| *place == index).map(|(_, who)| *who).collect();
                for person in here.iter().map(|who| &people[*who]) {
                    mark.look = if mark.look == NameLook::Plain { person.mark.look } else { mark.look };
                    mark.signs.push_str(&person.mark.signs);
                }
                let of_author =
                    contributions.iter().filter(|(_, place)| *variable == NameVariable::Author && *place == index);
                let contributions: Vec<Contribution> = of_author.map(|(contribution, _)| *contribution).collect();
                mark.signs.extend(contributions.iter().map(|contribution| contribution.sign()));
                if mark != NameMark::default() {
                    marks.push(MarkedName {
                        variable: *variable,
                        name: name.clone(),
                        mark,
                        contributions,
                        people: here,
                        is_shown: AtomicBool::new(false),
                    });
                }
            }
            if let Some(limit) = author_limit {
                let owner = found.iter().find(|(_, who)| people[*who].role == Role::Owner).or(found.first());
                shown.names.insert(*variable, cut(names, limit, owner.map(|(index, _)| *index)));
            }
        }
        (shown, Self { marks, authors_shown: AtomicUsize::new(0) })
    }

    /// Returns the mark of a name of the record, and remembers that the name is shown.
    pub(super) fn mark(&self, place: &NamePlace<'_>) -> Option<NameMark> {
        let name = place.names.list.get(place.index)?;
        let is_list = |variable: &NameVariable| {
            place.record.names.get(variable).is_some_and(|list| std::ptr::eq(list, place.names))
        };
        if is_list(&NameVariable::Author) {
            self.authors_shown.fetch_max(place.index + 1, Ordering::Relaxed);
        }
        let found = self.marks.iter().find(|marked| marked.name == *name && is_list(&marked.variable))?;
        found.is_shown.store(true, Ordering::Relaxed);
        Some(found.mark.clone())
    }

    /// Returns whether a name is shown with the sign of a contribution.
    pub(super) fn shows_contribution(&self, contribution: Contribution) -> bool {
        self.marks.iter().any(|marked| marked.is_shown() && marked.contributions.contains(&contribution))
    }

    /// Returns whether the name of the person with this index is shown.
    pub(super) fn shows(&self, person: usize) -> bool {
        self.marks.iter().any(|marked| marked.is_shown() && marked.people.contains(&person))
    }

    /// Returns whether the person with this index is an author whom the style does not show.
    pub(super) fn hides(&self, person: usize) -> bool {
        let is_author =
            |marked: &MarkedName| marked.variable == NameVariable::Author && marked.people.contains(&person);
        self.marks.iter().any(is_author) && !self.shows(person)
    }

    /// Returns how many of its authors the style has shown.
    pub(super) fn authors_shown(&self) -> usize {
        self.authors_shown.load(Ordering::Relaxed)
    }

    /// Adds the text after the reference of a formatted record: status, the owner's hidden name, badges.
    pub(super) fn finish(
        &self,
        record: &Record,
        entry: &mut Entry,
        (options, words): (&ListOptions, &Words),
        dropped: &mut Vec<NoAddress>,
        diag: &mut dyn Sink,
    ) {
        let mut behind: Vec<Vec<Inline>> = Vec::new();
        let reference = entry.body().to_plain();
        if let Some(status) = status_text::untold(record, &reference) {
            behind.push(vec![Inline::Str(format!("({status})"))]);
        }
        let notes = notes::untold(record, &reference, &options.badges);
        behind.extend(notes.shown);
        notes::report(&notes.left_out, record, diag);
        if let Some(owner) = record.owner.as_ref()
            && owner.presence == OwnerPresence::Hidden
            && options.hidden_owner == HiddenOwner::Remark
        {
            let name = Inline::Strong(vec![Inline::Str(owner.name.to_display_order())]);
            behind.push(vec![Inline::Str(format!("({} ", words.including)), name, Inline::Str(")".into())]);
        }
        for part in behind {
            let text = Text::from(std::iter::once(Inline::Str(" ".into())).chain(part).collect::<Vec<_>>());
            let display = match entry.parts.last() {
                Some(EntryPart { display: EntryDisplay::RightInline, .. }) => EntryDisplay::RightInline,
                _ => EntryDisplay::Inline,
            };
            entry.parts.push(EntryPart { display, text });
        }
        links::add(record, entry, (&options.badges, &options.links), words, dropped);
    }
}
