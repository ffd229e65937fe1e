//! `cs:date`: localized and free dates, ranges, seasons, circa (CSL 1.0.2, "Date").

use super::Evaluation;
use crate::csl::output::{Branch, Node, Role};
use crate::csl::style::ir::{DateElement, DatePart, DatePartName, DateParts};
use crate::csl::variable::VariableName;
use crate::model::{Date, DateVariable, Point, WithinYear};

/// A part of a date as shown: its position, and its form.
struct Shown<'a> {
    part: &'a DatePart,
    /// The style's own attributes for a part of a localized date.
    override_: Option<&'a DatePart>,
}

impl<'s: 'a, 'a> Evaluation<'s, 'a> {
    /// Renders a date in the form of the element.
    pub(super) fn date(&mut self, element: &'a DateElement) -> Option<Node<'a>> {
        let variable = element.variable?;
        let name = VariableName::Date(variable);
        let date = self.cite.item.date(variable).filter(|_| !self.is_used_up(name));
        if self.sort.is_some() {
            self.note(date.is_some());
            // Only the parts that the element shows matter.
            let (_, shown) = self.shown_parts(element)?;
            let shows = |name: DatePartName| shown.iter().any(|part| part.part.name == name);
            let parts = [shows(DatePartName::Year), shows(DatePartName::Month), shows(DatePartName::Day)];
            return date.map(|date| Node::text(sort_key_of_parts(date, parts)));
        }
        // The date on which a work was accessed does not distinguish it from others.
        let date = date.filter(|_| !self.is_compared || variable != DateVariable::Accessed);
        let node = date.and_then(|date| self.date_node(date, element));
        self.note_variable(name, node.is_some());
        node
    }

    fn date_node(&mut self, date: &'a Date, element: &'a DateElement) -> Option<Node<'a>> {
        let (layout, shown) = self.shown_parts(element)?;
        // Words in place of a date have no parts: they are shown once, where the year is asked for.
        if matches!(date, Date::Literal(_)) && !shown.iter().any(|part| part.part.name == DatePartName::Year) {
            return None;
        }
        let children = match date {
            Date::Literal(words) => crate::csl::output::plain_field(words),
            Date::Point(point) => vec![self.parts_node(point, &shown, &layout.delimiter)?],
            Date::Range(start, end) => self.range(start.as_ref(), end.as_ref(), &shown, layout)?,
        };
        let mut children = children;
        if matches!(date, Date::Literal(_)) && self.adds_year_suffix() {
            children.extend(self.take_year_suffix());
        }
        let text_case = element.look.text_case.or(layout.look.text_case);
        if let Some(case) = text_case {
            crate::csl::output::apply_case(&mut children, case, self.case_language());
        }
        Some(Node::branch(Branch {
            children,
            role: Role::Date,
            format: element.look.format.or(layout.look.format),
            display: element.look.display,
            ..Branch::default().with_affixes(&element.look.affixes)
        }))
    }

    /// Returns the parts that are shown, in their order, and the element whose delimiter applies.
    fn shown_parts(&self, element: &'a DateElement) -> Option<(&'a DateElement, Vec<Shown<'a>>)> {
        let Some(form) = element.form else {
            let shown = element.parts.iter().map(|part| Shown { part, override_: None }).collect();
            return Some((element, shown));
        };
        let layout = self.engine.locale.date(form)?;
        let is_asked = |name: DatePartName| match name {
            DatePartName::Year => true,
            DatePartName::Month => element.shown != DateParts::Year,
            DatePartName::Day => element.shown == DateParts::YearMonthDay,
        };
        let shown = layout
            .parts
            .iter()
            .filter(|part| is_asked(part.name))
            .map(|part| Shown { part, override_: element.parts.iter().find(|own| own.name == part.name) })
            .collect();
        Some((layout, shown))
    }

    /// Renders the parts of a point, with the delimiter between them.
    fn parts_node(&mut self, point: &Point, shown: &[Shown<'a>], delimiter: &'a str) -> Option<Node<'a>> {
        let children = self.part_nodes(point, shown);
        let delimiter = delimiter.into();
        (!children.is_empty()).then(|| Node::branch(Branch { children, delimiter, ..Branch::default() }))
    }

    fn part_nodes(&mut self, point: &Point, shown: &[Shown<'a>]) -> Vec<Node<'a>> {
        shown.iter().filter_map(|part| self.date_part(point, part.part, part.override_)).collect()
    }

    /// Renders a range: the common parts of the two ends are shown once, around the other parts of both (CSL 1.0.2,
    /// "Date Ranges").
    fn range(
        &mut self,
        start: Option<&'a Point>,
        end: Option<&'a Point>,
        shown: &[Shown<'a>],
        layout: &'a DateElement,
    ) -> Option<Vec<Node<'a>>> {
        let delimiter = layout.delimiter.as_str();
        let (start, end) = match (start, end) {
            (Some(start), Some(end)) => (start, end),
            // For an open range, the known end is shown, with the delimiter of years.
            (Some(start), None) => {
                let node = self.parts_node(start, shown, delimiter)?;
                return Some(vec![node, Node::text(range_delimiter(shown, DatePartName::Year))]);
            }
            (None, Some(end)) => {
                let node = self.parts_node(end, shown, delimiter)?;
                return Some(vec![Node::text(range_delimiter(shown, DatePartName::Year)), node]);
            }
            (None, None) => return None,
        };
        let shows = |name: DatePartName| shown.iter().any(|part| part.part.name == name);
        let differing = if start.year != end.year && shows(DatePartName::Year) {
            DatePartName::Year
        } else if month_of(start) != month_of(end) && shows(DatePartName::Month) {
            DatePartName::Month
        } else if start.day_number() != end.day_number() && shows(DatePartName::Day) {
            DatePartName::Day
        } else {
            return Some(vec![self.parts_node(start, shown, delimiter)?]);
        };
        // Of "Winter 2000/2001", only the start has the part that is shown.
        let has_part = |point: &Point| match differing {
            DatePartName::Year => true,
            DatePartName::Month => month_of(point) > 0,
            DatePartName::Day => point.day_number().is_some(),
        };
        match (has_part(start), has_part(end)) {
            (true, true) => {}
            (false, true) => return Some(vec![self.parts_node(end, shown, delimiter)?]),
            _ => return Some(vec![self.parts_node(start, shown, delimiter)?]),
        }
        let is_in_range = |part: &Shown<'_>| size(part.part.name) <= size(differing);
        let first = shown.iter().position(is_in_range)?;
        let last = shown.iter().rposition(is_in_range)?;
        let (before, rest) = shown.split_at(first);
        let (range, after) = rest.split_at(last + 1 - first);
        let mut nodes = self.part_nodes(start, before);
        // A suffix to the year follows the second year.
        let suffix = self.cite.year_suffix.take();
        let mut starts = self.part_nodes(start, range);
        self.cite.year_suffix = suffix;
        let mut ends = self.part_nodes(end, range);
        drop_outer_affixes(&mut starts, &mut ends);
        let joined = |children: Vec<Node<'a>>| {
            Node::branch(Branch { children, delimiter: delimiter.into(), ..Branch::default() })
        };
        nodes.push(Node::group(vec![joined(starts), Node::text(range_delimiter(shown, differing)), joined(ends)]));
        nodes.extend(self.part_nodes(start, after));
        Some(vec![joined(nodes)])
    }
}

