//! What the schema of CSL forbids, and has no effect on what a style prints: attributes without effect, an order that is
//! not kept, dates and numbers that are none.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::faults::{Allowed, Faults};
use super::schema::{Content, Rule};
use crate::diag::Code;
use crate::syntax::xml::PlacedElement;

/// Reports such faults of an element and what is in it.
pub(super) fn check(element: &PlacedElement<'_>, rule: &'static Rule, faults: &mut Faults<'_>) {
    match rule.content {
        Content::DateTime => text(element, &DATE_TIME, "a date such as 2026-01-31T12:00:00+00:00", faults),
        Content::Issn => text(element, &ISSN, "an ISSN such as 1234-567X", faults),
        _ => {}
    }
    match rule.name {
        "names" => order(element, faults),
        "text" => text_source(element, faults),
        _ => {}
    }
    for child in &element.children {
        if let Some((rule, _)) = rule.child(&child.name) {
            check(child, rule, faults);
        }
    }
}

/// The type `dateTime` of XML Schema.
static DATE_TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$")
        .expect("the pattern is valid")
});

static ISSN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\d{4}-\d{3}[\dXx]$").expect("the pattern is valid"));

fn text(element: &PlacedElement<'_>, pattern: &Regex, expected: &str, faults: &mut Faults<'_>) {
    let text = element.text.trim();
    if pattern.is_match(text) {
        return;
    }
    let (at, message): (&Range<usize>, String) = match text.is_empty() {
        true => (&element.at, format!("<{}> is empty: it should be {expected}", element.name)),
        false => (&element.text_at, format!("<{}> is “{text}”: it should be {expected}", element.name)),
    };
    faults.add(Code::StyleInfo, at, message);
}

/// "If used, `cs:substitute` must be included as the last child element of `cs:names`" (CSL 1.0.2, "Substitute").
fn order(element: &PlacedElement<'_>, faults: &mut Faults<'_>) {
    let after = element.children.iter().skip_while(|child| child.name != "substitute").skip(1);
    for child in after {
        let message = format!("<{}> follows <substitute>, which must be the last", child.name);
        faults.add(Code::StyleElement, &child.at, message);
    }
}

/// Forms of a text are those of its variable or term, and only terms have a plural (CSL 1.0.2, "Text").
fn text_source(element: &PlacedElement<'_>, faults: &mut Faults<'_>) {
    let Some(source) =
        ["variable", "macro", "term", "value"].into_iter().find(|source| element.attribute(source).is_some())
    else {
        return;
    };
    for (name, sources) in [("form", &["variable", "term"][..]), ("plural", &["term"])] {
        if let Some(attribute) = element.attribute(name).filter(|_| !sources.contains(&source)) {
            let message = format!("“{name}” has no effect on a <text> with “{source}”");
            faults.add(Code::StyleAttribute, &attribute.name_at, message);
        }
    }
    const FORMS: &[&str] = &["long", "short"];
    if let Some(form) = element.attribute("form").filter(|form| source == "variable" && !FORMS.contains(&&*form.value))
    {
        let message = format!("a variable has no form “{}”", form.value);
        faults.add_word(Code::StyleAttribute, &form.value_at, message, &form.value, &Allowed::Words(FORMS));
    }
}
