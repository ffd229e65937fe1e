//! Citations as people write them in a text, in the form that Pandoc defines
//! (<https://pandoc.org/MANUAL.html#citation-syntax>): `[see @lu2022, pp. 3-5; -@wang2024]`, `@lu2022 [p. 3]`.

use std::collections::HashMap;

use crate::model::{CitationMode, CiteForm, CitedRecord, LOCATOR_ABBREVIATIONS, LOCATOR_LABELS, Text};

/// A citation in a text.
pub(super) struct Written {
    pub cites: Vec<Cite>,
    pub mode: CitationMode,
}

/// A cite of a citation: the id of the work, and all but its record.
pub(super) struct Cite {
    pub id: String,
    pub cited: CitedRecord,
}

/// How deep brackets may be nested in a citation.
const DEEPEST: usize = 3;

/// The longest key in braces.
const LONGEST_KEY: usize = 1000;

/// Returns the citations of a text, in order.
pub(super) fn citations(text: &str) -> Vec<Written> {
    let brackets = brackets(text);
    let bracketed = |at: usize| -> Option<(&str, usize)> {
        let end = brackets.get(&at)?;
        Some((&text[at + 1..*end], end + 1))
    };
    let mut result = Vec::new();
    let mut at = 0;
    let mut before = None;
    while let Some(character) = text[at..].chars().next() {
        // After a backslash, a mark is only a mark (<https://pandoc.org/MANUAL.html#backslash-escapes>).
        if character == '\\'
            && let Some(escaped) = text[at + 1..].chars().next().filter(char::is_ascii_punctuation)
        {
            (at, before) = (at + 1 + escaped.len_utf8(), Some(escaped));
            continue;
        }
        if character == '['
            && let Some((inside, after)) = bracketed(at)
            && let Some(cites) = group(inside)
        {
            result.push(Written { cites, mode: CitationMode::Whole });
            (at, before) = (after, Some(']'));
            continue;
        }
        // An address such as a@b.org has a letter before the sign.
        if character == '@'
            && before.is_none_or(|before: char| !before.is_alphanumeric())
            && let Some((id, rest)) = key(&text[at + 1..])
        {
            let mode = match before {
                Some('-') => CitationMode::WithoutAuthor,
                _ => CitationMode::Composite { infix: Text::default() },
            };
            let mut cited = CitedRecord::default();
            let end = text.len() - rest.len();
            let next = end + (rest.len() - rest.trim_start_matches(' ').len());
            at = end;
            if let Some((inside, after)) = bracketed(next).filter(|(inside, _)| !inside.contains('@')) {
                (cited.locator, cited.suffix) = locator_and_suffix(inside);
                at = after;
            }
            result.push(Written { cites: vec![Cite { id, cited }], mode });
            before = text[..at].chars().next_back();
            continue;
        }
        before = Some(character);
        at += character.len_utf8();
    }
    result
}

/// The brackets of a text that may surround a citation, and where they are closed.
fn brackets(text: &str) -> HashMap<usize, usize> {
    let mut result = HashMap::new();
    // The open brackets, and how deep the ones inside each are nested.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut is_escaped = false;
    for (at, character) in text.bytes().enumerate() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match character {
            b'\\' => is_escaped = true,
            b'[' => open.push((at, 0)),
            b']' => {
                let Some((start, depth)) = open.pop() else { continue };
                if depth <= DEEPEST {
                    result.insert(start, at);
                }
                if let Some((_, around)) = open.last_mut() {
                    *around = (*around).max(depth + 1);
                }
            }
            _ => {}
        }
    }
    result
}

/// The cites in brackets; `None` if one of the parts between semicolons is no cite.
fn group(inside: &str) -> Option<Vec<Cite>> {
    let cites: Vec<Cite> = inside.split(';').map(cite).collect::<Option<_>>()?;
    (!cites.is_empty()).then_some(cites)
}

