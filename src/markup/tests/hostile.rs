//! Hostile texts in every backend: a reader of the output sees exactly the text, and nothing else is there.
//! `.ci/hostile` checks the same with the programs that people use.

use unicode_normalization::UnicodeNormalization as _;

use super::hostile_texts;
use crate::latex;
use crate::markup::backend::without_controls;
use crate::markup::{BACKENDS, Block, Doc, Entry, References, render, render_docx, render_text};
use crate::model::{Inline, Text};

/// The visible text of output in this language. Panics if the output contains a command.
fn seen(backend: &str, written: &str) -> String {
    match backend {
        "text" | "ansi" => written.to_owned(),
        "html" => {
            assert!(!written.contains(['<', '>', '"', '\'']), "{written}");
            let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
            escapes.iter().fold(written.to_owned(), |text, (escape, character)| text.replace(escape, character))
        }
        "markdown" => markdown_seen(written),
        "typst" => unescaped(written, "#$*_`<>@[]~\""),
        "latex" => latex::decode(&written.replace("\\allowbreak{}", "")).text.to_plain(),
        "rtf" => rtf_seen(written),
        other => panic!("say how {other} is read"),
    }
}

/// A text without the backslashes that escape characters; all of `special` must be escaped, except inside words.
fn unescaped(written: &str, special: &str) -> String {
    let mut seen = String::new();
    let mut characters = written.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => seen.push(characters.next_if(char::is_ascii_punctuation).expect("backslashes escape something")),
            _ => {
                assert!(!special.contains(character), "{character} in {written}");
                seen.push(character);
            }
        }
    }
    seen
}

/// The text of Markdown, in which some characters are references.
fn markdown_seen(written: &str) -> String {
    let seen = unescaped(written, "`*[]<|~$");
    let (mut text, mut rest) = (String::new(), seen.as_str());
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let reference = after.split_once(';').and_then(|(name, behind)| {
            let character = match name {
                "lt" => '<',
                "amp" => '&',
                number => char::from_u32(number.strip_prefix('#')?.parse().ok()?)?,
            };
            Some((character, behind))
        });
        let (character, behind) = reference.unwrap_or(('&', after));
        text.push(character);
        rest = behind;
    }
    text + rest
}

/// The text of RTF, which must contain nothing but text.
fn rtf_seen(written: &str) -> String {
    let mut units = Vec::new();
    let mut rest = written;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        assert!(!"{}".contains(character) && character.is_ascii(), "{written}");
        if character != '\\' {
            units.push(character as u16);
            continue;
        }
        let number = rest.strip_prefix('u').and_then(|number| number.split_once('?'));
        if let Some((number, after)) = number.filter(|(number, _)| number.parse::<i16>().is_ok()) {
            units.push(number.parse::<i16>().expect("it is one").cast_unsigned());
            rest = after;
        } else {
            let escaped = rest.chars().next().expect("backslashes escape something");
            assert!("\\{}~".contains(escaped), "\\{escaped} in {written}");
            units.push(if escaped == '~' { 0xa0 } else { escaped as u16 });
            rest = &rest[1..];
        }
    }
    String::from_utf16(&units).expect("UTF-16")
}

/// Ignores spaces at the ends and repeated spaces, which are a matter of layout, and noncharacters, which TeX lacks.
fn normal(text: &str) -> String {
    let kept: String = text.chars().filter(|&character| !crate::text::unicode::is_noncharacter(character)).collect();
    kept.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_backend_shows_them_as_text() {
    for backend in BACKENDS {
        for text in hostile_texts() {
            let written = render_text(&Text::plain(&text), *backend);
            let expected: String = normal(&without_controls(&text)).nfc().collect();
            assert_eq!(
                normal(&seen(backend.id(), &written)).nfc().collect::<String>(),
                expected,
                "{}: {written}",
                backend.id()
            );
        }
    }
}

#[test]
fn no_control_character_is_left_anywhere() {
    let entry = |text: &String| {
        let link =
            Inline::Link { url: format!("https://example.org/{text}"), content: vec![Inline::Str(text.clone())] };
        let body = vec![
            link,
            Inline::Code(text.clone()),
            Inline::Math(text.clone()),
            Inline::Em(vec![Inline::Str(text.clone())]),
        ];
        Entry::new(text.clone(), Some(Text::plain(text)), Text::from(body))
    };
    let texts = hostile_texts();
    let list = References { entries: texts.iter().map(entry).collect(), ..References::default() };
    let mut blocks: Vec<Block> =
        texts.iter().map(|text| Block::Heading { level: 2, content: Text::plain(text) }).collect();
    blocks.push(Block::References(list));
    let doc = Doc { blocks, language: Some("en".into()), ..Doc::default() };
    let turns = |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    for backend in BACKENDS {
        let written = render(&doc, *backend);
        let own = if backend.id() == "ansi" { "\n\u{1b}" } else { "\n" };
        let stray =
            written.chars().find(|&character| turns(character) || character.is_control() && !own.contains(character));
        assert_eq!(stray, None, "{}", backend.id());
    }
    assert!(render_docx(&doc, "x").is_ok());
}
