//! Whether a work is on arXiv, and to which archive an eprint belongs. All code uses these functions, so that no two
//! outputs disagree.

use std::borrow::Cow;

use super::{IdentifierVariable, NumberVariable, Record, TextVariable};
use crate::text::{ArxivId, normalise_doi};

/// The name of arXiv, as in `eprint-type`.
pub(crate) const ARXIV: &str = "arXiv";

impl Record {
    /// Returns the identifier of the work on arXiv, wherever the record has it.
    ///
    /// An `eprint` belongs to arXiv if its archive is arXiv (`eprint-type`, in .bib files `eprinttype` or
    /// `archivePrefix`), and also if no archive is given and it has the form of an arXiv number, `YYMM.NNNNN` or
    /// `archive/YYMMNNN`. biblatex's manual (section 3.14.7) allows an eprint without an archive and gives it no
    /// address; but arXiv's advice on BibTeX (<https://info.arxiv.org/help/hypertex/bibstyles>) writes the old numbers
    /// without an archive, older databases always do, and no other archive has numbers of these forms.
    ///
    /// Otherwise, other places are used: arXiv's own DOI, an address at arxiv.org, the journal ("arXiv preprint
    /// arXiv:1409.1556"), the way of publication, DBLP's volume ("abs/1409.3215"), or a note that contains nothing else.
    ///
    /// ```
    /// use publist::model::{IdentifierVariable, Record, TextVariable};
    ///
    /// let mut record = Record::default();
    /// record.set_identifier(IdentifierVariable::Eprint, "2210.12430v2");
    /// assert_eq!(record.arxiv().map(|id| id.number).as_deref(), Some("2210.12430"));
    /// record.set_text(TextVariable::EprintType, "HAL");
    /// assert_eq!(record.arxiv(), None);
    /// ```
    pub fn arxiv(&self) -> Option<ArxivId> {
        self.identifier(IdentifierVariable::Eprint)
            .filter(|_| self.states_arxiv().unwrap_or(true))
            .and_then(ArxivId::parse)
            .or_else(|| ArxivId::parse(&normalise_doi(self.doi()?)?))
            .or_else(|| self.url().filter(|url| url.contains("arxiv")).and_then(ArxivId::parse))
            .or_else(|| labelled(&self.plain_text(TextVariable::ContainerTitle)?))
            .or_else(|| ArxivId::parse(self.number(NumberVariable::Volume)?.strip_prefix("abs/")?))
            .or_else(|| labelled(self.number(NumberVariable::Number)?))
            .or_else(|| labelled(&self.plain_text(TextVariable::Medium)?))
            .or_else(|| only_labelled(&self.plain_text(TextVariable::Note)?))
    }

    /// Returns the archive or server of the eprint: the one that is given, or arXiv if none is given and
    /// [`arxiv`](Self::arxiv) finds an identifier.
    pub fn eprint_server(&self) -> Option<Cow<'_, str>> {
        match self.text(TextVariable::EprintType) {
            Some(stated) => Some(stated.plain_text()),
            None => self.arxiv().map(|_| ARXIV.into()),
        }
    }

    /// Returns the PubMed number: `PMID`, or an eprint whose archive is PubMed, as biblatex's manual has it (section
    /// 3.14.7).
    pub fn pmid(&self) -> Option<&str> {
        let archive = self.text(TextVariable::EprintType).map(|archive| archive.to_plain().trim().to_lowercase());
        let eprint = || self.identifier(IdentifierVariable::Eprint).filter(|_| archive.as_deref() == Some("pubmed"));
        self.identifier(IdentifierVariable::Pmid).or_else(eprint)
    }

    /// Returns whether `eprint` is an identifier of arXiv, well-formed or not.
    pub(crate) fn has_arxiv_eprint(&self) -> bool {
        let eprint = self.identifier(IdentifierVariable::Eprint);
        eprint.is_some_and(|eprint| self.states_arxiv().unwrap_or_else(|| ArxivId::parse(eprint).is_some()))
    }

    /// Whether the given archive is arXiv; `None` if none is given.
    fn states_arxiv(&self) -> Option<bool> {
        self.text(TextVariable::EprintType).map(|archive| archive.to_plain().trim().eq_ignore_ascii_case(ARXIV))
    }
}

/// The identifier in a text that is nothing else: `arXiv:2101.00001 [cs.LG]`, as arXiv itself cites a work.
fn only_labelled(text: &str) -> Option<ArxivId> {
    let text = text.trim();
    text.to_ascii_lowercase().starts_with("arxiv:").then(|| ArxivId::parse(text)).flatten()
}

