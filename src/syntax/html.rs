//! The tags and texts of HTML, as the standard's tokenizer finds them (<https://html.spec.whatwg.org/multipage/parsing.html>,
//! section 13.2.5). No tree is built and no script is run.
//!
//! The time is linear in the length of the page, whatever is in it: a tag, comment or script that never ends extends to the end
//! of the page.

use std::borrow::Cow;
use std::ops::Range;

use super::entities::unescaped_once;

/// A part of a page. Comments and declarations are left out.
#[derive(Debug)]
pub(crate) enum Token<'t> {
    /// A start tag.
    Start(Tag<'t>),
    /// The name of an end tag.
    End(&'t str),
    /// The position of a text: one between tags, or the whole content of an element that has no tags in it, such as a
    /// script.
    Text(Range<usize>),
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'t> {
    /// Its name, as it is in the page.
    pub(crate) name: &'t str,
    /// Its position.
    pub(crate) range: Range<usize>,
    attributes: Vec<(&'t str, &'t str)>,
}

impl Tag<'_> {
    /// Whether the tag has this name, in lower case.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns the value of an attribute, with its character references resolved.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(unescaped_once(value))
    }
}

/// The elements whose content is text, up to their end tag.
const TEXT_ONLY: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// How many attributes of a tag are kept. No real tag has as many.
const MOST_ATTRIBUTES: usize = 1000;

/// Passes the tags and texts of a page on, in their order.
pub(crate) fn for_each_token<'t>(page: &'t str, on_token: &mut dyn FnMut(Token<'t>)) {
    let bytes = page.as_bytes();
    let mut text_start = 0;
    let mut position = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[position..]).map(|found| position + found) {
        let after = &bytes[open + 1..];
        let is_name = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let is_end = after.first() == Some(&b'/');
        let is_tag = is_name(after.get(usize::from(is_end)));
        if !is_tag && !is_end && !matches!(after.first(), Some(b'!' | b'?')) {
            position = open + 1; // a character of the text
            continue;
        }
        if text_start < open {
            on_token(Token::Text(text_start..open));
        }
        position = match (is_tag, is_end) {
            (true, false) => {
                let tag = tag(page, open);
                let (end, name) = (tag.range.end, tag.name);
                // A tag that the end of the page cuts off is none.
                if bytes[end - 1] != b'>' {
                    return;
                }
                on_token(Token::Start(tag));
                match TEXT_ONLY.iter().find(|known| name.eq_ignore_ascii_case(known)) {
                    Some(name) => {
                        let content_end = end_of_content(bytes, end, name);
                        if end < content_end {
                            on_token(Token::Text(end..content_end));
                        }
                        content_end
                    }
                    None => end,
                }
            }
            (true, true) => {
                let tag = tag(page, open + 1);
                on_token(Token::End(tag.name));
                tag.range.end
            }
            (false, _) => end_of_comment(bytes, open),
        };
        text_start = position;
    }
    if text_start < page.len() {
        on_token(Token::Text(text_start..page.len()));
    }
}

