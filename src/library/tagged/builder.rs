//! Builds a record field by field, with a format's field map.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Sink};
use crate::markup::from_micro_html;
use crate::model::{Date, Inline, Kind, NameVariable, Origin, Record, Text, TextVariable, Variable};
use crate::seam::FieldMap;
use crate::text::words::single_spaced;
use crate::values::composed;
use crate::values::names;
use crate::values::names::GivenNames;

use super::names::Lists;
use crate::syntax::tagged::records::Tagged;

/// The suffix of the label in the line that marks a list of names as truncated.
pub(super) const TRUNCATED: &str = "-truncated";

/// A record that is being built.
pub(super) struct Builder {
    pub(super) record: Record,
    format: &'static str,
    map: &'static FieldMap,
    names: BTreeMap<NameVariable, Lists>,
    /// The notes, which are joined into one.
    notes: Vec<Text>,
}

/// The maximum length of languages in bytes.
const LONGEST_LANGUAGES: usize = 200;

impl Builder {
    /// Creates an empty record of a type, read at a line.
    pub(super) fn new(kind: Kind, format: &'static str, map: &'static FieldMap, line: u32) -> Self {
        let origin = Origin::new(format, line);
        let record = Record { origin: Some(origin), ..Record::new(kind) };
        Self { record, format, map, names: BTreeMap::new(), notes: Vec::new() }
    }

    /// Sets the variable that the map has for a tag. If there is none, or if it already has another value, the field is
    /// kept as an extra field.
    pub(super) fn field(&mut self, tag: &str, value: &str) {
        let variable = self.map.row_of(self.record.kind, tag).map(|row| row.variable);
        if !variable.is_some_and(|variable| self.set(variable, value)) {
            self.extra(tag, value);
        }
    }

    /// Keeps a field that has no place in the model.
    pub(super) fn extra(&mut self, tag: &str, value: &str) {
        if !value.is_empty() {
            self.record.keep_extra(self.format, tag, value);
        }
    }

    /// Sets the variable that a line names itself: "original-title: ...". Returns false if it names none.
    pub(super) fn labelled(&mut self, line: &str) -> bool {
        let Some((label, value)) = line.split_once(": ") else { return false };
        let truncated = label.strip_suffix(TRUNCATED).and_then(NameVariable::from_name);
        match (truncated, Variable::from_name(label)) {
            (Some(variable), _) if value == "true" => {
                self.names.entry(variable).or_default().truncated = true;
                true
            }
            (None, Some(Variable::Date(variable))) => {
                self.record.set_date(variable, Date::parse(&unescaped(value)));
                true
            }
            (None, Some(Variable::Tags)) => {
                self.record.tags.push(unescaped(value).into_owned());
                true
            }
            (None, Some(variable)) => super::labels::is_label(label) && self.set(variable, value),
            _ => false,
        }
    }

    /// Sets a variable. Returns false if it already has another value, or if the value is invalid.
    pub(super) fn set(&mut self, variable: Variable, value: &str) -> bool {
        if value.is_empty() {
            return true;
        }
        let is_there = self.record.has(variable);
        match variable {
            Variable::Text(TextVariable::Note) => {
                self.notes.push(text(value, Lines::Kept));
                true
            }
            Variable::Text(variable) => {
                let text = text(value, Lines::of(variable));
                if is_there {
                    return self.record.text(variable) == Some(&text);
                }
                self.record.set_text(variable, text);
                true
            }
            Variable::Number(variable) => {
                let value = unescaped(value);
                if is_there {
                    return self.record.numbers[&variable] == value;
                }
                self.record.set_number(variable, value);
                true
            }
            Variable::Identifier(variable) => {
                let value = unescaped(value).trim().to_owned();
                let value = variable.bare(&value).unwrap_or(value);
                if is_there {
                    return self.record.identifiers[&variable] == value;
                }
                self.record.set_identifier(variable, value);
                true
            }
            Variable::Date(variable) if !is_there => {
                self.record.set_date(variable, Date::parse(&unescaped(value)));
                true
            }
            Variable::Names(variable) => {
                self.names.entry(variable).or_default().push(&unescaped(value));
                true
            }
            Variable::Language => {
                let language = match &self.record.language {
                    Some(before) if before.len() > LONGEST_LANGUAGES => return false,
                    Some(before) => format!("{before}, {value}"),
                    None => value.to_owned(),
                };
                self.record.set_language(&language);
                true
            }
            Variable::Tags => {
                let tags = unescaped(value);
                let tags = tags.split(['\n', ';']).map(single_spaced).filter(|tag| !tag.is_empty());
                self.record.tags.extend(tags);
                true
            }
            Variable::Kind => Kind::from_name(value).is_some_and(|kind| kind == self.record.kind),
            Variable::Date(_) | Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => false,
        }
    }

