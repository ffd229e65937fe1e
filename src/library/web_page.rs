//! HTML pages, which contain no data: the pages with which services and proxies report an error.
//!
//! Such a file is recognised whatever its name, before any format is tried, and reading it only produces a report.

use std::io;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Record;
use crate::seam::{Fidelity, FieldMap, Format, Likelihood, Reader, Recognition};
use crate::syntax::Input;
use crate::values::markup;

/// HTML pages. The format is not listed: no data can be read from one.
pub(crate) static FORMAT: Format = Format {
    id: "web-page",
    name: "web page",
    summary: "an HTML page",
    extensions: &[],
    recognition: Recognition::Function(sniff),
    reader: Some(&WebPageReader),
    fields: &FieldMap { rows: &[], rest: Fidelity::Lost },
    ..Format::DEFAULT
};

/// How many bytes of a page are searched for its title.
const BEGINNING: u64 = 64 << 10;

/// Whether a file that starts with these bytes is an HTML page.
pub(crate) fn is_web_page(beginning: &[u8]) -> bool {
    let mut rest = beginning.trim_ascii_start();
    while let Some((inside, end)) = [("<!--", "-->"), ("<?", ">")]
        .into_iter()
        .find_map(|(start, end)| Some((rest.strip_prefix(start.as_bytes())?, end)))
    {
        let Some(at) = memchr::memmem::find(inside, end.as_bytes()) else { return false };
        rest = inside[at + end.len()..].trim_ascii_start();
    }
    let start: Vec<u8> = rest.iter().take(20).map(u8::to_ascii_lowercase).collect();
    ["<!doctype html", "<html", "<head>", "<body"].iter().any(|tag| start.starts_with(tag.as_bytes()))
}

fn sniff(beginning: &[u8]) -> Likelihood {
    if is_web_page(beginning) { Likelihood::Certain } else { Likelihood::No }
}

struct WebPageReader;

impl Reader for WebPageReader {
    fn read_decoded(&self, input: Input<'_>, _: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let Input { name, bytes, .. } = input;
        let mut beginning = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(bytes, BEGINNING), &mut beginning)?;
        let says = title(&String::from_utf8_lossy(&beginning)).map(|title| format!(": it says “{title}”"));
        let message = format!("{name} is an HTML page, not data{}", says.unwrap_or_default());
        let report = Diagnostic::new(Code::WebPage, message);
        let hint =
            "it was saved in place of the data: open it in a browser to see what it says, then download the data again";
        diag.report(report.hint(hint));
        Ok(())
    }
}

/// Returns the title of a page.
fn title(page: &str) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let title = &page[start..start + lower[start..].find("</title")?];
    let title: String = markup::plain_text(title).chars().take(80).collect();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::{is_web_page, title};
    use crate::diag::Diagnostic;
    use crate::formats::sniff;
    use crate::syntax::Input;

    #[test]
    fn pages_are_told_whatever_their_name() {
        for page in [
            "<!DOCTYPE html>\n<html>",
            "\n<HTML lang=en>",
            "<!-- x -->\n<!doctype HTML PUBLIC>",
            "<!-- a > b -->\n<html>",
            "<?xml version='1.0'?><html>",
        ] {
            assert!(is_web_page(page.as_bytes()), "{page}");
            for name in ["a.bib", "a.json", "a.xml", "a", "a.txt"] {
                assert_eq!(sniff(name, page.as_bytes()).map(|format| format.id), Some("web-page"), "{page}");
            }
        }
        for other in ["<feed>", "@misc{a, note = {<html>}}", "<!DOCTYPE dblp>", "<!--", ""] {
            assert!(!is_web_page(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn a_page_is_reported_with_its_title() {
        let mut reports: Vec<Diagnostic> = Vec::new();
        let mut bytes = b"<html><head><title>503 &amp;\n Backend</title>".as_slice();
        let input = Input::new("a.bib", &mut bytes);
        super::FORMAT.reader.unwrap().read(input, &mut |_| panic!("no record"), &mut reports).unwrap();
        assert_eq!(reports[0].code.text(), "E1015");
        assert_eq!(reports[0].message, "a.bib is an HTML page, not data: it says “503 & Backend”");
        assert_eq!(title("<title>open"), None);
    }
}
