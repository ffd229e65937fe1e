//! Tests of configuration files, key by key.

use super::{CONFIGURATION_TABLES, Configuration};
use crate::csl::NameLook;
use crate::diag::{Code, Diagnostic};
use crate::list::{
    ChartOf, Counts, FilterBy, GroupBy, HiddenOwner, LinkOptions, NumberDirection, PageOptions, Repeats, Role, Scope,
};
use crate::markup::{FeedOptions, OnPaper, Shown, Theme};
use crate::markup::{PageLayout, Paper};
use crate::model::{IdentifierVariable, Kind, Name, NameVariable, Names, Record, TextVariable};

fn read(text: &str) -> (Configuration, Vec<Diagnostic>) {
    let mut reports = Vec::new();
    (Configuration::read("publist.toml", text, &mut reports), reports)
}

#[track_caller]
fn reported(text: &str, code: Code, line: u32, column: u32, message: &str) {
    let (_, reports) = read(text);
    let [report] = reports.as_slice() else { panic!("{reports:?}") };
    let place = report.place.as_ref().map(|place| (place.line, place.column));
    assert_eq!((report.code, place), (code, Some((line, column))), "{}", report.message);
    let said = format!("{} {}", report.message, report.hints.join(" "));
    assert!(said.contains(message), "{said}");
}

#[test]
fn documents_are_laid_out_as_the_file_says() {
    let (configuration, reports) = read("[document]\npaper = \"letter\"\nmargin = 20\nfont = \"Noto Serif\"\n");
    assert!(reports.is_empty(), "{reports:?}");
    let layout = PageLayout::default().with_paper(Paper::Letter).with_margin(20).with_font("Noto Serif");
    assert_eq!(configuration.options.layout, layout);
    reported("[document]\npaper = \"a5\"\n", Code::ConfigurationValue, 2, 9, "a4");
    reported("[document]\nmargin = 81\n", Code::ConfigurationValue, 2, 10, "at most 80");
    reported("[document]\nfont = \"x}\\\\y\"\n", Code::ConfigurationValue, 2, 8, "the name of a font");
}

#[test]
fn several_people_are_marked_alike() {
    let text = "[[people]]\nname = [\"A B\", \"D, C\"]\nrole = \"companion\"\nlegend = \"students\"\n[[people]]\nname = [\"E F\"]\n";
    let mut reports: Vec<Diagnostic> = Vec::new();
    let people = Configuration::read("publist.toml", text, &mut reports).options.people;
    assert!(reports.is_empty(), "{reports:?}");
    let shown: Vec<String> = people
        .iter()
        .map(|person| {
            let names: Vec<String> = person.names.iter().map(Name::to_display_order).collect();
            format!("{} {:?} {:?}", names.join(" or "), person.mark.look, person.legend)
        })
        .collect();
    let students = ["A B Underline Some(\"students\")", "C D Underline Some(\"students\")"];
    assert_eq!(shown, [students[0], students[1], "E F Bold None"]);
}

