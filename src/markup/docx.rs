//! Word documents (Office Open XML, ECMA-376): a zip archive of a few XML files.
//!
//! Headings have the styles that Word and LibreOffice know ("heading 1"), references have a style of their own with a
//! hanging indent, and links can be followed.

use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::backend::{Backend, without_controls};
use super::plain::Plain;
use super::{Block, Doc, Entry, EntryDisplay, PageLayout, RemarkLinks};
use crate::error::Result;
use crate::latex::math_to_unicode;
use crate::model::{Inline, Text};
use crate::text::link_target;
use crate::text::xml::escaped_xml;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The indent of references, in twentieths of a point, unless their labels need more.
const INDENT: usize = 567;

/// The font of Latin letters.
const USUAL_FONT: &str = "Calibri";

/// The fonts of East Asian languages that come with Word, by the beginnings of language tags.
const EAST_ASIAN: &[(&[&str], &str)] = &[
    (&["zh-TW", "zh-HK", "zh-MO", "zh-Hant"], "PMingLiU"),
    (&["zh"], "SimSun"),
    (&["ja"], "MS Mincho"),
    (&["ko"], "Malgun Gothic"),
];

/// The typical width of a character of a label, in twentieths of a point.
const CHARACTER: usize = 130;

/// Writes a document as a .docx file; the same document gives the same bytes.
///
/// # Errors
/// Returns an error if the archive cannot be written; it is written to memory.
pub fn render_docx(doc: &Doc, title: &str) -> Result<Vec<u8>> {
    Ok(archive(doc, title)?)
}

