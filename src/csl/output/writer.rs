//! Writes a tree of output as rich text. This adds delimiters and affixes, joins punctuation that meets, chooses
//! quotation marks, and turns nested fonts of one kind off.

use super::punctuation::{Joined, is_punctuation, join};
use super::raised::push_characters;
use super::{Branch, FieldMarks, Node, Quotes, Role};
use crate::csl::locale::Locale;
use crate::csl::style::ir::{FontStyle, FontVariant, FontWeight, Format, TextDecoration, VerticalAlign};
use crate::model::{Inline, Text};

/// The properties of the language that writing needs.
#[derive(Clone, Copy)]
pub(in crate::csl) struct Finish<'a> {
    pub locale: &'a Locale,
}

/// Returns the finished text of a tree.
pub(in crate::csl) fn finish(node: &Node<'_>, with: Finish<'_>) -> Text {
    let mut writer = Writer::new(with);
    writer.root(node);
    writer.into_text()
}

/// Returns only the characters of a tree, for comparison.
pub(in crate::csl) fn plain(node: &Node<'_>, with: Finish<'_>) -> String {
    let mut writer = Writer::new(with);
    writer.root(node);
    writer.into_characters()
}

/// Returns only the characters of a branch, for comparison.
pub(in crate::csl) fn plain_branch(branch: &Branch<'_>, with: Finish<'_>) -> String {
    let mut writer = Writer::new(with);
    if !branch.is_empty() {
        writer.branch(branch);
    }
    writer.into_characters()
}

enum Piece {
    Characters(String),
    /// A quotation mark.
    Quote(String, Side),
    Math(String),
    Code(String),
    Open(Mark),
    Close,
}

/// The marks around a quotation.
enum Marks {
    None,
    /// The marks of the language: the index of their rank.
    OfLanguage(usize),
    /// The marks of the field, and their rank if they are the language's.
    OfField(FieldMarks, Option<usize>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opening,
    Closing,
}

#[derive(Clone, PartialEq, Eq)]
enum Mark {
    Em,
    Strong,
    SmallCaps,
    Underline,
    Sup,
    Sub,
    NoCase,
    Link(String),
}

/// The current font.
#[derive(Clone, Copy, Default)]
struct Font {
    italic: bool,
    bold: bool,
    small_caps: bool,
    underline: bool,
}

struct Writer<'a> {
    locale: &'a Locale,
    pieces: Vec<Piece>,
    font: Font,
    /// The rank of the current quotation marks: an index into those of the language.
    quoted: Option<usize>,
    /// The start of the field that is being written.
    field: Option<usize>,
}

impl<'a> Writer<'a> {
    fn new(with: Finish<'a>) -> Self {
        Self { locale: with.locale, pieces: Vec::with_capacity(32), font: Font::default(), quoted: None, field: None }
    }

    fn root(&mut self, node: &Node<'_>) {
        if !node.is_empty() {
            self.node(node);
        }
    }

