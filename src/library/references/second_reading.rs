//! A second reading of a reference: what the rules found is compared with the labels of the model, which decide.

use std::ops::Range;

use super::container::is_proceedings;
use super::labels::{Found, Label, Labelled, Token, labelled, tokens};
use super::part::{Part, name_part, part};
use super::parts::{Form, Reference};
use super::patterns::TYPE_MARK;
use super::people::{People, are_editors, people};
use super::quotations::is_opening_mark;
use super::tail::is_in;

/// A part that is this probable is taken. It was measured with references of which the parts are known.
const PROBABLE: f32 = 0.5;

/// A journal or book that the rules did not find is taken if it is this probable: much may look like one.
const PROBABLE_CONTAINER: f32 = 0.75;

/// A part that the rules found is left out if the model finds it less probable than this, and finds no other.
const IMPROBABLE: f32 = 0.3;

/// A part below this is reported as doubtful: above it, 98 of 100 titles are right.
const CERTAIN: f32 = 0.9;

/// Mends the parts of a reference.
pub(super) fn read_again(reference: &mut Reference, text: &str) {
    let tokens = tokens(text);
    let hints = hints(reference, &tokens);
    let mut again = Again { text, labelled: labelled(text, tokens, &hints), left: Vec::new(), doubtful: Vec::new() };
    again.left.append(&mut reference.unread);
    again.names(reference);
    again.title(reference);
    // The rules for other works look for their own words; the model was trained with few of them.
    if !matches!(reference.form, Form::Thesis | Form::Report | Form::Patent) {
        again.container(reference);
        again.numbers(reference);
    }
    again.year(reference);
    again.drop_overlapping(reference);
    reference.unread = again.left_over(reference);
    reference.doubtful = again.doubtful;
}

/// Returns a label for each token, by what the rules found.
pub(super) fn hints(reference: &Reference, tokens: &[Token]) -> Vec<Label> {
    let mut ranges: Vec<(Label, Range<usize>)> = Vec::new();
    let mut add = |label: Label, part: Option<&Part>| ranges.extend(part.map(|part| (label, part.range.clone())));
    add(Label::Names, reference.group.as_ref());
    add(Label::Title, reference.title.as_ref());
    add(Label::Container, container(reference));
    add(Label::Year, reference.year.as_ref());
    add(Label::Publisher, reference.publisher.as_ref());
    add(Label::Publisher, reference.place.as_ref());
    ranges.extend(reference.people.as_ref().map(|people| (Label::Names, 0..people.names_end)));
    let hint = |token: &Token| {
        let has =
            |(_, range): &&(Label, Range<usize>)| range.start <= token.range.start && token.range.end <= range.end;
        ranges.iter().rev().find(has).map_or(Label::None, |(label, _)| *label)
    };
    tokens.iter().map(hint).collect()
}

/// The journal, or the book of a chapter.
fn container(reference: &Reference) -> Option<&Part> {
    reference.venue.as_ref().or_else(|| reference.container.as_ref()?.title.as_ref())
}

/// Whether two texts have the same letters and digits, whatever is between them.
fn has_same_letters(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
    letters(one) == letters(other)
}

/// Whether a text may be the name of one group: a list of names that cannot be read is none.
fn is_one_name(text: &str) -> bool {
    !text.contains([',', ';', '&', '.']) && !text.contains(" and ") && text.split_whitespace().count() <= 8
}

/// What is done with a part that the rules found, or did not find.
enum Decision {
    Keep,
    Remove,
    Replace(Range<usize>),
}

struct Again<'a> {
    text: &'a str,
    labelled: Labelled,
    /// The places of parts that were given up.
    left: Vec<Range<usize>>,
    doubtful: Vec<Label>,
}

