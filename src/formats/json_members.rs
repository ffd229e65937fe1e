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
use super::{Layout, RecordWriter, WriteOptions, Writer};

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
}

struct MembersFile<'a> {
    to_members: fn(&Record) -> Members,
    list: ListWriter<'a>,
}

impl RecordWriter for MembersFile<'_> {
    fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
        self.list.object(&(self.to_members)(record))
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
        match self.layout {
            Layout::Lines => {
                serde_json::to_writer(&mut *self.out, members)?;
                self.out.write_all(b"\n")?;
            }
            Layout::Pretty => {
                self.out.write_all(if self.is_first { b"[\n  " } else { b",\n  " })?;
                // JSON strings hold no line ends, so every line end is one between members.
                let pretty = serde_json::to_string_pretty(members)?;
                self.out.write_all(pretty.replace('\n', "\n  ").as_bytes())?;
            }
        }
        self.is_first = false;
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        match self.layout {
            Layout::Lines => Ok(()),
            Layout::Pretty if self.is_first => self.out.write_all(b"[]\n"),
            Layout::Pretty => self.out.write_all(b"\n]\n"),
        }
    }
}
