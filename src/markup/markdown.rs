//! Markdown: CommonMark (<https://spec.commonmark.org/0.31.2/>) as GitHub renders it (<https://github.github.com/gfm/>).
//!
//! Characters are escaped only where they would have a meaning, so that the source stays readable. What Markdown has no
//! syntax for, and emphasis where its asterisks would not be recognised, is written as HTML.

use super::RemarkLinks;
use super::backend::{After, Backend, FinishedReferences, Span};
use super::plain::lines;
use crate::text::scripts::is_raised_sign;

/// The Markdown backend.
pub struct Markdown;

impl Backend for Markdown {
    fn id(&self) -> &'static str {
        "markdown"
    }

    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn text(&self, text: &str, out: &mut String) {
        for (offset, character) in text.char_indices() {
            let rest = &text[offset + character.len_utf8()..];
            if character == ' ' && out.is_empty() {
                // Four spaces at the start of a line would make it source code.
                continue;
            }
            if begins_address(character, out, rest) {
                out.push_str(&format!("&#{};", u32::from(character)));
            } else if needs_escape(character, out, rest) {
                escape(character, out);
            } else {
                out.push(character);
            }
        }
    }

    fn span(&self, span: Span<'_>, start: usize, after: After, out: &mut String) {
        let (open, close) = match span {
            Span::Em if asterisks_work(start, after, out) => ("*", "*"),
            Span::Em => ("<em>", "</em>"),
            Span::Strong if asterisks_work(start, after, out) => ("**", "**"),
            Span::Strong => ("<strong>", "</strong>"),
            Span::Underline => ("<u>", "</u>"),
            Span::SmallCaps => ("<span style=\"font-variant:small-caps\">", "</span>"),
            Span::Upright => ("<span style=\"font-style:normal\">", "</span>"),
            Span::Regular => ("<span style=\"font-weight:normal\">", "</span>"),
            Span::FullCaps => ("<span style=\"font-variant:normal\">", "</span>"),
            Span::Sup if is_of_signs(&out[start..]) => return,
            Span::Sub => ("<sub>", "</sub>"),
            Span::Sup => ("<sup>", "</sup>"),
            Span::Link(address) => return link(address, start, out),
        };
        out.insert_str(start, open);
        out.push_str(close);
    }

    fn code(&self, text: &str, _: After, out: &mut String) {
        // Backticks in the text need a longer fence around it (section 6.1), and spaces separate them from it.
        let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        let is_padded = text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' '));
        let padding = if is_padded && !text.trim().is_empty() { " " } else { "" };
        if out.ends_with('`') {
            out.push_str("<!-- -->");
        }
        out.extend([&fence, padding, text, padding, &fence]);
    }

    fn heading(&self, level: u8, content: &str) -> String {
        format!("{} {content}", "#".repeat(usize::from(level.clamp(1, 5)) + 1))
    }

    fn remark_links(&self) -> RemarkLinks {
        RemarkLinks::OfSite
    }

    fn references(&self, list: &FinishedReferences<'_>) -> String {
        lines(&list.entries).replace('\n', "\n\n")
    }
}

/// Writes a character that Markdown would interpret. Backslashes before `&`, `<`, `=`, `|`, `~` and `$` are CommonMark's
/// and unknown to other renderers, such as Python-Markdown; and after an address that a renderer links by itself, a
/// backslash is part of the address.
fn escape(character: char, out: &mut String) {
    let word = behind_link(out.rsplit([' ', '<', '>', '\u{a0}']).next().unwrap_or_default());
    let is_in_address = word.contains("://") || word.to_ascii_lowercase().contains("www.") || word.contains('@');
    match character {
        '<' => out.push_str("&lt;"),
        '&' => out.push_str("&amp;"),
        '=' | '|' | '~' | '$' => out.push_str(&format!("&#{};", u32::from(character))),
        _ if is_in_address => out.push_str(&format!("&#{};", u32::from(character))),
        _ => out.extend(['\\', character]),
    }
}

/// Whether a character makes an address that renderers link by themselves, and in which something must be escaped: they
/// would show the escape. Without the character, the address is text like any other.
fn begins_address(character: char, out: &str, rest: &str) -> bool {
    let is_address = match character {
        ':' => rest.starts_with("//"),
        '.' => {
            out.len() >= 3 && out.is_char_boundary(out.len() - 3) && out[out.len() - 3..].eq_ignore_ascii_case("www")
        }
        '@' => true,
        _ => false,
    };
    let word = rest.split([' ', '\u{a0}']).next().unwrap_or_default();
    is_address
        && word.char_indices().any(|(place, character)| match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            '_' => {
                let is_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
                !(is_word(word[..place].chars().next_back()) && is_word(word[place + 1..].chars().next()))
            }
            '&' => is_entity(&word[place + 1..]),
            _ => false,
        })
}

