//! Turns the engine's output tree into rich text: decodes what the [`Cipher`] carried, marks links and emphasized names,
//! prints the sign that a truncated list goes on, and puts the punctuation right.

use std::rc::Rc;

use hayagriva::citationberg::taxonomy::{NameVariable, OtherTerm};
use hayagriva::citationberg::{
    self, FontStyle, FontVariant, FontWeight, IndependentStyle, TextDecoration, VerticalAlign,
};
use hayagriva::{Elem, ElemChild, ElemMeta, Formatting};

use super::cipher::{Cipher, Mark, Token};
use super::et_al::{EtAlRules, quotation_mark, term};
use super::item::shown_name;
use super::locale::Locales;
use super::runs::{Content, Format, Runs, Script};
use crate::model::{Name, Record, Text};

/// Reads the output of one layout of a style.
pub(super) struct OutputReader<'a> {
    pub(super) style: &'a IndependentStyle,
    pub(super) locales: &'a Locales,
    pub(super) cipher: &'a Cipher,
    pub(super) rules: EtAlRules,
    pub(super) quotes: Quotes<'a>,
    pub(super) emphasize: Option<&'a dyn Fn(&Name) -> bool>,
}

/// The quotation marks of the language: outer and inner, each an opening and a closing one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quotes<'a> {
    outer: (&'a str, &'a str),
    inner: (&'a str, &'a str),
}

impl<'a> Quotes<'a> {
    /// Those that the style and its locales give.
    pub(super) fn of(style: &'a IndependentStyle, locales: &'a Locales) -> Self {
        let mark =
            |mark, otherwise| term(quotation_mark(mark), style, &locales.code, &locales.files).unwrap_or(otherwise);
        Self {
            outer: (mark(OtherTerm::OpenQuote, "“"), mark(OtherTerm::CloseQuote, "”")),
            inner: (mark(OtherTerm::OpenInnerQuote, "‘"), mark(OtherTerm::CloseInnerQuote, "’")),
        }
    }
}

