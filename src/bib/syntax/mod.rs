//! What .bib files are written in: the text, its tree, and the tree as readers of records want it.

pub(super) mod delimiters;
pub(super) mod parser;
pub(super) mod raw;
pub mod tree;
