//! The format Hugo Blox.

use std::collections::HashSet;
use std::io::{self, Write};

use super::publications::{extra_links, is_pdf, issued, markdown, people, plain, venue};
use crate::bib as bibtex;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    DateVariable, EQUAL_CONTRIBUTION, IdentifierVariable, Kind, NameVariable, Record, TextVariable, Variable,
    WithinYear,
};
use crate::seam::{Direction, Fidelity, FieldMap, Format, Kinds, Purpose, RecordWriter, Row, WriteOptions, Writer};
use crate::syntax::yaml;
use crate::syntax::yaml::{Pair, Yaml, pair};
use crate::text::link_target;

/// Hugo Blox: a folder for each publication with `index.md`, whose front matter describes the publication, and
/// `cite.bib`, which the site offers for download.
///
/// A writer writes a single stream, so several folders must be an archive: the output is a tar file, which can be piped
/// into `tar -x -C content/publications`. The command unpacks it itself when the output is a folder. Files in the
/// archive have no time and no owner, so the same records give the same bytes.
///
/// Front matter follows the theme's current form, `hugoblox.ids` and `links`, with the venue as text, which older
/// versions accept, too. Hugo requires a full date: a month or a year is written as its first day. What the theme shows
/// as Markdown cannot contain HTML, links or shortcodes. <https://docs.hugoblox.com/reference/content-types/>
pub static FORMAT: Format = Format {
    id: "hugo-blox",
    name: "Hugo Blox",
    summary: "a folder for each publication, in a tar file or unpacked",
    extensions: &["tar"],
    writer: Some(&HugoBloxWriter),
    fields: &FieldMap {
        rows: &[
            row("publication_types", Variable::Kind),
            row("title", Variable::Text(TextVariable::Title)),
            row("authors", Variable::Names(NameVariable::Author)),
            row("date", Variable::Date(DateVariable::Issued)),
            row("publication", Variable::Text(TextVariable::ContainerTitle)),
            row("publication_short", Variable::Text(TextVariable::ContainerTitleShort)),
            row("abstract", Variable::Text(TextVariable::Abstract)),
            row("tags", Variable::Tags),
            row("hugoblox.ids.doi", Variable::Identifier(IdentifierVariable::Doi)),
            row("hugoblox.ids.arxiv", Variable::Identifier(IdentifierVariable::Eprint)),
            row("links", Variable::Identifier(IdentifierVariable::Url)),
        ],
        rest: Fidelity::Degraded("it is in cite.bib, as far as BibTeX can hold it"),
    },
    purpose: Purpose::List,
    ..Format::DEFAULT
};

const fn row(field: &'static str, variable: Variable) -> Row {
    Row {
        field,
        variable,
        kinds: Kinds::All,
        direction: Direction::Both,
        fidelity: Fidelity::Normalised("as Markdown for display, and in cite.bib"),
    }
}

/// The theme's buttons that only a source can provide.
const LINKS: [&str; 8] = ["code", "dataset", "pdf", "poster", "project", "slides", "source", "video"];

struct HugoBloxWriter;

impl Writer for HugoBloxWriter {
    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(HugoBloxFile { archive: tar::Builder::new(out), options, folders: HashSet::new() }))
    }
}

struct HugoBloxFile<'a> {
    archive: tar::Builder<&'a mut dyn Write>,
    options: &'a WriteOptions,
    folders: HashSet<String>,
}

impl RecordWriter for HugoBloxFile<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        let folder = self.folder(record);
        if record.names(NameVariable::Author).is_some_and(|names| names.truncated) {
            let message = format!(
                "“author” is not fully kept in {}: only cite.bib says that the list was cut short",
                FORMAT.name
            );
            diag.report(Diagnostic::new(Code::OutputLoss, message).about(record.id.as_str()));
        }
        self.file(&format!("{folder}/index.md"), index(record).as_bytes())?;
        let bib = cite(record, self.options, diag)?;
        self.file(&format!("{folder}/cite.bib"), &bib)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.archive.finish()
    }
}

