//! THE table of entry types: the types of BibTeX and BibLaTeX for each type of work, in both directions.
//!
//! Several types of works share one entry type. If reading the entry type would give another type of work than the
//! record's, the writer adds the field `entrysubtype` with CSL's name, which classic styles ignore. Sources: `btxdoc`,
//! section 3.1; biblatex manual, section 2.1.

use std::borrow::Cow;

use crate::model::demand_every_kind;
use crate::model::{IdentifierVariable, Kind, Record, Text, TextVariable};

use super::{Dialect, data_model, localisation, preprints};
use crate::seam::PreprintType;
use crate::text::similar::most_like;

/// The type of work, BibTeX's entry type and BibLaTeX's. For reading, the first row with the entry type counts.
const TYPES: &[(Kind, &str, &str)] = &[
    (Kind::ArticleJournal, "article", "article"),
    (Kind::Book, "book", "book"),
    (Kind::PaperConference, "inproceedings", "inproceedings"),
    (Kind::Chapter, "incollection", "incollection"),
    (Kind::Thesis, "phdthesis", "thesis"),
    (Kind::Report, "techreport", "report"),
    (Kind::Document, "misc", "misc"),
    (Kind::Webpage, "misc", "online"),
    (Kind::Manuscript, "unpublished", "unpublished"),
    (Kind::Pamphlet, "booklet", "booklet"),
    (Kind::Collection, "proceedings", "proceedings"),
    (Kind::Dataset, "misc", "dataset"),
    (Kind::Software, "misc", "software"),
    (Kind::Patent, "misc", "patent"),
    (Kind::Periodical, "misc", "periodical"),
    (Kind::EntryEncyclopedia, "incollection", "inreference"),
    (Kind::Graphic, "misc", "misc"),
    (Kind::MotionPicture, "misc", "misc"),
    (Kind::Song, "misc", "misc"),
    (Kind::MusicalScore, "misc", "misc"),
    (Kind::Performance, "misc", "misc"),
    (Kind::LegalCase, "misc", "misc"),
    (Kind::Legislation, "misc", "misc"),
    (Kind::Bill, "misc", "misc"),
    (Kind::Standard, "misc", "misc"),
    (Kind::Broadcast, "misc", "misc"),
    (Kind::PersonalCommunication, "misc", "misc"),
    (Kind::Review, "article", "article"),
    // Types of works without an entry type of their own.
    (Kind::Article, "misc", "online"),
    (Kind::ArticleMagazine, "article", "article"),
    (Kind::ArticleNewspaper, "article", "article"),
    (Kind::ReviewBook, "article", "article"),
    (Kind::EntryDictionary, "incollection", "inreference"),
    (Kind::Entry, "incollection", "inreference"),
    (Kind::Classic, "misc", "misc"),
    (Kind::Event, "misc", "misc"),
    (Kind::Figure, "misc", "misc"),
    (Kind::Hearing, "misc", "misc"),
    (Kind::Interview, "misc", "misc"),
    (Kind::Map, "misc", "misc"),
    (Kind::Post, "misc", "online"),
    (Kind::PostWeblog, "misc", "online"),
    (Kind::Regulation, "misc", "misc"),
    (Kind::Speech, "misc", "unpublished"),
    (Kind::Treaty, "misc", "misc"),
];

demand_every_kind!(TYPES.0);

/// Entry types that are read and never written: aliases, types of other programs, and types for which biblatex's data
/// model has no fields, not even a title (manual, section 2.1.3).
const ALIASES: &[(&str, Kind)] = &[
    ("thesis", Kind::Thesis),
    ("phdthesis", Kind::Thesis),
    ("mastersthesis", Kind::Thesis),
    ("techreport", Kind::Report),
    ("manual", Kind::Report),
    ("conference", Kind::PaperConference),
    ("inbook", Kind::Chapter),
    ("suppbook", Kind::Chapter),
    ("bookinbook", Kind::Chapter),
    ("suppcollection", Kind::Chapter),
    ("suppperiodical", Kind::ArticleJournal),
    ("mvbook", Kind::Book),
    ("collection", Kind::Book),
    ("mvcollection", Kind::Book),
    ("reference", Kind::Book),
    ("mvreference", Kind::Book),
    // CSL's "collection" is one of an archive (CSL 1.0.2, appendix III); pandoc reads volumes with editors as books, too.
    ("proceedings", Kind::Book),
    ("mvproceedings", Kind::Book),
    ("electronic", Kind::Webpage),
    ("www", Kind::Webpage),
    ("image", Kind::Figure),
    ("artwork", Kind::Graphic),
    ("audio", Kind::Song),
    ("jurisdiction", Kind::LegalCase),
    ("legal", Kind::Bill),
    ("legislation", Kind::Legislation),
    ("letter", Kind::PersonalCommunication),
    ("movie", Kind::MotionPicture),
    ("music", Kind::MusicalScore),
    ("performance", Kind::Performance),
    ("review", Kind::Review),
    ("standard", Kind::Standard),
    ("video", Kind::MotionPicture),
    ("commentary", Kind::Book),
    ("preprint", Kind::Article),
    ("set", Kind::Document),
];

