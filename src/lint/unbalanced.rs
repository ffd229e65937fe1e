//! W0911: braces or dollar signs without a partner.

use super::strings::{find, texts};
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::formats::by_id;
use crate::model::{Record, Variable};
use crate::seam::TextSyntax;

/// Finds a single brace in a text, or a single dollar sign before something that looks like mathematics.
pub(super) static LINT: Lint = Lint::record(Code::UnbalancedDelimiters, "unbalanced", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    if is_of_tex(record) {
        return;
    }
    for (variable, text) in texts(record) {
        let Some((sign, words)) = find(text.inlines(), &lone) else { continue };
        let message = format!("“{sign}” has no matching sign in “{variable}”: {words}");
        findings.add(Finding::new(LINT.code, Variable::Text(variable), message).shown_at(words));
    }
}

/// Whether a record was read from TeX, whose readers report the problem themselves, with its position (W0401).
pub(super) fn is_of_tex(record: &Record) -> bool {
    let format = record.origin.as_ref().and_then(|origin| by_id(&origin.format));
    format.is_some_and(|format| format.text_syntax == TextSyntax::Tex)
}

/// A delimiter without a partner, and the words around it.
fn lone(text: &str) -> Option<(char, String)> {
    let mut open = Vec::new();
    let mut dollars = Vec::new();
    let mut before = ' ';
    for (offset, character) in text.char_indices() {
        match character {
            _ if before == '\\' => {}
            '{' => open.push(offset),
            '}' if open.pop().is_none() => return Some(('}', words_at(text, offset))),
            '$' => dollars.push(offset),
            _ => {}
        }
        before = if before == '\\' { ' ' } else { character };
    }
    if let Some(offset) = open.first() {
        return Some(('{', words_at(text, *offset)));
    }
    // "$5 a day" is money; "$\alpha" and "x_1$" are mathematics.
    let is_mathematics = text.contains(['\\', '^', '_']);
    let lone = dollars.last().filter(|_| dollars.len() % 2 == 1 && is_mathematics)?;
    Some(('$', words_at(text, *lone)))
}

/// The words at an offset.
fn words_at(text: &str, offset: usize) -> String {
    let start = text[..offset]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + text[space..].chars().next().map_or(1, char::len_utf8));
    let end = text[offset..].find(char::is_whitespace).map_or(text.len(), |length| offset + length);
    text[start..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::{LINT, lone};
    use crate::lint::tests::messages;
    use crate::model::{Origin, Record, TextVariable};

    #[test]
    fn lone_signs_are_found() {
        assert_eq!(lone("The {EEG signals"), Some(('{', "{EEG".into())));
        assert_eq!(lone("The EEG} signals"), Some(('}', "EEG}".into())));
        assert_eq!(lone("Speed of $\\alpha in air"), Some(('$', "$\\alpha".into())));
        for text in ["{a} {b{c}}", "from $5 to €10", "a \\{ b", "$x^2$ and $y$", ""] {
            assert_eq!(lone(text), None, "{text}");
        }
    }

    #[test]
    fn readers_of_tex_say_it_themselves() {
        let mut record = Record::default();
        record.set_text(TextVariable::Title, "The {EEG signals");
        assert_eq!(messages(&LINT, &record), ["“{” has no matching sign in “title”: {EEG"]);
        record.origin = Some(Origin::new("bibtex", None));
        assert_eq!(messages(&LINT, &record), [""; 0]);
    }
}
