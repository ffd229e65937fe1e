//! THE field table of BibTeX and BibLaTeX: the field for each variable in both dialects, for reading, writing and the
//! loss tables.
//!
//! Field names follow `btxdoc` for BibTeX and the biblatex manual, section 2.2, for BibLaTeX. BibTeX's styles ignore
//! fields that they do not know, so BibLaTeX's name is used where BibTeX has none.

use crate::model::joined_kinds;
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Direction, Fidelity, FieldMap, Kinds, Row};

use super::titles;

/// The field map of BibTeX.
pub static BIBTEX: FieldMap = FieldMap { rows: &BIBTEX_ROWS, rest: Fidelity::Lost };

/// The field map of BibLaTeX.
pub static BIBLATEX: FieldMap = FieldMap { rows: &BIBLATEX_ROWS, rest: Fidelity::Lost };

/// A row of the table: the variable, the types of works, and the field in each dialect. Fields are written in the order
/// of the rows.
#[derive(Clone, Copy)]
struct Both {
    variable: Variable,
    kinds: Kinds,
    bibtex: &'static str,
    biblatex: &'static str,
    fidelity: Fidelity,
}

/// Works that appear in a periodical.
const IN_PERIODICAL: Kinds = Kinds::Only(Kind::IN_PERIODICAL);

/// Works whose own number is the `eid`: those in a periodical, and papers in proceedings, which may have no pages.
const WITH_EID: Kinds = Kinds::Only(joined_kinds!(Kind::IN_PERIODICAL, &[Kind::PaperConference]));

/// bioRxiv writes the number of a preprint in the field for that of an article.
const WITH_EID_OR_PREPRINT: Kinds =
    Kinds::Only(joined_kinds!(Kind::IN_PERIODICAL, &[Kind::PaperConference, Kind::Article]));

/// Works whose `number` is that in their series.
const IN_NUMBERED_SERIES: &[Kind] =
    &[Kind::Book, Kind::Chapter, Kind::PaperConference, Kind::EntryEncyclopedia, Kind::EntryDictionary];

/// Works that a school or another institution publishes.
const FROM_INSTITUTION: Kinds = Kinds::Only(&[Kind::Report]);
const FROM_SCHOOL: Kinds = Kinds::Only(&[Kind::Thesis]);

const NAMES: Fidelity = Fidelity::Normalised("several particles become one, ORCID iDs are lost");
const MARKUP: Fidelity = Fidelity::Normalised("TeX may write the same markup in another way");
const PAGES: Fidelity = Fidelity::Normalised("ranges are written with two hyphens and read back with one");
const LANGUAGE: Fidelity = Fidelity::Normalised("languages without a name in babel keep their tag");
const VERBATIM: Fidelity =
    Fidelity::Normalised("braces and backslashes are percent-encoded, DOIs are written without the address");
const TAGS: Fidelity = Fidelity::Normalised("white space around keywords is removed");

