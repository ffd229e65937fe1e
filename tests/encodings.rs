//! Files in every encoding, in formats with and without a declaration: what is read, what is said, and what is written back.

use proptest::prelude::*;
use publist::text::Encoding;
use publist::{Code, Conversion, ConvertOptions, Diagnostic, Format, Input, Record, WriteOptions, by_id};

use crate::running::run_with_stdin;

/// Text of encodings: names of them, and words in them.
const SAMPLES: &[(&[&str], &str, &str)] = &[
    (&["GBK", "gb18030", "GB2312", "cp936"], "潮汐的记忆与港口的风", "沈, 一舟"),
    (&["Big5", "cp950"], "潮汐的記憶與港口的風", "沈, 一舟"),
    (&["Shift_JIS", "EUC-JP", "ISO-2022-JP", "MS932"], "潮の記憶と港の風", "沈, 一舟"),
    (&["EUC-KR", "x-windows-949"], "조수의 기억과 항구의 바람", "김, 민수"),
    (&["windows-1251", "KOI8-R", "KOI8-U", "ISO-8859-5", "IBM866", "Cp1251"], "Память приливов", "Озеров, И."),
    (&["windows-1253", "ISO-8859-7"], "Μνήμη της παλίρροιας", "Παπαδόπουλος, Γ."),
    (&["windows-1250", "ISO-8859-2"], "Paměť přílivu", "Dvořák, J."),
    (&["windows-1252", "ISO-8859-1", "ISO-8859-15", "macintosh", "latin9"], "Mémoire des marées", "Müller, A."),
    (&["windows-1254", "ISO-8859-9"], "Gelgitlerin hafızası, İstanbul", "Yılmaz, Ş."),
    (&["windows-1255", "ISO-8859-8"], "זיכרון הגאות", "כהן, י"),
    (&["windows-1256"], "ذاكرة المد", "سالم, أ"),
    (&["windows-1257", "ISO-8859-13"], "Potvynio atmintis, žąsis", "Žukauskas, Š."),
    (&["windows-874", "TIS-620"], "ความทรงจำของกระแสน้ำ", "สมชาย, ก"),
    (&["UTF-8"], "潮汐 é Память", "Müller, A."),
];

fn format(id: &str) -> &'static Format {
    by_id(id).expect("the format is known")
}

fn encoded(encoding: &str, text: &str) -> Vec<u8> {
    let found = Encoding::named(encoding).expect("the encoding is known");
    found.encode(text).unwrap_or_else(|| panic!("{encoding} lacks a character of {text}"))
}

fn read(id: &str, bytes: &[u8], encoding: Option<&str>) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut reports, mut bytes) = (Vec::new(), Vec::new(), bytes);
    let encoding = encoding.map(|name| Encoding::named(name).expect("the encoding is known"));
    let input = Input::new("input", &mut bytes).in_encoding(encoding);
    let reader = format(id).reader.expect("it can be read");
    reader.read(input, &mut |record| records.push(record), &mut reports).expect("memory can be read");
    (records, reports)
}

/// A file of a format with one work.
fn file(id: &str, title: &str, author: &str) -> String {
    let (family, given) = author.split_once(", ").expect("a name has two parts");
    match id {
        "bibtex" => format!("@article{{a,\n  title = {{{title}}},\n  author = {{{author}}},\n  year = 2001,\n}}\n"),
        "ris" => format!("TY  - JOUR\nTI  - {title}\nAU  - {author}\nPY  - 2001\nER  - \n"),
        "refer" => format!("%0 Journal Article\n%T {title}\n%A {author}\n%D 2001\n"),
        "nbib" => format!("PMID- 1\nTI  - {title}\nFAU - {author}\nDP  - 2001\n"),
        "endnote-xml" => format!(
            "<xml><records><record><ref-type name=\"Journal Article\">17</ref-type><contributors><authors>\
             <author>{author}</author></authors></contributors><titles><title>{title}</title></titles>\
             <dates><year>2001</year></dates></record></records></xml>"
        ),
        "csl-yaml" => format!(
            "- id: a\n  type: article-journal\n  title: \"{title}\"\n  author:\n  - family: \"{family}\"\n    given: \"{given}\"\n"
        ),
        "csl-json" => format!(
            "[{{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"{title}\",\
             \"author\":[{{\"family\":\"{family}\",\"given\":\"{given}\"}}]}}]"
        ),
        other => panic!("no file of {other}"),
    }
}

