//! Makes records from MARCXML.

use super::element::{Marc, bare, without_brackets, without_stop};
use super::host::first_word;
use super::{FORMAT, host, kind, people, publication};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{NumberVariable, Origin, Record, TextVariable};
use crate::seam::xml_fields::{set_identifier, titled};
use crate::seam::xml_records::{OwnIds, XmlRecords};
use crate::syntax::element::Element;
use crate::syntax::xml::{Shape, place_of};
use crate::values::identifiers::{Identifier, Label, malformed};
use crate::values::titles::without_full_stop;
use crate::values::{languages, markup};

pub(super) static READER: XmlRecords = XmlRecords {
    shape: Shape { format: "MARCXML", records: &["record"], wrappers: &[], errors: &[] },
    record,
    ids: OwnIds::Never,
};

/// Makes the record of a `record` element; `None` if it describes no work.
pub(crate) fn record(element: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    let marc = Marc::of(element);
    if !kind::is_bibliographic(marc) {
        let message = "the record describes a name, a holding or a class, and no work: it was left out";
        diag.report(Diagnostic::new(Code::MarcNoWork, message).at(place_of(file, element)));
        return None;
    }
    let mut record = Record { origin: Some(Origin::new(FORMAT.id, element.line)), ..Record::default() };
    kind::kind(marc).put(&mut record);
    set_titles(&mut record, marc);
    people::set(&mut record, marc);
    publication::set(&mut record, marc);
    host::set(&mut record, marc, file, diag);
    host::set_series(&mut record, marc);
    set_identifiers(&mut record, marc, file, diag);
    set_description(&mut record, marc);
    set_language(&mut record, marc);
    set_notes(&mut record, marc);
    record.set_tags(tags(marc));
    keep(&mut record, marc);
    titled(record, element, file, diag)
}

/// Sets the title with the subtitle and the names of parts; other titles are kept.
fn set_titles(record: &mut Record, marc: Marc<'_>) {
    if let Some(field) = marc.field("245") {
        let mut title = String::new();
        let (mut parallel, mut is_numbered) = (false, false);
        for (code, text) in field.several(&['a', 'b', 'n', 'p']) {
            let part = bare(&text);
            match code {
                // What follows an equals sign is the same title in another language.
                'b' if parallel => record.keep_extra(FORMAT.id, "parallel-title", part),
                'b' if title.ends_with(['?', '!']) => title.extend([" ", part]),
                'b' => title = format!("{}: {part}", title.trim_end_matches('.')),
                'p' if is_numbered => title.extend([", ", part]),
                'n' | 'p' => title = format!("{}. {part}", title.trim_end_matches('.')),
                _ => title = part.to_owned(),
            }
            parallel = text.trim_end().ends_with('=');
            is_numbered = code == 'n';
        }
        record.set_text(TextVariable::Title, without_full_stop(markup::text(&title)));
    }
    let original = marc.field("765").and_then(|field| field.subfield('t'));
    // A uniform title is that of the original if the work was translated (041 $h).
    let is_translation = marc.field("041").is_some_and(|field| field.subfield('h').is_some());
    let uniform = marc.field("240").and_then(|field| field.subfield('a'));
    match (original, uniform) {
        (Some(original), _) => record.set_text(TextVariable::OriginalTitle, without_stop(&original)),
        (None, Some(uniform)) if is_translation => {
            record.set_text(TextVariable::OriginalTitle, without_stop(&uniform));
        }
        (None, Some(uniform)) => record.keep_extra(FORMAT.id, "240", uniform),
        (None, None) => {}
    }
    for field in marc.fields(&["246", "880"]) {
        record.keep_extra(FORMAT.id, field.tag(), field.joined(&['a', 'b'], ": "));
    }
}

fn set_identifiers(record: &mut Record, marc: Marc<'_>, file: &str, diag: &mut dyn Sink) {
    for (tag, label, name) in [("020", Label::Isbn, "ISBN"), ("022", Label::Issn, "ISSN")] {
        let mut good: Vec<String> = Vec::new();
        for field in marc.fields(&[tag]) {
            let Some(text) = field.subfield('a') else { continue };
            let number = first_word(&text);
            if Identifier::of(label, number).is_some() {
                good.push(number.to_owned());
            } else {
                diag.report(malformed(name, number).at(place_of(file, field.element)));
                record.keep_extra(FORMAT.id, tag, text);
            }
        }
        if let Some(field) = marc.field(tag) {
            set_identifier(record, label, &good.join(", "), field.element, file, diag);
        }
    }
    // 024 with a first indicator of 7 names the sort of its number.
    for field in marc.fields(&["024"]) {
        let (Some(number), scheme) = (field.subfield('a'), field.subfield('2').unwrap_or_default()) else { continue };
        match Label::from_name(&scheme) {
            Some(label) if field.indicator(1) == '7' => {
                set_identifier(record, label, &number, field.element, file, diag);
            }
            _ => record.keep_extra(FORMAT.id, "024", format!("{scheme} {number}").trim()),
        }
    }
    // 856 with a second indicator of 2 is the address of something else.
    for field in marc.fields(&["856"]) {
        let Some(address) = field.subfield('u') else { continue };
        match record.url().is_none() && field.indicator(2) != '2' {
            true => set_identifier(record, Label::Url, &address, field.element, file, diag),
            false => record.keep_extra(FORMAT.id, "856", address),
        }
    }
}

