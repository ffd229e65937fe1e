//! Where a reader finds a work.

use super::{IdentifierVariable, Record};
use crate::text::{arxiv_address, doi_address, eprint_address, is_safe_link, pmcid_address, pmid_address};

impl IdentifierVariable {
    /// Returns the address to which an identifier leads by itself. An address leads to itself if it is safe to follow
    /// ([`is_safe_link`]); ISBNs, ISSNs and the numbers of eprints have no address of their own.
    pub fn address(self, identifier: &str) -> Option<String> {
        match self {
            Self::Doi => Some(doi_address(identifier)),
            Self::Pmid => Some(pmid_address(identifier)),
            Self::Pmcid => Some(pmcid_address(identifier)),
            Self::Url => is_safe_link(identifier).then(|| identifier.to_owned()),
            Self::Isbn | Self::Issn | Self::Eprint => None,
        }
    }
}

impl Record {
    /// Returns the address where a reader finds the work, safe to follow.
    ///
    /// The most reliable address is used: the DOI, which still works when a publisher moves; the address given by the
    /// source; arXiv; another archive of eprints whose addresses are known; PubMed Central, which has the text; and
    /// PubMed, which has the abstract.
    ///
    /// ```
    /// use publist::model::{IdentifierVariable, Record};
    ///
    /// let mut record = Record::default();
    /// record.set_identifier(IdentifierVariable::Eprint, "2210.12430");
    /// assert_eq!(record.address().as_deref(), Some("https://arxiv.org/abs/2210.12430"));
    /// record.set_identifier(IdentifierVariable::Doi, "10.5555/a#b");
    /// assert_eq!(record.address().as_deref(), Some("https://doi.org/10.5555/a%23b"));
    /// ```
    pub fn address(&self) -> Option<String> {
        let of = |variable: IdentifierVariable| variable.address(self.identifier(variable)?);
        let of_archive = || eprint_address(&self.eprint_server()?, self.identifier(IdentifierVariable::Eprint)?);
        (self.doi().map(doi_address))
            .or_else(|| IdentifierVariable::Url.address(self.url()?))
            .or_else(|| self.arxiv().map(|id| arxiv_address(&id)))
            .or_else(of_archive)
            .or_else(|| of(IdentifierVariable::Pmcid))
            .or_else(|| of(IdentifierVariable::Pmid))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{IdentifierVariable, Record, TextVariable};

    #[test]
    fn the_surest_address_comes_first() {
        let mut record = Record::default();
        assert_eq!(record.address(), None);
        record.set_identifier(IdentifierVariable::Isbn, "9783161484100");
        assert_eq!(record.address(), None);
        for (variable, identifier, address) in [
            (IdentifierVariable::Pmid, "77", "https://www.ncbi.nlm.nih.gov/pubmed/77"),
            (IdentifierVariable::Pmcid, "PMC7", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7"),
            (IdentifierVariable::Eprint, "1721.1/7", "https://hdl.handle.net/1721.1/7"),
            (IdentifierVariable::Url, "https://example.org/x", "https://example.org/x"),
            (IdentifierVariable::Doi, "10.5555/x?y", "https://doi.org/10.5555/x%3Fy"),
        ] {
            record.set_text(TextVariable::EprintType, "hdl");
            record.set_identifier(variable, identifier);
            assert_eq!(record.address().as_deref(), Some(address));
        }
    }

    #[test]
    fn an_address_that_is_not_safe_to_follow_is_none() {
        let mut record = Record::default();
        record.set_identifier(IdentifierVariable::Url, "javascript:alert(1)");
        assert_eq!(record.address(), None);
        record.set_identifier(IdentifierVariable::Pmid, "77");
        assert_eq!(record.address().as_deref(), Some("https://www.ncbi.nlm.nih.gov/pubmed/77"));
    }
}