const TABLE: [Both; 106] = [
    row(Variable::Kind, "entrysubtype", "entrysubtype", Fidelity::Kept),
    names(NameVariable::Author, "author", "author"),
    names(NameVariable::Editor, "editor", "editor"),
    names(NameVariable::Translator, "translator", "translator"),
    names(NameVariable::ContainerAuthor, "bookauthor", "bookauthor"),
    role(NameVariable::Chair),
    names(NameVariable::CollectionEditor, "serieseditor", "serieseditor"),
    role(NameVariable::Compiler),
    role(NameVariable::Composer),
    role(NameVariable::Contributor),
    role(NameVariable::Curator),
    role(NameVariable::Director),
    role(NameVariable::EditorTranslator),
    role(NameVariable::EditorialDirector),
    role(NameVariable::ExecutiveProducer),
    role(NameVariable::Guest),
    role(NameVariable::Host),
    role(NameVariable::Illustrator),
    role(NameVariable::Interviewer),
    role(NameVariable::Narrator),
    role(NameVariable::Organizer),
    role(NameVariable::OriginalAuthor),
    role(NameVariable::Performer),
    role(NameVariable::Producer),
    role(NameVariable::Recipient),
    role(NameVariable::ReviewedAuthor),
    role(NameVariable::ScriptWriter),
    role(NameVariable::SeriesCreator),
    text(TextVariable::Title, "title", "title"),
    text(TextVariable::TitleShort, "shorttitle", "shorttitle"),
    only(IN_PERIODICAL, text(TextVariable::ContainerTitle, "journal", "journaltitle")),
    text(TextVariable::ContainerTitle, "booktitle", "booktitle"),
    text(TextVariable::ContainerTitleShort, "shortjournal", "shortjournal"),
    text(TextVariable::CollectionTitle, "series", "series"),
    text(TextVariable::VolumeTitle, "volumetitle", "volumetitle"),
    text(TextVariable::PartTitle, "parttitle", "parttitle"),
    text(TextVariable::ReviewedTitle, "reviewedtitle", "reviewedtitle"),
    text(TextVariable::ReviewedGenre, "reviewedgenre", "reviewedgenre"),
    text(TextVariable::EventTitle, "eventtitle", "eventtitle"),
    text(TextVariable::EventPlace, "venue", "venue"),
    row(Variable::Date(DateVariable::EventDate), "eventdate", "eventdate", Fidelity::Kept),
    number(NumberVariable::Edition, "edition", "edition"),
    number(NumberVariable::Volume, "volume", "volume"),
    only(IN_PERIODICAL, number(NumberVariable::Issue, "number", "number")),
    only(WITH_EID, number(NumberVariable::Number, "eid", "eid")),
    only(Kinds::Only(IN_NUMBERED_SERIES), number(NumberVariable::CollectionNumber, "number", "number")),
    number(NumberVariable::CollectionNumber, "seriesnumber", "seriesnumber"),
    only(
        Kinds::Except(joined_kinds!(Kind::IN_PERIODICAL, IN_NUMBERED_SERIES)),
        number(NumberVariable::Number, "number", "number"),
    ),
    number(NumberVariable::Number, "worknumber", "worknumber"),
    number(NumberVariable::Issue, "issue", "issue"),
    number(NumberVariable::NumberOfVolumes, "volumes", "volumes"),
    number(NumberVariable::ChapterNumber, "chapter", "chapter"),
    number(NumberVariable::PartNumber, "part", "part"),
    row(Variable::Number(NumberVariable::Page), "pages", "pages", PAGES),
    number(NumberVariable::NumberOfPages, "pagetotal", "pagetotal"),
    number(NumberVariable::PageFirst, "firstpage", "firstpage"),
    number(NumberVariable::Section, "section", "section"),
    number(NumberVariable::SupplementNumber, "supplement", "supplement"),
    number(NumberVariable::PrintingNumber, "printing", "printing"),
    number(NumberVariable::CitationNumber, "citationnumber", "citationnumber"),
    number(NumberVariable::Locator, "locator", "locator"),
    number(NumberVariable::Version, "version", "version"),
    text(TextVariable::Genre, "type", "type"),
    only(FROM_SCHOOL, text(TextVariable::Publisher, "school", "institution")),
    only(FROM_INSTITUTION, text(TextVariable::Publisher, "institution", "institution")),
    text(TextVariable::Publisher, "publisher", "publisher"),
    text(TextVariable::PublisherPlace, "address", "location"),
    text(TextVariable::Authority, "authority", "authority"),
    text(TextVariable::Division, "division", "division"),
    text(TextVariable::Jurisdiction, "jurisdiction", "jurisdiction"),
    text(TextVariable::Medium, "howpublished", "howpublished"),
    text(TextVariable::Status, "pubstate", "pubstate"),
    row(Variable::Date(DateVariable::Issued), "year", "date", Fidelity::Kept),
    identifier(IdentifierVariable::Isbn, "isbn"),
    identifier(IdentifierVariable::Issn, "issn"),
    identifier(IdentifierVariable::Doi, "doi"),
    identifier(IdentifierVariable::Eprint, "eprint"),
    text(TextVariable::EprintType, "archivePrefix", "eprinttype"),
    text(TextVariable::EprintClass, "primaryClass", "eprintclass"),
    identifier(IdentifierVariable::Pmid, "pmid"),
    identifier(IdentifierVariable::Pmcid, "pmcid"),
    identifier(IdentifierVariable::Url, "url"),
    row(Variable::Date(DateVariable::Accessed), "urldate", "urldate", Fidelity::Kept),
    row(Variable::Date(DateVariable::AvailableDate), "availabledate", "availabledate", Fidelity::Kept),
    row(Variable::Date(DateVariable::Submitted), "submitted", "submitted", Fidelity::Kept),
    text(TextVariable::OriginalTitle, "origtitle", "origtitle"),
    text(TextVariable::OriginalPublisher, "origpublisher", "origpublisher"),
    text(TextVariable::OriginalPublisherPlace, "origlocation", "origlocation"),
    row(Variable::Date(DateVariable::OriginalDate), "origdate", "origdate", Fidelity::Kept),
    row(Variable::Language, "language", "langid", LANGUAGE),
    text(TextVariable::CallNumber, "library", "library"),
    text(TextVariable::Archive, "archive", "archive"),
    text(TextVariable::ArchiveCollection, "archivecollection", "archivecollection"),
    text(TextVariable::ArchiveLocation, "archivelocation", "archivelocation"),
    text(TextVariable::ArchivePlace, "archiveplace", "archiveplace"),
    text(TextVariable::Source, "source", "source"),
    text(TextVariable::License, "copyright", "copyright"),
    text(TextVariable::Dimensions, "dimensions", "dimensions"),
    text(TextVariable::Scale, "scale", "scale"),
    text(TextVariable::References, "references", "references"),
    text(TextVariable::CitationLabel, "citationlabel", "citationlabel"),
    text(TextVariable::YearSuffix, "yearsuffix", "yearsuffix"),
    text(TextVariable::Note, "note", "note"),
    row(Variable::Tags, "keywords", "keywords", TAGS),
    text(TextVariable::Abstract, "abstract", "abstract"),
    text(TextVariable::Annote, "annote", "annotation"),
];

