//! Compares the values of one variable in two records: equal, a fuller form, or different.

use super::fold;
use super::identity::Identity;
use super::people;
use super::title::{Title, TitleMatch};
use super::venue::{Venue, Venues};
use crate::markup::text_as_read;
use crate::model::{
    Date, IdentifierVariable, Name, Names, NumberVariable, Point, Qualification, Record, Text, TextVariable, Variable,
    WithinYear,
};
use crate::text::identifiers::same_doi;

/// The value of a variable.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(Text),
    Names(Names),
    Date(Date),
    /// A number, an identifier or a language.
    Plain(String),
}

/// The relation of a second value to a first.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Relation {
    /// It is equal or a shorter form, and adds nothing.
    AddsNothing,
    /// It is a fuller form of the same value.
    Fuller(Value),
    /// It is a different value.
    Differs,
}

impl Value {
    /// Returns the value of a variable in a record.
    pub(super) fn of(record: &Record, variable: Variable) -> Option<Self> {
        match variable {
            Variable::Text(variable) => record.texts.get(&variable).cloned().map(Self::Text),
            Variable::Names(variable) => record.names(variable).cloned().map(Self::Names),
            Variable::Date(variable) => record.date(variable).cloned().map(Self::Date),
            Variable::Number(variable) => record.number(variable).map(str::to_owned).map(Self::Plain),
            Variable::Identifier(variable) => record.identifier(variable).map(str::to_owned).map(Self::Plain),
            Variable::Language => record.language.clone().map(Self::Plain),
            _ => None,
        }
    }

    /// Sets the variable of a record to this value.
    pub(super) fn set(self, record: &mut Record, variable: Variable) {
        match (variable, self) {
            (Variable::Text(variable), Self::Text(text)) => _ = record.texts.insert(variable, text),
            (Variable::Names(variable), Self::Names(names)) => _ = record.names.insert(variable, names),
            (Variable::Date(variable), Self::Date(date)) => _ = record.dates.insert(variable, date),
            (Variable::Number(variable), Self::Plain(number)) => _ = record.numbers.insert(variable, number),
            (Variable::Identifier(variable), Self::Plain(value)) => _ = record.identifiers.insert(variable, value),
            (Variable::Language, Self::Plain(tag)) => record.language = Some(tag),
            _ => {}
        }
    }

    /// Returns the value as shown in messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text_as_read(text),
            Self::Plain(plain) => plain.clone(),
            Self::Date(date) => date.to_string(),
            Self::Names(names) => {
                let mut shown: Vec<String> = names.list.iter().take(8).map(Name::to_display_order).collect();
                if names.list.len() > 8 {
                    shown.push(format!("{} more", names.list.len() - 8));
                }
                if names.truncated {
                    shown.push("et al.".to_owned());
                }
                shown.join(", ")
            }
        }
    }

    /// Returns the relation of another value of the same variable to this one.
    pub(super) fn relation(&self, variable: Variable, other: &Self) -> Relation {
        if self == other {
            return Relation::AddsNothing;
        }
        match (self, other) {
            (Self::Text(one), Self::Text(text)) => text_relation(variable, one, text),
            (Self::Names(one), Self::Names(names)) => names_relation(one, names),
            (Self::Date(one), Self::Date(date)) => date_relation(one, date),
            (Self::Plain(one), Self::Plain(plain)) => plain_relation(variable, one, plain),
            _ => Relation::Differs,
        }
    }
}

fn fuller(is_fuller: bool, value: impl FnOnce() -> Value) -> Relation {
    if is_fuller { Relation::Fuller(value()) } else { Relation::AddsNothing }
}

fn text_relation(variable: Variable, one: &Text, other: &Text) -> Relation {
    let (read, other_read) = (text_as_read(one), text_as_read(other));
    let (letters, other_letters) = (fold::letters(&read), fold::letters(&other_read));
    let value = || Value::Text(other.clone());
    if letters == other_letters {
        return fuller(care(one, &read) < care(other, &other_read), value);
    }
    match variable {
        Variable::Text(TextVariable::Title) => match Title::new(&read).compare(&Title::new(&other_read)) {
            Some(TitleMatch::Same) => fuller(care(one, &read) < care(other, &other_read), value),
            Some(TitleMatch::Part) if letters.len() < other_letters.len() => Relation::Fuller(value()),
            Some(TitleMatch::Part) => Relation::AddsNothing,
            Some(TitleMatch::Spelling) | None => Relation::Differs,
        },
        Variable::Text(TextVariable::ContainerTitle) => {
            let is_one = Venue::new(&read).compare(&Venue::new(&other_read)) == Venues::Same;
            // Prefers the full name to the abbreviation.
            if is_one { fuller(letters.len() < other_letters.len(), value) } else { Relation::Differs }
        }
        _ if other_letters.starts_with(&letters) => Relation::Fuller(value()),
        _ if letters.starts_with(&other_letters) => Relation::AddsNothing,
        _ => Relation::Differs,
    }
}

