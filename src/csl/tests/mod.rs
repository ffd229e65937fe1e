//! Tests of the whole processor: records in, text out.

mod any_record;
mod rules;

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;

use super::{
    ArchivedStyle, Formatted, NameLook, NameMark, NamePlace, Order, ReferenceOptions, RepeatedAuthors, Style, cite,
};
use crate::markup::{Block, References};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Inline, Kind, Name, NameVariable, Names, NumberVariable, Record, Text,
    TextVariable,
};

use any_record::any_record;

const LU: &[(&str, &str)] = &[("Cheng", "Lu"), ("Wenming", "Zheng"), ("Hailun", "Lian")];

fn style(name: &str) -> Style {
    ArchivedStyle::all().find(|archived| archived.names().contains(&name)).unwrap().style().unwrap()
}

fn preprint(names: &[(&str, &str)], truncated: bool, title: impl Into<Text>, date: &str) -> Record {
    let mut record = Record::new(Kind::Article);
    record.id = format!("{}{date}", names.first().map_or("", |(_, family)| family));
    let list = names.iter().map(|(given, family)| Name::person(*family, *given)).collect();
    record.set_names(NameVariable::Author, Names { list, truncated });
    record.set_text(TextVariable::Title, title);
    record.set_text(TextVariable::EprintType, "arXiv");
    record.set_text(TextVariable::EprintClass, "cs.SD");
    record.dates.insert(DateVariable::Issued, Date::parse(date));
    record
}

fn cited(name: &str, records: &[Record]) -> Formatted {
    cite(records, &style(name), &ReferenceOptions::default(), &mut ())
}

fn reference(name: &str, record: Record) -> String {
    bodies(&cited(name, &[record])).remove(0)
}

fn bodies(formatted: &Formatted) -> Vec<String> {
    formatted
        .references
        .iter()
        .flat_map(|references| &references.entries)
        .map(|entry| entry.body().to_plain())
        .collect()
}

fn citations(formatted: &Formatted) -> Vec<String> {
    formatted.citations.iter().map(Text::to_plain).collect()
}

#[test]
fn a_truncated_list_ends_with_the_styles_et_al() {
    let title = "Speech emotion recognition";
    let shown = |name, count: usize| {
        let body = reference(name, preprint(&LU[..count], true, title, "2022-10-22"));
        body.split_once(" (2022)").map_or(body.clone(), |(names, _)| names.to_owned())
    };
    assert_eq!(shown("apa", 1), "Lu, C. et al.");
    assert_eq!(shown("apa", 2), "Lu, C., Zheng, W., et al.");
    assert_eq!(shown("apa", 3), "Lu, C., Zheng, W., Lian, H., et al.");
    assert!(shown("ieee", 1).starts_with("C. Lu et al., “"));
    assert!(shown("ieee", 3).starts_with("C. Lu, W. Zheng, H. Lian, et al., “"));
    assert!(shown("mla", 1).starts_with("Lu, Cheng, et al. “"), "the delimiter follows an inverted name");
    assert!(shown("mla", 3).starts_with("Lu, Cheng, et al. “"), "the style cuts the list itself");
    assert!(shown("vancouver", 2).starts_with("Lu C, Zheng W, et al. Speech"));
    assert!(shown("gb-7714-2015-numeric", 2).starts_with("LU C, ZHENG W, 等. Speech"));
    assert!(shown("gost-r-705-2008-numeric", 2).contains("и др."));
    assert!(shown("modern-humanities-research-association-notes", 1).starts_with("Lu, Cheng, and others, ‘"));
    assert!(
        shown("deutsche-sprache", 2).starts_with("Lu, Cheng/Zheng, Wenming/et al."),
        "{}",
        shown("deutsche-sprache", 2)
    );
}

#[test]
fn a_complete_list_has_no_et_al() {
    let body = reference("apa", preprint(LU, false, "Speech", "2022"));
    assert_eq!(body, "Lu, C., Zheng, W., & Lian, H. (2022). Speech. arXiv.");
}

#[test]
fn every_style_marks_truncated_lists_and_shows_no_code() {
    for archived in ArchivedStyle::all() {
        let style = archived.style().unwrap();
        for count in 0..=4 {
            let authors: Vec<(&str, &str)> = LU.iter().copied().cycle().take(count).collect();
            let record = preprint(&authors, true, "On mRNA", "2022-10-22");
            let formatted = cite(&[record], &style, &ReferenceOptions::default(), &mut ());
            for text in citations(&formatted).into_iter().chain(bodies(&formatted)) {
                let problem = format!("{}: {text}", style.name());
                assert!(text.chars().all(|character| u32::from(character) < 0xF_0000), "{problem}");
                for bad in
                    ["and et al", "& et al", "et al et al", "et al..", "et al., et al", "…", "..", ",,", " ,", "  "]
                {
                    assert!(!text.contains(bad), "{bad:?} in {problem}");
                }
            }
            for text in bodies(&formatted).iter().filter(|_| count > 0) {
                let marks = ["et al", "others", "等", "и др", "ほか", "Coauthors"];
                assert!(marks.iter().any(|mark| text.contains(mark)), "{}: {text}", style.name());
            }
        }
    }
}

