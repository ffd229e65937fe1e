//! Tests of publication lists, feature by feature.

use super::{
    Badge, Counts, GroupBy, HiddenOwner, ListOptions, MarkedPerson, NumberDirection, Numbering, Numbers, Repeats,
    Scope, Section, publication_list,
};
use crate::csl::{NameLook, NameMark, Style};
use crate::diag::{Code, Diagnostic};
use crate::markup::{BACKENDS, Block, Doc, backend_by_id, render};
use crate::model::{
    Date, DateVariable, Kind, Name, NameVariable, Names, NumberVariable, Owner, OwnerPresence, Record, TextVariable,
};
use crate::styles::StyleFinder;

fn work(kind: Kind, title: &str, date: &str, authors: &[&str], truncated: bool) -> Record {
    let mut record = Record::new(kind);
    record.id = title.to_lowercase();
    record.set_text(TextVariable::Title, title);
    let list = authors.iter().map(|author| Name::from_display_order(author)).collect();
    record.set_names(NameVariable::Author, Names { list, truncated });
    if !date.is_empty() {
        record.dates.insert(DateVariable::Issued, Date::parse(date));
    }
    record
}

fn works() -> Vec<Record> {
    vec![
        work(Kind::Article, "Spring", "2023-02-17", &["Yan Zhao", "Jincen Wang", "Yuan Zong"], true),
        work(Kind::Article, "Hidden", "2022-10-22", &["Cheng Lu", "Wenming Zheng"], true),
        work(Kind::ArticleJournal, "Autumn", "2023-10-07", &["Jie Zhu", "Y. Zong"], false),
        work(Kind::Article, "Undated", "", &["Yuan Zong"], false),
        work(Kind::Article, "Whole", "2023", &["Xiaolin Xu", "Yuan Zongwei", "Li Zong"], false),
    ]
}

fn list(style: &str, options: &ListOptions) -> Doc {
    publication_list(&works(), &StyleFinder::new().find(style).unwrap(), options, &mut ())
}

fn markdown(doc: &Doc) -> String {
    render(doc, backend_by_id("markdown").unwrap())
}

fn of_zong(group_by: &[GroupBy]) -> ListOptions {
    let people = vec![MarkedPerson::owner(vec![Name::person("Zong", "Yuan")])];
    ListOptions { people, group_by: group_by.to_vec(), ..ListOptions::default() }
}

#[test]
fn years_come_newest_first_and_what_has_none_last() {
    let doc = list("publist-compact", &of_zong(&[GroupBy::Year]));
    let headings: Vec<String> = doc
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { content, .. } => Some(content.to_plain()),
            _ => None,
        })
        .collect();
    assert_eq!(headings, ["2023", "2022", "No date"]);
    let titles: Vec<&str> = doc
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::References(list) => Some(list.entries.iter().map(|entry| entry.id.as_str())),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(titles, ["autumn", "spring", "whole", "hidden", "undated"]);
}

#[test]
fn the_own_name_is_bold_wherever_it_is_shown_and_nowhere_else() {
    for style in ["apa", "ieee", "publist-numeric"] {
        let text = markdown(&list(style, &of_zong(&[GroupBy::Year])));
        assert_eq!(text.matches("**").count() / 2, 3, "{style}: {text}");
    }
    let numeric = markdown(&list("publist-numeric", &of_zong(&[])));
    assert!(
        numeric.contains("**Y. Zong**") && numeric.contains("Y. Zongwei") && numeric.contains("L. Zong"),
        "{numeric}"
    );
}

#[test]
fn a_style_shows_the_citation_keys_of_the_works() {
    let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
        <info><title>Keys</title><id>keys</id><updated>2024-01-01T00:00:00+00:00</updated></info>
        <citation><layout><text variable="citation-key"/></layout></citation>
        <bibliography><layout>
            <text variable="citation-key" prefix="[" suffix="] "/><names variable="author"/>
        </layout></bibliography>
      </style>"#;
    let style = Style::from_xml("keys", xml).unwrap();
    let text = markdown(&publication_list(&works(), &style, &of_zong(&[]), &mut ()));
    for shown in ["\\[autumn\\] Jie Zhu, **Y. Zong**", "\\[hidden\\] Cheng Lu", "\\[undated\\] **Yuan Zong**"] {
        assert!(text.contains(shown), "{text}");
    }
}

