//! THE table of the tags and keys that hold data about works in pages, and the variable of each.
//!
//! Tags are in lower case; of several for a variable, the first one that a page has counts. `bepress_citation_x` and
//! `citation_x` are the same. Keys of COinS start with `rft.`.

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Row};

pub(super) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const TITLE: Variable = Variable::Text(TextVariable::Title);
const CONTAINER: Variable = Variable::Text(TextVariable::ContainerTitle);
const CONTAINER_SHORT: Variable = Variable::Text(TextVariable::ContainerTitleShort);
const PUBLISHER: Variable = Variable::Text(TextVariable::Publisher);
const PLACE: Variable = Variable::Text(TextVariable::PublisherPlace);
const ABSTRACT: Variable = Variable::Text(TextVariable::Abstract);
const SERIES: Variable = Variable::Text(TextVariable::CollectionTitle);
const AUTHOR: Variable = Variable::Names(NameVariable::Author);
const EDITOR: Variable = Variable::Names(NameVariable::Editor);
const ISSUED: Variable = Variable::Date(DateVariable::Issued);
const VOLUME: Variable = Variable::Number(NumberVariable::Volume);
const ISSUE: Variable = Variable::Number(NumberVariable::Issue);
const PAGE: Variable = Variable::Number(NumberVariable::Page);
const NUMBER: Variable = Variable::Number(NumberVariable::Number);
const EDITION: Variable = Variable::Number(NumberVariable::Edition);
const PAGES: Variable = Variable::Number(NumberVariable::NumberOfPages);
const DOI: Variable = Variable::Identifier(IdentifierVariable::Doi);
const EPRINT: Variable = Variable::Identifier(IdentifierVariable::Eprint);
const ISBN: Variable = Variable::Identifier(IdentifierVariable::Isbn);
const ISSN: Variable = Variable::Identifier(IdentifierVariable::Issn);
const PMID: Variable = Variable::Identifier(IdentifierVariable::Pmid);
const PMCID: Variable = Variable::Identifier(IdentifierVariable::Pmcid);
const URL: Variable = Variable::Identifier(IdentifierVariable::Url);

