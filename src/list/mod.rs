//! Publication lists: a person's works in sections and groups, the newest first, numbered, with the person's own name
//! marked.

mod arrangement;
mod authors;
mod badges;
mod configuration;
mod contributions;
mod genres;
mod group;
mod legend;
mod link_options;
mod links;
mod listed;
mod misplaced;
mod notes;
mod numbering;
mod page_options;
mod people;
mod prepare;
mod proposal;
mod section;
mod status;
mod status_text;
mod web_page;
mod words;
mod work_type;

use crate::choice::choices;
use crate::csl::{NamePlace, NamesShown, Order, ReferenceOptions, RepeatedAuthors, Style, StyleLanguage, cite};
use crate::diag::{Code, Diagnostic, Sink};
use crate::markup::{Block, Doc, Entry, EntryDisplay, FeedOptions, PageLayout, Paper, References, WebWords};
use crate::model::Record;
use crate::query::SortKey;

pub use crate::model::CONTRIBUTIONS_FORMAT;
pub use arrangement::{ListedSection, ListedWork, listed_sections};
pub use badges::Badge;
pub use configuration::{
    CONFIGURATION_FILE, CONFIGURATION_TABLES, Configuration, ConfigurationKey, ConfigurationTable, LanguageSettings,
    OutputFile, PaperSettings,
};
pub use contributions::Contribution;
pub use group::GroupBy;
pub use link_options::LinkOptions;
pub use numbering::{NumberDirection, Numbering, Scope};
pub use page_options::{ChartOf, FilterBy, PageOptions};
pub use people::{MarkedPerson, Role};
pub use proposal::{LikelyOwner, likely_badges, likely_owner};
pub use section::{Numbers, Repeats, Section};
pub use words::Headings;
pub use work_type::WorkType;

use prepare::Prepared;
use section::{Arranged, arrange};
use words::Words;

/// Options of a publication list.
///
/// ```
/// use publist::ListOptions;
/// use publist::list::{Counts, GroupBy};
///
/// let options = ListOptions::default().with_title("Works").with_group_by(vec![GroupBy::Type]).with_counts(Counts::Shown);
/// assert_eq!(options.title.as_deref(), Some("Works"));
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ListOptions {
    /// The heading of the whole list.
    pub title: Option<String>,
    /// The people whose names are marked. If empty, the owners of the profile pages from which the records were read.
    pub people: Vec<MarkedPerson>,
    /// The sections. If empty, all works are in one section without a heading.
    pub sections: Vec<Section>,
    /// The headings inside sections, the outermost first.
    pub group_by: Vec<GroupBy>,
    /// The order of works inside a group; if empty, the newest come first.
    pub sort: Vec<SortKey>,
    /// How works are numbered, if the style numbers them or a section has a prefix.
    pub numbering: Numbering,
    /// The maximum number of authors shown; one's own name is always shown. If `None`, as many as the style shows.
    pub author_limit: Option<usize>,
    /// What is shown if "et al." hides the name of the owner of a profile page.
    pub hidden_owner: HiddenOwner,
    /// The badges after each reference, in this order.
    pub badges: Vec<Badge>,
    /// How the links of badges are made.
    pub links: LinkOptions,
    /// What the web page shows besides the list.
    pub page: PageOptions,
    /// How feeds are made.
    pub feed: FeedOptions,
    /// When the list was last updated, in words; it is shown at the end.
    pub updated: Option<String>,
    /// Whether headings of sections include their number of works.
    pub counts: Counts,
    /// Metrics of the person, such as `("h-index", "33")`.
    pub metrics: Vec<(String, String)>,
    /// The language of terms, headings and dates; otherwise the style's own.
    pub locale: Option<String>,
    /// The layout of documents; their paper is otherwise that of the region of `locale`.
    pub layout: PageLayout,
}

choices! {
    /// What is shown if a list of authors was truncated before the name of the page's owner, who is known to be among
    /// the omitted ones.
    pub enum HiddenOwner {
        /// Nothing but "et al.".
        #[default]
        EtAl = "et-al" ("Only “et al.”"),
        /// The name, in a remark after the reference.
        Remark = "remark" ("A remark with the name"),
    }
}

/// Whether headings include their number of works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Counts {
    /// Headings do not include it.
    #[default]
    Hidden,
    /// Headings include it.
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
            links: LinkOptions::default(),
            page: PageOptions::default(),
            feed: FeedOptions::default(),
            updated: None,
            counts: Counts::default(),
            metrics: Vec::new(),
            locale: None,
            layout: PageLayout::default(),
        }
    }
}

