//! The trait of backends, and the traversal of a document that all of them share.

use std::borrow::Cow;

use super::remark::site_target;
use super::{BACKENDS, Block, Details, Doc, Entry, EntryDisplay, PageLayout, References, RemarkLinks, WebPage};
use crate::latex;
use crate::model::{Inline, Text};
use crate::text::link_target;
use crate::text::scripts::is_raised_sign;
use crate::text::unicode::is_noncharacter;

/// Writes documents in one markup language.
///
/// The traversal of the document is shared ([`render`]); a backend decides how each node is written. Text comes from
/// untrusted records: a backend escapes all of it, so that readers see the characters and no program interprets them.
/// Characters arrive without line ends and other control characters, and links only with addresses that are safe to
/// follow.
pub trait Backend: Sync {
    /// Returns the name used on the command line.
    fn id(&self) -> &'static str;

    /// Returns the name shown to people.
    fn name(&self) -> &'static str;

    /// Returns the extensions of its files, without the dot, the most common one first.
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    /// Appends characters, escaped.
    fn text(&self, text: &str, out: &mut String);

    /// Formats what was appended from the byte `start` on as this kind of span.
    fn span(&self, span: Span<'_>, start: usize, after: After, out: &mut String);

    /// Appends characters in a fixed-width font.
    fn code(&self, text: &str, after: After, out: &mut String);

    /// Puts quotation marks around what was appended from the byte `start` on; `depth` is 0 for the outermost
    /// quotation.
    fn quote(&self, depth: usize, start: usize, out: &mut String) {
        let (open, close) = if depth.is_multiple_of(2) { ("“", "”") } else { ("‘", "’") };
        out.insert_str(start, open);
        out.push_str(close);
    }

    /// Returns how to show a formula, if the language has no TeX: as Unicode characters, unless overridden.
    fn formula(&self, tex: &str) -> Formula {
        Formula::Inlines(latex::math_to_unicode(tex))
    }

    /// Wraps finished content as a heading; level 1 is the highest.
    fn heading(&self, level: u8, content: &str) -> String;

    /// Wraps finished content as a paragraph.
    fn paragraph(&self, content: &str) -> String {
        content.to_owned()
    }

    /// Wraps finished entries as a list of references.
    fn references(&self, list: &FinishedReferences<'_>) -> String;

    /// Returns how links after references are written.
    fn remark_links(&self) -> RemarkLinks {
        RemarkLinks::OnPaper
    }

    /// Formats the remarks of an entry, which were appended from the byte `start` on.
    fn remarks(&self, start: usize, out: &mut String) {
        let _ = (start, out);
    }

    /// Writes what a web page shows besides its references; nothing in other languages.
    fn web_page(&self, page: &WebPage) -> String {
        let _ = page;
        String::new()
    }

    /// Returns what ends a line inside a reference.
    fn line_break(&self) -> &'static str {
        "\n"
    }

    /// Wraps finished blocks as a whole document with that layout.
    fn document(&self, content: &str, layout: &PageLayout) -> String {
        let _ = layout;
        content.to_owned()
    }

    /// Returns the separator between two blocks.
    fn between_blocks(&self) -> &'static str {
        "\n\n"
    }
}

/// A kind of span of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    /// Emphasis, set in italics.
    Em,
    /// Strong emphasis, set in bold.
    Strong,
    /// Underlined.
    Underline,
    /// Small capitals.
    SmallCaps,
    /// Upright again: emphasis inside emphasis.
    Upright,
    /// Regular weight again: strong emphasis inside strong emphasis.
    Regular,
    /// No small capitals: small capitals inside small capitals.
    FullCaps,
    /// Subscript.
    Sub,
    /// Superscript.
    Sup,
    /// A link to an address that is safe to follow and contains only characters allowed in addresses.
    Link(&'a str),
}

/// What follows a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// The end of the text.
    End,
    /// Text that begins with this character.
    Character(char),
    /// Something with its own markup.
    Markup,
}

/// How a formula is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// As rich text, on which the traversal continues.
    Inlines(Vec<Inline>),
    /// As this source.
    Source(String),
}

/// A reference whose parts have been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedEntry<'a> {
    /// The id of the record, unescaped.
    pub id: &'a str,
    /// What a web page has of the work besides.
    pub details: Option<&'a Details>,
    /// The label in the margin.
    pub label: Option<String>,
    /// The body of the reference.
    pub body: String,
}

