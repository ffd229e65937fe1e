//! Unicode's superscripts and subscripts, and the characters that they raise and lower.

/// Returns the superscript of a character, if Unicode has one.
pub(crate) fn superscript(character: char) -> Option<char> {
    find(SUPERSCRIPTS, character)
}

/// Returns the subscript of a character, if Unicode has one.
pub(crate) fn subscript(character: char) -> Option<char> {
    find(SUBSCRIPTS, character)
}

/// Returns the character that a superscript raises.
pub(crate) fn raised_by(superscript: char) -> Option<char> {
    find_back(SUPERSCRIPTS, superscript)
}

/// Returns the character that a subscript lowers.
pub(crate) fn lowered_by(subscript: char) -> Option<char> {
    find_back(SUBSCRIPTS, subscript)
}

fn find(table: &[(char, char)], character: char) -> Option<char> {
    table.iter().find(|(normal, _)| *normal == character).map(|(_, small)| *small)
}

fn find_back(table: &[(char, char)], character: char) -> Option<char> {
    table.iter().find(|(_, small)| *small == character).map(|(normal, _)| *normal)
}

static SUPERSCRIPTS: &[(char, char)] = &[
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('−', '⁻'),
    ('-', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];

static SUBSCRIPTS: &[(char, char)] = &[
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('−', '₋'),
    ('-', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
    ('i', 'ᵢ'),
    ('j', 'ⱼ'),
    ('n', 'ₙ'),
    ('x', 'ₓ'),
];

/// Whether a character is a sign for notes that fonts raise by themselves.
pub(crate) fn is_raised_sign(character: char) -> bool {
    matches!(character, '*' | '†' | '‡' | '§' | '¶' | '‖')
}

#[cfg(test)]
mod tests {
    use super::{lowered_by, raised_by, subscript, superscript};

    #[test]
    fn there_and_back() {
        assert_eq!((superscript('2'), raised_by('²')), (Some('²'), Some('2')));
        assert_eq!((subscript('x'), lowered_by('ₓ')), (Some('ₓ'), Some('x')));
        assert_eq!((superscript('x'), raised_by('2'), lowered_by('²')), (None, None, None));
    }

    #[test]
    fn both_signs_for_minus_give_the_minus_of_mathematics_back() {
        assert_eq!((superscript('-'), raised_by('⁻')), (Some('⁻'), Some('−')));
        assert_eq!((subscript('-'), lowered_by('₋')), (Some('₋'), Some('−')));
    }
}
