//! Commands that rich text has no form for: their meaning, and the piece of TeX that is kept in `.bib` files.

use super::cursor::{Argument, collapsed};
use super::style::Line;
use super::{Decoder, TokenKind};
use crate::latex::definitions::Meaning as Defined;
use crate::latex::meanings::{self, Meaning};
use crate::latex::{TexProblemKind, formulas};
use crate::model::{Inline, Tex, Text};

/// The maximum number of tokens of a conditional, groups counted as one.
const CONDITIONAL_LIMIT: usize = 100;

impl Decoder<'_> {
    /// A command that is written in no other way than it was read.
    pub(super) fn meaning(&mut self, index: usize, end: usize, line: &mut Line) {
        let mut content = Line::default();
        let outer = std::mem::replace(&mut self.in_piece, true);
        let is_known = self.defined(index, end, &mut content) || self.known(index, end, line, &mut content);
        self.in_piece = outer;
        match is_known {
            true => self.piece(index, content.inlines, line),
            false => self.unknown(index, end, line),
        }
    }

    /// Appends what the TeX from a token to here means: as a piece of TeX if TeX is kept, and otherwise as text.
    pub(super) fn piece(&mut self, index: usize, content: Vec<Inline>, line: &mut Line) {
        if self.kept.is_none() || self.in_piece {
            return line.append(content);
        }
        match Tex::new(collapsed(self.source_from(index)), content) {
            Ok(tex) => line.inlines.push(Inline::Tex(tex)),
            Err(content) => line.append(content.iter().map(as_written).collect()),
        }
    }

    /// Reads a command that the file defines. Returns false if it does not, or if the definition is not understood.
    fn defined(&mut self, index: usize, end: usize, content: &mut Line) -> bool {
        let Some(definitions) = self.kept else { return false };
        let name = self.tokens[index].name(self.source);
        let before = (self.at, self.tokens.get(self.at).copied(), self.problems.len());
        match definitions.meaning_of(name) {
            None => return false,
            Some(Defined::SameAs(other)) => {
                // A command of LaTeX under another name, with its own arguments.
                let name = format!("\\{other}");
                return self.in_other_words(&name, index, end, content);
            }
            Some(Defined::Macro(parameters)) => {
                if parameters.has_option {
                    self.option(end);
                }
                for _ in 0..parameters.count {
                    if !self.pass_argument(end) {
                        self.back(before);
                        return false;
                    }
                }
                if parameters.count == 0 && !parameters.has_option {
                    self.end_of_name(end);
                }
            }
        }
        let expanded = definitions.expanded(self.source_from(index));
        let is_read = self.depth < crate::latex::MAX_DEPTH && self.read_instead(&expanded, content);
        if !is_read {
            self.back(before);
        }
        is_read
    }

    /// Moves past an argument. Returns false if there is none, or if it is not closed.
    fn pass_argument(&mut self, end: usize) -> bool {
        self.skip_space(end);
        if self.kind_before(end) == Some(TokenKind::Open) {
            return self.raw_argument(end).is_some();
        }
        match self.argument(end) {
            Some(Argument::Group { .. }) | None => false,
            Some(Argument::Token) => {
                self.at += 1;
                true
            }
            Some(Argument::Character(_)) => true,
        }
    }

    /// Reads the groups after a command as the arguments of another command.
    fn in_other_words(&mut self, command: &str, index: usize, end: usize, content: &mut Line) -> bool {
        let before = (self.at, self.tokens.get(self.at).copied(), self.problems.len());
        let mut groups = 0;
        while let Some(close) = self.open_group(end) {
            self.at = close + 1;
            groups += 1;
        }
        if groups == 0 {
            self.skip_space(end);
        }
        let after = self.source_from(index).get(self.tokens[index].end - self.tokens[index].start..);
        let instead = format!("{command}{}", after.unwrap_or_default());
        let is_read = self.read_instead(&instead, content);
        if !is_read {
            self.back(before);
        }
        is_read
    }

    /// Reads other TeX in place of what the file has; returns false if there are unknown commands in it.
    fn read_instead(&mut self, tex: &str, content: &mut Line) -> bool {
        let mut decoder = Decoder::new(tex, None, self.depth + 1);
        decoder.may_give_up = true;
        let inlines = decoder.all();
        if !decoder.has_given_up {
            content.append(inlines);
        }
        !decoder.has_given_up
    }

    fn back(&mut self, (at, token, problems): (usize, Option<super::Token>, usize)) {
        self.at = at;
        if let (Some(slot), Some(token)) = (self.tokens.get_mut(at), token) {
            *slot = token;
        }
        self.problems.truncate(problems);
    }

    /// Reads a command of a package or class that is known. Returns false if it is not, or lacks its arguments.
    fn known(&mut self, index: usize, end: usize, line: &Line, content: &mut Line) -> bool {
        let before = (self.at, self.tokens.get(self.at).copied(), self.problems.len());
        let Some(meaning) = meanings::of(self.tokens[index].name(self.source)) else { return false };
        let is_read = match meaning {
            Meaning::Text(text) => {
                content.push_str(text);
                self.end_of_name(end);
                true
            }
            Meaning::Space => {
                self.end_of_name(end);
                if !line.ends_in_space() {
                    content.push(' ');
                }
                true
            }
            Meaning::Nothing { arguments: 0 } => {
                self.end_of_name(end);
                true
            }
            Meaning::Nothing { arguments } => {
                self.take_star(end);
                self.option(end);
                let is_read = (0..arguments).all(|_| self.raw_argument(end).is_some());
                // A space after a declaration ends its name.
                self.skip_space(end);
                is_read
            }
            Meaning::NoOutput => self.raw_argument(end).is_some(),
            Meaning::Argument { before } => {
                self.take_star(end);
                self.option(end);
                (0..before).all(|_| self.raw_argument(end).is_some()) && self.shown_argument(end, content)
            }
            Meaning::Enclosed { open, close } => {
                let mut argument = Line::default();
                let is_read = self.shown_argument(end, &mut argument);
                content.push_str(open);
                content.append(argument.inlines);
                content.push_str(close);
                is_read
            }
            Meaning::Cite { open, close } => {
                self.take_star(end);
                let options = (self.option(end), self.option(end));
                let keys = self.raw_argument(end);
                content.push_str(open);
                content.push_str(&citation(options, keys.unwrap_or_default()));
                content.push_str(close);
                keys.is_some()
            }
            Meaning::Raw { arguments, read } => {
                self.take_star(end);
                self.option(end);
                let sources: Vec<&str> = (0..arguments).map_while(|_| self.raw_argument(end)).collect();
                let is_read = sources.len() == arguments;
                if is_read {
                    content.append(Text::from(read(&sources)).into_inlines());
                }
                is_read
            }
        };
        if !is_read {
            self.back(before);
            content.inlines.clear();
        }
        is_read
    }

    /// `\ifmmode \acute{a}\else \'{a}\fi`: text is outside mathematics, so the branch after `\else` is what TeX sets.
    pub(super) fn outside_mathematics(&mut self, index: usize, end: usize, line: &mut Line) {
        let Some((alternative, close)) = self.branches(end) else { return self.unknown(index, end, line) };
        let outer = std::mem::replace(&mut self.in_piece, true);
        let mut content = Line::default();
        if let Some(alternative) = alternative {
            self.at = alternative + 1;
            self.skip_space(close);
            content.append(self.nested(close));
        }
        self.at = close + 1;
        self.end_of_name(end);
        self.in_piece = outer;
        self.piece(index, content.inlines, line);
    }

    /// Returns where the `\else` and the `\fi` of the conditional before this are. One that contains another conditional
    /// is not understood.
    fn branches(&self, end: usize) -> Option<(Option<usize>, usize)> {
        let mut alternative = None;
        let mut index = self.at;
        while index < end.min(self.at + CONDITIONAL_LIMIT) {
            match self.tokens[index].kind {
                TokenKind::Open => index = self.pairs.partner(index).filter(|close| *close < end)?,
                TokenKind::Command => match self.tokens[index].name(self.source) {
                    "fi" => return Some((alternative, index)),
                    "else" if alternative.is_none() => alternative = Some(index),
                    name if name.starts_with("if") => return None,
                    _ => {}
                },
                _ => {}
            }
            index += 1;
        }
        None
    }

    fn shown_argument(&mut self, end: usize, content: &mut Line) -> bool {
        let Some(argument) = self.argument(end) else { return false };
        content.append(self.content(argument, end));
        true
    }

    /// Keeps a command as its characters, and the groups after it with their braces, as they are probably its
    /// arguments.
    pub(super) fn unknown(&mut self, index: usize, end: usize, line: &mut Line) {
        let outer = std::mem::replace(&mut self.in_piece, true);
        let mut content = Line::default();
        let token = self.tokens[index];
        self.problem_at(TexProblemKind::UnknownCommand(token.name(self.source).to_owned()), index);
        content.push_str(token.source(self.source));
        let before = (self.at, self.tokens.get(self.at).copied(), self.problems.len());
        self.option(end);
        if self.at > before.0 && self.open_group(end).is_some() {
            let option = self.source.get(token.end..self.bytes(self.at, self.at).start);
            content.push_str(&collapsed(option.unwrap_or_default()));
        } else {
            self.back(before);
        }
        let mut groups = 0;
        while let Some(close) = self.open_group(end) {
            self.at += 1;
            groups += 1;
            content.push('{');
            let inner = self.nested(close);
            content.append(inner);
            content.push('}');
            self.at = close + 1;
        }
        // TeX skips the space after a name, so it belongs to the command.
        if groups == 0 && token.kind == TokenKind::Command && self.kind_before(end) == Some(TokenKind::Space) {
            self.at += 1;
            content.push(' ');
        }
        self.in_piece = outer;
        self.piece(index, content.inlines, line);
    }
}

/// Text that is not kept as TeX: a formula that cannot be written as one is its characters.
fn as_written(inline: &Inline) -> Inline {
    match inline {
        Inline::Math(tex) if !formulas::is_written(tex) => Inline::Str(format!("${tex}$")),
        other => other.with_children(other.children().unwrap_or_default().iter().map(as_written).collect()),
    }
}

/// A citation: `\cite[see][p. 3]{key}` has a text before the keys and one after them.
fn citation(options: (Option<&str>, Option<&str>), keys: &str) -> String {
    let (before, after) = match options {
        (Some(before), Some(after)) => (before, after),
        (only, _) => ("", only.unwrap_or_default()),
    };
    let shown = |tex: &str| super::decode(tex).text.to_plain();
    let keys: Vec<&str> = keys.split(',').map(str::trim).collect();
    let mut text = shown(before);
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&keys.join(", "));
    if !after.is_empty() {
        text.push_str(", ");
        text.push_str(&shown(after));
    }
    text
}
