//! Citation keys that BibTeX and TeX accept.

/// Returns the citation key. Characters that break BibTeX or TeX become hyphens; a record without an id gets its
/// number.
pub(super) fn to_key(id: &str, number: usize) -> String {
    if id.is_empty() {
        return format!("entry{number}");
    }
    let is_fit = |character: char| {
        !character.is_whitespace() && !character.is_control() && !"{}(),\"'#%=\\~@$^".contains(character)
    };
    if id.chars().all(is_fit) {
        return id.to_owned();
    }
    id.chars().map(|character| if is_fit(character) { character } else { '-' }).collect()
}
