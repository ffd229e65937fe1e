//! Tests of the cites of a document: order, disambiguation, groups, positions.

use crate::csl::{Formatted, ReferenceOptions, Style, cite_document};
use crate::markup::{backend_by_id, render_text};
use crate::model::{Citation, CitedRecord, Date, DateVariable, Kind, Name, NameVariable, Names, Record, TextVariable};

/// A work by these people ("John Doe; Jane Roe"), published in a year.
pub(super) fn work(title: &str, authors: &str, year: &str) -> Record {
    let mut record = Record::new(Kind::Book);
    record.id = title.to_owned();
    record.set_text(TextVariable::Title, title);
    let name = |name: &str| {
        let (given, family) = name.rsplit_once(' ').unwrap_or(("", name));
        Name::person(family, given)
    };
    let list: Vec<Name> = authors.split("; ").filter(|name| !name.is_empty()).map(name).collect();
    if !list.is_empty() {
        record.set_names(NameVariable::Author, Names { list, truncated: false });
    }
    if !year.is_empty() {
        record.dates.insert(DateVariable::Issued, Date::parse(year));
    }
    record
}

const AUTHOR_YEAR: &str = r#"<group delimiter=" "><names variable="author"><name form="short" initialize-with="."/></names>
    <date variable="issued"><date-part name="year"/></date></group>"#;
const FULL: &str = r#"<names variable="author" suffix=". "><name initialize-with="."/></names>
    <date variable="issued"><date-part name="year"/></date><text variable="title" prefix=". "/>"#;

/// A document with citations in a style whose `cs:citation` has these attributes.
fn document(attributes: &str, layout: &str, records: &[Record], citations: &[Citation]) -> Formatted {
    let class = if citations.iter().any(|citation| citation.note.is_some()) { "note" } else { "in-text" };
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="{class}" version="1.0">
             <info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>
             <citation {attributes}><layout prefix="(" suffix=")" delimiter="; ">{layout}</layout></citation>
             <bibliography et-al-min="3" et-al-use-first="1"><layout>{FULL}</layout></bibliography>
           </style>"#
    );
    let style = Style::from_xml("test", &xml).expect("the style is valid");
    cite_document(records, citations, &style, &ReferenceOptions::default(), &mut ())
}

fn cites(records: impl IntoIterator<Item = usize>) -> Citation {
    let cites = records.into_iter().map(|record| CitedRecord { record, ..CitedRecord::default() }).collect();
    Citation { cites, ..Citation::default() }
}

/// One citation of all works.
fn cited(attributes: &str, records: &[Record]) -> String {
    document(attributes, AUTHOR_YEAR, records, &[cites(0..records.len())]).citations[0].to_plain()
}

fn references(attributes: &str, records: &[Record]) -> Vec<String> {
    let formatted = document(attributes, AUTHOR_YEAR, records, &[cites(0..records.len())]);
    let html = backend_by_id("html").expect("it is registered");
    let entries = formatted.references.expect("there is a bibliography").entries;
    entries.iter().map(|entry| render_text(&entry.body(), html)).collect()
}

const GIVEN: &str = r#"disambiguate-add-givenname="true""#;
const NAMES: &str = r#"disambiguate-add-names="true" et-al-min="3" et-al-use-first="1""#;

#[test]
fn given_names_of_cites_that_read_the_same() {
    let initials =
        [work("A", "Homer Simpson", "2005"), work("B", "Bart Simpson", "2005"), work("C", "Ned Simpson", "2006")];
    assert_eq!(cited(GIVEN, &initials), "(H. Simpson 2005; B. Simpson 2005; Simpson 2006)");
    let full = [work("A", "John Doe", "1950"), work("B", "Jane Doe", "1950")];
    assert_eq!(cited(GIVEN, &full), "(John Doe 1950; Jane Doe 1950)");
    assert_eq!(
        references(GIVEN, &full),
        ["John Doe. 1950. A", "Jane Doe. 1950. B"],
        "references show what tells cites apart"
    );
}

