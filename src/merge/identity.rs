//! The identifiers of a record for comparison, wherever the record has them.

use super::servers;
use crate::model::{INHERITED_BY_CROSSREF, IdentifierVariable, Inference, Record, Variable};
use crate::text::identifiers::{normalise_doi, normalise_isbn, normalise_pmcid, normalise_pmid};

/// The kinds of evidence that two records are of one work, the most certain first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rung {
    /// All values are equal.
    Everything,
    /// The same DOI.
    Doi,
    /// The same arXiv number, whatever the version.
    Arxiv,
    /// The same PubMed number.
    Pmid,
    /// The same PubMed Central number.
    Pmcid,
    /// The same key of DBLP.
    Dblp,
    /// The same ISBN of a book.
    Isbn,
    /// The same title, authors and year.
    Title,
}

impl Rung {
    /// Returns its name, for messages and the report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Doi => "DOI",
            Self::Arxiv => "arXiv number",
            Self::Pmid => "PMID",
            Self::Pmcid => "PMCID",
            Self::Dblp => "DBLP key",
            Self::Isbn => "ISBN",
            Self::Title => "title, authors and year",
        }
    }
}

/// The identifiers of a work.
#[derive(Debug, Default)]
pub(super) struct Identity {
    /// The DOI in lower case; for a preprint, without its version.
    pub(super) doi: Option<String>,
    /// The preprint server that registered the DOI.
    pub(super) server: Option<&'static str>,
    pub(super) arxiv: Option<String>,
    pub(super) pmid: Option<String>,
    pub(super) pmcid: Option<String>,
    pub(super) dblp: Option<String>,
    /// ISBNs of thirteen digits.
    pub(super) isbns: Vec<String>,
}

impl Identity {
    /// Collects the identifiers of a record. Those inherited from the work of which it is a part identify that work:
    /// BibTeX and biber inherit the DOI, too.
    pub(super) fn new(record: &Record) -> Self {
        let is_of_whole = |mark: &&Inference| {
            mark.reason == INHERITED_BY_CROSSREF && matches!(mark.variable, Variable::Identifier(_))
        };
        let of_whole: Vec<Variable> = record.inferred.iter().filter(is_of_whole).map(|mark| mark.variable).collect();
        if of_whole.is_empty() {
            return Self::of_own(record);
        }
        let mut own = record.clone();
        of_whole.into_iter().for_each(|variable| own.remove(variable));
        Self::of_own(&own)
    }

    fn of_own(record: &Record) -> Self {
        let of = |variable: IdentifierVariable| record.identifier(variable);
        let url = record.url();
        let doi =
            record.doi().and_then(normalise_doi).or_else(|| normalise_doi(url?)).map(|doi| doi.to_ascii_lowercase());
        let doi_server = doi.as_deref().and_then(servers::of_doi);
        let arxiv = record.arxiv().map(|id| id.number);
        let doi = doi.map(|doi| match doi_server {
            Some("arXiv") => arxiv.as_ref().map_or(doi, |number| format!("10.48550/arxiv.{number}")),
            Some(_) => servers::without_version(&doi).to_owned(),
            None => doi,
        });
        let isbns = of(IdentifierVariable::Isbn).unwrap_or_default();
        let isbns = isbns.split([',', ';', ' ', '/']).filter_map(normalise_isbn).map(thirteen_digits).collect();
        Self {
            server: doi_server,
            doi,
            arxiv,
            pmid: record.pmid().and_then(normalise_pmid),
            pmcid: of(IdentifierVariable::Pmcid).and_then(normalise_pmcid),
            dblp: dblp_key(record, url),
            isbns,
        }
    }

    /// Returns the DOI if it is that of a published work.
    pub(super) fn published_doi(&self) -> Option<&str> {
        self.doi.as_deref().filter(|_| self.server.is_none())
    }

    /// Returns the most certain identifier that both have in common, except ISBNs, which all works in a book share.
    pub(super) fn shared(&self, other: &Self) -> Option<Rung> {
        let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        let rungs = [
            (same(&self.doi, &other.doi), Rung::Doi),
            (same(&self.arxiv, &other.arxiv), Rung::Arxiv),
            (same(&self.pmid, &other.pmid), Rung::Pmid),
            (same(&self.pmcid, &other.pmcid), Rung::Pmcid),
            (same(&self.dblp, &other.dblp), Rung::Dblp),
        ];
        rungs.into_iter().find(|(is_shared, _)| *is_shared).map(|(_, rung)| rung)
    }

    /// Returns whether both have an ISBN in common.
    pub(super) fn shares_isbn(&self, other: &Self) -> bool {
        self.isbns.iter().any(|isbn| other.isbns.contains(isbn))
    }

