//! Lists of places and publishers in BibLaTeX: the items are separated by the word "and", unless it is in braces
//! (manual, section 2.3.6, "literal lists"). Records hold them in one text, separated by semicolons.

use super::Dialect;
use super::outside_braces::{braced_as_a_whole, split_at_and, split_outside_braces};

/// Whether a field is such a list.
pub(super) fn is_list(dialect: Dialect, field: &str) -> bool {
    let lists =
        ["publisher", "location", "address", "institution", "school", "organization", "origpublisher", "origlocation"];
    dialect == Dialect::Biblatex && lists.iter().any(|list| list.eq_ignore_ascii_case(field))
}

/// Converts the TeX of a text, in `values` from `start` on, to a list.
pub(super) fn make_list(values: &mut String, start: usize) {
    let tex = &values[start..];
    let has_and = tex.as_bytes().windows(3).any(|bytes| bytes.eq_ignore_ascii_case(b"and"));
    if has_and || tex.contains(';') {
        let list = to_list(tex);
        values.truncate(start);
        values.push_str(&list);
    }
}

/// Writes the TeX of a text as a list; as a single item if it would otherwise change when read back.
fn to_list(tex: &str) -> String {
    let items = split_outside_braces(tex, |rest| rest.starts_with("; ").then_some(2));
    let list = items.into_iter().map(to_item).collect::<Vec<_>>().join(" and ");
    if from_list(&list) == tex { list } else { to_item(tex) }
}

fn to_item(tex: &str) -> String {
    if has_and(tex) { format!("{{{tex}}}") } else { tex.to_owned() }
}

fn has_and(tex: &str) -> bool {
    split_at_and(&format!("x {tex} x")).len() > 1
}

/// Reads a list as the TeX of a text.
pub(super) fn from_list(value: &str) -> String {
    let items = split_at_and(value);
    let bare = |item: &&str| match braced_as_a_whole(item) {
        Some(inside) if items.len() > 1 || has_and(inside) => inside.to_owned(),
        _ => (*item).to_owned(),
    };
    items.iter().map(bare).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::{from_list, to_list};

    #[test]
    fn items_are_parted_by_and_unless_it_is_in_braces() {
        for (text, list) in [
            ("Durham; London", "Durham and London"),
            ("Wiley and Sons", "{Wiley and Sons}"),
            ("Wiley and Sons; A", "{Wiley and Sons} and A"),
            ("Sand; and", "Sand and {and}"),
            ("Springer", "Springer"),
            ("{Springer}", "{Springer}"),
            ("a;b", "a;b"),
            ("Durham ; London", "Durham ; London"),
            ("; x", "; x"),
        ] {
            assert_eq!(to_list(text), list);
            assert_eq!(from_list(list), text);
        }
    }
}
