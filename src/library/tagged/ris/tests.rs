//! Tests of reading each dialect, and of writing.

use crate::diag::Code;
use crate::model::{
    DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Person, Record, TextVariable,
    Variable,
};
use crate::seam::Likelihood;
use crate::seam::testing;
use crate::seam::testing::likelihood;
use crate::seam::testing::plain as text;

use super::FORMAT;

fn read(text: &str) -> (Vec<Record>, Vec<Code>) {
    testing::read_with_codes(&FORMAT, text)
}

#[track_caller]
fn one(text: &str) -> Record {
    let (mut records, _) = read(text);
    assert_eq!(records.len(), 1);
    records.remove(0)
}

fn written(record: &Record) -> String {
    testing::write(&FORMAT, std::slice::from_ref(record)).replace("\r\n", "\n")
}

fn authors(record: &Record) -> Vec<String> {
    record.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect()
}

#[test]
fn every_dialect_is_read() {
    let (records, codes) = read(include_str!("../../../../fixtures/ris/dialects.ris"));
    assert_eq!(codes, []);
    let [springer, scopus, ieee, acs, book, chapter, conference, report, preprint] = records.as_slice() else {
        panic!("nine records, not {}", records.len())
    };

    assert_eq!(springer.id, "Example2015");
    assert_eq!(text(springer, TextVariable::Title), "Tides & sandbanks of Zostera meadows");
    assert_eq!(text(springer, TextVariable::ContainerTitle), "Journal of Examples");
    assert_eq!(text(springer, TextVariable::ContainerTitleShort), "J Ex");
    assert_eq!(text(springer, TextVariable::Abstract), "A journal whose full title stands in JO, as Springer has it.");
    assert_eq!(springer.dates[&DateVariable::Issued].to_string(), "2015-05-01");
    assert_eq!(springer.numbers[&NumberVariable::Page], "436-444");
    assert_eq!(authors(springer), ["Ada Example", "Bo van der Berg", "Tide Lab"]);
    assert!(springer.inferred.is_empty());

    assert_eq!(authors(scopus), ["R. Roe", "J.-P. Doe"]);
    assert!(scopus.names[&NameVariable::Author].truncated);
    assert!(scopus.inferred.iter().any(|mark| mark.variable == Variable::Names(NameVariable::Author)));
    assert_eq!(scopus.dates[&DateVariable::Issued].to_string(), "2016-12");
    assert_eq!(scopus.identifiers[&IdentifierVariable::Doi], "10.5555/sand");
    assert_eq!(scopus.identifiers[&IdentifierVariable::Issn], "15708268");
    assert_eq!(scopus.identifiers[&IdentifierVariable::Url], "https://www.example.org/sand");
    assert_eq!(scopus.tags, ["sand", "water", "sea level"]);
    assert_eq!(text(scopus, TextVariable::Note), "Read twice");
    assert_eq!(scopus.extra_field("ris", "N1 Cited By").unwrap(), "44");
    assert_eq!(scopus.numbers[&NumberVariable::Page], "12-19");

    assert_eq!((ieee.kind, authors(ieee)), (Kind::PaperConference, vec!["K. Lee".to_owned(), "M. J. Poe".into()]));
    assert_eq!(ieee.dates[&DateVariable::Issued].to_string(), "2016-06-27/2016-06-30");
    assert_eq!(text(ieee, TextVariable::ContainerTitle), "2016 Conference on Water (WATER)");

    assert_eq!(acs.identifiers[&IdentifierVariable::Doi], "10.5555/salt");
    assert!(
        matches!(&acs.names[&NameVariable::Author].list[0], Name::Person(Person { suffix: Some(suffix), .. }) if suffix == "Jr.")
    );

    let role = |record: &Record, role| record.names[&role].list[0].to_display_order();
    assert_eq!(role(book, NameVariable::CollectionEditor), "Ed Serial");
    assert_eq!(role(book, NameVariable::Editor), "Eve Editor");
    assert_eq!(role(book, NameVariable::Translator), "Theo Ferry");
    assert_eq!(text(book, TextVariable::CollectionTitle), "Books of the Coast");
    assert_eq!(book.dates[&DateVariable::Issued].to_string(), "2001-21");
    assert_eq!(book.numbers[&NumberVariable::NumberOfPages], "312");
    assert_eq!(book.numbers[&NumberVariable::CollectionNumber], "14");
    assert_eq!(book.extra_field("ris", "L1").unwrap(), "file:///home/roe/harbour.pdf");

    assert_eq!(role(chapter, NameVariable::Editor), "Eve Editor");
    assert_eq!(text(chapter, TextVariable::ContainerTitle), "The Harbour");
    assert_eq!(text(chapter, TextVariable::CollectionTitle), "Books of the Coast");
    assert_eq!(chapter.numbers[&NumberVariable::ChapterNumber], "3");

    assert_eq!(text(conference, TextVariable::EventTitle), "Third Conference on Harbours");
    assert_eq!(text(conference, TextVariable::ContainerTitle), "Proceedings of the Third Conference on Harbours");
    assert_eq!(text(conference, TextVariable::EventPlace), "Oslo");
    assert_eq!(text(conference, TextVariable::PublisherPlace), "Berlin");

    assert_eq!(report.numbers[&NumberVariable::Number], "TL-97-03");
    assert_eq!(text(report, TextVariable::CollectionTitle), "Reports of the Tide Lab");

    assert_eq!(preprint.kind, Kind::Article);
    assert_eq!(preprint.dates[&DateVariable::Issued].to_string(), "in press");
    assert_eq!(preprint.dates[&DateVariable::Accessed].to_string(), "2020-05-04");
    assert_eq!(text(preprint, TextVariable::OriginalTitle), "Notater om et fortrykk");
    assert_eq!(role(preprint, NameVariable::Narrator), "Val Voice");
    assert!(preprint.names[&NameVariable::Author].truncated);
    assert_eq!(preprint.extra_field("ris", "U1").unwrap(), "12345");
}

