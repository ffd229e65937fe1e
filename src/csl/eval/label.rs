//! `cs:label` of a number (CSL 1.0.2, "Label").

use super::Evaluation;
use crate::csl::cite::{FurtherLocator, LocatorValue};
use crate::csl::number;
use crate::csl::output::{Node, plain_field};
use crate::csl::style::ir::{Element, Label, LabelElement, Plural, Pluralize, TermForm, TextElement, TextSource};
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
            NumberName::Of(NumberVariable::Page) => numbers.are_several(number::unlabelled(&value)),
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

    /// Renders the label of an empty variable that stands directly beside another number, which has no label of its own:
    /// `<text variable="number-of-pages"/><label variable="page"/>`. By the letter of "Label" there is none, but the
    /// style guides of such styles print "1584 p." (CSE), and so does citeproc-js.
    pub(super) fn label_of_neighbour(
        &mut self,
        element: &'a LabelElement,
        elements: &'a [Element],
        index: usize,
    ) -> Option<Node<'a>> {
        let shown = |element: &Element| match element {
            Element::Text(TextElement { source: TextSource::Variable(VariableName::Number(number), _), .. }) => {
                Some(*number)
            }
            Element::Number(number) => Some(number.variable),
            _ => None,
        };
        if elements.iter().any(|other| shown(other) == Some(element.variable)) {
            return None;
        }
        let neighbours = [index.checked_sub(1).and_then(|before| elements.get(before)), elements.get(index + 1)];
        let is_labelled = |variable: NumberName| {
            elements.iter().any(|other| matches!(other, Element::Label(label) if label.variable == variable))
        };
        let mut neighbours = neighbours.into_iter().flatten().filter_map(shown);
        let neighbour =
            neighbours.find(|variable| !is_labelled(*variable) && self.number_value(*variable).is_some())?;
        let value = number::without_markup(self.number_value(neighbour)?);
        let is_plural = self.numbers_of(neighbour).are_several(&value);
        let term = match element.variable {
            NumberName::Of(NumberVariable::Locator) => "page",
            other => other.name(),
        };
        self.label_of(term, is_plural, &element.label)
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
