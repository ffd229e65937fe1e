//! The preamble of a file that any LaTeX can typeset: definitions of the commands that it uses and LaTeX itself lacks.
//!
//! `\unichar{20013}` represents characters that have no command, in files of pure ASCII. Its definition sets the
//! character if possible and something readable otherwise, and never stops TeX:
//!
//! 1. XeTeX and LuaTeX set it from the font;
//! 2. pdfTeX sets it if the document knows the character, which is the case if it would work as UTF-8 input: a loaded
//!    font encoding has it, or `\DeclareUnicodeCharacter` or newunicodechar has defined it;
//! 3. otherwise, a reading in ASCII is set if there is one ("Чебышёв" as "Chebyshev"), or else `[U+4E2D]`.
//!
//! For BibTeX, all of it is expandable, so that labels that were written to an .aux file no longer need the definition:
//! the document reads them before the .bbl file. biblatex reads the .bbl file at the start of the document, and scans
//! fields in ways that an expandable command would break, so for biblatex the command is not expandable.
//!
//! Commands of amsmath, amssymb and hyperref get a plain definition where those packages are not loaded.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::{Charset, encode_plain, symbols};
use crate::text::unicode::{Unreadable, to_ascii};

/// Commands that are written and that LaTeX itself does not have: the number of arguments, and their plain definition.
/// Commands of symbols are defined as their character.
static PACKAGES: &[(&str, &str, &str)] = &[
    ("binom", "[2]", "{{#1\\atopwithdelims()#2}}"),
    ("bm", "[1]", "{\\mbox{\\boldmath$#1$}}"),
    ("boldsymbol", "[1]", "{\\mbox{\\boldmath$#1$}}"),
    ("cfrac", "[2]", "{\\frac{#1}{#2}}"),
    ("dbinom", "[2]", "{{#1\\atopwithdelims()#2}}"),
    ("dddot", "[1]", "{\\stackrel{...}{#1}}"),
    ("dfrac", "[2]", "{\\frac{#1}{#2}}"),
    ("dotsc", "", "{\\ldots}"),
    ("dotso", "", "{\\ldots}"),
    ("eth", "", "{\\mbox{\\dh}}"),
    ("gt", "", "{>}"),
    ("href", "[2]", "{#2}"),
    ("iiint", "", "{\\int\\int\\int}"),
    ("iint", "", "{\\int\\int}"),
    ("lVert", "", "{\\|}"),
    ("lt", "", "{<}"),
    ("lvert", "", "{|}"),
    ("mathbb", "[1]", "{\\mathbf{#1}}"),
    ("mathfrak", "[1]", "{\\mathsf{#1}}"),
    ("mathscr", "[1]", "{\\mathcal{#1}}"),
    ("operatorname", "[1]", "{\\mathop{\\mathrm{#1}}}"),
    ("overset", "[2]", "{\\stackrel{#1}{#2}}"),
    ("rVert", "", "{\\|}"),
    ("rvert", "", "{|}"),
    ("tbinom", "[2]", "{{#1\\atopwithdelims()#2}}"),
    ("text", "[1]", "{\\mbox{#1}}"),
    ("tfrac", "[2]", "{\\frac{#1}{#2}}"),
    ("underset", "[2]", "{\\mathop{#2}\\limits_{#1}}"),
    ("url", "[1]", "{\\texttt{\\detokenize{#1}}}"),
];

/// The commands of amssymb among those of the table of symbols.
static AMSSYMB: &str = "backprime because bigstar blacksquare checkmark geqslant gtrsim leqslant lesssim ltimes maltese \
                        nexists nmid rightsquigarrow rtimes subsetneq therefore triangleq twoheadrightarrow varkappa";

/// Commands that LaTeX once had and now defines as errors where neither latexsym nor amssymb is loaded.
static LATEXSYM: &str = "Box Diamond Join leadsto lhd mho rhd sqsubset sqsupset unlhd unrhd";

static UNICHAR_FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\\unichar"));

/// The program that puts the preamble into the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreambleUse {
    /// BibTeX: the preamble is in the list of references.
    InReferences,
    /// biber and biblatex: the preamble is at the start of the document.
    AtStart,
}

/// Collects the definitions of a preamble.
#[derive(Debug, Default)]
pub struct Preamble {
    is_ascii: bool,
    unichars: BTreeSet<char>,
    /// Commands of [`PACKAGES`] by their index, and commands of [`AMSSYMB`] and [`LATEXSYM`].
    packages: BTreeSet<usize>,
    symbols: BTreeSet<&'static str>,
}

