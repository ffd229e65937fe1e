//! The numbers at the end of a reference: volume, issue, pages, year.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::patterns::{YEAR, regex};

/// The numbers of a reference.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Details {
    pub(crate) volume: Option<String>,
    pub(crate) issue: Option<String>,
    pub(crate) pages: Option<String>,
    /// Where the volume, the issue and the pages are, if it is known.
    pub(super) volume_place: Option<Range<usize>>,
    pub(super) issue_place: Option<Range<usize>>,
    pub(super) pages_place: Option<Range<usize>>,
    pub(crate) year: Option<String>,
    /// The article number.
    pub(crate) number: Option<String>,
    /// How many things were read.
    pub(super) count: usize,
}

/// What a pattern reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Volume,
    Issue,
    Pages,
    Article,
    InParentheses,
    VolumeAndIssue,
    YearAndVolume,
    Date,
    Range,
    Number,
    Skipped,
}

/// The names of months and seasons, in the languages of lists, in full or shortened.
pub(super) const MONTH: &str = r"(?:(?i:January|February|March|April|May|June|July|August|September|October|November|December|Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart|mei|augustus|spring|summer|fall|autumn|winter|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Okt|Nov|Dec|Dez|Jän|Mär|Mrz|janv|févr|avr|juil|déc|ene|abr|ago|dic|fev|mai|set|out|dez|gen|mag|giu|lug|ott)\b\.?)";

const PAGES: &str = r"(?:[A-Z]{0,3}-?[0-9]+[A-Za-z]?|[ivxlc]+)(?:\s?[-–—‐‑−~－]+\s?(?:[A-Z]{0,3}-?[0-9]+[A-Za-z]?|[ivxlc]+))?(?:(?:,\s?|\s?\+\s?)[0-9]+[-–][0-9]+)*\+?";
const VOLUME: &str = r"[A-Z]?[0-9]+[A-Za-z]?(?:[-–/][0-9]+)?";

