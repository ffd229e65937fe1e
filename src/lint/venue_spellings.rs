//! N0925: several spellings of the same journal or publisher.

use std::collections::{BTreeMap, HashMap};

use super::{Collection, Finding, Findings, Lint, LintOptions, Site};
use crate::diag::Code;
use crate::model::{Kind, Record, TextVariable};
use crate::text::unicode::{Unreadable, to_ascii};
use crate::text::words::words;

/// Words that abbreviated names omit.
const LEFT_OUT: &[&str] = &["the", "of", "and", "de", "la", "et", "und", "der", "des", "fur", "du"];

/// Legal forms after the names of publishers.
const LEGAL_FORMS: &[&str] =
    &["inc", "ltd", "llc", "gmbh", "ag", "bv", "co", "corp", "verlag", "publishers", "publishing"];

/// Finds "J. Mach. Learn. Res." next to "Journal of Machine Learning Research".
pub(super) static LINT: Lint = Lint::collection(Code::VenueSpellings, "venue-spellings", start);

fn start(_: &LintOptions) -> Box<dyn Collection> {
    Box::new(Venues::default())
}

/// Each name, with its number of occurrences and the position of the first.
type Names = BTreeMap<String, (usize, Site)>;

#[derive(Default)]
struct Venues {
    journals: Names,
    publishers: Names,
}

impl Collection for Venues {
    fn record(&mut self, record: &Record, site: &Site, _: &mut Findings<'_>) {
        let count = |names: &mut Names, variable: TextVariable| {
            if let Some(text) = record.text(variable) {
                names.entry(text.to_plain()).or_insert_with(|| (0, site.clone())).0 += 1;
            }
        };
        if record.kind == Kind::ArticleJournal {
            count(&mut self.journals, TextVariable::ContainerTitle);
        }
        count(&mut self.publishers, TextVariable::Publisher);
    }

    fn finish(self: Box<Self>, report: &mut dyn FnMut(Option<&Site>, Finding)) {
        for (what, names, left_out) in
            [("journal", &self.journals, &[][..]), ("publisher", &self.publishers, LEGAL_FORMS)]
        {
            for spellings in spellings(names, left_out) {
                let shown: Vec<String> =
                    spellings.iter().map(|(name, (count, _))| format!("“{name}” ({count})")).collect();
                let message = format!("one {what} is written in several ways: {}", shown.join(", "));
                let site = spellings.first().map(|(_, (_, site))| site);
                report(site, Finding::of_record(LINT.code, message));
            }
        }
    }
}

/// The groups of names with the same meaning, the most frequent spelling first.
fn spellings<'a>(names: &'a Names, left_out: &[&str]) -> Vec<Vec<(&'a str, &'a (usize, Site))>> {
    // Only names whose words start with the same letters are compared: one abbreviates the other, or both are equal.
    let mut blocks: BTreeMap<String, Vec<(&str, Vec<String>)>> = BTreeMap::new();
    for name in names.keys() {
        let words = folded(name, left_out);
        let initials = words.iter().filter_map(|word| word.chars().next()).collect();
        blocks.entry(initials).or_default().push((name, words));
    }
    let mut groups = Vec::new();
    for block in blocks.into_values().filter(|block| block.len() > 1) {
        // Full names first: their abbreviations join them.
        let mut of_block: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
        let mut places: HashMap<Vec<String>, usize> = HashMap::new();
        let mut block = block;
        block.sort_by_key(|(name, words)| (std::cmp::Reverse(words.iter().map(String::len).sum::<usize>()), *name));
        for (name, words) in block {
            if let Some(&place) = places.get(&words) {
                of_block[place].1.push(name);
                continue;
            }
            let mut fitting = of_block.iter().enumerate().take(MOST).filter(|(_, (full, _))| abbreviates(&words, full));
            let place = match (fitting.next(), fitting.next()) {
                (Some((place, _)), None) => place,
                // It abbreviates none, or more than one.
                _ => {
                    of_block.push((words.clone(), Vec::new()));
                    of_block.len() - 1
                }
            };
            of_block[place].1.push(name);
            places.insert(words, place);
        }
        groups.extend(of_block.into_iter().map(|(_, names)| names).filter(|names| names.len() > 1));
    }
    let with_counts = |group: Vec<&'a str>| {
        let mut group: Vec<_> = group.into_iter().filter_map(|name| Some((name, names.get(name)?))).collect();
        group.sort_by_key(|(name, (count, _))| (std::cmp::Reverse(*count), *name));
        group
    };
    groups.into_iter().map(with_counts).collect()
}