impl Preamble {
    /// Creates a preamble for a file with these characters. A file in UTF-8 is meant for documents that load the
    /// packages that its data needs, so only `\unichar` is defined for it.
    pub fn new(charset: Charset) -> Self {
        Self { is_ascii: charset == Charset::Ascii, ..Self::default() }
    }

    /// Adds the commands that a TeX text uses.
    pub fn add(&mut self, tex: &str) {
        let mut rest = tex;
        if !self.is_ascii && UNICHAR_FINDER.find(tex.as_bytes()).is_none() {
            return;
        }
        while let Some(start) = memchr::memchr(b'\\', rest.as_bytes()) {
            rest = &rest[start + 1..];
            let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (name, after) = rest.split_at(length);
            if name == "unichar" {
                let number = after.strip_prefix('{').and_then(|number| number.split('}').next());
                self.unichars.extend(number.and_then(|number| number.parse().ok()).and_then(char::from_u32));
            } else if !self.is_ascii {
                // Documents with UTF-8 files load the packages.
            } else if let Ok(place) = PACKAGES.binary_search_by_key(&name, |(known, _, _)| known) {
                self.packages.insert(place);
            } else {
                let mut symbols = AMSSYMB.split_ascii_whitespace().chain(LATEXSYM.split_ascii_whitespace());
                self.symbols.extend(symbols.find(|known| *known == name));
            }
            // A control symbol is one character: the second of two backslashes does not start a command.
            rest = if name.is_empty() { after.get(1..).unwrap_or_default() } else { after };
        }
    }

    /// Adds the commands of another preamble for the same characters.
    pub fn add_all(&mut self, other: Self) {
        self.unichars.extend(other.unichars);
        self.packages.extend(other.packages);
        self.symbols.extend(other.symbols);
    }

