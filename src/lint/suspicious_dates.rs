//! W0910: dates that are probably wrong.

use super::{Collection, Finding, Findings, Lint, LintOptions, Site};
use crate::diag::Code;
use crate::model::{Date, DateVariable, Kind, Point, Record, TextVariable, Variable};

/// The maximum number of years by which works are dated ahead of their publication.
const AHEAD: i32 = 1;

/// The number of years after which a forthcoming work has appeared.
const LONG: i32 = 5;

/// The first year in which works of a type existed; older ones are unlikely.
const FIRST_YEARS: &[(Kind, i32)] = &[
    (Kind::ArticleJournal, 1660),
    (Kind::ArticleMagazine, 1650),
    (Kind::ArticleNewspaper, 1600),
    (Kind::PaperConference, 1780),
    (Kind::Software, 1940),
    (Kind::Webpage, 1990),
    (Kind::Post, 1980),
    (Kind::PostWeblog, 1990),
    (Kind::Thesis, 1500),
    (Kind::Report, 1500),
];

/// Words for works that have not appeared.
const TO_APPEAR: &[&str] =
    &["forthcoming", "in press", "inpress", "to appear", "accepted", "submitted", "under review", "in preparation"];

/// Finds dates in the future or before printing, and those that contradict the record.
pub(super) static LINT: Lint = Lint::collection(Code::SuspiciousDate, "suspicious-dates", start);

fn start(options: &LintOptions) -> Box<dyn Collection> {
    Box::new(Dates { today: options.today })
}

struct Dates {
    today: Point,
}

impl Collection for Dates {
    fn record(&mut self, record: &Record, _: &Site, findings: &mut Findings<'_>) {
        let mut add = |variable: DateVariable, date: &Date, message: String| {
            let words = date.first_point().map_or_else(|| date.to_string(), |point| point.year.to_string());
            findings.add(Finding::new(LINT.code, Variable::Date(variable), message).shown_at(words));
        };
        for (&variable, date) in &record.dates {
            if let Some(message) = self.by_itself(variable, date, record) {
                add(variable, date, message);
            }
        }
        let Some(issued) = record.issued() else { return };
        if let Some(message) = contradiction_to_arxiv(record, issued) {
            add(DateVariable::Issued, issued, message);
        }
        if let Some(message) = self.never_appeared(record, issued) {
            add(DateVariable::Issued, issued, message);
        }
        let accessed = record.date(DateVariable::Accessed);
        if let (Some(accessed), Some(first)) = (accessed, issued.first_point())
            && accessed.first_point().is_some_and(|point| point.year + 1 < first.year)
        {
            add(
                DateVariable::Accessed,
                accessed,
                format!("it was accessed in {accessed}, before it was published in {issued}"),
            );
        }
    }
}

impl Dates {
    /// Returns what is wrong with a date, regardless of the other values of the record.
    fn by_itself(&self, variable: DateVariable, date: &Date, record: &Record) -> Option<String> {
        if let Date::Range(Some(start), Some(end)) = date
            && end.year < start.year
        {
            return Some(format!("“{variable}” ends before it starts: {date}"));
        }
        let point = date.first_point()?;
        match variable {
            DateVariable::Accessed if is_after(point, self.today) => {
                Some(format!("“{variable}” lies in the future: {date}"))
            }
            DateVariable::Issued if point.year > self.today.year + AHEAD => {
                Some(format!("“{variable}” lies in the future: {date}"))
            }
            DateVariable::Issued => {
                let first = FIRST_YEARS.iter().find(|(kind, _)| *kind == record.kind).map(|(_, year)| *year);
                // For books and all other types: a year of three digits probably lost a digit.
                let is_short = record.kind == Kind::Book && (100..1000).contains(&point.year);
                let is_early = first.is_some_and(|first| point.year < first);
                (is_early || is_short).then(|| format!("“{variable}” is too early for a work of this type: {date}"))
            }
            _ => None,
        }
    }

    /// A forthcoming work that was forthcoming years ago.
    fn never_appeared(&self, record: &Record, issued: &Date) -> Option<String> {
        let is_to_appear = |text: &str| TO_APPEAR.contains(&text.trim().to_lowercase().as_str());
        let status = record.plain_text(TextVariable::Status).filter(|text| is_to_appear(text));
        let (words, year) = match (issued, status) {
            (Date::Literal(words), _) if is_to_appear(words) => (words.clone(), year_of_arxiv(record)?),
            (date, Some(status)) => (status, date.first_point()?.year),
            _ => return None,
        };
        let has_appeared = record.doi().is_some();
        let is_long_ago = year + LONG <= self.today.year;
        (is_long_ago && !has_appeared)
            .then(|| format!("it was “{words}” in {year}, and has probably been published since then"))
    }
}

