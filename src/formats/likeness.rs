//! Kinds of files that cannot be read, and how they are recognised.

use crate::seam::{Columns, Elements, Member, Members, Sign};
use crate::syntax::outline::{Outline, ValueKind};

/// A kind of file that cannot be read.
pub(crate) struct Likeness {
    /// What it is called, with an article.
    pub(crate) what: &'static str,
    /// What to do.
    pub(crate) hint: &'static str,
    /// What speaks for it. Any of these is enough.
    signs: &'static [Sign],
}

/// The hint about files that hold no bibliographic data.
const NOT_DATA: &str = "it holds no bibliographic data that publist can read";

/// The hint about files of formats that others can convert.
const OTHER_FORMAT: &str = "export it as BibTeX, RIS or CSL-JSON from the program or site that it comes from";

/// Returns what a file looks like.
pub(crate) fn likeness(outline: &Outline<'_>) -> Option<&'static Likeness> {
    LIKENESSES.iter().find(|likeness| likeness.signs.iter().any(|sign| sign.is_in(outline)))
}

const fn json(all: &'static [Member]) -> Sign {
    Members::all(&[""], all)
}

const fn xml(roots: &'static [&'static str], namespace: &'static str) -> Sign {
    Sign::Elements(Elements { roots, namespace, ..Elements::NONE })
}

/// Kinds of files, the first that fits is shown.
static LIKENESSES: &[Likeness] = &[
    Likeness {
        what: "a package.json",
        hint: NOT_DATA,
        signs: &[Sign::Members(Members {
            all: &[Member::Is("name", ValueKind::Text)],
            some: &[(
                1,
                &[
                    Member::Is("dependencies", ValueKind::Object),
                    Member::Is("devDependencies", ValueKind::Object),
                    Member::Is("scripts", ValueKind::Object),
                    Member::Is("lockfileVersion", ValueKind::Number),
                    Member::Any("engines"),
                ],
            )],
            ..Members::NONE
        })],
    },
    Likeness {
        what: "GeoJSON",
        hint: NOT_DATA,
        signs: &[json(&[Member::Starts("type", "Feature")]), json(&[Member::Any("type"), Member::Any("coordinates")])],
    },
    Likeness { what: "a JSON schema", hint: NOT_DATA, signs: &[json(&[Member::Is("$schema", ValueKind::Text)])] },
    Likeness {
        what: "a Jupyter notebook",
        hint: NOT_DATA,
        signs: &[json(&[Member::Is("cells", ValueKind::List), Member::Any("nbformat")])],
    },
    Likeness {
        what: "JSON-LD",
        hint: OTHER_FORMAT,
        signs: &[json(&[Member::Any("@context")]), json(&[Member::Any("@graph")])],
    },
    Likeness {
        what: "a person in the XML of ORCID",
        hint: "ask ORCID's API for the works: `/works`",
        signs: &[xml(&["person", "history", "preferences"], "orcid.org/ns")],
    },
    Likeness {
        what: "the text of an article (JATS)",
        hint: OTHER_FORMAT,
        signs: &[Sign::Elements(Elements {
            roots: &["article", "pmc-articleset"],
            some: &[(1, &[Member::Any("front"), Member::Any("article.front")])],
            ..Elements::NONE
        })],
    },
    Likeness { what: "RDF", hint: OTHER_FORMAT, signs: &[Elements::root(&["RDF"])] },
    Likeness { what: "a feed", hint: NOT_DATA, signs: &[Elements::root(&["rss", "feed", "channel"])] },
    Likeness { what: "an image (SVG)", hint: NOT_DATA, signs: &[Elements::root(&["svg"])] },
    Likeness {
        what: "a CSL style",
        hint: "give it with --style, and the references as input",
        signs: &[Sign::Elements(Elements {
            roots: &["style"],
            namespace: "purl.org/net/xbiblio/csl",
            ..Elements::NONE
        })],
    },
    Likeness {
        what: "the tagged format of ADS",
        hint: OTHER_FORMAT,
        signs: &[Sign::Text {
            what: "a line `%R` with a bibcode",
            is_in: |text| text.lines().take(20).any(is_bibcode),
        }],
    },
    Likeness {
        what: "a list of references",
        hint: "read it with --from references",
        signs: &[Sign::Text { what: "numbered lines with years", is_in: is_list_of_references }],
    },
    Likeness {
        what: "a script or the source code of a program",
        hint: NOT_DATA,
        signs: &[Sign::Text { what: "a first line of a script or program", is_in: is_source_code }],
    },
    Likeness {
        what: "a table",
        hint: "if it is one of works, read it with `--from csv`",
        signs: &[Sign::Columns(Columns {
            all: &[],
            some: &[(1, &["title", "document title", "article title", "item title"])],
        })],
    },
    Likeness {
        what: "TeX",
        hint: "publist reads the .bib file that it names, not the document",
        signs: &[Sign::Text {
            what: "a command `\\documentclass` or `\\begin`",
            is_in: |text| text.lines().any(|line| line.starts_with("\\documentclass") || line.starts_with("\\begin{")),
        }],
    },
];

/// Whether a line of a tagged file holds a bibcode: a year, and nineteen characters in all.
/// <https://ui.adsabs.harvard.edu/help/actions/bibcode>
fn is_bibcode(line: &str) -> bool {
    let code = line.strip_prefix("%R ").map(str::trim).unwrap_or_default();
    code.len() == 19 && code.bytes().take(4).all(|byte| byte.is_ascii_digit())
}

/// Whether most lines are numbered as references are, and have years.
fn is_list_of_references(text: &str) -> bool {
    let is_numbered = |line: &&str| {
        let inside = line.trim_start_matches(['[', '(']);
        let after = inside.trim_start_matches(|character: char| character.is_ascii_digit());
        after.len() < inside.len() && after.starts_with([']', ')', '.']) && inside.len() - after.len() < 4
    };
    let has_year = |line: &&str| {
        line.split(|character: char| !character.is_ascii_digit())
            .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(200).collect();
    let numbered = lines.iter().filter(|line| is_numbered(line)).count();
    let with_years = lines.iter().filter(|line| has_year(line)).count();
    // A heading may be before the first reference.
    lines.iter().take(2).any(is_numbered) && with_years * 2 >= numbered
}

fn is_source_code(text: &str) -> bool {
    const WORDS: &[&str] =
        &["#!", "#include", "import ", "package ", "from ", "use ", "using ", "//", "/*", "def ", "fn "];
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    WORDS.iter().any(|word| first.starts_with(word)) && text.contains(['(', '{', ';', '='])
}
