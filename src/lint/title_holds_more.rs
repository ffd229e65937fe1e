//! W0923: a title that contains the venue, the year or an identifier.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Kind, Record, TextVariable, Variable};

/// The minimum length of the name of a venue that is not at the end of a title by chance.
const LEAST: usize = 12;

/// Finds "A Study of Speech. In Proceedings of X (2019)" as a title.
pub(super) static LINT: Lint = Lint::record(Code::TitleHoldsMore, "title-holds-more", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let is_paper = matches!(record.kind, Kind::ArticleJournal | Kind::PaperConference | Kind::Article | Kind::Chapter);
    let title = record.plain_title();
    let Some((what, words)) = more(record, &title).filter(|_| is_paper) else { return };
    let message = format!("the title contains {what}: {words}");
    findings.add(Finding::new(LINT.code, Variable::Text(TextVariable::Title), message).shown_at(words));
}

/// The part of the text that is not the title.
fn more(record: &Record, title: &str) -> Option<(&'static str, String)> {
    let lower = title.to_lowercase();
    if let Some(start) = ["doi.org/10.", "doi:10.", "doi: 10.", "arxiv:"].iter().find_map(|sign| lower.find(sign)) {
        let words = title.get(start..)?;
        let has_number = words.bytes().any(|byte| byte.is_ascii_digit());
        return has_number.then(|| ("an identifier", words.to_owned()));
    }
    let venue = record.plain_text(TextVariable::ContainerTitle).unwrap_or_default();
    let venue = venue.trim();
    if venue.chars().count() >= LEAST
        && venue.contains(' ')
        && let Some(before) = lower.trim_end_matches(['.', ' ']).strip_suffix(&venue.to_lowercase())
        && before.trim_end().ends_with(['.', ',', ';', '|'])
    {
        return Some(("the venue", venue.to_owned()));
    }
    // "Guidelines (2019)" are called that; a separate year after the title is part of a reference.
    let year = record.year()?;
    let words = format!("({year})");
    let before = title.trim_end_matches('.').strip_suffix(&words)?.trim_end();
    before.ends_with(['.', ',', ';']).then_some(("the year", words))
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{Date, DateVariable, Kind, Record, TextVariable};

    fn check(title: &str) -> Vec<String> {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, title);
        record.set_text(TextVariable::ContainerTitle, "Journal of Examples");
        record.set_date(DateVariable::Issued, Date::parse("2019-05"));
        messages(&LINT, &record)
    }

    #[test]
    fn pasted_references_are_found() {
        assert_eq!(
            check("A study of speech. Journal of Examples."),
            ["the title contains the venue: Journal of Examples"]
        );
        assert_eq!(check("A study of speech. (2019)."), ["the title contains the year: (2019)"]);
        assert_eq!(check("A study. doi:10.1000/a"), ["the title contains an identifier: doi:10.1000/a"]);
        assert_eq!(
            check("[2210.12430] A study arXiv:2210.12430"),
            ["the title contains an identifier: arXiv:2210.12430"]
        );
    }

    #[test]
    fn titles_are_silent() {
        for title in [
            "A study of speech",
            "The election of 2019",
            "Ten years of the Journal of Examples",
            "Events (2019)",
            "arXiv: a history",
        ] {
            assert_eq!(check(title), [""; 0], "{title}");
        }
    }
}
