//! Publication lists: a person's works in sections and groups, the newest first, numbered, with the person's own name
//! marked.

mod authors;
mod badges;
mod configuration;
mod contributions;
mod group;
mod numbering;
mod people;
mod prepare;
mod section;
mod status;
mod words;

use crate::choice::choices;
use crate::csl::{NamesShown, Order, ReferenceOptions, RepeatedAuthors, Style, StyleLanguage, cite};
use crate::diag::{Code, Diagnostic, Sink};
use crate::markup::{Block, Doc, Entry, References};
use crate::model::{Inline, Name, Names, Record, Text};
use crate::query::SortKey;

pub use badges::Badge;
pub use configuration::{
    CONFIGURATION_FILE, CONFIGURATION_KEYS, CONFIGURATION_TABLES, Configuration, ConfigurationKey, PaperSettings,
};
pub use contributions::{CONTRIBUTIONS_FORMAT, Contribution};
pub use group::{GroupBy, WorkType};
pub use numbering::{Direction, Numbering, Scope};
pub use people::{Person, Role};
pub use section::{Repeats, Section};

use prepare::Prepared;
use section::{Arranged, arrange};
pub use words::Headings;
use words::Words;

/// How a publication list is made.
#[derive(Debug, Clone)]
pub struct ListOptions {
    /// What heads the list.
    pub title: Option<String>,
    /// The people whose names are marked. Without any, the owners of the profile pages that records were read from.
    pub people: Vec<Person>,
    /// The sections. Without any, all works are in one that has no heading.
    pub sections: Vec<Section>,
    /// What the headings inside of sections are, the outermost first.
    pub group_by: Vec<GroupBy>,
    /// In which order works come inside of a group; without any, the newest come first.
    pub sort: Vec<SortKey>,
    /// How works are numbered, when the style numbers them or a section has a prefix.
    pub numbering: Numbering,
    /// How many authors are shown at most; one's own name is, wherever it stands. Otherwise as many as the style shows.
    pub author_limit: Option<usize>,
    /// What is shown where "et al." hides the name of the owner of a profile page.
    pub hidden_owner: HiddenOwner,
    /// What stands behind each reference, in this order.
    pub badges: Vec<Badge>,
    /// Whether headings of sections say how many works they hold.
    pub counts: Counts,
    /// Figures of the person, such as `("h-index", "33")`.
    pub metrics: Vec<(String, String)>,
    /// The language of terms, headings and dates; otherwise the style's own.
    pub locale: Option<String>,
}

choices! {
    /// What is shown where a list of authors was cut before the name of the page's owner, who is known to be among the rest.
    pub enum HiddenOwner {
        /// Nothing but "et al.".
        #[default]
        EtAl = "et-al" ("Nothing but “et al.”"),
        /// The name, in a remark behind the reference.
        Remark = "remark" ("The name, in a remark"),
    }
}

/// Whether headings say how many works they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Counts {
    /// They do not.
    #[default]
    Hidden,
    /// They do.
    Shown,
}

impl Default for ListOptions {
    fn default() -> Self {
        Self {
            title: None,
            people: Vec::new(),
            sections: Vec::new(),
            group_by: vec![GroupBy::Year],
            sort: Vec::new(),
            numbering: Numbering::default(),
            author_limit: None,
            hidden_owner: HiddenOwner::default(),
            badges: Vec::new(),
            counts: Counts::default(),
            metrics: Vec::new(),
            locale: None,
        }
    }
}

