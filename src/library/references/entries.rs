//! Finds the references in a text: by their numbers, bullets, blank lines or indents, or by how they begin.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::patterns::{REPEATED, YEAR, regex};
use super::people::{Certainty, people};
use crate::syntax::lines::{Joined, Line, lines};
use crate::text::east_asian::is_east_asian_letter;
use crate::text::scripts::raised_by;

/// One reference, its lines joined.
pub(super) struct Entry<'a> {
    /// Its lines, the first without its number.
    pub(super) lines: Vec<Line<'a>>,
    /// Its text.
    pub(super) joined: Joined,
}

/// The references of a text, and the lines that belong to none.
#[derive(Default)]
pub(super) struct Entries<'a> {
    /// The references.
    pub(super) entries: Vec<Entry<'a>>,
    /// Lines that belong to no reference: headings, page headers.
    pub(super) others: Vec<Line<'a>>,
}

/// What begins a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A number, in brackets of this kind, such as `[`.
    Number(u32, char),
    /// A bullet.
    Bullet(char),
    /// A label such as `[LZ22]`.
    Label,
}

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:\[(?P<square>[0-9]{1,4})\]|\((?P<round>[0-9]{1,4})\)|(?P<stop>[0-9]{1,4})[.．](?:\s|$)|(?P<bracket>[0-9]{1,4})\)|［(?P<wide>[0-9]{1,4})］|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})\s?|(?P<bare>[0-9]{1,4})\s{1,4}|(?P<bullet>[•‣▪●◦∙*·–—-])\s+|(?P<section>[A-Z]{1,2}[0-9]{1,3}[.:)])\s|\[(?P<label>\p{Lu}[A-Za-z+]{1,12}[0-9]{2}[a-z]?|[A-Za-z][A-Za-z0-9:+-]{2,24})\]\s)\s*",
    )
});

static HAS_YEAR: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"(?:^|[^0-9]){YEAR}(?:[^0-9]|$)")));

/// Headings of lists of references and of their parts.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)^(?:[0-9IVX]{{1,4}}[.)]?\s+)?(?:references?(?: cited)?|bibliography|works cited|literature(?: cited)?|literatur(?:verzeichnis|angaben)?|quellen(?:verzeichnis)?|références(?: bibliographiques)?|bibliographie|bibliografía|referencias(?: bibliográficas)?|referências(?: bibliográficas)?|bibliografia|参考文献|文献|(?:selected |recent |refereed |peer[- ]reviewed )*(?:publications?|journal (?:articles?|papers?|publications?)|articles?|papers?|conference (?:papers?|proceedings|publications?)|books?|book chapters?|chapters?|preprints?|theses|talks?|reports?|working papers|patents?|other publications)|veröffentlichungen|publikationen|{YEAR}(?:\s?[-–]\s?{YEAR})?|page [0-9]+(?: of [0-9]+)?)\s*:?$"
    ))
});

/// Finds the references in a text.
pub(super) fn entries(text: &str) -> Entries<'_> {
    let all: Vec<Line<'_>> = lines(text).collect();
    let mut found = Entries::default();
    let (kept, others) = without_page_furniture(&all);
    found.others = others;
    let starts = marked_starts(&kept);
    let groups = match starts {
        // What follows the last reference after a blank line is a reference without a mark, or none.
        Some(starts) => at(&kept, &starts),
        None => unmarked(text, &kept),
    };
    let hyphenated = hyphenated_words(text);
    for group in groups {
        push(&mut found, &hyphenated, group);
    }
    found
}

