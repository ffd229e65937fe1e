//! Tests of the decoder.

use std::time::{Duration, Instant};

use proptest::prelude::{any, proptest};

use super::{decode, decode_field};
use crate::latex::{Charset, Definitions, MAX_DEPTH, TexProblemKind, encode};
use crate::model::{Inline, Text, has_tex};

fn string(text: &str) -> Inline {
    Inline::Str(text.into())
}

/// Reads a text that must have no problems.
fn read(tex: &str) -> Vec<Inline> {
    let decoded = decode(tex);
    assert_eq!(decoded.problems, [], "{tex}");
    decoded.text.into_inlines()
}

fn plain(tex: &str) -> String {
    let inlines = read(tex);
    let text = Text::from(inlines);
    text.as_plain().unwrap_or_else(|| panic!("{tex} has markup: {text:?}")).to_owned()
}

#[test]
fn accents_in_every_spelling() {
    for tex in ["\\\"o", "{\\\"o}", "\\\"{o}", "{\\\"{o}}", "\\\" o"] {
        assert_eq!(plain(tex), "ö", "{tex}");
    }
    for tex in ["\\'{\\i}", "\\'\\i", "\\'{i}", "{\\'{\\i}}", "\\'\\i{}"] {
        assert_eq!(plain(tex), "í", "{tex}");
    }
    assert_eq!(plain("\\v{s}\\c c\\H{o}\\k{a}\\r{a}\\d{s}\\textcommabelow{s}"), "šçőąåṣș");
    assert_eq!(plain("G{\\\"o}del, Erd\\H os, {\\L}ukasiewicz, stra\\ss e"), "Gödel, Erdős, Łukasiewicz, straße");
    assert_eq!(plain("{\\'{\\^e}}"), "ế");
    assert_eq!(plain("\\^{}\\~{}\\'{}"), "^~´");
}

#[test]
fn a_conditional_is_what_text_gets() {
    let tex = "Nov\\ifmmode \\acute{a}\\else \\'{a}\\fi{}k, \\ifmmode x\\fi y, Jan\\ifmmode\\check{s}\\else\\v{s}\\fi";
    assert_eq!(plain(tex), "Novák, y, Janš");
    let kept = decode_field(tex, &Definitions::default()).text;
    assert_eq!(encode(&kept, Charset::Unicode), tex);
    assert_eq!(decode("\\ifmmode a \\else b").text.to_plain(), "\\ifmmode a \\else b");
}

#[test]
fn a_formula_in_an_argument_that_is_not_closed_is_its_characters() {
    for tex in ["\\b\\emph{$\\a$", "$}$"] {
        let text = decode_field(tex, &Definitions::default()).text;
        let written = encode(&text, Charset::Unicode);
        assert_eq!(decode_field(&written, &Definitions::default()).text, text, "{tex}");
    }
}

#[test]
fn what_shows_nothing_leaves_nothing() {
    assert_eq!(plain("\\noopsort{hakim}al-Hakim"), "al-Hakim");
    assert_eq!(plain("d'\\aftergroup Este, x\\phantom{y}z"), "d'Este, xz");
}

#[test]
fn characters_that_tex_escapes() {
    assert_eq!(plain("6\\%-14\\% \\& \\_ \\# \\$ \\{x\\}"), "6%-14% & _ # $ {x}");
    assert_eq!(plain("6%-14% & x_1 #2 a^b"), "6%-14% & x_1 #2 a^b");
    assert_eq!(plain("a\\textbackslash{}b\\textasciitilde c\\textasciitilde{} d"), "a\\b~c~ d");
    assert_eq!(plain("\\symbol{20013}\\symbol{\"4E2D}\\char\"4E2D \\char36{} 5"), "中中中$ 5");
}

#[test]
fn space_dashes_and_quotation_marks() {
    assert_eq!(plain("e.\\,g.~this  \n and\\ \\ that\\\\ here"), "e.\u{202F}g.\u{A0}this and  that here");
    assert_eq!(plain("1--2---3 ?`!`"), "1–2—3 ¿¡");
    assert_eq!(
        read("``a ``b'' c''"),
        [Inline::Quote(vec![string("a "), Inline::Quote(vec![string("b")]), string(" c"),])]
    );
    assert_eq!(plain("`one' don't '' ``"), "‘one’ don't ” “");
    assert_eq!(plain("a {}{} b\\/c\\-d"), "a  bc\u{AD}d");
}

