//! The arguments of markers and modifiers in patterns of citation keys, and a scanner that reads patterns.

use crate::error::Error;

/// An argument: `3`, `"text"`, `n=3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Argument {
    /// The name of the argument, in lower case.
    pub(super) name: Option<String>,
    /// The value of the argument, as text.
    pub(super) value: String,
}

/// The arguments of one marker or modifier.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Arguments(pub(super) Vec<Argument>);

impl Arguments {
    /// Makes arguments from the numbers that follow a name: the 3 and 2 of `auth3_2`.
    pub(super) fn of_numbers(numbers: &[&str]) -> Self {
        Self(numbers.iter().map(|number| Argument { name: None, value: (*number).to_owned() }).collect())
    }

    /// Returns the argument of that name, or otherwise the one at that position among the arguments without names.
    pub(super) fn get(&self, place: usize, name: &str) -> Option<&str> {
        let named = self.0.iter().find(|argument| argument.name.as_deref() == Some(name));
        let placed = || self.0.iter().filter(|argument| argument.name.is_none()).nth(place);
        named.or_else(placed).map(|argument| argument.value.as_str())
    }

    /// Like [`Self::get`], as a number.
    pub(super) fn number(&self, place: usize, name: &str) -> Result<Option<usize>, String> {
        let Some(value) = self.get(place, name) else { return Ok(None) };
        value.trim().parse().map(Some).map_err(|_| format!("expected a number here, not “{value}”"))
    }

    /// Like [`Self::get`], for an argument that is required.
    pub(super) fn required(&self, place: usize, name: &str) -> Result<&str, String> {
        self.get(place, name).ok_or_else(|| format!("the argument {} ({name}) is missing", place + 1))
    }

    /// Returns an error if there are more arguments than `most`, or if one has a name that is not in the list.
    pub(super) fn check(&self, most: usize, names: &[&str]) -> Result<(), String> {
        let unknown = self.0.iter().filter_map(|argument| argument.name.as_deref()).find(|name| !names.contains(name));
        match unknown {
            Some(name) => Err(format!("there is no argument “{name}”")),
            None if self.0.len() > most && most == 0 => Err("no arguments are allowed here".to_owned()),
            None if self.0.len() > most => {
                Err(format!("there are {} arguments, but at most {most} are allowed", self.0.len()))
            }
            None => Ok(()),
        }
    }
}

/// The known name that was probably meant by an unknown one: it starts like it, or differs in two letters at most.
pub(super) fn nearest(known: impl Iterator<Item = &'static str>, name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let beginning = name.get(..3)?;
    let is_near = |known: &&str| {
        let known = known.to_ascii_lowercase();
        let differing = known.bytes().zip(name.bytes()).filter(|(one, other)| one != other).count();
        known.starts_with(beginning) || known.len() == name.len() && differing <= name.len() / 2
    };
    known.filter(is_near).min_by_key(|known| known.len().abs_diff(name.len()))
}

/// A pattern that is being read, from left to right.
pub(super) struct Scanner<'a> {
    pattern: &'a str,
    offset: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(pattern: &'a str) -> Self {
        Self { pattern, offset: 0 }
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.pattern[self.offset..]
    }

    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes the next character if it is this one.
    pub(super) fn take(&mut self, character: char) -> bool {
        let is_next = self.peek() == Some(character);
        if is_next {
            self.offset += character.len_utf8();
        }
        is_next
    }

    /// Takes the characters up to the first one that does not fit.
    pub(super) fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|character| !fits(character)).unwrap_or(rest.len());
        self.offset += length;
        &rest[..length]
    }

    pub(super) fn skip_space(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// Makes an error at an offset of the pattern.
    pub(super) fn error_at(&self, offset: usize, message: impl Into<String>) -> Error {
        let before = self.pattern.get(..offset).unwrap_or(self.pattern);
        Error::syntax(before.chars().count() + 1, message)
    }

    /// Makes an error at the current position.
    pub(super) fn error(&self, message: impl Into<String>) -> Error {
        self.error_at(self.offset, message)
    }

    /// Reads the arguments in parentheses, if there are any.
    pub(super) fn arguments(&mut self) -> Result<Arguments, Error> {
        let mut arguments = Arguments::default();
        if !self.take('(') {
            return Ok(arguments);
        }
        loop {
            self.skip_space();
            if self.take(')') {
                return Ok(arguments);
            }
            arguments.0.push(self.argument()?);
            self.skip_space();
            if !self.take(',') && self.peek() != Some(')') {
                return Err(self.error("a comma or a closing parenthesis is missing here"));
            }
        }
    }

    fn argument(&mut self) -> Result<Argument, Error> {
        let start = self.offset;
        let word = self.take_while(|character| character.is_alphanumeric() || character == '_').to_owned();
        self.skip_space();
        let is_comparison = self.rest().starts_with("==");
        if !word.is_empty() && !is_comparison && self.take('=') {
            self.skip_space();
            return Ok(Argument { name: Some(word.to_ascii_lowercase()), value: self.value()? });
        }
        self.offset = start;
        Ok(Argument { name: None, value: self.value()? })
    }

    /// A quoted text, a regular expression between slashes, or characters up to a comma or the closing parenthesis.
    fn value(&mut self) -> Result<String, Error> {
        match self.peek() {
            Some(quote @ ('"' | '\'')) => self.quoted(quote),
            Some('/') => {
                let value = self.quoted('/')?;
                self.take_while(|flag| flag.is_ascii_alphabetic());
                Ok(value)
            }
            _ => Ok(self.take_while(|character| !matches!(character, ',' | ')' | ']')).trim().to_owned()),
        }
    }

    /// Reads a text between quotes. A backslash escapes a quote or another backslash.
    pub(super) fn quoted(&mut self, quote: char) -> Result<String, Error> {
        let start = self.offset;
        self.take(quote);
        let mut text = String::new();
        let mut characters = self.rest().char_indices();
        while let Some((offset, character)) = characters.next() {
            match character {
                '\\' => match characters.next() {
                    Some((_, next)) if next == quote || next == '\\' && quote != '/' => text.push(next),
                    Some((_, next)) => text.extend(['\\', next]),
                    None => break,
                },
                _ if character == quote => {
                    self.offset += offset + character.len_utf8();
                    return Ok(text);
                }
                _ => text.push(character),
            }
        }
        Err(self.error_at(start, format!("the closing {quote} of this text is missing")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Scanner};

    fn arguments(text: &str) -> Result<Arguments, String> {
        Scanner::new(text).arguments().map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_have_places_or_names() {
        let read = arguments("(3, m = 2, \"a, \\\"b\\\"\", /x\\/y/gi, '\\\\.etal')").unwrap();
        assert_eq!(read.number(0, "n"), Ok(Some(3)));
        assert_eq!(read.number(5, "m"), Ok(Some(2)));
        assert_eq!(read.get(1, "text"), Some("a, \"b\""));
        assert_eq!(read.get(2, "regex"), Some("x/y"));
        assert_eq!(read.get(3, "regex"), Some("\\.etal"));
        assert_eq!(arguments(""), Ok(Arguments::default()));
        assert_eq!(arguments("()"), Ok(Arguments::default()));
    }

    #[test]
    fn mistakes_are_found_where_they_are() {
        assert_eq!(arguments("(\"a").unwrap_err(), "column 2: the closing \" of this text is missing");
        assert_eq!(arguments("(\"ä\" x)").unwrap_err(), "column 6: a comma or a closing parenthesis is missing here");
        assert!(arguments("(3").is_err());
    }
}
