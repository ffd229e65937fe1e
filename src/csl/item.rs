//! Turns a record into the engine's item: CSL-JSON variables with strings that went through the [`Cipher`].

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange};

use hayagriva::citationberg::taxonomy::StandardVariable;

use super::cipher::Cipher;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Person, Point, Record,
    Text, TextVariable, WithinYear,
};

/// The variable for hidden marks. Records have none of that name: their keys are ids, and styles do not print them.
pub(super) const MARK: StandardVariable = StandardVariable::CitationKey;

/// What the strings of an item are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be shown: with markup, and with a name that stands for those a truncated list leaves out.
    Rendering,
    /// To be compared: characters alone.
    Sorting,
}

/// The item of a record. Its id is the record's index, so that records of one id stay apart.
pub(super) fn item(record: &Record, index: usize, purpose: Purpose, cipher: &mut Cipher) -> Item {
    let mut fields = BTreeMap::new();
    let mut string = |name: &str, value: String| {
        if !value.is_empty() {
            fields.insert(name.to_owned(), Value::String(value));
        }
    };
    for (&variable, text) in &record.texts {
        if is_given_by_the_engine(variable.name()) {
            continue;
        }
        let value = match purpose {
            Purpose::Rendering => cipher.text(text),
            Purpose::Sorting => cipher.plain(&text.to_plain()),
        };
        string(engine_name(variable), value);
    }
    if purpose == Purpose::Rendering {
        for (variable, number) in &record.numbers {
            if !is_given_by_the_engine(variable.name()) {
                string(variable.name(), cipher.plain(number));
            }
        }
    }
    for (variable, identifier) in &record.identifiers {
        string(variable.name(), cipher.verbatim(identifier));
    }
    for (name, value) in eprint_fields(record) {
        string(name, cipher.text(&Text::plain(value)));
    }
    if !record.texts.contains_key(&TextVariable::CitationLabel) {
        string(TextVariable::CitationLabel.name(), cipher.plain(&citation_label(record)));
    }
    if let Some(language) = &record.language {
        string("language", cipher.verbatim(language));
    }
    string("keyword", cipher.plain(&record.tags.join(", ")));
    string("type", record.kind.name().to_owned());
    string("id", index.to_string());

    for (variable, names) in &record.names {
        let names = engine_names(names, purpose, cipher);
        if !names.is_empty() {
            fields.insert(variable.name().to_owned(), Value::Names(names));
        }
    }
    for (variable, date) in &record.dates {
        if let Some(date) = engine_date(date) {
            fields.insert(variable.name().to_owned(), Value::Date(date));
        }
    }
    if purpose == Purpose::Sorting {
        // The engine compares numbers as numbers and anything else as text, which together is no order at all and may
        // end its sort in a panic. So only numbers are compared.
        for (variable, number) in &record.numbers {
            if let Some(number) = leading_number(number).filter(|_| !is_given_by_the_engine(variable.name())) {
                fields.insert(variable.name().to_owned(), Value::Number(number.into()));
            }
        }
    }
    // The engine finds items by comparing them field by field: with this field first, the first comparison decides.
    fields.insert(String::new(), Value::Number(i64::try_from(index).unwrap_or(i64::MAX)));
    Item(fields)
}

/// Puts a hidden mark on an item, for [`with_marked_citations`](super::style::with_marked_citations).
pub(super) fn mark(item: &mut Item, mark: &str) {
    item.0.insert(MARK.to_string(), Value::String(mark.to_owned()));
}

/// Whether a name variable of the record is printed with a sign that more names follow.
pub(super) fn has_other_names(names: &Names) -> bool {
    names.truncated && names.list.iter().any(|name| !name.to_display_order().trim().is_empty())
}

/// Reports the dates of a record of which a reference shows only a part.
pub(super) fn report_dates(record: &Record, diag: &mut dyn Sink) {
    for (&variable, date) in &record.dates {
        let problem = match date {
            _ if variable != DateVariable::Issued => continue, // hardly any style shows it
            Date::Point(point) if engine_year(point).is_none() => "its year is too far off to be shown".to_owned(),
            Date::Point(_) => continue,
            Date::Range(..) => format!("of the range {date}, only one end is shown"),
            Date::Literal(words) => format!("“{words}” is no date and is not shown"),
        };
        diag.report(Diagnostic::new(Code::DateDegraded, format!("{variable}: {problem}")).about(&record.id));
    }
}

