//! The book or the proceedings in which a work is: "In: Kostouli, T. (ed.) Writing in Context. pp. 69–91. Springer (2005)".

use std::sync::LazyLock;

use regex::Regex;

use super::details::{Details, MONTH};
use super::part::{Part, name_part, part};
use super::patterns::{PUBLISHER_WORDS, YEAR, regex};
use super::people::{Certainty, People, people};

/// A book or proceedings that contains a work.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Container {
    pub(super) title: Option<Part>,
    pub(super) editors: Option<People>,
    pub(super) details: Details,
    pub(super) publisher: Option<Part>,
    pub(super) place: Option<Part>,
    pub(super) is_proceedings: bool,
}

const RANGE: &str = r"(?:[A-Z]{0,3}[0-9]+[A-Za-z]?|[ivxlc]+)(?:\s?[-–—‐−]+\s?(?:[A-Z]{0,3}[0-9]+[A-Za-z]?|[ivxlc]+))?(?:,\s[0-9]+[-–][0-9]+)*";

static LEAD: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[\s.,;:]*(?:(?:(?:[Ii]n|IN|[Dd]ans|[Ee]n|[Ee]m)\b\s?:?|//)\s*)?"));
static PAGES_FIRST: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"^[\s.,;:]*[Pp]p?\.\s?(?P<pages>{RANGE})\s[Ii]n\s")));

/// Where the title of a container ends.
static END: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"\s\((?:pp?\.|S\.|[Vv]ol|Bd\.|[^()]*\b[Ee]ds?\b|[^()]*Hrsg|[^()]*\b{YEAR}\)|\p{{Lu}}[^()]*,\s[^()]*\)|\p{{Lu}}\p{{L}}+(?:\s\p{{Lu}}\p{{L}}+)*\)[.\s]*$)|[,.]\s(?:pp?\.?\s?[0-9A-Zivxl]|[Pp]ages?\s[0-9]|[Ee]dited by|[Ee]d\.\sby|[Ee]ds?\.?[\s,]|[Hh]rsg|hg\.\sv|[Vv]ol(?:ume|\.)\s?[0-9]|[Bb]d\.\s?[0-9]|[Ss]\.\s?[0-9]|[Nn]o\.\s[0-9]|ser\.|{YEAR}\b|(?:{MONTH}\s)?(?:[0-9–-]{{1,5}},?\s)?{YEAR}\b|[0-9]+[-–][0-9]+|[0-9]+(?:[,.\s]|$)|\p{{Lu}}\.)|;\s|\s\[(?:Internet|online|Online|C|M)\]|\s[-–—]\s(?:[0-9])|[:]\s?[0-9]+[-–]"
    ))
});

static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?:\b[Pp]p?\b\.?|\b[Pp]ages?\b|\bS\.|\bPp\.)\s?(?P<a>{RANGE})\b|[,:;]\s?(?P<b>[A-Z]?[0-9]+\s?[-–—‐]\s?[A-Z]?[0-9]+)(?:[.,)\s]|$)"
    ))
});
static VOLUME: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:[Vv]ol(?:ume)?\b\.?|[Bb]d\.?|[Bb]and)\s?(?P<v>[0-9]+[A-Za-z]?)"));
static YEARS: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?:^|[\s(,.;:\[])(?P<year>{YEAR})[a-z]?(?:[\s),.;:\]]|$)")));
static PLACE_AND_PUBLISHER: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"[.,;)]\s*(?P<place>\p{{Lu}}[^:;().,0-9]{{1,40}}(?:,\s[A-Z]{{2}})?(?:,\s\p{{Lu}}\p{{L}}+)?)\s?:\s?(?P<name>\p{{Lu}}[^:;()]{{1,70}}?)(?:[,;.]\s?(?:pp?\.|{YEAR}|$)|\.?\s*$)"
    ))
});

