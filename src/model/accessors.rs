//! The values of a record, by their usual names.

use serde_json::Value;

use super::{
    Date, DateVariable, IdentifierVariable, Name, NameVariable, Names, NumberVariable, Record, Text, TextVariable,
};
use crate::text::{is_safe_link, normalise_doi};

/// The keyword, and al-folio's field, of works that a person selected.
pub(crate) const SELECTED: &str = "selected";

/// The fields of sources that count citations.
const CITATION_COUNTS: [&str; 4] = ["cited_by_count", "is-referenced-by-count", "citationCount", "citations"];

impl Record {
    /// Returns an identifier, in its normal form unless it is malformed.
    pub fn identifier(&self, variable: IdentifierVariable) -> Option<&str> {
        self.identifiers.get(&variable).map(String::as_str)
    }

    /// Returns the DOI, without `https://doi.org/`. [`doi_address`](crate::text::doi_address) returns its address.
    ///
    /// The address of a page is not a DOI, although some files have one in the field: [`url`](Self::url) returns it.
    pub fn doi(&self) -> Option<&str> {
        self.identifier(IdentifierVariable::Doi).filter(|doi| !is_page(doi))
    }

    /// Returns the address given by the source, which may have any scheme, or the address of a page that the source
    /// gives instead of a DOI. [`address`](Self::address) returns where to find the work.
    ///
    /// ```
    /// use publist::model::{IdentifierVariable, Record};
    ///
    /// let mut record = Record::default();
    /// record.set_identifier(IdentifierVariable::Doi, "https://www.example.org/articles/10");
    /// assert_eq!((record.doi(), record.url()), (None, Some("https://www.example.org/articles/10")));
    /// ```
    pub fn url(&self) -> Option<&str> {
        let instead_of_doi = || self.identifier(IdentifierVariable::Doi).filter(|doi| is_page(doi));
        self.identifier(IdentifierVariable::Url).or_else(instead_of_doi)
    }

    /// Returns whether the work is among those that its author selected: it has the keyword `selected`, or al-folio's field
    /// of that name with the value `true`.
    pub fn is_selected(&self) -> bool {
        let is_true =
            |value: &Value| value.as_bool() == Some(true) || value.as_str().is_some_and(|text| text.trim() == "true");
        let mut fields = self.extra.values().flatten();
        self.tags.iter().any(|tag| tag.eq_ignore_ascii_case(SELECTED))
            || fields.any(|(field, value)| field.eq_ignore_ascii_case(SELECTED) && is_true(value))
    }

    /// Returns how often the work was cited, if its source counts that.
    ///
    /// ```
    /// let works = publist::read_str("works.bib", "@misc{a, title = {A}, citations = {12}}")?;
    /// assert_eq!(works.records[0].citation_count(), Some(12));
    /// # Ok::<(), publist::Error>(())
    /// ```
    pub fn citation_count(&self) -> Option<u64> {
        let fields = || self.extra.values().flatten();
        let count = |value: &Value| value.as_u64().or_else(|| value.as_str()?.trim().parse().ok());
        CITATION_COUNTS.iter().find_map(|count_field| {
            let (_, value) = fields().find(|(field, _)| field.eq_ignore_ascii_case(count_field))?;
            count(value)
        })
    }

    /// Returns a number, as the source writes it.
    pub fn number(&self, variable: NumberVariable) -> Option<&str> {
        self.numbers.get(&variable).map(String::as_str)
    }

    /// Returns a date.
    pub fn date(&self, variable: DateVariable) -> Option<&Date> {
        self.dates.get(&variable)
    }

    /// Returns the date of publication.
    pub fn issued(&self) -> Option<&Date> {
        self.date(DateVariable::Issued)
    }

    /// Returns the year in which the work appeared, or started to ([`Date::year`]).
    ///
    /// ```
    /// use publist::model::{Date, DateVariable, Record};
    ///
    /// let mut record = Record::default();
    /// record.set_date(DateVariable::Issued, Date::parse("2019-12/2020-01"));
    /// assert_eq!(record.year(), Some(2019));
    /// ```
    pub fn year(&self) -> Option<i32> {
        self.issued().and_then(Date::year)
    }

    /// Returns the names in a role, and whether the list was truncated.
    pub fn names(&self, variable: NameVariable) -> Option<&Names> {
        self.names.get(&variable)
    }

    /// Returns the authors who are named, in order; empty if the record has no authors. [`names`](Self::names) also
    /// says whether there are more.
    pub fn authors(&self) -> &[Name] {
        self.names(NameVariable::Author).map_or(&[], |names| &names.list)
    }

    /// Returns a rich-text variable without its markup.
    pub fn plain_text(&self, variable: TextVariable) -> Option<String> {
        self.text(variable).map(Text::to_plain)
    }
}

/// Whether a value of the field for the DOI is the address of a web page, and not that of a DOI.
fn is_page(doi: &str) -> bool {
    doi.starts_with("http") && is_safe_link(doi) && normalise_doi(doi).is_none()
}

#[cfg(test)]
mod tests {
    use crate::model::{
        Date, DateVariable, IdentifierVariable, Name, NameVariable, Names, NumberVariable, Record, TextVariable,
    };

    #[test]
    fn what_is_there_is_found_and_the_rest_is_none() {
        let mut record = Record::default();
        assert_eq!((record.doi(), record.url(), record.year(), record.issued()), (None, None, None, None));
        assert!(record.authors().is_empty() && record.number(NumberVariable::Volume).is_none());
        record.set_identifier(IdentifierVariable::Doi, "10.5555/x");
        record.set_identifier(IdentifierVariable::Url, "https://example.org");
        record.set_number(NumberVariable::Volume, "3");
        record.set_text(TextVariable::Title, "T");
        record.set_date(DateVariable::Issued, Date::parse("2020-05"));
        record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Cheng")]));
        assert_eq!((record.doi(), record.url()), (Some("10.5555/x"), Some("https://example.org")));
        assert_eq!((record.year(), record.authors().len()), (Some(2020), 1));
        assert_eq!(record.number(NumberVariable::Volume), Some("3"));
        assert_eq!(record.plain_text(TextVariable::Title).as_deref(), Some("T"));
    }

    #[test]
    fn the_address_of_a_page_is_not_a_doi() {
        for (written, doi, url) in [
            ("https://www.example.org/10", None, Some("https://www.example.org/10")),
            ("https://doi.org/10.5555/x", Some("10.5555/x"), None),
            ("20.500.12345/7", Some("20.500.12345/7"), None),
        ] {
            let mut record = Record::default();
            record.set_identifier(IdentifierVariable::Doi, written);
            assert_eq!((record.doi(), record.url()), (doi, url));
            record.set_identifier(IdentifierVariable::Url, "https://example.org/a");
            assert_eq!((record.doi(), record.url()), (doi, Some("https://example.org/a")));
        }
    }

    #[test]
    fn the_year_is_that_of_a_date_or_of_its_words() {
        for (date, year) in [("forthcoming", None), ("In press 2024", Some(2024)), ("../2020-01", Some(2020))] {
            let mut record = Record::default();
            record.set_date(DateVariable::Issued, Date::parse(date));
            assert_eq!(record.year(), year, "{date}");
        }
    }
}