/// Makes a publication list. A name is a person's as [`Person::find`] tells, never when it only contains the same
/// letters. Where a list of authors was cut before the name, nothing is added to the list.
///
/// Works that are in no section are reported, and so is a style without a list of references, which gives an empty
/// document.
pub fn publication_list(records: &[Record], style: &Style, options: &ListOptions, diag: &mut dyn Sink) -> Doc {
    if !style.has_bibliography() {
        let message = format!("the style “{}” formats citations only", style.title());
        diag.report(Diagnostic::new(Code::StyleNoBibliography, message));
        return Doc::default();
    }
    let language = StyleLanguage::of(style, options.locale.as_deref(), &mut ());
    let people = if options.people.is_empty() { owners(records) } else { options.people.clone() };
    report_nobody(records, &options.people, diag);
    let sections = arrange(records, options, diag);

    // Every work is formatted once, however often it is listed, in the order in which it first comes.
    let order = order_of_appearance(&sections, records.len());
    let words = Words::of(language.code());
    let works = order.iter().enumerate();
    let (shown, prepared): (Vec<Record>, Vec<Prepared>) =
        works.map(|(place, index)| Prepared::new(&records[*index], place, &people, options, words)).unzip();
    let layout = references(&shown, &prepared, style, options, diag);
    let has_headings = sections.iter().any(|section| section.group_by.contains(&GroupBy::Type));
    if has_headings && Headings::in_language(language.code()).is_none() {
        diag.report(words_missing(language.code()));
    }
    let mut entries: Vec<Option<Entry>> = vec![None; records.len()];
    for (((index, shown), prepared), entry) in order.iter().zip(&shown).zip(&prepared).zip(&layout.entries) {
        let mut entry = Entry { id: records[*index].id.clone(), ..entry.clone() };
        prepared.finish(shown, &mut entry, options, words);
        entries[*index] = Some(entry);
    }
    numbering::number(&sections, options, &mut entries);

    let layout = References { entries: Vec::new(), ..layout };
    let mut blocks = head(options);
    for (place, section) in sections.iter().enumerate() {
        push_section((place, section), &entries, &layout, options, &language, &mut blocks);
    }
    report_marks(&people, &prepared, words, diag);
    blocks.extend(legend(&people, &prepared, words));
    Doc { blocks, language: Some(language.code().to_owned()) }
}

/// The report of a language without words of its own: headings of types are English then.
pub fn words_missing(language: &str) -> Diagnostic {
    Diagnostic::new(Code::WordsMissing, format!("there are no headings in “{language}”: they are English"))
}

/// Reports owners of the list whose names are in no work; a list without works says nothing of them.
fn report_nobody(records: &[Record], people: &[Person], diag: &mut dyn Sink) {
    for person in people.iter().filter(|person| person.role == Role::Owner && !records.is_empty()) {
        let is_there = |record: &Record| record.names.values().any(|names| person.find(names).is_some());
        if let Some(name) = person.names.first().filter(|_| !records.iter().any(is_there)) {
            let message = format!("no work has the name “{}”, so it is marked nowhere", name.to_display_order());
            let report = Diagnostic::new(Code::NobodyMarked, message);
            diag.report(
                report.hint("names are written as “Yuan Zong” or “Zong, Yuan”; other names of a person are variants"),
            );
        }
    }
}

/// The people whose pages the records were read from.
fn owners(records: &[Record]) -> Vec<Person> {
    let mut names = Vec::new();
    for owner in records.iter().filter_map(|record| record.origin.as_ref()?.owner.as_ref()) {
        if !names.contains(&owner.name) {
            names.push(owner.name.clone());
        }
    }
    names.into_iter().map(|name| Person::owner(vec![name])).collect()
}

