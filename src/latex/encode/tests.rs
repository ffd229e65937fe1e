//! The guarantees of [`encode()`](super::encode()).

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use unicode_normalization::UnicodeNormalization;

use super::{Charset, encode, encode_title, with_dotted_letters};
use crate::latex::{Definitions, decode, decode_field, encode_plain};
use crate::model::{Inline, Text};

fn string(text: &str) -> Inline {
    Inline::Str(text.into())
}

fn ascii(text: &str) -> String {
    encode_plain(text, Charset::Ascii)
}

fn unicode(text: &str) -> String {
    encode_plain(text, Charset::Unicode)
}

#[test]
fn special_characters_cannot_swallow_what_follows() {
    assert_eq!(unicode("50% of R&D_x #1 $5"), "50\\% of R\\&D\\_x \\#1 \\$5");
    assert_eq!(unicode("\\input{x}"), "\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}");
    assert_eq!(unicode("a~b^c"), "a\\textasciitilde{}b\\textasciicircum{}c");
    assert_eq!(unicode("a--b ''"), "a-{}-b '{}'");
    assert_eq!(unicode("a\u{A0}b\u{202F}c"), "a~b\\,c");
    assert_eq!(unicode("a\u{FFFE}\u{1FFFF}"), "a{\\unichar{65534}}{\\unichar{131071}}");
    let code = Text::from(vec![Inline::Code("a–b—".into())]);
    assert_eq!(encode(&code, Charset::Unicode), "\\texttt{a\\textendash{}b\\textemdash{}}");
}

#[test]
fn unicode_keeps_letters_and_ascii_takes_them_apart() {
    assert_eq!(unicode("Gödel 中文 Ελλάδα"), "Gödel 中文 Ελλάδα");
    assert_eq!(ascii("Gödel šíç Łø ế ß"), "G{\\\"o}del {\\v s}{\\'{\\i}}{\\c c} {\\L}{\\o} {\\'{\\^e}} {\\ss}");
    assert_eq!(ascii("Trương ớ å"), "Tr{\\unichar{432}}{\\unichar{417}}ng {\\unichar{7899}} {\\r a}");
    assert_eq!(ascii("中"), "{\\unichar{20013}}");
    assert_eq!(ascii("q\u{303}"), "{\\~q}");
    assert_eq!(ascii("“x” – €"), "\\textquotedblleft{}x\\textquotedblright{} -- \\texteuro{}");
}

#[test]
fn symbols_that_text_fonts_lack_are_mathematics() {
    assert_eq!(unicode("α-helix ∈ ℝ"), "\\ensuremath{\\alpha}-helix \\ensuremath{\\in} \\ensuremath{{\\mathbb{R}}}");
}

#[test]
fn biber_reads_dotted_letters() {
    for (text, tex) in [("Martínez", "Mart{\\'i}nez"), ("ĭĵ ı ĺ", "{\\u i}{\\^j} {\\i} {\\'l}")] {
        assert_eq!(with_dotted_letters(ascii(text)), tex);
        assert_eq!(decode(tex).text, Text::plain(text));
    }
}

#[test]
fn bibtex_changes_no_letter_of_a_formula() {
    let title = |tex: &str| encode_title(&Text::from(vec![Inline::Math(tex.into())]), Charset::Unicode);
    for (formula, tex) in [
        ("x^2", "$x^2$"),
        ("A", "{$A$}"),
        ("\\Gamma", "{$\\Gamma$}"),
        ("\\mathcal{A}", "$\\mathcal{A}$"),
        ("x_{\\Gamma}", "$x_{\\Gamma}$"),
        ("x_{\\alpha B}", "{$x_{\\alpha B}$}"),
    ] {
        assert_eq!(title(formula), tex);
        assert_eq!(decode(tex).text, Text::from(vec![Inline::Math(formula.into())]));
    }
    assert_eq!(
        ascii("§ℝΓΑ ℗"),
        "\\textsection{}\\ensuremath{{\\mathbb{R}}}\\ensuremath{\\Gamma}\\ensuremath{{\\mathrm{{}A}}} {\\textcircledP}"
    );
}

