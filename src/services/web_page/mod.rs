//! HTML pages with data about works; read only.

mod coins;
mod fields;
mod meta;
mod page;
mod read;
#[cfg(test)]
mod tests;
mod values;

use crate::seam::{Evidence, Format, Recognition, Sign};

/// HTML pages with data about works: the page of an article, of a repository, or a list of publications. Read only.
///
/// Four sorts of data are read, and the works of a page are those of the first sort that it has:
///
/// 1. the tags of an article (`citation_title` and the others that Google Scholar asks for, also those of EPrints): the page
///    is about one work. What they do not say is taken from tags of PRISM and Dublin Core, and from the JSON-LD of the same
///    work;
/// 2. COinS: OpenURLs in spans of the class `Z3988`, as in Wikipedia and in lists of publications;
/// 3. BibTeX in `pre`, `textarea` and `code`;
/// 4. JSON-LD with schema.org's types of works ([`SCHEMA_ORG`](crate::formats::SCHEMA_ORG)), or else tags of Dublin Core that
///    name more than a title.
///
/// Other works that a page mentions are counted in a report. Tags for social networks (`og:`), references
/// (`citation_reference`) and everything that readers of the page see are not read, and no script is run. A page without data
/// is refused: it was often saved in place of the data. <https://scholar.google.com/intl/en/scholar/inclusion.html>,
/// <https://www.niso.org/standards-committees/openurl>
pub static FORMAT: Format = Format {
    id: "web-page",
    name: "web page",
    summary: "HTML pages with `citation_*` tags, JSON-LD, COinS or BibTeX",
    extensions: &["html", "htm", "xhtml"],
    recognition: Recognition::Evidence(&[Evidence::decisive(Sign::Beginning {
        what: "an element or declaration of HTML at the beginning",
        is_in: |text| is_web_page(text.as_bytes()),
    })]),
    reader: Some(&read::WebPageReader),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

/// Whether a file that starts with these bytes is an HTML page.
pub(crate) fn is_web_page(beginning: &[u8]) -> bool {
    let mut rest = beginning.trim_ascii_start();
    while let Some((inside, end)) = [("<!--", "-->"), ("<?", ">")]
        .into_iter()
        .find_map(|(start, end)| Some((rest.strip_prefix(start.as_bytes())?, end)))
    {
        let Some(at) = memchr::memmem::find(inside, end.as_bytes()) else { return false };
        rest = inside[at + end.len()..].trim_ascii_start();
    }
    let start: Vec<u8> = rest.iter().take(20).map(u8::to_ascii_lowercase).collect();
    ["<!doctype html", "<html", "<head>", "<body"].iter().any(|tag| start.starts_with(tag.as_bytes()))
}
