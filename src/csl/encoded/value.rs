//! Makes a tree of a value, as a serializer.

use std::borrow::Cow;
use std::fmt::Display;

use serde::de::value::Error;
use serde::ser::{
    Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, Serializer,
};

use super::node::{Name, Node};
use crate::syntax::xml::PlacedElement;

/// Returns the element of this name that a value describes; `None` if it describes none.
pub(in crate::csl) fn element_of_value(name: &'static str, value: &impl Serialize) -> Option<PlacedElement<'static>> {
    value.serialize(Encoder).ok()?.into_element(name)
}

/// The members of an element.
#[derive(Default)]
struct Members {
    element: PlacedElement<'static>,
    /// The key of a map whose value comes next.
    key: Option<Name>,
    /// The variant whose members these are.
    variant: Option<&'static str>,
}

impl Members {
    fn add(&mut self, key: Name, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        value.serialize(Encoder)?.add_to(&mut self.element, key);
        Ok(())
    }

    fn finish(self) -> Node {
        let element = Node::Element(self.element);
        match self.variant {
            Some(variant) => Node::Named(variant, Box::new(element)),
            None => element,
        }
    }
}

impl SerializeMap for Members {
    type Ok = Node;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key = key.serialize(Encoder)?.into_text();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        match self.key.take() {
            Some(key) => self.add(key, value),
            None => Ok(()),
        }
    }

    fn end(self) -> Result<Node, Error> {
        Ok(self.finish())
    }
}

impl SerializeStruct for Members {
    type Ok = Node;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.add(Cow::Borrowed(key), value)
    }

    fn end(self) -> Result<Node, Error> {
        Ok(self.finish())
    }
}

impl SerializeStructVariant for Members {
    type Ok = Node;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.add(Cow::Borrowed(key), value)
    }

    fn end(self) -> Result<Node, Error> {
        Ok(self.finish())
    }
}

/// The values of a list.
struct List(Vec<Node>);

impl SerializeSeq for List {
    type Ok = Node;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.0.push(value.serialize(Encoder)?);
        Ok(())
    }

    fn end(self) -> Result<Node, Error> {
        Ok(Node::List(self.0))
    }
}

/// Makes nodes of values.
struct Encoder;

macro_rules! as_text {
    ($($method:ident($type:ty))*) => { $(
        fn $method(self, value: $type) -> Result<Node, Error> {
            self.collect_str(&value)
        }
    )* };
}

impl Serializer for Encoder {
    type Ok = Node;
    type Error = Error;
    type SerializeSeq = List;
    type SerializeTuple = Impossible<Node, Error>;
    type SerializeTupleStruct = Impossible<Node, Error>;
    type SerializeTupleVariant = Impossible<Node, Error>;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Members;

    as_text! {
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
        serialize_f32(f32) serialize_f64(f64) serialize_char(char)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<Node, Error> {
        Ok(Node::Text(Cow::Owned(value.to_string())))
    }

    fn serialize_bool(self, value: bool) -> Result<Node, Error> {
        Ok(Node::Text(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn serialize_str(self, value: &str) -> Result<Node, Error> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Node, Error> {
        Ok(Node::Nothing)
    }

    fn serialize_none(self) -> Result<Node, Error> {
        Ok(Node::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Node, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Node, Error> {
        Ok(Node::Nothing)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Node, Error> {
        Ok(Node::Nothing)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Node, Error> {
        Ok(Node::Text(Cow::Borrowed(variant)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Node, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Node, Error> {
        Ok(Node::Named(variant, Box::new(value.serialize(self)?)))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<List, Error> {
        Ok(List(Vec::with_capacity(length.unwrap_or_default())))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(no_tuples())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(no_tuples())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(no_tuples())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members, Error> {
        Ok(Members::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members, Error> {
        Ok(Members::default())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Members, Error> {
        Ok(Members { variant: Some(variant), ..Members::default() })
    }
}

fn no_tuples() -> Error {
    serde::ser::Error::custom("XML has no tuples")
}
