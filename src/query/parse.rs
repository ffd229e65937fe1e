//! Parses queries.

use super::field::{Field, kinds_named};
use super::{Comparison, Condition, Expression};
use crate::error::Error;
use crate::model::{Kind, Point, Variable};

/// The maximum nesting depth of groups.
const MAX_DEPTH: usize = 64;

/// The comparison operators, longer ones first; the last part says whether the condition is negated.
const COMPARISONS: &[(&str, Comparison, bool)] = &[
    ("<=", Comparison::LessOrEqual, false),
    (">=", Comparison::GreaterOrEqual, false),
    ("!=", Comparison::Equals, true),
    (":", Comparison::Contains, false),
    ("=", Comparison::Equals, false),
    ("<", Comparison::Less, false),
    (">", Comparison::Greater, false),
];

pub(super) fn parse(text: &str) -> Result<Expression, Error> {
    let mut parser = Parser { text, offset: 0, depth: 0 };
    let expression = parser.any()?;
    match parser.peek() {
        None => Ok(expression),
        Some(_) => Err(parser.error_at(parser.offset, "this closing parenthesis has no opening one")),
    }
}

struct Parser<'a> {
    text: &'a str,
    offset: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn any(&mut self) -> Result<Expression, Error> {
        let mut parts = vec![self.all()?];
        while let Some(start) = self.operator(&["OR", "|"]) {
            if is_empty(parts.last()) {
                return Err(self.error_at(start, "there is nothing before this OR"));
            }
            parts.push(self.all()?);
            if is_empty(parts.last()) {
                return Err(self.error_at(start, "there is nothing after this OR"));
            }
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::Any(parts) })
    }

    fn all(&mut self) -> Result<Expression, Error> {
        let mut parts = Vec::new();
        loop {
            let and = self.operator(&["AND", "&"]);
            if let Some(start) = and
                && parts.is_empty()
            {
                return Err(self.error_at(start, "there is nothing before this AND"));
            }
            let ends = self.peek().is_none_or(|next| next == ')' || next == '|') || self.is_at_word("OR");
            match (ends, and) {
                (true, Some(start)) => return Err(self.error_at(start, "there is nothing after this AND")),
                (true, None) => break,
                (false, _) => parts.push(self.item()?),
            }
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::All(parts) })
    }

    fn item(&mut self) -> Result<Expression, Error> {
        let start = self.offset;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error_at(start, "groups are nested too deeply"));
        }
        let item = match self.peek() {
            Some(sign @ ('-' | '!')) => {
                self.offset += sign.len_utf8();
                self.denied(start)?
            }
            _ if self.is_at_word("NOT") => {
                self.offset += "NOT".len();
                self.denied(start)?
            }
            Some('(') => {
                self.offset += 1;
                let group = self.any()?;
                if self.peek() != Some(')') {
                    return Err(self.error_at(start, "this parenthesis is not closed"));
                }
                self.offset += 1;
                group
            }
            _ => self.condition()?,
        };
        self.depth -= 1;
        Ok(item)
    }

    fn denied(&mut self, start: usize) -> Result<Expression, Error> {
        match self.peek() {
            None | Some(')' | '|') => Err(self.error_at(start, "there is nothing after this negation")),
            Some(_) => Ok(Expression::Not(Box::new(self.item()?))),
        }
    }

    fn condition(&mut self) -> Result<Expression, Error> {
        let start = self.offset;
        let name = self.rest().split(|next: char| !is_name(next)).next().unwrap_or_default();
        let behind = &self.rest()[name.len()..];
        let sign = COMPARISONS.iter().find(|(sign, ..)| behind.starts_with(sign)).filter(|_| !name.is_empty());
        let Some((sign, comparison, is_denied)) = sign else {
            let value = self.value()?;
            let comparison = Comparison::Contains;
            return Ok(Expression::Condition(Condition { field: Field::Anything, comparison, values: vec![value] }));
        };
        self.offset += name.len() + sign.len();
        let values_start = self.offset;
        let mut values = vec![self.value()?];
        while self.rest().starts_with(',') {
            self.offset += 1;
            values.push(self.value()?);
        }
        if let "has" | "missing" = name.to_lowercase().as_str() {
            let fields = values.iter().map(|value| self.field(value, values_start).map(Expression::Has));
            let has = Expression::Any(fields.collect::<Result<_, Error>>()?);
            let is_missing = name.eq_ignore_ascii_case("missing") != *is_denied;
            return Ok(if is_missing { Expression::Not(Box::new(has)) } else { has });
        }
        let field = self.field(name, start)?;
        self.check(&field, *comparison, &values, values_start)?;
        let condition = Expression::Condition(Condition { field, comparison: *comparison, values });
        Ok(if *is_denied { Expression::Not(Box::new(condition)) } else { condition })
    }

    fn field(&self, name: &str, start: usize) -> Result<Field, Error> {
        Field::from_name(name).map_err(|similar| {
            let hint = match similar {
                Some(similar) => format!("did you mean “{similar}”?"),
                None => "fields have the names of CSL's variables, such as title, author, issued".to_owned(),
            };
            self.error_at(start, format!("there is no field “{name}”; {hint}"))
        })
    }

    /// Checks that the values have the type of the field.
    fn check(&self, field: &Field, comparison: Comparison, values: &[String], start: usize) -> Result<(), Error> {
        let is_by_size = !matches!(comparison, Comparison::Contains | Comparison::Equals);
        if is_by_size && !field.is_date() && !field.is_number() {
            return Err(self.error_at(start, "only dates and numbers can be compared by size; use `:` or `=`"));
        }
        for value in values.iter().filter(|_| field.is_date()) {
            let ends = value.split_once("..").map_or(vec![value.as_str()], |(first, last)| vec![first, last]);
            let is_date = |end: &&str| Point::from_edtf(end).is_some() || end.is_empty() && ends.len() == 2;
            if !ends.iter().all(is_date) {
                let message = format!("“{value}” is not a date; write 2022, 2022-03, 2022-03-31 or 2020..2022");
                return Err(self.error_at(start, message));
            }
        }
        for value in values.iter().filter(|_| *field == Field::Variable(Variable::Kind)) {
            if kinds_named(value, comparison).is_empty() {
                let hint = match Kind::most_like(value) {
                    Some(similar) => format!("did you mean “{similar}”?"),
                    None => "types are CSL's, such as article-journal, paper-conference, thesis".to_owned(),
                };
                return Err(self.error_at(start, format!("there is no type “{value}”; {hint}")));
            }
        }
        let is_number = |value: &String| value.trim().parse::<f64>().is_ok();
        if is_by_size && field.is_number() && !values.iter().all(is_number) {
            return Err(self.error_at(start, "a number can only be compared with a number"));
        }
        Ok(())
    }

    /// Reads a word, or a text in quotation marks, in which `\"` is a quotation mark.
    fn value(&mut self) -> Result<String, Error> {
        let start = self.offset;
        let Some(quoted) = self.rest().strip_prefix('"') else {
            let end = |next: char| next.is_whitespace() || matches!(next, '(' | ')' | ',' | '"');
            let word = self.rest().split(end).next().unwrap_or_default();
            self.offset += word.len();
            return match word.is_empty() {
                true => Err(self.error_at(start, "a value was expected here")),
                false => Ok(word.to_owned()),
            };
        };
        let mut value = String::new();
        let mut characters = quoted.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    self.offset += 1 + at + 1;
                    return Ok(value);
                }
                '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
                other => value.push(other),
            }
        }
        Err(self.error_at(start, "this quotation mark is not closed"))
    }

    /// Skips one of the operators and returns its position.
    fn operator(&mut self, operators: &[&str]) -> Option<usize> {
        self.peek();
        let start = self.offset;
        let found = operators.iter().find(|operator| match operator.chars().all(char::is_alphabetic) {
            true => self.is_at_word(operator),
            false => self.rest().starts_with(**operator),
        })?;
        self.offset += found.len();
        Some(start)
    }

    fn is_at_word(&self, word: &str) -> bool {
        let behind = self.rest().strip_prefix(word);
        behind.is_some_and(|behind| behind.chars().next().is_none_or(|next| next.is_whitespace() || next == '('))
    }

    /// Skips white space and returns the next character.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest().trim_start();
        self.offset = self.text.len() - rest.len();
        rest.chars().next()
    }

    fn rest(&self) -> &'a str {
        &self.text[self.offset..]
    }

    fn error_at(&self, offset: usize, message: impl Into<String>) -> Error {
        Error::syntax(self.text[..offset].chars().count() + 1, message)
    }
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '.')
}

fn is_empty(expression: Option<&Expression>) -> bool {
    matches!(expression, Some(Expression::All(parts)) if parts.is_empty())
}
