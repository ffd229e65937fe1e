//! The sections of `publist.toml`, and how works are numbered.

use super::key::{Key, key, one_of};
use crate::list::{NumberDirection, Numbering, Numbers, Repeats, Scope, Section};

/// The keys of a section.
pub(super) static SECTION: &[Key<Section>] = &[
    key("heading", "\"Journal articles\"", "The heading of the section", |section, value, reading| {
        section.heading = value.string(reading);
    }),
    key(
        "where",
        "\"type:article-journal\"",
        "Which works it contains; by default, all works that are in no section before it",
        |section, value, reading| section.query = value.parsed(reading),
    ),
    key(
        "prefix",
        "\"J\"",
        "The prefix of the numbers: [J3]; with repeats = true, works keep the numbers they have in other sections",
        |section, value, reading| section.prefix = value.string(reading).unwrap_or_default(),
    ),
    key(
        "group-by",
        "[\"year\"]",
        "Headings inside this section, instead of those of the list",
        |section, value, reading| section.group_by = value.all_parsed(reading),
    ),
    key(
        "sort",
        "[\"title\"]",
        "The order inside this section, instead of that of the list",
        |section, value, reading| section.sort = value.all_parsed(reading),
    ),
    key("limit", "5", "The maximum number of works: the first ones in its order", |section, value, reading| {
        section.limit = value.number(reading);
    }),
    key(
        "repeats",
        "true",
        "Whether its works also appear in other sections, as in a list of selected works",
        |section, value, reading| section.repeats = value.choice_of_boolean([Repeats::No, Repeats::Yes], reading),
    ),
    key(
        "numbers",
        "false",
        "Whether its works have numbers; by default, as in the whole list",
        |section, value, reading| section.numbers = value.choice_of_boolean([Numbers::Hidden, Numbers::Shown], reading),
    ),
];

/// The keys of the table `numbering`.
pub(super) static NUMBERING: &[Key<Numbering>] = &[
    one_of::<NumberDirection, _>(key(
        "direction",
        "\"descending\"",
        "Which work gets the first number",
        |numbering, value, reading| {
            numbering.direction = value.choice(reading).unwrap_or_default();
        },
    )),
    one_of::<Scope, _>(key("scope", "\"list\"", "The scope of the numbers", |numbering, value, reading| {
        numbering.scope = value.choice(reading).unwrap_or_default();
    })),
    key("first", "1", "The first number", |numbering, value, reading| {
        numbering.first = match value.number(reading) {
            Some(first) if first > Numbering::MAX_FIRST => {
                value.wrong(&format!("at most {}", Numbering::MAX_FIRST), reading);
                1
            }
            first => first.unwrap_or(1),
        };
    }),
];
