//! The sections of a publication list: their works, and the order of these.

use std::cmp::Reverse;

use super::group::Group;
use super::status;
use super::{GroupBy, ListOptions};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{PublicationStatus, Record};
use crate::query::Query;
use crate::query::{SortBy, SortKey, sorted_order};

/// A section of a publication list.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Section {
    /// Its heading.
    pub heading: Option<String>,
    /// Which works it contains; `None` for all.
    pub query: Option<Query>,
    /// The text before the numbers of its works: the `J` of `[J3]`.
    pub prefix: String,
    /// The headings inside it; `None` for those of the list.
    pub group_by: Option<Vec<GroupBy>>,
    /// The order of its works; `None` for that of the list.
    pub sort: Option<Vec<SortKey>>,
    /// The maximum number of works: the first ones in its order.
    pub limit: Option<usize>,
    /// Whether its works are also listed in other sections.
    pub repeats: Repeats,
    /// Whether its works have numbers.
    pub numbers: Numbers,
}

impl Section {
    /// Sets the heading.
    #[must_use]
    pub fn with_heading(self, heading: impl Into<String>) -> Self {
        Self { heading: Some(heading.into()), ..self }
    }

    /// Sets which works it contains.
    #[must_use]
    pub fn with_query(self, query: Query) -> Self {
        Self { query: Some(query), ..self }
    }

    /// Sets the text before the numbers of its works.
    #[must_use]
    pub fn with_prefix(self, prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// Sets the headings inside it.
    #[must_use]
    pub fn with_group_by(self, group_by: Vec<GroupBy>) -> Self {
        Self { group_by: Some(group_by), ..self }
    }

    /// Sets the order of its works.
    #[must_use]
    pub fn with_sort(self, sort: Vec<SortKey>) -> Self {
        Self { sort: Some(sort), ..self }
    }

    /// Sets the maximum number of works.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// Sets whether its works are also listed in other sections.
    #[must_use]
    pub fn with_repeats(self, repeats: Repeats) -> Self {
        Self { repeats, ..self }
    }

    /// Sets whether its works have numbers.
    #[must_use]
    pub fn with_numbers(self, numbers: Numbers) -> Self {
        Self { numbers, ..self }
    }
}

/// Whether the works of a section are also listed in other sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Repeats {
    /// They are not: each work is in the first section of this kind that matches it.
    #[default]
    No,
    /// They are, and have their numbers there: for a list of selected works.
    Yes,
}

/// Whether the works of a section have numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Numbers {
    /// They have, if the style numbers works or the section has a prefix.
    #[default]
    Shown,
    /// They have none, and do not count for those of other sections.
    Hidden,
}

/// A section with its works.
#[derive(Debug)]
pub(super) struct Arranged<'a> {
    pub heading: Option<&'a str>,
    pub prefix: &'a str,
    pub repeats: Repeats,
    pub numbers: Numbers,
    pub group_by: &'a [GroupBy],
    pub works: Vec<Work>,
}

/// A work in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Work {
    /// Its index among the records.
    pub index: usize,
    /// Its groups, the outermost first.
    pub groups: Vec<Group>,
}

/// Distributes the records to the sections and sorts them. Works that match no section are reported.
pub(super) fn arrange<'a>(records: &[Record], options: &'a ListOptions, diag: &mut dyn Sink) -> Vec<Arranged<'a>> {
    let is_in = |section: &Section, record: &Record| section.query.as_ref().is_none_or(|query| query.matches(record));
    let (mut is_placed, mut is_listed) = (vec![false; records.len()], vec![false; records.len()]);
    let mut is_meant = vec![false; records.len()];
    let mut arranged: Vec<Arranged<'a>> = Vec::new();
    for section in &options.sections {
        let fits =
            |index: usize| is_in(section, &records[index]) && (section.repeats == Repeats::Yes || !is_listed[index]);
        let group_by = section.group_by.as_deref().unwrap_or(&options.group_by);
        let order = order(records, section.sort.as_deref().unwrap_or(&options.sort));
        let mut works = works(&order, records, &fits, group_by);
        // Works that only a limit excludes are left out on purpose; a list of selected works repeats works of other
        // sections.
        works.iter().for_each(|work| is_meant[work.index] |= section.repeats == Repeats::No);
        works.truncate(section.limit.unwrap_or(usize::MAX));
        works.iter().for_each(|work| is_listed[work.index] |= section.repeats == Repeats::No);
        works.iter().for_each(|work| is_placed[work.index] = true);
        arranged.push(Arranged {
            heading: section.heading.as_deref(),
            prefix: &section.prefix,
            repeats: section.repeats,
            numbers: section.numbers,
            group_by,
            works,
        });
    }
    if options.sections.is_empty() {
        let works = works(&order(records, &options.sort), records, &|_| true, &options.group_by);
        arranged.push(Arranged {
            heading: None,
            prefix: "",
            repeats: Repeats::No,
            numbers: Numbers::Shown,
            group_by: &options.group_by,
            works,
        });
        return arranged;
    }
    let left_out: Vec<&Record> = (0..records.len())
        .filter(|index| !is_placed[*index] && !is_meant[*index])
        .map(|index| &records[index])
        .collect();
    report_left_out(&left_out, diag);
    arranged
}

/// Reports, in one report, which works are in no section.
fn report_left_out(records: &[&Record], diag: &mut dyn Sink) {
    const TITLES: usize = 3;
    let titles: Vec<String> = records.iter().take(TITLES).map(|record| format!("“{}”", record.plain_title())).collect();
    let titles = titles.join(", ");
    match records {
        [] => {}
        [record] => {
            let message = format!("{titles} is in no section of the list and was left out");
            diag.report(Diagnostic::new(Code::NotListed, message).about(record.id.as_str()));
        }
        _ => {
            let more = records.len().saturating_sub(TITLES);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let message =
                format!("{} works are in no section of the list and were left out: {titles}{more}", records.len());
            diag.report(Diagnostic::new(Code::NotListed, message));
        }
    }
}

/// Sorts works by their groups, and inside these by the requested order.
fn works(order: &[usize], records: &[Record], is_here: &dyn Fn(usize) -> bool, group_by: &[GroupBy]) -> Vec<Work> {
    let here = order.iter().copied().filter(|index| is_here(*index));
    let groups = |index: usize| group_by.iter().map(|by| by.group_of(&records[index])).collect();
    let mut works: Vec<Work> = here.map(|index| Work { index, groups: groups(index) }).collect();
    works.sort_by(|one, other| one.groups.cmp(&other.groups));
    works
}

fn order(records: &[Record], sort: &[SortKey]) -> Vec<usize> {
    let newest_first = [SortKey { by: SortBy::Year, is_descending: true }];
    let sort = if sort.is_empty() { &newest_first } else { sort };
    let mut order = sorted_order(records, sort);
    // Works that have not appeared yet are newer than all others.
    if let Some(SortKey { by: SortBy::Year, is_descending }) = sort.first() {
        let unpublished: Vec<Option<PublicationStatus>> = records.iter().map(status::of_undated).collect();
        let has_year = |index: usize| records[index].year().is_some();
        order.sort_by_key(|index| match (unpublished[*index], is_descending) {
            (Some(status), true) => (0, Some(status), None),
            (Some(status), false) => (2, None, Some(Reverse(status))),
            (None, _) => (if has_year(*index) { 1 } else { 3 }, None, None),
        });
    }
    order
}
