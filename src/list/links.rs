//! The links after references, each address once.

use super::badges::{Badge, Found};
use super::link_options::LinkOptions;
use super::words::Words;
use crate::diag::{Code, Diagnostic, Sink};
use crate::markup::{Entry, Remark};
use crate::model::{Inline, Record};
use crate::text::{ArxivId, arxiv_address, link_target, normalise_doi};

/// A value of a field that is not an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoAddress {
    badge: String,
    /// The value, unless the source only says that there is something.
    value: Option<String>,
    id: String,
}

impl NoAddress {
    fn of(badge: &Badge, value: Option<String>, record: &Record) -> Self {
        Self { badge: badge.name().to_owned(), value, id: record.id.clone() }
    }
}

/// Adds the badges of a record to its entry. An address occurs once: a badge is left out if the reference or a badge
/// before it leads to the same place.
pub(super) fn add(
    record: &Record,
    entry: &mut Entry,
    (badges, options): (&[Badge], &LinkOptions),
    words: &Words,
    dropped: &mut Vec<NoAddress>,
) {
    let mut places: Vec<String> = places_in(entry);
    let shown = entry.body().to_plain().to_lowercase();
    // The URL is often the address of an identifier, whose badge says more.
    let (urls, others): (Vec<usize>, Vec<usize>) = (0..badges.len()).partition(|index| badges[*index] == Badge::Url);
    let mut remarks: Vec<(usize, Remark)> = Vec::new();
    for index in others.into_iter().chain(urls) {
        match badges[index].find(record, options, words) {
            Found::Nothing => {}
            Found::Words(text) => remarks.push((index, Remark::Words(text))),
            Found::NoAddress(value) => dropped.push(NoAddress::of(&badges[index], Some(value), record)),
            Found::Unknown => dropped.push(NoAddress::of(&badges[index], None, record)),
            Found::Link { label, address } => {
                let place = place_of(&address);
                if !places.contains(&place) && !ends_address(&shown, &place) {
                    places.push(place);
                    remarks.push((index, Remark::Link { label, address, on_paper: options.on_paper }));
                }
            }
        }
    }
    remarks.sort_by_key(|(index, _)| *index);
    entry.remarks.extend(remarks.into_iter().map(|(_, remark)| remark));
}

/// Whether a text in lower case shows an address completely.
fn ends_address(shown: &str, place: &str) -> bool {
    let continues = |rest: &str| {
        let mut rest = rest.trim_start_matches('/').chars();
        let next = rest.next();
        next.is_some_and(|next| next.is_alphanumeric() || "-_/?#=&%".contains(next))
            || next == Some('.') && rest.next().is_some_and(char::is_alphanumeric)
    };
    let is_address = |start: usize| shown[..start].ends_with("://") || shown[..start].ends_with("://www.");
    let mut found = shown.match_indices(place);
    found.any(|(start, _)| is_address(start) && !continues(&shown[start + place.len()..]))
}

/// Reports values that are not addresses: one report for each badge.
pub(super) fn report(dropped: &[NoAddress], diag: &mut dyn Sink) {
    const NAMED: usize = 3;
    let mut badges: Vec<&str> = dropped.iter().map(|one| one.badge.as_str()).collect();
    badges.sort_unstable();
    badges.dedup();
    for badge in badges {
        let of_badge = || dropped.iter().filter(|one| one.badge == badge);
        let all: Vec<(&str, &str)> =
            of_badge().filter_map(|one| Some((one.value.as_deref()?, one.id.as_str()))).collect();
        let unknown = of_badge().count() - all.len();
        if unknown > 0 {
            let works = if unknown == 1 { "one work".to_owned() } else { format!("{unknown} works") };
            let message = format!("the source says that {works} have “{badge}”, but not where it is");
            diag.report(Diagnostic::new(Code::PlaceUnknown, message));
        }
        if all.is_empty() {
            continue;
        }
        let named: Vec<String> = all.iter().take(NAMED).map(|(value, id)| format!("“{value}” ({id})")).collect();
        let more = all.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message = format!("“{badge}” is not an address that can be linked: {}{more}", named.join(", "));
        diag.report(Diagnostic::new(Code::NoAddress, message));
    }
}

/// The places to which the links of a reference lead.
fn places_in(entry: &Entry) -> Vec<String> {
    fn collect(inlines: &[Inline], places: &mut Vec<String>) {
        for inline in inlines {
            if let Inline::Link { url, .. } = inline {
                places.push(place_of(url));
            }
            collect(inline.children().unwrap_or_default(), places);
        }
    }
    let mut places = Vec::new();
    entry.parts.iter().for_each(|part| collect(part.text.inlines(), &mut places));
    places
}

