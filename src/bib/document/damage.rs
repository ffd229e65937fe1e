//! Damaged items, and which edits are possible next to them.
//!
//! An item is damaged if a delimiter is not closed: then its end is a guess, which text written anywhere after it can
//! change. An edit must not move what the next reading makes of the rest of the text, so damaged items are not edited,
//! and an item after one is only edited if its text cannot be the end of anything before it.

use std::ops::Range;

use super::node::{Context, Node};
use crate::bib::syntax::delimiters::Delimiters;
use crate::bib::syntax::tree::{Item, ItemKind, Problem, Tree};
use crate::bib::syntax::words::stray_brace;
use crate::error::{Error, Result};

/// The tree of a text that is one item.
pub(super) struct Whole {
    tree: Tree,
    item: Item,
}

impl Whole {
    /// Parses a text; `None` if it is not exactly one item of this kind.
    pub(super) fn parse(text: &str, kind: ItemKind) -> Option<Self> {
        let tree = Tree::parse(text);
        let [item] = *tree.items() else { return None };
        (item.span.range() == (0..text.len()) && item.kind == kind).then_some(Self { tree, item })
    }

    pub(super) fn problems(&self) -> &[Problem] {
        self.tree.problems()
    }

    pub(super) fn node(&self, text: &str, context: Context) -> Node {
        Node::of(text, &self.tree, &self.item, context)
    }

    /// Returns whether the item ends with its closing delimiter.
    pub(super) fn is_closed(&self, text: &str) -> bool {
        let open = text[self.item.name.range().end..].bytes().find(|byte| matches!(byte, b'{' | b'('));
        let close = if open == Some(b'(') { ')' } else { '}' };
        text.ends_with(close) && !self.problems().iter().any(Problem::is_unclosed)
    }
}

impl Node {
    /// Parses a new text of this item.
    ///
    /// # Errors
    /// Returns an error if the item is damaged, or would be with the new text.
    pub(super) fn with_text(&self, text: &str, kind: ItemKind) -> Result<Self> {
        let old = Whole::parse(&self.text, kind).filter(|old| old.is_closed(&self.text));
        let Some(old) = old else { return Err(self.damaged()) };
        let is_free = |text: &str| !self.context.follows_unclosed || is_self_contained(text);
        if !is_free(&self.text) || !is_free(text) {
            let message = "a delimiter before it is not closed, and this text could be read as its end";
            return Err(Error::usage(format!("{} cannot be changed: {message}", self.called())));
        }
        let new = Whole::parse(text, kind);
        let new = new.filter(|new| new.is_closed(text) && new.problems().len() <= old.problems().len());
        new.map(|new| new.node(text, self.context)).ok_or_else(|| self.unreadable())
    }

    /// Returns the error for an edit that would not be read back.
    pub(super) fn unreadable(&self) -> Error {
        Error::usage(format!("{} would not be read like this after the change", self.called()))
    }

    /// Returns the error for an edit of a damaged item.
    pub(super) fn damaged(&self) -> Error {
        let tree = Tree::parse(&self.text);
        let problem = tree.problems().iter().find(|problem| problem.is_unclosed()).or_else(|| tree.problems().first());
        let (message, range) =
            problem.map_or(("it is not closed", 0..0), |problem| (problem.message, problem.range.clone()));
        let place = match self.context.line {
            0 => String::new(),
            line => format!(" at line {}", line + line_breaks(&self.text, 0..range.start)),
        };
        Error::usage(format!(
            "{} is damaged{place} ({message}) and cannot be changed: correct the text there, and parse it again",
            self.called()
        ))
    }

    fn called(&self) -> String {
        match (&self.text[self.key.clone()], &self.text[self.name.clone()]) {
            ("", name) => format!("the item “@{name}”"),
            (key, _) => format!("the entry “{key}”"),
        }
    }
}

/// Returns whether a text cannot close anything before it: its braces are balanced, and quotation marks are in braces
/// only.
pub(super) fn is_self_contained(text: &str) -> bool {
    let mut depth = 0_isize;
    for byte in text.bytes() {
        depth += match byte {
            b'{' => 1,
            b'}' => -1,
            _ => 0,
        };
    }
    depth == 0 && stray_brace(text).is_none() && Delimiters::new(text.as_bytes()).closing_quote(0).is_none()
}

/// Returns the number of line breaks in a range of a text.
pub(super) fn line_breaks(text: &str, range: Range<usize>) -> usize {
    memchr::memchr_iter(b'\n', &text.as_bytes()[range.start..range.end.min(text.len())]).count()
}
