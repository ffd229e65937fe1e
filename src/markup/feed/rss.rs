//! RSS 2.0 (<https://www.rssboard.org/rss-specification>), with authors as in Dublin Core, as RSS's own need an address.

use super::{Feed, Item, day};
use crate::markup::Doc;
use crate::markup::backend::without_controls;
use crate::text::xml::escaped_xml;

/// Writes the works of a document as an RSS feed. `title` is used if the document has none.
pub fn render_rss(doc: &Doc, title: &str) -> String {
    let feed = Feed::of(doc, title);
    let title = element("title", &feed.title);
    let link = element("link", feed.home.as_deref().unwrap_or_default());
    let own = feed.address_unless(&["json"]).map(|address| {
        format!("<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>\n", escaped_xml(address))
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n{title}{link}{}{}{}{}</channel>\n</rss>\n",
        element("description", &feed.title),
        element("language", feed.language),
        own.unwrap_or_default(),
        feed.items.iter().map(item).collect::<String>(),
    )
}

fn item(item: &Item<'_>) -> String {
    let is_address = item.id.starts_with("http");
    let link = item.link.as_deref().map(|link| element("link", link)).unwrap_or_default();
    let authors = item.details.authors.iter().map(|name| element("dc:creator", name)).collect::<String>();
    let tags = item.details.tags.iter().map(|tag| element("category", tag)).collect::<String>();
    let date = item.details.date.as_deref().and_then(day).and_then(rfc_822).map(|date| element("pubDate", &date));
    format!(
        "<item>\n{}{link}<guid isPermaLink=\"{is_address}\">{}</guid>\n{}{authors}{tags}{}</item>\n",
        element("title", &item.details.title),
        escaped_xml(&without_controls(&item.id)),
        element("description", &item.html),
        date.unwrap_or_default(),
    )
}

fn element(name: &str, content: &str) -> String {
    format!("<{name}>{}</{name}>\n", escaped_xml(&without_controls(content)))
}

/// A day as RFC 822 writes it.
fn rfc_822((year, month, day): (i32, u32, u32)) -> Option<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    Some(format!("{day:02} {month} {year:04} 00:00:00 GMT"))
}
