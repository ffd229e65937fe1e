//! Makes records from MODS.

use super::{FORMAT, kind, people};
use crate::diag::Sink;
use crate::model::{Date, DateVariable, NumberVariable, Origin, Record, Text, TextVariable, Variable};
use crate::seam::xml_fields::{set_identifier, titled};
use crate::seam::xml_records::{OwnIds, XmlRecords};
use crate::syntax::element::Element;
use crate::syntax::xml::Shape;
use crate::values::identifiers::Label;
use crate::values::{dates, languages, markup, pages};

pub(super) static READER: XmlRecords = XmlRecords {
    shape: Shape { format: "MODS", records: &["mods"], wrappers: &[], errors: &[] },
    record,
    ids: OwnIds::MayHave,
};

/// Makes the record of a `mods` element; `None` if it describes no work.
fn record(work: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    let id = work.attribute("ID").map(str::to_owned).or_else(|| {
        work.named("identifier").find(|number| number.attribute("type") == Some("citekey")).and_then(Element::text)
    });
    let mut record =
        Record { id: id.unwrap_or_default(), origin: Some(Origin::new(FORMAT.id, work.line)), ..Record::default() };
    let host = related(work, "host");
    let (evidence, genres) = kind::kind(work, host);
    evidence.put(&mut record);
    let mut genres = genres.into_iter();
    record.set_text(TextVariable::Genre, genres.next().unwrap_or_default());
    genres.for_each(|genre| record.keep_extra(FORMAT.id, "genre", genre));

    set_titles(&mut record, work);
    people::set(&mut record, work);
    set_origin(&mut record, work);
    set_part(&mut record, work);
    set_identifiers(&mut record, work, file, diag);
    if let Some(host) = host {
        set_titles_of_host(&mut record, host);
        people::set_of_container(&mut record, host, false);
        set_part(&mut record, host);
        set_origin(&mut record, host);
        set_numbers_of_host(&mut record, host, file, diag);
    }
    if let Some(series) = related(work, "series").or_else(|| host.and_then(|host| related(host, "series"))) {
        set_series(&mut record, series);
    }
    set_location(&mut record, work, file, diag);
    set_contents(&mut record, work);
    keep(&mut record, work);
    titled(record, work, file, diag)
}

fn related<'a>(work: &'a Element, sort: &str) -> Option<&'a Element> {
    work.named("relatedItem").find(|item| item.attribute("type") == Some(sort))
}

/// Returns a title with its article, subtitle, and the number and name of its part.
fn title(info: &Element) -> Text {
    let part = |name: &str| info.child(name).map(Element::markup).filter(|text| !text.trim().is_empty());
    let mut title = part("title").unwrap_or_default();
    if let Some(article) = part("nonSort") {
        let article = article.trim();
        let gap = if article.ends_with(['\'', '’', '-']) { "" } else { " " };
        title = format!("{article}{gap}{}", title.trim_start());
    }
    if let Some(subtitle) = part("subTitle") {
        let between = if title.trim_end().ends_with(['?', '!', ':']) { " " } else { ": " };
        title = format!("{}{between}{}", title.trim_end(), subtitle.trim());
    }
    let number_and_name: Vec<String> = ["partNumber", "partName"].into_iter().filter_map(part).collect();
    if !number_and_name.is_empty() {
        title = format!("{}. {}", title.trim_end().trim_end_matches('.'), number_and_name.join(", "));
    }
    markup::text(&title)
}

/// Sets the title; other titles are kept.
fn set_titles(record: &mut Record, work: &Element) {
    let main: Vec<&Element> = work.named("titleInfo").filter(|info| info.attribute("type").is_none()).collect();
    let is_primary = |info: &&&Element| info.attribute("usage") == Some("primary");
    let primary = main.iter().find(is_primary).or(main.first()).copied();
    for info in work.named("titleInfo") {
        match info.attribute("type") {
            _ if primary.is_some_and(|primary| std::ptr::eq(primary, info)) => {
                record.set_text(TextVariable::Title, title(info));
            }
            Some("abbreviated") if !record.has(Variable::Text(TextVariable::TitleShort)) => {
                record.set_text(TextVariable::TitleShort, title(info));
            }
            // Without any other, a translated or alternative title is that of the work.
            Some(_) if primary.is_none() && !record.has(Variable::Text(TextVariable::Title)) => {
                record.set_text(TextVariable::Title, title(info));
            }
            sort => {
                record.keep_extra(FORMAT.id, format!("titleInfo/{}", sort.unwrap_or("further")), title(info).to_plain())
            }
        }
    }
}