#[test]
fn every_key_is_read() {
    let (configuration, reports) = read(
        r#"
title = "Works"
inputs = ["a.bib", "page.txt"]
output = "list.html"
as = "html"
style = "apa"
locale = "de"
where = "year>=2020"
group-by = ["type", "year"]
sort = ["-year", "title"]
authors = 5
hidden-owner = "remark"
badges = ["doi", "code"]
counts = true
base = "https://example.org/"
links-on-paper = "label"
updated = 2026-12-01

[addresses]
PDF = "https://example.org/papers/"

[page]
search = false
filters = ["person"]
permalinks = false
bibtex = false
abstracts = false
thumbnails = false
totals = true
charts = ["works", "citations"]
theme = "dark"
id-prefix = "talks-"

[feed]
home = "https://example.org/list.html"
address = "https://example.org/list.rss"
title = "News"
limit = 30

[metrics]
h-index = 33
citations = "1,058"

[[people]]
name = "Yuan Zong"
variants = ["Zong, Y. X."]
others = ["Yong Zong"]
orcid = "https://orcid.org/0000-0002-1825-0097"

[[people]]
name = "Cheng Lu"
role = "companion"
sign = "§"
legend = "students"

[[sections]]
heading = "Selected"
where = "tag:selected"
repeats = true
limit = 3

[[sections]]
prefix = "J"
group-by = []

[numbering]
direction = "ascending"
scope = "section"
first = 10

[papers."10.5555/X"]
tags = ["selected"]
equal = ["Cheng Lu", 2]
links = { code = "https://example.org" }
set = { status = "in press", volume = 3, author = ["Lu, Cheng", "Yuan Zong"] }

[papers.hidden]
hide = true
"#,
    );
    assert_eq!(reports, []);
    let options = &configuration.options;
    assert_eq!(options.title.as_deref(), Some("Works"));
    assert_eq!(configuration.inputs, ["a.bib", "page.txt"]);
    assert_eq!(
        (
            configuration.outputs.iter().map(|output| output.path.clone()).collect::<Vec<_>>().as_slice(),
            configuration.form.as_deref(),
        ),
        (&["list.html".to_owned()][..], Some("html"))
    );
    assert_eq!((configuration.style.as_deref(), options.locale.as_deref()), (Some("apa"), Some("de")));
    assert_eq!(options.group_by, [GroupBy::Type, GroupBy::Year]);
    assert_eq!((options.sort.len(), options.author_limit), (2, Some(5)));
    assert_eq!((options.hidden_owner, options.counts), (HiddenOwner::Remark, Counts::Shown));
    assert_eq!(options.badges.len(), 2);
    let links = LinkOptions::default()
        .with_base("https://example.org/")
        .with_address("pdf", "https://example.org/papers/")
        .with_on_paper(OnPaper::Label);
    assert_eq!((&options.links, options.updated.as_deref()), (&links, Some("2026-12-01")));
    let page = PageOptions::default()
        .with_search(Shown::No)
        .with_filters(vec![FilterBy::Person])
        .with_permalinks(Shown::No)
        .with_bibtex(Shown::No)
        .with_abstracts(Shown::No)
        .with_thumbnails(Shown::No)
        .with_totals(Shown::Yes)
        .with_charts(vec![ChartOf::Works, ChartOf::Citations])
        .with_theme(Theme::Dark)
        .with_id_prefix("talks-");
    assert_eq!(options.page, page);
    let feed = FeedOptions::default().with_home("https://example.org/list.html").with_limit(30).with_title("News");
    assert_eq!(options.feed, feed.with_address("https://example.org/list.rss"));
    assert_eq!(options.metrics, [("h-index", "33"), ("citations", "1,058")].map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!((options.people[0].names.len(), options.people[0].mark.look), (2, NameLook::Bold));
    assert_eq!(options.people[0].orcid.as_deref(), Some("0000-0002-1825-0097"));
    let companion = &options.people[1];
    assert_eq!(
        (companion.role, companion.mark.look, companion.mark.signs.as_str()),
        (Role::Companion, NameLook::Plain, "§")
    );
    assert_eq!((options.sections[0].repeats, options.sections[0].limit), (Repeats::Yes, Some(3)));
    assert_eq!((options.sections[1].prefix.as_str(), options.sections[1].group_by.as_deref()), ("J", Some(&[][..])));
    let numbering = options.numbering;
    assert_eq!(
        (numbering.direction, numbering.scope, numbering.first),
        (NumberDirection::Ascending, Scope::Section, 10)
    );

    let mut record = Record { id: "x".into(), ..Record::new(Kind::ArticleJournal) };
    record.set_identifier(IdentifierVariable::Doi, "10.5555/x");
    record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Zong", "Y.")]));
    let mut records = vec![record, Record { id: "hidden".into(), ..Record::default() }];
    for paper in &configuration.papers {
        records.iter_mut().filter(|record| paper.is_for(record)).for_each(|record| paper.apply(record));
    }
    assert_eq!(records[0].tags, ["selected"]);
    assert_eq!(records[0].text(TextVariable::Status).map(|text| text.to_plain()).as_deref(), Some("in press"));
    assert_eq!(records[0].names[&NameVariable::Author].list.len(), 2);
    assert_eq!(records[0].extra["publist"].len(), 2);
    configuration.apply(&mut records, &mut ());
    assert!(records.is_empty(), "one is hidden, and one is undated");
}

#[test]
fn unknown_keys_are_reported_with_what_is_like_them() {
    reported("stile = \"apa\"\n", Code::ConfigurationKeyUnknown, 1, 1, "did you mean “style”?");
    reported("\n[[sections]]\nheding = \"x\"\n", Code::ConfigurationKeyUnknown, 3, 1, "did you mean “heading”?");
    reported("[numbering]\nzzzzzzzz = 1\n", Code::ConfigurationKeyUnknown, 2, 1, "known here: direction, scope, first");
    reported("[papers.x]\nset = { titel = \"x\" }\n", Code::ConfigurationKeyUnknown, 2, 9, "no variable “titel”");
}

#[test]
fn wrong_values_are_reported_where_they_stand() {
    reported("authors = \"six\"\n", Code::ConfigurationValue, 1, 11, "a whole number");
    reported("counts = 1\n", Code::ConfigurationValue, 1, 10, "true or false");
    reported("group-by = [\"year\", \"moon\"]\n", Code::ConfigurationValue, 1, 21, "cannot be grouped by “moon”");
    reported("where = \"titel:x\"\n", Code::ConfigurationValue, 1, 9, "did you mean “title”?");
    reported("[[people]]\nname = \"A B\"\nlook = \"big\"\n", Code::ConfigurationValue, 3, 8, "one of bold");
    reported("[[people]]\nname = \"A B\"\norcid = \"1\"\n", Code::ConfigurationValue, 3, 9, "check digit");
    reported(
        "[[people]]\nname = [\"A B\", \"C D\"]\norcid = \"0000-0002-1825-0097\"\n",
        Code::ConfigurationValue,
        2,
        1,
        "several",
    );
    reported("[[people]]\nlook = \"bold\"\n", Code::ConfigurationValue, 2, 1, "needs a “name”");
    reported("sections = 1\n", Code::ConfigurationValue, 1, 12, "[[sections]]");
}

/// A record after applying `set = { ... }`.
fn set(text: &str) -> (Record, Vec<Diagnostic>) {
    let (configuration, reports) = read(&format!("[papers.x]\nset = {{ {text} }}\n"));
    let mut record = Record { id: "x".into(), ..Record::default() };
    configuration.papers.iter().for_each(|paper| paper.apply(&mut record));
    (record, reports)
}

#[test]
fn identifiers_that_are_set_get_their_normal_form() {
    let (record, reports) = set("DOI = \"https://doi.org/10.1/zzz\", PMID = \"PMID: 7\"");
    assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::InvalidIdentifier]);
    assert_eq!(record.identifiers[&IdentifierVariable::Pmid], "7");
    let (record, reports) = set("DOI = \"doi:10.1000/xyz\", eprint = \"arXiv:2210.12430\"");
    assert_eq!(reports, []);
    assert_eq!(record.identifiers[&IdentifierVariable::Doi], "10.1000/xyz");
    assert_eq!(record.identifiers[&IdentifierVariable::Eprint], "2210.12430");
    assert_eq!(record.text(TextVariable::EprintType).map(|text| text.to_plain()).as_deref(), Some("arXiv"));
    reported("[papers.x]\nset = { ISBN = \"978\" }\n", Code::InvalidIdentifier, 2, 16, "“978” is not a valid ISBN");
}

