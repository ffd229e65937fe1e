//! What a style may contain: the elements, where they may be, and their attributes (the schema of CSL 1.0.2,
//! <https://github.com/citation-style-language/schema>, and of its extensions).

use super::attributes::{
    AFFIXES, AttributeRule, BIBLIOGRAPHY, CITATION, CSL_M, DATE_PART, DELIMITER, DISPLAY, FONT, INHERITED, INSTITUTION,
    NAME_OPTIONS, QUOTES, STRIP_PERIODS, STYLE, TERM, TEST, TEXT_CASE, Value,
};
use super::ir::{DateForm, DateParts, NameForm, NamePartName, NumberForm, Pluralize, TermForm};
use super::kind::StyleKind;
use super::vocabulary::Class;
use super::words::Word;

/// An element.
pub(super) struct Rule {
    pub name: &'static str,
    pub attributes: &'static [&'static [AttributeRule]],
    /// Attributes that must be there.
    pub required: &'static [&'static str],
    /// Attributes of which one must be there.
    pub one_of: &'static [&'static str],
    /// Whether only one of them may be there.
    pub choice: Choice,
    pub children: &'static [&'static [(&'static Rule, Count)]],
    pub content: Content,
    /// The extension of CSL to which the element belongs, if publist does not heed it.
    pub unheeded: Option<&'static str>,
}

/// How often a child may occur.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Any,
    AtMostOne,
    One,
    AtLeastOne,
    /// Any number with a condition each; exactly one without.
    OneWithout(&'static str),
}

/// Whether attributes exclude each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    Several,
    /// The first of the list has effect, the others do not.
    Single,
}

/// What an element contains.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Elements,
    /// At least one element.
    SomeElements,
    Text,
    /// A date with a time.
    DateTime,
    /// The number of a journal.
    Issn,
    /// Anything; it is of no meaning to publist.
    Anything,
}

use Count::{Any, AtLeastOne, AtMostOne, One, OneWithout};

const EMPTY: Rule = Rule {
    name: "",
    attributes: &[],
    required: &[],
    one_of: &[],
    choice: Choice::Several,
    children: &[],
    content: Content::Elements,
    unheeded: None,
};

const LANGUAGE: &[AttributeRule] = &[("xml:lang", Value::Text)];

/// `cs:style`
pub(super) static STYLE_RULE: Rule = Rule {
    name: "style",
    attributes: &[STYLE, INHERITED, NAME_OPTIONS],
    required: &["version"],
    children: &[&[
        (&INFO, One),
        (&LOCALE, Any),
        (&MACRO, Any),
        (&CITATION_RULE, AtMostOne),
        (&BIBLIOGRAPHY_RULE, AtMostOne),
        (&INTEXT, Any),
    ]],
    ..EMPTY
};

static INFO: Rule = Rule {
    name: "info",
    children: &[&[
        (&AUTHOR, Any),
        (&Rule { name: "contributor", ..AUTHOR_RULE }, Any),
        (&Rule { name: "translator", ..AUTHOR_RULE }, Any),
        (&CATEGORY, Any),
        (&Rule { name: "field", ..TEXT_ONLY }, Any),
        (&Rule { name: "id", ..TEXT_ONLY }, One),
        (&Rule { name: "issn", content: Content::Issn, ..TEXT_ONLY }, Any),
        (&Rule { name: "eissn", content: Content::Issn, ..TEXT_ONLY }, AtMostOne),
        (&Rule { name: "issnl", content: Content::Issn, ..TEXT_ONLY }, AtMostOne),
        (&LINK, Any),
        (&Rule { name: "published", content: Content::DateTime, ..TEXT_ONLY }, AtMostOne),
        (&Rule { name: "rights", attributes: &[LANGUAGE, &[("license", Value::Text)]], ..TEXT_ONLY }, AtMostOne),
        (&Rule { name: "source", ..TEXT_ONLY }, AtMostOne),
        (&Rule { name: "summary", ..TEXT_ONLY }, AtMostOne),
        (&Rule { name: "title", ..TEXT_ONLY }, One),
        (&Rule { name: "title-short", ..TEXT_ONLY }, AtMostOne),
        (&Rule { name: "updated", content: Content::DateTime, ..TEXT_ONLY }, One),
    ]],
    ..EMPTY
};

