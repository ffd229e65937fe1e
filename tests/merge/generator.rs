//! More pairs, made from facts by rules: the 20 papers of the profile page and the works of the pairs written by hand, each in
//! forms that databases give them.
//!
//! Of each work come: the form of Crossref (full), of PubMed (initials, an abbreviated journal), of a profile page (three
//! names, no venue), of a careless .bib file (capitals, no accents, a misprint now and then), of Google Scholar (year and
//! initials). Two forms of one work are a pair of one work. Two works are made of one by what tells works apart: a part, a
//! correction, a reply, a next edition, other people. A linear congruential generator chooses; the same pairs come out each
//! time.

use publist::formats::read_page;
use publist::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable};
use publist::{Date, Input, Kind, Name, Names, Record};

use super::pairs::{Pair, by_hand};

/// How many pairs of each label are made.
const EACH: usize = 400;

/// Numbers that look like chance and are the same each time (Knuth's constants, MMIX).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

/// The pairs.
pub fn pairs() -> Vec<Pair> {
    let works = works();
    let mut dice = Dice(2022);
    let mut pairs = Vec::new();
    for number in 0..EACH {
        let work = &works[number % works.len()];
        let (one, other) = (dice.roll(FORMS.len()), 1 + dice.roll(FORMS.len() - 1));
        let other = (one + other) % FORMS.len();
        let records = [FORMS[one].1(work.clone(), &mut dice), FORMS[other].1(work.clone(), &mut dice)];
        let name = format!("{}: {} and {}", work.plain_title(), FORMS[one].0, FORMS[other].0);
        pairs.push(Pair { name, is_same: true, records });
    }
    for number in 0..EACH {
        let work = &works[number % works.len()];
        let (name, change) = CHANGES[dice.roll(CHANGES.len())];
        let form = dice.roll(FORMS.len());
        let next = other_people(work, &works, dice.roll(works.len()));
        let changed = change(work.clone(), next);
        let records = [FORMS[form].1(work.clone(), &mut dice), FORMS[form].1(changed, &mut dice)];
        pairs.push(Pair {
            name: format!("{}: {name}, {}", work.plain_title(), FORMS[form].0),
            is_same: false,
            records,
        });
    }
    pairs
}

/// Works with all that Crossref tells: those of the page, with a venue made up, and journal articles and papers of the pairs
/// written by hand.
pub fn works() -> Vec<Record> {
    let page = include_bytes!("../../fixtures/profile/yuan-zong.txt");
    let input = Input { name: "page", bytes: &mut page.as_slice() };
    let papers = read_page(input, &mut ()).expect("memory can be read").records;
    let others = by_hand().into_iter().flat_map(|pair| pair.records.into_iter().take(1));
    let others = others.filter(|record| matches!(record.kind, Kind::ArticleJournal | Kind::PaperConference));
    let mut works: Vec<Record> = Vec::new();
    for (number, mut work) in papers.into_iter().chain(others).enumerate() {
        let title = work.plain_title();
        let is_whole =
            title.split_whitespace().count() >= 4 && title.is_ascii() && !title.contains(['“', '(', '[', '$', '<']);
        let is_new = works.iter().all(|known| known.plain_title().to_lowercase() != title.to_lowercase());
        let has_authors = work.names.get(&NameVariable::Author).is_some_and(|names| {
            names.list.len() >= 2 && names.list.iter().all(|name| matches!(name, Name::Person(person) if person.given.as_ref().is_some_and(|given| given.len() > 3)))
        });
        if !is_whole || !is_new || !has_authors {
            continue;
        }
        let mut authors = work.names[&NameVariable::Author].clone();
        authors.truncated = false;
        authors.list.push(Name::person("Example", format!("Nr{}", ["a", "e", "i", "o", "u"][number % 5])));
        work = Record { kind: Kind::ArticleJournal, texts: work.texts, dates: work.dates, ..Record::default() };
        work.texts.retain(|variable, _| *variable == TextVariable::Title);
        work.set_names(NameVariable::Author, authors);
        let year = work.dates.get(&DateVariable::Issued).and_then(Date::first_point).map_or(2015, |point| point.year);
        work.dates.clear();
        work.set_date(
            DateVariable::Issued,
            Date::parse(&format!("{year}-{:02}-{:02}", 1 + number % 12, 1 + number % 28)),
        );
        work.set_text(
            TextVariable::ContainerTitle,
            ["IEEE Transactions on Affective Computing", "Journal of Example Methods"][number % 2],
        );
        work.set_number(NumberVariable::Volume, (3 + number % 40).to_string());
        work.set_number(NumberVariable::Page, format!("{}-{}", 100 + number * 7, 112 + number * 7));
        work.set_identifier(IdentifierVariable::Doi, format!("10.5555/made.{number}"));
        works.push(work);
    }
    works
}