/// Sets the title and the abbreviated title of the work that contains this one.
fn set_titles_of_host(record: &mut Record, host: &Element) {
    let is_short = |info: &&Element| info.attribute("type") == Some("abbreviated");
    let full = host.named("titleInfo").find(|info| info.attribute("type").is_none());
    let full = full.or_else(|| host.named("titleInfo").find(|info| !is_short(info)));
    let short = host.named("titleInfo").find(is_short);
    record.set_text(TextVariable::ContainerTitle, full.or(short).map(title).unwrap_or_default());
    if full.is_some() {
        record.set_text(TextVariable::ContainerTitleShort, short.map(title).unwrap_or_default());
    }
}

/// Sets the publisher, its place, the date and the edition, as far as they are not known yet.
fn set_origin(record: &mut Record, work: &Element) {
    let all: Vec<&Element> = work.named("originInfo").collect();
    let published = all.iter().find(|origin| origin.attribute("eventType") == Some("publication"));
    let ordered = published.into_iter().chain(&all);
    for origin in ordered {
        if !record.has(Variable::Text(TextVariable::Publisher)) {
            let names: Vec<String> = origin.named("publisher").filter_map(Element::text).collect();
            record.set_text(TextVariable::Publisher, names.join("; "));
        }
        if !record.has(Variable::Text(TextVariable::PublisherPlace)) {
            let terms = origin.all_at("place/placeTerm");
            // Codes of countries are not places where publishers are.
            let places = terms.into_iter().filter(|term| term.attribute("type") != Some("code"));
            let places: Vec<String> = places.filter_map(Element::text).collect();
            record.set_text(TextVariable::PublisherPlace, places.join("; "));
        }
        if !record.has(Variable::Number(NumberVariable::Edition)) {
            record.set_number(NumberVariable::Edition, origin.text_at("edition").unwrap_or_default());
        }
    }
    for name in ["dateIssued", "dateCreated", "copyrightDate", "dateOther"] {
        let found: Vec<&Element> = all.iter().flat_map(|origin| origin.named(name)).collect();
        if !record.has(Variable::Date(DateVariable::Issued))
            && let Some(date) = date(&found)
        {
            record.set_date(DateVariable::Issued, date);
        }
    }
    for captured in all.iter().filter_map(|origin| origin.text_at("dateCaptured")) {
        if !record.has(Variable::Date(DateVariable::Accessed)) {
            record.set_date(DateVariable::Accessed, date_of(&captured));
        }
    }
}

/// Returns the date of several elements: the start and the end of a range, the one in a standard form, or the first.
fn date(elements: &[&Element]) -> Option<Date> {
    let point = |name: &str| {
        let found = elements.iter().find(|date| date.attribute("point") == Some(name));
        found.and_then(|date| date.text()).and_then(|text| date_of(&text).first_point())
    };
    if let (Some(start), Some(end)) = (point("start"), point("end")) {
        return Some(Date::Range(Some(start), Some(end)));
    }
    let chosen = elements
        .iter()
        .find(|date| date.attribute("encoding").is_some_and(|encoding| encoding != "marc"))
        .or_else(|| elements.iter().find(|date| date.attribute("keyDate") == Some("yes")))
        .or_else(|| elements.first())?;
    Some(date_of(&chosen.text()?))
}

/// Returns the date of a text such as `2004`, `20040312`, `c2004.`, `[2004]` or `March 2004`.
fn date_of(text: &str) -> Date {
    let bare = text.trim().trim_matches(['[', ']', '.', '(', ')', ' ']).trim_start_matches(['c', '©', 'p']).trim();
    let digits = bare.len() == 8 && bare.bytes().all(|byte| byte.is_ascii_digit());
    let point = digits.then(|| dates::of_parts(&bare[..4], Some(&bare[4..6]), Some(&bare[6..]))).flatten();
    // Times say nothing about a work.
    let day = bare.split_once('T').map_or(bare, |(day, _)| day);
    point
        .map(Date::Point)
        .or_else(|| Date::from_edtf(day))
        .or_else(|| dates::in_words(bare))
        .unwrap_or_else(|| Date::Literal(text.to_owned()))
}