#[test]
fn braces_protect_case() {
    let no_case = |content| encode(&Text::from(vec![Inline::NoCase(content)]), Charset::Unicode);
    assert_eq!(no_case(vec![string("BERT")]), "{BERT}");
    assert_eq!(no_case(vec![Inline::Em(vec![string("E. coli")])]), "{{\\emph{E. coli}}}");
    assert_eq!(no_case(vec![string("5")]), "5");
}

#[test]
fn harmful_formulas_and_links_become_text() {
    let text = Text::from(vec![
        Inline::Math("x^2".into()),
        Inline::Math("\\write18{rm -rf /}".into()),
        Inline::Link { url: "run:/bin/sh".into(), content: vec![string("click")] },
        Inline::Link { url: "https://a.org/}\\input{x}?a=%20#b".into(), content: vec![string("A")] },
    ]);
    assert_eq!(
        encode(&text, Charset::Unicode),
        "$x^2$\\$\\textbackslash{}write18\\textbraceleft{}rm -rf /\\textbraceright{}\\$click\
         \\href{https://a.org/\\%7D\\%5Cinput\\%7Bx\\%7D?a=\\%20\\#b}{A}"
    );
}

#[test]
fn what_is_escaped_is_not_escaped_again() {
    for tex in [
        "6\\%-14\\%",
        "e.\\,g.",
        "$\\mathcal{A}$-Distance",
        "D$^2$CA",
        "R\\&D \\emph{x} {BERT}",
        "G\\\"odel",
        "``x''",
        "a--b",
    ] {
        let once = encode(&decode(tex).text, Charset::Unicode);
        assert_eq!(encode(&decode(&once).text, Charset::Unicode), once);
    }
    assert_eq!(encode(&decode("6\\%-14\\% in $\\mathcal{A}$").text, Charset::Ascii), "6\\%-14\\% in $\\mathcal{A}$");
}

/// Characters as they occur in records, with a preference for those that are special in TeX. Text is in NFC, and its
/// white space is spaces.
fn characters() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => proptest::char::range('a', 'z'),
        2 => Just(' '),
        4 => proptest::sample::select("{}\\$&#^_~%`'\"-?!<>|,;:.()[]@*+=/A1\u{A0}\u{202F}\u{2009}\u{AD}".chars().collect::<Vec<_>>()),
        3 => proptest::sample::select("éößıíøŁαβΩµ–—…“”‘’«»→∈ℝ𝒜²₂´¨\u{301}\u{323}\u{327}中가ﬁİẞ".chars().collect::<Vec<_>>()),
        1 => any::<char>().prop_filter("white space of other kinds is written as spaces", |character| {
            !character.is_ascii_whitespace()
        }),
    ];
    vec(character, 0..12).prop_map(|characters| characters.into_iter().nfc().collect())
}

/// Harmless formulas in their normal form.
fn formula() -> impl Strategy<Value = String> {
    proptest::sample::select(vec![
        "x",
        "x^2",
        "^2",
        "\\mathcal{A}",
        "5",
        "5 and",
        "a < b",
        "\\{x\\}",
        "f''",
        "\\alpha\\ ",
    ])
    .prop_map(str::to_owned)
}

/// TeX of `.bib` files that takes nothing from what follows it.
fn tex() -> impl Strategy<Value = Inline> {
    let sources =
        vec!["{\\foo bar}", "\\ce{H2O}", "\\SI{3}{\\m}", "\\noopsort{a}", "{\\aap}", "$\\foo$", "\\doi{10.1/x}"];
    proptest::sample::select(sources).prop_map(|source| {
        let text = decode_field(source, &Definitions::default()).text;
        text.into_inlines().pop().expect("there is one piece")
    })
}

fn inline() -> impl Strategy<Value = Inline> {
    inline_of(proptest::strategy::Union::new([text_leaf().boxed()]))
}

fn inline_or_tex() -> impl Strategy<Value = Inline> {
    inline_of(proptest::strategy::Union::new_weighted(vec![(4, text_leaf().boxed()), (1, tex().boxed())]))
}

fn text_leaf() -> impl Strategy<Value = Inline> {
    prop_oneof![
        4 => characters().prop_map(Inline::Str),
        1 => formula().prop_map(Inline::Math),
        1 => characters().prop_map(Inline::Code),
    ]
}

