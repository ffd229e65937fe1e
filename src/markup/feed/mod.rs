//! The works of a list as a feed, for readers that follow them: JSON Feed and RSS.
//!
//! Items have the dates of publication only where the day is known: neither format has dates of a month or a year.

mod json;
mod rss;

use super::html::{self, Html};
use super::web::Details;
use super::{Block, Doc, Entry, render_text};
use crate::model::Text;
use crate::text::link_target;

pub use json::render_json_feed;
pub use rss::render_rss;

/// What both forms of feeds have.
struct Feed<'a> {
    title: String,
    home: Option<String>,
    address: Option<String>,
    language: &'a str,
    items: Vec<Item<'a>>,
}

/// A work in a feed.
struct Item<'a> {
    id: String,
    link: Option<String>,
    details: &'a Details,
    /// The reference as HTML and as plain text.
    html: String,
    text: String,
}

impl<'a> Feed<'a> {
    /// Returns the feed's own address, unless it is that of a file in another form, with one of these extensions.
    fn address_unless(&self, others: &[&str]) -> Option<&str> {
        let path = |address: &str| address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let is_other =
            |address: &&str| path(address).rsplit_once('.').is_some_and(|(_, extension)| others.contains(&extension));
        self.address.as_deref().filter(|address| !is_other(address))
    }

    fn of(doc: &'a Doc, title: &str) -> Self {
        let options = doc.blocks.iter().find_map(|block| match block {
            Block::Web(page) => Some(&page.feed),
            _ => None,
        });
        let heading = doc.blocks.iter().find_map(|block| match block {
            Block::Heading { level: 1, content } => Some(content.to_plain()),
            _ => None,
        });
        let target = |address: Option<&String>| address.and_then(|address| link_target(address));
        let home = target(options.and_then(|options| options.home.as_ref()));
        let own_title = options.and_then(|options| options.title.clone());
        let limit = options.and_then(|options| options.limit).unwrap_or(usize::MAX);
        Self {
            title: own_title.or(heading).unwrap_or_else(|| title.to_owned()),
            address: target(options.and_then(|options| options.address.as_ref())),
            language: doc.language.as_deref().unwrap_or("en"),
            items: latest(doc)
                .into_iter()
                .take(limit)
                .map(|(entry, details)| item(entry, details, home.as_deref()))
                .collect(),
            home,
        }
    }
}

/// The works of a document, each once, the latest first; works without a date come last.
fn latest(doc: &Doc) -> Vec<(&Entry, &Details)> {
    let lists = doc.blocks.iter().filter_map(|block| match block {
        Block::References(list) => Some(list),
        _ => None,
    });
    let entries = lists.flat_map(|list| &list.entries);
    let mut works: Vec<(&Entry, &Details)> =
        entries.filter_map(|entry| Some((entry, entry.details.as_deref()?))).collect();
    // A list of selected works repeats entries with longer ids.
    works.sort_by_key(|(entry, details)| (details.work, entry.id.len()));
    works.dedup_by_key(|(_, details)| details.work);
    works.sort_by(|(_, one), (_, other)| other.date.cmp(&one.date));
    works
}

fn item<'a>(entry: &'a Entry, details: &'a Details, home: Option<&str>) -> Item<'a> {
    let body = entry.body();
    let remarks = entry.remarks.iter().filter_map(|remark| remark.text(super::RemarkLinks::Labels));
    let whole: Vec<_> = body.inlines().iter().cloned().chain(remarks.flat_map(Text::into_inlines)).collect();
    let anchor = home.and_then(|home| link_target(&format!("{home}#{}", html::anchor(&entry.id, Some(details)))));
    Item {
        id: anchor.clone().or_else(|| details.address.clone()).unwrap_or_else(|| entry.id.clone()),
        link: details.address.clone().or(anchor),
        details,
        html: render_text(&Text::from(whole), &Html).trim().to_owned(),
        text: body.to_text().trim().to_owned(),
    }
}

/// The day of a date, as year, month and day.
fn day(date: &str) -> Option<(i32, u32, u32)> {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

#[cfg(test)]
mod tests;