/// A list of references whose entries have been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedReferences<'a> {
    /// The list, which says how it is laid out.
    pub list: &'a References,
    /// Its entries, in order.
    pub entries: Vec<FinishedEntry<'a>>,
    /// The widest label of all lists of the document, so that all are indented alike; `None` if this list has no
    /// labels.
    pub widest_label: Option<String>,
    /// The language of the document, a BCP 47 tag.
    pub language: Option<&'a str>,
}

/// Returns the backend with this id.
pub fn backend_by_id(id: &str) -> Option<&'static dyn Backend> {
    BACKENDS.iter().copied().find(|backend| backend.id() == id)
}

/// Writes a document with a backend. The result ends with a line end unless it is empty.
pub fn render(doc: &Doc, backend: &dyn Backend) -> String {
    let mut result = String::new();
    let widest_label = widest_label(doc, backend);
    for block in &doc.blocks {
        let written = match block {
            Block::Heading { level, content } => backend.heading(*level, &render_block(content, backend)),
            Block::Paragraph(content) => backend.paragraph(&render_block(content, backend)),
            Block::Web(page) => backend.web_page(page),
            Block::References(list) => {
                let entries: Vec<_> = list.entries.iter().map(|entry| finished_entry(entry, backend)).collect();
                let has_labels = entries.iter().any(|entry| entry.label.is_some());
                let widest_label = widest_label.clone().filter(|_| has_labels);
                backend.references(&FinishedReferences {
                    list,
                    entries,
                    widest_label,
                    language: doc.language.as_deref(),
                })
            }
        };
        if written.is_empty() {
            continue;
        }
        if !result.is_empty() {
            result.push_str(backend.between_blocks());
        }
        result.push_str(&written);
    }
    if !result.is_empty() {
        result = backend.document(&result, &doc.layout);
        result.push('\n');
    }
    result
}

/// The label with the most visible characters.
fn widest_label(doc: &Doc, backend: &dyn Backend) -> Option<String> {
    let lists = doc.blocks.iter().filter_map(|block| match block {
        Block::References(list) => Some(list),
        _ => None,
    });
    let labels = lists.flat_map(|list| &list.entries).filter_map(Entry::label);
    labels.max_by_key(|label| label.to_plain().chars().count()).map(|label| render_block(label, backend))
}

fn finished_entry<'a>(entry: &'a Entry, backend: &dyn Backend) -> FinishedEntry<'a> {
    let (label, parts) = entry.split();
    let mut body = String::new();
    let mut was_block = false;
    for part in parts {
        let is_block = matches!(part.display, EntryDisplay::Block | EntryDisplay::Indent);
        let is_new_line = (is_block || was_block) && !body.is_empty();
        if is_new_line {
            body.truncate(body.trim_end_matches(' ').len());
            body.push_str(backend.line_break());
        }
        if is_block || is_new_line {
            let text = render_text(&part.text, backend);
            body.push_str(if is_block { text.trim_matches(' ') } else { &text });
        } else {
            // The meaning of a character, or of a space, depends on what precedes it.
            write_without(is_left_out, &part.text, backend, &mut body);
        }
        was_block = is_block;
    }
    let start = body.len();
    for text in entry.remarks.iter().filter_map(|remark| remark.text(backend.remark_links())) {
        write_without(is_left_out, &text, backend, &mut body);
    }
    if body.len() > start {
        backend.remarks(start, &mut body);
    }
    FinishedEntry {
        id: &entry.id,
        details: entry.details.as_deref(),
        label: label.map(|label| render_block(label, backend)),
        body: body.trim_matches(' ').to_owned(),
    }
}

/// Writes a single text, without a document around it.
pub fn render_text(text: &Text, backend: &dyn Backend) -> String {
    render_without(is_left_out, text, backend)
}

/// Writes a single text as data, with all of its characters except controls.
pub(super) fn render_data(text: &Text, backend: &dyn Backend) -> String {
    render_without(|_| false, text, backend)
}

fn render_without(is_left_out: fn(char) -> bool, text: &Text, backend: &dyn Backend) -> String {
    let mut out = String::new();
    write_without(is_left_out, text, backend, &mut out);
    out
}

fn write_without(is_left_out: fn(char) -> bool, text: &Text, backend: &dyn Backend, out: &mut String) {
    let mut walk = Walk { backend, is_left_out, quotes: 0, in_link: false, font: Font::default() };
    walk.inlines(text.inlines(), After::End, out);
}

