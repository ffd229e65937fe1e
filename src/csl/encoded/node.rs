//! What an encoded value describes: a text, an element, or several of them.

use std::borrow::Cow;

use crate::syntax::xml::{PlacedAttribute, PlacedElement};

pub(super) type Name = Cow<'static, str>;

pub(super) enum Node {
    Nothing,
    Text(Name),
    /// An element, which does not know its name.
    Element(PlacedElement<'static>),
    Named(&'static str, Box<Self>),
    List(Vec<Self>),
}

impl Node {
    pub(super) fn into_text(self) -> Option<Name> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(list) => {
                let texts: Vec<Name> = list.into_iter().filter_map(Self::into_text).collect();
                Some(Cow::Owned(texts.join(" ")))
            }
            _ => None,
        }
    }

    pub(super) fn into_element(self, name: &'static str) -> Option<PlacedElement<'static>> {
        match self {
            Self::Element(element) => Some(PlacedElement { name: Cow::Borrowed(name), ..element }),
            _ => None,
        }
    }

    /// Adds the value of a member to its element.
    pub(super) fn add_to(self, element: &mut PlacedElement<'static>, member: Name) {
        if member.starts_with('@') {
            if let Some(value) = self.into_text() {
                let name = match member {
                    Cow::Borrowed(member) => Cow::Borrowed(&member[1..]),
                    Cow::Owned(mut member) => {
                        member.remove(0);
                        Cow::Owned(member)
                    }
                };
                element.attributes.push(PlacedAttribute { name, value, ..PlacedAttribute::default() });
            }
            return;
        }
        match self {
            Self::Nothing => {}
            Self::Text(text) if matches!(&*member, "$text" | "$value") => element.text = text,
            Self::Text(text) => {
                element.children.push(PlacedElement { name: member, text, ..PlacedElement::default() });
            }
            Self::Element(child) => element.children.push(PlacedElement { name: member, ..child }),
            Self::Named(variant, node) => node.add_to(element, Cow::Borrowed(variant)),
            Self::List(list) => list.into_iter().for_each(|node| node.add_to(element, member.clone())),
        }
    }
}