/// The classic entry types for theses, and the key of the genre that each implies (see [`localisation`]).
const THESES: &[(&str, &str)] = &[("phdthesis", "phdthesis"), ("mastersthesis", "mathesis")];

/// The `type` of a classic thesis of unknown genre; it is not read as a genre.
pub(super) const NO_GENRE: &str = "Thesis";

/// Aliases of entry types (biblatex manual, section 2.1.2).
const OLD_NAMES: &[(&str, &str)] = &[
    ("conference", "inproceedings"),
    ("electronic", "online"),
    ("mastersthesis", "thesis"),
    ("phdthesis", "thesis"),
    ("techreport", "report"),
    ("www", "online"),
];

/// The types that BibTeX's own styles know (`btxdoc`, section 3.1).
const CLASSIC: &str = "article book booklet conference inbook incollection inproceedings manual mastersthesis misc \
                       phdthesis proceedings techreport unpublished";

/// The extra field for an entry type that does not follow from the type of work.
pub(super) const ENTRY_TYPE: &str = "entrytype";

/// Returns the entry type that a record keeps: one that is read as its type of work, or as none, but that a writer
/// would not choose for it, if the dialect knows it. The entry type of preprints is decided by [`PreprintType`].
pub(super) fn kept_entry_type(entry_type: &str, record: &Record, dialect: Dialect) -> Option<String> {
    let entry_type = entry_type.to_ascii_lowercase();
    let is_chosen = |name: &str| chosen_entry_type(record, dialect) == name;
    let new_name = OLD_NAMES.iter().find(|(old, _)| *old == entry_type).map(|(_, new)| *new);
    let is_ours = is_chosen(&entry_type) || dialect == Dialect::Biblatex && new_name.is_some_and(is_chosen);
    // An article whose journal is a preprint server stays one: the styles of BibTeX print no journal for other types.
    let is_article = entry_type == "article" && preprints::is_in_server(record);
    let is_choice = record.kind == Kind::Article
        && !is_article
        && PreprintType::ALL.iter().any(|choice| choice.entry_type() == Some(&entry_type));
    (!is_ours && !is_choice && is_writable(&entry_type, dialect)).then_some(entry_type)
}

/// The types that biblatex has without fields of their own: styles may define them (manual, section 2.1.3).
const UNSUPPORTED: &str = "artwork audio bibnote commentary image jurisdiction legal legislation letter movie music \
                           performance review standard video";

/// Whether a dialect has an entry type under this name, or neither dialect has it.
pub(super) fn is_in(entry_type: &str, dialect: Dialect) -> bool {
    let is_unsupported = || UNSUPPORTED.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(entry_type));
    let is_old = OLD_NAMES.iter().any(|(old, _)| old.eq_ignore_ascii_case(entry_type));
    let is_other = ["comment", "preamble", "string", "xdata"].iter().any(|name| name.eq_ignore_ascii_case(entry_type));
    is_other
        || !is_known(entry_type)
        || dialect == Dialect::Biblatex && is_unsupported()
        || is_writable(&entry_type.to_ascii_lowercase(), dialect) && !(dialect == Dialect::Biblatex && is_old)
}

/// Whether a dialect has an entry type. Types unknown to both dialects count for either.
fn is_writable(entry_type: &str, dialect: Dialect) -> bool {
    let is_name = !entry_type.is_empty() && entry_type.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let has_meaning = ["comment", "preamble", "string", "xdata"].contains(&entry_type);
    let is_in_dialect = match dialect {
        Dialect::Bibtex => CLASSIC.split_ascii_whitespace().any(|known| known == entry_type),
        Dialect::Biblatex => data_model::has_type(entry_type),
    };
    is_name && !has_meaning && (is_in_dialect || !is_known(entry_type))
}

