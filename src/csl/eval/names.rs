//! `cs:names`: the names of one or more variables, their label, and the substitute if there are none (CSL 1.0.2,
//! "Names").

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Evaluation, ListOfNames};
use crate::csl::names::{
    GivenNames, NAME_PART_SEPARATOR, NameStyle, ShownNames, is_east_asian, name_node, shown_names,
};
use crate::csl::output::{Branch, Node, Role, made_field};
use crate::csl::style::ir::{
    DelimiterPrecedes, Element, FontStyle, Format, LabelPlace, NameAnd, NameAsSortOrder, NameForm, NameOptions,
    NamesElement, Plural, TermForm, TextDecoration, TextElement, TextSource, VerticalAlign,
};
use crate::csl::variable::VariableName;
use crate::csl::{NameLook, NameMark, NamePlace, NamesShown};
use crate::model::{CitePosition as Position, Name, NameVariable, Names, TextVariable};

/// The label of editors who are also the translators.
const EDITOR_TRANSLATOR: &str = "editor-translator";

/// The names to be shown, and the term of their label.
struct List<'a> {
    variable: NameVariable,
    names: &'a Names,
    label: &'static str,
}

impl List<'_> {
    fn variables(&self) -> Vec<VariableName> {
        let both = [NameVariable::Editor, NameVariable::Translator];
        let variables = if self.label == EDITOR_TRANSLATOR { both.to_vec() } else { vec![self.variable] };
        variables.into_iter().map(VariableName::Names).collect()
    }
}

