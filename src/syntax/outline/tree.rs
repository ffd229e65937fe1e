//! The members of JSON and the elements of XML, each path once.

/// Names with the paths that lead to them, and what is known of their values.
///
/// The elements of an array share one node, which is that of the array: `results.id` is a member of an object in the list
/// `results`. The attributes of XML are members of their elements.
pub(crate) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
}

/// What is known of the values with one path.
#[derive(Default)]
pub(crate) struct Node<'a> {
    name: &'a str,
    kinds: Kinds,
    elements: Kinds,
    samples: Vec<&'a str>,
    children: Vec<usize>,
}

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Object = 1,
    List = 2,
    Text = 4,
    Number = 8,
    Truth = 16,
    Null = 32,
}

/// A set of kinds.
#[derive(Clone, Copy, Default)]
struct Kinds(u8);

impl Kinds {
    fn add(&mut self, kind: ValueKind) {
        self.0 |= kind as u8;
    }

    fn has(self, kind: ValueKind) -> bool {
        self.0 & kind as u8 != 0
    }
}

/// The node of the root.
pub(super) const ROOT: usize = 0;

/// The maximum number of names in a path.
pub(super) const DEEPEST: usize = 7;

/// The maximum number of different names in one object. An object with more of them is a dictionary and not a record.
const MOST_CHILDREN: usize = 256;

/// The maximum number of values that are kept of one path.
const MOST_SAMPLES: usize = 4;

impl<'a> Tree<'a> {
    pub(super) fn new() -> Self {
        Self { nodes: vec![Node::default()] }
    }

    /// Returns the root.
    pub(crate) fn root(&self) -> &Node<'a> {
        &self.nodes[ROOT]
    }

    /// Returns the node with a path, such as `message.items`; the empty path leads to the root.
    pub(crate) fn at(&self, path: &str) -> Option<&Node<'a>> {
        self.below(self.root(), path)
    }

    /// Returns the node to which a path leads from another node.
    pub(crate) fn below<'t>(&'t self, node: &'t Node<'a>, path: &str) -> Option<&'t Node<'a>> {
        let mut names = path.split('.').filter(|name| !name.is_empty());
        names.try_fold(node, |node, name| self.children(node).find(|child| child.name == name))
    }

    /// Returns the nodes in a node, in the order in which they came.
    pub(crate) fn children<'t>(&'t self, node: &'t Node<'a>) -> impl Iterator<Item = &'t Node<'a>> {
        node.children.iter().map(|&child| &self.nodes[child])
    }

    /// Returns the child of a node with this name, which is added unless it is there. `None` if there are too many.
    pub(super) fn child(&mut self, node: usize, name: &'a str) -> Option<usize> {
        let known = self.nodes[node].children.iter().copied().find(|&child| self.nodes[child].name == name);
        if known.is_some() || self.nodes[node].children.len() >= MOST_CHILDREN {
            return known;
        }
        self.nodes.push(Node { name, ..Node::default() });
        let child = self.nodes.len() - 1;
        self.nodes[node].children.push(child);
        Some(child)
    }

    /// Adds a value to a node.
    pub(super) fn add(&mut self, node: usize, position: Position, kind: ValueKind, sample: &'a str) {
        let node = &mut self.nodes[node];
        match position {
            Position::Member => node.kinds.add(kind),
            Position::Element => node.elements.add(kind),
        }
        if !sample.is_empty() && node.samples.len() < MOST_SAMPLES {
            node.samples.push(sample);
        }
    }
}

/// Where a value is.
#[derive(Clone, Copy)]
pub(super) enum Position {
    /// It is the value of a member, or the root.
    Member,
    /// It is an element of the list at its path.
    Element,
}

impl<'a> Node<'a> {
    /// Returns the name.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// Whether a value is of this kind.
    pub(crate) fn is(&self, kind: ValueKind) -> bool {
        self.kinds.has(kind)
    }

    /// Whether a value is of this kind, or the element of a list is.
    pub(crate) fn holds(&self, kind: ValueKind) -> bool {
        self.kinds.has(kind) || self.elements.has(kind)
    }

    /// Whether one of the first values is as asked. Values are as written, except for the slashes that some programs
    /// escape.
    pub(crate) fn any_value(&self, is_meant: impl Fn(&str) -> bool) -> bool {
        self.samples.iter().any(|sample| match sample.contains(r"\/") {
            true => is_meant(&sample.replace(r"\/", "/")),
            false => is_meant(sample),
        })
    }
}
