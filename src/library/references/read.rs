//! Reads a list of references: finds them, reads each, and reports what was not read.

use std::io;
use std::sync::LazyLock;

use regex::Regex;

use super::entries::{Entry, entries};
use super::labels::Label;
use super::part::Part;
use super::parts::Reference;
use super::patterns::regex;
use super::people::{Form as NameForm, People, Shown};
use super::record::record_of;
use super::reference::{Draft, Habit};
use super::second_reading::read_again;
use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::model::Record;
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::lines::with_line_feeds;
use crate::syntax::source_text::read_text;
use crate::text::words::shortened;

/// Reads lists of references.
pub(super) struct ReferencesReader;

/// How many characters of a text a report shows.
const SHOWN: usize = 60;

/// A reference has no more bytes than this: longer texts are prose, or several references.
const LONGEST: usize = 6000;

/// A title has no more words than this.
const LONGEST_TITLE: usize = 60;

/// A list has at least this number of references before one of them is judged by the others.
const ENOUGH: usize = 4;

impl Reader for ReferencesReader {
    fn gives_ids(&self) -> bool {
        false
    }

    /// The list is read as a whole: its later references help to interpret the earlier ones.
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let name = input.name;
        let Some(text) = read_text(input, diag)?.content() else { return Ok(()) };
        let text = with_line_feeds(&text);
        read(&Source::new(name, &text), out, diag);
        Ok(())
    }
}

