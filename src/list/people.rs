//! The people whose names are marked in a publication list: oneself, students, a team.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::choice::choices;
use crate::csl::{NameLook, NameMark};
use crate::model::{self, Name, NameAgreement, Names};

/// A person whose name is marked in all lists of names.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MarkedPerson {
    /// The names under which the person publishes: variants, former names, names in other scripts.
    pub names: Vec<Name>,
    /// Names of other people that could be confused with the person's.
    pub others: Vec<Name>,
    /// The person's ORCID iD in its normal form. If a name has an ORCID iD, only the iD is compared.
    pub orcid: Option<String>,
    /// How the name is marked.
    pub mark: NameMark,
    /// The meaning of the mark, for the legend; a mark without a meaning is not in the legend.
    pub legend: Option<String>,
    /// Whether the list is this person's.
    pub role: Role,
}

choices! {
    /// The relation of a person to the list.
    pub enum Role {
        /// The list is this person's: the works in it are assumed to be theirs.
        #[default]
        Owner = "owner" ("The list is this person's"),
        /// A student, a member of the team: the works may be by others.
        Companion = "companion" ("Another person to mark, such as a student or a member of the team"),
    }
}

impl MarkedPerson {
    /// Creates the owner of a list, whose name is shown in bold.
    pub fn owner(names: Vec<Name>) -> Self {
        Self { names, mark: NameMark { look: NameLook::Bold, signs: String::new() }, ..Self::default() }
    }

    /// Sets names of other people that could be confused with the person's.
    #[must_use]
    pub fn with_others(self, others: Vec<Name>) -> Self {
        Self { others, ..self }
    }

    /// Sets the ORCID iD, in its normal form.
    #[must_use]
    pub fn with_orcid(self, orcid: impl Into<String>) -> Self {
        Self { orcid: Some(orcid.into()), ..self }
    }

    /// Sets the mark.
    #[must_use]
    pub fn with_mark(self, mark: NameMark) -> Self {
        Self { mark, ..self }
    }

    /// Sets the meaning of the mark.
    #[must_use]
    pub fn with_legend(self, legend: impl Into<String>) -> Self {
        Self { legend: Some(legend.into()), ..self }
    }

    /// Sets the role.
    #[must_use]
    pub fn with_role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// Returns the index of the person in a list of names, from 0.
    ///
    /// A name with an ORCID iD is the person's if the iD is. Otherwise names are compared with [`Name::agreement`], and
    /// the one that agrees best is the person's: next to "Yuan Zong", "Y. Zong" is somebody else. If two agree equally
    /// well, none of them is marked. Names in the wrong order ("Zong" as a given name) only count for the owner of the
    /// list.
    pub fn find(&self, names: &Names) -> Option<usize> {
        let mut best: Option<((Rank, Reverse<usize>), usize)> = None;
        let mut is_ambiguous = false;
        for (index, name) in names.list.iter().enumerate() {
            let Some(rank) = self.rank(name) else { continue };
            match best {
                Some((known, _)) if known < rank => {}
                Some((known, _)) if known == rank => is_ambiguous = true,
                _ => (best, is_ambiguous) = (Some((rank, index)), false),
            }
        }
        best.filter(|_| !is_ambiguous).map(|(_, index)| index)
    }

    /// Returns whether the name at this index of the list is the person's.
    pub fn is_at(&self, names: &Names, index: usize) -> bool {
        // Most names are nobody's, and then the others need not be compared.
        names.list.get(index).is_some_and(|name| self.rank(name).is_some()) && self.find(names) == Some(index)
    }

    /// How certain it is that a name is the person's, and how many given names support this.
    fn rank(&self, name: &Name) -> Option<(Rank, Reverse<usize>)> {
        let name = &*without_marks(name);
        let known = match name {
            Name::Person(person) => person.orcid.as_deref().zip(self.orcid.as_deref()),
            Name::Literal(_) => None,
        };
        match known {
            Some((shown, own)) if shown == own => return Some((Rank::Orcid, Reverse(0))),
            Some(_) => return None,
            None => {}
        }
        let best = self.names.iter().filter_map(|own| own.agreement(name)).min()?;
        // A name that agrees better with another person's belongs to that person.
        if self.others.iter().filter_map(|other| other.agreement(name)).min().is_some_and(|other| other < best) {
            return None;
        }
        let shared = self.names.iter().filter(|own| own.agreement(name) == Some(best));
        let shared = Reverse(shared.map(|own| own.shared_given_names(name)).max().unwrap_or_default());
        match best {
            NameAgreement::Same => Some((Rank::Same, shared)),
            NameAgreement::Abbreviated => Some((Rank::Abbreviated, shared)),
            NameAgreement::Swapped => (self.role == Role::Owner).then_some((Rank::Swapped, shared)),
        }
    }
}

