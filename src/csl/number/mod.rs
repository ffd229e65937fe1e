//! Numbers, pages and ordinals (CSL 1.0.2, "Number").

mod numeric;
mod pages;
mod roman;
mod year_suffix;

pub(super) use numeric::{Numbers, Part, outside_of_markup, without_markup};
pub(super) use pages::{first_page, page_ranges, unlabelled};
pub(super) use roman::to_roman;
pub(super) use year_suffix::{year_suffix, year_suffix_index};
