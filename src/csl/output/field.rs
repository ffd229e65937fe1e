//! Converts the rich text of a field into output: markup, and quotation marks according to the language.
//!
//! Pairs of quotation marks become quotations (CSL 1.0.2, "Formatting", `quotes`). Straight ones get the marks of the
//! language when they are written, and those of the language become inner marks inside outer ones. A mark without a
//! partner is an apostrophe or stays unchanged.

use std::borrow::Cow;

use super::{Branch, FieldMarks, Node, Quotes, Role};
use crate::csl::style::ir::{FontStyle, FontVariant, FontWeight, Format, TextDecoration, VerticalAlign};
use crate::markup::from_micro_html;
use crate::model::Inline;

/// Renders a field.
pub(in crate::csl) fn field(inlines: &[Inline]) -> Vec<Node<'_>> {
    if let [Inline::Str(text)] = inlines
        && (is_simple(text) || !text.contains(|character| has_to_be_looked_at(character) && character != '<'))
    {
        return vec![Node::Text(spaced(text.into()))];
    }
    made_field(inlines)
}

/// Renders a generated field, which the output cannot borrow from.
pub(in crate::csl) fn made_field<'s>(inlines: &[Inline]) -> Vec<Node<'s>> {
    let mut reading = Reading::default();
    reading.inlines(inlines);
    together(reading.finish())
}

/// Renders characters that may contain CSL's HTML-like markup: names, locators, words of the style.
pub(in crate::csl) fn plain_field<'s>(text: impl Into<Cow<'s, str>>) -> Vec<Node<'s>> {
    let text = text.into();
    if is_simple(&text) || !text.contains(has_to_be_looked_at) {
        return vec![Node::Text(spaced(text))];
    }
    if text.contains('<') {
        return made_field(from_micro_html(&text).inlines());
    }
    let mut reading = Reading::default();
    reading.text(&text, None);
    together(reading.finish())
}

/// Whether a text consists only of ASCII characters without a special meaning, as most texts do.
fn is_simple(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\'' | b'<' | b':' | b';' | b'!' | b'?'))
}

/// The pieces of one field: punctuation that meets inside it was written by its author.
fn together(mut pieces: Vec<Node<'_>>) -> Vec<Node<'_>> {
    if pieces.len() > 1 {
        pieces = vec![Node::with_role(Role::Field, pieces)];
    }
    pieces
}

const fn has_to_be_looked_at(character: char) -> bool {
    matches!(character, '"' | '\'' | '<') || is_quotation_mark(character)
}

/// The quotation marks of all languages. The same mark opens a quotation in one language and closes it in another:
/// “English”, „deutsch“, „polski”, ”svenska”, «français», »dansk«, 「日本語」.
const fn is_quotation_mark(character: char) -> bool {
    matches!(character, '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』')
}

/// The marks that can open a quotation that a mark closes.
const fn openings(closing: char) -> &'static [char] {
    match closing {
        '“' => &['„'],
        '”' => &['“', '„', '”'],
        '‘' => &['‚'],
        '’' => &['‘', '‚'],
        '»' => &['«', '»'],
        '«' => &['»'],
        '›' => &['‹', '›'],
        '‹' => &['›'],
        '」' => &['「'],
        '』' => &['『'],
        _ => &[],
    }
}

/// The start of text without decoration.
const UNDECORATED_TAG: &str = "<span class=\"nodecor\">";

/// What marks text without decoration among the open quotations: a control, which no field has.
const UNDECORATED: char = '\u{1}';

/// The font of text without decoration.
const UPRIGHT: Format = Format {
    font_style: Some(FontStyle::Normal),
    font_variant: Some(FontVariant::Normal),
    font_weight: Some(FontWeight::Normal),
    text_decoration: Some(TextDecoration::None),
    vertical_align: None,
};

/// The marks before which French sets a space.
const FRENCH_MARKS: &[char] = &[':', ';', '!', '?', '»'];

/// French spacing: the space before these marks is narrow and does not break. Controls are spaces.
fn spaced(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_simple(&text) {
        return text;
    }
    if text.contains(char::is_control) {
        return spaced(text.replace(char::is_control, " ").into());
    }
    if !text.contains('«') && !text.match_indices(' ').any(|(at, _)| text[at + 1..].starts_with(FRENCH_MARKS)) {
        return text;
    }
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_narrow = character == ' '
            && (characters.peek().is_some_and(|next| FRENCH_MARKS.contains(next)) || result.ends_with('«'));
        result.push(if is_narrow { '\u{202f}' } else { character });
    }
    result.into()
}

#[derive(Default)]
struct Reading<'s> {
    /// The output so far; for each open quotation, the output before it.
    current: Vec<Node<'s>>,
    open: Vec<(char, Vec<Node<'s>>)>,
    /// The previous character; `None` at the start.
    before: Option<char>,
}