/// How carefully a text was written, to choose between two with the same letters: not mostly in capitals, with its
/// accents, its markup, the spaces between its words and the capitals of its acronyms.
fn care(text: &Text, read: &str) -> (bool, usize, bool, usize, usize) {
    let count = |is_one: fn(char) -> bool| read.chars().filter(|letter| is_one(*letter)).count();
    let shouts = count(char::is_uppercase) > count(char::is_lowercase);
    let accents = read.chars().filter(|letter| letter.is_alphabetic() && !letter.is_ascii()).count();
    (!shouts, accents, text.as_plain().is_none(), fold::words(read).len(), inner_capitals(read))
}

/// The number of capitals inside words: those of acronyms, which are lost when a style lowers a title ("Dfew" for "DFEW").
/// Capitals at the beginning of words are not counted, as styles raise and lower them.
fn inner_capitals(text: &str) -> usize {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(before, letter)| before.is_alphanumeric() && letter.is_uppercase()).count()
}

/// Two lists of the same people become one, with each name in its fuller form and the longer list complete.
fn names_relation(one: &Names, other: &Names) -> Relation {
    let agree = one.list.iter().zip(&other.list).all(|(one, other)| people::may_be_same(one, other));
    if !agree {
        return Relation::Differs;
    }
    let (known, more) = (one.list.len(), other.list.len());
    // One list claims to be complete and is shorter than another that agrees with it: one of the two is wrong.
    let is_cut_silently = known < more && !one.truncated || more < known && !other.truncated;
    if is_cut_silently && known.min(more) < 2 {
        return Relation::Differs;
    }
    let pairs = one.list.iter().zip(&other.list);
    let mut list: Vec<Name> = pairs
        .map(|(one, other)| {
            if people::fullness(one) < people::fullness(other) {
                fuller_name(other, one)
            } else {
                fuller_name(one, other)
            }
        })
        .collect();
    list.extend_from_slice(&one.list[known.min(more)..]);
    list.extend_from_slice(&other.list[known.min(more)..]);
    let truncated = match known.cmp(&more) {
        std::cmp::Ordering::Less => other.truncated,
        std::cmp::Ordering::Greater => one.truncated,
        // "A, B, et al." and "A, B": the first one says that there are more authors.
        std::cmp::Ordering::Equal => one.truncated || other.truncated,
    };
    let names = Names { list, truncated };
    if names == *one { Relation::AddsNothing } else { Relation::Fuller(Value::Names(names)) }
}

/// The fuller of two forms of a name, with the parts that only the other has.
fn fuller_name(fuller: &Name, other: &Name) -> Name {
    match (fuller, other) {
        (Name::Person(fuller), Name::Person(other)) if fuller.orcid.is_none() && other.orcid.is_some() => {
            Name::Person(crate::model::Person { orcid: other.orcid.clone(), ..fuller.clone() })
        }
        _ => fuller.clone(),
    }
}

fn date_relation(one: &Date, other: &Date) -> Relation {
    let (Date::Point(one), Date::Point(point)) = (one, other) else { return Relation::Differs };
    let known = |point: &Point| (point.month_number().is_some(), point.day_number().is_some());
    let agree = |one: Option<u8>, other: Option<u8>| one.is_none() || other.is_none() || one == other;
    let are_one = one.year == point.year
        && agree(one.month_number(), point.month_number())
        && agree(one.day_number(), point.day_number());
    let is_season = |point: &Point| matches!(point.within, WithinYear::Season(_));
    if !are_one || is_season(one) && is_season(point) {
        return Relation::Differs;
    }
    let is_sure = |point: &Point| point.qualification == Qualification::Certain;
    fuller((is_sure(one), known(one)) < (is_sure(point), known(point)), || Value::Date(other.clone()))
}

fn plain_relation(variable: Variable, one: &str, other: &str) -> Relation {
    let value = || Value::Plain(other.to_owned());
    let longer = || fuller(one.len() < other.len(), value);
    match variable {
        Variable::Identifier(IdentifierVariable::Doi) if same_doi(one, other) => Relation::AddsNothing,
        Variable::Identifier(identifier) => {
            let of = |value: &str| {
                let mut record = Record::default();
                record.set_identifier(identifier, value);
                Identity::new(&record)
            };
            let (first, second) = (of(one), of(other));
            let is_one = first.shared(&second).is_some()
                || first.shares_isbn(&second)
                || fold::letters(one) == fold::letters(other);
            if is_one { fuller(second.isbns.len() > first.isbns.len(), value) } else { Relation::Differs }
        }
        Variable::Number(NumberVariable::Page | NumberVariable::PageFirst) => {
            let pages = |text: &str| {
                text.split(|character: char| !character.is_alphanumeric())
                    .map(fold::number)
                    .find(|page| !page.is_empty())
            };
            let are_one = pages(one).is_some() && pages(one) == pages(other);
            // "1234–41" and "1234-1241"; not "12" and "12, 14, 16-20".
            if are_one { longer() } else { Relation::Differs }
        }
        Variable::Number(_) if fold::number(one) == fold::number(other) => Relation::AddsNothing,
        Variable::Language if other.starts_with(one) => Relation::Fuller(value()),
        Variable::Language if one.starts_with(other) => Relation::AddsNothing,
        _ => Relation::Differs,
    }
}

