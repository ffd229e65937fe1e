//! Commands that a `.bib` file defines in its preamble, and TeX with these commands replaced by what they stand for.
//!
//! TeX is not run: `\newcommand`, `\def` and their relatives are found in the text of the preamble, wherever they are,
//! and the text of a macro replaces its call. So nothing in a preamble has an effect on anything else. A file has a
//! budget for all replacements, so that macros which use each other cannot take more time than its length warrants.

mod collect;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

/// How deeply macros may use other macros.
const MAX_NESTING: usize = 32;

/// How many bytes may be replaced in any file, and for each byte of a file.
const FREE_BUDGET: usize = 1 << 18;
const BUDGET_FOR_A_BYTE: usize = 8;

/// The commands that a file defines.
#[derive(Debug, Default)]
pub(crate) struct Definitions {
    by_name: HashMap<String, Definition>,
    budget: Cell<usize>,
    is_exceeded: Cell<bool>,
}

/// What a command stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Definition {
    Macro(Macro),
    /// Another command, which the file does not define.
    SameAs(String),
}

/// A macro with parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Macro {
    parameters: usize,
    /// The value of the first parameter if the call does not give it in brackets.
    default: Option<String>,
    body: Vec<Part>,
}

/// A part of what a macro stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Tex(String),
    /// A parameter, counted from 0.
    Parameter(usize),
}

/// How a command of the file is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning<'a> {
    Macro(Parameters),
    SameAs(&'a str),
}

/// The arguments that a macro takes: an optional one in brackets before the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parameters {
    pub(super) has_option: bool,
    pub(super) count: usize,
}

impl Definitions {
    /// Creates an empty collection for a file of this length.
    pub(crate) fn for_file(length: usize) -> Self {
        let budget = FREE_BUDGET.saturating_add(length.saturating_mul(BUDGET_FOR_A_BYTE));
        Self { budget: Cell::new(budget), ..Self::default() }
    }

    /// Returns whether nothing is defined.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// Returns whether a macro was not replaced because macros use each other without end, or too often.
    pub(crate) fn is_exceeded(&self) -> bool {
        self.is_exceeded.get()
    }

    /// Returns how a command, named without its backslash, is called, if the file defines it.
    pub(super) fn meaning_of(&self, name: &str) -> Option<Meaning<'_>> {
        Some(match self.by_name.get(name)? {
            Definition::SameAs(other) => Meaning::SameAs(other),
            Definition::Macro(Macro { parameters, default, .. }) => {
                let has_option = default.is_some();
                Meaning::Macro(Parameters { has_option, count: parameters - usize::from(has_option) })
            }
        })
    }

    /// Returns TeX with the commands of the file replaced by what they stand for.
    pub(crate) fn expanded<'a>(&self, tex: &'a str) -> Cow<'a, str> {
        if self.is_empty() || !tex.contains('\\') {
            return Cow::Borrowed(tex);
        }
        let mut result = String::with_capacity(tex.len());
        self.expand_onto(&mut result, tex, 0);
        Cow::Owned(result)
    }

    fn expand_onto(&self, result: &mut String, tex: &str, depth: usize) {
        let mut rest = tex;
        while let Some(start) = memchr::memchr(b'\\', rest.as_bytes()) {
            push(result, &rest[..start]);
            let after = &rest[start + 1..];
            let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
            let length = if letters > 0 { letters } else { after.chars().next().map_or(0, char::len_utf8) };
            let (name, after) = after.split_at(length);
            rest = match self.by_name.get(name) {
                Some(Definition::SameAs(other)) => {
                    push(result, "\\");
                    result.push_str(other);
                    after
                }
                Some(Definition::Macro(called)) => match self.call(called, after, depth) {
                    Some(call) => {
                        self.expand_onto(result, &call.replacement, depth + 1);
                        &after[call.length..]
                    }
                    None => {
                        push(result, &rest[start..start + 1 + length]);
                        after
                    }
                },
                None => {
                    push(result, &rest[start..start + 1 + length]);
                    after
                }
            };
        }
        push(result, rest);
    }

    /// Reads a call, at the expense of the budget. Looking for an end that is not there has its price, too.
    fn call(&self, called: &Macro, after: &str, depth: usize) -> Option<Call> {
        if depth >= MAX_NESTING || self.budget.get() == 0 {
            self.is_exceeded.set(true);
            return None;
        }
        let call = called.call(after);
        let cost = call.as_ref().map_or(after.len(), |call| call.length + call.replacement.len());
        self.budget.set(self.budget.get().saturating_sub(cost + 1));
        call
    }
}

/// A call of a macro: how long its arguments are, and what replaces it.
struct Call {
    length: usize,
    replacement: String,
}

impl Macro {
    /// Reads the arguments after the name. Returns `None` if they are not there.
    fn call(&self, after: &str) -> Option<Call> {
        let mut arguments: Vec<&str> = Vec::with_capacity(self.parameters);
        let mut rest = after.trim_start();
        if let Some(default) = &self.default {
            match option(rest) {
                Some((option, behind)) => {
                    arguments.push(option);
                    rest = behind;
                }
                None => arguments.push(default),
            }
        }
        while arguments.len() < self.parameters {
            let (argument, behind) = argument(rest.trim_start())?;
            arguments.push(argument);
            rest = behind;
        }
        let mut replacement = String::new();
        for part in &self.body {
            match part {
                Part::Tex(tex) => push(&mut replacement, tex),
                Part::Parameter(index) => push(&mut replacement, arguments.get(*index).copied().unwrap_or_default()),
            }
        }
        Some(Call { length: after.len() - rest.len(), replacement })
    }
}

/// Splits an argument from the start: a group, a command, or a character.
fn argument(tex: &str) -> Option<(&str, &str)> {
    match tex.as_bytes().first()? {
        b'{' => {
            let length = group_length(tex)?;
            Some((&tex[1..length - 1], &tex[length..]))
        }
        b'}' => None,
        b'\\' => {
            let letters = tex[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
            let one = || tex[1..].chars().next().map_or(0, char::len_utf8);
            Some(tex.split_at(1 + if letters > 0 { letters } else { one() }))
        }
        _ => Some(tex.split_at(tex.chars().next()?.len_utf8())),
    }
}

/// Splits an optional argument in brackets from the start.
fn option(tex: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 500;
    let inner = tex.strip_prefix('[')?;
    let mut depth = 0_usize;
    for (index, byte) in inner.bytes().enumerate().take(LONGEST) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b']' if depth == 0 => return Some((&inner[..index], &inner[index + 1..])),
            _ => {}
        }
    }
    None
}

/// The length of the group at the start, with its braces.
fn group_length(tex: &str) -> Option<usize> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (index, byte) in tex.bytes().enumerate() {
        match byte {
            b'{' if !is_escaped => depth += 1,
            b'}' if !is_escaped => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    None
}

/// Appends TeX; a space keeps a letter from joining the name of a command before it.
fn push(result: &mut String, tex: &str) {
    const LONGEST_NAME: usize = 40;
    if tex.starts_with(|first: char| first.is_ascii_alphabetic()) {
        let letters = result.bytes().rev().take(LONGEST_NAME).take_while(u8::is_ascii_alphabetic).count();
        let name = result.len() - letters;
        let is_name = letters > 0 && result[..name].ends_with('\\') && !result[..name].ends_with("\\\\");
        if is_name {
            result.push(' ');
        }
    }
    result.push_str(tex);
}

#[cfg(test)]
mod tests;