#[test]
fn names_that_are_set_are_a_list_of_toml_or_of_bibtex() {
    let two = Names::complete(vec![Name::person("Foo", "Bar"), Name::person("Doe", "Jane")]);
    for list in ["\"Foo, Bar and Doe, Jane\"", "\"Bar Foo and Jane Doe\"", "[\"Foo, Bar\", \"Jane Doe\"]"] {
        assert_eq!(set(&format!("author = {list}")).0.names[&NameVariable::Author], two, "{list}");
    }
    let cut = set("author = \"{Arts and Crafts} and others\"").0;
    let cut_names = Names { list: vec![Name::Literal("Arts and Crafts".into())], truncated: true };
    assert_eq!(cut.names[&NameVariable::Author], cut_names);
    let one = set("author = [\"Sam and Max\"]").0;
    assert_eq!(one.names[&NameVariable::Author].list.len(), 1);
}

#[test]
fn types_and_dates_that_are_set_are_checked() {
    reported("[papers.x]\nset = { type = \"artcle\" }\n", Code::ConfigurationValue, 2, 16, "did you mean “article”?");
    reported("[papers.x]\nset = { issued = \"2023-13-45\" }\n", Code::ConfigurationValue, 2, 18, "a date such as");
    let (record, reports) = set("issued = \"in press\", type = \"chapter\"");
    assert_eq!((record.kind, reports), (Kind::Chapter, Vec::new()));
}

