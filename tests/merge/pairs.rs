//! Reads the labelled pairs of fixtures/merge/pairs/; fixtures/merge/README.md describes their form.

use std::path::Path;

use publist::model::{DateVariable, IdentifierVariable, Inline, NameVariable, NumberVariable, Person, TextVariable};
use publist::{Date, Kind, Name, Names, Record, Text};

/// Two records and whether they are of one work.
#[derive(Debug, Clone)]
pub struct Pair {
    pub name: String,
    pub is_same: bool,
    pub records: [Record; 2],
}

/// Every pair that was written by hand.
pub fn by_hand() -> Vec<Pair> {
    by_file().into_iter().flat_map(|(_, pairs)| pairs).collect()
}

/// Every pair that was written by hand, with the name of its file.
pub fn by_file() -> Vec<(String, Vec<Pair>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/merge/pairs");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.sort();
    let name = |path: &Path| path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    files.iter().map(|path| (name(path), read(&std::fs::read_to_string(path).expect("it is text")))).collect()
}

fn read(text: &str) -> Vec<Pair> {
    let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut pairs = Vec::new();
    while let Some(line) = lines.next() {
        let (label, name) = line.split_at(2);
        let is_same = match label {
            "= " => true,
            "! " => false,
            _ => panic!("a pair starts with its label: {line}"),
        };
        let mut record = || record(lines.next().unwrap_or_else(|| panic!("two records follow {name}")));
        pairs.push(Pair { name: name.to_owned(), is_same, records: [record(), record()] });
    }
    pairs
}

fn record(line: &str) -> Record {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [kind, authors, title, container, issued, ..] = parts[..] else { panic!("too few parts: {line}") };
    let mut record = Record::new(Kind::from_name(kind).unwrap_or_else(|| panic!("no type: {line}")));
    record.set_names(NameVariable::Author, names(authors));
    record.set_text(TextVariable::Title, rich(title));
    record.set_text(TextVariable::ContainerTitle, container);
    record.set_date(DateVariable::Issued, Date::Literal(issued.to_owned()));
    for field in parts.get(5).copied().unwrap_or_default().split(';').map(str::trim).filter(|field| !field.is_empty()) {
        let (variable, value) = field.split_once('=').unwrap_or_else(|| panic!("no value: {field}"));
        set(&mut record, variable, value);
    }
    record
}

fn set(record: &mut Record, variable: &str, value: &str) {
    if let Some(variable) = IdentifierVariable::from_name(variable) {
        record.set_identifier(variable, value);
    } else if let Some(variable) = NumberVariable::from_name(variable) {
        record.set_number(variable, value);
    } else if let Some(variable) = TextVariable::from_name(variable) {
        record.set_text(variable, value);
    } else if let Some(variable) = NameVariable::from_name(variable) {
        record.set_names(variable, names(value));
    } else {
        match variable {
            "id" => record.id = value.to_owned(),
            "language" => record.set_language(value),
            _ => panic!("no variable: {variable}"),
        }
    }
}

fn names(text: &str) -> Names {
    let mut names = Names::default();
    for name in text.split(';').map(str::trim).filter(|name| !name.is_empty()) {
        if name == "et al." {
            names.truncated = true;
        } else {
            names.list.push(self::name(name));
        }
    }
    names
}

fn name(text: &str) -> Name {
    if let Some(literal) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return Name::Literal(literal.to_owned());
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let some = |at: usize| parts.get(at).filter(|part| !part.is_empty()).map(|part| (*part).to_owned());
    if parts.len() > 1 {
        return Name::Person(Person {
            family: parts[0].to_owned(),
            given: some(1),
            non_dropping_particle: some(2),
            suffix: some(3),
            ..Person::default()
        });
    }
    // PubMed's "Altschul SF".
    match text.rsplit_once(' ') {
        Some((family, initials)) if initials.len() <= 3 && !initials.contains(char::is_lowercase) => {
            Name::person(family, initials)
        }
        _ => Name::Literal(text.to_owned()),
    }
}

/// A title with `<sub>` and `$`.
fn rich(text: &str) -> Text {
    let mut inlines = Vec::new();
    for (at, piece) in text.split('$').enumerate() {
        if at % 2 == 1 {
            inlines.push(Inline::Math(piece.to_owned()));
            continue;
        }
        for (at, piece) in piece.split("<sub>").enumerate() {
            match piece.split_once("</sub>") {
                Some((sub, rest)) if at > 0 => {
                    inlines.push(Inline::Sub(vec![Inline::Str(sub.to_owned())]));
                    inlines.push(Inline::Str(rest.to_owned()));
                }
                _ => inlines.push(Inline::Str(piece.to_owned())),
            }
        }
    }
    Text::from(inlines)
}

#[test]
fn the_pairs_are_many_and_of_both_sorts() {
    let pairs = by_hand();
    let same = pairs.iter().filter(|pair| pair.is_same).count();
    assert!(pairs.len() >= 200 && same >= 100 && pairs.len() - same >= 100, "{same} of {}", pairs.len());
}
