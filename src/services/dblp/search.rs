//! The hits of DBLP's search as XML, as the same structure as in its JSON.

use std::borrow::Cow;

use super::FORMAT;
use super::json::{Authors, Info, TextOrObject, record_of_info};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Origin, Record};
use crate::seam::xml_fields::titled;
use crate::services::answer::place_in_json;
use crate::syntax::element::Element;
use crate::syntax::json::typed::{List, Scalar};
use crate::syntax::xml::place_of;

/// The element of a hit.
pub(super) const HIT: &str = "hit";

/// Makes the record of a hit; `None` if it is not one of a publication.
pub(super) fn record(hit: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    let info = hit.child("info").filter(|info| info.child("title").is_some() || info.child("authors").is_some());
    let Some(info) = info else {
        let report = Diagnostic::new(Code::NoRecords, "the hit is not a publication");
        diag.report(report.at(place_of(file, hit)).hint("search for publications: https://dblp.org/search/publ/api"));
        return None;
    };
    let mut record = record_of_info(&structure(info), &place_in_json(info, file), diag);
    record.origin = Some(Origin::new(FORMAT.id, hit.line));
    titled(record, hit, file, diag)
}

fn structure(info: &Element) -> Info<'static> {
    let text = |name: &str| info.child(name).and_then(scalar);
    let all = |name: &str| List(info.named(name).filter_map(scalar).collect());
    Info {
        authors: info.child("authors").map(|authors| Authors {
            author: List(authors.named("author").filter_map(scalar).map(TextOrObject::Text).collect()),
        }),
        title: text("title").map(TextOrObject::Text),
        venue: all("venue"),
        publisher: text("publisher"),
        volume: text("volume"),
        number: text("number"),
        pages: text("pages"),
        year: text("year"),
        type_name: text("type"),
        key: text("key"),
        doi: text("doi"),
        ee: all("ee"),
        isbn: all("isbn"),
    }
}

fn scalar(element: &Element) -> Option<Scalar<'static>> {
    let markup = element.markup();
    let markup = markup.trim();
    (!markup.is_empty()).then(|| Scalar(Cow::Owned(markup.to_owned())))
}
