//! The format al-folio.

use super::bib_file::{SiteBibWriter, add_fields, safe_in_attributes};
use super::publications::{extra_links, is_pdf, plain};
use crate::bib;
use crate::model::{Record, TextVariable};
use crate::seam::{Format, FurtherFields, Purpose};
use crate::text::link_target;

/// al-folio: BibTeX with the fields that this theme for academic sites shows as buttons, badges and pictures.
///
/// The BibTeX writer makes the entries. A keyword `selected` becomes the field `selected`, the short name of the
/// journal or conference becomes `abbr`, an arXiv number `arxiv`, an address `pdf` or `html`, and every entry shows its
/// BibTeX. Values that a source gave under a name known to al-folio (`code`, `slides`, `preview`...) are written under
/// that name. Jekyll runs Liquid on files with front matter, so the file has none.
/// <https://github.com/alshedivat/al-folio/blob/main/CUSTOMIZE.md>
pub static FORMAT: Format = Format {
    id: "al-folio",
    name: "al-folio",
    summary: "BibTeX with the fields of the al-folio theme",
    extensions: &["bib"],
    writer: Some(&SiteBibWriter(with_fields)),
    fields: bib::FORMAT.fields,
    further_fields: FurtherFields { format: Some(bib::FORMAT.id), of_any_format: &LINKS, ..bib::FORMAT.further_fields },
    key_use: bib::FORMAT.key_use,
    option_groups: bib::FORMAT.option_groups,
    purpose: Purpose::List,
    ..Format::DEFAULT
};

/// Fields that the theme shows and that only a source can provide.
const LINKS: [&str; 16] = [
    "abbr",
    "additional_info",
    "altmetric",
    "annotation",
    "award",
    "award_name",
    "blog",
    "code",
    "dimensions",
    "google_scholar_id",
    "pdf",
    "poster",
    "preview",
    "slides",
    "video",
    "website",
];

/// Returns the record with al-folio's fields among its extra BibTeX fields.
fn with_fields(record: &Record) -> Record {
    let mut with = record.clone();
    let mut fields: Vec<(&str, String)> = Vec::new();
    let mut put = |name: &'static str, value: String| {
        if !fields.iter().any(|(known, _)| *known == name) {
            fields.push((name, value));
        }
    };
    for (name, value) in extra_links(record, &LINKS) {
        put(name, value.to_owned());
    }
    if let Some(abbr) = abbreviation(record) {
        put("abbr", abbr);
    }
    put("bibtex_show", "true".to_owned());
    let is_selected = |tag: &String| tag.eq_ignore_ascii_case("selected");
    if record.is_selected() {
        with.tags.retain(|tag| !is_selected(tag));
        put("selected", "true".to_owned());
    }
    if let Some(id) = record.arxiv() {
        put("arxiv", id.to_string());
    }
    if let Some(address) = record.url().and_then(link_target) {
        put(if is_pdf(&address) { "pdf" } else { "html" }, address);
    }
    safe_in_attributes(&mut with);
    add_fields(&mut with, fields);
    with
}

/// Returns the short name of a venue, or the acronym in parentheses after its name.
fn abbreviation(record: &Record) -> Option<String> {
    if let Some(short) = record.text(TextVariable::ContainerTitleShort) {
        return Some(plain(short));
    }
    [TextVariable::EventTitle, TextVariable::ContainerTitle].into_iter().find_map(|variable| {
        let title = plain(record.text(variable)?);
        let (_, acronym) = title.strip_suffix(')')?.rsplit_once('(')?;
        let is_acronym = acronym.chars().filter(|character| character.is_uppercase()).count() > 1
            && acronym.chars().all(|character| character.is_alphanumeric() || " '’-".contains(character));
        is_acronym.then(|| acronym.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::FORMAT;

    use crate::model::{IdentifierVariable, Kind, Record, TextVariable};
    use crate::seam::testing;

    fn write(record: &Record) -> String {
        testing::write(&FORMAT, std::slice::from_ref(record))
    }

    #[test]
    fn an_entry_has_the_fields_of_the_theme() {
        let mut record = Record { id: "lu2022".into(), ..Record::new(Kind::PaperConference) };
        record.set_text(TextVariable::Title, "On tides");
        record.set_text(TextVariable::ContainerTitle, "Conference on Tides (CoT'22)");
        record.set_text(TextVariable::EprintType, "arXiv");
        record.set_identifier(IdentifierVariable::Eprint, "2210.12430");
        record.set_identifier(IdentifierVariable::Url, "https://example.org/x.PDF?y");
        record.set_tags(vec!["Selected".into(), "tides".into()]);
        record.keep_extra("json", "code", "https://example.org/code");
        record.keep_extra("profile", "slides", true);
        let text = write(&record);
        assert!(text.starts_with("@inproceedings{lu2022,\n"), "{text}");
        for field in [
            "abbr = {CoT'22}",
            "arxiv = {2210.12430}",
            "bibtex_show = {true}",
            "code = {https://example.org/code}",
            "keywords = {tides}",
            "pdf = {https://example.org/x.PDF?y}",
            "selected = {true}",
        ] {
            assert!(text.contains(&format!("  {field},\n")), "{field}: {text}");
        }
        assert!(!text.contains("slides") && !text.contains("html ="), "{text}");
    }

    #[test]
    fn identifiers_stay_in_the_attributes_of_the_theme() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.set_identifier(IdentifierVariable::Doi, "10.5555/x\"><img/onerror=alert(1)>");
        record.set_identifier(IdentifierVariable::Url, "https://example.org/\"><img onerror=alert(1)>");
        let text = write(&record);
        assert!(!text.contains(['"', '<', '>']), "{text}");
        assert!(text.contains("doi = {10.5555/x"), "{text}");
    }

    #[test]
    fn what_the_entry_has_already_stays() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.keep_extra("bibtex", "abbr", "Mine");
        record.set_text(TextVariable::ContainerTitleShort, "J. Tides");
        record.keep_extra("json", "code", "x}, evil = {\\input{/etc/passwd}");
        let text = write(&record);
        assert!(text.contains("abbr = {Mine}") && text.matches("abbr").count() == 1, "{text}");
        assert!(!text.contains("\n  evil"), "{text}");
    }
}
