//! What the formats of sites share that are .bib files: the BibTeX writer makes their entries.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::bib;
use crate::diag::Sink;
use crate::model::{IdentifierVariable, Record, Variable};
use crate::seam::{RecordWriter, WriteOptions, Writer};
use crate::text::{doi_address, link_target};

/// Writes records as BibTeX, with what a site needs: the function adds it to each record.
pub(super) struct SiteBibWriter(pub fn(&Record) -> Record);

impl Writer for SiteBibWriter {
    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(SiteBibFile { entries: bib::BIBTEX_WRITER.start(options, out)?, for_site: self.0 }))
    }

    fn leave_out<'a>(&self, options: &WriteOptions, record: &'a Record) -> Cow<'a, Record> {
        bib::BIBTEX_WRITER.leave_out(options, record)
    }

    fn leaves_ambiguous(&self, options: &WriteOptions, variable: Variable) -> bool {
        bib::BIBTEX_WRITER.leaves_ambiguous(options, variable)
    }

    fn meaningless_options(&self, options: &WriteOptions) -> Vec<Cow<'static, str>> {
        bib::BIBTEX_WRITER.meaningless_options(options)
    }
}

struct SiteBibFile<'a> {
    entries: Box<dyn RecordWriter + 'a>,
    for_site: fn(&Record) -> Record,
}

impl RecordWriter for SiteBibFile<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        self.entries.record(&(self.for_site)(record), diag)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.entries.finish()
    }
}

/// Makes the DOI and the address of a record safe in attributes of HTML: templates put both there as they are, the DOI after
/// the address of the resolver.
pub(super) fn safe_in_attributes(record: &mut Record) {
    if let Some(path) = record.doi().map(doi_address).as_deref().and_then(|doi| doi.strip_prefix("https://doi.org/")) {
        let path = path.to_owned();
        record.set_identifier(IdentifierVariable::Doi, path);
    }
    if let Some(url) = record.url() {
        let encoded = link_target(url).unwrap_or_else(|| url.replace(['"', '\'', '<', '>', '`'], ""));
        record.set_identifier(IdentifierVariable::Url, encoded);
    }
}

/// Adds fields to the entry of a record, unless it has them.
pub(super) fn add_fields(record: &mut Record, fields: Vec<(&str, String)>) {
    for (name, value) in fields {
        let known = record.extra.get(bib::FORMAT.id);
        let is_there = known.is_some_and(|known| known.iter().any(|(field, _)| field.eq_ignore_ascii_case(name)));
        if !is_there {
            record.keep_extra(bib::FORMAT.id, name, value);
        }
    }
}
