//! The format jekyll-scholar.

use super::bib_file::{SiteBibWriter, add_fields, safe_in_attributes};
use super::publications::{extra_links, is_pdf};
use crate::bib;
use crate::model::Record;
use crate::seam::{Format, FurtherFields, Purpose};
use crate::text::link_target;

/// jekyll-scholar: BibTeX for the bibliographies of Jekyll sites, without the fields of a theme.
///
/// The BibTeX writer makes the entries. Links that a source or `publist.toml` gives under a usual name (`code`, `slides`,
/// `video`...) are fields, which a site's template shows as `{{entry.slides}}`, and the address of a PDF is `pdf`. Works are
/// chosen by keyword: `{% bibliography --query @*[keywords ~= selected] %}`. Jekyll runs Liquid on files with front matter,
/// so the file has none. <https://github.com/inukshuk/jekyll-scholar>
pub static FORMAT: Format = Format {
    id: "jekyll-scholar",
    name: "jekyll-scholar",
    summary: "BibTeX for sites with the jekyll-scholar plugin",
    extensions: &["bib"],
    writer: Some(&SiteBibWriter(with_links)),
    fields: bib::FORMAT.fields,
    further_fields: FurtherFields { format: Some(bib::FORMAT.id), of_any_format: &LINKS, ..bib::FORMAT.further_fields },
    key_use: bib::FORMAT.key_use,
    option_groups: bib::FORMAT.option_groups,
    purpose: Purpose::List,
    ..Format::DEFAULT
};

/// Fields with links, a picture or an award, which only a source can provide.
const LINKS: [&str; 9] = ["award", "blog", "code", "pdf", "poster", "preview", "slides", "video", "website"];

/// Returns the record with its links among its extra BibTeX fields.
fn with_links(record: &Record) -> Record {
    let mut with = record.clone();
    let links = extra_links(record, &LINKS).map(|(name, value)| (name, value.to_owned()));
    let pdf = record.url().and_then(link_target).filter(|address| is_pdf(address)).map(|address| ("pdf", address));
    let fields: Vec<(&str, String)> = links.chain(pdf).collect();
    safe_in_attributes(&mut with);
    add_fields(&mut with, fields);
    with
}

#[cfg(test)]
mod tests {
    use super::FORMAT;

    use crate::model::{IdentifierVariable, Kind, Record, TextVariable};
    use crate::seam::testing;

    #[test]
    fn an_entry_has_links_and_no_fields_of_a_theme() {
        let mut record = Record { id: "lu2022".into(), ..Record::new(Kind::PaperConference) };
        record.set_text(TextVariable::Title, "On tides");
        record.set_text(TextVariable::ContainerTitle, "Conference on Tides (CoT'22)");
        record.set_identifier(IdentifierVariable::Url, "https://example.org/x.PDF?y");
        record.set_tags(vec!["selected".into(), "tides".into()]);
        record.keep_extra("json", "code", "https://example.org/code");
        record.keep_extra("bibtex", "url_Slides", "https://example.org/slides");
        let text = testing::write(&FORMAT, std::slice::from_ref(&record));
        assert!(text.starts_with("@inproceedings{lu2022,\n"), "{text}");
        for field in [
            "code = {https://example.org/code}",
            "keywords = {selected, tides}",
            "pdf = {https://example.org/x.PDF?y}",
            "slides = {https://example.org/slides}",
            "url = {https://example.org/x.PDF?y}",
        ] {
            assert!(text.contains(&format!("  {field},\n")), "{field}: {text}");
        }
        for field in ["abbr", "bibtex_show", "selected =", "html ="] {
            assert!(!text.contains(field), "{field}: {text}");
        }
    }

    #[test]
    fn identifiers_stay_in_attributes() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.set_identifier(IdentifierVariable::Doi, "10.5555/x\"><img/onerror=alert(1)>");
        record.set_identifier(IdentifierVariable::Url, "https://example.org/\"><img onerror=alert(1)>");
        let text = testing::write(&FORMAT, &[record]);
        assert!(!text.contains(['"', '<', '>']), "{text}");
    }
}