static ITEMS: LazyLock<Vec<(Item, Regex)>> = LazyLock::new(|| {
    let date = format!(
        r"(?:(?:{MONTH}|[0-9]{{1,2}}\.?(?:\s?[-–]\s?[0-9]{{1,2}})?)(?:[-–/\s]{{1,3}}(?:{MONTH}|[0-9]{{1,2}}))*,?\s)?(?P<year>{YEAR})[a-z]?(?:[,\s]\s?{MONTH}(?:\s[0-9]{{1,2}})?(?:\s?[-–]\s?(?:{MONTH})?\s?(?:[0-9]{{1,2}})?)?|-[0-9]{{2}}(?:-[0-9]{{2}})?)?"
    );
    [
        (Item::Skipped, r"n/a|\[(?:Internet|Online|online|J|M|C|D|R|EB|J/OL|S\. ?l\.|s\. ?n\.)\]|Epub(?: ahead of print)?(?:\s[0-9]{4}(?:\s\p{L}{3,9}(?:\s[0-9]{1,2})?)?)?|JSTOR|ProQuest|Project MUSE|early access|Early Access|Published online|published online|in press|ahead of print|Online first|1st ed\.?".to_owned()),
        (Item::Volume, format!(r"(?:[Vv]ol(?:ume|s)?\b\.?|[Vv]\.|[Bb]d\.?|[Bb]and|[Jj]g\.?|[Tt]om[eo]?\b\.?|t\.|[Tt]\.|第)\s?(?P<v>{VOLUME})(?:卷|\b)")),
        (Item::Issue, r"(?:[Nn]os?\b\.?|[Nn]\.?[o°º]|[Nn]ú?m?\.|[Nn][Rr]\b\.?|[Nn]°|№|[Hh]\.|[Hh]eft|[Ii]ss(?:ue\b|\.|\b)|第)\s?(?P<i>[0-9]+[A-Za-z]?(?:\s?[-–/]\s?[0-9]+)?)(?:期|\b)".to_owned()),
        (Item::Article, r"(?:[Aa]rt(?:icle|\.)?(?:[\s-]?(?:[Nn]o|[Nn]umber|ID|[Nn]r)\b\.?|\s))\s?:?\s?(?P<n>[A-Za-z]?[0-9][0-9A-Za-z.-]*[0-9A-Za-z]|[0-9]+)".to_owned()),
        (Item::Pages, format!(r"(?:[Pp]p?\b\.?|[Pp]ages?\b|[Ss]\.|[Ss]eiten?|[Pp]ágs?\.|[Ss]s\.|с\.|С\.)\s?(?P<p>{PAGES})\b\+?")),
        (Item::Skipped, r"[0-9]+\s(?:pp?|pages|S|Seiten|páginas)\b\.?|, Article [0-9]+ ".to_owned()),
        (Item::YearAndVolume, format!(r"(?P<year>{YEAR})(?:\s{MONTH}(?:[-–/]{MONTH})?(?:\s[0-9]{{1,2}}(?:[-–][0-9]{{1,2}})?)?)?\s?;\s?(?P<v>{VOLUME})?(?:\s?(?P<suppl>[Ss]uppl\.?(?:\s[0-9]+)?))?(?:\s?\((?P<i>[^()]{{1,24}})\))?(?:\s?:\s?(?P<p>{PAGES}))?")),
        (Item::VolumeAndIssue, format!(r"(?P<v>{VOLUME})\s?\((?P<i>[^()]{{1,24}})\)")),
        (Item::Skipped, format!(r"\({MONTH}(?:[-–/]{MONTH})?(?:\s[0-9]{{1,2}})?\)")),
        (Item::Issue, r"\((?P<i>[0-9]{1,3}(?:[-–/][0-9]{1,3})?)\)".to_owned()),
        (Item::Pages, r"(?P<p>[0-9]+:[0-9]+\s?[-–]\s?[0-9]+:[0-9]+)".to_owned()),
        (Item::InParentheses, format!(r"\((?P<inside>{date}|pp?\.\s?{PAGES}|[Vv]ol\. [0-9]+(?:, pp?\. {PAGES})?|[Ii]ssue [0-9]+|[Nn]o\. [0-9]+|in press|[Ss]uppl\.? ?[0-9]*)\)")),
        (Item::Date, r"(?P<year>[0-9]{4})-[0-9]{2}(?:-[0-9]{2})?\b".to_owned()),
        (Item::Range, r"(?P<p>[A-Z]{0,2}[0-9]+[A-Za-z]?\s?[-–—‐‑−－]+\s?[A-Z]{0,2}[0-9]+[A-Za-z]?|e[0-9]+|[ivxlc]+[-–][ivxlc]+)(?:,\s?[0-9]+[-–][0-9]+)?\b".to_owned()),
        (Item::Date, date),
        (Item::Skipped, format!(r"{MONTH}(?:\s[0-9]{{1,2}})?")),
        (Item::Number, r"(?P<n>[A-Za-z]{0,5}[0-9]+[A-Za-z]?)\b".to_owned()),
    ]
    .into_iter()
    .map(|(item, pattern)| (item, regex(&format!("^(?:{pattern})"))))
    .collect()
});

static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| regex(r"^[\s.,;:，。、：．；]*"));

static MONTH_NEXT: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"^\.?\s{MONTH}(?:[\s,]|$)")));

