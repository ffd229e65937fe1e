//! A record as seen by a style: its variables by CSL's names.

use std::borrow::Cow;

use super::variable::{NumberName, VariableName};
use crate::model::{
    ARXIV, Date, DateVariable, IdentifierVariable, Kind, NameVariable, Names, NumberVariable, Record, Text,
    TextVariable,
};
use crate::text::{arxiv_address, eprint_address, preprint_server};

/// The value of a variable that is shown as text.
#[derive(Debug, Clone)]
pub(super) enum Value<'r> {
    /// Rich text.
    Rich(Cow<'r, Text>),
    /// Characters that are not prose: a number, an identifier, a code.
    Plain(Cow<'r, str>),
}

/// A work that is cited.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'r> {
    index: usize,
    record: &'r Record,
    /// The server that a preprint has in place of a venue.
    named_server: Option<&'static str>,
}

impl<'r> Item<'r> {
    /// The work of a record, which has this index in the list that is formatted.
    pub(super) fn new((index, record): (usize, &'r Record)) -> Self {
        let is_preprint = record.kind == Kind::Article;
        let named_server = if is_preprint { record.named_preprint_server().map(|(server, _)| server) } else { None };
        Self { index, record, named_server }
    }

    pub(super) const fn index(self) -> usize {
        self.index
    }

    pub(super) const fn record(self) -> &'r Record {
        self.record
    }

    pub(super) const fn kind(self) -> Kind {
        self.record.kind
    }

