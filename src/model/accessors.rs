//! What a record says, by the names that people use.

use super::{
    Date, DateVariable, IdentifierVariable, Name, NameVariable, Names, NumberVariable, Record, Text, TextVariable,
};

impl Record {
    /// An identifier, in its normal form unless it is malformed.
    pub fn identifier(&self, variable: IdentifierVariable) -> Option<&str> {
        self.identifiers.get(&variable).map(String::as_str)
    }

    /// The DOI, without `https://doi.org/`. [`doi_address`](crate::text::doi_address) gives its address.
    pub fn doi(&self) -> Option<&str> {
        self.identifier(IdentifierVariable::Doi)
    }

    /// The address that the source gives, which may be of any scheme. [`address`](Self::address) knows where to find the
    /// work.
    pub fn url(&self) -> Option<&str> {
        self.identifier(IdentifierVariable::Url)
    }

    /// A number, as the source writes it.
    pub fn number(&self, variable: NumberVariable) -> Option<&str> {
        self.numbers.get(&variable).map(String::as_str)
    }

    /// A date.
    pub fn date(&self, variable: DateVariable) -> Option<&Date> {
        self.dates.get(&variable)
    }

    /// When the work appeared.
    pub fn issued(&self) -> Option<&Date> {
        self.date(DateVariable::Issued)
    }

    /// The year in which the work appeared, or began to ([`Date::year`]).
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

    /// The names of a role, and whether the list was cut short.
    pub fn names(&self, variable: NameVariable) -> Option<&Names> {
        self.names.get(&variable)
    }

    /// The authors who are named, in order; none when the record has no authors. [`names`](Self::names) knows whether there
    /// are more.
    pub fn authors(&self) -> &[Name] {
        self.names(NameVariable::Author).map_or(&[], |names| &names.list)
    }

    /// A rich-text variable without its markup.
    pub fn plain_text(&self, variable: TextVariable) -> Option<String> {
        self.text(variable).map(Text::to_plain)
    }
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
    fn the_year_is_that_of_a_date_or_of_its_words() {
        for (date, year) in [("forthcoming", None), ("In press 2024", Some(2024)), ("../2020-01", Some(2020))] {
            let mut record = Record::default();
            record.set_date(DateVariable::Issued, Date::parse(date));
            assert_eq!(record.year(), year, "{date}");
        }
    }
}