fn render_block(text: &Text, backend: &dyn Backend) -> String {
    render_text(text, backend).trim_matches(' ').to_owned()
}

struct Walk<'a> {
    backend: &'a dyn Backend,
    is_left_out: fn(char) -> bool,
    /// The number of open quotations.
    quotes: usize,
    in_link: bool,
    font: Font,
}

/// The current font. A mark inside a mark of the same kind turns it off.
#[derive(Clone, Copy, Default)]
struct Font {
    is_italic: bool,
    is_bold: bool,
    is_small_caps: bool,
}

impl Font {
    /// Applies a mark to this font and returns the resulting span.
    fn changed(&mut self, span: Span<'static>) -> Span<'static> {
        let (is_on, opposite) = match span {
            Span::Em => (&mut self.is_italic, Span::Upright),
            Span::Strong => (&mut self.is_bold, Span::Regular),
            Span::SmallCaps => (&mut self.is_small_caps, Span::FullCaps),
            other => return other,
        };
        *is_on = !*is_on;
        if *is_on { span } else { opposite }
    }
}

impl Walk<'_> {
    fn inlines(&mut self, inlines: &[Inline], after: After, out: &mut String) {
        for (index, inline) in inlines.iter().enumerate() {
            let after = match inlines.get(index + 1) {
                None => after,
                Some(Inline::Str(text)) => text.chars().next().map_or(After::Markup, After::Character),
                Some(Inline::Sup(content)) => match content.first() {
                    Some(Inline::Str(sign)) if sign.starts_with(is_raised_sign) => {
                        sign.chars().next().map_or(After::Markup, After::Character)
                    }
                    _ => After::Markup,
                },
                Some(_) => After::Markup,
            };
            self.inline(inline, after, out);
        }
    }

    fn inline(&mut self, inline: &Inline, after: After, out: &mut String) {
        let span = match inline {
            Inline::Str(text) => return self.backend.text(&cleaned(text, self.is_left_out), out),
            Inline::Code(text) => return self.backend.code(&cleaned(text, self.is_left_out), after, out),
            Inline::Math(tex) => {
                return match self.backend.formula(&cleaned(tex, self.is_left_out)) {
                    Formula::Inlines(inlines) => self.inlines(&inlines, after, out),
                    Formula::Source(source) => out.push_str(&source),
                };
            }
            Inline::NoCase(content) => return self.inlines(content, after, out),
            Inline::Tex(tex) => return self.inlines(tex.content(), after, out),
            Inline::Quote(content) => {
                let start = out.len();
                self.quotes += 1;
                self.inlines(content, After::Markup, out);
                self.quotes -= 1;
                return self.backend.quote(self.quotes, start, out);
            }
            Inline::Link { url, content } => return self.link(url, content, after, out),
            Inline::Em(_) => Span::Em,
            Inline::Strong(_) => Span::Strong,
            Inline::Underline(_) => Span::Underline,
            Inline::SmallCaps(_) => Span::SmallCaps,
            Inline::Sub(_) => Span::Sub,
            Inline::Sup(_) => Span::Sup,
        };
        let start = out.len();
        let font = self.font;
        let span = self.font.changed(span);
        self.inlines(inline.children().unwrap_or_default(), after, out);
        self.font = font;
        if out.len() > start {
            self.backend.span(span, start, after, out);
        }
    }

    /// Writes a link, if its address is safe; no language allows links inside links.
    fn link(&mut self, url: &str, content: &[Inline], after: After, out: &mut String) {
        let target = if self.backend.remark_links() == RemarkLinks::OfSite { site_target } else { link_target };
        let Some(address) = target(url).filter(|_| !self.in_link) else {
            return self.inlines(content, after, out);
        };
        let start = out.len();
        self.in_link = true;
        self.inlines(content, After::Markup, out);
        self.in_link = false;
        if out.len() > start {
            self.backend.span(Span::Link(&address), start, after, out);
        }
    }
}

/// Replaces line ends and tabs by spaces, and drops other control characters: terminals obey them, and they do not
/// belong in files. Characters that change the direction of the following text are dropped, too (Unicode Standard Annex
/// 9, section 2): one that is never ended would show the rest of the reference backwards. Noncharacters are not allowed
/// in files either.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    cleaned(text, is_left_out)
}

fn is_left_out(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || is_noncharacter(character)
}

