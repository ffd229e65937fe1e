//! Collects what the web page of a list shows besides the list.

use std::collections::BTreeMap;

use super::ListOptions;
use super::badges::field_value;
use super::page_options::{ChartOf, FilterBy};
use super::people::MarkedPerson;
use super::words::Words;
use super::work_type::WorkType;
use crate::bib;
use crate::markup::{Chart, Details, Filter, Shown, WebPage, WebWords};
use crate::model::{Date, Name, NameVariable, Names, Record, TextVariable, Variable};
use crate::seam::WriteOptions;
use crate::text::{doi_address, link_target, normalise_doi, with_scheme};

/// The field with the address of a small picture.
const PREVIEW: &str = "preview";

/// How many works somebody must have to be an option of a filter.
const WORKS_OF_AN_OPTION: usize = 2;

/// Returns what the page shows, and the details of each of the works, in their order.
pub(super) fn web_page(
    works: &[&Record],
    people: &[MarkedPerson],
    options: &ListOptions,
    language: &str,
) -> (WebPage, Vec<Details>) {
    let page_options = &options.page;
    let words = WebWords::of(language);
    let mut page = WebPage::new(words);
    page.theme = page_options.theme;
    page.search = page_options.search;
    page.permalinks = page_options.permalinks;
    page.charts = page_options.charts.iter().map(|of| chart(*of, works, words)).collect();
    page.charts.retain(|chart| !chart.years.is_empty());
    page.totals = (page_options.totals == Shown::Yes && !works.is_empty()).then(|| totals(works, words));
    page.feed = options.feed.clone();
    let mut details: Vec<Details> =
        works.iter().enumerate().map(|(place, work)| of_work(place, work, options)).collect();
    for by in &page_options.filters {
        let (filter, choices) = match by {
            FilterBy::Year => by_year(works, words),
            FilterBy::Type => by_type(works, words, Words::of(language)),
            FilterBy::Person => by_person(works, people, words),
        };
        // A single option would not select anything.
        if filter.options.len() > 1 {
            page.filters.push(filter);
            details.iter_mut().zip(choices).for_each(|(details, choices)| details.choices.push(choices));
        }
    }
    (page, details)
}

fn of_work(place: usize, record: &Record, options: &ListOptions) -> Details {
    let page = &options.page;
    let doi = record.doi().and_then(normalise_doi).map(|doi| doi_address(&doi));
    let url = || record.url().map(with_scheme).and_then(|url| link_target(&url));
    let summary = record.text(TextVariable::Abstract).filter(|_| page.abstracts == Shown::Yes);
    let preview = field_value(record, PREVIEW).and_then(|value| value.as_str());
    let preview = preview.filter(|text| page.thumbnails == Shown::Yes && !text.trim().is_empty());
    Details {
        work: place,
        id_prefix: page.id_prefix.clone(),
        title: record.plain_title(),
        authors: credited(record).into_iter().flat_map(|names| &names.list).map(Name::to_display_order).collect(),
        tags: record.tags.clone(),
        date: record.issued().and_then(date),
        address: doi.or_else(url).or_else(|| record.address()),
        choices: Vec::new(),
        bibtex: (page.bibtex == Shown::Yes).then(|| bibtex(record)),
        summary: summary.filter(|text| !text.to_plain().trim().is_empty()).cloned(),
        thumbnail: preview.and_then(|preview| options.links.address(PREVIEW, preview)),
    }
}

/// The date of a point in time, as far as its day.
fn date(date: &Date) -> Option<String> {
    let text = date.to_string();
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |part: &&str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = parts.len() <= 3
        && parts.iter().enumerate().all(|(index, part)| is_number(part, if index == 0 { 4 } else { 2 }));
    is_date.then_some(text)
}

/// The people to whom a work is credited: its authors, or otherwise its editors.
fn credited(record: &Record) -> Option<&Names> {
    [NameVariable::Author, NameVariable::Editor].into_iter().find_map(|variable| record.names.get(&variable))
}