#[test]
fn names_are_told_apart_in_citations() {
    let zong = [("Cheng", "Lu"), ("Yuan", "Zong"), ("Hailun", "Lian")];
    let records = [preprint(LU, true, "One", "2022-10"), preprint(&zong, true, "Two", "2022-05")];
    let formatted = cited("apa", &records);
    assert_eq!(citations(&formatted), ["(Lu, Zheng, et al., 2022)", "(Lu, Zong, et al., 2022)"]);
    assert_eq!(
        bodies(&formatted)[0],
        "Lu, C., Zheng, W., Lian, H., et al. (2022). One. arXiv.",
        "references stay as they are"
    );
    let records = [preprint(LU, true, "One", "2022-10"), preprint(LU, true, "Two", "2022-05")];
    let formatted = cited("apa", &records);
    assert_eq!(citations(&formatted), ["(Lu et al., 2022a)", "(Lu et al., 2022b)"]);
    assert!(bodies(&formatted)[0].contains("(2022a)"), "{:?}", bodies(&formatted));
}

#[test]
fn works_are_found_where_their_identifiers_lead() {
    let article = |set: &dyn Fn(&mut Record)| {
        let mut record = preprint(LU, false, "One", "2022");
        record.kind = Kind::ArticleJournal;
        record.texts.remove(&TextVariable::EprintType);
        record.set_text(TextVariable::ContainerTitle, "Journal of Tides");
        set(&mut record);
        reference("apa", record)
    };
    let eprint = |archive: &str, number: &str| {
        article(&|record| {
            record.set_text(TextVariable::EprintType, archive);
            record.set_identifier(IdentifierVariable::Eprint, number);
        })
    };
    assert!(eprint("jstor", "77").ends_with("https://www.jstor.org/stable/77"));
    assert!(eprint("hdl", "1721.1/77").ends_with("https://hdl.handle.net/1721.1/77"));
    assert!(eprint("arXiv", "2210.12430").ends_with("Tides."), "it has appeared elsewhere");
    let in_doi = |doi: &str| article(&|record| record.set_identifier(IdentifierVariable::Doi, doi));
    assert!(in_doi("https://doi.org/10.5555/x").ends_with("https://doi.org/10.5555/x"));
    assert!(in_doi("https://www.example.org/10").ends_with("Tides. https://www.example.org/10"));
}

#[test]
fn records_keep_apart_even_when_they_are_the_same() {
    let record = preprint(LU, true, "One", "2022");
    let formatted = cited("ieee", &[record.clone(), record.clone(), record]);
    assert_eq!(citations(&formatted), ["[1]", "[2]", "[3]"]);
    assert_eq!(bodies(&formatted).len(), 3);
}

#[test]
fn references_come_in_the_styles_order_or_in_that_given() {
    let records =
        [preprint(&[("A.", "Young")], false, "Second", "2020"), preprint(&[("A.", "Adams")], false, "First", "2021")];
    let ids = |order| {
        let options = ReferenceOptions { order, ..ReferenceOptions::default() };
        let references = cite(&records, &style("apa"), &options, &mut ()).references.unwrap();
        references.entries.into_iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(Order::Style), ["Adams2021", "Young2020"]);
    assert_eq!(ids(Order::Given), ["Young2020", "Adams2021"]);
}

#[test]
fn sorting_does_not_see_markup_or_protected_words() {
    let titled = |title: Text| preprint(&[("A.", "Adams")], false, title, "2020");
    let emphasized = Text::from(vec![Inline::Em(vec![Inline::Str("An mRNA".into())])]);
    let records = [titled("B title".into()), titled(emphasized), titled("C title".into())];
    let formatted = cited("chicago-author-date", &records);
    let starts: Vec<bool> = bodies(&formatted).iter().map(|body| body.contains("mRNA")).collect();
    assert_eq!(starts, [true, false, false], "{:?}", bodies(&formatted));
}

