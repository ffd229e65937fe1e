//! nbib, the MEDLINE format of PubMed; read only.

mod fields;
mod read;

use crate::seam::{Authority, Evidence, Format, Recognition, Sign};

/// nbib, the MEDLINE format of PubMed (its "Citation manager" files), as written by PubMed and older MEDLINE services.
///
/// - Titles lose the full stop that PubMed adds to each. A title in brackets is a translation; the original title
///   (`TT`) becomes `original-title`.
/// - Names are those in `FAU` and `FED` ("Family, Given B Jr"), or those in `AU` and `ED` ("Family GB Jr") if these are
///   missing. Groups (`CN`) keep their positions among the authors. Initials get their full stops.
/// - Page ranges are completed ("1003-9" is 1003 to 1009); without pages, the number of the article is used.
/// - `DP` is the date; the date of the electronic version (`DEP`) is `available-date`.
/// - Data about MEDLINE's own processing (owner, status, dates of entry and indexing, `SO`, which repeats other fields)
///   are left out; every other tag is kept as an extra field.
///
/// <https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format>
pub static FORMAT: Format = Format {
    id: "nbib",
    name: "PubMed nbib",
    summary: "the MEDLINE format that PubMed saves for citation managers",
    extensions: &["nbib", "medline"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::NbibReader),
    fields: &fields::FIELDS,
    authority: Authority::Registry,
    ..Format::DEFAULT
};

/// Returns the tag and the value of a line that begins a field: "FAU - Lu, Cheng", "PMID- 1".
fn field(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = (line.get(..4)?, line.get(4..)?);
    let tag = tag.trim_end();
    let is_tag = tag.len() >= 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = rest.strip_prefix('-')?;
    (is_tag && (value.is_empty() || value.starts_with(' '))).then_some((tag, value))
}

const EVIDENCE: &[Evidence] =
    &[Evidence::decisive(Sign::Text { what: "tagged lines, one of them `PMID- `", is_in: has_number })];

fn has_number(text: &str) -> bool {
    text.lines().filter_map(field).any(|(tag, _)| tag == "PMID")
}

#[cfg(test)]
mod tests;