/// The records of all sections, each once: those that are numbered first.
fn order_of_appearance(sections: &[Arranged<'_>], count: usize) -> Vec<usize> {
    let mut is_seen = vec![false; count];
    let (once, repeated): (Vec<_>, Vec<_>) = sections.iter().partition(|section| section.repeats == Repeats::No);
    let works = once.into_iter().chain(repeated).flat_map(|section| &section.works);
    works.map(|work| work.index).filter(|index| !std::mem::replace(&mut is_seen[*index], true)).collect()
}

/// The references, one for each record.
fn references(
    records: &[Record],
    prepared: &[Prepared],
    style: &Style,
    options: &ListOptions,
    diag: &mut dyn Sink,
) -> References {
    let marks = |record: &Record, names: &Names, index: usize| {
        let place: usize = record.id.parse().ok()?;
        prepared.get(place)?.mark(record, names, index)
    };
    let reference_options = ReferenceOptions {
        locale: options.locale.as_deref(),
        order: Order::Given,
        repeated_authors: RepeatedAuthors::InFull, // a dash would refer to an entry that may stand under another heading
        name_marks: Some(&marks),
        names_shown: if options.author_limit.is_some() { NamesShown::All } else { NamesShown::AsStyle },
        ..ReferenceOptions::default()
    };
    cite(records, style, &reference_options, diag).references.unwrap_or_default()
}

fn head(options: &ListOptions) -> Vec<Block> {
    let title = options.title.as_deref().map(|title| Block::Heading { level: 1, content: title.into() });
    let metrics: Vec<String> = options.metrics.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let metrics = (!metrics.is_empty()).then(|| Block::Paragraph(metrics.join(" · ").into()));
    title.into_iter().chain(metrics).collect()
}

/// The heading of a section, and its works below the headings of their groups.
fn push_section(
    (place, section): (usize, &Arranged<'_>),
    entries: &[Option<Entry>],
    layout: &References,
    options: &ListOptions,
    language: &StyleLanguage,
    blocks: &mut Vec<Block>,
) {
    if section.works.is_empty() {
        return;
    }
    let mut first_level: usize = 2;
    if let Some(heading) = section.heading {
        let count = section.works.len();
        let heading = if options.counts == Counts::Shown { format!("{heading} ({count})") } else { heading.to_owned() };
        blocks.push(Block::Heading { level: 2, content: heading.into() });
        first_level += 1;
    }
    let mut list: Vec<Entry> = Vec::new();
    let mut before = None;
    for work in &section.works {
        let changed = match before {
            Some(groups) => work.groups.iter().zip(groups).position(|(one, other)| one != other),
            None => (!work.groups.is_empty()).then_some(0),
        };
        if let Some(changed) = changed {
            push_list(&mut list, layout, blocks);
            for (depth, (by, group)) in section.group_by.iter().zip(&work.groups).enumerate().skip(changed) {
                let level = u8::try_from(first_level + depth).unwrap_or(6).min(6);
                blocks.push(Block::Heading { level, content: by.heading(group, language).into() });
            }
        }
        before = Some(&work.groups);
        let mut entry = entries[work.index].clone();
        // No two parts of a page may have one id.
        if let Some(entry) = entry.as_mut().filter(|_| section.repeats == Repeats::Yes) {
            entry.id = format!("{}-{place}", entry.id);
        }
        list.extend(entry);
    }
    push_list(&mut list, layout, blocks);
}

fn push_list(list: &mut Vec<Entry>, layout: &References, blocks: &mut Vec<Block>) {
    if !list.is_empty() {
        blocks.push(Block::References(References { entries: std::mem::take(list), ..layout.clone() }));
    }
}

fn shows(prepared: &[Prepared], contribution: Contribution) -> bool {
    prepared.iter().any(|prepared| prepared.shows_contribution(contribution))
}

/// Reports signs of people that are taken for something else, and owners whom the style's "et al." hides.
fn report_marks(people: &[Person], prepared: &[Prepared], words: &Words, diag: &mut dyn Sink) {
    for (place, person) in people.iter().enumerate() {
        let is_shown = || prepared.iter().any(|prepared| prepared.shows(place));
        for contribution in Contribution::ALL.iter().filter(|one| person.mark.signs.contains(one.sign())) {
            if shows(prepared, *contribution) && is_shown() {
                let (sign, meaning) = (contribution.sign(), contribution.legend(words));
                let whose = person.names.first().map(Name::to_display_order).unwrap_or_default();
                let message = format!("the sign “{sign}” of {whose} says “{meaning}”, too");
                diag.report(Diagnostic::new(Code::SignTwice, message));
            }
        }
        let hidden = prepared.iter().filter(|prepared| prepared.hides(place)).count();
        if person.role == Role::Owner && hidden > 0 {
            let works = if hidden == 1 { "one work".to_owned() } else { format!("{hidden} works") };
            let whose = person.names.first().map(Name::to_display_order).unwrap_or_default();
            let message = format!("the style does not show the author {whose} in {works}");
            let report = Diagnostic::new(Code::OwnerNotShown, message);
            diag.report(report.hint("a limit of authors keeps the name: --authors COUNT"));
        }
    }
}

/// What the signs and the looks of names say, as far as any work shows them.
fn legend(people: &[Person], prepared: &[Prepared], words: &Words) -> Option<Block> {
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    for contribution in Contribution::ALL.iter().filter(|one| shows(prepared, **one)) {
        let sign = Inline::Sup(vec![Inline::Str(contribution.sign().to_string())]);
        parts.push(vec![sign, Inline::Str(format!(" {}", contribution.legend(words)))]);
    }
    for (place, person) in people.iter().enumerate() {
        let Some(text) = &person.legend else { continue };
        let part = numbering::marked(text, &person.mark);
        // Several people may be marked alike, such as all students.
        if !parts.contains(&part) && prepared.iter().any(|prepared| prepared.shows(place)) {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        return None;
    }
    let separated = parts.into_iter().enumerate().flat_map(|(index, part)| {
        let separator = (index > 0).then(|| Inline::Str("; ".to_owned()));
        separator.into_iter().chain(part)
    });
    Some(Block::Paragraph(Text::from(separated.collect::<Vec<_>>())))
}

#[cfg(test)]
mod tests;
