//! The outline of XML: its root, and the elements and attributes in it.

use super::tree::{DEEPEST, Position, ROOT, Tree, ValueKind};

/// The beginning of an XML document.
pub(crate) struct XmlOutline<'a> {
    root: &'a str,
    namespace: &'a str,
    tree: Tree<'a>,
}

impl<'a> XmlOutline<'a> {
    /// Returns the name of the root, without a prefix. It is empty if the beginning ends before it.
    pub(crate) fn root(&self) -> &'a str {
        self.root
    }

    /// Returns the namespace of the root, if it has one.
    pub(crate) fn namespace(&self) -> &'a str {
        self.namespace
    }

    /// Returns the elements and attributes in the root, which is the root of the tree.
    pub(crate) fn tree(&self) -> &Tree<'a> {
        &self.tree
    }
}

/// Returns the outline of a text that may be cut off; `None` if it is not XML.
pub(super) fn outline(text: &str) -> Option<XmlOutline<'_>> {
    let mut outline = XmlOutline { root: "", namespace: "", tree: Tree::new() };
    let mut rest = text.trim_ascii_start();
    if !rest.starts_with('<') {
        return None;
    }
    // The prolog: a declaration, comments, the type of the document.
    let tag = loop {
        let Some(markup) = rest.strip_prefix('<') else {
            return if rest.is_empty() { Some(outline) } else { None };
        };
        match after_markup(markup) {
            Markup::Other(after) => rest = after.trim_ascii_start(),
            Markup::Cut => return Some(outline),
            Markup::Tag => break markup,
        }
    };
    if !tag.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        return None;
    }
    let (name, attributes, after) = start_tag(tag);
    if name.is_empty() || name.contains(['@', '<']) {
        return None;
    }
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    outline.root = local;
    for (attribute, value) in self::attributes(attributes) {
        let declared = attribute.strip_prefix("xmlns").map(|rest| rest.trim_start_matches(':'));
        if declared == Some(prefix) {
            outline.namespace = value;
        }
        add_attribute(&mut outline.tree, ROOT, attribute, value);
    }
    if !attributes.ends_with('/') {
        content(&mut outline.tree, after);
    }
    Some(outline)
}

/// Adds the content of the root.
fn content<'a>(tree: &mut Tree<'a>, mut rest: &'a str) {
    let mut around: Vec<Option<usize>> = vec![Some(ROOT)];
    while let Some(start) = memchr::memchr(b'<', rest.as_bytes()) {
        let text = rest[..start].trim_ascii();
        if let (false, Some(Some(node))) = (text.is_empty(), around.last()) {
            tree.add(*node, Position::Member, ValueKind::Text, text);
        }
        let markup = &rest[start + 1..];
        if let Some(end_tag) = markup.strip_prefix('/') {
            around.pop();
            if around.is_empty() {
                return;
            }
            rest = after(end_tag, ">").unwrap_or_default();
            continue;
        }
        match after_markup(markup) {
            Markup::Other(after) => rest = after,
            Markup::Cut => return,
            Markup::Tag => {
                let (name, attributes, after) = start_tag(markup);
                let outer = around.last().copied().flatten().filter(|_| around.len() <= DEEPEST);
                let node = outer.and_then(|outer| tree.child(outer, local_name(name)));
                if let Some(node) = node {
                    tree.add(node, Position::Member, ValueKind::Object, "");
                    self::attributes(attributes).for_each(|(name, value)| add_attribute(tree, node, name, value));
                }
                if !attributes.ends_with('/') {
                    around.push(node);
                }
                rest = after;
            }
        }
    }
}

/// What begins after `<`.
enum Markup<'a> {
    /// A comment, an instruction or a declaration; the text after it.
    Other(&'a str),
    /// Any of these, but it does not end in the text.
    Cut,
    /// A tag.
    Tag,
}