/// Words for conferences and their volumes.
static PROCEEDINGS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:proc(?:eedings|\.)|conf(?:erence|\.)|symp(?:osium|os\.|\.)|workshops?|congress|annual meeting|tagung|konferenz|kongress|actes|atas|anais|actas|colloqu|meeting of|int\. conf|NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|ACL|EMNLP|NAACL|INTERSPEECH|ICASSP|AAAI|IJCAI|SIGGRAPH|CHI)\b|会议|论文集|研讨会",
    )
});

/// Reads a container that begins at an offset.
pub(super) fn container(text: &str, start: usize) -> Option<Container> {
    let mut container = Container::default();
    let mut at = start;
    if let Some(found) = PAGES_FIRST.captures(&text[at..]) {
        container.details.pages = found.name("pages").map(|pages| pages.as_str().to_owned());
        at += found.get(0)?.end();
    } else {
        at += LEAD.find(&text[at..])?.end();
    }
    // Editors before the title.
    if let Some(found) = people(&text[at..]).filter(|found| found.are_editors) {
        at += found.end;
        at += text[at..].len() - text[at..].trim_start_matches([' ', ',', '.', ':', ';', ')']).len();
        container.editors = Some(found);
    }
    let body = &text[at..];
    let end = title_end(body);
    container.title = name_part(text, at..at + end);
    let tail = &body[end..];
    container.editors = container.editors.take().or_else(|| editors_after_title(tail));
    container.details.pages = container.details.pages.take().or_else(|| pages(tail));
    container.details.volume = VOLUME.captures(tail).and_then(|found| Some(found.name("v")?.as_str().to_owned()));
    container.details.year = last_year(tail).or_else(|| only_year(&body[..end]));
    if let Some(found) = PLACE_AND_PUBLISHER.captures(tail) {
        let of = |name: &str| {
            found.name(name).and_then(|group| part(text, at + end + group.start()..at + end + group.end()))
        };
        container.place = of("place");
        container.publisher = of("name");
    }
    let name = container.title.as_ref().map_or("", |title| title.text.as_str());
    container.is_proceedings = PROCEEDINGS.is_match(name);
    (!name.is_empty()).then_some(container)
}

/// "edited by K. Ito", "K. Ito (ed.)"
fn editors_after_title(tail: &str) -> Option<People> {
    if let Some(names) = EDITED_BY.captures(tail).and_then(|found| found.name("names")) {
        return people(names.as_str());
    }
    let lead = tail.len() - tail.trim_start_matches([' ', ',', '.', ';', '(']).len();
    people(&tail[lead..]).filter(|found| found.are_editors)
}

/// The first pages in a text that are not two years.
fn pages(tail: &str) -> Option<String> {
    static TWO_YEARS: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"^{YEAR}\s?[-–]\s?{YEAR}$")));
    let all = PAGES.captures_iter(tail).filter_map(|found| found.name("a").or(found.name("b")));
    all.map(|pages| pages.as_str()).find(|pages| !TWO_YEARS.is_match(pages)).map(str::to_owned)
}

fn years(text: &str) -> impl Iterator<Item = &str> {
    YEARS.captures_iter(text).filter_map(|found| Some(found.name("year")?.as_str()))
}

/// The last year of what follows a title: the year of publication comes after that of a conference.
fn last_year(tail: &str) -> Option<String> {
    years(tail).last().map(str::to_owned)
}

/// The year in a title ("Proceedings of LREC 2020"), if it has only one.
fn only_year(title: &str) -> Option<String> {
    let mut all = years(title);
    all.next().filter(|year| all.all(|other| other == *year)).map(str::to_owned)
}

static EDITED_BY: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:[Ee]dited by|[Ee]d\. by|\beds?\.?|[Hh]rsg\. v(?:on|\.)|hg\. v(?:on|\.))\s(?P<names>[^()]*)")
});

/// Whether a text names a conference or its proceedings.
pub(super) fn is_proceedings(name: &str) -> bool {
    PROCEEDINGS.is_match(name)
}

