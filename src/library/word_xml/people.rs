//! Lists of names: people with their parts, or one organisation.

use crate::model::{Name, Names, Person};
use crate::syntax::element::Element;
use crate::values::composed;
use crate::values::names::{self, GivenNames};

/// The parts of a person's name in Word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Parts {
    pub(super) last: String,
    pub(super) first: String,
    pub(super) middle: String,
}

impl Parts {
    /// Returns the parts of a name. A suffix follows the last name, as in references: "King, Jr.".
    pub(super) fn of(name: &Name) -> Self {
        let family = name.family_with_particles();
        let Name::Person(Person { given, suffix, .. }) = name else {
            return Self { last: family, ..Self::default() };
        };
        let last = suffix.iter().fold(family, |last, suffix| format!("{last}, {suffix}"));
        let given = given.as_deref().unwrap_or_default();
        let (first, middle) = given.split_once(' ').unwrap_or((given, ""));
        Self { last, first: first.to_owned(), middle: middle.to_owned() }
    }

    /// Returns the name. Without given names nothing says whether it is one of a person: it is not split.
    pub(super) fn name(&self) -> Name {
        let given = [self.first.trim(), self.middle.trim()].join(" ");
        let (last, given) = (self.last.trim(), given.trim());
        match (last.is_empty(), given.is_empty()) {
            (false, false) => names::read(&format!("{last}, {given}"), GivenNames::Plain).name,
            (true, _) => Name::Literal(composed(given).into_owned()),
            (false, true) => Name::Literal(composed(last).into_owned()),
        }
    }
}

/// Returns the names of a role.
pub(super) fn read(role: &Element) -> Names {
    let part = |person: &Element, name: &str| {
        // Some programs write several elements for several middle names.
        person.named(name).filter_map(Element::text).collect::<Vec<_>>().join(" ")
    };
    let people = role.all_at("NameList/Person").into_iter().map(|person| {
        Parts { last: part(person, "Last"), first: part(person, "First"), middle: part(person, "Middle") }.name()
    });
    let organisations =
        role.named("Corporate").filter_map(Element::text).map(|name| Name::Literal(composed(&name).into_owned()));
    let mut list: Vec<Name> = people.chain(organisations).collect();
    let is_truncated = list.last().is_some_and(|last| names::means_others(&last.to_display_order()));
    if is_truncated {
        list.pop();
    }
    Names { list, truncated: is_truncated }
}
