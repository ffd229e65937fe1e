//! The works as a list shows them: with what a record says elsewhere than in its type, and without what would be untrue.

use std::borrow::Cow;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{IdentifierVariable, Kind, Record, Variable};
use crate::text::normalise_doi;

/// Returns the records as they are listed. A preprint is listed as one, whatever its source calls it. What is in the place of
/// a DOI and is none ("in press") makes no link, and is reported.
pub(super) fn listed<'a>(records: &'a [Record], diag: &mut dyn Sink) -> Cow<'a, [Record]> {
    let mut listed = Cow::Borrowed(records);
    for (index, record) in records.iter().enumerate() {
        if let Some(evidence) = record.preprint_evidence() {
            let record = &mut listed.to_mut()[index];
            record.kind = Kind::Article;
            record.mark_inferred(Variable::Kind, evidence);
        }
        if let Some(doi) = record.doi().filter(|doi| normalise_doi(doi).is_none()) {
            let report = Diagnostic::new(Code::InvalidIdentifier, format!("“{doi}” is not a DOI, so it is not linked"));
            diag.report(report.about(record.id.as_str()));
            listed.to_mut()[index].identifiers.remove(&IdentifierVariable::Doi);
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::listed;
    use crate::diag::{Code, Diagnostic};
    use crate::model::{IdentifierVariable, Kind, Record, TextVariable};

    #[test]
    fn preprints_of_any_source_are_listed_as_such() {
        let mut preprint = Record::new(Kind::ArticleJournal);
        preprint.set_text(TextVariable::ContainerTitle, "SSRN Electronic Journal");
        let mut article = Record::new(Kind::ArticleJournal);
        article.set_text(TextVariable::ContainerTitle, "Annals of Counting");
        article.set_identifier(IdentifierVariable::Eprint, "2203.04417");
        let kinds: Vec<Kind> = listed(&[preprint, article.clone()], &mut ()).iter().map(|record| record.kind).collect();
        assert_eq!(kinds, [Kind::Article, Kind::ArticleJournal]);
        assert!(matches!(listed(&[article], &mut ()), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_no_doi_is_not_linked() {
        let mut reports: Vec<Diagnostic> = Vec::new();
        for (doi, shown) in [("in press", None), ("92--101", None), ("10.5555/x", Some("10.5555/x"))] {
            let mut record = Record::new(Kind::ArticleJournal);
            record.set_identifier(IdentifierVariable::Doi, doi);
            assert_eq!(listed(&[record], &mut reports)[0].doi(), shown);
        }
        assert!(reports.len() == 2 && reports.iter().all(|report| report.code == Code::InvalidIdentifier));
    }
}
