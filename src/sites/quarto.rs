//! The format Quarto.

use std::io::{self, Write};

use super::publications::{address, extra_links, is_pdf, iso_date, issued, markdown, plain, shown_people, venue};
use crate::diag::Sink;
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, Record, TextVariable, Variable, WithinYear};
use crate::seam::{
    Fidelity, FieldMap, Format, FurtherFields, ListPlace, Purpose, RecordWriter, Row, WriteOptions, Writer,
};
use crate::syntax::yaml;
use crate::syntax::yaml::{Pair, Yaml, pair};
use crate::text::link_target;

/// Quarto: the items of a listing, a YAML file that `listing: contents: publications.yml` in a page of a Quarto site names.
///
/// Every item has the fields that Quarto's listings show: `title`, `author`, `date`, `subtitle` (where the work appeared),
/// `description` (its abstract), `categories` (its keywords), `image` (its field `preview`) and `path`, to which it leads.
/// Templates can use the others: `type`, `section`, `featured`, `doi`, `arxiv`, and links such as `pdf` and `code`. Text is
/// Markdown, which listings show as such; the owner's name is bold.
/// <https://quarto.org/docs/websites/website-listings-custom.html#metadata-file-listings>
pub static FORMAT: Format = Format {
    id: "quarto",
    name: "Quarto",
    summary: "the items of a listing for Quarto sites",
    extensions: &["yml"],
    writer: Some(&QuartoWriter),
    fields: &FieldMap {
        rows: &[
            Row::new("type", Variable::Kind, SHOWN),
            Row::new("title", Variable::Text(TextVariable::Title), SHOWN),
            Row::new("author", Variable::Names(NameVariable::Author), SHOWN),
            Row::new("date", Variable::Date(DateVariable::Issued), SHOWN),
            Row::new("subtitle", Variable::Text(TextVariable::ContainerTitle), SHOWN),
            Row::new("description", Variable::Text(TextVariable::Abstract), SHOWN),
            Row::new("categories", Variable::Tags, SHOWN),
            Row::new("path", Variable::Identifier(IdentifierVariable::Url), SHOWN),
            Row::new("doi", Variable::Identifier(IdentifierVariable::Doi), SHOWN),
            Row::new("arxiv", Variable::Identifier(IdentifierVariable::Eprint), SHOWN),
        ],
        rest: Fidelity::Lost,
    },
    further_fields: FurtherFields { of_any_format: &EXTRA, ..Format::DEFAULT.further_fields },
    purpose: Purpose::List,
    ..Format::DEFAULT
};

/// How values are written.
const SHOWN: Fidelity = Fidelity::Normalised("as Markdown for display");

/// The extra fields that are written: links for templates, and the picture.
const EXTRA: [&str; 8] = ["blog", "code", "pdf", "poster", "slides", "video", "website", PREVIEW];

/// al-folio's name of the picture of a work.
const PREVIEW: &str = "preview";

struct QuartoWriter;

impl Writer for QuartoWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(QuartoFile { out, is_empty: true }))
    }
}

struct QuartoFile<'a> {
    out: &'a mut dyn Write,
    is_empty: bool,
}

impl RecordWriter for QuartoFile<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        self.listed(record, ListPlace::default(), diag)
    }

    fn listed(&mut self, record: &Record, place: ListPlace<'_>, _: &mut dyn Sink) -> io::Result<()> {
        self.is_empty = false;
        let mut text = String::new();
        yaml::write(&Yaml::List(vec![item(record, place)]), 0, &mut text);
        self.out.write_all(text.as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        if self.is_empty { self.out.write_all(b"[]\n") } else { Ok(()) }
    }
}

