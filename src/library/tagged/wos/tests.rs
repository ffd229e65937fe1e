//! Tests of reading Web of Science's files.

use crate::diag::Code;
use crate::model::{
    DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Person, Record, TextVariable,
};
use crate::seam::Likelihood;
use crate::seam::testing;
use crate::seam::testing::likelihood;
use crate::seam::testing::plain as text;

use super::FORMAT;

fn read(text: &str) -> (Vec<Record>, Vec<Code>) {
    testing::read_with_codes(&FORMAT, text)
}

#[test]
fn saved_records_are_read() {
    let (records, codes) = read(include_str!("../../../../fixtures/wos/savedrecs.txt"));
    assert_eq!(codes, []);
    let [article, paper, patent, book] = records.as_slice() else { panic!("four records") };

    assert_eq!(text(article, TextVariable::Title), "Tides in the harbour: a study");
    let authors = &article.names[&NameVariable::Author].list;
    assert!(
        matches!(&authors[0], Name::Person(Person { given: Some(given), orcid: Some(_), .. }) if given == "Ada B.")
    );
    assert_eq!(authors[1].to_display_order(), "Bo van der Berg");
    assert_eq!(authors[2], Name::Literal("Tide Study Grp".into()));
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2019-05/2019-06");
    assert_eq!(article.numbers[&NumberVariable::Page], "1003-1009");
    assert_eq!(article.identifiers[&IdentifierVariable::Issn], "1234-5679, 2345-6787");
    assert_eq!(article.identifiers[&IdentifierVariable::Pmid], "11");
    assert_eq!(text(article, TextVariable::ContainerTitleShort), "J. Ex.");
    assert_eq!(article.tags, ["tides", "harbours"]);
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(article.extra_field("wos", "TC").unwrap(), "44");
    assert_eq!(article.extra_field("wos", "CR").unwrap(), "Doe J, 2001, HARBOUR, P31\nRoe R, 1998, J EX, V5, P12");

    assert_eq!(paper.kind, Kind::PaperConference);
    assert_eq!(paper.names[&NameVariable::Author].list, [Name::person("Doe", "J.")]);
    assert_eq!(paper.names[&NameVariable::Editor].list, [Name::person("Editor", "E.")]);
    assert_eq!(text(paper, TextVariable::CollectionTitle), "Books of the Coast");
    assert_eq!(paper.dates[&DateVariable::EventDate].to_string(), "2004-06-27/2004-06-30");
    assert_eq!(text(paper, TextVariable::EventPlace), "Oslo, NORWAY");
    assert_eq!(paper.numbers[&NumberVariable::Number], "17");

    assert_eq!((patent.kind, patent.numbers[&NumberVariable::Number].as_str()), (Kind::Patent, "NO123456-A"));
    assert_eq!(patent.names[&NameVariable::Author].list, [Name::person("DOE", "J.")]);
    assert_eq!(patent.dates[&DateVariable::Issued].to_string(), "1999-05-12");
    assert_eq!(patent.inferred.len(), 1);

    assert_eq!((book.kind, book.numbers[&NumberVariable::NumberOfPages].as_str()), (Kind::Book, "312"));
    assert_eq!(book.dates[&DateVariable::Issued].to_string(), "2001-24");
}

#[test]
fn what_is_no_record_is_reported() {
    for (text, expected) in [
        ("Session expired, please sign in", vec![Code::TaggedStray, Code::TaggedNoRecord]),
        ("FN Clarivate\nVR 1.0\nEF\n", vec![Code::TaggedNoRecord]),
        ("PT J\nTI A\n", vec![Code::TaggedNoEnd]),
        ("PT J\nER\n", vec![Code::MissingTitle]),
    ] {
        assert_eq!(read(text).1, expected, "{text}");
    }
}

#[test]
fn the_head_of_the_file_tells_the_format() {
    for (text, expected) in [
        ("FN Thomson Reuters Web of Knowledge\nVR 1.0\n", Likelihood::Certain),
        ("FN ISI Export Format\nVR 1.0\n", Likelihood::Certain),
        ("PT J\nAU Doe, J\n", Likelihood::Certain),
        ("TI Notes\nAU Doe\n", Likelihood::No),
        ("TY  - JOUR\n", Likelihood::No),
    ] {
        assert_eq!(likelihood(&FORMAT, text), expected, "{text}");
    }
}
