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
    // Hyphens of biblatex at which a compound may be broken, and may not (manual, section 3.10).
    ("hyphen", "-"),
    ("nbhyphen", "\u{2011}"),
    // The quotation marks of babel's French.
    ("og", "«\u{202F}"),
    ("fg", "\u{202F}»"),
];
