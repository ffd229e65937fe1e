//! Tables of works as CSV and TSV; read only.

mod citation;
mod columns;
mod header;
mod kind;
mod other_formats;
mod people;
mod read;
mod values;

use crate::seam::{Evidence, Fidelity, FieldMap, Format, Recognition, Sign};
#[cfg(doc)]
use crate::syntax::ColumnName;

/// Tables of works as text (CSV, TSV): exports of Scopus, IEEE Xplore, Web of Science, PubMed, Google Scholar, Publish or
/// Perish, Springer, The Lens, Dimensions and Zotero, and any other table whose header names a column of titles. Read
/// only.
///
/// The header is the first row near the beginning that names such a column; the separator is the one with which it does
/// (comma, semicolon, tab or vertical bar). Names of columns match without regard to letter case, spaces and punctuation.
/// Of several columns for one variable, the first one in the list of `publist formats csv` that has a value is read. Cells
/// without a variable are kept as extra fields under the name of their column.
///
/// [`ColumnName`] says which columns are which in a table whose header does not.
///
/// Lists of names are read in every form that shows where a name ends: “Lund, Ada; Berg, Bo”, “Lund A., Berg B.”, “A. Lund
/// and B. Berg”. Springer's tables have nothing between names; they are separated by rule and marked as inferred. A list
/// that cannot be split is kept as one name, and reported. If no column has the type of a work, it is inferred.
///
/// Zotero's tables have its own fields, and Web of Science's tab-delimited files its tags; they are read like its JSON
/// and its tagged files. <https://www.rfc-editor.org/rfc/rfc4180>
pub static FORMAT: Format = Format {
    id: "csv",
    name: "Tables (CSV and TSV)",
    summary: "tables with a column of titles: Scopus, IEEE Xplore, PubMed, Zotero ..., CSV or TSV",
    extensions: &["csv", "tsv"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::TableReader),
    fields: &FieldMap { rows: columns::ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

/// The columns of the tables of sites, or a column of titles and another one that works have.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Text {
        what: "a header with the columns of Scopus, IEEE Xplore, PubMed, Zotero or another site",
        is_in: |text| header_of(text).is_some_and(|found| found.is_of_site()),
    }),
    Evidence::possible(Sign::Text {
        what: "a header with a column of titles, and columns of authors, years, journals or identifiers",
        is_in: |text| header_of(text).is_some_and(|found| found.is_of_works()),
    }),
];

fn header_of(text: &str) -> Option<header::Found> {
    let lines: Vec<&[u8]> = text.split('\n').take(header::MOST_LINES).map(str::as_bytes).collect();
    header::find(&lines, &[])
}

#[cfg(test)]
mod tests;
