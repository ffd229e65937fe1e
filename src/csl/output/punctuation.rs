//! What becomes of two marks of punctuation that meet.

/// Which of two marks that meet stays.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    Both,
    First,
    Second,
}

pub(super) const fn is_punctuation(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | '!' | '?')
}

/// What becomes of two marks of punctuation that meet; other characters both stay.
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
