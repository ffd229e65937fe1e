//! One JSON object, with its members in the order of the file, and the writing of lists of such objects.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Record;

use super::json_stream::RawValue;
use super::{Layout, Part, PartWriter, RecordWriter, WriteOptions, Writer};

/// The members of an object in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Members(pub Vec<(String, Value)>);

impl Members {
    /// Reads an object; reports what is wrong and gives `None` when the value is none.
    pub(super) fn read(value: &RawValue<'_>, diag: &mut dyn Sink) -> Option<Self> {
        let text = match std::str::from_utf8(value.bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => {
                diag.report(
                    Diagnostic::new(Code::InvalidUtf8, "these bytes are not UTF-8")
                        .at(value.place(error.valid_up_to(), 1))
                        .hint("they were read as U+FFFD; convert the file to UTF-8"),
                );
                String::from_utf8_lossy(value.bytes)
            }
        };
        if !text.trim_start().starts_with('{') {
            let shown: String = text.chars().take(20).collect();
            diag.report(
                Diagnostic::new(Code::JsonNotRecord, format!("an object was expected, not “{shown}”"))
                    .at(value.place(0, 1)),
            );
            return None;
        }
        match serde_json::from_str(&text) {
            Ok(members) => Some(members),
            Err(error) => {
                diag.report(value.syntax_error(&error));
                None
            }
        }
    }

    /// Adds a member.
    pub(super) fn push(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.push((name.into(), value.into()));
    }

    /// Whether there is a member of that name.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }
}

/// The place of a member in the source: its first name in the text, or the start of the value.
pub(super) fn member_place(value: &RawValue<'_>, member: &str) -> crate::diag::Place {
    let quoted = serde_json::to_string(member).unwrap_or_default();
    let offset = memchr::memmem::find(value.bytes, quoted.as_bytes());
    value.place(offset.unwrap_or(0), offset.map_or(1, |_| u32::try_from(quoted.chars().count()).unwrap_or(1)))
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::with_capacity(16);
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Writes each record as one object, in an array or one a line. It holds what makes the object of a record.
pub(super) struct MembersWriter(pub fn(&Record) -> Members);

impl Writer for MembersWriter {
    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(MembersFile { to_members: self.0, list: ListWriter::start(options.layout, out) }))
    }

    fn parts<'a>(&self, options: &'a WriteOptions) -> Option<Box<dyn PartWriter + 'a>> {
        Some(Box::new(MembersPart { to_members: self.0, layout: options.layout, text: Vec::new() }))
    }
}

/// Objects of a list, with what stands between them.
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

/// Writes objects as one array or one a line.
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

    /// Takes objects that were written apart.
    fn objects(&mut self, text: &[u8]) -> io::Result<()> {
        if self.layout == Layout::Pretty {
            let before = self.before();
            self.out.write_all(before.as_bytes())?;
        }
        self.out.write_all(text)
    }

    /// What stands before the next object of an array.
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

/// What stands between the objects of an array.
const BETWEEN: &str = ",\n  ";

fn write_object(out: &mut dyn Write, layout: Layout, before: &str, members: &Members) -> io::Result<()> {
    match layout {
        Layout::Lines => {
            serde_json::to_writer(&mut *out, members)?;
            out.write_all(b"\n")
        }
        Layout::Pretty => {
            out.write_all(before.as_bytes())?;
            // JSON strings hold no line ends, so every line end is one between members.
            let pretty = serde_json::to_string_pretty(members)?;
            out.write_all(pretty.replace('\n', "\n  ").as_bytes())
        }
    }
}
