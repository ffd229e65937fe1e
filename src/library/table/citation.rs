//! The citations in PubMed's tables: “J Tides. 2023 Apr 18;14(2):113-126. doi: 10.5555/x. Epub 2023 Mar 1.”

/// The place of an article in its journal.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Citation<'c> {
    pub(super) date: Option<&'c str>,
    pub(super) volume: Option<&'c str>,
    pub(super) issue: Option<&'c str>,
    pub(super) pages: Option<&'c str>,
}

/// Reads a citation; parts that are not in its form are absent.
pub(super) fn citation(text: &str) -> Citation<'_> {
    let mut found = Citation::default();
    let before_doi = text.find(" doi:").map_or(text, |end| &text[..end]);
    let Some((journal_and_date, place)) = before_doi.split_once(';') else {
        found.date = date(before_doi);
        return found;
    };
    found.date = date(journal_and_date);
    let place = place.split(". ").next().unwrap_or_default().trim_end_matches('.');
    let (numbers, pages) = place.split_once(':').map_or((place, None), |(numbers, pages)| (numbers, Some(pages)));
    let (volume, issue) = match numbers.strip_suffix(')').and_then(|numbers| numbers.split_once('(')) {
        Some((volume, issue)) => (volume, Some(issue)),
        None => (numbers, None),
    };
    let filled = |part: &&str| !part.trim().is_empty();
    found.volume = Some(volume.trim()).filter(filled);
    found.issue = issue.map(str::trim).filter(filled);
    found.pages = pages.map(str::trim).filter(filled);
    found
}

/// Returns the date after the name of the journal.
fn date(text: &str) -> Option<&str> {
    let date = text.trim_end_matches('.').rsplit(". ").next()?.trim();
    let starts_with_year = date.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    starts_with_year.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::{Citation, citation};

    #[test]
    fn the_place_in_the_journal_is_between_date_and_doi() {
        let whole = citation("J Inv Tides. 2023 Apr 18;14(2):113-126. doi: 10.5555/x. Epub 2023 Mar 1.");
        let expected =
            Citation { date: Some("2023 Apr 18"), volume: Some("14"), issue: Some("2"), pages: Some("113-126") };
        assert_eq!(whole, expected);
        let short = citation("Tides. 2020;7:e12. doi: 10.5555/y.");
        assert_eq!((short.volume, short.issue, short.pages), (Some("7"), None, Some("e12")));
        assert_eq!(citation("J Tides. 2024 Jan 5. doi: 10.5555/z. Online ahead of print.").date, Some("2024 Jan 5"));
        assert_eq!(citation(""), Citation::default());
    }
}