/// Whether a point is later than a day; unknown parts count as earlier.
fn is_after(point: Point, day: Point) -> bool {
    let known = |point: Point| (point.year, point.month_number(), point.day_number());
    let ((year, month, date), (year_now, month_now, date_now)) = (known(point), known(day));
    let later = |one: Option<u8>, other: Option<u8>| matches!((one, other), (Some(one), Some(other)) if one > other);
    year > year_now
        || year == year_now
            // In other time zones, it may already be tomorrow.
            && (later(month, month_now) || month == month_now && later(date, date_now.map(|date| date + 1)))
}

/// A preprint that is dated before the month in its arXiv number.
fn contradiction_to_arxiv(record: &Record, issued: &Date) -> Option<String> {
    if record.kind != Kind::Article {
        return None; // Papers are put there years after they appeared.
    }
    let number = record.arxiv()?.number;
    let (year, month) = month_of(&number)?;
    let point = issued.first_point()?;
    let is_before =
        point.year < year || point.year == year && point.month_number().is_some_and(|before| before + 1 < month);
    is_before.then(|| format!("the preprint is from {issued}, but its number {number} is from {year}-{month:02}"))
}

fn year_of_arxiv(record: &Record) -> Option<i32> {
    Some(month_of(&record.arxiv()?.number)?.0)
}

/// The year and month in an arXiv number of either form.
fn month_of(number: &str) -> Option<(i32, u8)> {
    let digits = number.rsplit('/').next()?;
    let year: i32 = digits.get(..2)?.parse().ok()?;
    let month = digits.get(2..4)?.parse().ok()?;
    Some((if year >= 91 { 1900 + year } else { 2000 + year }, month))
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::reports;
    use crate::model::{Date, DateVariable, IdentifierVariable, Kind, Record, TextVariable};

    fn found(kind: Kind, dates: &[(DateVariable, &str)], change: impl Fn(&mut Record)) -> Vec<String> {
        let mut record = Record::new(kind);
        dates.iter().for_each(|(variable, date)| record.set_date(*variable, Date::parse(date)));
        change(&mut record);
        reports(&LINT, &[record]).into_iter().map(|report| report.message).collect()
    }

    fn issued(kind: Kind, date: &str) -> Vec<String> {
        found(kind, &[(DateVariable::Issued, date)], |_| {})
    }

    #[test]
    fn dates_that_cannot_be() {
        assert_eq!(issued(Kind::ArticleJournal, "2028"), ["“issued” lies in the future: 2028"]);
        assert_eq!(issued(Kind::ArticleJournal, "0202"), ["“issued” is too early for a work of this type: 0202"]);
        assert_eq!(issued(Kind::Book, "2010/2009"), ["“issued” ends before it starts: 2010/2009"]);
        let accessed = [(DateVariable::Accessed, "2027-01-01")];
        assert_eq!(found(Kind::Webpage, &accessed, |_| {}), ["“accessed” lies in the future: 2027-01-01"]);
        let both = [(DateVariable::Accessed, "2010"), (DateVariable::Issued, "2015")];
        assert_eq!(found(Kind::Webpage, &both, |_| {}), ["it was accessed in 2010, before it was published in 2015"]);
    }

    #[test]
    fn dates_that_can() {
        for (kind, date) in [
            (Kind::ArticleJournal, "2027"),
            (Kind::ArticleJournal, "1665"),
            (Kind::Book, "1455"),
            (Kind::Book, "-0043"),
            (Kind::Classic, "0350"),
            (Kind::ArticleJournal, "2010/2012"),
            (Kind::ArticleJournal, "forthcoming"),
        ] {
            assert_eq!(issued(kind, date), [""; 0], "{date}");
        }
    }

    #[test]
    fn the_number_of_a_preprint_tells_its_month() {
        let preprint = |kind, date| {
            found(kind, &[(DateVariable::Issued, date)], |record| {
                record.set_identifier(IdentifierVariable::Eprint, "2210.12430");
                record.set_text(TextVariable::EprintType, "arXiv");
            })
        };
        assert_eq!(
            preprint(Kind::Article, "2021"),
            ["the preprint is from 2021, but its number 2210.12430 is from 2022-10"]
        );
        assert_eq!(preprint(Kind::Article, "2022-09-30"), [""; 0]);
        assert_eq!(preprint(Kind::Article, "2023"), [""; 0]);
        assert_eq!(preprint(Kind::ArticleJournal, "2021"), [""; 0]);
    }

    #[test]
    fn nothing_is_in_press_for_years() {
        let in_press = |date| {
            let dates = [(DateVariable::Issued, date)];
            found(Kind::ArticleJournal, &dates, |record| record.set_text(TextVariable::Status, "In press"))
        };
        assert_eq!(in_press("2015"), ["it was “In press” in 2015, and has probably been published since then"]);
        assert_eq!(in_press("2025"), [""; 0]);
    }
}
