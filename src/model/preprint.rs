//! Whether a work is a preprint although its type does not say so: sources have preprints as articles of a journal that is a
//! server, as reports, or as works of no type.

use super::{Kind, NumberVariable, Record, TextVariable};
use crate::text::{
    PreprintServer, eprint_address, normalise_doi, preprint_server, preprint_server_of_address, preprint_server_of_doi,
};

/// The name of a preprint whose server is not named.
const PREPRINT: &str = "Preprint";

impl Record {
    /// Returns why a work is a preprint although its type does not say so; `None` if nothing says that it is one, or its
    /// type says it.
    ///
    /// An article or a paper is a preprint if its venue is a preprint server: "arXiv preprint arXiv:2203.04417", "CoRR",
    /// "bioRxiv". If it has no venue, and if the type is none in particular, the address and the DOI count, too. A
    /// published article that also has the number of its preprint is none.
    ///
    /// ```
    /// use publist::model::{Kind, Record, TextVariable};
    ///
    /// let mut record = Record::new(Kind::ArticleJournal);
    /// record.set_text(TextVariable::ContainerTitle, "arXiv preprint arXiv:2203.04417");
    /// assert_eq!(record.preprint_evidence().as_deref(), Some("its venue is the preprint server arXiv"));
    /// record.set_text(TextVariable::ContainerTitle, "Annals of Counting");
    /// assert_eq!(record.preprint_evidence(), None);
    /// ```
    pub fn preprint_evidence(&self) -> Option<String> {
        self.preprint_evidence_as(self.kind)
    }

    /// The same if the work had this type.
    pub(crate) fn preprint_evidence_as(&self, kind: Kind) -> Option<String> {
        let named = |variable: TextVariable| self.server_in(variable).map(|server| server.0);
        let is_loose = matches!(kind, Kind::Document | Kind::Manuscript | Kind::Webpage);
        let is_paper = matches!(kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::PaperConference);
        if !is_loose && !is_paper && kind != Kind::Report {
            return None;
        }
        if let Some(server) = named(TextVariable::ContainerTitle) {
            return Some(format!("its venue is the preprint server {server}"));
        }
        let is_elsewhere = [TextVariable::ContainerTitle, TextVariable::EventTitle];
        if is_elsewhere.iter().any(|variable| self.texts.contains_key(variable)) || kind == Kind::PaperConference {
            return None;
        }
        let publisher = [TextVariable::Publisher, TextVariable::Medium].into_iter().find_map(named);
        if let Some(server) = publisher {
            return Some(format!("it appeared on the preprint server {server}"));
        }
        if kind == Kind::Report {
            return None;
        }
        let is_numbered = [NumberVariable::Volume, NumberVariable::Issue, NumberVariable::Page];
        if is_paper && is_numbered.iter().any(|variable| self.number(*variable).is_some()) {
            return None;
        }
        self.preprint_server_elsewhere().map(|server| format!("its address is on the preprint server {server}"))
    }

    /// Returns the server of a preprint and the number after its name, if the venue is one, or the publisher of a work
    /// without a venue.
    pub(crate) fn named_preprint_server(&self) -> Option<(&'static str, Option<String>)> {
        let venues = [TextVariable::ContainerTitle, TextVariable::Publisher, TextVariable::Medium];
        let venue = venues.into_iter().find(|variable| self.texts.contains_key(variable))?;
        self.server_in(venue)
    }

    /// Returns the address of a preprint whose venue is a server with a number.
    pub(crate) fn preprint_address(&self) -> Option<String> {
        let (server, number) = self.named_preprint_server()?;
        eprint_address(server, &number?)
    }

    /// Returns the server to which the DOI, the address or the number of a work belongs.
    fn preprint_server_elsewhere(&self) -> Option<&'static str> {
        let of_doi = || preprint_server_of_doi(&normalise_doi(self.doi()?)?.to_lowercase());
        let of_address = || self.url().and_then(preprint_server_of_address);
        of_doi().or_else(of_address).or_else(|| self.arxiv().map(|_| super::ARXIV))
    }

    /// Returns the preprint server that a text names, and the number after its name.
    pub(crate) fn server_in(&self, variable: TextVariable) -> Option<(&'static str, Option<String>)> {
        let plain = self.text(variable)?.plain_text();
        let PreprintServer { name, number } = preprint_server(&plain)?;
        // "Preprint" names no server; the address may.
        let name = if name == PREPRINT { self.preprint_server_elsewhere().unwrap_or(name) } else { name };
        Some((name, number.map(str::to_owned)))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{IdentifierVariable, Kind, NumberVariable, Record, TextVariable};

    fn with_text(kind: Kind, variable: TextVariable, text: &str) -> Record {
        let mut record = Record::new(kind);
        record.set_text(variable, text);
        record
    }

    fn with_url(kind: Kind, url: &str) -> Record {
        let mut record = Record::new(kind);
        record.set_identifier(IdentifierVariable::Url, url);
        record
    }

    #[test]
    fn preprints_of_every_type() {
        let doi = |kind: Kind, doi: &str| {
            let mut record = Record::new(kind);
            record.set_identifier(IdentifierVariable::Doi, doi);
            record
        };
        for record in [
            with_text(Kind::ArticleJournal, TextVariable::ContainerTitle, "bioRxiv"),
            with_text(Kind::PaperConference, TextVariable::ContainerTitle, "arXiv preprint arXiv:2203.04417"),
            with_text(Kind::Report, TextVariable::Publisher, "arXiv"),
            with_text(Kind::Document, TextVariable::Medium, "arXiv preprint arXiv:2203.04417"),
            with_text(Kind::Document, TextVariable::Note, "arXiv:2203.04417"),
            with_url(Kind::Webpage, "https://arxiv.org/abs/2203.04417"),
            with_url(Kind::ArticleJournal, "https://arxiv.org/abs/2203.04417"),
            doi(Kind::Document, "10.48550/arXiv.2203.04417"),
            doi(Kind::ArticleJournal, "10.1101/2020.03.01.123456"),
        ] {
            assert!(record.preprint_evidence().is_some(), "{record:?}");
        }
    }

    #[test]
    fn the_address_says_the_server_of_a_preprint_without_one() {
        let mut record = with_url(Kind::Article, "https://arxiv.org/abs/1906.12201");
        record.set_text(TextVariable::ContainerTitle, "preprint");
        assert_eq!(record.named_preprint_server(), Some(("arXiv", None)));
    }

    #[test]
    fn works_that_appeared_elsewhere_are_none() {
        let mut published = with_text(Kind::ArticleJournal, TextVariable::ContainerTitle, "Annals of Counting");
        published.set_identifier(IdentifierVariable::Eprint, "2203.04417");
        let mut numbered = with_url(Kind::ArticleJournal, "https://arxiv.org/abs/2203.04417");
        numbered.set_number(NumberVariable::Volume, "9");
        for record in [
            published,
            numbered,
            with_url(Kind::PaperConference, "https://arxiv.org/abs/2203.04417"),
            with_url(Kind::Software, "https://arxiv.org/abs/2203.04417"),
            with_text(Kind::Report, TextVariable::Publisher, "House Lab"),
            Record::new(Kind::ArticleJournal),
        ] {
            assert_eq!(record.preprint_evidence(), None, "{record:?}");
        }
    }
}
