//! Elements and attributes with their places in the text.

use std::borrow::Cow;
use std::ops::Range;

/// An element, with the name that it has in the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlacedElement<'x> {
    /// The name, with its prefix.
    pub(crate) name: Cow<'x, str>,
    /// The bytes of the start tag, from `<` to the end of the name.
    pub(crate) at: Range<usize>,
    /// The attributes, in order.
    pub(crate) attributes: Vec<PlacedAttribute<'x>>,
    /// The child elements, in order.
    pub(crate) children: Vec<Self>,
    /// The characters directly inside.
    pub(crate) text: Cow<'x, str>,
    /// The bytes of the first characters directly inside that are not white space.
    pub(crate) text_at: Range<usize>,
}

/// An attribute.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlacedAttribute<'x> {
    /// The name, with its prefix.
    pub(crate) name: Cow<'x, str>,
    /// The value, in which white space is spaces and references are resolved.
    pub(crate) value: Cow<'x, str>,
    /// The bytes of the name.
    pub(crate) name_at: Range<usize>,
    /// The bytes of the value, without quotation marks.
    pub(crate) value_at: Range<usize>,
}

/// A place where the text is not XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct XmlFault {
    /// The bytes that are meant.
    pub(crate) at: Range<usize>,
    /// What is wrong.
    pub(crate) message: String,
}

impl<'x> PlacedElement<'x> {
    /// Returns an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&PlacedAttribute<'x>> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// Returns the value of an attribute.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|attribute| attribute.value.as_ref())
    }

    /// Returns the child elements with this name.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Returns the first child element with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.named(name).next()
    }
}
