//! Titles in several parts, as in BibLaTeX: `title`, `subtitle` and `titleaddon`, and the same for `booktitle`,
//! `maintitle` and `journaltitle` (manual, section 2.3.5).
//!
//! Records hold a title as one text. For a work in several volumes, BibLaTeX has the title of the whole in `maintitle`
//! and that of the volume in `title`, or in `booktitle` for works inside it; CSL calls them `title`, or
//! `container-title`, and `volume-title`.

use crate::model::{Inline, Kind, Record, Text, TextVariable};

/// The field of a part, the field it continues, and the separator between them.
const PARTS: &[(&str, &str, &str)] = &[
    ("subtitle", "title", ": "),
    ("titleaddon", "title", ". "),
    ("booksubtitle", "booktitle", ": "),
    ("booktitleaddon", "booktitle", ". "),
    ("mainsubtitle", "maintitle", ": "),
    ("maintitleaddon", "maintitle", ". "),
    ("journalsubtitle", "journaltitle", ": "),
    ("journaltitleaddon", "journaltitle", ". "),
];

/// Returns the field with the beginning of the title that a field continues, and the separator between them.
pub(super) fn part(field: &str) -> Option<(&'static str, &'static str)> {
    PARTS.iter().find(|(part, _, _)| part.eq_ignore_ascii_case(field)).map(|(_, main, between)| (*main, *between))
}

/// Returns the name of a title that other fields may continue.
pub(super) fn whole(field: &str) -> Option<&'static str> {
    PARTS.iter().find(|(_, main, _)| main.eq_ignore_ascii_case(field)).map(|(_, main, _)| *main)
}

/// Joins a title and a further part of it. After a mark that ends a sentence, only a space is inserted.
pub(super) fn joined(title: &Text, between: &str, part: Text) -> Text {
    let ends_sentence = title.to_plain().trim_end().ends_with(['?', '!', '.', ':']);
    let between = if ends_sentence { " " } else { between };
    let mut inlines = title.inlines().to_vec();
    inlines.push(Inline::Str(between.to_owned()));
    inlines.extend(part.into_inlines());
    Text::from(inlines)
}

/// Returns the variable that a field holds in an entry with a `maintitle`, if it is another one than usual.
pub(super) fn in_volumes(kind: Kind, field: &str) -> Option<TextVariable> {
    let (title_of_volume, _) = fields_of_volumes(kind)?;
    field.eq_ignore_ascii_case(title_of_volume).then_some(TextVariable::VolumeTitle)
}

/// Returns the field for a variable of a work in several volumes, if it differs from that of other works.
pub(super) fn field_in_volumes(record: &Record, variable: TextVariable) -> Option<&'static str> {
    let (title_of_volume, whole) = fields_of_volumes(record.kind)?;
    record.text(TextVariable::VolumeTitle)?;
    record.text(whole)?;
    match variable {
        TextVariable::VolumeTitle => Some(title_of_volume),
        variable if variable == whole => Some("maintitle"),
        _ => None,
    }
}

/// Works that are published in volumes.
pub(super) const BOOKS: &[Kind] = &[Kind::Book, Kind::Collection];

/// Works that appear in a volume.
pub(super) const IN_BOOKS: &[Kind] =
    &[Kind::Chapter, Kind::PaperConference, Kind::Entry, Kind::EntryEncyclopedia, Kind::EntryDictionary];

/// Returns the field for the title of the volume, and the variable for the title of the whole.
fn fields_of_volumes(kind: Kind) -> Option<(&'static str, TextVariable)> {
    if BOOKS.contains(&kind) {
        Some(("title", TextVariable::Title))
    } else if IN_BOOKS.contains(&kind) {
        Some(("booktitle", TextVariable::ContainerTitle))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    use super::super::format::BIBLATEX;
    use super::super::testing::write;
    use crate::model::{Record, Text, TextVariable};
    use crate::seam::testing;

    fn read(text: &str) -> Record {
        testing::read(&BIBLATEX, text).0.remove(0)
    }

    #[track_caller]
    fn has(record: &Record, variable: TextVariable, expected: &str) {
        assert_eq!(record.text(variable).map(Text::to_plain).as_deref(), Some(expected));
    }

    #[test]
    fn parts_become_one_title() {
        let record = read("@book{a, subtitle = {A Subtitle}, title = {The {Title}}, titleaddon = {Added}}");
        has(&record, TextVariable::Title, "The Title: A Subtitle. Added");
        let record = read("@article{a, title = {T}, journaltitle = {J}, journalsubtitle = {S}}");
        has(&record, TextVariable::ContainerTitle, "J: S");
        assert_eq!(joined(&Text::plain("Why?"), ": ", Text::plain("Because")), Text::plain("Why? Because"));
    }

    #[test]
    fn a_part_without_a_title_is_kept() {
        let record = read("@article{a, subtitle = {S}}");
        assert_eq!(record.extra_field("biblatex", "subtitle").unwrap(), "S");
    }

    #[test]
    fn works_in_volumes_have_two_titles() {
        for (entry, whole) in [
            ("@book{a, title = {Volume}, volume = {2}, maintitle = {Whole}}", TextVariable::Title),
            ("@inbook{a, title = {T}, booktitle = {Volume}, maintitle = {Whole}}", TextVariable::ContainerTitle),
        ] {
            let record = read(entry);
            has(&record, whole, "Whole");
            has(&record, TextVariable::VolumeTitle, "Volume");
            let text = write(&record);
            assert!(text.contains("maintitle = {Whole}") && text.contains("title = {Volume}"), "{text}");
            assert_eq!(read(&text).texts, record.texts);
        }
    }
}
