//! Given names that distinguish people with the same family name wherever they are cited: the rules `all-names` and
//! `primary-name` of `givenname-disambiguation-rule`.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::{GivenNames, NameKey, NameStyle, name_node};
use crate::csl::output::{Finish, plain};
use crate::csl::parallel::Threads;
use crate::csl::style::ir::{GivenNameRule, NameForm};
use crate::model::Name;

/// How to show every person's given names, if this is the same in the whole document.
pub(in crate::csl) type Everywhere = HashMap<NameKey, GivenNames>;

/// The people named in a document's cites, with the form in which the style first writes each name.
pub(in crate::csl) struct People<'a> {
    rule: GivenNameRule,
    styles: HashMap<&'a Name, NameStyle<'a>>,
    /// The people in the order of their first occurrence.
    met: Vec<&'a Name>,
}

impl<'a> People<'a> {
    pub(in crate::csl) fn new(rule: GivenNameRule) -> Self {
        Self { rule, styles: HashMap::new(), met: Vec::new() }
    }

    /// Adds the names of a list to which the rule applies, with the form in which they are written.
    pub(in crate::csl) fn add(&mut self, names: &'a [Name], style: NameStyle<'a>) {
        let is_primary_only = matches!(self.rule, GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials);
        // The rules for initials have no effect in a style without initials.
        if is_for_initials(self.rule) && !(style.initialize && style.initialize_with.is_some()) {
            return;
        }
        for name in names.iter().take(if is_primary_only { 1 } else { usize::MAX }) {
            self.meet(name, style);
        }
    }

    /// Adds the people that occur later.
    pub(in crate::csl) fn extend(&mut self, later: Self) {
        for name in later.met {
            self.meet(name, later.styles[name]);
        }
    }

    fn meet(&mut self, name: &'a Name, style: NameStyle<'a>) {
        if let Entry::Vacant(entry) = self.styles.entry(name) {
            entry.insert(style);
            self.met.push(name);
        }
    }

    /// Returns how to show the given names of people whose names look the same in the style.
    pub(in crate::csl) fn given_names(&self, finish: Finish<'_>, threads: Threads) -> Everywhere {
        let form = |name: &'a Name, given_names: GivenNames| {
            let style = NameStyle { given_names, is_inverted: false, ..self.styles[name] };
            plain(&name_node(name, &style), finish)
        };
        let as_style = threads.map(self.met.len(), |index| form(self.met[index], GivenNames::AsStyle));
        let mut alike: HashMap<&str, Vec<usize>> = HashMap::with_capacity(as_style.len());
        for (index, as_style) in as_style.iter().enumerate() {
            alike.entry(as_style).or_default().push(index);
        }
        let mut result = Everywhere::new();
        for alike in alike.into_values().filter(|alike| alike.len() > 1) {
            let forms = alike.into_iter().map(|index| {
                let name = self.met[index];
                let is_long = self.styles[name].form == NameForm::Long;
                Forms {
                    name,
                    with_initials: if is_long { as_style[index].clone() } else { form(name, GivenNames::Initials) },
                    // "J. J." and "J.J." are the same person.
                    in_full: form(name, GivenNames::Full).replace([' ', '.', '\u{a0}'], ""),
                }
            });
            tell_apart(&forms.collect::<Vec<_>>(), self.rule, &mut result);
        }
        result
    }
}

/// A name with more of the given names than the style shows.
struct Forms<'a> {
    name: &'a Name,
    with_initials: String,
    in_full: String,
}

/// Decides how to show the given names of people whose names look the same in the style.
fn tell_apart(alike: &[Forms<'_>], rule: GivenNameRule, result: &mut Everywhere) {
    let initials_only = is_for_initials(rule);
    let mut in_full_of: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for forms in alike {
        in_full_of.entry(&forms.with_initials).or_default().insert(&forms.in_full);
    }
    if in_full_of.values().flatten().collect::<BTreeSet<_>>().len() == 1 {
        return; // the same person, in several spellings of what is not shown
    }
    for forms in alike {
        let is_shared = in_full_of.get(forms.with_initials.as_str()).is_some_and(|in_full| in_full.len() > 1);
        let level = match (is_shared, initials_only) {
            (false, _) => GivenNames::Initials,
            (true, false) => GivenNames::Full,
            // Initials distinguish them from some of the others, or from nobody.
            (true, true) if in_full_of.len() > 1 => GivenNames::Initials,
            (true, true) => continue,
        };
        result.insert(forms.name.clone(), level);
    }
}

const fn is_for_initials(rule: GivenNameRule) -> bool {
    matches!(rule, GivenNameRule::AllNamesWithInitials | GivenNameRule::PrimaryNameWithInitials)
}
