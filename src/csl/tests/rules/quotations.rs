//! Tests of quotation marks, and of marks of punctuation beside them.

use super::{in_english, reference, titled};
use crate::markup::from_micro_html;
use crate::model::TextVariable;

fn quoted_in(language: &str, title: &str) -> String {
    reference("", r#"<layout><text variable="title" quotes="true"/></layout>"#, language, &titled(title))
}

fn plain_in(language: &str, title: &str) -> String {
    reference("", r#"<layout><text variable="title"/></layout>"#, language, &titled(title))
}

/// CSL 1.0.2, "Formatting", `quotes`: the marks are those of the language, inner ones inside outer ones.
#[test]
fn the_marks_of_the_language_turn_inside_of_quotations() {
    for (language, title, quoted) in [
        ("de-DE", "Was heißt „Ufer“ heute", "„Was heißt ‚Ufer‘ heute“"),
        ("de-DE", "Was heißt \"Ufer\" heute", "„Was heißt ‚Ufer‘ heute“"),
        ("fr-FR", "Le mot «\u{a0}rive\u{a0}» ici", "«\u{a0}Le mot “rive” ici\u{a0}»"),
        ("fr-FR", "Le mot « rive » ici", "«\u{a0}Le mot “rive” ici\u{a0}»"),
        ("es-ES", "La «orilla» hoy", "«La “orilla” hoy»"),
        ("it-IT", "La «riva» oggi", "«La “riva” oggi»"),
        ("ru-RU", "О «береге» теперь", "«О „береге“ теперь»"),
        ("pl-PL", "O „brzegu” dziś", "„O «brzegu» dziś”"),
        ("ja-JP", "「岸」について", "「『岸』について」"),
        ("en-US", "On “shores” today", "“On ‘shores’ today”"),
        ("en-GB", "On ‘shores’ today", "‘On “shores” today’"),
    ] {
        assert_eq!(quoted_in(language, title), quoted, "{language}: {title}");
    }
}

#[test]
fn marks_outside_of_quotations_stay() {
    for (language, title) in [
        ("de-DE", "Was heißt „Ufer“ heute"),
        ("de-DE", "Was heißt »Ufer« heute"),
        ("de-DE", "„Ufer“ und ‚Rand‘"),
        ("fr-FR", "Le mot «\u{a0}rive\u{a0}» ici"),
        ("sv-SE", "Om ”stranden” i dag"),
        ("ja-JP", "「岸」について"),
        ("en-US", "Das „Ufer“ in «Rivers» and 「岸」"),
        ("en-US", "5» 6« 」 „open"),
        ("fr-FR", "L’idée d’“or”"),
    ] {
        assert_eq!(plain_in(language, title), title, "{language}");
    }
    // Other languages' marks stay inside quotations, too.
    assert_eq!(quoted_in("de-DE", "Was heißt »Ufer« heute"), "„Was heißt »Ufer« heute“");
    assert_eq!(quoted_in("en-US", "On «rives» today"), "“On «rives» today”");
}

/// CMOS 18, 6.2: marks of punctuation have the font of the surrounding text.
#[test]
fn marks_that_move_into_quotations_are_not_italic() {
    let mut record = titled("");
    record.set_text(TextVariable::Title, from_micro_html("Notes on <i>Homo sapiens</i>"));
    let layout = r#"<text variable="title" quotes="true" suffix="."/>"#;
    assert_eq!(in_english(layout, &record), "“Notes on <i>Homo sapiens</i>.”");
    let italic = r#"<text variable="title" quotes="true" font-style="italic" suffix=","/>"#;
    assert_eq!(in_english(italic, &titled("Rivers")), "“<i>Rivers</i>,”");
    assert_eq!(in_english(layout, &titled("On “rivers”")), "“On ‘rivers.’”");
    record.set_text(TextVariable::Title, from_micro_html("Who is <i>Homo</i>?"));
    assert_eq!(in_english(layout, &record), "“Who is <i>Homo</i>?”");
}