impl OutputReader<'_> {
    /// A whole output as text.
    pub(super) fn text(&self, children: &[ElemChild], record: &Record) -> Text {
        let mut writing = Writing::new(self.quotes);
        self.children(children, record, &mut writing);
        let mut runs = writing.runs;
        runs.put_punctuation_right();
        runs.into_trimmed_text()
    }

    fn children(&self, children: &[ElemChild], record: &Record, writing: &mut Writing<'_>) {
        for child in children {
            match child {
                ElemChild::Text(text) => self.formatted(&text.text, &format_of(text.formatting), writing),
                ElemChild::Link { text, url } => {
                    let url = self.cipher.characters(url);
                    let format = Format { link: safe_link(&url), ..format_of(text.formatting) };
                    self.formatted(&text.text, &format, writing);
                }
                ElemChild::Markup(markup) => self.formatted(markup, &Format::default(), writing),
                ElemChild::Elem(elem) => self.elem(elem, record, writing),
                ElemChild::Transparent { .. } => {} // stands for locators, which no request has
            }
        }
    }

    fn elem(&self, elem: &Elem, record: &Record, writing: &mut Writing<'_>) {
        let is_block = matches!(elem.display, Some(citationberg::Display::Block | citationberg::Display::Indent));
        if is_block && !writing.runs.is_empty() {
            writing.push(" ", &Format::default());
        }
        match &elem.meta {
            Some(ElemMeta::Names(_)) => self.names(&elem.children.0, record, writing),
            Some(ElemMeta::Name(variable, index)) => self.name(elem, *variable, *index, record, writing),
            _ => self.children(&elem.children.0, record, writing),
        }
        if elem.display.is_some() {
            writing.push(" ", &Format::default());
        }
    }

    /// One name, in bold when it is to be emphasized; the space behind it is not part of it.
    fn name(&self, elem: &Elem, variable: NameVariable, index: usize, record: &Record, writing: &mut Writing<'_>) {
        let name = shown_name(record, &variable.to_string(), index);
        let is_emphasized = self.emphasize.zip(name).is_some_and(|(emphasize, name)| emphasize(name));
        if !is_emphasized {
            self.children(&elem.children.0, record, writing);
            return;
        }
        let mut inside = Writing::new(self.quotes);
        self.children(&elem.children.0, record, &mut inside);
        let space = inside.runs.take_trailing_space();
        writing.runs.append(inside.runs.map_format(|format| format.strong = true));
        writing.push(&space, &Format::default());
    }

    /// A list of names. The name that stands for those left out, and what joins it to the name before, are replaced.
    fn names(&self, children: &[ElemChild], record: &Record, writing: &mut Writing<'_>) {
        let mut rest = children;
        while let Some(others) = rest.iter().position(|child| self.is_other_names(child)) {
            let variable = name_of(&rest[others]).map(|(variable, _)| variable);
            let is_shown = |child: &ElemChild| name_of(child).is_some_and(|(other, _)| Some(other) == variable);
            match rest[..others].iter().rposition(is_shown) {
                Some(last) => {
                    let shown = rest[..=last].iter().filter(|child| is_shown(child)).count();
                    self.children(&rest[..=last], record, writing);
                    if let Some(variable) = variable {
                        let first = rest.iter().position(is_shown).unwrap_or(last);
                        let joined_by = rest[first + 1..others].first().and_then(plain_text);
                        self.et_al(variable, shown, joined_by, &rest[last + 1..others], writing);
                    }
                }
                // The engine put a dash in the place of the names before: it stands for this one too.
                None => self.children(rest[..others].split_last().map_or(&[], |(_, before)| before), record, writing),
            }
            rest = &rest[others + 1..];
        }
        self.children(rest, record, writing);
    }

    fn et_al(
        &self,
        variable: NameVariable,
        shown: usize,
        joined_by: Option<&str>,
        joint: &[ElemChild],
        writing: &mut Writing<'_>,
    ) {
        let Some(rule) = self.rules.find(variable, joined_by) else { return };
        let Some(term) = term(rule.term(), self.style, &self.locales.code, &self.locales.files) else { return };
        if term.is_empty() {
            return;
        }
        let around = joint.iter().find_map(|child| match child {
            ElemChild::Text(text) => Some(format_of(text.formatting)),
            _ => None,
        });
        let around = around.unwrap_or_default();
        writing.runs.trim_end();
        writing.push(rule.joint(shown), &around);
        self.formatted(term, &with_formatting(around, rule.formatting()), writing);
    }

    fn is_other_names(&self, child: &ElemChild) -> bool {
        let ElemChild::Elem(elem) = child else { return false };
        matches!(elem.meta, Some(ElemMeta::Name(..))) && self.holds_other_names(&elem.children.0)
    }

    fn holds_other_names(&self, children: &[ElemChild]) -> bool {
        children.iter().any(|child| match child {
            ElemChild::Text(text) => self.cipher.tokens(&text.text).contains(&Token::OtherNames),
            ElemChild::Elem(elem) => self.holds_other_names(&elem.children.0),
            _ => false,
        })
    }

    /// A string of the engine in its format.
    fn formatted(&self, text: &str, format: &Format, writing: &mut Writing<'_>) {
        let mut formats = vec![format.clone()];
        for token in self.cipher.tokens(text) {
            let format = formats.last().unwrap_or(format).clone();
            match token {
                Token::Characters(characters) => writing.push(&characters, &format),
                Token::Start(Mark::Quote) => {
                    writing.open_quote(&format);
                    formats.push(format);
                }
                Token::Start(mark) => formats.push(with_mark(format, &mark)),
                Token::End(mark) => {
                    if formats.len() > 1 {
                        formats.pop();
                    }
                    if mark == Mark::Quote {
                        writing.close_quote(formats.last().unwrap_or(&format));
                    }
                }
                Token::Math(tex) => writing.runs.push_leaf(Content::Math(tex), &format),
                Token::Code(code) => writing.runs.push_leaf(Content::Code(code), &format),
                // A style that shows it outside of a list of names shows no list.
                Token::OtherNames => {}
            }
        }
    }
}

