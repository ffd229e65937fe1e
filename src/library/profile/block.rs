//! The first line of a paper: subject, date and possibly a badge, without spaces between them (`CVNov 6, 2023Code`).

use std::ops::Range;

use super::subjects::Subject;

/// The maximum length of such a line in bytes: the longest subject has eighteen letters, and so has the longest date.
const LONGEST: usize = 64;

/// The months in English. Pages show the first three letters; full names are understood as well.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The parts of a paper's first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlockLine<'a> {
    /// The subject as written: `SD`, `hep-th`, `cs.SD`; may be empty.
    pub(super) subject: &'a str,
    /// The date as written.
    pub(super) date: &'a str,
    /// The place of the date in the line.
    pub(super) date_range: Range<usize>,
    /// The year.
    pub(super) year: i32,
    /// The month, 1 to 12.
    pub(super) month: u8,
    /// The day as written; the month may not have this day.
    pub(super) day: u8,
    /// Whether the badge for published code is shown.
    pub(super) has_code: bool,
}

/// Reads a line from its end: the text before the name of the month is the subject, so that `MAMar 3, 2021` and
/// `NASep 1, 2020` are split correctly. A space between them is only allowed if the subject is known: "On May 1, 2024"
/// does not start a paper. Returns `None` for other lines. Long lines are not examined.
pub(super) fn block_line(line: &str) -> Option<BlockLine<'_>> {
    if line.len() > LONGEST {
        return None;
    }
    let (rest, has_code) = match line.strip_suffix("Code") {
        Some(rest) => (rest.trim_end(), true),
        None => (line, false),
    };
    let (before, year) = rest.rsplit_once(',')?;
    let year = number(year.trim_start(), 4..=4)?;
    let (before, day) = before.rsplit_once(' ')?;
    let day = number(day, 1..=2)?;
    let before = before.trim_end();
    let (month, name) = MONTHS.iter().zip(1..).find_map(|(name, month)| {
        let short = &name[..3];
        [*name, short].into_iter().find(|name| before.ends_with(name)).map(|name| (month, name))
    })?;
    let subject_end = before.len() - name.len();
    let subject = line[..subject_end].trim_end();
    let is_glued = subject.len() == subject_end;
    let is_subject = subject.is_empty()
        || subject.len() >= 2
            && subject.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'-'))
            && (is_glued || Subject::of(subject) != Subject::Unknown);
    is_subject.then(|| BlockLine {
        subject,
        date: &rest[subject_end..],
        date_range: subject_end..rest.len(),
        year: i32::from(year),
        month,
        // A number with two digits.
        day: u8::try_from(day).unwrap_or(u8::MAX),
        has_code,
    })
}

fn number(digits: &str, length: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let is_number = length.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{BlockLine, block_line};

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
