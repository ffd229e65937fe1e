//! Tests of the tables of meanings, read as texts read them.

use std::collections::HashSet;

use super::{BY_NAME, JOURNALS, MEANINGS, WORDS, of};
use crate::latex::decode;
use crate::markup::text_as_read;

/// What a reader sees.
fn shown(tex: &str) -> String {
    let decoded = decode(tex);
    assert_eq!(decoded.problems, [], "{tex}");
    text_as_read(&decoded.text)
}

#[test]
fn every_command_is_listed_once_and_only_if_rich_text_has_no_form() {
    let mut names = HashSet::new();
    let commands = MEANINGS.iter().map(|(_, names)| *names);
    let texts = WORDS.iter().chain(JOURNALS).map(|(names, _)| *names);
    for name in commands.chain(texts).flat_map(|names| names.split(' ')) {
        assert!(names.insert(name), "{name} is there twice");
        assert!(super::super::symbols::by_tex(&format!("\\{name}")).is_none(), "{name} is a symbol");
    }
    assert_eq!(names.len(), BY_NAME.len());
    assert!(of("no-such-command").is_none());
}

#[test]
fn journals_of_astronomy_have_titles() {
    assert_eq!(shown("\\aap"), "Astronomy and Astrophysics");
    assert_eq!(shown("\\apjl{}"), "The Astrophysical Journal Letters");
    assert_eq!(
        shown("\\mnras, \\nat\\ and \\icarus"),
        "Monthly Notices of the Royal Astronomical Society, Nature and Icarus"
    );
}

#[test]
fn chemical_formulas() {
    for (tex, text) in [
        ("\\ce{H2O}", "H₂O"),
        ("\\ce{SO4^2-}", "SO₄²⁻"),
        ("\\ce{(NH4)2SO4}", "(NH₄)₂SO₄"),
        ("\\ce{Na+}", "Na⁺"),
        ("\\ce{2H2 + O2 -> 2H2O}", "2H₂ + O₂ → 2H₂O"),
        ("\\ce{A <=> B}", "A ⇌ B"),
        ("\\ce{A ->[hot][slow] B}", "A → B"),
        ("\\ce{^{14}C}", "¹⁴C"),
        ("\\ce{CuSO4*5H2O}", "CuSO₄·5H₂O"),
        ("\\ce{C2H5-OH}", "C₂H₅–OH"),
        ("\\ce{\\alpha-Fe2O3}", "α–Fe₂O₃"),
        ("\\ce{TiO_2}", "TiO₂"),
    ] {
        assert_eq!(shown(tex), text, "{tex}");
    }
}

#[test]
fn quantities() {
    for (tex, text) in [
        ("\\SI{3}{\\m}", "3\u{202F}m"),
        ("\\qty{5}{\\tesla}", "5\u{202F}T"),
        ("\\SI[per-mode=symbol]{9.81}{\\metre\\per\\second\\squared}", "9.81\u{202F}m\u{202F}s⁻²"),
        ("\\si{\\kilo\\gram\\cubic\\metre}", "kg\u{202F}m³"),
        ("\\unit{kg.m^{-3}}", "kg\u{202F}m⁻³"),
        ("\\si{\\micro\\metre}", "µm"),
        ("\\num{1.5e-3}", "1.5 × 10⁻³"),
        ("\\num{e6}", "10⁶"),
        ("\\num{2 +- 0.1}", "2 ± 0.1"),
        ("\\SI{50}{\\percent}", "50\u{202F}%"),
        ("\\SI{90}{\\degree}", "90°"),
        ("\\ang{12;30;5}", "12°30′5″"),
        ("\\SIrange{1}{5}{\\nm}", "1–5\u{202F}nm"),
        ("\\qtylist{1;2;3}{\\MeV}", "1, 2, 3\u{202F}MeV"),
        ("\\si{\\cubit}", "cubit"),
    ] {
        assert_eq!(shown(tex), text, "{tex}");
    }
}

#[test]
fn citations_and_references() {
    for (tex, text) in [
        ("Erratum to~\\cite{moor0}", "Erratum to\u{A0}[moor0]"),
        ("\\citep[see][p.~3]{a,b}", "(see a, b, p.\u{A0}3)"),
        ("\\citet*{a}", "a"),
        ("see \\S\\ref{sec:err}", "see §sec:err"),
        ("by~\\eqref{eq:1}", "by\u{A0}(eq:1)"),
        ("x\\label{y}", "x"),
        ("A title\\footnote{With \\emph{thanks}.}", "A title (With thanks.)"),
        ("\\doi{10.5555/a_b}", "doi:10.5555/a_b"),
    ] {
        assert_eq!(shown(tex), text, "{tex}");
    }
}

#[test]
fn what_orders_and_what_breaks_lines_shows_nothing() {
    for (tex, text) in [
        ("\\noopsort{1973a}1973", "1973"),
        ("\\noop{3001}in press", "in press"),
        ("{\\SortNoop{b}}B", "B"),
        ("\\protect\\relax A\\xspace", "A"),
        ("\\mbox{a}\\hbox{b}\\text{c}\\mathrm{d}", "abcd"),
        ("\\bibinfo{title}{A \\emph{b}}\\natexlab{c}", "A bc"),
        ("\\BibTeX{} and \\LaTeX", "BibTeX and LaTeX"),
        ("\\eprint{1234.5678}", "1234.5678"),
    ] {
        assert_eq!(shown(tex), text, "{tex}");
    }
}

#[test]
fn quotation_marks_are_known_in_pairs() {
    for (tex, text) in [
        ("\\glqq Wasser\\grqq{} im Haus", "„Wasser“ im Haus"),
        ("\\glq x\\grq", "‚x‘"),
        ("\\flqq x\\frqq", "«x»"),
        ("\\flq x\\frq", "‹x›"),
        ("\\frqq x\\flqq", "»x«"),
        ("\\guillemotleft x\\guillemotright", "«x»"),
        ("\\quotedblbase x\\textquotedblleft", "„x“"),
        ("\\textquotedbl x\\textquotedbl", "\"x\""),
        ("\\og Le monde\\fg{} dit", "«\u{202F}Le monde\u{202F}» dit"),
        ("\\enquote{a \\enquote*{b}}", "“a ‘b’”"),
        ("\\enquote*{b}", "“b”"),
    ] {
        assert_eq!(shown(tex), text, "{tex}");
    }
}
