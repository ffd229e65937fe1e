//! Tests of definitions and of what they replace.

use std::time::{Duration, Instant};

use super::Definitions;
use crate::latex::{TexProblemKind, decode_field, encode};
use crate::model::Inline;

fn definitions(preamble: &str) -> Definitions {
    let mut definitions = Definitions::for_file(preamble.len());
    definitions.collect(preamble);
    definitions
}

/// What commands mean, and whether their source stays.
#[track_caller]
fn check(preamble: &str, tex: &str, shown: &str) {
    let definitions = definitions(preamble);
    let decoded = decode_field(tex, &definitions);
    assert_eq!(decoded.problems, [], "{tex}");
    assert_eq!(decoded.text.to_plain(), shown, "{tex}");
    assert_eq!(encode(&decoded.text, crate::latex::Charset::Unicode), tex);
    assert!(!definitions.is_exceeded());
}

#[test]
fn macros_are_replaced_and_their_calls_stay() {
    check(
        "\\newcommand{\\Bd}{B-meson}",
        "A \\Bd\\ and a \\Bd{} or \\Bd here",
        "A B-meson and a B-meson or B-mesonhere",
    );
    check("\\newcommand\\x[2]{#2 #1}", "\\x{a}{b}", "b a");
    check("\\newcommand{\\x}[2][one]{#1: #2}", "\\x{a} \\x[two]{b}", "one: a two: b");
    check("\\def\\x#1#2{<#2#1>}", "\\x ab \\x{ab}c", "<ba> <cab>");
    check("\\providecommand{\\noopsort}[1]{}", "\\noopsort{1973a}1973", "1973");
    check("\\renewcommand*{\\x}{\\y}\\DeclareRobustCommand{\\y}[1]{\\emph{#1}!}\\def\\x{\\y{z}}", "\\x", "z!");
    check("\\let\\x=\\textbf \\let\\y\\x \\def\\a{b}\\let\\q\\a", "\\x{u} \\y{v} \\q", "u v b");
    check("\\newcommand{\\x}{a% comment\n   b}", "\\x", "ab");
    check("\\ifx\\undefined\\x\\def\\x#1{#1}\\fi", "\\x{a}", "a");
}

#[test]
fn the_first_definition_of_several_counts_only_where_it_should() {
    check("\\newcommand{\\x}{a}\\providecommand{\\x}{b}", "\\x", "a");
    check("\\newcommand{\\x}{a}\\renewcommand{\\x}{b}", "\\x", "b");
}

#[test]
fn commands_of_rich_text_keep_their_meaning() {
    let definitions = definitions("\\providecommand{\\emph}[1]{no}\\def\\mathbb#1{no}\\def\\url#1{no}");
    let decoded = decode_field("\\emph{a} $\\mathbb{R}$", &definitions).text;
    let expected =
        [Inline::Em(vec![Inline::Str("a".into())]), Inline::Str(" ".into()), Inline::Math("\\mathbb{R}".into())];
    assert_eq!(decoded.inlines(), expected);
    assert_eq!(definitions.expanded("\\emph{a}"), "\\emph{a}");
}

#[test]
fn formulas_mean_what_the_file_defines() {
    let definitions = definitions("\\newcommand{\\Bd}{B^0_d}\\newcommand{\\epem}{e^+e^-}");
    let decoded = decode_field("$\\Bd\\to\\epem$", &definitions).text;
    let [Inline::Tex(tex)] = decoded.inlines() else { panic!("{decoded:?}") };
    assert_eq!(tex.source(), "$\\Bd\\to\\epem$");
    assert_eq!(tex.content(), [Inline::Math("B^0_d\\to e^+e^-".into())]);
    assert_eq!(definitions.expanded("\\Bd x"), "B^0_dx");
}

#[test]
fn definitions_that_are_not_understood_are_passed_over() {
    let definitions = definitions(
        "\\def\\x#1.{y}\\newcommand{\\y@z}{a}\\newcommand\\z[12]{b}\\newcommand{\\v}\\newcommand[\\let\\w=x\\def\\u",
    );
    assert!(definitions.is_empty(), "{definitions:?}");
}

#[test]
fn dangerous_commands_stay_characters() {
    let definitions = definitions("\\newcommand{\\x}{\\input{/etc/passwd}}\\def\\y{\\catcode`\\%=12}");
    for tex in ["\\x", "\\y", "\\input{x}", "\\write{x}"] {
        let decoded = decode_field(tex, &definitions);
        assert_eq!(decoded.text.to_plain(), tex);
        assert!(matches!(decoded.problems[0].kind, TexProblemKind::UnknownCommand(_)), "{tex}");
    }
}

#[test]
fn macros_without_end_are_not_replaced() {
    let started = Instant::now();
    for preamble in [
        "\\def\\a{\\a}".to_owned(),
        "\\def\\a{\\q}\\def\\q{\\a\\a}".to_owned(),
        "\\def\\a#1{\\a{#1#1}}".to_owned(),
        "\\def\\a{x\\p\\p}\\def\\p{\\q\\q}\\def\\q{\\z\\z}\\def\\z{\\a\\a}".to_owned(),
        format!("\\def\\a{{{}}}", "\\a".repeat(20_000)),
    ] {
        let definitions = definitions(&preamble);
        let decoded = decode_field(&"\\a{x} ".repeat(100), &definitions);
        assert!(definitions.is_exceeded());
        assert!(decoded.text.to_plain().len() < 2_000_000);
    }
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn large_preambles_are_read_in_linear_time() {
    let started = Instant::now();
    for piece in [
        "\\newcommand{\\a}{x}",
        "\\newcommand{\\a}{",
        "\\newcommand{",
        "\\newcommand\\a[",
        "\\def",
        "\\def\\a",
        "\\def\\a#1",
        "\\let",
        "\\let\\a\\a",
        "\\a{",
        "%",
        "\\",
        "{",
    ] {
        let mut definitions = definitions(&piece.repeat(200_000 / piece.len()));
        definitions.collect("\\def\\a#1{#1}\\def\\p#1{\\a#1}");
        for call in ["\\a{", "\\a", "\\a\\}{\\}", "\\a{\\}", "\\p[", "\\foo{\\a{x"] {
            definitions.expanded(&call.repeat(20_000 / call.len()));
            decode_field(&call.repeat(2_000 / call.len()), &definitions);
        }
    }
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}
