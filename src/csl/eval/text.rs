//! `cs:text`: variables, macros, terms and words of the style.

use std::borrow::Cow;

use super::Evaluation;
use super::number::{role, with_role};
use crate::csl::Links;
use crate::csl::item::Value;
use crate::csl::label::citation_label;
use crate::csl::names::has_italics;
use crate::csl::output::{Branch, Node, Role, apply_case, field, made_field, plain_field, without_controls};
use crate::csl::style::ir::{Look, TextCase, TextElement, TextSource, VariableForm};
use crate::csl::variable::{NumberName, VariableName};
use crate::model::{IdentifierVariable, Inline, NumberVariable, Text, TextVariable};
use crate::text::is_safe_link;

impl<'s: 'a, 'a> Evaluation<'s, 'a> {
    /// Renders the element.
    pub(super) fn text(&mut self, element: &'a TextElement, into: &mut Vec<Node<'a>>) {
        let before = into.len();
        match &element.source {
            TextSource::Macro(index) => self.called_macro(*index, &element.look, into),
            _ => into.extend(self.text_node(element)),
        }
        self.has_output |= into.len() > before;
    }

    /// A macro is shown like a group: not if it requests variables and all of them are empty.
    fn called_macro(&mut self, index: usize, of: &'a Look, into: &mut Vec<Node<'a>>) {
        let elements = self.engine.program.macros.get(index).map_or(&[][..], Vec::as_slice);
        let strips_periods = self.strips_periods;
        self.strips_periods |= of.strip_periods;
        let start = self.elements_as_group(elements, into);
        self.strips_periods = strips_periods;
        let Some(start) = start else { return };
        if into.len() - start > 1 || !of.is_bare() {
            let children = into.drain(start..).collect();
            into.extend(self.look(children, of));
        }
    }

    fn text_node(&mut self, element: &'a TextElement) -> Option<Node<'a>> {
        match &element.source {
            TextSource::Variable(variable, form) => self.variable(*variable, *form, &element.look),
            TextSource::Macro(_) => None, // `text` has called it
            TextSource::Term(name, form, plural) => {
                let term = self.engine.locale.term(name, *form, *plural)?;
                if &**name == "no date" {
                    self.note(true); // it replaces the date
                }
                let term = self.without_periods(term, &element.look);
                let mut children = plain_field(term);
                // A note or a reference starts with a capital letter, as in "Ibid."
                if self.cite.starts_sentence && !self.has_output && self.sort.is_none() {
                    apply_case(&mut children, TextCase::CapitalizeFirst, self.case_language());
                }
                self.look(children, &element.look)
            }
            TextSource::Value(value) => self.look(plain_field(value.as_str()), &element.look),
        }
    }

    fn variable(&mut self, variable: VariableName, form: VariableForm, look: &'a Look) -> Option<Node<'a>> {
        if self.is_used_up(variable) {
            self.note(false);
            return None;
        }
        match variable {
            VariableName::Text(TextVariable::YearSuffix) => {
                // It belongs to the document, not to the work: if there is none, this does not affect a group.
                let suffix = self.take_year_suffix()?;
                self.note(true);
                return self.look(vec![suffix], look);
            }
            VariableName::Text(TextVariable::CitationLabel) => {
                self.note(true);
                let mut children = vec![Node::text(self.citation_label())];
                if self.adds_year_suffix() {
                    children.extend(self.take_year_suffix());
                }
                let node = self.look(children, look)?;
                return Some(with_role(node, Role::CitationLabel));
            }
            _ => {}
        }
        let value = self.value(variable, form);
        self.note_variable(variable, value.is_some());
        match value? {
            Value::Rich(text) => {
                let children = match &text {
                    Cow::Borrowed(text) => field(text.inlines()),
                    Cow::Owned(made) => made_field(made.inlines()),
                };
                let node = self.look(children, look)?;
                let has_italics = || match text.inlines() {
                    [Inline::Str(text)] => has_italics(text),
                    _ => has_italics(&text.to_plain()),
                };
                Some(match (look.format.font_style, node) {
                    (Some(_), Node::Branch(mut branch)) if !has_italics() => {
                        branch.format.font_style = None;
                        Node::Branch(branch)
                    }
                    (_, node) => node,
                })
            }
            Value::Plain(text) => {
                let (children, role) = match variable {
                    VariableName::Number(number) => (plain_field(self.number_as_text(number, &text)), role(number)),
                    VariableName::Identifier(identifier) => return self.identifier(identifier, &text, look),
                    _ => (plain_field(text), Role::Plain),
                };
                Some(with_role(self.look(children, look)?, role))
            }
        }
    }

    /// An identifier, linked to its address (CSL 1.0.2, appendix VI). If the style writes the start of the address
    /// before it, that is part of the link.
    fn identifier(&self, variable: IdentifierVariable, value: &str, of: &'a Look) -> Option<Node<'a>> {
        let value = without_controls(value.into()).into_owned();
        let Some(url) = variable.address(&value).filter(|_| self.cite.links == Links::Identifiers) else {
            return self.look(vec![Node::text(value)], of);
        };
        let prefix = of.affixes.prefix.as_str();
        let start = prefix.find("http").filter(|start| is_safe_link(&prefix[*start..])).unwrap_or(prefix.len());
        let (before, of_link) = prefix.split_at(start);
        // Affixes do not get the formatting of their content, but the address is one link.
        let shown = self.look(vec![Node::text(value)], of)?;
        let (shown, outer) = match shown {
            Node::Branch(branch) => {
                let outer = Branch { suffix: branch.suffix, display: branch.display, ..Branch::default() };
                let inner = Branch { prefix: "".into(), suffix: "".into(), display: None, ..*branch };
                (Node::branch(inner), outer)
            }
            plain => (plain, Branch::default()),
        };
        let children = vec![Node::text(of_link), shown];
        let link = Branch { children, prefix: url.into(), role: Role::Link, ..Branch::default() };
        Some(Node::branch(Branch { children: vec![Node::branch(link)], prefix: before.into(), ..outer }))
    }

    /// Returns the label of the work: its own, or a generated one.
    pub(in crate::csl) fn citation_label(&self) -> String {
        let item = self.cite.item;
        match item.text(TextVariable::CitationLabel) {
            Some(label) => without_controls(label.to_plain().into()).into_owned(),
            None => citation_label(item.record()),
        }
    }

    /// Returns the value of a variable that can be shown as text.
    pub(super) fn value(&self, variable: VariableName, form: VariableForm) -> Option<Value<'a>> {
        let item = self.cite.item;
        let rich = |text: Option<Cow<'a, Text>>| text.filter(|text| !text.is_empty()).map(Value::Rich);
        let plain = |text: Option<Cow<'a, str>>| text.filter(|text| !text.is_empty()).map(Value::Plain);
        match (variable, form) {
            (VariableName::Text(variable), VariableForm::Long) => rich(item.text(variable)),
            (VariableName::Text(variable), VariableForm::Short) => rich(item.short_text(variable)),
            (VariableName::Number(NumberName::Of(NumberVariable::Number)), VariableForm::Short) => {
                plain(item.number_without_publisher())
            }
            (VariableName::Number(variable), _) => plain(self.number_value(variable)),
            (VariableName::Identifier(variable), _) => plain(item.identifier(variable)),
            (VariableName::Language, _) => plain(item.record().language.as_deref().map(Cow::Borrowed)),
            (VariableName::Keyword, _) => plain(Some(Cow::Owned(item.record().tags.join(", ")))),
            (VariableName::CitationKey, _) => plain(Some(Cow::Borrowed(item.record().id.as_str()))),
            (VariableName::Names(_) | VariableName::Date(_) | VariableName::Unknown, _) => None,
        }
    }

    /// Returns the value of a variable without markup, for tests and sorting.
    pub(in crate::csl) fn plain_value(&self, variable: VariableName) -> Option<Cow<'a, str>> {
        Some(match self.value(variable, VariableForm::Long)? {
            Value::Rich(text) => Cow::Owned(text.to_plain()),
            Value::Plain(text) => text,
        })
    }
}