/// Reads a text that consists of nothing but numbers; `None` if anything else is in it.
pub(crate) fn details(text: &str) -> Option<Details> {
    let mut details = Details::default();
    let mut numbers: Vec<String> = Vec::new();
    let mut rest = text;
    loop {
        let separator = SEPARATOR.find(rest).map_or(0, |found| found.end());
        let colon = rest[..separator].contains([':', '：']);
        rest = &rest[separator..];
        if rest.is_empty() {
            break;
        }
        let (item, found) = ITEMS.iter().find_map(|(item, pattern)| {
            let found = pattern.captures(rest)?;
            let end = found.get(0)?.end();
            // "6-9 May 2020" are days.
            let is_day = *item == Item::Range && MONTH_NEXT.is_match(&rest[end..]);
            (is_whole(rest, end) && !is_day).then_some((*item, found))
        })?;
        let group = |name: &str| found.name(name).map(|group| group.as_str().trim().to_owned());
        match item {
            Item::Skipped => {}
            Item::Volume => set(&mut details.volume, group("v"))?,
            Item::Issue => set(&mut details.issue, group("i"))?,
            Item::Pages => set(&mut details.pages, group("p"))?,
            Item::Article => details.number = group("n"),
            Item::YearAndVolume => {
                set(&mut details.year, group("year"))?;
                set(&mut details.volume, group("v"))?;
                set(&mut details.issue, group("i").or_else(|| group("suppl")))?;
                set(&mut details.pages, group("p"))?;
            }
            Item::VolumeAndIssue => {
                let inside = group("i")?;
                match year_of(&inside) {
                    // "12 (2020)"; a second year is the number of an issue.
                    Some(year) if details.year.is_none() => {
                        let number = group("v")?;
                        let is_range = number.contains(['-', '–'])
                            && (number.len() > 6 || !numbers.is_empty() || details.volume.is_some());
                        if is_range {
                            set(&mut details.pages, Some(number))?
                        } else {
                            numbers.push(number)
                        }
                        details.year = Some(year);
                    }
                    _ if details.volume.is_none() && numbers.is_empty() => {
                        details.volume = group("v");
                        set(&mut details.issue, Some(inside))?;
                    }
                    // "1, 1 (June 2006)" has its issue before the parentheses.
                    _ => return None,
                }
            }
            Item::InParentheses => {
                let inside = group("inside")?;
                if let Some(year) = year_of(&inside) {
                    set(&mut details.year, Some(year))?;
                } else if let Some(inner) = self::details(&inside) {
                    set(&mut details.pages, inner.pages)?;
                    set(&mut details.volume, inner.volume)?;
                    set(&mut details.issue, inner.issue)?;
                }
            }
            Item::Date => {
                let year = group("year")?;
                if details.year.is_none() { details.year = Some(year) } else { numbers.push(year) }
            }
            // "521–522, 44–52": the volumes come first.
            Item::Range if details.volume.is_none() && numbers.is_empty() && details.pages.is_some() => {
                details.volume = details.pages.take();
                details.pages = group("p");
            }
            Item::Range => set(&mut details.pages, group("p"))?,
            Item::Number if colon && details.pages.is_none() && (details.volume.is_some() || !numbers.is_empty()) => {
                details.pages = group("n");
            }
            Item::Number => numbers.push(group("n")?),
        }
        details.count += 1;
        rest = &rest[found.get(0)?.end()..];
    }
    place(&mut details, numbers)?;
    Some(details)
}

/// Places numbers without a word: the volume comes first, then the issue, then a page.
fn place(details: &mut Details, numbers: Vec<String>) -> Option<()> {
    let mut numbers = numbers.into_iter();
    if details.volume.is_none() {
        details.volume = numbers.next();
    }
    let rest: Vec<String> = numbers.collect();
    match rest.as_slice() {
        [] => {}
        [one] if details.pages.is_none() => details.pages = Some(one.clone()),
        [one] if details.issue.is_none() => details.issue = Some(one.clone()),
        [issue, page] if details.pages.is_none() && details.issue.is_none() => {
            details.issue = Some(issue.clone());
            details.pages = Some(page.clone());
        }
        _ => return None,
    }
    Some(())
}

fn set(slot: &mut Option<String>, value: Option<String>) -> Option<()> {
    match (&slot, value) {
        (_, None) => Some(()),
        (None, Some(value)) => {
            *slot = Some(value);
            Some(())
        }
        (Some(known), Some(value)) => (*known == value).then_some(()),
    }
}

/// The year in a date in parentheses; `None` if there is none.
fn year_of(text: &str) -> Option<String> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^(?:(?:{MONTH}|[0-9]{{1,2}}\.?)[\s,./–-]*)*(?P<year>{YEAR})[a-z]?(?:[\s,./–-]*(?:{MONTH}|[0-9]{{1,2}}))*$"
        ))
    });
    Some(DATE.captures(text)?.name("year")?.as_str().to_owned())
}

/// Whether something ends at an offset: no letter or digit follows.
fn is_whole(text: &str, end: usize) -> bool {
    !text[end..].starts_with(char::is_alphanumeric) || text[..end].ends_with(|last: char| !last.is_alphanumeric())
}
