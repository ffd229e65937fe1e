//! Makes a tree of CBOR, as a deserializer of anything that it may contain.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::node::{Name, Node};
use crate::syntax::xml::PlacedElement;

/// Returns the element of this name that CBOR describes; `None` if it describes none.
pub(in crate::csl) fn element_of_bytes(name: &'static str, bytes: &[u8]) -> Option<PlacedElement<'static>> {
    let node: Node = ciborium::from_reader(bytes).ok()?;
    node.into_element(name)
}

/// The members that locales have most, which need no memory of their own.
const FREQUENT: &[&str] = &[
    "$text",
    "@form",
    "@gender",
    "@gender-form",
    "@match",
    "@name",
    "@prefix",
    "@strip-periods",
    "@suffix",
    "multiple",
    "single",
];

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfNode)
    }
}

struct OfNode;

impl<'de> Visitor<'de> for OfNode {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an element or a text")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Text(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Text(Cow::Owned(value.to_string())))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Text(Cow::Owned(value.to_string())))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Node, A::Error> {
        let mut list = Vec::with_capacity(values.size_hint().unwrap_or_default().min(1024));
        while let Some(node) = values.next_element()? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut element = PlacedElement::default();
        while let Some(Member(name)) = members.next_key()? {
            members.next_value::<Node>()?.add_to(&mut element, name);
        }
        Ok(Node::Element(element))
    }
}

/// The name of a member.
struct Member(Name);

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(OfMember)
    }
}

struct OfMember;

impl Visitor<'_> for OfMember {
    type Value = Member;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Member, E> {
        let name = match FREQUENT.binary_search(&name) {
            Ok(place) => Cow::Borrowed(FREQUENT[place]),
            Err(_) => Cow::Owned(name.to_owned()),
        };
        Ok(Member(name))
    }
}

#[cfg(test)]
mod tests {
    use super::FREQUENT;

    #[test]
    fn names_are_found_by_bisection() {
        assert!(FREQUENT.is_sorted());
    }
}
