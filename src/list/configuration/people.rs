//! The people of `publist.toml`, whose names are marked.

use toml::de::DeTable;

use super::key::{self, Key, key, one_of};
use super::value::Reading;
use crate::csl::NameLook;
use crate::diag::Code;
use crate::list::{MarkedPerson, Role};
use crate::model::Name;
use crate::text::identifiers::normalise_orcid;

pub(super) static KEYS: &[Key<Described>] = &[
    key(
        "name",
        "\"Yuan Zong\"",
        "The name, as “Yuan Zong” or “Zong, Yuan”; or a list of several people who are marked alike, such as all students",
        |described, value, reading| {
            let mut names: Vec<Name> = names(value.strings(reading)).collect();
            match names.len() {
                0 | 1 => described.person.names.append(&mut names),
                _ => described.several = names,
            }
        },
    ),
    key(
        "variants",
        "[\"Zong, Y. X.\"]",
        "Other names of the person: former names, names in other scripts",
        |described, value, reading| described.person.names.extend(names(value.strings(reading))),
    ),
    key(
        "others",
        "[\"Yong Zong\"]",
        "Names of other people that look like this person's",
        |described, value, reading| described.person.others = names(value.strings(reading)).collect(),
    ),
    key(
        "orcid",
        "\"0000-0002-1825-0097\"",
        "The ORCID iD, which decides if a name has one",
        |described, value, reading| {
            let Some(orcid) = value.string(reading) else { return };
            described.person.orcid = normalise_orcid(&orcid);
            if described.person.orcid.is_none() {
                value.wrong("an ORCID iD with the right check digit", reading);
            }
        },
    ),
    one_of::<Role, _>(key(
        "role",
        "\"owner\"",
        "The relation of the person to the list",
        |described, value, reading| {
            described.person.role = value.choice(reading).unwrap_or_default();
        },
    )),
    one_of::<NameLook, _>(key("look", "\"bold\"", "How the name looks", |described, value, reading| {
        described.look = value.choice(reading);
    })),
    key("sign", "\"§\"", "Superscript signs after the name", |described, value, reading| {
        described.person.mark.signs = value.string(reading).unwrap_or_default();
    }),
    key(
        "legend",
        "\"students\"",
        "The meaning of look and sign, shown at the end of the list",
        |described, value, reading| described.person.legend = value.string(reading),
    ),
];

/// What a table says of a person.
pub(super) struct Described {
    person: MarkedPerson,
    /// The names of several people to whom the rest applies.
    several: Vec<Name>,
    look: Option<NameLook>,
}

/// Reads a person, or several people who are marked alike; a table without a name is reported.
pub(super) fn read(values: &DeTable<'_>, reading: &mut Reading<'_, '_>) -> Vec<MarkedPerson> {
    let mut described = Described { person: MarkedPerson::owner(Vec::new()), several: Vec::new(), look: None };
    key::read(values, "people", KEYS, &mut described, reading);
    let Described { mut person, several, look } = described;
    let usual = match (person.mark.signs.as_str(), person.role) {
        ("", Role::Owner) => NameLook::Bold,
        ("", _) => NameLook::Underline,
        _ => NameLook::Plain,
    };
    person.mark.look = look.unwrap_or(usual);
    let start = || values.keys().next().map_or(0..0, toml::Spanned::span);
    if several.is_empty() {
        if person.names.is_empty() {
            reading.report(Code::ConfigurationValue, start(), "a person needs a “name”");
        }
        return Some(person).filter(|person| !person.names.is_empty()).into_iter().collect();
    }
    if person.orcid.is_some() || !person.others.is_empty() || !person.names.is_empty() {
        let message =
            "“variants”, “others” and “orcid” are those of one person, but “name” is a list of several people";
        reading.report(Code::ConfigurationValue, start(), message);
    }
    let of_one = |name| MarkedPerson { names: vec![name], others: Vec::new(), orcid: None, ..person.clone() };
    several.into_iter().map(of_one).collect()
}

fn names(texts: Vec<String>) -> impl Iterator<Item = Name> {
    texts.into_iter().map(|text| Name::from_either_order(&text))
}
