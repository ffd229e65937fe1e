//! Preprints that their entries do not call so.

use crate::model::{Kind, Record, TextVariable};

/// Returns the type of work that a record with the fields of an entry has, if the entry type gives this one.
pub(super) fn with_evidence(kind: Kind, record: &Record) -> Kind {
    let is_preprint = match kind {
        Kind::ArticleJournal => is_in_server(record),
        Kind::Document | Kind::Manuscript | Kind::Webpage => record.preprint_evidence_as(kind).is_some(),
        _ => false,
    };
    if is_preprint { Kind::Article } else { kind }
}

/// Whether the journal of a work is a preprint server.
pub(super) fn is_in_server(record: &Record) -> bool {
    record.server_in(TextVariable::ContainerTitle).is_some()
}

#[cfg(test)]
mod tests {
    use crate::formats::BIBTEX;
    use crate::model::Kind;
    use crate::seam::testing;

    #[track_caller]
    fn is_read_and_written_as(entry: &str, kind: Kind) {
        let record = testing::read(&BIBTEX, entry).0.remove(0);
        assert_eq!(record.kind, kind, "{entry}");
        let written = testing::write(&BIBTEX, &[record]);
        assert_eq!(written, entry);
    }

    #[test]
    fn the_journal_of_an_article_may_be_a_preprint_server() {
        for journal in ["arXiv preprint arXiv:2203.04417", "CoRR", "bioRxiv"] {
            let entry = format!("@article{{a,\n  title = {{T}},\n  journal = {{{journal}}},\n  number = {{7}},\n}}\n");
            is_read_and_written_as(&entry, Kind::Article);
        }
        let entry = "@article{a,\n  title = {T},\n  journal = {Annals of Counting},\n  eprint = {1801.01234},\n  archivePrefix = {arXiv},\n}\n";
        is_read_and_written_as(entry, Kind::ArticleJournal);
    }

    #[test]
    fn an_article_of_another_journal_is_one_by_its_statement_alone() {
        let entry = "@article{a,\n  entrysubtype = {article},\n  title = {T},\n  journal = {Drafts},\n}\n";
        let record = testing::read(&BIBTEX, entry).0.remove(0);
        assert_eq!((record.kind, record.extra.len()), (Kind::Article, 0));
    }

    #[test]
    fn what_the_entry_states_counts() {
        let entry = "@article{a,\n  entrysubtype = {article-journal},\n  title = {T},\n  journal = {bioRxiv},\n}\n";
        is_read_and_written_as(entry, Kind::ArticleJournal);
    }

    #[test]
    fn entries_of_no_type_may_be_preprints() {
        for fields in [
            "howpublished = {arXiv preprint arXiv:2203.04417}",
            "publisher = {arXiv}",
            "doi = {10.48550/arXiv.2203.04417}",
            "note = {arXiv:2203.04417}",
        ] {
            is_read_and_written_as(&format!("@misc{{a,\n  title = {{T}},\n  {fields},\n}}\n"), Kind::Article);
        }
    }
}
