//! The sign that more names follow, for lists which their source cut short.
//!
//! The engine prints "et al." when the style cuts a list, and cannot be told that a list was cut before. So such a list
//! ends with one more name, a code, which comes out like any last name ("A, B, & X"). Here are the rules by which that
//! name and what joins it to the others is replaced: those of the `cs:names` element that printed the list.

use hayagriva::citationberg::taxonomy::{NameVariable, OtherTerm, Term};
use hayagriva::citationberg::{
    DelimiterBehavior, EtAl, Formatting, IndependentStyle, InheritableNameOptions, LayoutRenderingElement, Locale,
    LocaleCode, NameAsSortOrder, Names, NamesChild, TermForm, TextTarget,
};

/// How one `cs:names` element marks that names were left out (CSL 1.0.2, "Et-al" and "Name").
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EtAlRule {
    variables: Vec<NameVariable>,
    delimiter: String,
    precedes: DelimiterBehavior,
    inverted: Option<NameAsSortOrder>,
    et_al: EtAl,
}

impl EtAlRule {
    /// What stands between the last shown name and the term, by the number of names shown.
    pub(super) fn joint(&self, shown: usize) -> &str {
        let is_inverted = match self.inverted {
            Some(NameAsSortOrder::All) => true,
            Some(NameAsSortOrder::First) => shown == 1,
            None => false,
        };
        let with_delimiter = match self.precedes {
            DelimiterBehavior::Always => true,
            DelimiterBehavior::Never => false,
            DelimiterBehavior::Contextual => shown > 1,
            DelimiterBehavior::AfterInvertedName => is_inverted,
        };
        if with_delimiter { &self.delimiter } else { " " }
    }

    /// The term, such as "et al.".
    pub(super) fn term(&self) -> Term {
        self.et_al.term.into()
    }

    /// How the term is set.
    pub(super) const fn formatting(&self) -> Formatting {
        self.et_al.formatting
    }
}

/// The rules of all name lists of one layout of a style, in the order of the layout.
#[derive(Debug, Default)]
pub(super) struct EtAlRules(Vec<EtAlRule>);

impl EtAlRules {
    /// The rules of a layout whose names start from these options.
    pub(super) fn of_layout(
        style: &IndependentStyle,
        elements: &[LayoutRenderingElement],
        options: &InheritableNameOptions,
    ) -> Self {
        let options = style.settings.options.apply(options);
        let mut walk = Walk { style, rules: Vec::new(), seen: Vec::new() };
        walk.elements(elements, &options, None);
        Self(walk.rules)
    }

    /// The rule for a list of these names: of the elements that print the variable, the one that joins names as the
    /// output shows it; else the first.
    pub(super) fn find(&self, variable: NameVariable, joined_by: Option<&str>) -> Option<&EtAlRule> {
        let candidates = || self.0.iter().filter(|rule| rule.variables.contains(&variable));
        let fits = |rule: &&EtAlRule| joined_by.is_some_and(|text| text == rule.delimiter);
        candidates().find(fits).or_else(|| candidates().next()).or_else(|| self.0.first())
    }
}

struct Walk<'a> {
    style: &'a IndependentStyle,
    rules: Vec<EtAlRule>,
    /// Macros already walked: the options that reach a macro are those of the layout, so once is enough.
    seen: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    fn elements(
        &mut self,
        elements: &'a [LayoutRenderingElement],
        options: &InheritableNameOptions,
        around: Option<&Names>,
    ) {
        for element in elements {
            match element {
                LayoutRenderingElement::Names(names) => self.names(names, options, around),
                LayoutRenderingElement::Group(group) => self.elements(&group.children, options, None),
                LayoutRenderingElement::Choose(choose) => {
                    for branch in choose.branches() {
                        self.elements(&branch.children, options, None);
                    }
                    if let Some(branch) = &choose.otherwise {
                        self.elements(&branch.children, options, None);
                    }
                }
                LayoutRenderingElement::Text(text) => {
                    if let TextTarget::Macro { name } = &text.target
                        && !self.seen.contains(&name.as_str())
                        && let Some(definition) = self.style.macros.iter().find(|definition| definition.name == *name)
                    {
                        self.seen.push(&definition.name);
                        self.elements(&definition.children, options, None);
                    }
                }
                LayoutRenderingElement::Date(_)
                | LayoutRenderingElement::Number(_)
                | LayoutRenderingElement::Label(_) => {}
            }
        }
    }

    fn names(&mut self, names: &'a Names, options: &InheritableNameOptions, around: Option<&Names>) {
        let whole = around.map_or_else(|| names.clone(), |around| around.from_names_substitute(names));
        let options = options.apply(&whole.options());
        let name = whole.name().cloned().unwrap_or_default();
        let resolved = name.options(&options);
        self.rules.push(EtAlRule {
            variables: whole.variable.clone(),
            delimiter: resolved.delimiter.to_owned(),
            precedes: resolved.delimiter_precedes_et_al,
            inverted: resolved.name_as_sort_order,
            et_al: whole.et_al().copied().unwrap_or_default(),
        });
        for child in &names.children {
            if let NamesChild::Substitute(substitute) = child {
                self.elements(&substitute.children, &options, Some(&whole));
            }
        }
    }
}

/// A term in its long form, as the style or the locales word it.
pub(super) fn term<'a>(
    term: Term,
    style: &'a IndependentStyle,
    code: &LocaleCode,
    files: &'a [Locale],
) -> Option<&'a str> {
    let language = code.0.split('-').next().unwrap_or_default();
    let is_near = |locale: &&Locale| locale.lang.as_ref().is_some_and(|lang| lang == code || lang.0 == language);
    let of_style =
        style.locale.iter().filter(is_near).chain(style.locale.iter().filter(|locale| locale.lang.is_none()));
    of_style.chain(files).find_map(|locale| locale.term(term, TermForm::Long)?.single())
}

/// A quotation mark of the language.
pub(super) const fn quotation_mark(mark: OtherTerm) -> Term {
    Term::Other(mark)
}

#[cfg(test)]
mod tests {
    use hayagriva::citationberg::DelimiterBehavior;
    use hayagriva::citationberg::NameAsSortOrder;

    use super::{EtAl, EtAlRule};

    fn rule(precedes: DelimiterBehavior, inverted: Option<NameAsSortOrder>) -> EtAlRule {
        EtAlRule { variables: Vec::new(), delimiter: "; ".into(), precedes, inverted, et_al: EtAl::default() }
    }

    #[test]
    fn the_delimiter_goes_before_the_term_as_the_style_says() {
        let contextual = rule(DelimiterBehavior::Contextual, None);
        assert_eq!((contextual.joint(1), contextual.joint(2)), (" ", "; "));
        assert_eq!(rule(DelimiterBehavior::Always, None).joint(1), "; ");
        assert_eq!(rule(DelimiterBehavior::Never, None).joint(3), " ");
        let first = rule(DelimiterBehavior::AfterInvertedName, Some(NameAsSortOrder::First));
        assert_eq!((first.joint(1), first.joint(2)), ("; ", " "));
        let all = rule(DelimiterBehavior::AfterInvertedName, Some(NameAsSortOrder::All));
        assert_eq!(all.joint(2), "; ");
    }
}
