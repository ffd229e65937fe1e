use std::num::NonZero;

use proptest::prelude::*;

use super::{Conversion, ConvertOptions};
use crate::diag::{Code, Diagnostic};
use crate::error::Error;
use crate::formats::by_id;
use crate::keys::KeyPolicy;
use crate::query::{SortBy, SortKey};
use crate::seam::{Layout, WriteOptions};
use crate::syntax::Input;

/// Converts a text; returns the output and the reports.
fn convert(text: &str, from: &str, to: &str, options: &ConvertOptions) -> (String, Vec<Diagnostic>) {
    convert_all(&[(from, text)], to, options)
}

fn convert_all(texts: &[(&str, &str)], to: &str, options: &ConvertOptions) -> (String, Vec<Diagnostic>) {
    let (mut out, mut reports) = (Vec::new(), Vec::new());
    let mut conversion = Conversion::start(by_id(to).unwrap(), options, &mut out).unwrap();
    for (number, (from, text)) in texts.iter().enumerate() {
        let name = format!("in{number}");
        let mut unread = text.as_bytes();
        let input = Input::new(&name, &mut unread);
        conversion.read(by_id(from).unwrap(), input, &mut reports).unwrap();
    }
    conversion.finish(&mut reports).unwrap();
    (String::from_utf8(out).unwrap(), reports)
}

fn options(threads: usize, block_size: usize) -> ConvertOptions {
    ConvertOptions { threads: NonZero::new(threads), block_size, ..ConvertOptions::default() }
}

/// Checks that threads and blocks make no difference, and returns the output and the reports.
#[track_caller]
fn check(text: &str, to: &str, change: impl Fn(&mut ConvertOptions)) -> (String, Vec<Diagnostic>) {
    let with = |threads, block_size| {
        let mut options = options(threads, block_size);
        change(&mut options);
        convert(text, "json", to, &options)
    };
    let whole = with(1, 1 << 20);
    for (threads, block_size) in [(1, 100), (2, 100), (5, 37)] {
        let (output, reports) = with(threads, block_size);
        assert_eq!(output, whole.0, "{threads} threads, blocks of {block_size}");
        assert_eq!(reports, whole.1, "{threads} threads, blocks of {block_size}");
    }
    whole
}

fn lines(count: usize) -> String {
    (0..count).map(|number| format!("{{\"id\":\"k{number}\",\"title\":\"Title {number}\"}}\n")).collect()
}

#[test]
fn every_format_comes_out_the_same() {
    for format in crate::formats::FORMATS.iter().filter(|format| format.writer.is_some()) {
        let (output, reports) = check(&lines(50), format.id, |_| ());
        let is_lossy = |report: &Diagnostic| report.code == Code::OutputLoss;
        assert!(output.contains("Title 49") && reports.iter().all(is_lossy), "{}: {reports:?}", format.id);
    }
    check(&lines(50), "json", |options| options.write = WriteOptions { layout: Layout::Lines, ..Default::default() });
}

#[test]
fn the_parts_of_a_file_are_the_file() {
    for id in ["bibtex", "biblatex", "json", "csl-json"] {
        let (output, _) = check(&lines(3), id, |_| ());
        let (options, mut out) = (WriteOptions::default(), Vec::new());
        let mut file = by_id(id).unwrap().writer.unwrap().start(&options, &mut out).unwrap();
        let reader = by_id("json").unwrap().reader.unwrap();
        let text = lines(3);
        let mut unread = text.as_bytes();
        let input = Input::new("in", &mut unread);
        reader.read(input, &mut |record| file.record(&record, &mut ()).unwrap(), &mut ()).unwrap();
        file.finish().unwrap();
        assert_eq!(output, String::from_utf8(out).unwrap());
    }
}

#[test]
fn reports_have_their_places_in_the_whole_input() {
    let text = format!("{}{{\"id\":\"x\"}}\r\n{}{{\"id\":\n", lines(20), lines(1));
    let (_, reports) = check(&text, "bibtex", |_| ());
    let shown: Vec<(Code, u32)> =
        reports.iter().filter_map(|report| Some((report.code, report.place.as_ref()?.line))).collect();
    assert_eq!(shown, [(Code::MissingTitle, 21), (Code::JsonTruncated, 24)]);
    assert!(reports.iter().any(|report| report.code == Code::DuplicateId));
}

