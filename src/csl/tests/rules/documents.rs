//! Tests of citations whose authors are a part of the sentence, and of works that a document does not cite.

use super::citations::work;
use crate::csl::{ReferenceOptions, Style, Uncited, cite_document};
use crate::model::{Citation, CitationMode, CitedRecord, Record, Text};

/// A style that cites with this layout and sorts its references by title.
fn style(class: &str, layout: &str) -> Style {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="{class}" version="1.0">
             <info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>
             <citation collapse="year" disambiguate-add-year-suffix="true" et-al-min="4" et-al-use-first="1">{layout}</citation>
             <bibliography><sort><key variable="title"/></sort>
               <layout><text variable="citation-number" suffix=" "/><text variable="title"/></layout></bibliography>
           </style>"#
    );
    Style::from_xml("test", &xml).expect("the style is valid")
}

const AUTHOR_YEAR: &str = r#"<layout prefix="(" suffix=")" delimiter="; ">
    <names variable="author" suffix=", "><name form="short" and="symbol"/></names>
    <date variable="issued"><date-part name="year"/></date><text variable="locator" prefix=", "/></layout>"#;

fn records() -> Vec<Record> {
    vec![
        work("A", "Anna Holm; Ole Vik", "2015"),
        work("B", "Anna Holm; Ole Vik", "2016"),
        work("C", "Eve Low", "2010"),
        work("D", "", "2011"),
    ]
}

fn shown(layout: &str, mode: &CitationMode, works: &[usize]) -> String {
    let cites = works.iter().map(|record| CitedRecord { record: *record, ..CitedRecord::default() }).collect();
    let citation = Citation { cites, mode: mode.clone(), ..Citation::default() };
    let options = ReferenceOptions::default();
    cite_document(&records(), &[citation], &style("in-text", layout), &options, &mut ()).citations[0].to_plain()
}

fn composite(infix: &str) -> CitationMode {
    CitationMode::Composite { infix: Text::plain(infix) }
}

/// citeproc-js, "Special citation forms". In a sentence, "and" is a word (APA 7, 8.17).
#[test]
fn authors_are_a_part_of_the_sentence() {
    for (mode, works, text) in [
        (CitationMode::Whole, &[0][..], "(Holm & Vik, 2015)"),
        (composite(""), &[0], "Holm and Vik (2015)"),
        (composite("’s"), &[0], "Holm and Vik’s (2015)"),
        (composite("say"), &[0], "Holm and Vik say (2015)"),
        (composite(""), &[0, 1], "Holm and Vik (2015, 2016)"),
        (composite(""), &[0, 2], "Holm and Vik (2015; Low, 2010)"),
        (CitationMode::AuthorOnly, &[0], "Holm and Vik"),
        (CitationMode::AuthorOnly, &[0, 1, 2], "Holm and Vik; Low"),
        (CitationMode::WithoutAuthor, &[0], "(2015)"),
        (CitationMode::WithoutAuthor, &[0, 2], "(2015; Low, 2010)"),
        (composite(""), &[3], "D (2011)"),
    ] {
        assert_eq!(shown(AUTHOR_YEAR, &mode, works), text, "{mode:?} {works:?}");
    }
}

#[test]
fn styles_without_names_have_them_in_sentences() {
    let numbers = r#"<layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout>"#;
    assert_eq!(shown(numbers, &composite(""), &[0]), "Holm and Vik [1]");
    assert_eq!(shown(numbers, &CitationMode::WithoutAuthor, &[0]), "[1]");
    let raised = r#"<layout vertical-align="sup" delimiter=","><text variable="citation-number"/></layout>"#;
    assert_eq!(shown(raised, &composite(""), &[0]), "Holm and Vik1");
    let names = r#"<layout prefix="(" suffix=")"><names variable="author"><name form="short"/></names></layout>"#;
    assert_eq!(shown(names, &composite(""), &[2]), "Low", "nothing is left for the brackets");
    assert_eq!(shown(names, &CitationMode::WithoutAuthor, &[2]), "");
}