const ROWS: &[Row] = &[
    // The tags of Highwire, which Google Scholar asks for: https://scholar.google.com/intl/en/scholar/inclusion.html
    Row::read("citation_title", TITLE),
    Row::read("citation_author", AUTHOR),
    Row::read("citation_authors", AUTHOR),
    Row::read("citation_editor", EDITOR),
    Row::read("citation_editors", EDITOR),
    Row::read("citation_publication_date", ISSUED),
    Row::read("citation_date", ISSUED),
    Row::read("citation_cover_date", ISSUED),
    Row::read("citation_year", ISSUED),
    Row::read("citation_online_date", ISSUED),
    Row::read("citation_journal_title", CONTAINER),
    Row::read("citation_conference_title", CONTAINER),
    Row::read("citation_conference", CONTAINER),
    Row::read("citation_inbook_title", CONTAINER),
    Row::read("citation_book_title", CONTAINER),
    Row::read("citation_journal_abbrev", CONTAINER_SHORT),
    Row::read("citation_series_title", SERIES),
    Row::read("citation_publisher", PUBLISHER),
    Row::read("citation_dissertation_institution", PUBLISHER),
    Row::read("citation_technical_report_institution", PUBLISHER),
    Row::read("citation_dissertation_name", Variable::Text(TextVariable::Genre)),
    Row::read("citation_technical_report_number", NUMBER),
    Row::read("citation_volume", VOLUME),
    Row::read("citation_issue", ISSUE),
    Row::read("citation_firstpage", PAGE),
    Row::read("citation_lastpage", PAGE),
    Row::read("citation_pages", PAGE),
    Row::read("citation_article_number", PAGE),
    Row::read("citation_num_pages", PAGES),
    Row::read("citation_doi", DOI),
    Row::read("citation_arxiv_id", EPRINT),
    Row::read("citation_pmid", PMID),
    Row::read("citation_pmcid", PMCID),
    Row::read("citation_issn", ISSN),
    Row::read("citation_isbn", ISBN),
    Row::read("citation_abstract", ABSTRACT),
    Row::read("citation_abstract_html_url", URL),
    Row::read("citation_public_url", URL),
    Row::read("citation_fulltext_html_url", URL),
    Row::read("citation_language", Variable::Language),
    Row::read("citation_keywords", Variable::Tags),
    Row::read("citation_keyword", Variable::Tags),
    // EPrints
    Row::read("eprints.title", TITLE),
    Row::read("eprints.creators_name", AUTHOR),
    Row::read("eprints.editors_name", EDITOR),
    Row::read("eprints.date", ISSUED),
    Row::read("eprints.publication", CONTAINER),
    Row::read("eprints.book_title", CONTAINER),
    Row::read("eprints.event_title", Variable::Text(TextVariable::EventTitle)),
    Row::read("eprints.volume", VOLUME),
    Row::read("eprints.number", ISSUE),
    Row::read("eprints.pagerange", PAGE),
    Row::read("eprints.publisher", PUBLISHER),
    Row::read("eprints.institution", PUBLISHER),
    Row::read("eprints.place_of_pub", PLACE),
    Row::read("eprints.issn", ISSN),
    Row::read("eprints.isbn", ISBN),
    Row::read("eprints.id_number", DOI),
    Row::read("eprints.abstract", ABSTRACT),
    Row::read("eprints.document_url", URL),
    // PRISM: https://www.w3.org/submissions/prism/
    Row::read("prism.publicationname", CONTAINER),
    Row::read("prism.publicationdate", ISSUED),
    Row::read("prism.volume", VOLUME),
    Row::read("prism.number", ISSUE),
    Row::read("prism.startingpage", PAGE),
    Row::read("prism.endingpage", PAGE),
    Row::read("prism.doi", DOI),
    Row::read("prism.issn", ISSN),
    Row::read("prism.isbn", ISBN),
    // What OJS adds to Dublin Core; the rest of Dublin Core has its own reader.
    Row::read("dc.source.volume", VOLUME),
    Row::read("dc.source.issue", ISSUE),
    Row::read("dc.source.issn", ISSN),
    Row::read("dc.identifier.pagenumber", PAGE),
    Row::read("dc.identifier.doi", DOI),
    // COinS: OpenURL 1.0 in key-encoded values, ANSI/NISO Z39.88-2004
    Row::read("rft.atitle", TITLE),
    Row::read("rft.btitle", TITLE),
    Row::read("rft.title", TITLE),
    Row::read("rft.jtitle", CONTAINER),
    Row::read("rft.stitle", CONTAINER_SHORT),
    Row::read("rft.au", AUTHOR),
    Row::read("rft.creator", AUTHOR),
    Row::read("rft.aucorp", AUTHOR),
    Row::read("rft.date", ISSUED),
    Row::read("rft.volume", VOLUME),
    Row::read("rft.issue", ISSUE),
    Row::read("rft.pages", PAGE),
    Row::read("rft.spage", PAGE),
    Row::read("rft.epage", PAGE),
    Row::read("rft.artnum", PAGE),
    Row::read("rft.edition", EDITION),
    Row::read("rft.tpages", PAGES),
    Row::read("rft.pub", PUBLISHER),
    Row::read("rft.publisher", PUBLISHER),
    Row::read("rft.inst", PUBLISHER),
    Row::read("rft.place", PLACE),
    Row::read("rft.series", SERIES),
    Row::read("rft.isbn", ISBN),
    Row::read("rft.issn", ISSN),
    Row::read("rft.eissn", ISSN),
    Row::read("rft.language", Variable::Language),
    Row::read("rft.subject", Variable::Tags),
    Row::read("rft_id=info:doi/…", DOI),
    Row::read("rft_id=info:pmid/…", PMID),
    Row::read("rft_id=https://…", URL),
];
