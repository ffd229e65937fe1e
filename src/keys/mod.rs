//! Citation keys: `lu2022speech` for Cheng Lu's "Speech Emotion Recognition via …" of 2022.
//!
//! The default pattern is the one of Google Scholar: family name of the first author, year, first significant word of the
//! title, in lower-case ASCII letters and digits. Particles belong to the name, written together ("vandenberg"), as most
//! reference managers sort them. Without authors the editors count, without both the first word of the title stands in
//! front and the second behind ("speech2022emotion"); without a year it is left out; without anything the type of
//! the work is the key.
//!
//! Keys are unique whatever the case of their letters, as BibTeX does not tell `Lu2022` from `lu2022`. The first record of
//! a pattern keeps the plain key, the next ones get `a`, `b`, … `z`, `aa` behind it: records added later, and records of
//! other patterns, change no key that was given.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use crate::markup::text_as_read;
use crate::model::{DateVariable, NameVariable, Record, TextVariable};
use crate::text::unicode::{Unreadable, is_noncharacter, to_ascii};
use crate::text::words::significant_words;

/// What becomes of the ids that records have already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyPolicy {
    /// They stay, as far as they can be citation keys and are unique.
    #[default]
    KeepIds,
    /// Every record gets a new key.
    Regenerate,
}

/// Gives keys to a stream of records, none of them twice.
#[derive(Debug, Default)]
pub struct KeyMaker {
    policy: KeyPolicy,
    /// The keys given and reserved, in lower case.
    taken: HashSet<String>,
    /// For each plain key, in lower case, how many suffixes were tried: so that a thousand equal keys cost a thousand steps.
    tried: HashMap<String, u64>,
}

/// Gives every record a unique key, in place, and returns what changed: old and new id, in the order of the records.
///
/// With [`KeyPolicy::KeepIds`], the ids that stay are reserved first, so that no new key takes one of them.
pub fn assign_keys(records: &mut [Record], policy: KeyPolicy) -> Vec<(String, String)> {
    let mut maker = KeyMaker::new(policy);
    let mut has_key = vec![false; records.len()];
    if policy == KeyPolicy::KeepIds {
        for (record, has_key) in records.iter().zip(&mut has_key) {
            *has_key = is_valid_key(&record.id) && maker.taken.insert(record.id.to_lowercase());
        }
    }
    let mut changes = Vec::new();
    for (record, has_key) in records.iter_mut().zip(has_key) {
        if has_key {
            continue;
        }
        let key = maker.key_for(record);
        if key != record.id {
            changes.push((std::mem::replace(&mut record.id, key.clone()), key));
        }
    }
    changes
}

impl KeyMaker {
    /// A maker that has given no key yet.
    pub fn new(policy: KeyPolicy) -> Self {
        Self { policy, ..Self::default() }
    }

    /// The key of the next record: its id, where the policy keeps ids and the record has one, or the default pattern. An
    /// id that cannot be a key is cleaned. Either gets a suffix when it was given before.
    pub fn key_for(&mut self, record: &Record) -> String {
        let kept = match self.policy {
            KeyPolicy::KeepIds => clean_key(&record.id),
            KeyPolicy::Regenerate => String::new(),
        };
        let plain = if kept.is_empty() { default_key(record) } else { kept };
        self.unique(plain)
    }

    fn unique(&mut self, plain: String) -> String {
        let lower = plain.to_lowercase();
        if self.taken.insert(lower.clone()) {
            return plain;
        }
        let tried = self.tried.entry(lower.clone()).or_default();
        loop {
            let suffix = letters(*tried);
            *tried += 1;
            if self.taken.insert(format!("{lower}{suffix}")) {
                return format!("{plain}{suffix}");
            }
        }
    }
}

/// The key of the default pattern, not yet unique: `lu2022speech`.
pub fn default_key(record: &Record) -> String {
    let name = [NameVariable::Author, NameVariable::Editor]
        .into_iter()
        .filter_map(|variable| record.names.get(&variable)?.list.first())
        .map(|name| key_letters(&name.family_with_particles()))
        .find(|name| !name.is_empty());
    // As read, "$\\mathcal{A}$-Distance" starts with an A and not with "mathcal".
    let title = record.text(TextVariable::Title).map(text_as_read).unwrap_or_default();
    let mut words = significant_words(&title, record.language.as_deref())
        .into_iter()
        .map(key_letters)
        .filter(|word| !word.is_empty());
    let year = [DateVariable::Issued, DateVariable::AvailableDate, DateVariable::Submitted]
        .into_iter()
        .find_map(|variable| record.dates.get(&variable)?.first_point())
        .map(|point| point.year.to_string().replace('-', "bc"));
    let first = name.or_else(|| words.next());
    let key: String = [first, year, words.next()].into_iter().flatten().collect();
    if key.is_empty() { key_letters(record.kind.name()) } else { key }
}

