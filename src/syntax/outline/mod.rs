//! The outline of a text: what can be seen of its structure in its beginning.
//!
//! Formats are recognised by it, wherever in the beginning their signs are. It is made from a part of a text, so it may end
//! anywhere, and the parts of it are made when they are asked for.

mod json;
mod table;
mod tree;
mod xml;

use std::cell::OnceCell;
use std::fmt;

pub(crate) use table::Header;
pub(crate) use tree::{Node, Tree, ValueKind};
pub(crate) use xml::XmlOutline;

/// The outline of a text, made from its beginning.
pub struct Outline<'a> {
    text: &'a str,
    extent: Extent,
    json: OnceCell<Option<Tree<'a>>>,
    xml: OnceCell<Option<XmlOutline<'a>>>,
    header: OnceCell<Option<Header>>,
}

/// How much of a text an outline is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The whole text.
    Whole,
    /// Its beginning.
    Beginning,
}

/// The syntax of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    Json,
    Xml,
    Text,
}

impl<'a> Outline<'a> {
    /// Makes the outline of a text from its beginning.
    pub fn new(text: &'a str, extent: Extent) -> Self {
        Self { text, extent, json: OnceCell::new(), xml: OnceCell::new(), header: OnceCell::new() }
    }

    /// Returns the text from which it was made.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns how much of the text it was made from.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// Returns the syntax of the text.
    pub(crate) fn syntax(&self) -> Syntax {
        if self.json().is_some() {
            Syntax::Json
        } else if self.xml().is_some() {
            Syntax::Xml
        } else {
            Syntax::Text
        }
    }

    /// Returns the members of the first JSON value; `None` for texts that are not JSON.
    pub(crate) fn json(&self) -> Option<&Tree<'a>> {
        self.json.get_or_init(|| json::outline(self.text)).as_ref()
    }

    /// Returns the elements of XML; `None` for texts that are not XML.
    pub(crate) fn xml(&self) -> Option<&XmlOutline<'a>> {
        self.xml.get_or_init(|| xml::outline(self.text)).as_ref()
    }

    /// Returns the first row of a table of delimited values; `None` for texts that are not such a table.
    pub(crate) fn header(&self) -> Option<&Header> {
        let header = || if self.syntax() == Syntax::Text { table::header(self.text, self.extent) } else { None };
        self.header.get_or_init(header).as_ref()
    }
}

impl fmt::Debug for Outline<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Outline").field("extent", &self.extent).finish_non_exhaustive()
    }
}
