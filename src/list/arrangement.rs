//! The works of a publication list in its sections, for formats that show them in a form of their own.

use super::section::arrange;
use super::{ListOptions, MarkedPerson, Repeats, Role, listed, owners};
use crate::diag::Sink;
use crate::model::{NameVariable, Record};

/// A section of a publication list, with its works.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedSection {
    /// Its heading.
    pub heading: Option<String>,
    /// Whether its works are also in other sections.
    pub repeats: Repeats,
    /// Its works, in order.
    pub works: Vec<ListedWork>,
}

/// A work in a section of a publication list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedWork {
    /// Its index among the records.
    pub index: usize,
    /// The positions of the list's owners among the authors, or among the editors of a work without authors.
    pub owners: Vec<usize>,
}

/// Distributes works to the sections of a publication list, in its order. Sections without works are left out, and works
/// that are in no section are reported.
///
/// ```
/// use publist::{ListOptions, list};
///
/// let bib = "@article{a, author = {Lu, Cheng and Zong, Yuan}, title = {A}, year = 2020} @misc{b, title = {B}, year = 2022}";
/// let library = publist::read_str("works.bib", bib)?;
/// let person = list::MarkedPerson::owner(vec![publist::Name::person("Zong", "Yuan")]);
/// let options = ListOptions::default().with_people(vec![person]);
/// let sections = list::listed_sections(&library.records, &options, &mut ());
/// let works: Vec<usize> = sections[0].works.iter().map(|work| work.index).collect();
/// assert_eq!(works, [1, 0], "the newest come first");
/// assert_eq!(sections[0].works[1].owners, [1], "the second author");
/// # Ok::<(), publist::Error>(())
/// ```
pub fn listed_sections(records: &[Record], options: &ListOptions, diag: &mut dyn Sink) -> Vec<ListedSection> {
    let people = if options.people.is_empty() { owners(records) } else { options.people.clone() };
    let sections = arrange(&listed::listed(records, diag), options, diag);
    let listed = sections.into_iter().map(|section| ListedSection {
        heading: section.heading.map(str::to_owned),
        repeats: section.repeats,
        works: section
            .works
            .into_iter()
            .map(|work| ListedWork { index: work.index, owners: owners_of(&records[work.index], &people) })
            .collect(),
    });
    listed.filter(|section| !section.works.is_empty()).collect()
}

fn owners_of(record: &Record, people: &[MarkedPerson]) -> Vec<usize> {
    let names = [NameVariable::Author, NameVariable::Editor].into_iter().find_map(|role| record.names(role));
    let Some(names) = names else { return Vec::new() };
    let owners = people.iter().filter(|person| person.role == Role::Owner);
    owners.filter_map(|person| person.find(names)).collect()
}