/// Whether a text can be a citation key in every tool: no white space, no control characters, nothing invisible,
/// and none of
/// `{ } ( ) , " ' # % ~ = \ $ & ^`, which BibTeX's own reader or TeX gives a meaning.
///
/// The grammar of keys is that of <https://metacpan.org/dist/Text-BibTeX/view/btparse/doc/bt_language.pod>, without the
/// characters that break `\cite`, and with letters and digits of all of Unicode, which biber and today's LaTeX take.
pub fn is_valid_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(is_valid_in_key)
}

fn is_valid_in_key(character: char) -> bool {
    const FORBIDDEN: &str = "{}(),\"'#%~=\\$&^";
    let is_seen = !character.is_whitespace() && !character.is_control() && !is_invisible(character);
    is_seen && !FORBIDDEN.contains(character)
}

/// Whether a character shows nothing: soft hyphens, joiners, marks of direction, code points that are no characters.
fn is_invisible(character: char) -> bool {
    const INVISIBLE: [RangeInclusive<char>; 7] = [
        '\u{AD}'..='\u{AD}',
        '\u{61C}'..='\u{61C}',
        '\u{200B}'..='\u{200F}',
        '\u{2028}'..='\u{202E}',
        '\u{2060}'..='\u{206F}',
        '\u{FEFF}'..='\u{FEFF}',
        '\u{FFF0}'..='\u{FFFB}',
    ];
    is_noncharacter(character) || INVISIBLE.iter().any(|range| range.contains(&character))
}

/// A text without the characters that cannot be in a key.
fn clean_key(text: &str) -> String {
    text.chars().filter(|&character| is_valid_in_key(character)).collect()
}

/// The lower-case ASCII letters and digits of a text.
fn key_letters(text: &str) -> String {
    let ascii = to_ascii(text, Unreadable::Drop);
    ascii.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_lowercase()).collect()
}

