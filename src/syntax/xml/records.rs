//! The records of an XML file, one tree at a time.

use std::io;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::source::{AllowanceExceeded, Position, Utf8Source};
use super::{MAX_DEPTH, local_name};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::syntax::Input;
use crate::syntax::element::{Element, Node};
use crate::syntax::entities::{character_of_reference, unescaped_once};

/// Which elements of a file are records.
pub(crate) struct Shape {
    /// The name of the format, for messages.
    pub(crate) format: &'static str,
    /// The elements that are records. When one occurs inside another, the outer one was not closed.
    pub(crate) records: &'static [&'static str],
    /// The records that contain others as parts.
    pub(crate) wrappers: &'static [&'static str],
    /// Elements with which the service reports an error.
    pub(crate) errors: &'static [&'static str],
}

/// How many characters of a text that is not XML are shown.
const SHOWN: usize = 80;

/// Passes every record of a file to `each` as soon as it ends, together with the sink for its problems.
///
/// # Errors
/// Returns any I/O error from the input.
pub(crate) fn read(
    input: Input<'_>,
    shape: &Shape,
    diag: &mut dyn Sink,
    each: &mut dyn FnMut(&Element, &mut dyn Sink),
) -> io::Result<()> {
    let Input { name, bytes, .. } = input;
    let mut reader = reader(Utf8Source::new(bytes));
    let mut builder = Builder {
        file: name,
        shape,
        diag,
        each,
        open: Vec::new(),
        root: None,
        stray: String::new(),
        given: 0,
        faults: 0,
    };
    let mut buffer = Vec::new();
    loop {
        let position = reader.get_ref().position();
        if builder.open.is_empty() {
            reader.get_mut().renew_allowance();
        }
        buffer.clear();
        let is_broken = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => break,
            Ok(event) => !builder.event(event, position),
            Err(quick_xml::Error::Io(error))
                if error.get_ref().is_some_and(|inner| inner.is::<AllowanceExceeded>()) =>
            {
                builder.fault(Code::XmlTooLarge, "the record is larger than 64 MB", position);
                true
            }
            Err(quick_xml::Error::Io(error)) => return Err(io::Error::new(error.kind(), error.to_string())),
            Err(error) => {
                builder.fault(Code::XmlSyntax, &format!("this is not XML: {error}"), position);
                true
            }
        };
        if is_broken {
            builder.open.clear();
            let mut source = reader.into_inner();
            if !source.skip_to_element(shape.records)? {
                break;
            }
            reader = self::reader(source);
        }
    }
    builder.end();
    Ok(())
}

