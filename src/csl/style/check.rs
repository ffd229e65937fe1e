//! Checks the tree of a style against the schema: reports what is not valid, and removes it.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::attributes::Value;
use super::faults::{Allowed, Faults};
use super::schema::{Choice, Content, Count, Rule, is_element};
use super::vocabulary::{Class, names};
use crate::diag::Code;
use crate::syntax::xml::{PlacedAttribute, PlacedElement};

/// CSL's namespace.
const NAMESPACE: &str = "http://purl.org/net/xbiblio/csl";

/// Checks an element and what is in it.
pub(super) fn check(root: &mut PlacedElement<'_>, rule: &'static Rule, faults: &mut Faults<'_>) {
    let names_of = |elements: Vec<&PlacedElement<'_>>| -> BTreeSet<String> {
        elements.into_iter().filter_map(|element| element.value("name").map(str::to_owned)).collect()
    };
    let terms = root.named("locale").filter_map(|locale| locale.child("terms")).flat_map(|all| all.named("term"));
    let terms = names_of(terms.collect());
    let macros = names_of(root.named("macro").collect());
    Check { macros, terms, faults }.element(root, rule);
}

struct Check<'f, 'a> {
    /// The macros of the style.
    macros: BTreeSet<String>,
    /// The terms that the style defines itself.
    terms: BTreeSet<String>,
    faults: &'f mut Faults<'a>,
}

impl Check<'_, '_> {
    fn element(&mut self, element: &mut PlacedElement<'_>, rule: &'static Rule) {
        let tag = element.name.clone();
        for required in rule.required.iter().filter(|name| element.attribute(name).is_none()) {
            let code = if rule.name == "link" { Code::StyleInfo } else { Code::StyleElement };
            self.faults.add(code, &element.at, format!("<{tag}> has no attribute “{required}”"));
        }
        // Only a dependent style has no class.
        if rule.name == "style" && element.child("citation").is_some() && element.attribute("class").is_none() {
            self.faults.add(Code::StyleElement, &element.at, "<style> has no attribute “class”");
        }
        if !rule.one_of.is_empty() && rule.one_of.iter().all(|name| element.attribute(name).is_none()) {
            let message =
                format!("<{tag}> has none of the attributes {}", rule.one_of[..rule.one_of.len().min(7)].join(", "));
            self.faults.add(Code::StyleElement, &element.at, message);
        }
        if rule.choice == Choice::Single {
            self.choice(element, rule);
        }
        if rule.content == Content::SomeElements && element.children.is_empty() {
            self.faults.add(Code::StyleEmpty, &element.at, format!("<{tag}> contains nothing"));
        }
        // A date is shown in a form of the locale, or in the parts that the style names (CSL 1.0.2, "Date").
        let is_shown_date = rule.name == "date" && element.attribute("variable").is_some();
        if is_shown_date && element.attribute("form").is_none() && element.child("date-part").is_none() {
            let message = "<date> shows nothing: it has neither the attribute “form” nor a <date-part>";
            self.faults.add(Code::StyleEmpty, &element.at, message);
        }
        element.attributes.retain(|attribute| self.attribute(attribute, &tag, rule));
        if rule.content == Content::Anything {
            element.children.clear();
            return;
        }
        if matches!(rule.content, Content::Elements | Content::SomeElements) && !element.text_at.is_empty() {
            let message = format!("<{tag}> contains no text, but elements");
            self.faults.add(Code::StyleElement, &element.text_at, message);
        }
        self.children(element, rule);
    }

    /// Reports attributes that have no effect because of another one.
    fn choice(&mut self, element: &PlacedElement<'_>, rule: &'static Rule) {
        let mut given = rule.one_of.iter().filter_map(|name| element.attribute(name));
        let Some(first) = given.next() else { return };
        for other in given {
            let message =
                format!("<{}> has “{}” and “{}”: the latter has no effect", element.name, first.name, other.name);
            self.faults.add(Code::StyleDuplicate, &other.name_at, message);
        }
    }