impl ListOptions {
    /// Sets the heading of the whole list.
    #[must_use]
    pub fn with_title(self, title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..self }
    }

    /// Sets the people whose names are marked.
    #[must_use]
    pub fn with_people(self, people: Vec<MarkedPerson>) -> Self {
        Self { people, ..self }
    }

    /// Sets the sections.
    #[must_use]
    pub fn with_sections(self, sections: Vec<Section>) -> Self {
        Self { sections, ..self }
    }

    /// Sets the headings inside sections, the outermost first.
    #[must_use]
    pub fn with_group_by(self, group_by: Vec<GroupBy>) -> Self {
        Self { group_by, ..self }
    }

    /// Sets the order of works inside a group.
    #[must_use]
    pub fn with_sort(self, sort: Vec<SortKey>) -> Self {
        Self { sort, ..self }
    }

    /// Sets how works are numbered.
    #[must_use]
    pub fn with_numbering(self, numbering: Numbering) -> Self {
        Self { numbering, ..self }
    }

    /// Sets the maximum number of authors shown; `None` for the style's own.
    #[must_use]
    pub fn with_author_limit(self, author_limit: impl Into<Option<usize>>) -> Self {
        Self { author_limit: author_limit.into(), ..self }
    }

    /// Sets what is shown if "et al." hides the owner of a page.
    #[must_use]
    pub fn with_hidden_owner(self, hidden_owner: HiddenOwner) -> Self {
        Self { hidden_owner, ..self }
    }

    /// Sets the badges after each reference.
    #[must_use]
    pub fn with_badges(self, badges: Vec<Badge>) -> Self {
        Self { badges, ..self }
    }

    /// Sets what the web page shows besides the list.
    #[must_use]
    pub fn with_page(self, page: PageOptions) -> Self {
        Self { page, ..self }
    }

    /// Sets how feeds are made.
    #[must_use]
    pub fn with_feed(self, feed: FeedOptions) -> Self {
        Self { feed, ..self }
    }

    /// Sets when the list was last updated, in words.
    #[must_use]
    pub fn with_updated(self, updated: impl Into<String>) -> Self {
        Self { updated: Some(updated.into()), ..self }
    }

    /// Sets whether headings include their number of works.
    #[must_use]
    pub fn with_counts(self, counts: Counts) -> Self {
        Self { counts, ..self }
    }

    /// Sets the metrics of the person.
    #[must_use]
    pub fn with_metrics(self, metrics: Vec<(String, String)>) -> Self {
        Self { metrics, ..self }
    }

    /// Sets the layout of documents.
    #[must_use]
    pub fn with_layout(self, layout: PageLayout) -> Self {
        Self { layout, ..self }
    }

    /// Sets the language.
    #[must_use]
    pub fn with_locale(self, locale: impl Into<String>) -> Self {
        Self { locale: Some(locale.into()), ..self }
    }
}

/// Makes a publication list. Whether a name is a person's is decided by [`MarkedPerson::find`]; it is not enough that
/// it contains the same letters. If a list of authors was truncated before the name, nothing is added to the list.
///
/// Works that are in no section are reported, and so is a style without a list of references, for which the document is
/// empty.
pub fn publication_list(records: &[Record], style: &Style, options: &ListOptions, diag: &mut dyn Sink) -> Doc {
    if !style.has_bibliography() {
        let message = format!("the style “{}” formats citations only", style.title());
        diag.report(Diagnostic::new(Code::StyleNoBibliography, message));
        return Doc::default();
    }
    let records = &*listed::listed(records, diag);
    let language = StyleLanguage::of(style, options.locale.as_deref(), &mut ());
    let people = if options.people.is_empty() { owners(records) } else { options.people.clone() };
    report_nobody(records, &options.people, diag);
    let sections = arrange(records, options, diag);

    // Every work is formatted once, however often it is listed, in the order of its first occurrence.
    let order = order_of_appearance(&sections, records.len());
    let words = Words::of(language.code());
    let work = |index: &usize, limit: Option<usize>| Prepared::new(&records[*index], &people, limit, words);
    let (mut shown, mut prepared): (Vec<Record>, Vec<Prepared>) =
        order.iter().map(|index| work(index, options.author_limit)).unzip();
    let mut found: Vec<Diagnostic> = Vec::new();
    let names_shown = if options.author_limit.is_some() { NamesShown::All } else { NamesShown::AsStyle };
    let (mut layout, mut places) = references(&shown, &prepared, style, (options, names_shown), &mut found);
    let is_owner = |person: &usize| people[*person].role == Role::Owner;
    let hides_owner = |work: &Prepared| (0..people.len()).filter(is_owner).any(|person| work.hides(person));
    if options.author_limit.is_none() && prepared.iter().any(hides_owner) {
        // As many authors as the style shows, and the owner besides.
        let limits: Vec<usize> = prepared.iter().map(Prepared::authors_shown).collect();
        (shown, prepared) =
            order.iter().zip(limits).map(|(index, limit)| work(index, (limit > 0).then_some(limit))).unzip();
        found.clear();
        (layout, places) = references(&shown, &prepared, style, (options, NamesShown::All), &mut found);
    }
    found.into_iter().for_each(|report| diag.report(report));
    let has_headings = sections.iter().any(|section| section.group_by.contains(&GroupBy::Type));
    if has_headings && Headings::in_language(language.code()).is_none() {
        diag.report(words_missing(language.code()));
    }
    let mut entries: Vec<Option<Entry>> = vec![None; records.len()];
    let mut dropped = Vec::new();
    for (place, entry) in places.into_iter().zip(&layout.entries) {
        let mut entry = entry.clone();
        prepared[place].finish(&shown[place], &mut entry, (options, words), &mut dropped, diag);
        entries[order[place]] = Some(entry);
    }
    links::report(&dropped, diag);
    badges::report_misspelt(records, &options.badges, diag);
    numbering::number(&sections, options, &mut entries);

    let listed: Vec<usize> = order.iter().copied().filter(|index| entries[*index].is_some()).collect();
    let works: Vec<&Record> = listed.iter().map(|index| &records[*index]).collect();
    let (page, details) = web_page::web_page(&works, &people, options, language.code());
    for (index, details) in listed.into_iter().zip(details) {
        if let Some(entry) = &mut entries[index] {
            entry.details = Some(Box::new(details));
        }
    }

    let layout = References { entries: Vec::new(), ..layout };
    let mut blocks = head(options);
    if !works.is_empty() || page.feed != FeedOptions::default() {
        blocks.push(Block::Web(Box::new(page)));
    }
    for (place, section) in sections.iter().enumerate() {
        push_section((place, section), &entries, &layout, options, &language, &mut blocks);
    }
    legend::report_marks(&people, &prepared, words, diag);
    blocks.extend(legend::legend(&people, &prepared, words));
    if let Some(updated) = &options.updated {
        let text = WebWords::of(language.code()).updated.replace("{}", updated);
        blocks.push(Block::Paragraph(text.into()));
    }
    let of_region = || options.locale.as_deref().and_then(Paper::of_language);
    let layout = options.layout.clone().with_paper(options.layout.paper.or_else(of_region));
    Doc { blocks, language: Some(language.code().to_owned()), layout }
}

