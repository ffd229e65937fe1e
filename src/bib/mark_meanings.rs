//! What the marks in a list of authors mean, if al-folio's field `annotation` explains them:
//! "* Equal contribution<br>† Corresponding author".

use super::names::names_of_list;
use crate::latex;
use crate::model::{CONTRIBUTIONS_FORMAT, CORRESPONDING_AUTHOR, EQUAL_CONTRIBUTION, PRESENTING_AUTHOR, Record};

/// The field with the explanations.
pub(super) const FIELD: &str = "annotation";

/// The marks that are explained, with the commands that write them.
const MARKS: &[(char, &[&str])] = &[
    ('*', &["*", "∗", "\\ast"]),
    ('†', &["†", "\\dag", "\\textdagger"]),
    ('‡', &["‡", "\\ddag", "\\textdaggerdbl"]),
    ('§', &["§", "\\S"]),
    ('¶', &["¶", "\\P"]),
    ('#', &["#"]),
];

/// How the words for a contribution begin.
const CONTRIBUTIONS: [(&str, &str); 3] =
    [("equal", EQUAL_CONTRIBUTION), ("correspond", CORRESPONDING_AUTHOR), ("present", PRESENTING_AUTHOR)];

/// Keeps the contributions that the marks of authors mean. An explanation of the asterisk decides what it means.
pub(super) fn keep(authors: &str, annotation: &str, record: &mut Record) {
    for (mark, words) in explanations(annotation) {
        let Some((_, written)) = MARKS.iter().find(|(known, _)| *known == mark) else { continue };
        let lower = words.to_lowercase();
        let meant = CONTRIBUTIONS.iter().find(|(beginning, _)| lower.contains(beginning)).map(|(_, field)| *field);
        if mark == '*' && meant != Some(EQUAL_CONTRIBUTION) {
            forget(record, EQUAL_CONTRIBUTION);
        }
        let names = names_of_list(authors).into_iter().filter(|name| !name.trim().is_empty());
        let has_mark = |name: &str| written.iter().any(|written| has(name, written));
        let places: Vec<usize> = names.zip(1..).filter(|(name, _)| has_mark(name)).map(|(_, place)| place).collect();
        let Some(field) = meant.filter(|_| !places.is_empty()) else { continue };
        forget(record, field);
        record.keep_extra(CONTRIBUTIONS_FORMAT, field, places);
    }
}

/// Removes a field of contributions.
fn forget(record: &mut Record, field: &str) {
    if let Some(fields) = record.extra.get_mut(CONTRIBUTIONS_FORMAT) {
        fields.retain(|(name, _)| name != field);
        if fields.is_empty() {
            record.extra.remove(CONTRIBUTIONS_FORMAT);
        }
    }
}

/// Whether a name has a mark: a command ends where its letters end (`\dag`, not `\dagger`, which is another one).
fn has(name: &str, written: &str) -> bool {
    name.match_indices(written).any(|(start, _)| {
        let rest = &name[start + written.len()..];
        let rest = rest.strip_prefix("ger").filter(|_| written.ends_with("dag")).unwrap_or(rest);
        !written.starts_with('\\') || !rest.starts_with(|next: char| next.is_ascii_alphabetic())
    })
}

/// The marks that an annotation explains, each with its words. An annotation that begins with other words, such as a remark
/// on the work, explains none.
fn explanations(annotation: &str) -> Vec<(char, String)> {
    let is_mark = |character: &char| MARKS.iter().any(|(mark, _)| mark == character);
    let mut found: Vec<(char, String)> = Vec::new();
    let text = without_tags(&latex::decode(annotation).text.to_plain());
    for character in text.trim_start().chars() {
        match found.last_mut() {
            _ if is_mark(&character) => found.push((character, String::new())),
            Some((_, words)) => words.push(character),
            None => return found,
        }
    }
    found
}

/// A text without HTML's tags.
fn without_tags(text: &str) -> String {
    let mut pieces = text.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once('>').map_or(piece, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::keep;
    use crate::model::{CONTRIBUTIONS_FORMAT, Record};

    fn fields(authors: &str, annotation: &str) -> serde_json::Value {
        let mut record = Record::default();
        record.keep_extra(CONTRIBUTIONS_FORMAT, "equal", vec![1, 2]);
        keep(authors, annotation, &mut record);
        json!(
            ["equal", "corresponding", "presenting"]
                .map(|field| record.extra_field(CONTRIBUTIONS_FORMAT, field).cloned())
        )
    }

    #[test]
    fn an_annotation_says_what_marks_mean() {
        let authors = "Einstein*†, Albert and Podolsky*, Boris and Rosen\\textsuperscript{\\ddag}, Nathan";
        let shown = fields(authors, "* Equal contribution<br>† Corresponding author<br> ‡ Presenter");
        assert_eq!(shown, json!([[1, 2], [1], [3]]));
        assert_eq!(fields(authors, "† Corresponding"), json!([[1, 2], [1], null]));
        assert_eq!(fields(authors, "* Example use of superscripts"), json!([null, null, null]));
        for annotation in ["\\dag{} corresponding author", "<sup>†</sup> corresponding author"] {
            assert_eq!(fields("Doe$^\\dagger$, J.", annotation), json!([[1, 2], [1], null]), "{annotation}");
        }
        // A remark on the work explains nothing.
        assert_eq!(fields(authors, "A book on equal rights* and presents†"), json!([[1, 2], null, null]));
    }
}
