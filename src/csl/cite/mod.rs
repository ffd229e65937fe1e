//! Citations: where a cite stands, in which order, and how cites of one citation are joined.

mod collapse;
mod position;

pub(super) use collapse::{Rendered, join_cites, remove_names};
pub(super) use position::{Places, places};
