//! Round trips of the fixtures and of arbitrary records through every format.

use proptest::prelude::*;
use publist::formats::BibOptions;
use publist::verify::Comparison;
use publist::{Diagnostic, FORMATS, Format, Input, Record, Severity, WriteOptions, by_id, verify};

use crate::running::run;
use crate::strategies::{bib_options, layout, record};

fn formats_both_ways() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().copied().filter(|format| format.reader.is_some() && format.writer.is_some())
}

fn read(format: &Format, name: &str, text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut reports) = (Vec::new(), Vec::new());
    let mut bytes = text.as_bytes();
    let input = Input::new(name, &mut bytes);
    let reader = format.reader.expect("the format can be read");
    reader.read(input, &mut |record| records.push(record), &mut reports).expect("memory can be read");
    (records, reports)
}

#[track_caller]
fn check(records: &[Record], format: &'static Format) -> Comparison {
    let comparison = verify(records, format, &WriteOptions::default()).expect("memory can be written");
    let lost = |id: &str| records.iter().find(|record| record.id == id);
    let undeclared: Vec<_> = comparison
        .undeclared()
        .map(|difference| (difference.variable, difference.outcome, lost(&difference.record)))
        .collect();
    assert!(comparison.is_faithful(), "{}: {undeclared:?} {:#?}", format.id, comparison.errors);
    comparison
}

#[test]
fn the_fixtures_lose_nothing_that_is_not_declared() {
    let mut count = 0;
    for (id, path, text) in [
        ("bibtex", "fixtures/bibtex/library.bib", include_str!("../fixtures/bibtex/library.bib")),
        ("biblatex", "fixtures/biblatex/library.bib", include_str!("../fixtures/biblatex/library.bib")),
        ("csl-json", "fixtures/csl_json/items.json", include_str!("../fixtures/csl_json/items.json")),
        ("json", "fixtures/json/values.json", include_str!("../fixtures/json/values.json")),
        ("json", "fixtures/json/records.jsonl", include_str!("../fixtures/json/records.jsonl")),
        ("ris", "fixtures/ris/dialects.ris", include_str!("../fixtures/ris/dialects.ris")),
        ("refer", "fixtures/refer/endnote.enw", include_str!("../fixtures/refer/endnote.enw")),
        ("nbib", "fixtures/nbib/pubmed.nbib", include_str!("../fixtures/nbib/pubmed.nbib")),
        ("wos", "fixtures/wos/savedrecs.txt", include_str!("../fixtures/wos/savedrecs.txt")),
        ("profile", "fixtures/profile/yuan-zong.txt", include_str!("../fixtures/profile/yuan-zong.txt")),
        ("crossref", "fixtures/crossref/unixref.xml", include_str!("../fixtures/crossref/unixref.xml")),
        ("pubmed-xml", "fixtures/pubmed_xml/articles.xml", include_str!("../fixtures/pubmed_xml/articles.xml")),
        ("arxiv", "fixtures/arxiv/feed.xml", include_str!("../fixtures/arxiv/feed.xml")),
        ("dblp", "fixtures/dblp/records.xml", include_str!("../fixtures/dblp/records.xml")),
        ("endnote-xml", "fixtures/endnote_xml/library.xml", include_str!("../fixtures/endnote_xml/library.xml")),
        ("word-xml", "fixtures/word_xml/sources.xml", include_str!("../fixtures/word_xml/sources.xml")),
        ("csl-yaml", "fixtures/csl_yaml/references.yaml", include_str!("../fixtures/csl_yaml/references.yaml")),
        ("csl-yaml", "fixtures/csl_yaml/paper.md", include_str!("../fixtures/csl_yaml/paper.md")),
        ("hayagriva", "fixtures/hayagriva/works.yml", include_str!("../fixtures/hayagriva/works.yml")),
        ("cff", "fixtures/cff/CITATION.cff", include_str!("../fixtures/cff/CITATION.cff")),
    ] {
        let (mut records, reports) = read(by_id(id).expect("the format is known"), path, text);
        assert!(reports.iter().all(|report| report.severity() < Severity::Error), "{path}: {reports:#?}");
        publist::assign_keys(&mut records, publist::keys::KeyPolicy::KeepIds);
        for format in formats_both_ways() {
            count += check(&records, format).records;
        }
    }
    assert!(count > 100, "only {count} records were compared");
}

#[test]
fn a_bib_file_in_its_own_dialect_comes_back_exactly() {
    for (id, text) in [
        ("bibtex", include_str!("../fixtures/bibtex/library.bib")),
        ("biblatex", include_str!("../fixtures/biblatex/library.bib")),
    ] {
        let format = by_id(id).expect("the format is known");
        let (records, _) = read(format, "library.bib", text);
        let comparison = check(&records, format);
        let changed: Vec<_> = comparison
            .differences
            .iter()
            .filter(|difference| difference.variable != Some(publist::model::Variable::Origin))
            .collect();
        assert!(changed.is_empty(), "{id}: {changed:#?}");
    }
}