/// What follows the last link of a word. Brackets of texts are escaped, so others are those of links.
fn behind_link(word: &str) -> &str {
    let is_link = |(place, _): &(usize, &str)| !word[..*place].ends_with('\\');
    let end = word.rmatch_indices("](").find(is_link).and_then(|(place, _)| Some(place + word[place..].find(')')?));
    end.map_or(word, |end| &word[end + 1..])
}

/// Whether Markdown would interpret a character between what is written and the rest of the text.
fn needs_escape(character: char, out: &str, rest: &str) -> bool {
    let next = rest.chars().next();
    let is_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    let ends_marker = next.is_none_or(|next| next == ' ');
    match character {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
        // Inside a word, underscores are not emphasis.
        '_' => !(is_word(out.chars().next_back()) && is_word(next)),
        '&' => is_entity(rest),
        // Before a link, it would make an image.
        '!' => rest.is_empty(),
        '>' | '=' => out.is_empty(),
        // Also the characters that close a heading.
        '#' => out.is_empty() || out.ends_with([' ', '#']),
        '+' => out.is_empty() && ends_marker,
        '-' => out.is_empty() && (ends_marker || next == Some('-')) || is_thematic_break(out),
        '.' | ')' => (1..=9).contains(&out.len()) && out.bytes().all(|byte| byte.is_ascii_digit()) && ends_marker,
        _ => false,
    }
}

fn is_thematic_break(out: &str) -> bool {
    !out.is_empty() && out.chars().all(|character| "-\\ ".contains(character))
}

/// Whether the text after an ampersand makes it an entity or a numeric character reference.
fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name[length..].starts_with(';')
}

/// Whether asterisks around what was written from `start` on are emphasis, by the rules on left- and right-flanking
/// delimiter runs (section 6.2).
fn asterisks_work(start: usize, after: After, out: &str) -> bool {
    let (before, content) = out.split_at(start);
    let (Some(first), Some(last)) = (content.chars().next(), content.chars().next_back()) else { return false };
    let before = before.chars().next_back();
    let is_word = |character: char| character.is_alphanumeric();
    let opens = !first.is_whitespace() && (is_word(first) || before.is_none_or(|before| !is_word(before)));
    let closes = !last.is_whitespace()
        && match after {
            After::End => true,
            After::Character(after) => is_word(last) || !is_word(after),
            After::Markup => is_word(last),
        };
    opens && closes && before != Some('*') && first != '*' && last != '*'
}

/// Whether raised text consists of signs that are raised by themselves, such as the marks of names.
fn is_of_signs(content: &str) -> bool {
    !content.is_empty() && content.replace('\\', "").chars().all(is_raised_sign)
}

fn link(address: &str, start: usize, out: &mut String) {
    let content = out.split_off(start);
    let mut destination = String::with_capacity(address.len());
    for (offset, character) in address.char_indices() {
        match character {
            '(' => destination.push_str("%28"),
            ')' => destination.push_str("%29"),
            // Python-Markdown takes what is between two of them for a title.
            '\'' => destination.push_str("%27"),
            '&' if is_entity(&address[offset + 1..]) => destination.push_str("&amp;"),
            // GitHub recognises mathematics before links.
            '$' => destination.push_str("%24"),
            _ => destination.push(character),
        }
    }
    let plain = content.replace("&#58;", ":").replace("&#46;", ".").replace("&#64;", "@").replace('\\', "");
    let is_address_itself = plain == address && !address.contains('$') || content == address;
    if is_address_itself && !address.starts_with("mailto:") {
        out.extend(["<", address, ">"]);
    } else {
        out.extend(["[", &without_escaped_brackets(&content), "](", &destination, ")"]);
    }
}