#[cfg(test)]
mod tests {
    use super::{Relation, Value};
    use crate::model::{
        Date, DateVariable, IdentifierVariable, Name, NameVariable, Names, NumberVariable, Text, TextVariable, Variable,
    };

    const AUTHOR: Variable = Variable::Names(NameVariable::Author);
    const TITLE: Variable = Variable::Text(TextVariable::Title);
    const JOURNAL: Variable = Variable::Text(TextVariable::ContainerTitle);
    const PAGE: Variable = Variable::Number(NumberVariable::Page);

    fn text(text: &str) -> Value {
        Value::Text(Text::plain(text))
    }

    fn names(names: &[(&str, &str)], truncated: bool) -> Value {
        Value::Names(Names {
            list: names.iter().map(|(family, given)| Name::person(*family, *given)).collect(),
            truncated,
        })
    }

    fn plain(text: &str) -> Value {
        Value::Plain(text.to_owned())
    }

    #[track_caller]
    fn fuller(variable: Variable, one: &Value, other: &Value) {
        assert_eq!(one.relation(variable, other), Relation::Fuller(other.clone()));
        assert_eq!(other.relation(variable, one), Relation::AddsNothing);
    }

    #[test]
    fn the_fuller_form_of_a_text() {
        fuller(TITLE, &text("ON SPEECH"), &text("On Speech"));
        fuller(TITLE, &text("Dfew: A large map of winters"), &text("DFEW: A Large Map of Winters"));
        fuller(TITLE, &text("DFEW: A LARGE MAP OF WINTERs"), &text("Dfew: A large map of winters"));
        fuller(TITLE, &text("Network forMicro-Expressions"), &text("Network for Micro-Expressions"));
        fuller(TITLE, &text("Economic action"), &text("Economic Action: The Problem"));
        fuller(JOURNAL, &text("J Mol Biol"), &text("Journal of Molecular Biology"));
        assert_eq!(text("On Cats").relation(TITLE, &text("On Dogs")), Relation::Differs);
    }

    #[test]
    fn lists_of_names_complete_each_other() {
        let cut = names(&[("Lu", "Cheng"), ("Zheng", "W.")], true);
        let whole = names(&[("Lu", "C."), ("Zheng", "Wenming"), ("Zong", "Yuan")], false);
        let expected = names(&[("Lu", "Cheng"), ("Zheng", "Wenming"), ("Zong", "Yuan")], false);
        assert_eq!(cut.relation(AUTHOR, &whole), Relation::Fuller(expected.clone()));
        assert_eq!(whole.relation(AUTHOR, &cut), Relation::Fuller(expected.clone()));
        assert_eq!(expected.relation(AUTHOR, &cut), Relation::AddsNothing);
        assert_eq!(cut.relation(AUTHOR, &names(&[("Li", "Wei")], false)), Relation::Differs);
    }

    #[test]
    fn a_list_that_says_it_was_cut_stays_cut() {
        let (cut, same) = (names(&[("Lu", "Cheng")], true), names(&[("Lu", "Cheng")], false));
        assert_eq!(same.relation(AUTHOR, &cut), Relation::Fuller(cut.clone()));
        assert_eq!(cut.relation(AUTHOR, &same), Relation::AddsNothing);
    }

    #[test]
    fn the_exacter_date() {
        let (issued, date) = (Variable::Date(DateVariable::Issued), |text: &str| Value::Date(Date::parse(text)));
        fuller(issued, &date("2022"), &date("2022-10-22"));
        fuller(issued, &date("2022?"), &date("2022"));
        assert_eq!(date("2022-10").relation(issued, &date("2022-11")), Relation::Differs);
    }

    #[test]
    fn numbers_and_identifiers() {
        fuller(PAGE, &plain("379"), &plain("379–423"));
        assert_eq!(plain("379").relation(PAGE, &plain("380")), Relation::Differs);
        let volume = Variable::Number(NumberVariable::Volume);
        assert_eq!(plain("59").relation(volume, &plain("LIX")), Relation::AddsNothing);
        let doi = Variable::Identifier(IdentifierVariable::Doi);
        assert_eq!(plain("10.1000/A").relation(doi, &plain("10.1000/a")), Relation::AddsNothing);
        assert_eq!(plain("10.1000/a").relation(doi, &plain("10.1000/b")), Relation::Differs);
        let isbn = Variable::Identifier(IdentifierVariable::Isbn);
        assert_eq!(plain("0201896834").relation(isbn, &plain("9780201896831")), Relation::AddsNothing);
    }
}