#[test]
fn the_keys_of_a_file_change_in_place_and_nothing_else_does() {
    let text = include_str!("../fixtures/bibtex/comments.bib");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("comments.bib");
    std::fs::write(&path, text).expect("it can be written");
    let file = path.to_str().expect("a path");
    let run = run(["keys", file, "--keys", "generate", "--output", file]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("oak\toak2019oaks\tOaks and Elms\n"), "{}", run.stdout);
    let written = std::fs::read_to_string(&path).expect("it is there");
    let mut expected = text.to_owned();
    for line in run.stdout.lines() {
        let [old, new, _] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        for (before, after) in [("(", ","), ("{", ","), ("{", "}")] {
            expected = expected.replace(&format!("{before}{old}{after}"), &format!("{before}{new}{after}"));
        }
    }
    assert_eq!(written, expected);
}

fn written(record: &Record, format: &Format, options: &WriteOptions) -> String {
    let mut bytes = Vec::new();
    let mut file = format.writer.expect("the format can be written").start(options, &mut bytes).expect("memory");
    file.record(record, &mut ()).expect("memory can be written");
    file.finish().expect("memory can be written");
    String::from_utf8(bytes).expect("the output is UTF-8")
}

/// A journal article with all kinds of values, to test each option.
#[test]
fn each_option_does_what_it_says() {
    let json = r#"[{ "id": "lu2022", "type": "article", "title": "On SER with old cars in Paris", "abstract": "A \"quoted\" word",
        "container-title": "Drafts", "issued": { "date-parts": [[2022, 10, 22]] }, "DOI": "10.1000/x", "URL": "https://a.org" }]"#;
    let (records, _) = read(by_id("csl-json").expect("it is known"), "a.json", json);
    let (bibtex, biblatex) = (by_id("bibtex").expect("it is known"), by_id("biblatex").expect("it is known"));
    let with = |format, bib: BibOptions| written(&records[0], format, &WriteOptions::default().with_bib(bib));
    use publist::formats::{PreprintType, TitleProtection, UrlPolicy};

    let article = BibOptions::default().with_preprint(PreprintType::Article);
    let text = with(bibtex, article.clone());
    assert!(text.starts_with("@article{lu2022,\n  entrysubtype = {article},\n"), "{text}");
    assert!(text.contains("  journal = {Drafts},\n"), "{text}");
    assert!(with(biblatex, article).contains("  journaltitle = {Drafts},\n"));
    for (preprint, start) in [
        (PreprintType::Misc, "@misc{"),
        (PreprintType::Online, "@online{"),
        (PreprintType::Unpublished, "@unpublished{"),
    ] {
        for format in [bibtex, biblatex] {
            let text = with(format, BibOptions::default().with_preprint(preprint));
            assert!(text.starts_with(start), "{text}");
        }
    }
    for (protection, title) in [
        (TitleProtection::Words, "{On {SER} with old cars in {Paris}}"),
        (TitleProtection::Whole, "{{On SER with old cars in Paris}}"),
        (TitleProtection::None, "{On SER with old cars in Paris}"),
    ] {
        let text = with(bibtex, BibOptions::default().with_protection(protection));
        assert!(text.contains(&format!("  title = {title},\n")), "{text}");
    }
    for (url, has_url) in [(UrlPolicy::Always, true), (UrlPolicy::WithoutDoi, false), (UrlPolicy::Never, false)] {
        assert_eq!(with(bibtex, BibOptions::default().with_url(url)).contains("url = "), has_url);
    }
    let omit = vec!["ABSTRACT".to_owned(), "day".to_owned(), "eprint".to_owned()];
    let bib = BibOptions::default().with_omit(omit);
    let text = with(bibtex, bib.clone());
    assert!(!text.contains("abstract") && !text.contains("day = ") && text.contains("month = oct"), "{text}");
    assert!(with(biblatex, bib).contains("  date = {2022-10},\n"));
}

/// Values from real sources, for every text variable.
const ODD_VALUES: [&str; 44] = [
    "",
    " ",
    "😀",
    "漢字",
    "e\u{301} o\u{308}\u{323}",
    "\u{202E}שלום مرحبا",
    "a,b",
    "a and b",
    "and",
    "others",
    "et al.",
    "{x}",
    "}{",
    "{",
    "\\",
    "\\alpha",
    "$",
    "$x$",
    "5$ and 6$",
    "a--b",
    "a–b",
    "-",
    "--",
    "-1",
    "a  b",
    " a ",
    "a\tb",
    "a\nb",
    "a\u{A0}b",
    "a\u{202F}b",
    "50%",
    "a_b^c",
    "#",
    "~",
    "``x''",
    "it's",
    "<i>x</i>",
    "&amp;",
    "a;b",
    "Thesis",
    "phdthesis",
    "ngerman",
    "English",
    "\u{FFFE}\u{7}",
];