fn codes(reports: &[Diagnostic]) -> Vec<Code> {
    reports.iter().map(|report| report.code).collect()
}

#[test]
fn what_a_file_declares_is_read_in_silence() {
    for &(names, title, author) in SAMPLES {
        for name in names {
            let bib = file("bibtex", title, author);
            for declaration in [
                format!("% Encoding: {name}\n\n"),
                format!("% -*- coding: {name} -*-\n"),
                format!("%Encoding:{name}\r\n"),
            ] {
                let (records, reports) = read("bibtex", &encoded(name, &(declaration + &bib)), None);
                assert_eq!((records[0].plain_title().as_str(), reports), (title, vec![]), "{name}");
            }
            let xml = format!("<?xml version=\"1.0\" encoding=\"{name}\"?>\n{}", file("endnote-xml", title, author));
            let (records, reports) = read("endnote-xml", &encoded(name, &xml), None);
            assert_eq!((records[0].plain_title().as_str(), reports), (title, vec![]), "{name}");
        }
    }
}

#[test]
fn the_encoding_that_is_named_is_read_in_silence() {
    for id in ["bibtex", "ris", "refer", "nbib", "endnote-xml", "csl-yaml", "csl-json"] {
        for &(names, title, author) in SAMPLES {
            for name in names.iter().chain(&["utf-16le", "utf-16be", "utf-32le"]) {
                let (records, reports) = read(id, &encoded(name, &file(id, title, author)), Some(name));
                assert_eq!(records.first().map(Record::plain_title).as_deref(), Some(title), "{id} {name}");
                assert_eq!(reports, vec![], "{id} {name}");
            }
        }
    }
}

#[test]
fn what_is_not_declared_is_guessed_and_told() {
    for id in ["bibtex", "ris", "refer", "nbib", "endnote-xml", "csl-yaml"] {
        for (name, title) in [
            ("GBK", "潮汐的记忆与港口的风：十四个港口的水位观测，以及它们在三十年间的变化"),
            ("Big5", "潮汐的記憶與港口的風：十四個港口的水位觀測，以及它們在三十年間的變化"),
            ("Shift_JIS", "潮の記憶と港の風：十四の港における水位の観測とその三十年間の変化について"),
            ("EUC-JP", "潮の記憶と港の風：十四の港における水位の観測とその三十年間の変化について"),
            ("ISO-2022-JP", "潮の記憶と港の風"),
            ("EUC-KR", "조수의 기억과 항구의 바람: 열네 항구의 수위 관측과 삼십 년간의 변화"),
            ("windows-1251", "Память приливов и ветер гавани: наблюдения уровня воды в четырнадцати портах"),
            ("KOI8-R", "Память приливов и ветер гавани: наблюдения уровня воды в четырнадцати портах"),
        ] {
            let (records, reports) = read(id, &encoded(name, &file(id, title, "Li, A.")), None);
            assert_eq!(records.first().map(Record::plain_title).as_deref(), Some(title), "{id} {name}");
            assert_eq!(codes(&reports), [Code::LegacyEncoding], "{id} {name}");
            assert!(reports[0].place.is_some() && reports[0].hints[0].contains("--encoding"), "{:?}", reports[0]);
        }
    }
}

#[test]
fn json_is_not_guessed_and_a_hint_names_the_encoding() {
    let title = "潮汐的记忆与港口的风：十四个港口的水位观测，以及它们在三十年间的变化";
    let (_, reports) = read("csl-json", &encoded("GBK", &file("csl-json", title, "Li, A.")), None);
    assert!(reports.iter().all(|report| report.code == Code::InvalidUtf8), "{reports:?}");
    assert!(reports[0].hints.iter().any(|hint| hint.contains("`--encoding GBK`")), "{:?}", reports[0].hints);
    for encoding in [Encoding::UTF_16LE, Encoding::UTF_16BE, Encoding::UTF_32LE, Encoding::UTF_32BE] {
        let bytes = encoding.encode(&format!("\u{FEFF}{}", file("csl-json", title, "Li, A."))).expect("it is Unicode");
        let (records, reports) = read("csl-json", &bytes, None);
        assert_eq!((records[0].plain_title().as_str(), reports), (title, vec![]), "{}", encoding.name());
    }
}

