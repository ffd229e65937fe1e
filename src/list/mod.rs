//! Publication lists: a person's works in sections and groups, the newest first, numbered, with the person's own name
//! marked.

mod authors;
mod badges;
mod configuration;
mod contributions;
mod group;
mod numbering;
mod people;
mod prepare;
mod section;
mod words;

use crate::csl::{NamesShown, Order, ReferenceOptions, RepeatedAuthors, Style, StyleLanguage, cite};
use crate::diag::{Code, Diagnostic, Sink};
use crate::formats::SortKey;
use crate::markup::{Block, Doc, Entry, References};
use crate::model::{Inline, Names, Record, Text};

pub use badges::Badge;
pub use configuration::{
    CONFIGURATION_FILE, CONFIGURATION_KEYS, CONFIGURATION_TABLES, Configuration, ConfigurationKey, PaperSettings,
};
pub use contributions::{CONTRIBUTIONS_FORMAT, Contribution};
pub use group::{GroupBy, WorkType};
pub use numbering::{Direction, Numbering, Scope};
pub use people::{Person as ListPerson, Role, own_name};
pub use section::{Repeats, Section};

use prepare::Prepared;
use section::{Arranged, arrange};
use words::Words;

/// How a publication list is made.
#[derive(Debug, Clone)]
pub struct ListOptions {
    /// What heads the list.
    pub title: Option<String>,
    /// The people whose names are marked. Without any, the owners of the profile pages that records were read from.
    pub people: Vec<ListPerson>,
    /// The sections. Without any, all works are in one that has no heading.
    pub sections: Vec<Section>,
    /// What the headings inside of sections are, the outermost first.
    pub group_by: Vec<GroupBy>,
    /// In which order works come inside of a group; without any, the newest come first.
    pub sort: Vec<SortKey>,
    /// How works are numbered, when the style numbers them or a section has a prefix.
    pub numbering: Numbering,
    /// How many authors are shown at most; one's own name is, wherever it stands. Otherwise as many as the style shows.
    pub author_limit: Option<usize>,
    /// What is shown where "et al." hides the name of the owner of a profile page.
    pub hidden_owner: HiddenOwner,
    /// What stands behind each reference, in this order.
    pub badges: Vec<Badge>,
    /// Whether headings of sections say how many works they hold.
    pub counts: Counts,
    /// Figures of the person, such as `("h-index", "33")`.
    pub metrics: Vec<(String, String)>,
    /// The language of terms, headings and dates; otherwise the style's own.
    pub locale: Option<String>,
}

/// What is shown where a list of authors was cut before the name of the page's owner, who is known to be among the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HiddenOwner {
    /// Nothing but "et al.".
    #[default]
    EtAl,
    /// The name, in a remark behind the reference.
    Remark,
}

/// Whether headings say how many works they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Counts {
    /// They do not.
    #[default]
    Hidden,
    /// They do.
    Shown,
}

impl Default for ListOptions {
    fn default() -> Self {
        Self {
            title: None,
            people: Vec::new(),
            sections: Vec::new(),
            group_by: vec![GroupBy::Year],
            sort: Vec::new(),
            numbering: Numbering::default(),
            author_limit: None,
            hidden_owner: HiddenOwner::default(),
            badges: Vec::new(),
            counts: Counts::default(),
            metrics: Vec::new(),
            locale: None,
        }
    }
}

/// Makes a publication list. A name is a person's as [`ListPerson::find`] tells, never when it only contains the same
/// letters. Where a list of authors was cut before the name, nothing is added to the list.
///
/// Works that are in no section are reported, and so is a style without a list of references, which gives an empty
/// document.
pub fn publication_list(records: &[Record], style: &Style, options: &ListOptions, diag: &mut dyn Sink) -> Doc {
    if !style.has_bibliography() {
        let message = format!("the style “{}” formats citations only", style.title());
        diag.report(Diagnostic::new(Code::StyleNoBibliography, message));
        return Doc::default();
    }
    let language = StyleLanguage::of(style, options.locale.as_deref(), &mut ());
    let people = if options.people.is_empty() { owners(records) } else { options.people.clone() };
    let sections = arrange(records, options, diag);

    // Every work is formatted once, however often it is listed, in the order in which it first comes.
    let order = order_of_appearance(&sections, records.len());
    let prepared: Vec<Prepared> = order
        .iter()
        .enumerate()
        .map(|(place, index)| Prepared::new(&records[*index], place, &people, options))
        .collect();
    let layout = references(&prepared, style, options, diag);
    let words = Words::of(language.code());
    let mut entries: Vec<Option<Entry>> = vec![None; records.len()];
    for ((index, prepared), entry) in order.iter().zip(&prepared).zip(&layout.entries) {
        let mut entry = Entry { id: records[*index].id.clone(), ..entry.clone() };
        prepared.finish(&records[*index], &mut entry, options, words);
        entries[*index] = Some(entry);
    }
    numbering::number(&sections, options, &mut entries);

    let layout = References { entries: Vec::new(), ..layout };
    let mut blocks = head(options);
    for section in &sections {
        push_section(section, &entries, &layout, options, &language, &mut blocks);
    }
    blocks.extend(legend(&people, &prepared, words));
    Doc { blocks, language: Some(language.code().to_owned()) }
}

