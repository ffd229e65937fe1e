//! Crossref's metadata, read: unixref and unixsd XML, as its queries and DOI content negotiation answer, and the deposits of
//! its members. <https://www.crossref.org/documentation/schema-library/>
//!
//! The publication date of the print edition is that of the work, as volumes and issues are; the date online is that of its
//! availability. What a journal, book, series or conference says counts for all that is published in it. Reference lists,
//! archives, checks of similarity and the processing of a deposit say nothing of the work and are left out.

mod fields;
mod people;
mod xml;

use super::{Format, Likelihood};

/// Crossref's metadata.
pub static FORMAT: Format = Format {
    id: "crossref",
    name: "Crossref",
    summary: "works as Crossref describes them: unixref XML and deposits",
    extensions: &["xml"],
    sniff,
    reader: Some(&xml::CrossrefXmlReader),
    writer: None,
    fields: &fields::FIELDS,
};

fn sniff(beginning: &[u8]) -> Likelihood {
    let roots = ["doi_records", "doi_record", "crossref_result", "doi_batch", "crossref"];
    if super::xml::starts_with_element(beginning, &roots) { Likelihood::Certain } else { Likelihood::No }
}

#[cfg(test)]
mod tests;