#[test]
fn a_declaration_that_is_wrong_is_told() {
    let title = "潮汐的记忆与港口的风";
    for name in ["GBK", "windows-1251", "latin1", "UTF-16", "Shift_JIS"] {
        let bib = format!("% Encoding: {name}\n{}", file("bibtex", title, "Li, A."));
        let xml = format!("<?xml version=\"1.0\" encoding=\"{name}\"?>{}", file("endnote-xml", title, "Li, A."));
        for (id, text) in [("bibtex", bib), ("endnote-xml", xml)] {
            for bytes in [text.clone().into_bytes(), format!("\u{FEFF}{text}").into_bytes()] {
                let (records, reports) = read(id, &bytes, None);
                assert_eq!(records[0].plain_title(), title, "{id} {name}");
                assert_eq!(codes(&reports), [Code::EncodingContradicted], "{id} {name}");
                assert_eq!(reports[0].place.as_ref().expect("the declaration").line, 1);
            }
        }
    }
    let (records, reports) =
        read("bibtex", &encoded("GBK", &format!("% Encoding: GKB\n{}", file("bibtex", title, "Li, A."))), None);
    assert_eq!(codes(&reports)[0], Code::UnknownEncoding);
    assert!(reports[0].message.contains("did you mean “GBK”?"), "{}", reports[0].message);
    assert_eq!(records.len(), 1);
}

#[test]
fn bytes_that_are_not_valid_are_told_with_their_place() {
    let text = format!("% Encoding: GBK\n{}", file("bibtex", "潮汐", "Li, A."));
    let mut bytes = encoded("GBK", &text);
    let end = bytes.windows(4).position(|window| window == b"\xB3\xB1\xCF\xAB").expect("the title") + 4;
    bytes.splice(end..end, [0xFF]);
    let (records, reports) = read("bibtex", &bytes, None);
    assert_eq!(records[0].plain_title(), "潮汐\u{FFFD}");
    assert_eq!(codes(&reports), [Code::InvalidBytes]);
    let place = reports[0].place.as_ref().expect("the byte");
    assert_eq!((place.line, place.column), (3, 14));
    // Text that is cut within a character.
    let (_, reports) = read("bibtex", b"% Encoding: GBK\n@misc{a, title = {\xB3\xB1\xCF", None);
    assert!(codes(&reports).contains(&Code::InvalidBytes), "{reports:?}");
}

/// A file read in place, changed and written back, and what was reported.
fn changed(mut bytes: &[u8], change: impl FnOnce(&mut [Record])) -> (Vec<u8>, Vec<Diagnostic>) {
    let (mut records, mut reports, mut out) = (Vec::new(), Vec::new(), Vec::new());
    let reader = format("bibtex").reader.expect("it can be read");
    let input = Input::new("in.bib", &mut bytes);
    let file =
        reader.read_in_place(input, &mut |record| records.push(record), &mut reports).expect("memory can be read");
    change(&mut records);
    let options = WriteOptions::default();
    let mut writer = format("bibtex").writer.expect("it can be written").start(&options, &mut out).expect("memory");
    for record in &records {
        writer.record(record, &mut reports).expect("memory can be written");
    }
    writer.end_of_file(&file.expect("it was read in place")).expect("memory can be written");
    writer.finish().expect("memory can be written");
    (out, reports)
}

fn two_entries(name: &str, title: &str, author: &str) -> String {
    let first = file("bibtex", title, author);
    format!("% Encoding: {name}\n\n{first}% {title}\n@book{{b, title = {{{title}}}, note = {{x}}}}\r\n% the end\n")
}

#[test]
fn a_file_that_is_written_back_keeps_its_encoding() {
    for &(names, title, author) in SAMPLES {
        for name in names {
            let text = two_entries(name, title, author);
            let bytes = encoded(name, &text);
            assert_eq!(changed(&bytes, |_| ()), (bytes.clone(), vec![]), "{name}");
            let (out, reports) = changed(&bytes, |records| {
                records[1].set_text(publist::model::TextVariable::Note, title);
                records[0].id = "new".into();
            });
            let out = Encoding::named(name).expect("it is known").decode(&out);
            assert_eq!(reports, vec![], "{name}");
            let (start, _) = text.split_once("@book").expect("the second entry");
            assert!(out.starts_with(&start.replace("@article{a,", "@article{new,")), "{name}: {out}");
            assert!(out.contains(&format!("note = {{{title}}}")) && out.ends_with("% the end\n"), "{name}: {out}");
        }
    }
}

