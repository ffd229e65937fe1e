//! How many names of a list are shown (CSL 1.0.2, "Et-al Abbreviation").

use crate::csl::style::ir::NameOptions;

/// Which names of a list are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) struct ShownNames {
    /// The number of names from the start.
    pub first: usize,
    /// Whether the last one follows an ellipsis.
    pub last: bool,
    /// Whether "et al." follows.
    pub et_al: bool,
}

/// Returns which of `count` names are shown. `at_least` is the minimum from disambiguation, `is_subsequent` whether the
/// work was cited before, `is_truncated` whether the source omitted names: then "et al." follows in any case.
pub(in crate::csl) fn shown_names(
    count: usize,
    options: &NameOptions<&str>,
    is_subsequent: bool,
    at_least: usize,
    is_truncated: bool,
) -> ShownNames {
    let of_subsequent = |subsequent: Option<u32>, otherwise: Option<u32>| {
        if is_subsequent { subsequent.or(otherwise) } else { otherwise }
    };
    let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let least = of_subsequent(options.et_al_subsequent_min, options.et_al_min).map_or(usize::MAX, size);
    let first = of_subsequent(options.et_al_subsequent_use_first, options.et_al_use_first).map_or(usize::MAX, size);
    // The omitted names count as at least one.
    let known_or_more = count + usize::from(is_truncated);
    let is_cut = least > 0 && known_or_more >= least && first < known_or_more;
    if !is_cut {
        return ShownNames { first: count, last: false, et_al: is_truncated };
    }
    let first = first.max(at_least).min(count);
    if first >= count && !is_truncated {
        return ShownNames { first: count, last: false, et_al: false };
    }
    let last = options.et_al_use_last == Some(true) && !is_truncated && count >= first + 2;
    ShownNames { first, last, et_al: !last }
}