/// Variables whose value is the engine's to give.
fn is_given_by_the_engine(name: &str) -> bool {
    let names =
        [NumberVariable::CitationNumber, NumberVariable::Locator, NumberVariable::PageFirst].map(NumberVariable::name);
    names.contains(&name) || name == TextVariable::YearSuffix.name()
}

/// The engine spells one variable in its own way.
fn engine_name(variable: TextVariable) -> &'static str {
    if variable == TextVariable::ArchivePlace { "archive_place" } else { variable.name() }
}

/// CSL has no variables for eprints. Styles are written for what reference managers give them for a preprint, which
/// Zotero documents: the server is its publisher, the eprint its number, and the number's page its address
/// (<https://www.zotero.org/support/kb/item_types_and_fields>). The class is a section of the server.
fn eprint_fields(record: &Record) -> Vec<(&'static str, String)> {
    let server = record.text(TextVariable::EprintType).map(Text::to_plain).unwrap_or_default();
    let has_venue = [TextVariable::Publisher, TextVariable::ContainerTitle, TextVariable::EventTitle]
        .into_iter()
        .any(|variable| record.text(variable).is_some());
    if record.kind != Kind::Article || has_venue || server.is_empty() {
        return Vec::new();
    }
    let mut fields = Vec::new();
    if let Some(eprint) = record.identifiers.get(&IdentifierVariable::Eprint) {
        if server.eq_ignore_ascii_case("arxiv")
            && !record.identifiers.contains_key(&IdentifierVariable::Url)
            && !record.identifiers.contains_key(&IdentifierVariable::Doi)
        {
            fields.push((IdentifierVariable::Url.name(), format!("https://arxiv.org/abs/{eprint}")));
        }
        if !record.numbers.contains_key(&NumberVariable::Number) {
            fields.push((NumberVariable::Number.name(), format!("{server}:{eprint}")));
        }
    }
    if let Some(class) = record.text(TextVariable::EprintClass)
        && !record.numbers.contains_key(&NumberVariable::Section)
    {
        fields.push((NumberVariable::Section.name(), class.to_plain()));
    }
    fields.push((TextVariable::Publisher.name(), server));
    fields
}

/// The label of a work in styles such as `[Lu22]`, where the record has none: the beginnings of the first four family
/// names, together four letters, and two digits of the year, after the default of citeproc-js
/// (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>, "citation-label").
fn citation_label(record: &Record) -> String {
    let no_names = Vec::new();
    let authors = record.names.get(&NameVariable::Author).map_or(&no_names, |names| &names.list);
    let lengths: &[usize] = match authors.len() {
        0 | 1 => &[4],
        2 => &[2, 2],
        3 => &[2, 1, 1],
        _ => &[1, 1, 1, 1],
    };
    let beginning = |(name, length): (&Name, &usize)| {
        let family = match name {
            Name::Person(person) => person.family.clone(),
            Name::Literal(literal) => literal.clone(),
        };
        family.chars().filter(|character| character.is_alphanumeric()).take(*length).collect::<String>()
    };
    let mut label: String = authors.iter().zip(lengths).map(beginning).collect();
    if label.is_empty() {
        label = record.plain_title().chars().filter(|character| character.is_alphanumeric()).take(4).collect();
    }
    if let Some(point) = record.dates.get(&DateVariable::Issued).and_then(Date::first_point) {
        label.push_str(&format!("{:02}", point.year.rem_euclid(100)));
    }
    label
}

fn engine_names(names: &Names, purpose: Purpose, cipher: &mut Cipher) -> Vec<NameValue> {
    let mut list: Vec<NameValue> = names.list.iter().map(|name| engine_name_value(name, cipher)).collect();
    if !has_other_names(names) {
        list.retain(|name| !matches!(name, NameValue::Literal(literal) if literal.literal.is_empty()));
    }
    if purpose == Purpose::Rendering && has_other_names(names) {
        list.push(NameValue::Literal(LiteralName { literal: cipher.other_names() }));
    }
    list
}