#[test]
fn the_owner_of_the_page_is_the_person_when_no_other_is_named() {
    let mut records = works();
    let owner = Owner { name: Name::person("Zhao", "Yan"), presence: OwnerPresence::Shown };
    records[0].owner = Some(owner);
    let style = StyleFinder::new().find("ieee").unwrap();
    let doc = publication_list(&records, &style, &ListOptions::default(), &mut ());
    assert!(markdown(&doc).contains("**Y. Zhao**"), "{}", markdown(&doc));
}

#[test]
fn the_oldest_work_has_the_number_one() {
    let labels = |direction| {
        let numbering = Numbering { direction, ..Numbering::default() };
        let doc = list("ieee", &ListOptions { numbering, ..of_zong(&[GroupBy::Year]) });
        let entries = doc.blocks.iter().filter_map(|block| match block {
            Block::References(list) => Some(&list.entries),
            _ => None,
        });
        entries.flatten().map(|entry| entry.label().unwrap().to_plain()).collect::<Vec<_>>().join("")
    };
    assert_eq!(labels(NumberDirection::Descending), "[5][4][3][2][1]");
    assert_eq!(labels(NumberDirection::Ascending), "[1][2][3][4][5]");
}

fn section(heading: &str, query: &str, prefix: &str) -> Section {
    Section {
        heading: Some(heading.into()),
        query: Some(query.parse().unwrap()),
        prefix: prefix.into(),
        ..Section::default()
    }
}

fn text(doc: &Doc) -> String {
    render(doc, backend_by_id("text").unwrap())
}

#[test]
fn sections_have_their_works_once_with_prefixes_and_selected_ones_again() {
    let selected =
        Section { repeats: Repeats::Yes, limit: Some(1), ..section("Selected", "author:Zong year:2023", "") };
    let sections = vec![selected, section("Papers", "type=article-journal", "J"), section("Rest", "year>2000", "P")];
    for (scope, expected) in [
        (Scope::List, "Selected [J4] | Papers [J4] | Rest [P3] [P2] [P1]"),
        (Scope::Section, "Selected [J1] | Papers [J1] | Rest [P3] [P2] [P1]"),
    ] {
        let numbering = Numbering { scope, ..Numbering::default() };
        let options = ListOptions { sections: sections.clone(), numbering, ..of_zong(&[]) };
        let mut reports: Vec<crate::diag::Diagnostic> = Vec::new();
        let style = StyleFinder::new().find("ieee").unwrap();
        let doc = publication_list(&works(), &style, &options, &mut reports);
        let shown: Vec<String> = doc
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Web(_) => Vec::new(),
                Block::Heading { content, .. } => vec![format!("| {}", content.to_plain())],
                Block::Paragraph(text) => vec![text.to_plain()],
                Block::References(list) => list.entries.iter().map(|entry| entry.label().unwrap().to_plain()).collect(),
            })
            .collect();
        assert_eq!(shown.join(" "), format!("| {expected}"));
        let codes: Vec<_> = reports.iter().map(|report| (report.code, report.record.as_deref())).collect();
        assert_eq!(codes, [(crate::diag::Code::NotListed, Some("undated"))]);
    }
}

#[test]
fn works_of_a_section_without_numbers_do_not_count() {
    let bare = Section { numbers: Numbers::Hidden, ..section("Papers", "type=article-journal", "") };
    let selected = Section { repeats: Repeats::Yes, ..section("Selected", "title:Spring", "") };
    let selected = Section { numbers: Numbers::Hidden, ..selected };
    let options = ListOptions { sections: vec![selected, bare, section("Rest", "", "")], ..of_zong(&[]) };
    let shown = markdown(&list("ieee", &options));
    let labels: Vec<Option<&str>> = shown
        .lines()
        .filter(|line| line.contains('“'))
        .map(|line| line.strip_prefix("\\[").and_then(|rest| rest.split("\\]").next()))
        .collect();
    assert_eq!(labels, [None, None, Some("4"), Some("3"), Some("2"), Some("1")], "{shown}");
}

#[test]
fn a_style_without_numbers_gets_them_with_a_prefix() {
    let options = ListOptions { sections: vec![section("All", "", "P")], ..of_zong(&[]) };
    let doc = list("apa", &options);
    assert!(text(&doc).contains("[P5]"), "{}", text(&doc));
}

