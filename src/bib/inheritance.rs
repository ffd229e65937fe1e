//! THE table of inheritance: the fields that an entry inherits from the entry in its `crossref`, and the names they
//! get.
//!
//! BibLaTeX: manual, appendix B, "Default Inheritance Setup", with the defaults of `\DeclareDataInheritance`
//! (everything is inherited, nothing is overridden), and section 2.4.1. BibTeX: `bibtex.web`, "cross references": every
//! missing field comes from the parent, with the same name. Many files that look like BibTeX were made for biblatex, so
//! its names are tried there, too, for fields that are still missing.

use super::entry_types::ENTRY_TYPE;
use super::{Dialect, titles};

/// Fields that are never inherited (manual, appendix B, first row).
const NEVER: &[&str] = &[
    "crossref",
    "entryset",
    "entrysubtype",
    "execute",
    "ids",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shorthand",
    "shorthandintro",
    "sortkey",
    "xdata",
    "xref",
];

/// Fields about the title that only the parent has, if its title gets another name.
const OF_THE_TITLE: &[&str] = &["indexsorttitle", "indextitle", "shorttitle", "sorttitle"];

/// How the fields of some types of parents are inherited by some types of children.
struct Rule {
    parents: &'static [&'static str],
    children: &'static [&'static str],
    /// A field of the parent, and the fields of the child that get its value.
    fields: &'static [(&'static str, &'static [&'static str])],
}

const TO_MAIN_TITLE: &[(&str, &[&str])] =
    &[("title", &["maintitle"]), ("subtitle", &["mainsubtitle"]), ("titleaddon", &["maintitleaddon"])];
const TO_BOOK_TITLE: &[(&str, &[&str])] =
    &[("title", &["booktitle"]), ("subtitle", &["booksubtitle"]), ("titleaddon", &["booktitleaddon"])];
const TO_JOURNAL_TITLE: &[(&str, &[&str])] =
    &[("title", &["journaltitle"]), ("subtitle", &["journalsubtitle"]), ("titleaddon", &["journaltitleaddon"])];

const RULES: &[Rule] = &[
    Rule {
        parents: &["mvbook", "book"],
        children: &["inbook", "bookinbook", "suppbook"],
        fields: &[("author", &["author", "bookauthor"])],
    },
    Rule { parents: &["mvbook"], children: &["book", "inbook", "bookinbook", "suppbook"], fields: TO_MAIN_TITLE },
    Rule {
        parents: &["mvcollection", "mvreference"],
        children: &["collection", "reference", "incollection", "inreference", "suppcollection"],
        fields: TO_MAIN_TITLE,
    },
    Rule { parents: &["mvproceedings"], children: &["proceedings", "inproceedings"], fields: TO_MAIN_TITLE },
    Rule { parents: &["book"], children: &["inbook", "bookinbook", "suppbook"], fields: TO_BOOK_TITLE },
    Rule {
        parents: &["collection", "reference"],
        children: &["incollection", "inreference", "suppcollection"],
        fields: TO_BOOK_TITLE,
    },
    Rule { parents: &["proceedings"], children: &["inproceedings"], fields: TO_BOOK_TITLE },
    Rule { parents: &["periodical"], children: &["article", "suppperiodical"], fields: TO_JOURNAL_TITLE },
];

/// Aliases of entry types (manual, section 2.1.2).
const TYPE_ALIASES: &[(&str, &str)] = &[("conference", "inproceedings"), ("electronic", "online"), ("www", "online")];

/// Aliases of fields (manual, section 2.2.5).
const FIELD_ALIASES: &[(&str, &str)] = &[
    ("address", "location"),
    ("annote", "annotation"),
    ("archiveprefix", "eprinttype"),
    ("hyphenation", "langid"),
    ("journal", "journaltitle"),
    ("key", "sortkey"),
    ("pdf", "file"),
    ("primaryclass", "eprintclass"),
    ("school", "institution"),
];

/// The fields of the date when a work was issued.
const DATE_FIELDS: &[&str] = &["date", "year", "month", "day"];

/// Returns the canonical name of a field; names are in lower case.
pub(super) fn canonical(field: &str) -> &str {
    FIELD_ALIASES.iter().find(|(alias, _)| *alias == field).map_or(field, |(_, name)| name)
}

