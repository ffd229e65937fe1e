//! Tests of reading whole pages. The pages are in `fixtures/profile`.

use std::time::{Duration, Instant};

use super::{FORMAT, Page, read_page};
use crate::diag::{Code, Diagnostic};
use crate::formats::sniff;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, OwnerPresence, Person, Point, Record,
    TextVariable, Variable,
};
use crate::seam::Likelihood;
use crate::seam::testing::likelihood;
use crate::syntax::Input;

const REAL: &str = include_str!("../../../fixtures/profile/yuan-zong.txt");
const WRAPPED: &str = include_str!("../../../fixtures/profile/wrapped-titles.txt");
const WINDOWS: &str = include_str!("../../../fixtures/profile/windows-line-ends.txt");
const MISSING: &str = include_str!("../../../fixtures/profile/missing-parts.txt");
const CUT_IN_TITLE: &str = include_str!("../../../fixtures/profile/cut-in-a-title.txt");
const CUT_IN_ABSTRACT: &str = include_str!("../../../fixtures/profile/cut-in-an-abstract.txt");
const AMBIGUOUS: &str = include_str!("../../../fixtures/profile/ambiguous-subjects.txt");
const UNDECIDABLE: &str = include_str!("../../../fixtures/profile/undecidable-subjects.txt");
const OTHER_FORMS: &str = include_str!("../../../fixtures/profile/other-forms.txt");
const ODD: &str = include_str!("../../../fixtures/profile/odd-pages.txt");

fn read(text: &str) -> (Page, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let page = read_page(Input::new("page.txt", &mut text.as_bytes()), &mut diagnostics).unwrap();
    (page, diagnostics)
}

/// Reads bytes like the command.
fn read_bytes(mut bytes: &[u8]) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut diagnostics) = (Vec::new(), Vec::new());
    let input = Input::new("page.txt", &mut bytes);
    let reader = FORMAT.reader.expect("a page can be read");
    reader.read(input, &mut |record| records.push(record), &mut diagnostics).expect("memory can be read");
    (records, diagnostics)
}

/// Returns the codes of reports, each with its line, sorted.
fn codes(diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref().filter(|place| place.line > 0);
        place.map(|place| format!(":{}", place.line))
    };
    let mut codes: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| format!("{}{}", diagnostic.code, line(diagnostic).unwrap_or_default()))
        .collect();
    codes.sort();
    codes
}

fn text(record: &Record, variable: TextVariable) -> String {
    record.text(variable).map(|text| text.to_plain()).unwrap_or_default()
}

fn classes(page: &Page) -> Vec<String> {
    page.records.iter().map(|record| text(record, TextVariable::EprintClass)).collect()
}

fn titles(page: &Page) -> Vec<String> {
    page.records.iter().map(Record::plain_title).collect()
}

fn authors(record: &Record) -> &Names {
    &record.names[&NameVariable::Author]
}

fn presence(record: &Record) -> OwnerPresence {
    record.owner.as_ref().unwrap().presence
}

fn is_inferred(record: &Record, variable: Variable) -> bool {
    record.inferred.iter().any(|inference| inference.variable == variable)
}

#[test]
fn a_page_of_another_site_has_no_papers() {
    let page = "N. Example\nPublications\n42\nSlow Tides\nN. Example, O. Muestra\nJournal of Examples\n1 April 2023\nTLDR\nTides are slow.\n24\nSave\n";
    let (page, diagnostics) = read(page);
    assert_eq!(page.records.len(), 0);
    assert!(diagnostics.iter().any(|report| report.code == Code::ProfileNoBlocks), "{diagnostics:?}");
}

#[test]
fn other_forms_of_the_lines_of_a_paper() {
    let (page, diagnostics) = read(OTHER_FORMS);
    let shown = |record: &Record| {
        let names = record.names(NameVariable::Author).expect("every paper has authors");
        let authors: Vec<String> = names.list.iter().map(Name::to_display_order).collect();
        let others = if names.truncated { " and others" } else { "" };
        let eprint = record.identifier(IdentifierVariable::Eprint).unwrap_or("no number");
        format!(
            "{}; {}{others}; {}; {}; {eprint}; {:?}; {}",
            record.plain_title(),
            authors.join(", "),
            record.issued().map(ToString::to_string).unwrap_or_default(),
            text(record, TextVariable::EprintClass),
            record.citation_count(),
            text(record, TextVariable::Abstract),
        )
    };
    let papers: Vec<String> = page.records.iter().map(shown).collect();
    assert_eq!(
        papers,
        [
            "Listening to Kettles; Ada Example and others; 2023-09-02; cs.SD; no number; Some(12); A kettle is heard by three microphones.",
            "Measuring Spoons; A. Example, B. de la Muestra and others; 2023-10-09; ; no number; Some(34); Spoons are measured on 1 May 2020 with 12 citations in mind.",
            "Teacups in Depth Images; Bo Muestra, Ada Example and others; 2021-03-04; cs.CV; 2103.01234; None; Cups are found in depth images.",
            "Weighing Tea; Ada Example, Bo Muestra; 2022-05-06; cs.LG; 2205.00001v2; None; Tea is weighed.",
            "Stirring; Bo Muestra; 2019-10-01; cs.SD; no number; Some(1); Stirring is heard.",
        ]
    );
    let subjects = page.records[0].extra.values().flatten().find(|(name, _)| name == "subjects");
    assert_eq!(subjects.map(|(_, value)| value.clone()), Some("SDAS".into()));
    assert_eq!(codes(&diagnostics), ["N0507:4", "W0501:5", "W0502"], "the page announces a paper too many");
}

