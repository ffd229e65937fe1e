//! Tests of reading nbib.

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
fn records_of_pubmed_are_read() {
    let (records, codes) = read(include_str!("../../../../fixtures/nbib/pubmed.nbib"));
    assert_eq!(codes, []);
    let [article, chapter, letter] = records.as_slice() else { panic!("three records") };

    assert_eq!(text(article, TextVariable::Title), "Tides in the harbour: a study of two winters");
    assert_eq!(text(article, TextVariable::OriginalTitle), "Tidevann i havnen: en studie av to vintre");
    assert_eq!(text(article, TextVariable::ContainerTitle), "Journal of examples");
    assert_eq!(article.extra_field("nbib", "JT").unwrap(), "Journal of examples (Bergen : 1990)");
    assert_eq!(text(article, TextVariable::ContainerTitleShort), "J Ex");
    assert_eq!(text(article, TextVariable::Abstract), "OBJECTIVE: The abstract goes over two lines.");
    let person = Person {
        family: "O'Example".into(),
        given: Some("Ada B.".into()),
        suffix: Some("Jr".into()),
        orcid: Some("0000-0002-1825-0097".into()),
        ..Person::default()
    };
    let authors = &article.names[&NameVariable::Author].list;
    assert_eq!(authors[0], Name::Person(person));
    assert_eq!(authors[1], Name::Literal("The Tide Study Group".into()));
    assert_eq!(authors[2].to_display_order(), "Bo van der Berg");
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2019-12/2020-01");
    assert_eq!(article.dates[&DateVariable::AvailableDate].to_string(), "2019-11-30");
    assert_eq!(article.numbers[&NumberVariable::Page], "1003-1009, S12-S15");
    assert_eq!(article.numbers[&NumberVariable::Volume], "12 Suppl 3");
    assert_eq!(article.identifiers[&IdentifierVariable::Doi], "10.5555/tides.11");
    assert_eq!(article.identifiers[&IdentifierVariable::Issn], "1234-5679, 2345-6787");
    assert_eq!(article.identifiers[&IdentifierVariable::Pmid], "11");
    assert_eq!(article.identifiers[&IdentifierVariable::Pmcid], "PMC1234");
    assert_eq!(article.language.as_deref(), Some("no"));
    assert_eq!(article.tags, ["Seawater/chemistry", "tides"]);
    assert!(article.extra_field("nbib", "SO").is_none() && article.extra_field("nbib", "PT").unwrap() == "Review");

    assert_eq!(chapter.kind, Kind::Chapter);
    assert_eq!(text(chapter, TextVariable::ContainerTitle), "The Harbour");
    assert_eq!(chapter.dates[&DateVariable::Issued].to_string(), "2009-24");
    assert_eq!(text(chapter, TextVariable::PublisherPlace), "Bergen (NO)");
    assert_eq!(chapter.names[&NameVariable::Editor].list.len(), 1);
    assert_eq!(chapter.names[&NameVariable::Author].list, [Name::person("Doe", "J. A.")]);
    assert!(chapter.names[&NameVariable::Author].truncated);

    assert_eq!(letter.dates[&DateVariable::Issued].to_string(), "2021");
    assert_eq!(letter.extra_field("nbib", "DP").unwrap(), "2021 Christmas");
    assert_eq!(letter.numbers[&NumberVariable::Page], "e4375");
    assert_eq!(letter.inferred.len(), 1);
}

#[test]
fn titles_lose_one_full_stop_and_the_brackets_of_a_translation() {
    for (title, expected) in [
        ("A title.", "A title"),
        ("Why?", "Why?"),
        ("To be continued...", "To be continued..."),
        ("[A translation].", "A translation"),
        ("[A translation.]", "A translation"),
        ("[Two] parts [here].", "[Two] parts [here]"),
    ] {
        assert_eq!(super::read::title(title), expected);
    }
}

#[test]
fn page_ranges_are_given_in_full() {
    for (pages, expected) in [
        ("1003-9", "1003-1009"),
        ("475-82", "475-482"),
        ("S12-5", "S12-S15"),
        ("12-19", "12-19"),
        ("e4375", "e4375"),
        ("682-686e1", "682-686e1"),
        ("iv-x", "iv-x"),
    ] {
        assert_eq!(super::read::in_full(pages), expected);
    }
}

#[test]
fn what_is_no_record_is_reported() {
    for (text, expected) in [
        ("Error occurred: cannot get document summary", vec![Code::TaggedStray, Code::TaggedNoRecord]),
        ("", vec![Code::EmptyInput]),
        ("PMID- 1\n", vec![Code::MissingTitle]),
    ] {
        assert_eq!(read(text).1, expected, "{text}");
    }
}

#[test]
fn the_number_of_pubmed_tells_the_format() {
    for (text, expected) in [
        ("\nPMID- 1\nOWN - NLM\n", Likelihood::Certain),
        ("UI  - 1\nPMID- 1\n", Likelihood::Certain),
        ("TY  - JOUR\n", Likelihood::No),
        ("PMID: 1", Likelihood::No),
    ] {
        assert_eq!(likelihood(&FORMAT, text), expected, "{text}");
    }
}
