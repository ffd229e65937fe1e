//! Values for fields.

use std::fmt;

use super::node::Node;
use crate::bib::syntax::tree::{ItemKind, PieceKind, Tree};
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
    /// Returns an error if a macro cannot have this name.
    pub fn macro_name(name: &str) -> Result<Self> {
        let (value, pieces) = parsed(name)?;
        match pieces.as_slice() {
            [PieceKind::Macro] => Ok(value),
            _ => Err(Error::usage(format!("a macro cannot be called “{name}”"))),
        }
    }

    /// Makes a value of an expression as written in a file: texts in braces or quotation marks, numbers and names of
    /// macros, joined by `#`.
    ///
    /// # Errors
    /// Returns an error if BibTeX would not read the text as one value.
    pub fn parse(expression: &str) -> Result<Self> {
        parsed(expression).map(|(value, _)| value)
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

fn parsed(expression: &str) -> Result<(Value, Vec<PieceKind>)> {
    let expression = expression.trim();
    let text = format!("@misc{{key, name = {expression}}}");
    let tree = Tree::parse(&text);
    if let ([item], true) = (tree.items(), tree.problems().is_empty())
        && item.kind == ItemKind::Entry
        && item.span.range() == (0..text.len())
        && let [field] = tree.fields(item)
        && Node::of(&text, &tree, item).expression(0) == expression
    {
        let pieces = tree.pieces(field).iter().map(|piece| piece.kind).collect();
        return Ok((Value(expression.to_owned()), pieces));
    }
    Err(Error::usage(format!("“{expression}” is not the value of a field")))
}