impl Again<'_> {
    /// Decides about the first part with a label, and notes whether it is doubtful.
    fn decide(&mut self, label: Label, known: Option<&Range<usize>>) -> Decision {
        let found = self.labelled.first(label);
        let (decision, probability) = match (known, found) {
            (None, None) => return Decision::Keep,
            (Some(known), Some(found)) if self.is_same(known, &found.range) => (Decision::Keep, found.probability),
            (_, Some(Found { range, probability })) if probability >= self.needed(label, known) => {
                (Decision::Replace(self.whole(range)), probability)
            }
            (Some(known), _) => {
                let probability = self.labelled.probability_of(known, label);
                let is_removed = probability < IMPROBABLE && label != Label::Names;
                let decision = if is_removed { Decision::Remove } else { Decision::Keep };
                (decision, probability)
            }
            (None, Some(_)) => return Decision::Keep,
        };
        if !matches!(decision, Decision::Keep) {
            self.left.extend(known.cloned());
        }
        if !matches!(decision, Decision::Remove) && probability < CERTAIN {
            self.doubtful.push(label);
        }
        decision
    }

    /// How probable a part must be if it was found elsewhere, or not at all.
    fn needed(&self, label: Label, known: Option<&Range<usize>>) -> f32 {
        match (label, known) {
            (Label::Container, None) => PROBABLE_CONTAINER,
            // Names have forms that the rules know well.
            (Label::Names, Some(_)) => CERTAIN,
            _ => PROBABLE,
        }
    }

    fn is_same(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        has_same_letters(&self.text[one.clone()], &self.text[other.clone()])
    }

    /// A range with the quotation mark or bracket next to it whose partner is in it.
    fn whole(&self, mut range: Range<usize>) -> Range<usize> {
        const PAIRS: [(char, char); 7] =
            [('“', '”'), ('‘', '’'), ('«', '»'), ('„', '“'), ('(', ')'), ('[', ']'), ('"', '"')];
        let inside = &self.text[range.clone()];
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        for (open, close) in PAIRS {
            let count = |mark: char| inside.matches(mark).count();
            let is_odd = if open == close { count(open) % 2 == 1 } else { count(open) != count(close) };
            if is_odd && before == Some(open) && (open == close || count(close) > count(open)) {
                range.start -= open.len_utf8();
                return range;
            }
            if is_odd && after == Some(close) && (open == close || count(open) > count(close)) {
                range.end += close.len_utf8();
                return range;
            }
        }
        range
    }

    fn names(&mut self, reference: &mut Reference) {
        if reference.repeated.is_some() {
            return;
        }
        let known = reference.people.as_ref().map(|people| 0..people.names_end);
        let known = known.or_else(|| reference.group.as_ref().map(|group| group.range.clone()));
        let Decision::Replace(range) = self.decide(Label::Names, known.as_ref()) else { return };
        let (before, after) = self.text.split_at(range.end);
        let reaches = |people: &People| (range.end - 1..=range.end + 1).contains(&(range.start + people.names_end));
        let found = people(&self.text[range.start..]).filter(reaches);
        if let Some(mut found) = found.or_else(|| people(&before[range.start..]).filter(reaches)) {
            found.are_editors |= are_editors(after);
            found.names_end += range.start;
            found.end += range.start;
            (reference.people, reference.group) = (Some(found), None);
        } else if is_one_name(&before[range.start..]) {
            (reference.people, reference.group) = (None, part(self.text, range));
        }
    }

    fn title(&mut self, reference: &mut Reference) {
        let known = reference.title.as_ref().map(|title| title.range.clone());
        // Marks around a title are certain: quotation marks, or "[J]" after it.
        let is_marked = known.as_ref().is_some_and(|known| {
            let has_mark = TYPE_MARK.find(&self.text[known.end..]).is_some_and(|mark| mark.start() == 0);
            self.text[..known.start].ends_with(is_opening_mark) || has_mark
        });
        if is_marked {
            return;
        }
        match self.decide(Label::Title, known.as_ref()) {
            Decision::Keep => {}
            Decision::Remove => reference.title = None,
            Decision::Replace(range) => reference.title = part(self.text, range),
        }
    }

    fn container(&mut self, reference: &mut Reference) {
        let known = container(reference).map(|container| container.range.clone());
        if known.is_none() && !self.has_signs_of_container() {
            return;
        }
        let range = match self.decide(Label::Container, known.as_ref()) {
            Decision::Keep => return,
            Decision::Remove => {
                reference.venue = None;
                if let Some(container) = &mut reference.container {
                    container.title = None;
                }
                if reference.form == Form::Journal {
                    reference.form = Form::Unknown;
                }
                return;
            }
            Decision::Replace(range) => range,
        };
        let is_book = self.follows_in(&range);
        let found = name_part(self.text, range);
        let is_proceedings = found.as_ref().is_some_and(|found| is_proceedings(&found.text));
        if let Some(container) = &mut reference.container {
            container.title = found;
            return;
        }
        reference.venue = found;
        if !matches!(reference.form, Form::Journal | Form::Proceedings | Form::Chapter | Form::Preprint) {
            reference.form = match is_proceedings {
                true => Form::Proceedings,
                false if is_book => Form::Chapter,
                false => Form::Journal,
            };
        }
    }

    /// Whether numbers follow the journal or book that the model finds, "in" precedes it, or its name is that of proceedings:
    /// other words may be anything.
    fn has_signs_of_container(&self) -> bool {
        let has = |label| self.labelled.first(label).is_some_and(|found| found.probability >= PROBABLE);
        has(Label::Volume)
            || has(Label::Pages)
            || self
                .labelled
                .first(Label::Container)
                .is_some_and(|found| self.follows_in(&found.range) || is_proceedings(&self.text[found.range]))
    }

    /// Whether "In" is before a range.
    fn follows_in(&self, range: &Range<usize>) -> bool {
        let before = self.text[..range.start].trim_end_matches([' ', ':']);
        before.rsplit(|character: char| !character.is_alphabetic()).next().is_some_and(is_in)
    }

    /// The numbers. What the rules found stays, unless the model finds another one.
    fn numbers(&mut self, reference: &mut Reference) {
        let details = &mut reference.details;
        for (label, value, place) in [
            (Label::Volume, &mut details.volume, &mut details.volume_place),
            (Label::Issue, &mut details.issue, &mut details.issue_place),
            (Label::Pages, &mut details.pages, &mut details.pages_place),
        ] {
            let Some(found) = self.labelled.first(label) else { continue };
            let text = &self.text[found.range.clone()];
            let is_same = value.as_ref().is_some_and(|value| has_same_letters(value, text));
            if is_same {
                *place = Some(found.range);
            } else if found.probability >= PROBABLE && (value.is_none() || found.probability >= CERTAIN) {
                *value = Some(text.to_owned());
                *place = Some(found.range);
            }
        }
    }

    fn year(&self, reference: &mut Reference) {
        let known = reference.year.as_ref().map(|year| year.range.clone()).filter(|range| !range.is_empty());
        let Some(found) = self.labelled.first(Label::Year).filter(|found| found.probability >= PROBABLE) else {
            return;
        };
        let is_known = known.is_some_and(|known| self.is_same(&known, &found.range));
        let digits: String = self.text[found.range.clone()].chars().take_while(char::is_ascii_digit).collect();
        if !is_known && digits.len() == 4 && (reference.year.is_none() || found.probability >= CERTAIN) {
            let end = found.range.start + digits.len();
            reference.year = Some(Part { text: digits, range: found.range.start..end });
        }
    }

    /// Drops parts that the rules read from what is the title or the journal now. A publisher that only the model finds is
    /// left in the text that was not understood: to the model, the publisher and its place are one part.
    fn drop_overlapping(&self, reference: &mut Reference) {
        let taken = [&reference.title, &reference.venue].map(|part| part.as_ref().map(|part| part.range.clone()));
        let is_taken = |part: &Part| {
            taken.iter().flatten().any(|taken| taken.start < part.range.end && part.range.start < taken.end)
        };
        for part in [&mut reference.publisher, &mut reference.place, &mut reference.genre] {
            if part.as_ref().is_some_and(is_taken) {
                *part = None;
            }
        }
    }

    /// What was given up or not understood, without what became part of something else.
    fn left_over(&self, reference: &Reference) -> Vec<Range<usize>> {
        let details = &reference.details;
        let parts = [
            &reference.group,
            &reference.title,
            &reference.venue,
            &reference.year,
            &reference.publisher,
            &reference.place,
        ];
        let mut taken: Vec<Range<usize>> = parts.into_iter().flatten().map(|part| part.range.clone()).collect();
        taken.extend(container(reference).map(|container| container.range.clone()));
        taken.extend(reference.people.as_ref().map(|people| 0..people.end));
        taken
            .extend([&details.volume_place, &details.issue_place, &details.pages_place].into_iter().flatten().cloned());
        self.labelled.words_in(&self.left, &taken)
    }
}
