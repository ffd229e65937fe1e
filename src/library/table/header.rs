//! Where a table's header is, and which character separates its cells.

use super::columns::Header;
use super::other_formats::Layout;
use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::syntax::ColumnName;
use crate::syntax::table::Cells;

/// The number of lines in which the header is looked for: some exports begin with remarks about themselves.
pub(super) const MOST_LINES: usize = 20;

const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// How other formats begin, whose lines may look like a header.
const OTHERS: [u8; 6] = *b"{[<@%\\";

/// A header that was found.
pub(super) struct Found {
    /// The number of lines before it.
    pub(super) before: usize,
    /// The character between cells.
    pub(super) separator: u8,
    /// The columns.
    pub(super) header: Header,
    /// The format of another program in which the rows are.
    pub(super) layout: Option<Layout>,
}

impl Found {
    /// Whether the columns are those of a site or a program.
    pub(super) fn is_of_site(&self) -> bool {
        self.header.export.is_some() || self.layout.is_some()
    }

    /// Whether a table with these columns is probably one of works. Lists of films, events and posts have titles, too, and
    /// people, dates and places.
    pub(super) fn is_of_works(&self) -> bool {
        let has = |variable| self.header.has(variable);
        let has_any = |variables: &[Variable]| variables.iter().any(|variable| has(*variable));
        let is_identified = has_any(&[
            Variable::Identifier(IdentifierVariable::Doi),
            Variable::Identifier(IdentifierVariable::Pmid),
            Variable::Identifier(IdentifierVariable::Eprint),
        ]);
        let is_published = has_any(&[
            Variable::Date(DateVariable::Issued),
            Variable::Text(TextVariable::ContainerTitle),
            Variable::Text(TextVariable::Publisher),
            Variable::Identifier(IdentifierVariable::Isbn),
            Variable::Identifier(IdentifierVariable::Issn),
            Variable::Number(NumberVariable::Volume),
        ]);
        let has_journal = || self.header.names.iter().any(|name| name.to_lowercase().contains("journal"));
        is_identified
            || has(Variable::Names(NameVariable::Author)) && is_published
            || has(Variable::Date(DateVariable::Issued)) && has_journal()
    }
}

/// Finds the header in the first lines of a table: the line and the separator that give the most known columns, the first
/// line if several do. `named` says what some columns are called.
pub(super) fn find(lines: &[&[u8]], named: &[ColumnName]) -> Option<Found> {
    let mut best: Option<(usize, Found)> = None;
    for (before, line) in lines.iter().take(MOST_LINES).enumerate() {
        if line.trim_ascii_start().first().is_none_or(|first| OTHERS.contains(first)) {
            if before == 0 && !line.trim_ascii().is_empty() {
                return None;
            }
            continue;
        }
        for separator in SEPARATORS {
            let cells = Cells::of_line(line.strip_suffix(b"\r").unwrap_or(line), separator);
            let layout = Layout::of(&cells);
            let Some(header) = Header::read(cells.iter(), named).or_else(|| layout.map(|_| Header::of_names(&cells)))
            else {
                continue;
            };
            // A table with a single column is one only if nothing else could be its header.
            let rank = header.known() + usize::from(layout.is_some()) * cells.len();
            if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                best = Some((rank, Found { before, separator, header, layout }));
            }
        }
    }
    best.map(|(_, found)| found)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn separators_and_remarks_are_recognised() {
        for (text, before, separator) in [
            ("Title,Year,DOI\nA,2020,", 0, b','),
            ("Title;Year;DOI", 0, b';'),
            ("Title\tYear\tDOI\r", 0, b'\t'),
            ("sep=;\nTitle;Year", 1, b';'),
            ("\"About the data: Exported on May 1, 2024\"\nRank,Title,DOI", 1, b','),
            ("\"Title, in full\",Title,Year", 0, b','),
            ("Title", 0, b','),
        ] {
            let lines: Vec<&[u8]> = text.split('\n').map(str::as_bytes).collect();
            let found = find(&lines, &[]).unwrap();
            assert_eq!((found.before, found.separator), (before, separator), "{text}");
        }
        for text in ["Name,Price", "", "{\"title\": 1, \"doi\": 2}", "@misc{title, doi,}", "no header"] {
            assert!(find(&[text.as_bytes()], &[]).is_none(), "{text}");
        }
    }
}