#[test]
fn odd_values_in_every_variable_lose_nothing_that_is_not_declared() {
    use publist::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, Person, TextVariable};
    use publist::{Date, Kind, Name, Names};

    let mut records = Vec::new();
    let mut add = |change: &dyn Fn(&mut Record)| {
        let mut record = Record { id: format!("r{}", records.len()), ..Record::new(Kind::Thesis) };
        record.set_text(TextVariable::Title, "A title");
        change(&mut record);
        records.push(record);
    };
    for value in ODD_VALUES {
        TextVariable::ALL.iter().for_each(|&variable| add(&|record| record.set_text(variable, value)));
        NumberVariable::ALL.iter().for_each(|&variable| add(&|record| record.set_number(variable, value)));
        IdentifierVariable::ALL.iter().for_each(|&variable| add(&|record| record.set_identifier(variable, value)));
        add(&|record| record.set_date(DateVariable::Issued, Date::Literal(value.into())));
        add(&|record| record.set_language(value));
        add(&|record| record.set_tags(vec!["a".into(), value.into()]));
        let part = || Some(value.to_owned());
        for person in [
            Person { family: value.into(), ..Person::default() },
            Person { given: part(), ..Person::default() },
            Person { family: value.into(), given: part(), ..Person::default() },
            Person { family: "F".into(), given: part(), suffix: part(), ..Person::default() },
            Person { family: "F".into(), given: Some("G".into()), non_dropping_particle: part(), ..Person::default() },
            Person { family: "F".into(), given: Some("G".into()), dropping_particle: part(), ..Person::default() },
        ] {
            let names = vec![Name::person("A", "B"), Name::Person(person), Name::Literal(value.into())];
            let names = Names { list: names, truncated: value.len() % 2 == 0 };
            add(&|record| record.set_names(NameVariable::Author, names.clone()));
        }
    }
    for date in ["0000", "-0043", "Y17000", "2020-21", "2020-24?", "2020/..", "../2020", "2020-01-02/2020-03", "1990%"]
    {
        DateVariable::ALL.iter().for_each(|&variable| add(&|record| record.set_date(variable, Date::parse(date))));
    }
    for format in formats_both_ways() {
        check(&records, format);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_record_loses_what_is_not_declared(record in record()) {
        for format in formats_both_ways() {
            let comparison = verify(std::slice::from_ref(&record), format, &WriteOptions::default()).expect("memory");
            let undeclared: Vec<_> = comparison.undeclared().collect();
            prop_assert!(comparison.is_faithful(), "{}: {undeclared:#?} {:#?}", format.id, comparison.errors);
        }
    }

    #[test]
    fn in_ascii_neither(record in record()) {
        let options = WriteOptions::default().with_charset(publist::formats::Charset::Ascii);
        for format in [by_id("bibtex"), by_id("biblatex")].into_iter().flatten() {
            let comparison = verify(std::slice::from_ref(&record), format, &options).expect("memory");
            let undeclared: Vec<_> = comparison.undeclared().collect();
            prop_assert!(comparison.is_faithful(), "{}: {undeclared:#?} {:#?}", format.id, comparison.errors);
        }
    }

    #[test]
    fn with_any_options_nothing_is_lost_but_what_was_left_out(record in record(), options in bib_options()) {
        for format in [by_id("bibtex"), by_id("biblatex")].into_iter().flatten() {
            let comparison = verify(std::slice::from_ref(&record), format, &options).expect("memory");
            let undeclared: Vec<_> = comparison.undeclared().collect();
            let text = written(&record, format, &options);
            prop_assert!(comparison.is_faithful(), "{}: {undeclared:#?} {:#?}\n{text}", format.id, comparison.errors);
        }
    }

    #[test]
    fn with_any_options_entries_inherit_what_they_did(options in bib_options()) {
        let text = std::fs::read_to_string("fixtures/biblatex/inheritance.bib").expect("the fixture is there");
        for format in [by_id("bibtex"), by_id("biblatex")].into_iter().flatten() {
            let (records, _) = read(format, "a.bib", &text);
            let comparison = verify(&records, format, &options).expect("memory");
            let undeclared: Vec<_> = comparison.undeclared().collect();
            prop_assert!(comparison.is_faithful(), "{}: {undeclared:#?} {:#?}", format.id, comparison.errors);
        }
    }

    #[test]
    fn the_layout_makes_no_difference(record in record(), bib in layout()) {
        for format in [by_id("bibtex"), by_id("biblatex")].into_iter().flatten() {
            let usual = written(&record, format, &WriteOptions::default());
            let other = written(&record, format, &WriteOptions::default().with_bib(bib.clone()));
            prop_assert_eq!(read(format, "a.bib", &usual), read(format, "a.bib", &other), "{}", other);
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,200}|[@{}\"#=,a-z\n\\[\\]:0-9\\\\$%]{0,200}") {
        for format in FORMATS.iter().filter(|format| format.reader.is_some()) {
            let (records, _) = read(format, "x", &text);
            prop_assert!(records.len() <= text.len());
        }
    }
}
