//! The faults of a style, each with its place.

use std::collections::HashSet;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Source};
use crate::text::similar::{most_like, nearest};

/// The maximum number of faults of a style that are reported.
const MOST: usize = 1_000;
/// The maximum number of allowed words that a report lists.
const MOST_LISTED: usize = 12;

/// Collects faults.
pub(super) struct Faults<'a> {
    source: Source<'a>,
    list: Vec<(usize, Diagnostic)>,
    left_out: usize,
    /// The first fault because of which the style cannot be used.
    refusal: Option<(usize, String)>,
}

/// What may be meant by a word that is not allowed.
pub(super) enum Allowed<'a> {
    /// One of these few words, which are listed.
    Words(&'a [&'a str]),
    /// One of these many names; the nearest one is named.
    Names(&'a [&'a str]),
}

impl<'a> Faults<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self { source: Source::new(file, text), list: Vec::new(), left_out: 0, refusal: None }
    }

    /// Adds a fault.
    pub(super) fn add(&mut self, code: Code, at: &Range<usize>, message: impl Into<String>) {
        self.push(code, at, message.into(), None);
    }

    /// Adds a fault because of which the style cannot be used.
    pub(super) fn refuse(&mut self, code: Code, at: &Range<usize>, message: impl Into<String>) {
        let message = message.into();
        self.refusal.get_or_insert_with(|| (at.start, message.clone()));
        self.push(code, at, message, None);
    }

    /// Adds a fault about a word because of which the style cannot be used.
    pub(super) fn refuse_word(
        &mut self,
        code: Code,
        at: &Range<usize>,
        message: String,
        word: &str,
        allowed: &Allowed<'_>,
    ) {
        self.refusal.get_or_insert_with(|| (at.start, message.clone()));
        self.add_word(code, at, message, word, allowed);
    }

    /// Adds a fault about a word, with what is allowed and what was probably meant.
    pub(super) fn add_word(
        &mut self,
        code: Code,
        at: &Range<usize>,
        message: String,
        word: &str,
        allowed: &Allowed<'_>,
    ) {
        if self.is_full() {
            self.left_out += 1;
            return;
        }
        let (meant, hint) = match allowed {
            Allowed::Words(words) => {
                let is_short = words.len() <= MOST_LISTED && !words.is_empty();
                let meant = nearest(word, words.iter().copied());
                (meant, is_short.then(|| format!("allowed: {}", words.join(", "))))
            }
            Allowed::Names(names) => (most_like(&word.to_lowercase(), names.iter().copied()), None),
        };
        let meant = meant.map(|meant| format!("; did you mean “{meant}”?")).unwrap_or_default();
        self.push(code, at, message + &meant, hint);
    }

    fn push(&mut self, code: Code, at: &Range<usize>, message: String, hint: Option<String>) {
        if self.is_full() {
            self.left_out += 1;
            return;
        }
        let mut fault = Diagnostic::new(code, message).at(self.source.place(at.clone()));
        fault.hints.extend(hint);
        self.list.push((at.start, fault));
    }

    /// Returns whether further faults are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= MOST
    }

    /// Returns whether the style cannot be used.
    pub(super) fn is_refused(&self) -> bool {
        self.refusal.is_some()
    }

    /// Returns the faults in the order of the file, and a message about the first one because of which the style cannot
    /// be used.
    pub(super) fn finish(self) -> (Vec<Diagnostic>, Option<String>) {
        let Self { mut list, left_out, refusal, source } = self;
        list.sort_by_key(|(start, _)| *start);
        // Where the syntax is broken, what else seems to be wrong follows from that.
        let line = |fault: &Diagnostic| fault.place.as_ref().map(|place| place.line);
        let broken: HashSet<Option<u32>> =
            list.iter().map(|(_, fault)| fault).filter(|fault| fault.code == Code::StyleSyntax).map(line).collect();
        list.retain(|(_, fault)| fault.code == Code::StyleSyntax || !broken.contains(&line(fault)));
        let mut list: Vec<Diagnostic> = list.into_iter().map(|(_, fault)| fault).collect();
        if let Some(last) = list.last_mut().filter(|_| left_out > 0) {
            last.hints.push(format!("there are {left_out} more faults"));
        }
        let refusal = refusal.map(|(start, message)| {
            let place = source.place(start..start);
            format!("{}:{}:{}: the style cannot be used: {message}", place.file, place.line, place.column)
        });
        (list, refusal)
    }
}