#[test]
fn the_page_itself() {
    let (page, _) = read(REAL);
    assert_eq!(page.owner, Some(Name::person("Zong", "Yuan")));
    assert_eq!(page.field.as_deref(), Some("CV"));
    let metrics = [("h-index", "33"), ("papers", "20"), ("citations", "1,058"), ("Novelty", "48%"), ("AI Score", "40")];
    assert_eq!(page.metrics, metrics.map(|(label, value)| (label.to_owned(), value.to_owned())));
    assert_eq!(page.records.len(), 20);
}

#[test]
fn a_paper_becomes_a_record() {
    let (page, _) = read(REAL);
    let record = &page.records[0];
    assert_eq!(record.kind, Kind::Article);
    assert_eq!(record.plain_title(), "Speech Emotion Recognition via an Attentive Time-Frequency Neural Network");
    let shown = vec![Name::person("Lu", "Cheng"), Name::person("Zheng", "Wenming"), Name::person("Lian", "Hailun")];
    assert_eq!(*authors(record), Names { list: shown, truncated: true });
    assert_eq!(record.dates[&DateVariable::Issued], Date::Point(Point::day(2022, 10, 22).unwrap()));
    assert_eq!(text(record, TextVariable::EprintType), "arXiv");
    assert_eq!(text(record, TextVariable::EprintClass), "cs.SD");
    assert!(text(record, TextVariable::Abstract).starts_with("A spectrogram spreads"));
    assert_eq!(record.extra_field("profile", "code"), None);
    assert_eq!(page.records[5].extra_field("profile", "code"), Some(&true.into()));
    let origin = record.origin.as_ref().unwrap();
    assert_eq!((origin.format.as_str(), origin.line), ("profile", Some(12)));
    assert_eq!(presence(record), OwnerPresence::Hidden);
    assert_eq!(presence(&page.records[1]), OwnerPresence::Shown);
}

#[test]
fn what_is_not_on_the_page_is_not_in_the_records() {
    for record in read(REAL).0.records {
        assert!(record.identifiers.is_empty() && record.numbers.is_empty() && record.id.is_empty());
        let texts: Vec<TextVariable> = record.texts.keys().copied().collect();
        let expected =
            [TextVariable::Title, TextVariable::Abstract, TextVariable::EprintType, TextVariable::EprintClass];
        assert_eq!(texts, expected);
        for variable in [
            Variable::Kind,
            Variable::Names(NameVariable::Author),
            Variable::Text(TextVariable::EprintType),
            Variable::Text(TextVariable::EprintClass),
        ] {
            assert!(is_inferred(&record, variable), "{variable}");
        }
        assert!(authors(&record).list.iter().all(|name| !name.to_display_order().contains("et al")));
    }
}

#[test]
fn tex_is_understood() {
    let (page, _) = read(REAL);
    let plain = |index: usize| text(&page.records[index], TextVariable::Abstract);
    assert!(plain(0).contains("Long-term dependencies") && !plain(0).contains("textcolor"));
    assert!(plain(9).contains("6%-14%"));
    assert!(!plain(10).contains('\\'));
    assert!(plain(11).contains("A}-Distance"));
}

#[test]
fn what_is_off_is_reported_where_it_is() {
    let (_, diagnostics) = read(REAL);
    let glued: Vec<&Diagnostic> = diagnostics.iter().filter(|report| report.code == Code::GluedWords).collect();
    let place = glued[0].place.as_ref().unwrap();
    assert_eq!((glued.len(), place.line, place.column, place.length), (1, 104, 62, 8));
    let brace = diagnostics.iter().find(|report| report.code == Code::TexUnbalanced).unwrap();
    let place = brace.place.as_ref().unwrap();
    assert_eq!((place.line, place.length), (115, 1));
    assert_eq!(
        place
            .snippet
            .as_ref()
            .unwrap()
            .text
            .chars()
            .nth((place.column - place.snippet.as_ref().unwrap().first_column) as usize),
        Some('{')
    );
    let count = |code: Code| diagnostics.iter().filter(|report| report.code == code).count();
    assert_eq!((count(Code::ProfileNoIdentifier), count(Code::ProfileMetrics), count(Code::ProfileCount)), (1, 1, 0));
    assert_eq!(count(Code::ProfileAmbiguousSubject), 1);
}

