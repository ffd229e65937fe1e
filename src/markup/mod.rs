//! Finished documents and the backends that write them: one file each, one line each in [`BACKENDS`].

mod ansi;
mod backend;
#[cfg(feature = "docx")]
mod docx;
mod feed;
mod feed_options;
mod forms;
mod html;
mod latex;
mod layout;
mod markdown;
mod micro_html;
mod page;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod remark;
mod rtf;
mod typst;
mod web;
mod web_words;

use crate::model::Text;

pub(crate) use micro_html::{from_micro_html, to_micro_html};

pub use backend::{
    After, Backend, FinishedEntry, FinishedReferences, Formula, Span, backend_by_id, render, render_text,
};
#[cfg(feature = "docx")]
pub use docx::render_docx;
pub use feed::{render_json_feed, render_rss};
pub use feed_options::FeedOptions;
pub(crate) use layout::is_font_name;
pub use layout::{PageLayout, Paper};
pub use page::{beyond_pdftex, render_page, render_part};
#[cfg(feature = "pdf")]
pub use pdf::{Pdf, render_pdf};
pub use remark::{OnPaper, Remark, RemarkLinks};
pub use web::{Chart, Details, Filter, Shown, Theme, WebPage};
pub use web_words::WebWords;

/// Returns the characters that a reader of a text sees: mathematics in Unicode, quotation marks, no markup.
pub fn text_as_read(text: &Text) -> String {
    backend::render_data(text, &plain::Plain)
}

/// Every backend, in the order in which they are listed.
pub static BACKENDS: &[&dyn Backend] =
    &[&plain::Plain, &ansi::Ansi, &html::Html, &markdown::Markdown, &latex::Latex, &typst::Typst, &rtf::Rtf];

/// A finished document: what `cite` and `list` produce and every backend can write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doc {
    /// The document's parts, in order.
    pub blocks: Vec<Block>,
    /// The language of the document, a BCP 47 tag.
    pub language: Option<String>,
    /// Its layout on paper.
    pub layout: PageLayout,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Block {
    /// A heading; level 1 is the highest.
    Heading {
        /// The level, 1 to 6.
        level: u8,
        /// The text of the heading.
        content: Text,
    },
    /// A paragraph.
    Paragraph(Text),
    /// What a web page shows at this place, and how it shows its works; other documents leave it out.
    Web(Box<WebPage>),
    /// A list of references.
    References(References),
}

/// A list of references and how it is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// Whether the lines after an entry's first are indented.
    pub hanging_indent: bool,
    /// Whether the text after an entry's first field is aligned, and how (CSL 1.0.2, "Whitespace").
    pub second_field_align: Option<SecondFieldAlign>,
    /// The line spacing, as a multiple of single spacing.
    pub line_spacing: i16,
    /// The space between entries, as a multiple of single spacing.
    pub entry_spacing: i16,
}

/// The position of the first field of an entry if the rest is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecondFieldAlign {
    /// In the margin.
    Margin,
    /// At the margin, with the rest to its right.
    Flush,
}

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The id of the record.
    pub id: String,
    /// The parts of the reference, in order.
    pub parts: Vec<EntryPart>,
    /// What follows the reference.
    pub remarks: Vec<Remark>,
    /// What a web page or a feed has of the work besides.
    pub details: Option<Box<Details>>,
}

/// A part of a reference and its position (CSL 1.0.2, "Display").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPart {
    /// Its position.
    pub display: EntryDisplay,
    /// Its text.
    pub text: Text,
}

/// The position of a part of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryDisplay {
    /// In the flow of the text.
    Inline,
    /// In the left margin: a label such as `[1]`.
    LeftMargin,
    /// To the right of the left margin.
    RightInline,
    /// On separate lines.
    Block,
    /// On separate lines, indented.
    Indent,
}

impl Entry {
    /// Creates a reference in one piece, with or without a label in the margin.
    pub fn new(id: impl Into<String>, label: Option<Text>, body: Text) -> Self {
        let display = if label.is_some() { EntryDisplay::RightInline } else { EntryDisplay::Inline };
        let label = label.map(|text| EntryPart { display: EntryDisplay::LeftMargin, text });
        Self {
            id: id.into(),
            parts: label.into_iter().chain([EntryPart { display, text: body }]).collect(),
            remarks: Vec::new(),
            details: None,
        }
    }

    /// Returns the label in the margin, if the reference starts with one.
    pub fn label(&self) -> Option<&Text> {
        self.split().0
    }

    /// Returns everything except the label, as one text.
    pub fn body(&self) -> Text {
        Text::from(self.split().1.iter().flat_map(|part| part.text.inlines().to_vec()).collect::<Vec<_>>())
    }

    /// Returns the label, and the parts after it.
    pub fn split(&self) -> (Option<&Text>, &[EntryPart]) {
        match self.parts.as_slice() {
            [EntryPart { display: EntryDisplay::LeftMargin, text }, rest @ ..] => (Some(text), rest),
            parts => (None, parts),
        }
    }
}

#[cfg(test)]
mod tests;
