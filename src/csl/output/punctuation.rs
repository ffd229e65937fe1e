//! The result when two punctuation marks meet.

/// Which of two marks that meet is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    Both,
    First,
    Second,
}

pub(super) const fn is_punctuation(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | '!' | '?')
}

/// Returns the result when two punctuation marks meet; other characters are both kept.
pub(super) const fn join(before: char, after: char) -> Joined {
    match (before, after) {
        ('.' | '!' | '?' | ':' | ';', '.')
        | ('!' | '?' | ':' | ';', ':')
        | ('!', '!')
        | ('?', '?')
        | (';', ';')
        | (',', ',') => Joined::First,
        (':' | ';', '!' | '?') => Joined::Second,
        _ => Joined::Both,
    }
}
