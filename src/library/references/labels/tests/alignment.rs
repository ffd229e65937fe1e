//! The labels that the tokens of a printed reference should have, as the values of its work are known.

use std::ops::Range;

use super::super::tokens::{Shape, Token};
use super::super::{Label, tokens};
use super::material::title;
use crate::model::{Date, DateVariable, Kind, Name, NameVariable, Names, NumberVariable, Record, TextVariable};

/// Returns the label of each token of a printed reference. `None` if its parts cannot be found: a style has changed the
/// words of a title, or the same word may belong to several parts.
pub(super) fn labels(text: &str, tokens: &[Token], work: &Record) -> Option<Vec<Label>> {
    let mut aligned = Aligned {
        tokens,
        lower: tokens.iter().map(|token| lower(&text[token.range.clone()])).collect(),
        labels: vec![Label::None; tokens.len()],
        text,
    };
    aligned.title(work)?;
    aligned.container(work)?;
    for (variable, label) in [
        (NameVariable::Author, Label::Names),
        (NameVariable::Editor, Label::OtherNames),
        (NameVariable::Translator, Label::OtherNames),
        (NameVariable::ContainerAuthor, Label::OtherNames),
        (NameVariable::CollectionEditor, Label::OtherNames),
    ] {
        if let Some(names) = work.names.get(&variable) {
            aligned.names(names, label, variable == NameVariable::Author)?;
        }
    }
    for (variable, label) in [
        (TextVariable::CollectionTitle, Label::Series),
        (TextVariable::Publisher, Label::Publisher),
        (TextVariable::PublisherPlace, Label::Publisher),
        (TextVariable::EventPlace, Label::Publisher),
    ] {
        if let Some(value) = work.text(variable) {
            aligned.value(&value.to_plain(), label, 0);
        }
    }
    aligned.numbers(work);
    Some(aligned.labels)
}

fn lower(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// The words of a value in lower case.
fn words(value: &str) -> Vec<String> {
    tokens(value).iter().filter(|token| token.is_word).map(|token| lower(&value[token.range.clone()])).collect()
}

struct Aligned<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lower: Vec<String>,
    labels: Vec<Label>,
}

