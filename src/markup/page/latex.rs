//! A LaTeX document.
//!
//! pdfTeX, as usually installed, has letters only for the Latin script. A document with other letters tells it what to
//! set instead, and tells LuaTeX where to look for them.

use std::collections::BTreeSet;

use super::Page;
use crate::latex::{Charset, encode_plain, unicode_reading};
use crate::markup::Paper;
use crate::markup::backend::{Backend, render};

/// Writes the document.
pub(super) fn page(page: &Page<'_>, backend: &dyn Backend) -> String {
    let body = render(&page.levelled(), backend);
    let title = encode_plain(&page.title, Charset::Unicode);
    let others = other_characters(&[&title, &body]);
    let beyond = beyond_pdftex(&body);
    let mut tex = String::new();
    if !beyond.is_empty() {
        tex.push_str("% !TeX program = lualatex\n");
    }
    let layout = &page.doc.layout;
    let paper = match layout.paper.unwrap_or_default() {
        Paper::A4 => "a4paper",
        Paper::Letter => "letterpaper",
    };
    tex.push_str(&format!("\\documentclass[{paper}]{{article}}\n"));
    tex.push_str(BEGIN);
    tex.push_str(&declarations(&others, !beyond.is_empty()));
    tex.push_str("\\else\n  \\usepackage{fontspec}\n");
    if !beyond.is_empty() {
        tex.push_str(FALLBACK);
    }
    if let Some(font) = &layout.font {
        tex.push_str(&format!("  \\IfFontExistsTF{{{font}}}{{\\setmainfont{{{font}}}}}{{}}\n"));
    }
    tex.push_str(&format!("\\fi\n\\usepackage[margin={}mm]{{geometry}}\n", layout.margin));
    tex.push_str(PACKAGES);
    tex.push_str(&format!(
        "\\hypersetup{{pdftitle={{{title}}},pdflang={{{}}}}}\n\\emergencystretch=3em\n\\sloppy\n\\raggedbottom\n\
         \\begin{{document}}\n{body}\\end{{document}}\n",
        encode_plain(page.language, Charset::Unicode),
    ));
    tex
}

/// Writes the part of a document. Classes for CVs, such as moderncv, have sections of two levels only: the third is defined
/// if it is used and the class does not have it.
pub(super) fn part(body: &str) -> String {
    if body.contains("\\subsubsection*{") { format!("{SUBSUBSECTION}\n{body}") } else { body.to_owned() }
}

/// Returns the characters of a LaTeX source that pdfTeX usually has no letters for; the replacements that it sets are
/// readable, but not correct.
pub fn beyond_pdftex(tex: &str) -> BTreeSet<char> {
    other_characters(&[tex])
        .into_iter()
        .filter(|character| !is_invisible(*character) && ascii(*character).is_none())
        .collect()
}

