//! What speaks for a format: signs in the outline of a file, and how much each of them proves.

mod sign;

pub(crate) use sign::{Columns, Elements, Member, Members, Sign};

use std::fmt;

use crate::syntax::outline::Outline;

/// How likely it is that a file is of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// Nothing speaks for it.
    No,
    /// It may be; a format that is more certain goes first.
    Possible,
    /// It almost certainly is.
    Certain,
}

/// A sign that a file is of a format, and how much it proves. It is displayed as a description of the sign.
#[derive(Clone, Copy)]
pub struct Evidence {
    likelihood: Likelihood,
    sign: Sign,
}

impl Evidence {
    /// Evidence that decides: only files of the format have it.
    pub(crate) const fn decisive(sign: Sign) -> Self {
        Self { likelihood: Likelihood::Certain, sign }
    }

    /// Evidence that files of other formats may have, too.
    pub(crate) const fn possible(sign: Sign) -> Self {
        Self { likelihood: Likelihood::Possible, sign }
    }

    /// Returns how likely the format is if the sign is found.
    pub fn likelihood(&self) -> Likelihood {
        self.likelihood
    }

    /// Whether the sign is in an outline.
    pub fn is_in(&self, outline: &Outline<'_>) -> bool {
        self.sign.is_in(outline)
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sign.fmt(formatter)
    }
}

impl fmt::Debug for Evidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Evidence").field(&self.likelihood).field(&self.to_string()).finish()
    }
}

/// How files of a format are recognised.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Recognition {
    /// By signs in their outline.
    Evidence(&'static [Evidence]),
    /// By a function that looks at the beginning of the text, as UTF-8.
    Function(fn(&[u8]) -> Likelihood),
}

impl Recognition {
    /// Returns how likely it is that a file with this outline is of the format.
    pub fn likelihood(&self, outline: &Outline<'_>) -> Likelihood {
        match self {
            Self::Evidence(all) => {
                let mut best = Likelihood::No;
                for evidence in *all {
                    if evidence.likelihood > best && evidence.is_in(outline) {
                        best = evidence.likelihood;
                    }
                }
                best
            }
            Self::Function(likelihood) => likelihood(outline.text().as_bytes()),
        }
    }
}
