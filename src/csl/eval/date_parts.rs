//! `cs:date-part`: days, months and years (CSL 1.0.2, "Date-part").

use std::borrow::Cow;

use super::Evaluation;
use crate::csl::output::{Branch, Node, Role};
use crate::csl::style::ir::{DatePart, DatePartForm, DatePartName, Look, Plural, TermForm};
use crate::model::{Point, WithinYear};

impl<'s: 'a, 'a> Evaluation<'s, 'a> {
    /// Renders one part of a date. The style's attributes for a part of a localized date override those of the locale,
    /// except for the affixes, which are the locale's.
    pub(super) fn date_part(
        &mut self,
        point: &Point,
        part: &'a DatePart,
        own: Option<&'a DatePart>,
    ) -> Option<Node<'a>> {
        let form = own.and_then(|own| own.form).or(part.form);
        let text = match part.name {
            DatePartName::Day => self.day(point, form)?,
            DatePartName::Month => self.month(point, form)?,
            DatePartName::Year => self.year(point.year, form),
        };
        let strips_periods =
            self.strips_periods || part.look.strip_periods || own.is_some_and(|own| own.look.strip_periods);
        let text = if part.name == DatePartName::Month && strips_periods { text.replace('.', "").into() } else { text };
        let mut children = vec![Node::Text(text)];
        if part.name == DatePartName::Year {
            if self.adds_year_suffix() {
                children.extend(self.take_year_suffix());
            }
            children = vec![Node::with_role(Role::Year, children)];
        }
        let of_style: Option<&'a Look> = own.map(|own| &own.look);
        let of_part: &'a Look = &part.look;
        let text_case = of_style.and_then(|look| look.text_case).or(part.look.text_case);
        if let Some(case) = text_case {
            crate::csl::output::apply_case(&mut children, case, self.case_language());
        }
        Some(Node::branch(Branch {
            children,
            format: of_style.map_or(of_part.format, |look| look.format.or(of_part.format)),
            ..Branch::default().with_affixes(&of_part.affixes)
        }))
    }

    fn day(&self, point: &Point, form: Option<DatePartForm>) -> Option<Cow<'a, str>> {
        let day = point.day_number()?;
        let locale = self.engine.locale;
        Some(Cow::Owned(match form {
            Some(DatePartForm::NumericLeadingZeros) => format!("{day:02}"),
            Some(DatePartForm::Ordinal) if day == 1 || !locale.limit_day_ordinals_to_day_1 => {
                let gender = point.month_number().and_then(|month| locale.gender(&month_term(month)));
                format!("{day}{}", locale.ordinal_suffix(u64::from(day), gender))
            }
            _ => day.to_string(),
        }))
    }

    fn month(&self, point: &Point, form: Option<DatePartForm>) -> Option<Cow<'a, str>> {
        let (term, number) = match point.within {
            WithinYear::Month(month) | WithinYear::Day(month, _) => (month_term(month), Some(month)),
            WithinYear::Season(season) => (format!("season-{:02}", season.number()), None),
            WithinYear::Whole => return None,
        };
        match (form, number) {
            (Some(DatePartForm::Numeric), Some(month)) => return Some(Cow::Owned(month.to_string())),
            (Some(DatePartForm::NumericLeadingZeros), Some(month)) => return Some(Cow::Owned(format!("{month:02}"))),
            _ => {}
        }
        let form = if form == Some(DatePartForm::Short) { TermForm::Short } else { TermForm::Long };
        self.engine.locale.term(&term, form, Plural::Single).map(Cow::Borrowed)
    }

    /// Renders a year. Years before 1 are BC, years with fewer than four digits AD.
    fn year(&self, year: i32, form: Option<DatePartForm>) -> Cow<'a, str> {
        let term = |name: &str| self.engine.locale.term(name, TermForm::Long, Plural::Single).unwrap_or_default();
        Cow::Owned(match year {
            ..=0 => format!("{}{}", 1 - i64::from(year), term("bc")),
            1..=999 => format!("{year}{}", term("ad")),
            _ if form == Some(DatePartForm::Short) => format!("{:02}", year % 100),
            _ => year.to_string(),
        })
    }
}

fn month_term(month: u8) -> String {
    format!("month-{month:02}")
}
