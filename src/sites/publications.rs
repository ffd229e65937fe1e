//! What the formats for publication lists share: venues, addresses, dates of known precision, Markdown.

use crate::markup::{backend_by_id, render_text, text_as_read};
use crate::model::{Date, Name, NameVariable, Point, Record, Text, TextVariable, WithinYear};
use crate::text::link_target;
use crate::text::words::single_spaced;

/// The variables that say where a work appeared, the most informative first.
const VENUES: [TextVariable; 5] = [
    TextVariable::ContainerTitle,
    TextVariable::EventTitle,
    TextVariable::Publisher,
    TextVariable::EprintType,
    TextVariable::Source,
];

/// Returns where a work appeared: its journal or proceedings, its conference, its publisher or its archive.
pub(super) fn venue(record: &Record) -> Option<&Text> {
    VENUES.iter().find_map(|&variable| record.text(variable))
}

/// Returns a text without its markup.
pub(super) fn plain(text: &Text) -> String {
    single_spaced(&text_as_read(text))
}

/// Returns a text in Markdown, without anything that Markdown, or Hugo in Markdown, would run. Backslashes separate the
/// braces of what would be a shortcode.
pub(super) fn markdown(text: &Text) -> String {
    let markdown = backend_by_id("markdown").map_or_else(|| plain(text), |backend| render_text(text, backend));
    single_spaced(&markdown).replace("{{", "{\\{").replace("}}", "}\\}")
}

/// Returns the names of the authors in display order, and whether the list was truncated. Without authors, it is the
/// editors.
pub(super) fn people(record: &Record) -> (Vec<String>, bool) {
    let roles = [NameVariable::Author, NameVariable::Editor];
    let Some(names) = roles.iter().find_map(|role| record.names(*role)) else { return (Vec::new(), false) };
    (names.list.iter().map(Name::to_display_order).collect(), names.truncated)
}

/// Returns the address of the work, as the target of a link.
pub(super) fn address(record: &Record) -> Option<String> {
    link_target(&record.address()?)
}

/// Returns whether an address is that of a PDF file.
pub(super) fn is_pdf(address: &str) -> bool {
    address.split(['?', '#']).next().is_some_and(|path| path.to_ascii_lowercase().ends_with(".pdf"))
}

/// Returns the names of the authors in Markdown, or of the editors; those at the positions of the list's owners are bold, and
/// "et al." follows if the list was truncated.
pub(super) fn shown_people(record: &Record, owners: &[usize]) -> Vec<String> {
    let (names, is_cut) = people(record);
    let shown = |(place, name): (usize, &String)| {
        let name = markdown(&Text::plain(name.as_str()));
        if owners.contains(&place) { format!("**{name}**") } else { name }
    };
    names.iter().enumerate().map(shown).chain(is_cut.then(|| "et al.".to_owned())).collect()
}

/// Returns when a work was issued, as precisely as it is known.
pub(super) fn issued(record: &Record) -> Option<Point> {
    match record.issued()? {
        Date::Point(point) | Date::Range(Some(point), _) | Date::Range(None, Some(point)) => Some(*point),
        Date::Range(None, None) | Date::Literal(_) => None,
    }
    .filter(|point| (1000..10_000).contains(&point.year))
}

/// Returns a point in time as a year, a month or a day of ISO 8601.
pub(super) fn iso_date(point: Point) -> String {
    let year = point.year;
    match point.within {
        WithinYear::Whole | WithinYear::Season(_) => format!("{year:04}"),
        WithinYear::Month(month) => format!("{year:04}-{month:02}"),
        WithinYear::Day(month, day) => format!("{year:04}-{month:02}-{day:02}"),
    }
}

/// How the names of BibBase's links begin.
const BIBBASE: &str = "url_";

/// Returns the fields that lists on the web show as buttons or pictures, from whatever format they were read; only
/// text, and each name once. BibBase's `url_Slides` is `slides`.
pub(super) fn extra_links<'a>(
    record: &'a Record,
    names: &'a [&'static str],
) -> impl Iterator<Item = (&'static str, &'a str)> {
    names.iter().filter_map(|name| {
        let of_bibbase = format!("{BIBBASE}{name}");
        let value = [*name, &of_bibbase].into_iter().find_map(|name| {
            let fields = record.extra.values().flatten();
            fields.filter(|(field, _)| field.eq_ignore_ascii_case(name)).find_map(|(_, value)| value.as_str())
        });
        value.map(str::trim).filter(|value| !value.is_empty()).map(|value| (*name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use crate::model::Text;

    #[test]
    fn markdown_cannot_hold_shortcodes_or_html() {
        let shown = markdown(&Text::plain("{{< youtube x >}} {{% x %}} <script> *a*"));
        assert_eq!(shown, "{\\{&lt; youtube x >}\\} {\\{% x %}\\} &lt;script> \\*a\\*");
    }
}