#[test]
fn a_file_that_declares_an_encoding_and_is_ascii_is_extended_in_it() {
    let bytes = b"% Encoding: GBK\n@book{a, title = {A}}\n";
    let (out, reports) = changed(bytes, |records| records[0].set_text(publist::model::TextVariable::Title, "潮汐"));
    assert_eq!(reports, vec![]);
    let out = Encoding::named("GBK").expect("it is known").decode(&out);
    assert_eq!(out, "% Encoding: GBK\n@book{a, title = {潮汐}}\n");
}

#[test]
fn what_the_encoding_lacks_is_written_as_tex() {
    let text = two_entries("windows-1251", "Память приливов", "Озеров, И.");
    let (out, reports) = changed(&encoded("windows-1251", &text), |records| {
        records[1].set_text(publist::model::TextVariable::Note, "Müller и α");
    });
    let out = Encoding::named("windows-1251").expect("it is known").decode(&out);
    assert_eq!(reports, vec![]);
    assert!(out.contains("note = {M{\\\"u}ller и \\ensuremath{\\alpha}}"), "{out}");
    assert!(out.starts_with("% Encoding: windows-1251\n"), "{out}");
    let (records, reports) = read("bibtex", &encoded("windows-1251", &out), None);
    let note = records[1].text(publist::model::TextVariable::Note).expect("a note").to_plain();
    assert_eq!((note.as_str(), reports), ("Müller и α", vec![]));
}

#[test]
fn what_cannot_be_tex_makes_the_file_utf_8_and_is_told() {
    for (name, declaration) in [
        ("windows-1251", "% Encoding: windows-1251\n"),
        ("koi8-r", "% -*- mode: bibtex; coding: koi8-r; -*-\n"),
        ("shift_jis", "%% Saved with string encoding Japanese (Shift JIS)\n"),
    ] {
        let text = format!("{declaration}@book{{a, title = {{Вода}}}}\n\n@book{{b, crossref = {{a}}}}\n");
        let (out, reports) = changed(&encoded(name, &text), |records| records[0].id = "über漢é".into());
        assert_eq!(codes(&reports), [Code::EncodingChanged], "{name}");
        let out = String::from_utf8(out).expect("it is UTF-8");
        let declared = out.lines().next().expect("a first line");
        assert!(declared.contains("UTF-8") && !declared.contains(name), "{declared}");
        assert!(out.ends_with("@book{über漢é, title = {Вода}}\n\n@book{b, crossref = {über漢é}}\n"), "{out}");
        assert_eq!(read("bibtex", out.as_bytes(), None).1, vec![]);
    }
}

