//! One's own name in lists of authors: found by parsed names, whatever their accents, initials and order, and never
//! confused with a namesake's.
//!
//! The lists are in fixtures/own_names, one file for each person; the person's own name is marked with a star.

use std::fs;
use std::path::Path;

use publist::list::MarkedPerson;
use publist::{Name, Names};

/// The numbers of expected and found names.
#[derive(Default)]
struct Score {
    lists: usize,
    found: usize,
    missed: usize,
    wrong: usize,
    failures: Vec<String>,
}

fn names(list: &str) -> Vec<Name> {
    list.split(';').map(str::trim).filter(|name| !name.is_empty()).map(Name::from_either_order).collect()
}

fn score(path: &Path, score: &mut Score) {
    let text = fs::read_to_string(path).unwrap();
    let (head, lists) = text.split_once("\n\n").expect("a head, and the lists below it");
    let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    let mut own = names(field("name:"));
    own.extend(names(field("variants:")));
    let person = MarkedPerson::owner(own).with_others(names(field("others:")));
    for list in lists.lines().filter(|line| !line.trim().is_empty()) {
        let shown: Vec<&str> = list.split(';').map(str::trim).collect();
        let expected = shown.iter().position(|name| name.starts_with('*'));
        let parsed = shown.iter().map(|name| Name::from_either_order(name.trim_start_matches('*'))).collect();
        let found = person.find(&Names::complete(parsed));
        score.lists += 1;
        match (found, expected) {
            (Some(found), Some(expected)) if found == expected => score.found += 1,
            (None, None) => {}
            (None, Some(_)) => score.missed += 1,
            (Some(_), _) => score.wrong += 1,
        }
        if found != expected {
            score.failures.push(format!("{}: {list}: found {:?}", path.display(), found.map(|place| shown[place])));
        }
    }
}

#[test]
fn ones_own_name_is_found_and_no_namesake() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/own_names");
    let mut total = Score::default();
    for entry in fs::read_dir(folder).unwrap() {
        score(&entry.unwrap().path(), &mut total);
    }
    let Score { lists, found, missed, wrong, failures } = total;
    eprintln!("own names: {lists} lists, {found} found, {missed} missed, {wrong} wrong");
    assert!(lists >= 300, "{lists} lists");
    assert_eq!(wrong, 0, "precision must be 100 %:\n{}", failures.join("\n"));
    assert!(found * 100 >= (found + missed) * 99, "recall must be 99 %:\n{}", failures.join("\n"));
}
