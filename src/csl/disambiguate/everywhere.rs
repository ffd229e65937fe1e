//! Given names that tell people of one family name apart wherever they are cited: the rules `all-names` and `primary-name`
//! of `givenname-disambiguation-rule`.

use std::collections::{BTreeSet, HashMap};

use super::Everywhere;
use crate::csl::names::{GivenNames, NameStyle, name_node};
use crate::csl::output::{Finish, plain};
use crate::csl::style::ir::{GivenNameRule, NameForm};
use crate::model::Name;

/// How a name is shown by the style, and how with more of the given names.
struct Forms {
    as_style: String,
    with_initials: String,
    in_full: String,
}

/// The people that a document's cites name.
pub(in crate::csl) struct People<'a> {
    rule: GivenNameRule,
    finish: Finish<'a>,
    forms: HashMap<&'a Name, Forms>,
}

impl<'a> People<'a> {
    pub(in crate::csl) fn new(rule: GivenNameRule, finish: Finish<'a>) -> Self {
        Self { rule, finish, forms: HashMap::new() }
    }

    /// Takes in the names of a list that are subject to the rule, with how they are written.
    pub(in crate::csl) fn add(&mut self, names: &'a [Name], style: &NameStyle<'_, '_>) {
        let is_primary_only = matches!(self.rule, GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials);
        // The rules for initials do nothing where the style makes none.
        if is_for_initials(self.rule) && !(style.initialize && style.initialize_with.is_some()) {
            return;
        }
        for name in names.iter().take(if is_primary_only { 1 } else { usize::MAX }) {
            self.forms.entry(name).or_insert_with(|| forms_of(name, style, self.finish));
        }
    }

    /// How the given names of those are shown who share with others what the style shows of their names.
    pub(in crate::csl) fn given_names(&self) -> Everywhere {
        given_names(&self.forms, self.rule)
    }
}

fn given_names(forms: &HashMap<&Name, Forms>, rule: GivenNameRule) -> Everywhere {
    let initials_only = is_for_initials(rule);
    let mut of_style: HashMap<&str, Vec<&Name>> = HashMap::new();
    for (name, of_name) in forms {
        of_style.entry(&of_name.as_style).or_default().push(name);
    }
    let mut result = Everywhere::new();
    for alike in of_style.values().filter(|alike| alike.len() > 1) {
        let in_full: BTreeSet<&str> = alike.iter().map(|name| forms[name].in_full.as_str()).collect();
        if in_full.len() == 1 {
            continue; // the same person, in several spellings of what is not shown
        }
        for name in alike {
            let own = &forms[name];
            let is_shared = alike
                .iter()
                .any(|other| forms[other].with_initials == own.with_initials && forms[other].in_full != own.in_full);
            let level = match (is_shared, initials_only) {
                (false, _) => GivenNames::Initials,
                (true, false) => GivenNames::Full,
                // Initials tell them from some of the others, or from nobody.
                (true, true) if alike.iter().any(|other| forms[other].with_initials != own.with_initials) => {
                    GivenNames::Initials
                }
                (true, true) => continue,
            };
            result.insert((*name).clone(), level);
        }
    }
    result
}

const fn is_for_initials(rule: GivenNameRule) -> bool {
    matches!(rule, GivenNameRule::AllNamesWithInitials | GivenNameRule::PrimaryNameWithInitials)
}

fn forms_of(name: &Name, style: &NameStyle<'_, '_>, finish: Finish<'_>) -> Forms {
    let form = |given_names: GivenNames| {
        plain(&name_node(name, &NameStyle { given_names, is_inverted: false, ..*style }), finish)
    };
    let as_style = form(GivenNames::AsStyle);
    let with_initials = if style.form == NameForm::Long { as_style.clone() } else { form(GivenNames::Initials) };
    // "J. J." and "J.J." are one person.
    let in_full = form(GivenNames::Full).replace([' ', '.', '\u{a0}'], "");
    Forms { as_style, with_initials, in_full }
}