/// Adds a group of lines as an entry, after its mark was taken off; headings go to the other lines.
fn push<'a>(found: &mut Entries<'a>, hyphenated: &HashSet<&str>, group: Vec<Line<'a>>) {
    let mut lines: Vec<Line<'a>> = group.into_iter().filter(|line| !line.text.is_empty()).collect();
    while let Some(first) = lines.first().filter(|line| HEADING.is_match(line.text)) {
        found.others.push(*first);
        lines.remove(0);
    }
    while let Some(last) = lines.last().filter(|line| HEADING.is_match(line.text)) {
        found.others.push(*last);
        lines.pop();
    }
    let Some(first) = lines.first_mut() else { return };
    if let Some((_, length)) = mark(first.text) {
        *first = Line { start: first.start + length, text: &first.text[length..] };
    }
    // In some CVs the title is a line of its own before the authors.
    if let [title, authors, ..] = lines.as_slice()
        && people(authors.text).is_some_and(|found| found.end == authors.text.trim_end_matches(['.', ',']).len())
        && people(title.text).is_none_or(|found| found.certainty < Certainty::Names)
    {
        let mut joined = Joined::default();
        joined.push("", authors.text.trim_end_matches(['.', ',']), authors.start);
        joined.push(". ", title.text.trim_end_matches('.'), title.start);
        for line in &lines[2..] {
            joined.push(". ", line.text, line.start);
        }
        found.entries.push(Entry { lines, joined });
        return;
    }
    let joined = joined(hyphenated, &lines);
    found.entries.push(Entry { lines, joined });
}

/// Takes out what printing puts between references: numbers of pages, and lines that are repeated.
fn without_page_furniture<'a>(all: &[Line<'a>]) -> (Vec<Line<'a>>, Vec<Line<'a>>) {
    let is_number = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in all {
        *counts.entry(line.text).or_default() += 1;
    }
    let is_repeated = |line: &Line<'_>| {
        counts.get(line.text).is_some_and(|count| *count > 1)
            && line.text.chars().count() > 8
            && mark(line.text).is_none()
    };
    let is_year = |text: &str| HEADING.is_match(text);
    static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:Authorized licensed use|Downloaded (?:from|on|by)|©|Copyright ©|This article has been|Preprint submitted|[0-9]{1,5}\s{4,}\p{L}|\p{L}.*\s{4,}[0-9]{1,5}$|\p{L}[^0-9]*\s{4,}.*[0-9])",
        )
    });
    let (furniture, kept) = all.iter().copied().partition(|line| {
        !is_year(line.text) && is_number(line.text) || is_repeated(line) || FURNITURE.is_match(line.text)
    });
    (kept, furniture)
}

/// Returns the mark at the beginning of a line, and its length.
fn mark(text: &str) -> Option<(Mark, usize)> {
    // "1A. Berg": raised numbers lose their position when they are copied.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && text[digits..].starts_with(|first: char| first.is_uppercase() || first == '“') {
        return Some((Mark::Number(text[..digits].parse().ok()?, '¹'), digits));
    }
    let found = MARK.captures(text)?;
    let length = found.get(0)?.end();
    let numbered = |name: &str, kind: char| {
        found.name(name).and_then(|number| Some((Mark::Number(number.as_str().parse().ok()?, kind), length)))
    };
    let kinds = [("square", '['), ("round", '('), ("stop", '.'), ("bracket", ')'), ("wide", '［'), ("bare", ' ')];
    kinds.into_iter().find_map(|(name, kind)| numbered(name, kind)).or_else(|| {
        if let Some(raised) = found.name("raised") {
            let digits: String = raised.as_str().chars().filter_map(raised_by).collect();
            return Some((Mark::Number(digits.parse().ok()?, '¹'), length));
        }
        let bullet = found.name("bullet").and_then(|bullet| bullet.as_str().chars().next());
        let label = found.name("label").or(found.name("section"));
        bullet.map(|bullet| (Mark::Bullet(bullet), length)).or(label.map(|_| (Mark::Label, length)))
    })
}