#[test]
fn rules_for_given_names() {
    let records = [
        work("A", "John Doe; Adam Roe", "1950"),
        work("B", "Jane Doe; Eve Roe", "1951"),
        work("C", "Adam Doe", "1952"),
        work("D", "Tom Poe", "1953"),
    ];
    let by = |rule: &str| cited(&format!(r#"{GIVEN} givenname-disambiguation-rule="{rule}""#), &records);
    assert_eq!(by("by-cite"), "(Doe, Roe 1950; Doe, Roe 1951; Doe 1952; Poe 1953)");
    assert_eq!(by("all-names"), "(John Doe, A. Roe 1950; Jane Doe, E. Roe 1951; A. Doe 1952; Poe 1953)");
    assert_eq!(by("primary-name"), "(John Doe, Roe 1950; Jane Doe, Roe 1951; A. Doe 1952; Poe 1953)");
    assert_eq!(by("all-names-with-initials"), "(J. Doe, A. Roe 1950; J. Doe, E. Roe 1951; A. Doe 1952; Poe 1953)");
    assert_eq!(by("primary-name-with-initials"), "(J. Doe, Roe 1950; J. Doe, Roe 1951; A. Doe 1952; Poe 1953)");
}

#[test]
fn rules_for_initials_do_nothing_without_initials() {
    let layout = r#"<names variable="author"><name form="short"/></names>"#;
    let records = [work("A", "Homer Simpson", "2005"), work("B", "Bart Simpson", "2006")];
    let attributes = format!(r#"{GIVEN} givenname-disambiguation-rule="all-names-with-initials""#);
    let formatted = document(&attributes, layout, &records, &[cites(0..2)]);
    assert_eq!(formatted.citations[0].to_plain(), "(Simpson; Simpson)");
}

#[test]
fn names_are_added_until_cites_differ() {
    let records = [
        work("A", "John Doe; Adam Roe; Eve Poe; Tom Low", "1950"),
        work("B", "John Doe; Adam Roe; Ann Moe; Tom Low", "1950"),
        work("C", "John Doe; Adam Roe; Ann Moe", "1951"),
    ];
    assert_eq!(cited(NAMES, &records), "(Doe, Roe, Poe, et al. 1950; Doe, Roe, Moe, et al. 1950; Doe et al. 1951)");
    let shown = references(NAMES, &records);
    assert_eq!(shown[0], "J. Doe, A. Roe, E. Poe, et al. 1950. A", "references show what tells cites apart");
    assert_eq!(shown[2], "J. Doe et al. 1951. C");
}

#[test]
fn given_names_come_before_more_names() {
    let records = [work("A", "John Doe; Adam Roe; Eve Poe", "1950"), work("B", "Bob Doe; Ann Moe; Tom Low", "1950")];
    assert_eq!(cited(&format!("{GIVEN} {NAMES}"), &records), "(J. Doe et al. 1950; B. Doe et al. 1950)");
    // Added names may need given names, too.
    let records = [work("A", "John Doe; Adam Roe; Eve Poe", "1950"), work("B", "John Doe; Eve Roe; Tom Low", "1950")];
    assert_eq!(cited(&format!("{GIVEN} {NAMES}"), &records), "(Doe, A. Roe, et al. 1950; Doe, E. Roe, et al. 1950)");
}

#[test]
fn names_that_do_not_help_are_not_added() {
    let records = [work("A", "John Doe; Adam Roe; Eve Poe", "1950"), work("B", "John Doe; Adam Roe; Eve Poe", "1950")];
    let with_suffix = format!(r#"{GIVEN} {NAMES} disambiguate-add-year-suffix="true""#);
    assert_eq!(cited(&with_suffix, &records), "(Doe et al. 1950a; Doe et al. 1950b)");
}

#[test]
fn suffixes_follow_the_list_of_references_and_go_on_behind_z() {
    let records: Vec<Record> = (0..28).map(|index| work(&format!("T{index:02}"), "John Doe", "1950")).collect();
    let shown = cited(r#"disambiguate-add-year-suffix="true""#, &records);
    assert!(
        shown.starts_with("(Doe 1950a; Doe 1950b;") && shown.ends_with("Doe 1950z; Doe 1950aa; Doe 1950ab)"),
        "{shown}"
    );
    assert_eq!(references(r#"disambiguate-add-year-suffix="true""#, &records)[27], "J. Doe. 1950ab. T27");
}

#[test]
fn conditions_hold_where_they_tell_cites_apart() {
    let layout =
        format!(r#"{AUTHOR_YEAR}<choose><if disambiguate="true"><text variable="title" prefix=" "/></if></choose>"#);
    let records = [work("A", "John Doe", "1950"), work("B", "John Doe", "1950"), work("C", "John Doe", "1951")];
    let formatted = document("", &layout, &records, &[cites(0..3)]);
    assert_eq!(formatted.citations[0].to_plain(), "(Doe 1950 A; Doe 1950 B; Doe 1951)");
}

#[test]
fn cites_of_the_same_names_are_collapsed() {
    let records = [
        work("A", "John Doe", "1999"),
        work("B", "John Doe", "2001"),
        work("C", "Eve Low", "2000"),
        work("D", "Tom Poe", "2001"),
    ];
    for (attributes, shown) in [
        ("", "(Doe 1999; Doe 2001; Low 2000; Poe 2001)"),
        (r#"collapse="year""#, "(Doe 1999, 2001; Low 2000; Poe 2001)"),
        (r#"collapse="year" cite-group-delimiter=",""#, "(Doe 1999,2001; Low 2000; Poe 2001)"),
        (r#"collapse="year" after-collapse-delimiter=" | ""#, "(Doe 1999, 2001 | Low 2000; Poe 2001)"),
        (r#"cite-group-delimiter=", ""#, "(Doe 1999, Doe 2001; Low 2000; Poe 2001)"),
    ] {
        assert_eq!(cited(attributes, &records), shown, "{attributes}");
    }
}

#[test]
fn suffixes_are_collapsed_unless_a_locator_stands_between() {
    let records: Vec<Record> = ["A", "B", "C", "D", "E"].map(|title| work(title, "John Doe", "2000")).to_vec();
    let shown = |attributes: &str, located: Option<usize>| {
        let mut citation = cites(0..5);
        if let Some(located) = located {
            citation.cites[located].locator = Some(("page".to_owned(), "5".to_owned()));
        }
        let attributes = format!(r#"disambiguate-add-year-suffix="true" {attributes}"#);
        let layout = format!(r#"<group delimiter=", ">{AUTHOR_YEAR}<text variable="locator" prefix="p. "/></group>"#);
        document(&attributes, &layout, &records, &[citation]).citations[0].to_plain()
    };
    assert_eq!(shown(r#"collapse="year-suffix""#, None), "(Doe 2000a; b; c; d; e)");
    assert_eq!(shown(r#"collapse="year-suffix" year-suffix-delimiter=",""#, None), "(Doe 2000a,b,c,d,e)");
    let ranged = r#"collapse="year-suffix-ranged" year-suffix-delimiter=",""#;
    assert_eq!(shown(ranged, None), "(Doe 2000a–e)");
    assert_eq!(shown(ranged, Some(3)), "(Doe 2000a–c, 2000d, p. 5, 2000e)");
}

#[test]
fn numbers_in_a_row_are_a_range() {
    let records: Vec<Record> = (0..6).map(|index| work(&format!("T{index}"), "John Doe", "2000")).collect();
    let shown = |order: &[usize]| {
        let first = cites(0..6);
        let layout = r#"<text variable="citation-number"/>"#;
        let formatted =
            document(r#"collapse="citation-number""#, layout, &records, &[first, cites(order.iter().copied())]);
        formatted.citations[1].to_plain()
    };
    assert_eq!(shown(&[0, 1, 2, 4]), "(1–3; 5)");
    assert_eq!(shown(&[0, 1, 3, 4]), "(1; 2; 4; 5)");
    assert_eq!(shown(&[2, 1, 0]), "(3; 2; 1)", "only what increases is a range");
}

#[test]
fn keys_of_sorting_have_no_et_al() {
    let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
             <info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>
             <macro name="author"><names variable="author"><name form="short"/></names></macro>
             <citation et-al-min="2" et-al-use-first="1"><sort><key macro="author"/><key variable="title"/></sort>
               <layout delimiter="; "><text macro="author"/><text variable="title" prefix=" "/></layout></citation>
           </style>"#;
    let style = Style::from_xml("test", xml).expect("the style is valid");
    let records = [work("B", "John Doe", "2000"), work("A", "John Doe; Adam Roe", "2000")];
    let formatted = cite_document(&records, &[cites(0..2)], &style, &ReferenceOptions::default(), &mut ());
    assert_eq!(formatted.citations[0].to_plain(), "Doe et al. A; Doe B");
}

#[test]
fn positions_and_notes() {
    let layout = r#"<choose>
        <if position="ibid-with-locator"><text value="ibid-loc"/></if><else-if position="ibid"><text value="ibid"/></else-if>
        <else-if position="near-note"><text value="near"/></else-if><else-if position="subsequent"><text value="subsequent"/></else-if>
        <else><text value="first"/></else></choose>"#;
    let records = [work("A", "John Doe", "2000"), work("B", "Eve Low", "2000")];
    let note = |number: u32, works: &[(usize, &str)]| {
        let cite = |(record, locator): &(usize, &str)| CitedRecord {
            record: *record,
            locator: (!locator.is_empty()).then(|| ("page".to_owned(), (*locator).to_owned())),
            ..CitedRecord::default()
        };
        Citation { cites: works.iter().map(cite).collect(), note: Some(number), ..Citation::default() }
    };
    let citations = [
        note(1, &[(0, "")]),
        note(2, &[(0, "")]),
        note(3, &[(0, "5")]),
        note(4, &[(0, "5")]),
        note(5, &[(0, "")]),
        note(6, &[(1, ""), (1, "7")]),
        note(7, &[(1, "")]),
        note(20, &[(0, "")]),
        note(21, &[(1, ""), (0, "")]),
    ];
    let formatted = document("", layout, &records, &citations);
    let shown: Vec<String> = formatted.citations.iter().map(crate::model::Text::to_plain).collect();
    assert_eq!(
        shown,
        [
            "(first)",
            "(ibid)",
            "(ibid-loc)",
            "(ibid)",
            "(near)",
            "(first; ibid-loc)",
            "(near)",
            "(subsequent)",
            "(subsequent; near)"
        ]
    );
}

#[test]
fn a_citation_of_nothing_has_the_titles() {
    let records = [work("A", "", ""), work("B", "", "")];
    for attributes in ["", r#"collapse="year""#, r#"cite-group-delimiter=", ""#] {
        assert_eq!(cited(attributes, &records), "(A; B)", "{attributes}");
    }
}

#[test]
fn labels_inside_of_locators_count() {
    let layout = r#"<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>
        <choose><if locator="chapter"><text value="!"/></if></choose>"#;
    let records = [work("A", "John Doe", "2000")];
    let shown = |label: &str, value: &str, layout: &str| {
        let mut citation = cites([0]);
        citation.cites[0].locator = Some((label.to_owned(), value.to_owned()));
        document("", layout, &records, &[citation]).citations[0].to_plain()
    };
    assert_eq!(shown("page", "12-15", layout), "(pp. 12–15)");
    assert_eq!(shown("page", "ch. 2", layout), "(chap. 2!)");
    assert_eq!(shown("chapter", "2, n. 5", layout), "(chap. 2, n. 5!)");
    assert_eq!(shown("page", "fig. 2-3", layout), "(figs. 2–3)");
    // A style that prints no label gets none from the locator either, as in MLA: "(Hume 5)".
    assert_eq!(shown("page", "p. 5", r#"<text variable="locator"/>"#), "(5)");
}

/// CSL 1.0.2, "Cite Grouping": cites with identical names form a group; works without names have none.
#[test]
fn cites_without_names_are_no_group() {
    let layout = r#"<group delimiter=" "><choose><if variable="author"><names variable="author"/></if>
        <else><text variable="title"/></else></choose><date variable="issued"><date-part name="year"/></date></group>"#;
    let records = [work("A", "", "1999"), work("B", "", "2001"), work("C", "Low", "2000"), work("D", "Low", "2002")];
    let formatted = document(r#"collapse="year""#, layout, &records, &[cites(0..4)]);
    assert_eq!(formatted.citations[0].to_plain(), "(A 1999; B 2001; Low 2000, 2002)");
}

/// CSL 1.0.2, "Cite Collapsing": `citation-number` collapses numbers that are rendered.
#[test]
fn only_rendered_numbers_are_collapsed() {
    let records: Vec<Record> = ["A", "B", "C"].map(|title| work(title, "John Doe", "2000")).to_vec();
    let shown = |layout: &str| {
        let mut citation = cites(0..3);
        citation.cites[1].locator = Some(("page".to_owned(), "5".to_owned()));
        document(r#"collapse="citation-number""#, layout, &records, &[citation]).citations[0].to_plain()
    };
    assert_eq!(shown(r#"<text variable="title"/>"#), "(A; B; C)");
    assert_eq!(shown(r#"<text variable="citation-number"/>"#), "(1–3)", "the locator is not printed");
    assert_eq!(shown(r#"<text variable="citation-number"/><text variable="locator" prefix=":"/>"#), "(1; 2:5; 3)");
    assert_eq!(shown(r#"<text variable="citation-number"/><text variable="title" prefix=" "/>"#), "(1 A; 2 B; 3 C)");
}

/// CSL 1.0.2, "Cite Collapsing", `after-collapse-delimiter`; after a locator it is also used within a group (CMOS).
#[test]
fn the_delimiter_after_collapsed_cites_follows_locators() {
    let records = [
        work("A", "John Doe", "1999"),
        work("B", "John Doe", "2001"),
        work("C", "Eve Low", "2000"),
        work("D", "Tom Poe", "2001"),
    ];
    let layout = format!(r#"{AUTHOR_YEAR}<text variable="locator" prefix=", "/>"#);
    let shown = |attributes: &str, located: &[usize]| {
        let mut citation = cites(0..4);
        located.iter().for_each(|&cite| citation.cites[cite].locator = Some(("page".to_owned(), "5".to_owned())));
        document(attributes, &layout, &records, &[citation]).citations[0].to_plain()
    };
    let after = r#"collapse="year" after-collapse-delimiter=" | ""#;
    assert_eq!(shown(after, &[]), "(Doe 1999, 2001 | Low 2000; Poe 2001)");
    assert_eq!(shown(after, &[0]), "(Doe 1999, 5 | 2001 | Low 2000; Poe 2001)");
    assert_eq!(shown(after, &[1]), "(Doe 1999, 2001, 5 | Low 2000; Poe 2001)");
    assert_eq!(shown(r#"collapse="year""#, &[0]), "(Doe 1999, 5, 2001; Low 2000; Poe 2001)");
    let group = r#"collapse="year" cite-group-delimiter=" / " after-collapse-delimiter=" | ""#;
    assert_eq!(shown(group, &[]), "(Doe 1999 / 2001 | Low 2000; Poe 2001)");
}

#[test]
fn a_cite_of_nothing_has_no_delimiter() {
    let records = [work("A", "John Doe", "1999"), work("B", "", ""), work("C", "Eve Low", "2000")];
    for attributes in ["", r#"collapse="year""#, r#"cite-group-delimiter=", ""#, r#"collapse="citation-number""#] {
        assert_eq!(cited(attributes, &records), "(Doe 1999; Low 2000)", "{attributes}");
    }
}

/// CSL 1.0.2, "Choose", `position`: "ibid" if the previous citation is a single cite of the same work. A note of several
/// works leaves open which is meant.
#[test]
fn nothing_is_ibid_after_a_note_of_several_works() {
    let layout =
        r#"<choose><if position="ibid"><text value="ibid"/></if><else><text variable="title"/></else></choose>"#;
    let records = [work("A", "John Doe", "2000"), work("B", "Eve Low", "2000")];
    let note = |note: u32, works: &[usize]| Citation { note: Some(note), ..cites(works.iter().copied()) };
    let citations = [note(1, &[0, 1]), note(2, &[1]), note(3, &[1]), note(4, &[1, 0]), note(5, &[0])];
    let formatted = document("", layout, &records, &citations);
    let shown: Vec<String> = formatted.citations.iter().map(crate::model::Text::to_plain).collect();
    assert_eq!(shown, ["(A; B)", "(B)", "(ibid)", "(ibid; A)", "(A)"]);
}