/// Returns the entry type of a record, and the type of work that `entrysubtype` must contain, if any.
pub(super) fn to_entry_type(
    record: &Record,
    dialect: Dialect,
    preprint: PreprintType,
) -> (Cow<'_, str>, Option<&'static str>) {
    let kept = kept(record, dialect);
    let of_preprint = (record.kind == Kind::Article).then(|| preprint.entry_type()).flatten();
    let entry_type = match (of_preprint, kept) {
        (Some(of_preprint), _) => Cow::Borrowed(of_preprint),
        (None, Some(kept)) => Cow::Owned(kept.to_ascii_lowercase()),
        (None, None) => Cow::Borrowed(chosen_entry_type(record, dialect)),
    };
    let is_told = kind_read(&entry_type, record) == record.kind;
    (entry_type, (!is_told).then_some(record.kind.name()))
}

/// Returns the entry type that a record was read with, in this dialect or in the other one, if it is to be written.
fn kept(record: &Record, dialect: Dialect) -> Option<&str> {
    let of = |dialect: Dialect| record.extra_field(dialect.id(), ENTRY_TYPE)?.as_str();
    let own = of(dialect).filter(|kept| is_writable(kept, dialect));
    own.or_else(|| {
        let other = of(dialect.other()).filter(|kept| is_writable(kept, dialect))?;
        // BibLaTeX's @inbook requires the title of the book (manual, section 2.1.1).
        let is_book = record.kind == Kind::Book && other.eq_ignore_ascii_case(IN_BOOK);
        (!is_book).then_some(other)
    })
}

/// Returns the type of work that is read from an entry type and the fields of a record.
fn kind_read(entry_type: &str, record: &Record) -> Kind {
    let names_no_book =
        record.text(TextVariable::Title).is_some() && record.text(TextVariable::ContainerTitle).is_none();
    // A reference whose values were inherited may be left out; one to an entry elsewhere stays.
    let names_parent = ["crossref", "xref"].iter().any(|field| record.bib_fields(field).next().is_some());
    let has_parent = names_parent && !record.inferred.iter().any(|mark| mark.from.is_some());
    match preprints::with_evidence(from_entry_type(entry_type, is_eprint(record)), record) {
        Kind::Chapter if entry_type == IN_BOOK && names_no_book && !has_parent => Kind::Book,
        kind => kind,
    }
}

/// Parts of books. In BibTeX, its `title` is that of the book: it requires `chapter` or `pages` and has no `booktitle`
/// (`btxdoc`, section 3.1).
pub(super) const IN_BOOK: &str = "inbook";

/// Whether an option chooses the entry type of a record.
pub(super) fn is_chosen_for_preprints(record: &Record, preprint: PreprintType) -> bool {
    record.kind == Kind::Article && preprint.entry_type().is_some()
}

/// Returns the entry type for a record's type of work.
fn chosen_entry_type(record: &Record, dialect: Dialect) -> &'static str {
    let row = TYPES.iter().find(|(kind, _, _)| *kind == record.kind);
    let entry_type = row.map_or("misc", |(_, bibtex, biblatex)| match dialect {
        Dialect::Bibtex => bibtex,
        Dialect::Biblatex => biblatex,
    });
    match dialect {
        Dialect::Bibtex if record.kind == Kind::Thesis => thesis_of(record, entry_type),
        // BibLaTeX requires an address or a number for online works (manual, section 2.1.1, "online").
        Dialect::Biblatex if entry_type == "online" && !has_address(record) => "misc",
        Dialect::Bibtex | Dialect::Biblatex => entry_type,
    }
}

impl PreprintType {
    const ALL: [Self; 5] = [Self::Usual, Self::Misc, Self::Online, Self::Article, Self::Unpublished];

    /// Returns the entry type that this choice gives to all preprints; `None` if it depends on the record.
    const fn entry_type(self) -> Option<&'static str> {
        match self {
            Self::Usual => None,
            Self::Misc => Some("misc"),
            Self::Online => Some("online"),
            Self::Article => Some("article"),
            Self::Unpublished => Some("unpublished"),
        }
    }
}

/// Returns the type of work for an entry type of either dialect; `Kind::Document` if the entry type is not known.
pub(super) fn from_entry_type(entry_type: &str, is_eprint: bool) -> Kind {
    let entry_type = entry_type.to_ascii_lowercase();
    if is_eprint && matches!(entry_type.as_str(), "misc" | "online" | "unpublished") {
        return Kind::Article;
    }
    let alias = ALIASES.iter().find(|(alias, _)| *alias == entry_type).map(|(_, kind)| *kind);
    let row = || TYPES.iter().find(|(_, bibtex, biblatex)| *bibtex == entry_type || *biblatex == entry_type);
    alias.or_else(|| row().map(|(kind, _, _)| *kind)).unwrap_or_default()
}

