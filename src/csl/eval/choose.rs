//! `cs:choose`: the branch whose conditions hold (CSL 1.0.2, "Choose").

use super::Evaluation;
use crate::csl::number;
use crate::csl::style::ir::{Branch, Condition, Matching, Precision, Test};
use crate::csl::variable::{NumberName, VariableName};
use crate::model::{CitePosition as Position, Date, NumberVariable, Point, TextVariable, WithinYear};

impl<'s: 'a, 'a> Evaluation<'s, 'a> {
    /// Returns the first branch whose conditions hold.
    pub(super) fn choose(&self, branches: &'a [Branch]) -> Option<&'a Branch> {
        branches.iter().find(|branch| branch.condition.as_ref().is_none_or(|condition| self.holds(condition)))
    }

    fn holds(&self, condition: &Condition) -> bool {
        let mut tests = condition.tests.iter().map(|test| self.passes(test));
        match condition.matching {
            Matching::All => tests.all(|passes| passes),
            Matching::Any => tests.any(|passes| passes),
            Matching::None => !tests.any(|passes| passes),
        }
    }

    fn passes(&self, test: &Test) -> bool {
        let cite = &self.cite;
        match test {
            Test::Disambiguate => {
                let met = self.conditions_met.get() + 1;
                self.conditions_met.set(met);
                met <= cite.disambiguation.conditions
            }
            Test::IsNumeric(variable) => self.is_numeric(*variable),
            Test::IsUncertainDate(variable) => cite.item.date(*variable).is_some_and(is_uncertain),
            Test::Precision(variable, precision) => cite
                .item
                .date(*variable)
                .and_then(Date::first_point)
                .is_some_and(|point| precision_of(point) == *precision),
            Test::Locator(label) => cite.locator.is_some_and(|locator| same_label(&locator.label, label)),
            Test::Position(position) => self.is_at(*position),
            Test::Type(kinds) => kinds.contains(&cite.item.kind()),
            Test::Variable(variable) => self.has(*variable),
            Test::Never => false,
        }
    }

    fn is_numeric(&self, variable: VariableName) -> bool {
        let numbers = match variable {
            VariableName::Number(number) => self.numbers_of(number),
            _ => self.numbers_of(NumberName::Unknown),
        };
        self.plain_value(variable).is_some_and(|value| numbers.are_all(&number::without_markup(value)))
    }

    /// Positions exist only in citations (CSL 1.0.2, "Choose", `position`).
    fn is_at(&self, position: Position) -> bool {
        if self.cite.area == super::Area::Bibliography {
            return false;
        }
        let at = self.cite.position;
        match position {
            Position::First => at == Position::First,
            Position::Subsequent => at != Position::First,
            Position::Ibid => matches!(at, Position::Ibid | Position::IbidWithLocator),
            Position::IbidWithLocator => at == Position::IbidWithLocator,
            Position::NearNote => self.cite.near_note,
        }
    }

    /// Returns whether a variable has a value.
    pub(super) fn has(&self, variable: VariableName) -> bool {
        let cite = &self.cite;
        match variable {
            VariableName::Number(NumberName::Of(NumberVariable::Locator)) => cite.locator.is_some(),
            VariableName::Number(NumberName::Of(NumberVariable::CitationNumber)) => cite.citation_number.is_some(),
            VariableName::Number(NumberName::FirstReferenceNoteNumber) => cite.first_note.is_some(),
            VariableName::Text(TextVariable::YearSuffix) => cite.year_suffix.is_some(),
            VariableName::Text(TextVariable::CitationLabel) => true,
            other => cite.item.has(other),
        }
    }
}

/// Compares the label of a locator in a style with the one in data: CSL 1.0.1 wrote "sub verbo" with or without a
/// hyphen.
fn same_label(one: &str, other: &str) -> bool {
    one == other || one.replace('-', " ") == other.replace('-', " ")
}

fn precision_of(point: Point) -> Precision {
    match point.within {
        WithinYear::Day(..) => Precision::Day,
        WithinYear::Month(_) | WithinYear::Season(_) => Precision::MonthOrSeason,
        WithinYear::Whole => Precision::Year,
    }
}

fn is_uncertain(date: &Date) -> bool {
    match date {
        Date::Point(point) => point.qualification != crate::model::Qualification::Certain,
        Date::Range(start, end) => {
            [start, end].into_iter().flatten().any(|point| point.qualification != crate::model::Qualification::Certain)
        }
        Date::Literal(_) => false,
    }
}