/// The suffix of a number: a to z, aa to zz, and so on.
fn letters(number: u64) -> String {
    let mut reversed = Vec::new();
    let mut rest = number + 1;
    while rest > 0 {
        rest -= 1;
        // A number below 26.
        reversed.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    reversed.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{KeyMaker, KeyPolicy, assign_keys, default_key, is_valid_key, letters};
    use crate::model::{Date, DateVariable, Kind, Name, NameVariable, Names, Record, TextVariable};

    fn record(author: &str, year: &str, title: &str) -> Record {
        let mut record = Record::new(Kind::Article);
        if !author.is_empty() {
            record.set_names(NameVariable::Author, Names::complete(vec![Name::from_display_order(author)]));
        }
        if !year.is_empty() {
            record.dates.insert(DateVariable::Issued, Date::parse(year));
        }
        record.set_text(TextVariable::Title, title);
        record
    }

    fn with_id(id: &str) -> Record {
        Record { id: id.to_owned(), ..record("Cheng Lu", "2022", "Speech") }
    }

    #[track_caller]
    fn key(author: &str, year: &str, title: &str, expected: &str) {
        assert_eq!(default_key(&record(author, year, title)), expected);
    }

    #[test]
    fn name_year_and_first_significant_word() {
        key("Cheng Lu", "2022-10-22", "Speech Emotion Recognition via an Attentive Network", "lu2022speech");
        key("Yan Zhao", "2023", "Towards Domain-Specific Recognition", "zhao2023towards");
        key("Yuan Zong", "2018", "Cross-Database Micro-Expression Recognition", "zong2018cross");
        key("Razvan Pascanu", "2013", "On the Difficulty of Training", "pascanu2013difficulty");
        key("Xiaolin Xu", "2022", "SDFE-LV: A Large-Scale Database", "xu2022sdfe");
    }

    #[test]
    fn names_are_written_in_ascii_with_their_particles() {
        key("Hannah van den Berg", "2020", "Trees", "vandenberg2020trees");
        key("Jürgen Müller-Lüdenscheidt", "2020", "Bäume", "mullerludenscheidt2020baume");
        key("Łukasz Żółć", "2020", "Don’t Panic", "zolc2020dont");
        key("Пафнутий Чебышёв", "1867", "Des valeurs moyennes", "chebyshev1867des");
        key("王小明", "2020", "Deep Learning", "deep2020learning");
    }

    #[test]
    fn what_is_missing_is_left_out() {
        key("", "2022", "Speech Emotion Recognition", "speech2022emotion");
        key("Cheng Lu", "", "Speech", "luspeech");
        key("Cheng Lu", "forthcoming", "", "lu");
        key("", "", "", "article");
        key("Plato", "-0379", "The Republic", "platobc379republic");
        let mut edited = record("", "2020", "Proceedings");
        edited.set_names(NameVariable::Editor, Names::complete(vec![Name::person("Doe", "Jane")]));
        assert_eq!(default_key(&edited), "doe2020proceedings");
    }

    #[test]
    fn mathematics_is_read_as_its_characters() {
        let mut record = record("Ada Example", "2023", "");
        let math = |tex: &str| crate::model::Inline::Math(tex.to_owned());
        let word = |text: &str| crate::model::Inline::Str(text.to_owned());
        record.set_text(TextVariable::Title, vec![math("\\mathcal{H}_2"), word("-Norm Ranking")]);
        assert_eq!(default_key(&record), "example2023h2");
        record.set_text(TextVariable::Title, vec![word("Proof of "), math("\\alpha"), word("-Decay")]);
        assert_eq!(default_key(&record), "example2023proof");
    }

    #[test]
    fn the_language_of_the_title_counts() {
        let german = Record { language: Some("de".into()), ..record("Eva Muster", "2020", "Die Theorie") };
        assert_eq!(default_key(&german), "muster2020theorie");
    }

    #[test]
    fn the_first_keeps_the_plain_key_and_the_next_get_letters() {
        let mut maker = KeyMaker::new(KeyPolicy::KeepIds);
        let keys: Vec<String> = (0..28).map(|_| maker.key_for(&record("Cheng Lu", "2022", "Speech"))).collect();
        assert_eq!(keys[..3], ["lu2022speech", "lu2022speecha", "lu2022speechb"]);
        assert_eq!(keys[26..], ["lu2022speechz", "lu2022speechaa"]);
        assert_eq!(maker.key_for(&record("Yuan Zong", "2022", "Speech")), "zong2022speech");
        assert_eq!([letters(25), letters(26), letters(701), letters(702)], ["z", "aa", "zz", "aaa"]);
    }

    #[test]
    fn records_added_later_change_no_key() {
        let all = [
            record("Cheng Lu", "2022", "Speech One"),
            record("Yuan Zong", "2018", "Cross"),
            record("Cheng Lu", "2022", "Speech Two"),
            record("Cheng Lu", "2022", "Speech Three"),
        ];
        let keys = |records: &[Record]| {
            let mut records = records.to_vec();
            assign_keys(&mut records, KeyPolicy::KeepIds);
            records.into_iter().map(|record| record.id).collect::<Vec<_>>()
        };
        assert_eq!(keys(&all)[..3], keys(&all[..3]));
        let without_others: Vec<Record> = [&all[0], &all[2], &all[3]].into_iter().cloned().collect();
        assert_eq!(keys(&without_others), ["lu2022speech", "lu2022speecha", "lu2022speechb"]);
    }

    #[test]
    fn ids_stay_and_no_new_key_takes_them() {
        let mut records =
            vec![record("Cheng Lu", "2022", "Speech"), with_id("lu2022speech"), with_id("DBLP:conf/a/B-1_x")];
        let changes = assign_keys(&mut records, KeyPolicy::KeepIds);
        let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
        assert_eq!(ids, ["lu2022speecha", "lu2022speech", "DBLP:conf/a/B-1_x"]);
        assert_eq!(changes, [(String::new(), "lu2022speecha".to_owned())]);
    }

    #[test]
    fn ids_are_unique_whatever_their_case() {
        let mut records = vec![with_id("Lu2022"), with_id("lu2022"), with_id("LU2022")];
        assign_keys(&mut records, KeyPolicy::KeepIds);
        let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
        assert_eq!(ids, ["Lu2022", "lu2022a", "LU2022b"]);
    }

    #[test]
    fn ids_that_cannot_be_keys_are_cleaned() {
        let invisible = with_id("lu\u{202E}\u{200B}2020");
        let mut records = vec![with_id("Lu, 2022 {x}%"), with_id("#{}"), with_id("müller_2020"), invisible];
        let changes = assign_keys(&mut records, KeyPolicy::KeepIds);
        let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
        assert_eq!(ids, ["Lu2022x", "lu2022speech", "müller_2020", "lu2020"]);
        assert_eq!(changes[0], ("Lu, 2022 {x}%".to_owned(), "Lu2022x".to_owned()));
        assert!(ids.iter().all(|id| is_valid_key(id)));
    }

    #[test]
    fn new_keys_for_all_on_demand() {
        let mut records = vec![with_id("x"), with_id("y")];
        let changes = assign_keys(&mut records, KeyPolicy::Regenerate);
        assert_eq!(changes.len(), 2);
        assert_eq!([records[0].id.as_str(), &records[1].id], ["lu2022speech", "lu2022speecha"]);
    }

    #[test]
    fn a_hundred_thousand_equal_keys_cost_no_more_than_their_number() {
        let mut maker = KeyMaker::new(KeyPolicy::KeepIds);
        let record = record("Cheng Lu", "2022", "Speech");
        let keys: std::collections::HashSet<String> = (0..100_000).map(|_| maker.key_for(&record)).collect();
        assert_eq!(keys.len(), 100_000);
    }
}