/// Whether an entry type is known in either dialect.
pub(super) fn is_known(entry_type: &str) -> bool {
    let entry_type = entry_type.to_ascii_lowercase();
    ALIASES.iter().any(|(alias, _)| *alias == entry_type)
        || TYPES.iter().any(|(_, bibtex, biblatex)| *bibtex == entry_type || *biblatex == entry_type)
}

/// Names that people give to entry types, and the types that they mean.
const MEANT: &[(&str, &str)] = &[
    ("masterthesis", "mastersthesis"),
    ("masters", "mastersthesis"),
    ("mscthesis", "mastersthesis"),
    ("msthesis", "mastersthesis"),
    ("doctoralthesis", "phdthesis"),
    ("dissertation", "phdthesis"),
    ("phd", "phdthesis"),
    ("webpage", "online"),
    ("website", "online"),
    ("web", "online"),
    ("url", "online"),
    ("internet", "online"),
    ("blog", "online"),
    ("blogpost", "online"),
    ("journal", "article"),
    ("jurnal", "article"),
    ("journalarticle", "article"),
    ("conferencepaper", "inproceedings"),
    ("bookchapter", "incollection"),
    ("chapter", "incollection"),
    ("workingpaper", "techreport"),
];

/// From this length on, a name that differs from a known type in one or two letters is misspelt.
const LONG_ENOUGH: usize = 6;

/// Returns the known entry type that is meant by an unknown one. BibTeX has @misc for what BibLaTeX has as @online.
pub(super) fn meant_by(entry_type: &str, dialect: Dialect) -> Option<&'static str> {
    let entry_type = entry_type.to_ascii_lowercase();
    if is_known(&entry_type) {
        return None;
    }
    let listed = MEANT.iter().find(|(name, _)| *name == entry_type).map(|(_, meant)| *meant);
    let known = CLASSIC.split_ascii_whitespace().chain(TYPES.iter().map(|(_, _, biblatex)| *biblatex));
    let similar = || most_like(&entry_type, known).filter(|_| entry_type.len() >= LONG_ENOUGH);
    match listed.or_else(similar)? {
        "online" if dialect == Dialect::Bibtex => Some("misc"),
        meant => Some(meant),
    }
}

/// Gives a record the type of work of an entry type, and its genre.
pub(super) fn retype(record: &mut Record, entry_type: &str) {
    record.remove_bib_field(ENTRY_TYPE);
    record.kind = from_entry_type(entry_type, is_eprint(record));
    if let Some(genre) = genre_of(entry_type, record.language.as_deref())
        && !record.texts.contains_key(&TextVariable::Genre)
    {
        record.set_text(TextVariable::Genre, genre);
    }
    for dialect in [Dialect::Bibtex, Dialect::Biblatex] {
        if let Some(kept) = kept_entry_type(entry_type, record, dialect) {
            record.keep_extra(dialect.id(), ENTRY_TYPE, kept);
            break;
        }
    }
}

/// Returns the genre that a classic entry type implies, in a language.
pub(super) fn genre_of(entry_type: &str, language: Option<&str>) -> Option<&'static str> {
    let (_, key) = THESES.iter().find(|(known, _)| known.eq_ignore_ascii_case(entry_type))?;
    localisation::words(TextVariable::Genre, key, language)
}

