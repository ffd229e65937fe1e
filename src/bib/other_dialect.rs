//! What a dialect has of an entry that may be of the other one.
//!
//! A file may mix both dialects, and biber reads BibTeX's names too, so the dialect is decided entry by entry. Fields
//! that neither dialect knows count for either: BibTeX (`btxdoc`, section 3.2) and biber ignore them.

use crate::model::Kind;

use super::issued::MONTHS;
use super::outside_braces::split_at_and;
use super::syntax::raw::{RawEntry, RawField};
use super::{Dialect, entry_types, eprints, fields, localisation, titles};

/// biblatex's field for the number of an article.
const EID: &str = "eid";

/// Whether a dialect has the type and all fields of an entry of a work of this type, from a file that was read as one of
/// the dialect `from`.
pub(super) fn has_all_of(dialect: Dialect, entry: &RawEntry<'_>, kind: Kind, from: Dialect) -> bool {
    let has_field = |field: &RawField<'_>| match field.name.to_ascii_lowercase().as_str() {
        "month" => dialect == Dialect::Bibtex || is_month(field),
        "date" => dialect == Dialect::Biblatex || from == Dialect::Bibtex && has(entry, "year"),
        // Each has other rules for what is inherited.
        "crossref" | "xdata" => dialect == Dialect::Biblatex || from == Dialect::Bibtex,
        "year" => true,
        "author" | "editor" | "translator" if field.pieces.iter().any(|piece| has_extended_names(piece.text)) => {
            dialect == Dialect::Biblatex
        }
        "url" if field.pieces.iter().any(|piece| !means_the_same_verbatim(dialect, from, piece.text)) => false,
        "eprint" if dialect != from && field.pieces.iter().any(|piece| eprints::is_wrapped(piece.text)) => false,
        name if dialect != from && fields::usual_name(kind, name).is_some() => false,
        _ if dialect == Dialect::Bibtex && from != dialect && holds_a_key(field) => false,
        // In a file of BibTeX, they are fields of the user's own, which styles do not print.
        name if titles::part(name).is_some() => dialect == Dialect::Biblatex || from == Dialect::Bibtex,
        "maintitle" => dialect == Dialect::Biblatex || from == Dialect::Bibtex,
        name => name_in(dialect, kind, name).is_none(),
    };
    entry_types::is_in(entry.kind, dialect) && entry.fields.iter().all(has_field)
}

/// Returns the name that a dialect gives to a field of the other one; `None` if it has the field, or if neither has it.
/// The name is in lower case.
pub(super) fn name_in(dialect: Dialect, kind: Kind, name: &str) -> Option<&'static str> {
    let is_it = |field: &str| field.eq_ignore_ascii_case(name);
    match dialect {
        // `language` is a field of biblatex, too (manual, section 2.2.2), and `year` stands for a date in words.
        Dialect::Biblatex if matches!(name, "language" | "year") => None,
        // What publishers call the number of an article.
        Dialect::Biblatex if fields::usual_name(kind, name) == Some(EID) => Some(EID),
        // When a volume is cited, `series` is the name of the set (`btxdoc`, section 3.2).
        Dialect::Bibtex if is_it("maintitle") => Some("series"),
        Dialect::Biblatex => fields::pairs().find(|(bibtex, _, _)| is_it(bibtex)).map(|(_, biblatex, _)| biblatex),
        Dialect::Bibtex => {
            let is_meant = |(_, biblatex, kinds): &(&str, &str, crate::seam::Kinds)| {
                // A journal is one whatever the type of the work, but only theses have a school.
                is_it(biblatex) && (kinds.contains(kind) || is_it("journaltitle"))
            };
            fields::pairs().find(is_meant).map(|(bibtex, _, _)| bibtex)
        }
    }
}

/// Whether the characters of an address mean the same in a dialect as in the one in which they were read. For biber they
/// are verbatim (manual, section 2.2.1, "URI fields"); for BibTeX they are TeX.
pub(super) fn means_the_same_verbatim(dialect: Dialect, from: Dialect, value: &str) -> bool {
    !(dialect == Dialect::Biblatex && from == Dialect::Bibtex && value.contains(['\\', '$']))
}

/// Whether a field holds a localisation key, which BibTeX's styles would print.
fn holds_a_key(field: &RawField<'_>) -> bool {
    let is_localised =
        ["type", "pubstate", "location", "address", "series"].iter().any(|name| field.name.eq_ignore_ascii_case(name));
    is_localised && matches!(field.pieces.as_slice(), [piece] if localisation::has_key(piece.text))
}

/// Whether names are written in biblatex's extended format (manual, section 3.4), which BibTeX does not read.
pub(super) fn has_extended_names(value: &str) -> bool {
    let is_extended = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or_default();
        ["family", "given", "prefix", "suffix"].contains(&name.trim()) && !value.trim().is_empty()
    };
    value.contains('=') && split_at_and(value).iter().any(|name| name.split(',').any(is_extended))
}

/// Returns whether an entry has a field with this name.
pub(super) fn has(entry: &RawEntry<'_>, name: &str) -> bool {
    entry.fields.iter().any(|field| field.name.eq_ignore_ascii_case(name))
}

/// Whether a month is one for biblatex: an integer (manual, section 2.3.8), which the macros of the months are for biber.
fn is_month(field: &RawField<'_>) -> bool {
    let [piece] = field.pieces.as_slice() else { return false };
    let text = piece.text.trim();
    match piece.is_macro {
        true => MONTHS.iter().any(|month| month.eq_ignore_ascii_case(text)),
        false => text.parse().is_ok_and(|month: u8| (1..=12).contains(&month)),
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::{BIBLATEX, BIBTEX};
    use crate::seam::{Format, WriteOptions};

    use super::super::testing::{read_in_place, write_back};

    fn converted(text: &str, from: &Format, to: &Format) -> String {
        let (records, file) = read_in_place(from, text);
        write_back(to, &WriteOptions::default(), &records, &file)
    }

    #[test]
    fn the_other_dialect_gets_its_own_names_and_forms() {
        for (from, to, field, expected) in [
            (&BIBTEX, &BIBLATEX, "articleno = {98}", "eid = {98}"),
            (&BIBTEX, &BIBLATEX, "pubmedid = {77}", "pmid = {77}"),
            (&BIBTEX, &BIBLATEX, "eprint = {arXiv:1706.03762}", "eprint = {1706.03762}"),
            (&BIBTEX, &BIBLATEX, "note = {Accessed: 2020-01-02}, journal = {J}", "urldate = {2020-01-02}"),
            (&BIBLATEX, &BIBTEX, "edition = {2}, journaltitle = {J}", "edition = {Second}"),
            (&BIBLATEX, &BIBTEX, "pubstate = {inpress}", "pubstate = {in press}"),
        ] {
            let text = converted(&format!("@article{{a,\n  title = {{T}},\n  {field},\n}}\n"), from, to);
            assert!(text.contains(&format!("  {expected}")), "{field}: {text}");
        }
    }

    #[test]
    fn names_of_sites_stay_in_their_own_dialect() {
        let text = "@article{a, title = {T}, articleno = {98}, eprint = {arXiv:1706.03762}}\n";
        assert_eq!(converted(text, &BIBTEX, &BIBTEX), text);
    }
}
