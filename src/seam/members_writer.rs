//! Writes records as a list of JSON objects.

use std::io::{self, Write};

use super::{Layout, Part, PartWriter, RecordWriter, WriteOptions, Writer};
use crate::diag::Sink;
use crate::model::Record;
use crate::syntax::json::members::Members;

/// Writes each record as one object, in an array or one per line. The function makes the object of a record.
pub(crate) struct MembersWriter(pub fn(&Record) -> Members);

impl Writer for MembersWriter {
    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(MembersFile { to_members: self.0, list: ListWriter::start(options.layout, out) }))
    }

    fn parts<'a>(&self, options: &'a WriteOptions) -> Option<Box<dyn PartWriter + 'a>> {
        Some(Box::new(MembersPart { to_members: self.0, layout: options.layout, text: Vec::new() }))
    }
}

/// Objects of a list with their separators.
struct ObjectsText(Vec<u8>);

struct MembersPart {
    to_members: fn(&Record) -> Members,
    layout: Layout,
    text: Vec<u8>,
}

impl PartWriter for MembersPart {
    fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
        let is_first = self.text.is_empty();
        write_object(&mut self.text, self.layout, if is_first { "" } else { BETWEEN }, &(self.to_members)(record))
    }

    fn finish(&mut self) -> Part {
        Box::new(ObjectsText(std::mem::take(&mut self.text)))
    }
}

struct MembersFile<'a> {
    to_members: fn(&Record) -> Members,
    list: ListWriter<'a>,
}

impl RecordWriter for MembersFile<'_> {
    fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
        self.list.object(&(self.to_members)(record))
    }

    fn part(&mut self, part: Part, _: &mut dyn Sink) -> io::Result<()> {
        let part: Box<ObjectsText> = part.downcast().map_err(|_| io::Error::other("the part is of another format"))?;
        self.list.objects(&part.0)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.list.finish()
    }
}

/// Writes objects as one array or one per line.
struct ListWriter<'a> {
    out: &'a mut dyn Write,
    layout: Layout,
    is_first: bool,
}

impl<'a> ListWriter<'a> {
    fn start(layout: Layout, out: &'a mut dyn Write) -> Self {
        Self { out, layout, is_first: true }
    }

    fn object(&mut self, members: &Members) -> io::Result<()> {
        let before = self.before();
        write_object(self.out, self.layout, before, members)
    }

    /// Takes objects that were written elsewhere.
    fn objects(&mut self, text: &[u8]) -> io::Result<()> {
        if self.layout == Layout::Pretty {
            let before = self.before();
            self.out.write_all(before.as_bytes())?;
        }
        self.out.write_all(text)
    }

    /// Returns what separates the next object of an array from what precedes it.
    fn before(&mut self) -> &'static str {
        if std::mem::replace(&mut self.is_first, false) { "[\n  " } else { BETWEEN }
    }

    fn finish(self) -> io::Result<()> {
        match self.layout {
            Layout::Lines => Ok(()),
            Layout::Pretty if self.is_first => self.out.write_all(b"[]\n"),
            Layout::Pretty => self.out.write_all(b"\n]\n"),
        }
    }
}

/// The separator of the objects of an array.
const BETWEEN: &str = ",\n  ";

fn write_object(out: &mut dyn Write, layout: Layout, before: &str, members: &Members) -> io::Result<()> {
    match layout {
        Layout::Lines => {
            serde_json::to_writer(&mut *out, members)?;
            out.write_all(b"\n")
        }
        Layout::Pretty => {
            out.write_all(before.as_bytes())?;
            // JSON strings contain no line ends, so every line end is between members.
            let pretty = serde_json::to_string_pretty(members)?;
            out.write_all(pretty.replace('\n', "\n  ").as_bytes())
        }
    }
}
