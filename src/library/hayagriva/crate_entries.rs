//! Entries of the hayagriva crate in both directions, without any text between.

use hayagriva::Entry;
use hayagriva::types::{MaybeTyped, Numeric};
use serde_json::Value;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Record;
use crate::seam::{Losses, report_changed, report_differences};
use crate::syntax::yaml::{Pair, Yaml, pair};

use super::read::keep_rest;
use super::sift::{keyed, sift};
use super::{FORMAT, from_entry, names, to_entry};

/// The record of an entry of the [`hayagriva`](https://docs.rs/hayagriva) crate, with the entry's key as its id.
///
/// The fields mean what they mean in a file of that format. What a record has no variable for is kept in
/// [`Record::extra`], and a value that cannot be taken is reported.
///
/// ```
/// use publist::model::TextVariable;
///
/// let mut entry = hayagriva::Entry::new("lu2022", hayagriva::types::EntryType::Book);
/// entry.set_title("On SER".parse().expect("a title"));
/// let record = publist::interop::from_hayagriva(&entry, &mut ());
/// assert_eq!(record.id, "lu2022");
/// assert_eq!(record.plain_title(), "On SER");
/// ```
pub fn from_hayagriva(entry: &Entry, diag: &mut dyn Sink) -> Record {
    let yaml = to_yaml(entry);
    let (taken, kept, refused) = sift(&yaml);
    let mut record = from_entry::record(&taken, &kept);
    entry.key().clone_into(&mut record.id);
    for refused in refused {
        let message = format!("the field “{}” cannot be read: {}", refused.field, refused.reason);
        diag.report(Diagnostic::new(Code::HayagrivaField, message).about(entry.key()));
        if let Some(value) = yaml.get(&refused.field) {
            record.keep_extra(FORMAT.id, refused.field, value.to_json());
        }
    }
    keep_rest(&mut record, &taken, &kept);
    if !is_whole(entry, &kept) {
        let message = "a value of the entry has no form in which Hayagriva writes it, and may be changed";
        diag.report(Diagnostic::new(Code::HayagrivaField, message).about(entry.key()));
    }
    record
}

/// The entry of the [`hayagriva`](https://docs.rs/hayagriva) crate for a record, with the record's id as its key.
///
/// What an entry cannot hold is reported, as it is for files of that format. The crate also reads numbers, so that `3-04`
/// becomes `3-4`; this is reported, too.
///
/// ```
/// use publist::model::{Kind, Record, TextVariable};
///
/// let mut record = Record { id: "lu2022".into(), ..Record::new(Kind::Book) };
/// record.set_text(TextVariable::Title, "On SER");
/// let entry = publist::interop::to_hayagriva(&record, &mut ());
/// assert_eq!(entry.key(), "lu2022");
/// assert_eq!(entry.title().expect("a title").to_string(), "On SER");
/// ```
pub fn to_hayagriva(record: &Record, diag: &mut dyn Sink) -> Entry {
    let (taken, kept, _) = sift(&to_entry::to_yaml(record));
    let mut losses = Losses::new(&FORMAT);
    losses.count(record);
    losses.report(diag);
    report_changed(record, &from_entry::record(&taken, &kept), &FORMAT, diag);
    let mut whole = from_entry::record(&taken, &kept);
    keep_rest(&mut whole, &taken, &kept);
    whole.id.clone_from(&record.id);
    let entry = keyed(&record.id, &kept).unwrap_or(taken); // What `sift` gives is taken under any key.
    report_differences(&whole, &from_hayagriva(&entry, &mut ()), "hayagriva", Record::has_same, diag);
    entry
}

/// Returns whether the crate makes the same entry of the map. The keys of parents say nothing: files have none.
fn is_whole(entry: &Entry, yaml: &Yaml) -> bool {
    let without_parents = |entry: &Entry| {
        let mut entry = entry.clone();
        entry.set_parents(Vec::new());
        entry
    };
    let parents = yaml.get("parent").map(Yaml::items).unwrap_or_default();
    keyed(entry.key(), yaml).is_ok_and(|taken| without_parents(&taken) == without_parents(entry))
        && parents.len() == entry.parents().len()
        && entry.parents().iter().zip(parents).all(|(parent, yaml)| is_whole(parent, yaml))
}