impl Aligned<'_> {
    fn is_free(&self, index: usize) -> bool {
        self.tokens[index].is_word && self.labels[index] == Label::None
    }

    fn mark(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.text[token.range.clone()])
    }

    /// The first place from an index on where the words follow each other, with any marks in between.
    fn find(&self, words: &[String], from: usize) -> Option<Range<usize>> {
        let (first, others) = words.split_first()?;
        (from..self.tokens.len()).filter(|&start| self.is_free(start) && self.lower[start] == *first).find_map(
            |start| {
                let mut end = start;
                for word in others {
                    end = (end + 1..self.tokens.len()).find(|&next| self.tokens[next].is_word)?;
                    if !self.is_free(end) || self.lower[end] != *word {
                        return None;
                    }
                }
                Some(start..end + 1)
            },
        )
    }

    /// Labels the words of a value; returns where they end.
    fn value(&mut self, value: &str, label: Label, from: usize) -> Option<usize> {
        let mut range = self.find(&words(value), from)?;
        let (first, last) = (value.trim().chars().next()?, value.trim().chars().next_back()?);
        // Marks at the ends of a value belong to it, except for a full stop, which a style may add.
        if matches!(last, '?' | '!' | ')' | ']') && self.mark(range.end).starts_with(last) {
            range.end += 1;
        }
        if matches!(first, '(' | '[') && range.start > 0 && self.mark(range.start - 1).starts_with(first) {
            range.start -= 1;
        }
        let end = range.end;
        self.labels[range].fill(label);
        Some(end)
    }

    fn title(&mut self, work: &Record) -> Option<()> {
        let title = title(work);
        if self.value(&title, Label::Title, 0).is_some() {
            return Some(());
        }
        // A style without titles prints none of its words; another one may have changed them.
        self.has_few_words(&title).then_some(())
    }

    /// Whether the text has less than half of the longer words of a value.
    fn has_few_words(&self, value: &str) -> bool {
        let long: Vec<String> = words(value).into_iter().filter(|word| word.chars().count() > 3).collect();
        let printed = long.iter().filter(|word| self.lower.contains(word)).count();
        !long.is_empty() && printed * 2 <= long.len() && !self.text.contains('…')
    }

    fn container(&mut self, work: &Record) -> Option<()> {
        let value = |variable| work.text(variable).map(|value| value.to_plain());
        let all = [value(TextVariable::ContainerTitle), value(TextVariable::ContainerTitleShort)];
        for value in all.iter().flatten() {
            let Some(end) = self.value(value, Label::Container, 0) else { continue };
            // The full stop of an abbreviation belongs to it.
            let is_joined = self.mark(end) == "." && self.tokens[end - 1].range.end == self.tokens[end].range.start;
            if value.ends_with('.') && is_joined {
                self.labels[end] = Label::Container;
            }
            return Some(());
        }
        let Some(container) = &all[0] else { return Some(()) };
        let is_printed = words(container).iter().any(|word| word.chars().count() > 3 && self.lower.contains(word));
        (!is_printed || work.kind == Kind::Article).then_some(())
    }

    /// Labels a list of names, with everything between the first and the last one that is printed.
    fn names(&mut self, names: &Names, label: Label, is_needed: bool) -> Option<()> {
        let mut whole: Option<Range<usize>> = None;
        let mut missing = 0;
        for name in &names.list {
            let family = words(&match name {
                Name::Person(person) => person.family.clone(),
                Name::Literal(literal) => literal.clone(),
            });
            let after = whole.as_ref().map_or(0, |whole| whole.end);
            match self.find(&family, after) {
                Some(found) if whole.is_none() || found.start <= after + 12 => {
                    whole = Some(whole.map_or(found.start, |whole| whole.start)..found.end);
                }
                _ => missing += 1,
            }
            if missing > 3 {
                break;
            }
        }
        let Some(whole) = whole else { return (!is_needed).then_some(()) };
        let given = Given::of(names, missing > 0);
        let start = self.outward(whole.start, |index| index.checked_sub(1), &given).unwrap_or(whole.start);
        let last = whole.end - 1;
        let last = self.outward(last, |index| Some(index + 1), &given).unwrap_or(last);
        let mut end = last + 1;
        let is_initial = self.tokens[last].shape == Shape::Initial;
        if is_initial && self.mark(end) == "." && self.tokens[last].range.end == self.tokens[end].range.start {
            end += 1;
        }
        let is_free = self.labels[start..end].iter().all(|label| *label == Label::None);
        if !is_free || end - start > 40 * names.list.len() {
            return None;
        }
        // Names of editors before everything else are those of the reference.
        let label = if start <= 1 { Label::Names } else { label };
        self.labels[start..end].fill(label);
        Some(())
    }

    /// The last token in a direction that belongs to the given names, with at most two marks between words.
    fn outward(&self, from: usize, step: impl Fn(usize) -> Option<usize>, given: &Given) -> Option<usize> {
        let mut last = None;
        let mut at = Some(from);
        loop {
            let mut next = at.and_then(&step);
            for _ in 0..2 {
                let is_mark = next.is_some_and(|next| matches!(self.mark(next), "." | "-" | "," | "‐" | "‑" | "&"));
                next = if is_mark { next.and_then(&step) } else { next };
            }
            let is_given =
                |next: &usize| *next < self.tokens.len() && self.is_free(*next) && given.has(&self.lower[*next]);
            at = next.filter(is_given);
            if at.is_none() {
                return last;
            }
            last = at;
        }
    }

    fn numbers(&mut self, work: &Record) {
        let number = |variable| work.numbers.get(&variable).cloned();
        if let Some(pages) = number(NumberVariable::Page) {
            self.pages(&pages);
        }
        let year = work.dates.get(&DateVariable::Issued).and_then(Date::year).map(|year| year.to_string());
        let (volume, issue) = (number(NumberVariable::Volume), number(NumberVariable::Issue));
        // Some journals count their volumes by years.
        let volume_is_year = volume == year;
        if !volume_is_year {
            self.year(year.as_deref());
        }
        let after = |label: Label, labels: &[Label]| labels.iter().position(|other| *other == label);
        let container = after(Label::Container, &self.labels).unwrap_or(0);
        if let Some(volume) = &volume {
            self.number(volume, Label::Volume, container);
        }
        if volume_is_year {
            self.year(year.as_deref());
        }
        if let Some(issue) = &issue {
            self.number(issue, Label::Issue, after(Label::Volume, &self.labels).unwrap_or(container));
        }
        if let Some(edition) = number(NumberVariable::Edition) {
            self.edition(&edition);
        }
    }

    fn number(&mut self, value: &str, label: Label, from: usize) {
        if self.value(value, label, from).is_none() {
            self.value(value, label, 0);
        }
    }

    fn year(&mut self, year: Option<&str>) {
        let Some(year) = year else { return };
        let is_year = |word: &str| {
            word.strip_prefix(year).is_some_and(|suffix| suffix.len() <= 1 && suffix.chars().all(char::is_alphabetic))
        };
        if let Some(index) = (0..self.tokens.len()).find(|&index| self.is_free(index) && is_year(&self.lower[index])) {
            self.labels[index] = Label::Year;
        }
    }

    /// Labels a range of pages, or the last place where the first page is.
    fn pages(&mut self, pages: &str) {
        let Some(first) = words(pages).into_iter().next() else { return };
        let places: Vec<usize> =
            (0..self.tokens.len()).filter(|&index| self.is_free(index) && self.lower[index] == first).collect();
        let is_range = |index: &&usize| {
            let shape = |offset: usize| self.tokens.get(*index + offset).map(|token| token.shape);
            shape(1) == Some(Shape::Dash) && self.tokens.get(*index + 2).is_some_and(|token| token.is_word)
        };
        match (places.iter().find(is_range), places.last()) {
            (Some(&start), _) => self.labels[start..start + 3].fill(Label::Pages),
            (None, Some(&last)) => self.labels[last] = Label::Pages,
            (None, None) => {}
        }
    }

    /// Labels "2nd" before "ed." and the like.
    fn edition(&mut self, edition: &str) {
        let digits: String = edition.chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() {
            _ = self.value(edition, Label::Edition, 0);
            return;
        }
        let is_word = |word: &str| word.starts_with("ed") || word.starts_with("éd") || word == "aufl";
        let is_edition = |&index: &usize| {
            let rest = self.lower[index].strip_prefix(digits.as_str());
            self.is_free(index)
                && rest.is_some_and(|rest| ["", "st", "nd", "rd", "th", "e", "a"].contains(&rest))
                && self.lower[index + 1..].iter().take(2).any(|word| is_word(word))
        };
        if let Some(index) = (0..self.tokens.len()).find(is_edition) {
            self.labels[index] = Label::Edition;
        }
    }
}

/// The words that may be next to the family names of a list.
struct Given {
    words: Vec<String>,
    initials: String,
    /// Whether "et al." may follow.
    is_cut: bool,
}

impl Given {
    fn of(names: &Names, is_cut: bool) -> Self {
        let mut given = Vec::new();
        for name in &names.list {
            if let Name::Person(person) = name {
                let parts = [&person.given, &person.suffix, &person.dropping_particle, &person.non_dropping_particle];
                given.extend(parts.into_iter().flatten().flat_map(|part| words(part)));
            }
        }
        let initials = given.iter().filter_map(|word| word.chars().next()).collect();
        Self { words: given, initials, is_cut }
    }

    fn has(&self, word: &str) -> bool {
        let count = word.chars().count();
        self.words.iter().any(|given| given == word || count <= 3 && given.starts_with(word))
            || count <= 4 && self.initials.contains(word)
            || matches!(word, "jr" | "sr" | "ii" | "iii")
            || self.is_cut && matches!(word, "et" | "al" | "others" | "u" | "a" | "and" | "等")
    }
}