/// What is equal for two addresses that lead to the same place.
fn place_of(address: &str) -> String {
    let target = link_target(address).unwrap_or_else(|| address.to_owned());
    // arXiv's own DOIs lead to the pages of arXiv.
    let of_arxiv = normalise_doi(&target).and_then(|doi| ArxivId::parse(&format!("https://doi.org/{doi}")));
    let target = of_arxiv.map_or(target, |id| arxiv_address(&id)).to_lowercase();
    let rest = target.split_once("://").map_or(target.as_str(), |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").or_else(|| rest.strip_prefix("dx.")).unwrap_or(rest);
    rest.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{LinkOptions, add, place_of, report};
    use crate::diag::Diagnostic;
    use crate::list::Badge;
    use crate::list::words::Words;
    use crate::markup::{Entry, Remark};
    use crate::model::{IdentifierVariable, Inline, Kind, Record, Text};

    /// The labels and addresses of a record's badges, and the reports.
    fn links(
        record: &Record,
        badges: &[&str],
        options: &LinkOptions,
        body: Text,
    ) -> (Vec<(String, String)>, Vec<String>) {
        let mut entry = Entry::new("a", None, body);
        let badges: Vec<Badge> = badges.iter().map(|badge| Badge::named(badge)).collect();
        let (mut dropped, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
        add(record, &mut entry, (&badges, options), Words::of("en"), &mut dropped);
        report(&dropped, &mut reports);
        let links = entry.remarks.into_iter().filter_map(|remark| match remark {
            Remark::Link { label, address, .. } => Some((label, address)),
            _ => None,
        });
        (links.collect(), reports.into_iter().map(|report| report.message).collect())
    }

    fn of(fields: &[(&str, &str)]) -> Record {
        let mut record = Record::new(Kind::Article);
        for (field, value) in fields {
            record.keep_extra("bibtex", *field, *value);
        }
        record
    }

    #[test]
    fn addresses_are_completed_with_a_base() {
        let record = of(&[
            ("pdf", "a.pdf"),
            ("slides", "/talks/a\\_b.pdf"),
            ("hal", "hal-01"),
            ("code", "\\url{https://e.org/c~d}"),
        ]);
        let badges = ["pdf", "slides", "hal", "code"];
        let (plain, reports) = links(&record, &badges, &LinkOptions::default(), "A.".into());
        let addresses: Vec<&str> = plain.iter().map(|(_, address)| address.as_str()).collect();
        assert_eq!(addresses, ["a.pdf", "/talks/a_b.pdf", "https://e.org/c~d"]);
        assert_eq!(reports, ["“hal” is not an address that can be linked: “hal-01” ()"]);
        let options = LinkOptions::default()
            .with_base("https://example.org/~me")
            .with_address("pdf", "https://example.org/papers/")
            .with_address("hal", "https://hal.science/{}");
        let (completed, reports) = links(&record, &badges, &options, "A.".into());
        let addresses: Vec<&str> = completed.iter().map(|(_, address)| address.as_str()).collect();
        assert_eq!(
            addresses,
            [
                "https://example.org/papers/a.pdf",
                "https://example.org/talks/a_b.pdf",
                "https://hal.science/hal-01",
                "https://e.org/c~d"
            ]
        );
        assert!(reports.is_empty());
        let folder = LinkOptions::default().with_address("pdf", "files").with_address("slides", "talks/");
        let (in_folder, _) = links(&record, &["pdf", "slides"], &folder, "A.".into());
        assert_eq!(in_folder[0].1, "files/a.pdf");
        assert_eq!(in_folder[1].1, "/talks/a_b.pdf", "a path from the root of the site stays one");
        let (completed, _) = links(&record, &["pdf"], &folder.with_base("https://example.org/"), "A.".into());
        assert_eq!(completed[0].1, "https://example.org/files/a.pdf");
    }

    #[test]
    fn no_address_occurs_twice() {
        let mut record = of(&[("pdf", "https://arxiv.org/abs/2210.12430"), ("html", "https://example.org/x/")]);
        record.set_identifier(IdentifierVariable::Doi, "10.48550/arXiv.2210.12430");
        record.set_identifier(IdentifierVariable::Eprint, "2210.12430");
        record.set_identifier(IdentifierVariable::Url, "http://www.example.org/x");
        let all = ["url", "html", "arxiv", "doi", "pdf"];
        let labels = |body: Text| -> Vec<String> {
            links(&record, &all, &LinkOptions::default(), body).0.into_iter().map(|(label, _)| label).collect()
        };
        assert_eq!(labels("A.".into()), ["html", "arXiv"]);
        let link =
            Inline::Link { url: "https://arxiv.org/abs/2210.12430".into(), content: vec![Inline::Str("x".into())] };
        assert_eq!(labels(Text::from(vec![link])), ["html"]);
        assert_eq!(labels("A. https://example.org/x.".into()), ["arXiv"]);
        assert_eq!(labels("A. https://example.org/x/more".into()), ["html", "arXiv"]);
    }

    #[test]
    fn places_ignore_what_leads_nowhere_else() {
        assert_eq!(place_of("http://dx.doi.org/10.5555/X%231"), place_of("https://doi.org/10.5555/x%231"));
        assert_ne!(place_of("https://example.org/a"), place_of("https://example.org/b"));
    }
}