fn archive(doc: &Doc, title: &str) -> io::Result<Vec<u8>> {
    let mut writer = Writer { indent: indent(doc), ..Writer::default() };
    for block in &doc.blocks {
        writer.block(block);
    }
    let language = doc.language.as_deref().unwrap_or("en-US");
    let heading = doc.blocks.iter().find_map(|block| match block {
        Block::Heading { level: 1, content } => Some(content.to_plain()),
        _ => None,
    });
    let files = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relationships()),
        ("docProps/core.xml", core_properties(heading.as_deref().unwrap_or(title), language)),
        ("word/document.xml", writer.document(&doc.layout)),
        ("word/styles.xml", styles(language, &doc.layout)),
        ("word/_rels/document.xml.rels", document_relationships(&writer.addresses)),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in files {
        archive.start_file(name, options)?;
        archive.write_all(DECLARATION.as_bytes())?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The indent of the references of all lists, which leaves room for the widest label.
fn indent(doc: &Doc) -> usize {
    let entries = doc.blocks.iter().flat_map(|block| match block {
        Block::References(list) => list.entries.as_slice(),
        _ => &[],
    });
    let widest = entries.filter_map(Entry::label).map(|label| label.to_plain().chars().count()).max();
    INDENT.max((widest.unwrap_or_default() + 1) * CHARACTER)
}

/// The character formatting of a run.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    is_bold: bool,
    is_italic: bool,
    is_underlined: bool,
    is_small_caps: bool,
    is_code: bool,
    is_link: bool,
    raised: Raised,
    quotes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Raised {
    #[default]
    No,
    Sub,
    Sup,
}

#[derive(Default)]
struct Writer {
    body: String,
    /// The indent of references after their labels.
    indent: usize,
    /// The addresses of links, numbered by their positions.
    addresses: Vec<String>,
}

impl Writer {
    fn document(&self, layout: &PageLayout) -> String {
        let ((width, height), margin) = (layout.size(), layout.margin_in_twips());
        let page = format!(
            "<w:sectPr><w:pgSz w:w=\"{width}\" w:h=\"{height}\"/><w:pgMar w:top=\"{margin}\" w:right=\"{margin}\" \
             w:bottom=\"{margin}\" w:left=\"{margin}\" w:header=\"{half}\" w:footer=\"{half}\" w:gutter=\"0\"/></w:sectPr>",
            half = margin / 2,
        );
        format!(
            "<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\"><w:body>{}{page}</w:body></w:document>",
            self.body
        )
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, content } => {
                self.paragraph(&format!("Heading{}", (*level).clamp(1, 6)), "", content)
            }
            Block::Paragraph(content) => self.paragraph("BodyText", "", content),
            Block::Web(_) => {}
            Block::References(list) => {
                for entry in &list.entries {
                    self.entry(entry, list.hanging_indent);
                }
            }
        }
    }

    fn paragraph(&mut self, style: &str, layout: &str, content: &Text) {
        self.open(style, layout);
        self.inlines(content.inlines(), Look::default());
        self.body.push_str("</w:p>");
    }

    fn open(&mut self, style: &str, layout: &str) {
        self.body.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{layout}</w:pPr>"));
    }

    fn entry(&mut self, entry: &Entry, is_hanging: bool) {
        let (label, parts) = entry.split();
        let indent = self.indent;
        let layout = match label {
            Some(_) => format!(
                "<w:tabs><w:tab w:val=\"left\" w:pos=\"{indent}\"/></w:tabs><w:ind w:left=\"{indent}\" w:hanging=\"{indent}\"/>"
            ),
            None if is_hanging => format!("<w:ind w:left=\"{indent}\" w:hanging=\"{indent}\"/>"),
            None => String::new(),
        };
        self.open("Bibliography", &layout);
        if let Some(label) = label {
            self.inlines(label.inlines(), Look::default());
            self.body.push_str("<w:r><w:tab/></w:r>");
        }
        let mut was_block = false;
        for (index, part) in parts.iter().enumerate() {
            let is_block = matches!(part.display, EntryDisplay::Block | EntryDisplay::Indent);
            if index > 0 && (is_block || was_block) {
                self.body.push_str("<w:r><w:br/></w:r>");
            }
            self.inlines(part.text.inlines(), Look::default());
            was_block = is_block;
        }
        for text in entry.remarks.iter().filter_map(|remark| remark.text(RemarkLinks::OnPaper)) {
            self.inlines(text.inlines(), Look::default());
        }
        self.body.push_str("</w:p>");
    }

    fn inlines(&mut self, inlines: &[Inline], look: Look) {
        for inline in inlines {
            self.inline(inline, look);
        }
    }

    fn inline(&mut self, inline: &Inline, look: Look) {
        let with = match inline {
            Inline::Str(text) => return self.run(text, look),
            Inline::Code(text) => return self.run(text, Look { is_code: true, ..look }),
            Inline::Math(tex) => return self.inlines(&math_to_unicode(tex), look),
            Inline::Quote(_) => {
                let mut content = String::new();
                Plain.quote(look.quotes, 0, &mut content);
                let middle = content.chars().count() / 2;
                let (open, close): (String, String) =
                    (content.chars().take(middle).collect(), content.chars().skip(middle).collect());
                self.run(&open, look);
                self.inlines(inline.children().unwrap_or_default(), Look { quotes: look.quotes + 1, ..look });
                return self.run(&close, look);
            }
            Inline::Link { url, content } => return self.link(url, content, look),
            Inline::NoCase(_) | Inline::Tex(_) => look,
            // A mark inside a mark of the same kind turns it off.
            Inline::Em(_) => Look { is_italic: !look.is_italic, ..look },
            Inline::Strong(_) => Look { is_bold: !look.is_bold, ..look },
            Inline::Underline(_) => Look { is_underlined: true, ..look },
            Inline::SmallCaps(_) => Look { is_small_caps: !look.is_small_caps, ..look },
            Inline::Sub(_) => Look { raised: Raised::Sub, ..look },
            Inline::Sup(_) => Look { raised: Raised::Sup, ..look },
        };
        self.inlines(inline.children().unwrap_or_default(), with);
    }

    fn link(&mut self, url: &str, content: &[Inline], look: Look) {
        let Some(address) = link_target(url).filter(|_| !look.is_link) else {
            return self.inlines(content, look);
        };
        self.addresses.push(address);
        self.body.push_str(&format!("<w:hyperlink r:id=\"link{}\">", self.addresses.len()));
        self.inlines(content, Look { is_link: true, ..look });
        self.body.push_str("</w:hyperlink>");
    }

    fn run(&mut self, text: &str, look: Look) {
        if text.is_empty() {
            return;
        }
        let mut properties = String::new();
        let mut add = |is_on: bool, element: &str| {
            if is_on {
                properties.push_str(element);
            }
        };
        // In the order of the schema (ECMA-376, part 1, 17.3.2.28).
        add(look.is_link, "<w:rStyle w:val=\"Hyperlink\"/>");
        add(look.is_code, "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\"/>");
        add(look.is_bold, "<w:b/>");
        add(look.is_italic, "<w:i/>");
        add(look.is_small_caps, "<w:smallCaps/>");
        add(look.is_underlined, "<w:u w:val=\"single\"/>");
        add(look.raised == Raised::Sub, "<w:vertAlign w:val=\"subscript\"/>");
        add(look.raised == Raised::Sup, "<w:vertAlign w:val=\"superscript\"/>");
        let properties = if properties.is_empty() { properties } else { format!("<w:rPr>{properties}</w:rPr>") };
        let text = escaped_xml(&without_controls(text));
        self.body.push_str(&format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>"));
    }
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{word}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{word}.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}