fn after_markup(markup: &str) -> Markup<'_> {
    let end = if markup.starts_with("!--") {
        after(markup, "-->")
    } else if markup.starts_with("![CDATA[") {
        after(markup, "]]>")
    } else if markup.starts_with('?') {
        after(markup, "?>")
    } else if markup.starts_with('!') {
        // The internal subset of a document type contains further `>` characters.
        match markup.find(['>', '[']) {
            Some(end) if markup[end..].starts_with('[') => after(markup, "]").and_then(|rest| after(rest, ">")),
            end => end.map(|end| &markup[end + 1..]),
        }
    } else {
        return Markup::Tag;
    };
    end.map_or(Markup::Cut, Markup::Other)
}

fn after<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    memchr::memmem::find(text.as_bytes(), end.as_bytes()).map(|start| &text[start + end.len()..])
}

/// Returns the name and the attributes of a start tag, with the slash of an empty element, and the text after it.
fn start_tag(tag: &str) -> (&str, &str, &str) {
    let mut quote = None;
    let end = tag.bytes().position(|byte| match quote {
        Some(open) => {
            if byte == open {
                quote = None;
            }
            false
        }
        None => {
            if matches!(byte, b'"' | b'\'') {
                quote = Some(byte);
            }
            byte == b'>'
        }
    });
    let (inside, after) = end.map_or((tag, ""), |end| (&tag[..end], &tag[end + 1..]));
    let name_end = inside.find(|character: char| character.is_whitespace() || character == '/').unwrap_or(inside.len());
    (&inside[..name_end], &inside[name_end..], after)
}

/// Returns the attributes of a tag with their values as written.
fn attributes(mut rest: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        let (name, value) = rest.split_once('=')?;
        let value = value.trim_ascii_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = value[1..].split_once(quote)?;
        rest = after;
        Some((name.trim(), value))
    })
}

fn add_attribute<'a>(tree: &mut Tree<'a>, node: usize, name: &'a str, value: &'a str) {
    if let Some(attribute) = tree.child(node, name) {
        tree.add(attribute, Position::Member, ValueKind::Text, value);
    }
}

fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[test]
    fn the_root_and_its_elements_are_found() {
        let xml = "<?xml version='1.0'?>\n<!-- <a> -->\n<!DOCTYPE x [<!ENTITY a 'b'>]>\n\
                   <w:work xmlns:w='http://example.org/w' put-code=\"1\"><w:title><t>A &gt; B</t></w:title>\
                   <!-- <no/> --><e k='a>b'/><![CDATA[<no>]]><cut";
        let outline = outline(xml).unwrap();
        assert_eq!((outline.root(), outline.namespace()), ("work", "http://example.org/w"));
        let tree = outline.tree();
        for (path, value) in [("title.t", "A &gt; B"), ("put-code", "1"), ("e.k", "a>b")] {
            assert!(tree.at(path).unwrap().any_value(|found| found == value), "{path}");
        }
        assert!(tree.at("no").is_none());
    }

    #[test]
    fn other_texts_are_not_xml() {
        for text in ["a <b>", "<me@example.org> wrote", "<!-- c -->\n@misc{a,}", "< 3", "<", ""] {
            assert!(outline(text).is_none(), "{text}");
        }
        for text in ["<!-- cut", "<?xml version='1.0'?>", "<!-- c -->\n"] {
            assert_eq!(outline(text).unwrap().root(), "", "{text}");
        }
    }

    #[test]
    fn the_root_is_found_behind_all_that_may_come_before_it() {
        for (beginning, name) in [
            ("<feed xmlns='x'>", "feed"),
            (" <?xml version='1.0'?>\n<!-- <a> --><!DOCTYPE dblp SYSTEM \"dblp.dtd\">\n<dblp>", "dblp"),
            ("<!DOCTYPE x [<!ENTITY a \"b\">]><x:y/>", "y"),
            ("<xml>", "xml"),
            ("<un", "un"),
        ] {
            assert_eq!(outline(beginning).unwrap().root(), name, "{beginning}");
        }
    }

    #[test]
    fn the_default_namespace_is_that_of_a_root_without_prefix() {
        let namespace = |xml| outline(xml).unwrap().namespace().to_owned();
        assert_eq!(namespace("<r xmlns='u' xmlns:x='v'/>"), "u");
        assert_eq!(namespace("<x:r xmlns='u' xmlns:x='v'/>"), "v");
        assert_eq!(namespace("<r a='b'>"), "");
    }
}