/// Whether a field is renamed when it is inherited, or determines what is inherited. Without it, children inherit
/// something else.
pub(super) fn shapes_children(field: &str) -> bool {
    let field = field.to_ascii_lowercase();
    let mut rows = RULES.iter().flat_map(|rule| rule.fields);
    field == ENTRY_TYPE || rows.any(|(name, names)| *name == field || names.contains(&field.as_str()))
}

/// Returns the fields of a child that get the value of a parent's field, in the order in which they are tried. Types
/// are in lower case.
pub(super) fn targets<'a>(dialect: Dialect, parent: &str, child: &str, field: &'a str) -> Vec<&'a str> {
    if NEVER.contains(&canonical(field)) {
        return Vec::new();
    }
    let type_of = |name: &str| {
        TYPE_ALIASES
            .iter()
            .find(|(alias, _)| *alias == name)
            .map_or_else(|| name.to_owned(), |(_, name)| (*name).to_owned())
    };
    let (parent, child) = (type_of(parent), type_of(child));
    let rules = RULES.iter().filter(|rule| rule.parents.contains(&&*parent) && rule.children.contains(&&*child));
    let (mut targets, mut is_renamed) = (Vec::new(), false);
    for rule in rules {
        if let Some((_, names)) = rule.fields.iter().find(|(name, _)| *name == field) {
            targets.extend_from_slice(names);
            is_renamed = true;
        }
        let has_title = rule.fields.iter().any(|(name, _)| *name == "title");
        is_renamed |= has_title && OF_THE_TITLE.contains(&field);
    }
    if dialect == Dialect::Bibtex && !targets.contains(&field) {
        targets.insert(0, field);
    } else if !is_renamed {
        targets.push(field);
    }
    targets
}

/// Whether a child inherits a field; `has` says which fields the child has.
///
/// A date is inherited as a whole if either entry has it as `date`, and a part of a title only together with its
/// beginning: half of one and half of another would be wrong.
pub(super) fn is_taken(field: &str, parent_has: impl Fn(&str) -> bool, has: impl Fn(&str) -> bool) -> bool {
    if has(canonical(field)) {
        return false;
    }
    if DATE_FIELDS.contains(&field) {
        let in_one = has("date") || parent_has("date");
        return !in_one || !DATE_FIELDS.iter().any(|part| has(part));
    }
    titles::part(field).is_none_or(|(beginning, _)| !has(beginning))
}

#[cfg(test)]
mod tests {
    use super::{Dialect, is_taken, targets};

    #[test]
    fn titles_get_the_name_that_they_have_in_the_child() {
        for (parent, child, field, expected) in [
            ("mvbook", "book", "title", &["maintitle"] as &[&str]),
            ("book", "inbook", "title", &["booktitle"]),
            ("book", "inbook", "author", &["author", "bookauthor"]),
            ("mvbook", "inbook", "subtitle", &["mainsubtitle"]),
            ("proceedings", "conference", "titleaddon", &["booktitleaddon"]),
            ("periodical", "article", "title", &["journaltitle"]),
            ("collection", "incollection", "shorttitle", &[]),
            ("collection", "incollection", "editor", &["editor"]),
            ("book", "incollection", "title", &["title"]),
            ("book", "inbook", "shorthand", &[]),
        ] {
            assert_eq!(targets(Dialect::Biblatex, parent, child, field), expected, "{parent} {child} {field}");
        }
    }

    #[test]
    fn bibtex_keeps_the_names() {
        assert_eq!(targets(Dialect::Bibtex, "proceedings", "inproceedings", "title"), ["title", "booktitle"]);
        assert_eq!(targets(Dialect::Bibtex, "book", "incollection", "key"), [""; 0]);
        assert_eq!(targets(Dialect::Bibtex, "book", "inbook", "address"), ["address"]);
    }

    #[test]
    fn what_the_child_says_counts() {
        let taken = |field: &str, parent: &[&str], child: &[&str]| {
            is_taken(field, |name| parent.contains(&name), |name| child.contains(&name))
        };
        assert!(taken("publisher", &[], &["title"]) && !taken("publisher", &[], &["publisher"]));
        assert!(!taken("address", &[], &["location"]));
        assert!(!taken("date", &["date"], &["year"]) && !taken("month", &["date"], &["year"]));
        assert!(taken("month", &["year", "month"], &["year"]));
        assert!(!taken("booksubtitle", &[], &["booktitle"]) && taken("booksubtitle", &[], &[]));
    }
}
