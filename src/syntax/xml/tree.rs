//! A whole XML text as a tree in which every element, attribute and value has its place.
//!
//! It is for files that people write, and whose mistakes are to be shown to them: reading goes on after a fault, so that
//! all faults of a file are found in one run. Values are borrowed from the text, unless they have character references.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::Event;

use super::attributes::attributes;
use super::placed::{PlacedElement, XmlFault};
use super::references::resolved;

/// A text, as far as it is XML.
#[derive(Debug, Default)]
pub(crate) struct Tree<'x> {
    /// The outermost element.
    pub(crate) root: Option<PlacedElement<'x>>,
    /// The places where the text is not XML.
    pub(crate) faults: Vec<XmlFault>,
}

/// Reads a text whose elements may be nested this deep.
pub(crate) fn read_tree(xml: &str, deepest: usize) -> Tree<'_> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    // The builder pairs the tags, and continues after tags that do not match.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut builder = Builder { xml, open: Vec::new(), tree: Tree::default() };
    loop {
        let start = offset(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => event,
            Err(error) => {
                builder.fault(start..start + 1, explained(&error));
                break;
            }
        };
        let range = start..offset(reader.buffer_position());
        match event {
            Event::Start(_) | Event::Empty(_) if builder.open.len() >= deepest => {
                builder.fault(range, format!("elements are nested more than {deepest} levels deep"));
                break;
            }
            Event::Start(tag) => builder.start(range, tag.name().as_ref().len()),
            Event::Empty(tag) => {
                builder.start(range, tag.name().as_ref().len());
                builder.close();
            }
            Event::End(_) => builder.end(range),
            Event::Text(_) | Event::GeneralRef(_) => builder.text(range),
            Event::CData(text) => {
                let start = range.start + "<![CDATA[".len();
                let text = xml.get(start..start + text.len()).unwrap_or_default();
                builder.push(Cow::Borrowed(text), range);
            }
            _ => {}
        }
    }
    builder.finish()
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn explained(error: &Error) -> String {
    match error {
        Error::Syntax(SyntaxError::UnclosedTag) => "this tag has no “>”".to_owned(),
        Error::Syntax(SyntaxError::UnclosedComment) => "this comment has no “-->”".to_owned(),
        other => format!("this is not XML: {other}"),
    }
}

struct Builder<'x> {
    xml: &'x str,
    open: Vec<PlacedElement<'x>>,
    tree: Tree<'x>,
}

impl<'x> Builder<'x> {
    fn fault(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.tree.faults.push(XmlFault { at, message: message.into() });
    }

    /// Opens an element; `tag` are the bytes from `<` to `>`.
    fn start(&mut self, tag: Range<usize>, name_length: usize) {
        let name_start = tag.start + 1;
        let name_end = name_start + name_length;
        let Some(name) = self.xml.get(name_start..name_end) else { return };
        let tag_end = tag.end - if self.xml[..tag.end].ends_with("/>") { 2 } else { 1 };
        let attributes = attributes(self.xml, name_end..tag_end.max(name_end), &mut self.tree.faults);
        self.open.push(PlacedElement {
            name: Cow::Borrowed(name),
            at: tag.start..name_end,
            attributes,
            ..PlacedElement::default()
        });
    }

    /// Closes the element with the name of an end tag. If another one is open, what is missing is reported.
    fn end(&mut self, tag: Range<usize>) {
        let name = self.xml.get(tag.start + 2..tag.end.saturating_sub(1)).unwrap_or_default().trim_end();
        let at = tag.start..(tag.start + 2 + name.len());
        match self.open.iter().rposition(|element| element.name == name) {
            Some(index) => {
                while let Some(element) = self.open.last().filter(|_| self.open.len() > index + 1) {
                    let message = format!("<{}> has no end tag: </{name}> comes first", element.name);
                    self.fault(element.at.clone(), message);
                    self.close();
                }
                self.close();
            }
            // The name is misspelt, or there is an end tag too many.
            None => match self.open.last() {
                Some(open) => {
                    let message = format!("</{name}> does not fit: <{}> is to be closed here", open.name);
                    self.fault(at, message);
                    if self.open.len() > 1 {
                        self.close();
                    }
                }
                None => self.fault(at, format!("</{name}> does not fit: no element is to be closed here")),
            },
        }
    }

    fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.adopt(element);
        }
    }

    /// Makes an element that is closed a child of the one that is open.
    fn adopt(&mut self, element: PlacedElement<'x>) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None if self.tree.root.is_none() => self.tree.root = Some(element),
            None => self.fault(element.at.clone(), format!("<{}> follows the end of the file’s element", element.name)),
        }
    }

    fn text(&mut self, range: Range<usize>) {
        let Some(raw) = self.xml.get(range.clone()) else { return };
        let text = resolved(raw, range.start, &mut self.tree.faults);
        self.push(text, range);
    }

    fn push(&mut self, text: Cow<'x, str>, range: Range<usize>) {
        let is_blank = text.trim().is_empty();
        let Some(element) = self.open.last_mut() else {
            if !is_blank && self.tree.faults.is_empty() {
                let lead = self.xml[range.clone()].len() - self.xml[range.clone()].trim_start().len();
                self.fault(range.start + lead..range.end, "this text is not in an element");
            }
            return;
        };
        if !is_blank && element.text_at.is_empty() {
            let raw = &self.xml[range.clone()];
            let start = range.start + (raw.len() - raw.trim_start().len());
            element.text_at = start..start + raw.trim().len();
        }
        match element.text.is_empty() {
            true => element.text = text,
            false => element.text.to_mut().push_str(&text),
        }
    }

    fn finish(mut self) -> Tree<'x> {
        if self.tree.faults.is_empty()
            && let Some(innermost) = self.open.last()
        {
            let message = format!("<{}> has no end tag: the file ends first", innermost.name);
            self.fault(innermost.at.clone(), message);
        }
        while !self.open.is_empty() {
            self.close();
        }
        self.tree
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, read_tree};

    fn faults(xml: &str) -> Vec<(&str, String)> {
        let Tree { faults, .. } = read_tree(xml, 10);
        faults.into_iter().map(|fault| (&xml[fault.at], fault.message)).collect()
    }

    #[test]
    fn everything_has_its_place() {
        let xml =
            "<?xml version='1.0'?>\n<!-- <x> --><a>\n <b one = \"1&amp;2\"  two='\n&#x41;'/>ü &amp; <![CDATA[<]]></a>";
        let Tree { root, faults } = read_tree(xml, 10);
        assert_eq!(faults, []);
        let root = root.unwrap();
        let b = root.child("b").unwrap();
        assert_eq!((&*root.name, root.text.trim(), &xml[b.at.clone()]), ("a", "ü & <", "<b"));
        assert_eq!((b.value("one"), b.value("two")), (Some("1&2"), Some(" A")));
        let one = b.attribute("one").unwrap();
        assert_eq!((&xml[one.name_at.clone()], &xml[one.value_at.clone()]), ("one", "1&amp;2"));
        assert!(xml[root.text_at.clone()].starts_with('ü'));
    }

    #[test]
    fn tags_that_do_not_fit_are_found_and_reading_goes_on() {
        assert_eq!(faults("<a><b></c></a>"), [("</c", "</c> does not fit: <b> is to be closed here".to_owned())]);
        assert_eq!(faults("<a><b><c></b></a>"), [("<c", "<c> has no end tag: </b> comes first".to_owned())]);
        assert_eq!(faults("<a><b>"), [("<b", "<b> has no end tag: the file ends first".to_owned())]);
        assert_eq!(faults("<a/></a>").len(), 1);
        assert_eq!(faults("<a/><b/>")[0].0, "<b");
        assert_eq!(faults("<a><b </a>").len(), 1);
        assert_eq!(faults("no xml")[0].0, "no xml");
        assert_eq!(read_tree("<a><b></c></a>", 10).root.unwrap().children.len(), 1);
    }

    #[test]
    fn nesting_is_limited() {
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(faults(&deep)[0].1.contains("more than 10 levels"));
    }
}
