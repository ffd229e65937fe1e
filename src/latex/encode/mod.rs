//! From rich text to TeX text.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::decode::has_letters;
use super::rest::Rest;
use super::symbols::{self, Mode, Symbol};
use super::{Charset, accents, lexer, math};
use crate::model::{Inline, Text};
use crate::text::addresses::{encoded_address, is_safe_link};
use crate::text::unicode::is_noncharacter;

/// Writes rich text as TeX that every LaTeX accepts and that [`decode()`](super::decode()) reads back as the same text.
///
/// Only commands of the LaTeX kernel are used, and `\href` of hyperref for links. Braces are balanced both as TeX and
/// as BibTeX count them. Text never becomes a command; for mathematics and links, see the [module](super).
pub fn encode(text: &Text, charset: Charset) -> String {
    let mut tex = String::new();
    encode_onto(&mut tex, text, charset);
    tex
}

/// Like [`encode`], for a field whose letters BibTeX styles change to lower case, such as titles: formulas that this
/// would change are enclosed in braces.
pub fn encode_title(text: &Text, charset: Charset) -> String {
    let mut tex = String::new();
    encode_title_onto(&mut tex, text, charset);
    tex
}

/// Writes characters as TeX, as [`encode`] does for text without markup.
pub fn encode_plain(text: &str, charset: Charset) -> String {
    let mut tex = String::with_capacity(text.len());
    encode_plain_onto(&mut tex, text, charset);
    tex
}

/// Appends the result of [`encode`].
pub(crate) fn encode_onto(tex: &mut String, text: &Text, charset: Charset) {
    Encoder::append(tex, charset, |encoder| encoder.inlines(text.inlines()));
}

/// Appends the result of [`encode_title`].
pub(crate) fn encode_title_onto(tex: &mut String, text: &Text, charset: Charset) {
    Encoder::append(tex, charset, |encoder| {
        encoder.is_title = true;
        encoder.inlines(text.inlines());
    });
}

/// Appends the result of [`encode_plain`].
pub(crate) fn encode_plain_onto(tex: &mut String, text: &str, charset: Charset) {
    Encoder::append(tex, charset, |encoder| encoder.string(text));
}

/// Appends text without markup, with some of its words in braces that protect their letter case.
pub(crate) fn encode_words_onto(tex: &mut String, text: &str, protected: &[Range<usize>], charset: Charset) {
    Encoder::append(tex, charset, |encoder| {
        let mut done = 0;
        for range in protected {
            encoder.string(&text[done..range.start]);
            encoder.protected(|encoder| encoder.string(&text[range.clone()]));
            done = range.end;
        }
        encoder.string(&text[done..]);
    });
}

