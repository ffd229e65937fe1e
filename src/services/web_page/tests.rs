//! Tests of reading web pages.

use super::{FORMAT, is_web_page};
use crate::diag::Code;
use crate::formats::sniff;
use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable};
use crate::seam::testing::{plain, read, read_with_codes};

fn authors(record: &Record) -> Vec<String> {
    record.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect()
}

fn only(page: &str) -> Record {
    let (records, reports) = read(&FORMAT, page);
    assert_eq!((records.len(), reports), (1, vec![]), "{page}");
    records.into_iter().next().unwrap()
}

#[test]
fn pages_are_recognised_whatever_their_name() {
    for page in [
        "<!DOCTYPE html>\n<html>",
        "\n<HTML lang=en>",
        "<!-- x -->\n<!doctype HTML PUBLIC>",
        "<!-- a > b -->\n<html>",
        "<?xml version='1.0'?><html>",
    ] {
        assert!(is_web_page(page.as_bytes()), "{page}");
        for name in ["a.bib", "a.json", "a.xml", "a", "a.txt"] {
            assert_eq!(sniff(name, page.as_bytes()).map(|format| format.id), Some("web-page"), "{page}");
        }
    }
    for other in ["<feed>", "@misc{a, note = {<html>}}", "<!DOCTYPE dblp>", "<!--", ""] {
        assert!(!is_web_page(other.as_bytes()), "{other}");
    }
}

#[test]
fn pages_without_works_are_reported_with_their_title() {
    for page in [
        "<html><head><title>503 &amp;\n Backend</title>",
        "<html><title>503 &amp; Backend</title><meta property=og:title content=A><meta name=dc.title content=A>",
        "<html><title>503 &amp; Backend</title><script type=application/ld+json>{\"@context\": \"https://schema.org\", \
         \"@type\": \"WebSite\", \"name\": \"A\"}</script><pre>@media screen { a, b }</pre>",
        "<html><title>503 &amp; Backend</title><meta name=citation_reference content='citation_title=A;citation_author=B'>",
    ] {
        let (records, reports) = read(&FORMAT, page);
        assert_eq!((records.len(), reports.len(), reports[0].code.text()), (0, 1, "E1015"), "{page}");
        assert_eq!(reports[0].message, "input is an HTML page without data about works: it says “503 & Backend”");
    }
}

#[test]
fn an_article_has_its_tags_its_json_ld_and_nothing_else() {
    let record = only(include_str!("../../../fixtures/web_page/article.html"));
    assert_eq!((record.kind, record.plain_title().as_str()), (Kind::ArticleJournal, "Tides & “locks”"));
    assert_eq!(authors(&record), ["Ada Lund", "Bo van den Berg"]);
    let Name::Person(first) = &record.names[&NameVariable::Author].list[0] else { panic!("a person") };
    assert_eq!(first.orcid.as_deref(), Some("0000-0002-1825-0097"));
    assert_eq!(record.dates[&DateVariable::Issued].to_string(), "2018-05-04");
    assert_eq!(plain(&record, TextVariable::ContainerTitle), "Journal of Invented Tides");
    assert_eq!(record.number(NumberVariable::Page), Some("115-131"));
    assert_eq!((record.number(NumberVariable::Volume), record.number(NumberVariable::Issue)), (Some("10"), Some("2")));
    assert_eq!(record.doi(), Some("10.5555/tides.115"));
    assert_eq!(record.identifier(IdentifierVariable::Issn), Some("1234-5679"));
    assert_eq!(plain(&record, TextVariable::Abstract), "We look at locks.");
    assert_eq!(record.language.as_deref(), Some("en"));
}

#[test]
fn tags_are_read_wherever_and_however_they_are_written() {
    let filler = "<style>/* <meta name=citation_title content=No> */</style>".repeat(2000);
    let page = format!(
        "<html>{filler}<body><META CONTENT='A title' NAME=Citation_Title><meta property=\"citation_author\" content=\"Lund, Ada\"/>"
    );
    let record = only(&page);
    assert_eq!((record.plain_title().as_str(), authors(&record)), ("A title", vec!["Ada Lund".to_owned()]));
}

