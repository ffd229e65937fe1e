//! Works for which a style prints nothing: they are shown by their titles, and reported.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::item::Item;
use super::output::{Node, field, plain_field};
use crate::model::{Record, Text, TextVariable};

/// The text that CSL processors have in common for a work for which a style prints nothing.
const NOTICE: &str = "[CSL STYLE ERROR: reference with no printed form.]";

/// How a work is shown for which a style prints nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Unprinted {
    /// By its title, or by its id if it has none.
    #[default]
    Title,
    /// By the notice that other processors print.
    Notice,
}

/// Returns whether a work has a title that can be shown.
pub(super) fn has_title(record: &Record) -> bool {
    title(record).is_some()
}

fn title(record: &Record) -> Option<&Text> {
    record.texts.get(&TextVariable::Title).filter(|title| !title.is_blank())
}

/// Collects works for which a style prints nothing.
#[derive(Debug, Default)]
pub(super) struct UnprintedWorks(Mutex<BTreeSet<usize>>);

impl UnprintedWorks {
    /// Adds works, and returns what is shown instead of them.
    pub(super) fn add<'a>(&self, items: &[Item<'a>], shown: Unprinted) -> Node<'a> {
        let mut works = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        works.extend(items.iter().map(|item| item.index()));
        if shown == Unprinted::Notice {
            return Node::text(NOTICE);
        }
        let mut nodes = Vec::new();
        for item in items {
            if !nodes.is_empty() {
                nodes.push(Node::text("; "));
            }
            let record = item.record();
            nodes.push(match title(record) {
                Some(title) => Node::group(field(title.inlines())),
                None => Node::group(plain_field(record.id.as_str())),
            });
        }
        Node::group(nodes)
    }

    /// Returns the indices of the records.
    pub(super) fn into_records(self) -> Vec<usize> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect()
    }
}