fn cite(text: &str) -> Option<Cite> {
    let starts = text.match_indices('@').map(|(at, _)| at);
    let (at, (id, after)) = starts
        .filter(|at| !text[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '\\'))
        .find_map(|at| Some((at, key(&text[at + 1..])?)))?;
    let before = text[..at].trim_start();
    let (prefix, form) = match before.strip_suffix('-') {
        Some(prefix) if prefix.is_empty() || prefix.ends_with(char::is_whitespace) => (prefix, CiteForm::WithoutAuthor),
        _ => (before, CiteForm::Full),
    };
    let (locator, suffix) = locator_and_suffix(after);
    Some(Cite {
        id,
        cited: CitedRecord { locator, prefix: Text::plain(prefix), suffix, form, ..CitedRecord::default() },
    })
}

/// A key at the start, and the text after it: letters, digits and `_`, with marks only inside it; or anything in braces.
pub(super) fn key(text: &str) -> Option<(String, &str)> {
    if let Some(braced) = text.strip_prefix('{') {
        let is_brace = |(_, character): &(usize, char)| matches!(character, '{' | '}');
        let (end, _) =
            braced.char_indices().take(LONGEST_KEY).find(is_brace).filter(|(_, character)| *character == '}')?;
        let (id, after) = (&braced[..end], &braced[end + 1..]);
        return (!id.is_empty()).then(|| (id.to_owned(), after));
    }
    let is_letter = |character: char| character.is_alphanumeric() || character == '_';
    let mut end = 0;
    for (at, character) in text.char_indices() {
        if is_letter(character) {
            end = at + character.len_utf8();
        } else if end == 0 || !":.#$%&-+?<>~/".contains(character) || at > end {
            break; // marks end a key unless a letter follows
        }
    }
    (end > 0).then(|| (text[..end].to_owned(), &text[end..]))
}

/// Splits the text after a key into the locator and the rest.
fn locator_and_suffix(text: &str) -> (Option<(String, String)>, Text) {
    let start = text.trim_start().trim_start_matches(',').trim_start();
    let (labelled, after) = match start.strip_prefix('{').and_then(|braced| braced.split_once('}')) {
        // Braces surround a locator, whatever it looks like.
        Some((inside, after)) => {
            let labelled = with_label(inside.trim(), |value| (value, "")).map(|(locator, _)| locator);
            (Some(labelled.unwrap_or_else(|| ("page".to_owned(), inside.trim().to_owned()))), after)
        }
        None => match with_label(start, numbers) {
            Some((locator, after)) => (Some(locator), after),
            None => (None, text),
        },
    };
    let after = after.trim_end();
    let suffix = match after.chars().next() {
        None => Text::default(),
        Some(first) if first.is_alphanumeric() => Text::plain(format!(" {after}")),
        Some(_) => Text::plain(after),
    };
    (labelled, suffix)
}

/// Reads a label and the numbers after it; without a label, the numbers are pages.
fn with_label<'t>(
    text: &'t str,
    numbers: impl Fn(&'t str) -> (&'t str, &'t str),
) -> Option<((String, String), &'t str)> {
    let word_end = text.find(|character: char| !character.is_alphabetic() && character != '-').unwrap_or(text.len());
    let (word, rest) = text.split_at(word_end);
    let label = label(&word.to_lowercase()).filter(|_| !word.is_empty());
    let (label, text) = match label {
        Some(label) => (label, rest.strip_prefix('.').unwrap_or(rest).trim_start()),
        None if text.starts_with(|character: char| character.is_ascii_digit()) => ("page", text),
        None => return None,
    };
    let (value, after) = numbers(text);
    (!value.is_empty()).then(|| ((label.to_owned(), value.to_owned()), after))
}

/// The label of a word: an abbreviation, a name of CSL, or its plural.
fn label(word: &str) -> Option<&'static str> {
    let named = |word: &str| LOCATOR_LABELS.iter().find(|label| **label == word).copied();
    let abbreviated = |word: &str| {
        let known = LOCATOR_ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == word);
        known.map(|(_, label)| *label)
    };
    let known = |word: &str| named(word).or_else(|| abbreviated(word));
    match word {
        "chap" | "chaps" => Some("chapter"),
        "verses" => Some("verse"),
        word => known(word).or_else(|| known(word.strip_suffix('s')?)),
    }
}

