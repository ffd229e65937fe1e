//! Compiles `cs:choose`.

use super::lowering::Lowering;
use super::values::{flag, word};
use crate::csl::style::ir::{Branch, Condition, Precision, Test};
use crate::csl::style::vocabulary::{canonical, names};
use crate::csl::style::words::Word as _;
use crate::csl::variable::VariableName;
use crate::model::{CitePosition, DateVariable, Kind};
use crate::syntax::xml::PlacedElement;

impl Lowering<'_> {
    pub(super) fn choose(&mut self, choose: &PlacedElement<'_>) -> Vec<Branch> {
        let branch = |branch: &PlacedElement<'_>| {
            let condition = (branch.name != "else").then(|| self.condition(branch));
            Branch { condition, children: self.elements(&branch.children) }
        };
        choose.children.iter().map(branch).collect()
    }

    fn condition(&mut self, branch: &PlacedElement<'_>) -> Condition {
        let list = |attribute: &str| names(branch.value(attribute).unwrap_or_default());
        let variables = |attribute: &str| list(attribute).map(|name| VariableName::from_name(&canonical(name)));
        let mut tests = Vec::new();
        if let Some(disambiguate) = flag(branch, "disambiguate") {
            self.tests_disambiguate |= disambiguate;
            tests.push(if disambiguate { Test::Disambiguate } else { Test::Never });
        }
        tests.extend(variables("is-numeric").map(Test::IsNumeric));
        tests.extend(list("is-uncertain-date").map(|name| match DateVariable::from_name(name) {
            Some(variable) => Test::IsUncertainDate(variable),
            None => Test::Never,
        }));
        for (attribute, precision) in [
            ("has-day", Precision::Day),
            ("has-to-month-or-season", Precision::MonthOrSeason),
            ("has-year-only", Precision::Year),
        ] {
            tests.extend(list(attribute).map(|name| match DateVariable::from_name(name) {
                Some(variable) => Test::Precision(variable, precision),
                None => Test::Never,
            }));
        }
        tests.extend(list("locator").map(|name| Test::Locator(canonical(name).as_ref().into())));
        tests.extend(list("position").filter_map(CitePosition::from_word).map(Test::Position));
        // A work has only one type: it matches several types if it has one of them, whatever `match` says about other
        // tests.
        if branch.value("type").is_some() {
            tests.push(Test::Type(list("type").filter_map(Kind::from_name).collect()));
        }
        tests.extend(variables("variable").map(Test::Variable));
        // A test of an extension that is not heeded is never true.
        if tests.is_empty() {
            tests.push(Test::Never);
        }
        Condition { tests, matching: word(branch, "match").unwrap_or_default() }
    }
}