impl<'s: 'a, 'a> Evaluation<'s, 'a> {
    /// Renders the names of the element's variables, or their substitute.
    pub(super) fn names(&mut self, element: &'a NamesElement) -> Option<Node<'a>> {
        let is_short = element.name.is_none() && element.et_al.is_none() && element.label.is_none();
        // Inside cs:substitute, an empty cs:names is formatted like the one that it replaces.
        let pattern = if is_short { self.parent_names.unwrap_or(element) } else { element };
        let lists = self.lists(element);
        if self.is_substituting {
            self.used_up.extend(lists.iter().flat_map(List::variables));
        }
        if lists.is_empty() {
            let substitute = self.substitute(element);
            // A substitute for names counts as names, even if it consists of words of the style.
            self.note(substitute.is_some());
            return substitute;
        }
        self.note(true);
        let mut options = element.options.borrowed();
        if !std::ptr::eq(pattern, element) {
            options = options.or(&pattern.options.borrowed());
        }
        if let Some(name) = &pattern.name {
            options = name.options.borrowed().or(&options);
        }
        let mut options = options.or(&self.names.borrowed());
        if let Some(sort) = self.sort {
            options = for_sorting(sort.names.borrowed().or(&options));
        }
        let is_count = options.form == Some(NameForm::Count);
        let mut children = Vec::new();
        let mut total = 0;
        // Only the first names of a reference are compared with those of the previous one.
        self.adds_people = self.people_shown.as_ref().is_some_and(Vec::is_empty);
        for list in &lists {
            let (node, shown) = self.name_list(list.names, pattern, &options);
            total += shown;
            let with_label = if is_count || self.sort.is_some() { node } else { self.labelled(node, list, pattern) };
            children.extend(with_label);
        }
        self.adds_people = false;
        if is_count {
            let number = if self.sort.is_some() { format!("{total:08}") } else { total.to_string() };
            children = vec![Node::text(number)];
        }
        let names_delimiter = options.names_delimiter.unwrap_or_default();
        // The formatting of an empty cs:names in a substitute is that of the one that it replaces.
        let looks =
            if std::ptr::eq(pattern, element) || !is_bare(&element.look) { &element.look } else { &pattern.look };
        Some(Node::branch(Branch {
            role: Role::Names,
            delimiter: Cow::Borrowed(names_delimiter),
            ..Branch::with_look(children, looks)
        }))
    }

    /// The lists of the element's variables that have names. Editors who are also the translators are one list.
    fn lists(&self, element: &NamesElement) -> Vec<List<'a>> {
        let item = self.cite.item;
        let variables = element.variables.iter().copied();
        let mut lists: Vec<List<'a>> = variables
            .filter(|variable| !self.is_used_up(VariableName::Names(*variable)))
            .filter_map(|variable| Some(List { variable, names: item.names(variable)?, label: variable.name() }))
            .collect();
        if let [one, other] = lists.as_slice()
            && matches!(
                (one.variable, other.variable),
                (NameVariable::Editor, NameVariable::Translator) | (NameVariable::Translator, NameVariable::Editor)
            )
            && one.names == other.names
            && self.has_term(EDITOR_TRANSLATOR)
        {
            lists.truncate(1);
            lists[0].label = EDITOR_TRANSLATOR;
        }
        lists
    }

    /// Renders the first of the elements with a result, which is not shown again in the rest of the cite.
    fn substitute(&mut self, element: &'a NamesElement) -> Option<Node<'a>> {
        let before = (self.parent_names, self.is_substituting);
        if self.parent_names.is_none() || element.name.is_some() || element.label.is_some() {
            self.parent_names = Some(element);
        }
        self.is_substituting = true;
        let (result, _) = self.first_of(&element.substitute);
        (self.parent_names, self.is_substituting) = before;
        result
    }

    /// Renders the first of the elements with a result, and returns whether the search ends there. The elements chosen
    /// by a condition are tried one by one.
    fn first_of(&mut self, elements: &'a [Element]) -> (Option<Node<'a>>, bool) {
        for child in elements {
            if let Element::Choose(branches) = child {
                let chosen = self.choose(branches).map_or(&[][..], |branch| &branch.children);
                let (result, ends) = self.first_of(chosen);
                if ends {
                    return (result, true);
                }
                continue;
            }
            let mut nodes = Vec::new();
            self.element(child, &mut nodes);
            if !nodes.iter().all(Node::is_empty) {
                self.note(true);
                return (Some(substituted(nodes)), true);
            }
            if self.is_empty_term(child) {
                return (None, true);
            }
        }
        (None, false)
    }

    /// Whether an element is a term that is intentionally empty in the language, which ends the substitution.
    fn is_empty_term(&self, element: &Element) -> bool {
        match element {
            Element::Text(TextElement { source: TextSource::Term(name, form, plural), .. }) => {
                self.engine.locale.term(name, *form, *plural) == Some("")
            }
            _ => false,
        }
    }

    /// Adds the label to a list of names.
    fn labelled(&self, names: Option<Node<'a>>, list: &List<'a>, pattern: &'a NamesElement) -> Option<Node<'a>> {
        let Some((label, place)) = &pattern.label else { return names };
        let names = names?;
        let is_plural = list.names.list.len() > 1 || list.names.truncated;
        let Some(label) = self.label_of(list.label, is_plural, label) else { return Some(names) };
        Some(Node::group(match place {
            LabelPlace::BeforeName => vec![label, names],
            LabelPlace::AfterName => vec![names, label],
        }))
    }

    /// Renders the names of one variable, and returns how many of them are shown.
    fn name_list(
        &mut self,
        names: &'a Names,
        pattern: &'a NamesElement,
        options: &NameOptions<&'a str>,
    ) -> (Option<Node<'a>>, usize) {
        let list_index = self.lists_seen.len();
        let count = names.list.len();
        let is_subsequent = self.cite.position != Position::First;
        let at_least = self.cite.disambiguation.names_shown;
        let is_truncated = names.truncated && self.sort.is_none();
        let shown = match self.cite.names_shown {
            NamesShown::AsStyle => shown_names(count, options, is_subsequent, at_least, is_truncated),
            NamesShown::All => ShownNames { first: count, last: false, et_al: is_truncated },
        };
        self.lists_seen.push(ListOfNames { length: count, shown: shown.first });
        if options.form == Some(NameForm::Count) {
            return (None, shown.first);
        }
        if let Some(people) = self.people_shown.as_mut().filter(|_| self.adds_people) {
            people.extend(names.list.iter().take(shown.first));
            people.extend(names.list.last().filter(|_| shown.last));
        }
        let style = self.name_style(pattern, options);
        if let Some(people) = &mut self.people {
            people.add(&names.list, style);
        }
        let name_at = |index: usize| {
            let style = NameStyle { is_inverted: is_inverted(options, index), ..style };
            self.name(names, (list_index, index), pattern, style)
        };
        let nodes = (0..shown.first).filter_map(name_at);
        let last = shown.last.then(|| name_at(count - 1)).flatten();
        let is_inverted =
            |index: usize| matches!(names.list.get(index), Some(Name::Person(_))) && is_inverted(options, index);
        let delimiter = options.delimiter.unwrap_or(", ");

        let mut children = Vec::with_capacity(shown.first.min(count) * 2 + 2);
        let and = options.and.filter(|_| !shown.et_al && last.is_none() && shown.first > 1);
        let last_in_full = shown.first.checked_sub(1);
        for (index, node) in nodes.enumerate() {
            if index > 0 {
                match and.filter(|_| Some(index) == last_in_full) {
                    Some(and) => {
                        let may_precede = self.engine.locale.has_serial_comma;
                        let precedes = may_precede
                            && match options.delimiter_precedes_last.unwrap_or_default() {
                                DelimiterPrecedes::Always => true,
                                DelimiterPrecedes::Never => false,
                                DelimiterPrecedes::Contextual => index > 1,
                                DelimiterPrecedes::AfterInvertedName => is_inverted(index - 1),
                            };
                        children.push(Node::text(self.and(and, precedes.then_some(delimiter))));
                    }
                    None => children.push(Node::text(delimiter)),
                }
            }
            children.push(node);
        }
        if let Some(last) = last {
            children.push(Node::text(format!("{}… ", ellipsis_delimiter(delimiter))));
            children.push(last);
        } else if shown.et_al && shown.first > 0 && self.sort.is_none() {
            // The term is not part of a sort key (CSL 1.0.2, "Sorting Macros"), and "and others" needs somebody before
            // it: with `et-al-use-first="0"` there is nobody.
            let precedes = match options.delimiter_precedes_et_al.unwrap_or_default() {
                DelimiterPrecedes::Always => true,
                DelimiterPrecedes::Never => false,
                DelimiterPrecedes::Contextual => shown.first > 1,
                DelimiterPrecedes::AfterInvertedName => is_inverted(shown.first - 1),
            };
            if let Some(et_al) = self.et_al(pattern) {
                // Scripts without spaces have none here either.
                let space = if starts_east_asian(&et_al) { "" } else { " " };
                children.push(Node::text(if precedes { delimiter } else { space }));
                children.push(et_al);
            }
        }
        if children.is_empty() {
            return (None, 0);
        }
        (Some(Node::with_role(Role::NameList, children)), shown.first)
    }

    /// The text before the last name.
    fn and(&self, and: NameAnd, delimiter: Option<&str>) -> String {
        let word = match and {
            NameAnd::Symbol if !self.is_narrative => "&",
            NameAnd::Text | NameAnd::Symbol => {
                self.engine.locale.term("and", TermForm::Long, Plural::Single).unwrap_or("and")
            }
        };
        if word.ends_with(char::is_whitespace) {
            return word.to_owned(); // a prefix of the next name, as in Hebrew, includes its own white space
        }
        // Scripts without spaces have none here either.
        let space = if is_east_asian(word) { "" } else { " " };
        match delimiter {
            Some(delimiter) => {
                let before = if delimiter.ends_with([' ', '\u{a0}']) { "" } else { space };
                format!("{delimiter}{before}{word}{space}")
            }
            None => format!("{space}{word}{space}"),
        }
    }

    /// The style in which the names of an element are written.
    fn name_style(&self, pattern: &'a NamesElement, options: &NameOptions<&'a str>) -> NameStyle<'a> {
        NameStyle {
            form: options.form.unwrap_or_default(),
            is_inverted: false,
            initialize: options.initialize.unwrap_or(true),
            initialize_with: options.initialize_with,
            hyphens_kept: self.engine.program.initialize_with_hyphen,
            sort_separator: options.sort_separator.unwrap_or(", "),
            demote: self.engine.program.demote_non_dropping_particle,
            is_for_sorting: self.sort.is_some(),
            given_names: GivenNames::AsStyle,
            language: self.case_language(),
            family_look: pattern.name.as_ref().and_then(|name| name.family.as_ref()),
            given_look: pattern.name.as_ref().and_then(|name| name.given.as_ref()),
        }
    }

    /// Returns the lists of names that were rendered.
    pub(in crate::csl) fn lists_seen(&self) -> &[ListOfNames] {
        &self.lists_seen
    }

    /// Renders the names of a variable as a sort key.
    pub(in crate::csl) fn names_for_sorting(&mut self, variable: NameVariable) -> Option<Node<'a>> {
        static PLAIN: LazyLock<NamesElement> = LazyLock::new(NamesElement::default);
        let names = self.cite.item.names(variable)?;
        let of_key = self.sort.map(|sort| sort.names.borrowed()).unwrap_or_default();
        let options = for_sorting(NameOptions { form: Some(NameForm::Long), ..of_key });
        self.name_list(names, &PLAIN, &options).0
    }

    /// Renders the names of the work, or its title, as a part of a sentence, for styles whose cites show neither.
    pub(in crate::csl) fn names_in_sentence(&mut self) -> Option<Node<'a>> {
        static PLAIN: LazyLock<NamesElement> = LazyLock::new(NamesElement::default);
        let item = self.cite.item;
        let variables = [NameVariable::Author, NameVariable::Editor, NameVariable::Translator, NameVariable::Director];
        let Some(names) = variables.into_iter().find_map(|variable| item.names(variable)) else {
            let title = item.short_text(TextVariable::Title)?;
            return Some(Node::group(made_field(title.inlines())));
        };
        let options = NameOptions { form: Some(NameForm::Short), and: Some(NameAnd::Text), ..NameOptions::default() };
        let otherwise = NameOptions { et_al_min: Some(3), et_al_use_first: Some(1), ..NameOptions::default() };
        let options = options.or(&self.names.borrowed()).or(&otherwise);
        self.name_list(names, &PLAIN, &options).0
    }

    fn et_al(&self, pattern: &'a NamesElement) -> Option<Node<'a>> {
        let (term, format) = match &pattern.et_al {
            Some(et_al) => (&*et_al.term, et_al.format),
            None => ("et-al", Default::default()),
        };
        let locale = self.engine.locale;
        let find = |name: &str| locale.term(name, TermForm::Long, Plural::Single);
        let words = find(term).or_else(|| find(&term.replace(' ', "-"))).or_else(|| find(&term.replace('-', " ")))?;
        if words.is_empty() {
            return None;
        }
        Some(Node::branch(Branch { children: vec![Node::text(words)], format, ..Branch::default() }))
    }

    fn name(
        &self,
        names: &'a Names,
        place: (usize, usize),
        pattern: &'a NamesElement,
        style: NameStyle<'a>,
    ) -> Option<Node<'a>> {
        let name = names.list.get(place.1)?;
        let of_cite = self.cite.disambiguation.given_names.iter().find(|(at, _)| *at == place).map(|(_, given)| *given);
        let is_subject = !self.engine.tells_primary_names_only() || place.1 == 0;
        let everywhere = || self.given_names.filter(|_| is_subject).and_then(|known| known.get(name).copied());
        let given_names = of_cite.or_else(everywhere).unwrap_or_default();
        // Institutions have a look of their own, if the style says so (CSL-M, "cs:institution").
        let institution = pattern.institution.as_ref().filter(|_| matches!(name, Name::Literal(_)));
        let family_look = style.family_look.filter(|_| institution.is_none());
        let mut node = name_node(name, &NameStyle { given_names, family_look, ..style });
        // The formatting of cs:name applies to each name, not to the text between them; organisations get its font.
        if let Some(look) = institution {
            node = Node::branch(Branch { role: Role::Name, ..Branch::with_look(vec![node], look) });
        } else if let Some(element) = pattern.name.as_ref().filter(|element| !element.look.is_bare()) {
            let look = &element.look;
            let branch = match name {
                Name::Person(_) => Branch::with_look(vec![node], look),
                Name::Literal(_) => Branch { children: vec![node], format: look.format, ..Branch::default() },
            };
            node = Node::branch(Branch { role: Role::Name, ..branch });
        }
        let item = self.cite.item;
        let place = || NamePlace { work: item.index(), record: item.record(), names, index: place.1 };
        let mark = self.cite.name_marks.and_then(|marks| marks(&place()));
        Some(match mark {
            Some(mark) => marked(node, mark),
            None => node,
        })
    }
}