/// Where the title of a container ends in a text that begins with it.
fn title_end(body: &str) -> usize {
    let mut end =
        END.find_iter(body).map(|found| found.start()).find(|&start| start > 2).unwrap_or(body.trim_end().len());
    // A sentence ends before it.
    let mut from = 0;
    while let Some(offset) = body[from..end].find(". ").map(|offset| from + offset) {
        let word = body[..offset].rsplit([' ', '(', '-', '/']).next().unwrap_or_default();
        let is_abbreviation = word.chars().count() <= 5
            && word.starts_with(char::is_uppercase)
            && !word.ends_with(')')
            && !word.chars().all(char::is_uppercase)
            || ABBREVIATED.contains(&word.to_lowercase().as_str());
        let next = body[offset + 2..end].split(' ').next().unwrap_or_default();
        if !is_abbreviation || next.ends_with(':') {
            end = offset;
            break;
        }
        from = offset + 2;
    }
    let title = &body[..end];
    // "Handbook of Memory, Carla Ruiz and Peter Ng (Eds.)"
    for (comma, _) in title.match_indices(", ") {
        if people(&body[comma + 2..])
            .is_some_and(|found| found.are_editors && found.certainty >= Certainty::SeveralNames)
        {
            return comma;
        }
    }
    // "..., Seoul, Korea": the town and the country of a conference.
    if PROCEEDINGS.is_match(title) {
        if let Some(close) =
            title.rfind("), ").filter(|close| title[..*close].rfind('(').is_some_and(|open| close - open < 20))
        {
            return close + 1;
        }
        let parts: Vec<&str> = title.split(", ").collect();
        if let Some(last) = parts.last()
            && parts.len() > 2
            && COUNTRIES.contains(last)
        {
            // "Ottawa, ON, Canada"
            let is_region = |part: &str| part.len() == 2 && part.chars().all(char::is_uppercase);
            let count = if parts.len() > 3 && is_region(parts[parts.len() - 2]) { 3 } else { 2 };
            let cut: usize = parts[parts.len() - count..].iter().map(|part| part.len() + 2).sum();
            return end - cut;
        }
    }
    // "Les sons de la mer, Rennes, Presses de l’Exemple": a town and a publisher.
    if !PROCEEDINGS.is_match(title) {
        let commas: Vec<usize> = title.match_indices(", ").map(|(comma, _)| comma).collect();
        let segment = |index: usize| &title[commas[index] + 2..commas.get(index + 1).copied().unwrap_or(title.len())];
        if let Some(index) = (0..commas.len()).find(|&index| PUBLISHER_WORDS.is_match(segment(index))) {
            let is_town = index > 0 && segment(index - 1).split(' ').count() == 1;
            return commas[if is_town { index - 1 } else { index }];
        }
    }
    end
}

const ABBREVIATED: &[&str] = &[
    "proc", "conf", "symp", "trans", "lect", "notes", "comput", "intell", "adv", "neural", "inf", "process", "syst",
    "acoust", "speech", "signal", "commun", "assoc", "technol", "appl", "theor", "mach", "learn", "pattern",
    "recognit", "lang", "linguist", "softw", "secur", "netw", "electron", "eng", "autom", "robot", "artif", "interact",
    "graph", "multimed", "knowl", "natl", "acad",
];

const COUNTRIES: &[&str] = &[
    "USA",
    "U.S.A.",
    "United States",
    "UK",
    "United Kingdom",
    "China",
    "Germany",
    "France",
    "Italy",
    "Spain",
    "Canada",
    "Japan",
    "Korea",
    "South Korea",
    "Republic of Korea",
    "Australia",
    "Austria",
    "Switzerland",
    "Netherlands",
    "The Netherlands",
    "Belgium",
    "Sweden",
    "Norway",
    "Denmark",
    "Finland",
    "Portugal",
    "Greece",
    "India",
    "Brazil",
    "Singapore",
    "Taiwan",
    "Hong Kong",
    "Ireland",
    "Scotland",
    "Czech Republic",
    "Poland",
    "Hungary",
    "Turkey",
    "Israel",
    "Mexico",
    "Argentina",
    "Chile",
    "Thailand",
    "Vietnam",
    "New Zealand",
    "South Africa",
    "Egypt",
    "CA",
    "NY",
    "WA",
    "MA",
    "Deutschland",
    "Österreich",
    "Schweiz",
];