const TEXT_ONLY: Rule = Rule { attributes: &[LANGUAGE], content: Content::Text, ..EMPTY };

const AUTHOR_RULE: Rule = Rule {
    children: &[&[
        (&Rule { name: "name", ..TEXT_ONLY }, One),
        (&Rule { name: "email", ..TEXT_ONLY }, AtMostOne),
        (&Rule { name: "uri", ..TEXT_ONLY }, AtMostOne),
    ]],
    ..EMPTY
};

static AUTHOR: Rule = Rule { name: "author", ..AUTHOR_RULE };

static CATEGORY: Rule = Rule {
    name: "category",
    attributes: &[&[("citation-format", Value::Words(StyleKind::WORDS)), ("field", Value::Words(FIELDS))]],
    one_of: &["citation-format", "field"],
    ..EMPTY
};

static LINK: Rule = Rule {
    name: "link",
    attributes: &[LANGUAGE, &[("href", Value::Text), ("rel", Value::Words(LINKS))]],
    required: &["href", "rel"],
    ..TEXT_ONLY
};

const LINKS: &[&str] = &["self", "template", "documentation", "independent-parent"];

const FIELDS: &[&str] = &[
    "anthropology",
    "astronomy",
    "biology",
    "botany",
    "chemistry",
    "communications",
    "engineering",
    "generic-base",
    "geography",
    "geology",
    "history",
    "humanities",
    "law",
    "linguistics",
    "literature",
    "math",
    "medicine",
    "philosophy",
    "physics",
    "political_science",
    "psychology",
    "science",
    "social_science",
    "sociology",
    "theology",
    "zoology",
];

/// `cs:locale`, in a style and as a file.
pub(super) static LOCALE: Rule = Rule {
    name: "locale",
    attributes: &[LANGUAGE, &[("xmlns", Value::Namespace), ("version", Value::Version)]],
    children: &[&[
        (&Rule { name: "info", content: Content::Anything, ..EMPTY }, AtMostOne),
        (&STYLE_OPTIONS, AtMostOne),
        (&LOCALE_DATE, Any),
        (&TERMS, AtMostOne),
    ]],
    ..EMPTY
};

static STYLE_OPTIONS: Rule = Rule {
    name: "style-options",
    attributes: &[&[
        ("limit-day-ordinals-to-day-1", Value::Flag),
        ("punctuation-in-quote", Value::Flag),
        ("skip-words", Value::Unheeded(CSL_M)),
        ("name-as-reverse-order", Value::Unheeded(CSL_M)),
        ("name-never-short", Value::Unheeded(CSL_M)),
        ("name-as-sort-order", Value::Unheeded(CSL_M)),
    ]],
    ..EMPTY
};

static TERMS: Rule = Rule { name: "terms", children: &[&[(&TERM_RULE, Any)]], ..EMPTY };

static TERM_RULE: Rule = Rule {
    name: "term",
    attributes: &[TERM],
    required: &["name"],
    children: &[&[
        (&Rule { name: "single", ..TEXT_ONLY }, AtMostOne),
        (&Rule { name: "multiple", ..TEXT_ONLY }, AtMostOne),
    ]],
    content: Content::Text,
    ..EMPTY
};

static LOCALE_DATE: Rule = Rule {
    attributes: &[DATE, FONT, AFFIXES, DISPLAY, TEXT_CASE, DELIMITER],
    required: &["form"],
    one_of: &[],
    ..DATE_RULE
};

static MACRO: Rule = Rule {
    name: "macro",
    attributes: &[&[("name", Value::Text)]],
    required: &["name"],
    children: &[&RENDERING],
    content: Content::SomeElements,
    ..EMPTY
};

static CITATION_RULE: Rule =
    Rule { name: "citation", attributes: &[CITATION, INHERITED, NAME_OPTIONS], children: CITATION_CHILDREN, ..EMPTY };

static BIBLIOGRAPHY_RULE: Rule = Rule {
    name: "bibliography",
    attributes: &[BIBLIOGRAPHY, INHERITED, NAME_OPTIONS],
    children: &[&[(&SORT, AtMostOne), (&BIBLIOGRAPHY_LAYOUT, OneWithout("locale"))]],
    ..EMPTY
};

static INTEXT: Rule =
    Rule { name: "intext", content: Content::Anything, unheeded: Some("a coming version of CSL"), ..EMPTY };

