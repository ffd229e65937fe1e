//! Trees of elements, into which XML and the markup inside texts are parsed.

use crate::text::words::single_spaced;

/// An element. Names have no prefix: `jats:p` is `p`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    /// The name.
    pub(crate) name: String,
    /// The attributes, in order.
    pub(crate) attributes: Vec<(String, String)>,
    /// The content, in order.
    pub(crate) children: Vec<Node>,
    /// The line where it starts, from 1; 0 when it is not from a file.
    pub(crate) line: u32,
    /// The column where it starts, in characters from 1.
    pub(crate) column: u32,
}

/// A part of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Characters.
    Text(String),
}

impl Element {
    /// Returns the value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Returns the child elements.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the child elements with this name.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Returns the first child element with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Returns the first element at a path of names separated by slashes: `Journal/JournalIssue/Volume`.
    pub(crate) fn at(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |element, name| element.child(name))
    }

    /// Returns all elements at a path, in order.
    pub(crate) fn all_at(&self, path: &str) -> Vec<&Self> {
        path.split('/').fold(vec![self], |elements, name| {
            elements
                .into_iter()
                .flat_map(|element| element.elements().filter(move |child| child.name == name))
                .collect()
        })
    }

    /// Returns the characters at a path, with single spaces; `None` when there are none.
    pub(crate) fn text_at(&self, path: &str) -> Option<String> {
        self.at(path).and_then(Self::text)
    }

    /// Returns the characters inside, with single spaces; `None` when there are none.
    pub(crate) fn text(&self) -> Option<String> {
        let text = single_spaced(&self.characters());
        (!text.is_empty()).then_some(text)
    }

    /// Returns all elements with a name at any depth.
    pub(crate) fn all_at_any_depth<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            found.extend(element.all_at_any_depth(name));
        }
        found
    }

    /// Returns the characters directly inside, without those of child elements, with single spaces.
    pub(crate) fn own_text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }

    /// Returns the content as the markup that [`values::markup`](crate::values::markup) reads.
    pub(crate) fn markup(&self) -> String {
        let mut markup = String::new();
        append_markup(&self.children, &mut markup);
        markup
    }

    /// Returns all characters at any depth.
    pub(crate) fn characters(&self) -> String {
        let mut characters = String::new();
        append_characters(&self.children, &mut characters);
        characters
    }
}

fn append_markup(nodes: &[Node], markup: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => markup.push_str(text),
            Node::Element(element) => {
                markup.extend(["<", &element.name]);
                for (name, value) in &element.attributes {
                    markup.extend([" ", name, "=\"", &value.replace('"', "'"), "\""]);
                }
                markup.push('>');
                append_markup(&element.children, markup);
                markup.extend(["</", &element.name, ">"]);
            }
        }
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