#[test]
fn headings_inside_of_sections_are_one_level_below_and_count_on_demand() {
    let options = ListOptions {
        sections: vec![section("Papers", "", "")],
        counts: Counts::Shown,
        title: Some("Works".into()),
        metrics: vec![("h-index".into(), "33".into())],
        ..of_zong(&[GroupBy::Year, GroupBy::Type])
    };
    let doc = list("apa", &options);
    let headings: Vec<(u8, String)> = doc
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, content } => Some((*level, content.to_plain())),
            _ => None,
        })
        .collect();
    let expected = [
        (1, "Works"),
        (2, "Papers (5)"),
        (3, "2023"),
        (4, "Journal articles"),
        (4, "Preprints"),
        (3, "2022"),
        (4, "Preprints"),
        (3, "No date"),
        (4, "Preprints"),
    ];
    assert_eq!(headings, expected.map(|(level, heading)| (level, heading.to_owned())));
    assert!(text(&doc).contains("h-index: 33"));
}

#[test]
fn long_lists_of_authors_keep_the_own_name() {
    let options = ListOptions { author_limit: Some(2), ..of_zong(&[]) };
    let shown = markdown(&list("ieee", &options));
    assert!(shown.contains("Y. Zhao, \\[…\\], **Y. Zong**, *et al.*"), "{shown}");
    assert!(shown.contains("J. Zhu and **Y. Zong**"), "{shown}");
}

#[test]
fn the_hidden_name_of_the_pages_owner_is_told_on_demand() {
    let mut records = works();
    let owner = Owner { name: Name::person("Zong", "Yuan"), presence: OwnerPresence::Hidden };
    records[1].owner = Some(owner);
    let style = StyleFinder::new().find("apa").unwrap();
    let shown = |hidden_owner| {
        let options = ListOptions { hidden_owner, ..ListOptions::default() };
        markdown(&publication_list(&records, &style, &options, &mut ()))
    };
    assert!(!shown(HiddenOwner::EtAl).contains("including"));
    assert!(shown(HiddenOwner::Remark).contains("(including **Yuan Zong**)"), "{}", shown(HiddenOwner::Remark));
}

#[test]
fn contributions_status_and_badges_are_shown_and_explained() {
    let mut records = works();
    records[0].keep_extra(super::CONTRIBUTIONS_FORMAT, "equal", serde_json::json!(["Y. Zong", "Y. Zhao"]));
    records[0].keep_extra("bibtex", "code", "https://example.org/code");
    records[2].set_text(TextVariable::Status, "in press");
    let student = MarkedPerson {
        legend: Some("student".into()),
        mark: NameMark { look: NameLook::Underline, signs: "s".into() },
        ..MarkedPerson::owner(vec![Name::from_either_order("Jie Zhu")])
    };
    let people = vec![MarkedPerson::owner(vec![Name::from_either_order("Yuan Zong")]), student];
    let options = ListOptions { people, badges: vec![Badge::named("code")], ..of_zong(&[]) };
    let style = StyleFinder::new().find("ieee").unwrap();
    let html = render(&publication_list(&records, &style, &options, &mut ()), backend_by_id("html").unwrap());
    assert!(html.contains("Y. Zhao<sup>*</sup>, J. Wang, <b>Y. Zong</b><sup>*</sup>"), "{html}");
    assert!(html.contains("[<a href=\"https://example.org/code\">code</a>]"), "{html}");
    assert_eq!(html.to_lowercase().matches("in press").count(), 1, "{html}");
    assert!(html.contains("<sup>*</sup> equal contribution; <sup>s</sup> "), "{html}");
}

#[test]
fn works_on_their_way_to_publication_come_above_dated_ones_in_the_lists_language() {
    let mut records = works();
    records[1].dates.insert(DateVariable::Issued, Date::Literal("in press".into()));
    records[3].set_text(TextVariable::Status, "submitted");
    records[4].dates.insert(DateVariable::Issued, Date::Literal("2022a".into()));
    records.push(work(Kind::Article, "Nowhere", "", &["Yuan Zong"], false));
    let style = StyleFinder::new().find("publist-compact").unwrap();
    let shown = |options: ListOptions| text(&publication_list(&records, &style, &options, &mut ()));
    let order = |text: &str, titles: &[&str]| {
        let places: Vec<_> =
            titles.iter().map(|title| text.find(title).unwrap_or_else(|| panic!("{title}: {text}"))).collect();
        assert!(places.is_sorted(), "{titles:?} {text}");
    };
    let german = shown(ListOptions { locale: Some("de".into()), ..of_zong(&[GroupBy::Year]) });
    order(
        &german,
        &["Eingereicht", "Undated", "Im Druck", "Hidden", "2023", "Autumn", "2022", "Whole", "Ohne Datum", "Nowhere"],
    );
    assert_eq!(german.matches("eingereicht").count(), 1, "{german}");
    order(&shown(of_zong(&[])), &["Undated", "Hidden", "Autumn", "Spring", "Whole", "Nowhere"]);
    let ascending = vec!["year".parse().unwrap()];
    let oldest_first = shown(ListOptions { sort: ascending, ..of_zong(&[]) });
    order(&oldest_first, &["Whole", "Spring", "Autumn", "Hidden", "Undated", "Nowhere"]);
}