/// The people whose pages the records were read from.
fn owners(records: &[Record]) -> Vec<ListPerson> {
    let mut names = Vec::new();
    for owner in records.iter().filter_map(|record| record.origin.as_ref()?.owner.as_ref()) {
        if !names.contains(&owner.name) {
            names.push(owner.name.clone());
        }
    }
    names.into_iter().map(|name| ListPerson::owner(vec![name])).collect()
}

/// The records of all sections, each once: those that are numbered first.
fn order_of_appearance(sections: &[Arranged<'_>], count: usize) -> Vec<usize> {
    let mut is_seen = vec![false; count];
    let (once, repeated): (Vec<_>, Vec<_>) = sections.iter().partition(|section| section.repeats == Repeats::No);
    let works = once.into_iter().chain(repeated).flat_map(|section| &section.works);
    works.map(|work| work.index).filter(|index| !std::mem::replace(&mut is_seen[*index], true)).collect()
}

/// The references, one for each record.
fn references(prepared: &[Prepared], style: &Style, options: &ListOptions, diag: &mut dyn Sink) -> References {
    let marks = |record: &Record, names: &Names, index: usize| {
        let place: usize = record.id.parse().ok()?;
        prepared.get(place)?.mark(record, names, index)
    };
    let reference_options = ReferenceOptions {
        locale: options.locale.as_deref(),
        order: Order::Given,
        repeated_authors: RepeatedAuthors::InFull, // a dash would refer to an entry that may stand under another heading
        name_marks: Some(&marks),
        names_shown: if options.author_limit.is_some() { NamesShown::All } else { NamesShown::AsStyle },
        ..ReferenceOptions::default()
    };
    let records: Vec<Record> = prepared.iter().map(|prepared| prepared.record.clone()).collect();
    cite(&records, style, &reference_options, diag).references.unwrap_or_default()
}

fn head(options: &ListOptions) -> Vec<Block> {
    let title = options.title.as_deref().map(|title| Block::Heading { level: 1, content: title.into() });
    let metrics: Vec<String> = options.metrics.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let metrics = (!metrics.is_empty()).then(|| Block::Paragraph(metrics.join(" · ").into()));
    title.into_iter().chain(metrics).collect()
}

/// The heading of a section, and its works below the headings of their groups.
fn push_section(
    section: &Arranged<'_>,
    entries: &[Option<Entry>],
    layout: &References,
    options: &ListOptions,
    language: &StyleLanguage,
    blocks: &mut Vec<Block>,
) {
    if section.works.is_empty() {
        return;
    }
    let mut first_level: usize = 2;
    if let Some(heading) = section.heading {
        let count = section.works.len();
        let heading = if options.counts == Counts::Shown { format!("{heading} ({count})") } else { heading.to_owned() };
        blocks.push(Block::Heading { level: 2, content: heading.into() });
        first_level += 1;
    }
    let mut list: Vec<Entry> = Vec::new();
    let mut before = None;
    for work in &section.works {
        let changed = match before {
            Some(groups) => work.groups.iter().zip(groups).position(|(one, other)| one != other),
            None => (!work.groups.is_empty()).then_some(0),
        };
        if let Some(changed) = changed {
            push_list(&mut list, layout, blocks);
            for (depth, (by, group)) in section.group_by.iter().zip(&work.groups).enumerate().skip(changed) {
                let level = u8::try_from(first_level + depth).unwrap_or(6).min(6);
                blocks.push(Block::Heading { level, content: by.heading(group, language).into() });
            }
        }
        before = Some(&work.groups);
        list.extend(entries[work.index].clone());
    }
    push_list(&mut list, layout, blocks);
}

fn push_list(list: &mut Vec<Entry>, layout: &References, blocks: &mut Vec<Block>) {
    if !list.is_empty() {
        blocks.push(Block::References(References { entries: std::mem::take(list), ..layout.clone() }));
    }
}

/// What the signs and the looks of names say, as far as any work shows them.
fn legend(people: &[ListPerson], prepared: &[Prepared], words: &Words) -> Option<Block> {
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    for contribution in Contribution::ALL.iter().filter(|one| prepared.iter().any(|prepared| prepared.has(**one))) {
        let sign = Inline::Sup(vec![Inline::Str(contribution.sign().to_string())]);
        parts.push(vec![sign, Inline::Str(format!(" {}", contribution.legend(words)))]);
    }
    for person in people.iter().filter(|person| prepared.iter().any(|prepared| prepared.shows(person))) {
        let Some(text) = &person.legend else { continue };
        parts.push(numbering::marked(text, &person.mark));
    }
    if parts.is_empty() {
        return None;
    }
    let separated = parts.into_iter().enumerate().flat_map(|(index, part)| {
        let separator = (index > 0).then(|| Inline::Str("; ".to_owned()));
        separator.into_iter().chain(part)
    });
    Some(Block::Paragraph(Text::from(separated.collect::<Vec<_>>())))
}

#[cfg(test)]
mod tests {
    use super::{
        Badge, Counts, Direction, GroupBy, HiddenOwner, ListOptions, ListPerson, Numbering, Repeats, Scope, Section,
        own_name, publication_list,
    };
    use crate::csl::{NameLook, NameMark};
    use crate::markup::{BACKENDS, Block, Doc, backend_by_id, render};
    use crate::model::{
        Date, DateVariable, Kind, Name, NameVariable, Names, Origin, Owner, OwnerPresence, Record, TextVariable,
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
        let people = vec![ListPerson::owner(vec![Name::person("Zong", "Yuan")])];
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
    fn the_own_name_is_read_in_either_order() {
        assert_eq!(own_name("Yuan Zong"), own_name(" Zong,  Yuan "));
        let shown = Name::from_display_order("Ada van der Example");
        assert!(shown.may_be_same_person(&own_name("van der Example, A.")));
    }

    #[test]
    fn the_owner_of_the_page_is_the_person_when_no_other_is_named() {
        let mut records = works();
        let owner = Owner { name: Name::person("Zhao", "Yan"), presence: OwnerPresence::Shown };
        records[0].origin = Some(Origin { owner: Some(owner), ..Origin::default() });
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
        assert_eq!(labels(Direction::Descending), "[5][4][3][2][1]");
        assert_eq!(labels(Direction::Ascending), "[1][2][3][4][5]");
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
        let sections =
            vec![selected, section("Papers", "type=article-journal", "J"), section("Rest", "year>2000", "P")];
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
                    Block::Heading { content, .. } => vec![format!("| {}", content.to_plain())],
                    Block::Paragraph(text) => vec![text.to_plain()],
                    Block::References(list) => {
                        list.entries.iter().map(|entry| entry.label().unwrap().to_plain()).collect()
                    }
                })
                .collect();
            assert_eq!(shown.join(" "), format!("| {expected}"));
            let codes: Vec<_> = reports.iter().map(|report| (report.code, report.record.as_deref())).collect();
            assert_eq!(codes, [(crate::diag::Code::NotListed, Some("undated"))]);
        }
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
        records[1].origin = Some(Origin { owner: Some(owner), ..Origin::default() });
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
        let student = ListPerson {
            legend: Some("student".into()),
            mark: NameMark { look: NameLook::Underline, signs: "s".into() },
            ..ListPerson::owner(vec![own_name("Jie Zhu")])
        };
        let people = vec![ListPerson::owner(vec![own_name("Yuan Zong")]), student];
        let options = ListOptions { people, badges: vec![Badge::named("code")], ..of_zong(&[]) };
        let style = StyleFinder::new().find("ieee").unwrap();
        let html = render(&publication_list(&records, &style, &options, &mut ()), backend_by_id("html").unwrap());
        assert!(html.contains("Y. Zhao<sup>*</sup>, J. Wang, <b>Y. Zong</b><sup>*</sup>"), "{html}");
        assert!(html.contains("[<a href=\"https://example.org/code\">code</a>]"), "{html}");
        assert_eq!(html.to_lowercase().matches("in press").count(), 1, "{html}");
        assert!(html.contains("<sup>*</sup> equal contribution; <sup>s</sup> "), "{html}");
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
    fn every_backend_writes_it_and_no_record_gives_an_empty_document() {
        let doc = list("publist-numeric", &of_zong(&[GroupBy::Year]));
        for backend in BACKENDS {
            assert!(render(&doc, *backend).contains("Zong"), "{}", backend.id());
        }
        let style = StyleFinder::new().find("apa").unwrap();
        let empty = publication_list(&[], &style, &ListOptions::default(), &mut ());
        assert!(empty.blocks.is_empty());
    }
}
