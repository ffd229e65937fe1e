//! Reads the texts of fields: TeX as rich text, and the words that some fields have for it.

use std::ops::Range;

use crate::diag::Code;
use crate::latex::{self, Definitions};
use crate::model::{Text, TextVariable};
use crate::values::tex_problems;

use super::{Dialect, localisation, protection};

/// How texts are read.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub dialect: Dialect,
    /// The commands that the file defines; `None` if this is not a file, and so has no TeX to keep.
    pub definitions: Option<&'a Definitions>,
}

impl Texts<'_> {
    /// Reads the text of a variable in a work in this language.
    pub(super) fn text(
        self,
        variable: TextVariable,
        value: &str,
        language: &dyn Fn() -> Option<String>,
        report: &mut dyn FnMut(Code, Range<usize>, String),
    ) -> Text {
        if let Some(key) = localisation::key_in_command(value)
            && let Some(words) = localisation::words(variable, key, language().as_deref())
        {
            return Text::plain(words);
        }
        let decoded = match self.definitions {
            Some(definitions) => latex::decode_field(value, definitions),
            None => latex::decode(value),
        };
        for problem in &decoded.problems {
            let (code, message) = tex_problems::describe(&problem.kind);
            report(code, problem.range.clone(), message);
        }
        match variable {
            TextVariable::Title | TextVariable::TitleShort if decoded.text.as_plain().is_none() => {
                protection::unprotect(&decoded.text, protection::language(self.dialect, language().as_deref()))
            }
            TextVariable::Genre
            | TextVariable::Status
            | TextVariable::PublisherPlace
            | TextVariable::CollectionTitle => localisation::read(variable, value, decoded.text, language().as_deref()),
            _ => decoded.text,
        }
    }
}
