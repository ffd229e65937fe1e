//! TeX text and rich text: what stands in `.bib` fields and arXiv abstracts, read and written.
//!
//! [`decode()`] reads TeX as people type it into data: text commands, accents, protecting braces, mathematics. It is not
//! a TeX engine. No macro is expanded, a bare `%` is a percent sign and not a comment, and what is not understood is
//! kept, character by character, and reported. [`encode()`] writes TeX that any LaTeX format accepts and that carries
//! nothing but text: untrusted text cannot become a command.
//!
//! What is written needs the font encoding T1 (or a Unicode engine) for letters such as đ and ą, amssymb for ℝ and other
//! symbols of the American Mathematical Society, and hyperref for links.
//!
//! The two are inverse to each other: `decode(encode(text)) == text`, with these normalisations:
//!
//! - line ends and tabs are written as spaces (several spaces in a row stay several: `a \ b`);
//! - in [`Charset::Ascii`], accents are read back in their composed form (Unicode's NFC);
//! - [`Inline::NoCase`](crate::model::Inline::NoCase) around no letter at all is dropped, as there is nothing to protect;
//! - mathematics is trimmed, its white space collapsed, `%` and `#` in it escaped, `$$` and `\[` become `$`; mathematics that could
//!   do harm (see `math.rs`) is written as plain characters;
//! - addresses of links are percent-encoded where RFC 3986 wants it, and links other than to http, https, mailto and
//!   doi addresses are written as their text alone, because hyperref can start programs through others.
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
//! `\unichar` is the command of the package ucs; where that is not loaded, a document needs the definition of a
//! [`Preamble`]. `\symbol` and `\char` would stop pdfTeX at any code point above 255.
//!
//! A dollar sign opens mathematics when another one closes it in the same group, unless the two look like amounts of
//! money: a digit follows the first, there is no `\`, `^`, `_`, `{`, `=`, `<`, `>` or `+` between them, and either a digit
//! follows the second too (`$5 and $10`) or there is a word of three letters between them (`$5 million in US$`).

mod accents;
mod cyrillic;
mod decode;
mod encode;
mod lexer;
mod math;
mod preamble;
mod rest;
mod symbols;

use std::ops::Range;

use crate::model::Text;

pub use decode::decode;
pub use encode::{encode, encode_address, encode_plain, encode_title};
pub(crate) use encode::{encode_onto, encode_plain_onto, encode_title_onto, encode_words_onto, with_dotted_letters};
pub(crate) use lexer::is_currency;
pub use math::math_to_unicode;
pub(crate) use math::with_commands as math_with_commands;
pub(crate) use preamble::unicode_reading;
pub use preamble::{Preamble, PreambleUse};

/// How deep groups, commands and quotations may stand inside each other, as deep as markup in a [`Text`] may. What is
/// deeper is kept as plain characters.
pub const MAX_DEPTH: usize = crate::model::MAX_DEPTH;

/// How many problems [`decode()`] reports for one text: the first ones.
pub const MAX_PROBLEMS: usize = 100;

/// Which characters the output may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// All of Unicode, as UTF-8.
    #[default]
    Unicode,
    /// ASCII alone; other characters are written as TeX commands or escapes.
    Ascii,
}

/// What [`decode()`] made of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decoded {
    /// The text.
    pub text: Text,
    /// What was not right about it, in the order found, [`MAX_PROBLEMS`] at most.
    pub problems: Vec<Problem>,
}

/// Something in a TeX text that is not right or not understood. The text is kept in any case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where it is: bytes of the input.
    pub range: Range<usize>,
}

/// What can be wrong with a TeX text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A brace without its partner.
    UnbalancedBrace,
    /// A `$`, `\(` or `\[` that nothing closes, or a `\)` or `\]` that closes nothing.
    UnbalancedMath,
    /// A command, named without its backslash, that this crate knows no meaning of.
    UnknownCommand(String),
    /// Groups nested deeper than [`MAX_DEPTH`].
    TooDeep,
}
