//! Tests of reading and writing Refer.

use crate::diag::Code;
use crate::model::{
    DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::seam::Likelihood;
use crate::seam::testing;
use crate::seam::testing::likelihood;
use crate::seam::testing::plain as text;

use super::FORMAT;

fn read(text: &str) -> (Vec<Record>, Vec<Code>) {
    testing::read_with_codes(&FORMAT, text)
}

fn written(record: &Record) -> String {
    testing::write(&FORMAT, std::slice::from_ref(record))
}

#[test]
fn an_export_of_endnote_is_read() {
    let (records, codes) = read(include_str!("../../../../fixtures/refer/endnote.enw"));
    assert_eq!(codes, []);
    let [article, book, chapter, untyped] = records.as_slice() else { panic!("four records") };
    let names = |record: &Record, role| -> Vec<String> {
        record.names[&role].list.iter().map(Name::to_display_order).collect()
    };
    assert_eq!((article.id.as_str(), article.kind), ("example2009", Kind::ArticleJournal));
    assert_eq!(names(article, NameVariable::Author), ["Ada Example", "Tide Lab"]);
    assert_eq!(text(article, TextVariable::ContainerTitle), "Journal of Examples");
    assert_eq!(text(article, TextVariable::Abstract), "An abstract over two lines.");
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2009-05-02");
    assert_eq!(article.identifiers[&IdentifierVariable::Issn], "1234-5679");
    assert_eq!(article.tags, ["tides", "sandbanks"]);
    assert_eq!(article.extra_field("refer", "%+").unwrap(), "Tide Lab, Bergen");

    assert_eq!(names(book, NameVariable::Editor), ["Eve Editor"]);
    assert_eq!(text(book, TextVariable::CollectionTitle), "Books of the Coast");
    assert_eq!(book.numbers[&NumberVariable::NumberOfPages], "312");
    assert_eq!(book.dates[&DateVariable::Accessed].to_string(), "2020-05-04");

    assert_eq!(names(chapter, NameVariable::Translator), ["Theo Ferry"]);
    assert_eq!(text(chapter, TextVariable::ContainerTitle), "The Harbour");
    assert_eq!(text(chapter, TextVariable::OriginalTitle), "Kaier");
    assert_eq!(chapter.numbers[&NumberVariable::Page], "31-47");
    assert_eq!(chapter.extra_field("refer", "%R").unwrap(), "oai:example.org:17");

    assert_eq!(names(untyped, NameVariable::Author), ["Brian W. Kernighan", "Lorinda L. Cherry"]);
    assert_eq!((untyped.kind, untyped.inferred[0].variable), (Kind::ArticleJournal, Variable::Kind));
}

#[test]
fn blank_lines_part_records_and_may_stand_in_values() {
    let (records, _) = read("%0 Book\n%T A\n%X One.\n\nTwo.\n\n%0 Book\n%T B\n");
    assert_eq!(records.iter().map(Record::plain_title).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(text(&records[0], TextVariable::Abstract), "One. Two.");
}

#[test]
fn what_is_no_record_is_reported() {
    for (text, expected) in [
        ("not a bibliography", vec![Code::TaggedStray, Code::TaggedNoRecord]),
        ("", vec![Code::EmptyInput]),
        ("%0 Thing\n%T A\n", vec![Code::UnknownType]),
        ("%0 Book\n%D 1999\n", vec![Code::MissingTitle]),
    ] {
        assert_eq!(read(text).1, expected, "{text}");
    }
}

#[test]
fn a_record_is_written_and_comes_back() {
    let (records, _) = read(include_str!("../../../../fixtures/refer/endnote.enw"));
    let text = written(&records[0]);
    assert!(text.starts_with("%0 Journal Article\n%F example2009\n%A Example, Ada\n%A Tide Lab,\n"), "{text}");
    assert!(text.contains("\n%D 2009\n%8 2009-05-02\n"), "{text}");
    for record in records {
        let mut again = read(&written(&record)).0.remove(0);
        again.origin.clone_from(&record.origin);
        again.inferred.clone_from(&record.inferred);
        assert_eq!(again, record);
    }
}

#[test]
fn types_without_one_of_refer_are_named() {
    for &kind in Kind::ALL {
        let mut record = Record::new(kind);
        record.set_text(TextVariable::Title, "T");
        assert_eq!(read(&written(&record)).0[0].kind, kind);
    }
}

#[test]
fn lines_with_tags_tell_the_format() {
    for (text, expected) in [
        ("%0 Book\n%T A\n", Likelihood::Certain),
        ("%A Doe\n%T A\n", Likelihood::Possible),
        ("%R 2024ExJ....14..112F\n%T A\n%Y DOI: 10.5555/x\n", Likelihood::No),
        ("%R 10.5555/1234567890x\n%T A\n", Likelihood::Possible),
        ("% a comment\n@book{a,\n", Likelihood::No),
        ("%!PS-Adobe-3.0\n%%Title: x\n", Likelihood::No),
    ] {
        assert_eq!(likelihood(&FORMAT, text), expected, "{text}");
    }
}
