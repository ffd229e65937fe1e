//! The fields that biblatex's data model has for each entry type: they decide which of several fields a value gets.
//!
//! biber ignores fields that are not in the model. Sources: biblatex manual, sections 2.1.1 and 2.3.6 (custom fields), and
//! the data model that biber checks against (`biber --tool --validate-datamodel`).
//!
//! Earlier versions of publist packed such fields into a custom field: `verbc = {section = {News}, license = {CC0}}`.
//! This is still read as if those fields were in the entry.

/// The custom fields that may contain other fields.
pub(super) const PACKED: [&str; 3] = ["verbc", "verbb", "verba"];

/// The fields that every entry type has; only those that publist writes.
const EVERYWHERE: &str = "abstract annotation date day doi entrysubtype eprint eprintclass eprinttype keywords langid \
                          library month origdate origlocation origpublisher origtitle shortjournal shorttitle url \
                          urldate year";

/// Entry types, and the fields that each has in addition to those of all types; only those that publist writes.
const MODEL: &[(&str, &str)] = &[
    (
        "article",
        "author editor translator title journaltitle series volume number issue eid pages issn version language note \
         pubstate \
         editora editoratype editorb editorbtype editorc editorctype",
    ),
    (
        "book",
        "author editor translator title maintitle series volume volumes number part chapter edition eid pages pagetotal \
         publisher location isbn language note pubstate \
         editora editoratype editorb editorbtype editorc editorctype",
    ),
    ("booklet", "author editor title chapter eid pages pagetotal type howpublished location language note pubstate"),
    (
        "dataset",
        "author editor title edition series number type version organization publisher location language note pubstate",
    ),
    (
        "bookinbook inbook suppbook",
        "author bookauthor editor translator title booktitle maintitle series volume volumes number part chapter edition \
         eid pages publisher location isbn language note pubstate \
         editora editoratype editorb editorbtype editorc editorctype",
    ),
    (
        "collection reference",
        "editor translator title maintitle series volume volumes number part chapter edition eid pages pagetotal publisher \
         location isbn language note pubstate \
         editora editoratype editorb editorbtype editorc editorctype",
    ),
    (
        "incollection inreference suppcollection",
        "author editor translator title booktitle maintitle series volume volumes number part chapter edition eid pages \
         publisher location isbn language note pubstate \
         editora editoratype editorb editorbtype editorc editorctype",
    ),
    (
        "inproceedings",
        "author editor title booktitle maintitle eventtitle eventdate venue series volume volumes number part chapter eid \
         pages organization publisher location isbn language note pubstate",
    ),
    ("misc software", "author editor title type version howpublished organization location language note pubstate"),
    (
        "manual",
        "author editor title edition series number chapter eid pages pagetotal type version organization publisher \
         location isbn language note pubstate",
    ),
    (
        "mvbook",
        "author editor translator title edition series number volume volumes pagetotal publisher location isbn language \
         note pubstate \
         editora editoratype editorb editorbtype editorc editorctype",
    ),
    (
        "mvcollection mvreference",
        "author editor translator title edition volume volumes number publisher location isbn language note pubstate \
         editora editoratype editorb editorbtype editorc editorctype",
    ),
    (
        "mvproceedings",
        "editor title eventtitle eventdate venue series number volumes pagetotal organization publisher location isbn \
         language note pubstate",
    ),
    ("online", "author editor title version organization language note pubstate"),
    ("patent", "author holder title number type version location note pubstate"),
    ("periodical", "editor title series volume number issue issn language note pubstate"),
    (
        "proceedings",
        "editor title maintitle eventtitle eventdate venue series volume volumes number part chapter eid pages pagetotal \
         organization publisher location isbn language note pubstate",
    ),
    (
        "report",
        "author title chapter number eid pages pagetotal type version institution location language note pubstate",
    ),
    ("set", "entryset"),
    ("thesis", "author title chapter eid pages pagetotal type institution location language note pubstate"),
    ("unpublished", "author title eventtitle eventdate venue type howpublished location language note pubstate"),
];

/// Whether biblatex's data model has a field for an entry type. Types that are not in the model may have any field.
pub(super) fn has_field(entry_type: &str, field: &str) -> bool {
    contains(EVERYWHERE, field) || fields_of(entry_type).is_none_or(|fields| contains(fields, field))
}

/// Whether biblatex's data model has fields for an entry type.
pub(super) fn has_type(entry_type: &str) -> bool {
    type_name(entry_type).is_some()
}

/// Returns the name of an entry type for which biblatex's data model has fields.
pub(super) fn type_name(entry_type: &str) -> Option<&'static str> {
    MODEL.iter().flat_map(|(types, _)| types.split_ascii_whitespace()).find(|name| *name == entry_type)
}

/// Returns the field for the publisher of a work: the usual one for such works, or another one that the entry type has.
pub(super) fn publisher_field(entry_type: &str, usual: &'static str) -> &'static str {
    let mut fields = [usual, "publisher", "institution", "organization"].into_iter();
    fields.find(|field| has_field(entry_type, field)).unwrap_or(usual)
}

fn fields_of(entry_type: &str) -> Option<&'static str> {
    MODEL.iter().find(|(types, _)| contains(types, entry_type)).map(|(_, fields)| *fields)
}

fn contains(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::super::format::BIBLATEX;
    use super::super::testing::write;
    use super::has_field;
    use crate::diag::Diagnostic;
    use crate::model::{Kind, Name, NameVariable, Names, NumberVariable, Record, TextVariable};
    use crate::seam::testing;

    fn read(text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
        testing::read(&BIBLATEX, text)
    }

    #[test]
    fn what_the_model_has_no_place_for_is_written_all_the_same() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::ArticleNewspaper) };
        record.set_text(TextVariable::Title, "T");
        record.set_number(NumberVariable::Section, "News");
        record.set_names(NameVariable::Guest, Names::complete(vec![Name::person("Lu", "Cheng")]));
        let text = write(&record);
        assert!(text.contains("  guest = {Lu, Cheng},\n") && text.contains("  section = {News},\n"), "{text}");
        let (mut records, reports) = read(&text);
        records[0].origin = None;
        assert_eq!((records, reports), (vec![record], vec![]));
    }

    #[test]
    fn custom_fields_that_hold_anything_else_are_kept() {
        for value in ["C:\\x", "section = {News}, shelf = {7}", "section = {a} {b}", ""] {
            let (records, _) = read(&format!("@misc{{a, title = {{T}}, verbc = {{{value}}}}}"));
            assert_eq!(records[0].numbers.len(), 0);
            assert_eq!(records[0].extra_field("biblatex", "verbc").unwrap(), value);
        }
    }

    #[test]
    fn fields_depend_on_the_entry_type() {
        for (entry_type, field, expected) in [
            ("article", "journaltitle", true),
            ("article", "publisher", false),
            ("online", "number", false),
            ("inreference", "booktitle", true),
            ("thesis", "doi", true),
            ("misc", "license", false),
            ("mvbook", "maintitle", false),
            ("lecture", "title", true),
        ] {
            assert_eq!(has_field(entry_type, field), expected, "{entry_type}: {field}");
        }
    }
}
