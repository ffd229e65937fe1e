//! Suffixes to years: a, b, … z, aa, ab, …

/// Returns the suffix of the work with that index in its group, from 0.
pub(in crate::csl) fn year_suffix(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Returns the index of a suffix.
pub(in crate::csl) fn year_suffix_index(letters: &str) -> Option<usize> {
    let mut index: usize = 0;
    for letter in letters.bytes() {
        let value = usize::from(letter.checked_sub(b'a').filter(|value| *value < 26)?);
        index = index.checked_mul(26)?.checked_add(value + 1)?;
    }
    index.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{year_suffix, year_suffix_index};

    #[test]
    fn letters_go_on_behind_z() {
        assert_eq!([0, 1, 25, 26, 27, 701, 702].map(year_suffix), ["a", "b", "z", "aa", "ab", "zz", "aaa"]);
        for index in 0..2000 {
            assert_eq!(year_suffix_index(&year_suffix(index)), Some(index));
        }
        assert_eq!(year_suffix_index(""), None);
        assert_eq!(year_suffix_index("A"), None);
    }
}