#[test]
fn wrapped_titles_are_joined() {
    let (page, diagnostics) = read(WRAPPED);
    assert_eq!(titles(&page)[1..], ["Point Cloud Convolution Networks", "Sorting forMicro-Batches of Streams"]);
    assert!(
        titles(&page)[0].ends_with("-Norm Ranking with Many Words in Its Title: 50% More C. elegans and Less Noise")
    );
    let example = Name::Person(Person {
        family: "Example".into(),
        given: Some("Ada".into()),
        non_dropping_particle: Some("van der".into()),
        ..Person::default()
    });
    assert_eq!(authors(&page.records[0]).list, [Name::person("Doe", "J."), example, Name::person("Wei", "Li")]);
    assert_eq!(
        text(&page.records[0], TextVariable::Abstract),
        "A worm is counted twice, and the second count is better. The method needs no microscope, only patience."
    );
    assert_eq!(classes(&page), ["cs.CV", "cs.LG", "stat.ML"]);
    assert_eq!(page.records.iter().filter(|record| record.extra_field("profile", "code").is_some()).count(), 2);
    assert_eq!(codes(&diagnostics), ["N0506:7", "N0507:3", "W0502", "W0901:26"]);
}

#[test]
fn the_owner_is_found_under_other_spellings() {
    let (page, _) = read(WRAPPED);
    let found: Vec<OwnerPresence> = page.records.iter().map(presence).collect();
    assert_eq!(found, [OwnerPresence::Shown, OwnerPresence::Absent, OwnerPresence::Shown]);
    let renamed = WINDOWS.replacen("Mira Sand", "Sand, M.", 1);
    assert!(read(&renamed).0.records.iter().all(|record| presence(record) == OwnerPresence::Shown));
}

#[test]
fn every_line_end_reads_the_same() {
    let (windows, diagnostics) = read(WINDOWS);
    assert_eq!(titles(&windows), ["Listening to Rivers: Sound as a Gauge of Flow", "A Corpus of Creaking Doors"]);
    assert_eq!(codes(&diagnostics), ["N0507:3", "W0502"]);
    for other in [WINDOWS.replace("\r\n", "\n"), WINDOWS.replace("\r\n", "\r"), format!("\u{C}{WINDOWS}")] {
        assert_eq!(read(&other).0, windows);
    }
    let (records, diagnostics) = read_bytes(format!("\u{FEFF}{WINDOWS}").as_bytes());
    assert_eq!((records, codes(&diagnostics)), (windows.records, vec!["N0507:3".to_owned(), "W0502".to_owned()]));
}

#[test]
fn missing_parts_are_reported_and_the_rest_is_kept() {
    let (page, diagnostics) = read(MISSING);
    assert_eq!(
        titles(&page),
        ["A Paper Without an Abstract", "A Paper Without Authors", "", "The ATLAS of Small Groups"]
    );
    assert_eq!(text(&page.records[0], TextVariable::Abstract), "");
    assert!(page.records[1].names.is_empty());
    assert!(text(&page.records[1], TextVariable::Abstract).starts_with("Nobody is named"));
    assert!(authors(&page.records[2]).truncated);
    assert_eq!(authors(&page.records[3]).list[0], Name::Literal("The SMALL Collaboration".into()));
    assert_eq!(presence(&page.records[3]), OwnerPresence::Shown);
    assert_eq!(classes(&page), ["hep-th", "quant-ph", "gr-qc", "math-ph"]);
    assert!(!is_inferred(&page.records[0], Variable::Text(TextVariable::EprintClass)));
    assert_eq!(codes(&diagnostics), ["N0507:3", "W0502", "W0510:10", "W0601:14"]);
}

#[test]
fn a_page_cut_in_the_middle_keeps_what_is_there() {
    let (page, diagnostics) = read(CUT_IN_TITLE);
    assert_eq!(titles(&page), ["A Robot That Waits", "A Robot That Opens Doors with Its Left"]);
    assert_eq!(codes(&diagnostics), ["N0507:3", "W0501:4", "W0502", "W0504:13"]);
    let (page, diagnostics) = read(CUT_IN_ABSTRACT);
    assert!(text(&page.records[0], TextVariable::Abstract).ends_with("for the"));
    assert_eq!(codes(&diagnostics), ["N0507:3", "W0502", "W0504:11"]);
}

