//! What the columns of tables hold: their usual names, and the tables of sites whose columns mean something else.

use std::collections::BTreeMap;

use super::people::Form;
use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::Row;
use crate::syntax::ColumnName;
use crate::syntax::table::Cells;
use crate::text::words::letters_and_digits;

const fn text(field: &'static str, variable: TextVariable) -> Row {
    Row::read(field, Variable::Text(variable))
}

const fn number(field: &'static str, variable: NumberVariable) -> Row {
    Row::read(field, Variable::Number(variable))
}

const fn identifier(field: &'static str, variable: IdentifierVariable) -> Row {
    Row::read(field, Variable::Identifier(variable))
}

const fn date(field: &'static str, variable: DateVariable) -> Row {
    Row::read(field, Variable::Date(variable))
}

const fn names(field: &'static str, variable: NameVariable) -> Row {
    Row::read(field, Variable::Names(variable))
}

/// The columns and their variables. Names match without regard to letter case, spaces and punctuation. Of several columns
/// with one variable, the first one here whose cell is not empty is read, and the others are kept.
pub(super) const ROWS: &[Row] = &[
    text("Title", TextVariable::Title),
    text("Document Title", TextVariable::Title),
    text("Article Title", TextVariable::Title),
    text("Item Title", TextVariable::Title),
    text("Paper Title", TextVariable::Title),
    text("Work Title", TextVariable::Title),
    text("Title of Paper", TextVariable::Title),
    text("Titel", TextVariable::Title),
    text("Titre", TextVariable::Title),
    text("Título", TextVariable::Title),
    text("Titolo", TextVariable::Title),
    text("题名", TextVariable::Title),
    text("标题", TextVariable::Title),
    text("篇名", TextVariable::Title),
    names("Author Full Names", NameVariable::Author),
    names("Authors", NameVariable::Author),
    names("Author", NameVariable::Author),
    names("Author Names", NameVariable::Author),
    names("Creators", NameVariable::Author),
    names("Creator", NameVariable::Author),
    names("Autoren", NameVariable::Author),
    names("Auteurs", NameVariable::Author),
    names("Autores", NameVariable::Author),
    names("作者", NameVariable::Author),
    names("Editors", NameVariable::Editor),
    names("Editor", NameVariable::Editor),
    names("Book Editors", NameVariable::Editor),
    names("Translators", NameVariable::Translator),
    names("Translator", NameVariable::Translator),
    date("Date", DateVariable::Issued),
    date("Publication Date", DateVariable::Issued),
    date("Date Published", DateVariable::Issued),
    date("Cover Date", DateVariable::Issued),
    date("Publication Year", DateVariable::Issued),
    date("Year", DateVariable::Issued),
    date("PubYear", DateVariable::Issued),
    date("Year of Publication", DateVariable::Issued),
    date("Jahr", DateVariable::Issued),
    date("Année", DateVariable::Issued),
    date("Año", DateVariable::Issued),
    date("年份", DateVariable::Issued),
    date("年", DateVariable::Issued),
    date("Access Date", DateVariable::Accessed),
    date("Conference Date", DateVariable::EventDate),
    date("Meeting Date", DateVariable::EventDate),
    text("Source Title", TextVariable::ContainerTitle),
    text("Source Title/Anthology Title", TextVariable::ContainerTitle),
    text("Publication Title", TextVariable::ContainerTitle),
    text("Journal Title", TextVariable::ContainerTitle),
    text("Journal", TextVariable::ContainerTitle),
    text("Journal/Book", TextVariable::ContainerTitle),
    text("Journal Name", TextVariable::ContainerTitle),
    text("Container Title", TextVariable::ContainerTitle),
    text("Anthology Title", TextVariable::ContainerTitle),
    text("Book Title", TextVariable::ContainerTitle),
    text("Publication", TextVariable::ContainerTitle),
    text("Publication Name", TextVariable::ContainerTitle),
    text("Venue", TextVariable::ContainerTitle),
    text("Source", TextVariable::ContainerTitle),
    text("Zeitschrift", TextVariable::ContainerTitle),
    text("Revue", TextVariable::ContainerTitle),
    text("Revista", TextVariable::ContainerTitle),
    text("刊名", TextVariable::ContainerTitle),
    text("期刊", TextVariable::ContainerTitle),
    text("Abbreviated Source Title", TextVariable::ContainerTitleShort),
    text("Journal Abbreviation", TextVariable::ContainerTitleShort),
    text("Book Series Title", TextVariable::CollectionTitle),
    text("Series", TextVariable::CollectionTitle),
    text("Series Title", TextVariable::CollectionTitle),
    text("Conference Name", TextVariable::EventTitle),
    text("Conference Title", TextVariable::EventTitle),
    text("Conference", TextVariable::EventTitle),
    text("Conference Location", TextVariable::EventPlace),
    number("Volume", NumberVariable::Volume),
    number("Journal Volume", NumberVariable::Volume),
    number("Vol", NumberVariable::Volume),
    number("Issue", NumberVariable::Issue),
    number("Issue Number", NumberVariable::Issue),
    number("Journal Issue", NumberVariable::Issue),
    number("Number", NumberVariable::Issue),
    number("No.", NumberVariable::Issue),
    number("Pages", NumberVariable::Page),
    number("Page", NumberVariable::Page),
    number("Pagination", NumberVariable::Page),
    number("Page Range", NumberVariable::Page),
    number("Article Number", NumberVariable::Number),
    number("Art. No.", NumberVariable::Number),
    number("Article No.", NumberVariable::Number),
    number("Edition", NumberVariable::Edition),
    number("Series Number", NumberVariable::CollectionNumber),
    identifier("DOI", IdentifierVariable::Doi),
    identifier("Item DOI", IdentifierVariable::Doi),
    identifier("DOI Link", IdentifierVariable::Doi),
    identifier("ISBN", IdentifierVariable::Isbn),
    identifier("ISBNs", IdentifierVariable::Isbn),
    identifier("ISSN", IdentifierVariable::Issn),
    identifier("ISSNs", IdentifierVariable::Issn),
    identifier("PMID", IdentifierVariable::Pmid),
    identifier("PubMed ID", IdentifierVariable::Pmid),
    identifier("PMCID", IdentifierVariable::Pmcid),
    identifier("arXiv ID", IdentifierVariable::Eprint),
    identifier("arXiv", IdentifierVariable::Eprint),
    text("arXiv ID", TextVariable::EprintType),
    identifier("URL", IdentifierVariable::Url),
    identifier("Link", IdentifierVariable::Url),
    identifier("Article URL", IdentifierVariable::Url),
    identifier("External URL", IdentifierVariable::Url),
    identifier("PDF Link", IdentifierVariable::Url),
    text("Abstract", TextVariable::Abstract),
    text("Abstract Note", TextVariable::Abstract),
    text("Zusammenfassung", TextVariable::Abstract),
    text("Résumé", TextVariable::Abstract),
    text("Resumen", TextVariable::Abstract),
    text("摘要", TextVariable::Abstract),
    text("Publisher", TextVariable::Publisher),
    text("Verlag", TextVariable::Publisher),
    text("Place", TextVariable::PublisherPlace),
    text("Publisher City", TextVariable::PublisherPlace),
    text("Place of Publication", TextVariable::PublisherPlace),
    text("License", TextVariable::License),
    text("Open Access License", TextVariable::License),
    text("Notes", TextVariable::Note),
    text("Note", TextVariable::Note),
    Row::read("Author Keywords", Variable::Tags),
    Row::read("Keywords", Variable::Tags),
    Row::read("Tags", Variable::Tags),
    Row::read("关键词", Variable::Tags),
    Row::read("Language", Variable::Language),
    Row::read("Language of Original Document", Variable::Language),
    Row::read("Document Type", Variable::Kind),
    Row::read("Publication Type", Variable::Kind),
    Row::read("Content Type", Variable::Kind),
    Row::read("Document Identifier", Variable::Kind),
    Row::read("Item Type", Variable::Kind),
    Row::read("Type", Variable::Kind),
];