/// What was written so far, and which quotations are open in it.
struct Writing<'a> {
    runs: Runs,
    quotes: Quotes<'a>,
    opened: usize,
    closed: usize,
    pending: Vec<(String, String)>,
}

impl<'a> Writing<'a> {
    fn new(quotes: Quotes<'a>) -> Self {
        Self { runs: Runs::default(), quotes, opened: 0, closed: 0, pending: Vec::new() }
    }

    fn push(&mut self, text: &str, format: &Format) {
        let (open, close) = self.quotes.outer;
        self.opened += text.matches(open).count();
        self.closed += if open == close { 0 } else { text.matches(close).count() };
        self.runs.push(text, format);
    }

    /// Whether the text stands in a quotation that the style opened.
    fn is_quoted(&self) -> bool {
        if self.quotes.outer.0 == self.quotes.outer.1 { self.opened % 2 == 1 } else { self.opened > self.closed }
    }

    fn open_quote(&mut self, format: &Format) {
        let is_inner = self.is_quoted() != (self.pending.len() % 2 == 1);
        let (open, close) = if is_inner { self.quotes.inner } else { self.quotes.outer };
        self.pending.push((open.to_owned(), close.to_owned()));
        self.runs.push(open, format); // not counted: only the style's marks are
    }

    fn close_quote(&mut self, format: &Format) {
        if let Some((_, close)) = self.pending.pop() {
            self.runs.push(&close, format);
        }
    }
}

fn name_of(child: &ElemChild) -> Option<(NameVariable, usize)> {
    match child {
        ElemChild::Elem(Elem { meta: Some(ElemMeta::Name(variable, index)), .. }) => Some((*variable, *index)),
        _ => None,
    }
}

fn plain_text(child: &ElemChild) -> Option<&str> {
    match child {
        ElemChild::Text(text) => Some(&text.text),
        _ => None,
    }
}

fn format_of(formatting: Formatting) -> Format {
    Format {
        link: None,
        strong: formatting.font_weight == FontWeight::Bold,
        em: formatting.font_style != FontStyle::Normal,
        small_caps: formatting.font_variant == FontVariant::SmallCaps,
        underline: formatting.text_decoration == TextDecoration::Underline,
        script: script_of(formatting.vertical_align),
    }
}

fn script_of(align: VerticalAlign) -> Script {
    match align {
        VerticalAlign::Sub => Script::Sub,
        VerticalAlign::Sup => Script::Sup,
        VerticalAlign::None | VerticalAlign::Baseline => Script::Baseline,
    }
}

fn with_formatting(format: Format, formatting: citationberg::Formatting) -> Format {
    Format {
        link: format.link,
        strong: formatting.font_weight.map_or(format.strong, |weight| weight == FontWeight::Bold),
        em: formatting.font_style.map_or(format.em, |style| style != FontStyle::Normal),
        small_caps: formatting.font_variant.map_or(format.small_caps, |variant| variant == FontVariant::SmallCaps),
        underline: formatting.text_decoration.map_or(format.underline, |line| line == TextDecoration::Underline),
        script: formatting.vertical_align.map_or(format.script, script_of),
    }
}

/// Emphasis inside of emphasis is set upright, and so on (CSL 1.0.2, "Flip-flopping").
fn with_mark(mut format: Format, mark: &Mark) -> Format {
    match mark {
        Mark::Em => format.em = !format.em,
        Mark::Strong => format.strong = !format.strong,
        Mark::SmallCaps => format.small_caps = !format.small_caps,
        Mark::Underline => format.underline = true,
        Mark::Sub => format.script = Script::Sub,
        Mark::Sup => format.script = Script::Sup,
        Mark::Link(url) => format.link = safe_link(url),
        Mark::Quote => {}
    }
    format
}

/// Addresses that a reader may follow; others, such as `javascript:`, are shown and not linked.
fn safe_link(url: &str) -> Option<Rc<str>> {
    let (scheme, _) = url.split_once(':')?;
    let is_safe = ["http", "https", "ftp", "mailto", "doi"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe));
    (is_safe && !url.contains(char::is_control)).then(|| Rc::from(url))
}
