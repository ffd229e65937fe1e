//! From rich text to TeX text.

mod tex;

use std::ops::Range;

use super::characters::{Characters, changes_in_lower_case};
use super::decode::has_letters;
use super::formulas::written;
use super::links::{Place, url_command};
use super::{Charset, lexer};
use crate::model::{Inline, Text};
use crate::text::addresses::{encoded_address, is_safe_link};

/// Writes rich text as TeX that every LaTeX accepts and that [`decode()`](super::decode()) reads back as the same text.
///
/// Only commands of the LaTeX kernel are used, and for links `\url` of the package url and `\href` of hyperref. Braces
/// are balanced both as TeX and as BibTeX count them. Text never becomes a command; for mathematics and links, see the
/// [module](super).
///
/// The exception is [`Inline::Tex`], the TeX of a `.bib` file, which is written as it was read. To write text for
/// anything else than a `.bib` file, use [`Text::without_tex`].
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

/// Appends text without markup, with some of its words in braces that protect their letter case.
pub(crate) fn encode_words_onto(tex: &mut String, text: &str, protected: &[Range<usize>], charset: Charset) {
    Encoder::append(tex, charset, |encoder| {
        let mut done = 0;
        for range in protected {
            encoder.out.string(&text[done..range.start]);
            encoder.protected(|encoder| encoder.out.string(&text[range.clone()]));
            done = range.end;
        }
        encoder.out.string(&text[done..]);
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

struct Encoder<'a> {
    out: Characters<'a>,
    /// Whether BibTeX styles may change the text to lower case.
    is_title: bool,
    /// Whether the argument of a command is being written.
    place: Place,
    /// Where the last piece of TeX is, until something is written after it.
    last_tex: Option<Range<usize>>,
}

impl<'a> Encoder<'a> {
    fn append(tex: &'a mut String, charset: Charset, write: impl FnOnce(&mut Encoder<'a>)) {
        write(&mut Encoder {
            out: Characters::onto(tex, charset),
            is_title: false,
            place: Place::Text,
            last_tex: None,
        });
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
            self.separate_tex();
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Str(text) => self.out.string(text),
            Inline::Em(content) => self.command("\\emph", content),
            Inline::Strong(content) => self.command("\\textbf", content),
            Inline::Underline(content) => self.command("\\underline", content),
            Inline::SmallCaps(content) => self.command("\\textsc", content),
            Inline::Sub(content) => self.command("\\textsubscript", content),
            Inline::Sup(content) => self.command("\\textsuperscript", content),
            Inline::NoCase(content) => self.no_case(content),
            Inline::Quote(content) => {
                self.out.part_from('`');
                self.out.tex.push_str("``");
                self.inlines(content);
                self.out.part_from('\'');
                self.out.tex.push_str("''");
            }
            Inline::Math(tex) => self.math(tex),
            Inline::Code(text) => {
                self.out.tex.push_str("\\texttt{");
                let outer = std::mem::replace(&mut self.out.in_code, true);
                self.out.string(text);
                self.out.in_code = outer;
                self.out.tex.push('}');
            }
            Inline::Link { url, content } => self.link(url, content),
            Inline::Tex(tex) => self.tex(tex),
        }
    }

    fn command(&mut self, command: &str, content: &[Inline]) {
        self.out.tex.push_str(command);
        self.argument(content);
    }

    fn argument(&mut self, content: &[Inline]) {
        let outer = std::mem::replace(&mut self.place, Place::Argument);
        self.out.tex.push('{');
        self.inlines(content);
        self.out.tex.push('}');
        self.place = outer;
    }

    /// Links that could do harm are written as their text.
    fn link(&mut self, url: &str, content: &[Inline]) {
        let shows_address = matches!(content, [Inline::Str(shown)] if shown == url);
        match url_command(url, self.place).filter(|_| shows_address) {
            Some(command) => self.out.tex.push_str(&command),
            None if is_safe_link(url) => {
                self.out.tex.extend(["\\href{", &encode_address(url), "}"]);
                self.argument(content);
            }
            None => self.inlines(content),
        }
    }

    /// Braces protect letters from BibTeX's case changes, except in a group that starts with a command.
    fn no_case(&mut self, content: &[Inline]) {
        if !has_letters(content) {
            return self.inlines(content);
        }
        self.protected(|encoder| encoder.inlines(content));
    }

    fn protected(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.out.tex.len();
        self.out.tex.push('{');
        write(self);
        if self.out.tex[start..].starts_with("{\\") {
            self.out.tex.insert(start, '{');
            self.out.tex.push('}');
        }
        self.out.tex.push('}');
    }

    fn math(&mut self, tex: &str) {
        match written(tex, self.out.charset) {
            Some(formula) if formula.is_empty() => {}
            // Between dollar signs, some formulas could be read as amounts of money.
            Some(formula) => {
                let is_braced = self.is_title && changes_in_lower_case(&formula);
                let (open, close) = if lexer::may_be_currency(&formula) { ("\\(", "\\)") } else { ("$", "$") };
                let (open_group, close_group) = if is_braced { ("{", "}") } else { ("", "") };
                self.out.tex.extend([open_group, open, &formula, close, close_group]);
            }
            None => self.out.string(&format!("${tex}$")),
        }
    }
}

#[cfg(test)]
mod tests;