/// Sets the edition and the extent.
fn set_description(record: &mut Record, marc: Marc<'_>) {
    if let Some(edition) = marc.field("250").and_then(|field| field.subfield('a')) {
        let edition = without_brackets(bare(&edition));
        record.set_number(NumberVariable::Edition, number_of_edition(edition).unwrap_or(edition));
    }
    let Some(field) = marc.field("300") else { return };
    let extent = field.subfield('a').unwrap_or_default();
    match (count_before(&extent, &["p", "pages", "S", "Seiten"]), count_before(&extent, &["v", "volumes", "Bände"])) {
        (Some(pages), _) => record.set_number(NumberVariable::NumberOfPages, pages),
        (None, Some(volumes)) => record.set_number(NumberVariable::NumberOfVolumes, volumes),
        (None, None) if !extent.is_empty() => record.keep_extra(FORMAT.id, "300", bare(&extent)),
        _ => {}
    }
}

/// Returns the number of "2nd ed." and "3. Auflage"; `None` if the edition has other words.
fn number_of_edition(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    let number = &text[..text.len() - rest.len()];
    let words =
        rest.trim_start_matches("st").trim_start_matches("nd").trim_start_matches("rd").trim_start_matches("th");
    let words = words.trim_matches([' ', '.', ',']).to_lowercase();
    let is_plain = matches!(words.as_str(), "" | "ed" | "edition" | "aufl" | "auflage" | "éd" | "ausgabe" | "e éd");
    (!number.is_empty() && is_plain).then_some(number)
}

/// Returns the last number before one of the words: 345 of "xii, 345 p.".
fn count_before<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let mut tokens = text.split([' ', ',', '[', ']']).filter(|token| !token.is_empty()).peekable();
    let mut found = None;
    while let Some(token) = tokens.next() {
        let is_number = token.bytes().all(|byte| byte.is_ascii_digit());
        let next = tokens.peek().map(|next| next.trim_matches(['.', ':', ';', ')']));
        if is_number && next.is_some_and(|next| words.contains(&next)) {
            found = Some(token);
        }
    }
    found
}

/// Sets the language: the first one of 041, or that of the fixed fields.
fn set_language(record: &mut Record, marc: Marc<'_>) {
    let own = marc.field("041").and_then(|field| field.subfield('a'));
    let fixed = || marc.control("008").and_then(|fixed| fixed.get(35..38).map(str::to_owned));
    let code = own.or_else(fixed).unwrap_or_default();
    // Codes without a language: blank, undetermined, none, fill characters. Old records join several codes.
    let code = code.get(..3).unwrap_or(&code).trim();
    if !code.is_empty() && !matches!(code, "und" | "zxx" | "|||") {
        record.set_language(languages::tag_of(code));
    }
}

fn set_notes(record: &mut Record, marc: Marc<'_>) {
    if let Some(summary) = marc.field("520") {
        record.set_text(TextVariable::Abstract, markup::text(&summary.joined(&['a', 'b'], " ")));
    }
    let notes: Vec<String> = marc.fields(&["500"]).filter_map(|field| field.subfield('a')).collect();
    record.set_text(TextVariable::Note, markup::text(&notes.join(" ")));
    if let Some(terms) = marc.field("540") {
        let text = terms.subfield('a').or_else(|| terms.subfield('u')).unwrap_or_default();
        record.set_text(TextVariable::License, text);
    }
}

/// The headings of subjects, with their subdivisions.
fn tags(marc: Marc<'_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for field in marc.fields(&["600", "610", "611", "630", "648", "650", "651", "653", "655"]) {
        let parts: Vec<String> =
            field.several(&['a', 'x', 'y', 'z', 'v']).iter().map(|(_, part)| without_stop(part).to_owned()).collect();
        let tag = parts.join(" -- ");
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// Keeps the numbers of the record and further notes.
fn keep(record: &mut Record, marc: Marc<'_>) {
    if let Some(number) = marc.control("001") {
        record.keep_extra(FORMAT.id, "001", number.trim());
    }
    if let Some(call_number) = marc.field("050") {
        record.set_text(TextVariable::CallNumber, call_number.joined(&['a', 'b'], " "));
    }
    for field in marc.fields(&["010", "035", "082", "505", "536"]) {
        if let Some(value) = field.subfield('a') {
            record.keep_extra(FORMAT.id, field.tag(), value);
        }
    }
}