#[test]
fn the_layout_of_lines_may_be_anything() {
    for text in [
        "TY  - JOUR\r\nTI  - A\r\nER  - \r\n",
        "TY  -JOUR\nTI  -A\nER\n",
        "TY - JOUR\nTI - A\nER -",
        "\u{FEFF}  TY  - JOUR\n  TI  - A\n  ER  - xyz\n",
        "TY  - JOUR\rTI  - A\rER  - \r",
    ] {
        let (records, codes) = read(text);
        assert_eq!((records.len(), codes), (1, vec![]), "{text:?}");
        assert_eq!((records[0].kind, records[0].plain_title().as_str()), (Kind::ArticleJournal, "A"), "{text:?}");
    }
}

#[test]
fn lines_that_look_like_tags_continue_a_value() {
    let record = one("TY  - JOUR\nTI  - A\nAB  - Of\nT2-weighted images\nand AB - no, OK\nER  - ");
    assert_eq!(text(&record, TextVariable::Abstract), "Of T2-weighted images and AB - no, OK");
}

#[test]
fn records_without_an_end_are_kept_and_reported() {
    let (records, codes) = read("TY  - JOUR\nTI  - A\n\nTY  - BOOK\nTI  - B\nER  - \nTY  - BOOK\nTI  - C\n");
    assert_eq!(records.iter().map(Record::plain_title).collect::<Vec<_>>(), ["A", "B", "C"]);
    assert_eq!(codes, [Code::TaggedNoEnd, Code::TaggedNoEnd]);
}