#[test]
fn types_follow_from_tags() {
    for (tags, kind) in [
        ("<meta name=citation_conference_title content=C>", Kind::PaperConference),
        ("<meta name=citation_dissertation_institution content=U>", Kind::Thesis),
        ("<meta name=citation_technical_report_institution content=U>", Kind::Report),
        ("<meta name=citation_inbook_title content=B><meta name=citation_isbn content=9783161484100>", Kind::Chapter),
        ("<meta name=citation_arxiv_id content=1901.99999>", Kind::Article),
        ("<meta name=citation_isbn content=9783161484100>", Kind::Book),
        ("<meta name=dc.type content=masterThesis>", Kind::Thesis),
        ("", Kind::Document),
    ] {
        let record = only(&format!("<html><meta name=citation_title content=T>{tags}"));
        assert_eq!(record.kind, kind, "{tags}");
    }
    let thesis = only(
        "<html><meta name=bepress_citation_title content=T><meta name=bepress_citation_dissertation_institution content='University of Tides'>",
    );
    assert_eq!(plain(&thesis, TextVariable::Publisher), "University of Tides");
}

#[test]
fn dublin_core_alone_is_a_work_if_it_says_more_than_a_title() {
    let record = only(
        "<html><meta name='DC.Title' content='T'><meta name='DC.Creator.PersonalName' content='Ada Lund'>\
         <meta name='DC.Source' content='Journal of Tides; Vol. 5 No. 2 (2015); 12-34'><meta name='DC.Date.issued' content='2015-06-01'>\
         <meta name='DC.Identifier.DOI' content='10.5555/t.1'>",
    );
    assert_eq!((record.kind, record.doi()), (Kind::ArticleJournal, Some("10.5555/t.1")));
    assert_eq!(record.dates[&DateVariable::Issued].to_string(), "2015-06-01");
    assert_eq!(record.number(NumberVariable::Volume), Some("5"));
}

#[test]
fn what_single_sites_write_is_understood() {
    let pubmed = only(
        "<html><meta name=citation_title content=T><meta name=citation_authors content='Lund A;van den Berg BC;'>",
    );
    assert_eq!(authors(&pubmed), ["A. Lund", "B. C. van den Berg"]);
    let preprint = only(
        "<html><meta name=citation_title content=T><meta name=citation_journal_title content=bioRxiv>\
         <meta name=citation_publisher content='Cold Spring Harbor Laboratory'>",
    );
    assert_eq!(preprint.kind, Kind::Article);
    let ojs = only(
        "<html><meta name=DC.Title content=T><meta name=DC.Creator.PersonalName content='Ada Lund'>\
         <meta name=DC.Type content=Text.Serial.Journal><meta name=DC.Source content='Journal of Tides'>\
         <meta name=DC.Source.Volume content=5>",
    );
    assert_eq!(
        (ojs.kind, plain(&ojs, TextVariable::ContainerTitle).as_str()),
        (Kind::ArticleJournal, "Journal of Tides")
    );
}

#[test]
fn coins_are_a_record_each() {
    let (records, reports) = read(&FORMAT, include_str!("../../../fixtures/web_page/list.html"));
    assert_eq!((records.len(), reports), (4, vec![]));
    let [article, chapter, thesis, dc] = records.as_slice() else { panic!("four records") };
    assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Tides & locks"));
    assert_eq!(authors(article), ["Ada Lund", "Bo Berg"]);
    assert_eq!(plain(article, TextVariable::ContainerTitle), "Journal of Invented Tides");
    assert_eq!((article.doi(), article.number(NumberVariable::Page)), (Some("10.5555/tides.9"), Some("9-21")));
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2006-03");
    assert_eq!(
        (chapter.kind, plain(chapter, TextVariable::ContainerTitle).as_str()),
        (Kind::Chapter, "The book of tides")
    );
    assert_eq!(chapter.number(NumberVariable::Page), Some("5-7"));
    assert_eq!((thesis.kind, plain(thesis, TextVariable::Publisher).as_str()), (Kind::Thesis, "University of Tides"));
    assert_eq!((dc.kind, authors(dc)), (Kind::Webpage, vec!["Ada Lund".to_owned()]));
    let blank =
        "<html><span class=Z3988 title='rft_val_fmt=info:ofi/fmt:kev:mtx:book&amp;rft.btitle=A&amp;rft.au=%3B'></span>";
    assert_eq!(read_with_codes(&FORMAT, blank).0[0].names.get(&NameVariable::Author), None);
    let nothing = "<html><span class=Z3988 title='ctx_ver=Z39.88-2004&amp;rft.volume=3'></span>";
    assert_eq!(read_with_codes(&FORMAT, nothing).0, []);
}

