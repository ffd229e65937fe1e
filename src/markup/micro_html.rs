//! The HTML-like markup that CSL-JSON allows in texts, in both directions.
//!
//! CSL knows `<i>`, `<b>`, `<sub>`, `<sup>`, small capitals and `nocase`; the other spans are publist's, and programs
//! that do not know them show their text. CSL-JSON has no escape for `<`. Characters that would be read as a tag are
//! separated by an empty `nocase` span, which is invisible and disappears when it is read.
//! <https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags>

use crate::latex;
use crate::model::{Inline, MAX_DEPTH, Text};
use crate::text::xml::{append_with_references, without_references};

/// Opening tag, closing tag, meaning. If two rows have the same meaning, the first is written.
const TAGS: &[(&str, &str, Tag)] = &[
    ("<i>", "</i>", Tag::Container(Inline::Em)),
    ("<b>", "</b>", Tag::Container(Inline::Strong)),
    ("<em>", "</em>", Tag::Container(Inline::Em)),
    ("<strong>", "</strong>", Tag::Container(Inline::Strong)),
    ("<span style=\"font-variant:small-caps;\">", "</span>", Tag::Container(Inline::SmallCaps)),
    ("<span style=\"font-variant: small-caps;\">", "</span>", Tag::Container(Inline::SmallCaps)),
    ("<sc>", "</sc>", Tag::Container(Inline::SmallCaps)),
    ("<sub>", "</sub>", Tag::Container(Inline::Sub)),
    ("<sup>", "</sup>", Tag::Container(Inline::Sup)),
    ("<span class=\"nocase\">", "</span>", Tag::Container(Inline::NoCase)),
    ("<span style=\"text-decoration:underline;\">", "</span>", Tag::Container(Inline::Underline)),
    ("<span class=\"quote\">", "</span>", Tag::Container(quoted)),
    ("<span class=\"math\" data-tex=\"", "</span>", Tag::Formula),
    ("<span class=\"math\">", "</span>", Tag::Leaf(Inline::Math)),
    ("<span class=\"code\">", "</span>", Tag::Leaf(Inline::Code)),
    ("<a href=\"", "</a>", Tag::Link),
];

/// Separates characters that would otherwise be read as a tag.
const PARTING: &str = "<span class=\"nocase\"></span>";

#[derive(Clone, Copy)]
enum Tag {
    Container(fn(Vec<Inline>) -> Inline),
    Leaf(fn(String) -> Inline),
    Link,
    /// Mathematics: its TeX as an attribute, and its appearance for programs that do not know the attribute.
    Formula,
}

/// A quotation without its marks, which are written for programs that do not know this span.
fn quoted(mut content: Vec<Inline>) -> Inline {
    let has_marks = matches!(content.first(), Some(Inline::Str(first)) if first.starts_with('“'))
        && matches!(content.last(), Some(Inline::Str(last)) if last.ends_with('”'));
    if has_marks {
        if let Some(Inline::Str(first)) = content.first_mut() {
            first.remove(0);
        }
        if let Some(Inline::Str(last)) = content.last_mut() {
            last.pop();
        }
    }
    Inline::Quote(content)
}

/// Writes rich text in CSL-JSON's markup.
pub(crate) fn to_micro_html(text: &Text) -> String {
    match text.as_plain() {
        Some(plain) if !plain.contains('<') => plain.to_owned(),
        _ => {
            let mut html = String::new();
            append(text.inlines(), &mut html);
            html
        }
    }
}