    /// Returns the kind of identifier in which both differ, so that they identify two works; the DOIs of a preprint and
    /// of its publication count as different kinds.
    pub(super) fn conflict(&self, other: &Self) -> Option<&'static str> {
        let differ = |one: &Option<String>, other: &Option<String>| matches!((one, other), (Some(one), Some(other)) if one != other);
        if let (Some(one), Some(another)) = (&self.doi, &other.doi)
            && one != another
            && self.server == other.server
            && !servers::is_version_of(one, another)
            && !servers::is_version_of(another, one)
        {
            return Some("DOIs");
        }
        if differ(&self.arxiv, &other.arxiv) {
            return Some("arXiv numbers");
        }
        if differ(&self.pmid, &other.pmid) {
            return Some("PMIDs");
        }
        if differ(&self.pmcid, &other.pmcid) {
            return Some("PMCIDs");
        }
        let is_preprint = |key: &Option<String>| key.as_ref().is_some_and(|key| key.starts_with("journals/corr/"));
        (differ(&self.dblp, &other.dblp) && is_preprint(&self.dblp) == is_preprint(&other.dblp)).then_some("DBLP keys")
    }

    /// Returns the keys under which records with one of these identifiers are found.
    pub(super) fn block_keys(&self) -> impl Iterator<Item = (u8, &str)> {
        let singles = [&self.doi, &self.arxiv, &self.pmid, &self.pmcid, &self.dblp];
        let isbns = self.isbns.iter().map(|isbn| (5, isbn.as_str()));
        (0..).zip(singles).filter_map(|(sort, value)| Some((sort, value.as_deref()?))).chain(isbns)
    }
}

/// The key of DBLP, from DBLP's citation key ("DBLP:conf/cvpr/HeZRS16") or an address of dblp.org.
fn dblp_key(record: &Record, url: Option<&str>) -> Option<String> {
    const ADDRESSES: [&str; 4] = [
        "https://dblp.org/rec/",
        "http://dblp.org/rec/",
        "https://dblp.uni-trier.de/rec/",
        "http://dblp.uni-trier.de/rec/",
    ];
    let of_address = |address: &str| ADDRESSES.iter().find_map(|start| address.strip_prefix(start)).map(str::to_owned);
    let biburl = record.bib_fields("biburl").find_map(serde_json::Value::as_str);
    let key = record.id.strip_prefix("DBLP:").map(str::to_owned);
    let key = key.or_else(|| of_address(biburl?)).or_else(|| of_address(url?))?;
    let key = key.strip_prefix("bib/").unwrap_or(&key);
    let key = [".html", ".bib", ".xml"].iter().find_map(|ending| key.strip_suffix(ending)).unwrap_or(key);
    (key.matches('/').count() == 2).then(|| key.to_owned())
}

/// Converts an ISBN of ten characters to one of thirteen (ISBN Users' Manual, 7th edition, section 5).
fn thirteen_digits(isbn: String) -> String {
    if isbn.len() != 10 {
        return isbn;
    }
    let digits = format!("978{}", &isbn[..9]);
    let sum: u32 = digits
        .chars()
        .zip([1, 3].into_iter().cycle())
        .filter_map(|(digit, weight)| Some(digit.to_digit(10)? * weight))
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::{Identity, Rung};
    use crate::model::{INHERITED_BY_CROSSREF, Variable};
    use crate::model::{IdentifierVariable, Kind, Record};

    fn with(identifiers: &[(IdentifierVariable, &str)]) -> Record {
        let mut record = Record::new(Kind::ArticleJournal);
        for (variable, value) in identifiers {
            record.set_identifier(*variable, *value);
        }
        record
    }

    fn identity(variable: IdentifierVariable, value: &str) -> Identity {
        Identity::new(&with(&[(variable, value)]))
    }

    #[test]
    fn the_surest_identifier_in_common() {
        let one = with(&[(IdentifierVariable::Doi, "10.1000/ABC"), (IdentifierVariable::Pmid, "12")]);
        let other = with(&[(IdentifierVariable::Doi, "https://doi.org/10.1000/abc"), (IdentifierVariable::Pmid, "12")]);
        assert_eq!(Identity::new(&one).shared(&Identity::new(&other)), Some(Rung::Doi));
        let (ten, thirteen) = ("0201896834", "978-0-201-89683-1");
        let (ten, thirteen) = (identity(IdentifierVariable::Isbn, ten), identity(IdentifierVariable::Isbn, thirteen));
        assert!(ten.shares_isbn(&thirteen) && ten.shared(&thirteen).is_none());
    }

    #[test]
    fn an_inherited_identifier_is_that_of_the_whole() {
        let doi = (IdentifierVariable::Doi, "10.5555/proceedings");
        let mut part = with(&[doi]);
        part.mark_inherited(Variable::Identifier(IdentifierVariable::Doi), INHERITED_BY_CROSSREF, "proceedings");
        assert_eq!(Identity::new(&part).shared(&Identity::new(&with(&[doi]))), None);
        part.inferred[0].reason = "merged from a.bib".to_owned();
        assert_eq!(Identity::new(&part).shared(&Identity::new(&with(&[doi]))), Some(Rung::Doi));
    }

    #[test]
    fn identifiers_of_one_sort_that_differ() {
        let doi = |doi: &str| identity(IdentifierVariable::Doi, doi);
        assert_eq!(doi("10.1000/a").conflict(&doi("10.1000/b")), Some("DOIs"));
        assert_eq!(doi("10.1000/a").conflict(&doi("10.48550/arXiv.1409.3215")), None);
        assert_eq!(doi("10.2139/ssrn.1").conflict(&doi("10.2139/ssrn.2")), Some("DOIs"));
        assert_eq!(doi("10.21203/rs.3.rs-1/v1").conflict(&doi("10.21203/rs.3.rs-1/v2")), None);
        let dblp = |key: &str| Identity::new(&Record { id: format!("DBLP:{key}"), ..Record::default() });
        assert_eq!(dblp("conf/nips/A").conflict(&dblp("journals/pami/A")), Some("DBLP keys"));
        assert_eq!(dblp("conf/nips/A").conflict(&dblp("journals/corr/A")), None);
    }
}
