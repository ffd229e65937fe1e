//! Numbers, quantities and angles in the language of siunitx (its manual, sections 4.1 and 4.2).

use super::units;
use crate::model::Inline;

/// Reads a number: `1.5e-3`, `1 +- 0.2`, `2x3`.
pub(super) fn number(source: &str) -> Vec<Inline> {
    let mut text = String::new();
    let mut inlines = Vec::new();
    let source = source.replace("\\pm", "±").replace("\\times", "×").replace("+-", "±").replace("\\,", "");
    let mut rest = source.trim();
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        match first {
            'e' | 'E' | 'd' | 'D' if begins_exponent(rest) => {
                let length = rest.bytes().skip(1).take_while(u8::is_ascii_digit).count() + 1;
                let (exponent, after) = rest.split_at(length);
                rest = after;
                text.push_str(if text.is_empty() { "10" } else { " × 10" });
                inlines.push(Inline::Str(std::mem::take(&mut text)));
                let exponent = exponent.trim_start_matches('+').replace('-', "−");
                inlines.push(Inline::Sup(vec![Inline::Str(exponent)]));
            }
            '-' => text.push('−'),
            '±' | '×' => text.push_str(&format!(" {first} ")),
            'x' => text.push_str(" × "),
            '{' | '}' | '$' | '\\' => {}
            first if first.is_ascii_whitespace() => {}
            first => text.push(first),
        }
    }
    inlines.push(Inline::Str(text));
    inlines
}

fn begins_exponent(rest: &str) -> bool {
    rest.strip_prefix(['-', '+']).unwrap_or(rest).starts_with(|first: char| first.is_ascii_digit())
}

/// Reads a number with its unit.
pub(super) fn quantity(value: &str, unit: &str) -> Vec<Inline> {
    let mut inlines = number(value);
    push_unit(&mut inlines, unit);
    inlines
}

/// Reads a range.
pub(super) fn range(first: &str, last: &str, unit: &str) -> Vec<Inline> {
    let mut inlines = number(first);
    inlines.push(Inline::Str("–".to_owned()));
    inlines.extend(number(last));
    push_unit(&mut inlines, unit);
    inlines
}

/// Reads numbers with semicolons between them.
pub(super) fn list(values: &str, unit: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for (index, value) in values.split(';').enumerate() {
        if index > 0 {
            inlines.push(Inline::Str(", ".to_owned()));
        }
        inlines.extend(number(value));
    }
    push_unit(&mut inlines, unit);
    inlines
}

/// Reads an angle: degrees, or degrees, minutes and seconds with semicolons between them.
pub(super) fn angle(source: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for (value, sign) in source.split(';').zip(["°", "′", "″"]) {
        if !value.trim().is_empty() {
            inlines.extend(number(value));
            inlines.push(Inline::Str(sign.to_owned()));
        }
    }
    inlines
}

fn push_unit(inlines: &mut Vec<Inline>, unit: &str) {
    let unit = units::read(unit);
    let has_no_space = matches!(unit.as_slice(), [Inline::Str(sign)] if ["°", "′", "″"].contains(&sign.as_str()));
    if !unit.is_empty() && !has_no_space {
        inlines.push(Inline::Str("\u{202F}".to_owned()));
    }
    inlines.extend(unit);
}
