//! W0921: markup that is in a text as plain characters.

use std::sync::LazyLock;

use regex::Regex;

use super::finding::Fix;
use super::strings::{find, replaced, texts};
use super::unbalanced::is_of_tex;
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Record, TextVariable, Variable};

/// Tags of markup in titles and abstracts; `<canvas>` and the like are topics of papers.
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names = "i|b|em|strong|sub|sup|span|p|br|div|font|tt|u|scp|sc|inf|italic|bold|jats:[a-z-]+|mml:[a-z]+";
    Regex::new(&format!(r#"</?(?:{names})(?:\s+[a-zA-Z:-]+\s*=\s*["'][^"'<>]*["'])*\s*/?>"#)).ok()
});

/// Character references of HTML with their semicolon.
static ENTITY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,15});").ok());

/// Commands of TeX for accents and fonts.
static COMMAND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let fonts = "textit|textbf|textsc|texttt|textrm|emph|mathrm|mathcal|mathbb|textsubscript|textsuperscript|uppercase";
    Regex::new(&format!(
        r#"\\(?:{fonts})\s*\{{|\{{?\\['"`^~=.](?:\{{[A-Za-z]\}}|[A-Za-z]\b)|\\(?:ss|ae|oe|aa|o|l|i)\}}"#
    ))
    .ok()
});

/// Finds tags and entities of HTML, and commands of TeX, in texts.
pub(super) static LINT: Lint = Lint::record(Code::LeftoverMarkup, "leftover-markup", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let is_of_tex = is_of_tex(record);
    // Notes are a person's own, in the markup of the program in which they were written.
    let is_own = |variable: &TextVariable| matches!(variable, TextVariable::Note | TextVariable::Annote);
    for (variable, text) in texts(record).filter(|(variable, _)| !is_own(variable)) {
        let add = |words: String, what: &str, fix: Option<Fix>| {
            let message = format!("“{variable}” contains {what}: {words}");
            Finding::new(LINT.code, Variable::Text(variable), message).shown_at(words).fixed_by(fix)
        };
        if let Some(words) = find(text.inlines(), &first_entity) {
            let fix = replaced(text, &without_entities).map(|text| Fix::Text(variable, text));
            findings.add(add(words, "an HTML entity", fix));
        } else if let Some(words) = find(text.inlines(), &|string| first(&TAG, string)) {
            findings.add(add(words, "an HTML tag", None));
        } else if let Some(words) = find(text.inlines(), &|string| first(&COMMAND, string)).filter(|_| !is_of_tex) {
            // Readers of TeX report unknown commands (W0402).
            findings.add(add(words, "a TeX command", None));
        }
    }
}

fn first(pattern: &Option<Regex>, text: &str) -> Option<String> {
    Some(pattern.as_ref()?.find(text)?.as_str().to_owned())
}

fn first_entity(text: &str) -> Option<String> {
    let found = ENTITY.as_ref()?.find_iter(text).find(|found| character(found.as_str()).is_some())?;
    Some(found.as_str().to_owned())
}

/// The text with its entities resolved; `None` if it has none.
fn without_entities(text: &str) -> Option<String> {
    first_entity(text)?;
    let resolve = |captures: &regex::Captures<'_>| character(&captures[0]).unwrap_or_else(|| captures[0].to_owned());
    Some(ENTITY.as_ref()?.replace_all(text, resolve).into_owned())
}

/// The character of an entity; `None` if there is no entity with that name, or if it is a control character.
fn character(entity: &str) -> Option<String> {
    let name = entity.strip_prefix("&")?;
    let resolved = match name.strip_prefix('#') {
        None => std::str::from_utf8(
            htmlize::ENTITIES.get(name.as_bytes()).or_else(|| htmlize::ENTITIES.get(entity.as_bytes()))?,
        )
        .ok()?
        .to_owned(),
        Some(number) => {
            let number = number.strip_suffix(';')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?.to_string()
        }
    };
    let is_text = !resolved.chars().any(|character| character.is_control() || character == '\u{FFFD}');
    is_text.then_some(resolved)
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::{fixed, messages};
    use crate::model::{Record, TextVariable};

    fn titled(title: &str) -> Record {
        let mut record = Record::default();
        record.set_text(TextVariable::Title, title);
        record
    }

    #[test]
    fn tags_entities_and_commands_are_found() {
        for (title, message) in [
            ("The <i>E. coli</i> genome", "“title” contains an HTML tag: <i>"),
            ("<jats:p>We show", "“title” contains an HTML tag: <jats:p>"),
            ("Music &amp; Emotion", "“title” contains an HTML entity: &amp;"),
            ("M{\\\"u}ller’s Theory", "“title” contains a TeX command: {\\\"u"),
            ("The \\textit{E. coli} genome", "“title” contains a TeX command: \\textit{"),
        ] {
            assert_eq!(messages(&LINT, &titled(title)), [message], "{title}");
        }
    }

    #[test]
    fn what_papers_are_about_is_left() {
        for title in ["The <canvas> element", "AT&T; a history", "p < 0.05 and q > 1", "The \\LaTeX companion", "R&D"] {
            assert_eq!(messages(&LINT, &titled(title)), [""; 0], "{title}");
        }
    }

    #[test]
    fn entities_are_resolved() {
        assert_eq!(fixed(&LINT, &titled("Music &amp; &#233;motion &foo;")).plain_title(), "Music & émotion &foo;");
        assert_eq!(fixed(&LINT, &titled("A &amp;amp; B")).plain_title(), "A & B");
    }
}