/// The lines that begin with the next number of a list, or with a bullet or label that other lines have, too.
fn marked_starts(lines: &[Line<'_>]) -> Option<Vec<usize>> {
    let marks: Vec<(usize, Mark)> =
        lines.iter().enumerate().filter_map(|(index, line)| Some((index, mark(line.text)?.0))).collect();
    let mut best: Vec<usize> = Vec::new();
    for kind in ['[', '(', '.', ')', '［', '¹', ' '] {
        let numbers: Vec<(usize, u32)> = marks
            .iter()
            .filter_map(|&(index, mark)| match mark {
                Mark::Number(number, of) if of == kind => Some((index, number)),
                _ => None,
            })
            .collect();
        let starts = successive(&numbers);
        let is_enough = starts.len() >= 2 || kind == '[' && starts.len() == 1;
        if is_enough && starts.len() > best.len() {
            best = starts;
        }
    }
    let others = |is_meant: fn(&Mark) -> bool| {
        let starts: Vec<usize> = marks.iter().filter(|(_, mark)| is_meant(mark)).map(|(index, _)| *index).collect();
        (starts.len() >= 2).then_some(starts)
    };
    (!best.is_empty())
        .then_some(best)
        .or_else(|| others(|mark| matches!(mark, Mark::Bullet(_))))
        .or_else(|| others(|mark| *mark == Mark::Label))
}

/// The places of numbers that go up or down by one; a list may begin anew, or at any number.
fn successive(numbers: &[(usize, u32)]) -> Vec<usize> {
    let follow = |one: u32, other: u32| other == one + 1 || one == other + 1;
    let mut starts = Vec::new();
    for (place, &(index, number)) in numbers.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| numbers[before].1);
        let after = numbers.get(place + 1).map(|(_, after)| *after);
        let is_of_list = before.is_some_and(|before| follow(before, number))
            || after.is_some_and(|after| follow(number, after))
            || number == 1;
        if is_of_list {
            starts.push(index);
        }
    }
    starts
}

/// Cuts lines at these starts; lines before the first are a group of their own.
fn at<'a>(lines: &[Line<'a>], starts: &[usize]) -> Vec<Vec<Line<'a>>> {
    let mut groups = Vec::new();
    let mut from = 0;
    for &start in starts.iter().filter(|start| **start > 0) {
        groups.push(lines[from..start].to_vec());
        from = start;
    }
    groups.push(lines[from..].to_vec());
    groups
}

/// Cuts lines without marks: at blank lines, where a line is not indented, or where a line begins like a reference after
/// one that ends like one.
fn unmarked<'a>(page: &str, lines: &[Line<'a>]) -> Vec<Vec<Line<'a>>> {
    let paragraphs = lines.split(|line| line.text.is_empty()).filter(|paragraph| !paragraph.is_empty());
    let mut groups = Vec::new();
    for paragraph in paragraphs {
        let indents: Vec<usize> = paragraph.iter().map(|line| indent(page, line)).collect();
        let least = indents.iter().copied().min().unwrap_or_default();
        let is_hanging = indents[0] == least && indents.iter().any(|indent| *indent >= least + 2);
        let starts: Vec<usize> = (0..paragraph.len())
            .filter(|&index| match index {
                0 => true,
                _ if is_hanging => indents[index] == least && begins(paragraph[index].text),
                _ => ends(paragraph[index - 1].text) && begins(paragraph[index].text),
            })
            .collect();
        groups.extend(at(paragraph, &starts));
    }
    rejoined(groups)
}

