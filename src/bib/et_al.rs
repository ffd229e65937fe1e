//! People that a list of names leaves out: BibTeX's "and others", and what people write for it.

use crate::values::names::means_others;

use super::name_words::plain;
use super::outside_braces::split_at_and;

/// The maximum length of the word for people that are not listed, with braces.
const LONGEST_OTHERS: usize = 16;

/// Whether a list ends with "et al." in place of BibTeX's "and others".
pub(super) fn ends_with_et_al(list: &str) -> bool {
    let names = split_at_and(list);
    let is_et_al =
        |last: &&str| without_others(last).is_some() || is_others(last) && !last.eq_ignore_ascii_case("others");
    names.last().is_some_and(is_et_al)
}

/// Whether the last name of a list stands for people that are not listed.
pub(super) fn is_others(last: &str) -> bool {
    let may_be = last.trim_start_matches('{').starts_with(|first: char| "eEoOaAuU.…".contains(first));
    may_be && last.len() <= LONGEST_OTHERS && means_others(&plain(last))
}

/// Returns the name before "et al.", with which some people end a list without "and".
pub(super) fn without_others(last: &str) -> Option<&str> {
    let name = last.trim_end();
    let name = ["et al.", "et al", "et~al.", "et. al."].iter().find_map(|others| {
        let start = name.len().checked_sub(others.len())?;
        name.get(start..).filter(|end| end.eq_ignore_ascii_case(others)).map(|_| &name[..start])
    })?;
    let is_word = name.ends_with(|before: char| before.is_whitespace() || before == ',' || before == '~');
    let name = name.trim_end_matches(|last: char| last.is_whitespace() || last == ',' || last == '~');
    (is_word && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::names::{from_bibtex, read_names};
    use crate::model::{Name, Names};

    #[test]
    fn et_al_behind_a_name_is_no_part_of_it() {
        for list in ["Jane Doe et al.", "Doe, Jane et al", "Doe, Jane, et al.", "Jane Doe et~al."] {
            let read = read_names(list);
            assert_eq!(read.names, Names { list: vec![Name::person("Doe", "Jane")], truncated: true }, "{list}");
            assert_eq!(read.marked, [list]);
        }
        assert!(["Budet al, Jane", "Jane Budet al"].iter().all(|list| !from_bibtex(list).truncated));
    }
}
