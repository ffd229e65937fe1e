//! What the columns of a table are called, as somebody says it.

/// The name of a column whose name does not say what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnName {
    /// What it holds: the usual name of such a column, for example "title", "authors" or "year".
    pub usual: String,
    /// Its name in the table.
    pub name: String,
}

impl ColumnName {
    /// Reads a list such as `title=Paper name,authors=Written by`. A column may have commas in its name, but no equals sign.
    ///
    /// ```
    /// use publist::formats::ColumnName;
    ///
    /// let columns = ColumnName::list("title=Paper, in full,year=When")?;
    /// assert_eq!((columns[0].usual.as_str(), columns[0].name.as_str()), ("title", "Paper, in full"));
    /// assert_eq!((columns[1].usual.as_str(), columns[1].name.as_str()), ("year", "When"));
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// Returns a message if a name is missing.
    pub fn list(text: &str) -> Result<Vec<Self>, String> {
        let mut columns: Vec<Self> = Vec::new();
        for part in text.split(',') {
            match (part.split_once('='), columns.last_mut()) {
                (Some((usual, name)), _) => {
                    columns.push(Self { usual: usual.trim().to_owned(), name: name.trim().to_owned() });
                }
                (None, Some(last)) => last.name = format!("{},{part}", last.name),
                (None, None) => return Err(format!("“{part}” has no “=”: write title=NAME,authors=NAME")),
            }
        }
        match columns.iter().find(|column| column.usual.is_empty() || column.name.is_empty()) {
            Some(column) => Err(format!("“{}={}” lacks a name: write title=NAME", column.usual, column.name)),
            None => Ok(columns),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ColumnName;

    #[test]
    fn names_may_be_missing() {
        for text in ["", "title", "=A", "title=", "title=A,=B", "title=A,year="] {
            assert!(ColumnName::list(text).is_err(), "{text}");
        }
    }
}
