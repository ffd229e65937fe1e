//! Which lints run.

use std::time::{SystemTime, UNIX_EPOCH};

use super::LINTS;
use crate::diag::Code;
use crate::error::{Error, Result};
use crate::model::Point;
use crate::text::similar::nearest;

/// Which lints run, and their parameters.
///
/// ```
/// use publist::Code;
/// use publist::lint::LintOptions;
///
/// let options = LintOptions::default().with_ignored(vec![Code::GluedWords]);
/// assert!(!options.reports(Code::GluedWords) && options.reports(Code::DuplicateWork));
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LintOptions {
    /// The codes that are reported; empty for all.
    pub only: Vec<Code>,
    /// The codes that are not reported.
    pub ignored: Vec<Code>,
    /// The day that counts as today.
    pub today: Point,
}

impl Default for LintOptions {
    fn default() -> Self {
        Self { only: Vec::new(), ignored: Vec::new(), today: today() }
    }
}

impl LintOptions {
    /// Sets the codes that are reported; empty for all.
    #[must_use]
    pub fn with_only(self, only: Vec<Code>) -> Self {
        Self { only, ..self }
    }

    /// Sets the codes that are not reported.
    #[must_use]
    pub fn with_ignored(self, ignored: Vec<Code>) -> Self {
        Self { ignored, ..self }
    }

    /// Sets the day that counts as today.
    #[must_use]
    pub fn with_today(self, today: Point) -> Self {
        Self { today, ..self }
    }

    /// Returns whether a code is reported.
    pub fn reports(&self, code: Code) -> bool {
        (self.only.is_empty() || self.only.contains(&code)) && !self.ignored.contains(&code)
    }
}

/// Returns the code with that text (`W0901`) or of the lint with that name (`glued-words`).
///
/// # Errors
/// Returns an error if there is none; it names a similar one.
pub fn code_named(text: &str) -> Result<Code> {
    let named = LINTS.iter().find(|lint| lint.name.eq_ignore_ascii_case(text)).map(|lint| lint.code);
    if let Some(code) = named.or_else(|| Code::from_text(text)) {
        return Ok(code);
    }
    let digits = text.trim_start_matches(|character: char| !character.is_ascii_digit());
    let other_letter = Code::ALL.iter().find(|code| &code.text()[1..] == digits).map(|code| code.text());
    let similar = || nearest(&text.to_lowercase(), LINTS.iter().map(|lint| lint.name));
    Err(Error::usage(match other_letter.or_else(similar) {
        Some(similar) => format!("there is no lint “{text}”; did you mean “{similar}”?"),
        None => format!("there is no lint “{text}”; `publist lint --list` lists all lints"),
    }))
}

/// The current day of the clock, in UTC.
fn today() -> Point {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    civil_day(seconds / 86_400)
}

/// The day of the Gregorian calendar this number of days after 1 January 1970.
fn civil_day(mut days: u64) -> Point {
    let is_leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut year = 1970;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let mut month = 1;
    for length in [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let day = u8::try_from(days + 1).unwrap_or(1);
    Point::day(year, month, day).unwrap_or(Point::year(year))
}

#[cfg(test)]
mod tests {
    use super::{LintOptions, civil_day, code_named};
    use crate::diag::Code;
    use crate::model::Point;

    #[test]
    fn days_are_counted_by_the_calendar() {
        for (days, date) in [(0, "1970-01-01"), (59, "1970-03-01"), (19_782, "2024-02-29"), (20_780, "2026-11-23")] {
            assert_eq!(Some(civil_day(days)), Point::from_edtf(date), "{date}");
        }
    }

    #[test]
    fn lints_go_by_code_and_by_name() {
        assert_eq!(code_named("w0901").unwrap(), Code::GluedWords);
        assert_eq!(code_named("glued-words").unwrap(), Code::GluedWords);
        assert_eq!(code_named("W0601").unwrap(), Code::MissingTitle);
        assert_eq!(
            code_named("glued-word").unwrap_err().to_string(),
            "there is no lint “glued-word”; did you mean “glued-words”?"
        );
        assert_eq!(code_named("N0901").unwrap_err().to_string(), "there is no lint “N0901”; did you mean “W0901”?");
        assert_eq!(
            code_named("x").unwrap_err().to_string(),
            "there is no lint “x”; `publist lint --list` lists all lints"
        );
    }

    #[test]
    fn what_is_named_twice_is_not_reported() {
        let options =
            LintOptions { only: vec![Code::GluedWords], ignored: vec![Code::GluedWords], ..LintOptions::default() };
        assert!(!options.reports(Code::GluedWords) && !options.reports(Code::MissingVenue));
    }
}
