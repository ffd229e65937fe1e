//! Values for fields.

use std::fmt;

use super::damage::Whole;
use super::node::{Context, Node};
use crate::bib::syntax::tree::ItemKind;
use crate::bib::syntax::words::is_identifier;
use crate::error::{Error, Result};

/// A value as it is written in a file, with its delimiters: `{text}`, `2022`, `jan # "~1"`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Value(String);

impl Value {
    /// Makes a value of a TeX text, in braces. A field that already has a text keeps its delimiters if the new text
    /// fits into them.
    ///
    /// # Errors
    /// Returns an error if the braces of the text are not balanced. BibTeX counts them even after a backslash.
    pub fn tex(text: &str) -> Result<Self> {
        Self::parse(&format!("{{{text}}}"))
            .map_err(|_| Error::usage(format!("the braces are not balanced in “{text}”")))
    }

    /// Makes a value of a number, without delimiters.
    pub fn number(number: u64) -> Self {
        Self(number.to_string())
    }

    /// Makes a value of the name of a macro.
    ///
    /// # Errors
    /// Returns an error if a macro cannot have this name: names do not start with a digit, and contain no white space and
    /// none of `"#%'(),={}`.
    pub fn macro_name(name: &str) -> Result<Self> {
        let error = || Error::usage(format!("a macro cannot be called “{name}”"));
        if !is_identifier(name) {
            return Err(error());
        }
        parsed(name).map_err(|_| error())
    }

    /// Makes a value of an expression as written in a file: texts in braces or quotation marks, numbers and names of
    /// macros, joined by `#`.
    ///
    /// # Errors
    /// Returns an error if BibTeX would not read the text as one value: if a piece is missing or is neither delimited nor
    /// a number or a name (`1a`), if braces are not balanced, also within quotation marks, and if there is a comment.
    pub fn parse(expression: &str) -> Result<Self> {
        parsed(expression)
    }

    /// Returns the value as it is written in a file.
    pub fn expression(&self) -> &str {
        &self.0
    }

    /// Returns the text, if the value is a single text in braces.
    pub(super) fn braced(&self) -> Option<&str> {
        let text = self.0.strip_prefix('{')?.strip_suffix('}')?;
        Self::tex(text).is_ok().then_some(text)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn parsed(expression: &str) -> Result<Value> {
    let expression = expression.trim();
    let text = format!("@misc{{key, name = {expression}}}");
    let whole = Whole::parse(&text, ItemKind::Entry).filter(|whole| whole.problems().is_empty());
    if let Some(node) = whole.map(|whole| whole.node(&text, Context::default()))
        && node.assignments() == [("name", expression)]
        && is_joined(&node)
    {
        return Ok(Value(expression.to_owned()));
    }
    Err(Error::usage(format!("“{expression}” is not the value of a field")))
}

/// Returns whether there is nothing but `#` and white space between the pieces of a value. The parser accepts comments
/// there, but BibTeX does not.
fn is_joined(node: &Node) -> bool {
    node.fields[0].pieces.windows(2).all(|pair| {
        let [(before, _), (after, _)] = pair else { return true };
        let between = &node.text[before.end..after.start];
        between.trim_start_matches(['"', '}']).trim_end_matches(['"', '{']).trim() == "#"
    })
}
