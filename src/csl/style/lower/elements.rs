//! Compiles rendering elements.

use super::look::look;
use super::lowering::Lowering;
use super::values::{flag, word};
use crate::csl::style::ir::{
    DateElement, DatePart, DatePartForm, DatePartName, Element, GroupElement, Label, LabelElement, NumberElement,
    Plural, TextElement, TextSource,
};
use crate::csl::style::vocabulary::canonical;
use crate::csl::variable::{NumberName, VariableName};
use crate::model::DateVariable;
use crate::syntax::xml::PlacedElement;

impl Lowering<'_> {
    pub(super) fn element(&mut self, element: &PlacedElement<'_>) -> Option<Element> {
        Some(match &*element.name {
            "text" => Element::Text(TextElement { source: self.source(element)?, look: look(element) }),
            "number" => Element::Number(NumberElement {
                variable: number(element),
                form: word(element, "form").unwrap_or_default(),
                look: look(element),
            }),
            "label" => Element::Label(LabelElement { variable: number(element), label: label(element) }),
            "date" => Element::Date(Box::new(date(element))),
            "names" => Element::Names(Box::new(self.names(element))),
            "group" => Element::Group(GroupElement {
                children: self.elements(&element.children),
                delimiter: element.value("delimiter").unwrap_or_default().to_owned(),
                look: look(element),
            }),
            "choose" => Element::Choose(self.choose(element)),
            _ => return None,
        })
    }

    fn source(&self, text: &PlacedElement<'_>) -> Option<TextSource> {
        if let Some(name) = text.value("variable") {
            let form = word(text, "form").unwrap_or_default();
            return Some(TextSource::Variable(VariableName::from_name(&canonical(name)), form));
        }
        if let Some(name) = text.value("macro") {
            return self.macro_index(name).map(TextSource::Macro);
        }
        if let Some(name) = text.value("term") {
            let is_plural = flag(text, "plural").unwrap_or_default();
            let plural = if is_plural { Plural::Multiple } else { Plural::Single };
            let form = word(text, "form").unwrap_or_default();
            return Some(TextSource::Term(canonical(name).as_ref().into(), form, plural));
        }
        text.value("value").map(|value| TextSource::Value(value.to_owned()))
    }
}

fn number(element: &PlacedElement<'_>) -> NumberName {
    element.value("variable").map_or(NumberName::Unknown, |name| NumberName::from_name(&canonical(name)))
}

pub(super) fn label(label: &PlacedElement<'_>) -> Label {
    Label {
        form: word(label, "form").unwrap_or_default(),
        plural: word(label, "plural").unwrap_or_default(),
        look: look(label),
    }
}

pub(super) fn date(date: &PlacedElement<'_>) -> DateElement {
    DateElement {
        variable: date.value("variable").and_then(DateVariable::from_name),
        form: word(date, "form"),
        shown: word(date, "date-parts").unwrap_or_default(),
        parts: date.named("date-part").filter_map(date_part).collect(),
        delimiter: date.value("delimiter").unwrap_or_default().to_owned(),
        look: look(date),
    }
}

fn date_part(part: &PlacedElement<'_>) -> Option<DatePart> {
    let name = word(part, "name")?;
    Some(DatePart {
        name,
        form: word(part, "form").map(|form| form_for(name, form)),
        range_delimiter: part.value("range-delimiter").map(str::to_owned),
        look: look(part),
    })
}

/// The form of a part, or its default if it does not have this form.
fn form_for(name: DatePartName, form: DatePartForm) -> DatePartForm {
    match (name, form) {
        (DatePartName::Day, DatePartForm::Long | DatePartForm::Short) => DatePartForm::Numeric,
        (DatePartName::Month, DatePartForm::Ordinal) => DatePartForm::Long,
        (DatePartName::Year, DatePartForm::Numeric | DatePartForm::NumericLeadingZeros | DatePartForm::Ordinal) => {
            DatePartForm::Long
        }
        (_, form) => form,
    }
}