/// Returns the report for a language without words in publist: headings of types are then in English.
pub fn words_missing(language: &str) -> Diagnostic {
    Diagnostic::new(Code::WordsMissing, format!("there are no headings in “{language}”; using English headings"))
}

/// Reports owners of the list whose names are in no work, unless the list has no works.
fn report_nobody(records: &[Record], people: &[MarkedPerson], diag: &mut dyn Sink) {
    for person in people.iter().filter(|person| person.role == Role::Owner && !records.is_empty()) {
        let is_there = |record: &Record| record.names.values().any(|names| person.find(names).is_some());
        if let Some(name) = person.names.first().filter(|_| !records.iter().any(is_there)) {
            let message = format!("no work has the name “{}”, so it is not marked anywhere", name.to_display_order());
            let report = Diagnostic::new(Code::NobodyMarked, message);
            diag.report(
                report.hint("write names as “Yuan Zong” or “Zong, Yuan”; add other names of the person as variants"),
            );
        }
    }
}

/// The people from whose pages the records were read.
fn owners(records: &[Record]) -> Vec<MarkedPerson> {
    let mut names = Vec::new();
    for owner in records.iter().filter_map(|record| record.owner.as_ref()) {
        if !names.contains(&owner.name) {
            names.push(owner.name.clone());
        }
    }
    names.into_iter().map(|name| MarkedPerson::owner(vec![name])).collect()
}

/// The records of all sections, each once: numbered ones first.
fn order_of_appearance(sections: &[Arranged<'_>], count: usize) -> Vec<usize> {
    let mut is_seen = vec![false; count];
    let (once, repeated): (Vec<_>, Vec<_>) = sections.iter().partition(|section| section.repeats == Repeats::No);
    let works = once.into_iter().chain(repeated).flat_map(|section| &section.works);
    works.map(|work| work.index).filter(|index| !std::mem::replace(&mut is_seen[*index], true)).collect()
}

/// The references, one for each record, and the index of each one's record.
fn references(
    records: &[Record],
    prepared: &[Prepared],
    style: &Style,
    (options, names_shown): (&ListOptions, NamesShown),
    diag: &mut dyn Sink,
) -> (References, Vec<usize>) {
    let marks = |place: &NamePlace<'_>| prepared.get(place.work)?.mark(place);
    let reference_options = ReferenceOptions {
        locale: options.locale.as_deref(),
        order: Order::Given,
        repeated_authors: RepeatedAuthors::InFull, // a dash would refer to an entry that may be under another heading
        name_marks: Some(&marks),
        names_shown,
        ..ReferenceOptions::default()
    };
    let formatted = cite(records, style, &reference_options, diag);
    (formatted.references.unwrap_or_default(), formatted.order)
}

fn head(options: &ListOptions) -> Vec<Block> {
    let title = options.title.as_deref().map(|title| Block::Heading { level: 1, content: title.into() });
    let metrics: Vec<String> = options.metrics.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let metrics = (!metrics.is_empty()).then(|| Block::Paragraph(metrics.join(" · ").into()));
    title.into_iter().chain(metrics).collect()
}

/// Adds the heading of a section, and its works below the headings of their groups.
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
        // Two elements of a page must not have the same id.
        if let Some(entry) = entry.as_mut().filter(|_| section.repeats == Repeats::Yes) {
            entry.id = format!("{}-{place}", entry.id);
        }
        if let Some(entry) = entry.as_mut().filter(|_| section.numbers == Numbers::Hidden) {
            entry.parts.retain(|part| part.display != EntryDisplay::LeftMargin);
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

#[cfg(test)]
mod tests;
