//! Citation File Format (`CITATION.cff`). `write.rs` decides where each work goes, `schema.rs` contains the facts of the
//! schema.

mod fields;
mod from_work;
mod people;
mod read;
mod schema;
mod texts;
mod to_work;
mod write;

use crate::seam::{Evidence, Format, Recognition, Sign};

/// Citation File Format: the `CITATION.cff` files in which software says how to cite it.
///
/// A file is read as a record of the software or data set itself, then one of its `preferred-citation`, if it has one,
/// and one of each work under `references`. YAML is read with the types it gives to plain scalars. Keys without a
/// variable are kept. Written files are valid under the schema, version 1.2.0.
/// <https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md>
pub static FORMAT: Format = Format {
    id: "cff",
    name: "Citation File Format",
    summary: "CITATION.cff files of software and data sets",
    extensions: &["cff"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::CffReader),
    writer: Some(&write::CffWriter),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

/// The keys of other works in a file.
const PREFERRED: &str = "preferred-citation";
const REFERENCES: &str = "references";

/// The one key that every file has at its top level.
const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Text {
    what: "a line that starts with `cff-version`",
    is_in: |text| text.lines().any(|line| line.trim_start_matches(['"', '\'']).starts_with("cff-version")),
})];

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::seam::Likelihood;
    use crate::seam::testing::likelihood;

    #[test]
    fn a_file_is_told_by_its_version() {
        assert_eq!(likelihood(&FORMAT, "# a comment\ntitle: T\ncff-version: 1.2.0\n"), Likelihood::Certain);
        assert_eq!(likelihood(&FORMAT, "title: on cff-version: 1\n"), Likelihood::No);
    }
}