fn reader(source: Utf8Source<'_>) -> Reader<Utf8Source<'_>> {
    let mut reader = Reader::from_reader(source);
    let config = reader.config_mut();
    // The builder pairs the tags, and continues after tags that do not match.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

struct Builder<'a> {
    file: &'a str,
    shape: &'a Shape,
    diag: &'a mut dyn Sink,
    each: &'a mut dyn FnMut(&Element, &mut dyn Sink),
    /// The open elements of the record that is being read.
    open: Vec<Element>,
    /// The first element of the file.
    root: Option<String>,
    /// The text outside elements, while no element was seen.
    stray: String,
    given: usize,
    faults: usize,
}

impl Builder<'_> {
    /// Handles an event; returns false when the rest of the record cannot be read.
    fn event(&mut self, event: Event<'_>, position: Position) -> bool {
        match event {
            Event::Start(start) => return self.start(&start, position),
            Event::Empty(start) => return self.start(&start, position) && self.end_of(start.name().as_ref(), position),
            Event::End(end) => return self.end_of(end.name().as_ref(), position),
            Event::Text(text) => self.text(&text),
            Event::CData(text) => self.text(&text),
            Event::GeneralRef(reference) if !self.open.is_empty() => {
                let reference = String::from_utf8_lossy(&reference);
                match character_of_reference(&reference) {
                    Some(characters) => self.push(Node::Text(characters.into_owned())),
                    None => self.push(Node::Text(format!("&{reference};"))),
                }
            }
            _ => {}
        }
        true
    }

    fn start(&mut self, start: &BytesStart<'_>, position: Position) -> bool {
        let name = start.name();
        let name = String::from_utf8_lossy(name.as_ref());
        let name = local_name(&name);
        if self.root.is_none() {
            self.root = Some(name.to_owned());
        }
        let is_error = self.shape.errors.contains(&name);
        let is_record = is_error && self.open.is_empty() || self.shape.records.contains(&name);
        let own_name = self.open.first().map(|record| record.name.as_str());
        let is_part = own_name.is_some_and(|own| self.shape.wrappers.contains(&own) && own != name);
        if let Some(outer) = self.open.first().filter(|_| is_record && !is_part && !is_error) {
            let start = Position { line: outer.line, column: outer.column };
            let message = format!("<{}> is not closed before the next record starts", outer.name);
            self.open.clear();
            self.fault(Code::XmlSyntax, &message, start);
        }
        if self.open.is_empty() && !is_record {
            return true;
        }
        if self.open.len() == MAX_DEPTH {
            self.fault(Code::XmlTooLarge, "the record is nested more than 100 elements deep", position);
            return false;
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                self.fault(Code::XmlSyntax, &format!("the attributes of <{name}> cannot be read"), position);
                return false;
            };
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let value = String::from_utf8_lossy(&attribute.value).into_owned();
            attributes.push((local_name(&key).to_owned(), unescaped_once(&value).into_owned()));
        }
        let Position { line, column } = position;
        self.open.push(Element { name: name.to_owned(), attributes, children: Vec::new(), line, column });
        true
    }

    fn end_of(&mut self, name: &[u8], position: Position) -> bool {
        let name = String::from_utf8_lossy(name);
        let name = local_name(&name);
        let Some(element) = self.open.pop() else { return true };
        if element.name != name {
            let message = format!("</{name}> is in the place of the end of <{}>", element.name);
            self.fault(Code::XmlSyntax, &message, position);
            self.open.clear();
            return true;
        }
        if self.open.is_empty() {
            self.given += 1;
            (self.each)(&element, self.diag);
        } else {
            self.push(Node::Element(element));
        }
        true
    }

    fn text(&mut self, bytes: &[u8]) {
        if !self.open.is_empty() {
            self.push(Node::Text(String::from_utf8_lossy(bytes).into_owned()));
        } else if self.root.is_none() && self.stray.len() < SHOWN {
            self.stray.push_str(&String::from_utf8_lossy(&bytes[..bytes.len().min(4 * SHOWN)]));
        }
    }

    fn push(&mut self, node: Node) {
        let Some(parent) = self.open.last_mut() else { return };
        match (parent.children.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => parent.children.push(node),
        }
    }

    fn fault(&mut self, code: Code, message: &str, position: Position) {
        self.faults += 1;
        let report = Diagnostic::new(code, message).at(place(self.file, position));
        self.diag.report(match self.open.is_empty() {
            true => report,
            false => report.hint("the record was skipped; reading continued with the next one"),
        });
    }

    /// Reports a record that was not closed, and a file without records.
    fn end(&mut self) {
        if let Some(record) = self.open.first() {
            let position = Position { line: record.line, column: record.column };
            let message = format!("the file ends inside <{}>, which starts here", record.name);
            self.open.clear();
            self.fault(Code::XmlTruncated, &message, position);
        }
        if self.given > 0 || self.faults > 0 {
            return;
        }
        let stray = self.stray.trim();
        let start = Position { line: 1, column: 1 };
        let (code, message) = match (&self.root, stray) {
            (Some(root), _) if root.eq_ignore_ascii_case("html") => {
                (Code::WebPage, format!("this is an HTML page, not {}", self.shape.format))
            }
            (Some(root), _) => (Code::NoRecords, format!("there is no record of {} in <{root}>", self.shape.format)),
            (None, "") => (Code::EmptyInput, "the input is empty".to_owned()),
            (None, stray) => {
                let shown: String = stray.lines().next().unwrap_or_default().chars().take(SHOWN).collect();
                (Code::NoRecords, format!("this is not {}: it says “{shown}”", self.shape.format))
            }
        };
        self.diag.report(Diagnostic::new(code, message).at(place(self.file, start)));
    }
}

/// Returns the place where an element starts.
pub(crate) fn place_of(file: &str, element: &Element) -> Place {
    place(file, Position { line: element.line, column: element.column })
}

/// Returns a place in a file of which only the position is known.
fn place(file: &str, position: Position) -> Place {
    Place { file: file.to_owned(), line: position.line, column: position.column, length: 0, snippet: None }
}
