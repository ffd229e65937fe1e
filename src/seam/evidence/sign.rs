//! The signs by which formats are recognised.

use std::fmt;

use crate::syntax::outline::{Node, Outline, Syntax, Tree, ValueKind};

/// Something that can be seen in the outline of a file.
#[derive(Clone, Copy)]
pub(crate) enum Sign {
    /// Members of JSON.
    Members(Members),
    /// The root of XML and elements in it.
    Elements(Elements),
    /// The columns of a table of delimited values.
    Columns(Columns),
    /// Anything in a text that is neither JSON nor XML.
    Text { what: &'static str, is_in: fn(&str) -> bool },
    /// The beginning of a text of any syntax.
    Beginning { what: &'static str, is_in: fn(&str) -> bool },
}

/// Members of one object.
#[derive(Clone, Copy)]
pub(crate) struct Members {
    /// The paths at which the object may be; the empty path is the root, or an element of a list that is the root.
    pub(crate) of: &'static [&'static str],
    /// The members that it must have.
    pub(crate) all: &'static [Member],
    /// Members of which it must have at least this number.
    pub(crate) some: &'static [(usize, &'static [Member])],
}

/// A member, by its path from an object.
#[derive(Clone, Copy)]
pub(crate) enum Member {
    /// A member with any value.
    Any(&'static str),
    /// A member with a value of a kind. Values may be `null`, as far as another one is of the kind.
    Is(&'static str, ValueKind),
    /// A text or number that starts so.
    Starts(&'static str, &'static str),
    /// No other members than those described.
    Only { what: &'static str, is_meant: fn(&str) -> bool },
    /// A text or number, as described.
    Value { path: &'static str, what: &'static str, is_meant: fn(&str) -> bool },
}

/// The root of XML, and elements and attributes in it.
#[derive(Clone, Copy)]
pub(crate) struct Elements {
    /// The names that the root may have, without a prefix; any if there are none.
    pub(crate) roots: &'static [&'static str],
    /// What the namespace of the root contains, if it has one; empty if it does not matter.
    pub(crate) namespace: &'static str,
    /// The elements and attributes that it must have.
    pub(crate) all: &'static [Member],
    /// Elements and attributes of which it must have at least this number.
    pub(crate) some: &'static [(usize, &'static [Member])],
}

/// The columns of a table, by names in any letter case.
#[derive(Clone, Copy)]
pub(crate) struct Columns {
    /// The columns that it must have.
    pub(crate) all: &'static [&'static str],
    /// Columns of which it must have at least this number.
    pub(crate) some: &'static [(usize, &'static [&'static str])],
}

impl Members {
    /// No member; the default for what a sign leaves out.
    pub(crate) const NONE: Self = Self { of: &[""], all: &[], some: &[] };

    /// Members of which all must be there.
    pub(crate) const fn all(of: &'static [&'static str], all: &'static [Member]) -> Sign {
        Sign::Members(Self { of, all, some: &[] })
    }

    fn are_at(&self, tree: &Tree<'_>, object: &Node<'_>) -> bool {
        object.holds(ValueKind::Object) && all_in(self.all, self.some, tree, object)
    }
}

impl Elements {
    /// No condition; the default for what a sign leaves out.
    pub(crate) const NONE: Self = Self { roots: &[], namespace: "", all: &[], some: &[] };

    /// A root with one of these names.
    pub(crate) const fn root(roots: &'static [&'static str]) -> Sign {
        Sign::Elements(Self { roots, ..Self::NONE })
    }
}

fn all_in(all: &[Member], some: &[(usize, &[Member])], tree: &Tree<'_>, node: &Node<'_>) -> bool {
    let is_there = |member: &Member| member.is_in(tree, node);
    all.iter().all(is_there)
        && some
            .iter()
            .all(|(count, members)| members.iter().filter(|member| is_there(member)).take(*count).count() == *count)
}

impl Member {
    fn path(&self) -> &'static str {
        match self {
            Self::Any(path) | Self::Is(path, _) | Self::Starts(path, _) => path,
            Self::Value { path, .. } => path,
            Self::Only { .. } => "",
        }
    }

    fn is_in(&self, tree: &Tree<'_>, object: &Node<'_>) -> bool {
        let Some(node) = tree.below(object, self.path()) else { return false };
        match self {
            Self::Any(_) => true,
            Self::Only { is_meant, .. } => tree.children(node).all(|child| is_meant(child.name())),
            Self::Is(_, kind) => node.is(*kind),
            Self::Starts(_, start) => node.any_value(|value| value.starts_with(start)),
            Self::Value { is_meant, .. } => node.any_value(is_meant),
        }
    }
}