fn engine_name_value(name: &Name, cipher: &mut Cipher) -> NameValue {
    let literal = |text: &str, cipher: &mut Cipher| NameValue::Literal(LiteralName { literal: cipher.plain(text) });
    let person = match name {
        Name::Literal(text) => return literal(text, cipher),
        Name::Person(person) => person,
    };
    let part = |part: &Option<String>, cipher: &mut Cipher| {
        part.as_deref().map(|part| cipher.plain(part)).filter(|part| !part.is_empty())
    };
    let family = cipher.plain(&person.family);
    let given = part(&person.given, cipher);
    let suffix = part(&person.suffix, cipher);
    let non_dropping_particle = part(&person.non_dropping_particle, cipher);
    let mut dropping_particle = part(&person.dropping_particle, cipher);
    if family.is_empty() || (given.is_none() && suffix.is_none() && dropping_particle.is_none()) {
        return literal(&plain_name(person), cipher);
    }
    // Without any particle the engine looks for one in the family name. An empty one keeps it from that.
    if non_dropping_particle.is_none() && dropping_particle.is_none() && has_small_word(&family) {
        dropping_particle = Some(String::new());
    }
    NameValue::Item(NameItem { family, given, non_dropping_particle, dropping_particle, suffix, comma_suffix: None })
}

fn plain_name(person: &Person) -> String {
    Name::Person(person.clone()).to_display_order()
}

fn has_small_word(name: &str) -> bool {
    name.split_whitespace().any(|word| word.chars().next().is_some_and(char::is_lowercase))
}

/// The first point of a date; the engine knows neither ranges nor words.
fn engine_date(date: &Date) -> Option<DateValue> {
    let point = date.first_point()?;
    let mut parts = vec![engine_year(&point)?];
    let mut season = None;
    match point.within {
        WithinYear::Whole => {}
        WithinYear::Season(of_year) => season = Some(of_year.number().to_string()),
        WithinYear::Month(month) => parts.extend((1..=12).contains(&month).then_some(i16::from(month))),
        WithinYear::Day(month, day) => {
            if (1..=12).contains(&month) && (1..=31).contains(&day) {
                parts.extend([i16::from(month), i16::from(day)]);
            }
        }
    }
    let circa = point.qualification.is_approximate();
    Some(DateValue::DateParts { date_parts: VecDateRange(vec![VecDate(parts)]), literal: None, season, circa })
}

/// The engine's years have 16 bits, and it counts back from the largest one. It knows no year 0: -1 is 1 BC.
fn engine_year(point: &Point) -> Option<i16> {
    let year = if point.year > 0 { point.year } else { point.year.checked_sub(1)? };
    i16::try_from(year).ok().filter(|year| *year > i16::MIN)
}