/// Reads the tag whose name starts after this offset.
fn tag(page: &str, open: usize) -> Tag<'_> {
    let bytes = page.as_bytes();
    let position_of = |from: usize, is_wanted: &dyn Fn(u8) -> bool| {
        bytes[from..].iter().position(|byte| is_wanted(*byte)).map_or(bytes.len(), |found| from + found)
    };
    let is_space = |byte: u8| byte.is_ascii_whitespace();
    let name_end = position_of(open + 1, &|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    let (mut attributes, mut position) = (Vec::new(), name_end);
    loop {
        let start = position_of(position, &|byte| !is_space(byte) && byte != b'/');
        if bytes.get(start).is_none_or(|byte| *byte == b'>') {
            position = (start + 1).min(bytes.len());
            break;
        }
        // An equals sign at the beginning is a part of the name.
        let end = position_of(start + 1, &|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let equals = position_of(end, &|byte| !is_space(byte));
        let mut value = "";
        position = end;
        if bytes.get(equals) == Some(&b'=') {
            let from = position_of(equals + 1, &|byte| !is_space(byte));
            position = from;
            match bytes.get(from) {
                Some(quote @ (b'"' | b'\'')) => {
                    let until =
                        memchr::memchr(*quote, &bytes[from + 1..]).map_or(bytes.len(), |found| from + 1 + found);
                    value = &page[from + 1..until];
                    position = (until + 1).min(bytes.len());
                }
                Some(b'>') | None => {}
                Some(_) => {
                    position = position_of(from, &|byte| is_space(byte) || byte == b'>');
                    value = &page[from..position];
                }
            }
        }
        if attributes.len() < MOST_ATTRIBUTES {
            attributes.push((&page[start..end], value));
        }
        if position >= bytes.len() {
            break;
        }
    }
    Tag { name: &page[open + 1..name_end], range: open..position, attributes }
}

/// Returns where the end tag of an element without tags in it starts.
fn end_of_content(bytes: &[u8], start: usize, name: &str) -> usize {
    for found in memchr::memmem::find_iter(&bytes[start..], b"</") {
        let after = &bytes[start + found + 2..];
        let is_name = after.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
        let is_whole = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        if is_name && after.get(name.len()).is_some_and(is_whole) {
            return start + found;
        }
    }
    bytes.len()
}

/// Returns the end of a comment, a declaration, or whatever else is passed over like a comment.
fn end_of_comment(bytes: &[u8], open: usize) -> usize {
    let find = |from: usize, end: &[u8]| {
        let found = bytes.get(from..).and_then(|rest| memchr::memmem::find(rest, end));
        found.map_or(bytes.len(), |found| from + found + end.len())
    };
    // `<!-->` is a whole comment, too.
    if bytes[open..].starts_with(b"<!--") { find(open + 2, b"-->") } else { find(open, b">") }
}

#[cfg(test)]
mod tests {
    use super::{Token, for_each_token};

    fn tokens(page: &str) -> Vec<String> {
        let mut found = Vec::new();
        for_each_token(page, &mut |token| {
            found.push(match token {
                Token::Start(tag) => {
                    let attribute = tag.attribute("a").map(|value| format!(" a={value}"));
                    format!("<{}{}>", tag.name, attribute.unwrap_or_default())
                }
                Token::End(name) => format!("</{name}>"),
                Token::Text(range) => page[range].to_owned(),
            });
        });
        found
    }

    #[test]
    fn tags_texts_and_attributes_are_found() {
        for (page, expected) in [
            ("x<b a=1>y</b >z", &["x", "<b a=1>", "y", "</b>", "z"][..]),
            ("<META A = 'a > b'/>", &["<META a=a > b>"]),
            ("<i b a=\"&lt;&amp;amp;\" a=2>", &["<i a=<&amp;>"]),
            ("<i b=''a=x/y>", &["<i a=x/y>"]),
            ("<i a>", &["<i a=>"]),
            ("<i a=>t", &["<i a=>", "t"]),
            ("a < b <> c", &["a < b <> c"]),
            ("<!doctype html><!-- <b> --!> --><?x?></ x>t", &["t"]),
            ("<!-->t", &["t"]),
            ("<script>if (a </b) '</scripts>'</SCRIPT >t", &["<script>", "if (a </b) '</scripts>'", "</SCRIPT>", "t"]),
            ("<title><b>", &["<title>", "<b>"]),
            ("t<b a='", &["t"]),
            ("t<!-- <b>", &["t"]),
            ("t<", &["t<"]),
            ("<ü>", &["<ü>"]),
            ("<b ü='é'>é", &["<b>", "é"]),
        ] {
            assert_eq!(tokens(page), expected, "{page}");
        }
    }

    #[test]
    fn any_beginning_of_a_page_is_read() {
        let page = "<!--a--><p a=\"é\" b='c' d=e f/>é&amp;<script>x</script></p><title>é</title>";
        for end in (0..=page.len()).filter(|end| page.is_char_boundary(*end)) {
            tokens(&page[..end]);
        }
    }
}
