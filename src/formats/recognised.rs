//! Finds the format of a file.

use std::cmp::Reverse;

use super::FORMATS;
use crate::seam::{Evidence, Format, Likelihood, Recognition};
use crate::services::web_page;
use crate::syntax::json;
use crate::syntax::outline::{Outline, Syntax};

/// The format of a file, and what it follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recognised {
    /// The format; `None` if no format has evidence.
    pub format: Option<&'static Format>,
    /// How likely the format is by the content of the file. If the content says nothing, the format follows from the
    /// extension of its name.
    pub likelihood: Likelihood,
}

/// The extensions that are used for any kind of content, so that nothing follows from them.
const SHARED_EXTENSIONS: &[&str] = &["xml", "txt", "yaml", "yml", "csv", "tsv"];

/// Returns the format of a file, judged by the outline of its content. The extension of the file's name breaks a tie, and
/// decides about text of no recognised syntax. HTML pages are recognised whatever their name: their
/// reader reports those that hold no data.
pub fn recognised(name: &str, outline: &Outline<'_>) -> Recognised {
    if web_page::is_web_page(outline.text().as_bytes()) {
        return Recognised { format: Some(&web_page::FORMAT), likelihood: Likelihood::Certain };
    }
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let readable = || FORMATS.iter().copied().filter(|format| format.reader.is_some());
    let named = || readable().filter(|format| format.extensions.contains(&extension.as_str()));
    let others = readable().filter(|format| !format.extensions.contains(&extension.as_str()));
    // The formats with the extension go first, so that they win ties.
    let (mut best, mut format) = (Likelihood::No, None);
    for candidate in named().chain(others) {
        let likelihood = candidate.recognition.likelihood(outline);
        if likelihood > best {
            (best, format) = (likelihood, Some(candidate));
        }
        if best == Likelihood::Certain {
            break;
        }
    }
    let is_shared = SHARED_EXTENSIONS.contains(&extension.as_str()) || json::EXTENSIONS.contains(&extension.as_str());
    let is_blank = || outline.text().trim_ascii().is_empty();
    if format.is_none() && (is_blank() || !is_shared && outline.syntax() == Syntax::Text) {
        format = named().next();
    }
    Recognised { format, likelihood: best }
}

/// A sign of a format that was found in a file.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Finding {
    /// The format.
    pub format: &'static Format,
    /// The evidence for it.
    pub evidence: &'static Evidence,
}

/// Returns everything in the outline of a file that speaks for a format, the most certain first.
pub fn findings(outline: &Outline<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for &format in FORMATS {
        if let (Some(_), Recognition::Evidence(all)) = (format.reader, format.recognition) {
            let found = all.iter().filter(|evidence| evidence.is_in(outline));
            findings.extend(found.map(|evidence| Finding { format, evidence }));
        }
    }
    findings.sort_by_key(|finding| Reverse(finding.evidence.likelihood()));
    findings
}
