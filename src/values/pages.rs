//! Page ranges as sources write them.

/// Returns the pages from the first one to the last one; a single page, such as the number of an article, may be given as
/// both or as one of them.
pub(crate) fn from_ends(first: Option<&str>, last: Option<&str>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}-{last}")),
        (Some(page), _) | (None, Some(page)) => Some(page.to_owned()),
        (None, None) => None,
    }
}

/// Returns pages with the last page in full: MEDLINE and others leave out the digits that equal those of the first
/// page, so that `1003-9` means `1003-1009`. Dashes become hyphens without spaces, and several ranges are separated by
/// commas.
pub(crate) fn in_full(pages: &str) -> String {
    let pages: String = pages
        .chars()
        .map(|character| if matches!(character, '–' | '—' | '‐' | '‑' | '−') { '-' } else { character })
        .collect();
    pages
        .split([',', ';'])
        .map(|range| range_in_full(range.trim()))
        .filter(|range| !range.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn range_in_full(range: &str) -> String {
    let Some((first, last)) =
        range.split_once('-').map(|(first, last)| (first.trim(), last.trim_start_matches('-').trim()))
    else {
        return range.to_owned();
    };
    if last.is_empty() {
        return first.to_owned();
    }
    // "S12-9", "e100-15": the letters of the first page belong to the digits that are left out.
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let letters = first.len() - first.trim_start_matches(|character: char| character.is_ascii_alphabetic()).len();
    let (prefix, digits) = first.split_at(letters);
    if !is_number(digits) || !is_number(last) || last.len() >= digits.len() {
        return if first == last { first.to_owned() } else { format!("{first}-{last}") };
    }
    let full = format!("{}{last}", &digits[..digits.len() - last.len()]);
    // Where the last number is smaller ("100-9" as a list), nothing was left out.
    if full.as_str() < digits { format!("{first}-{last}") } else { format!("{prefix}{digits}-{prefix}{full}") }
}

#[cfg(test)]
mod tests {
    use super::{from_ends, in_full};

    #[test]
    fn ends_that_are_equal_are_one_page() {
        for (first, last, expected) in [
            (Some("12"), Some("19"), Some("12-19")),
            (Some("e7"), Some("e7"), Some("e7")),
            (Some("12"), None, Some("12")),
            (None, Some("19"), Some("19")),
            (None, None, None),
        ] {
            assert_eq!(from_ends(first, last).as_deref(), expected);
        }
    }

    #[test]
    fn last_pages_are_completed() {
        for (pages, expected) in [
            ("1003-9", "1003-1009"),
            ("5194–210", "5194-5210"),
            ("693-710", "693-710"),
            ("S12-9", "S12-S19"),
            ("e12516", "e12516"),
            ("12-", "12"),
            ("7-7", "7"),
            ("100-9", "100-109"),
            ("109-1", "109-1"),
            ("1-5; discussion 6-7", "1-5, discussion 6-7"),
            ("xi-xv, 1 - 20", "xi-xv, 1-20"),
            ("12:1-12:9", "12:1-12:9"),
            ("", ""),
        ] {
            assert_eq!(in_full(pages), expected, "{pages}");
        }
    }
}
