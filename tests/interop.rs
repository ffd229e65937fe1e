//! Records converted to the entries of other crates and back.

use proptest::prelude::*;
use publist::interop::{from_biblatex, from_hayagriva, to_biblatex, to_hayagriva};
use publist::model::Inline;
use publist::{Code, Diagnostic, Format, Name, Record, formats};

use crate::strategies::record;

/// The record as publist reads it from its own file of it, without its place there.
fn through_text(record: &Record, format: &'static Format) -> Record {
    let text = format.write_to_string(std::slice::from_ref(record)).expect("memory can be written").text;
    let read = format.read_str(&text).expect("memory can be read").records.pop();
    Record { origin: None, passage: None, ..read.expect("the record is there") }
}

/// Whether a value of the work was reported as lost, and not only where a value came from.
fn is_lossy(reports: &[Diagnostic]) -> bool {
    reports.iter().any(|report| report.code != Code::ProvenanceLoss)
}

/// Whether there are braces in braces, which mean the same as one pair and become one.
fn has_nested_braces(inlines: &[Inline], is_in_braces: bool) -> bool {
    inlines.iter().any(|inline| {
        let is_braces = matches!(inline, Inline::NoCase(_));
        let content = inline.children().unwrap_or_default();
        is_braces && is_in_braces || has_nested_braces(content, is_braces || is_in_braces)
    })
}

/// Whether a record has characters that mean something else in a chunk of the biblatex crate.
fn may_look_like_tex(record: &Record) -> bool {
    let texts = record.texts.values().map(publist::Text::to_plain);
    let names = record.names.values().flat_map(|names| &names.list).map(Name::to_display_order);
    let has_math = record.texts.values().any(|text| format!("{text:?}").contains("Math"));
    has_math || texts.chain(names).chain(record.tags.clone()).any(|text| text.contains(['\\', '~', '{', '}', '\'']))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn an_entry_of_biblatex_holds_what_a_file_holds_or_the_loss_is_reported(record in record()) {
        let mut reports = Vec::new();
        let entry = to_biblatex(&record, &mut reports);
        // The crate parses the values of all fields that have a type.
        prop_assert!(entry.verify().malformed.len() <= entry.fields.len());
        let back = from_biblatex(&entry, &mut ());
        let mut expected = through_text(&record, &formats::BIBLATEX);
        expected.inferred.clear();
        if !is_lossy(&reports) {
            for (variable, text) in &mut expected.texts {
                if has_nested_braces(text.inlines(), false) {
                    prop_assert_eq!(text.to_plain(), back.texts[variable].to_plain());
                    text.clone_from(&back.texts[variable]);
                }
            }
            prop_assert_eq!(&back, &expected, "{:?}", entry);
        }
        prop_assert!(!is_lossy(&reports) || may_look_like_tex(&record), "{:#?}\n{:?}", reports, entry);
        prop_assert_eq!(!record.inferred.is_empty(), reports.iter().any(|report| report.code == Code::ProvenanceLoss));
    }

    #[test]
    fn an_entry_of_hayagriva_holds_what_a_file_holds_or_the_loss_is_reported(record in record()) {
        let mut reports = Vec::<Diagnostic>::new();
        let entry = to_hayagriva(&record, &mut reports);
        let back = from_hayagriva(&entry, &mut ());
        let expected = through_text(&record, &formats::HAYAGRIVA);
        let is_changed = reports.iter().any(|report| report.message.ends_with("in an entry of the hayagriva crate"));
        prop_assert_eq!(back == expected, !is_changed, "{:#?}\n{:#?}\n{:?}", back, expected, reports);
    }
}
