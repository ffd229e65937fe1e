//! The types of works as a list shows them: what the records say elsewhere than in their type counts, too.

use std::borrow::Cow;

use crate::model::{Kind, Record, Variable};

/// Returns the records with the types that they have in a list: a preprint is listed as one, whatever its source calls it.
pub(super) fn listed(records: &[Record]) -> Cow<'_, [Record]> {
    let mut listed = Cow::Borrowed(records);
    for (index, record) in records.iter().enumerate() {
        if let Some(evidence) = record.preprint_evidence() {
            let record = &mut listed.to_mut()[index];
            record.kind = Kind::Article;
            record.mark_inferred(Variable::Kind, evidence);
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::listed;
    use crate::model::{IdentifierVariable, Kind, Record, TextVariable};

    #[test]
    fn preprints_of_any_source_are_listed_as_such() {
        let mut preprint = Record::new(Kind::ArticleJournal);
        preprint.set_text(TextVariable::ContainerTitle, "SSRN Electronic Journal");
        let mut article = Record::new(Kind::ArticleJournal);
        article.set_text(TextVariable::ContainerTitle, "Annals of Counting");
        article.set_identifier(IdentifierVariable::Eprint, "2203.04417");
        let kinds: Vec<Kind> = listed(&[preprint, article.clone()]).iter().map(|record| record.kind).collect();
        assert_eq!(kinds, [Kind::Article, Kind::ArticleJournal]);
        assert!(matches!(listed(&[article]), Cow::Borrowed(_)));
    }
}
