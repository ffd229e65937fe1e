//! The refusal of files that no format claims.

use crate::diag::{Code, Diagnostic, Source};
use crate::formats::likeness;
use crate::syntax::json::service_error::answer_without_record;
use crate::syntax::outline::{Extent, Outline, Syntax, XmlOutline};
use crate::text::words::shortened;

/// The maximum number of characters of a text that are shown.
const SHOWN: usize = 60;

/// Returns the report that refuses a file whose format was not recognised: what it looks like, and what to do.
pub(super) fn refusal(name: &str, outline: &Outline<'_>) -> Diagnostic {
    if let Some(likeness) = likeness(outline) {
        let message = format!("the format of {name} was not recognised: it looks like {}", likeness.what);
        return Diagnostic::new(Code::UnknownFormat, message).hint(likeness.hint);
    }
    if let (Extent::Whole, Syntax::Json) = (outline.extent(), outline.syntax())
        && let Some(report) = serde_json::from_str(outline.text()).ok().as_ref().and_then(answer_without_record)
    {
        return report.at(Source::new(name, outline.text()).place(0..0));
    }
    let message = format!("the format of {name} was not recognised{}", content(outline));
    Diagnostic::new(Code::UnknownFormat, message)
        .hint("give its format with --from; `publist formats` lists all formats")
}

/// Describes the content of a file.
fn content(outline: &Outline<'_>) -> String {
    if let Some(tree) = outline.json() {
        let names: Vec<String> =
            tree.children(tree.root()).take(4).map(|child| format!("“{}”", shortened(child.name(), SHOWN))).collect();
        let dots = if tree.children(tree.root()).count() > names.len() { " ..." } else { "" };
        return match names.is_empty() {
            true => ": it is JSON without members".to_owned(),
            false => format!(": it is JSON with the members {}{dots}", names.join(", ")),
        };
    }
    match outline.xml().map(XmlOutline::root) {
        Some("") => ": it is XML without elements".to_owned(),
        Some(root) => format!(": it is XML with the root <{}>", shortened(root, SHOWN)),
        None => match outline.text().lines().map(str::trim).find(|line| !line.is_empty()) {
            Some(line) => format!(": it is text that begins with “{}”", shortened(line, SHOWN)),
            None => String::new(),
        },
    }
}
