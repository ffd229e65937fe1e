//! Compiles `cs:names` and what is in it, and the options for names that areas and styles have too.

use super::elements::label;
use super::look::{format, look};
use super::lowering::Lowering;
use super::values::{is_true, number, word};
use crate::csl::style::ir::{
    DelimiterPrecedes, EtAl, LabelPlace, Look, Name, NameAnd, NameAsSortOrder, NameForm, NameOptions, NamePartName,
    NamesElement,
};
use crate::csl::style::vocabulary::{self, canonical};
use crate::csl::style::words::Word as _;
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
            institution: names.child("institution").map(|institution| {
                let long = institution.named("institution-part").find(|part| part.value("name").is_some());
                long.map(look).unwrap_or_default()
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
    let mut options = NameOptions::default();
    for attribute in &element.attributes {
        let value = &*attribute.value;
        match &*attribute.name {
            "and" => options.and = NameAnd::from_word(value),
            "name-delimiter" => options.delimiter = Some(value.to_owned()),
            "names-delimiter" => options.names_delimiter = Some(value.to_owned()),
            "delimiter-precedes-et-al" => options.delimiter_precedes_et_al = DelimiterPrecedes::from_word(value),
            "delimiter-precedes-last" => options.delimiter_precedes_last = DelimiterPrecedes::from_word(value),
            "et-al-min" => options.et_al_min = number(value),
            "et-al-use-first" => options.et_al_use_first = number(value),
            "et-al-subsequent-min" => options.et_al_subsequent_min = number(value),
            "et-al-subsequent-use-first" => options.et_al_subsequent_use_first = number(value),
            "et-al-use-last" => options.et_al_use_last = Some(is_true(value)),
            "name-form" => options.form = NameForm::from_word(value),
            "initialize" => options.initialize = Some(is_true(value)),
            "initialize-with" => options.initialize_with = Some(value.to_owned()),
            "name-as-sort-order" => options.name_as_sort_order = NameAsSortOrder::from_word(value),
            "sort-separator" => options.sort_separator = Some(value.to_owned()),
            _ => {}
        }
    }
    options
}
