//! Finds the definitions in the text of a preamble.

use super::super::known::is_known;
use super::{Definition, Definitions, Macro, Part, group_length, option};

/// How TeX defines a command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `\newcommand{\name}[2][default]{…}`
    Latex,
    /// The same, unless the command is defined already.
    IfUndefined,
    /// `\def\name#1#2{…}`
    Plain,
    /// `\let\name=\other`
    Same,
    /// `\DeclareMathOperator{\name}{…}`
    Operator,
}

static FORMS: &[(Form, &str)] = &[
    (Form::Latex, "newcommand renewcommand DeclareRobustCommand newrobustcmd renewrobustcmd"),
    (Form::IfUndefined, "providecommand providerobustcmd"),
    (Form::Plain, "def gdef edef xdef"),
    (Form::Same, "let"),
    (Form::Operator, "DeclareMathOperator"),
];

/// The greatest number of parameters that TeX allows.
const MAX_PARAMETERS: usize = 9;

/// The length of `#1#2#3#4#5#6#7#8#9` with some white space.
const LONGEST_PARAMETERS: usize = 40;

impl Definitions {
    /// Adds the definitions of a preamble. Definitions of other kinds, such as those with delimited parameters, are
    /// skipped.
    pub(crate) fn collect(&mut self, preamble: &str) {
        let text = without_comments(preamble);
        let mut rest = text.as_str();
        while let Some(start) = memchr::memchr(b'\\', rest.as_bytes()) {
            let after = &rest[start + 1..];
            let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (name, after) = after.split_at(letters);
            if name.is_empty() {
                // A control symbol is one character.
                let length = after.chars().next().map_or(0, char::len_utf8);
                rest = &after[length..];
                continue;
            }
            let form = FORMS.iter().find(|(_, names)| names.split(' ').any(|listed| listed == name));
            rest = match form.map(|(form, _)| self.define(*form, after)) {
                None | Some(Read::Other) => after,
                Some(Read::Until(rest)) => rest,
                // Where a group is not closed, everything after it would be read again and again.
                Some(Read::Unclosed) => return,
            };
        }
    }

    fn define<'t>(&mut self, form: Form, after: &'t str) -> Read<'t> {
        let after = after.strip_prefix('*').unwrap_or(after).trim_start();
        let Some((name, rest)) = command_name(after) else { return Read::Other };
        match form {
            Form::Same => {
                let rest = rest.trim_start();
                let rest = rest.strip_prefix('=').unwrap_or(rest).trim_start();
                let Some((other, rest)) = command_name(rest) else { return Read::Other };
                let same = self.by_name.get(other).cloned();
                if other != name && !is_known(name) {
                    self.by_name.insert(name.to_owned(), same.unwrap_or_else(|| Definition::SameAs(other.to_owned())));
                }
                Read::Until(rest)
            }
            Form::Plain => {
                let open = rest.bytes().take(LONGEST_PARAMETERS).position(|byte| byte == b'{');
                let Some((parameters, body)) = open.map(|open| rest.split_at(open)) else { return Read::Other };
                let Some(length) = group_length(body) else { return Read::Unclosed };
                if let Some(count) = count_of(parameters.trim()) {
                    self.insert(name, count, None, &body[1..length - 1]);
                }
                Read::Until(&body[length..])
            }
            Form::Latex | Form::IfUndefined | Form::Operator => {
                let (count, rest) = match option(rest.trim_start()) {
                    Some((count, rest)) => (count.trim().parse().unwrap_or(MAX_PARAMETERS + 1), rest),
                    None => (0, rest),
                };
                let (default, rest) = match option(rest.trim_start()) {
                    Some((default, rest)) if count > 0 => (Some(default), rest),
                    _ => (None, rest),
                };
                let body = rest.trim_start();
                if !body.starts_with('{') {
                    return Read::Other;
                }
                let Some(length) = group_length(body) else { return Read::Unclosed };
                let is_new = form != Form::IfUndefined || !self.by_name.contains_key(name);
                if is_new && count <= MAX_PARAMETERS {
                    let text = &body[1..length - 1];
                    match form {
                        Form::Operator => self.insert(name, count, default, &format!("\\operatorname{{{text}}}")),
                        _ => self.insert(name, count, default, text),
                    }
                }
                Read::Until(&body[length..])
            }
        }
    }

    fn insert(&mut self, name: &str, parameters: usize, default: Option<&str>, body: &str) {
        // What LaTeX defines itself keeps its meaning.
        if is_known(name) {
            return;
        }
        let called = Macro { parameters, default: default.map(str::to_owned), body: parts(body, parameters) };
        self.by_name.insert(name.to_owned(), Definition::Macro(called));
    }
}

/// What was read of a definition.
enum Read<'t> {
    /// A definition, and what follows it.
    Until(&'t str),
    /// No definition, or one of another form.
    Other,
    /// A definition without an end.
    Unclosed,
}

/// The name of the command at the start, which may be in braces, without its backslash.
fn command_name(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{').map(str::trim_start);
    let after = inner.unwrap_or(text).strip_prefix('\\')?;
    let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, rest) = after.split_at(letters);
    let rest = if inner.is_some() { rest.trim_start().strip_prefix('}')? } else { rest };
    // Names with an @ are those of packages.
    (!name.is_empty() && !rest.starts_with('@')).then_some((name, rest))
}

/// The number of parameters of `\def`: `#1#2` is two. `None` if there are delimiters between them.
fn count_of(parameters: &str) -> Option<usize> {
    let count = parameters.len() / 2;
    let expected: String = (1..=count).map(|number| format!("#{number}")).collect();
    (count <= MAX_PARAMETERS && parameters == expected).then_some(count)
}

/// Splits what a macro stands for at its parameters.
fn parts(body: &str, parameters: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut text, mut rest) = (String::new(), body);
    while let Some(sign) = rest.find('#') {
        text.push_str(&rest[..sign]);
        let after = &rest[sign + 1..];
        let is_escaped = rest[..sign].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        let number = after.bytes().next().map(|digit| usize::from(digit.wrapping_sub(b'1')));
        match number.filter(|number| !is_escaped && *number < parameters) {
            Some(number) => {
                parts.push(Part::Tex(std::mem::take(&mut text)));
                parts.push(Part::Parameter(number));
                rest = &after[1..];
            }
            None => {
                text.push('#');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    parts.push(Part::Tex(text));
    parts
}

/// Removes comments with their line ends and the indentation of the next line.
fn without_comments(preamble: &str) -> String {
    let mut result = String::with_capacity(preamble.len());
    let mut in_comment = false;
    for line in preamble.split_inclusive('\n') {
        let line = if in_comment { line.trim_start() } else { line };
        let comment = line.bytes().enumerate().find(|(index, byte)| {
            *byte == b'%' && line[..*index].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0
        });
        in_comment = comment.is_some();
        result.push_str(&line[..comment.map_or(line.len(), |(index, _)| index)]);
    }
    result
}