static BIBTEX_ROWS: [Row; TABLE.len() + ALIASES.len()] = rows(Dialect::Bibtex);
static BIBLATEX_ROWS: [Row; TABLE.len() + ALIASES.len() + BESIDE.len()] = {
    let rows: [Row; TABLE.len() + ALIASES.len()] = rows(Dialect::Biblatex);
    let mut all = [BESIDE[0]; TABLE.len() + ALIASES.len() + BESIDE.len()];
    let mut index = 0;
    while index < all.len() {
        all[index] = if index < rows.len() { rows[index] } else { BESIDE[index - rows.len()] };
        index += 1;
    }
    all
};

/// What is written into the comment of a BibLaTeX file (see `carried.rs`).
const BESIDE: [Row; 4] = [
    beside("@comment related", Variable::Related, Fidelity::Kept),
    beside(
        "@comment extra",
        Variable::Extra,
        Fidelity::Normalised("fields of BibTeX files become fields of the entry"),
    ),
    beside("@comment origin", Variable::Origin, Fidelity::Normalised("the position becomes the one in the new file")),
    beside("@comment inferred", Variable::Inferred, Fidelity::Kept),
];

const fn beside(field: &'static str, variable: Variable, fidelity: Fidelity) -> Row {
    Row { field, variable, kinds: Kinds::All, direction: Direction::Both, fidelity }
}

