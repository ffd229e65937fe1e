//! `cs:label` of a number (CSL 1.0.2, "Label").

use super::Evaluation;
use crate::csl::cite::{FurtherLocator, LocatorValue};
use crate::csl::number;
use crate::csl::output::{Node, plain_field};
use crate::csl::style::ir::{Label, LabelElement, Plural, Pluralize, TermForm};
use crate::csl::variable::{NumberName, VariableName};
use crate::model::NumberVariable;

impl<'s: 'a, 'a> Evaluation<'s, 'a> {
    /// Renders the label of a number variable; nothing if the variable is empty.
    pub(super) fn label(&mut self, element: &'a LabelElement) -> Option<Node<'a>> {
        let variable = element.variable;
        if self.is_used_up(VariableName::Number(variable)) {
            return None;
        }
        let value = self.number_value(variable).filter(|value| !value.trim().is_empty())?;
        let value = number::without_markup(value);
        let numbers = self.numbers_of(variable);
        let is_plural = match variable {
            // These are counts: a count above one is plural.
            NumberName::Of(NumberVariable::NumberOfPages | NumberVariable::NumberOfVolumes) => {
                let count = value.replace(',', "").trim().parse::<u64>();
                count.map_or_else(|_| numbers.are_several(&value), |count| count > 1)
            }
            _ => numbers.are_several(&value),
        };
        let term = match variable {
            NumberName::Of(NumberVariable::Locator) => self
                .cite
                .locator
                .map(|locator| locator.label.as_str())
                .filter(|label| !label.is_empty())
                .unwrap_or("page"),
            other => other.name(),
        };
        let node = self.label_of(term, is_plural, &element.label);
        if variable == NumberName::Of(NumberVariable::Locator) && node.is_some() {
            self.locator_label = Some(element.label.form);
        }
        node
    }

    /// The locator with the labels inside it. The one at its start is the label of the cite, and only shown by `cs:label`
    /// (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>, "Cite data").
    pub(super) fn locator_text(&self, locator: &LocatorValue) -> String {
        // Long words would be awkward between numbers.
        let form = self.locator_label.filter(|form| *form != TermForm::Long).unwrap_or(TermForm::Short);
        let numbers = self.numbers_of(NumberName::Of(NumberVariable::Locator));
        let label = |label: &str, value: &str| {
            let plural = if numbers.are_several(value) { Plural::Multiple } else { Plural::Single };
            self.label_term(label, form, plural).unwrap_or(label).to_owned()
        };
        let pages = |label: &str, value: &str| self.locator_value(label, value);
        // A label at the start belongs to `cs:label`: it is shown where the style shows one.
        let mut result = String::new();
        result.push_str(&pages(&locator.label, &locator.value));
        for FurtherLocator { joint, label: of_part, gap, value } in &locator.further {
            result.extend([joint.as_str(), &label(of_part, value), gap, &pages(of_part, value)]);
        }
        result
    }

    /// Renders a term as a label.
    pub(super) fn label_of(&self, term: &str, is_plural: bool, label: &'a Label) -> Option<Node<'a>> {
        let plural = match label.plural {
            Pluralize::Always => Plural::Multiple,
            Pluralize::Contextual if is_plural => Plural::Multiple,
            Pluralize::Contextual | Pluralize::Never => Plural::Single,
        };
        let words = self.label_term(term, label.form, plural)?;
        let words = self.without_periods(words, &label.look);
        self.look(plain_field(words), &label.look)
    }

    /// The term of a label. Locales write some of them with a space, and one as a single word.
    fn label_term(&self, name: &str, form: TermForm, plural: Plural) -> Option<&'a str> {
        let locale = self.engine.locale;
        let find = |name: &str| locale.term(name, form, plural);
        find(name).or_else(|| find(&name.replace('-', " "))).or_else(|| find(&name.replace('-', "")))
    }

    /// Returns whether the language has words for a label.
    pub(super) fn has_term(&self, name: &str) -> bool {
        self.label_term(name, TermForm::Long, Plural::Single).is_some_and(|words| !words.is_empty())
    }
}