/// A name without the signs of affiliations and contributions that were pasted with it: "Yuan*†", "Zong$^{1,2}$".
fn without_marks(name: &Name) -> Cow<'_, Name> {
    let part = |part: &str| {
        let raised = part.find("$^").or_else(|| part.find("^{")).filter(|_| part.ends_with(['$', '}']));
        let bare = &part[..raised.unwrap_or(part.len())];
        bare.trim_end_matches(|character: char| character.is_numeric() || "*∗⁎†‡§¶#^$, ".contains(character)).to_owned()
    };
    let is_marked = |part: &str| part.ends_with(|character: char| !character.is_alphabetic() && character != '.');
    match name {
        Name::Person(person) if is_marked(&person.family) || person.given.as_deref().is_some_and(is_marked) => {
            let given = person.given.as_deref().map(part);
            Cow::Owned(Name::Person(model::Person { family: part(&person.family), given, ..person.clone() }))
        }
        Name::Literal(literal) if is_marked(literal) => Cow::Owned(Name::Literal(part(literal))),
        _ => Cow::Borrowed(name),
    }
}

/// How certain it is that a name is a person's, the most certain first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Orcid,
    Same,
    Abbreviated,
    Swapped,
}

#[cfg(test)]
mod tests {
    use super::{MarkedPerson, Role};
    use crate::model::{self, Name, Names};

    fn names(list: &[&str]) -> Names {
        Names::complete(list.iter().map(|name| Name::from_either_order(name)).collect())
    }

    #[track_caller]
    fn finds(person: &MarkedPerson, list: &[&str], expected: Option<usize>) {
        assert_eq!(person.find(&names(list)), expected, "{list:?}");
    }

    fn zong() -> MarkedPerson {
        MarkedPerson::owner(vec![Name::from_either_order("Yuan Zong")])
    }

    #[test]
    fn the_name_that_agrees_best_is_the_persons() {
        finds(&zong(), &["Yan Zong", "Yuan Zong", "Y. Zong"], Some(1));
        finds(&zong(), &["Yan Zong", "Y. Zong"], Some(1));
        finds(&zong(), &["Yan Zong", "Yuan Zongwei"], None);
        finds(&zong(), &["Zong Yuan", "Cheng Lu"], Some(0));
        finds(&zong(), &["Zong, Yuan", "Yuan, Zong"], Some(0));
    }

    #[test]
    fn two_that_agree_equally_well_are_not_told_apart() {
        finds(&zong(), &["Y. Zong", "Zong, Y."], None);
        let smith = MarkedPerson::owner(vec![Name::from_either_order("John A. Smith")]);
        finds(&smith, &["Smith, J.", "Smith, J. A."], Some(1));
    }

    #[test]
    fn marks_that_were_pasted_into_a_name_are_no_part_of_it() {
        for name in
            ["Zong, Yuan*†", "Zong$^{*}$, Yuan", "Zong, Yuan$^{1,2}$", "Zong^{a}, Yuan", "Zong, Yuan 0001", "Zong¹, Y."]
        {
            finds(&zong(), &["Lu, Cheng*", name], Some(1));
        }
        finds(&zong(), &["Zong, Yu*"], None);
    }

    #[test]
    fn names_of_others_are_left_alone() {
        let person = MarkedPerson { others: vec![Name::from_either_order("Y. Zong")], ..zong() };
        finds(&person, &["Y. Zong"], None);
        finds(&person, &["Yuan Zong"], Some(0));
    }

    #[test]
    fn names_in_the_wrong_order_count_for_the_owner_alone() {
        let companion = MarkedPerson { role: Role::Companion, ..zong() };
        finds(&companion, &["Zong Yuan"], None);
        finds(&companion, &["Zong, Y."], Some(0));
    }

    #[test]
    fn an_orcid_decides() {
        let with = |name: &str, orcid: &str| match Name::from_either_order(name) {
            Name::Person(person) => Name::Person(model::Person { orcid: Some(orcid.into()), ..person }),
            literal => literal,
        };
        let person = MarkedPerson { orcid: Some("0000-0002-1825-0097".into()), ..zong() };
        let list = vec![with("Yuan Zong", "0000-0001-5109-3700"), with("Y. Z. Former", "0000-0002-1825-0097")];
        assert_eq!(person.find(&Names::complete(list)), Some(1));
    }
}
