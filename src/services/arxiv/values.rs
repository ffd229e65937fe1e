//! What arXiv's formats share: texts in TeX, names in parts and in bylines, and the dates of versions.

use crate::diag::{Diagnostic, Sink};
use crate::latex;
use crate::model::{Date, Name, Person, Point, Text};
use crate::services::answer::day_of;
use crate::syntax::element::Element;
use crate::syntax::xml::place_of;
use crate::values::names::{self, GivenNames, ReadName};
use crate::values::{composed, markup, tex_problems};

/// Reads a text in TeX, and reports its first problem.
pub(super) fn tex(element: &Element, file: &str, diag: &mut dyn Sink) -> Text {
    let decoded = latex::decode(&element.text().unwrap_or_default());
    if let Some(problem) = decoded.problems.first() {
        let (code, message) = tex_problems::describe(&problem.kind);
        diag.report(Diagnostic::new(code, message).at(place_of(file, element)));
    }
    decoded.text
}

/// Converts LaTeX with hard line breaks to rich text.
pub(in crate::services) fn from_latex(tex: &str) -> Text {
    latex::decode(&composed(&markup::typographically_spaced(tex))).text
}

/// Makes a name from the parts that arXiv has split it into, which are Unicode or LaTeX.
pub(in crate::services) fn name_of_parts(
    family: Option<&str>,
    given: Option<&str>,
    suffix: Option<&str>,
) -> Option<Name> {
    let part = |part: Option<&str>| part.map(|part| from_latex(part).to_plain()).filter(|part| !part.is_empty());
    match (part(family), part(given)) {
        (Some(family), None) if names::is_organisation(&family) || family.contains(' ') => Some(Name::Literal(family)),
        (family, given) => {
            let family = family.unwrap_or_default();
            Name::Person(Person { family, given, suffix: part(suffix), ..Person::default() }).normalised()
        }
    }
}

/// Reads the names of a byline: `Ada Example (Bergen), Bo van Lund and Cy Noe`. Affiliations, which are in parentheses, are
/// left out. <https://info.arxiv.org/help/prep.html#author>
pub(in crate::services) fn names_of_byline(byline: &str) -> Vec<ReadName> {
    let byline = without_parentheses(&from_latex(byline).to_plain());
    let names = byline
        .split([',', ';', ':'])
        .flat_map(|part| part.split(" and "))
        .map(|name| name.trim().trim_start_matches("and ").trim());
    let mut read: Vec<ReadName> = Vec::new();
    for name in names.filter(|name| !name.is_empty()) {
        // "Karl Example, Jr."
        match read.last_mut() {
            Some(ReadName { name: Name::Person(person), .. })
                if crate::model::is_name_suffix(name) && person.suffix.is_none() =>
            {
                person.suffix = Some(name.to_owned());
            }
            _ => read.push(names::read(name, GivenNames::Plain)),
        }
    }
    read
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    outside
}

/// Returns the day of "Mon, 2 Apr 2007 19:18:42 GMT" (RFC 9110, 5.6.7), or of a date in ISO 8601.
pub(in crate::services) fn day_of_version(created: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let behind_weekday = created.split_once(", ").map_or(created, |(_, date)| date);
    let mut parts = behind_weekday.split_whitespace();
    let day = parts.next()?.parse().ok();
    let month = parts.next().and_then(|name| MONTHS.iter().position(|month| *month == name));
    let (Some(day), Some(month)) = (day, month) else {
        return Date::from_edtf(day_of(created));
    };
    let year = parts.next()?.parse().ok()?;
    Point::day(year, u8::try_from(month + 1).ok()?, day).map(Date::Point)
}

#[cfg(test)]
mod tests {
    use super::{day_of_version, names_of_byline};

    #[test]
    fn names_of_bylines_have_no_affiliations() {
        for (byline, expected) in [
            ("Ada Example, Bo van Lund, and Cy Noe", "Ada Example|Bo van Lund|Cy Noe"),
            ("A. Example (1 and 2), B. Lund (2) ((1) Bergen, (2) Oslo)", "A. Example|B. Lund"),
            ("Ada Example and Karl Probe, Jr.", "Ada Example|Karl Probe Jr."),
            ("TIDE Collaboration: A. Example", "TIDE Collaboration|A. Example"),
            ("Jos\\'e Example", "José Example"),
            ("", ""),
        ] {
            let names: Vec<String> = names_of_byline(byline).iter().map(|read| read.name.to_display_order()).collect();
            assert_eq!(names.join("|"), expected, "{byline}");
        }
    }

    #[test]
    fn dates_are_days() {
        assert_eq!(day_of_version("Fri, 29 Feb 2008 01:02:03 GMT").unwrap().to_string(), "2008-02-29");
        assert_eq!(day_of_version("2008-02-29T01:02:03Z").unwrap().to_string(), "2008-02-29");
        for text in ["", "Fri, 30 Feb 2008 01:02:03 GMT", "soon", "Mon, 2 Apr"] {
            assert_eq!(day_of_version(text), None, "{text}");
        }
    }
}
