//! Tests of web pages: what they show, and that texts of records stay texts.

use std::collections::BTreeMap;

use crate::markup::tests::hostile_texts;
use crate::markup::{
    Block, Chart, Details, Doc, Entry, Filter, References, Shown, Theme, WebPage, WebWords, backend_by_id, render,
    render_page,
};
use crate::model::Text;

fn doc(entries: Vec<Entry>, page: WebPage) -> Doc {
    let list = References { entries, ..References::default() };
    Doc {
        blocks: vec![Block::Web(Box::new(page)), Block::References(list)],
        language: Some("en".into()),
        ..Doc::default()
    }
}

fn entry(id: &str, details: Details) -> Entry {
    Entry { details: Some(Box::new(details)), ..Entry::new(id, Some("[1]".into()), "Lind, N. Lamps.".into()) }
}

fn html(doc: &Doc) -> String {
    render_page(doc, backend_by_id("html").unwrap(), "Works")
}

fn everything() -> WebPage {
    let mut page = WebPage::new(WebWords::of("en"));
    page.search = Shown::Yes;
    page.permalinks = Shown::Yes;
    page.filters = vec![Filter { label: "Year", options: vec!["2021".into(), "2020".into()] }];
    page.totals = Some("1 work".into());
    page.charts = vec![Chart { title: "Works by year", years: BTreeMap::from([(2019, 1), (2021, 4)]) }];
    page
}

#[test]
fn a_work_can_be_found_linked_and_cited() {
    let details = Details {
        title: "Lamps".into(),
        bibtex: Some("@misc{lamps,\n  title = {Lamps},\n}".into()),
        summary: Some("On <lamps>.".into()),
        thumbnail: Some("img/a b.png".into()),
        choices: vec![vec![1]],
        work: 7,
        ..Details::default()
    };
    let page = html(&doc(vec![entry("lamps 1", details)], everything()));
    for part in [
        "id=\"ref-lamps-1\" data-work=\"7\" data-choices=\"0-1\">",
        "<img class=\"publist-thumbnail\" src=\"img/a%20b.png\" alt=\"\" loading=\"lazy\">",
        "<details><summary>Abstract</summary><p>On &lt;lamps&gt;.</p></details>",
        "<code>@misc{lamps,\n  title = {Lamps},\n}\n</code>",
        "data-file=\"lamps-1.bib\"",
        "href=\"#ref-lamps-1\" aria-label=\"Link: Lamps\">Link</a>",
        "<option value=\"0-1\">2020</option>",
        "<p class=\"publist-totals\">1 work</p>",
        "<title id=\"publist-chart-0-title\">Works by year</title>",
        "<desc id=\"publist-chart-0-text\">2019: 1, 2020: 0, 2021: 4</desc>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert_eq!(page.matches("<script>").count(), 1);
}

#[test]
fn what_is_off_is_not_there() {
    let page = html(&doc(vec![entry("a", Details::default())], WebPage::new(WebWords::of("en"))));
    for part in ["<script", "<form", "<details", "publist-permalink\"", "<svg", "<img"] {
        assert!(!page.contains(part), "{part}\n{page}");
    }
    assert!(page.contains("script-src 'none'"), "{page}");
}

#[test]
fn a_fragment_has_neither_controls_nor_styles() {
    let bibtex = Some("@misc{a,}".into());
    let details = Details { bibtex, id_prefix: Some("talks-".into()), ..Details::default() };
    let fragment = render(&doc(vec![entry("a", details)], everything()), backend_by_id("html").unwrap());
    assert_eq!(
        fragment,
        "<div class=\"csl-bib-body\" role=\"list\" lang=\"en\">\n  <div class=\"csl-entry\" role=\"listitem\" id=\"talks-a\">\
         <p><span class=\"csl-left-margin\">[1]</span> <span class=\"csl-right-inline\">Lind, N. Lamps.</span></p></div>\n</div>\n"
    );
}

#[test]
fn colours_can_be_chosen() {
    let mut page = WebPage::new(WebWords::of("en"));
    page.theme = Theme::Dark;
    assert!(html(&doc(Vec::new(), page.clone())).contains("<html lang=\"en\" class=\"dark\">"));
    page.theme = Theme::System;
    assert!(html(&doc(Vec::new(), page)).contains("<html lang=\"en\">"));
}

#[test]
fn hostile_texts_are_neither_script_nor_attribute() {
    let texts = hostile_texts();
    let entries = texts.iter().map(|text| {
        let details = Details {
            title: text.clone(),
            bibtex: Some(format!("@misc{{a,\n  title = {{{text}}},\n}}</code></pre><script>alert(1)</script>")),
            summary: Some(Text::plain(text)),
            thumbnail: Some(text.clone()),
            ..Details::default()
        };
        entry(text, details)
    });
    let mut page = everything();
    page.filters[0].options = texts.clone();
    page.totals = Some(texts.concat());
    let html = html(&doc(entries.collect(), page));
    assert_eq!(html.matches("<script").count(), 1, "only our own");
    let tags = html.split('<').skip(1).map(|tag| tag.split(['>', ' ', '\n']).next().unwrap().trim_start_matches('/'));
    let known = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "h1",
        "p",
        "figure",
        "svg",
        "desc",
        "rect",
        "text",
        "figcaption",
        "form",
        "label",
        "input",
        "select",
        "option",
        "output",
        "button",
        "div",
        "span",
        "details",
        "summary",
        "pre",
        "code",
        "a",
        "script",
        "img",
    ];
    let script = html.find("<script>").unwrap();
    let before = html[..script].matches('<').count();
    for tag in tags.take(before) {
        assert!(known.contains(&tag), "{tag}");
    }
}
