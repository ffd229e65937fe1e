//! The parts of a Markdown document that can hold citations: neither code nor comments are read.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::written::key;

/// A Markdown document without what holds no citations.
pub(super) struct Prose {
    /// The document, with spaces in the place of code, comments and the list of uncited works.
    pub text: String,
    /// The ids of works that the metadata names as `nocite` (<https://pandoc.org/MANUAL.html#extension-citations>,
    /// "Including uncited items in the bibliography"), with `*` for all.
    pub uncited: Vec<String>,
}

/// Reads a document.
pub(super) fn prose(document: &str) -> Prose {
    let mut uncited = Vec::new();
    let mut left_out: Vec<Range<usize>> = Vec::new();
    let events = Parser::new_ext(document, Options::ENABLE_YAML_STYLE_METADATA_BLOCKS).into_offset_iter();
    for (event, range) in events {
        match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => left_out.push(range),
            Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => left_out.extend(comment(document, range)),
            Event::Start(Tag::MetadataBlock(_)) => {
                let listed = uncited_works(document, range);
                uncited.extend(ids(&document[listed.clone()]));
                left_out.push(listed);
            }
            _ => {}
        }
    }
    let mut text = String::with_capacity(document.len());
    for range in left_out {
        // Code inside a comment was left out with the comment.
        let start = range.start.max(text.len());
        let end = range.end.max(start);
        text.push_str(&document[text.len()..start]);
        text.extend(std::iter::repeat_n(' ', end - start));
    }
    text.push_str(&document[text.len()..]);
    Prose { text, uncited }
}

/// The comment at the start of a piece of HTML.
fn comment(document: &str, html: Range<usize>) -> Option<Range<usize>> {
    let text = &document[html.clone()];
    let length = text.starts_with("<!--").then(|| text.find("-->").map_or(text.len(), |end| end + "-->".len()))?;
    Some(html.start..html.start + length)
}

/// The lines of the key `nocite` of a metadata block; empty if it has none.
fn uncited_works(document: &str, metadata: Range<usize>) -> Range<usize> {
    let mut at = metadata.start;
    let mut found: Option<Range<usize>> = None;
    for line in document[metadata.clone()].split_inclusive('\n') {
        let end = at + line.len();
        match &mut found {
            None if line.starts_with("nocite:") => found = Some(at..end),
            // The value goes on until the next key.
            Some(found) if line.trim().is_empty() || line.starts_with([' ', '\t']) || line.starts_with("- ") => {
                found.end = end;
            }
            Some(_) => break,
            None => {}
        }
        at = end;
    }
    found.unwrap_or(metadata.start..metadata.start)
}

fn ids(text: &str) -> impl Iterator<Item = String> + '_ {
    text.match_indices('@').filter_map(|(at, _)| {
        let after = &text[at + 1..];
        if after.starts_with('*') { Some("*".to_owned()) } else { key(after).map(|(id, _)| id) }
    })
}

#[cfg(test)]
mod tests {
    use super::prose;

    /// Pandoc's manual, "Verbatim", "Verbatim (code) blocks", "Raw HTML".
    #[test]
    fn code_and_comments_are_left_out() {
        for (document, kept) in [
            ("As `[@a]` and [@b]", "As and [@b]"),
            ("``a ` [@a]`` [@b]", "[@b]"),
            ("A\n\n```python\n@a\n```\n@b", "A @b"),
            ("A\n\n    @a\n\n@b", "A @b"),
            ("- A\n\n    @a\n\n@b", "- A @a @b"),
            ("~~~\n[@a]", ""),
            ("<!-- [@a]\n`x` -->\n[@b]", "[@b]"),
            ("see <!-- [@a] --> [@b]", "see [@b]"),
            ("<!-- a --> [@b]", "[@b]"),
            ("<b>[@a]</b>", "<b>[@a]</b>"),
            ("é`ü`[@b]", "é [@b]"),
            ("", ""),
        ] {
            let text = prose(document).text;
            assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), kept, "{document:?}");
            assert_eq!(text.len(), document.len(), "{document:?}");
        }
    }

    #[test]
    fn metadata_names_uncited_works() {
        for (metadata, uncited) in [
            ("nocite: '@*'", &["*"][..]),
            ("title: T\nnocite: |\n  @a, @b;\n  @{c d}\nlang: de", &["a", "b", "c d"]),
            ("nocite:\n- '@a'\n- '@b'", &["a", "b"]),
            ("title: On @a", &[]),
        ] {
            let document = format!("---\n{metadata}\n---\n\nSee [@x].\n");
            let prose = prose(&document);
            assert_eq!(prose.uncited, uncited, "{metadata}");
            assert_eq!(prose.text.len(), document.len());
            assert_eq!(prose.text.contains("@a"), uncited.is_empty());
            assert!(prose.text.ends_with("See [@x].\n"));
        }
        assert_eq!(prose("Text\n\nnocite: '@a'\n").uncited, [""; 0], "only metadata name them");
    }
}
