//! Tagged lines: `TY  - JOUR` and the like.

pub(crate) mod lines;
pub(crate) mod records;
