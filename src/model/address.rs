//! Where a reader finds a work, and identifiers without their addresses.

use super::{IdentifierVariable, Record};
use crate::text::{
    arxiv_address, doi_address, doi_in_address, eprint_address, is_safe_link, normalise_doi, normalise_pmcid,
    normalise_pmid, pmcid_address, pmid_address,
};

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

    /// Returns a DOI or PubMed number without the address or label before it, `None` if there is neither. Records hold
    /// identifiers without them, but files often have them: CSL-JSON of many programs says
    /// `"DOI": "https://doi.org/10.1000/x"`, although the variable is the DOI alone.
    ///
    /// ```
    /// use publist::model::IdentifierVariable as Id;
    ///
    /// assert_eq!(Id::Doi.bare("https://doi.org/10.1000/x").as_deref(), Some("10.1000/x"));
    /// assert_eq!(Id::Pmid.bare("PMID: 31772108").as_deref(), Some("31772108"));
    /// assert_eq!(Id::Pmid.bare("31772108"), None);
    /// ```
    pub fn bare(self, identifier: &str) -> Option<String> {
        let normalise: fn(&str) -> Option<String> = match self {
            Self::Doi => |text| normalise_doi(text).or_else(|| doi_in_address(text)),
            Self::Pmid => normalise_pmid,
            Self::Pmcid => normalise_pmcid,
            Self::Isbn | Self::Issn | Self::Eprint | Self::Url => return None,
        };
        // A number that is only written in another way ("007", "PMC7.1") stays.
        let is_more = || {
            let identifier = identifier.to_ascii_lowercase();
            ["pmid", "pmcid"].iter().any(|label| identifier.starts_with(label)) || identifier.contains("nlm.nih.gov/")
        };
        normalise(identifier).filter(|bare| bare != identifier && (self == Self::Doi || is_more()))
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
            .or_else(|| self.preprint_address())
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
    fn an_identifier_is_set_without_its_address_or_label() {
        for (variable, written, bare) in [
            (IdentifierVariable::Doi, "https://doi.org/10.1016/S0140-6736(05)66391-1", "10.1016/S0140-6736(05)66391-1"),
            (IdentifierVariable::Doi, "http://dx.doi.org/10.1007%2Fs10569-019-9946-9", "10.1007/s10569-019-9946-9"),
            (IdentifierVariable::Doi, "10.1007%2FBF00126690", "10.1007/BF00126690"),
            (IdentifierVariable::Doi, "DOI: 10.5555/a%2Fb", "10.5555/a%2Fb"),
            (IdentifierVariable::Doi, "http://doi.acm.org/10.1145/2602576.2602588", "10.1145/2602576.2602588"),
            (IdentifierVariable::Doi, "https://www.example.org/10", "https://www.example.org/10"),
            (IdentifierVariable::Pmid, "PMID: 12345678", "12345678"),
            (IdentifierVariable::Pmid, "https://pubmed.ncbi.nlm.nih.gov/12345678/", "12345678"),
            (IdentifierVariable::Pmid, "007", "007"),
            (IdentifierVariable::Pmcid, "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC77/", "PMC77"),
            (IdentifierVariable::Pmcid, "PMCID: 77", "PMC77"),
            (IdentifierVariable::Pmcid, "77", "77"),
            (IdentifierVariable::Pmcid, "1.:", "1.:"),
            (IdentifierVariable::Isbn, "ISBN 978-3-16-148410-0", "ISBN 978-3-16-148410-0"),
        ] {
            let mut record = Record::default();
            record.set_identifier(variable, written);
            assert_eq!(record.identifier(variable), Some(bare));
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