/// A name with the style and the signs of its mark.
fn marked<'s>(name: Node<'s>, mark: NameMark) -> Node<'s> {
    let underlined = |node| {
        let format = Format { text_decoration: Some(TextDecoration::Underline), ..Format::default() };
        Node::branch(Branch { children: vec![node], format, ..Branch::default() })
    };
    let bold = |node| Node::with_role(Role::Emphasized, vec![node]);
    let name = match mark.look {
        NameLook::Plain => name,
        NameLook::Bold => bold(name),
        NameLook::Underline => underlined(name),
        NameLook::BoldUnderline => bold(underlined(name)),
        NameLook::Italic => {
            let format = Format { font_style: Some(FontStyle::Italic), ..Format::default() };
            Node::branch(Branch { children: vec![name], format, ..Branch::default() })
        }
    };
    if mark.signs.is_empty() {
        return name;
    }
    let format = Format { vertical_align: Some(VerticalAlign::Sup), ..Format::default() };
    let signs = Node::branch(Branch { children: vec![Node::text(mark.signs)], format, ..Branch::default() });
    Node::group(vec![name, signs])
}

/// In sort keys, names start with the family name and are complete. Their parts are compared one after the other (CSL
/// 1.0.2, "Name-part Order").
fn for_sorting(options: NameOptions<&str>) -> NameOptions<&str> {
    NameOptions {
        name_as_sort_order: Some(NameAsSortOrder::All),
        and: None,
        et_al_subsequent_min: None,
        delimiter: Some(NAME_PART_SEPARATOR),
        sort_separator: Some(NAME_PART_SEPARATOR),
        ..options
    }
}

