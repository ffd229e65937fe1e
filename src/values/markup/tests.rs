//! Tests of titles and abstracts from services.

use proptest::prelude::*;

use super::{plain_text, text};
use crate::model::{Inline, Text};

fn string(text: &str) -> Inline {
    Inline::Str(text.to_owned())
}

fn math(tex: &str) -> Inline {
    Inline::Math(tex.to_owned())
}

#[track_caller]
fn reads(markup: &str, inlines: Vec<Inline>) {
    assert_eq!(text(markup), Text::from(inlines), "{markup}");
}

#[test]
fn fonts_of_html_jats_and_csl() {
    reads(
        "the <i>E. <b>coli</b></i> H<sub>2</sub>O <span class=\"nocase\">pH</span> <scp>vi</scp>",
        vec![
            string("the "),
            Inline::Em(vec![string("E. "), Inline::Strong(vec![string("coli")])]),
            string(" H"),
            Inline::Sub(vec![string("2")]),
            string("O "),
            Inline::NoCase(vec![string("pH")]),
            string(" "),
            Inline::SmallCaps(vec![string("vi")]),
        ],
    );
    reads("<jats:italic>a</jats:italic><em>b</em>", vec![Inline::Em(vec![string("a")]), Inline::Em(vec![string("b")])]);
    reads(
        "<span style=\"font-variant: small-caps;\">x</span><span lang='en'>y</span>",
        vec![Inline::SmallCaps(vec![string("x")]), string("y")],
    );
    reads(
        "<a href=\"https://a.org/?a=1&amp;b\">x</a> <a href='#n'>y</a> <tt>z</tt>",
        vec![
            Inline::Link { url: "https://a.org/?a=1&b".into(), content: vec![string("x")] },
            string(" y "),
            Inline::Code("z".into()),
        ],
    );
}

#[test]
fn markup_may_be_escaped_once_or_twice() {
    for markup in ["<i>a</i> & b", "&lt;i&gt;a&lt;/i&gt; &amp; b", "&amp;lt;i&amp;gt;a&amp;lt;/i&amp;gt; &amp;amp; b"] {
        reads(markup, vec![Inline::Em(vec![string("a")]), string(" & b")]);
    }
}

#[test]
fn what_only_looks_like_a_tag_is_text() {
    for plain in [
        "p < 0.05 and q > 1",
        "a <b and c> d",
        "the <unk> token",
        "x<y, y<z",
        "<",
        "a < <",
        "</",
        "<a href=\"x",
        "I <3 you",
        "AT&T",
    ] {
        reads(plain, vec![string(plain)]);
    }
    reads("p &amp;lt; 0.05", vec![string("p < 0.05")]);
}

#[test]
fn tags_without_a_meaning_go_and_their_text_stays() {
    assert_eq!(plain_text("<x:y z=\"1\">a</x:y> <unknown>b</unknown> <i>c <!-- no -->d</b>"), "a b c d");
    assert_eq!(plain_text("a<script>alert(1)</script>b<jats:inline-graphic xlink:href=\"x\"/>"), "ab");
}

#[test]
fn abstracts_are_one_line() {
    assert_eq!(
        plain_text(
            "<jats:title>Abstract</jats:title>\n  <jats:sec>\n<jats:title>Aim </jats:title>\n<jats:p>We\n try.</jats:p></jats:sec>\
             <jats:sec><jats:title>Result.</jats:title><jats:p>It <jats:italic>works</jats:italic>.</jats:p>\
             <jats:list><jats:list-item><jats:p>one</jats:p></jats:list-item><jats:list-item><jats:p>two</jats:p>\
             </jats:list-item></jats:list></jats:sec>"
        ),
        "Aim: We try. Result. It works. • one • two"
    );
    assert_eq!(plain_text("<p>One.<p>Two.<br>Three"), "One. Two. Three");
    assert_eq!(plain_text("Era \u{97} Roles\u{81}"), "Era — Roles");
    assert_eq!(plain_text("  a\n\tb\u{A0}c \u{A0} d "), "a b\u{A0}c d");
    reads("<i> a </i> b <b> </b>", vec![Inline::Em(vec![string("a ")]), string("b")]);
}

#[test]
fn a_broken_line_before_a_subscript_is_no_space() {
    assert_eq!(plain_text("CO\n      <jats:sub>2</jats:sub>\n      in air, 10 <sup>3</sup>"), "CO2 in air, 10 3");
}

