//! Commands for a whole word or sign.

/// The commands of a word, and the word.
pub(super) static WORDS: &[(&str, &str)] = &[
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
    ("LaTeXe", "LaTeX2e"),
    ("BibTeX", "BibTeX"),
    ("XeTeX", "XeTeX"),
    ("LuaTeX", "LuaTeX"),
    ("pdfTeX", "pdfTeX"),
    ("XeLaTeX", "XeLaTeX"),
    ("LuaLaTeX", "LuaLaTeX"),
    ("pdfLaTeX", "pdfLaTeX"),
    ("ConTeXt", "ConTeXt"),
    ("AmS", "AMS"),
    ("AmSTeX", "AMSTeX"),
    ("AmSLaTeX", "AMSLaTeX"),
    ("MF", "METAFONT"),
    ("slash", "/"),
    // The quotation marks of babel's French.
    ("og", "«\u{202F}"),
    ("fg", "\u{202F}»"),
];
