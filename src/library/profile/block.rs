//! The first line of a paper: subjects, date, and possibly badges and counts, often without spaces between them
//! (`CVMMNov 6, 2023Code12 citations`).

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::counts;
use super::subjects::Subject;
use crate::values::date_words::month;

/// The maximum length of such a line in bytes.
const LONGEST: usize = 120;

/// A date at the end of a text, in the forms that browsers and pages write.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let months = "January|February|March|April|May|June|July|August|September|October|November|December\
                  |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec";
    let forms = [
        format!(r"(?P<month>{months})\.? (?P<day>[0-9]{{1,2}}), ?(?P<year>[0-9]{{4}})"),
        format!(r"(?P<day2>[0-9]{{1,2}}) (?P<month2>{months})\.?,? (?P<year2>[0-9]{{4}})"),
        r"(?P<year3>[0-9]{4})[-/](?P<month3>[0-9]{2})[-/](?P<day3>[0-9]{2})".to_owned(),
        r"(?P<year4>[0-9]{4})年(?P<month4>[0-9]{1,2})月(?P<day4>[0-9]{1,2})日".to_owned(),
    ];
    Regex::new(&format!("(?:{})$", forms.join("|"))).expect("the expression is valid")
});

/// The parts of a paper's first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlockLine<'a> {
    /// The subjects as written, one or more: `SD`, `hep-th`, `cs.SD`, `CVMM`; may be empty.
    pub(super) subject: &'a str,
    /// The date as written.
    pub(super) date: &'a str,
    /// The place of the date in the line.
    pub(super) date_range: Range<usize>,
    /// The year.
    pub(super) year: i32,
    /// The month, 1 to 12, or a number that is none.
    pub(super) month: u8,
    /// The day as written; the month may not have this day.
    pub(super) day: u8,
    /// Whether the badge for published code is shown.
    pub(super) has_code: bool,
    /// How often the paper is cited.
    pub(super) citations: Option<u64>,
}

/// Reads a line from its end: the text before the date is the subject, so that `MAMar 3, 2021` and `NASep 1, 2020` are
/// split correctly. A space between them is only allowed if the subject is known: "On May 1, 2024" does not start a
/// paper. Returns `None` for other lines. Long lines are not examined.
pub(super) fn block_line(line: &str) -> Option<BlockLine<'_>> {
    if line.len() > LONGEST || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (mut rest, mut has_code, mut citations) = (line, false, None);
    loop {
        if let Some(before) = rest.strip_suffix("Code") {
            (rest, has_code) = (before.trim_end(), true);
        } else if let Some((before, count)) = counts::citations_at_end(rest) {
            (rest, citations) = (before, Some(count));
        } else {
            break;
        }
    }
    let found = DATE.captures(rest)?;
    let date = found.get(0)?;
    let subject = rest[..date.start()].trim_end();
    let is_glued = subject.len() == date.start();
    let is_subject = subject.is_empty() || Subject::all(subject).is_some() || is_glued && is_like_a_subject(subject);
    is_subject.then(|| BlockLine {
        subject,
        date: date.as_str(),
        date_range: date.range(),
        year: part(&found, "year").parse().unwrap_or_default(),
        month: month(part(&found, "month")).or_else(|| part(&found, "month").parse().ok()).unwrap_or(u8::MAX),
        day: part(&found, "day").parse().unwrap_or(u8::MAX),
        has_code,
        citations,
    })
}

/// Whether a line contains nothing but known subjects, as in a browser that shows the subjects in a line of their own.
pub(super) fn is_subject_line(line: &str) -> bool {
    line.len() <= LONGEST && Subject::all(line).is_some()
}

/// The part of a date, whatever its form.
fn part<'a>(found: &Captures<'a>, name: &str) -> &'a str {
    let group = |suffix: &str| found.name(&format!("{name}{suffix}"));
    ["", "2", "3", "4"].into_iter().find_map(group).map_or("", |group| group.as_str())
}

fn is_like_a_subject(text: &str) -> bool {
    text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::{BlockLine, block_line, is_subject_line};

    #[track_caller]
    fn read(line: &str) -> BlockLine<'_> {
        block_line(line).unwrap_or_else(|| panic!("{line} starts a paper"))
    }

    #[test]
    fn subject_and_date_are_parted() {
        for (line, subject, month) in [
            ("SDOct 22, 2022", "SD", 10),
            ("MAMar 3, 2021", "MA", 3),
            ("NASep 1, 2020", "NA", 9),
            ("CVMay 1, 2024", "CV", 5),
            ("hep-thJan 9, 1999", "hep-th", 1),
            ("mtrl-sciDec 31, 2010", "mtrl-sci", 12),
            ("cs.SDFebruary 17, 2023", "cs.SD", 2),
            ("cs.SD Feb 17, 2023", "cs.SD", 2),
            ("Feb 17, 2023", "", 2),
            ("SDSept 2, 2023", "SD", 9),
            ("SDSep. 2, 2023", "SD", 9),
            ("LG9 Oct 2023", "LG", 10),
            ("9 October 2023", "", 10),
            ("CV2023-10-09", "CV", 10),
            ("cs.CV 2023/10/09", "cs.CV", 10),
            ("CV2023年10月9日", "CV", 10),
            ("CVMMAug 13, 2020", "CVMM", 8),
            ("cs.CV, cs.MMAug 13, 2020", "cs.CV, cs.MM", 8),
        ] {
            let read = read(line);
            assert_eq!((read.subject, read.month), (subject, month), "{line}");
            assert_eq!(&line[read.date_range.clone()], read.date);
        }
        assert_eq!((read("SDOct 2, 2022").year, read("SDOct 2, 2022").day), (2022, 2));
    }

    #[test]
    fn the_badge_is_seen_with_and_without_a_space() {
        assert!(read("CVNov 6, 2023Code").has_code);
        assert!(read("ASJan 31, 2019 Code").has_code);
        assert!(!read("CVNov 6, 2023").has_code);
        assert_eq!(read("ASJan 31, 2019 Code").date, "Jan 31, 2019");
    }

    #[test]
    fn counts_follow_the_date_or_a_badge() {
        for (line, has_code, citations) in [
            ("LGAug 14, 2021Code12 citations", true, 12),
            ("LGAug 14, 2021 1,012 citations", false, 1012),
            ("LGAug 14, 2021 3 citations Code", true, 3),
        ] {
            let read = read(line);
            assert_eq!(
                (read.has_code, read.citations, read.date),
                (has_code, Some(citations), "Aug 14, 2021"),
                "{line}"
            );
        }
    }

    #[test]
    fn subjects_may_be_in_a_line_of_their_own() {
        for line in ["cs.SD", "CV", "cs.CV cs.MM", "CVMM"] {
            assert!(is_subject_line(line), "{line}");
        }
        for line in ["", "Computer Vision", "A Title", "CV is a field"] {
            assert!(!is_subject_line(line), "{line}");
        }
    }

    #[test]
    fn other_lines_start_no_paper() {
        for line in [
            "",
            "CV",
            "Code",
            "h-index33",
            "On May 1, 2024",
            "SDOct 22, 22",
            "SDOct 222, 2022",
            "SDOkt 22, 2022",
            "It began on May 1, 2024",
            "On 9 Oct 2023",
            "read on 2023-10-09",
            "It has 12 citations",
            "éJan 1, 2020",
            "XJan 1, 2020",
            ", 2020",
            "é, 2020",
        ] {
            assert_eq!(block_line(line), None, "{line}");
        }
        assert_eq!(block_line(&"SDOct 22, 2022".repeat(1000)), None);
    }
}