impl<'s> Reading<'s> {
    fn inlines(&mut self, inlines: &[Inline]) {
        for (index, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Str(text) => self.text(text, inlines.get(index + 1).and_then(first_character)),
                Inline::Math(tex) => self.leaf(Node::Math(without_controls(tex.into()).into_owned())),
                Inline::Code(text) => self.leaf(Node::Code(without_controls(text.into()).into_owned())),
                Inline::Em(content) => {
                    self.markup(content, Format { font_style: Some(FontStyle::Italic), ..Format::default() })
                }
                Inline::Strong(content) => {
                    self.markup(content, Format { font_weight: Some(FontWeight::Bold), ..Format::default() })
                }
                Inline::SmallCaps(content) => {
                    self.markup(content, Format { font_variant: Some(FontVariant::SmallCaps), ..Format::default() })
                }
                Inline::Underline(content) => self
                    .markup(content, Format { text_decoration: Some(TextDecoration::Underline), ..Format::default() }),
                Inline::Sub(content) => {
                    self.markup(content, Format { vertical_align: Some(VerticalAlign::Sub), ..Format::default() })
                }
                Inline::Sup(content) => {
                    self.markup(content, Format { vertical_align: Some(VerticalAlign::Sup), ..Format::default() })
                }
                Inline::NoCase(content) => {
                    let children = self.inner(content);
                    self.leaf(Node::with_role(Role::NoCase, children));
                }
                Inline::Quote(content) => {
                    let children = self.inner(content);
                    self.leaf(Node::branch(Branch {
                        children,
                        quotes: Quotes::OfField(FieldMarks::STRAIGHT),
                        ..Branch::default()
                    }));
                }
                Inline::Link { url, content } => {
                    let children = self.inner(content);
                    let prefix = Cow::Owned(url.clone());
                    self.leaf(Node::branch(Branch { children, prefix, role: Role::Link, ..Branch::default() }));
                }
                Inline::Tex(tex) => self.inlines(tex.content()),
            }
        }
    }

    fn markup(&mut self, content: &[Inline], format: Format) {
        let children = self.inner(content);
        self.leaf(Node::branch(Branch { children, format, role: Role::Markup, ..Branch::default() }));
    }

    /// Renders nested content, in which quotations that start there also end. The text before it still matters.
    fn inner(&mut self, content: &[Inline]) -> Vec<Node<'s>> {
        let mut inner = Self { before: self.before, ..Self::default() };
        inner.inlines(content);
        self.before = inner.before;
        inner.finish()
    }

    fn leaf(&mut self, node: Node<'s>) {
        self.before = Some(self.before.filter(|character| character.is_alphanumeric()).unwrap_or('x'));
        self.current.push(node);
    }

    /// Renders text, in which `<span class="nodecor">` may start and `</span>` end what has no font of its own
    /// (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>, "HTML-like formatting tags").
    fn text(&mut self, text: &str, after: Option<char>) {
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            let (before, tag) = rest.split_at(at);
            if let Some(behind) = tag.strip_prefix(UNDECORATED_TAG) {
                self.words(before, behind.chars().next().or(after));
                self.open(UNDECORATED);
                rest = behind;
            } else if let Some(behind) = tag.strip_prefix("</span>").filter(|_| self.is_open(UNDECORATED)) {
                self.words(before, behind.chars().next().or(after));
                self.close(UNDECORATED, UNDECORATED);
                rest = behind;
            } else {
                self.words(&rest[..=at], tag.chars().nth(1).or(after));
                rest = &tag[1..];
            }
        }
        self.words(rest, after);
    }

    /// Renders text without tags.
    fn words(&mut self, text: &str, after: Option<char>) {
        let mut pending = String::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let next = characters.peek().copied().or(after);
            match character {
                '"' | '\'' => {
                    let can_close = self.before.is_some_and(|before| !before.is_whitespace())
                        && (character == '"' || next.is_none_or(|next| !next.is_alphanumeric()));
                    let can_open = self.before.is_none_or(|before| before.is_whitespace() || is_opening(before))
                        && next.is_some_and(|next| !next.is_whitespace());
                    if can_close && self.is_open(character) {
                        self.flush(&mut pending);
                        self.close(character, character);
                    } else if can_open {
                        self.flush(&mut pending);
                        self.open(character);
                    } else {
                        pending.push(if character == '\'' { '’' } else { character });
                    }
                }
                mark if is_quotation_mark(mark) => {
                    let is_apostrophe = mark == '’' && next.is_some_and(char::is_alphanumeric);
                    let opening = self.innermost(openings(mark)).filter(|_| !is_apostrophe);
                    if let Some(opening) = opening {
                        self.flush(&mut pending);
                        self.close(opening, mark);
                    } else if self.can_open(mark, next) {
                        self.flush(&mut pending);
                        self.open(mark);
                    } else {
                        pending.push(mark);
                    }
                }
                other => pending.push(other),
            }
            self.before = Some(character);
        }
        self.flush(&mut pending);
    }

    fn is_open(&self, mark: char) -> bool {
        self.open.iter().any(|(open, _)| *open == mark)
    }

    /// The innermost open quotation that starts with one of these marks.
    fn innermost(&self, marks: &[char]) -> Option<char> {
        self.open.iter().rev().map(|(open, _)| *open).find(|open| marks.contains(open))
    }

    /// Whether a mark opens a quotation at this place. Marks that mostly close one must be at the start of a word.
    fn can_open(&self, mark: char, next: Option<char>) -> bool {
        match mark {
            '“' | '„' | '‘' | '‚' | '«' | '‹' | '「' | '『' => true,
            '”' | '»' | '›' => {
                self.before.is_none_or(|before| before.is_whitespace() || is_opening(before))
                    && next.is_some_and(char::is_alphanumeric)
            }
            _ => false,
        }
    }

    fn open(&mut self, mark: char) {
        self.open.push((mark, std::mem::take(&mut self.current)));
    }

    /// Ends the innermost quotation with that mark; those inside it were not quotations.
    fn close(&mut self, mark: char, closing: char) {
        while let Some((open, before)) = self.open.pop() {
            let mut children = std::mem::replace(&mut self.current, before);
            if open == mark && children.is_empty() {
                // Nothing is quoted: the marks are apostrophes.
                self.restore(mark, Vec::new());
                self.restore(closing, Vec::new());
                return;
            }
            if open == mark && mark == UNDECORATED {
                let branch = Branch { children, format: UPRIGHT, role: Role::NoCase, ..Branch::default() };
                self.current.push(Node::branch(branch));
                return;
            }
            if open == mark {
                let space = take_spaces_inside(mark, &mut children);
                let quotes = Quotes::OfField(FieldMarks { opening: mark, closing, space });
                self.current.push(Node::branch(Branch { children, quotes, ..Branch::default() }));
                return;
            }
            self.restore(open, children);
        }
    }

    /// Puts a mark that opened nothing back before the text that followed it.
    fn restore(&mut self, mark: char, children: Vec<Node<'s>>) {
        match mark {
            UNDECORATED => self.push_text(UNDECORATED_TAG.to_owned()),
            '\'' => self.push_text("’".to_owned()),
            mark => self.push_text(mark.to_string()),
        }
        for child in children {
            match child {
                Node::Text(text) => self.push_text(text.into_owned()),
                other => self.current.push(other),
            }
        }
    }

    fn flush(&mut self, pending: &mut String) {
        if !pending.is_empty() {
            self.push_text(spaced(std::mem::take(pending).into()).into_owned());
        }
    }

    fn push_text(&mut self, text: String) {
        match self.current.last_mut() {
            Some(Node::Text(before)) => before.to_mut().push_str(&text),
            _ => self.current.push(Node::Text(Cow::Owned(text))),
        }
    }

    fn finish(mut self) -> Vec<Node<'s>> {
        while let Some((open, before)) = self.open.pop() {
            let children = std::mem::replace(&mut self.current, before);
            self.restore(open, children);
        }
        self.current
    }
}

