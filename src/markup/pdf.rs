//! PDF, produced by Typst, whose compiler is part of the program with the feature `pdf`.
//!
//! The document is tagged for screen readers and conforms to PDF/UA-1 (ISO 14289-1), as long as there are letters for
//! all of its characters. It contains no date, so that the same list gives the same bytes. Only fonts are read: the
//! compiler sees a single file, the source, and has no folders, no packages and no clock. System fonts are only used if
//! those that come with Typst lack a character.

use std::collections::BTreeSet;

use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_kit::fonts::{self, FontStore};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Doc;
use super::page::render_page;
use super::typst::Typst;
use crate::error::Error;

/// A finished PDF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Characters that no font has, and that are shown as boxes.
    pub missing: BTreeSet<char>,
    /// Typst's own warnings.
    pub warnings: Vec<String>,
}

/// Writes a document as a PDF file. Its title is the first heading of level 1, or else `title`.
///
/// # Errors
/// Returns an error with Typst's message if it cannot set the document.
pub fn render_pdf(doc: &Doc, title: &str) -> Result<Pdf, Error> {
    pdf(doc, title).map_err(|reason| Error::usage(format!("Typst cannot set the document as PDF: {reason}")))
}

fn pdf(doc: &Doc, title: &str) -> Result<Pdf, String> {
    let source = render_page(doc, &Typst, title);
    let mut fonts = FontStore::new();
    fonts.extend(fonts::embedded());
    let mut set = compile(&source, fonts)?;
    if !set.missing.is_empty() {
        let mut fonts = FontStore::new();
        fonts.extend(fonts::embedded());
        fonts.extend(fonts::system());
        set = compile(&source, fonts)?;
    }
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| error.message().to_string())?;
    let creator = || Smart::Custom(Some("publist".to_owned()));
    if set.missing.is_empty() {
        let options = PdfOptions { creator: creator(), standards: accessible, ..PdfOptions::default() };
        match typst_pdf::pdf(&set.document, &options) {
            Ok(bytes) => return Ok(Pdf { bytes, missing: set.missing, warnings: set.warnings }),
            Err(errors) => set.warnings.extend(messages(&errors)),
        }
    }
    let options = PdfOptions { creator: creator(), ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&set.document, &options).map_err(|errors| messages(&errors).join("; "))?;
    Ok(Pdf { bytes, missing: set.missing, warnings: set.warnings })
}

/// A typeset document.
struct Set {
    document: PagedDocument,
    missing: BTreeSet<char>,
    warnings: Vec<String>,
}

fn compile(source: &str, fonts: FontStore) -> Result<Set, String> {
    let world = OneFile { library: LazyHash::new(Library::default()), fonts, source: Source::detached(source) };
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    let document = output.map_err(|errors| messages(&errors).join("; "))?;
    let mut missing = BTreeSet::new();
    for page in document.pages() {
        find_missing(&page.frame, &mut missing);
    }
    Ok(Set { document, missing, warnings: messages(&warnings) })
}

fn messages(diagnostics: &[SourceDiagnostic]) -> Vec<String> {
    diagnostics.iter().map(|diagnostic| diagnostic.message.to_string()).collect()
}

/// If no font has a character, Typst sets the first glyph of a font, without a warning.
fn find_missing(frame: &Frame, missing: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find_missing(&group.frame, missing),
            FrameItem::Text(text) => {
                let absent = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                let characters = absent.filter_map(|glyph| text.text.get(glyph.range())).flat_map(str::chars);
                missing.extend(characters.filter(|character| !character.is_whitespace()));
            }
            _ => {}
        }
    }
}

/// Everything that the compiler can access: its library, fonts, and one source.
struct OneFile {
    library: LazyHash<Library>,
    fonts: FontStore,
    source: Source,
}

impl World for OneFile {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Pdf, compile, render_pdf};
    use crate::markup::tests::{attack, hostile_texts, sample};
    use crate::markup::{Block, Doc, Entry, References};
    use crate::model::Text;
    use typst_kit::fonts::{self, FontStore};

    fn pdf(doc: &Doc) -> Pdf {
        render_pdf(doc, "Publications").expect("Typst takes what we write")
    }

    fn holds(pdf: &Pdf, bytes: &str) -> bool {
        pdf.bytes.windows(bytes.len()).any(|window| window == bytes.as_bytes())
    }

    #[test]
    fn a_document_is_tagged_and_the_same_every_time() {
        let first = pdf(&sample());
        assert!(first.bytes.starts_with(b"%PDF-1."));
        assert!(first.missing.is_empty() && first.warnings.is_empty(), "{:?} {:?}", first.missing, first.warnings);
        assert!(holds(&first, "/MarkInfo") && holds(&first, "/Lang") && holds(&first, "pdfuaid"));
        assert!(!holds(&first, "/CreationDate"));
        assert_eq!(first, pdf(&sample()));
    }

    #[test]
    fn a_document_without_a_title_is_accessible_too() {
        let heading = Block::Heading { level: 2, content: "2024".into() };
        let found = pdf(&Doc { blocks: vec![heading, Block::Paragraph("x".into())], language: None, ..Doc::default() });
        assert!(found.warnings.is_empty() && holds(&found, "pdfuaid"), "{:?}", found.warnings);
    }

    #[test]
    fn scripts_that_fonts_come_with_are_shown_and_others_are_named() {
        let doc = |text: &str| Doc { blocks: vec![Block::Paragraph(text.into())], language: None, ..Doc::default() };
        assert!(pdf(&doc("Ελληνικά, кириллица, José, Łódź → α ≤ ½")).missing.is_empty());
        let private = pdf(&doc("a\u{f8ff}\u{10fffd}b")).missing;
        assert!(private.contains(&'\u{10fffd}'), "{private:?}");
    }

    #[test]
    fn hostile_texts_are_set_and_nothing_is_read() {
        let entry = |text: String| Entry::new("x", Some("[1]".into()), Text::plain(&text));
        let list = References { entries: hostile_texts().into_iter().map(entry).collect(), ..References::default() };
        // PDF/UA requires headings with text, the first of them at level 1.
        let heading = |text: &String| Block::Heading { level: 2, content: Text::plain(format!("Of {text}")) };
        let mut blocks = vec![Block::Heading { level: 1, content: attack() }];
        blocks.extend(hostile_texts().iter().map(heading));
        blocks.extend([Block::Paragraph(attack()), Block::References(list)]);
        let found = pdf(&Doc { blocks, language: Some("a\"<b".into()), ..Doc::default() });
        assert!(found.warnings.is_empty(), "{:?}", found.warnings);
    }

    #[test]
    fn files_and_packages_are_out_of_reach() {
        for source in [
            "#read(\"/etc/passwd\")",
            "#include \"Cargo.toml\"",
            "#import \"@preview/x:1.0.0\": y",
            "#image(\"x.png\")",
        ] {
            let mut fonts = FontStore::new();
            fonts.extend(fonts::embedded());
            assert!(compile(source, fonts).is_err(), "{source}");
        }
    }
}