/// Names that are read and never written: aliases of biblatex (manual, section 2.2.5), and names that other programs use.
const ALIASES: [Both; 38] = [
    only(Kinds::Only(titles::BOOKS), text(TextVariable::Title, "maintitle", "maintitle")),
    only(Kinds::Only(titles::IN_BOOKS), text(TextVariable::ContainerTitle, "maintitle", "maintitle")),
    text(TextVariable::ContainerTitle, "journaltitle", "journal"),
    only(Kinds::Only(&[Kind::Article]), number(NumberVariable::Number, "eid", "eid")),
    text(TextVariable::Publisher, "organization", "organization"),
    text(TextVariable::Publisher, "institution", "school"),
    text(TextVariable::Publisher, "school", "institution"),
    text(TextVariable::PublisherPlace, "location", "address"),
    text(TextVariable::EprintType, "eprinttype", "archivePrefix"),
    text(TextVariable::EprintClass, "eprintclass", "primaryClass"),
    text(TextVariable::Annote, "annotation", "annote"),
    text(TextVariable::ContainerTitle, "journal", "journaltitle"),
    row(Variable::Date(DateVariable::Issued), "date", "year", Fidelity::Kept),
    row(Variable::Language, "langid", "language", LANGUAGE),
    row(Variable::Language, "hyphenation", "hyphenation", LANGUAGE),
    row(Variable::Tags, "keyword", "keyword", TAGS),
    text(TextVariable::EventTitle, "event", "event"),
    number(NumberVariable::Page, "page", "page"),
    text(TextVariable::EventTitle, "conference", "conference"),
    text(TextVariable::Abstract, "summary", "summary"),
    text(TextVariable::Status, "status", "status"),
    number(NumberVariable::NumberOfPages, "numpages", "numpages"),
    text(TextVariable::OriginalTitle, "originaltitle", "originaltitle"),
    text(TextVariable::License, "license", "license"),
    text(TextVariable::License, "rights", "rights"),
    text(TextVariable::CallNumber, "lccn", "lccn"),
    text(TextVariable::CallNumber, "callnumber", "callnumber"),
    article_number("articleno"),
    article_number("article-number"),
    article_number("article_number"),
    article_number("articlenumber"),
    article_number("elocation-id"),
    row(Variable::Identifier(IdentifierVariable::Pmid), "pubmedid", "pubmedid", VERBATIM),
    row(Variable::Identifier(IdentifierVariable::Pmcid), "pmc", "pmc", VERBATIM),
    row(Variable::Date(DateVariable::Accessed), "lastchecked", "lastchecked", Fidelity::Kept),
    row(Variable::Date(DateVariable::Accessed), "lastaccessed", "lastaccessed", Fidelity::Kept),
    row(Variable::Date(DateVariable::Accessed), "accessed", "accessed", Fidelity::Kept),
    row(Variable::Date(DateVariable::Accessed), "accessdate", "accessdate", Fidelity::Kept),
];

/// The number of rows at the end of [`ALIASES`] with names that sites use and no program for .bib files knows.
const OF_SITES: usize = 11;

/// Returns biblatex's name of a field, named in lower case, that has a name which only sites use.
pub(super) fn usual_name(kind: Kind, name: &str) -> Option<&'static str> {
    let of_sites = &ALIASES[ALIASES.len() - OF_SITES..];
    let row = of_sites.iter().find(|row| row.biblatex == name && row.kinds.contains(kind))?;
    BIBLATEX.row_for(kind, row.variable).map(|row| row.field)
}

/// What publishers call biblatex's `eid` (manual, section 2.2.2): ACM, MDPI, and JATS have each a name of their own.
const fn article_number(name: &'static str) -> Both {
    only(WITH_EID_OR_PREPRINT, number(NumberVariable::Number, name, name))
}

/// Returns the names that the dialects give to one field, where they differ: BibTeX's and BibLaTeX's, with the types of
/// works to which the row applies.
pub(super) fn pairs() -> impl Iterator<Item = (&'static str, &'static str, Kinds)> {
    let differ = |row: &&Both| row.bibtex != row.biblatex;
    TABLE.iter().filter(differ).map(|row| (row.bibtex, row.biblatex, row.kinds))
}

#[derive(Clone, Copy)]
enum Dialect {
    Bibtex,
    Biblatex,
}