#[test]
fn braces_protect_case() {
    assert_eq!(
        read("{BERT} and {DNA}s"),
        [Inline::NoCase(vec![string("BERT")]), string(" and "), Inline::NoCase(vec![string("DNA")]), string("s"),]
    );
    assert_eq!(plain("{5}{,} {\\relax Chr}istoph"), "5, Christoph");
    assert_eq!(read("{{\\em x}}"), [Inline::NoCase(vec![Inline::Em(vec![string("x")])])]);
    assert_eq!(read("{\\em x}"), [Inline::Em(vec![string("x")])]);
}

#[test]
fn commands_for_the_look_of_text() {
    assert_eq!(
        read("\\emph{a}\\textbf{b}\\textsc{c}\\underline{d}\\textsubscript{e}\\textsuperscript{f}"),
        [
            Inline::Em(vec![string("a")]),
            Inline::Strong(vec![string("b")]),
            Inline::SmallCaps(vec![string("c")]),
            Inline::Underline(vec![string("d")]),
            Inline::Sub(vec![string("e")]),
            Inline::Sup(vec![string("f")]),
        ]
    );
    assert_eq!(read("\\texttt{--a_b}\\verb|{%|"), [Inline::Code("--a_b".into()), Inline::Code("{%".into())]);
    assert_eq!(plain("\\textcolor{black}{In 2\\,h} {\\rm x} \\mbox{y} {\\color{red} z}"), "In 2\u{202F}h x y z");
    assert_eq!(read("{\\bf a \\it b}"), [Inline::Strong(vec![string("a "), Inline::Em(vec![string("b")])])]);
    assert_eq!(plain("\\LaTeX\\ and \\TeX{} too"), "LaTeX and TeX too");
}

#[test]
fn links() {
    assert_eq!(
        read("\\url{https://a.org/x\\_y%20z\\#{\\~}u}"),
        [Inline::Link { url: "https://a.org/x_y%20z#~u".into(), content: vec![string("https://a.org/x_y%20z#~u")] }]
    );
    assert_eq!(
        read("\\href{https://a.org}{\\emph{A}}"),
        [Inline::Link { url: "https://a.org".into(), content: vec![Inline::Em(vec![string("A")])] }]
    );
}

#[test]
fn mathematics() {
    let math = |tex: &str| Inline::Math(tex.into());
    assert_eq!(read("D$^2$CA"), [string("D"), math("^2"), string("CA")]);
    assert_eq!(read("$\\mathcal{A}$-Distance"), [math("\\mathcal{A}"), string("-Distance")]);
    assert_eq!(read("\\(a\\) \\[b\\] $$ c $$"), [math("a"), string(" "), math("b"), string(" "), math("c")]);
    assert_eq!(read("$x$$y$"), [math("x"), math("y")]);
    assert_eq!(read("``the $f''$''"), [Inline::Quote(vec![string("the "), math("f''")])]);
    assert_eq!(plain("\\ensuremath{\\alpha}\\alpha\\ensuremath{\\mathbb{R}}"), "ααℝ");
    assert_eq!(read("\\ensuremath{x^2}"), [math("x^2")]);
}

#[test]
fn amounts_of_money_are_no_mathematics() {
    assert_eq!(plain("from $5 and $10"), "from $5 and $10");
    assert_eq!(plain("$5 million, or 6 US$ each"), "$5 million, or 6 US$ each");
    assert_eq!(plain("\\$5 and \\$6"), "$5 and $6");
    assert_eq!(read("$5$ and $3x$"), [Inline::Math("5".into()), string(" and "), Inline::Math("3x".into())]);
}

fn problems(tex: &str) -> (String, Vec<TexProblemKind>) {
    let decoded = decode(tex);
    (decoded.text.to_plain(), decoded.problems.into_iter().map(|problem| problem.kind).collect())
}

#[test]
fn what_is_not_right_is_kept_and_reported() {
    assert_eq!(problems("a { b"), ("a { b".into(), vec![TexProblemKind::UnbalancedBrace]));
    assert_eq!(problems("a } b"), ("a } b".into(), vec![TexProblemKind::UnbalancedBrace]));
    assert_eq!(problems("a $ b"), ("a $ b".into(), vec![TexProblemKind::UnbalancedMath]));
    assert_eq!(problems("a \\) b"), ("a ) b".into(), vec![TexProblemKind::UnbalancedMath]));
    assert_eq!(problems("\\textcolor{black}{cut of"), ("cut of".into(), vec![TexProblemKind::UnbalancedBrace]));
    let unknown = |name: &str| vec![TexProblemKind::UnknownCommand(name.into())];
    assert_eq!(problems("\\foo{bar} x"), ("\\foo{bar} x".into(), unknown("foo")));
    assert_eq!(problems("\\input{/etc/passwd}"), ("\\input{/etc/passwd}".into(), unknown("input")));
    assert_eq!(problems("\\emph"), ("\\emph".into(), unknown("emph")));
    assert_eq!(problems("end\\"), ("end\\".into(), vec![]));
    let decoded = decode("ab \\foo");
    assert_eq!(decoded.problems[0].range, 3..7);
}

