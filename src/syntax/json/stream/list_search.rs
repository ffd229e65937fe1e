//! The search for a list of records inside an object.

use std::ops::Range;

use super::Lists;

/// How many nested objects are searched for a list.
pub(crate) const LIST_DEPTH: usize = 3;

/// The search for a list inside an object.
pub(crate) struct ListSearch {
    pub(crate) lists: Lists,
    /// Whether the current value is searched.
    pub(crate) is_on: bool,
    /// Whether the next value is to be searched: the first value, and values after one that had a list.
    pub(crate) is_next: bool,
    /// The last string, as a range of the value.
    pub(crate) string: Range<usize>,
    /// The names of the members that lead to the current position, as ranges of the value.
    pub(crate) path: Vec<Range<usize>>,
    /// The object around the list whose elements are being read.
    pub(crate) around: Option<AroundList>,
    /// The number of elements of the list that the value had.
    pub(crate) elements: Option<usize>,
}

/// An object while the elements of its list are read.
pub(crate) struct AroundList {
    pub(crate) value: Vec<u8>,
    pub(crate) depth: usize,
    pub(crate) start: (u32, u32),
    pub(crate) array: ArrayState,
    pub(crate) elements: usize,
}

/// Whether values are in an array.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ArrayState {
    None,
    Open,
    Closed,
}

impl ListSearch {
    /// Creates a search for these lists, which begins with the first value.
    pub(crate) fn new(lists: Lists) -> Self {
        let is_next = !lists.is_empty();
        Self { lists, is_on: false, is_next, string: 0..0, path: Vec::new(), around: None, elements: None }
    }

    /// Records the last string as the name of a member of the object at this depth.
    pub(crate) fn name_member(&mut self, depth: usize) {
        // The path does not lead through lists: for an object inside one it is too short.
        if (1..=LIST_DEPTH).contains(&depth) && self.path.len() >= depth - 1 {
            self.path.truncate(depth - 1);
            self.path.push(self.string.clone());
        }
    }

    /// Whether the path leads to one of the lists.
    pub(crate) fn is_list(&self, value: &[u8], depth: usize) -> bool {
        let is_member = |(range, name): (&Range<usize>, &&str)| value.get(range.clone()) == Some(name.as_bytes());
        self.path.len() == depth
            && self.lists.iter().any(|list| list.len() == depth && self.path.iter().zip(list.iter()).all(is_member))
    }
}
