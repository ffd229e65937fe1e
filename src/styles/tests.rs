//! Finding, listing and searching styles.

use std::fs;

use super::{ALIASES, OWN, StyleFinder, StyleSource, archived};
use crate::csl::{ReferenceOptions, Style, StyleKind, cite};
use crate::model::{Date, DateVariable, Kind, Name, NameVariable, Names, NumberVariable, Record, TextVariable};

const DEPENDENT: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
    <info><title>Journal &amp; Co</title><id>http://www.zotero.org/styles/journal</id>
    <link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>
    <updated>2026-01-01T00:00:00+00:00</updated></info></style>"#;

fn message(name: &str) -> String {
    StyleFinder::new().find(name).unwrap_err().to_string()
}

#[test]
fn styles_are_found_by_any_name() {
    let finder = StyleFinder::new();
    for (name, title) in [
        ("apa", "APA Style 7th edition"),
        ("APA", "APA Style 7th edition"),
        ("American Psychological Association", "APA Style 7th edition"),
        ("ieee", "IEEE Reference Guide version 11.29.2023"),
        ("publist-numeric", "publist: numbered publication list"),
        ("compact", "publist: one line for each publication"),
        ("http://www.zotero.org/styles/nature", "Nature"),
        ("nature.csl", "Nature"),
        ("https://www.zotero.org/styles/nature/?source=1", "Nature"),
        ("APA 7", "APA Style 7th edition"),
        ("apa 7th edition", "APA Style 7th edition"),
        ("chicago_18", "Chicago Manual of Style 18th edition (author-date)"),
        ("abnt", "Associação Brasileira de Normas Técnicas (Português - Brasil)"),
    ] {
        assert_eq!(finder.find(name).unwrap().title(), title, "{name}");
    }
}

#[test]
fn every_alias_leads_to_a_style() {
    for (alias, name) in ALIASES {
        assert!(archived(name).is_some(), "{alias}");
        assert!(archived(alias).is_none(), "{alias} is a name of the archive");
    }
}

#[test]
fn an_unknown_name_is_answered_with_near_ones() {
    assert!(message("ieeee").contains("did you mean ieee"), "{}", message("ieeee"));
    assert!(message("chicago-authordate").contains("chicago-author-date"));
    assert!(message("vancuver").contains("vancouver"));
    assert!(!message("qqqqqqqqqqqq").contains("did you mean"));
    assert!(message("qqqqqqqqqqqq").contains("https://www.zotero.org/styles"));
    assert!(message("oscola").contains("did you mean modern-humanities-research-association-notes"));
    assert!(message("http://www.zotero.org/styles/oscola").contains("did you mean modern-humanities"));
    // Another edition is another style.
    assert!(message("APA 6").contains("did you mean"), "{}", message("APA 6"));
}

#[test]
fn folders_go_before_the_archive_and_dependent_styles_lead_to_their_parents() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("journal.csl"), DEPENDENT).unwrap();
    fs::write(folder.path().join("nature.csl"), OWN[0].1).unwrap();
    fs::write(folder.path().join("broken.csl"), "<style").unwrap();
    let finder = StyleFinder::new().with_folder(folder.path());
    assert_eq!(finder.find("Journal").unwrap().id(), "http://www.zotero.org/styles/apa");
    assert_eq!(finder.find("nature").unwrap().title(), "publist: numbered publication list");
    assert!(finder.find("broken").unwrap_err().to_string().contains("this tag has no “>”"));
    assert!(finder.find("../broken").is_err());
    let path = folder.path().join("nature.csl");
    assert_eq!(finder.find(path.to_str().unwrap()).unwrap().id(), "urn:x-publist:style:publist-numeric");

    let list = finder.list();
    let journal = list.iter().find(|style| style.name == "journal").unwrap();
    assert_eq!(journal.title, "Journal & Co");
    assert_eq!(list.iter().filter(|style| style.name == "nature").count(), 1);
}

#[test]
fn a_style_that_refers_to_itself_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("journal.csl"), DEPENDENT.replace("styles/apa", "styles/journal")).unwrap();
    let finder = StyleFinder::new().with_folder(folder.path());
    assert!(finder.find("journal").unwrap_err().to_string().contains("leads through a chain"));
}

#[test]
fn styles_are_listed_and_searched() {
    let finder = StyleFinder::new();
    let list = finder.list();
    assert_eq!(list.len(), OWN.len() + 80);
    let own = &list[0];
    assert_eq!((own.name.as_str(), own.kind), ("publist-numeric", Some(StyleKind::Numeric)));
    assert!(list[..OWN.len()].iter().all(|style| style.description.is_some() && style.source == StyleSource::Own));
    let names = |query: &str| finder.search(query).into_iter().map(|style| style.name).collect::<Vec<_>>();
    assert_eq!(names("ieee"), ["institute-of-electrical-and-electronics-engineers"]);
    assert!(names("chicago notes").contains(&"chicago-notes".to_owned()));
    assert_eq!(names("").len(), list.len());
}

#[test]
fn our_styles_show_every_type_of_work_and_every_variable() {
    for (name, _) in OWN {
        let style = StyleFinder::new().find(name).unwrap();
        for &kind in Kind::ALL {
            let mut record = Record::new(kind);
            record.set_text(TextVariable::Title, "Some title");
            let body = reference(&record, &style);
            assert!(body.contains("Some title") && body.to_lowercase().contains("n.d."), "{kind} in {name}: {body}");

            for &variable in TextVariable::ALL {
                record.set_text(variable, format!("the {variable}"));
            }
            for &variable in NumberVariable::ALL {
                record.set_number(variable, "3");
            }
            let list = vec![Name::person("Lu", "Cheng"), Name::person("Zong", "Yuan")];
            record.set_names(NameVariable::Author, Names { list, truncated: true });
            record.dates.insert(DateVariable::Issued, Date::parse("2022-10-22"));
            let body = reference(&record, &style);
            for expected in ["Lu", "et al.", "the title", "2022"] {
                assert!(body.contains(expected), "{expected} of {kind} in {name}: {body}");
            }
            for bad in ["..", ",,", " ,", " .", "()", "[]", "  "] {
                assert!(!body.contains(bad), "{bad:?} in {kind} in {name}: {body}");
            }
        }
    }
}

fn reference(record: &Record, style: &Style) -> String {
    let records = std::slice::from_ref(record);
    let formatted = cite(records, style, &ReferenceOptions::default(), &mut ());
    formatted.references.unwrap().entries[0].body().to_plain()
}

#[test]
fn a_style_that_is_found_by_name_has_the_language_of_its_guide() {
    let language = |style: &str| {
        let style = StyleFinder::new().find(style).unwrap();
        cite(&[Record::new(Kind::Book)], &style, &ReferenceOptions::default(), &mut ()).language
    };
    assert_eq!(language("harvard-cite-them-right"), "en-GB");
    assert_eq!(language("http://www.zotero.org/styles/harvard-cite-them-right"), "en-GB");
    assert_eq!(language("apa"), "en-US");
}
