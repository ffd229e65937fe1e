//! Citations: the positions of cites, their order, and how the cites of one citation are joined.

mod collapse;
mod locator;
mod position;

pub(super) use collapse::{Rendered, join_cites, remove_names};
pub(super) use locator::{FurtherLocator, LocatorValue};
pub(super) use position::{Places, places};
