//! The numbers of works in a publication list.

use super::ListOptions;
use super::section::{Arranged, Numbers, Repeats};
use crate::choice::choices;
use crate::csl::{NameLook, NameMark};
use crate::markup::{Entry, EntryDisplay, EntryPart};
use crate::model::{Inline, Text};

/// How works are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Numbering {
    /// Which end of the list has the first number.
    pub direction: NumberDirection,
    /// The scope of the numbers.
    pub scope: Scope,
    /// The first number.
    pub first: usize,
}

choices! {
    /// Which end of a list has the first number.
    pub enum NumberDirection {
        /// The last work of the list, usually the oldest: numbers do not change when works are added.
        #[default]
        Descending = "descending" ("The last one, usually the oldest, so that numbers do not change when works are added"),
        /// The first work of the list.
        Ascending = "ascending" ("The first one in the list"),
    }
}

choices! {
    /// The scope of the numbers.
    pub enum Scope {
        /// The whole list.
        #[default]
        List = "list" ("Numbers run through the whole list"),
        /// Each section.
        Section = "section" ("Numbers start again in each section"),
    }
}

impl Numbering {
    /// The greatest first number.
    pub const MAX_FIRST: usize = 1_000_000;

    /// Sets which end of the list has the first number.
    #[must_use]
    pub fn with_direction(self, direction: NumberDirection) -> Self {
        Self { direction, ..self }
    }

    /// Sets the scope of the numbers.
    #[must_use]
    pub fn with_scope(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }

    /// Sets the first number.
    #[must_use]
    pub fn with_first(self, first: usize) -> Self {
        Self { first, ..self }
    }
}

impl Default for Numbering {
    fn default() -> Self {
        Self { direction: NumberDirection::default(), scope: Scope::default(), first: 1 }
    }
}

/// Numbers the entries. If the style prints numbers, these replace them; if not, only works of sections with a prefix
/// get one.
pub(super) fn number(sections: &[Arranged<'_>], options: &ListOptions, entries: &mut [Option<Entry>]) {
    let Numbering { direction, scope, first } = options.numbering;
    let is_numbered_here = |section: &&Arranged<'_>| section.numbers == Numbers::Shown;
    let counts = sections.iter().map(|section| match section.repeats {
        Repeats::No if is_numbered_here(&section) => section.works.len(),
        _ => 0,
    });
    let counts: Vec<usize> = counts.collect();
    // Works that are only in a list of selected works come after all others.
    let mut is_numbered = vec![false; entries.len()];
    let total: usize = match scope {
        Scope::List => counts.iter().sum(),
        Scope::Section => 0,
    };
    let mut before = 0;
    for (section, count) in sections.iter().zip(counts) {
        let total = if scope == Scope::List { total } else { count };
        for (place, work) in section.works.iter().enumerate().take(count) {
            let place = place + if scope == Scope::List { before } else { 0 };
            let number = first.saturating_add(match direction {
                NumberDirection::Ascending => place,
                NumberDirection::Descending => total - 1 - place,
            });
            is_numbered[work.index] = true;
            if let Some(entry) = &mut entries[work.index] {
                set_number(entry, section.prefix, number);
            }
        }
        before += count;
    }
    let unnumbered = sections.iter().filter(is_numbered_here);
    let unnumbered = unnumbered.flat_map(|section| section.works.iter().map(move |work| (section.prefix, work.index)));
    let mut next = first.saturating_add(before);
    for (prefix, index) in unnumbered {
        if !std::mem::replace(&mut is_numbered[index], true) {
            if let Some(entry) = &mut entries[index] {
                set_number(entry, prefix, next);
            }
            next = next.saturating_add(1);
        }
    }
}

/// Replaces the number printed by the style, or, with a prefix, adds one in the margin.
fn set_number(entry: &mut Entry, prefix: &str, number: usize) {
    let number = format!("{prefix}{number}");
    match entry.parts.as_mut_slice() {
        [EntryPart { display: EntryDisplay::LeftMargin, text }, ..] => {
            let mut inlines = std::mem::take(text).into_inlines();
            replace_digits(&mut inlines, &number);
            *text = Text::from(inlines);
        }
        _ if prefix.is_empty() => {}
        _ => {
            let body = entry.body();
            *entry = Entry::new(std::mem::take(&mut entry.id), Some(format!("[{number}]").into()), body);
        }
    }
}

/// Replaces the first digits of a text; returns whether there were any.
fn replace_digits(inlines: &mut [Inline], number: &str) -> bool {
    inlines.iter_mut().any(|inline| match inline {
        Inline::Str(text) => {
            let Some(start) = text.find(|character: char| character.is_ascii_digit()) else { return false };
            let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
            text.replace_range(start..start + length, number);
            true
        }
        Inline::Em(content)
        | Inline::Strong(content)
        | Inline::Underline(content)
        | Inline::SmallCaps(content)
        | Inline::Sub(content)
        | Inline::Sup(content)
        | Inline::NoCase(content)
        | Inline::Quote(content)
        | Inline::Link { content, .. } => replace_digits(content, number),
        Inline::Math(_) | Inline::Code(_) | Inline::Tex(_) => false,
    })
}

/// Words with the style and the signs of a person's mark, for the legend.
pub(super) fn marked(words: &str, mark: &NameMark) -> Vec<Inline> {
    let text = Inline::Str(words.to_owned());
    let shown = match mark.look {
        NameLook::Plain => text,
        NameLook::Bold => Inline::Strong(vec![text]),
        NameLook::Italic => Inline::Em(vec![text]),
        NameLook::Underline => Inline::Underline(vec![text]),
        NameLook::BoldUnderline => Inline::Strong(vec![Inline::Underline(vec![text])]),
    };
    if mark.signs.is_empty() {
        return vec![shown];
    }
    vec![Inline::Sup(vec![Inline::Str(mark.signs.clone())]), Inline::Str(" ".into()), shown]
}