/// The columns for the first and the last page.
const FIRST_PAGES: &[&str] = &["start page", "page start", "first page", "beginning page"];
const LAST_PAGES: &[&str] = &["end page", "page end", "last page", "ending page"];

/// The columns for the key with which documents cite a work.
const KEYS: &[&str] = &["citation key", "citekey", "cite key", "bibtex key"];

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// It holds a variable.
    Variable(Variable),
    FirstPage,
    LastPage,
    Key,
    /// It holds a citation of PubMed's: “J Tides. 2023 Apr;14(2):113-126. doi: ...”.
    Citation,
    /// It is kept as it is.
    Kept,
    /// It repeats other columns.
    Repeated,
}

/// A table as a site exports it.
#[derive(Debug)]
pub(super) struct Export {
    /// Columns that only its tables have together, in the form of [`folded`].
    signs: &'static [&'static str],
    /// Columns that mean something else than usual, in the form of [`folded`].
    columns: &'static [(&'static str, Column)],
    /// How it writes lists of names.
    pub(super) names: Form,
}

/// The tables of sites.
pub(super) static EXPORTS: &[Export] = &[
    // Scopus
    Export { signs: &["eid", "sourcetitle"], columns: &[("source", Column::Kept)], names: Form::Any },
    // IEEE Xplore
    Export { signs: &["documenttitle", "publicationtitle", "authoraffiliations"], columns: &[], names: Form::Any },
    // PubMed
    Export {
        signs: &["pmid", "journalbook", "citation"],
        columns: &[("citation", Column::Citation), ("firstauthor", Column::Repeated)],
        names: Form::CommasInitialsLast,
    },
    // Google Scholar
    Export {
        signs: &["authors", "title", "publication", "volume", "number", "pages", "year", "publisher"],
        columns: &[],
        names: Form::Any,
    },
    // Publish or Perish
    Export { signs: &["cites", "authors", "articleurl"], columns: &[], names: Form::CommasInitialsFirst },
    // Springer
    Export { signs: &["itemtitle", "itemdoi", "contenttype"], columns: &[], names: Form::Glued },
    // The Lens
    Export { signs: &["lensid", "sourcetitle"], columns: &[], names: Form::Any },
    // Dimensions
    Export { signs: &["publicationid", "pagination", "timescited"], columns: &[], names: Form::Any },
    // Web of Science
    Export { signs: &["utuniquewosid", "articletitle"], columns: &[("researcherids", Column::Kept)], names: Form::Any },
];

