//! Tests of the content of trees, and that it is complete.

use proptest::prelude::*;

use super::{ItemKind, PieceKind, Span, Tree};

/// A part of the text without parts of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaf {
    /// The word after an `@`.
    Type,
    /// A citation key.
    Key,
    /// The name of a field or macro.
    Name,
    /// A piece of a value.
    Piece(PieceKind),
    /// Delimiters, white space and comments within an item.
    Between,
    /// The text outside all items, which is a comment to BibTeX.
    Free,
}

/// Collects leaves; each starts where the last one ended.
struct Leaves<'a> {
    text: &'a str,
    end: usize,
    leaves: Vec<(Leaf, &'a str)>,
}

impl Leaves<'_> {
    fn node(&mut self, span: Span, leaf: Leaf) {
        let range = span.range();
        self.reach(range.start, Leaf::Between);
        self.reach(range.end, leaf);
    }

    fn reach(&mut self, end: usize, leaf: Leaf) {
        assert!(self.end <= end, "the nodes are not in the order of the text: {:?}", self.leaves);
        if self.end < end {
            self.leaves.push((leaf, &self.text[self.end..end]));
        }
        self.end = end;
    }
}

/// Returns the leaves of a text, in order.
fn leaves(text: &str) -> Vec<(Leaf, &str)> {
    let tree = Tree::parse(text);
    let mut leaves = Leaves { text, end: 0, leaves: Vec::new() };
    for item in tree.items() {
        let span = item.span.range();
        assert!(text[span.clone()].starts_with('@'));
        leaves.reach(span.start, Leaf::Free);
        leaves.node(item.name, Leaf::Type);
        leaves.node(item.key, Leaf::Key);
        for field in tree.fields(item) {
            leaves.node(field.name, Leaf::Name);
            for piece in tree.pieces(field) {
                leaves.node(piece.text, Leaf::Piece(piece.kind));
            }
        }
        leaves.reach(span.end, Leaf::Between);
    }
    leaves.reach(text.len(), Leaf::Free);
    leaves.leaves
}

#[test]
fn every_byte_is_in_a_leaf() {
    use Leaf::{Between, Free, Key, Name, Piece, Type};
    let text = "% x\n@String( j = {A # b} )\n@preamble{\"\\x\" # y}\n@comment jabref, @comment{a{b}} \n\n\
                @Article { k1 ,\r\n\tTitle={T} , month = \"1~\" #JAN#7,}, z";
    let expected = [
        (Free, "% x\n"),
        (Between, "@"),
        (Type, "String"),
        (Between, "( "),
        (Name, "j"),
        (Between, " = {"),
        (Piece(PieceKind::Braced), "A # b"),
        (Between, "} )"),
        (Free, "\n"),
        (Between, "@"),
        (Type, "preamble"),
        (Between, "{"),
        (Between, "\""),
        (Piece(PieceKind::Quoted), "\\x"),
        (Between, "\" # "),
        (Piece(PieceKind::Macro), "y"),
        (Between, "}"),
        (Free, "\n"),
        (Between, "@"),
        (Type, "comment"),
        (Free, " jabref, "),
        (Between, "@"),
        (Type, "comment"),
        (Between, "{a{b}}"),
        (Free, " \n\n"),
        (Between, "@"),
        (Type, "Article"),
        (Between, " { "),
        (Key, "k1"),
        (Between, " ,\r\n\t"),
        (Name, "Title"),
        (Between, "={"),
        (Piece(PieceKind::Braced), "T"),
        (Between, "} , "),
        (Name, "month"),
        (Between, " = \""),
        (Piece(PieceKind::Quoted), "1~"),
        (Between, "\" #"),
        (Piece(PieceKind::Macro), "JAN"),
        (Between, "#"),
        (Piece(PieceKind::Number), "7"),
        (Between, ",}"),
        (Free, ", z"),
    ];
    assert_eq!(leaves(text), expected);
}

#[test]
fn items_are_told_apart_and_free_text_is_none() {
    let tree = Tree::parse("me@example.org @STRING{a=1} @{x} @preamble{\"\"} @comment @Misc{k} @misc");
    let kinds: Vec<_> = tree.items().iter().map(|item| item.kind).collect();
    assert_eq!(kinds, [ItemKind::Macro, ItemKind::Preamble, ItemKind::Comment, ItemKind::Entry]);
}

#[test]
fn an_entry_without_a_key_has_a_place_for_one() {
    for (text, place) in [("@misc{ title={a}}", 7), ("@misc{}", 6), ("@misc(, a=1)", 6), ("@misc", 0)] {
        let tree = Tree::parse(text);
        let key = tree.items().first().map_or(0..0, |item| item.key.range());
        assert_eq!(key, place..place, "{text}");
    }
}

#[test]
fn broken_parts_are_in_the_tree_too() {
    let text = "@misc{a, title={x, year=2020\n@misc{b, =, y z, t=\"u}\n\n@misc{c}";
    assert_eq!(leaves(text).iter().map(|(_, text)| *text).collect::<String>(), text);
    let tree = Tree::parse(text);
    let keys: Vec<_> = tree.items().iter().map(|item| item.key.of(text)).collect();
    assert_eq!(keys, ["a", "b", "c"]);
}

/// Words with a meaning in .bib files, and similar words.
const WORDS: [&str; 28] = [
    "@",
    "@misc",
    "@String",
    "@comment",
    "@preamble",
    "{",
    "}",
    "(",
    ")",
    "\"",
    "#",
    ",",
    "=",
    "%",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\u{c}",
    "\u{a0}",
    "\u{2003}",
    "key",
    "a = {b}",
    "7",
    "é",
    "\0",
    "@misc{k, a = {b}}\n",
    "jan",
];

/// Generates texts of these words in any order.
fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS), 0..60).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn the_leaves_are_the_text(text in prop_oneof![soup(), ".{0,60}"]) {
        prop_assert_eq!(leaves(&text).iter().map(|(_, text)| *text).collect::<String>(), text);
    }
}