/// Takes the spaces that French sets inside its marks from the text between them.
fn take_spaces_inside(mark: char, children: &mut [Node<'_>]) -> Option<char> {
    if !matches!(mark, '«' | '‹') {
        return None;
    }
    let is_space = |character: &char| matches!(character, ' ' | '\u{a0}' | '\u{202f}');
    let mut space = None;
    if let Some(Node::Text(first)) = children.first_mut()
        && let Some(found) = first.chars().next().filter(is_space)
    {
        space = Some(if found == ' ' { '\u{202f}' } else { found });
        *first = first[found.len_utf8()..].to_owned().into();
    }
    if let Some(Node::Text(last)) = children.last_mut()
        && let Some(found) = last.chars().next_back().filter(is_space)
    {
        *last = last[..last.len() - found.len_utf8()].to_owned().into();
    }
    space
}

/// Replaces every control character in a text of data by a space, so that no program that shows the text acts on it.
pub(in crate::csl) fn without_controls(text: Cow<'_, str>) -> Cow<'_, str> {
    if !is_simple(&text) && text.contains(char::is_control) { text.replace(char::is_control, " ").into() } else { text }
}

const fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '/' | '—' | '–' | '-' | '"' | '\'' | '“' | '‘' | '«' | '\u{a0}')
}

fn first_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Str(text) | Inline::Math(text) | Inline::Code(text) => text.chars().next(),
        container => container.children().unwrap_or_default().iter().find_map(first_character),
    }
}