/// The item of a work.
fn item(record: &Record, place: ListPlace<'_>) -> Yaml {
    let text = |variable: TextVariable| record.text(variable).map(markdown);
    let field = |name: &str, value: String| pair(name, Yaml::text(value));
    let authors = shown_people(record, place.owners).into_iter().map(Yaml::text).collect();
    let mut pairs =
        vec![field("title", text(TextVariable::Title).unwrap_or_default()), pair("author", Yaml::List(authors))];
    // Quarto takes a number for milliseconds, so that a year is text, too.
    pairs.extend(issued(record).map(|mut point| {
        if matches!(point.within, WithinYear::Season(_)) {
            point.within = WithinYear::Whole;
        }
        field("date", iso_date(point))
    }));
    pairs.extend(venue(record).map(|venue| field("subtitle", markdown(venue))));
    pairs.extend(text(TextVariable::Abstract).map(|text| field("description", text)));
    let categories: Vec<Yaml> =
        record.tags.iter().map(|tag| category(tag)).filter(|tag| !tag.is_empty()).map(Yaml::text).collect();
    if !categories.is_empty() {
        pairs.push(pair("categories", Yaml::List(categories)));
    }
    pairs.extend(address(record).map(|address| field("path", address)));
    let kind = if record.preprint_evidence().is_some() { Kind::Article } else { record.kind };
    pairs.push(field("type", kind.name().to_owned()));
    pairs.extend(place.section.map(|section| field("section", markdown(&section.into()))));
    if record.is_selected() {
        pairs.push(pair("featured", Yaml::Scalar(true.into())));
    }
    pairs.extend(record.doi().map(|doi| field("doi", plain(&doi.into()))));
    pairs.extend(record.arxiv().map(|id| field("arxiv", id.to_string())));
    pairs.extend(links(record));
    Yaml::Map(pairs)
}

/// The links of a work and its picture, whose address may be one of the site.
fn links(record: &Record) -> Vec<Pair> {
    let target = |value: &str| link_target(value).or_else(|| site_path(value));
    let mut links: Vec<(&str, String)> =
        extra_links(record, &EXTRA).filter_map(|(name, value)| Some((name, target(value)?))).collect();
    if let Some(url) = record.url().and_then(link_target).filter(|url| is_pdf(url))
        && !links.iter().any(|(name, _)| *name == "pdf")
    {
        links.push(("pdf", url));
    }
    let named = |(name, target): (&str, String)| pair(if name == PREVIEW { "image" } else { name }, Yaml::text(target));
    links.into_iter().map(named).collect()
}

/// Returns a path on the site itself, if it has nothing that could end an attribute.
fn site_path(value: &str) -> Option<String> {
    let value = value.trim();
    let is_path = !value.contains(':')
        && value.chars().all(|character| character.is_alphanumeric() || "/._-~%+".contains(character));
    (is_path && !value.starts_with("//") && value.contains('.')).then(|| value.to_owned())
}

/// Returns a keyword without the characters with which it could leave the script that Quarto's templates put it into.
fn category(tag: &str) -> String {
    let tag = plain(&tag.into()).replace(['\'', '`'], "’").replace('"', "”");
    tag.replace(['\\', '<', '>', '&', '{', '}'], "")
}

#[cfg(test)]
mod tests {
    use super::FORMAT;

    use crate::model::{Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, Record, TextVariable};
    use crate::seam::testing;

    #[test]
    fn an_item_has_the_fields_of_listings() {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, "On *tides*");
        record.set_text(TextVariable::ContainerTitle, "Journal of Tides");
        record.set_names(NameVariable::Author, Names { list: vec![Name::person("Lu", "Cheng")], truncated: true });
        record.set_date(DateVariable::Issued, Date::parse("2020"));
        record.set_identifier(IdentifierVariable::Doi, "10.5555/x");
        record.set_tags(vec!["tides".into(), "selected".into()]);
        record.keep_extra("bibtex", "preview", "img/tides.png");
        record.keep_extra("bibtex", "code", "https://example.org/code");
        record.keep_extra("bibtex", "pdf", "javascript:alert(1)");
        let expected = concat!(
            "- title: \"On \\\\*tides\\\\*\"\n  author:\n    - Cheng Lu\n    - et al.\n  date: \"2020\"\n",
            "  subtitle: Journal of Tides\n  categories:\n    - tides\n    - selected\n  path: https://doi.org/10.5555/x\n",
            "  type: article-journal\n  featured: true\n  doi: \"10.5555/x\"\n  code: https://example.org/code\n",
            "  image: img/tides.png\n",
        );
        assert_eq!(testing::write(&FORMAT, std::slice::from_ref(&record)), expected);
        assert_eq!(testing::write(&FORMAT, &[]), "[]\n");
    }

    #[test]
    fn hostile_text_is_shown_and_does_nothing() {
        let mut record = Record::new(Kind::Book);
        record.set_text(TextVariable::Title, "{{< include /etc/passwd >}} <script>alert(1)</script>");
        record.set_tags(vec!["x'); alert(1); ('</div><script>".into()]);
        record.keep_extra("bibtex", "preview", "x.png\" onerror=\"alert(1)");
        let text = testing::write(&FORMAT, &[record]);
        for forbidden in ["{{<", "<script>", "x')", "onerror"] {
            assert!(!text.contains(forbidden), "{forbidden}: {text}");
        }
    }
}
