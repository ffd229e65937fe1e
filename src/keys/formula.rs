//! Patterns in the notation of Better BibTeX: `auth.lower + year + shorttitle(3, 3)`.

use super::arguments::Scanner;
use super::conditions::Condition;
use super::markers::Marker;
use super::modifiers::{Modifier, comparison_of};
use super::part::Part;
use crate::error::Error;

/// The maximum nesting depth of parentheses.
const MAX_DEPTH: usize = 16;

/// Parses a formula: alternatives separated by `|` or `;`, each a sum of values and quoted texts.
pub(super) fn parse(pattern: &str) -> Result<Vec<Vec<Part>>, Error> {
    let mut scanner = Scanner::new(pattern);
    let mut alternatives = Vec::new();
    loop {
        scanner.skip_space();
        if scanner.rest().is_empty() && !alternatives.is_empty() {
            return Ok(alternatives);
        }
        alternatives.push(sum(&mut scanner, 0)?);
        if !scanner.take('|') && !scanner.take(';') {
            break;
        }
    }
    match scanner.peek() {
        None => Ok(alternatives),
        Some(character) => Err(scanner.error(format!("a + is missing here, or “{character}” does not belong here"))),
    }
}

fn sum(scanner: &mut Scanner<'_>, depth: usize) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    loop {
        scanner.skip_space();
        parts.push(term(scanner, depth)?);
        scanner.skip_space();
        if !scanner.take('+') {
            return Ok(parts);
        }
    }
}

/// Reads a text, a value with its modifiers, a condition, or a sum in parentheses.
fn term(scanner: &mut Scanner<'_>, depth: usize) -> Result<Part, Error> {
    let start = scanner.offset();
    match scanner.peek() {
        Some(quote @ ('"' | '\'')) => {
            let text = scanner.quoted(quote)?;
            Part::literal(&text).map_err(|message| scanner.error_at(start, message))
        }
        Some('(') if depth == MAX_DEPTH => Err(scanner.error("parentheses are nested too deeply")),
        Some('(') => {
            scanner.take('(');
            let parts = sum(scanner, depth + 1)?;
            if !scanner.take(')') {
                return Err(scanner.error_at(start, "the closing ) of this parenthesis is missing"));
            }
            Ok(Part::Group { parts, modifiers: modifiers(scanner)? })
        }
        _ => value(scanner),
    }
}

fn value(scanner: &mut Scanner<'_>) -> Result<Part, Error> {
    let start = scanner.offset();
    let name = name(scanner);
    if name.is_empty() {
        return Err(scanner.error("a marker is missing here, such as auth, or a text in quotes"));
    }
    let arguments = scanner.arguments()?;
    let at_start = |scanner: &Scanner<'_>, message: String| scanner.error_at(start, message);
    let values = || arguments.0.iter().map(|argument| argument.value.as_str()).collect::<Vec<_>>();
    let condition = match name {
        "len" => comparison_of(&arguments).map(|(comparison, length)| Condition::Length(comparison, length)),
        "type" => Condition::of_types(&values()),
        "language" if !arguments.0.is_empty() => Ok(Condition::Language(values()[0].to_ascii_lowercase())),
        "text" => {
            let text = arguments.required(0, "text").and_then(Part::literal);
            return text.map_err(|message| at_start(scanner, message));
        }
        _ => {
            let marker = Marker::resolve(name, &arguments).map_err(|message| at_start(scanner, message))?;
            return Ok(Part::Value { marker, modifiers: modifiers(scanner)? });
        }
    };
    condition.map(Part::Condition).map_err(|message| at_start(scanner, message))
}

fn modifiers(scanner: &mut Scanner<'_>) -> Result<Vec<Modifier>, Error> {
    let mut modifiers = Vec::new();
    loop {
        scanner.skip_space();
        if !scanner.take('.') {
            return Ok(modifiers);
        }
        scanner.skip_space();
        let start = scanner.offset();
        let name = name(scanner);
        if name.is_empty() {
            return Err(scanner.error("a modifier is missing here, such as .lower"));
        }
        let arguments = scanner.arguments()?;
        modifiers.push(Modifier::resolve(name, &arguments).map_err(|message| scanner.error_at(start, message))?);
    }
}

fn name<'a>(scanner: &mut Scanner<'a>) -> &'a str {
    scanner.take_while(|character| character.is_alphanumeric() || character == '_')
}