#[test]
fn records_without_ids_get_keys_that_no_later_record_has() {
    let keyless = "{\"title\":\"Speech\",\"issued\":\"2020\"}\n";
    let text = format!("{}{keyless}{keyless}{{\"id\":\"speech2020\",\"title\":\"T\"}}\n{}", lines(2), lines(1));
    let (output, _) = check(&text, "bibtex", |_| ());
    let keys: Vec<&str> = output.lines().filter_map(|line| line.strip_prefix("@misc{")).collect();
    assert_eq!(keys, ["k0,", "k1,", "speech2020a,", "speech2020b,", "speech2020,", "k0a,"]);
}

#[test]
fn nothing_waits_where_no_ids_come() {
    let keyless = "{\"title\":\"Speech\",\"issued\":\"2020\"}\n".repeat(20);
    let run = |threads| {
        let (options, mut out) = (options(threads, 100), Vec::new());
        let mut conversion = Conversion::start(by_id("bibtex").unwrap(), &options, &mut out).unwrap();
        let read = |conversion: &mut Conversion<'_>, text: &str| {
            let mut unread = text.as_bytes();
            let input = Input::new("in", &mut unread);
            conversion.read(by_id("json").unwrap(), input, &mut ()).unwrap();
        };
        read(&mut conversion, &format!("{}{keyless}", lines(2)));
        conversion.expect_no_ids(&mut ()).unwrap();
        read(&mut conversion, &format!("{keyless}{{\"id\":\"speech2020\",\"title\":\"T\"}}\n"));
        conversion.finish(&mut ()).unwrap();
        String::from_utf8(out).unwrap()
    };
    let output = run(1);
    assert_eq!(run(3), output);
    let keys: Vec<&str> = output.lines().filter_map(|line| line.strip_prefix("@misc{")).collect();
    assert_eq!(
        (keys[2], keys[3], keys[22], keys[42]),
        ("speech2020,", "speech2020a,", "speech2020t,", "speech2020an,")
    );
}

#[test]
fn more_records_than_memory_is_to_hold_wait_in_a_file() {
    let record = |number: usize| format!("{{\"title\":\"Speech {}\",\"issued\":\"2020\"}}\n", number % 7);
    let text: String = (0..6000).map(record).chain([lines(1)]).collect();
    let run = |threads| convert(&text, "json", "bibtex", &options(threads, 10_000));
    let (output, reports) = run(1);
    assert_eq!((output.as_str(), &reports), (run(3).0.as_str(), &run(3).1));
    let in_memory = ConvertOptions { sort: vec![], ..options(1, 1 << 30) };
    assert_eq!(convert(&text, "json", "bibtex", &in_memory).0, output);
    assert_eq!(output.matches("@misc{").count(), 6001);
    assert!(output.ends_with("@misc{k0,\n  title = {Title 0},\n}\n"));
}

#[test]
fn new_keys_and_orders_come_out_the_same() {
    let (output, _) = check(&lines(30), "bibtex", |options| options.keys = KeyPolicy::Regenerate);
    assert!(output.starts_with("@misc{title0,"), "{output}");
    let by_title = SortKey { by: SortBy::Title, is_descending: true };
    let (output, _) = check(&lines(10), "bibtex", |options| options.sort = vec![by_title]);
    assert!(output.starts_with("@misc{k9,"), "{output}");
}

#[test]
fn a_list_is_read_in_one_thread() {
    let list = format!("[{}]", lines(600).trim_end().replace('\n', ",\n"));
    let (output, _) = check(&list, "bibtex", |_| ());
    assert_eq!(output.matches("@misc{").count(), 600);
}