/// CSL 1.0.2, "Disambiguation": only cited works are told apart; the list of references has what is cited.
#[test]
fn uncited_works_are_left_out() {
    let records = [work("C", "Eve Low", "2010"), work("B", "Eve Low", "2010"), work("A", "Eve Low", "2010")];
    let list = |cited: &[usize], uncited: Uncited<'_>| {
        let cites = cited.iter().map(|record| CitedRecord { record: *record, ..CitedRecord::default() }).collect();
        let citation = Citation { cites, ..Citation::default() };
        let options = ReferenceOptions::default().with_uncited(uncited);
        let style = style("in-text", AUTHOR_YEAR);
        let formatted = cite_document(&records, &[citation], &style, &options, &mut ());
        let references = formatted.references.unwrap_or_default().entries;
        let bodies: Vec<String> = references.iter().map(|entry| entry.body().to_plain()).collect();
        (formatted.citations[0].to_plain(), bodies.join("|"), formatted.order)
    };
    assert_eq!(list(&[1], Uncited::LeftOut), ("(Low, 2010)".to_owned(), "1 B".to_owned(), vec![1]));
    assert_eq!(list(&[1], Uncited::These(&[0, 7])), ("(Low, 2010a)".to_owned(), "1 B|2 C".to_owned(), vec![1, 0]));
    assert_eq!(list(&[1], Uncited::All), ("(Low, 2010b)".to_owned(), "1 A|2 B|3 C".to_owned(), vec![2, 1, 0]));
    assert_eq!(list(&[1, 0, 9], Uncited::LeftOut).1, "1 B|2 C");
    assert_eq!(list(&[], Uncited::LeftOut).1, "1 A|2 B|3 C", "nothing is cited, so there is no document");
}

/// citeproc-js, "Special citation forms": words and marks around a cite are separated from it by a space.
#[test]
fn affixes_of_cites_are_words() {
    let cited = |prefix: &str, suffix: &str| {
        let [prefix, suffix] = [prefix, suffix].map(Text::plain);
        let cites = vec![CitedRecord { record: 2, prefix, suffix, ..CitedRecord::default() }];
        let citation = Citation { cites, ..Citation::default() };
        let style = style("in-text", AUTHOR_YEAR);
        let options = ReferenceOptions::default();
        cite_document(&records(), &[citation], &style, &options, &mut ()).citations[0].to_plain()
    };
    for (prefix, suffix, text) in [
        ("see", "", "(see Low, 2010)"),
        ("see ", "", "(see Low, 2010)"),
        ("cf.", "", "(cf. Low, 2010)"),
        ("siehe auch:", "passim", "(siehe auch: Low, 2010 passim)"),
        ("(1)", "(note)", "((1) Low, 2010 (note))"),
        ("“", "”", "(“Low, 2010”)"),
        ("pre-", ", passim", "(pre-Low, 2010, passim)"),
        ("см.", "и др.", "(см. Low, 2010 и др.)"),
        ("见", "等", "(见Low, 2010等)"),
    ] {
        assert_eq!(cited(prefix, suffix), text, "{prefix:?} {suffix:?}");
    }
}

/// citeproc-js, "Special citation forms": authors alone are no citation of the work before its first note.
#[test]
fn authors_alone_do_not_cite_first() {
    let notes = r#"<layout><choose>
        <if position="ibid"><text value="Ibid"/></if>
        <else-if position="subsequent"><text value="n. "/><text variable="first-reference-note-number"/></else-if>
        <else><names variable="author"/><text variable="title" prefix=", "/></else>
        </choose></layout>"#;
    let style = style("note", notes);
    for alone in [None, Some(0), Some(1)] {
        let citation = |note: Option<u32>, mode: CitationMode| {
            let cites = vec![CitedRecord { record: 2, ..CitedRecord::default() }];
            Citation { cites, mode, note, ..Citation::default() }
        };
        let whole = |note| citation(Some(note), CitationMode::Whole);
        let citations = [citation(alone, CitationMode::AuthorOnly), whole(2), whole(3)];
        let formatted = cite_document(&records(), &citations, &style, &ReferenceOptions::default(), &mut ());
        let shown: Vec<String> = formatted.citations.iter().map(Text::to_plain).collect();
        assert_eq!(shown, ["Eve Low", "Eve Low, C", "Ibid"], "{alone:?}");
    }
}
