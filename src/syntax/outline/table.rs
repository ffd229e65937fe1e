//! The first row of a table of delimited values: <https://www.rfc-editor.org/rfc/rfc4180>.

use super::Extent;
use crate::syntax::table::{Cells, RowReader, RowState};

/// The first row of a table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// The character between values.
    pub(crate) delimiter: u8,
    /// The values of the row, which are the names of columns in most tables.
    pub(crate) columns: Vec<String>,
}

/// The characters between values, the surest first.
const DELIMITERS: [u8; 4] = [b'\t', b',', b';', b'|'];

/// The maximum length of a row in bytes: it is not searched for further.
const LONGEST: usize = 64 << 10;

impl Header {
    /// Whether one of the columns has this name, in any letter case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.eq_ignore_ascii_case(name))
    }
}

/// Returns the first row of a text in which something is delimited; the delimiter that makes the most columns is chosen.
pub(super) fn header(text: &str, extent: Extent) -> Option<Header> {
    let text = text.trim_start_matches(['\n', '\r']);
    let rows = DELIMITERS.into_iter().filter_map(|delimiter| Some((delimiter, first_row(text, delimiter, extent)?)));
    let best = rows.reduce(|best, row| if row.1.len() > best.1.len() { row } else { best });
    best.filter(|(_, columns)| columns.len() > 1).map(|(delimiter, columns)| Header { delimiter, columns })
}

/// Returns the values of the first row; `None` if it does not end.
fn first_row(text: &str, delimiter: u8, extent: Extent) -> Option<Vec<String>> {
    let searched = &text.as_bytes()[..text.len().min(LONGEST)];
    let mut rest = searched;
    let mut cells = Cells::default();
    let state = RowReader::new(&mut rest).next(delimiter, &mut cells).ok()??;
    let is_all = extent == Extent::Whole && searched.len() == text.len();
    let ends = !rest.is_empty() || searched.ends_with(b"\n") || is_all;
    (ends && state == RowState::Whole).then(|| cells.iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::{Extent, header};

    #[test]
    fn the_delimiter_with_the_most_columns_is_chosen() {
        for (text, delimiter, columns) in [
            ("Title,Authors,\"Year, month\"\nA,B,C", b',', vec!["Title", "Authors", "Year, month"]),
            (
                "\"Title\"\t\"The \"\"first\"\" author, or none\"\r\n",
                b'\t',
                vec!["Title", "The \"first\" author, or none"],
            ),
            ("Titel;Autor, Vorname;Jahr\n", b';', vec!["Titel", "Autor, Vorname", "Jahr"]),
            ("a,\"b\nc\"\n", b',', vec!["a", "b\nc"]),
        ] {
            let header = header(text, Extent::Beginning).unwrap_or_else(|| panic!("{text:?}"));
            assert_eq!(
                (header.delimiter, header.columns),
                (delimiter, columns.iter().map(|&c| c.to_owned()).collect())
            );
        }
        assert_eq!(header("Title\nA, B\n", Extent::Whole), None);
        assert_eq!(header("a,b", Extent::Beginning), None);
        assert!(header("a,b", Extent::Whole).unwrap().has("B"));
    }
}