fn thesis_of(record: &Record, otherwise: &'static str) -> &'static str {
    let Some(genre) = record.text(TextVariable::Genre).map(Text::to_plain) else { return otherwise };
    let is_implied = |entry_type: &str| genre_of(entry_type, record.language.as_deref()) == Some(&genre);
    THESES.iter().find(|(entry_type, _)| is_implied(entry_type)).map_or(otherwise, |(entry_type, _)| entry_type)
}

/// Whether a record has the fields that mark an entry as an eprint.
pub(super) fn is_eprint(record: &Record) -> bool {
    record.texts.contains_key(&TextVariable::EprintType) || record.identifier(IdentifierVariable::Eprint).is_some()
}

fn has_address(record: &Record) -> bool {
    [IdentifierVariable::Url, IdentifierVariable::Doi, IdentifierVariable::Eprint]
        .iter()
        .any(|identifier| record.identifiers.contains_key(identifier))
}

#[cfg(test)]
mod tests {
    use super::super::Dialect;
    use super::{ENTRY_TYPE, TYPES, from_entry_type, kept_entry_type, meant_by, to_entry_type};
    use crate::model::{IdentifierVariable, Kind, Record, TextVariable};
    use crate::seam::PreprintType;

    #[test]
    fn every_type_of_work_has_an_entry_type_and_comes_back() {
        for &kind in Kind::ALL {
            assert!(TYPES.iter().any(|(known, _, _)| *known == kind), "{kind} is not in the table");
            for dialect in [Dialect::Bibtex, Dialect::Biblatex] {
                let record = Record::new(kind);
                let (entry_type, subtype) = to_entry_type(&record, dialect, PreprintType::Usual);
                let back = subtype.and_then(Kind::from_name).unwrap_or_else(|| from_entry_type(&entry_type, false));
                assert_eq!(back, kind);
            }
        }
    }

    #[test]
    fn misspelt_types_have_a_meaning_and_others_have_none() {
        for (name, meant) in [
            ("MasterThesis", Some("mastersthesis")),
            ("inproceeding", Some("inproceedings")),
            ("techreprt", Some("techreport")),
            ("webpage", Some("misc")),
            ("artical", Some("article")),
            ("jurnal", Some("article")),
            ("lecture", None),
            ("talk", None),
            ("article", None),
            ("www", None),
        ] {
            assert_eq!(meant_by(name, Dialect::Bibtex), meant, "{name}");
        }
        assert_eq!(meant_by("webpage", Dialect::Biblatex), Some("online"));
    }

    #[test]
    fn a_preprint_is_told_by_its_archive() {
        let mut record = Record::new(Kind::Article);
        record.set_text(TextVariable::EprintType, "arXiv");
        assert_eq!(to_entry_type(&record, Dialect::Bibtex, PreprintType::Usual), ("misc".into(), None));
        assert_eq!(
            to_entry_type(&record, Dialect::Biblatex, PreprintType::Usual),
            ("misc".into(), None),
            "@online needs a number or an address"
        );
        record.set_identifier(IdentifierVariable::Eprint, "2210.12430");
        assert_eq!(to_entry_type(&record, Dialect::Biblatex, PreprintType::Usual), ("online".into(), None));
    }

    #[test]
    fn theses_are_told_apart_by_their_genre() {
        let mut record = Record::new(Kind::Thesis);
        record.set_text(TextVariable::Genre, "Master's thesis");
        assert_eq!(to_entry_type(&record, Dialect::Bibtex, PreprintType::Usual), ("mastersthesis".into(), None));
        assert_eq!(to_entry_type(&record, Dialect::Biblatex, PreprintType::Usual), ("thesis".into(), None));
    }

    #[test]
    fn an_entry_type_that_the_type_of_work_does_not_tell_is_kept() {
        for (entry_type, kind, bibtex, biblatex) in [
            ("inbook", Kind::Chapter, Some("inbook"), Some("inbook")),
            ("MVBook", Kind::Book, None, Some("mvbook")),
            ("manual", Kind::Report, Some("manual"), Some("manual")),
            ("phdthesis", Kind::Thesis, None, None),
            ("thesis", Kind::Thesis, None, None),
            ("book", Kind::Book, None, None),
            ("movie", Kind::MotionPicture, None, None),
            ("set", Kind::Document, None, Some("set")),
            ("lecture", Kind::Document, Some("lecture"), Some("lecture")),
            ("web_page", Kind::Document, None, None),
        ] {
            let mut record = Record::new(kind);
            for (dialect, expected) in [(Dialect::Bibtex, bibtex), (Dialect::Biblatex, biblatex)] {
                let kept = kept_entry_type(entry_type, &record, dialect);
                assert_eq!(kept.as_deref(), expected, "{entry_type}");
                if let Some(kept) = kept {
                    record.keep_extra(dialect.id(), ENTRY_TYPE, kept.as_str());
                    assert_eq!(to_entry_type(&record, dialect, PreprintType::Usual), (kept.into(), None));
                }
            }
        }
        for (choice, entry_type) in [(PreprintType::Misc, "misc"), (PreprintType::Unpublished, "unpublished")] {
            let mut record = Record::new(Kind::Article);
            assert_eq!(kept_entry_type(entry_type, &record, Dialect::Biblatex), None);
            record.keep_extra("biblatex", ENTRY_TYPE, "lecture");
            assert_eq!(to_entry_type(&record, Dialect::Biblatex, choice).0, entry_type);
            assert_eq!(to_entry_type(&record, Dialect::Biblatex, PreprintType::Usual).0, "lecture");
        }
        let mut record = Record::new(Kind::Book);
        record.keep_extra("bibtex", ENTRY_TYPE, "string");
        assert_eq!(to_entry_type(&record, Dialect::Bibtex, PreprintType::Usual).0, "book");
        record.extra.clear();
        record.keep_extra("bibtex", ENTRY_TYPE, "manual");
        assert_eq!(to_entry_type(&record, Dialect::Bibtex, PreprintType::Usual), ("manual".into(), Some("book")));
    }
}
