//! DBLP's XML, read: single records and the whole file of several gigabytes, as a stream.
//! <https://dblp.org/faq/16154937.html>, <https://dblp.org/faq/1474681.html>
//!
//! Citation keys are those of DBLP's own BibTeX (`DBLP:conf/cvpr/HeZRS16`). Numbers that tell people of one name apart are
//! no part of the name and are kept. Titles lose the full stop at their end. A paper of the arXiv in the "journal" CoRR is
//! a preprint. A paper's `booktitle` is an acronym: where the proceedings it refers to are near it in the file, their
//! title is its container, and the acronym the short form of it. Pages of people (`www` with the key `homepages/…`) are no
//! works.

mod fields;
mod proceedings;
mod xml;

use super::{Format, Likelihood};

/// DBLP's records.
pub static FORMAT: Format = Format {
    id: "dblp",
    name: "DBLP",
    summary: "records of DBLP: its XML, in part or as a whole",
    extensions: &["xml"],
    sniff,
    reader: Some(&xml::DblpXmlReader),
    writer: None,
    fields: &fields::FIELDS,
};

fn sniff(beginning: &[u8]) -> Likelihood {
    let is_dblp = super::xml::starts_with_element(beginning, &["dblp", "dblpperson"]);
    if is_dblp { Likelihood::Certain } else { Likelihood::No }
}

#[cfg(test)]
mod tests;
