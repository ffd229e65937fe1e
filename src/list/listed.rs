//! The works as a list shows them: with what a record says elsewhere than in its type, and without what would be untrue.

use std::borrow::Cow;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{IdentifierVariable, Kind, Record, TextVariable, Variable};
use crate::text::normalise_doi;

/// Returns the records as they are listed. A preprint, a thesis and a talk are listed as such, whatever entry type its source
/// has for it. What is in the place of a DOI and is none ("in press") makes no link, and is reported.
pub(super) fn listed<'a>(records: &'a [Record], diag: &mut dyn Sink) -> Cow<'a, [Record]> {
    let mut listed = Cow::Borrowed(records);
    for (index, record) in records.iter().enumerate() {
        if let Some((kind, evidence)) = kind_by_evidence(record) {
            let record = &mut listed.to_mut()[index];
            record.kind = kind;
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

/// Words that name a thesis, in the languages of the headings: whole words, and parts of words. Among them are those of
/// biblatex's keys for theses, which a test compares.
const THESES: [&[&str]; 2] = [
    &["thesis", "tesis", "tesi", "tese", "thèse", "mémoire"],
    &[
        "dissertation",
        "diplomarbeit",
        "masterarbeit",
        "masterthesis",
        "bachelorarbeit",
        "bachelorthesis",
        "magisterarbeit",
        "qualifikationsschrift",
        "habilitation",
        "диссертация",
        "学位论文",
        "學位論文",
        "博士論文",
        "修士論文",
        "학위논문",
    ],
];

fn names_thesis(genre: &str) -> bool {
    let [whole, parts] = THESES;
    let lower = genre.to_lowercase();
    let mut words = lower.split(|character: char| !character.is_alphanumeric());
    words.any(|word| whole.contains(&word)) || parts.iter().any(|part| lower.contains(part))
}

/// Returns the type of a work whose source only has a type for works of no other, with the reason.
fn kind_by_evidence(record: &Record) -> Option<(Kind, String)> {
    if let Some(evidence) = record.preprint_evidence() {
        return Some((Kind::Article, evidence));
    }
    if !matches!(record.kind, Kind::Document | Kind::Manuscript) {
        return None;
    }
    if let Some(genre) = record.plain_text(TextVariable::Genre).filter(|genre| names_thesis(genre)) {
        return Some((Kind::Thesis, format!("its genre is “{genre}”")));
    }
    // What was not published, but presented (manual of biblatex, `@unpublished`: `eventtitle`, `venue`).
    let is_talk = record.kind == Kind::Manuscript && record.text(TextVariable::EventTitle).is_some();
    is_talk.then(|| (Kind::Speech, "it was presented at an event, and not published".to_owned()))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{listed, names_thesis};
    use crate::bib;
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
    fn theses_and_talks_without_an_entry_type_are_listed_as_such() {
        for (kind, genre, event, expected) in [
            (Kind::Document, "Bachelor Thesis", "", Kind::Thesis),
            (Kind::Document, "Diplomarbeit", "", Kind::Thesis),
            (Kind::Document, "A hypothesis", "", Kind::Document),
            (Kind::Document, "Poster", "Counting 2020", Kind::Document),
            (Kind::Manuscript, "Invited talk", "Counting 2020", Kind::Speech),
            (Kind::Manuscript, "Working paper", "", Kind::Manuscript),
            (Kind::Report, "thesis proposal", "", Kind::Report),
        ] {
            let mut record = Record::new(kind);
            record.set_text(TextVariable::Genre, genre);
            record.set_text(TextVariable::EventTitle, event);
            assert_eq!(listed(&[record], &mut ())[0].kind, expected, "{genre}");
        }
    }

    #[test]
    fn the_words_of_every_key_for_a_thesis_name_one() {
        for key in ["bathesis", "mathesis", "phdthesis", "candthesis"] {
            for language in ["en", "de", "fr", "es"] {
                let words = bib::genre_words(key, language).unwrap();
                assert!(names_thesis(words), "{key} in {language}: {words}");
            }
        }
        assert!(!names_thesis("technical report"));
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