#[test]
fn formulas_between_dollar_signs() {
    reads("The $\\mathcal{A}$-distance", vec![string("The "), math("\\mathcal{A}"), string("-distance")]);
    reads("$$ a<b $$ and $x_i$", vec![math("a<b"), string(" and "), math("x_i")]);
    for plain in ["from $5 to $10", "$5 million in US$", "a $ b $ c", "cost: $", "$$", "US$ 5, A$ 6"] {
        reads(plain, vec![string(plain)]);
    }
}

#[test]
fn mathml_becomes_tex() {
    for (mathml, tex) in [
        ("<mi>x</mi><mo>=</mo><mn>1</mn>", "x=1"),
        ("<msub><mi>x</mi><mi>i</mi></msub>", "x_{i}"),
        ("<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>", "{a+b}^{2}"),
        ("<msubsup><mi>α</mi><mi>i</mi><mo>′</mo></msubsup>", "\\alpha_{i}'"),
        ("<mfrac><mn>1</mn><msqrt><mi>n</mi></msqrt></mfrac>", "\\frac{1}{\\sqrt{n}}"),
        ("<mover accent=\"true\"><mi>x</mi><mo>¯</mo></mover>", "\\bar{x}"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>a</mi>", "\\sum_{i}^{n}a"),
        ("<mo>∑</mo><mi>a</mi>", "\\sum a"),
        ("<mi>sin</mi><mi>x</mi>", "\\sin x"),
        ("<mi>rank</mi><mtext> if A_1 </mtext>", "\\mathrm{rank}\\text{ if A\\_1 }"),
        ("<mi mathvariant=\"double-struck\">R</mi><mi mathvariant=\"normal\">d</mi>", "\\mathbb{R}\\mathrm{d}"),
        ("<mo>{</mo><mi>a</mi><mo>%</mo><mo>&lt;</mo><mo>}</mo>", "\\{a\\%<\\}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}"),
        ("<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>", "{}_{6}^{14}C"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
        ("<semantics><mi>x</mi><annotation>y</annotation></semantics>", "x"),
        ("<mystery><mi>x</mi></mystery>", "x"),
    ] {
        reads(&format!("<math>{mathml}</math>"), vec![math(tex)]);
        let prefixed = mathml.replace("</", "\u{1}").replace('<', "<mml:").replace('\u{1}', "</mml:");
        reads(&format!("<mml:math xmlns:mml=\"http://x\">{prefixed}</mml:math>"), vec![math(tex)]);
    }
    reads("a <mml:math><mml:mn>12</mml:mn></mml:math> b", vec![string("a 12 b")]);
}

#[test]
fn one_of_several_forms_of_a_formula_is_read() {
    reads(
        "<jats:inline-formula><jats:alternatives><jats:tex-math>\\documentclass{x} \\begin{document}$$x_1$$\\end{document}\
         </jats:tex-math><mml:math><mml:mi>x</mml:mi></mml:math></jats:alternatives></jats:inline-formula>",
        vec![math("x_1")],
    );
}

#[test]
fn hostile_texts_are_read_in_time_and_depth() {
    for piece in
        ["<i>", "<x y=\"", "</b>", "<!--", "$", "$$ ", "<a b='<a b=\"", "&amp;", "<math><mrow>", "<", "<x y='1' "]
    {
        let hostile = piece.repeat(100_000);
        assert!(text(&hostile).inlines().len() <= hostile.len());
    }
    assert_eq!(plain_text(&format!("{}x{}", "<i>".repeat(5000), "</i>".repeat(5000))), "x");
}

proptest! {
    #[test]
    fn plain_text_stays_as_it_is(plain in "[a-zA-Z0-9.,;:()äöü–-]{1,8}( [a-zA-Z0-9.,;:()äöü–-]{1,8}){0,5}") {
        prop_assert_eq!(text(&plain), Text::plain(plain));
    }

    #[test]
    fn nothing_panics(markup in "([<>/&;$\"'= a-c\n\u{A0}]|<i>|</i>|<mml:math>|</mml:math>|<mo>|&lt;){0,60}") {
        let read = text(&markup);
        prop_assert!(!read.to_plain().contains("  ") || markup.contains('$') || markup.contains("math"));
    }
}
