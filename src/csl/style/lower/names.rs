//! Compiles `cs:names` and what is in it, and the options for names that areas and styles have too.

use super::elements::label;
use super::look::{format, look};
use super::lowering::Lowering;
use super::values::{count, flag, word};
use crate::csl::style::ir::{EtAl, LabelPlace, Look, Name, NameOptions, NamePartName, NamesElement};
use crate::csl::style::vocabulary::{self, canonical};
use crate::model::NameVariable;
use crate::syntax::xml::PlacedElement;

impl Lowering<'_> {
    pub(super) fn names(&mut self, names: &PlacedElement<'_>) -> NamesElement {
        let variables = vocabulary::names(names.value("variable").unwrap_or_default());
        let place_of = |name: &str| names.children.iter().position(|child| child.name == name);
        NamesElement {
            variables: variables.filter_map(|name| NameVariable::from_name(&canonical(name))).collect(),
            name: names.child("name").map(name),
            et_al: names.child("et-al").map(|et_al| EtAl {
                term: canonical(et_al.value("term").unwrap_or("et-al")).as_ref().into(),
                format: format(et_al),
            }),
            label: names.child("label").map(|element| {
                // The order only matters if there is a name to precede.
                let is_before = place_of("name").is_some_and(|name| place_of("label") < Some(name));
                let place = if is_before { LabelPlace::BeforeName } else { LabelPlace::AfterName };
                (label(element), place)
            }),
            substitute: names.child("substitute").map(|all| self.elements(&all.children)).unwrap_or_default(),
            options: NameOptions {
                delimiter: None,
                names_delimiter: names.value("delimiter").map(str::to_owned),
                ..name_options(names)
            },
            look: look(names),
        }
    }
}

fn name(name: &PlacedElement<'_>) -> Name {
    let part = |wanted: NamePartName| {
        name.named("name-part").find(|part| word(part, "name") == Some(wanted)).map(|part| look(part))
    };
    Name {
        options: NameOptions {
            delimiter: name.value("delimiter").map(str::to_owned),
            names_delimiter: None,
            form: word(name, "form"),
            ..name_options(name)
        },
        look: Look { display: None, ..look(name) },
        family: part(NamePartName::Family),
        given: part(NamePartName::Given),
    }
}

/// The options of an element under the names that all elements share.
pub(super) fn name_options(element: &PlacedElement<'_>) -> NameOptions {
    let text = |name: &str| element.value(name).map(str::to_owned);
    NameOptions {
        and: word(element, "and"),
        delimiter: text("name-delimiter"),
        names_delimiter: text("names-delimiter"),
        delimiter_precedes_et_al: word(element, "delimiter-precedes-et-al"),
        delimiter_precedes_last: word(element, "delimiter-precedes-last"),
        et_al_min: count(element, "et-al-min"),
        et_al_use_first: count(element, "et-al-use-first"),
        et_al_subsequent_min: count(element, "et-al-subsequent-min"),
        et_al_subsequent_use_first: count(element, "et-al-subsequent-use-first"),
        et_al_use_last: flag(element, "et-al-use-last"),
        form: word(element, "name-form"),
        initialize: flag(element, "initialize"),
        initialize_with: text("initialize-with"),
        name_as_sort_order: word(element, "name-as-sort-order"),
        sort_separator: text("sort-separator"),
    }
}