/// Joins a group to the one before it if that has no year and this one does not begin like a reference.
fn rejoined(groups: Vec<Vec<Line<'_>>>) -> Vec<Vec<Line<'_>>> {
    let mut joined: Vec<Vec<Line<'_>>> = Vec::new();
    for group in groups {
        let is_heading = |group: &[Line<'_>]| group.len() == 1 && HEADING.is_match(group[0].text);
        let goes_on = joined.last().is_some_and(|before| {
            !is_heading(before)
                && !is_heading(&group)
                && before.iter().all(|line| !HAS_YEAR.is_match(line.text))
                && group[0].text.starts_with(char::is_lowercase)
        });
        match joined.last_mut() {
            Some(before) if goes_on => before.extend(group),
            _ => joined.push(group),
        }
    }
    joined
}

fn indent(page: &str, line: &Line<'_>) -> usize {
    let before = &page[..line.start];
    before.len() - before.rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Whether a line begins like a reference: with names, a heading, or a title in quotation marks.
fn begins(text: &str) -> bool {
    let has_names = people(text).is_some_and(|found| {
        found.certainty >= Certainty::SeveralNames || HAS_YEAR.is_match(text) || text[found.end..].starts_with('.')
    });
    let repeats_names = text.starts_with(['—', '–']) || REPEATED.is_match(text);
    has_names
        || repeats_names
        || HEADING.is_match(text)
        || text.starts_with(char::is_uppercase) && HAS_YEAR.is_match(text)
}

/// Whether a line ends like a reference.
fn ends(text: &str) -> bool {
    let last_word = text.rsplit(' ').next().unwrap_or_default();
    text.ends_with(['.', ')', ']', '。', '/']) && !text.ends_with("al.")
        || text.ends_with(|last: char| last.is_ascii_digit())
        || last_word.contains("://")
        || HEADING.is_match(text)
}

/// Joins the lines of a reference: words that were divided at the end of a line become one again, and addresses have no
/// space in them.
fn joined(hyphenated: &HashSet<&str>, lines: &[Line<'_>]) -> Joined {
    let mut joined = Joined::default();
    for line in lines {
        match how_to_join(hyphenated, &joined.text, line.text) {
            Join::WithSpace => joined.push(" ", line.text, line.start),
            Join::WithoutSpace => joined.push("", line.text, line.start),
            Join::WithoutHyphen => {
                joined.text.pop();
                joined.push("", line.text, line.start);
            }
        }
    }
    joined
}

/// The words of a text that have a hyphen in them.
fn hyphenated_words(text: &str) -> HashSet<&str> {
    text.split_whitespace().map(without_punctuation).filter(|word| word.contains('-')).collect()
}

fn without_punctuation(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

enum Join {
    WithSpace,
    WithoutSpace,
    WithoutHyphen,
}

fn how_to_join(hyphenated: &HashSet<&str>, before: &str, after: &str) -> Join {
    let last_word = before.rsplit(' ').next().unwrap_or_default();
    let first_word = after.split(' ').next().unwrap_or_default();
    let is_address = last_word.contains("://") || last_word.contains("10.") && last_word.contains('/');
    if is_address
        && (before.ends_with(['/', '-', '_', '=', '?', '&', '.', '%']) && !first_word.starts_with(char::is_uppercase))
    {
        return Join::WithoutSpace;
    }
    // Neither Han nor Kana nor their punctuation has spaces.
    let is_unspaced = |character: char| is_east_asian_letter(character) || matches!(character, '\u{3000}'..='\u{303f}');
    if before.ends_with(is_unspaced) && after.starts_with(is_unspaced) {
        return Join::WithoutSpace;
    }
    let Some(stem) = last_word.strip_suffix(['-', '\u{ad}', '‐']) else {
        // "12–" and "34" are one range.
        let is_range = before.ends_with('–') && after.starts_with(|first: char| first.is_ascii_digit());
        return if is_range { Join::WithoutSpace } else { Join::WithSpace };
    };
    if before.ends_with('\u{ad}') {
        return Join::WithoutHyphen;
    }
    let is_divided = stem.ends_with(char::is_lowercase) && after.starts_with(char::is_lowercase);
    // "long-" and "term" keep their hyphen if the word has it elsewhere in the text.
    let whole = format!("{last_word}{first_word}");
    let has_hyphen_elsewhere = hyphenated.contains(without_punctuation(&whole));
    if is_divided && !has_hyphen_elsewhere { Join::WithoutHyphen } else { Join::WithoutSpace }
}
