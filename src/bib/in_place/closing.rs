//! What closes the last item of a file, so that it does not swallow what is written after it.
//!
//! BibTeX reads a value without its closing brace up to the end of the file. A file that is written back alone may keep
//! such an item; before another file it is closed.

use super::super::syntax::tree::{Problem, Tree};

/// The most braces that are closed.
const MOST_BRACES: usize = 1000;

/// Returns the delimiters that the last item of a file lacks; `None` if it is closed, or cannot be closed by delimiters
/// at its end.
pub(super) fn closing(text: &str, tree: &Tree) -> Option<String> {
    let start = tree.items().last()?.span.range().start;
    let is_open = tree.problems().iter().any(|problem| problem.is_unclosed() && problem.range.start >= start);
    let item = text.get(start..).filter(|_| is_open)?.trim_end();
    let braces = item.bytes().fold(0_isize, |depth, byte| match byte {
        b'{' => depth + 1,
        b'}' => depth - 1,
        _ => depth,
    });
    let braces = usize::try_from(braces).ok().filter(|count| *count <= MOST_BRACES)?;
    let braces = "}".repeat(braces);
    let candidates = [braces.clone(), format!("\"{braces}"), format!("{braces})"), format!("\"{braces})")];
    let before = Tree::parse(item).problems().len();
    candidates.into_iter().find(|closing| {
        let closed = Tree::parse(&[item, "\n", closing].concat());
        let problems = closed.problems();
        closed.items().len() == 1 && problems.len() < before && !problems.iter().any(Problem::is_unclosed)
    })
}

#[cfg(test)]
mod tests {
    use super::{Tree, closing};

    #[test]
    fn the_last_item_is_closed() {
        for (text, expected) in [
            ("@a{b, c = 1}", None),
            ("@a{b, c = 1,\n", Some("}")),
            ("@a{b, c = {d {e}\n", Some("}}")),
            ("@a{b, c = \"d\n", Some("\"}")),
            ("@a(b, c = {d}\n", Some(")")),
            ("@string{b = {c\n", Some("}}")),
            // An item that is followed by another one ends there.
            ("@a{b, c = 1\n@d{e}\n", None),
            ("no item", None),
        ] {
            assert_eq!(closing(text, &Tree::parse(text)).as_deref(), expected, "{text}");
        }
    }
}
