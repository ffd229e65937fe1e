//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Map, Value, json};

use super::{Feed, Item, day};
use crate::markup::Doc;
use crate::markup::backend::without_controls;

/// Writes the works of a document as a JSON Feed. `title` is used if the document has none.
pub fn render_json_feed(doc: &Doc, title: &str) -> String {
    let feed = Feed::of(doc, title);
    let mut members = Map::new();
    members.insert("version".into(), "https://jsonfeed.org/version/1.1".into());
    members.insert("title".into(), clean(&feed.title));
    put(&mut members, "home_page_url", feed.home.as_deref());
    put(&mut members, "feed_url", feed.address_unless(&["rss", "xml"]));
    members.insert("language".into(), feed.language.into());
    members.insert("items".into(), feed.items.iter().map(item).collect());
    // Valid, too, inside a script of a page.
    let text = serde_json::to_string_pretty(&Value::Object(members)).unwrap_or_default();
    text.replace('<', "\\u003c") + "\n"
}

fn item(item: &Item<'_>) -> Value {
    let mut members = Map::new();
    members.insert("id".into(), clean(&item.id));
    put(&mut members, "url", item.link.as_deref());
    members.insert("title".into(), clean(&item.details.title));
    members.insert("content_html".into(), item.html.as_str().into());
    members.insert("content_text".into(), item.text.as_str().into());
    if let Some(summary) = &item.details.summary {
        members.insert("summary".into(), summary.to_text().into());
    }
    if let Some((year, month, day)) = item.details.date.as_deref().and_then(day) {
        members.insert("date_published".into(), format!("{year:04}-{month:02}-{day:02}T00:00:00Z").into());
    }
    if !item.details.authors.is_empty() {
        let authors = item.details.authors.iter().map(|name| json!({ "name": clean(name) }));
        members.insert("authors".into(), authors.collect());
    }
    if !item.details.tags.is_empty() {
        members.insert("tags".into(), item.details.tags.iter().map(|tag| clean(tag)).collect());
    }
    Value::Object(members)
}

fn put(members: &mut Map<String, Value>, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        members.insert(name.into(), value.into());
    }
}

fn clean(text: &str) -> Value {
    without_controls(text).into_owned().into()
}
