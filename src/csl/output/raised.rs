//! Raised letters and digits, which are markup in finished text.

use crate::model::Inline;

/// Characters that are raised letters or digits, with the normal characters. As markup they look the same in every
/// font.
const RAISED: &[(char, &str)] = &[
    ('ª', "a"),
    ('º', "o"),
    ('²', "2"),
    ('³', "3"),
    ('¹', "1"),
    ('⁰', "0"),
    ('⁴', "4"),
    ('⁵', "5"),
    ('⁶', "6"),
    ('⁷', "7"),
    ('⁸', "8"),
    ('⁹', "9"),
    ('ⁿ', "n"),
    ('ʰ', "h"),
    ('ʲ', "j"),
    ('ʳ', "r"),
    ('ʷ', "w"),
    ('ʸ', "y"),
    ('ˡ', "l"),
    ('ˢ', "s"),
    ('ˣ', "x"),
    ('ᵃ', "a"),
    ('ᵇ', "b"),
    ('ᵈ', "d"),
    ('ᵉ', "e"),
    ('ᵍ', "g"),
    ('ᵏ', "k"),
    ('ᵐ', "m"),
    ('ᵒ', "o"),
    ('ᵖ', "p"),
    ('ᵗ', "t"),
    ('ᵘ', "u"),
    ('ᵛ', "v"),
    ('℠', "SM"),
    ('™', "TM"),
];

/// Adds characters, with raised ones as markup.
pub(super) fn push_characters(text: String, into: &mut Vec<Inline>) {
    let raised = |character: char| RAISED.iter().find(|(known, _)| *known == character).map(|(_, letters)| *letters);
    if text.is_ascii() || !text.chars().any(|character| raised(character).is_some()) {
        into.push(Inline::Str(text));
        return;
    }
    let mut pending = String::new();
    for character in text.chars() {
        match raised(character) {
            None => pending.push(character),
            Some(letters) => {
                into.push(Inline::Str(std::mem::take(&mut pending)));
                into.push(Inline::Sup(vec![Inline::Str(letters.to_owned())]));
            }
        }
    }
    into.push(Inline::Str(pending));
}