#[test]
fn a_page_cut_anywhere_is_read_as_far_as_it_goes() {
    let whole = read(REAL).0.records;
    for (end, _) in REAL.char_indices().step_by(97) {
        let records = read(&REAL[..end]).0.records;
        let complete = records.len().saturating_sub(1);
        let titles = |records: &[Record]| records.iter().map(Record::plain_title).collect::<Vec<_>>();
        assert_eq!(titles(&records[..complete]), titles(&whole[..complete]));
    }
}

#[test]
fn ambiguous_subjects_are_settled_by_the_page() {
    let (page, diagnostics) = read(AMBIGUOUS);
    assert_eq!(classes(&page), ["math.AG", "math.RT", "math.CV", "cs.LG", "math.ST", "cs.SC"]);
    let reason =
        &page.records[2].inferred.iter().find(|mark| mark.variable == Variable::Text(TextVariable::EprintClass));
    assert_eq!(reason.unwrap().reason, "“CV” can be any of cs.CV, math.CV; other papers of the page are of math");
    assert_eq!(codes(&diagnostics), ["N0506:16", "N0506:26", "N0506:31", "N0507:3", "W0502"]);
}

#[test]
fn what_nothing_tells_is_left_open() {
    let (page, diagnostics) = read(UNDECIDABLE);
    assert_eq!(classes(&page)[1..], ["cs.GT", "cs.IT"]);
    assert_eq!(codes(&diagnostics).iter().filter(|code| code.starts_with("N0506")).count(), 2);
    let (page, _) = read(&UNDECIDABLE[..UNDECIDABLE.find("ITJul").unwrap()]);
    assert_eq!(classes(&page), ["", ""]);
    assert_eq!(page.records[0].extra_field("profile", "subject"), Some(&"CV".into()));
    assert_eq!(text(&page.records[0], TextVariable::EprintType), "arXiv");
}

#[test]
fn odd_pages_are_read_all_the_same() {
    let (page, diagnostics) = read(ODD);
    assert_eq!((page.owner, page.field.as_deref()), (None, Some("CV")));
    assert_eq!(page.records[0].dates[&DateVariable::Issued], Date::Literal("Feb 31, 2023".into()));
    assert_eq!(page.records[1].extra_field("profile", "subject"), Some(&"ZZ".into()));
    assert_eq!(page.records[1].text(TextVariable::EprintType), None);
    assert_eq!(page.records[2].dates[&DateVariable::Issued], Date::parse("2023-04-04"));
    assert!(page.records.iter().all(|record| record.owner.is_none()));
    let expected = ["N0507:3", "W0401:21", "W0402:14", "W0501:4", "W0502", "W0505:11", "W0508:1", "W0509", "W0603:6"];
    assert_eq!(codes(&diagnostics), expected);
}

#[test]
fn input_that_is_no_page() {
    assert_eq!(codes(&read_bytes(b"").1), ["W0101"]);
    assert_eq!(codes(&read_bytes(b"Some text.\n\nAnd more.").1), ["E0503"]);
    assert_eq!(codes(&read_bytes(b"\x89PNG\0\0\0").1), ["E0102"]);
    let (records, diagnostics) = read_bytes(b"Ada Example\nSDOct 22, 2022\nA T\xE9st\nAda Example\nIt \0 works.");
    assert_eq!((records.len(), codes(&diagnostics)[0].as_str()), (1, "E0102"));
    let (records, diagnostics) = read_bytes(b"Ada Example\nSDOct 22, 2022\nA T\xE9st\nAda Example\n");
    assert_eq!(
        (records[0].plain_title().as_str(), codes(&diagnostics)),
        ("A Tést", vec!["W0105:3".into(), "W0502".into()])
    );
}

#[test]
fn pages_are_recognised_by_their_content() {
    for page in [REAL, WRAPPED, WINDOWS, MISSING, ODD] {
        assert_eq!(likelihood(&FORMAT, page), Likelihood::Certain);
        assert_eq!(sniff("page", page.as_bytes()).map(|format| format.id), Some("profile"));
    }
    for other in ["", "{\"title\": \"x\"}", "@article{x, date = {Oct 22, 2022}}", "Oct 22, 2022"] {
        assert_eq!(likelihood(&FORMAT, other), Likelihood::No, "{other}");
    }
}

#[test]
fn time_grows_with_size_alone() {
    let start = Instant::now();
    let long = "x, ".repeat(1_000_000);
    assert_eq!(read(&format!("Ada Example\nSDOct 22, 2022\n{long}\n{long}\n{long}")).0.records.len(), 1);
    let many = "SDOct 22, 2022\n".repeat(20_000);
    assert_eq!(read(&many).0.records.len(), 20_000);
    let braces = format!("Ada Example\nSDOct 22, 2022\nT\nAda Example\n{}", "{".repeat(300_000));
    assert_eq!(read(&braces).0.records.len(), 1);
    assert!(start.elapsed() < Duration::from_secs(60));
}