/// The identifier after the last `arXiv:` in a text.
fn labelled(text: &str) -> Option<ArxivId> {
    let start = text.to_ascii_lowercase().rfind("arxiv:")?;
    ArxivId::parse(text.get(start..)?.split_whitespace().next()?)
}

#[cfg(test)]
mod tests {
    use crate::model::{IdentifierVariable, NumberVariable, Record, TextVariable};

    fn record(identifiers: &[(IdentifierVariable, &str)], texts: &[(TextVariable, &str)]) -> Record {
        let mut record = Record::default();
        identifiers.iter().for_each(|(variable, value)| record.set_identifier(*variable, *value));
        texts.iter().for_each(|(variable, value)| record.set_text(*variable, *value));
        record
    }

    #[track_caller]
    fn is_of(record: &Record, number: Option<&str>, server: Option<&str>) {
        assert_eq!(record.arxiv().map(|id| id.to_string()).as_deref(), number, "{record:?}");
        assert_eq!(record.eprint_server().as_deref(), server, "{record:?}");
    }

    #[test]
    fn an_eprint_without_its_archive_is_of_arxiv_when_it_has_the_form() {
        use IdentifierVariable::Eprint;
        is_of(&record(&[(Eprint, "2210.12430v2")], &[]), Some("2210.12430v2"), Some("arXiv"));
        is_of(&record(&[(Eprint, "hep-th/9901001")], &[]), Some("hep-th/9901001"), Some("arXiv"));
        for other in ["hal-01234567", "2213.12430", "1721.1/12345", "4HIWAAAAYAAJ", "12345678", "S0140-6736(20)30183-5"]
        {
            is_of(&record(&[(Eprint, other)], &[]), None, None);
            assert!(!record(&[(Eprint, other)], &[]).has_arxiv_eprint(), "{other}");
        }
    }

    #[test]
    fn the_archive_that_is_stated_counts() {
        use {IdentifierVariable::Eprint, TextVariable::EprintType};
        is_of(&record(&[(Eprint, "2210.12430")], &[(EprintType, "arxiv")]), Some("2210.12430"), Some("arxiv"));
        is_of(&record(&[(Eprint, "2210.12430")], &[(EprintType, "HAL")]), None, Some("HAL"));
        is_of(&record(&[(Eprint, "2213.12430")], &[(EprintType, "arXiv")]), None, Some("arXiv"));
        assert!(record(&[(Eprint, "2213.12430")], &[(EprintType, "arXiv")]).has_arxiv_eprint());
        is_of(&record(&[], &[(EprintType, "arXiv")]), None, Some("arXiv"));
    }

    #[test]
    fn an_eprint_of_pubmed_is_its_number() {
        use {IdentifierVariable as I, TextVariable::EprintType};
        assert_eq!(record(&[(I::Eprint, "77")], &[(EprintType, "PubMed")]).pmid(), Some("77"));
        assert_eq!(record(&[(I::Eprint, "77"), (I::Pmid, "78")], &[(EprintType, "pubmed")]).pmid(), Some("78"));
        assert_eq!(record(&[(I::Eprint, "77")], &[(EprintType, "jstor")]).pmid(), None);
    }

    #[test]
    fn it_is_found_wherever_databases_put_it() {
        use {IdentifierVariable as I, TextVariable as T};
        let mut dblp = Record::default();
        dblp.set_number(NumberVariable::Volume, "abs/1409.3215");
        let mut numbered = Record::default();
        numbered.set_number(NumberVariable::Number, "arXiv:1409.3215");
        for record in [
            record(&[(I::Doi, "10.48550/ARXIV.1409.3215")], &[]),
            record(&[(I::Url, "http://arxiv.org/abs/1409.3215")], &[]),
            record(&[], &[(T::ContainerTitle, "arXiv preprint arXiv:1409.3215")]),
            record(&[], &[(T::Note, "arXiv:1409.3215")]),
            record(&[], &[(T::Note, "arXiv:1409.3215 [cs.CL]")]),
            dblp,
            numbered,
        ] {
            is_of(&record, Some("1409.3215"), Some("arXiv"));
        }
        is_of(&record(&[], &[(T::Note, "extends arXiv:1409.3215")]), None, None);
        is_of(&record(&[], &[(T::Note, "arXiv:1409.3215 has a longer version")]), None, None);
        is_of(&record(&[(I::Doi, "10.5555/1409.3215")], &[]), None, None);
        is_of(&record(&[(I::Url, "https://example.org/abs/1409.3215")], &[]), None, None);
    }
}
