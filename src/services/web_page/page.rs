//! Finds the data about works in a page.

use std::ops::Range;

use crate::syntax::entities::unescaped_once;
use crate::syntax::html::{Tag, Token, for_each_token};

use super::meta;
use super::values::Values;

/// The data about works in a page, each where it is.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its title.
    pub(super) title: Option<String>,
    /// The tags that hold data about works.
    pub(super) tags: Values,
    /// The position of the first of these tags.
    pub(super) first_tag: Range<usize>,
    /// The scripts of JSON-LD.
    pub(super) scripts: Vec<Range<usize>>,
    /// The OpenURLs of COinS.
    pub(super) open_urls: Vec<(String, Range<usize>)>,
    /// The text of all listings (`pre`, `textarea`, `code`), each on the line of the page on which it is. The rest is left
    /// out.
    pub(super) listings: String,
}

/// Elements whose text may be BibTeX.
const LISTINGS: &[&str] = &["pre", "textarea", "code"];

/// How far a listing is moved to the right at most, to be at its column.
const WIDEST: usize = 200;

impl Page {
    /// Finds the data in a page.
    pub(super) fn find(text: &str) -> Self {
        let mut page = Self::default();
        let mut open = Open::Nothing;
        // The listings that are open, and the end of the text that was copied.
        let (mut depth, mut copied) = (0_usize, 0_usize);
        for_each_token(text, &mut |token| match token {
            Token::Start(tag) => {
                open = Open::of(&tag);
                depth += usize::from(is_listing(tag.name));
                page.take_tag(&tag);
            }
            Token::End(name) => {
                open = Open::Nothing;
                depth = depth.saturating_sub(usize::from(is_listing(name)));
            }
            Token::Text(range) => match open {
                Open::Title if page.title.is_none() => page.title = Some(text[range].to_owned()),
                Open::JsonLd => page.scripts.push(range),
                Open::Code | Open::Title => {}
                Open::Nothing if depth > 0 => {
                    page.copy(text, copied, range.clone());
                    copied = range.end;
                }
                Open::Nothing => {}
            },
        });
        page
    }

    fn take_tag(&mut self, tag: &Tag<'_>) {
        if tag.is("meta") {
            let name = ["name", "property", "itemprop"].into_iter().find_map(|name| tag.attribute(name));
            let known = name.and_then(|name| meta::known_name(&name));
            if let (Some(name), Some(content)) = (known, tag.attribute("content")) {
                if self.tags.0.is_empty() {
                    self.first_tag = tag.range.clone();
                }
                self.tags.0.push((name, content.trim().to_owned()));
            }
        } else if let Some(title) = tag.attribute("title")
            && tag.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|class| class == "Z3988"))
        {
            self.open_urls.push((title.into_owned(), tag.range.clone()));
        }
    }

    /// Adds a part of a listing.
    fn copy(&mut self, text: &str, copied: usize, range: Range<usize>) {
        let between = &text[copied..range.start];
        let lines = memchr::memchr_iter(b'\n', between.as_bytes()).count();
        self.listings.extend(std::iter::repeat_n('\n', lines));
        if lines > 0 {
            let line_start = between.rfind('\n').map_or(0, |at| at + 1);
            let column = between[line_start..].chars().take(WIDEST).count();
            self.listings.extend(std::iter::repeat_n(' ', column));
        } else if between.contains("<br") || between.contains("<BR") || between.len() > 20 {
            self.listings.push(' ');
        }
        self.listings.push_str(&unescaped_once(&text[range]));
    }
}

/// The element without tags in it whose content comes next.
#[derive(Debug, Clone, Copy)]
enum Open {
    Nothing,
    Title,
    JsonLd,
    /// A script or a style.
    Code,
}

impl Open {
    fn of(tag: &Tag<'_>) -> Self {
        match () {
            () if tag.is("title") => Self::Title,
            () if tag.is("script") => {
                let kind = tag.attribute("type").unwrap_or_default();
                let kind = kind.split(';').next().unwrap_or_default().trim();
                if kind.eq_ignore_ascii_case("application/ld+json") { Self::JsonLd } else { Self::Code }
            }
            () if tag.is("style") => Self::Code,
            () => Self::Nothing,
        }
    }
}

fn is_listing(name: &str) -> bool {
    LISTINGS.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a text has an entry of BibTeX: a type, a brace, a key and a comma.
pub(super) fn has_entry(text: &str) -> bool {
    memchr::memchr_iter(b'@', text.as_bytes()).any(|at| {
        let after = &text[at + 1..];
        let rest = after.trim_start_matches(|character: char| character.is_ascii_alphabetic());
        let Some(inside) = rest.trim_start().strip_prefix('{').filter(|_| rest.len() < after.len()) else {
            return false;
        };
        let key_end = inside.find([',', '{', '}', '=', '@', ';', '\n']);
        key_end.is_some_and(|end| inside[end..].starts_with(',') && !inside[..end].trim().is_empty())
    })
}
