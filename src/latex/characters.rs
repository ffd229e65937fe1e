//! Characters as TeX that any LaTeX accepts: letters with accents, symbols, and characters that TeX would join.

use unicode_normalization::char::is_combining_mark;

use super::rest::Rest;
use super::symbols::{self, Mode, Symbol};
use super::{Charset, accents, math};
use crate::text::unicode::is_noncharacter;

/// Writes characters as TeX, as [`encode`](super::encode()) does for text without markup.
pub fn encode_plain(text: &str, charset: Charset) -> String {
    let mut tex = String::with_capacity(text.len());
    encode_plain_onto(&mut tex, text, charset);
    tex
}

/// Returns TeX in which the characters that a charset lacks are written as TeX, and everything else stays.
pub(crate) fn tex_in_charset(tex: &str, charset: Charset) -> String {
    let mut result = String::with_capacity(tex.len() + 16);
    let mut lacking = String::new();
    for character in tex.chars() {
        if charset.has(character) {
            encode_plain_onto(&mut result, &std::mem::take(&mut lacking), charset);
            result.push(character);
        } else {
            // A mark is written with the letter before it.
            if is_combining_mark(character)
                && lacking.is_empty()
                && result.ends_with(|letter: char| letter.is_ascii_alphabetic())
            {
                lacking.extend(result.pop());
            }
            lacking.push(character);
        }
    }
    encode_plain_onto(&mut result, &lacking, charset);
    result
}

/// Appends the result of [`encode_plain`].
pub(crate) fn encode_plain_onto(tex: &mut String, text: &str, charset: Charset) {
    Characters::onto(tex, charset).string(text);
}

/// Neighbouring characters that TeX's fonts or [`decode()`](super::decode()) join into one; an empty group separates
/// them.
static LIGATURES: &[(char, char)] =
    &[('-', '-'), ('\'', '\''), ('`', '`'), (',', ','), ('<', '<'), ('>', '>'), ('?', '`'), ('!', '`')];

/// Whether a byte is written as it is.
#[derive(Clone, Copy)]
enum Plain {
    Never,
    /// Unless it is doubled: then the two would be read as one sign.
    UnlessDoubled,
    Always,
}

static PLAIN: [Plain; 256] = {
    let mut table = [Plain::Never; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Plain::Always,
            b'.' | b';' | b':' | b'(' | b')' | b'[' | b']' | b'/' | b'@' | b'*' | b'+' | b'=' | b'!' | b'?' | b'"' => {
                Plain::Always
            }
            b' ' | b'-' | b'\'' | b',' => Plain::UnlessDoubled,
            _ => Plain::Never,
        };
        byte += 1;
    }
    table
};

/// Writes characters after a text of TeX.
pub(super) struct Characters<'a> {
    pub(super) tex: &'a mut String,
    /// The offset at which this text starts; the text before it is another one.
    start: usize,
    pub(super) charset: Charset,
    /// In fixed-width text, dashes are written as commands: hyphens do not join there.
    pub(super) in_code: bool,
}

impl<'a> Characters<'a> {
    pub(super) fn onto(tex: &'a mut String, charset: Charset) -> Self {
        let start = tex.len();
        Self { tex, start, charset, in_code: false }
    }

    /// The byte before the current position; 0 at the start.
    fn last(&self) -> u8 {
        self.tex.as_bytes()[self.start..].last().copied().unwrap_or_default()
    }

    /// Writes text without markup.
    pub(super) fn string(&mut self, text: &str) {
        let mut rest = Rest(text);
        loop {
            let run = rest.take(self.plain_run(rest.0));
            self.tex.push_str(run);
            let Some(character) = rest.next() else { return };
            match character {
                _ if character.is_ascii_whitespace() => self.space(),
                'a'..='z' | 'A'..='Z' if self.accent_follows(&rest) => self.letter(character, &mut rest),
                _ if character.is_ascii_control() => self.code_point(character),
                _ if character.is_ascii() => match symbols::by_character(character) {
                    Some(symbol) if symbol.mode == Mode::Always => self.symbol(symbol),
                    _ => self.character(character),
                },
                _ => self.beyond_ascii(character, &mut rest),
            }
        }
    }

