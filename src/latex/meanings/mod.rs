//! What the commands of packages and classes mean that occur in data and that rich text has no form for.
//!
//! A command with a form of its own, such as `\emph` or an accent, is in other tables: it is written as that form. The
//! commands here stay as they are in `.bib` files, and everything else shows their meaning.

mod chemistry;
mod journals;
mod numbers;
mod units;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use self::journals::JOURNALS;
use self::words::WORDS;
use super::symbols;
use crate::model::Inline;

/// What a command means.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    /// A text; the command has no arguments.
    Text(&'static str),
    /// A space, at which a line may be broken.
    Space,
    /// Nothing: a declaration, or a setting with arguments in braces.
    Nothing { arguments: usize },
    /// Nothing in place of one argument: the spaces around it stay.
    NoOutput,
    /// An argument after others that are not shown.
    Argument { before: usize },
    /// An argument between two texts.
    Enclosed { open: &'static str, close: &'static str },
    /// A citation or a reference, with its key between two signs.
    Cite { open: &'static str, close: &'static str },
    /// Arguments in a language of their own.
    Raw { arguments: usize, read: fn(&[&str]) -> Vec<Inline> },
}

static MEANINGS: &[(Meaning, &str)] = &[
    (
        Meaning::Nothing { arguments: 0 },
        "protect relax cyrchar noindent ignorespaces unskip xspace allowbreak nobreak nolinebreak sloppy fussy \
         frenchspacing boldmath aftergroup rm sf normalfont rmfamily sffamily mdseries upshape tiny scriptsize \
         footnotesize small normalsize large Large LARGE huge Huge BibitemOpen BibitemShut leavevmode null hfil \
         raggedright ignore selectfont unboldmath bgroup egroup begingroup endgroup",
    ),
    (Meaning::Nothing { arguments: 1 }, "color hspace vspace selectlanguage"),
    // They control how BibTeX sorts, take up space, or are marks that print nothing.
    (
        Meaning::NoOutput,
        "noopsort noop SortNoop sortnoop SortNoOp noopsorting noopprint NOOPSORT noOp phantom hphantom vphantom label \
         index nocite hypersetup bibAnnoteFile",
    ),
    (Meaning::Space, "par newline linebreak space break hfill"),
    (
        Meaning::Argument { before: 0 },
        "mbox hbox vbox text textrm textnormal textsf textup textmd textlf makebox fbox framebox mathrm mathbf mathit \
         mathsf mathtt mathnormal mathcal mathbb operatorname natexlab singleletter eprint lowercase nolinkurl \
         bibnamefont bibfnamefont mkbibnamefamily mkbibnamegiven textsw textin ensurestring smash clap \
         mkbibparens uppercase MakeUppercase MakeLowercase NoCaseChange nohyphens nohyphenation BibUrl tmspace \
         citenamefont textln oldstylenums ul hl sout",
    ),
    (
        Meaning::Argument { before: 1 },
        "textcolor colorbox foreignlanguage texorpdfstring bibinfo bibfield raisebox parbox rotatebox scalebox \
         textlang hyperlink hypertarget switchargs",
    ),
    (Meaning::Argument { before: 2 }, "fcolorbox resizebox"),
    (Meaning::Enclosed { open: " (", close: ")" }, "footnote thanks"),
    (
        Meaning::Cite { open: "[", close: "]" },
        "cite Cite citenum autocite Autocite parencite Parencite nocitecite supercite",
    ),
    (Meaning::Cite { open: "(", close: ")" }, "citep citealp eqref"),
    (
        Meaning::Cite { open: "", close: "" },
        "citet citealt citeauthor citeyear textcite Textcite fullcite ref pageref autoref cref Cref nameref vref",
    ),
    (Meaning::Raw { arguments: 1, read: doi }, "doi"),
    (Meaning::Raw { arguments: 1, read: |sources| chemistry::read(sources[0]) }, "ce cf"),
    (Meaning::Raw { arguments: 1, read: |sources| numbers::number(sources[0]) }, "num"),
    (Meaning::Raw { arguments: 1, read: |sources| numbers::angle(sources[0]) }, "ang"),
    (Meaning::Raw { arguments: 1, read: |sources| numbers::list(sources[0], "") }, "numlist"),
    (Meaning::Raw { arguments: 2, read: |sources| numbers::list(sources[0], sources[1]) }, "SIlist qtylist"),
    (Meaning::Raw { arguments: 2, read: |sources| numbers::range(sources[0], sources[1], "") }, "numrange"),
    (
        Meaning::Raw { arguments: 3, read: |sources| numbers::range(sources[0], sources[1], sources[2]) },
        "SIrange qtyrange",
    ),
    (Meaning::Raw { arguments: 1, read: |sources| units::read(sources[0]) }, "si unit"),
    (Meaning::Raw { arguments: 2, read: |sources| numbers::quantity(sources[0], sources[1]) }, "SI qty"),
];

/// Returns what a command means, named without its backslash.
pub(super) fn of(name: &str) -> Option<Meaning> {
    BY_NAME.get(name).copied()
}

static BY_NAME: LazyLock<HashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let commands = MEANINGS.iter().flat_map(|(meaning, names)| names.split(' ').map(move |name| (name, *meaning)));
    let texts = WORDS.iter().chain(JOURNALS);
    let texts = texts.flat_map(|(names, text)| names.split(' ').map(move |name| (name, Meaning::Text(text))));
    commands.chain(texts).collect()
});

fn doi(sources: &[&str]) -> Vec<Inline> {
    let doi = sources[0].replace('\\', "");
    let doi = doi.trim();
    let doi = doi.strip_prefix("https://doi.org/").unwrap_or(doi);
    vec![Inline::Link {
        url: crate::text::addresses::doi_address(doi),
        content: vec![Inline::Str(format!("doi:{doi}"))],
    }]
}

/// Encloses what must keep its letter case, as titles may be set in another one.
fn protected(content: Vec<Inline>) -> Vec<Inline> {
    let has_letters = crate::model::Text::from(content.clone()).to_plain().contains(char::is_alphabetic);
    if has_letters { vec![Inline::NoCase(content)] } else { content }
}

#[cfg(test)]
mod tests;