/// Sets the volume, the issue, the pages and the date of a part, as far as they are not known yet.
fn set_part(record: &mut Record, work: &Element) {
    for part in work.named("part") {
        for detail in part.named("detail") {
            let Some(number) = detail.text_at("number").or_else(|| detail.text_at("caption")) else { continue };
            let sort = detail.attribute("type").unwrap_or_default();
            let variable = match sort {
                "volume" => Some(NumberVariable::Volume),
                "issue" | "number" => Some(NumberVariable::Issue),
                "page" | "pages" => Some(NumberVariable::Page),
                "chapter" => Some(NumberVariable::ChapterNumber),
                "section" => Some(NumberVariable::Section),
                "article" | "article-number" | "artnum" => Some(NumberVariable::Number),
                _ => None,
            };
            match variable {
                Some(variable) if !record.has(Variable::Number(variable)) => record.set_number(variable, number),
                _ => record.keep_extra(FORMAT.id, format!("part/{sort}"), number),
            }
        }
        for extent in part.named("extent") {
            let sort = extent.attribute("unit").unwrap_or("pages");
            let ends = [extent.text_at("start"), extent.text_at("end")];
            let range = pages::from_ends(ends[0].as_deref(), ends[1].as_deref()).or_else(|| extent.text_at("list"));
            match (range, extent.text_at("total")) {
                (Some(range), _) if sort.starts_with("page") && !record.has(Variable::Number(NumberVariable::Page)) => {
                    record.set_number(NumberVariable::Page, pages::in_full(&range));
                }
                (None, Some(total)) if sort.starts_with("page") => {
                    record.set_number(NumberVariable::NumberOfPages, total);
                }
                (Some(other), _) | (None, Some(other)) => {
                    record.keep_extra(FORMAT.id, format!("part/extent/{sort}"), other);
                }
                (None, None) => {}
            }
        }
        if let Some(text) = part.text_at("date")
            && !record.has(Variable::Date(DateVariable::Issued))
        {
            record.set_date(DateVariable::Issued, date_of(&text));
        }
    }
}

/// Sets the identifiers of the work; those that are marked as wrong or have no variable are kept.
fn set_identifiers(record: &mut Record, work: &Element, file: &str, diag: &mut dyn Sink) {
    let mut serial: Vec<(Label, &Element, Vec<String>)> = Vec::new();
    for element in work.named("identifier") {
        let Some(text) = element.text() else { continue };
        let sort = element.attribute("type").unwrap_or_default();
        let is_wrong = element.attribute("invalid") == Some("yes");
        match Label::from_name(sort) {
            // A work may have several.
            Some(label @ (Label::Isbn | Label::Issn)) if !is_wrong => {
                match serial.iter_mut().find(|(known, ..)| *known == label) {
                    Some((.., numbers)) => numbers.push(text),
                    None => serial.push((label, element, vec![text])),
                }
            }
            Some(label) if !is_wrong && label != Label::Orcid => {
                // Addresses of DOIs are DOIs.
                let is_doi = label == Label::Url && text.contains("doi.org/10.");
                set_identifier(record, if is_doi { Label::Doi } else { label }, &text, element, file, diag);
            }
            _ if sort == "citekey" => {}
            _ => record.keep_extra(FORMAT.id, format!("identifier/{sort}"), text),
        }
    }
    for (label, element, numbers) in serial {
        set_identifier(record, label, &numbers.join(", "), element, file, diag);
    }
}

/// Sets the ISSN and ISBN of the work that contains this one; its other identifiers are kept.
fn set_numbers_of_host(record: &mut Record, host: &Element, file: &str, diag: &mut dyn Sink) {
    for element in host.named("identifier") {
        let Some(text) = element.text() else { continue };
        let sort = element.attribute("type").unwrap_or_default();
        match Label::from_name(sort) {
            Some(label @ (Label::Isbn | Label::Issn)) => {
                let known = record.identifiers.len();
                set_identifier(record, label, &text, element, file, diag);
                if record.identifiers.len() == known {
                    record.keep_extra(FORMAT.id, format!("relatedItem/identifier/{sort}"), text);
                }
            }
            _ => record.keep_extra(FORMAT.id, format!("relatedItem/identifier/{sort}"), text),
        }
    }
}

fn set_series(record: &mut Record, series: &Element) {
    let info = series.child("titleInfo");
    let number = series
        .all_at("part/detail/number")
        .first()
        .and_then(|number| number.text())
        .or_else(|| info.and_then(|info| info.text_at("partNumber")));
    record.set_text(
        TextVariable::CollectionTitle,
        info.and_then(|info| info.child("title")).map(|title| markup::text(&title.markup())).unwrap_or_default(),
    );
    record.set_number(NumberVariable::CollectionNumber, number.unwrap_or_default());
    people::set_of_container(record, series, true);
}