    /// How many bytes at the start are written unchanged, whatever follows.
    fn plain_run(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let mut before = self.last();
        for (index, &byte) in bytes.iter().enumerate() {
            let is_plain = match PLAIN[usize::from(byte)] {
                Plain::Always => true,
                Plain::UnlessDoubled => before != byte,
                Plain::Never => false,
            };
            if !is_plain {
                // An accent may follow this letter.
                let takes_accent = self.charset != Charset::Unicode && !byte.is_ascii() && before.is_ascii_alphabetic();
                return if takes_accent { index.saturating_sub(1) } else { index };
            }
            before = byte;
        }
        bytes.len()
    }

    /// TeX treats several spaces as one, so all but the first are written as control spaces.
    fn space(&mut self) {
        self.tex.push_str(if self.last() == b' ' { "\\ " } else { " " });
    }

    fn character(&mut self, character: char) {
        self.part_from(character);
        self.tex.push(character);
    }

    /// Writes an empty group if the character would join with the one before it.
    pub(super) fn part_from(&mut self, next: char) {
        let last = char::from(self.last());
        if LIGATURES.iter().any(|(first, second)| *second == next && *first == last) {
            self.tex.push_str("{}");
        }
    }

    fn symbol(&mut self, symbol: &Symbol) {
        match symbol.mode {
            Mode::Letter => self.tex.extend(["{", symbol.tex, "}"]),
            Mode::Greek | Mode::Math => self.ensure_math(symbol.tex),
            _ if !symbol.tex.starts_with('\\') && self.in_code => match symbol.command() {
                Some(command) => self.tex.extend([command, "{}"]),
                None => self.code_point(symbol.character),
            },
            // The dashes.
            _ if !symbol.tex.starts_with('\\') => {
                self.part_from('-');
                self.tex.push_str(symbol.tex);
            }
            // BibTeX would change the command to lower case, unless a group starts with it.
            _ if symbol.tex.contains(|letter: char| letter.is_ascii_uppercase()) => {
                self.tex.extend(["{", symbol.tex, "}"]);
            }
            _ if symbol.tex.ends_with(|last: char| last.is_ascii_alphabetic()) => self.tex.extend([symbol.tex, "{}"]),
            _ => self.tex.push_str(symbol.tex),
        }
    }

    /// A group that starts with a command is one character for BibTeX, so that no label cuts it.
    fn code_point(&mut self, character: char) {
        self.tex.push_str(&format!("{{\\unichar{{{}}}}}", u32::from(character)));
    }

    /// A symbol of mathematics; in two groups if BibTeX would change a letter of it to lower case.
    fn ensure_math(&mut self, tex: &str) {
        let group = if changes_in_lower_case(&format!("{{{tex}}}")) {
            ["\\ensuremath{{", tex, "}}"]
        } else {
            ["\\ensuremath{", tex, "}"]
        };
        self.tex.extend(group);
    }

    fn beyond_ascii(&mut self, character: char, rest: &mut Rest<'_>) {
        if character == '\u{A0}' {
            return self.tex.push('~');
        }
        let symbol = symbols::by_character(character);
        match symbol {
            _ if is_greek(character) => self.greek(character, rest),
            _ if !self.charset.has(character) => self.letter(character, rest),
            Some(symbol) if matches!(symbol.mode, Mode::Always | Mode::Math) => self.symbol(symbol),
            None => match math::tex_of_letter(character) {
                Some(formula) => self.ensure_math(&formula),
                None if character.is_control() || is_noncharacter(character) => self.code_point(character),
                None => self.tex.push(character),
            },
            Some(_) => self.tex.push(character),
        }
    }