/// The entry as its file would have it. The crate's own form of a name loses suffixes and particles, and that of a number
/// has a dash for the hyphen of `3-4`.
fn to_yaml(entry: &Entry) -> Yaml {
    let mut yaml = Yaml::from(&serde_json::to_value(entry).unwrap_or(Value::Null));
    let Yaml::Map(pairs) = &mut yaml else { return yaml };
    let people = |people: &[_]| Yaml::List(people.iter().cloned().map(names::person_to_yaml).collect());
    for Pair { key, value, .. } in pairs {
        match key.as_str() {
            "author" => *value = entry.authors().map_or(Yaml::List(Vec::new()), people),
            "editor" => *value = entry.editors().map_or(Yaml::List(Vec::new()), people),
            "affiliated" => {
                let groups = value.items().iter().zip(entry.affiliated().unwrap_or_default());
                let groups = groups.map(|(group, affiliated)| {
                    let role = group.get("role").cloned().map(|role| pair("role", role));
                    Yaml::Map(role.into_iter().chain([pair("names", people(&affiliated.names))]).collect())
                });
                *value = Yaml::List(groups.collect());
            }
            "issue" if is_number(entry.issue()) => *value = with_hyphens(value),
            "chapter" if is_number(entry.chapter()) => *value = with_hyphens(value),
            "volume" if is_number(entry.volume()) => *value = with_hyphens(value),
            "edition" if is_number(entry.edition()) => *value = with_hyphens(value),
            "volume-total" | "page-total" => *value = with_hyphens(value),
            "parent" => *value = Yaml::List(entry.parents().iter().map(to_yaml).collect()),
            _ => {}
        }
    }
    yaml
}

fn is_number(value: Option<&MaybeTyped<Numeric>>) -> bool {
    matches!(value, Some(MaybeTyped::Typed(_)))
}

fn with_hyphens(value: &Yaml) -> Yaml {
    let number = value.scalar().filter(|number| number.contains('–'));
    number.map_or_else(|| value.clone(), |number| Yaml::number_or_text(&number.replace('–', "-")))
}

#[cfg(test)]
mod tests {
    use hayagriva::Entry;
    use hayagriva::types::{EntryType, Person, PersonRole, PersonsWithRoles};

    use super::{from_hayagriva, to_hayagriva};
    use crate::diag::{Code, Diagnostic};
    use crate::model::{IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable};

    fn junior() -> Person {
        Person {
            name: "King".into(),
            given_name: Some("Martin".into()),
            prefix: None,
            suffix: Some("Jr.".into()),
            comma_suffix: true,
            alias: None,
        }
    }

    fn entry() -> Entry {
        let mut journal = Entry::new("", EntryType::Periodical);
        journal.set_title("A Journal".parse().unwrap());
        let mut entry = Entry::new("king", EntryType::Article);
        entry.set_title("On SER".parse().unwrap());
        entry.set_authors(vec![junior()]);
        entry.set_affiliated(vec![PersonsWithRoles::new(vec![junior()], PersonRole::Translator)]);
        entry.set_doi("10.1/x".to_owned());
        entry.set_parents(vec![journal]);
        entry
    }

    #[test]
    fn an_entry_comes_back_as_it_was() {
        let mut reports = Vec::<Diagnostic>::new();
        let record = from_hayagriva(&entry(), &mut reports);
        assert_eq!(reports, []);
        assert_eq!((record.id.as_str(), record.kind), ("king", Kind::ArticleJournal));
        assert_eq!(record.identifiers[&IdentifierVariable::Doi], "10.1/x");
        assert_eq!(record.text(TextVariable::ContainerTitle).unwrap().to_plain(), "A Journal");
        let Name::Person(person) = &record.names[&NameVariable::Translator].list[0] else { panic!("a person") };
        assert_eq!((person.suffix.as_deref(), person.comma_suffix), (Some("Jr."), true));
        let back = to_hayagriva(&record, &mut reports);
        assert_eq!((back.authors(), back.affiliated()), (entry().authors(), entry().affiliated()));
        assert_eq!(serde_json::to_value(&back).unwrap(), serde_json::to_value(entry()).unwrap());
        assert_eq!(reports, []);
    }

    #[test]
    fn what_an_entry_cannot_hold_is_reported() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.set_text(TextVariable::Title, "On SER");
        record.keep_extra("bibtex", "shelf", "7");
        let mut reports = Vec::<Diagnostic>::new();
        assert_eq!(to_hayagriva(&record, &mut reports).key(), "a");
        assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::OutputLoss]);
    }

    #[test]
    fn numbers_that_the_crate_writes_in_another_way_are_kept_or_reported() {
        for (volume, back, codes) in
            [("3-4", "3-4", vec![]), ("007", "007", vec![]), ("3-04", "3-4", vec![Code::OutputLoss])]
        {
            let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
            record.set_number(NumberVariable::Volume, volume);
            let mut reports = Vec::<Diagnostic>::new();
            let entry = to_hayagriva(&record, &mut reports);
            assert_eq!(from_hayagriva(&entry, &mut ()).number(NumberVariable::Volume), Some(back));
            assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), codes, "{volume}");
        }
    }

    #[test]
    fn what_a_record_has_no_variable_for_is_kept() {
        let mut entry = entry();
        entry.set_authors(vec![Person { alias: Some("mlk".into()), ..junior() }]);
        let record = from_hayagriva(&entry, &mut ());
        assert!(record.extra["hayagriva"].iter().any(|(field, _)| field == "author"), "{:?}", record.extra);
    }
}
