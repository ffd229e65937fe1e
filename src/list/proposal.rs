//! What a first configuration proposes for a collection of works: whose list it is, and what to show of each work.

use std::collections::HashMap;

use super::{Badge, MarkedPerson};
use crate::model::{Name, NameVariable, Names, Record, is_bare_initials};

/// A person who is probably the owner of a list.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LikelyOwner {
    /// The name, with given names in full if any work has them.
    pub name: Name,
    /// In how many works the person is an author or editor.
    pub works: usize,
}

/// Links that sites show, in the order in which a list shows them best.
const PROPOSED_BADGES: [&str; 12] =
    ["doi", "arxiv", "pdf", "url_paper", "code", "data", "slides", "poster", "video", "website", "blog", "award"];

/// The fewest works from which an owner can be told.
const FEWEST: usize = 3;

/// Returns the person who wrote or edited most of the works; `None` if nobody did, if more than one person may be meant, or
/// if there are fewer than three works. A list is nobody's for certain: this is a proposal, for its owner to confirm.
///
/// ```
/// use publist::list::likely_owner;
///
/// let works = publist::read_str("works.bib", "@misc{a, author = {Yuan Zong and Cheng Lu}}\n@misc{b, author = {Y. Zong}}\n\
///     @misc{c, author = {Hailun Lian and Yuan Zong}}")?;
/// let owner = likely_owner(&works.records).expect("somebody wrote all of them");
/// assert_eq!((owner.name.to_display_order(), owner.works), ("Yuan Zong".to_owned(), 3));
/// # Ok::<(), publist::Error>(())
/// ```
pub fn likely_owner(records: &[Record]) -> Option<LikelyOwner> {
    if records.len() < FEWEST {
        return None;
    }
    let mut counts: HashMap<&Name, usize> = HashMap::new();
    let people = |record| -> Option<&[Name]> { Some(&people_of(record)?.list) };
    for name in records.iter().filter_map(people).flatten().filter(|name| matches!(name, Name::Person(_))) {
        *counts.entry(name).or_default() += 1;
    }
    let mut names: Vec<(&Name, usize)> = counts.into_iter().collect();
    names.sort_by(|(one, count), (other, more)| more.cmp(count).then_with(|| shown(one).cmp(&shown(other))));
    // Spellings that are rare are not those of an owner, but of one of very many co-authors.
    names.truncate(100);
    let mut found: Vec<LikelyOwner> = Vec::new();
    for (name, _) in &names {
        if found.iter().any(|known| known.name.agreement(name).is_some()) {
            continue; // another spelling
        }
        let spellings = names.iter().filter(|(other, _)| name.agreement(other).is_some());
        let fullest = spellings.max_by_key(|(other, count)| (has_full_given_name(other), *count));
        let name = fullest.map_or(*name, |(fullest, _)| fullest);
        let person = MarkedPerson::owner(vec![name.clone()]);
        let is_by = |record: &&Record| people_of(record).is_some_and(|names| person.find(names).is_some());
        found.push(LikelyOwner { name: name.clone(), works: records.iter().filter(is_by).count() });
    }
    found.sort_by_key(|person| std::cmp::Reverse(person.works));
    let mut found = found.into_iter();
    let first = found.next()?;
    let second = found.next().map_or(0, |second| second.works);
    let is_clear = first.works * 2 > records.len() && first.works > second;
    is_clear.then_some(first)
}

fn people_of(record: &Record) -> Option<&Names> {
    [NameVariable::Author, NameVariable::Editor].into_iter().find_map(|role| record.names(role))
}

fn has_full_given_name(name: &Name) -> bool {
    let Name::Person(person) = name else { return false };
    let mut words = person.given.as_deref().unwrap_or_default().split_whitespace();
    words.any(|word| !word.ends_with('.') && !is_bare_initials(word))
}

fn shown(name: &Name) -> String {
    name.to_display_order()
}

/// Returns the badges for which at least one of the works has something to show.
///
/// ```
/// let works = publist::read_str("works.bib", "@misc{a, pdf = {https://example.org/a.pdf}, doi = {10.5555/a}}")?;
/// let badges = publist::list::likely_badges(&works.records);
/// assert_eq!(badges.iter().map(|badge| badge.name()).collect::<Vec<_>>(), ["doi", "pdf"]);
/// # Ok::<(), publist::Error>(())
/// ```
pub fn likely_badges(records: &[Record]) -> Vec<Badge> {
    let badges = PROPOSED_BADGES.into_iter().map(Badge::named);
    badges.filter(|badge| records.iter().any(|record| badge.has_value(record))).collect()
}

#[cfg(test)]
mod tests {
    use super::likely_owner;
    use crate::model::{Kind, Name, NameVariable, Names, Record};

    fn works(authors: &[&[&str]]) -> Vec<Record> {
        let work = |authors: &&[&str]| {
            let mut record = Record::new(Kind::Book);
            let list = authors.iter().map(|name| Name::from_either_order(name)).collect();
            record.set_names(NameVariable::Author, Names::complete(list));
            record
        };
        authors.iter().map(work).collect()
    }

    fn owner(authors: &[&[&str]]) -> Option<(String, usize)> {
        likely_owner(&works(authors)).map(|owner| (owner.name.to_display_order(), owner.works))
    }

    #[test]
    fn the_author_of_most_works_is_the_owner() {
        let zong = &["Yuan Zong"][..];
        assert_eq!(owner(&[zong, &["Lu, Cheng", "Zong, Y."], &["Yan Li"]]), Some(("Yuan Zong".to_owned(), 2)));
        assert_eq!(owner(&[zong, zong]), None, "too few");
        assert_eq!(owner(&[zong, &["Yan Li"], &["Cheng Lu"]]), None, "one of three");
        let both = &["Yuan Zong", "Cheng Lu"][..];
        assert_eq!(owner(&[both, both, both]), None, "one of two");
        assert_eq!(owner(&[both, both, both, zong]), Some(("Yuan Zong".to_owned(), 4)));
        let short = &["Zong, Y."][..];
        assert_eq!(owner(&[short, short, short, zong]), Some(("Yuan Zong".to_owned(), 4)), "in full");
        assert_eq!(owner(&[&[], &[], &[]]), None);
    }
}