    /// Greek letters: pdfTeX has them only in mathematics, but a Greek word is not a formula.
    fn greek(&mut self, first: char, rest: &mut Rest<'_>) {
        let mut word = String::from(first);
        while let Some(next) = rest.next_if(|next| is_greek(next) || is_combining_mark(next)) {
            word.push(next);
        }
        let is_short = word.chars().count() <= 2;
        for character in word.chars() {
            match symbols::by_character(character) {
                Some(symbol) if is_short || !self.charset.has(character) => self.symbol(symbol),
                _ if !self.charset.has(character) => self.code_point(character),
                _ => self.tex.push(character),
            }
        }
    }

    fn accent_follows(&self, rest: &Rest<'_>) -> bool {
        rest.peek().is_some_and(|next| !self.charset.has(next) && accents::to_write(next).is_some())
    }

    /// A letter and the accents after it in ASCII: `{\"o}`, `{\'{\i}}`; for other characters, their commands or code
    /// points.
    fn letter(&mut self, letter: char, rest: &mut Rest<'_>) {
        let letter_symbol = |base: char| symbols::by_character(base).filter(|symbol| symbol.mode == Mode::Letter);
        let is_base = |base: char| base.is_ascii_alphabetic() || letter_symbol(base).is_some();
        let (base, mut marks) = accents::take_apart(letter, is_base).unwrap_or((letter, Vec::new()));
        let symbol = letter_symbol(base);
        let is_dotless = matches!(base, 'ı' | 'ȷ');
        if !is_base(base) {
            return self.other(letter);
        }
        while let Some(accent) = rest.peek().and_then(accents::to_write) {
            // `\'{\i}` is í, so the mark on a real dotless i is written separately.
            if is_dotless && accent.is_above() {
                break;
            }
            marks.push(accent);
            rest.next();
        }
        let takes_dot_off = marks.iter().any(|accent| accent.is_above());
        let base_tex = match (base, symbol) {
            ('i', _) if takes_dot_off => "\\i".to_owned(),
            ('j', _) if takes_dot_off => "\\j".to_owned(),
            (_, Some(symbol)) => symbol.tex.to_owned(),
            _ => base.to_string(),
        };
        if marks.is_empty() {
            return self.tex.extend(["{", &base_tex, "}"]);
        }
        let written = marks.iter().fold(base_tex, |inner, accent| {
            let is_word = accent.command.starts_with(|first: char| first.is_ascii_alphabetic());
            match inner.len() {
                1 if is_word => format!("\\{} {inner}", accent.command),
                1 => format!("\\{}{inner}", accent.command),
                _ => format!("\\{}{{{inner}}}", accent.command),
            }
        });
        self.tex.extend(["{", &written, "}"]);
    }

    /// A character outside ASCII that is not an accented letter.
    fn other(&mut self, character: char) {
        if let Some(symbol) = symbols::by_character(character) {
            self.symbol(symbol);
        } else if let Some(formula) = math::tex_of_letter(character) {
            self.ensure_math(&formula);
        } else if let Some(accent) = accents::by_spacing_character(character) {
            self.tex.extend(["\\", accent.command, "{}"]);
        } else {
            self.code_point(character);
        }
    }
}

/// Whether BibTeX's `change.case$` would change TeX outside braces: any capital outside all braces, and in groups that
/// start with a command everything except the commands.
pub(super) fn changes_in_lower_case(tex: &str) -> bool {
    let (mut depth, mut in_special) = (0_usize, false);
    let mut bytes = tex.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' => {
                in_special |= depth == 0 && bytes.peek() == Some(&b'\\');
                depth += 1;
            }
            b'}' => {
                depth = depth.saturating_sub(1);
                in_special &= depth > 0;
            }
            b'\\' if in_special => while bytes.next_if(u8::is_ascii_alphabetic).is_some() {},
            _ if byte.is_ascii_uppercase() && (depth == 0 || in_special) => return true,
            _ => {}
        }
    }
    false
}

fn is_greek(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}
