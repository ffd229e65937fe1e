//! The place of a field: in the entry, in its container, or in another of its parents.

use hayagriva::types::EntryType;

/// An entry or one of its parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// The entry itself.
    Own,
    /// The publication that contains it.
    Container,
    /// The event at which it was presented.
    Event,
    /// The series it belongs to.
    Series,
    /// The work as it first appeared.
    Original,
    /// The repository where it was found.
    Source,
}

impl Holder {
    /// All holders except the entry itself, with the prefixes of their fields in the field map.
    const PARENTS: &'static [(Self, &'static str)] = &[
        (Self::Event, "parent(conference)."),
        (Self::Series, "parent(anthology)."),
        (Self::Original, "parent(original)."),
        (Self::Source, "parent(repository)."),
        (Self::Container, "parent."),
    ];

    /// Returns the type of a parent that always has the same type.
    pub(super) const fn entry_type(self) -> Option<EntryType> {
        match self {
            Self::Own | Self::Container => None,
            Self::Event => Some(EntryType::Conference),
            Self::Series => Some(EntryType::Anthology),
            Self::Original => Some(EntryType::Original),
            Self::Source => Some(EntryType::Repository),
        }
    }

    /// Splits a field of the field map into its holder and the field in it.
    pub(super) fn of(field: &'static str) -> (Self, &'static str) {
        let parent = Self::PARENTS.iter().find_map(|(holder, start)| Some((*holder, field.strip_prefix(start)?)));
        parent.unwrap_or((Self::Own, field))
    }
}

/// The order in which the fields of an entry are written.
pub(super) const ORDER: [&str; 25] = [
    "title",
    "author",
    "editor",
    "affiliated",
    "date",
    "publisher",
    "location",
    "organization",
    "volume",
    "volume-total",
    "issue",
    "chapter",
    "edition",
    "page-range",
    "page-total",
    "runtime",
    "url",
    "serial-number",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "genre",
    "note",
    "abstract",
];

/// The fields whose text has Hayagriva's markup.
pub(super) const TEXTS: [&str; 10] = [
    "title",
    "publisher",
    "location",
    "organization",
    "archive",
    "archive-location",
    "call-number",
    "genre",
    "note",
    "abstract",
];
