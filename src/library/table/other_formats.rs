//! Tables with the fields of another format: Zotero's items, and Web of Science's tags.

use serde_json::{Value, json};

use super::columns::folded;
use crate::diag::{Place, Sink};
use crate::library::tagged::wos;
use crate::library::zotero::{Item, read_item};
use crate::model::Record;
use crate::syntax::json::members::Members;
use crate::syntax::table::Cells;
use crate::syntax::tagged::records::{Field, Tagged};

/// The format of the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// The columns are the fields of Zotero's items, in words.
    Zotero,
    /// The columns are Web of Science's tags.
    WebOfScience,
}

/// The tags of Web of Science with several values, which are on lines of their own in its tagged files.
const LISTS: &[&str] = &["AU", "AF", "BA", "BF", "BE", "CA", "GP"];

/// The columns of Zotero's tables with names, and the type of creator.
const CREATORS: &[(&str, &str)] = &[
    ("author", "author"),
    ("editor", "editor"),
    ("serieseditor", "seriesEditor"),
    ("translator", "translator"),
    ("contributor", "contributor"),
    ("attorneyagent", "attorneyAgent"),
    ("bookauthor", "bookAuthor"),
    ("castmember", "castMember"),
    ("commenter", "commenter"),
    ("composer", "composer"),
    ("cosponsor", "cosponsor"),
    ("counsel", "counsel"),
    ("interviewer", "interviewer"),
    ("producer", "producer"),
    ("recipient", "recipient"),
    ("reviewedauthor", "reviewedAuthor"),
    ("scriptwriter", "scriptwriter"),
    ("wordsby", "wordsBy"),
    ("guest", "guest"),
];

impl Layout {
    /// Recognises a header.
    pub(super) fn of(cells: &Cells) -> Option<Self> {
        let has = |name: &str| cells.iter().any(|cell| cell == name);
        if ["Key", "Item Type", "Abstract Note", "Manual Tags"].into_iter().all(has) {
            Some(Self::Zotero)
        } else if cells.get(0) == "PT" && ["AU", "TI", "SO"].into_iter().all(has) {
            Some(Self::WebOfScience)
        } else {
            None
        }
    }

    /// Makes the record of a row; returns `None` if it is not a work.
    pub(super) fn record(self, names: &[String], cells: &Cells, file: &str, diag: &mut dyn Sink) -> Option<Record> {
        let filled = names.iter().enumerate().map(|(index, name)| (name.as_str(), cells.get(index)));
        let filled = filled.filter(|(_, cell)| !cell.is_empty());
        match self {
            Self::WebOfScience => {
                let field = |(tag, value): (&str, &str)| {
                    let value = if LISTS.contains(&tag) { value.replace("; ", "\n") } else { value.to_owned() };
                    Field { tag: tag.to_owned(), value, line: cells.line }
                };
                Some(wos::record(&Tagged::new(filled.map(field).collect(), file.to_owned()), diag))
            }
            Self::Zotero => {
                let place = Place { file: file.to_owned(), line: cells.line, column: 1, length: 1, snippet: None };
                match read_item(item(filled), &|_| place.clone(), diag)? {
                    Item::Work(record) => Some(*record),
                    Item::NotWork | Item::Untyped => None,
                }
            }
        }
    }
}

/// Makes an item of Zotero's JSON. A date is preferred to the year in a column of its own.
fn item<'c>(cells: impl Iterator<Item = (&'c str, &'c str)>) -> Members {
    let mut members = Members::default();
    let (mut creators, mut tags): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    let mut year = None;
    for (column, cell) in cells {
        let name = folded(column);
        if let Some((_, role)) = CREATORS.iter().find(|(known, _)| *known == name) {
            for person in cell.split(';').map(str::trim).filter(|person| !person.is_empty()) {
                creators.push(match person.split_once(',') {
                    Some((family, given)) => {
                        json!({ "creatorType": role, "lastName": family.trim(), "firstName": given.trim() })
                    }
                    None => json!({ "creatorType": role, "name": person }),
                });
            }
            continue;
        }
        match name.as_str() {
            "publicationyear" => year = Some(cell),
            "manualtags" | "automatictags" => {
                tags.extend(cell.split(';').map(str::trim).filter(|tag| !tag.is_empty()).map(Value::from));
            }
            "version" => members.push("versionNumber", cell),
            "dateadded" | "datemodified" | "fileattachments" | "linkattachments" => {}
            _ => members.push(field_name(column), cell),
        }
    }
    if !members.contains("date")
        && let Some(year) = year
    {
        members.push("date", year);
    }
    members.push("creators", creators);
    members.push("tags", tags);
    members
}

/// Returns the name of a field that a column has in words: `publicationTitle` for “Publication Title”.
fn field_name(column: &str) -> String {
    if column.chars().all(|character| character.is_uppercase() || !character.is_alphabetic()) {
        return column.to_owned();
    }
    let mut name = String::new();
    for (index, word) in column.split_whitespace().enumerate() {
        let mut letters = word.chars();
        let Some(first) = letters.next() else { continue };
        match index {
            0 => name.extend(first.to_lowercase()),
            _ => name.extend(first.to_uppercase()),
        }
        name.extend(letters.flat_map(char::to_lowercase));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::field_name;

    #[test]
    fn fields_have_the_names_of_zoteros_json() {
        for (column, field) in
            [("Publication Title", "publicationTitle"), ("Url", "url"), ("DOI", "DOI"), ("Num Pages", "numPages")]
        {
            assert_eq!(field_name(column), field);
        }
    }
}
