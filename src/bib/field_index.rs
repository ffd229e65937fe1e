//! An index of the field table by the names of fields.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Kind;
use crate::seam::Row;

use super::Dialect;

/// The rows of one dialect by the name of the field in lower case, in the order of the table.
type Index = HashMap<String, Vec<&'static Row>>;

static BIBTEX: LazyLock<Index> = LazyLock::new(|| index_of(Dialect::Bibtex));
static BIBLATEX: LazyLock<Index> = LazyLock::new(|| index_of(Dialect::Biblatex));

/// Returns the row that a reader uses for a field of a work of this type; the name is in lower case.
pub(super) fn row_of(dialect: Dialect, kind: Kind, field: &str) -> Option<&'static Row> {
    index(dialect).get(field)?.iter().copied().find(|row| row.kinds.contains(kind))
}

fn index(dialect: Dialect) -> &'static Index {
    match dialect {
        Dialect::Bibtex => &BIBTEX,
        Dialect::Biblatex => &BIBLATEX,
    }
}

fn index_of(dialect: Dialect) -> Index {
    let mut index = Index::new();
    for row in dialect.fields().rows {
        index.entry(row.field.to_ascii_lowercase()).or_default().push(row);
    }
    index
}

#[cfg(test)]
mod tests {
    use super::super::Dialect;
    use super::row_of;
    use crate::model::Kind;

    #[test]
    fn the_index_gives_what_the_table_gives() {
        for dialect in [Dialect::Bibtex, Dialect::Biblatex] {
            let map = dialect.fields();
            for &kind in Kind::ALL {
                for row in map.rows {
                    let found = row_of(dialect, kind, &row.field.to_ascii_lowercase());
                    let expected = map.row_of(kind, row.field);
                    assert_eq!(found.map(std::ptr::from_ref), expected.map(std::ptr::from_ref), "{}", row.field);
                }
            }
        }
        assert!(row_of(Dialect::Bibtex, Kind::Book, "shelf").is_none());
    }
}