const CITATION_CHILDREN: &[&[(&Rule, Count)]] = &[&[(&SORT, AtMostOne), (&CITATION_LAYOUT, OneWithout("locale"))]];

static CITATION_LAYOUT: Rule =
    Rule { attributes: &[FONT, AFFIXES, DELIMITER, &[("locale", Value::Text)]], ..BIBLIOGRAPHY_LAYOUT_RULE };

static BIBLIOGRAPHY_LAYOUT: Rule = BIBLIOGRAPHY_LAYOUT_RULE;

const BIBLIOGRAPHY_LAYOUT_RULE: Rule = Rule {
    name: "layout",
    attributes: &[FONT, AFFIXES, &[("locale", Value::Text)]],
    children: &[&RENDERING],
    content: Content::SomeElements,
    ..EMPTY
};

static SORT: Rule = Rule { name: "sort", children: &[&[(&KEY, AtLeastOne)]], ..EMPTY };

static KEY: Rule = Rule {
    name: "key",
    attributes: &[&[
        ("variable", Value::Name(Class::Variable)),
        ("macro", Value::Macro),
        ("names-min", Value::Count),
        ("names-use-first", Value::Count),
        ("names-use-last", Value::Flag),
        ("sort", Value::Words(&["ascending", "descending"])),
    ]],
    one_of: &["variable", "macro"],
    choice: Choice::Single,
    ..EMPTY
};

/// The elements that render something.
static RENDERING: [(&Rule, Count); 7] =
    [(&TEXT, Any), (&NUMBER, Any), (&LABEL, Any), (&DATE_ELEMENT, Any), (&NAMES, Any), (&GROUP, Any), (&CHOOSE, Any)];

static TEXT: Rule = Rule {
    name: "text",
    attributes: &[
        &[
            ("variable", Value::Name(Class::Text)),
            ("macro", Value::Macro),
            ("term", Value::Name(Class::Term)),
            ("value", Value::Text),
            ("form", Value::Words(TermForm::WORDS)),
            ("plural", Value::Flag),
        ],
        FONT,
        AFFIXES,
        DISPLAY,
        QUOTES,
        STRIP_PERIODS,
        TEXT_CASE,
    ],
    one_of: &["variable", "macro", "term", "value"],
    choice: Choice::Single,
    ..EMPTY
};

static NUMBER: Rule = Rule {
    name: "number",
    attributes: &[
        &[("variable", Value::Name(Class::Number)), ("form", Value::Words(NumberForm::WORDS))],
        FONT,
        AFFIXES,
        DISPLAY,
        TEXT_CASE,
    ],
    required: &["variable"],
    ..EMPTY
};

const LABEL_OF_NAMES: Rule = Rule {
    name: "label",
    attributes: &[
        &[("form", Value::Words(TermForm::WORDS)), ("plural", Value::Words(Pluralize::WORDS))],
        FONT,
        AFFIXES,
        STRIP_PERIODS,
        TEXT_CASE,
    ],
    ..EMPTY
};

static LABEL: Rule = Rule {
    attributes: &[
        &[
            ("variable", Value::Name(Class::Number)),
            ("form", Value::Words(TermForm::WORDS)),
            ("plural", Value::Words(Pluralize::WORDS)),
        ],
        FONT,
        AFFIXES,
        STRIP_PERIODS,
        TEXT_CASE,
    ],
    required: &["variable"],
    ..LABEL_OF_NAMES
};

const DATE: &[AttributeRule] =
    &[("form", Value::Words(DateForm::WORDS)), ("date-parts", Value::Words(DateParts::WORDS))];

const DATE_RULE: Rule = Rule {
    name: "date",
    attributes: &[&[("variable", Value::Name(Class::Date))], DATE, FONT, AFFIXES, DISPLAY, TEXT_CASE, DELIMITER],
    children: &[&[(&DATE_PART_RULE, Any)]],
    ..EMPTY
};

static DATE_ELEMENT: Rule = Rule { required: &["variable"], ..DATE_RULE };

static DATE_PART_RULE: Rule = Rule {
    name: "date-part",
    attributes: &[DATE_PART, FONT, AFFIXES, STRIP_PERIODS, TEXT_CASE],
    required: &["name"],
    ..EMPTY
};

