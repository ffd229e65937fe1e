//! The alphabets of mathematics: `\mathcal{A}` is 𝒜.
//!
//! Unicode keeps them in one block, <https://www.unicode.org/charts/PDF/U1D400.pdf>, except for the letters that it had
//! before; these are the exceptions in the table.

/// An alphabet: its command and the positions of its letters.
pub(super) struct Alphabet {
    command: &'static str,
    upper: char,
    lower: char,
    digits: Option<char>,
    exceptions: &'static [(char, char)],
}

const SCRIPT: Alphabet = Alphabet {
    command: "mathcal",
    upper: '𝒜',
    lower: '𝒶',
    digits: None,
    exceptions: &[
        ('B', 'ℬ'),
        ('E', 'ℰ'),
        ('F', 'ℱ'),
        ('H', 'ℋ'),
        ('I', 'ℐ'),
        ('L', 'ℒ'),
        ('M', 'ℳ'),
        ('R', 'ℛ'),
        ('e', 'ℯ'),
        ('g', 'ℊ'),
        ('o', 'ℴ'),
    ],
};

static ALPHABETS: &[Alphabet] = &[
    SCRIPT,
    Alphabet {
        command: "mathbb",
        upper: '𝔸',
        lower: '𝕒',
        digits: Some('𝟘'),
        exceptions: &[('C', 'ℂ'), ('H', 'ℍ'), ('N', 'ℕ'), ('P', 'ℙ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('Z', 'ℤ')],
    },
    Alphabet {
        command: "mathfrak",
        upper: '𝔄',
        lower: '𝔞',
        digits: None,
        exceptions: &[('C', 'ℭ'), ('H', 'ℌ'), ('I', 'ℑ'), ('R', 'ℜ'), ('Z', 'ℨ')],
    },
    Alphabet { command: "mathbf", upper: '𝐀', lower: '𝐚', digits: Some('𝟎'), exceptions: &[] },
    Alphabet { command: "mathit", upper: '𝐴', lower: '𝑎', digits: None, exceptions: &[('h', 'ℎ')] },
    Alphabet { command: "mathsf", upper: '𝖠', lower: '𝖺', digits: Some('𝟢'), exceptions: &[] },
    Alphabet { command: "mathtt", upper: '𝙰', lower: '𝚊', digits: Some('𝟶'), exceptions: &[] },
];

/// Finds an alphabet by its command or a synonym; only alphabets that readers can distinguish from letters in running
/// text.
pub(super) fn by_command(command: &str) -> Option<&'static Alphabet> {
    let name = match command {
        "mathscr" | "cal" | "EuScript" => "mathcal",
        "mathds" | "Bbb" => "mathbb",
        "frak" => "mathfrak",
        "mathcal" | "mathbb" | "mathfrak" => command,
        _ => return None,
    };
    ALPHABETS.iter().find(|alphabet| alphabet.command == name)
}

impl Alphabet {
    /// Returns the letter or digit in this alphabet.
    pub(super) fn letter(&self, plain: char) -> Option<char> {
        if let Some((_, letter)) = self.exceptions.iter().find(|(exception, _)| *exception == plain) {
            return Some(*letter);
        }
        let (start, first) = match plain {
            'A'..='Z' => (self.upper, 'A'),
            'a'..='z' => (self.lower, 'a'),
            '0'..='9' => (self.digits?, '0'),
            _ => return None,
        };
        char::from_u32(u32::from(start) + (u32::from(plain) - u32::from(first)))
    }
}

/// The character of a formula that is one letter of an alphabet, such as `\mathcal{A}`.
pub(in super::super) fn letter_of_tex(tex: &str) -> Option<char> {
    let (command, letter) = tex.strip_prefix('\\')?.strip_suffix('}')?.split_once('{')?;
    let mut letters = letter.chars();
    let plain = letters.next().filter(|_| letters.next().is_none())?;
    ALPHABETS.iter().find(|alphabet| alphabet.command == command)?.letter(plain)
}

/// The formula for a letter of an alphabet.
pub(in super::super) fn tex_of_letter(letter: char) -> Option<String> {
    if !matches!(letter, '\u{2100}'..='\u{214F}' | '\u{1D400}'..='\u{1D7FF}') {
        return None;
    }
    let plain_letters = || ('A'..='Z').chain('a'..='z').chain('0'..='9');
    ALPHABETS.iter().find_map(|alphabet| {
        let plain = plain_letters().find(|plain| alphabet.letter(*plain) == Some(letter))?;
        Some(format!("\\{}{{{plain}}}", alphabet.command))
    })
}

#[cfg(test)]
mod tests {
    use super::{letter_of_tex, tex_of_letter};

    #[test]
    fn letters_and_formulas_agree() {
        for (tex, letter) in [
            ("\\mathcal{A}", '𝒜'),
            ("\\mathcal{B}", 'ℬ'),
            ("\\mathbb{R}", 'ℝ'),
            ("\\mathfrak{g}", '𝔤'),
            ("\\mathit{h}", 'ℎ'),
        ] {
            assert_eq!(letter_of_tex(tex), Some(letter));
            assert_eq!(tex_of_letter(letter).as_deref(), Some(tex));
        }
        assert_eq!(letter_of_tex("\\mathcal{AB}"), None);
        assert_eq!(tex_of_letter('中'), None);
    }
}
