//! Tests of reading PubMed's articles and books.

use super::FORMAT;
use crate::diag::Diagnostic;
use crate::formats::sniff;
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, TextVariable};
use crate::seam::Likelihood;
use crate::seam::testing;
use crate::seam::testing::likelihood;

fn read(xml: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    testing::read(&FORMAT, xml)
}

fn article(xml: &str) -> Record {
    let (mut records, reports) = read(&format!(
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>{xml}</Article></MedlineCitation></PubmedArticle>\
         </PubmedArticleSet>"
    ));
    assert_eq!(
        (records.len(), reports.iter().filter(|report| report.code.text() != "W0601").count()),
        (1, 0),
        "{reports:?}"
    );
    records.remove(0)
}

#[test]
fn a_file_is_told_by_its_root() {
    let beginning = include_str!("../../../fixtures/pubmed_xml/articles.xml");
    assert_eq!(likelihood(&FORMAT, beginning), Likelihood::Certain);
    assert_eq!(sniff("x.txt", beginning.as_bytes()).unwrap().id, "pubmed-xml");
    assert_eq!(likelihood(&FORMAT, "<dblp>"), Likelihood::No);
}

#[test]
fn articles_preprints_and_chapters() {
    let (records, reports) = read(include_str!("../../../fixtures/pubmed_xml/articles.xml"));
    assert_eq!(reports, []);
    let [article, preprint, chapter] = records.as_slice() else { panic!("three records") };
    assert_eq!(article.kind, Kind::ArticleJournal);
    assert_eq!(article.plain_title(), "[On CO2 and the gene exm1, with p < 0.05]");
    assert_eq!(article.text(TextVariable::OriginalTitle).unwrap().to_plain(), "Om CO2 og genet exm1");
    assert_eq!(
        article.text(TextVariable::Abstract).unwrap().to_plain(),
        "BACKGROUND: We looked at exm1. RESULTS: It was 1.6 x 10-19, x_{i}."
    );
    let authors = &article.names[&NameVariable::Author];
    let shown: Vec<String> = authors.list.iter().map(|name| name.to_display_order()).collect();
    assert_eq!(shown, ["Ada B. O'Example Jr", "Jan van der Probe", "Example Study Group"]);
    assert!(authors.truncated);
    assert_eq!(article.extra_field("pubmed-xml", "equal-contribution"), Some(&serde_json::json!([2])));
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2018-05/2018-06");
    assert_eq!(article.dates[&DateVariable::Submitted].to_string(), "2017-12-24");
    assert_eq!(article.numbers[&NumberVariable::Page], "1003-1009");
    assert_eq!(article.identifiers[&IdentifierVariable::Pmcid], "PMC9000001");
    assert_eq!(article.tags, ["invention", "Animals"]);

    assert_eq!(preprint.kind, Kind::Article);
    assert_eq!(preprint.text(TextVariable::Publisher).unwrap().to_plain(), "ArXiv: the invented server");
    assert_eq!(preprint.identifiers[&IdentifierVariable::Eprint], "2304.99999v2");
    assert_eq!(
        (preprint.related[0].relation.as_str(), preprint.related[0].target.as_str()),
        ("IsPreprintOf", "10.5555/final.1")
    );

    assert_eq!(chapter.kind, Kind::Chapter);
    assert_eq!(chapter.text(TextVariable::ContainerTitle).unwrap().to_plain(), "The Book of Examples");
    assert_eq!(chapter.names[&NameVariable::Author].list[0].to_display_order(), "W. A. Writer");
    assert!(chapter.names.contains_key(&NameVariable::Editor));
    assert_eq!(chapter.dates[&DateVariable::Issued].to_string(), "2001-03");
}

#[test]
fn titles_lose_one_full_stop() {
    for (title, expected) in [
        ("One thing.", "One thing"),
        ("Is it?", "Is it?"),
        ("To be continued...", "To be continued..."),
        ("A study of vitamin D.", "A study of vitamin D."),
        ("On <i>E. coli</i>.", "On E. coli"),
        ("[Not Available].", "Eget"),
    ] {
        let record = article(&format!("<ArticleTitle>{title}</ArticleTitle><VernacularTitle>Eget.</VernacularTitle>"));
        assert_eq!(record.plain_title(), expected);
    }
}

#[test]
fn dates_of_all_forms() {
    for (date, expected) in [
        ("<Year>2015</Year><Month>Aug</Month>", "2015-08"),
        ("<Year>2015</Year><Season>Winter</Season>", "2015-24"),
        ("<Year>2015</Year><Month>02</Month><Day>31</Day>", "2015-02"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12/1999-01"),
        ("<MedlineDate>2001 1st Quart</MedlineDate>", "2001"),
    ] {
        let record = article(&format!(
            "<ArticleTitle>T</ArticleTitle><Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
        ));
        assert_eq!(record.dates[&DateVariable::Issued].to_string(), expected);
    }
}

#[test]
fn an_error_is_reported_and_no_record() {
    let (records, reports) = read("<eFetchResult><ERROR>Empty id list</ERROR></eFetchResult>");
    assert_eq!((records.len(), reports.len()), (0, 1));
    assert_eq!(reports[0].code.text(), "E1014");
    assert!(reports[0].message.contains("Empty id list"));
    let (records, reports) = read("<PubmedArticleSet></PubmedArticleSet>");
    assert_eq!((records.len(), reports[0].code.text()), (0, "E1013"));
}
