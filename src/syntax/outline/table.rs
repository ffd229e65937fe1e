//! The first row of a table of delimited values: <https://www.rfc-editor.org/rfc/rfc4180>.

use super::Extent;

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
    let bytes = text.as_bytes();
    let (mut columns, mut start, mut at, mut is_quoted) = (Vec::new(), 0, 0, false);
    // Whether the value has only white space so far, and whether it starts with a quotation mark.
    let (mut is_blank, mut begins_quoted) = (true, false);
    while at < bytes.len().min(LONGEST) {
        match bytes[at] {
            b'"' if is_quoted => is_quoted = false,
            b'"' if is_blank || begins_quoted => (is_quoted, begins_quoted) = (true, true),
            byte if byte == delimiter && !is_quoted => {
                columns.push(unquoted(&text[start..at]));
                start = at + 1;
                (is_blank, begins_quoted) = (true, false);
            }
            b'\n' | b'\r' if !is_quoted => {
                columns.push(unquoted(&text[start..at]));
                return Some(columns);
            }
            _ => {}
        }
        is_blank &= bytes[at].is_ascii_whitespace() || at + 1 == start;
        at += 1;
    }
    (at == bytes.len() && extent == Extent::Whole && !is_quoted).then(|| {
        columns.push(unquoted(&text[start..]));
        columns
    })
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    match value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
        Some(inside) => inside.replace("\"\"", "\"").trim().to_owned(),
        None => value.to_owned(),
    }
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
            let header = header(text, Extent::Beginning).unwrap();
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