/// Rewrites TeX of [`encode`] for biber, which reads `\'{\i}` as a dotless i and a combining accent, and `\'i` as í.
pub fn with_dotted_letters(tex: String) -> String {
    const ACCENTS: &str = "`'^\"~=.urvH";
    if !tex.contains("{\\i}}") && !tex.contains("{\\j}}") {
        return tex;
    }
    let mut result = String::with_capacity(tex.len());
    let mut rest = tex.as_str();
    while let Some(start) = memchr::memmem::find(rest.as_bytes(), b"{\\") {
        let mut tail = rest[start + 2..].chars();
        let accent = tail.next().filter(|accent| ACCENTS.contains(*accent));
        let letter = ["{\\i}}", "{\\j}}"].iter().find(|letter| accent.is_some() && tail.as_str().starts_with(**letter));
        let (Some(accent), Some(letter)) = (accent, letter) else {
            result.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        let space = if accent.is_ascii_alphabetic() { " " } else { "" };
        result.push_str(&rest[..start]);
        result.extend(["{\\", accent.encode_utf8(&mut [0; 4]), space, &letter[2..4]]);
        rest = &tail.as_str()[letter.len()..];
    }
    result + rest
}

/// Writes an address as the argument of `\href`.
///
/// Characters that RFC 3986 does not allow in an address are percent-encoded, as RFC 3987 (3.1) requires, and so is
/// `$`. Then nothing in it can end the argument.
pub fn encode_address(url: &str) -> String {
    let mut escaped = String::with_capacity(url.len());
    for character in encoded_address(url).chars() {
        match character {
            '%' | '#' | '&' | '_' => escaped.extend(['\\', character]),
            '$' => escaped.push_str("\\%24"),
            _ => escaped.push(character),
        }
    }
    escaped
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

struct Encoder<'a> {
    tex: &'a mut String,
    /// The offset at which this text starts; the text before it is another one.
    start: usize,
    charset: Charset,
    /// In fixed-width text, dashes are written as commands: hyphens do not join there.
    in_code: bool,
    /// Whether BibTeX styles may change the text to lower case.
    is_title: bool,
}

impl<'a> Encoder<'a> {
    fn append(tex: &'a mut String, charset: Charset, write: impl FnOnce(&mut Encoder<'a>)) {
        let start = tex.len();
        write(&mut Encoder { tex, start, charset, in_code: false, is_title: false });
    }

    /// The byte before the current position; 0 at the start.
    fn last(&self) -> u8 {
        self.tex.as_bytes()[self.start..].last().copied().unwrap_or_default()
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Str(text) => self.string(text),
            Inline::Em(content) => self.command("\\emph", content),
            Inline::Strong(content) => self.command("\\textbf", content),
            Inline::Underline(content) => self.command("\\underline", content),
            Inline::SmallCaps(content) => self.command("\\textsc", content),
            Inline::Sub(content) => self.command("\\textsubscript", content),
            Inline::Sup(content) => self.command("\\textsuperscript", content),
            Inline::NoCase(content) => self.no_case(content),
            Inline::Quote(content) => {
                self.part_from('`');
                self.tex.push_str("``");
                self.inlines(content);
                self.part_from('\'');
                self.tex.push_str("''");
            }
            Inline::Math(tex) => self.math(tex),
            Inline::Code(text) => {
                self.tex.push_str("\\texttt{");
                let outer = std::mem::replace(&mut self.in_code, true);
                self.string(text);
                self.in_code = outer;
                self.tex.push('}');
            }
            Inline::Link { url, content } if is_safe_link(url) => {
                self.tex.push_str("\\href{");
                self.tex.push_str(&encode_address(url));
                self.tex.push_str("}{");
                self.inlines(content);
                self.tex.push('}');
            }
            Inline::Link { content, .. } => self.inlines(content),
        }
    }

    fn command(&mut self, command: &str, content: &[Inline]) {
        self.tex.push_str(command);
        self.tex.push('{');
        self.inlines(content);
        self.tex.push('}');
    }

    /// Braces protect letters from BibTeX's case changes, except in a group that starts with a command.
    fn no_case(&mut self, content: &[Inline]) {
        if !has_letters(content) {
            return self.inlines(content);
        }
        self.protected(|encoder| encoder.inlines(content));
    }

    fn protected(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.tex.len();
        self.tex.push('{');
        write(self);
        if self.tex[start..].starts_with("{\\") {
            self.tex.insert(start, '{');
            self.tex.push('}');
        }
        self.tex.push('}');
    }

    fn math(&mut self, tex: &str) {
        match math::written(tex, self.charset) {
            Some(formula) if formula.is_empty() => {}
            // Between dollar signs, some formulas could be read as amounts of money.
            Some(formula) => {
                let is_braced = self.is_title && changes_in_lower_case(&formula);
                let (open, close) = if lexer::may_be_currency(&formula) { ("\\(", "\\)") } else { ("$", "$") };
                let (open_group, close_group) = if is_braced { ("{", "}") } else { ("", "") };
                self.tex.extend([open_group, open, &formula, close, close_group]);
            }
            None => self.string(&format!("${tex}$")),
        }
    }

    fn string(&mut self, text: &str) {
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
                let takes_accent = self.charset == Charset::Ascii && !byte.is_ascii() && before.is_ascii_alphabetic();
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
    fn part_from(&mut self, next: char) {
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
        match (self.charset, symbol) {
            _ if is_greek(character) => self.greek(character, rest),
            (Charset::Unicode, Some(symbol)) if matches!(symbol.mode, Mode::Always | Mode::Math) => self.symbol(symbol),
            (Charset::Unicode, None) => match math::tex_of_letter(character) {
                Some(formula) => self.ensure_math(&formula),
                None if character.is_control() || is_noncharacter(character) => self.code_point(character),
                None => self.tex.push(character),
            },
            (Charset::Unicode, Some(_)) => self.tex.push(character),
            (Charset::Ascii, _) => self.letter(character, rest),
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
                Some(symbol) if is_short || self.charset == Charset::Ascii => self.symbol(symbol),
                _ if self.charset == Charset::Ascii => self.code_point(character),
                _ => self.tex.push(character),
            }
        }
    }

    fn accent_follows(&self, rest: &Rest<'_>) -> bool {
        self.charset == Charset::Ascii && rest.peek().is_some_and(|next| accents::to_write(next).is_some())
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
fn changes_in_lower_case(tex: &str) -> bool {
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

#[cfg(test)]
mod tests;
