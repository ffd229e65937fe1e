//! W0919: pages that are not a range of pages.

use super::finding::Fix;
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{NumberVariable, Record, Variable};

/// The minimum number of digits of two page numbers that are written together: numbers of articles have fewer.
const GLUED: usize = 8;

/// The maximum distance between two pages that are assumed to be written together.
const MOST: u64 = 60;

/// Finds ranges that run backwards, two numbers in one, placeholders, and characters that are not part of a number.
pub(super) static LINT: Lint = Lint::record(Code::PageRange, "pages", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let Some(pages) = record.number(NumberVariable::Page) else { return };
    let variable = Variable::Number(NumberVariable::Page);
    let add = |message: String, fix: Option<String>| {
        let finding = Finding::new(LINT.code, variable, message).shown_at(pages);
        finding.fixed_by(fix.map(|pages| Fix::Number(NumberVariable::Page, pages)))
    };
    if let Some(bare) = without_label(pages) {
        findings.add(add(format!("the pages contain a label: {pages}"), Some(bare.to_owned())));
    } else if let Some(single) = with_single_dashes(pages) {
        findings.add(add(format!("the pages contain TeX dashes: {pages}"), Some(single)));
    } else if pages.split([',', ';']).any(|range| is_backwards(range.trim())) {
        findings.add(add(format!("the last page comes before the first: {pages}"), None));
    } else if let Some((first, last)) = glued(pages) {
        findings.add(add(format!("two pages are joined into one number: {pages} may be {first}-{last}"), None));
    } else if is_no_page(pages) {
        findings.add(add(format!("this is not a page: {pages}"), None));
    } else if matches!(pages, "1-1" | "01-01" | "0-0") {
        let message = format!("“page” is a placeholder of a paper without pages so far: {pages}");
        let finding = add(message, None);
        findings
            .add(finding.hint("IEEE Xplore gives it to papers in early access; ask again for the entry, or remove it"));
    }
}

/// Whether words or signs say that there are no pages: "n/a", and "n/a-n/a", as Wiley has it.
fn is_no_page(pages: &str) -> bool {
    let lower = pages.to_lowercase();
    let page = match lower.split_once('-') {
        Some((first, last)) if first == last => first,
        _ => lower.as_str(),
    };
    matches!(page, "n/a" | "na" | "n.a." | "?" | "??" | "" | "-" | "none" | "null" | "tba" | "tbd")
}

/// The pages without "pp." at the start.
fn without_label(pages: &str) -> Option<&str> {
    let rest = ["pp.", "pp", "pages", "p."].iter().find_map(|label| {
        let start = pages.get(..label.len())?;
        start.eq_ignore_ascii_case(label).then(|| pages[label.len()..].trim_start())
    })?;
    let is_number = rest.starts_with(|first: char| first.is_ascii_digit())
        && rest.chars().all(|character| character.is_ascii_digit() || " -–,".contains(character));
    is_number.then_some(rest)
}

/// The pages with a single hyphen instead of two or three.
fn with_single_dashes(pages: &str) -> Option<String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let ranges: Option<Vec<String>> = pages
        .split(',')
        .map(|range| match range.trim().split_once("--") {
            Some((first, last)) => {
                let (first, last) = (first.trim(), last.trim_start_matches('-').trim());
                (is_number(first) && is_number(last)).then(|| format!("{first}-{last}"))
            }
            None => is_number(range.trim()).then(|| range.trim().to_owned()),
        })
        .collect();
    ranges.filter(|_| pages.contains("--")).map(|ranges| ranges.join(", "))
}

/// Whether a range ends before it starts; "1003-9" omits digits.
fn is_backwards(range: &str) -> bool {
    let Some((first, last)) = range.split_once(['-', '–']) else { return false };
    let (first, last) = (first.trim(), last.trim());
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    match (number(first), number(last)) {
        (Some(from), Some(to)) if last.len() < first.len() => {
            let full = format!("{}{last}", &first[..first.len() - last.len()]);
            // A number that is shorter by one digit may just omit it: "123-45" means up to 145.
            to < from && number(&full).is_some_and(|full| full < from)
        }
        (Some(from), Some(to)) => to < from,
        _ => false,
    }
}

/// The two pages in a long number: "10011010".
fn glued(pages: &str) -> Option<(&str, &str)> {
    let is_number = pages.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || pages.len() < GLUED || pages.len() % 2 == 1 {
        return None;
    }
    let (first, last) = pages.split_at(pages.len() / 2);
    let (from, to): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
    (!first.starts_with('0') && from < to && to - from <= MOST).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::{fixed, messages};
    use crate::model::{NumberVariable, Record};

    fn record(pages: &str) -> Record {
        let mut record = Record::default();
        record.set_number(NumberVariable::Page, pages);
        record
    }

    #[test]
    fn what_is_no_range_is_found() {
        for (pages, start) in [
            ("345-123", "the last page"),
            ("1, 20-10", "the last page"),
            ("10011010", "two pages"),
            ("pp. 12-14", "the pages contain a label"),
            ("12--14", "the pages contain TeX dashes"),
            ("n/a", "this is not a page"),
            ("n/a-n/a", "this is not a page"),
            ("-", "this is not a page"),
            ("1-1", "“page” is a placeholder"),
        ] {
            let found = messages(&LINT, &record(pages));
            assert!(found.len() == 1 && found[0].starts_with(start), "{pages}: {found:?}");
        }
    }

    #[test]
    fn ranges_of_all_sorts_are_silent() {
        for pages in [
            "1003-1009",
            "1003-9",
            "xi-xv",
            "S12-S19",
            "e12516",
            "112118",
            "20190023",
            "12:1-12:9",
            "1-5, 8-9",
            "12",
            "1101–1104",
            "3-A-3-B",
            "12-1–12-20",
            "7-7",
            "pp",
        ] {
            assert_eq!(messages(&LINT, &record(pages)), [""; 0], "{pages}");
        }
    }

    #[test]
    fn labels_and_dashes_are_fixed() {
        for (pages, expected) in
            [("pp. 12--14", "12-14"), ("pp. 12-14", "12-14"), ("12---14, 17", "12-14, 17"), ("345-123", "345-123")]
        {
            assert_eq!(fixed(&LINT, &record(pages)).numbers[&NumberVariable::Page], expected, "{pages}");
        }
    }
}
