//! N0904: a paper without any identifier or address.

use super::wanting::{Want, Wanting, Words, is_excused};
use super::{Collection, Lint, LintOptions};
use crate::diag::Code;
use crate::model::{IdentifierVariable, Kind, Record};

/// The first year in which papers have DOIs, which were introduced in 2000.
const FIRST_YEAR: i32 = 2000;

/// Finds articles, papers and preprints without any identifier or address.
pub(super) static LINT: Lint = Lint::collection(Code::MissingIdentifier, "missing-identifier", start);

fn start(_: &LintOptions) -> Box<dyn Collection> {
    let words = Words {
        of_one: |kind| match kind {
            Kind::ArticleJournal => "the article has no DOI, no other identifier and no address",
            Kind::PaperConference => "the paper has no DOI, no other identifier and no address",
            _ => "the preprint has no number, no DOI and no address",
        },
        of_all: "a DOI, another identifier or an address",
        hint: "merge the file with one that has this data: `publist merge`",
    };
    Wanting::boxed(Code::MissingIdentifier, look, words)
}

fn look(record: &Record) -> Want {
    let is_paper = matches!(record.kind, Kind::ArticleJournal | Kind::PaperConference | Kind::Article);
    // The ISSN belongs to the journal.
    let has_identifier = record.identifiers.keys().any(|variable| *variable != IdentifierVariable::Issn);
    if has_identifier || record.arxiv().is_some() {
        return if is_paper { Want::Has } else { Want::Free };
    }
    let year = record.year();
    let is_recent = year.is_some_and(|year| year >= FIRST_YEAR);
    if is_paper && is_recent && !is_excused(record) { Want::Lacks } else { Want::Free }
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::reports;
    use crate::model::{Date, DateVariable, IdentifierVariable, Kind, Record, TextVariable};

    fn article(identifier: Option<IdentifierVariable>, year: &str) -> Record {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::ArticleJournal) };
        record.set_date(DateVariable::Issued, Date::parse(year));
        if let Some(variable) = identifier {
            record.set_identifier(variable, "x");
        }
        record
    }

    #[test]
    fn articles_without_any_are_found() {
        let records = [
            article(None, "2010"),
            article(None, "1990"),
            article(Some(IdentifierVariable::Issn), "2010"),
            article(Some(IdentifierVariable::Url), "2010"),
        ];
        let messages: Vec<String> = reports(&LINT, &records).into_iter().map(|report| report.message).collect();
        assert_eq!(messages, ["the article has no DOI, no other identifier and no address"; 2]);
    }

    #[test]
    fn a_journal_that_names_the_number_of_arxiv_is_an_identifier() {
        let mut record = article(None, "2017");
        record.set_text(TextVariable::ContainerTitle, "arXiv preprint arXiv:1706.03762");
        assert!(reports(&LINT, &[record]).is_empty());
    }

    #[test]
    fn when_none_has_any_that_is_said_once() {
        let found = reports(&LINT, &[article(None, "2010"), article(None, "2011"), article(None, "2012")]);
        let [report] = found.as_slice() else { panic!("one report") };
        assert_eq!(report.message, "none of the 3 papers has a DOI, another identifier or an address");
    }
}
