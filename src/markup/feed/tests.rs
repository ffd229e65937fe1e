//! Tests of feeds: their structure, and that no text leaves its place.

use quick_xml::events::Event;
use serde_json::Value;

use super::{render_json_feed, render_rss};
use crate::markup::tests::hostile_texts;
use crate::markup::{Block, Details, Doc, Entry, FeedOptions, References, WebPage, WebWords};
use crate::model::Text;

fn entry(work: usize, title: &str, date: Option<&str>) -> Entry {
    let details = Details {
        work,
        title: title.into(),
        authors: vec!["Nora Lind".into(), title.into()],
        tags: vec![title.into()],
        date: date.map(str::to_owned),
        address: (work == 1).then(|| "https://doi.org/10.5555/x".to_owned()),
        summary: Some(Text::plain(title)),
        ..Details::default()
    };
    Entry { details: Some(Box::new(details)), ..Entry::new(format!("k{work} {title}"), None, Text::plain(title)) }
}

fn doc(entries: Vec<Entry>, feed: FeedOptions) -> Doc {
    let mut page = WebPage::new(WebWords::of("en"));
    page.feed = feed;
    let list = References { entries, ..References::default() };
    let heading = Block::Heading { level: 1, content: "Works".into() };
    Doc {
        blocks: vec![heading, Block::Web(Box::new(page)), Block::References(list)],
        language: Some("de".into()),
        ..Doc::default()
    }
}

fn home() -> FeedOptions {
    FeedOptions::default().with_home("https://example.org/works.html").with_address("https://example.org/feed")
}

/// The names and texts of all elements; panics if the XML is malformed.
fn elements(xml: &str) -> Vec<(String, String)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut open, mut found) = (Vec::<(String, String)>::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                open.push((String::from_utf8_lossy(start.name().as_ref()).into_owned(), String::new()))
            }
            Event::End(_) => found.extend(open.pop()),
            Event::Text(text) => {
                open.last_mut().into_iter().for_each(|(_, content)| content.push_str(&text.decode().expect("UTF-8")))
            }
            Event::GeneralRef(reference) => {
                let name = String::from_utf8_lossy(&reference).into_owned();
                let character = match name.as_str() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    other => panic!("{other}"),
                };
                open.last_mut().into_iter().for_each(|(_, content)| content.push_str(character));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_json_feed_has_the_members_of_its_specification() {
    let works = vec![
        entry(0, "Old", Some("2019-02-03")),
        entry(1, "New", Some("2024")),
        entry(2, "None", None),
        entry(1, "New", Some("2024")),
    ];
    let feed: Value = serde_json::from_str(&render_json_feed(&doc(works, home()), "x")).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!((&feed["title"], &feed["language"]), (&"Works".into(), &"de".into()));
    assert_eq!(feed["home_page_url"], "https://example.org/works.html");
    assert_eq!(feed["feed_url"], "https://example.org/feed");
    let items = feed["items"].as_array().unwrap();
    let titles: Vec<&str> = items.iter().map(|item| item["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["New", "Old", "None"], "the latest first, each once");
    assert_eq!(items[0]["url"], "https://doi.org/10.5555/x");
    assert_eq!(items[0]["id"], "https://example.org/works.html#ref-k1-New");
    assert!(items[0].get("date_published").is_none(), "a year is no day");
    assert_eq!(items[1]["date_published"], "2019-02-03T00:00:00Z");
    assert!(items.iter().all(|item| item["id"].is_string() && item["content_html"].is_string()));
}

#[test]
fn a_feed_does_not_name_that_of_the_other_form_as_its_own() {
    let at = |address: &str| doc(vec![entry(0, "Old", None)], home().with_address(address));
    let (rss, json) = ("https://example.org/feed.rss?a", "https://example.org/feed.JSON");
    assert!(render_rss(&at(rss), "x").contains("feed.rss?a") && !render_rss(&at(json), "x").contains("feed.JSON"));
    let (of_rss, of_json) = (render_json_feed(&at(rss), "x"), render_json_feed(&at(json), "x"));
    assert!(!of_rss.contains("feed_url") && of_json.contains("feed.JSON"));
}

#[test]
fn an_rss_feed_has_the_elements_of_its_specification() {
    let rss =
        render_rss(&doc(vec![entry(0, "Old", Some("2019-02-03")), entry(1, "New", None)], home().with_limit(1)), "x");
    let all = elements(&rss);
    let of =
        |name: &str| all.iter().filter(|(known, _)| known == name).map(|(_, text)| text.as_str()).collect::<Vec<_>>();
    assert_eq!(of("title"), ["Works", "Old"]);
    assert_eq!(of("link"), ["https://example.org/works.html", "https://example.org/works.html#ref-k0-Old"]);
    assert_eq!(of("pubDate"), ["03 Feb 2019 00:00:00 GMT"]);
    assert_eq!(of("description").len(), 2);
    assert!(rss.contains("isPermaLink=\"true\""), "{rss}");
}

#[test]
fn hostile_texts_stay_in_their_elements() {
    let works = hostile_texts().iter().enumerate().map(|(place, text)| entry(place, text, Some("2020"))).collect();
    let doc = doc(works, FeedOptions::default());
    let names: Vec<String> = elements(&render_rss(&doc, "x")).into_iter().map(|(name, _)| name).collect();
    let known =
        ["rss", "channel", "title", "link", "description", "language", "item", "guid", "dc:creator", "category"];
    assert!(names.iter().all(|name| known.contains(&name.as_str())), "{names:?}");
    let json = render_json_feed(&doc, "x");
    assert!(!json.contains('<'), "{json}");
    assert!(!json.chars().any(|character| character.is_control() && character != '\n'));
    let feed: Value = serde_json::from_str(&json).unwrap();
    let html =
        feed["items"].as_array().unwrap().iter().map(|item| item["content_html"].as_str().unwrap()).collect::<String>();
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
}
