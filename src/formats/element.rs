//! Trees of elements: what XML, and the markup inside of texts, is read into.

/// An element. Names are without their prefix: `jats:p` is `p`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    /// The name.
    pub(super) name: String,
    /// The attributes, in order.
    pub(super) attributes: Vec<(String, String)>,
    /// What is inside, in order.
    pub(super) children: Vec<Node>,
    /// The line it starts at, from 1; 0 when it is not of a file.
    pub(super) line: u32,
    /// The column it starts at, in characters from 1.
    pub(super) column: u32,
}

/// A part of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Characters.
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The elements inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All characters inside, at any depth.
    pub(super) fn characters(&self) -> String {
        let mut characters = String::new();
        append_characters(&self.children, &mut characters);
        characters
    }
}

fn append_characters(nodes: &[Node], characters: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => characters.push_str(text),
            Node::Element(element) => append_characters(&element.children, characters),
        }
    }
}