    /// Returns the definitions as TeX, without quotation marks, and with line ends only where TeX ignores them; `None`
    /// if nothing needs a definition. Definitions of the document take precedence.
    pub fn to_tex(&self, preamble_use: PreambleUse) -> Option<String> {
        let mut lines: Vec<String> = Vec::new();
        if !self.unichars.is_empty() || !self.symbols.is_empty() {
            lines.push(match preamble_use {
                PreambleUse::InReferences => UNICHAR.trim().to_owned(),
                PreambleUse::AtStart => UNICHAR.trim().replace("\\gdef\\unichar#1", "\\protected\\gdef\\unichar#1"),
            });
        }
        for &character in &self.unichars {
            if let Some(reading) = reading(character) {
                lines.push(format!("\\unicharreading{{{}}}{{{reading}}}", u32::from(character)));
            }
        }
        for (name, arguments, definition) in self.packages.iter().filter_map(|&place| PACKAGES.get(place)) {
            lines.push(format!("\\providecommand\\{name}{arguments}{definition}"));
        }
        for name in &self.symbols {
            if let Some(symbol) = symbols::by_tex(&format!("\\{name}")) {
                let definition = format!("\\{name}{{\\mbox{{\\unichar{{{}}}}}}}", u32::from(symbol.character));
                lines.push(match AMSSYMB.split_ascii_whitespace().any(|known| known == *name) {
                    true => format!("\\providecommand{definition}"),
                    false => format!(
                        "\\expandafter\\gdef\\expandafter\\unicharbase\\expandafter{{\\csname not@base\\endcsname\\{name}}}\
                         \\ifx\\{name}\\unicharbase\\gdef{definition}\\fi"
                    ),
                });
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// The readable replacement of a character: a reading in ASCII if there is one, or otherwise its number.
pub(crate) fn unicode_reading(character: char) -> String {
    reading(character).unwrap_or_else(|| format!("[U+{:04X}]", u32::from(character)))
}

/// A reading in ASCII, as TeX.
fn reading(character: char) -> Option<String> {
    let reading = to_ascii(character.encode_utf8(&mut [0; 4]), Unreadable::Drop);
    let reading = reading.trim();
    // A letter such as ь has an empty reading; characters without any reading are kept.
    let is_silent = || to_ascii(character.encode_utf8(&mut [0; 4]), Unreadable::Keep).is_empty();
    let is_read =
        reading.contains(|letter: char| letter.is_ascii_alphanumeric()) || character.is_alphabetic() && is_silent();
    is_read.then(|| encode_plain(reading, Charset::Ascii).replace('"', "''"))
}

/// BibTeX breaks lines at spaces, and each of these spaces follows a command.
const UNICHAR: &str = r"
\ifdefined\unichar\else
\ifcsname codepoint_str_generate:n\endcsname
\expandafter\global\expandafter\let\expandafter\unicharbytes\csname codepoint_str_generate:n\endcsname
\else\gdef\unicharbytes#1{}\fi
\ifcsname int_to_Hex:n\endcsname
\expandafter\global\expandafter\let\expandafter\unicharhex\csname int_to_Hex:n\endcsname
\else\gdef\unicharhex#1{#1}\fi
\gdef\unichar#1{\ifdefined\Umathcode\symbol{#1}\else\ifcsname u8:\unicharbytes{#1}\endcsname
\csname u8:\unicharbytes{#1}\endcsname\else\ifcsname unichar:#1\endcsname
\csname unichar:#1\endcsname\else[U+\unicharhex{#1}]\fi\fi\fi}\fi
\providecommand\unicharreading[2]{\expandafter\gdef\csname unichar:#1\endcsname{#2}}
";

#[cfg(test)]
mod tests {
    use super::{AMSSYMB, PACKAGES, Preamble, PreambleUse};
    use crate::latex::{Charset, encode_plain, symbols};

    fn preamble(tex: &str, charset: Charset) -> Option<String> {
        let mut preamble = Preamble::new(charset);
        preamble.add(tex);
        preamble.to_tex(PreambleUse::InReferences)
    }

    #[test]
    fn readings_are_given_where_there_are_any() {
        let definition = preamble(&encode_plain("Чебышёв 中 ươь", Charset::Ascii), Charset::Ascii).unwrap();
        assert!(definition.contains("\n\\unicharreading{1063}{Ch}\n"), "{definition}");
        assert!(definition.contains("\n\\unicharreading{417}{o}\n"), "{definition}");
        assert!(definition.contains("\n\\unicharreading{1100}{}"), "{definition}");
        assert!(!definition.contains("20013"), "{definition}");
        assert!(!definition.contains('"') && definition.is_ascii());
        assert_eq!(preamble("A \\\"o \\\\unichar{7}", Charset::Ascii), None);
        assert!(preamble("\\unichar{7}", Charset::Unicode).is_some());
    }

    #[test]
    fn packages_that_are_not_loaded_stop_nothing() {
        let tex = "$\\mathbb{R}\\leqslant 1$ \\href{https://a.org}{b}";
        let definition = preamble(tex, Charset::Ascii).unwrap();
        for line in [
            "\n\\providecommand\\mathbb[1]{\\mathbf{#1}}",
            "\n\\providecommand\\href[2]{#2}",
            "\n\\providecommand\\leqslant{\\mbox{\\unichar{10877}}}",
        ] {
            assert!(definition.contains(line), "{definition}");
        }
        assert_eq!(preamble(tex, Charset::Unicode), None);
    }

    #[test]
    fn symbols_that_latex_defines_as_errors_are_defined_anew() {
        let definition = preamble("\\ensuremath{\\mho}", Charset::Ascii).unwrap();
        let line = "{\\csname not@base\\endcsname\\mho}\\ifx\\mho\\unicharbase\\gdef\\mho{\\mbox{\\unichar{8487}}}\\fi";
        assert!(definition.ends_with(line), "{definition}");
    }

    #[test]
    fn the_tables_are_sorted_and_name_symbols() {
        assert!(PACKAGES.is_sorted_by_key(|(name, _, _)| name));
        for name in AMSSYMB.split_ascii_whitespace() {
            assert!(symbols::by_tex(&format!("\\{name}")).is_some(), "{name}");
        }
    }

    /// Spaces would be visible where BibTeX or a document keeps them.
    #[test]
    fn white_space_stands_only_where_tex_ignores_it() {
        let definition = preamble("\\unichar{233}\\text", Charset::Ascii).unwrap();
        for (position, _) in definition.match_indices([' ', '\n']) {
            let before = &definition[..position];
            let word = before.rsplit(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or_default();
            let is_behind_command = !word.is_empty() && before[..before.len() - word.len()].ends_with('\\');
            assert!(is_behind_command || before.ends_with('}'), "{before}|");
        }
    }
}