/// Between the two ends of a range there is only the delimiter: the suffix of the first end's last part and the prefix
/// of the second end's first part are dropped.
fn drop_outer_affixes(starts: &mut [Node<'_>], ends: &mut [Node<'_>]) {
    if let Some(Node::Branch(last)) = starts.last_mut() {
        last.suffix = "".into();
    }
    if let Some(Node::Branch(first)) = ends.first_mut() {
        first.prefix = "".into();
    }
}

fn range_delimiter<'a>(shown: &[Shown<'a>], name: DatePartName) -> &'a str {
    let part = shown.iter().find(|part| part.part.name == name);
    let delimiter = part.and_then(|part| {
        part.override_.and_then(|part| part.range_delimiter.as_deref()).or(part.part.range_delimiter.as_deref())
    });
    delimiter.unwrap_or("–")
}

const fn size(name: DatePartName) -> u8 {
    match name {
        DatePartName::Day => 0,
        DatePartName::Month => 1,
        DatePartName::Year => 2,
    }
}

/// The month or the season of a point, as a number for comparison.
fn month_of(point: &Point) -> u8 {
    match point.within {
        WithinYear::Whole => 0,
        WithinYear::Season(season) => 20 + season.number(),
        WithinYear::Month(month) | WithinYear::Day(month, _) => month,
    }
}

/// The sort key of a date: years of ten digits, months and days; years BC come first.
///
/// The start of a range is the primary key and its end the secondary one, so that ranges come after single dates with
/// the same start (CSL 1.0.2, "Sorting Variables"). An open end is later than all others.
pub(in crate::csl) fn sort_key(date: &Date) -> String {
    sort_key_of_parts(date, [true; 3])
}

/// The sort key of an open end.
const OPEN_END: &str = "99999999999999";

/// A sort key of which only some of year, month and day are part.
fn sort_key_of_parts(date: &Date, [with_year, with_month, with_day]: [bool; 3]) -> String {
    let key = |point: &Point| {
        let (year, month, day) = point.sort_key();
        // "Seasons are ignored for sorting", as their order depends on the hemisphere.
        let month = if matches!(point.within, WithinYear::Season(_)) { 0 } else { month };
        let year = if with_year { i64::from(year) + 5_000_000_000 } else { 0 };
        let (month, day) = (if with_month { month } else { 0 }, if with_day { day } else { 0 });
        format!("{year:010}{month:02}{day:02}")
    };
    match date {
        // Words without a year are not ordered by time.
        Date::Literal(_) => date.time().as_ref().map(key).unwrap_or_default(),
        Date::Point(point) => key(point),
        Date::Range(Some(start), Some(end)) => format!("{} {}", key(start), key(end)),
        Date::Range(Some(start), None) => format!("{} {OPEN_END}", key(start)),
        Date::Range(None, end) => end.as_ref().map(key).unwrap_or_default(),
    }
}
