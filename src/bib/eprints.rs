//! Eprints, in the forms that people and sites give them.
//!
//! arXiv's advice (<https://info.arxiv.org/help/hypertex/bibstyles>) and biblatex's manual (section 3.14.7, "electronic
//! publishing information") have the bare number in `eprint` and the archive in `archivePrefix` or `eprinttype`. Files also
//! have "arXiv:1706.03762", the address at arxiv.org, a link, or the archive in a field of another name.

use crate::model::{ARXIV, IdentifierVariable, Kind, NumberVariable, Record, Text, TextVariable};
use crate::text::ArxivId;

/// Brings the eprint of a record that was read to its usual form.
pub(super) fn settle(record: &mut Record) {
    let Some(eprint) = record.identifier(IdentifierVariable::Eprint) else { return };
    let is_of = |variable: TextVariable| {
        let archive = record.text(variable).map(Text::to_plain);
        archive.map(|archive| archive.trim().eq_ignore_ascii_case(ARXIV))
    };
    let is_labelled = is_labelled(eprint);
    let id = ArxivId::parse(eprint).filter(|_| is_of(TextVariable::EprintType).unwrap_or(true));
    let archive = is_of(TextVariable::Archive) == Some(true) && is_of(TextVariable::EprintType).is_none();
    if archive
        && id.is_some()
        && let Some(archive) = record.texts.remove(&TextVariable::Archive)
    {
        record.texts.insert(TextVariable::EprintType, archive);
    }
    let Some(id) = id.filter(|_| is_labelled) else { return };
    record.set_identifier(IdentifierVariable::Eprint, id.to_string());
    if !record.texts.contains_key(&TextVariable::EprintType) {
        record.set_text(TextVariable::EprintType, ARXIV);
    }
    if let Some(class) = id.class
        && !record.texts.contains_key(&TextVariable::EprintClass)
    {
        record.set_text(TextVariable::EprintClass, class.as_str());
    }
}

/// Whether a value of `eprint` is more than a number: a link, an address, or a number with a label.
pub(super) fn is_wrapped(value: &str) -> bool {
    value.contains(['\\', '{']) || is_labelled(value.trim())
}

fn is_labelled(eprint: &str) -> bool {
    eprint.contains("://") || eprint.to_ascii_lowercase().starts_with("arxiv")
}

/// Returns the eprint that a preprint has as its number, as Zotero exports it: "arXiv:2101.00001". A record with an
/// eprint of its own has none.
pub(super) fn in_number(record: &Record) -> Option<ArxivId> {
    let is_free = record.kind == Kind::Article
        && record.identifier(IdentifierVariable::Eprint).is_none()
        && !record.texts.contains_key(&TextVariable::EprintType);
    let number = record.number(NumberVariable::Number).filter(|_| is_free)?;
    ArxivId::parse(number).filter(|id| id.class.is_none() && format!("{ARXIV}:{id}") == number)
}

#[cfg(test)]
mod tests {
    use super::super::format::BIBLATEX;
    use crate::formats::BIBTEX;
    use crate::model::{IdentifierVariable, Kind, NumberVariable, Record, Text, TextVariable};
    use crate::seam::testing;

    fn read(fields: &str) -> Record {
        testing::read(&BIBTEX, &format!("@misc{{a, title = {{T}}, {fields}}}")).0.remove(0)
    }

    #[test]
    fn the_number_is_bare_whatever_is_around_it() {
        for fields in [
            "eprint = {arXiv:1706.03762v2}",
            "eprint = {arXiv:1706.03762v2}, archivePrefix = {arXiv}",
            "eprint = {arxiv:1706.03762v2}, eprinttype = {arxiv}",
            "eprint = {https://arxiv.org/abs/1706.03762v2}",
            "eprint = {\\url{http://arxiv.org/pdf/1706.03762v2.pdf}}",
            "eprint = {\\href{http://arxiv.org/abs/1706.03762v2}{arXiv:1706.03762v2}}",
            "eprint = {\\href{http://arxiv.org/abs/1706.03762v2}{the paper}}",
            "eprint = {1706.03762v2}, archive = {arXiv}",
        ] {
            let record = read(fields);
            assert_eq!(record.identifiers[&IdentifierVariable::Eprint], "1706.03762v2", "{fields}");
            let archive = record.text(TextVariable::EprintType).map(Text::to_plain);
            assert!(archive.is_some_and(|archive| archive.eq_ignore_ascii_case("arXiv")), "{fields}");
            assert!(!record.texts.contains_key(&TextVariable::Archive), "{fields}");
        }
        let record = read("eprint = {arXiv:2210.12430 [cs.SD]}");
        assert_eq!(record.text(TextVariable::EprintClass).map(Text::to_plain).as_deref(), Some("cs.SD"));
    }

    #[test]
    fn other_archives_stay() {
        for (fields, eprint) in [
            ("eprint = {hal-01234567}, archivePrefix = {HAL}", "hal-01234567"),
            ("eprint = {https://example.org/a.pdf}", "https://example.org/a.pdf"),
            ("eprint = {\\href{https://hal.science/hal-01}{hal-01}}, eprinttype = {hal}", "hal-01"),
        ] {
            assert_eq!(read(fields).identifiers[&IdentifierVariable::Eprint], eprint, "{fields}");
        }
    }

    #[test]
    fn the_number_of_a_preprint_is_its_eprint() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Article) };
        record.set_text(TextVariable::Title, "T");
        record.set_number(NumberVariable::Number, "arXiv:2101.00001");
        let text = testing::write(&BIBLATEX, &[record]);
        assert!(text.contains("  eprint = {2101.00001},\n  eprinttype = {arXiv},\n"), "{text}");
        assert!(!text.contains("number"), "{text}");
    }
}