/// Reads CSL-JSON's markup as rich text. Tags without a partner are ordinary characters.
pub(crate) fn from_micro_html(html: &str) -> Text {
    if !html.contains('<') {
        return Text::plain(html);
    }
    // An open tag on the stack remembers how it was written, in case its partner never comes.
    let mut open: Vec<(Opened<'_>, Vec<Inline>)> = Vec::new();
    let mut content: Vec<Inline> = Vec::new();
    let mut rest = html;
    while let Some(position) = memchr::memchr(b'<', rest.as_bytes()) {
        push_characters(&rest[..position], &mut content);
        rest = &rest[position..];
        let innermost = open.last().map(|(opened, _)| opened.close);
        if let Some(after) = innermost.and_then(|close| rest.strip_prefix(close)) {
            if let Some((opened, before)) = open.pop() {
                let inside = std::mem::replace(&mut content, before);
                content.push(opened.tag.around(&opened, inside));
            }
            rest = after;
        } else if let Some((opened, after)) = opening(rest).filter(|_| open.len() < MAX_DEPTH) {
            open.push((opened, std::mem::take(&mut content)));
            rest = after;
        } else {
            push_characters("<", &mut content);
            rest = &rest[1..];
        }
    }
    content.push(Inline::Str(rest.to_owned()));
    while let Some((opened, mut before)) = open.pop() {
        before.push(Inline::Str(opened.source.to_owned()));
        before.append(&mut content);
        content = before;
    }
    Text::from(content)
}

/// Appends characters to the last string, so that a text of many unpaired signs stays one piece.
fn push_characters(characters: &str, content: &mut Vec<Inline>) {
    match content.last_mut() {
        Some(Inline::Str(before)) => before.push_str(characters),
        _ => content.push(Inline::Str(characters.to_owned())),
    }
}

struct Opened<'a> {
    source: &'a str,
    close: &'static str,
    tag: Tag,
    attribute: &'a str,
}

impl Tag {
    fn around(self, opened: &Opened<'_>, content: Vec<Inline>) -> Inline {
        match self {
            Self::Container(make) => make(content),
            Self::Leaf(make) => make(Text::from(content).to_plain()),
            Self::Link => Inline::Link { url: without_references(opened.attribute).into_owned(), content },
            Self::Formula => Inline::Math(without_references(opened.attribute).into_owned()),
        }
    }
}

fn opening(text: &str) -> Option<(Opened<'_>, &str)> {
    TAGS.iter().find_map(|&(start, close, tag)| {
        let after = text.strip_prefix(start)?;
        let (attribute, after) = match tag {
            Tag::Link | Tag::Formula => {
                let (attribute, after) = after.split_at(after.find(['"', '<'])?);
                (attribute, after.strip_prefix("\">")?)
            }
            Tag::Container(_) | Tag::Leaf(_) => ("", after),
        };
        Some((Opened { source: &text[..text.len() - after.len()], close, tag, attribute }, after))
    })
}

fn append(inlines: &[Inline], html: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Str(text) => append_characters(text, html),
            Inline::Link { url, content } => {
                html.push_str("<a href=\"");
                html.push_str(&escaped_address(url));
                html.push_str("\">");
                append(content, html);
                html.push_str("</a>");
            }
            Inline::Math(tex) => {
                html.push_str("<span class=\"math\" data-tex=\"");
                append_with_references(tex, html);
                html.push_str("\">");
                append(&latex::math_to_unicode(tex), html);
                html.push_str("</span>");
            }
            Inline::Code(source) => {
                let row = TAGS.iter().find(|(_, _, tag)| match tag {
                    Tag::Leaf(make) => make(source.clone()) == *inline,
                    Tag::Container(_) | Tag::Link | Tag::Formula => false,
                });
                let (start, end) = row.map_or(("", ""), |(start, end, _)| (start, end));
                html.push_str(start);
                append_characters(source, html);
                html.push_str(end);
            }
            container => {
                let empty = container.with_children(Vec::new());
                let row = TAGS.iter().find(|(_, _, tag)| match tag {
                    Tag::Container(make) => make(Vec::new()) == empty,
                    Tag::Leaf(_) | Tag::Link | Tag::Formula => false,
                });
                let (start, end) = row.map_or(("", ""), |(start, end, _)| (start, end));
                let marks = if matches!(container, Inline::Quote(_)) { ("“", "”") } else { ("", "") };
                html.extend([start, marks.0]);
                append(container.children().unwrap_or_default(), html);
                html.extend([marks.1, end]);
            }
        }
    }
}

/// Writes an address as an attribute. Ampersands are escaped only if one would be read as a reference, since most
/// programs do not unescape the attribute.
fn escaped_address(url: &str) -> String {
    let ambiguous = without_references(url) != url;
    let url = if ambiguous { url.replace('&', "&amp;") } else { url.to_owned() };
    url.replace('"', "&quot;").replace('<', "&lt;")
}