type Form = (&'static str, fn(Record, &mut Dice) -> Record);

const FORMS: &[Form] = &[
    ("Crossref", |work, _| work),
    ("PubMed", |mut work, _| {
        work.identifiers.clear();
        initials(&mut work);
        let title = format!("{}.", sentence_case(&work.plain_title()));
        work.set_text(TextVariable::Title, title);
        let journal = work.texts[&TextVariable::ContainerTitle].to_plain();
        let short = if journal.starts_with("IEEE") { "IEEE Trans Affect Comput" } else { "J Ex Methods" };
        work.set_text(TextVariable::ContainerTitle, short);
        work
    }),
    ("profile page", |mut work, dice| {
        let day = work.dates[&DateVariable::Issued].first_point().expect("every work has a day");
        let earlier = i32::try_from(dice.roll(2)).unwrap_or_default();
        work.set_date(
            DateVariable::Issued,
            Date::parse(&format!("{:04}-{:02}-03", day.year - earlier, 1 + dice.roll(12))),
        );
        work.kind = Kind::Article;
        work.identifiers.clear();
        work.numbers.clear();
        work.texts.remove(&TextVariable::ContainerTitle);
        work.set_text(TextVariable::EprintType, "arXiv");
        let mut names = work.names[&NameVariable::Author].clone();
        names.truncated = names.list.len() > 3;
        names.list.truncate(3);
        work.set_names(NameVariable::Author, names);
        work
    }),
    ("a careless file", |mut work, dice| {
        work.identifiers.clear();
        let title = work.plain_title();
        let title = match dice.roll(3) {
            0 => title.to_uppercase(),
            1 => misprint(&title, dice),
            _ => title.replace('-', " - "),
        };
        work.set_text(TextVariable::Title, title);
        work.numbers.remove(&NumberVariable::Page);
        work
    }),
    ("Google Scholar", |mut work, _| {
        work.identifiers.clear();
        initials(&mut work);
        let year = work.dates[&DateVariable::Issued].first_point().expect("every work has a day").year;
        work.set_date(DateVariable::Issued, Date::parse(&format!("{year:04}")));
        let title = sentence_case(&work.plain_title());
        work.set_text(TextVariable::Title, title);
        work
    }),
];

type Change = (&'static str, fn(Record, &Record) -> Record);

/// What makes another work of a work.
const CHANGES: &[Change] = &[
    ("its second part", |work, _| elsewhere(retitled(work, |title| format!("{title}, Part II")))),
    ("a correction of it", |work, _| elsewhere(retitled(work, |title| format!("Correction to: {title}")))),
    ("a reply to it", |work, _| elsewhere(retitled(work, |title| format!("Reply to “{title}”")))),
    ("other people's work of that title", |mut work, next| {
        let names = next.names[&NameVariable::Author].list.iter().rev().skip(1).cloned().collect();
        work.set_names(NameVariable::Author, Names::complete(names));
        elsewhere(work)
    }),
    ("the same people's next work", |mut work, next| {
        work.set_text(TextVariable::Title, next.plain_title());
        elsewhere(work)
    }),
    ("the same words in another year's title", |work, _| {
        elsewhere(retitled(work, |title| format!("{title}: the 2031 update")))
    }),
];

/// A work of people none of whom made this one, from some place on.
fn other_people<'a>(work: &Record, works: &'a [Record], start: usize) -> &'a Record {
    let families = |work: &Record| -> Vec<String> {
        let names = work.names[&NameVariable::Author].list.iter();
        names.map(|name| name.family_with_particles()).filter(|family| family != "Example").collect()
    };
    let own = families(work);
    let mut others = works[start..].iter().chain(&works[..start]);
    others
        .find(|other| families(other).iter().all(|family| !own.contains(family)))
        .expect("many people wrote the works")
}

fn retitled(mut work: Record, title: impl Fn(&str) -> String) -> Record {
    let title = title(&work.plain_title());
    work.set_text(TextVariable::Title, title);
    work
}

/// The record on other pages, with a DOI of its own.
fn elsewhere(mut work: Record) -> Record {
    work.set_number(NumberVariable::Page, "901-911");
    let doi = format!("{}.other", work.identifiers[&IdentifierVariable::Doi]);
    work.set_identifier(IdentifierVariable::Doi, doi);
    work
}

fn initials(work: &mut Record) {
    let Some(names) = work.names.get_mut(&NameVariable::Author) else { return };
    for name in &mut names.list {
        if let Name::Person(person) = name {
            let given = person.given.clone().unwrap_or_default();
            let letters: String = given
                .split([' ', '-'])
                .filter_map(|word| word.chars().next())
                .map(|letter| format!("{letter}."))
                .collect();
            person.given = (!letters.is_empty()).then_some(letters);
        }
    }
}

fn sentence_case(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
}

/// A title with one letter left out of its longest word.
fn misprint(title: &str, dice: &mut Dice) -> String {
    let longest =
        title.split([' ', '-', ':']).filter(|word| word.is_ascii()).max_by_key(|word| word.len()).unwrap_or_default();
    if longest.len() < 8 {
        return title.to_owned();
    }
    let at = 2 + dice.roll(longest.len() - 4);
    title.replacen(longest, &format!("{}{}", &longest[..at], &longest[at + 1..]), 1)
}