#[test]
fn a_mark_is_explained_once_and_only_when_somebody_has_it() {
    let person = |name: &str, legend: &str| MarkedPerson {
        legend: Some(legend.into()),
        ..MarkedPerson::owner(vec![Name::from_either_order(name)])
    };
    let people = vec![person("Jie Zhu", "student"), person("Yan Zhao", "student"), person("Ada Example", "guest")];
    let shown = markdown(&list("ieee", &ListOptions { people, ..of_zong(&[]) }));
    assert_eq!(shown.matches("**student**").count(), 1, "{shown}");
    assert!(!shown.contains("guest"), "{shown}");
}

#[test]
fn the_legend_explains_only_what_the_entries_show() {
    let mut records = works();
    records[0].keep_extra(super::CONTRIBUTIONS_FORMAT, "presenting", serde_json::json!([2]));
    records[0].keep_extra(super::CONTRIBUTIONS_FORMAT, "equal", serde_json::json!([1]));
    let second = MarkedPerson {
        legend: Some("student".into()),
        ..MarkedPerson::owner(vec![Name::from_either_order("Jincen Wang")])
    };
    let style = StyleFinder::new().find("ieee").unwrap();
    let shown = |author_limit| {
        let options = ListOptions { author_limit, people: vec![second.clone()], ..of_zong(&[]) };
        text(&publication_list(&records[..1], &style, &options, &mut ()))
    };
    assert!(shown(None).contains("presenting author") && shown(None).contains("equal"), "{}", shown(None));
    let people = vec![
        MarkedPerson::owner(vec![Name::person("Zhao", "Yan")]),
        MarkedPerson { role: super::Role::Companion, ..second.clone() },
    ];
    let cut = ListOptions { author_limit: Some(1), people, ..of_zong(&[]) };
    let cut = text(&publication_list(&records[..1], &style, &cut, &mut ()));
    assert!(cut.contains("equal") && !cut.contains("presenting") && !cut.contains("student"), "{cut}");
}

#[test]
fn a_sign_of_two_meanings_is_reported() {
    let mut records = works();
    records[2].keep_extra(super::CONTRIBUTIONS_FORMAT, "corresponding", serde_json::json!([1]));
    let authors = ["A A", "B B", "C C", "D D", "E E", "F F", "G G", "Yuan Zong"];
    records.push(work(Kind::Article, "Long", "2020", &authors, false));
    let mut options = of_zong(&[]);
    options.people[0].mark.signs = "†".into();
    let reports = |options: &ListOptions| {
        let mut reports: Vec<crate::diag::Diagnostic> = Vec::new();
        publication_list(&records, &StyleFinder::new().find("ieee").unwrap(), options, &mut reports);
        reports.into_iter().map(|report| (report.code, report.message)).collect::<Vec<_>>()
    };
    let expected =
        [(crate::diag::Code::SignTwice, "the sign “†” of Yuan Zong also means “corresponding author”".to_owned())];
    assert_eq!(reports(&options), expected);
    assert_eq!(reports(&ListOptions { author_limit: Some(3), ..of_zong(&[]) }), []);
}

#[test]
fn works_in_no_section_are_told_in_one_report_without_those_that_a_limit_keeps_out() {
    let reports = |section: Section| {
        let mut reports: Vec<crate::diag::Diagnostic> = Vec::new();
        let options = ListOptions { sections: vec![section], ..of_zong(&[]) };
        publication_list(&works(), &StyleFinder::new().find("apa").unwrap(), &options, &mut reports);
        reports.into_iter().map(|report| report.message).collect::<Vec<_>>()
    };
    let told = "4 works are in no section of the list and were left out: “Spring”, “Hidden”, “Undated” and 1 more";
    assert_eq!(reports(section("Papers", "type=article-journal", "")), [told]);
    assert_eq!(reports(Section { limit: Some(1), ..section("Papers", "", "") }), [""; 0]);
}

#[test]
fn types_have_headings_of_their_own() {
    let doc = list("publist-compact", &of_zong(&[GroupBy::Type]));
    let text = markdown(&doc);
    assert!(text.find("Journal articles").unwrap() < text.find("Preprints").unwrap(), "{text}");
}

