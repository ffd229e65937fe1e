//! `@string` macros: their values, and the values of fields that use them.
//!
//! Letter case does not matter in names, and a macro can only use macros defined before it, both as in BibTeX. So there
//! can be no cycles; a limit keeps a few lines from growing without bound.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, Sink, Source};

use super::issued::MONTHS;
use super::syntax::raw::{Piece, RawField};
use super::syntax::words::is_identifier;

/// The maximum length in bytes of a value with macros.
const MAX_LENGTH: usize = 1 << 20;

/// The macros defined so far.
#[derive(Default)]
pub(super) struct Macros(HashMap<String, String>);

impl Macros {
    /// Defines a macro.
    pub(super) fn define(&mut self, field: &RawField<'_>, source: &Source<'_>, diag: &mut dyn Sink) {
        let value = self.value(field, source, diag).into_owned();
        self.0.insert(field.name.to_lowercase(), value);
    }

    /// Returns the value of a field with its macros replaced. The macros of the months stay as they are, in lower case.
    pub(super) fn value<'a>(&self, field: &RawField<'a>, source: &Source<'_>, diag: &mut dyn Sink) -> Cow<'a, str> {
        if let [Piece { text, is_macro: false, .. }] = field.pieces.as_slice() {
            return Cow::Borrowed(text);
        }
        let mut value = String::new();
        for piece in &field.pieces {
            let text = if piece.is_macro { self.expand(piece, source, diag) } else { Cow::Borrowed(piece.text) };
            if value.len() + text.len() > MAX_LENGTH && piece.is_macro {
                let report =
                    Diagnostic::new(Code::MacroTooLong, "this value is longer than a megabyte because of its macros");
                diag.report(report.at(source.place(piece.offset..piece.offset + piece.text.len())));
                break;
            }
            value.push_str(&text);
        }
        Cow::Owned(value)
    }

    fn expand<'a>(&'a self, piece: &Piece<'a>, source: &Source<'_>, diag: &mut dyn Sink) -> Cow<'a, str> {
        let name = piece.text.to_lowercase();
        if let Some(value) = self.0.get(&name) {
            return Cow::Borrowed(value);
        }
        if MONTHS.contains(&name.as_str()) {
            return Cow::Owned(name);
        }
        if !is_identifier(piece.text) {
            // A value without delimiters, such as `12a`, which the parser has reported.
            return Cow::Borrowed(piece.text);
        }
        let report = Diagnostic::new(Code::UndefinedMacro, format!("the macro “{}” is not defined", piece.text));
        let place = source.place(piece.offset..piece.offset + piece.text.len());
        diag.report(
            report.at(place).hint("put the value in braces, or define the macro with @string before this entry"),
        );
        Cow::Borrowed(piece.text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::syntax::raw::{Item, for_each_item};
    use super::super::syntax::tree::Tree;
    use super::Macros;
    use crate::diag::{Code, Diagnostic, Source};

    fn values(text: &str) -> (Vec<String>, Vec<Diagnostic>) {
        let source = Source::new("x.bib", text);
        let (mut macros, mut values, mut reports) = (Macros::default(), Vec::new(), Vec::new());
        for_each_item(&source, &Tree::parse(text), &mut reports, &mut |item, diag| match item {
            Item::Macro(field) => macros.define(&field, &source, diag),
            Item::Entry(entry) => {
                values.extend(entry.fields.iter().map(|field| macros.value(field, &source, diag).into_owned()));
            }
        });
        (values, reports)
    }

    #[test]
    fn macros_are_replaced_whatever_their_letter_case() {
        let (values, reports) = values("@string{IJ = {Journal}}@misc{k, a = ij # \" of \" # {X}, b = 7, month = OCT}");
        assert_eq!(values, ["Journal of X", "7", "oct"]);
        assert_eq!(reports, []);
    }

    #[test]
    fn undefined_macros_are_kept_and_reported() {
        let (values, reports) = values("@string{a = a}@misc{k, x = a, y = b}");
        assert_eq!(values, ["a", "b"]);
        assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::UndefinedMacro; 2]);
    }

    #[test]
    fn macros_that_grow_without_bound_are_cut() {
        let mut text = "@string{a0 = {0123456789}}".to_owned();
        for level in 1..40 {
            let before = level - 1;
            text += &format!("@string{{a{level} = a{before} # a{before} # a{before} # a{before}}}\n");
        }
        let (_, reports) = values(&(text + "@misc{k, x = a39}"));
        assert_eq!(reports[0].code, Code::MacroTooLong);
    }
}