#[test]
fn bibtex_is_read_with_its_places() {
    let page = "<html>\n<p>x</p>\n<pre class=b>@misc{a,\n title = {Paint &amp; <b>tides</b>}}\n</pre>\n<textarea>\n@misc{b, title = {B}, volume = }\n</textarea>";
    let (records, reports) = read(&FORMAT, page);
    assert_eq!(records.iter().map(Record::plain_title).collect::<Vec<_>>(), ["Paint & tides", "B"]);
    let lines: Vec<_> = records.iter().map(|record| record.origin.as_ref().unwrap().line).collect();
    assert_eq!(lines, [Some(3), Some(7)]);
    assert_eq!(reports.iter().map(|report| report.place.as_ref().unwrap().line).collect::<Vec<_>>(), [7]);
}

#[test]
fn json_ld_is_read_and_what_is_no_work_is_passed_over() {
    let record = only(
        "<html><script type='application/ld+json'>{\"@context\": \"https://schema.org\", \"@graph\": [\
         {\"@type\": \"WebSite\", \"name\": \"S\"}, {\"@type\": \"ImageObject\", \"name\": \"I\"}, \
         {\"@type\": \"ScholarlyArticle\", \"name\": \"Masts & \\\"tides\\\"\"}]}</script>",
    );
    assert_eq!((record.kind, record.plain_title().as_str()), (Kind::ArticleJournal, "Masts & \"tides\""));
}

#[test]
fn other_works_of_an_article_are_counted() {
    let page = "<html><meta name=citation_title content='A title'>\
        <span class=Z3988 title='rft.atitle=A+Title&amp;rft.jtitle=J'></span><span class=Z3988 title='rft.atitle=B&amp;rft.jtitle=J'></span>";
    let (records, reports) = read(&FORMAT, page);
    assert_eq!((records.len(), reports[0].code), (1, Code::NotWorks));
    assert_eq!(reports[0].message, "the page also mentions 1 other works, which were left out");
}

#[test]
fn a_page_may_declare_its_encoding() {
    for declaration in ["<meta charset=\"GBK\">", "<META http-equiv=Content-Type content='text/html; charset=gbk'>"] {
        let mut page = format!("<html><head>{declaration}<meta name=citation_title content='").into_bytes();
        page.extend(b"\xb3\xb1\xcf\xab'>");
        let (mut records, mut unread) = (Vec::new(), page.as_slice());
        let input = crate::syntax::Input::new("a.html", &mut unread);
        let mut reports: Vec<crate::diag::Diagnostic> = Vec::new();
        FORMAT.reader.unwrap().read(input, &mut |record| records.push(record), &mut reports).unwrap();
        assert_eq!((records[0].plain_title().as_str(), reports.len()), ("潮汐", 0), "{declaration}");
    }
}

#[test]
fn hostile_pages_take_linear_time() {
    let many = "<meta name=citation_author content='Lund, Ada'>".repeat(100_000);
    let (records, _) = read(&FORMAT, &format!("<html><meta name=citation_title content=T>{many}"));
    assert_eq!(records[0].names[&NameVariable::Author].list.len(), 100_000);
    let attributes: String = (0..300_000).map(|number| format!(" a{number}=1")).collect();
    for page in [
        format!("<html><span{attributes}>"),
        format!("<html><span title=\"{}", "x".repeat(1 << 20)),
        format!("<html>{}", "<pre>".repeat(100_000)),
        format!("<html>{}", "<!-".repeat(100_000)),
        format!("<html>{}", "<script>".repeat(100_000)),
        format!("<html>{}", "</".repeat(100_000)),
    ] {
        assert_eq!(read_with_codes(&FORMAT, &page), (vec![], vec![Code::WebPage]));
    }
}
