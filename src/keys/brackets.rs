//! Patterns in the notation of JabRef and of older versions of Better BibTeX: `[auth:lower][year]_[shorttitle:3]`.

use super::arguments::{Arguments, Scanner};
use super::conditions::{Comparison, Condition};
use super::markers::Marker;
use super::modifiers::Modifier;
use super::part::Part;
use crate::error::Error;

/// Parses a pattern: alternatives separated by `|`, made of text and of markers in brackets.
pub(super) fn parse(pattern: &str) -> Result<Vec<Vec<Part>>, Error> {
    let mut scanner = Scanner::new(pattern);
    let mut alternatives = vec![Vec::new()];
    while let Some(character) = scanner.peek() {
        let part = match character {
            '|' => {
                scanner.take('|');
                alternatives.push(Vec::new());
                continue;
            }
            '[' => marker(&mut scanner)?,
            ']' => return Err(scanner.error("this ] has no opening [")),
            _ => literal(&mut scanner)?,
        };
        if let Some(parts) = alternatives.last_mut() {
            parts.push(part);
        }
    }
    Ok(alternatives)
}

fn literal(scanner: &mut Scanner<'_>) -> Result<Part, Error> {
    let start = scanner.offset();
    let text = scanner.take_while(|character| !matches!(character, '[' | ']' | '|'));
    let fit = text.char_indices().find(|(_, character)| Part::literal(&character.to_string()).is_err());
    let at = start + fit.map_or(0, |(offset, _)| offset);
    Part::literal(text).map_err(|message| scanner.error_at(at, message))
}

/// Reads `[name:modifier:modifier]`, or a condition.
fn marker(scanner: &mut Scanner<'_>) -> Result<Part, Error> {
    let bracket = scanner.offset();
    scanner.take('[');
    if let Some(condition) = condition(scanner)? {
        return close(scanner, bracket).map(|()| Part::Condition(condition));
    }
    let start = scanner.offset();
    let name = scanner.take_while(|character| character.is_alphanumeric() || "_.-".contains(character));
    if name.is_empty() {
        return Err(scanner.error("a marker is missing here, such as [auth]"));
    }
    let mut arguments = scanner.arguments()?;
    // A number after a colon belongs to the marker: `[shorttitle:3]` is `[shorttitle3]`.
    let rest = scanner.rest();
    let digits = rest.strip_prefix(':').unwrap_or_default();
    let digits = &digits[..digits.find(|character: char| !character.is_ascii_digit()).unwrap_or(digits.len())];
    if !digits.is_empty() {
        arguments = Arguments::of_numbers(&[digits]);
        scanner.take(':');
        scanner.take_while(|character| character.is_ascii_digit());
    }
    let marker = Marker::resolve(name, &arguments).map_err(|message| scanner.error_at(start, message))?;
    let mut modifiers = Vec::new();
    while scanner.take(':') {
        modifiers.push(modifier(scanner)?);
    }
    close(scanner, bracket)?;
    Ok(Part::Value { marker, modifiers })
}

fn close(scanner: &mut Scanner<'_>, bracket: usize) -> Result<(), Error> {
    match scanner.peek() {
        Some(']') => {
            scanner.take(']');
            Ok(())
        }
        None => Err(scanner.error_at(bracket, "the closing ] of this bracket is missing")),
        Some(_) => Err(scanner.error("a : or ] is missing here")),
    }
}

/// Reads `:lower`, `:truncate3`, `:regex("a", "b")` or `:(fallback)`.
fn modifier(scanner: &mut Scanner<'_>) -> Result<Modifier, Error> {
    let start = scanner.offset();
    if scanner.take('(') {
        let text = match scanner.peek() {
            Some('"') => scanner.quoted('"')?,
            _ => scanner.take_while(|character| !matches!(character, ')' | ']')).to_owned(),
        };
        return match scanner.take(')') {
            true => Ok(Modifier::fallback(text)),
            false => Err(scanner.error_at(start, "the closing ) of this text is missing")),
        };
    }
    let name = scanner.take_while(|character| character.is_alphanumeric() || character == '_');
    if name.is_empty() {
        return Err(scanner.error("a modifier is missing here, such as :lower"));
    }
    let arguments = scanner.arguments()?;
    Modifier::resolve(name, &arguments).map_err(|message| scanner.error_at(start, message))
}

/// Reads `[>0]`, a condition on the length of the key so far, or `[=article/book]`, a condition on the type of the
/// work.
fn condition(scanner: &mut Scanner<'_>) -> Result<Option<Condition>, Error> {
    let start = scanner.offset();
    let Some((comparison, _)) = Comparison::at_start(scanner.rest()) else { return Ok(None) };
    scanner.take_while(|character| matches!(character, '<' | '>' | '=' | '!'));
    let operand = scanner.take_while(|character| character != ']').trim();
    let condition = match operand.parse() {
        Ok(length) => Ok(Condition::Length(comparison, length)),
        Err(_) if comparison == Comparison::Equal => {
            Condition::of_types(&operand.split('/').filter(|name| !name.is_empty()).collect::<Vec<_>>())
        }
        Err(_) => Err(format!("expected a number here, not “{operand}”")),
    };
    condition.map(Some).map_err(|message| scanner.error_at(start, message))
}