/// The BibTeX of a work for others: without its abstract, and without fields that only its own file or page uses, such
/// as paths and private notes.
fn bibtex(record: &Record) -> String {
    let mut record = record.clone();
    record.remove(Variable::Text(TextVariable::Abstract));
    record.remove(Variable::Text(TextVariable::Annote));
    record.remove(Variable::Tags);
    record.extra.clear();
    record.passage = None;
    record.owner = None;
    let (options, mut bytes) = (WriteOptions::default(), Vec::new());
    // Memory does not fail.
    let written = bib::BIBTEX_WRITER.start(&options, &mut bytes).and_then(|mut writer| {
        writer.record(&record, &mut ())?;
        writer.finish()
    });
    debug_assert!(written.is_ok(), "memory can be written");
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

fn chart(of: ChartOf, works: &[&Record], words: &WebWords) -> Chart {
    let mut years: BTreeMap<i32, u64> = BTreeMap::new();
    for work in works {
        let count = match of {
            ChartOf::Works => Some(1),
            ChartOf::Citations => work.citation_count(),
        };
        if let (Some(year), Some(count)) = (work.year(), count) {
            *years.entry(year).or_default() += count;
        }
    }
    let title = match of {
        ChartOf::Works => words.works_a_year,
        ChartOf::Citations => words.citations_a_year,
    };
    Chart { title, years }
}

fn totals(works: &[&Record], words: &WebWords) -> String {
    let mut totals = vec![match works.len() {
        1 => words.one_work.to_owned(),
        count => words.works.replace("{}", &count.to_string()),
    }];
    let years = || works.iter().filter_map(|work| work.year());
    match (years().min(), years().max()) {
        (Some(first), Some(last)) if first < last => totals.push(format!("{first}–{last}")),
        (Some(only), _) => totals.push(only.to_string()),
        _ => {}
    }
    let counts: Vec<u64> = works.iter().filter_map(|work| work.citation_count()).collect();
    if !counts.is_empty() {
        totals.push(words.citations.replace("{}", &counts.iter().sum::<u64>().to_string()));
    }
    totals.join(" · ")
}

/// A filter, and for each work the options that apply.
type Choices = (Filter, Vec<Vec<usize>>);

/// Makes a filter from the options of each work, in the order of the options.
fn filter<T: Ord + Clone>(label: &'static str, of_works: &[Vec<T>], name: impl Fn(&T) -> String) -> Choices {
    let mut options: Vec<T> = of_works.iter().flatten().cloned().collect();
    options.sort();
    options.dedup();
    let index = |option: &T| options.binary_search(option).ok();
    let choices = of_works.iter().map(|of_work| of_work.iter().filter_map(index).collect()).collect();
    (Filter { label, options: options.iter().map(name).collect() }, choices)
}

fn by_year(works: &[&Record], words: &WebWords) -> Choices {
    let years: Vec<Vec<std::cmp::Reverse<i32>>> =
        works.iter().map(|work| work.year().map(std::cmp::Reverse).into_iter().collect()).collect();
    filter(words.year, &years, |year| year.0.to_string())
}

fn by_type(works: &[&Record], words: &WebWords, of_list: &Words) -> Choices {
    let types: Vec<Vec<WorkType>> = works.iter().map(|work| vec![WorkType::of(work.kind)]).collect();
    filter(words.work_type, &types, |work_type| of_list.heading(*work_type).to_owned())
}

fn by_person(works: &[&Record], people: &[MarkedPerson], words: &WebWords) -> Choices {
    if people.len() > 1 {
        let found = |work: &&Record| {
            let is_in = |person: &MarkedPerson| work.names.values().any(|names| person.find(names).is_some());
            (0..people.len()).filter(|index| is_in(&people[*index])).collect::<Vec<_>>()
        };
        let of_works: Vec<Vec<usize>> = works.iter().map(found).collect();
        let name = |person: &usize| people[*person].names.first().map(Name::to_display_order).unwrap_or_default();
        return filter(words.person, &of_works, name);
    }
    // By family name, and shown as in a list that is sorted.
    let key = |name: &Name| match name {
        Name::Person(person) => (person.family.to_lowercase(), name.to_display_order()),
        Name::Literal(literal) => (literal.to_lowercase(), literal.clone()),
    };
    let mut of_works: Vec<Vec<(String, String)>> = works
        .iter()
        .map(|work| {
            let names = credited(work).into_iter();
            let names = names.flat_map(|names| (0..names.list.len()).map(move |index| (names, index)));
            let is_owner = |(names, index): &(&Names, usize)| people.iter().any(|person| person.is_at(names, *index));
            names.filter(|name| !is_owner(name)).map(|(names, index)| key(&names.list[index])).collect()
        })
        .collect();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    of_works.iter().flatten().for_each(|person| *counts.entry(person.clone()).or_default() += 1);
    of_works.iter_mut().for_each(|names| names.retain(|name| counts[name] >= WORKS_OF_AN_OPTION));
    filter(words.person, &of_works, |(_, name)| name.clone())
}

#[cfg(test)]
mod tests {
    use super::{bibtex, date, web_page};
    use crate::list::{ChartOf, ListOptions, MarkedPerson, PageOptions};
    use crate::markup::Shown;
    use crate::model::{Date, DateVariable, Kind, Name, NameVariable, Names, Record, TextVariable};

    fn work(title: &str, year: &str, authors: &[&str]) -> Record {
        let mut record = Record::new(Kind::ArticleJournal);
        record.id = title.into();
        record.set_text(TextVariable::Title, title);
        record.set_date(DateVariable::Issued, Date::parse(year));
        let list = authors.iter().map(|author| Name::from_display_order(author)).collect();
        record.set_names(NameVariable::Author, Names { list, truncated: false });
        record
    }

    #[test]
    fn filters_have_the_people_that_help_to_choose() {
        let works = [
            work("A", "2020", &["Nora Lind", "Paul Hart"]),
            work("B", "2021", &["Paul Hart", "Nora Lind", "Kim Moss"]),
        ];
        let works: Vec<&Record> = works.iter().collect();
        let lind = MarkedPerson::owner(vec![Name::person("Lind", "Nora")]);
        let options = ListOptions::default();
        let (page, details) = web_page(&works, std::slice::from_ref(&lind), &options, "en");
        let labels: Vec<&str> = page.filters.iter().map(|filter| filter.label).collect();
        assert_eq!(labels, ["Year"], "one type and one other person with two works choose nothing");
        assert_eq!(page.filters[0].options, ["2021", "2020"]);
        assert_eq!(details[0].choices, [[1]]);
        let moss = MarkedPerson::owner(vec![Name::person("Moss", "Kim")]);
        let (page, details) = web_page(&works, &[lind, moss], &options, "de");
        assert_eq!(
            (page.filters[1].label, page.filters[1].options.as_slice()),
            ("Person", &["Nora Lind".to_owned(), "Kim Moss".to_owned()][..])
        );
        assert_eq!(details[1].choices[1], [0, 1]);
    }

    #[test]
    fn totals_and_charts_count_what_is_there() {
        let mut works = [work("A", "2020", &[]), work("B", "2022", &[])];
        works[0].keep_extra("bibtex", "citations", "12");
        let works: Vec<&Record> = works.iter().collect();
        let page = PageOptions::default().with_totals(Shown::Yes).with_charts(vec![ChartOf::Works, ChartOf::Citations]);
        let (page, _) = web_page(&works, &[], &ListOptions::default().with_page(page), "en");
        assert_eq!(page.totals.as_deref(), Some("2 works · 2020–2022 · 12 citations"));
        assert_eq!(page.charts[0].years.iter().collect::<Vec<_>>(), [(&2020, &1), (&2022, &1)]);
        assert_eq!(page.charts[1].years.iter().collect::<Vec<_>>(), [(&2020, &12)]);
    }

    #[test]
    fn bibtex_for_others_has_no_private_fields() {
        let mut record = work("Lamps", "2020", &["Nora Lind"]);
        record.set_text(TextVariable::Abstract, "Long");
        record.set_text(TextVariable::Annote, "do not cite");
        record.keep_extra("bibtex", "file", "/home/nora/a.pdf");
        let text = bibtex(&record);
        assert!(text.starts_with("@article{Lamps,\n") && text.ends_with('}'), "{text}");
        for private in ["Long", "do not cite", "nora/"] {
            assert!(!text.contains(private), "{text}");
        }
    }

    #[test]
    fn only_points_in_time_are_dates() {
        for (text, expected) in
            [("2020", Some("2020")), ("2020-05-31", Some("2020-05-31")), ("2020/2021", None), ("in press", None)]
        {
            assert_eq!(date(&Date::parse(text)).as_deref(), expected);
        }
    }
}
