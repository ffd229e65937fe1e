//! Reads the TeX in titles, abstracts and names.

use std::ops::Range;

use crate::diag::Code;
use crate::latex::decode;
use crate::model::Text;
use crate::values::tex_problems;

/// A problem in a TeX text.
pub(super) struct Problem {
    /// The code of the report.
    pub(super) code: Code,
    /// The message.
    pub(super) message: String,
    /// The range in bytes of the text.
    pub(super) range: Range<usize>,
}

/// Reads a TeX text, and returns its problems.
pub(super) fn rich(text: &str) -> (Text, Vec<Problem>) {
    let decoded = decode(text);
    let problems = decoded.problems.into_iter().map(|problem| {
        let (code, message) = tex_problems::describe(&problem.kind);
        Problem { code, message, range: problem.range }
    });
    (decoded.text, problems.collect())
}

/// Returns only the characters of a text that may contain TeX accents.
pub(super) fn plain(text: &str) -> String {
    if text.contains(['\\', '{', '$', '~']) { decode(text).text.to_plain() } else { text.to_owned() }
}