impl HugoBloxFile<'_> {
    /// Returns the name of a record's folder, which is part of the page's address: lower-case letters, digits and
    /// hyphens.
    fn folder(&mut self, record: &Record) -> String {
        let mut name = String::new();
        for character in record.id.to_lowercase().chars() {
            if character.is_ascii_alphanumeric() {
                name.push(character);
            } else if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        let name: String = name.trim_end_matches('-').chars().take(80).collect();
        let name = if name.is_empty() { "publication".to_owned() } else { name };
        let mut folder = name.clone();
        for number in 2.. {
            if self.folders.insert(folder.clone()) {
                break;
            }
            folder = format!("{name}-{number}");
        }
        folder
    }

    fn file(&mut self, path: &str, content: &[u8]) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_entry_type(tar::EntryType::Regular);
        self.archive.append_data(&mut header, path, content)
    }
}

fn cite(record: &Record, options: &WriteOptions, diag: &mut dyn Sink) -> io::Result<Vec<u8>> {
    let mut bib = Vec::new();
    if let Some(writer) = bibtex::FORMAT.writer {
        let mut file = writer.start(options, &mut bib)?;
        file.record(record, diag)?;
        file.finish()?;
    }
    Ok(bib)
}

/// Returns the page: front matter without any text after it.
fn index(record: &Record) -> String {
    let text = |variable: TextVariable| record.text(variable).map(markdown);
    let names = people(record).0;
    let mut pairs = vec![
        pair("title", Yaml::text(text(TextVariable::Title).unwrap_or_default())),
        pair("authors", Yaml::List(names.iter().map(|name| Yaml::text(tidy(name))).collect())),
    ];
    let equal = record.contributors(EQUAL_CONTRIBUTION);
    if !equal.is_empty() {
        let note = |place: usize| Yaml::text(if equal.contains(&place) { "Equal contribution" } else { "" });
        pairs.push(pair("author_notes", Yaml::List((0..names.len()).map(note).collect())));
    }
    if let Some(point) = issued(record) {
        let (month, day) = match point.within {
            WithinYear::Whole | WithinYear::Season(_) => (1, 1),
            WithinYear::Month(month) => (month, 1),
            WithinYear::Day(month, day) => (month, day),
        };
        pairs.push(pair("date", Yaml::text(format!("{:04}-{month:02}-{day:02}", point.year))));
    }
    let kind = if record.preprint_evidence().is_some() { Kind::Article } else { record.kind };
    pairs.push(pair("publication_types", Yaml::List(vec![Yaml::text(kind.name())])));
    pairs.extend(venue(record).map(|venue| pair("publication", Yaml::text(format!("*{}*", markdown(venue))))));
    let short = text(TextVariable::ContainerTitleShort);
    pairs.extend(short.map(|short| pair("publication_short", Yaml::text(format!("*{short}*")))));
    pairs.extend(text(TextVariable::Abstract).map(|text| pair("abstract", Yaml::text(text))));
    let is_featured = |tag: &&String| ["featured", "selected"].iter().any(|name| tag.eq_ignore_ascii_case(name));
    let tags: Vec<Yaml> = record.tags.iter().filter(|tag| !is_featured(tag)).map(|tag| Yaml::text(tidy(tag))).collect();
    if !tags.is_empty() {
        pairs.push(pair("tags", Yaml::List(tags)));
    }
    pairs.push(pair(
        "featured",
        Yaml::Scalar((record.is_selected() || record.tags.iter().any(|tag| is_featured(&tag))).into()),
    ));
    let doi = record.doi().map(|doi| pair("doi", Yaml::text(doi)));
    let ids: Vec<Pair> =
        doi.into_iter().chain(record.arxiv().map(|id| pair("arxiv", Yaml::text(id.to_string())))).collect();
    if !ids.is_empty() {
        pairs.push(pair("hugoblox", Yaml::Map(vec![pair("ids", Yaml::Map(ids))])));
    }
    let links = links(record);
    if !links.is_empty() {
        pairs.push(pair("links", Yaml::List(links)));
    }
    let mut page = "---\n".to_owned();
    yaml::write(&Yaml::Map(pairs), 0, &mut page);
    page.push_str("---\n");
    page
}

/// Returns text that the theme shows unchanged.
fn tidy(text: &str) -> String {
    plain(&text.into()).replace("{{", "{ {")
}

