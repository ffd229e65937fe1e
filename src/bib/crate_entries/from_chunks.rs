//! From the crate's chunks to the value of a field, as a .bib file has it.

use std::borrow::Cow;
use std::ops::Range;

use biblatex::{Chunk, ChunksRef, Spanned};
use unicode_normalization::char::{compose, is_combining_mark};

use crate::latex;
use crate::latex::Charset;
use crate::model::Date;
use crate::text::addresses::encoded_character;

use super::super::dates;
use super::form::Form;

/// Returns the value of a field with these chunks.
pub(super) fn value(chunks: ChunksRef<'_>, form: Form) -> String {
    match form {
        Form::Text | Form::Names => tex(chunks, form),
        Form::Date => {
            let edtf = literal(chunks, with_hyphens);
            let is_words = matches!(dates::from_value(&edtf), Date::Literal(_));
            if is_words { tex(chunks, form) } else { edtf }
        }
        Form::Identifier => literal(chunks, |chunk| {
            let text = with_hyphens(chunk);
            // The reader drops braces. Where a program set the value, they are part of it, and are percent-encoded as the
            // writer does it.
            let has_braces = chunk.is_detached() && text.contains(['{', '}']);
            if has_braces { without_braces(&text).into() } else { text }
        }),
        Form::Literal => literal(chunks, with_hyphens),
    }
}

/// Returns the characters of chunks, with the braces of those that were in braces.
fn literal<'a>(chunks: ChunksRef<'a>, text: impl Fn(&'a Spanned<Chunk>) -> Cow<'a, str>) -> String {
    let mut value = String::new();
    for chunk in chunks {
        let (open, close) = match &chunk.v {
            Chunk::Normal(_) => ("", ""),
            Chunk::Verbatim(_) => ("{", "}"),
            Chunk::Math(_) => ("$", "$"),
        };
        value.extend([open, &text(chunk), close]);
    }
    value
}

fn without_braces(text: &str) -> String {
    text.replace('{', &encoded_character('{')).replace('}', &encoded_character('}'))
}

/// Undoes that the crate makes dashes of `--` even in addresses. The length of the source shows it: a dash has three
/// bytes, two hyphens have two.
fn with_hyphens(chunk: &Spanned<Chunk>) -> Cow<'_, str> {
    let text = chunk.v.get();
    let length = chunk.span.end.saturating_sub(chunk.span.start);
    let dashes = text.matches('–').count();
    let had_hyphens = dashes > 0 && !chunk.is_detached() && length + dashes == text.len();
    if had_hyphens { text.replace('–', "--").into() } else { text.into() }
}

/// Returns chunks as TeX.
fn tex(chunks: ChunksRef<'_>, form: Form) -> String {
    let mut tex = String::new();
    // Neighbouring chunks in braces, and mathematics between them, are one group.
    let mut group = None;
    for (index, chunk) in chunks.iter().enumerate() {
        match &chunk.v {
            Chunk::Normal(text) => {
                close(&mut tex, group.take());
                append(&mut tex, text, form);
            }
            Chunk::Verbatim(text) => {
                let is_start = group.is_none();
                let (start, _) = *group.get_or_insert_with(|| (tex.len(), Command::owns_braces(text, form)));
                append(&mut tex, text, form);
                let next = chunks.get(index + 1);
                let is_whole = next.is_none_or(|next| matches!(next.v, Chunk::Normal(_)));
                let is_in_word = || {
                    tex[..start].ends_with(char::is_alphanumeric)
                        || next.is_some_and(|next| next.v.get().starts_with(char::is_alphanumeric))
                };
                if is_start && is_whole && is_accented(&tex[start..]) && (form != Form::Names || is_in_word()) {
                    group = None;
                }
            }
            Chunk::Math(formula) => append_math(&mut tex, formula),
        }
    }
    close(&mut tex, group);
    tex
}

/// Puts the rest of a text from an offset on in braces. A group that starts with a command protects nothing, so an empty
/// group comes first, unless the group is there for the command: `{\em x}`.
fn close(tex: &mut String, group: Option<(usize, bool)>) {
    let Some((start, is_for_command)) = group else { return };
    let open = if !is_for_command && tex[start..].starts_with('\\') { "{{}" } else { "{" };
    tex.insert_str(start, open);
    tex.push('}');
}

/// Whether a text is a single letter beyond ASCII, perhaps with marks that combine with it. The braces around it are
/// usually those of the command for its accent; but a name of a single letter may be in braces for its own sake.
fn is_accented(text: &str) -> bool {
    let mut characters = text.chars();
    let is_letter = characters.next().is_some_and(char::is_alphabetic);
    is_letter && !text.is_ascii() && characters.all(is_combining_mark)
}

/// A command that the crate left in a text.
struct Command {
    /// The length of its name, with its backslash.
    length: usize,
}

impl Command {
    /// Whether the braces around a text are there for the command at its start: one without a group of its own, which
    /// applies to the rest of the text, or any in a name, where `{\noopsort{b}}` is usual and nothing is protected.
    fn owns_braces(text: &str, form: Form) -> bool {
        Self::at_start_of(text).is_some_and(|command| form == Form::Names || !text[command.length..].starts_with('{'))
    }

