//! Tests of reading and writing, checked with the crate itself.

use crate::seam::testing;
use crate::seam::testing::plain as text;
use serde_json::json;

use super::FORMAT;
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Person, Record,
    TextVariable,
};
use crate::seam::testing::likelihood;
use crate::seam::{Likelihood, WriteOptions};

fn read(text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    testing::read(&FORMAT, text)
}

fn write(records: &[Record]) -> (String, Vec<Diagnostic>) {
    testing::write_with(&FORMAT, &WriteOptions::default(), records)
}

#[test]
fn what_people_write_is_read() {
    let (records, reports) = read(include_str!("../../../fixtures/hayagriva/works.yml"));
    assert_eq!(reports, []);
    let [article, paper, book, thesis, film, tool] = records.as_slice() else { panic!("six works") };
    let kinds: Vec<Kind> = records.iter().map(|record| record.kind).collect();
    assert_eq!(
        kinds,
        [Kind::ArticleJournal, Kind::PaperConference, Kind::Book, Kind::Thesis, Kind::MotionPicture, Kind::Software]
    );
    assert_eq!(text(article, TextVariable::ContainerTitleShort), "J. Ex.");
    assert_eq!(article.numbers[&NumberVariable::Volume], "20");
    assert_eq!(article.identifiers[&IdentifierVariable::Issn], "1234-5679");
    assert_eq!(article.identifiers[&IdentifierVariable::Eprint], "2210.12430");
    assert_eq!(text(article, TextVariable::EprintType), "arXiv");
    assert_eq!(text(paper, TextVariable::CollectionTitle), "Lecture Notes on Water");
    assert_eq!(paper.numbers[&NumberVariable::CollectionNumber], "12");
    assert_eq!(text(paper, TextVariable::EventPlace), "Bergen");
    assert_eq!(text(paper, TextVariable::PublisherPlace), "Oslo");
    assert_eq!(text(book, TextVariable::PublisherPlace), "Oslo");
    assert_eq!(text(book, TextVariable::Note), "Costs $5");
    assert_eq!(book.names[&NameVariable::Translator].list.len(), 2);
    assert_eq!(book.dates[&DateVariable::Accessed].to_string(), "2023-04-05");
    assert_eq!(text(thesis, TextVariable::Publisher), "University of Lund");
    assert_eq!(thesis.dates[&DateVariable::Issued].to_string(), "1998-05~");
    assert_eq!(text(film, TextVariable::Source), "Video Store");
    assert_eq!(film.extra_field("hayagriva", "time-range").unwrap(), "00:10-00:12");
    assert_eq!(tool.numbers[&NumberVariable::Version], "1.10");
    assert_eq!(tool.extra_field("hayagriva", "shelf").unwrap(), 7);
}

#[test]
fn what_has_no_variable_is_written_again() {
    let source = include_str!("../../../fixtures/hayagriva/works.yml");
    let records = read(source).0;
    let written = write(&records).0;
    for kept in ["time-range: \"00:10-00:12\"", "shelf: 7", "role: cinematography"] {
        assert!(written.contains(kept), "{kept}\n{written}");
    }
    let crates = hayagriva::io::from_yaml_str(&written).unwrap();
    let before = hayagriva::io::from_yaml_str(source).unwrap();
    assert_eq!(crates.len(), before.len());
    for (one, other) in before.iter().zip(crates.iter()) {
        assert_eq!(one.title(), other.title());
        assert_eq!(one.authors(), other.authors());
        assert_eq!(one.date(), other.date());
    }
}

#[test]
fn an_entry_is_written_with_its_parents() {
    let mut record = Record { id: "lu2022".into(), ..Record::new(Kind::PaperConference) };
    record.set_text(TextVariable::Title, "On tides");
    record.set_text(TextVariable::ContainerTitle, "Proceedings");
    record.set_text(TextVariable::CollectionTitle, "Lecture Notes");
    record.set_text(TextVariable::EventTitle, "Conference");
    record.set_number(NumberVariable::Volume, "52-1");
    record.set_identifier(IdentifierVariable::Doi, "10.1/x");
    record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Cheng")]));
    record.set_date(DateVariable::Issued, Date::parse("2022-10"));
    let expected = concat!(
        "lu2022:\n  type: article\n  title: On tides\n  author: Lu, Cheng\n  date: \"2022-10\"\n  serial-number:\n    doi: \"10.1/x\"\n",
        "  parent:\n    - type: proceedings\n      title: Proceedings\n      volume: \"52-1\"\n      parent:\n        type: anthology\n",
        "        title: Lecture Notes\n    - type: conference\n      title: Conference\n",
    );
    assert_eq!(write(&[record]).0, expected);
    assert_eq!(write(&[]).0, "{}\n");
}