impl Sign {
    /// Whether the sign is in an outline.
    pub(crate) fn is_in(&self, outline: &Outline<'_>) -> bool {
        match self {
            Self::Members(members) => outline.json().is_some_and(|tree| {
                members.of.iter().filter_map(|path| tree.at(path)).any(|object| members.are_at(tree, object))
            }),
            Self::Elements(elements) => outline.xml().is_some_and(|xml| {
                (elements.roots.is_empty() || elements.roots.contains(&xml.root()))
                    && (xml.namespace().is_empty() || xml.namespace().contains(elements.namespace))
                    && all_in(elements.all, elements.some, xml.tree(), xml.tree().root())
            }),
            Self::Columns(columns) => outline.header().is_some_and(|header| {
                let has = |column: &&&str| header.has(column);
                columns.all.iter().all(|column| header.has(column))
                    && columns.some.iter().all(|(count, some)| some.iter().filter(has).count() >= *count)
            }),
            Self::Text { is_in, .. } => outline.syntax() == Syntax::Text && is_in(outline.text()),
            Self::Beginning { is_in, .. } => is_in(outline.text()),
        }
    }
}

impl fmt::Display for Sign {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Members(Members { of, all, some }) => {
                formatter.write_str(&conditions("the members", all, some))?;
                let places: Vec<String> =
                    of.iter().map(|path| if path.is_empty() { "the record".into() } else { quoted(path) }).collect();
                if *of == [""] { Ok(()) } else { write!(formatter, " of {}", or(&places)) }
            }
            Self::Elements(Elements { roots, namespace, all, some }) => {
                let roots: Vec<String> = roots.iter().map(|root| format!("<{root}>")).collect();
                write!(formatter, "the root {}", if roots.is_empty() { "element".to_owned() } else { or(&roots) })?;
                if !namespace.is_empty() {
                    write!(formatter, " in a namespace of {namespace}")?;
                }
                let inside = conditions("the elements", all, some);
                if inside.is_empty() { Ok(()) } else { write!(formatter, " with {inside}") }
            }
            Self::Columns(Columns { all, some }) => {
                let (all, some): (Vec<String>, Vec<(usize, Vec<String>)>) = (
                    all.iter().map(|name| quoted(name)).collect(),
                    some.iter()
                        .map(|(count, names)| (*count, names.iter().map(|name| quoted(name)).collect()))
                        .collect(),
                );
                formatter.write_str(&listed("the columns", &all, &some))
            }
            Self::Text { what, .. } | Self::Beginning { what, .. } => formatter.write_str(what),
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Only { what, .. } = self {
            return formatter.write_str(what);
        }
        formatter.write_str(&quoted(self.path()))?;
        match self {
            Self::Any(_) | Self::Only { .. } => Ok(()),
            Self::Is(_, kind) => write!(formatter, " ({})", kind_name(*kind)),
            Self::Starts(_, start) => write!(formatter, " (“{start}…”)"),
            Self::Value { what, .. } => write!(formatter, " ({what})"),
        }
    }
}

fn kind_name(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Object => "object",
        ValueKind::List => "list",
        ValueKind::Text => "text",
        ValueKind::Number => "number",
        ValueKind::Truth => "truth value",
        ValueKind::Null => "null",
    }
}

fn conditions(what: &str, all: &[Member], some: &[(usize, &[Member])]) -> String {
    let shown = |members: &[Member]| members.iter().map(Member::to_string).collect::<Vec<_>>();
    let some: Vec<(usize, Vec<String>)> = some.iter().map(|(count, members)| (*count, shown(members))).collect();
    listed(what, &shown(all), &some)
}

/// Lists conditions: "the members `a` and `b`, and 2 of `c`, `d` and `e`".
fn listed(what: &str, all: &[String], some: &[(usize, Vec<String>)]) -> String {
    let mut parts = Vec::new();
    if !all.is_empty() {
        parts.push(format!("{what} {}", and(all)));
    }
    for (count, names) in some {
        parts.push(format!("{count} of {}", and(names)));
    }
    parts.join(", and ")
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

fn and(words: &[String]) -> String {
    joined(words, "and")
}

fn or(words: &[String]) -> String {
    joined(words, "or")
}

fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
