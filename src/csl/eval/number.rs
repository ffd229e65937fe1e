//! `cs:number`, and numbers that are shown as text.

use std::borrow::Cow;
use std::cell::RefCell;

use super::Evaluation;
use crate::csl::number::{self, Numbers, Part};
use crate::csl::output::{Branch, Node, Role, plain_field};
use crate::csl::style::ir::{NumberElement, NumberForm, PageRangeFormat, Plural, TermForm};
use crate::csl::variable::{NumberName, VariableName};
use crate::model::NumberVariable;

impl<'s: 'a, 'a> Evaluation<'s, 'a> {
    /// Renders a number in the form of the element.
    pub(super) fn number(&mut self, element: &'a NumberElement) -> Option<Node<'a>> {
        let value = self.number_value(element.variable).filter(|value| !value.trim().is_empty());
        let is_new = !self.is_used_up(VariableName::Number(element.variable));
        self.note_variable(VariableName::Number(element.variable), value.is_some() && is_new);
        let value = value.filter(|_| is_new)?;
        let text = self.formatted_number(element.variable, &value, element.form);
        let node = self.look(plain_field(text), &element.look)?;
        Some(with_role(node, role(element.variable)))
    }

    /// Returns the value of a number variable.
    pub(super) fn number_value(&self, variable: NumberName) -> Option<Cow<'a, str>> {
        match variable {
            NumberName::Of(NumberVariable::Locator) => {
                self.cite.locator.map(|locator| Cow::Borrowed(locator.value.as_str()))
            }
            NumberName::Of(NumberVariable::CitationNumber) => {
                self.cite.citation_number.map(|number| Cow::Owned(number.to_string()))
            }
            NumberName::FirstReferenceNoteNumber => self.cite.first_note.map(|note| Cow::Owned(note.to_string())),
            NumberName::Of(variable) => self.cite.item.number(variable),
            NumberName::Unknown => None,
        }
    }

    /// Returns a number as `cs:text` shows it: with the dashes of ranges, pages in the format of the style.
    pub(super) fn number_as_text(&self, variable: NumberName, value: &str) -> String {
        match variable {
            NumberName::Of(NumberVariable::Page) => self.locator_value("page", number::unlabelled(value)),
            NumberName::Of(NumberVariable::Locator) => match self.cite.locator {
                Some(locator) => self.locator_text(locator),
                None => value.to_owned(),
            },
            // A hyphen is part of a page.
            NumberName::Of(NumberVariable::PageFirst) => value.replace("\\-", "-"),
            _ => self.formatted_number(variable, value, NumberForm::Numeric),
        }
    }

    /// Returns the value of a locator: pages in the format of the style, others with the dashes of ranges.
    pub(super) fn locator_value(&self, label: &str, value: &str) -> String {
        match label {
            "" | "page" => self.pages(value, self.engine.program.page_range_format, self.range_delimiter()),
            _ => self.pages(value, None, "–"),
        }
    }

    /// Ranges of pages, with the language's sign for "and".
    fn pages(&self, value: &str, format: Option<PageRangeFormat>, delimiter: &str) -> String {
        let pages = number::page_ranges(value, format, delimiter);
        match self.engine.locale.term("and", TermForm::Symbol, Plural::Single) {
            Some(and) if and != "&" && pages.contains('&') => pages.replace('&', and),
            _ => pages,
        }
    }

    /// The language's delimiter between the ends of a range.
    fn range_delimiter(&self) -> &'a str {
        self.engine.locale.term("page-range-delimiter", TermForm::Long, Plural::Single).unwrap_or("–")
    }

    /// How the numbers of a variable are read.
    pub(super) fn numbers_of(&self, variable: NumberName) -> Numbers<'a> {
        Numbers::of(variable, &self.engine.locale.and)
    }

    fn formatted_number(&self, variable: NumberName, value: &str, form: NumberForm) -> String {
        if form == NumberForm::Numeric && value.bytes().all(|byte| byte.is_ascii_digit()) {
            return value.to_owned();
        }
        if value.contains('<') {
            return self.number_with_markup(variable, value, form);
        }
        let numbers = self.numbers_of(variable);
        let Some(parts) = numbers.parts(value) else {
            if numbers.are_roman_range(value) {
                return number::page_ranges(value, None, self.range_delimiter());
            }
            return value.replace("\\-", "-");
        };
        let mut result = String::new();
        for part in parts {
            match part {
                Part::Hyphen => result.push_str(self.range_delimiter()),
                Part::Comma => result.push_str(", "),
                Part::Ampersand => {
                    let and = self.engine.locale.term("and", TermForm::Symbol, Plural::Single).unwrap_or("&");
                    result.push_str(&format!(" {and} "));
                }
                Part::Slash => result.push('/'),
                Part::And => result.push_str(&format!(" {} ", self.engine.locale.and)),
                Part::Number(text) => result.push_str(&self.number_in_form(variable, text, form)),
            }
        }
        result
    }

    /// A number with markup, which stays around what it surrounds: `<i>2</i>-<i>4</i>`.
    fn number_with_markup(&self, variable: NumberName, value: &str, form: NumberForm) -> String {
        let result = RefCell::new(String::with_capacity(value.len()));
        let is_numeric = self.numbers_of(variable).parts(&number::without_markup(value.into())).is_some();
        let text = |text: &str| {
            let formed = match text {
                "-" | "–" | "--" if is_numeric => self.range_delimiter().to_owned(),
                _ if text.contains('<') => text.to_owned(), // the sign itself
                _ => self.formatted_number(variable, text, form),
            };
            result.borrow_mut().push_str(&formed);
        };
        number::outside_of_markup(value, text, |tag| result.borrow_mut().push_str(tag));
        result.into_inner()
    }

    fn number_in_form(&self, variable: NumberName, text: String, form: NumberForm) -> String {
        let Ok(number) = text.parse::<u64>() else { return text };
        let locale = self.engine.locale;
        let gender = || locale.gender(variable.name());
        match form {
            NumberForm::Numeric => text,
            NumberForm::Roman => number::to_roman(number).unwrap_or(text),
            NumberForm::Ordinal => format!("{number}{}", locale.ordinal_suffix(number, gender())),
            NumberForm::LongOrdinal => match locale.long_ordinal(number, gender()) {
                Some(word) => word.to_owned(),
                None => format!("{number}{}", locale.ordinal_suffix(number, gender())),
            },
        }
    }
}

/// Returns the role of a number, for code that searches the output for it.
pub(super) fn role(variable: NumberName) -> Role {
    match variable {
        NumberName::Of(NumberVariable::CitationNumber) => Role::CitationNumber,
        NumberName::Of(NumberVariable::Locator) => Role::Locator,
        _ => Role::Plain,
    }
}

/// Adds a role to a node.
pub(super) fn with_role(node: Node<'_>, role: Role) -> Node<'_> {
    match node {
        node if role == Role::Plain => node,
        Node::Branch(branch) if branch.role == Role::Plain => Node::branch(Branch { role, ..*branch }),
        node => Node::with_role(role, vec![node]),
    }
}