#[test]
fn what_a_value_loses_is_said() {
    let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
    record.set_text(TextVariable::Title, "T");
    record.set_identifier(IdentifierVariable::Url, "www.example.org");
    record.set_date(DateVariable::Issued, Date::Literal("forthcoming".into()));
    record.set_names(NameVariable::Author, Names { list: vec![Name::person("Lu", "Cheng")], truncated: true });
    record.set_number(NumberVariable::NumberOfPages, "312");
    let (written, reports) = write(&[record]);
    assert_eq!(written, "a:\n  type: book\n  title: T\n  author: Lu, Cheng\n  page-total: 312\n");
    let about: Vec<&str> =
        reports.iter().map(|report| report.message.split('”').next().unwrap().trim_start_matches('“')).collect();
    assert_eq!(about, ["author", "issued", "URL"]);
    assert!(reports.iter().all(|report| report.code == Code::OutputLoss && report.record.as_deref() == Some("a")));
}

#[test]
fn one_bad_entry_does_not_cost_the_others_nor_its_own_fields() {
    let (records, reports) = read(
        "a:\n  type: book\n  title: 1984\n  date: soon\nb: 7\nc:\n  title: \"C\n  type: book\nd:\n  type: book\n  title: D\n",
    );
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["a", "d"]);
    assert_eq!(records[0].plain_title(), "1984");
    assert_eq!(records[0].extra_field("hayagriva", "date"), Some(&json!("soon")));
    let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
    assert_eq!(codes, [Code::YamlSyntax, Code::HayagrivaField, Code::HayagrivaNoEntries]);
    let place = reports[1].place.as_ref().unwrap();
    assert_eq!((place.line, place.column, place.length), (4, 3, 4));
}

#[test]
fn files_that_are_no_bibliographies_are_reported() {
    for (text, code) in [
        ("- a\n- b\n", Code::HayagrivaNoEntries),
        ("just text\n", Code::HayagrivaNoEntries),
        ("[", Code::YamlSyntax),
        ("a: &a [*a]\n", Code::YamlSyntax),
    ] {
        let (records, reports) = read(text);
        assert_eq!((records.len(), reports[0].code), (0, code), "{text}");
    }
    let deep = format!("a:\n  type: book\n  title: T\n  parent: {}{}\n", "{parent: ".repeat(40), "}".repeat(40));
    assert_eq!(read(&deep).0.len(), 1);
}

/// <https://github.com/typst/hayagriva/blob/v0.10.1/src/types/persons.rs>: the crate's writer puts a suffix where its
/// reader expects the given name.
#[test]
fn suffixes_stay_suffixes() {
    let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
    let king = Person {
        family: "King".into(),
        given: Some("Martin".into()),
        suffix: Some("Jr.".into()),
        comma_suffix: true,
        ..Person::default()
    };
    record.set_names(NameVariable::Author, Names::complete(vec![Name::Person(king)]));
    let library = hayagriva::io::from_yaml_str(&write(&[record]).0).unwrap();
    let author = &library.nth(0).unwrap().authors().unwrap()[0];
    assert_eq!((author.given_name.as_deref(), author.suffix.as_deref()), (Some("Martin"), Some("Jr.")));
    assert!(author.comma_suffix);
}

#[test]
fn hostile_text_stays_text() {
    let mut record = Record { id: "a: {type: book}\nb".into(), ..Record::new(Kind::Book) };
    record.set_text(TextVariable::Title, "x\"\n  type: video\n#read(\"/etc/passwd\") {y} $eval(z)$ *b*");
    let (written, _) = write(std::slice::from_ref(&record));
    let library = hayagriva::io::from_yaml_str(&written).unwrap();
    assert_eq!((library.len(), library.nth(0).unwrap().key()), (1, record.id.as_str()));
    let back = &read(&written).0[0];
    assert_eq!((&back.id, &back.texts, back.kind), (&record.id, &record.texts, Kind::Book));
}

#[test]
fn a_file_is_told_by_its_first_entry() {
    assert_eq!(likelihood(&FORMAT, "# comment\nlu2022:\n    title: T\n    type: Article\n"), Likelihood::Certain);
    assert_eq!(likelihood(&FORMAT, "lu2022:\n    type: article-journal\n"), Likelihood::No);
    assert_eq!(likelihood(&FORMAT, "references:\n- type: book\n  title: T\n"), Likelihood::No);
    assert_eq!(likelihood(&FORMAT, "title: T\nauthor:\n  name: X\n"), Likelihood::No);
}