/// The number a string starts with, as "12" in "12–15"; `None` when it starts otherwise or is out of reach.
fn leading_number(text: &str) -> Option<i32> {
    let text = text.trim_start();
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

/// The name of a record that the engine's output shows, by variable and position.
pub(super) fn shown_name<'a>(record: &'a Record, variable: &str, index: usize) -> Option<&'a Name> {
    let variable = match NameVariable::from_name(variable)? {
        // Editors who are the translators too are printed once, under a common variable.
        NameVariable::EditorTranslator if !record.names.contains_key(&NameVariable::EditorTranslator) => {
            NameVariable::Editor
        }
        variable => variable,
    };
    record.names.get(&variable)?.list.get(index)
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use hayagriva::citationberg::json::{DateValue, NameValue, Value};
    use hayagriva::citationberg::taxonomy;
    use serde::Deserialize as _;
    use serde::de::IntoDeserializer as _;

    use super::{Purpose, item};
    use crate::csl::cipher::Cipher;
    use crate::model::{
        Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Person, Record,
        TextVariable,
    };

    fn value(record: &Record, name: &str) -> Option<Value> {
        item(record, 7, Purpose::Rendering, &mut Cipher::default()).0.remove(name)
    }

    /// A string of the item, read back.
    fn string(record: &Record, name: &str) -> Option<String> {
        let mut cipher = Cipher::default();
        match item(record, 7, Purpose::Rendering, &mut cipher).0.remove(name)? {
            Value::String(text) => Some(cipher.characters(&text)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_engine_knows_every_type_and_variable_of_csl() {
        type Failure = serde::de::value::Error;
        for kind in Kind::ALL {
            assert!(taxonomy::Kind::from_str(kind.name()).is_ok(), "{kind}");
        }
        for variable in TextVariable::ALL.iter().filter(|variable| !variable.name().starts_with("eprint")) {
            let known = taxonomy::StandardVariable::deserialize(variable.name().into_deserializer());
            assert!(known.map_err(|error: Failure| error).is_ok(), "{variable}");
        }
        for variable in NameVariable::ALL {
            let known: Result<_, Failure> = taxonomy::NameVariable::deserialize(variable.name().into_deserializer());
            assert_eq!(known.unwrap().to_string(), variable.name());
        }
        for variable in NumberVariable::ALL.iter().filter(|variable| **variable != NumberVariable::Page) {
            let known: Result<_, Failure> = taxonomy::NumberVariable::deserialize(variable.name().into_deserializer());
            assert_eq!(known.unwrap().to_string(), variable.name());
        }
    }

    #[test]
    fn a_range_is_shown_by_its_start() {
        let mut record = Record::new(Kind::Book);
        record.dates.insert(DateVariable::Issued, Date::parse("2020-05/2021"));
        let Some(Value::Date(DateValue::DateParts { date_parts, .. })) = value(&record, "issued") else {
            panic!("a date");
        };
        assert_eq!(date_parts.0[0].0, [2020, 5]);
        assert_eq!(date_parts.0.len(), 1);
    }

    #[test]
    fn a_year_out_of_reach_is_left_out() {
        let mut record = Record::new(Kind::Book);
        record.dates.insert(DateVariable::Issued, Date::parse("Y40000"));
        assert_eq!(value(&record, "issued"), None);
    }

    #[test]
    fn a_truncated_list_ends_with_a_name_for_the_others() {
        let mut record = Record::new(Kind::Article);
        let list = vec![Name::person("Lu", "Cheng")];
        record.set_names(NameVariable::Author, Names { list, truncated: true });
        let Some(Value::Names(names)) = value(&record, "author") else { panic!("names") };
        assert!(matches!(names.as_slice(), [NameValue::Item(_), NameValue::Literal(_)]));

        record.set_names(NameVariable::Author, Names { list: Vec::new(), truncated: true });
        assert_eq!(value(&record, "author"), None, "there is no name that others could follow");
    }

    #[test]
    fn a_family_name_is_not_searched_for_particles() {
        let mut record = Record::new(Kind::Book);
        let person = Person { family: "de la Cruz".into(), given: Some("Juana".into()), ..Person::default() };
        record.set_names(NameVariable::Author, Names::complete(vec![Name::Person(person)]));
        let Some(Value::Names(names)) = value(&record, "author") else { panic!("names") };
        let [NameValue::Item(name)] = names.as_slice() else { panic!("one name") };
        assert_eq!((name.family.as_str(), name.dropping_particle.as_deref()), ("de la Cruz", Some("")));
    }

    #[test]
    fn an_eprint_server_publishes_preprints_and_nothing_else() {
        let mut record = Record::new(Kind::Article);
        record.set_text(TextVariable::EprintType, "arXiv");
        record.set_text(TextVariable::EprintClass, "cs.SD");
        assert_eq!(string(&record, "publisher").as_deref(), Some("arXiv"));
        assert_eq!(string(&record, "section").as_deref(), Some("cs.SD"));
        assert_eq!((value(&record, "number"), value(&record, "URL")), (None, None));

        record.set_identifier(IdentifierVariable::Eprint, "2210.12430");
        assert_eq!(string(&record, "number").as_deref(), Some("arXiv:2210.12430"));
        assert_eq!(string(&record, "URL").as_deref(), Some("https://arxiv.org/abs/2210.12430"));

        record.kind = Kind::ArticleJournal;
        assert_eq!((value(&record, "publisher"), value(&record, "number")), (None, None));
    }

    #[test]
    fn labels_are_made_of_names_and_year() {
        let mut record = Record::new(Kind::Book);
        record.dates.insert(DateVariable::Issued, Date::parse("1999"));
        let names = ["Ferrari", "Roe", "Doe", "Li", "Wu"].map(|family| Name::person(family, "A."));
        for (count, label) in [(1, "Ferr99"), (2, "FeRo99"), (3, "FeRD99"), (5, "FRDL99")] {
            record.set_names(NameVariable::Author, Names::complete(names[..count].to_vec()));
            assert_eq!(string(&record, "citation-label").as_deref(), Some(label));
        }
    }
}