#[test]
fn headings_speak_the_language_of_the_list() {
    let options = ListOptions { locale: Some("de".into()), ..of_zong(&[GroupBy::Year]) };
    let doc = list("publist-compact", &options);
    assert_eq!(doc.language.as_deref(), Some("de-DE"));
    assert!(markdown(&doc).contains("Ohne Datum"), "{}", markdown(&doc));
}

#[test]
fn the_owner_is_shown_whatever_the_style_cuts() {
    let authors: Vec<String> = (b'a'..=b'z').map(|letter| format!("A. N{}", char::from(letter))).collect();
    let authors: Vec<&str> = authors.iter().map(String::as_str).chain(["Yuan Zong", "Q. Last"]).collect();
    let works = [work(Kind::ArticleJournal, "Long", "2020", &authors, false), works()[2].clone()];
    for (style, expected) in [
        ("publist-compact", "Na A, Nb A, Nc A, \\[…\\], **Zong Y**, et al."),
        ("publist-numeric", "\\[…\\], **Y. Zong**, et al."),
    ] {
        let doc = publication_list(&works, &StyleFinder::new().find(style).unwrap(), &of_zong(&[]), &mut ());
        let text = markdown(&doc);
        assert!(text.contains(expected) && !text.contains("Last"), "{text}");
    }
}

#[test]
fn own_styles_have_the_punctuation_and_the_words_of_the_language() {
    let mut report = work(Kind::Report, "Rain", "2012", &["Nora Lind", "Paul Hart", "Kim Moss"], false);
    report.set_number(NumberVariable::Number, "6");
    let shown = |style: &str, locale: &str| {
        let options = ListOptions { locale: Some(locale.into()), group_by: Vec::new(), ..ListOptions::default() };
        let style = StyleFinder::new().find(style).unwrap();
        render(
            &publication_list(std::slice::from_ref(&report), &style, &options, &mut ()),
            backend_by_id("text").unwrap(),
        )
    };
    for (style, locale, names, number) in [
        ("publist-numeric", "en-US", "N. Lind, P. Hart, and K. Moss", "Report no. 6"),
        ("publist-numeric", "de", "N. Lind, P. Hart und K. Moss", "Bericht Nr. 6"),
        ("publist-numeric", "fr", "N. Lind, P. Hart et K. Moss", "Rapport n"),
        ("publist-numeric", "es", "N. Lind, P. Hart y K. Moss", "Informe n"),
        ("publist-numeric", "zh", "N. Lind, P. Hart和K. Moss", "报告"),
        ("publist-author-date", "en-US", "Lind, N., Hart, P., & Moss, K.", "Report no. 6"),
        ("publist-author-date", "de", "Lind, N., Hart, P. & Moss, K.", "Bericht Nr. 6"),
        // A style of others keeps its commas.
        ("ieee", "de", "N. Lind, P. Hart, und K. Moss", "Rain"),
    ] {
        let text = shown(style, locale);
        assert!(text.contains(names) && text.contains(number), "{style} {locale}: {text}");
    }
}

#[test]
fn every_backend_writes_it_and_no_record_gives_an_empty_document() {
    let doc = list("publist-numeric", &of_zong(&[GroupBy::Year]));
    for backend in BACKENDS {
        assert!(render(&doc, *backend).contains("Zong"), "{}", backend.id());
    }
    let style = StyleFinder::new().find("apa").unwrap();
    let empty = publication_list(&[], &style, &ListOptions::default(), &mut ());
    assert!(empty.blocks.is_empty());
}

fn codes(options: &ListOptions, records: &[Record]) -> Vec<Code> {
    let mut reports: Vec<Diagnostic> = Vec::new();
    publication_list(records, &StyleFinder::new().find("publist-numeric").unwrap(), options, &mut reports);
    reports.into_iter().map(|report| report.code).collect()
}

#[test]
fn a_name_that_is_nowhere_is_reported_once() {
    let nobody =
        ListOptions { people: vec![MarkedPerson::owner(vec![Name::person("Atall", "Nobody")])], ..of_zong(&[]) };
    assert_eq!(codes(&nobody, &works()), [Code::NobodyMarked]);
    assert_eq!(codes(&nobody, &[]), []);
    assert_eq!(codes(&of_zong(&[]), &works()), []);
}

#[test]
fn headings_in_a_language_without_words_are_reported_once() {
    let polish = ListOptions { locale: Some("pl-PL".into()), ..of_zong(&[GroupBy::Type]) };
    assert_eq!(codes(&polish, &works()), [Code::WordsMissing]);
    assert_eq!(codes(&ListOptions { group_by: vec![GroupBy::Year], ..polish }, &works()), []);
}