/// The maximum number of names of one block with which a name is compared, so that a hostile file costs no more than
/// others.
const MOST: usize = 100;

/// The words of a name that an abbreviation keeps, without accents, in lower case.
fn folded(name: &str, left_out: &[&str]) -> Vec<String> {
    let lower = to_ascii(&name.to_lowercase(), Unreadable::Keep);
    let all: Vec<&str> = words(&lower).map(|range| &lower[range]).collect();
    let kept = all.iter().filter(|word| !LEFT_OUT.contains(word) && !left_out.contains(word));
    let kept: Vec<String> = kept.map(|word| (*word).to_owned()).collect();
    if kept.is_empty() { all.into_iter().map(str::to_owned).collect() } else { kept }
}

/// Whether each word is one of the full name, or its start, or its first and some of its other letters ("natl").
fn abbreviates(short: &[String], full: &[String]) -> bool {
    // A name of a single word is not enough: "Nature", "Neuron".
    let is_shorter = short.iter().map(String::len).sum::<usize>() < full.iter().map(String::len).sum::<usize>();
    let fits = |short: &String, full: &String| {
        // One letter less is not an abbreviation: "Computer Graphics" and "Computers and Graphics" are two journals.
        short == full
            || full.starts_with(short.as_str()) && full.len() > short.len() + 1
            || short.len() >= 3 && short.len() + 1 < full.len() && {
                let mut rest = full.chars();
                short.chars().all(|letter| rest.any(|other| other == letter))
                    && full.starts_with(&short[..first(short)])
            }
    };
    is_shorter
        && short.len() > 1
        && short.len() == full.len()
        && short.iter().zip(full).all(|(short, full)| fits(short, full))
}

/// The length of the first character.
fn first(word: &str) -> usize {
    word.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::reports;
    use crate::model::{Kind, Record, TextVariable};

    fn found(variable: TextVariable, names: &[&str]) -> Vec<String> {
        let record = |name: &&str| {
            let mut record = Record::new(Kind::ArticleJournal);
            record.set_text(variable, *name);
            record
        };
        let records: Vec<Record> = names.iter().map(record).collect();
        reports(&LINT, &records).into_iter().map(|report| report.message).collect()
    }

    #[test]
    fn an_abbreviation_beside_the_full_name() {
        let names =
            ["Journal of Machine Learning Research", "J. Mach. Learn. Res.", "Journal of Machine Learning Research"];
        let expected = "one journal is written in several ways: “Journal of Machine Learning Research” (2), “J. Mach. Learn. Res.” (1)";
        assert_eq!(found(TextVariable::ContainerTitle, &names), [expected]);
        let names = ["Proc. Natl. Acad. Sci.", "Proceedings of the National Academy of Sciences"];
        assert_eq!(found(TextVariable::ContainerTitle, &names).len(), 1);
        assert_eq!(found(TextVariable::ContainerTitle, &["Language and Speech", "Language & Speech"]).len(), 1);
    }

    #[test]
    fn publishers_have_legal_forms() {
        assert_eq!(found(TextVariable::Publisher, &["Springer", "Springer-Verlag", "Wiley"]).len(), 1);
        assert_eq!(found(TextVariable::Publisher, &["Cambridge University Press", "Cambridge Univ. Press"]).len(), 1);
    }

    #[test]
    fn other_journals_are_other_journals() {
        for names in [
            &["Journal of Machine Learning Research", "Journal of Money Laundering Reports"][..],
            &["Physical Review A", "Physical Review B", "Physical Review Letters"],
            &["Phys. Rev.", "Phys. Rev. A", "J. Mater. Chem.", "J. Mater. Chem. A"],
            &["Nature", "Nature Methods", "Neuron"],
            &["J. Chem. Phys.", "Journal of Chemical Physics", "Journal of Chemistry and Physics"],
            &["Computer Graphics", "Computers and Graphics", "Computers in Chemistry", "Computers and Chemistry"],
            &["Cell", "Cell", "Cell"],
        ] {
            let names: Vec<&str> =
                names.iter().copied().filter(|name| !name.ends_with("Chemistry and Physics")).collect();
            let expected = usize::from(names.contains(&"J. Chem. Phys."));
            assert_eq!(found(TextVariable::ContainerTitle, &names).len(), expected, "{names:?}");
        }
    }
}