    fn children(&mut self, element: &mut PlacedElement<'_>, rule: &'static Rule) {
        let tag = element.name.clone();
        let mut seen: Vec<&'static str> = Vec::new();
        let is_choose = rule.name == "choose";
        element.children.retain_mut(|child| {
            let Some((of_child, count)) = rule.child(&child.name) else {
                self.unknown_element(child, &tag, rule);
                return false;
            };
            if let Some(extension) = of_child.unheeded {
                let message = format!("<{}> is of {extension}, and has no effect", child.name);
                self.faults.add(Code::StyleExtension, &child.at, message);
                return false;
            }
            // Layouts for a language each are followed by one for all others.
            let is_counted = match count {
                Count::Any | Count::AtLeastOne => false,
                Count::AtMostOne | Count::One => true,
                Count::OneWithout(attribute) => child.attribute(attribute).is_none(),
            };
            if is_counted && seen.contains(&of_child.name) {
                let message = format!("<{tag}> has a second <{}>, which has no effect", child.name);
                self.faults.add(Code::StyleDuplicate, &child.at, message);
                return false;
            }
            if is_choose && seen.contains(&"else") || is_choose && child.name == "else-if" && !seen.contains(&"if") {
                let message = match seen.contains(&"else") {
                    true => format!("<{}> follows <else>, which must be the last", child.name),
                    false => "<else-if> has no <if> before it".to_owned(),
                };
                self.faults.add(Code::StyleElement, &child.at, message);
                return false;
            }
            if (is_counted || count == Count::AtLeastOne || is_choose) && !seen.contains(&of_child.name) {
                seen.push(of_child.name);
            }
            self.element(child, of_child);
            true
        });
        for (missing, count) in rule.child_rules() {
            let is_needed = matches!(count, Count::One | Count::AtLeastOne | Count::OneWithout(_));
            if is_needed && !seen.contains(&missing.name) {
                let message = format!("<{tag}> has no <{}>", missing.name);
                match (rule.name, missing.name) {
                    ("style" | "info" | "author" | "contributor" | "translator", _) => {
                        self.faults.add(Code::StyleInfo, &element.at, message);
                    }
                    (_, "layout") if element.named("layout").next().is_none() => {
                        self.faults.refuse(Code::StyleUnusable, &element.at, message);
                    }
                    _ => self.faults.add(Code::StyleElement, &element.at, message),
                }
            }
        }
        let mut names = HashSet::new();
        for definition in element.children.iter().filter(|child| rule.name == "style" && child.name == "macro") {
            let Some(name) = definition.attribute("name") else { continue };
            if !names.insert(&name.value) {
                let message = format!("there is a second macro “{}”, which has no effect", name.value);
                self.faults.add(Code::StyleDuplicate, &name.value_at, message);
            }
        }
    }

    fn unknown_element(&mut self, child: &PlacedElement<'_>, tag: &str, rule: &'static Rule) {
        let allowed: Vec<&str> = rule.child_rules().map(|(rule, _)| rule.name).collect();
        if is_element(&child.name) {
            let message = match allowed.is_empty() {
                true => format!("<{}> is in <{tag}>, which contains no elements", child.name),
                false => format!("<{}> is not allowed in <{tag}>", child.name),
            };
            self.faults.add_word(Code::StyleElement, &child.at, message, "", &Allowed::Words(&allowed));
        } else {
            let message = format!("<{}> is not an element of CSL, and has no effect", child.name);
            self.faults.add_word(Code::StyleElement, &child.at, message, &child.name, &Allowed::Words(&allowed));
        }
    }