    /// Returns the record, and reports if it has no title.
    pub(super) fn finish(mut self, given_names: GivenNames, tagged: &Tagged, diag: &mut dyn Sink) -> Record {
        let mut notes = self.notes.into_iter();
        if let Some(first) = notes.next() {
            let mut note = first.into_inlines();
            for next in notes {
                note.push(Inline::Str("\n".to_owned()));
                note.extend(next.into_inlines());
            }
            self.record.set_text(TextVariable::Note, note);
        }
        for (variable, lists) in self.names {
            let truncated = lists.truncated;
            names::set(&mut self.record, variable, lists.read(given_names), truncated);
        }
        if self.record.plain_title().is_empty() {
            let report = Diagnostic::new(Code::MissingTitle, "the record has no title");
            let report = report.about(self.record.id.as_str());
            diag.report(match tagged.fields.first() {
                Some(field) => report.at(tagged.place(field)),
                None => report,
            });
        }
        self.record
    }
}

/// How the line breaks of a text are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    Kept,
    Joined,
}

impl Lines {
    /// Notes and abstracts have paragraphs.
    fn of(variable: TextVariable) -> Self {
        match variable {
            TextVariable::Note | TextVariable::Annote => Self::Kept,
            _ => Self::Joined,
        }
    }
}

fn text(value: &str, lines: Lines) -> Text {
    let value = composed(value);
    let value = unescaped(&value);
    let value = match lines {
        Lines::Joined => single_spaced(&value),
        Lines::Kept => value.lines().map(single_spaced).collect::<Vec<_>>().join("\n"),
    };
    from_micro_html(value.trim())
}

/// The characters for HTML's named references that exporters leave in tagged files, by name.
const REFERENCES: [(&str, char); 6] =
    [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{A0}')];

/// The length of the longest reference: "&#x10FFFF;".
const LONGEST_REFERENCE: usize = 10;

/// Returns the character of the reference at the start of a text, and the length of the reference.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let name = text[..end].strip_prefix('&')?;
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|character| !character.is_control() || *character == '\0')?
        }
        None => REFERENCES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((character, end + 1))
}

/// Replaces the references in a text by their characters.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let (character, length) = reference(rest).unwrap_or(('&', 1));
        plain.push(character);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Returns the text on one line with single spaces, escaped so that [`unescaped`] restores it.
pub(super) fn escaped(text: &str) -> String {
    escaped_with_spaces(&single_spaced(text))
}

/// Like [`escaped`], but keeps all spaces.
pub(super) fn escaped_with_spaces(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (start, character) in text.char_indices() {
        match character {
            // A file that contains it would be taken for a binary file.
            '\0' => escaped.push_str("&#0;"),
            _ => escaped.push(if character.is_whitespace() { ' ' } else { character }),
        }
        if character == '&' && reference(&text[start..]).is_some() {
            escaped.push_str("amp;");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{escaped, unescaped};

    #[test]
    fn references_are_resolved_and_what_looks_like_one_is_escaped() {
        assert_eq!(unescaped("R&amp;D &lt; &#233;&#xE9; &nope; & a"), "R&D < éé &nope; & a");
        assert_eq!(escaped("R&D &amp; x"), "R&D &amp;amp; x");
    }

    proptest! {
        #[test]
        fn what_is_escaped_comes_back(text in "[a-z&;#x0-9é\0]{0,40}") {
            let written = escaped(&text);
            prop_assert_eq!(unescaped(&written), text);
        }
    }
}