fn read(source: &Source<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) {
    let found = entries(source.text());
    let mut read: Vec<(Entry<'_>, Reference)> = Vec::new();
    let mut others = found.others;
    let (entries, too_long): (Vec<_>, Vec<_>) =
        found.entries.into_iter().partition(|entry| entry.joined.text.len() <= LONGEST);
    others.extend(too_long.into_iter().flat_map(|entry| entry.lines));
    let drafts: Vec<Draft> = entries.iter().map(|entry| Draft::of(&entry.joined.text)).collect();
    let habit = habit(&drafts);
    for (entry, draft) in entries.into_iter().zip(drafts) {
        let (mut reference, text) = draft.by_rules(habit);
        let is_certain = is_reference(&reference);
        let has_beginning = reference.people.is_some() && reference.year.is_some();
        if is_certain || has_beginning {
            read_again(&mut reference, &text);
        }
        match is_certain || has_beginning && is_article(&reference) {
            true => read.push((entry, reference)),
            false => others.extend(entry.lines),
        }
    }
    if read.is_empty() {
        let message =
            "no reference was found: none of the texts has a title, and two of names, a year and a venue or address";
        diag.report(Diagnostic::new(Code::ReferencesNone, message));
        return;
    }
    group_names(&mut read);
    repeat_names(&mut read);
    others.sort_by_key(|line| line.start);
    for line in others {
        let message = "this line is not part of a reference, and was left out";
        diag.report(Diagnostic::new(Code::ReferencesUnreadLine, message).at(source.place(line.range())));
    }
    for (entry, reference) in read {
        report(&entry, &reference, source, diag);
        out(record_of(&entry, reference, source, diag));
    }
}

/// Returns what the names of all references have in common.
fn habit(drafts: &[Draft]) -> Habit {
    let (mut in_words, mut all) = (0, 0);
    for found in drafts.iter().filter_map(|draft| draft.people.as_ref()) {
        all += 1;
        in_words += usize::from(found.form == NameForm::GivenFamily && found.names.len() > 1);
    }
    if in_words >= 2 && in_words * 3 >= all { Habit::NamesInWords } else { Habit::Unknown }
}

/// Whether the parts of a text are those of a reference: a title (or an identifier), and two of names, a year, and
/// something that says where the work is.
fn is_reference(reference: &Reference) -> bool {
    let has_names = reference.people.is_some() || reference.group.is_some() || reference.repeated.is_some();
    let has_place = reference.venue.is_some()
        || reference.container.is_some()
        || reference.publisher.is_some()
        || reference.genre.is_some()
        || reference.links.is_any();
    let has_time = reference.year.is_some() || reference.status.is_some();
    let signs = [has_names, has_time, has_place].into_iter().filter(|sign| *sign).count();
    let says_which = reference.title.is_some() || reference.venue.is_some() || reference.links.doi.is_some();
    let is_short = reference.title.as_ref().is_none_or(|title| title.text.split_whitespace().count() <= LONGEST_TITLE);
    static CITED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\(\p{Lu}[^()]*,\s(?:19|20)[0-9]{2}[a-z]?[^()]*\)|\[[0-9]+(?:[,–-]\s?[0-9]+)*\]"));
    let cites_others = reference.title.as_ref().is_some_and(|title| CITED.is_match(&title.text));
    says_which && is_short && !cites_others && signs >= 2
}

/// Whether a text that begins like a reference, and of which the rules found no more, is that of an article after all: with
/// a journal and its numbers.
fn is_article(reference: &Reference) -> bool {
    let has_numbers = reference.details.volume.is_some() || reference.details.pages.is_some();
    is_reference(reference)
        && reference.venue.is_some()
        && has_numbers
        && !reference.doubtful.contains(&Label::Container)
}

/// In a list whose names are inverted ("Lu, C."), a name in display order is that of a group: "Human Rights Watch".
fn group_names(all: &mut [(Entry<'_>, Reference)]) {
    let names = || all.iter().filter_map(|(_, reference)| reference.people.as_ref());
    let inverted = names().filter(|people| people.form != NameForm::GivenFamily).count();
    let is_inverted = inverted >= ENOUGH && inverted * 4 >= names().count() * 3;
    if !is_inverted {
        return;
    }
    for (entry, reference) in all {
        let Some(people) = &mut reference.people else { continue };
        if people.form == NameForm::GivenFamily && people.names.len() == 1 && !people.others {
            let text = entry.joined.text[..people.names_end].trim_end_matches(['.', ',', ' ']);
            people.names = vec![Shown::Group(text.to_owned())];
        }
    }
}

/// Gives references with dashes instead of names the names of the reference before. Their evidence is the dashes.
fn repeat_names(all: &mut [(Entry<'_>, Reference)]) {
    for at in 1..all.len() {
        let (before, rest) = all.split_at_mut(at);
        let ((_, before), (_, reference)) = (&before[at - 1], &mut rest[0]);
        if let Some(dashes) = reference.repeated {
            reference.people = before.people.clone().map(|people| People { end: dashes, names_end: dashes, ..people });
            reference.group = before.group.clone().map(|group| Part { range: 0..dashes, ..group });
        }
    }
}

fn report(entry: &Entry<'_>, reference: &Reference, source: &Source<'_>, diag: &mut dyn Sink) {
    let text = &entry.joined.text;
    let place = |range| source.place(entry.joined.in_page(range));
    for range in reference.unread.iter().chain(&reference.links.remark).chain(&reference.links.further) {
        let unread = text[range.clone()].trim_matches([' ', '.', ',', ';', ':']);
        if unread.chars().filter(|character| character.is_alphabetic()).count() > 3 {
            let message = format!("a part of this reference was not understood: “{}”", shortened(unread, SHOWN));
            let start = range.start + text[range.clone()].find(unread).unwrap_or_default();
            diag.report(Diagnostic::new(Code::ReferencesUnreadPart, message).at(place(start..start + unread.len())));
        }
    }
    if !reference.doubtful.is_empty() {
        let names: Vec<&str> = reference.doubtful.iter().map(|label| label.name()).collect();
        let message = format!("it is not certain where these parts begin and end: {}", names.join(", "));
        diag.report(Diagnostic::new(Code::ReferencesDoubtful, message).at(place(0..text.len())));
    }
    if reference.title.is_none() {
        let message = "no title was found in this reference: its style has none, or does not show where it ends";
        diag.report(Diagnostic::new(Code::MissingTitle, message).at(place(0..text.len())));
    }
}
