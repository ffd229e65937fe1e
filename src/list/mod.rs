//! Publication lists: a person's works under headings, the newest first, with the person's own name in bold.

mod group;
mod people;

use std::cmp::Reverse;

use crate::csl::{Order, ReferenceOptions, RepeatedAuthors, Style, StyleLanguage, cite};
use crate::diag::{Code, Diagnostic, Sink};
use crate::markup::{Block, Doc, Entry, References};
use crate::model::{Date, DateVariable, Name, Names, Record};

pub use group::GroupBy;
pub use people::{Person as ListPerson, Role, own_name};

/// How a publication list is made.
#[derive(Debug, Clone, Default)]
pub struct ListOptions {
    /// The names of the person whose list it is; several when the person publishes under several. Without any, the
    /// owner of the profile page that a record was read from.
    pub self_names: Vec<Name>,
    /// What the headings are.
    pub group_by: GroupBy,
    /// How works are numbered, when the style numbers them.
    pub numbering: Numbering,
    /// The language of terms and dates; otherwise the style's own.
    pub locale: Option<String>,
}

/// How the works of a list are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// The oldest has the number 1, so that numbers stay when works are added.
    #[default]
    Descending,
    /// The first of the list has the number 1.
    Ascending,
}

/// Makes a publication list of all records: newest first, in groups, with the person's own name in bold wherever the
/// list of authors shows it. A name is the person's when it agrees as [`Name::may_be_same_person`] tells, never when it
/// only contains the same letters. Where a list of authors was cut before the name, nothing is added.
///
/// A style without a list of references is reported, and gives an empty document.
pub fn publication_list(records: &[Record], style: &Style, options: &ListOptions, diag: &mut dyn Sink) -> Doc {
    if !style.has_bibliography() {
        let message = format!("the style “{}” formats citations only", style.title());
        diag.report(Diagnostic::new(Code::StyleNoBibliography, message));
        return Doc::default();
    }
    let language = StyleLanguage::of(style, options.locale.as_deref(), &mut ());
    let mut sorted: Vec<(group::Group, Record)> =
        records.iter().map(|record| (options.group_by.group_of(record, &language), record.clone())).collect();
    sorted.sort_by_cached_key(|(group, record)| (group.rank(), Reverse(time_of(record))));

    let (groups, mut ordered): (Vec<group::Group>, Vec<Record>) = sorted.into_iter().unzip();
    let own = own_names(records, options);
    let entries = entries(&mut ordered, style, options, &own, diag);
    Doc { blocks: blocks(groups, entries), language: Some(language.code().to_owned()) }
}

/// The references in the order of the records, numbered as asked.
fn entries(
    records: &mut [Record],
    style: &Style,
    options: &ListOptions,
    own: &[Name],
    diag: &mut dyn Sink,
) -> References {
    let person = ListPerson::owner(own.to_vec());
    let own_mark = |_: &Record, names: &Names, index: usize| person.is_at(names, index).then(|| person.mark.clone());
    let reference_options = ReferenceOptions {
        locale: options.locale.as_deref(),
        order: Order::Given,
        repeated_authors: RepeatedAuthors::InFull, // a dash would refer to an entry that may stand under another heading
        name_marks: Some(&own_mark),
        ..ReferenceOptions::default()
    };
    if options.numbering == Numbering::Descending {
        records.reverse();
    }
    let mut references = cite(records, style, &reference_options, diag).references.unwrap_or_default();
    if options.numbering == Numbering::Descending {
        references.entries.reverse();
    }
    references
}

fn own_names(records: &[Record], options: &ListOptions) -> Vec<Name> {
    if !options.self_names.is_empty() {
        return options.self_names.clone();
    }
    let mut names: Vec<Name> = Vec::new();
    for owner in records.iter().filter_map(|record| record.origin.as_ref()?.owner.as_ref()) {
        if !names.contains(&owner.name) {
            names.push(owner.name.clone());
        }
    }
    names
}

/// When a work appeared, as exactly as it is known; what is not known comes last among what is newest first.
fn time_of(record: &Record) -> Option<(i32, u8, u8)> {
    record.dates.get(&DateVariable::Issued).and_then(Date::first_point).map(|point| point.sort_key())
}

/// A heading wherever the group changes, and the entries below it.
fn blocks(groups: Vec<group::Group>, references: References) -> Vec<Block> {
    let mut layout = references;
    let entries = std::mem::take(&mut layout.entries);
    let mut blocks = Vec::new();
    let mut current: Option<group::Group> = None;
    let mut list: Vec<Entry> = Vec::new();
    for (group, entry) in groups.into_iter().zip(entries) {
        if current.as_ref() != Some(&group) {
            push_list(&mut list, &layout, &mut blocks);
            if let Some(content) = group.heading() {
                blocks.push(Block::Heading { level: 2, content: content.into() });
            }
            current = Some(group);
        }
        list.push(entry);
    }
    push_list(&mut list, &layout, &mut blocks);
    blocks
}

fn push_list(list: &mut Vec<Entry>, layout: &References, blocks: &mut Vec<Block>) {
    if !list.is_empty() {
        blocks.push(Block::References(References { entries: std::mem::take(list), ..layout.clone() }));
    }
}

#[cfg(test)]
mod tests {
    use super::{GroupBy, ListOptions, Numbering, own_name, publication_list};
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

    fn of_zong(group_by: GroupBy) -> ListOptions {
        ListOptions { self_names: vec![Name::person("Zong", "Yuan")], group_by, ..ListOptions::default() }
    }

    #[test]
    fn years_come_newest_first_and_what_has_none_last() {
        let doc = list("publist-compact", &of_zong(GroupBy::Year));
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
            let text = markdown(&list(style, &of_zong(GroupBy::Year)));
            assert_eq!(text.matches("**").count() / 2, 3, "{style}: {text}");
        }
        let numeric = markdown(&list("publist-numeric", &of_zong(GroupBy::None)));
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
        let labels = |numbering| {
            let doc = list("ieee", &ListOptions { numbering, ..of_zong(GroupBy::Year) });
            let entries = doc.blocks.iter().filter_map(|block| match block {
                Block::References(list) => Some(&list.entries),
                _ => None,
            });
            entries.flatten().map(|entry| entry.label().unwrap().to_plain()).collect::<Vec<_>>().join("")
        };
        assert_eq!(labels(Numbering::Descending), "[5][4][3][2][1]");
        assert_eq!(labels(Numbering::Ascending), "[1][2][3][4][5]");
    }

    #[test]
    fn types_have_headings_of_their_own() {
        let doc = list("publist-compact", &of_zong(GroupBy::Type));
        let text = markdown(&doc);
        assert!(text.find("Journal articles").unwrap() < text.find("Preprints").unwrap(), "{text}");
    }

    #[test]
    fn headings_speak_the_language_of_the_list() {
        let options = ListOptions { locale: Some("de".into()), ..of_zong(GroupBy::Year) };
        let doc = list("publist-compact", &options);
        assert_eq!(doc.language.as_deref(), Some("de-DE"));
        assert!(markdown(&doc).contains("Ohne Datum"), "{}", markdown(&doc));
    }

    #[test]
    fn every_backend_writes_it_and_no_record_gives_an_empty_document() {
        let doc = list("publist-numeric", &of_zong(GroupBy::Year));
        for backend in BACKENDS {
            assert!(render(&doc, *backend).contains("Zong"), "{}", backend.id());
        }
        let style = StyleFinder::new().find("apa").unwrap();
        let empty = publication_list(&[], &style, &ListOptions::default(), &mut ());
        assert!(empty.blocks.is_empty());
    }
}