#[test]
fn what_is_no_toml_is_reported() {
    let (_, reports) = read("title = \n");
    assert!(reports.iter().any(|report| report.code == Code::ConfigurationSyntax), "{reports:?}");
}

#[test]
fn settings_for_works_that_are_not_there_are_reported() {
    let (configuration, _) = read("[papers.none]\nhide = true\n");
    let mut reports: Vec<Diagnostic> = Vec::new();
    configuration.apply(&mut Vec::new(), &mut reports);
    assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::ConfigurationUnused]);
}

#[test]
fn contributions_of_those_who_are_no_authors_are_reported_where_they_stand() {
    let text = "[papers.x]\nequal = [0, \"Y. Zong\", 9]\ncorresponding = \"Ann Li\"\npresenting = [1]\n";
    let (configuration, _) = read(text);
    let mut record = Record { id: "x".into(), ..Record::new(Kind::ArticleJournal) };
    record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Zong", "Yuan")]));
    let mut reports: Vec<Diagnostic> = Vec::new();
    configuration.apply(&mut vec![record], &mut reports);
    let places: Vec<_> = reports
        .iter()
        .map(|report| (report.code, report.place.as_ref().map(|place| (place.line, place.column))))
        .collect();
    let expected = [(2, 10), (2, 24), (3, 17)].map(|place| (Code::AuthorNotThere, Some(place)));
    assert_eq!(places, expected);
    assert!(reports[2].message.contains("Ann Li"), "{reports:?}");
}

#[test]
fn a_work_that_al_folio_selects_has_the_tag() {
    let mut records = vec![Record::default(), Record::default()];
    records[0].keep_extra("bibtex", "selected", "true");
    records[1].keep_extra("bibtex", "selected", "false");
    Configuration::default().apply(&mut records, &mut ());
    assert_eq!((records[0].tags.as_slice(), records[1].tags.len()), (&["selected".to_owned()][..], 0));
}

#[test]
fn the_examples_of_the_table_of_keys_are_what_it_says() {
    for table in CONFIGURATION_TABLES {
        for key in table.keys() {
            let header = match table.name() {
                "languages" => "[[sections]]\nheading = \"Talks\"\n[languages.de]",
                "people" if key.key != "name" => "[[people]]\nname = \"A B\"",
                _ => table.header,
            };
            let (_, reports) = read(&format!("{header}\n{} = {}\n", key.key, key.example));
            assert_eq!(reports, [], "{} {}", table.header, key.key);
        }
    }
}

#[test]
fn what_is_not_a_table_is_reported() {
    reported("people = [\"Yuan Zong\"]\n", Code::ConfigurationValue, 1, 11, "tables under [[people]]");
    reported("[papers]\nx = 1\n", Code::ConfigurationValue, 2, 5, "a table [papers.\"KEY\"]");
    reported("numbering = 1\n", Code::ConfigurationValue, 1, 13, "a table [numbering]");
}

#[test]
fn the_summary_of_a_key_lists_its_choices() {
    let keys = CONFIGURATION_TABLES.iter().flat_map(|table| table.keys());
    let summary = keys.filter(|key| key.key == "scope").map(|key| key.summary()).collect::<String>();
    assert_eq!(
        summary,
        "The scope of the numbers: list (numbers run through the whole list), section (numbers start again in each \
         section)"
    );
}

#[test]
fn values_of_links_pages_and_feeds_are_checked() {
    reported("base = \"example.org\"", Code::ConfigurationValue, 1, 8, "https://");
    reported("updated = true", Code::ConfigurationValue, 1, 11, "a date such as");
    reported("[page]\nsearch = 1", Code::ConfigurationValue, 2, 10, "true or false");
    reported("[page]\nfilters = [\"venue\"]", Code::ConfigurationValue, 2, 12, "year, type, person");
    reported("[page]\nthemes = \"dark\"", Code::ConfigurationKeyUnknown, 2, 1, "theme");
    reported("[page]\nid-prefix = \"a b\"", Code::ConfigurationValue, 2, 13, "letters, digits");
    reported("[feed]\nhome = \"javascript:x\"", Code::ConfigurationValue, 2, 8, "https://");
    reported("[addresses]\npdf = \"file:///x\"", Code::ConfigurationValue, 2, 7, "https://");
    reported("[numbering]\nfirst = 1000001", Code::ConfigurationValue, 2, 9, "at most 1000000");
}
