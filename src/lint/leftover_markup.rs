//! W0921: markup that is in a text as plain characters.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::finding::Fix;
use super::strings::{find, replaced, texts};
use super::unbalanced::is_of_tex;
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Inline, Record, Text, TextVariable, Variable};
use crate::values::markup;

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
        let text = &*with_angle_brackets(text);
        let add = |words: String, what: &str, fix: Option<Fix>| {
            let message = format!("“{variable}” contains {what}: {words}");
            Finding::new(LINT.code, Variable::Text(variable), message).shown_at(words).fixed_by(fix)
        };
        if let Some(words) = find(text.inlines(), &first_entity) {
            let fix = replaced(text, &without_entities).map(|text| Fix::Text(variable, text));
            findings.add(add(words, "an HTML entity", fix));
        } else if let Some(words) = find(text.inlines(), &|string| first(&TAG, string)) {
            let fix = with_markup(text).map(|text| Fix::Text(variable, text));
            findings.add(add(words, "an HTML tag", fix));
        } else if let Some(words) = find(text.inlines(), &|string| first(&COMMAND, string)).filter(|_| !is_of_tex) {
            // Readers of TeX report unknown commands (W0402).
            findings.add(add(words, "a TeX command", None));
        }
    }
}

/// The text with its angle brackets as characters: some exports have TeX's mathematics for those of tags.
fn with_angle_brackets(text: &Text) -> Cow<'_, Text> {
    if find_bracket(text.inlines()).is_none() {
        return Cow::Borrowed(text);
    }
    let replaced = Text::from(brackets_in(text.inlines()));
    let has_tag = find(replaced.inlines(), &|string| first(&TAG, string)).is_some();
    if has_tag { Cow::Owned(replaced) } else { Cow::Borrowed(text) }
}

/// The angle bracket that a formula consists of, as it was read or as a piece of TeX.
fn bracket(inline: &Inline) -> Option<&'static str> {
    match inline {
        Inline::Math(tex) => ANGLE_BRACKETS.iter().find(|(known, _)| *known == tex.trim()).map(|(_, bracket)| *bracket),
        Inline::Tex(tex) => match tex.content() {
            [formula @ Inline::Math(_)] => bracket(formula),
            _ => None,
        },
        _ => None,
    }
}

fn find_bracket(inlines: &[Inline]) -> Option<&'static str> {
    inlines.iter().find_map(|inline| bracket(inline).or_else(|| find_bracket(markup_in(inline)?)))
}

/// What a container has in it; pieces of TeX are left as they are.
fn markup_in(inline: &Inline) -> Option<&[Inline]> {
    if matches!(inline, Inline::Tex(_)) { None } else { inline.children() }
}

fn brackets_in(inlines: &[Inline]) -> Vec<Inline> {
    let replaced = |inline: &Inline| match (bracket(inline), markup_in(inline)) {
        (Some(bracket), _) => Inline::Str(bracket.to_owned()),
        (None, Some(children)) => inline.with_children(brackets_in(children)),
        (None, None) => inline.clone(),
    };
    inlines.iter().map(replaced).collect()
}

const ANGLE_BRACKETS: &[(&str, &str)] =
    &[("\\less", "<"), ("\\lt", "<"), ("<", "<"), ("\\greater", ">"), ("\\gt", ">"), (">", ">")];

/// The text with its tags as markup; `None` if a tag has no counterpart in the same string, or if any other character would
/// change.
fn with_markup(text: &Text) -> Option<Text> {
    let inlines = with_markup_in(text.inlines())?;
    Some(Text::from(inlines))
}

fn with_markup_in(inlines: &[Inline]) -> Option<Vec<Inline>> {
    let tag = TAG.as_ref()?;
    let mut result = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Str(string) if tag.is_match(string) => {
                if !are_paired(tag, string) {
                    return None;
                }
                let start = string.len() - string.trim_start().len();
                let end = string.trim_end().len().max(start);
                let read = markup::text(&string[start..end]);
                if read.to_plain() != tag.replace_all(&string[start..end], "") {
                    return None;
                }
                result.push(Inline::Str(string[..start].to_owned()));
                result.extend(read.into_inlines());
                result.push(Inline::Str(string[end..].to_owned()));
            }
            Inline::Str(_) | Inline::Math(_) | Inline::Code(_) => result.push(inline.clone()),
            container => {
                result.push(container.with_children(with_markup_in(container.children().unwrap_or_default())?));
            }
        }
    }
    Some(result)
}

/// Whether each tag is closed, in the order in which they were opened.
fn are_paired(tag: &Regex, string: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for found in tag.find_iter(string) {
        let inside = found.as_str().trim_matches(['<', '>']);
        let name =
            inside.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        match inside {
            _ if inside.starts_with('/') => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            _ if inside.ends_with('/') => {}
            _ => open.push(name),
        }
    }
    open.is_empty()
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
    use crate::model::{Inline, Record, Text, TextVariable};

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
    fn tags_in_pairs_become_markup() {
        for (title, html) in [
            ("A new <i>Tachycines</i> and CO<sub>2</sub>", "A new <i>Tachycines</i> and CO<sub>2</sub>"),
            ("Of <scp>DNA</scp> in <jats:italic>E. coli</jats:italic>", "Of DNA in <i>E. coli</i>"),
        ] {
            let fixed = fixed(&LINT, &titled(title));
            let shown = crate::markup::to_micro_html(fixed.text(TextVariable::Title).unwrap());
            let bare = shown.replace("<span style=\"font-variant:small-caps;\">", "").replace("</span>", "");
            assert_eq!(bare, html, "{title}");
            assert_eq!(messages(&LINT, &fixed), [""; 0]);
        }
        let mut record = Record::default();
        let math = |tex: &str| Inline::Math(tex.to_owned());
        let string = |text: &str| Inline::Str(text.to_owned());
        let title = [
            math("\\less"),
            string("i"),
            math("\\greater"),
            string("T"),
            math("\\less"),
            string("/i"),
            math("\\greater"),
        ];
        record.set_text(TextVariable::Title, Text::from(title.to_vec()));
        let fixed = fixed(&LINT, &record);
        assert_eq!(fixed.text(TextVariable::Title), Some(&Text::from(vec![Inline::Em(vec![string("T")])])));
    }

    #[test]
    fn a_tag_without_its_counterpart_is_not_mended() {
        for title in ["<jats:p>We show", "The <i>E. coli genome", "A</i> and <i>B"] {
            assert_eq!(fixed(&LINT, &titled(title)).plain_title(), title);
        }
    }

    #[test]
    fn entities_are_resolved() {
        assert_eq!(fixed(&LINT, &titled("Music &amp; &#233;motion &foo;")).plain_title(), "Music & émotion &foo;");
        assert_eq!(fixed(&LINT, &titled("A &amp;amp; B")).plain_title(), "A & B");
    }
}