const fn rows(dialect: Dialect) -> [Row; TABLE.len() + ALIASES.len()] {
    let mut rows = [TABLE[0].in_dialect(dialect, Direction::Both); TABLE.len() + ALIASES.len()];
    let mut index = 0;
    while index < TABLE.len() {
        rows[index] = TABLE[index].in_dialect(dialect, Direction::Both);
        index += 1;
    }
    while index < rows.len() {
        rows[index] = ALIASES[index - TABLE.len()].in_dialect(dialect, Direction::Read);
        index += 1;
    }
    rows
}

impl Both {
    const fn in_dialect(self, dialect: Dialect, direction: Direction) -> Row {
        let field = match dialect {
            Dialect::Bibtex => self.bibtex,
            Dialect::Biblatex => self.biblatex,
        };
        Row { field, variable: self.variable, kinds: self.kinds, direction, fidelity: self.fidelity }
    }
}

const fn row(variable: Variable, bibtex: &'static str, biblatex: &'static str, fidelity: Fidelity) -> Both {
    Both { variable, kinds: Kinds::All, bibtex, biblatex, fidelity }
}

const fn only(kinds: Kinds, row: Both) -> Both {
    Both { kinds, ..row }
}

const fn text(variable: TextVariable, bibtex: &'static str, biblatex: &'static str) -> Both {
    row(Variable::Text(variable), bibtex, biblatex, MARKUP)
}

const fn names(variable: NameVariable, bibtex: &'static str, biblatex: &'static str) -> Both {
    row(Variable::Names(variable), bibtex, biblatex, NAMES)
}

/// A role without a field in either dialect: CSL's name is used.
const fn role(variable: NameVariable) -> Both {
    names(variable, variable.name(), variable.name())
}

const fn number(variable: NumberVariable, bibtex: &'static str, biblatex: &'static str) -> Both {
    row(Variable::Number(variable), bibtex, biblatex, Fidelity::Kept)
}

const fn identifier(variable: IdentifierVariable, field: &'static str) -> Both {
    row(Variable::Identifier(variable), field, field, VERBATIM)
}

#[cfg(test)]
mod tests {
    use super::{BIBLATEX, BIBTEX};
    use crate::model::Kind;

    /// Only data about the record rather than the work have no field in BibTeX.
    #[test]
    fn every_variable_of_a_work_has_a_field() {
        use crate::model::Variable;
        assert!(Variable::all().all(|variable| BIBLATEX.row_for(Kind::Book, variable).is_some()));
        for variable in Variable::all() {
            let is_about_the_record =
                matches!(variable, Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred);
            for &kind in Kind::ALL {
                assert_ne!(BIBTEX.row_for(kind, variable).is_some(), is_about_the_record, "{kind}: {variable}");
            }
        }
    }

    /// For every type of work, a field that is written is read back into the variable it came from, and no two
    /// variables share a field.
    #[test]
    fn every_written_field_leads_back_to_its_variable() {
        for map in [&BIBTEX, &BIBLATEX] {
            for &kind in Kind::ALL {
                for variable in crate::model::Variable::all() {
                    if let Some(row) = map.row_for(kind, variable) {
                        let back = map.row_of(kind, row.field).unwrap();
                        assert_eq!(back.variable, variable, "{kind}: {}", row.field);
                    }
                }
            }
        }
    }

    #[test]
    fn names_of_sites_have_a_usual_name() {
        let names = ["articleno", "pubmedid", "lastchecked", "accessdate"]
            .map(|name| super::usual_name(Kind::ArticleJournal, name));
        assert_eq!(names, [Some("eid"), Some("pmid"), Some("urldate"), Some("urldate")]);
        assert_eq!(super::usual_name(Kind::ArticleJournal, "callnumber"), None);
    }

    #[test]
    fn each_dialect_reads_the_fields_of_the_other() {
        for (map, other) in [(&BIBTEX, &BIBLATEX), (&BIBLATEX, &BIBTEX)] {
            for row in other.rows.iter().filter(|row| !row.field.starts_with('@')) {
                assert!(Kind::ALL.iter().any(|&kind| map.row_of(kind, row.field).is_some()), "{}", row.field);
            }
        }
    }
}