#[test]
fn what_is_no_record_is_reported() {
    for (text, expected) in [
        ("<!DOCTYPE html>\n<html>\n<body>Not found</body>\n", vec![Code::TaggedStray, Code::TaggedNoRecord]),
        ("\n \n", vec![Code::EmptyInput]),
        ("Provider: Example\nContent: text/plain\n\nTY  - JOUR\nTI  - A\nER  - \n", vec![Code::TaggedStray]),
        ("TY  - NONE\nTI  - A\nER  - \n", vec![Code::UnknownType]),
        ("TY  - JOUR\nVL  - 1\nER  - \n", vec![Code::MissingTitle]),
        ("TY  - JOUR\nTI  - A\nDO  - none\nER  - \n", vec![Code::InvalidIdentifier]),
        ("TY  - JOUR\nTI  - A\nY2  - yesterday\nER  - \n", vec![Code::InvalidDate]),
    ] {
        assert_eq!(read(text).1, expected, "{text}");
    }
}

#[test]
fn the_most_exact_date_of_the_year_counts() {
    for (lines, date) in [
        ("PY  - 2016\nDA  - 2016/12/05", "2016-12-05"),
        ("PY  - 2016\nDA  - 2019/12/05", "2016"),
        ("Y1  - 1900/01/01\nDA  - 1950/01/01", "1950-01-01"),
        ("PY  - 1948\nDA  - July", "1948-07"),
        ("PY  - 2016//\nY1  - 2016/07//", "2016-07"),
        ("PY  - 0000\nDA  - 2001", "2001"),
    ] {
        let record = one(&format!("TY  - JOUR\nTI  - A\n{lines}\nER  - "));
        assert_eq!(record.dates[&DateVariable::Issued].to_string(), date, "{lines}");
    }
    let record = one("TY  - JOUR\nTI  - A\nPY  - 2016\nDA  - 2019/12/05\nER  - ");
    assert_eq!(record.extra_field("ris", "DA").unwrap(), "2019/12/05");
    assert!(!one("TY  - JOUR\nTI  - A\nPY  - 0000\nER  - ").has(Variable::Date(DateVariable::Issued)));
}

#[test]
fn an_abbreviation_alone_is_the_title_of_the_journal() {
    let record = one("TY  - JOUR\nTI  - A\nJA  - J Ex\nER  - ");
    assert_eq!(text(&record, TextVariable::ContainerTitle), "J Ex");
    let record = one("TY  - JOUR\nTI  - A\nT2  - Journal of Examples\nJO  - J. Ex.\nER  - ");
    assert_eq!(text(&record, TextVariable::ContainerTitle), "Journal of Examples");
    assert_eq!(text(&record, TextVariable::ContainerTitleShort), "J. Ex.");
}

#[test]
fn a_generic_work_in_a_journal_is_an_article_and_is_marked() {
    let record = one("TY  - GEN\nTI  - A\nJO  - Journal\nER  - ");
    assert_eq!((record.kind, record.inferred[0].variable), (Kind::ArticleJournal, Variable::Kind));
}

#[test]
fn what_is_given_twice_is_kept() {
    let record = one("TY  - JOUR\nTI  - A\nT1  - A\nT1  - B\nUR  - https://a.org\nUR  - https://b.org\nER  - ");
    assert_eq!(record.plain_title(), "A");
    assert_eq!(record.extra["ris"], [("T1".to_owned(), "B".into()), ("UR".to_owned(), "https://b.org".into())]);
    let again = one(&written(&record));
    assert_eq!(again.extra, record.extra);
}

