//! Dublin Core; read only.

mod fields;
mod kind;
mod people;
mod read;
mod source;
#[cfg(test)]
mod tests;

pub(crate) use read::record;

use crate::seam::{Elements, Evidence, Format, Member, Recognition, Sign};

/// Dublin Core in XML: `oai_dc:dc`, the format that every repository offers, and qualified Dublin Core with the elements
/// of DCMI's terms. Read only.
///
/// Dublin Core has fifteen elements without a form, any of which may be repeated. The type of the work follows from the
/// words of COAR, OpenAIRE (`info:eu-repo/semantics/…`), DSpace, EPrints and OJS. Of several titles and descriptions, those
/// in the language of the work come first; of several dates, the first one that is not a point in time, as repositories
/// add when they received a work. A source such as “Journal; Vol. 5 No. 2 (2015); 12-34” gives the journal and the place
/// in it. Whatever was chosen among several values or read from words is marked as inferred, and the other values are kept.
/// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>,
/// <https://guidelines.openaire.eu/en/latest/literature/>
pub static FORMAT: Format = Format {
    id: "dublin-core",
    name: "Dublin Core",
    summary: "Dublin Core in XML (`oai_dc`), as repositories and journals give it",
    extensions: &["xml"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::READER),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["dc", "qualifieddc"],
        some: &[(1, &[Member::Any("title"), Member::Any("creator"), Member::Any("identifier"), Member::Any("date")])],
        ..Elements::NONE
    })),
    Evidence::decisive(Sign::Elements(Elements { all: &[Member::Any("dc.title")], ..Elements::NONE })),
];