#[test]
fn the_same_authors_may_become_a_dash() {
    let records = [preprint(LU, false, "One", "2021"), preprint(LU, false, "Two", "2022")];
    let bodies_of = |repeated_authors| {
        let options = ReferenceOptions { repeated_authors, ..ReferenceOptions::default() };
        bodies(&cite(&records, &style("copernicus"), &options, &mut ()))
    };
    assert!(bodies_of(RepeatedAuthors::InFull)[1].starts_with("Lu, C., Zheng, W."));
}

#[test]
fn markup_of_titles_stays() {
    let title = Text::from(vec![
        Inline::Str("Growth of ".into()),
        Inline::Em(vec![Inline::Str("E. coli".into())]),
        Inline::Str(" in CO".into()),
        Inline::Sub(vec![Inline::Str("2".into())]),
        Inline::Str(" at ".into()),
        Inline::Math("\\mathcal{A}".into()),
    ]);
    let mut book = preprint(LU, false, title, "2020");
    book.kind = Kind::Book;
    let formatted = cited("apa", &[book]);
    let references = formatted.references.unwrap();
    let body = references.entries[0].body().into_inlines();
    // Italics inside italics are turned off when they are written.
    let expected = Inline::Em(vec![
        Inline::Str("Growth of ".into()),
        Inline::Em(vec![Inline::Str("E. coli".into())]),
        Inline::Str(" in CO".into()),
        Inline::Sub(vec![Inline::Str("2".into())]),
        Inline::Str(" at ".into()),
        Inline::Math("\\mathcal{A}".into()),
    ]);
    assert_eq!(body[1], expected);
}

#[test]
fn letter_case_follows_the_style_and_spares_protected_words() {
    let title = Text::from(vec![
        Inline::Str("the use of ".into()),
        Inline::Em(vec![Inline::Str("escherichia".into())]),
        Inline::Str(" mRNA in ".into()),
        Inline::NoCase(vec![Inline::Str("van gogh".into())]),
    ]);
    let body = reference("mla", preprint(LU, false, title, "2020"));
    assert!(body.contains("“The Use of Escherichia mRNA in van gogh.”"), "{body}");
}

#[test]
fn quotations_alternate_between_the_marks_of_the_language() {
    let title = "A \"quoted\" rats' title";
    let ieee = reference("ieee", preprint(LU, false, title, "2020"));
    assert!(ieee.contains("“A ‘quoted’ rats’ title,”"), "{ieee}");
    let apa = reference("apa", preprint(LU, false, title, "2020"));
    assert!(apa.contains("A “quoted” rats’ title"), "{apa}");
    let options = ReferenceOptions { locale: Some("de-DE"), ..ReferenceOptions::default() };
    let german = cite(&[preprint(LU, false, title, "2020")], &style("apa"), &options, &mut ());
    assert!(bodies(&german)[0].contains("A „quoted“ rats’ title"), "{:?}", bodies(&german));
}

#[test]
fn identifiers_are_links() {
    let mut record = preprint(LU, false, "Title", "2020");
    record.kind = Kind::ArticleJournal;
    record.set_identifier(IdentifierVariable::Doi, "10.1000/a'b\"c_d");
    let references = cited("apa", &[record.clone()]).references.unwrap();
    let (url, shown) = ("https://doi.org/10.1000/a'b%22c_d", "https://doi.org/10.1000/a'b\"c_d");
    let link = Inline::Link { url: url.into(), content: vec![Inline::Str(shown.into())] };
    assert_eq!(references.entries[0].body().inlines().last(), Some(&link));

    record.identifiers.clear();
    record.set_identifier(IdentifierVariable::Url, "javascript:alert(1)");
    let references = cited("apa", &[record]).references.unwrap();
    assert!(!references.entries[0].body().inlines().iter().any(|inline| matches!(inline, Inline::Link { .. })));
}

#[test]
fn emphasized_names_are_bold_without_what_joins_them() {
    let is_own = |place: &NamePlace<'_>| {
        let is_own = place.names.list[place.index].to_display_order() == "Wenming Zheng";
        is_own.then(|| NameMark { look: NameLook::Bold, signs: String::new() })
    };
    let options = ReferenceOptions { name_marks: Some(&is_own), ..ReferenceOptions::default() };
    for (name, shown) in [("apa", "Zheng, W."), ("ieee", "W. Zheng"), ("vancouver", "Zheng W")] {
        for count in [2, 3] {
            let record = preprint(&LU[..count], true, "Title", "2020");
            let references = cite(&[record], &style(name), &options, &mut ()).references.unwrap();
            let body = references.entries[0].body().into_inlines();
            let bold: Vec<&Inline> = body.iter().filter(|inline| matches!(inline, Inline::Strong(_))).collect();
            assert_eq!(bold, [&Inline::Strong(vec![Inline::Str(shown.into())])], "{name}");
        }
    }
}

