//! Makes the tree of a style or a locale of what hayagriva's archive has: values of the crate `citationberg`.
//!
//! That crate describes XML to serde in quick-xml's way: a member `@name` is an attribute, `$text` and `$value` are
//! content, and any other member is a child element. So the same tree that is read from XML can be made without knowing
//! any of the crate's types, and there is only one way from a tree to a compiled style. The archive gives styles as values,
//! but locales as bytes, of which the values need not be made.

mod bytes;
mod node;
mod value;

pub(super) use bytes::element_of_bytes;
pub(super) use value::element_of_value;
