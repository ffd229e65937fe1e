//! Parses fragments of HTML or XML in strings into a tree. Nothing is an error: whatever is not a tag is text.

use std::collections::HashSet;

use crate::latex;
use crate::syntax::element::{Element, Node};

/// The name of the element for a formula between dollar signs; no tag can have this name.
pub(crate) const FORMULA: &str = "$";

/// The maximum nesting of elements. Deeper elements are left out, and their content is kept.
const MAX_DEPTH: usize = 40;

/// The maximum number of open elements that a closing tag is compared with.
const MAX_OPEN: usize = 64;

/// The longest tag.
const LONGEST_TAG: usize = 4096;

/// The longest formula.
const LONGEST_FORMULA: usize = 4096;

/// Elements without an end tag.
const WITHOUT_END: &[&str] =
    &["br", "hr", "img", "p", "li", "break", "mspace", "none", "mprescripts", "inline-graphic"];

/// Elements whose tags are not text even where their end tag is missing.
const KNOWN: &[&str] = &[
    "i", "em", "italic", "b", "strong", "bold", "u", "sub", "sup", "inf", "sc", "scp", "tt", "code", "span", "a",
    "div", "title", "sec", "abstract", "ul", "ol", "math", "h1", "h2", "h3", "h4", "font",
];

enum Token<'a> {
    Text(&'a str),
    Open(Tag<'a>),
    Close(&'a str),
    Formula(&'a str),
    Nothing,
}

struct Tag<'a> {
    source: &'a str,
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    is_closed: bool,
}

/// Returns the nodes of a string in which character references have been resolved.
pub(crate) fn nodes(source: &str) -> Vec<Node> {
    let tokens = tokens(source);
    let closed: HashSet<String> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Close(name) => Some(name.to_ascii_lowercase()),
            _ => None,
        })
        .collect();
    let mut builder = Builder::default();
    for token in &tokens {
        match token {
            Token::Text(text) => builder.text(text),
            Token::Formula(tex) => builder.leaf(FORMULA, Some(tex)),
            Token::Nothing => {}
            Token::Close(name) => builder.close(&name.to_ascii_lowercase()),
            Token::Open(tag) => {
                let full_name = tag.name.to_ascii_lowercase();
                let local = local_name(&full_name);
                if tag.is_closed || WITHOUT_END.contains(&local) && !closed.contains(&full_name) {
                    builder.leaf(local, None);
                } else if closed.contains(&full_name) {
                    builder.open(&full_name, tag);
                } else if !KNOWN.contains(&local) && local == full_name && tag.attributes.is_empty() {
                    builder.text(tag.source);
                }
            }
        }
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    /// The open elements, the innermost last.
    open: Vec<Open>,
}

struct Open {
    full_name: String,
    /// The element and the nodes before it; for elements deeper than [`MAX_DEPTH`] only the name is kept.
    element: Option<(Element, Vec<Node>)>,
}

impl Builder {
    fn text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.nodes.push(Node::Text(text.to_owned())),
        }
    }

    fn leaf(&mut self, name: &str, text: Option<&str>) {
        let children = text.map(|text| Node::Text(text.to_owned())).into_iter().collect();
        self.nodes.push(Node::Element(Element { name: name.to_owned(), children, ..Element::default() }));
    }

    fn open(&mut self, full_name: &str, tag: &Tag<'_>) {
        let element = (self.open.len() < MAX_DEPTH).then(|| {
            let attributes = tag
                .attributes
                .iter()
                .map(|(name, value)| (local_name(&name.to_ascii_lowercase()).to_owned(), (*value).to_owned()))
                .collect();
            let name = local_name(full_name).to_owned();
            (Element { name, attributes, ..Element::default() }, std::mem::take(&mut self.nodes))
        });
        self.open.push(Open { full_name: full_name.to_owned(), element });
    }

    /// Ends the innermost open element with this name, and all elements open inside it.
    fn close(&mut self, full_name: &str) {
        let Some(above) = self.open.iter().rev().take(MAX_OPEN).position(|open| open.full_name == full_name) else {
            return;
        };
        for _ in 0..=above {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(Open { element: Some((mut element, before)), .. }) = self.open.pop() {
            element.children = std::mem::replace(&mut self.nodes, before);
            self.nodes.push(Node::Element(element));
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.pop();
        }
        self.nodes
    }
}

fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut position = 0;
    while let Some(offset) = memchr::memchr2(b'<', b'$', &source.as_bytes()[position..]) {
        position += offset;
        let rest = &source[position..];
        let found = if rest.starts_with('$') { formula(rest) } else { tag(rest) };
        match found {
            Some((token, length)) => {
                if start < position {
                    tokens.push(Token::Text(&source[start..position]));
                }
                tokens.push(token);
                position += length;
                start = position;
            }
            // Both signs of `$$` would open the same formula, and it is not one.
            None if rest.starts_with("$$") => position += 2,
            None => position += 1,
        }
    }
    if start < source.len() {
        tokens.push(Token::Text(&source[start..]));
    }
    tokens
}

/// Returns the formula at the start of a text. As in pandoc, an opening sign is not followed by a space, and a closing
/// one neither follows a space nor precedes a digit, so that amounts of money are not formulas.
fn formula(text: &str) -> Option<(Token<'_>, usize)> {
    let sign = if text.starts_with("$$") { "$$" } else { "$" };
    let after = &text[sign.len()..];
    let window = &after.as_bytes()[..after.len().min(LONGEST_FORMULA)];
    let end = memchr::memmem::find(window, sign.as_bytes())?;
    let tex = &after[..end];
    let behind = &after[end + sign.len()..];
    let is_tight = !tex.starts_with(char::is_whitespace) && !tex.ends_with(char::is_whitespace);
    let is_price = behind.starts_with(|next: char| next.is_ascii_digit())
        || latex::is_currency(text, sign.len()..sign.len() + end);
    let holds_tag = tex.match_indices('<').any(|(start, _)| tag(&tex[start..]).is_some());
    let is_formula = !tex.trim().is_empty() && (sign == "$$" || is_tight && !is_price) && !holds_tag;
    is_formula.then_some((Token::Formula(tex), 2 * sign.len() + end))
}

/// Returns the tag or comment at the start of a text, and its length.
fn tag(text: &str) -> Option<(Token<'_>, usize)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let window = &comment.as_bytes()[..comment.len().min(LONGEST_TAG)];
        let end = memchr::memmem::find(window, b"-->")?;
        return Some((Token::Nothing, "<!--".len() + end + "-->".len()));
    }
    let mut scanner = Scanner { text, position: 1 };
    if scanner.take('/') {
        let name = scanner.name()?;
        scanner.space();
        return scanner.take('>').then_some((Token::Close(name), scanner.position));
    }
    let name = scanner.name()?;
    let mut attributes = Vec::new();
    loop {
        let has_space = scanner.space();
        let is_closed = scanner.take('/');
        if scanner.take('>') {
            let source = &text[..scanner.position];
            return Some((Token::Open(Tag { source, name, attributes, is_closed }), scanner.position));
        }
        if is_closed || !has_space || scanner.position > LONGEST_TAG {
            return None;
        }
        attributes.push(scanner.attribute()?);
    }
}

struct Scanner<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    fn take(&mut self, character: char) -> bool {
        let is_next = self.rest().starts_with(character);
        self.position += if is_next { character.len_utf8() } else { 0 };
        is_next
    }

    fn space(&mut self) -> bool {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_whitespace).take(LONGEST_TAG).count();
        self.position += length;
        length > 0
    }

    fn name(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.');
        let length = rest.bytes().take_while(is_of_name).take(LONGEST_TAG).count();
        self.position += length;
        rest[..length].starts_with(|first: char| first.is_ascii_alphabetic()).then_some(&rest[..length])
    }

    /// `name="value"`: anything in another form (`a <b and c> d`) is not an attribute.
    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        let name = self.name()?;
        self.space();
        if !self.take('=') {
            return None;
        }
        self.space();
        let quote = ['"', '\''].into_iter().find(|&quote| self.take(quote))?;
        let rest = self.rest();
        let window = &rest.as_bytes()[..rest.len().min(LONGEST_TAG)];
        let length = window.iter().position(|&byte| char::from(byte) == quote)?;
        self.position += length + 1;
        Some((name, &rest[..length]))
    }
}
