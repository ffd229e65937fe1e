//! COinS: OpenURLs in the titles of empty spans. <https://www.niso.org/standards-committees/openurl>

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::{Kind, Name, NameVariable, Origin, Record};
use crate::text::percent::percent_decoded;
use crate::values::identifiers::{Identifier, Label, take};
use crate::values::kinds::KindEvidence;
use crate::values::names::{self, GivenNames};

use super::FORMAT;
use super::values::{self, Values};

/// The genres, and the types of `rft.type` in Dublin Core.
const GENRES: &[(&str, Kind)] = &[
    ("article", Kind::ArticleJournal),
    ("journalarticle", Kind::ArticleJournal),
    ("proceeding", Kind::PaperConference),
    ("conference", Kind::PaperConference),
    ("conferencepaper", Kind::PaperConference),
    ("preprint", Kind::Article),
    ("bookitem", Kind::Chapter),
    ("booksection", Kind::Chapter),
    ("book", Kind::Book),
    ("report", Kind::Report),
    ("dissertation", Kind::Thesis),
    ("thesis", Kind::Thesis),
    ("dataset", Kind::Dataset),
    ("webpage", Kind::Webpage),
    ("blogpost", Kind::PostWeblog),
    ("patent", Kind::Patent),
];

/// The sorts of identifiers in `rft_id`.
const SCHEMES: &[(&str, Label)] = &[
    ("info:doi/", Label::Doi),
    ("info:pmid/", Label::Pmid),
    ("info:pmc/", Label::Pmcid),
    ("info:arxiv/", Label::Arxiv),
    ("urn:ISBN:", Label::Isbn),
    ("urn:ISSN:", Label::Issn),
];

/// Makes the record of an OpenURL; `None` if it has no title, which is reported.
pub(super) fn record(open_url: &str, place: &Place, diag: &mut dyn Sink) -> Option<Record> {
    // Some sites escape the ampersands twice.
    let open_url = open_url.replace("&amp;", "&");
    let pairs = open_url.split('&').filter_map(|pair| pair.split_once('='));
    let decoded = |text: &str| percent_decoded(&text.replace('+', " ")).trim().to_owned();
    let keys = Values(pairs.map(|(key, value)| (key.trim().to_ascii_lowercase(), decoded(value))).collect());
    let format = keys.first("rft_val_fmt").unwrap_or_default().rsplit(':').next().unwrap_or_default().to_owned();
    let mut record = Record { origin: Some(Origin::new(FORMAT.id, place.line)), ..Record::default() };
    kind(&keys, &format).put(&mut record);
    set_authors(&mut record, &keys);
    let titled = in_place_of_title(&keys, record.kind);
    values::set(&mut record, &titled, place, diag);
    for id in keys.all("rft_id") {
        let scheme =
            SCHEMES.iter().find(|(start, _)| id.get(..start.len()).is_some_and(|of| of.eq_ignore_ascii_case(start)));
        match (scheme, Identifier::recognise(id)) {
            (Some((start, label)), _) => {
                if let Some(report) = take(&mut record, *label, &id[start.len()..]) {
                    diag.report(report.at(place.clone()));
                }
            }
            (None, Some(known)) => known.put(&mut record),
            (None, None) => record.keep_extra(FORMAT.id, "rft_id", id),
        }
    }
    if record.plain_title().is_empty() {
        let report = Diagnostic::new(Code::MissingTitle, "the OpenURL names no title: it was left out");
        diag.report(report.at(place.clone()));
        return None;
    }
    Some(record)
}

/// Returns the keys, of which `rft.title` is the title of the journal or book for a part of it.
fn in_place_of_title(keys: &Values, kind: Kind) -> Values {
    let has_part = keys.first("rft.atitle").is_some();
    let container = if has_part && kind != Kind::Thesis { Some("rft.jtitle") } else { None };
    let renamed = keys.0.iter().map(|(key, value)| match (key.as_str(), container) {
        ("rft.title" | "rft.btitle", Some(container)) => (container.to_owned(), value.clone()),
        // For a part without a title, the journal is all that is known.
        _ => (key.clone(), value.clone()),
    });
    Values(renamed.collect())
}

fn kind(keys: &Values, format: &str) -> KindEvidence {
    let named = [keys.first("rft.genre"), keys.first("rft.type")].into_iter().flatten().find_map(|name| {
        let name = name.to_ascii_lowercase();
        GENRES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    });
    let has_part = keys.first("rft.atitle").is_some();
    match (named, format) {
        // A whole conference is a book.
        (Some(Kind::PaperConference), "book") if !has_part => KindEvidence::stated(Kind::Book),
        (Some(kind), _) => KindEvidence::stated(kind),
        (None, "dissertation") => KindEvidence::stated(Kind::Thesis),
        (None, "journal") if has_part => KindEvidence::inferred(Kind::ArticleJournal, "it is in a journal"),
        (None, "book") if has_part => KindEvidence::inferred(Kind::Chapter, "it is a part of a book"),
        (None, "book") if keys.first("rft.isbn").is_some() => KindEvidence::inferred(Kind::Book, "it has an ISBN"),
        _ => KindEvidence::stated(Kind::Document),
    }
}

/// Sets the authors. The first one is in parts, and may be among the whole names, too.
fn set_authors(record: &mut Record, keys: &Values) {
    let initials = keys.first("rft.auinit").or(keys.first("rft.auinit1"));
    let given = keys.first("rft.aufirst").or(initials);
    let suffix = keys.first("rft.ausuffix");
    let first = keys.first("rft.aulast").map(|family| {
        let name: Vec<&str> = [Some(family), given, suffix].into_iter().flatten().collect();
        if name.len() == 1 {
            names::read(&format!("{family},"), GivenNames::Plain)
        } else {
            names::read(&name.join(", "), GivenNames::Plain)
        }
    });
    let all: Vec<&str> = ["rft.au", "rft.creator", "rft.aucorp"].into_iter().flat_map(|key| keys.all(key)).collect();
    let mut others = values::people(&all);
    if let Some(first) = &first
        && let Some(same) = others.iter().position(|other| is_same(&first.name, &other.name))
    {
        others.remove(same);
    }
    names::set(record, NameVariable::Author, first.into_iter().chain(others), false);
}

/// Whether two names are of one author: the words of one are all in the other, or its initials are.
fn is_same(first: &Name, other: &Name) -> bool {
    let words = |name: &Name| -> Vec<String> {
        let text = name.to_display_order().to_lowercase();
        text.split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (first, other) = (words(first), words(other));
    let (short, long) = if first.len() <= other.len() { (&first, &other) } else { (&other, &first) };
    let has = |word: &String| {
        long.iter().any(|known| {
            known == word
                || known.starts_with(word.as_str()) && word.chars().count() == 1
                || word.starts_with(known.as_str()) && known.chars().count() == 1
        })
    };
    !short.is_empty() && short.iter().all(has) && short.iter().any(|word| long.contains(word))
}
