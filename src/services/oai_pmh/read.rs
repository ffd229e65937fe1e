//! Reads the envelope of OAI-PMH. <https://www.openarchives.org/OAI/openarchivesprotocol.html>

use std::io;

use super::FORMAT;
use super::metadata::reader_of;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Record;
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::element::Element;
use crate::syntax::xml::{self, Shape, place_of};

pub(super) struct OaiPmhReader;

/// The parts of records come one by one: metadata in MARC have `record` elements, too.
const SHAPE: Shape =
    Shape { format: "OAI-PMH", records: &["header", "metadata", "resumptionToken"], wrappers: &[], errors: &["error"] };

impl Reader for OaiPmhReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let mut answer = Answer { file: input.name, ..Answer::default() };
        xml::read(input, &SHAPE, diag, &mut |element, diag| match element.name.as_str() {
            "header" => answer.header(element, diag),
            "metadata" => answer.metadata(element, out, diag),
            "resumptionToken" => answer.token(element, diag),
            _ => answer.error(element, diag),
        })?;
        answer.end(diag);
        Ok(())
    }

    fn gives_ids(&self) -> bool {
        false
    }
}

/// What is known of an answer so far.
#[derive(Default)]
struct Answer<'a> {
    file: &'a str,
    /// The last header, while its metadata have not come.
    header: Option<Element>,
    /// The first header without metadata, and how many there are.
    bare: Option<Element>,
    bare_count: usize,
    /// The formats that were reported as unknown.
    unknown: Vec<String>,
}

impl Answer<'_> {
    fn header(&mut self, header: &Element, diag: &mut dyn Sink) {
        self.end_of_header();
        if header.attribute("status") == Some("deleted") {
            let identifier = header.text_at("identifier").unwrap_or_default();
            let report = Diagnostic::new(Code::DeletedRecord, format!("the repository has deleted {identifier}"));
            diag.report(report.at(place_of(self.file, header)));
        } else {
            self.header = Some(header.clone());
        }
    }

    /// Counts a header after which no metadata have come.
    fn end_of_header(&mut self) {
        if let Some(header) = self.header.take() {
            self.bare_count += 1;
            self.bare.get_or_insert(header);
        }
    }

    fn metadata(&mut self, metadata: &Element, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) {
        let header = self.header.take();
        let identifier = header.and_then(|header| header.text_at("identifier"));
        for element in metadata.elements() {
            let Some(to_record) = reader_of(element) else {
                self.unknown(element, diag);
                continue;
            };
            let Some(mut record) = to_record(element, self.file, diag) else { continue };
            if let Some(identifier) = &identifier {
                record.keep_extra(FORMAT.id, "identifier", identifier.as_str());
            }
            out(record);
        }
        if metadata.elements().next().is_none() {
            let report = Diagnostic::new(Code::NoRecords, "the record has no metadata");
            diag.report(report.at(place_of(self.file, metadata)));
        }
    }

    /// Reports metadata in a format that cannot be read, once for each format.
    fn unknown(&mut self, element: &Element, diag: &mut dyn Sink) {
        if self.unknown.contains(&element.name) {
            return;
        }
        let message = format!("the metadata of records in <{}> cannot be read", element.name);
        let report = Diagnostic::new(Code::UnknownFormat, message).at(place_of(self.file, element));
        diag.report(report.hint("ask the repository for Dublin Core: `metadataPrefix=oai_dc`"));
        self.unknown.push(element.name.clone());
    }

    /// Reports that a list goes on, unless the token is the empty one of its last part.
    fn token(&self, token: &Element, diag: &mut dyn Sink) {
        let Some(text) = token.text() else { return };
        let size = token.attribute("completeListSize").map(|size| format!(" of {size} records")).unwrap_or_default();
        let message = format!("this is only a part of a list{size}");
        let report = Diagnostic::new(Code::ListGoesOn, message).at(place_of(self.file, token));
        diag.report(report.hint(format!("the next part is at `verb=ListRecords&resumptionToken={text}`")));
    }

    fn error(&self, error: &Element, diag: &mut dyn Sink) {
        let code = error.attribute("code").unwrap_or("no code");
        let reason = error.text().map(|text| format!(": {text}")).unwrap_or_default();
        let report = Diagnostic::new(Code::ServiceError, format!("the repository answered with {code}{reason}"));
        diag.report(report.at(place_of(self.file, error)));
    }

    fn end(&mut self, diag: &mut dyn Sink) {
        self.end_of_header();
        let Some(first) = &self.bare else { return };
        let what = match self.bare_count {
            1 => "a record has".to_owned(),
            count => format!("{count} records have"),
        };
        let report = Diagnostic::new(Code::NoRecords, format!("{what} an identifier and no metadata"));
        diag.report(report.at(place_of(self.file, first)).hint("ask the repository for `verb=ListRecords`"));
    }
}
