//! A document and texts for the tests of the backends.

mod hostile;

use super::{Block, Doc, Entry, References};
use crate::model::{Inline, Text};

fn string(text: &str) -> Inline {
    Inline::Str(text.into())
}

/// A document with an example of every common element, for the tests of backends.
pub(super) fn sample() -> Doc {
    let url = "https://doi.org/10.1/x_y";
    let first = Text::from(vec![
        Inline::Strong(vec![string("Y. Zong")]),
        string(", "),
        Inline::Em(vec![
            string("D"),
            Inline::Math("^2".into()),
            Inline::NoCase(vec![string("CA")]),
            string(" & the "),
            Inline::Math("\\mathcal{A}".into()),
            string("-Distance"),
        ]),
        string(". "),
        Inline::Quote(vec![string("micro-expression (SER)")]),
        string(". 2022. "),
        Inline::Link { url: url.into(), content: vec![string(url)] },
    ]);
    let entries = vec![
        Entry::new("zong2022", Some("[1]".into()), first),
        Entry::new("second", Some("[2]".into()), "Second_one.".into()),
    ];
    Doc {
        blocks: vec![
            Block::Heading { level: 1, content: "Papers".into() },
            Block::References(References { entries, ..References::default() }),
            Block::Paragraph("The end.".into()),
        ],
        language: Some("en-US".into()),
        ..Doc::default()
    }
}

/// Hostile texts, one by one.
pub(super) fn hostile_texts() -> Vec<String> {
    serde_json::from_str(include_str!("../../../fixtures/hostile/texts.json")).expect("a list of texts")
}

/// Text that tries to be a command in every language.
pub(super) fn attack() -> Text {
    let formula = "\\input{/etc/passwd}</script><script>alert(2)";
    Text::from(vec![
        string(
            "<script>alert(1)</script> \\input{/etc/passwd} \\write18{rm} #read(\"x\") $#x$ `rm` ](javascript:x) \u{1b}[2J",
        ),
        Inline::Math(formula.into()),
        Inline::Link { url: "javascript:x".into(), content: vec![string("click")] },
    ])
}
