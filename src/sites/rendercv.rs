//! The format RenderCV.

use std::collections::HashSet;
use std::io::{self, Write};

use super::publications::{address, iso_date, issued, markdown, shown_people, venue};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, NameVariable, Record, Text, TextVariable, Variable, WithinYear,
};
use crate::seam::{Fidelity, FieldMap, Format, ListPlace, Purpose, RecordWriter, Row, WriteOptions, Writer};
use crate::syntax::yaml;
use crate::syntax::yaml::{Yaml, pair};
use crate::text::doi_address;

/// RenderCV: the publications of a CV in its YAML, for the `sections` of the CV.
///
/// Every publication has a title and authors, and may have a DOI or else an address, a journal and a date. Text is
/// Markdown; a truncated list of authors ends with "et al.", since it is only shown. The sections of a publication list
/// are those of the CV, and the name of its owner is bold.
/// <https://docs.rendercv.com/user_guide/yaml_input_structure/cv/#publicationentry>
pub static FORMAT: Format = Format {
    id: "rendercv",
    name: "RenderCV",
    summary: "the publications of a CV for RenderCV",
    extensions: &["yaml"],
    writer: Some(&RenderCvWriter),
    fields: &FieldMap {
        rows: &[
            Row::new("title", Variable::Text(TextVariable::Title), SHOWN),
            Row::new("authors", Variable::Names(NameVariable::Author), SHOWN),
            Row::new("doi", Variable::Identifier(IdentifierVariable::Doi), SHOWN),
            Row::new("url", Variable::Identifier(IdentifierVariable::Url), SHOWN),
            Row::new("journal", Variable::Text(TextVariable::ContainerTitle), SHOWN),
            Row::new("date", Variable::Date(DateVariable::Issued), SHOWN),
        ],
        rest: Fidelity::Lost,
    },
    purpose: Purpose::SectionedList,
    ..Format::DEFAULT
};

/// How values are written.
const SHOWN: Fidelity = Fidelity::Normalised("as Markdown for display");

struct RenderCvWriter;

impl Writer for RenderCvWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(RenderCvFile { out, section: None, sections: HashSet::new() }))
    }
}

struct RenderCvFile<'a> {
    out: &'a mut dyn Write,
    /// The heading of the current section.
    section: Option<String>,
    /// The names of all sections, which are keys of a map.
    sections: HashSet<String>,
}

const START: &str = "cv:\n  sections:\n";

/// The name of the section if the list has no sections.
const ONLY_SECTION: &str = "publications";

impl RecordWriter for RenderCvFile<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        self.listed(record, ListPlace::default(), diag)
    }

    fn listed(&mut self, record: &Record, place: ListPlace<'_>, _: &mut dyn Sink) -> io::Result<()> {
        let section = place.section.unwrap_or(ONLY_SECTION);
        let work = Yaml::List(vec![publication(record, place.owners)]);
        let mut text = String::new();
        if self.section.as_deref() == Some(section) {
            yaml::write(&work, 6, &mut text);
        } else {
            if self.section.is_none() {
                text.push_str(START);
            }
            yaml::write(&Yaml::Map(vec![pair(self.name_of(section), work)]), 4, &mut text);
            self.section = Some(section.to_owned());
        }
        self.out.write_all(text.as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        match self.section {
            None => self.out.write_all(format!("{START}    {ONLY_SECTION}: []\n").as_bytes()),
            Some(_) => Ok(()),
        }
    }
}

impl RenderCvFile<'_> {
    /// Returns the name of a new section: its heading, with a number if another section has the same one.
    fn name_of(&mut self, heading: &str) -> String {
        let numbers = std::iter::once(String::new()).chain((2..).map(|number: usize| format!(" {number}")));
        let mut names = numbers.map(|number| format!("{heading}{number}"));
        let name = names.find(|name| !self.sections.contains(name)).unwrap_or_default();
        self.sections.insert(name.clone());
        name
    }
}

/// The work; the names at these positions are those of the CV's owner.
fn publication(record: &Record, owners: &[usize]) -> Yaml {
    let text = |text: Option<&Text>| text.map(markdown).unwrap_or_default();
    let authors = shown_people(record, owners);
    let mut pairs = vec![
        pair("title", Yaml::text(text(record.text(TextVariable::Title)))),
        pair("authors", Yaml::List(authors.into_iter().map(Yaml::text).collect())),
    ];
    // RenderCV makes the address of a DOI itself, and rejects an invalid one.
    let doi = record.doi();
    let doi = doi.filter(|doi| doi.starts_with("10.") && doi_address(doi).ends_with(doi));
    match doi {
        Some(doi) => pairs.push(pair("doi", Yaml::text(doi))),
        None => pairs.extend(address(record).map(|address| pair("url", Yaml::text(address)))),
    }
    pairs.extend(venue(record).map(|venue| pair("journal", Yaml::text(markdown(venue)))));
    pairs.extend(date(record).map(|date| pair("date", date)));
    Yaml::Map(pairs)
}

/// Returns a day, a month or a year; other dates as text.
fn date(record: &Record) -> Option<Yaml> {
    match (issued(record), record.issued()?) {
        (Some(point), _) if !matches!(point.within, WithinYear::Season(_)) => {
            Some(Yaml::number_or_text(&iso_date(point)))
        }
        (Some(point), _) => {
            let season = match point.within {
                WithinYear::Season(season) => season.name(),
                WithinYear::Whole | WithinYear::Month(_) | WithinYear::Day(..) => "",
            };
            Some(Yaml::text(format!("{season} {}", point.year)))
        }
        (None, Date::Literal(words)) => Some(Yaml::text(markdown(&Text::plain(words.as_str())))),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::FORMAT;

    use crate::model::{Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, Record, TextVariable};
    use crate::seam::testing;

    fn write(records: &[Record]) -> String {
        testing::write(&FORMAT, records)
    }

    #[test]
    fn a_publication_has_the_fields_of_the_schema() {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, "On *tides* & {{water}}");
        record.set_text(TextVariable::ContainerTitle, "Journal of Tides");
        let names = Names { list: vec![Name::person("Lu", "Cheng")], truncated: true };
        record.set_names(NameVariable::Author, names);
        record.set_date(DateVariable::Issued, Date::parse("2020-09"));
        record.set_identifier(IdentifierVariable::Url, "https://example.org/x");
        let expected = concat!(
            "cv:\n  sections:\n    publications:\n      - title: \"On \\\\*tides\\\\* & {\\\\{water}\\\\}\"\n        authors:\n",
            "          - Cheng Lu\n          - et al.\n        url: https://example.org/x\n        journal: Journal of Tides\n",
            "        date: \"2020-09\"\n",
        );
        assert_eq!(write(std::slice::from_ref(&record)), expected);
        record.set_identifier(IdentifierVariable::Doi, "10.5555/x");
        let with_doi = write(&[record]);
        assert!(with_doi.contains("doi: \"10.5555/x\"\n") && !with_doi.contains("url:"), "{with_doi}");
    }

    #[test]
    fn dates_of_any_precision_are_shown() {
        for (date, shown) in
            [("2020", "2020"), ("2020-09-24", "\"2020-09-24\""), ("2020-23", "Autumn 2020"), ("in press", "in press")]
        {
            let mut record = Record::new(Kind::Book);
            record.set_date(DateVariable::Issued, Date::parse(date));
            assert!(write(&[record]).ends_with(&format!("date: {shown}\n")), "{date}");
        }
        assert_eq!(write(&[]), "cv:\n  sections:\n    publications: []\n");
    }
}