fn is_inverted(options: &NameOptions<&str>, index: usize) -> bool {
    match options.name_as_sort_order {
        Some(NameAsSortOrder::All) => true,
        Some(NameAsSortOrder::First) => index == 0,
        None => false,
    }
}

fn starts_east_asian(node: &Node<'_>) -> bool {
    match node {
        Node::Text(text) => is_east_asian(text),
        Node::Branch(branch) => branch.children.first().is_some_and(starts_east_asian),
        Node::Math(_) | Node::Code(_) => false,
    }
}

/// The delimiter before an ellipsis ends with a space.
fn ellipsis_delimiter(delimiter: &str) -> String {
    if delimiter.ends_with([' ', '\u{a0}']) { delimiter.to_owned() } else { format!("{delimiter} ") }
}

fn is_bare(look: &crate::csl::style::ir::Look) -> bool {
    look.format.is_empty() && look.affixes.prefix.is_empty() && look.affixes.suffix.is_empty() && look.display.is_none()
}

/// A substitute for names counts as names when the names of a cite are processed.
fn substituted(mut nodes: Vec<Node<'_>>) -> Node<'_> {
    let is_names = |node: &Node<'_>| matches!(node, Node::Branch(branch) if branch.role == Role::Names);
    if nodes.len() == 1 && is_names(&nodes[0]) {
        return nodes.remove(0);
    }
    if nodes.iter().any(|node| node.find(Role::Names).is_some()) {
        return Node::group(nodes);
    }
    Node::with_role(Role::Names, nodes)
}
