//! TeX text and rich text: reads and writes the text of `.bib` fields and arXiv abstracts.
//!
//! [`decode()`] reads TeX as people type it into data: text commands, accents, protecting braces, mathematics. It is
//! not a TeX engine: a bare `%` is a percent sign and not a comment, and anything that it does not understand is kept,
//! character by character, and reported. [`encode()`] writes TeX that every LaTeX format accepts and that contains
//! nothing but text: untrusted text cannot become a command.
//!
//! Commands of common packages that rich text has no form for (`\ce{H2O}`, `\SI{3}{\m}`, `\aap`, `\cite{x}`) are read as
//! what they mean. The readers of `.bib` files also replace the commands that a file defines in its preamble, and keep
//! the source of all these commands, known or not, as [`Inline::Tex`](crate::model::Inline::Tex): `.bib` files are
//! written with it, and everything else shows the meaning. The result of [`decode()`] has no such pieces.
//!
//! The output needs the font encoding T1 (or a Unicode engine) for letters such as đ and ą, amssymb for ℝ and other
//! symbols of the American Mathematical Society, url for links that show their own address, and hyperref for others.
//!
//! The two functions are inverse to each other: `decode(encode(text)) == text`, with these normalisations:
//!
//! - line ends and tabs are written as spaces (several spaces in a row stay several: `a \ b`);
//! - in [`Charset::Ascii`], accents are read back in their composed form (Unicode's NFC);
//! - [`Inline::NoCase`](crate::model::Inline::NoCase) around text without letters is dropped, as there is nothing to
//!   protect;
//! - mathematics is trimmed, its white space collapsed, `%` and `#` in it escaped, `$$` and `\[` become `$`;
//!   mathematics that could do harm (see `math/mod.rs`) is written as plain characters;
//! - addresses of links are percent-encoded as RFC 3986 requires, and links other than http, https, mailto and doi
//!   addresses are written as text without a link, because hyperref can start programs through other schemes.
//!
//! # Choices
//!
//! | characters | TeX |
//! |---|---|
//! | `Quote` | ` ``…'' `; an unpaired mark is read as the character |
//! | the characters “ ” ‘ ’ | themselves, or `\textquotedblleft{}` and so on in ASCII |
//! | the straight apostrophe ' | `'`, and read back as such, because data uses it for both |
//! | – and — | `--` and `---` |
//! | U+00A0 no-break space | `~` |
//! | U+202F narrow no-break space | `\,` (TeX does not break a line there, which rules out U+2009) |
//! | U+00AD soft hyphen | `\-` |
//! | { and } | `\textbraceleft{}`, `\textbraceright{}`, because BibTeX counts the brace of `\{` too |
//! | Greek letters alone or in pairs, and symbols of mathematics | `\ensuremath{\alpha}`, which pdfTeX sets without a Greek font |
//! | what has no command, in ASCII | `{\unichar{20013}}`, the code point in decimal, because `"` is active in German text |
//!
//! `\unichar` is the command of the package ucs; if that package is not loaded, a document needs the definition of a
//! [`Preamble`]. `\symbol` and `\char` would stop pdfTeX at any code point above 255.
//!
//! A dollar sign opens mathematics if another one closes it in the same group, unless the two look like amounts of
//! money: a digit follows the first, there is no `\`, `^`, `_`, `{`, `=`, `<`, `>` or `+` between them, and either a
//! digit follows the second too (`$5 and $10`) or there is a word of three letters between them (`$5 million in US$`).

mod accents;
mod characters;
mod cyrillic;
mod decode;
mod definitions;
mod encode;
mod formulas;
mod known;
mod lexer;
mod links;
mod math;
mod meanings;
mod preamble;
mod rest;
mod symbols;

use std::ops::Range;

use crate::model::Text;
use crate::text::Encoding;

pub use characters::encode_plain;
pub(crate) use characters::{encode_plain_onto, tex_in_charset};
pub use decode::decode;
pub(crate) use decode::decode_field;
pub(crate) use definitions::Definitions;
pub use encode::{encode, encode_address, encode_title};
pub(crate) use encode::{encode_onto, encode_title_onto, encode_words_onto, with_dotted_letters};
pub(crate) use lexer::is_currency;
pub use math::math_to_unicode;
pub(crate) use math::with_commands as math_with_commands;
pub(crate) use preamble::unicode_reading;
pub use preamble::{Preamble, PreambleUse};

/// The maximum nesting depth of groups, commands and quotations, the same as that of markup in a [`Text`]. Anything
/// deeper is kept as plain characters.
pub const MAX_DEPTH: usize = crate::model::MAX_DEPTH;

/// The maximum number of problems that [`decode()`] reports for one text; later ones are not reported.
pub const MAX_PROBLEMS: usize = 100;

/// Which characters the output may contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// All of Unicode, as UTF-8.
    #[default]
    Unicode,
    /// Only ASCII; other characters are written as TeX commands or escapes.
    Ascii,
    /// What an encoding has; other characters are written as in ASCII.
    Encoding(Encoding),
}

impl Charset {
    /// Whether the output may hold a character.
    pub(crate) fn has(self, character: char) -> bool {
        match self {
            Self::Unicode => true,
            Self::Ascii => character.is_ascii(),
            Self::Encoding(encoding) => encoding.has(character.encode_utf8(&mut [0; 4])),
        }
    }
}

/// The result of [`decode()`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decoded {
    /// The text.
    pub text: Text,
    /// The problems found, in the order of the text, at most [`MAX_PROBLEMS`].
    pub problems: Vec<TexProblem>,
}

/// A problem in a TeX text: something wrong or unknown. The text is kept in any case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TexProblem {
    /// The kind of problem.
    pub kind: TexProblemKind,
    /// The position, as bytes of the input.
    pub range: Range<usize>,
}

/// The kinds of problems in TeX text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TexProblemKind {
    /// A brace without its partner.
    UnbalancedBrace,
    /// A `$`, `\(` or `\[` that is not closed, or a `\)` or `\]` that closes nothing.
    UnbalancedMath,
    /// An unknown command, named without its backslash.
    UnknownCommand(String),
    /// Groups nested deeper than [`MAX_DEPTH`].
    TooDeep,
}