/// The numbers at the start, with what joins them: words with digits, and Roman numerals.
fn numbers(text: &str) -> (&str, &str) {
    let is_number = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        let is_roman = !word.is_empty() && word.chars().all(|character| "ivxlcdm-–".contains(character));
        word.contains(|character: char| character.is_ascii_digit()) || is_roman && word != "-" && word != "–"
    };
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let core = word.trim();
        if is_number(core) {
            end = at + word.trim_end().len();
        } else if !(matches!(core, "-" | "–" | "&" | "and") && end > 0) {
            break;
        }
        at += word.len();
    }
    let value = text[..end].trim_end_matches([',', '.']);
    (value, &text[value.len()..])
}

#[cfg(test)]
mod tests {
    use super::{Cite, citations};
    use crate::model::{CitationMode, CiteForm};

    /// A citation as "mode: prefix|id|label value|suffix; ...".
    fn shown(text: &str) -> Vec<String> {
        let cite = |Cite { id, cited }: &Cite| {
            let locator = cited.locator.as_ref().map(|(label, value)| format!("{label} {value}")).unwrap_or_default();
            let minus = if cited.form == CiteForm::WithoutAuthor { "-" } else { "" };
            format!("{}|{minus}{id}|{locator}|{}", cited.prefix.to_plain(), cited.suffix.to_plain())
        };
        citations(text)
            .iter()
            .map(|citation| {
                let mode = match citation.mode {
                    CitationMode::Whole => "",
                    CitationMode::Composite { .. } => "in text: ",
                    CitationMode::AuthorOnly => "author: ",
                    CitationMode::WithoutAuthor => "rest: ",
                };
                format!("{mode}{}", citation.cites.iter().map(cite).collect::<Vec<_>>().join("; "))
            })
            .collect()
    }

    /// The examples of Pandoc's manual, and others.
    #[test]
    fn citations_are_found_in_a_text() {
        for (text, expected) in [
            ("Blah [see @lu2022, pp. 3-5; -@wang2024].", "see |lu2022|page 3-5|; |-wang2024||"),
            ("[@doe99]", "|doe99||"),
            ("[@doe99; @smith2000; @smith2004]", "|doe99||; |smith2000||; |smith2004||"),
            ("[see @doe99, pp. 33-35 and *passim*]", "see |doe99|page 33-35| and *passim*"),
            ("[@smith{ii, A, D-Z}, with a suffix]", "|smith|page ii, A, D-Z|, with a suffix"),
            (
                "[@smith, {pp. iv, vi-xi, (xv)-(xvii)} with suffix here]",
                "|smith|page iv, vi-xi, (xv)-(xvii)| with suffix here",
            ),
            ("[@smith04, chap. 2, and more]", "|smith04|chapter 2|, and more"),
            ("[@smith04 p. 12, n. 5]", "|smith04|page 12|, n. 5"),
            ("[@a, 12]", "|a|page 12|"),
            ("[@a, and others]", "|a||, and others"),
            ("[@a, figs. 2 and 3]", "|a|figure 2 and 3|"),
            ("@doe99 says so", "in text: |doe99||"),
            ("@doe99 [p. 33] says so", "in text: |doe99|page 33|"),
            ("-@doe99 says so", "rest: |doe99||"),
            ("@{https://example.org/a b} says", "in text: |https://example.org/a b||"),
            ("\\[@a, p. 1\\]", "in text: |a||"),
            ("\\[[@a]\\]", "|a||"),
            ("[at \\@b, @a]", "at \\@b, |a||"),
            ("[@foo_bar.baz:2.]", "|foo_bar.baz:2||."),
        ] {
            assert_eq!(shown(text), [expected], "{text}");
        }
        for text in ["mail a@b.org", "[1]", "[a](b)", "@", "[@]", "no", "\\@a", "[\\@a]", "\\[a](@)", "[@a; b"] {
            let none = if text == "[@a; b" { vec!["in text: |a||".to_owned()] } else { Vec::new() };
            assert_eq!(shown(text), none, "{text}");
        }
        // Brackets that are never closed, or deep in each other, take no time.
        for text in ["[".repeat(1_000_000), "@{".repeat(500_000), ["[".repeat(500_000), "]".repeat(500_000)].concat()] {
            assert_eq!(shown(&text), [""; 0]);
        }
        assert_eq!(shown("[@a] and @b [and @c]"), ["|a||", "in text: |b||", "and |c||"]);
    }
}
