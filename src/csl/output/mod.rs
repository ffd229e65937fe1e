//! The result of evaluating a style, before it is finished text: a tree of characters, markup and affixes.
//!
//! Delimiters and affixes stay separate from the content until the tree is written, so that names, suffixes to years
//! and whole cites can still be removed or replaced.

mod case;
mod field;
mod punctuation;
mod raised;
mod writer;

use std::borrow::Cow;

use super::style::ir::{Affixes, Display, Format, Look};

pub(super) use case::{CaseLanguage, apply_case, strip_periods, without_periods};
pub(super) use field::{field, made_field, plain_field, without_controls};
pub(super) use writer::{Finish, finish, plain, plain_branch};

/// A piece of output.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node<'s> {
    /// Creates a node of characters.
    Text(Cow<'s, str>),
    /// TeX mathematics.
    Math(String),
    /// Characters in a fixed-width font.
    Code(String),
    /// Pieces that belong together.
    Branch(Box<Branch<'s>>),
}

/// Pieces that belong together, and how they are formatted.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Branch<'s> {
    pub children: Vec<Node<'s>>,
    pub format: Format,
    pub prefix: Cow<'s, str>,
    pub suffix: Cow<'s, str>,
    /// The text between the children.
    pub delimiter: Cow<'s, str>,
    pub quotes: Quotes,
    pub display: Option<Display>,
    pub role: Role,
}

/// The quotation marks around a branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Quotes {
    #[default]
    None,
    /// Requested by the style: outer marks, or inner ones inside outer ones.
    OfStyle,
    /// From a field. Marks that are the language's outer or inner ones keep that rank if no quotation is around them,
    /// and marks of another language stay unchanged.
    OfField(FieldMarks),
}

/// The quotation marks around a part of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FieldMarks {
    pub opening: char,
    pub closing: char,
    /// The space inside them.
    pub space: Option<char>,
}

impl FieldMarks {
    /// Marks that are written as the language writes them.
    pub(super) const STRAIGHT: Self = Self { opening: '"', closing: '"', space: None };

    /// Returns whether they are straight.
    pub(super) const fn are_straight(self) -> bool {
        matches!(self.opening, '"' | '\'')
    }
}

/// The role of a branch, for code that searches for it later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    Plain,
    /// The pieces of one field.
    Field,
    /// Markup of a field: it is replaced by its opposite if the style already uses it.
    Markup,
    /// Characters of a field whose case must not change.
    NoCase,
    /// A link; the children are the text shown. The address is in the branch's prefix.
    Link,
    /// A name that the caller wants in bold.
    Emphasized,
    /// Everything that one `cs:names` renders, and whether it is the first of the cite.
    Names,
    /// The names of one variable, without label.
    NameList,
    /// One name.
    Name,
    /// A date.
    Date,
    /// A year.
    Year,
    /// A suffix to a year.
    YearSuffix,
    /// The number of a citation.
    CitationNumber,
    /// The label of a citation.
    CitationLabel,
    /// The locator with its label and affixes.
    Locator,
}

impl<'s> Node<'s> {
    /// Creates a node of characters.
    pub(super) fn text(text: impl Into<Cow<'s, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Creates a branch without formatting.
    pub(super) fn group(children: Vec<Node<'s>>) -> Self {
        Self::branch(Branch { children, ..Branch::default() })
    }

    /// Creates a branch with a role.
    pub(super) fn with_role(role: Role, children: Vec<Node<'s>>) -> Self {
        Self::branch(Branch { children, role, ..Branch::default() })
    }

    pub(super) fn branch(branch: Branch<'s>) -> Self {
        Self::Branch(Box::new(branch))
    }

    /// Returns whether nothing would be written.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Math(text) | Self::Code(text) => text.is_empty(),
            Self::Branch(branch) => branch.is_empty(),
        }
    }

    /// Returns whether it is displayed as a block.
    pub(super) fn is_block(&self) -> bool {
        matches!(self, Self::Branch(branch) if branch.display.is_some())
    }

    /// Visits all branches, the outer ones first, until `visit` returns true.
    pub(super) fn any_branch(&self, visit: &mut dyn FnMut(&Branch<'s>) -> bool) -> bool {
        let Self::Branch(branch) = self else { return false };
        visit(branch) || branch.children.iter().any(|child| child.any_branch(visit))
    }

    /// Finds the first branch with a role, in reading order.
    pub(super) fn find(&self, role: Role) -> Option<&Branch<'s>> {
        let Self::Branch(branch) = self else { return None };
        if branch.role == role {
            return Some(branch);
        }
        branch.children.iter().find_map(|child| child.find(role))
    }

    /// Finds the first branch with a role, in reading order.
    pub(super) fn find_mut(&mut self, role: Role) -> Option<&mut Branch<'s>> {
        let Self::Branch(branch) = self else { return None };
        if branch.role == role {
            return Some(branch);
        }
        branch.children.iter_mut().find_map(|child| child.find_mut(role))
    }

    /// Removes every branch for which `unwanted` returns true, and all branches that are empty then.
    pub(super) fn prune(&mut self, unwanted: &mut dyn FnMut(&Branch<'s>) -> bool) {
        let Self::Branch(branch) = self else { return };
        branch.children.retain_mut(|child| {
            if let Self::Branch(inner) = child
                && unwanted(inner)
            {
                return false;
            }
            child.prune(unwanted);
            !child.is_empty()
        });
    }
}

impl<'s> Branch<'s> {
    /// Returns whether nothing would be written.
    pub(super) fn is_empty(&self) -> bool {
        self.children.iter().all(Node::is_empty)
    }

    /// Creates a branch with the formatting of a style.
    pub(super) fn with_look(children: Vec<Node<'s>>, look: &'s Look) -> Self {
        Self {
            children,
            format: look.format,
            quotes: if look.quotes { Quotes::OfStyle } else { Quotes::None },
            display: look.display,
            ..Self::default().with_affixes(&look.affixes)
        }
    }

    pub(super) fn with_affixes(self, affixes: &'s Affixes) -> Self {
        Self { prefix: Cow::Borrowed(&affixes.prefix), suffix: Cow::Borrowed(&affixes.suffix), ..self }
    }
}

/// Wraps pieces in the formatting of a style: letter case, stripped periods, quotes, font, affixes. `None` if there is
/// nothing visible.
pub(super) fn look<'s>(mut children: Vec<Node<'s>>, look: &'s Look, language: CaseLanguage) -> Option<Node<'s>> {
    if children.iter().all(Node::is_empty) {
        return None;
    }
    if look.strip_periods {
        strip_periods(&mut children);
    }
    if let Some(case) = look.text_case {
        apply_case(&mut children, case, language);
    }
    let is_plain = look.format.is_empty()
        && !look.quotes
        && look.display.is_none()
        && look.affixes.prefix.is_empty()
        && look.affixes.suffix.is_empty();
    if is_plain {
        let only = if children.len() == 1 { children.pop() } else { None };
        return Some(only.unwrap_or_else(|| Node::group(children)));
    }
    Some(Node::branch(Branch::with_look(children, look)))
}