#[test]
fn a_record_is_written_as_other_programs_read_it() {
    let mut record = Record { id: "doe2019".into(), ..Record::new(Kind::ArticleJournal) };
    record.set_text(TextVariable::Title, "Tides &amp; sand");
    record.set_text(TextVariable::ContainerTitle, "Journal");
    record.set_text(TextVariable::Abstract, "One.\n\nTY  - two.");
    record.set_text(TextVariable::OriginalTitle, "Tidevann");
    let authors = vec![
        Name::Person(Person {
            family: "Berg".into(),
            given: Some("Bo".into()),
            non_dropping_particle: Some("van der".into()),
            suffix: Some("Jr.".into()),
            ..Person::default()
        }),
        Name::Literal("Tide Lab, Bergen".into()),
    ];
    record.set_names(NameVariable::Author, Names { list: authors, truncated: true });
    record.set_date(DateVariable::Issued, crate::model::Date::parse("2019-12-05"));
    record.set_number(NumberVariable::Page, "12–19");
    record.set_tags(vec!["tides".into(), "sand".into()]);
    assert_eq!(
        written(&record),
        "TY  - JOUR\nID  - doe2019\nAU  - van der Berg, Bo, Jr.\nAU  - Tide Lab,, Bergen,\nTI  - Tides &amp;amp; sand\n\
         T2  - Journal\nPY  - 2019\nDA  - 2019/12/05\nSP  - 12\nEP  - 19\nKW  - tides\nKW  - sand\n\
         AB  - One. TY - two.\nM2  - original-title: Tidevann\nM2  - author-truncated: true\nER  - \n"
    );
}

#[test]
fn types_without_one_of_ris_are_named() {
    for &kind in Kind::ALL {
        let mut record = Record::new(kind);
        record.set_text(TextVariable::Title, "T");
        record.set_text(TextVariable::ContainerTitle, "C");
        assert_eq!(one(&written(&record)).kind, kind);
    }
}

#[test]
fn a_line_with_the_type_tells_the_format() {
    for (text, expected) in [
        ("TY  - JOUR\n", Likelihood::Certain),
        ("Provider: Example\n\n TY - JOUR\n", Likelihood::Certain),
        ("TYPE - x\nPMID- 1\n", Likelihood::No),
        ("@article{a,\n", Likelihood::No),
    ] {
        assert_eq!(likelihood(&FORMAT, text), expected, "{text}");
    }
}

#[test]
fn types_may_be_in_words() {
    for (words, kind) in [
        ("Thesis/Dissertation", Kind::Thesis),
        ("Book Chapter", Kind::Chapter),
        ("Conference", Kind::PaperConference),
        ("journal article", Kind::ArticleJournal),
        ("Edited Book", Kind::Book),
    ] {
        let (records, codes) = read(&format!("TY  - {words}\nTI  - T\nER  - \n"));
        assert_eq!((records[0].kind, codes), (kind, vec![]), "{words}");
        assert_eq!(records[0].extra.len(), 0, "{words}");
    }
}

#[test]
fn the_title_of_a_book_is_that_of_the_work_only_for_books() {
    let title = |ris: &str, variable| {
        let (records, _) = read(&format!("{ris}\nER  - \n"));
        records[0].text(variable).map(|text| text.to_plain())
    };
    let around = TextVariable::ContainerTitle;
    assert_eq!(title("TY  - CONF\nTI  - A\nBT  - Proceedings", around).as_deref(), Some("Proceedings"));
    assert_eq!(title("TY  - JOUR\nTI  - A\nBT  - Journal", around).as_deref(), Some("Journal"));
    assert_eq!(title("TY  - BOOK\nBT  - Book", TextVariable::Title).as_deref(), Some("Book"));
    assert_eq!(title("TY  - CHAP\nBT  - Book", TextVariable::Title).as_deref(), Some("Book"));
}

#[test]
fn m1_is_an_issue_only_if_it_looks_like_one() {
    for (value, issue) in [
        ("3", Some("3")),
        ("Suppl. 1", Some("Suppl. 1")),
        ("(Doe J., mail@example.org) Harbour Institute 5", None),
        ("Article in press", None),
    ] {
        let (records, _) = read(&format!("TY  - JOUR\nTI  - T\nM1  - {value}\nER  - \n"));
        assert_eq!(records[0].number(NumberVariable::Issue), issue, "{value}");
        assert_eq!(records[0].extra.is_empty(), issue.is_some(), "{value}");
    }
}