#[test]
fn files_that_are_read_in_place_stay_among_others() {
    let bib = "% kept\n@book{k1,\n  title = {One}\n}\n";
    let texts = [("json", lines(30)), ("bibtex", bib.to_owned()), ("json", lines(30))];
    let texts: Vec<(&str, &str)> = texts.iter().map(|(format, text)| (*format, text.as_str())).collect();
    let whole = convert_all(&texts, "bibtex", &options(1, 1 << 20));
    assert_eq!(convert_all(&texts, "bibtex", &options(3, 50)), whole);
    assert!(whole.0.contains("% kept\n@book{k1a,\n  title = {One}\n}"), "{}", whole.0);
}

#[test]
fn only_what_is_asked_for_is_converted() {
    let query = |options: &mut ConvertOptions| options.query = Some("key:k1*".parse().unwrap());
    let (output, _) = check(&lines(30), "bibtex", query);
    assert_eq!(output.matches("@misc{k1").count(), 11, "{output}");
    assert_eq!(output.matches('@').count(), 11, "{output}");
    let bib = "% kept\n@book{k1,\n  title = {One}\n}\n\n@book{k2,\n  title = {Two}\n}\n% kept, too\n";
    let mut options = ConvertOptions::default();
    query(&mut options);
    let (output, _) = convert(bib, "bibtex", "bibtex", &options);
    assert!(output.contains("% kept\n@book{k1,\n  title = {One}\n}") && !output.contains("k2"), "{output}");
}

#[test]
fn children_and_parents_may_stand_in_different_parts() {
    let bib = "@inproceedings{late,\n  title = {Late},\n  crossref = {proc},\n}\n\n\
               @proceedings{proc,\n  editor = {Doe, Ed},\n  title = {The Proceedings},\n  date = {2020},\n}\n";
    let json = convert(bib, "biblatex", "json", &ConvertOptions::default()).0;
    let (first, second) = json.trim_matches(['[', ']', '\n', ' ']).split_once("\n  },\n").unwrap();
    let text =
        format!("{}\n{}{}\n{}", first.replace('\n', ""), "}\n", lines(20).trim(), second.replace('\n', "").trim());
    let (output, _) = check(&text, "biblatex", |_| ());
    assert!(output.contains("@inproceedings{late,\n  title = {Late},\n  crossref = {proc},\n}"), "{output}");
}

#[test]
fn an_output_that_fails_ends_the_work() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (options, mut out, text) = (options(3, 100), Full, lines(1000));
    let mut conversion = Conversion::start(by_id("bibtex").unwrap(), &options, &mut out).unwrap();
    let mut unread = text.as_bytes();
    let input = Input::new("in", &mut unread);
    let result = conversion.read(by_id("json").unwrap(), input, &mut ());
    assert!(result.is_err_and(|error: Error| error.is_broken_pipe()));
}

/// Lines, valid and invalid.
fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0..20_u8, "[a-zé ]{0,12}").prop_map(|(id, title)| format!("{{\"id\":\"r{id}\",\"title\":\"{title}\"}}")),
        2 => "[a-z]{1,8}".prop_map(|title| format!("{{\"title\":\"{title}\",\"issued\":\"2020\"}}")),
        1 => Just("{\n  \"id\": \"pretty\",\n  \"title\": [\"a\",\n{\"em\": [\"b\"]}]\n}".to_owned()),
        1 => "[{}\\[\\]\",:\\\\a1 ]{0,10}",
        1 => Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn threads_make_no_difference(
        lines in prop::collection::vec((any_line(), prop_oneof![Just("\n"), Just("\r\n")]), 0..40),
        block_size in 1..400_usize,
        threads in 2..5_usize,
        has_mark in any::<bool>(),
    ) {
        let text: String = lines.iter().map(|(line, end)| format!("{line}{end}")).collect();
        let text = if has_mark { format!("\u{FEFF}{text}") } else { text };
        let text = text.trim_end_matches('\n');
        for to in ["bibtex", "json"] {
            let whole = convert(text, "json", to, &options(1, 1 << 20));
            prop_assert_eq!(&convert(text, "json", to, &options(threads, block_size)), &whole);
        }
    }
}