/// The text of a link with references for its escaped brackets: marked takes their backslashes away, and finds links in
/// what is left.
fn without_escaped_brackets(content: &str) -> String {
    let mut text = String::with_capacity(content.len());
    let mut characters = content.chars();
    while let Some(character) = characters.next() {
        match (character, characters.clone().next()) {
            ('\\', Some(next)) => {
                characters.next();
                match next {
                    '[' | ']' => text.push_str(&format!("&#{};", u32::from(next))),
                    _ => text.extend([character, next]),
                }
            }
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Markdown;
    use crate::markup::tests::{attack, sample};
    use crate::markup::{render, render_text};
    use crate::model::{Inline, Text};

    fn escaped(text: &str) -> String {
        render_text(&Text::plain(text), &Markdown)
    }

    #[test]
    fn a_document() {
        assert_eq!(
            render(&sample(), &Markdown),
            "## Papers\n\n\
             \\[1\\] **Y. Zong**, *D<sup>2</sup>CA & the 𝒜-Distance*. “micro-expression (SER)”. 2022. <https://doi.org/10.1/x_y>\n\n\
             \\[2\\] Second_one.\n\n\
             The end.\n"
        );
    }

    #[test]
    fn only_what_means_something_is_escaped() {
        assert_eq!(
            escaped("micro-expression (SER), R&D, snake_case, C#, a + b, 50%!x"),
            "micro-expression (SER), R&D, snake_case, C#, a + b, 50%!x"
        );
        assert_eq!(escaped("1. x"), "1\\. x");
        assert_eq!(escaped("2020) x 1. y"), "2020\\) x 1. y");
        assert_eq!(escaped("- x"), "\\- x");
        assert_eq!(escaped("-1"), "-1");
        assert_eq!(escaped("# x ## "), "\\# x \\#\\# ");
        assert_eq!(escaped("---"), "\\-\\-\\-");
        assert_eq!(escaped("> x"), "\\> x");
        assert_eq!(
            escaped("*a* _b_ [c](d) `e` $f$ ~~g~~ a|b &amp; \\"),
            "\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\` &#36;f&#36; &#126;&#126;g&#126;&#126; a&#124;b &amp;amp; \\\\"
        );
        assert_eq!(escaped("    x"), "x");
    }

    #[test]
    fn no_link_is_in_a_link() {
        let link =
            Inline::Link { url: "https://a.org".into(), content: vec![Inline::Str("\\[x](javascript:y)".into())] };
        assert_eq!(render_text(&Text::from(vec![link]), &Markdown), "[\\\\&#91;x&#93;(javascript:y)](https://a.org)");
    }

    #[test]
    fn no_backslash_is_left_to_an_address_that_is_linked() {
        assert_eq!(escaped("https://a.org/<b>"), "https&#58;//a.org/&lt;b>");
        assert_eq!(escaped("www.a.org/[b](c)*d*"), "www&#46;a.org/\\[b\\](c)\\*d\\*");
        assert_eq!(escaped("https://a.org/x_y?a=1&b=2 a@b.org"), "https://a.org/x_y?a=1&b=2 a@b.org");
        let pieces = vec![Inline::Str("https://a.org/".into()), Inline::NoCase(vec![Inline::Str("[b]".into())])];
        assert_eq!(render_text(&Text::from(pieces), &Markdown), "https://a.org/&#91;b&#93;");
        assert_eq!(escaped("https://a.org [b]"), "https://a.org \\[b\\]");
    }

    #[test]
    fn emphasis_that_asterisks_cannot_express_is_html() {
        let em = |text: &str| Inline::Em(vec![Inline::Str(text.into())]);
        let string = |text: &str| Inline::Str(text.into());
        let rendered = |inlines| render_text(&Text::from(inlines), &Markdown);
        assert_eq!(rendered(vec![em("a"), em("b")]), "*a*<em>b</em>");
        assert_eq!(rendered(vec![em("a."), string("b")]), "<em>a.</em>b");
        assert_eq!(rendered(vec![em("a."), string(", b")]), "*a.*, b");
        assert_eq!(rendered(vec![em(" a")]), "*a*");
        assert_eq!(rendered(vec![string("x"), em(" a")]), "x<em> a</em>");
        assert_eq!(rendered(vec![Inline::Strong(vec![em("a"), string("b")])]), "<strong>*a*b</strong>");
    }

    #[test]
    fn marks_of_names_are_no_html() {
        let string = |text: &str| Inline::Str(text.into());
        let sup = |text: &str| Inline::Sup(vec![string(text)]);
        let strong = |text: &str| Inline::Strong(vec![string(text)]);
        let rendered = |inlines| render_text(&Text::from(inlines), &Markdown);
        assert_eq!(rendered(vec![strong("Zong, Y."), sup("†*"), string(", and")]), "**Zong, Y.**†\\*, and");
        assert_eq!(rendered(vec![sup("*"), string(" equal contribution")]), "\\* equal contribution");
        assert_eq!(rendered(vec![strong("Y. Zong"), sup("1")]), "**Y. Zong**<sup>1</sup>");
    }

    #[test]
    fn code_has_a_fence_longer_than_its_backticks() {
        let code = |text: &str| render_text(&Text::from(vec![Inline::Code(text.into())]), &Markdown);
        assert_eq!(code("x"), "`x`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn hostile_text_shows_and_does_nothing() {
        let markdown = render_text(&attack(), &Markdown);
        assert!(markdown.contains("&lt;script>alert(1)&lt;/script>"), "{markdown}");
        assert!(markdown.contains("\\](javascript:x)"), "{markdown}");
        assert!(!markdown.contains("[click]("), "{markdown}");
    }
}
