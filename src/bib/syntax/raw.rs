//! The view of a .bib file's syntax tree for readers of records: its entries and macros in order, with mistakes
//! reported at their places.

use std::ops::Range;

use crate::diag::{Diagnostic, Sink, Source};

use super::parser;
use super::tree;
use super::tree::{ItemKind, PieceKind, Span, Tree};

/// An item with a meaning for records.
#[derive(Debug, PartialEq)]
pub(in crate::bib) enum Item<'a> {
    /// A bibliographic entry.
    Entry(RawEntry<'a>),
    /// `@string{name = value}`.
    Macro(RawField<'a>),
}

/// An entry as it is written.
#[derive(Debug, PartialEq)]
pub(in crate::bib) struct RawEntry<'a> {
    /// The type, in the file's letter case.
    pub kind: &'a str,
    /// The citation key; empty when there is none.
    pub key: &'a str,
    /// The fields in order.
    pub fields: Vec<RawField<'a>>,
    /// The range of the type and the key.
    pub range: Range<usize>,
}

/// A field as it is written.
#[derive(Debug, PartialEq)]
pub(in crate::bib) struct RawField<'a> {
    /// The name, in the file's letter case.
    pub name: &'a str,
    /// The range of the name.
    pub range: Range<usize>,
    /// The pieces joined by `#`.
    pub pieces: Vec<Piece<'a>>,
}

/// A piece of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::bib) struct Piece<'a> {
    /// Its text, without delimiters.
    pub text: &'a str,
    /// Where the text starts.
    pub offset: usize,
    /// Whether it is the name of a macro.
    pub is_macro: bool,
}

/// Calls `on_item` for everything in the file that has a meaning; `tree` is the tree of its text.
pub(in crate::bib) fn for_each_item<'a>(
    source: &Source<'a>,
    tree: &Tree,
    diag: &mut dyn Sink,
    on_item: &mut dyn FnMut(Item<'a>, &mut dyn Sink),
) {
    let text = source.text();
    let mut problems = tree.problems().iter().peekable();
    for (index, item) in tree.items().iter().enumerate() {
        while let Some(problem) = problems.next_if(|problem| problem.after <= index) {
            diag.report(Diagnostic::new(problem.code, problem.message).at(source.place(problem.range.clone())));
        }
        match item.kind {
            ItemKind::Entry => on_item(Item::Entry(raw_entry(text, tree, item)), diag),
            ItemKind::Macro => {
                if let Some(definition) = tree.fields(item).first() {
                    on_item(Item::Macro(field(text, tree, definition, 0)), diag);
                }
            }
            ItemKind::Preamble | ItemKind::Comment => {}
        }
    }
    for problem in problems {
        diag.report(Diagnostic::new(problem.code, problem.message).at(source.place(problem.range.clone())));
    }
}

/// Returns the fields in a value, `name = {value}` separated by commas, with their places in the file. Returns `None`
/// if the value is anything else.
pub(in crate::bib) fn nested_fields<'a>(value: &Piece<'a>) -> Option<Vec<RawField<'a>>> {
    let tree = parser::parse_fields(value.text)?;
    let fields = tree.items().iter().flat_map(|item| tree.fields(item));
    Some(fields.map(|nested| field(value.text, &tree, nested, value.offset)).collect())
}

/// Returns the fields of an item.
pub(in crate::bib) fn raw_fields<'a>(text: &'a str, tree: &Tree, item: &tree::Item) -> Vec<RawField<'a>> {
    tree.fields(item).iter().map(|node| field(text, tree, node, 0)).collect()
}

/// Returns an item as an entry.
pub(in crate::bib) fn raw_entry<'a>(text: &'a str, tree: &Tree, item: &tree::Item) -> RawEntry<'a> {
    RawEntry {
        kind: item.name.of(text),
        key: item.key.of(text),
        fields: raw_fields(text, tree, item),
        range: item.span.range().start..item.key.range().end,
    }
}