fn inline_of(leaf: impl Strategy<Value = Inline> + 'static) -> impl Strategy<Value = Inline> {
    leaf.prop_recursive(4, 24, 4, |inner| {
        let content = vec(inner, 0..4);
        prop_oneof![
            content.clone().prop_map(Inline::Em),
            content.clone().prop_map(Inline::Strong),
            content.clone().prop_map(Inline::Underline),
            content.clone().prop_map(Inline::SmallCaps),
            content.clone().prop_map(Inline::Sub),
            content.clone().prop_map(Inline::Sup),
            content.clone().prop_map(Inline::Quote),
            // Braces around text without letters are not written.
            content.clone().prop_map(|content| Inline::NoCase([vec![Inline::Str("B".into())], content].concat())),
            content.prop_map(|content| Inline::NoCase([content, vec![Inline::Str("B".into())]].concat())),
            (vec(proptest::char::range('!', '~'), 1..9), characters()).prop_map(|(path, content)| Inline::Link {
                // These characters are percent-encoded.
                url: format!("https://a.org/{}", String::from_iter(path))
                    .replace(['"', '$', '<', '>', '\\', '^', '`', '{', '|', '}'], ""),
                content: vec![Inline::Str(content)],
            }),
        ]
    })
}

fn text() -> impl Strategy<Value = Text> {
    vec(inline(), 0..5).prop_map(|inlines| Text::from(composed(Text::from(inlines).inlines())))
}

fn text_with_tex() -> impl Strategy<Value = Text> {
    vec(inline_or_tex(), 0..5).prop_map(|inlines| Text::from(composed(Text::from(inlines).inlines())))
}

/// Joins neighbouring strings; the start of a string may compose with the end of the previous one.
fn composed(inlines: &[Inline]) -> Vec<Inline> {
    let composed_inline = |inline: &Inline| match inline {
        Inline::Str(text) => Inline::Str(text.nfc().collect()),
        Inline::Tex(_) => inline.clone(),
        other => other.with_children(composed(other.children().unwrap_or_default())),
    };
    inlines.iter().map(composed_inline).collect()
}

/// Whether braces are balanced both for TeX and for BibTeX, which does not know escaped braces.
fn is_balanced(tex: &str) -> bool {
    let mut depth = 0_i32;
    tex.bytes().all(|byte| {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        depth >= 0
    }) && depth == 0
}

proptest! {
    #[test]
    fn decoding_gives_back_what_was_encoded(text in text()) {
        for charset in [Charset::Unicode, Charset::Ascii] {
            for tex in [encode(&text, charset), encode_title(&text, charset), with_dotted_letters(encode(&text, charset))] {
                let decoded = decode(&tex);
                assert_eq!(decoded.problems, [], "{tex}");
                assert_eq!(decoded.text, text, "{tex}");
            }
        }
    }

    #[test]
    fn tex_comes_back_as_it_was(text in text_with_tex()) {
        let tex = encode(&text, Charset::Unicode);
        assert!(is_balanced(&tex), "{tex}");
        assert_eq!(decode_field(&tex, &Definitions::default()).text, text, "{tex}");
        assert_eq!(decode(&tex).text, *text.without_tex(), "{tex}");
    }

    #[test]
    fn output_is_balanced_and_keeps_to_its_characters(text in text(), formula in any::<String>(), url in any::<String>()) {
        let more = vec![Inline::Math(formula), Inline::Link { url: format!("http:{url}"), content: text.clone().into_inlines() }];
        let text = Text::from([text.into_inlines(), more].concat());
        assert!(is_balanced(&encode(&text, Charset::Unicode)));
        let tex = encode(&text, Charset::Ascii);
        assert!(is_balanced(&tex), "{tex}");
        assert!(tex.is_ascii(), "{tex}");
    }

    #[test]
    fn what_was_decoded_is_encoded_once(tex in "([{}$`'~\\\\% a-é]|\\\\emph|\\\\%|\\\\textbf\\{x\\}|\\$x\\^2\\$){0,30}") {
        let text = decode(&tex).text;
        let once = encode(&text, Charset::Unicode);
        let again = encode(&decode(&once).text, Charset::Unicode);
        assert_eq!(again, once);
    }
}