/// The command is always written with its star.
const SUBSUBSECTION: &str = "\\ifdefined\\subsubsection\\else
  \\newcommand\\subsubsection[2]{\\par\\addvspace{1ex}\\noindent\\textbf{#2}\\par\\nopagebreak}
\\fi
";

const BEGIN: &str = "\\usepackage{iftex}
\\ifpdftex
  \\usepackage[T1]{fontenc}
  \\usepackage{lmodern}
  \\usepackage{textcomp}
";

const PACKAGES: &str = "\\usepackage{amsmath,amssymb}
\\usepackage{color}
\\usepackage[colorlinks]{hyperref}
\\definecolor{address}{rgb}{0.1,0.3,0.55}
\\hypersetup{allcolors=address}
";

/// If Latin Modern lacks a character, LuaTeX looks for it in those of these fonts that are installed.
const FALLBACK: &str = "  \\ifluatex
    \\newcommand\\otherfonts{}
    \\newcommand\\lookfor[1]{\\IfFontExistsTF{#1}{\\edef\\otherfonts{\\otherfonts'#1:mode=node;',}}{}}
    \\lookfor{Libertinus Serif}\\lookfor{FreeSerif}\\lookfor{DejaVu Serif}\\lookfor{DejaVu Sans}
    \\lookfor{Noto Serif CJK SC}\\lookfor{Noto Sans CJK SC}\\lookfor{FandolSong}\\lookfor{Songti SC}\\lookfor{SimSun}
    \\lookfor{WenQuanYi Zen Hei}\\lookfor{Droid Sans Fallback}\\lookfor{Noto Sans Symbols 2}\\lookfor{Noto Emoji}
    \\directlua{luaotfload.add_fallback('otherfonts', {\\otherfonts})}
    \\setmainfont{Latin Modern Roman}[RawFeature={fallback=otherfonts}]
    \\setmonofont{Latin Modern Mono}[RawFeature={fallback=otherfonts}]
    \\tracinglostchars=2
  \\fi
";

/// Characters that every LaTeX document with the encoding T1 can set.
fn is_usual(character: char) -> bool {
    character.is_ascii() || matches!(character, '\u{a0}'..='\u{ff}') || "–—‘’“”„‚…†‡•€™ŒœŠšŽžŸ".contains(character)
}

/// Invisible characters: joiners, word joiners and zero-width spaces.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

fn other_characters(sources: &[&str]) -> BTreeSet<char> {
    sources.iter().flat_map(|source| source.chars()).filter(|character| !is_usual(*character)).collect()
}

/// The command of a character, if it has one.
fn ascii(character: char) -> Option<String> {
    let tex = encode_plain(character.encode_utf8(&mut [0; 4]), Charset::Ascii);
    (!tex.contains("\\unichar")).then_some(tex)
}

/// The declarations of what pdfTeX sets for characters that the document does not know.
fn declarations(characters: &BTreeSet<char>, warns: bool) -> String {
    if characters.is_empty() {
        return String::new();
    }
    let mut tex = String::from(
        "  \\newcommand\\ifunknown[3]{\\ifcsname u8:\\detokenize{#1}\\endcsname\\else\\DeclareUnicodeCharacter{#2}{#3}\\fi}\n",
    );
    for &character in characters {
        let shown = match is_invisible(character) {
            true => String::new(),
            false => ascii(character).unwrap_or_else(|| unicode_reading(character)),
        };
        tex.push_str(&format!("  \\ifunknown{{{character}}}{{{:04X}}}{{{shown}}}\n", u32::from(character)));
    }
    if warns {
        tex.push_str(
            "  \\AtEndDocument{\\PackageWarningNoLine{publist}{pdfTeX has no letters for some characters\\MessageBreak \
             and shows how they are read; LuaLaTeX has them}}\n",
        );
    }
    tex
}

#[cfg(test)]
mod tests {
    use super::{beyond_pdftex, declarations, other_characters};
    use crate::markup::{Block, Doc, backend_by_id, render_page, render_part};

    fn page(text: &str) -> String {
        let doc = Doc { blocks: vec![Block::Paragraph(text.into())], language: None, ..Doc::default() };
        render_page(&doc, backend_by_id("latex").unwrap(), "Publications")
    }

    #[test]
    fn a_part_defines_the_level_that_classes_for_cvs_lack() {
        let part = |level| {
            let heading = Block::Heading { level, content: "2024".into() };
            render_part(&Doc { blocks: vec![heading], ..Doc::default() }, backend_by_id("latex").unwrap())
        };
        assert_eq!(part(2), "\\subsection*{2024}\n");
        assert!(part(3).starts_with("\\ifdefined\\subsubsection\\else\n"), "{}", part(3));
        assert!(part(3).ends_with("\\subsubsection*{2024}\n"), "{}", part(3));
    }

    #[test]
    fn a_document_in_latin_letters_needs_nothing() {
        let tex = page("José Łukasz “naïve” – 50 €");
        assert!(!tex.contains("fallback") && !tex.contains("lualatex"), "{tex}");
    }

    #[test]
    fn other_scripts_have_a_fallback() {
        let tex = page("中 П");
        assert!(tex.starts_with("% !TeX program = lualatex\n"), "{tex}");
        assert!(tex.contains("\\ifunknown{中}{4E2D}{[U+4E2D]}\n"), "{tex}");
        assert!(tex.contains("\\ifunknown{П}{041F}{P}\n"), "{tex}");
        assert!(tex.contains("fallback=otherfonts"), "{tex}");
        assert_eq!(beyond_pdftex("a中é").into_iter().collect::<String>(), "中");
    }

    #[test]
    fn what_shows_nothing_stays_so() {
        let tex = page("a\u{200b}b");
        assert!(tex.contains("{200B}{}\n") && !tex.contains("lualatex"), "{tex}");
    }

    #[test]
    fn characters_with_a_command_are_shown() {
        let tex = declarations(&other_characters(&["→ ū"]), false);
        assert!(tex.contains("\\ifunknown{→}{2192}{\\textrightarrow{}}\n"), "{tex}");
        assert!(tex.contains("\\ifunknown{ū}{016B}{{\\=u}}\n"), "{tex}");
    }
}