    /// Returns the work's language, a BCP 47 tag.
    pub(super) fn language(self) -> Option<&'r str> {
        self.record.language.as_deref()
    }

    /// Returns the names of a variable, if there are any.
    pub(super) fn names(self, variable: NameVariable) -> Option<&'r Names> {
        self.record.names.get(&variable).filter(|names| !names.list.is_empty())
    }

    pub(super) fn date(self, variable: DateVariable) -> Option<&'r Date> {
        self.record.dates.get(&variable)
    }

    /// Returns a text variable in its long form.
    pub(super) fn text(self, variable: TextVariable) -> Option<Cow<'r, Text>> {
        if let Some(server) = self.named_server {
            match variable {
                TextVariable::Publisher => return Some(Cow::Owned(Text::plain(server))),
                // It would be the publisher again.
                TextVariable::ContainerTitle | TextVariable::ContainerTitleShort => return None,
                TextVariable::Medium if self.names_server_again(variable) => return None,
                _ => {}
            }
        }
        if let Some(text) = self.record.texts.get(&variable) {
            return Some(Cow::Borrowed(text));
        }
        match variable {
            TextVariable::Publisher => Some(Cow::Owned(Text::plain(self.eprint_server()?))),
            _ => None,
        }
    }

    /// Returns a text variable in its short form.
    pub(super) fn short_text(self, variable: TextVariable) -> Option<Cow<'r, Text>> {
        let short = match variable {
            TextVariable::Title => TextVariable::TitleShort,
            TextVariable::ContainerTitle => TextVariable::ContainerTitleShort,
            _ => return self.text(variable),
        };
        self.text(short).or_else(|| self.text(variable))
    }

    /// Returns a number, as in the record.
    pub(super) fn number(self, variable: NumberVariable) -> Option<Cow<'r, str>> {
        if let Some(number) =
            self.record.numbers.get(&variable).filter(|number| !self.is_number_of_corr(variable, number))
        {
            return Some(Cow::Borrowed(number));
        }
        match variable {
            NumberVariable::PageFirst => {
                let pages = self.record.numbers.get(&NumberVariable::Page)?;
                Some(Cow::Borrowed(super::number::first_page(pages.trim()))).filter(|first| !first.is_empty())
            }
            NumberVariable::Number => {
                if let Some(server) = self.named_server {
                    let arxiv = self.record.arxiv().filter(|_| is_arxiv(server)).map(|id| format!("{server}:{id}"));
                    let number = || self.record.named_preprint_server().and_then(|(_, number)| number);
                    return arxiv.or_else(number).map(Cow::Owned);
                }
                let server = self.eprint_server()?;
                Some(Cow::Owned(match self.record.arxiv().filter(|_| is_arxiv(&server)) {
                    Some(id) => format!("{server}:{id}"),
                    None => format!("{server}:{}", self.record.identifier(IdentifierVariable::Eprint)?),
                }))
            }
            NumberVariable::Section => {
                if self.named_server.is_none() {
                    self.eprint_server()?;
                }
                let class = self.record.texts.get(&TextVariable::EprintClass)?;
                Some(Cow::Owned(class.to_plain()))
            }
            _ => None,
        }
    }

    /// Returns the number of a preprint without the name of its server, for styles that print that before it: "arXiv
    /// 2101.00001". publist's own styles ask for it as the short form of the number, which other processors do not have.
    pub(super) fn number_without_publisher(self) -> Option<Cow<'r, str>> {
        let number = self.number(NumberVariable::Number)?;
        let server = self.text(TextVariable::Publisher).map(|publisher| publisher.to_plain()).unwrap_or_default();
        let bare = number.strip_prefix(server.trim()).and_then(|rest| rest.strip_prefix(':')).map(str::to_owned);
        Some(bare.filter(|_| !server.is_empty()).map_or(number, Cow::Owned))
    }

    pub(super) fn identifier(self, variable: IdentifierVariable) -> Option<Cow<'r, str>> {
        let identifier = match variable {
            IdentifierVariable::Doi => self.record.doi(),
            IdentifierVariable::Url => self.record.url(),
            IdentifierVariable::Pmid => self.record.pmid(),
            _ => self.record.identifier(variable),
        };
        if let Some(identifier) = identifier {
            return Some(Cow::Borrowed(identifier));
        }
        if variable != IdentifierVariable::Url || self.record.doi().is_some() {
            return None;
        }
        // What has appeared elsewhere is not to be found on arXiv alone.
        if (!self.has_venue() || self.named_server.is_some())
            && let Some(id) = self.record.arxiv()
        {
            return Some(Cow::Owned(arxiv_address(&id)));
        }
        if self.named_server.is_some()
            && let Some(address) = self.record.preprint_address()
        {
            return Some(Cow::Owned(address));
        }
        // Other archives have the work itself. biblatex prints these links, too.
        let eprint = self.record.identifier(IdentifierVariable::Eprint)?;
        if self.record.has_arxiv_eprint() {
            return None;
        }
        eprint_address(&self.record.eprint_server()?, eprint).map(Cow::Owned)
    }

    /// Returns whether the record itself has a value for a variable. Values from the document do not count.
    pub(super) fn has(self, variable: VariableName) -> bool {
        match variable {
            VariableName::Text(variable) => self.text(variable).is_some(),
            VariableName::Number(NumberName::Of(variable)) => self.number(variable).is_some(),
            VariableName::Number(_) | VariableName::Unknown => false,
            VariableName::Identifier(variable) => self.identifier(variable).is_some(),
            VariableName::Date(variable) => self.date(variable).is_some(),
            VariableName::Names(variable) => self.names(variable).is_some(),
            VariableName::Language => self.record.language.is_some(),
            VariableName::Keyword => !self.record.tags.is_empty(),
            VariableName::CitationKey => !self.record.id.is_empty(),
        }
    }

    /// Returns the server of a preprint, which is shown as its publisher.
    ///
    /// CSL has no variables for eprints. Styles expect what reference managers use for a preprint, which Zotero
    /// documents: the server is its publisher, the eprint its number, and the number's page its address
    /// (<https://www.zotero.org/support/kb/item_types_and_fields>). The class is a section of the server.
    fn eprint_server(self) -> Option<Cow<'r, str>> {
        if self.record.kind == Kind::Article && !self.has_venue() { self.record.eprint_server() } else { None }
    }

    /// Whether the way of publication is the name of a preprint server, which is the publisher already.
    fn names_server_again(self, variable: TextVariable) -> bool {
        self.record.texts.get(&variable).is_some_and(|text| preprint_server(&text.to_plain()).is_some())
    }

    /// Whether a number is what dblp has as the volume of a preprint: "abs/2203.04417".
    fn is_number_of_corr(self, variable: NumberVariable, number: &str) -> bool {
        variable == NumberVariable::Volume && number.starts_with("abs/") && self.named_server.is_some()
    }

    /// Whether the work says where it appeared.
    fn has_venue(self) -> bool {
        let venues = [TextVariable::Publisher, TextVariable::ContainerTitle, TextVariable::EventTitle];
        venues.iter().any(|variable| self.record.texts.contains_key(variable))
    }
}

fn is_arxiv(server: &str) -> bool {
    server.trim().eq_ignore_ascii_case(ARXIV)
}