static NAMES: Rule = Rule {
    name: "names",
    attributes: &[
        &[("variable", Value::Names(Class::Names))],
        NAME_OPTIONS,
        INHERITED,
        FONT,
        AFFIXES,
        DISPLAY,
        DELIMITER,
    ],
    children: &[&[
        (&NAME, AtMostOne),
        (&ET_AL, AtMostOne),
        (&LABEL_OF_NAMES, AtMostOne),
        (&SUBSTITUTE, AtMostOne),
        (&INSTITUTION_RULE, AtMostOne),
    ]],
    required: &["variable"],
    ..EMPTY
};

static NAME: Rule = Rule {
    name: "name",
    attributes: &[&[("form", Value::Words(NameForm::WORDS))], NAME_OPTIONS, FONT, AFFIXES, DELIMITER],
    children: &[&[(&NAME_PART, Any)]],
    ..EMPTY
};

static NAME_PART: Rule = Rule {
    name: "name-part",
    attributes: &[&[("name", Value::Words(NamePartName::WORDS))], FONT, AFFIXES, TEXT_CASE],
    required: &["name"],
    ..EMPTY
};

static ET_AL: Rule = Rule {
    name: "et-al",
    attributes: &[&[("term", Value::Words(&["et-al", "and others", "and-others", "et al"]))], FONT],
    ..EMPTY
};

static SUBSTITUTE: Rule = Rule { name: "substitute", children: &[&RENDERING], content: Content::SomeElements, ..EMPTY };

static INSTITUTION_RULE: Rule =
    Rule { name: "institution", attributes: &[INSTITUTION], children: &[&[(&INSTITUTION_PART, Any)]], ..EMPTY };

static INSTITUTION_PART: Rule = Rule {
    name: "institution-part",
    attributes: &[
        &[("name", Value::OnlyHeeded("long", CSL_M)), ("if-short", Value::Unheeded(CSL_M))],
        FONT,
        AFFIXES,
        STRIP_PERIODS,
        TEXT_CASE,
    ],
    ..EMPTY
};

static GROUP: Rule = Rule {
    name: "group",
    attributes: &[FONT, AFFIXES, DISPLAY, DELIMITER],
    children: &[&RENDERING],
    content: Content::SomeElements,
    ..EMPTY
};

static CHOOSE: Rule = Rule { name: "choose", children: &[&[(&IF, One), (&ELSE_IF, Any), (&ELSE, AtMostOne)]], ..EMPTY };

static IF: Rule = Rule { name: "if", children: &[&RENDERING], ..CONDITION };
static ELSE_IF: Rule = Rule { name: "else-if", children: &[&RENDERING], ..CONDITION };
static ELSE: Rule = Rule { name: "else", children: &[&RENDERING], ..EMPTY };

const CONDITION: Rule = Rule {
    attributes: &[TEST],
    one_of: &[
        "disambiguate",
        "is-numeric",
        "is-uncertain-date",
        "locator",
        "position",
        "type",
        "variable",
        "has-day",
        "has-to-month-or-season",
        "has-year-only",
        "context",
        "is-multiple",
        "is-parallel",
        "is-plural",
        "jurisdiction",
        "page",
        "subjurisdictions",
    ],
    ..EMPTY
};

impl Rule {
    /// Returns the rule of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<Value> {
        self.attribute_rules().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    pub(super) fn attribute_rules(&self) -> impl Iterator<Item = &'static AttributeRule> {
        self.attributes.iter().copied().flatten()
    }

    /// Returns the rule of a child element.
    pub(super) fn child(&self, name: &str) -> Option<(&'static Rule, Count)> {
        self.child_rules().find(|(rule, _)| rule.name == name)
    }

    pub(super) fn child_rules(&self) -> impl Iterator<Item = (&'static Rule, Count)> {
        self.children.iter().copied().flatten().copied()
    }
}

/// Returns whether any element of CSL has this name.
pub(super) fn is_element(name: &str) -> bool {
    fn is_in(rule: &'static Rule, name: &str, seen: &mut Vec<*const Rule>) -> bool {
        if rule.name == name {
            return true;
        }
        if seen.contains(&std::ptr::from_ref(rule)) {
            return false;
        }
        seen.push(std::ptr::from_ref(rule));
        rule.child_rules().any(|(child, _)| is_in(child, name, seen))
    }
    is_in(&STYLE_RULE, name, &mut Vec::new())
}