#[test]
fn references_and_names_are_told_by_the_index_of_their_record() {
    let works = [("Zed", "2001"), ("Abel", "2003"), ("Moore", "2002")];
    let records: Vec<Record> = works
        .iter()
        .map(|(family, year)| Record { id: "same".into(), ..preprint(&[("A.", family)], false, "Title", year) })
        .collect();
    let second = |place: &NamePlace<'_>| {
        let is_second = place.work == 1 && std::ptr::eq(place.record, &records[1]);
        is_second.then(|| NameMark { look: NameLook::Plain, signs: "*".to_owned() })
    };
    let options = ReferenceOptions { name_marks: Some(&second), ..ReferenceOptions::default() };
    let formatted = cite(&records, &style("apa"), &options, &mut ());
    assert_eq!(formatted.order, [1, 2, 0]);
    let marked: Vec<bool> = bodies(&formatted).iter().map(|body| body.contains('*')).collect();
    assert_eq!(marked, [true, false, false]);
}

#[test]
fn references_are_a_document_in_their_language() {
    let records = [preprint(LU, false, "Title", "2020")];
    let options = ReferenceOptions { locale: Some("de-DE"), ..ReferenceOptions::default() };
    let doc = super::references(&records, &style("apa"), &options, &mut ());
    assert_eq!(doc.language.as_deref(), Some("de-DE"));
    assert_eq!(doc.language, Some(cite(&records, &style("apa"), &options, &mut ()).language));
}

#[test]
fn ranges_and_words_for_dates_are_shown() {
    let records = [preprint(LU, false, "Title", "2020/2021"), preprint(LU, false, "Title", "in press")];
    let bodies = bodies(&cited("apa", &records));
    assert!(bodies.iter().any(|body| body.contains("(2020–2021)")), "{bodies:?}");
    assert!(bodies.iter().any(|body| body.contains("(in press)")), "{bodies:?}");
}

#[test]
fn a_style_without_a_bibliography_is_reported() {
    let mut reports = Vec::new();
    let style = style("alphanumeric");
    assert!(!style.has_bibliography());
    let records = [preprint(LU, true, "Title", "2020")];
    let doc = super::references(&records, &style, &ReferenceOptions::default(), &mut reports);
    assert_eq!(doc.blocks, [Block::References(References::default())]);
    assert_eq!(reports.len(), 1);
    assert_eq!(citations(&cited("alphanumeric", &records)), ["[LuZL20]"]);
}

#[test]
fn numbers_that_are_no_numbers_do_not_break_the_order() {
    let values = ["9", "10", "1x?", "e5", "", "99999999999", "-3", "II", "10a", "2–3"];
    let records: Vec<Record> = (0..200)
        .map(|index| {
            let mut record = preprint(&[("A.", "Adams")], false, "Title", "2020");
            for variable in [NumberVariable::Volume, NumberVariable::Page, NumberVariable::Issue] {
                record.set_number(variable, values[(index * 7 + variable as usize) % values.len()]);
            }
            record
        })
        .collect();
    for archived in ArchivedStyle::all().step_by(5) {
        let formatted = cite(&records, &archived.style().unwrap(), &ReferenceOptions::default(), &mut ());
        assert_eq!(formatted.citations.len(), records.len());
    }
}

static ALL_STYLES: LazyLock<Vec<Style>> =
    LazyLock::new(|| ArchivedStyle::all().filter_map(ArchivedStyle::style).collect());

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_record_breaks_a_style(
        records in vec(any_record(), 1..5),
        style in select(ALL_STYLES.as_slice()),
        locale in select(super::locale_codes()),
    ) {
        let bold = |_: &NamePlace<'_>| Some(NameMark { look: NameLook::Bold, signs: String::new() });
        let options = ReferenceOptions { locale: Some(locale), name_marks: Some(&bold), ..ReferenceOptions::default() };
        let formatted = cite(&records, &style, &options, &mut ());
        prop_assert_eq!(formatted.citations.len(), records.len());
        let has_codes = records.iter().any(|record| format!("{record:?}").contains("\\u{f") || format!("{record:?}").contains("\\u{10"));
        if let Some(references) = &formatted.references {
            prop_assert_eq!(references.entries.len(), records.len());
        }
        for text in citations(&formatted).into_iter().chain(bodies(&formatted)) {
            prop_assert!(!text.contains(|character: char| character.is_control()), "{:?}", text);
            prop_assert!(has_codes || text.chars().all(|character| u32::from(character) < 0xF_0000), "{:?}", text);
        }
    }
}