    /// Returns the command at the start of a text; `None` if there is a backslash that is only a character. The crate
    /// has replaced escaped characters, so a backslash before one of those is not a command.
    ///
    /// The name has the characters that the crate takes for a name, among them digits, most punctuation, and formulas.
    fn at_start_of(text: &str) -> Option<Self> {
        let name = text.strip_prefix('\\')?;
        let first = name.chars().next().filter(|first| !"%&#_${}~^\\".contains(*first))?;
        let rest = &name[first.len_utf8()..];
        let ends = |character: char| "@{}\"#'(),=%\\~".contains(character) || is_space_or_control(character);
        let mut length = if is_space_or_control(first) { 0 } else { rest.find(ends).unwrap_or(rest.len()) };
        if rest[..length].matches('$').count() % 2 == 1 {
            length = rest.find('$').unwrap_or(length);
        }
        Some(Self { length: 1 + first.len_utf8() + length })
    }
}

fn is_space_or_control(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// Appends a chunk's text.
fn append(tex: &mut String, text: &str, form: Form) {
    let groups = Groups::find(text);
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if let Some((letter, end)) = accented(&text[at..]) {
            tex.push_str(&letter);
            at += end;
            continue;
        }
        if let Some(Command { length }) = Command::at_start_of(&text[at..]) {
            at = append_command(tex, text, at..at + length, &groups);
            continue;
        }
        match character {
            // The extended format of names, as the crate makes it: `given={Ada}`.
            '{' if form == Form::Names && text[..at].ends_with('=') && groups.close(at).is_some() => {
                let end = groups.end_of_arguments(at);
                tex.push_str(&text[at..end]);
                at = end;
                continue;
            }
            '\u{A0}' => tex.push('~'),
            // TeX makes one space of several, and the crate has done so.
            ' ' if text[..at].ends_with(' ') => tex.push_str("\\ "),
            // Two hyphens would be a dash, which the crate has made of those that were one.
            '-' if text[..at].ends_with('-') => tex.push_str("{}-"),
            '{' | '}' | '\\' | '$' | '%' | '&' | '#' | '_' | '^' => {
                tex.push_str(&latex::encode_plain(character.encode_utf8(&mut [0; 4]), Charset::Unicode));
            }
            _ => tex.push(character),
        }
        at += character.len_utf8();
    }
}

/// Appends a command with the groups after it, and returns the offset after it.
///
/// After a command without a group, the crate puts a space, whether there was one or not. It is left out where a space
/// would be unusual.
fn append_command(tex: &mut String, text: &str, name: Range<usize>, groups: &Groups) -> usize {
    match &text[name.clone()] {
        // A control space is followed by another space; otherwise this was `\\\\`, the end of a line.
        "\\ " => {
            let is_control_space = text[name.end..].starts_with(' ');
            tex.push_str(if is_control_space { "\\ " } else { "\\\\ " });
            return name.end + usize::from(is_control_space);
        }
        command => tex.push_str(command),
    }
    let end = groups.end_of_arguments(name.end);
    tex.push_str(&text[name.end..end]);
    let is_unusual = |after: &str| after.is_empty() || after.starts_with([',', ')', '}', '\'']);
    let has_space = end == name.end && text[end..].strip_prefix(' ').is_some_and(is_unusual);
    end + usize::from(has_space)
}

/// Returns the letter that the crate makes of `\'\i`, which is a backslash, the accent, and `i`; and the length of that.
fn accented(text: &str) -> Option<(String, usize)> {
    let mut rest = text.strip_prefix('\\')?.chars();
    let mark = rest.next().filter(|mark| is_combining_mark(*mark))?;
    let letter = rest.next().filter(|letter| "ij".contains(*letter))?;
    let space = rest.as_str().starts_with(' ');
    let accented = compose(letter, mark).map_or_else(|| String::from_iter([letter, mark]), String::from);
    Some((accented, text.len() - rest.as_str().len() + usize::from(space)))
}

fn append_math(tex: &mut String, formula: &str) {
    // Only a program can have made these; they would end the formula or the value.
    let is_whole = !formula.contains('$') && Groups::find(formula).are_balanced();
    match is_whole {
        true => tex.extend(["$", formula, "$"]),
        false => tex.push_str(&latex::encode_plain(formula, Charset::Unicode)),
    }
}

/// The groups in a text, as TeX counts braces.
struct Groups {
    /// The offset of each closing brace, by the offset of the one that opens the group; sorted by the latter.
    pairs: Vec<(usize, usize)>,
    are_balanced: bool,
}

impl Groups {
    fn find(text: &str) -> Self {
        let mut groups = Self { pairs: Vec::new(), are_balanced: true };
        if !text.contains(['{', '}']) {
            return groups;
        }
        let (mut open, mut is_escaped) = (Vec::new(), false);
        for (offset, byte) in text.bytes().enumerate() {
            match byte {
                b'{' if !is_escaped => open.push(offset),
                b'}' if !is_escaped => match open.pop() {
                    Some(start) => groups.pairs.push((start, offset)),
                    None => groups.are_balanced = false,
                },
                _ => {}
            }
            is_escaped = byte == b'\\' && !is_escaped;
        }
        groups.are_balanced &= open.is_empty();
        groups.pairs.sort_unstable();
        groups
    }

    fn are_balanced(&self) -> bool {
        self.are_balanced
    }

    /// Returns the offset of the brace that closes the group that is opened at an offset.
    fn close(&self, open: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&open, |(open, _)| *open).ok()?;
        Some(self.pairs[index].1)
    }

    /// Returns the offset after the groups that follow an offset.
    fn end_of_arguments(&self, offset: usize) -> usize {
        let mut end = offset;
        while let Some(close) = self.close(end) {
            end = close + 1;
        }
        end
    }
}