    /// Reports an attribute that is not valid; returns whether it stays.
    fn attribute(&mut self, attribute: &PlacedAttribute<'_>, tag: &str, rule: &'static Rule) -> bool {
        let PlacedAttribute { name, value, name_at, value_at } = attribute;
        let Some(kind) = rule.attribute(name) else {
            if !name.starts_with("xmlns:") && !name.starts_with("xsi:") {
                let allowed: Vec<&str> = rule.attribute_rules().map(|(name, _)| *name).collect();
                let message = format!("<{tag}> has no attribute “{name}” in CSL: it has no effect");
                self.faults.add_word(Code::StyleAttribute, name_at, message, name, &Allowed::Names(&allowed));
            }
            return false;
        };
        match kind {
            Value::Text => true,
            Value::Flag => self.word(attribute, &["true", "false"]),
            Value::Words(words) => self.word(attribute, words),
            Value::WordList(words) => {
                for (word, at) in placed(attribute) {
                    if !words.contains(&word) {
                        self.not_allowed(name, word, &at, words);
                    }
                }
                true
            }
            Value::Count => {
                let is_count = value.trim().parse::<u32>().is_ok();
                if !is_count {
                    let message = format!("“{name}” is “{value}”, which is not a number");
                    self.faults.add(Code::StyleValue, value_at, message);
                }
                is_count
            }
            Value::Name(class) => {
                self.name(value, value_at, class, tag);
                true
            }
            Value::Names(class) => {
                for (name, at) in placed(attribute) {
                    self.name(name, &at, class, tag);
                }
                true
            }
            Value::Macro => {
                if !self.macros.contains(value.as_ref()) {
                    self.faults.undefined_macro(value, value_at, self.macros.iter());
                }
                true
            }
            Value::Version => {
                if !matches!(value.as_ref(), "1.0" | "1.0.1" | "1.0.2") && !value.starts_with("1.1") {
                    let message = format!("“version” is “{value}”: styles of CSL 1.0.2 have “1.0”");
                    self.faults.add(Code::StyleValue, value_at, message);
                }
                true
            }
            Value::Namespace => {
                if value != NAMESPACE {
                    let message = format!("“xmlns” is “{value}”: CSL’s namespace is {NAMESPACE}");
                    self.faults.add(Code::StyleValue, value_at, message);
                }
                true
            }
            Value::Unheeded(extension) => {
                let message = format!("“{name}” is of {extension}, and has no effect");
                self.faults.add(Code::StyleExtension, name_at, message);
                false
            }
            Value::OnlyHeeded(word, extension) => {
                if value != word {
                    let message = format!("“{name}” has no effect with this value of {extension}: only “{word}” has");
                    self.faults.add(Code::StyleExtension, value_at, message);
                }
                value == word
            }
        }
    }

    fn word(&mut self, attribute: &PlacedAttribute<'_>, words: &[&str]) -> bool {
        let is_allowed = words.contains(&attribute.value.as_ref());
        if !is_allowed {
            self.not_allowed(&attribute.name, &attribute.value, &attribute.value_at, words);
        }
        is_allowed
    }

    fn not_allowed(&mut self, attribute: &str, word: &str, at: &Range<usize>, words: &[&str]) {
        let message = format!("“{word}” is not a value of “{attribute}”");
        self.faults.add_word(Code::StyleValue, at, message, word, &Allowed::Words(words));
    }

    fn name(&mut self, name: &str, at: &Range<usize>, class: Class, tag: &str) {
        let is_own_term = || class == Class::Term && tag != "term" && self.terms.contains(name);
        if class.knows(name) || is_own_term() {
            return;
        }
        if class.is_of_variables() && Class::Variable.knows(name) {
            let classes = [Class::Names, Class::Date, Class::Number];
            let own = classes.into_iter().find(|class| class.knows(name)).map_or("a text variable", Class::noun);
            let message = format!("<{tag}> shows nothing for “{name}”, which is {own}");
            self.faults.add(Code::StyleVariable, at, message);
            return;
        }
        let message = format!("“{name}” is not {} of CSL, and has no effect", class.noun());
        let known = if self.faults.is_full() { Vec::new() } else { class.names() };
        self.faults.add_word(Code::StyleNameUnknown, at, message, name, &Allowed::Names(&known));
    }
}

/// The names in a list, with their places.
fn placed<'v>(attribute: &'v PlacedAttribute<'_>) -> impl Iterator<Item = (&'v str, Range<usize>)> {
    let value = attribute.value.as_ref();
    let is_verbatim = value.len() == attribute.value_at.len();
    names(value).map(move |name| {
        let offset = name.as_ptr() as usize - value.as_ptr() as usize;
        let start = attribute.value_at.start + offset;
        // If the value has references, its characters are not where they are in the text.
        (name, if is_verbatim { start..start + name.len() } else { attribute.value_at.clone() })
    })
}