fn package_relationships() -> String {
    format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"document\" Type=\"{RELATIONSHIPS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"core\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn document_relationships(addresses: &[String]) -> String {
    let links = (1..).zip(addresses).map(|(number, address)| {
        let address = escaped_xml(address);
        format!("<Relationship Id=\"link{number}\" Type=\"{RELATIONSHIPS}/hyperlink\" Target=\"{address}\" TargetMode=\"External\"/>")
    });
    format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"styles\" Type=\"{RELATIONSHIPS}/styles\" Target=\"styles.xml\"/>{}</Relationships>",
        links.collect::<String>()
    )
}

fn core_properties(title: &str, language: &str) -> String {
    format!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>",
        escaped_xml(&without_controls(title)),
        escaped_xml(language)
    )
}

/// The fonts and the languages of text. Word chooses both by the script of each letter: a document in an East Asian language
/// has that for its own letters, and English for Latin ones (ECMA-376, part 1, 17.3.2.20 and 17.3.2.26).
fn fonts_and_languages(language: &str, latin: &str) -> (String, String) {
    let tag = language.to_ascii_lowercase();
    let is_of = |prefix: &&str| {
        let rest = tag.strip_prefix(&prefix.to_ascii_lowercase());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let east_asian = EAST_ASIAN.iter().find(|(prefixes, _)| prefixes.iter().any(is_of));
    let (shown, latin) = (escaped_xml(language), escaped_xml(latin));
    match east_asian {
        Some((_, font)) => (
            format!("<w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{font}\" w:cs=\"{latin}\"/>"),
            format!("<w:lang w:val=\"en-US\" w:eastAsia=\"{shown}\"/>"),
        ),
        None => (
            format!("<w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:cs=\"{latin}\"/>"),
            format!("<w:lang w:val=\"{shown}\"/>"),
        ),
    }
}

fn styles(language: &str, layout: &PageLayout) -> String {
    let (fonts, languages) = fonts_and_languages(language, layout.font.as_deref().unwrap_or(USUAL_FONT));
    let heading = |level: u32| {
        let size = 36 - 4 * level; // in half points
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:next w:val=\"BodyText\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/>\
             <w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr></w:style>",
            level - 1
        )
    };
    format!(
        "<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}\
         <w:sz w:val=\"22\"/>{languages}</w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"BodyText\"><w:name w:val=\"Body Text\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Bibliography\"><w:name w:val=\"Bibliography\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0563C1\"/><w:u w:val=\"single\"/></w:rPr></w:style>\
         {}</w:styles>",
        (1..=6).map(heading).collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::render_docx;
    use crate::markup::tests::{attack, sample};
    use crate::markup::{Block, Doc, PageLayout, Paper};
    use crate::model::{Inline, Text};

    /// The content of one of the files.
    fn part(doc: &Doc, name: &str) -> String {
        let bytes = render_docx(doc, "Publications").expect("memory");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut text = String::new();
        archive.by_name(name).expect("it is there").read_to_string(&mut text).expect("UTF-8");
        text
    }

    #[test]
    fn all_parts_are_well_formed() {
        for doc in [
            sample(),
            Doc { blocks: vec![Block::Paragraph(attack())], language: Some("a\"<b".into()), ..Doc::default() },
        ] {
            for name in [
                "[Content_Types].xml",
                "_rels/.rels",
                "docProps/core.xml",
                "word/document.xml",
                "word/styles.xml",
                "word/_rels/document.xml.rels",
            ] {
                let text = part(&doc, name);
                let mut reader = quick_xml::Reader::from_str(&text);
                loop {
                    match reader.read_event() {
                        Ok(quick_xml::events::Event::Eof) => break,
                        Ok(_) => {}
                        Err(error) => panic!("{name}: {error}\n{text}"),
                    }
                }
            }
        }
    }

    #[test]
    fn looks_are_properties_of_runs() {
        let bold = Inline::Strong(vec![Inline::Str("Y. Zong".into()), Inline::Sup(vec![Inline::Str("*".into())])]);
        let xml = part(
            &Doc { blocks: vec![Block::Paragraph(Text::from(vec![bold]))], language: None, ..Doc::default() },
            "word/document.xml",
        );
        assert!(xml.contains("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Y. Zong</w:t></w:r>"), "{xml}");
        assert!(xml.contains("<w:b/><w:vertAlign w:val=\"superscript\"/>"), "{xml}");
    }

    #[test]
    fn links_are_relationships_and_lead_only_where_it_is_safe() {
        let link = |url: &str| Inline::Link { url: url.into(), content: vec![Inline::Str("x".into())] };
        let text = Text::from(vec![link("https://example.org/?a=1&b=2"), link("javascript:alert(1)")]);
        let doc = Doc { blocks: vec![Block::Paragraph(text)], language: None, ..Doc::default() };
        let relationships = part(&doc, "word/_rels/document.xml.rels");
        assert!(
            relationships.contains("Target=\"https://example.org/?a=1&amp;b=2\" TargetMode=\"External\""),
            "{relationships}"
        );
        assert!(!relationships.contains("javascript"), "{relationships}");
        assert_eq!(part(&doc, "word/document.xml").matches("<w:hyperlink").count(), 1);
    }

    /// Word underlines every word of a Chinese document in red if its language is that of Latin letters.
    #[test]
    fn east_asian_text_has_its_language_and_font() {
        let styles = |language: &str| {
            part(&Doc { blocks: Vec::new(), language: Some(language.into()), ..Doc::default() }, "word/styles.xml")
        };
        for (language, font) in
            [("zh-CN", "SimSun"), ("zh-tw", "PMingLiU"), ("ja", "MS Mincho"), ("ko-KR", "Malgun Gothic")]
        {
            let styles = styles(language);
            assert!(styles.contains(&format!("w:eastAsia=\"{font}\"")), "{styles}");
            assert!(styles.contains(&format!("<w:lang w:val=\"en-US\" w:eastAsia=\"{language}\"/>")), "{styles}");
        }
        for language in ["de", "kok", "jam-JM"] {
            assert!(styles(language).contains(&format!("<w:lang w:val=\"{language}\"/>")), "{language}");
        }
    }

    #[test]
    fn the_layout_is_that_of_the_document() {
        let layout = PageLayout::default().with_paper(Paper::Letter).with_margin(20).with_font("Noto Serif");
        let doc = Doc { layout, ..sample() };
        let document = part(&doc, "word/document.xml");
        assert!(document.contains("<w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"1134\""), "{document}");
        assert!(part(&doc, "word/styles.xml").contains("<w:rFonts w:ascii=\"Noto Serif\""));
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        assert_eq!(render_docx(&sample(), "x").expect("memory"), render_docx(&sample(), "x").expect("memory"));
    }
}
