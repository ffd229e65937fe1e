//! Runs the engine: puts the records in order, renders them, and reads what comes out.

use std::collections::HashMap;

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, InheritableNameOptions, LayoutRenderingElement};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren,
    ElemMeta, Rendered,
};

use super::cipher::Cipher;
use super::et_al::EtAlRules;
use super::item::{Purpose, item, mark, report_dates};
use super::locale::Locales;
use super::output::{OutputReader, Quotes};
use super::style::{Citations, for_sorting, in_given_order, of_citations_without_suffixes, with_marked_citations};
use super::{Formatted, Order, ReferenceOptions, RepeatedAuthors, Style};
use crate::diag::Sink;
use crate::markup::{Entry, References};
use crate::model::{Record, Text};

/// Formats records as citations and as a list of references.
pub(super) fn format(
    records: &[Record],
    style: &Style,
    options: &ReferenceOptions<'_>,
    diag: &mut dyn Sink,
) -> Formatted {
    let style = style.independent();
    let of_style = style.default_locale.as_ref().map(|code| code.0.as_str());
    let locales = Locales::find(options.locale, of_style, diag);
    for record in records {
        report_dates(record, diag);
    }
    let is_sorted = style.bibliography.as_ref().is_some_and(|bibliography| bibliography.sort.is_some());
    let order = match options.order {
        Order::Style if is_sorted && records.len() > 1 => in_style_order(records, style, &locales),
        Order::Style | Order::Given => (0..records.len()).collect(),
    };

    let mut style = in_given_order(style);
    if let (Some(bibliography), RepeatedAuthors::InFull) = (&mut style.bibliography, options.repeated_authors) {
        bibliography.subsequent_author_substitute = None;
    }
    let mut cipher = Cipher::default();
    let items: Vec<Item> = order
        .iter()
        .filter_map(|&index| records.get(index).map(|record| item(record, index, Purpose::Rendering, &mut cipher)))
        .collect();
    let rendered = render(items, &style, &locales, &mut cipher);

    let reader = |elements: &[LayoutRenderingElement], names: &InheritableNameOptions| OutputReader {
        style: &style,
        locales: &locales,
        cipher: &cipher,
        rules: EtAlRules::of_layout(&style, elements, names),
        quotes: Quotes::of(&style, &locales),
        emphasize: options.emphasize,
    };
    let citation_reader = reader(&style.citation.layout.elements, &style.citation.name_options);
    let mut citations = vec![Text::default(); records.len()];
    for (&index, citation) in order.iter().zip(&rendered.citations) {
        if let (Some(record), Some(text)) = (records.get(index), citations.get_mut(index)) {
            *text = citation_reader.text(&citation.citation.0, record);
        }
    }

    let references = style.bibliography.as_ref().zip(rendered.bibliography).map(|(layout, bibliography)| {
        let reader = reader(&layout.layout.elements, &layout.name_options);
        let entry = |item: &BibliographyItem| {
            let record = records.get(item.key.parse::<usize>().ok()?)?;
            Some(read_entry(item, record, &reader))
        };
        References {
            entries: bibliography.items.iter().filter_map(entry).collect(),
            hanging_indent: bibliography.hanging_indent,
        }
    });
    Formatted { citations, references, language: locales.code.0.clone() }
}

/// Renders the items, with the names of authors told apart in citations alone.
///
/// Where two works would be cited alike, the style may ask for more names or initials in their citations (CSL 1.0.2,
/// "Disambiguation"). The engine changes the list of references along with them, to fewer names than the style asks for
/// there. So such styles are rendered twice: for the citations without suffixes to years, and then for the references
/// without names told apart, where a hidden mark keeps those alike that the first turn could not tell apart, and only
/// those, so that they get their suffixes.
fn render(items: Vec<Item>, style: &IndependentStyle, locales: &Locales, cipher: &mut Cipher) -> Rendered {
    let citation = &style.citation;
    let tells_names_apart = citation.disambiguate_add_names || citation.disambiguate_add_givenname;
    if !tells_names_apart || items.len() < 2 {
        return run(&items, style, locales);
    }
    let told_apart = run(&items, &of_citations_without_suffixes(style), locales);
    let mut groups: HashMap<&ElemChildren, Vec<usize>> = HashMap::new();
    for (index, citation) in told_apart.citations.iter().enumerate() {
        groups.entry(&citation.citation).or_default().push(index);
    }
    let mut marked = items;
    let mut is_alike = vec![false; marked.len()];
    for members in groups.values() {
        for &index in members {
            is_alike[index] = members.len() > 1;
            mark(&mut marked[index], &cipher.hidden_mark(members[0]));
        }
    }
    let needs_suffixes = style.citation.disambiguate_add_year_suffix && is_alike.contains(&true);
    let marked_style =
        with_marked_citations(style, if needs_suffixes { Citations::Whole } else { Citations::MarksAlone });
    let mut rendered = run(&marked, &marked_style, locales);
    for (index, citation) in told_apart.citations.into_iter().enumerate() {
        if !(needs_suffixes && is_alike[index]) {
            rendered.citations[index] = citation;
        }
    }
    rendered
}

/// The indices of the records in the order of the style. The engine sorts items of plain characters, because the codes
/// of the [`Cipher`] have a place in the alphabet of their own.
fn in_style_order(records: &[Record], style: &IndependentStyle, locales: &Locales) -> Vec<usize> {
    let style = for_sorting(style);
    let mut cipher = Cipher::default();
    let items: Vec<Item> =
        records.iter().enumerate().map(|(index, record)| item(record, index, Purpose::Sorting, &mut cipher)).collect();
    let sorted = run(&items, &style, locales).bibliography.map(|bibliography| bibliography.items).unwrap_or_default();
    sorted.iter().filter_map(|item| item.key.parse().ok()).collect()
}

/// Cites every item once, alone, and lists them all.
fn run(items: &[Item], style: &IndependentStyle, locales: &Locales) -> Rendered {
    let mut driver = BibliographyDriver::new();
    for item in items {
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::new(cited, style, Some(locales.code.clone()), &locales.files, None));
    }
    driver.finish(BibliographyRequest::new(style, Some(locales.code.clone()), &locales.files))
}

fn read_entry(item: &BibliographyItem, record: &Record, reader: &OutputReader<'_>) -> Entry {
    let mut entry = Entry { id: record.id.clone(), label: None, body: Text::default() };
    match &item.first_field {
        Some(label) if is_label(label) => {
            entry.label = Some(reader.text(std::slice::from_ref(label), record)).filter(|label| !label.is_empty());
            entry.body = reader.text(&item.content.0, record);
        }
        // The engine takes the first field away when a style aligns what follows it, whatever that field is.
        Some(first) => {
            let mut children = vec![first.clone()];
            children.extend(item.content.0.iter().cloned());
            entry.body = reader.text(&children, record);
        }
        None => entry.body = reader.text(&item.content.0, record),
    }
    entry
}

fn is_label(child: &ElemChild) -> bool {
    match child {
        ElemChild::Elem(elem) => matches!(elem.meta, Some(ElemMeta::CitationNumber | ElemMeta::CitationLabel)),
        _ => false,
    }
}