#[test]
fn several_files_become_utf_8_and_declare_it() {
    let options = ConvertOptions::default();
    let (mut out, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
    let mut conversion = Conversion::start(format("bibtex"), &options, &mut out).expect("memory");
    for (name, key, title) in [("GBK", "a", "潮汐"), ("windows-1251", "b", "Вода")] {
        let text = encoded(name, &format!("% Encoding: {name}\n@book{{{key}, title = {{{title}}}}}\n"));
        let mut bytes = text.as_slice();
        conversion.read(format("bibtex"), Input::new(name, &mut bytes), &mut reports).expect("memory can be read");
    }
    conversion.finish(&mut reports).expect("memory can be written");
    let out = String::from_utf8(out).expect("it is UTF-8");
    let expected = "% Encoding: UTF-8\n@book{a, title = {潮汐}}\n\n% Encoding: UTF-8\n@book{b, title = {Вода}}\n";
    assert_eq!((out.as_str(), reports), (expected, vec![]));
}

#[test]
fn lines_in_other_encodings_are_cut_for_several_threads() {
    let lines: String =
        (0..2000).map(|number| format!("{{\"id\":\"r{number}\",\"title\":\"Вода {number}\"}}\n")).collect();
    let broken =
        [encoded("utf-8", &lines), b"{\"id\":\"z\",\"title\":\"\xFF\"}\n".to_vec(), encoded("utf-8", &lines)].concat();
    for (bytes, encoding) in [
        (encoded("utf-16le", &lines), None),
        (encoded("utf-16be", &format!("\u{FEFF}{lines}")), None),
        (encoded("koi8-r", &lines), Some("koi8-r")),
        (broken, None),
    ] {
        let run = |threads: usize, block_size| {
            let threads = std::num::NonZero::new(threads);
            let mut options = ConvertOptions::default();
            (options.threads, options.block_size) = (threads, block_size);
            let (mut out, mut reports, mut bytes) = (Vec::new(), Vec::<Diagnostic>::new(), bytes.as_slice());
            let mut conversion = Conversion::start(format("bibtex"), &options, &mut out).expect("memory");
            let encoding = encoding.map(|name| Encoding::named(name).expect("it is known"));
            let input = Input::new("in", &mut bytes).in_encoding(encoding);
            conversion.read(format("json"), input, &mut reports).expect("memory can be read");
            conversion.finish(&mut reports).expect("memory can be written");
            (String::from_utf8(out).expect("it is UTF-8"), reports)
        };
        let whole = run(1, 1 << 22);
        assert!(whole.0.contains("title = {Вода 1999}"));
        assert!(run(1, 1000) == whole && run(3, 1000) == whole);
    }
}

#[test]
fn the_command_takes_an_encoding_for_any_input() {
    let bytes = encoded("koi8-r", &file("ris", "Память приливов", "Озеров, И."));
    for command in [
        &["export", "--to", "bibtex"][..],
        &["cite", "--style", "apa"],
        &["keys"],
        &["lint"],
        &["list", "--style", "apa", "--as", "text"],
        &["merge", "--to", "json"],
        &["verify", "--through", "json"],
    ] {
        let run = run_with_stdin(&[command, &["-", "--encoding", "KOI8_R"]].concat(), &bytes);
        assert!(!run.stderr.contains("W0105"), "{command:?}: {}", run.stderr);
        assert!(run.code < 2, "{command:?}: {}", run.stderr);
    }
    let run = run_with_stdin(&["export", "--to", "json", "--encoding", "koi8-r"], &bytes);
    assert!(run.stdout.contains("Память приливов"), "{}", run.stderr);
    let run = run_with_stdin(&["export", "--to", "json", "--encoding", "kio8-r"], &bytes);
    assert!(run.code == 2 && run.stderr.contains("did you mean “KOI8-R”?"), "{}", run.stderr);
}

/// Words of a few scripts; most encodings have only some of them.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{1,6}",
        "[а-я]{1,6}",
        "[àâäçèéêëîïôöûü]{1,3}",
        "[一丁七万丈三上下不世]{1,4}",
        "[あ-お]{1,4}",
        "[가각간]{1,3}"
    ];
    prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_as_it_was_written(title in words(), mark in any::<bool>()) {
        for name in Encoding::names() {
            let encoding = Encoding::named(name).expect("it is known");
            let is_unicode = name.starts_with("UTF");
            let mark = if mark && is_unicode { "\u{FEFF}" } else { "" };
            let bib = format!("{mark}% Encoding: {name}\n{}", file("bibtex", &title, "Li, A."));
            let xml = format!("{mark}<?xml version='1.0' encoding='{name}'?>{}", file("endnote-xml", &title, "Li, A."));
            for (id, text) in [("bibtex", bib), ("endnote-xml", xml)] {
                let Some(bytes) = encoding.encode(&text) else { continue };
                // Bytes that are valid UTF-8 are read as such, and the declaration is reported.
                if !is_unicode && !text.is_ascii() && std::str::from_utf8(&bytes).is_ok_and(|read| !read.is_ascii()) {
                    continue;
                }
                let (records, reports) = read(id, &bytes, None);
                prop_assert_eq!(records[0].plain_title(), title.clone(), "{} {}", id, name);
                prop_assert_eq!(reports, vec![], "{} {}", id, name);
                if id == "bibtex" {
                    prop_assert_eq!(changed(&bytes, |_| ()).0, bytes, "{}", name);
                }
            }
        }
    }

    #[test]
    fn no_byte_of_a_file_is_lost_whatever_it_declares(
        name in prop::sample::select(Encoding::names().collect::<Vec<_>>()),
        bytes in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let start = format!("% Encoding: {name}\n@misc{{a, title = {{");
        let file = [start.as_bytes(), &bytes, b"}}\n@misc{b}\n"].concat();
        prop_assert_eq!(changed(&file, |_| ()).0, file);
    }
}