    /// Writes a node that is not empty.
    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Text(text) => self.characters(text),
            Node::Math(text) => self.pieces.push(Piece::Math(text.clone())),
            Node::Code(text) => self.pieces.push(Piece::Code(text.clone())),
            Node::Branch(branch) => self.branch(branch),
        }
    }

    fn branch(&mut self, branch: &Branch<'_>) {
        if branch.role == Role::Link {
            self.pieces.push(Piece::Open(Mark::Link(branch.prefix.clone().into_owned())));
            self.children(branch);
            self.pieces.push(Piece::Close);
            return;
        }
        if branch.role == Role::Field {
            let field = self.field.replace(self.pieces.len());
            self.children(branch);
            self.field = field;
            return;
        }
        self.characters(&branch.prefix);
        let quoted = self.quoted;
        let marks = self.quotation_marks(branch.quotes);
        match &marks {
            Marks::None => {}
            Marks::OfLanguage(rank) => {
                self.quote_mark(self.locale.quotes[*rank].0.clone(), Side::Opening);
                self.quoted = Some(*rank);
            }
            Marks::OfField(marks, rank) => {
                self.character(marks.opening);
                marks.space.into_iter().for_each(|space| self.character(space));
                self.quoted = rank.or(self.quoted);
            }
        }
        let font = self.font;
        let opened = self.open(branch);
        self.children(branch);
        for _ in 0..opened {
            self.pieces.push(Piece::Close);
        }
        self.font = font;
        self.quoted = quoted;
        match &marks {
            Marks::None => {}
            Marks::OfLanguage(rank) => self.close_quote(self.locale.quotes[*rank].1.clone()),
            Marks::OfField(marks, _) => {
                marks.space.into_iter().for_each(|space| self.character(space));
                self.character(marks.closing);
            }
        }
        self.characters(&branch.suffix);
    }

    /// The marks around a quotation.
    fn quotation_marks(&self, quotes: Quotes) -> Marks {
        let turned = self.quoted.map(|rank| 1 - rank);
        match quotes {
            Quotes::None => Marks::None,
            Quotes::OfStyle => Marks::OfLanguage(turned.unwrap_or(0)),
            Quotes::OfField(marks) if marks.are_straight() => Marks::OfLanguage(turned.unwrap_or(0)),
            Quotes::OfField(marks) => {
                let is_mark = |(opening, _): &(String, String)| opening.trim().chars().eq([marks.opening]);
                match (self.locale.quotes.iter().position(is_mark), turned) {
                    (Some(_), Some(turned)) => Marks::OfLanguage(turned),
                    (Some(rank), None) if matches!(marks.opening, '“' | '‘') => Marks::OfLanguage(rank),
                    (rank, _) => Marks::OfField(marks, rank),
                }
            }
        }
    }

    fn children(&mut self, branch: &Branch<'_>) {
        let mut is_first = true;
        for child in &branch.children {
            if child.is_empty() {
                continue;
            }
            if !is_first {
                self.characters(&branch.delimiter);
            }
            is_first = false;
            self.node(child);
        }
    }

    /// Opens the formatting of a branch's font, and counts what it opened.
    fn open(&mut self, branch: &Branch<'_>) -> usize {
        let before = self.pieces.len();
        if branch.role == Role::NoCase {
            self.pieces.push(Piece::Open(Mark::NoCase));
        }
        if branch.role == Role::Emphasized {
            self.pieces.push(Piece::Open(Mark::Strong));
        }
        let Format { font_style, font_variant, font_weight, text_decoration, vertical_align } = branch.format;
        let is_markup = branch.role == Role::Markup;
        // The style requests a font; markup of a field requests another font than the surrounding one.
        let italic = font_style.map(|style| (style == FontStyle::Italic) != (is_markup && self.font.italic));
        let bold = font_weight.map(|weight| (weight == FontWeight::Bold) != (is_markup && self.font.bold));
        let small_caps =
            font_variant.map(|variant| (variant == FontVariant::SmallCaps) != (is_markup && self.font.small_caps));
        let underline = text_decoration.map(|decoration| decoration == TextDecoration::Underline);
        // Nested marks of one kind alternate in finished text. The font style is innermost, raised text outermost.
        match vertical_align {
            Some(VerticalAlign::Sup) => self.pieces.push(Piece::Open(Mark::Sup)),
            Some(VerticalAlign::Sub) => self.pieces.push(Piece::Open(Mark::Sub)),
            Some(VerticalAlign::Baseline) | None => {}
        }
        if let Some(underline) = underline.filter(|underline| *underline != self.font.underline) {
            self.pieces.push(Piece::Open(Mark::Underline));
            self.font.underline = underline;
        }
        if let Some(bold) = bold.filter(|bold| *bold != self.font.bold) {
            self.pieces.push(Piece::Open(Mark::Strong));
            self.font.bold = bold;
        }
        if let Some(small_caps) = small_caps.filter(|small_caps| *small_caps != self.font.small_caps) {
            self.pieces.push(Piece::Open(Mark::SmallCaps));
            self.font.small_caps = small_caps;
        }
        if let Some(italic) = italic.filter(|italic| *italic != self.font.italic) {
            self.pieces.push(Piece::Open(Mark::Em));
            self.font.italic = italic;
        }
        self.pieces.len() - before
    }

    fn quote_mark(&mut self, mark: String, side: Side) {
        if !mark.is_empty() {
            self.pieces.push(Piece::Quote(mark, side));
        }
    }

    /// Ends a quotation. In languages that put commas outside quotations, those at its end are moved outside.
    fn close_quote(&mut self, mark: String) {
        let mut moved = String::new();
        if !self.locale.punctuation_in_quote
            && let Some(text) = self.last_characters()
        {
            while text.ends_with([',', ';', ':']) {
                moved.insert_str(0, &text.split_off(text.len() - 1));
            }
        }
        self.quote_mark(mark, Side::Closing);
        if !moved.is_empty() {
            self.characters(&moved);
        }
    }

    fn character(&mut self, character: char) {
        self.characters(character.encode_utf8(&mut [0; 4]));
    }

    /// Writes characters; if they meet punctuation or spaces, the two are joined.
    fn characters(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut text = text;
        if self.field.is_some_and(|start| self.pieces.len() > start) {
            // Inside a field, its author has joined it.
            self.pieces.push(Piece::Characters(text.to_owned()));
            return;
        }
        while let Some(first) = text.chars().next() {
            let Some(before) = self.before() else { break };
            let rest = &text[first.len_utf8()..];
            match before {
                Before::Character(' ' | '\u{a0}') if first == ' ' => text = rest,
                // ", " and ", " meet if nothing is between them.
                Before::Character(' ')
                    if matches!(first, ',' | ';' | ':') && self.mark_before_space() == Some(first) =>
                {
                    text = rest;
                }
                Before::Character(before) => match self.join(before, first) {
                    Joined::Both => break,
                    Joined::First => text = rest,
                    Joined::Second => {
                        if let Some(characters) = self.last_characters() {
                            characters.pop();
                        }
                    }
                },
                Before::ClosingQuote { inside, at } => {
                    if self.locale.punctuation_in_quote
                        && matches!(inside, Some(':' | ';'))
                        && is_punctuation(first)
                        && !matches!(first, '!' | '?')
                    {
                        // A colon or semicolon is moved outside, and meets what follows there.
                        let colon = inside.filter(|_| self.take_from_quote(at)).unwrap_or(first);
                        self.pieces.push(Piece::Characters(colon.to_string()));
                    } else if self.locale.punctuation_in_quote && matches!(first, '.' | ',' | '!' | '?') {
                        self.move_into_quote(first, inside, at);
                        text = rest;
                    } else if inside.is_some_and(|inside| matches!(inside, '!' | '?')) && first == ':' {
                        text = rest;
                    } else if first == '.'
                        && inside.is_some_and(|inside| matches!(inside, '.' | '!' | '?'))
                        && !self.locale.punctuation_in_quote
                    {
                        // “Who?” needs no additional full stop.
                        text = rest;
                    } else {
                        break;
                    }
                }
            }
        }
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(Piece::Characters(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Characters(text.to_owned())),
        }
    }

    /// Returns the result when two marks meet.
    fn join(&self, before: char, after: char) -> Joined {
        match (before, after) {
            ('?' | '!', ',') if !self.locale.has_comma_after_question => Joined::First,
            _ => join(before, after),
        }
    }

    /// Puts a mark before the closing quotation mark at an index, unless the mark that is already there suffices.
    fn move_into_quote(&mut self, mark: char, inside: Option<char>, at: usize) {
        match inside.map_or(Joined::Both, |inside| self.join(inside, mark)) {
            Joined::First => return,
            Joined::Second => drop(self.take_from_quote(at)),
            Joined::Both => {}
        }
        match self.pieces[..at].last_mut() {
            Some(Piece::Characters(text)) => text.push(mark),
            // It follows the markup of the last words, which is not its own (CMOS 18, 6.2).
            _ => self.pieces.insert(at, Piece::Characters(mark.to_string())),
        }
    }

    /// Takes the last character inside the quotation that ends at an index.
    fn take_from_quote(&mut self, at: usize) -> bool {
        let piece = self.pieces[..at].iter_mut().rev().find_map(|piece| match piece {
            Piece::Characters(text) if !text.is_empty() => Some(text),
            _ => None,
        });
        piece.is_some_and(|text| text.pop().is_some())
    }

    /// The last visible output.
    fn before(&self) -> Option<Before> {
        for (index, piece) in self.pieces.iter().enumerate().rev() {
            match piece {
                Piece::Characters(text) | Piece::Math(text) | Piece::Code(text) => {
                    if let Some(character) = text.chars().next_back() {
                        return Some(Before::Character(character));
                    }
                }
                Piece::Quote(_, Side::Closing) => {
                    let inside = self.pieces[..index].iter().rev().find_map(|piece| match piece {
                        Piece::Characters(text) | Piece::Math(text) | Piece::Code(text) => text.chars().next_back(),
                        _ => None,
                    });
                    return Some(Before::ClosingQuote { inside, at: first_closing(&self.pieces, index) });
                }
                Piece::Quote(mark, Side::Opening) => return mark.chars().next_back().map(Before::Character),
                Piece::Open(_) | Piece::Close => {}
            }
        }
        None
    }

    /// The mark before the space at the end.
    fn mark_before_space(&mut self) -> Option<char> {
        self.last_characters()?.trim_end_matches(' ').chars().next_back()
    }

    /// The characters at the end, if they are the last visible output.
    fn last_characters(&mut self) -> Option<&mut String> {
        for piece in self.pieces.iter_mut().rev() {
            match piece {
                Piece::Characters(text) if !text.is_empty() => return Some(text),
                Piece::Characters(_) | Piece::Open(_) | Piece::Close => {}
                Piece::Quote(..) | Piece::Math(_) | Piece::Code(_) => return None,
            }
        }
        None
    }

    fn into_characters(self) -> String {
        let characters = self.pieces.into_iter().filter_map(|piece| match piece {
            Piece::Characters(text) | Piece::Quote(text, _) | Piece::Math(text) | Piece::Code(text) => Some(text),
            Piece::Open(_) | Piece::Close => None,
        });
        characters.reduce(|before, text| before + &text).unwrap_or_default()
    }

    fn into_text(self) -> Text {
        let mut open: Vec<(Mark, Vec<Inline>)> = Vec::new();
        let mut current = Vec::new();
        for piece in self.pieces {
            match piece {
                Piece::Characters(text) | Piece::Quote(text, _) => push_characters(text, &mut current),
                Piece::Math(tex) => current.push(Inline::Math(tex)),
                Piece::Code(text) => current.push(Inline::Code(text)),
                Piece::Open(mark) => open.push((mark, std::mem::take(&mut current))),
                Piece::Close => {
                    let Some((mark, before)) = open.pop() else { continue };
                    let content = std::mem::replace(&mut current, before);
                    current.push(match mark {
                        Mark::Em => Inline::Em(content),
                        Mark::Strong => Inline::Strong(content),
                        Mark::SmallCaps => Inline::SmallCaps(content),
                        Mark::Underline => Inline::Underline(content),
                        Mark::Sup => Inline::Sup(content),
                        Mark::Sub => Inline::Sub(content),
                        Mark::NoCase => Inline::NoCase(content),
                        Mark::Link(url) => Inline::Link { url, content },
                    });
                }
            }
        }
        Text::from(current)
    }
}

/// The first of a run of closing quotation marks: a full stop goes inside all of them.
fn first_closing(pieces: &[Piece], index: usize) -> usize {
    let mut first = index;
    for (before, piece) in pieces[..index].iter().enumerate().rev() {
        match piece {
            Piece::Quote(_, Side::Closing) => first = before,
            Piece::Open(_) | Piece::Close => {}
            _ => break,
        }
    }
    first
}

enum Before {
    Character(char),
    ClosingQuote { inside: Option<char>, at: usize },
}
