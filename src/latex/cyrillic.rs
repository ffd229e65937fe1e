//! Cyrillic letters as the font encodings T2A and OT2 name them, `\CYRZH` and `\cyrzh`: they are only read; older
//! versions of Better BibTeX wrote them. <https://ctan.org/pkg/cyrillic>

/// Capitals, and their names without `CYR`.
static LETTERS: &[(char, &str)] = &[
    ('А', "A"),
    ('Б', "B"),
    ('В', "V"),
    ('Г', "G"),
    ('Д', "D"),
    ('Е', "E"),
    ('Ё', "YO"),
    ('Ж', "ZH"),
    ('З', "Z"),
    ('И', "I"),
    ('Й', "ISHRT"),
    ('К', "K"),
    ('Л', "L"),
    ('М', "M"),
    ('Н', "N"),
    ('О', "O"),
    ('П', "P"),
    ('Р', "R"),
    ('С', "S"),
    ('Т', "T"),
    ('У', "U"),
    ('Ф', "F"),
    ('Х', "H"),
    ('Ц', "C"),
    ('Ч', "CH"),
    ('Ш', "SH"),
    ('Щ', "SHCH"),
    ('Ъ', "HRDSN"),
    ('Ы', "ERY"),
    ('Ь', "SFTSN"),
    ('Э', "EREV"),
    ('Ю', "YU"),
    ('Я', "YA"),
    ('Є', "IE"),
    ('І', "II"),
    ('Ї', "YI"),
    ('Ґ', "GUP"),
    ('Ј', "JE"),
    ('Љ', "LJE"),
    ('Њ', "NJE"),
    ('Ћ', "TSHE"),
    ('Ђ', "DJE"),
    ('Џ', "DZHE"),
    ('Ў', "USHRT"),
];

/// Finds the letter of a command, named without its backslash.
pub(super) fn letter(command: &str) -> Option<char> {
    if let Some(name) = command.strip_prefix("CYR") {
        return LETTERS.iter().find(|(_, known)| *known == name).map(|(letter, _)| *letter);
    }
    let name = command.strip_prefix("cyr")?;
    let is_it = |known: &str| known.bytes().map(|byte| byte.to_ascii_lowercase()).eq(name.bytes());
    let (capital, _) = LETTERS.iter().find(|(_, known)| is_it(known))?;
    capital.to_lowercase().next()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_have_names_in_both_cases() {
        for (command, expected) in
            [("CYRZH", Some('Ж')), ("cyrzh", Some('ж')), ("cyrZH", None), ("cyrchar", None), ("x", None)]
        {
            assert_eq!(letter(command), expected, "{command}");
        }
    }
}
