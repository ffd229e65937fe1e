//! The parts of a reference.

use std::ops::Range;

use super::container::Container;
use super::details::Details;
use super::labels::Label;
use super::links::Links;
use super::part::Part;
use super::people::People;

/// The parts of a reference, as it shows them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) people: Option<People>,
    pub(super) group: Option<Part>,
    pub(super) year: Option<Part>,
    pub(super) title: Option<Part>,
    pub(super) venue: Option<Part>,
    pub(super) container: Option<Container>,
    pub(super) details: Details,
    pub(super) publisher: Option<Part>,
    pub(super) place: Option<Part>,
    pub(super) genre: Option<Part>,
    pub(super) edition: Option<Part>,
    pub(super) form: Form,
    pub(super) links: Links,
    /// Where the dashes end that repeat the names of the reference before.
    pub(super) repeated: Option<usize>,
    /// Words instead of a year: "in press".
    pub(super) status: Option<Part>,
    /// What is after the title and was not understood.
    pub(super) unread: Vec<Range<usize>>,
    /// The parts of which it is not certain where they begin and end.
    pub(super) doubtful: Vec<Label>,
}

/// What kind of work a reference describes, judged by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    #[default]
    Unknown,
    Journal,
    Proceedings,
    Chapter,
    Book,
    Thesis,
    Report,
    Preprint,
    Patent,
    Page,
}
