//! The keys of `publist.toml` that are in no table: those of the whole list.

use super::key::{Key, key, one_of, with_values};
use super::{Configuration, OutputFile};
use crate::list::{Badge, Counts, GroupBy, HiddenOwner};
use crate::markup::OnPaper;

pub(super) static KEYS: &[Key<Configuration>] = &[
    key("title", "\"Publications\"", "The title of the list", |list, value, reading| {
        list.options.title = value.string(reading);
    }),
    key(
        "inputs",
        "[\"papers.bib\"]",
        "Files to read, relative to this file; patterns such as *.bib are expanded",
        |list, value, reading| list.inputs = value.strings(reading),
    ),
    key(
        "output",
        "[\"publications.html\", \"publications.docx\"]",
        "The files to write, relative to this file; by default, standard output",
        |list, value, reading| {
            let outputs = value.placed_strings(reading).into_iter();
            list.outputs = outputs.map(|(path, place)| OutputFile { path, place }).collect();
        },
    ),
    key(
        "as",
        "\"html\"",
        "The form of outputs without a known extension; takes the values of --as",
        |list, value, reading| list.form = value.string(reading),
    ),
    key(
        "style",
        "\"publist-numeric\"",
        "The CSL style: a name from `publist styles`, or the path of a .csl file",
        |list, value, reading| list.style = value.string(reading),
    ),
    key(
        "locale",
        "\"en-US\"",
        "The language of headings, terms and dates; by default, that of the style",
        |list, value, reading| list.options.locale = value.string(reading),
    ),
    key(
        "where",
        "\"-status:preprint\"",
        "Which works are listed; `publist list --help` describes the language of queries",
        |list, value, reading| list.query = value.parsed(reading),
    ),
    with_values(
        || format!("{}, or a variable; [] for none. A keyword is the first one of each work", GroupBy::words()),
        key("group-by", "[\"type\", \"year\"]", "Headings inside sections", |list, value, reading| {
            if let Some(group_by) = value.all_parsed(reading) {
                list.options.group_by = group_by;
            }
        }),
    ),
    key(
        "sort",
        "[\"-year\", \"title\"]",
        "The order inside a group; by default, the newest come first",
        |list, value, reading| list.options.sort = value.all_parsed(reading).unwrap_or_default(),
    ),
    key(
        "authors",
        "6",
        "Show at most this many authors; the name of the list's owner is always shown",
        |list, value, reading| list.options.author_limit = value.number(reading),
    ),
    one_of::<HiddenOwner, _>(key(
        "hidden-owner",
        "\"remark\"",
        "What to show if “et al.” hides the owner of a profile page",
        |list, value, reading| list.options.hidden_owner = value.choice(reading).unwrap_or_default(),
    )),
    with_values(
        || format!("{}, or a field with an address", Badge::words()),
        key("badges", "[\"doi\", \"arxiv\", \"code\"]", "What to show after each work", |list, value, reading| {
            list.options.badges = value.strings(reading).iter().map(|name| Badge::named(name)).collect();
        }),
    ),
    key(
        "base",
        "\"https://example.org/~me/\"",
        "The address of the site: completes relative addresses of badges and previews",
        |list, value, reading| list.options.links.base = value.web_address(reading),
    ),
    one_of::<OnPaper, _>(key(
        "links-on-paper",
        "\"label\"",
        "What to show of badges that are links in plain text and in documents for paper",
        |list, value, reading| list.options.links.on_paper = value.choice(reading).unwrap_or_default(),
    )),
    key(
        "updated",
        "2026-12-01",
        "When the list was last updated: a date or words, shown at its end",
        |list, value, reading| list.options.updated = value.date_or_words(reading),
    ),
    key("counts", "true", "Whether headings of sections show the number of works", |list, value, reading| {
        list.options.counts = value.choice_of_boolean([Counts::Hidden, Counts::Shown], reading);
    }),
];