/// Makes a field of a tree whose text starts at this offset of the file.
fn field<'a>(text: &'a str, tree: &Tree, field: &tree::Field, offset: usize) -> RawField<'a> {
    let range = |span: Span| span.range().start + offset..span.range().end + offset;
    let piece = |piece: &tree::PieceNode| Piece {
        text: piece.text.of(text),
        offset: range(piece.text).start,
        is_macro: piece.kind == PieceKind::Macro,
    };
    RawField {
        name: field.name.of(text),
        range: range(field.name),
        pieces: tree.pieces(field).iter().map(piece).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{Item, for_each_item};
    use crate::diag::{Code, Diagnostic, Source};

    /// One line per item: type, key, and the fields with their pieces; macros in angle brackets.
    fn parse(text: &str) -> (Vec<String>, Vec<Diagnostic>) {
        let (mut items, mut reports) = (Vec::new(), Vec::new());
        for_each_item(&Source::new("x.bib", text), &Tree::parse(text), &mut reports, &mut |item, _| {
            let (mut shown, fields) = match item {
                Item::Entry(entry) => (format!("{} {}", entry.kind, entry.key), entry.fields),
                Item::Macro(field) => ("string".to_owned(), vec![field]),
            };
            for field in fields {
                let pieces: Vec<String> = field
                    .pieces
                    .iter()
                    .map(|piece| if piece.is_macro { format!("<{}>", piece.text) } else { piece.text.to_owned() })
                    .collect();
                shown += &format!(" | {}={}", field.name, pieces.join("#"));
            }
            items.push(shown);
        });
        (items, reports)
    }

    #[track_caller]
    fn check(text: &str, items: &[&str], codes: &[Code]) {
        let (got, reports) = parse(text);
        assert_eq!(got, items);
        assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), codes, "{reports:?}");
    }

    #[test]
    fn values_in_every_delimiter() {
        check(
            "@Article{key, Title = {A {B} c}, note=\"q {\"}x{\"} r\", year = 2020, month = jan # \"~1\" ,}",
            &["Article key | Title=A {B} c | note=q {\"}x{\"} r | year=2020 | month=<jan>#~1"],
            &[],
        );
        check("@misc(key, title = {(x)})", &["misc key | title=(x)"], &[]);
    }

    #[test]
    fn strings_preambles_and_comments() {
        check(
            "@string{ab = {x} # cd}\n@preamble{\"\\x\" # {y}}\n@comment{@misc{a,b={c}}}\nfree text, me@example.org\n@misc{k}",
            &["string | ab=x#<cd>", "misc k"],
            &[],
        );
    }

    #[test]
    fn small_mistakes_are_repaired() {
        check("@misc{k title={a} year=2020}", &["misc k | title=a | year=2020"], &[Code::BibtexRepaired; 2]);
        check("@misc{k, title={a} year=2020}", &["misc k | title=a | year=2020"], &[Code::BibtexRepaired]);
        check("@misc{title={a},,year=2020}", &["misc  | title=a | year=2020"], &[Code::BibtexRepaired]);
    }

    #[test]
    fn keys_end_where_bibtex_ends_them() {
        check("@misc{a:b/c+d'e\"f&g,title={B}}", &["misc a:b/c+d'e\"f&g | title=B"], &[]);
        check("@misc{k=q,title={A}}", &["misc k=q | title=A"], &[]);
        check("@misc{k=q}@misc{k= , a=b}", &["misc k=q", "misc k= | a=<b>"], &[]);
        check("@misc(a)b, t={x})", &["misc a)b | t=x"], &[]);
        check("@misc(a) , t={x})", &["misc a) | t=x"], &[]);
        check("@misc(a)@misc(b)", &["misc a", "misc b"], &[]);
        // A key is missing where it would be the name of a field.
        for text in ["@misc{a={x}}", "@misc{a=\"x\"}", "@misc{a= {x}}", "@misc{a=\n{x}}", "@misc{a\n={x}}"] {
            check(text, &["misc  | a=x"], &[Code::BibtexRepaired]);
        }
        check("@misc{a = x, b = y}", &["misc  | a=<x> | b=<y>"], &[Code::BibtexRepaired]);
    }

    #[test]
    fn what_bibtex_does_not_read_as_a_name_or_value_is_kept_and_reported() {
        check("@misc{a b,t={x}}", &["misc a b | t=x"], &[Code::BibtexRepaired]);
        check("@misc{a\tb}", &["misc a\tb"], &[Code::BibtexRepaired]);
        check("@misc{k, 1x={A}}", &["misc k | 1x=A"], &[Code::BibtexRepaired]);
        check("@misc{k, a'b={A}}", &["misc k | a'b=A"], &[Code::BibtexRepaired]);
        check("@1a{k}", &["1a k"], &[Code::BibtexRepaired]);
        check("@misc{k, t=1a # 12-15}", &["misc k | t=<1a>#<12-15>"], &[Code::BibtexRepaired; 2]);
        check("@misc{k, t=\"a}\", u={b}}", &["misc k | t=a} | u=b"], &[Code::BibtexRepaired]);
        check("@string{1a=\"x\"}", &["string | 1a=x"], &[Code::BibtexRepaired]);
    }

    #[test]
    fn the_next_entry_is_no_part_of_one_that_is_not_closed() {
        check("@misc{\n@misc{z}", &["misc ", "misc z"], &[Code::BibtexSyntax]);
        check("@misc{a, t =\n @misc{z}", &["misc a | t=", "misc z"], &[Code::BibtexSyntax; 2]);
        check("@misc{a, t\n@misc{z, t=1}", &["misc a", "misc z | t=1"], &[Code::BibtexSyntax; 2]);
        check("@string{\n@misc{z}", &["misc z"], &[Code::BibtexSyntax; 2]);
        check("@string{a={x}\n@misc{z}", &["string | a=x", "misc z"], &[Code::BibtexSyntax]);
        check("@preamble{\n@misc{z}", &["misc z"], &[Code::BibtexSyntax; 2]);
    }

    #[test]
    fn an_unclosed_entry_does_not_cost_the_next() {
        check(
            "@misc{a, title={x\n}\n@misc{b, title={y}}",
            &["misc a | title=x\n", "misc b | title=y"],
            &[Code::BibtexSyntax],
        );
        check("@misc{a, title={x}\n\n@misc{b}", &["misc a | title=x", "misc b"], &[Code::BibtexSyntax]);
        check("@misc{a, title=\"x}\n@misc{b}", &["misc a | title=x", "misc b"], &[Code::BibtexSyntax]);
        check("@misc{a, title=", &["misc a | title="], &[Code::BibtexSyntax; 2]);
    }

    #[test]
    fn text_lost_behind_a_surplus_brace_is_reported() {
        check("@misc{a, title={x}}, year=2020}\n@misc{b}", &["misc a | title=x", "misc b"], &[Code::BibtexSyntax]);
    }

    #[test]
    fn places_have_line_and_column() {
        let (_, reports) = parse("@misc{a,\n  title={x} year=2020}");
        let place = reports[0].place.as_ref().unwrap();
        assert_eq!((place.line, place.column, place.length), (2, 13, 4));
    }

    #[test]
    fn hostile_input_ends_soon_and_without_panic() {
        for text in
            ["{", "@a{", "@a{b,c={", "\"", "@", "@a{b,c=\"{", "@a(", "@string{", "é@é{é,é=é", "@a{b,c=d#", "@a{=,"]
        {
            let (items, _) = parse(&text.repeat(20_000));
            assert!(items.len() <= 20_000);
        }
    }
}