fn set_location(record: &mut Record, work: &Element, file: &str, diag: &mut dyn Sink) {
    for url in work.all_at("location/url") {
        let Some(address) = url.text() else { continue };
        if record.url().is_some() {
            if record.url() != Some(address.as_str()) {
                record.keep_extra(FORMAT.id, "location/url", address);
            }
            continue;
        }
        set_identifier(record, Label::Url, &address, url, file, diag);
        if let Some(day) = url.attribute("dateLastAccessed") {
            record.set_date(DateVariable::Accessed, date_of(day));
        }
    }
    for shelf in work
        .all_at("location/shelfLocator")
        .into_iter()
        .chain(work.all_at("location/holdingSimple/copyInformation/shelfLocator"))
    {
        record.set_text(TextVariable::CallNumber, shelf.text().unwrap_or_default());
    }
    for library in work.all_at("location/physicalLocation").into_iter().filter_map(Element::text) {
        record.keep_extra(FORMAT.id, "location/physicalLocation", library);
    }
}

/// Sets the language, the keywords, the abstract, the notes and the terms of use.
fn set_contents(record: &mut Record, work: &Element) {
    let terms = work.all_at("language/languageTerm");
    let code = terms.iter().find(|term| term.attribute("type") == Some("code")).or(terms.first());
    // Some programs write the language without the element for its name or code.
    if let Some(language) = code.copied().or_else(|| work.child("language")).and_then(Element::text) {
        record.set_language(languages::tag_of(&language));
    }
    let subjects = work.named("subject").map(|subject| {
        let parts: Vec<String> = subject
            .elements()
            .filter(|part| part.name != "cartographics")
            .filter_map(|part| match part.name.as_str() {
                "name" => Some(part.named("namePart").filter_map(Element::text).collect::<Vec<_>>().join(", ")),
                "titleInfo" => Some(title(part).to_plain()),
                "hierarchicalGeographic" => {
                    Some(part.elements().filter_map(Element::text).collect::<Vec<_>>().join(" -- "))
                }
                _ => part.text(),
            })
            .collect();
        parts.join(" -- ")
    });
    record.set_tags(subjects.collect());
    let paragraphs: Vec<String> = work.named("abstract").map(Element::markup).collect();
    record.set_text(TextVariable::Abstract, markup::text(&paragraphs.join("\n\n")));
    let (plain, special): (Vec<&Element>, Vec<&Element>) =
        work.named("note").partition(|note| note.attribute("type").is_none());
    let notes: Vec<String> = plain.into_iter().map(Element::markup).collect();
    record.set_text(TextVariable::Note, markup::text(&notes.join(" ")));
    for note in special {
        if let (Some(text), Some(sort)) = (note.text(), note.attribute("type")) {
            record.keep_extra(FORMAT.id, format!("note/{sort}"), text);
        }
    }
    if let Some(terms) = work.child("accessCondition") {
        let address = terms.attribute("href").map(str::to_owned);
        record.set_text(TextVariable::License, address.or_else(|| terms.text()).unwrap_or_default());
    }
}

/// Keeps the other statements about the work.
fn keep(record: &mut Record, work: &Element) {
    for name in ["classification", "tableOfContents", "targetAudience"] {
        for text in work.named(name).filter_map(Element::text) {
            record.keep_extra(FORMAT.id, name, text);
        }
    }
    for extent in work.all_at("physicalDescription/extent") {
        let is_pages = extent.attribute("unit").is_some_and(|unit| unit.starts_with("page"));
        match (extent.text_at("total").or_else(|| extent.text()), is_pages) {
            (Some(count), true) => record.set_number(NumberVariable::NumberOfPages, count),
            (Some(text), false) => record.keep_extra(FORMAT.id, "physicalDescription/extent", text),
            (None, _) => {}
        }
    }
    let mut is_first_host = true;
    let mut is_first_series = true;
    for item in work.named("relatedItem") {
        let sort = item.attribute("type").unwrap_or("other");
        let is_read = match sort {
            "host" => std::mem::take(&mut is_first_host),
            "series" => std::mem::take(&mut is_first_series),
            _ => false,
        };
        let what = item.child("titleInfo").map(|info| title(info).to_plain()).filter(|title| !title.is_empty());
        let what = what.or_else(|| item.attribute("href").map(str::to_owned)).or_else(|| item.text_at("identifier"));
        if let (false, Some(what)) = (is_read, what) {
            record.keep_extra(FORMAT.id, format!("relatedItem/{sort}"), what);
        }
    }
}