fn depth(inlines: &[Inline]) -> usize {
    inlines.iter().map(|inline| 1 + inline.children().map_or(0, depth)).max().unwrap_or_default()
}

#[test]
fn nesting_bombs_are_read_quickly_and_lose_nothing() {
    let started = Instant::now();
    let braces = "{".repeat(1_000_000);
    assert_eq!(decode(&braces).text.to_plain(), braces);
    for opening in
        ["\\emph{", "{", "\\textcolor{", "\\'{", "\\foo{", "{\\em ", "``", "$", "\\(", "\\bf", "\\'", "\\verb|\\verb+"]
    {
        let bomb = opening.repeat(20_000) + "x" + &"}".repeat(20_000) + &"''".repeat(20_000);
        let text = decode(&bomb).text;
        assert!(depth(text.inlines()) <= MAX_DEPTH + 1, "{opening}");
        assert!(text.to_plain().contains('x'), "{opening}");
    }
    let (_, kinds) = problems(&("{".repeat(200) + "x" + &"}".repeat(200)));
    assert_eq!(kinds, [TexProblemKind::TooDeep]);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

proptest! {
    /// Only the values of `.bib` files hold TeX, and only what was TeX there is TeX afterwards.
    #[test]
    fn text_never_becomes_tex(tex in any::<String>(), soup in "([{}$ a-]|\\\\[a-c]|\\\\ce|\\\\SI|\\\\foo|\\\\emph|\\\\url\\{x\\}){0,40}") {
        for tex in [tex, soup] {
            assert!(!has_tex(decode(&tex).text.inlines()));
            let kept = decode_field(&tex, &Definitions::default());
            let shown = kept.text.without_tex();
            assert!(!has_tex(shown.inlines()));
            let read = decode_field(&encode(&shown, Charset::Unicode), &Definitions::default());
            assert!(!has_tex(read.text.inlines()), "{tex}");
        }
    }

    /// What was TeX comes back, whatever is around it.
    #[test]
    fn tex_is_written_as_it_was_read(
        soup in "([{}$ a-z(*]|\\[|\\\\[a-c] ?|\\\\ce\\{H2\\}|\\\\SI\\{3\\}\\{\\\\m\\}|\\\\foo\\{|\\\\emph\\{|\\\\relax|\\\\url\\{x\\}|\\\\\\?){0,30}"
    ) {
        let first = decode_field(&soup, &Definitions::default()).text;
        let written = encode(&first, Charset::Unicode);
        let again = decode_field(&written, &Definitions::default()).text;
        // Unknown commands show the braces around their arguments and the space after their names; some get either.
        let shown = |text: &Text| text.to_plain().replace(['{', '}', ' '], "");
        assert_eq!(shown(&again), shown(&first), "{soup:?} {written:?}");
        assert_eq!(encode(&again, Charset::Unicode), written, "{soup:?}");
    }

    #[test]
    fn nothing_panics(tex in any::<String>(), soup in "([{}$`'~\\\\% a-]|\\\\[(\\[\"'a-z]|\\\\emph|\\\\href|\\\\char|\\\\verb){0,40}") {
        decode(&tex);
        decode(&soup);
    }
}

#[test]
fn unknown_commands_keep_their_options_and_arguments() {
    for tex in ["\\foo[x]{a}{b}", "\\foo{a}", "\\foo[x] y", "\\foo[x]"] {
        let decoded = decode(tex);
        assert_eq!(decoded.text, Text::plain(tex));
        assert_eq!(decoded.problems.len(), 1, "{tex}");
    }
}

#[test]
fn cyrillic_letters_are_read_by_their_names() {
    assert_eq!(decode("{\\cyrchar\\CYRA}{\\cyrchar\\cyrb} \\CYRZH\\cyrie").text, Text::plain("Аб Жє"));
}

fn kept(tex: &str) -> Text {
    decode_field(tex, &Definitions::default()).text
}

#[test]
fn tex_of_bib_files_stays_as_it_is() {
    for tex in [
        "Rare decays $\\Bd\\to\\epem$ with \\ce{CO2} at \\SI{5}{\\tesla}",
        "\\foo[x]{a}{b} c",
        "\\foo bar \\baz(x) \\qux, \\a\\q{c}[x]",
        "{\\foo bar} {\\sffamily x} {Foo \\small bar} baz",
        "{{\\ce{H2O}}} {A \\ce{H2O}}",
        "Erratum to~\\cite{moor0}, see §\\ref{sec:err}",
        "\\noopsort{1973a}1973 \\relax x\\xspace",
        "\\textcolor[rgb]{1,0,0}{red} \\mbox{x}\\LaTeX{} \\og x\\fg{} y",
        "\\emph{a \\foo{b} \\foo }c",
        "\\? \\?x",
        "\\texttt{a \\foo{b}}",
        "\\'{\\foo{a}}",
        "\\href{run:x}{a}",
        "\\enquote*{x}",
        "\\foo {BERT} \\ce{H2O}{BERT}",
        "\\foo{é} \\foo{$x$} \\foo{``a'' -- b}",
    ] {
        let text = kept(tex);
        assert_eq!(encode(&text, Charset::Unicode), tex);
        assert_eq!(kept(&encode(&text, Charset::Ascii)).to_plain(), text.to_plain(), "{tex}");
        assert_eq!(text.to_plain(), decode(tex).text.to_plain());
    }
}

#[test]
fn tex_does_not_run_into_what_follows_it() {
    let tex = |source: &str| kept(source).into_inlines();
    let no_case = Inline::NoCase(vec![string("BERT")]);
    for (pieces, written) in [
        ([tex("\\foo"), vec![string("bar")]], "\\foo bar"),
        ([tex("\\foo"), vec![string(" bar")]], "\\foo\\ bar"),
        ([tex("\\foo"), vec![string("1")]], "\\foo1"),
        ([tex("\\foo"), vec![no_case.clone()]], "{\\foo}{BERT}"),
        ([tex("\\foo{x}"), vec![no_case.clone()]], "{\\foo{x}}{BERT}"),
        ([tex("\\ce{x}"), vec![no_case]], "\\ce{x}{BERT}"),
        ([tex("\\foo"), tex("\\bar")], "\\foo\\bar"),
    ] {
        assert_eq!(encode(&Text::from(pieces.concat()), Charset::Unicode), written);
    }
}

#[test]
fn tex_that_could_unbalance_an_entry_becomes_text() {
    for tex in ["\\foo{a\\}b}", "\\foo{\\{}", "\\foo{\u{1}}"] {
        assert!(!has_tex(kept(tex).inlines()), "{tex}");
    }
}

#[test]
fn addresses_stay_in_their_command() {
    for tex in [
        "\\url{https://example.org/~lake/d_e%20f}",
        "see \\url{http://example.org/z_1#a}, and {\\url{https://a.org/%41}}",
        "\\emph{\\url{https://a.org/%41}}",
        "\\url{https://a.org/x\\_y\\%20z}",
        "\\url{https://a.org/{\\~}u} \\url{ftp://a.org} \\path{C:\\x} \\nolinkurl{https://a.org}",
        "\\url{https://a.org/é}",
    ] {
        assert_eq!(encode(&kept(tex), Charset::Unicode), tex);
    }
    let link = |url: &str| Inline::Link { url: url.to_owned(), content: vec![string(url)] };
    let text = Text::from(vec![link("https://a.org/_~%20"), Inline::Em(vec![link("https://a.org/_%20")])]);
    let tex = "\\url{https://a.org/_~%20}\\emph{\\href{https://a.org/\\_\\%20}{https://a.org/\\_\\%20}}";
    assert_eq!(encode(&text, Charset::Unicode), tex);
    assert_eq!(decode(tex).text, text);
}

#[test]
fn many_commands_are_kept_quickly() {
    let started = Instant::now();
    for piece in [
        "\\foo ",
        "\\foo{",
        "\\foo{x}",
        "{\\foo ",
        "\\ce{",
        "\\cite[",
        "\\SI{3}{\\m}",
        "$\\foo$",
        "\\tt\\foo",
        "\\footnote{",
    ] {
        let tex = piece.repeat(20_000) + &"}".repeat(20_000);
        let text = kept(&tex);
        assert!(depth(text.inlines()) <= MAX_DEPTH + 1, "{piece}");
        encode(&text, Charset::Unicode);
    }
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}