fn links(record: &Record) -> Vec<Yaml> {
    let link = |kind: &str, url: String| Yaml::Map(vec![pair("type", Yaml::text(kind)), pair("url", Yaml::text(url))]);
    let mut links: Vec<Yaml> =
        extra_links(record, &LINKS).filter_map(|(kind, value)| Some(link(kind, link_target(value)?))).collect();
    if let Some(url) = record.url().and_then(link_target) {
        links.push(link(if is_pdf(&url) { "pdf" } else { "site" }, url));
    }
    links
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Read as _;

    use super::FORMAT;
    use crate::model::{Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, Record, TextVariable};
    use crate::seam::WriteOptions;

    fn files(records: &[Record]) -> BTreeMap<String, String> {
        let (options, mut bytes) = (WriteOptions::default(), Vec::new());
        let mut file = FORMAT.writer.unwrap().start(&options, &mut bytes).unwrap();
        records.iter().for_each(|record| file.record(record, &mut ()).unwrap());
        file.finish().unwrap();
        let mut archive = tar::Archive::new(bytes.as_slice());
        let read = |entry: std::io::Result<tar::Entry<'_, &[u8]>>| {
            let mut entry = entry.unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (entry.path().unwrap().to_string_lossy().into_owned(), text)
        };
        archive.entries().unwrap().map(read).collect()
    }

    #[test]
    fn each_publication_has_a_folder() {
        let mut record = Record { id: "Lu_2022".into(), ..Record::new(Kind::ArticleJournal) };
        record.set_text(TextVariable::Title, "On tides");
        record.set_text(TextVariable::ContainerTitle, "Journal of Tides");
        record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Cheng")]));
        record.set_date(DateVariable::Issued, Date::parse("2020-09"));
        record.set_identifier(IdentifierVariable::Doi, "10.5555/x");
        record.set_identifier(IdentifierVariable::Url, "https://example.org/x.pdf");
        record.set_tags(vec!["selected".into(), "tides".into()]);
        let files = files(&[record.clone(), Record { id: "lu-2022".into(), ..record }]);
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["lu-2022-2/cite.bib", "lu-2022-2/index.md", "lu-2022/cite.bib", "lu-2022/index.md"]);
        let expected = concat!(
            "---\ntitle: On tides\nauthors:\n  - Cheng Lu\ndate: \"2020-09-01\"\npublication_types:\n  - article-journal\n",
            "publication: \"*Journal of Tides*\"\ntags:\n  - tides\nfeatured: true\nhugoblox:\n  ids:\n    doi: \"10.5555/x\"\n",
            "links:\n  - type: pdf\n    url: https://example.org/x.pdf\n---\n",
        );
        assert_eq!(files["lu-2022/index.md"], expected);
        assert!(files["lu-2022/cite.bib"].starts_with("@article{Lu_2022,\n"));
    }

    #[test]
    fn equal_contributions_are_notes_about_authors() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        let list = vec![Name::person("Lu", "Cheng"), Name::person("Zong", "Yuan"), Name::person("Wu", "J.")];
        record.set_names(NameVariable::Author, Names::complete(list));
        record.keep_extra(crate::model::CONTRIBUTIONS_FORMAT, "equal", serde_json::json!([1, "Wu, J."]));
        let page = &files(&[record])["a/index.md"];
        let expected = "author_notes:\n  - Equal contribution\n  - \"\"\n  - Equal contribution\n";
        assert!(page.contains(expected), "{page}");
    }

    #[test]
    fn hostile_text_is_shown_and_does_nothing() {
        let mut record = Record { id: "../../etc/passwd".into(), ..Record::new(Kind::Book) };
        record.set_text(TextVariable::Title, "x\n---\ndraft: true\n{{< readfile \"/etc/passwd\" >}}<script>");
        record.set_text(TextVariable::Abstract, "{{% evil %}} [x](javascript:y)");
        record.set_identifier(IdentifierVariable::Url, "javascript:alert(1)");
        record.set_names(NameVariable::Author, Names::complete(vec![Name::Literal("{{< a >}}".into())]));
        let files = files(&[record]);
        let page = &files["etc-passwd/index.md"];
        assert_eq!(page.lines().filter(|line| *line == "---").count(), 2, "{page}");
        for forbidden in ["{{", "\ndraft:", "javascript:alert", "<script>\""] {
            assert!(!page.replace("\\\\<script>", "").contains(forbidden), "{forbidden}: {page}");
        }
    }
}
