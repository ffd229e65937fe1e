//! The syntax of .bib files: the text, its tree, and the view of the tree for readers of records.

pub(super) mod delimiters;
pub(super) mod parser;
pub(super) mod raw;
pub mod tree;
pub(super) mod words;