/// Writes characters, separating those that would be read as a tag.
fn append_characters(text: &str, html: &mut String) {
    for (index, piece) in text.split('<').enumerate() {
        if index > 0 {
            html.push('<');
            if piece.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/') {
                html.push_str(PARTING);
            }
        }
        html.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::{from_micro_html, to_micro_html};
    use crate::model::{Inline, Text};

    fn string(text: &str) -> Inline {
        Inline::Str(text.to_owned())
    }

    #[track_caller]
    fn round_trip(text: Text, html: &str) {
        assert_eq!(to_micro_html(&text), html);
        assert_eq!(from_micro_html(html), text);
    }

    #[test]
    fn addresses_keep_every_character() {
        let link = |url: &str| Text::from(vec![Inline::Link { url: url.into(), content: vec![string("x")] }]);
        round_trip(link("https://a.org/?a=1&b"), "<a href=\"https://a.org/?a=1&b\">x</a>");
        round_trip(link("x\"onclick=\"<b>"), "<a href=\"x&quot;onclick=&quot;&lt;b>\">x</a>");
        round_trip(link("a&quot;b&c\""), "<a href=\"a&amp;quot;b&amp;c&quot;\">x</a>");
    }

    #[test]
    fn markup_is_written_in_csls_tags() {
        round_trip(
            Text::from(vec![
                string("the "),
                Inline::Em(vec![string("E. "), Inline::Strong(vec![string("coli")])]),
                Inline::Sub(vec![string("2")]),
                Inline::NoCase(vec![string("pH")]),
            ]),
            "the <i>E. <b>coli</b></i><sub>2</sub><span class=\"nocase\">pH</span>",
        );
    }

    #[test]
    fn what_csl_does_not_know_is_a_span_of_ours() {
        round_trip(
            Text::from(vec![
                Inline::Math("a<b".into()),
                Inline::Code("<i>".into()),
                Inline::Link { url: "https://example.org/?a=1&b".into(), content: vec![string("x")] },
                Inline::Quote(vec![string("q")]),
            ]),
            "<span class=\"math\" data-tex=\"a&lt;b\">a < b</span>\
             <span class=\"code\"><<span class=\"nocase\"></span>i></span>\
             <a href=\"https://example.org/?a=1&b\">x</a><span class=\"quote\">“q”</span>",
        );
    }

    #[test]
    fn quotations_show_their_marks() {
        let inner = Inline::Quote(vec![string("b")]);
        round_trip(
            Text::from(vec![Inline::Quote(vec![string("“a” "), inner])]),
            "<span class=\"quote\">““a” <span class=\"quote\">“b”</span>”</span>",
        );
        assert_eq!(
            from_micro_html("<span class=\"quote\">a</span>"),
            Text::from(vec![Inline::Quote(vec![string("a")])])
        );
    }

    #[test]
    fn formulas_show_what_they_look_like() {
        let formula = Text::from(vec![Inline::Math("\\chi_1 & \"x\" > 0".into())]);
        let html = to_micro_html(&formula);
        assert!(
            html.starts_with("<span class=\"math\" data-tex=\"\\chi_1 &amp; &quot;x&quot; &gt; 0\">χ<sub>1</sub>"),
            "{html}"
        );
        assert_eq!(from_micro_html(&html), formula);
        assert_eq!(from_micro_html("<span class=\"math\">x^2</span>"), Text::from(vec![Inline::Math("x^2".into())]));
    }

    #[test]
    fn characters_that_look_like_tags_stay_characters() {
        round_trip(Text::plain("p < 0.05"), "p < 0.05");
        round_trip(Text::plain("<script>"), "<<span class=\"nocase\"></span>script>");
    }

    #[test]
    fn tags_without_a_partner_are_characters() {
        assert_eq!(from_micro_html("a <i>b"), Text::plain("a <i>b"));
        assert_eq!(from_micro_html("a </i> b <x>"), Text::plain("a </i> b <x>"));
        assert_eq!(
            from_micro_html("<i>a <b>b</i>"),
            Text::plain("<i>a <b>b</i>"),
            "the inner tag is open, so the outer one cannot close"
        );
    }

    #[test]
    fn nesting_is_bounded() {
        let text = from_micro_html(&"<i>".repeat(100_000));
        assert_eq!(text.to_plain(), "<i>".repeat(100_000));
    }
}
