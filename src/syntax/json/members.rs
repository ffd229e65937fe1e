//! One JSON object with its members in the order of the file.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::diag::{Code, Diagnostic, Sink};

use super::stream::RawValue;

/// The members of an object, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Members(pub Vec<(String, Value)>);

impl Members {
    /// Reads an object and reports problems. Returns `None` if the value is not an object.
    pub(crate) fn read(value: &RawValue<'_>, diag: &mut dyn Sink) -> Option<Self> {
        let text = value.text();
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
    pub(crate) fn push(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.push((name.into(), value.into()));
    }

    /// Returns true if there is a member with this name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }
}

/// Returns the place of a member in the source: the first occurrence of its name, or the start of the value.
pub(crate) fn member_place(value: &RawValue<'_>, member: &str) -> crate::diag::Place {
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