/// The text with spaces in place of line ends and tabs, without other controls and without the characters to leave out.
fn cleaned(text: &str, is_left_out: fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|character| character.is_control() || is_left_out(character)) {
        return Cow::Borrowed(text);
    }
    let shown = |character: char| match character {
        _ if is_left_out(character) => None,
        _ if !character.is_control() => Some(character),
        _ => character.is_whitespace().then_some(' '),
    };
    Cow::Owned(text.chars().filter_map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::{BACKENDS, backend_by_id, render, render_text};
    use crate::markup::{Block, Doc, Entry, EntryDisplay, EntryPart, References};
    use crate::model::{Inline, Text};

    #[test]
    fn ids_are_unique_and_found() {
        for backend in BACKENDS {
            assert_eq!(backend_by_id(backend.id()).map(|found| found.name()), Some(backend.name()));
        }
        assert!(backend_by_id("word").is_none());
    }

    #[test]
    fn marks_inside_of_their_own_kind_turn_the_font_back() {
        let nested = |mark: fn(Vec<Inline>) -> Inline| {
            Text::from(vec![mark(vec![Inline::Str("a ".into()), mark(vec![Inline::Str("b".into())])])])
        };
        for (id, em, strong, small_caps) in [
            (
                "html",
                "<i>a <span style=\"font-style:normal;\">b</span></i>",
                "<b>a <span style=\"font-weight:normal;\">b</span></b>",
                "<span style=\"font-variant:small-caps;\">a <span style=\"font-variant:normal;\">b</span></span>",
            ),
            ("latex", "\\emph{a \\emph{b}}", "\\textbf{a \\textmd{b}}", "\\textsc{a \\textup{b}}"),
            (
                "ansi",
                "\u{1b}[3ma \u{1b}[23;23mb\u{1b}[3m\u{1b}[23m",
                "\u{1b}[1ma \u{1b}[22;22mb\u{1b}[1m\u{1b}[22m",
                "a b",
            ),
            ("typst", "#emph[a #emph[b]]", "#strong[a #text(weight: \"regular\")[b]]", "#smallcaps[a b]"),
        ] {
            let backend = backend_by_id(id).expect("it is registered");
            assert_eq!(render_text(&nested(Inline::Em), backend), em, "{id}");
            assert_eq!(render_text(&nested(Inline::Strong), backend), strong, "{id}");
            assert_eq!(render_text(&nested(Inline::SmallCaps), backend), small_caps, "{id}");
        }
    }

    #[test]
    fn parts_of_an_entry_keep_the_space_between_them() {
        let part = |text: &str| EntryPart { display: EntryDisplay::Inline, text: Text::plain(text) };
        let entry = Entry {
            id: "a".into(),
            parts: vec![part("A. Author, 2024."), part(" (in press)"), part(" x")],
            ..Entry::default()
        };
        let doc = Doc {
            blocks: vec![Block::References(References { entries: vec![entry], ..References::default() })],
            language: None,
            ..Doc::default()
        };
        for id in ["text", "markdown", "html", "latex", "typst"] {
            let written = render(&doc, backend_by_id(id).expect("it is registered"));
            assert!(written.contains("2024. (in press) x"), "{id}: {written}");
        }
    }

    #[test]
    fn quotations_alternate_their_marks() {
        let quote = |content| Inline::Quote(content);
        let text = Text::from(vec![quote(vec![Inline::Str("a ".into()), quote(vec![Inline::Str("b".into())])])]);
        for id in ["text", "html", "markdown", "typst"] {
            let backend = backend_by_id(id).expect("it is registered");
            assert_eq!(render_text(&text, backend), "“a ‘b’”", "{id}");
        }
    }

    #[test]
    fn no_backend_lets_controls_or_tex_through() {
        let body = Text::from(vec![Inline::Str("a\nb\u{1b}[2J\u{9b}x ".into()), Inline::Math("\\mathcal{A}^2".into())]);
        let entry = Entry::new("a\u{1b}]0;x", Some("[1]".into()), body);
        let doc = Doc {
            blocks: vec![Block::References(References { entries: vec![entry], ..References::default() })],
            language: None,
            ..Doc::default()
        };
        for backend in BACKENDS {
            let written = render(&doc, *backend);
            if backend.id() != "latex" {
                assert!(!written.contains("mathcal"), "{written}");
            }
            assert!(!written.contains("\u{1b}[2J") && !written.contains('\u{9b}') && !written.contains("\u{1b}]0"));
            assert!(!written.contains("a\nb"), "{written}");
        }
    }
}