/// Whether columns with this name are read: it is one of the usual names.
pub(super) fn is_usual(name: &str) -> bool {
    let name = folded(name);
    let others = [FIRST_PAGES, LAST_PAGES, KEYS].into_iter().flatten();
    ROWS.iter().map(|row| row.field).chain(others.copied()).any(|known| folded(known) == name)
}

/// Returns a column's name without letter case, spaces and punctuation, and without the plural in parentheses or after a
/// slash: `authors` for “Author(s)” and “Author/s”.
pub(super) fn folded(name: &str) -> String {
    letters_and_digits(name)
}

/// The header of a table.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// The names of the columns.
    pub(super) names: Vec<String>,
    /// What the columns hold.
    pub(super) columns: Vec<Column>,
    /// The columns of each variable, the preferred one first.
    pub(super) of_variable: Vec<(Variable, Vec<usize>)>,
    /// The site that exported the table.
    pub(super) export: Option<&'static Export>,
}

impl Header {
    /// Reads a row as a header, with columns that somebody named; returns `None` if no column has titles.
    pub(super) fn read<'c>(cells: impl Iterator<Item = &'c str>, named: &[ColumnName]) -> Option<Self> {
        let names: Vec<String> = cells.map(str::to_owned).collect();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for ColumnName { usual, name } in named {
            if let Some(index) = names.iter().position(|known| folded(known) == folded(name)) {
                places.insert(folded(usual), index);
            }
        }
        // A column that somebody named is not what its own name says.
        let renamed: Vec<usize> = places.values().copied().collect();
        for (index, name) in names.iter().enumerate().filter(|(index, _)| !renamed.contains(index)) {
            places.entry(folded(name)).or_insert(index);
        }
        let export = EXPORTS.iter().find(|export| export.signs.iter().all(|sign| places.contains_key(*sign)));
        let mut columns = vec![Column::Kept; names.len()];
        let mut of_variable: Vec<(Variable, Vec<usize>)> = Vec::new();
        let special = export.map_or(&[][..], |export| export.columns);
        for row in ROWS {
            let name = folded(row.field);
            let Some(index) = places.get(&name).copied() else { continue };
            if special.iter().any(|(special, _)| *special == name) || columns[index] != Column::Kept {
                continue;
            }
            columns[index] = Column::Variable(row.variable);
            match of_variable.iter_mut().find(|(variable, _)| *variable == row.variable) {
                Some((_, indices)) => indices.push(index),
                None => of_variable.push((row.variable, vec![index])),
            }
        }
        let others = [(FIRST_PAGES, Column::FirstPage), (LAST_PAGES, Column::LastPage), (KEYS, Column::Key)];
        for (known, column) in others {
            if let Some(index) = known.iter().find_map(|name| places.get(&folded(name))) {
                columns[*index] = column;
            }
        }
        for (name, column) in special {
            if let Some(index) = places.get(*name) {
                columns[*index] = *column;
            }
        }
        let header = Self { names, columns, of_variable, export };
        header.has(Variable::Text(TextVariable::Title)).then_some(header)
    }

    /// Whether a column holds the variable.
    pub(super) fn has(&self, variable: Variable) -> bool {
        self.of_variable.iter().any(|(known, _)| *known == variable)
    }

    /// Returns the number of columns that are not just kept.
    pub(super) fn known(&self) -> usize {
        self.columns.iter().filter(|column| **column != Column::Kept).count()
    }

    /// Makes a header whose columns have the names of another format's fields.
    pub(super) fn of_names(cells: &Cells) -> Self {
        let names: Vec<String> = cells.iter().map(str::to_owned).collect();
        Self { columns: vec![Column::Kept; names.len()], names, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, EXPORTS, Header, ROWS, folded};
    use crate::model::{TextVariable, Variable};

    #[test]
    fn names_match_without_case_and_punctuation() {
        let header = Header::read(["Author(s)", "TITLE", "Art. No.", "Shelf"].into_iter(), &[]).unwrap();
        assert_eq!((header.known(), header.columns[3]), (3, Column::Kept));
        assert!(Header::read(["Name", "Price"].into_iter(), &[]).is_none());
        assert!(Header::read([].into_iter(), &[]).is_none());
    }

    #[test]
    fn tables_of_sites_have_columns_of_their_own() {
        let header = Header::read(["Authors", "Title", "Source title", "Source", "EID"].into_iter(), &[]).unwrap();
        assert!(header.export.is_some_and(|export| export.signs.contains(&"eid")));
        assert_eq!(header.columns[3], Column::Kept);
        let other = Header::read(["Title", "Source"].into_iter(), &[]).unwrap();
        assert_eq!(other.columns[1], Column::Variable(Variable::Text(TextVariable::ContainerTitle)));
    }

    #[test]
    fn names_in_the_tables_are_folded() {
        for export in EXPORTS {
            let names = export.signs.iter().chain(export.columns.iter().map(|(name, _)| name));
            assert!(names.into_iter().all(|name| folded(name) == *name), "{export:?}");
        }
        assert!(ROWS.iter().all(|row| !folded(row.field).is_empty()));
    }
}
