//! W0905: an article without a journal, a paper without proceedings.

use super::wanting::{Want, Wanting, Words, is_excused};
use super::{Collection, Lint, LintOptions};
use crate::diag::Code;
use crate::model::{Kind, Record, TextVariable};

/// Finds articles, papers and chapters that do not say where they appeared.
pub(super) static LINT: Lint = Lint::collection(Code::MissingVenue, "missing-venue", start);

fn start(_: &LintOptions) -> Box<dyn Collection> {
    let words = Words {
        of_one: |kind| match kind {
            Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper => "the article has no journal",
            Kind::PaperConference => "the paper has no proceedings and no conference",
            _ => "the chapter has no book",
        },
        of_all: "a venue",
        hint: "merge the file with one that has this data: `publist merge`",
    };
    Wanting::boxed(Code::MissingVenue, look, words)
}

fn look(record: &Record) -> Want {
    use TextVariable::{CollectionTitle, ContainerTitle, ContainerTitleShort, EventTitle};
    let venues: &[TextVariable] = match record.kind {
        Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper => &[ContainerTitle, ContainerTitleShort],
        Kind::PaperConference => &[ContainerTitle, ContainerTitleShort, EventTitle, CollectionTitle],
        Kind::Chapter => &[ContainerTitle, ContainerTitleShort, CollectionTitle],
        _ => return Want::Free,
    };
    // The venue may be in another entry, which the reader did not find and reported.
    let is_child = record.related.iter().any(|link| link.relation == "IsPartOf");
    match () {
        () if venues.iter().any(|variable| record.texts.contains_key(variable)) => Want::Has,
        () if is_child || is_excused(record) || record.texts.is_empty() => Want::Free,
        () => Want::Lacks,
    }
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::reports;
    use crate::model::{Kind, Record, TextVariable};

    fn work(kind: Kind, variable: Option<TextVariable>) -> Record {
        let mut record = Record { id: "a".into(), ..Record::new(kind) };
        record.set_text(TextVariable::Title, "T");
        if let Some(variable) = variable {
            record.set_text(variable, "X");
        }
        record
    }

    #[test]
    fn each_type_has_its_venue() {
        let records = [
            work(Kind::ArticleJournal, Some(TextVariable::EventTitle)),
            work(Kind::PaperConference, None),
            work(Kind::Chapter, Some(TextVariable::ContainerTitle)),
            work(Kind::Book, None),
            work(Kind::Article, None),
        ];
        let messages: Vec<String> = reports(&LINT, &records).into_iter().map(|report| report.message).collect();
        assert_eq!(messages, ["the article has no journal", "the paper has no proceedings and no conference"]);
    }

    #[test]
    fn what_is_to_appear_may_lack_it() {
        assert!(reports(&LINT, &[work(Kind::ArticleJournal, Some(TextVariable::Status))]).is_empty());
    }

    #[test]
    fn when_no_paper_has_one_that_is_said_once() {
        let records = vec![work(Kind::PaperConference, None); 20];
        let messages: Vec<String> = reports(&LINT, &records).into_iter().map(|report| report.message).collect();
        assert_eq!(messages, ["none of the 20 papers has a venue"]);
    }
}
