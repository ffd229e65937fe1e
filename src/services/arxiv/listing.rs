//! Makes records from the listings of arXiv's newest papers, as RSS or Atom: <https://info.arxiv.org/help/rss.html>.

use super::FORMAT;
use super::values::{day_of_version, from_latex, names_of_byline};
use crate::diag::Sink;
use crate::model::{Date, DateVariable, Kind, NameVariable, Origin, Point, Record, TextVariable, Variable};
use crate::seam::xml_fields::{set_identifier, titled};
use crate::syntax::element::Element;
use crate::text::identifiers::ArxivId;
use crate::values::identifiers::{ARXIV, Identifier, Label};
use crate::values::{markup, names};

/// How the identifiers of listings begin.
const OAI: &str = "oai:arXiv.org:";

/// What is between the number of a paper and its abstract.
const ABSTRACT: &str = "Abstract:";

/// Whether an element is an item of a listing, and not an answer of the API.
pub(super) fn is_item(element: &Element) -> bool {
    element.name == "item"
        || element.child("announce_type").is_some()
        || element.text_at("id").is_some_and(|id| id.starts_with(OAI))
}

/// Makes the record of an item; `None` if it describes no work.
pub(super) fn record(item: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    let mut record = Record { origin: Some(Origin::new(FORMAT.id, item.line)), ..Record::new(Kind::Article) };
    let text = |name: &str| item.text_at(name);
    let title = text("title").unwrap_or_default();
    // Until 2024, the number and the class were in the title: "A title. (arXiv:2101.00001v1 [cs.SD] UPDATED)".
    let (title, in_title) = match title.rsplit_once(" (arXiv:") {
        Some((title, number)) => (title.trim_end_matches('.').to_owned(), Some(number.to_owned())),
        None => (title, None),
    };
    record.set_text(TextVariable::Title, from_latex(&title));
    set_authors(&mut record, item);
    let description = text("description").or_else(|| text("summary")).unwrap_or_default();
    let (before, summary) = match description.split_once(ABSTRACT) {
        Some((before, summary)) if before.starts_with("arXiv:") => (Some(before), summary.to_owned()),
        _ if description.starts_with('<') => (None, markup::plain_text(&description)),
        _ => (None, description.clone()),
    };
    record.set_text(TextVariable::Abstract, from_latex(summary.trim()));
    let link = item.child("link");
    let address = link.and_then(|link| link.attribute("href").map(str::to_owned).or_else(|| link.text()));
    let of_oai = [text("guid"), text("id")].into_iter().flatten().find_map(|id| Some(id.strip_prefix(OAI)?.to_owned()));
    // The number before the abstract and the one of OAI have a version.
    let numbers = [before.and_then(|before| before.split_whitespace().next()).map(str::to_owned), of_oai, in_title];
    let number = numbers.iter().flatten().chain(&address).find_map(|number| {
        let number = number.split(' ').next().unwrap_or_default().trim_end_matches(')');
        ArxivId::parse(number)
    });
    set_date(&mut record, item, number.as_ref());
    set_categories(&mut record, item, numbers[2].as_deref());
    if let Some(number) = number {
        Identifier::Arxiv(number).put(&mut record);
    }
    if let (Some(address), Some(link)) = (&address, link) {
        set_identifier(&mut record, Label::Url, address, link, file, diag);
    }
    for (name, label) in [("doi", Label::Doi), ("DOI", Label::Doi)] {
        if let Some(doi) = item.child(name) {
            set_identifier(&mut record, label, &doi.text().unwrap_or_default(), doi, file, diag);
        }
    }
    record.set_text(TextVariable::Note, from_latex(&text("journal_reference").unwrap_or_default()));
    record.set_text(TextVariable::License, text("rights").unwrap_or_default());
    if let Some(announced) = text("announce_type") {
        record.keep_extra(FORMAT.id, "announce_type", announced);
    }
    titled(record, item, file, diag)
}

/// Sets the authors, which are in one element; until 2024, each of them was a link.
fn set_authors(record: &mut Record, item: &Element) {
    let elements = item.named("creator").chain(item.named("author"));
    let texts = elements.filter_map(|element| element.text_at("name").or_else(|| element.text()));
    let names =
        texts.flat_map(|text| names_of_byline(&if text.contains("<a ") { markup::plain_text(&text) } else { text }));
    names::set(record, NameVariable::Author, names.collect::<Vec<_>>(), false);
}

/// Sets the date of issue: the day on which a new paper was announced, or else the month in its number.
fn set_date(record: &mut Record, item: &Element, number: Option<&ArxivId>) {
    let announced = item.text_at("pubDate").or_else(|| item.text_at("published"));
    let is_new = item.text_at("announce_type").is_some_and(|of| of == "new");
    let (date, reason) = match announced.filter(|_| is_new).and_then(|day| day_of_version(&day)) {
        Some(date) => (Some(date), "it is the day on which the new paper was announced"),
        None => (number.and_then(month_of), "the number begins with the year and the month"),
    };
    if let Some(date) = date {
        record.set_date(DateVariable::Issued, date);
        record.mark_inferred(Variable::Date(DateVariable::Issued), reason);
    }
}

/// Returns the month in a number: 2024-01 of `2401.00001`, 1999-01 of `hep-th/9901001`.
/// <https://info.arxiv.org/help/arxiv_identifier.html>
fn month_of(number: &ArxivId) -> Option<Date> {
    let digits = number.number.rsplit('/').next()?;
    let (year, month): (i32, u8) = (digits.get(..2)?.parse().ok()?, digits.get(2..4)?.parse().ok()?);
    // arXiv began in 1991.
    Point::month(if year >= 91 { 1900 + year } else { 2000 + year }, month).map(Date::Point)
}

/// Sets the primary category, which comes first or is in the title, and the others as keywords.
fn set_categories(record: &mut Record, item: &Element, in_title: Option<&str>) {
    let of_title = in_title.and_then(|number| Some(number.split_once('[')?.1.split_once(']')?.0.to_owned()));
    let mut categories: Vec<String> = item
        .named("category")
        .filter_map(|category| category.attribute("term").map(str::to_owned).or_else(|| category.text()))
        .collect();
    let primary = of_title.or_else(|| (!categories.is_empty()).then(|| categories.remove(0)));
    if let Some(primary) = primary {
        record.set_text(TextVariable::EprintType, ARXIV);
        record.set_text(TextVariable::EprintClass, primary);
    }
    record.set_tags(categories);
}
