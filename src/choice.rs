//! Choices: options whose value is one of a few words, such as `--url always`.
//!
//! A list of choices is written once, with `choices!`, with the word and the help line of each. The enum of the
//! library, the command's help and parser, `publist.toml` and the docs all use the same list.

use std::fmt::Display;
use std::str::FromStr;

use crate::error::Error;

/// An option whose value is one of a few words.
///
/// The library implements it for its options; programs can offer them with the same words:
///
/// ```
/// use publist::choice::Choice;
/// use publist::merge::Preprints;
///
/// assert_eq!(Preprints::from_word("link"), Some(Preprints::Link));
/// assert_eq!(Preprints::Link.word(), "link");
/// assert_eq!(Preprints::words(), "merge, keep, drop, link");
/// let error = "both".parse::<Preprints>().unwrap_err();
/// assert_eq!(error.to_string(), "“both” is not one of merge, keep, drop, link");
/// ```
pub trait Choice: Copy + Eq + Display + FromStr<Err = Error> + Send + Sync + sealed::Sealed + 'static {
    /// All choices, in the order in which they are shown.
    const ALL: &'static [Self];

    /// Returns its word.
    fn word(self) -> &'static str;

    /// Returns its meaning, in one line without a full stop.
    fn help(self) -> &'static str;

    /// Returns the choice with that word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.word() == word)
    }

    /// Returns all words, separated by commas.
    fn words() -> String {
        Self::ALL.iter().map(|choice| choice.word()).collect::<Vec<_>>().join(", ")
    }
}

pub(crate) mod sealed {
    /// Only this library has choices.
    pub trait Sealed {}
}

/// Declares the enum of a list of choices: for each choice its docs, its name, its word, and its help line in
/// parentheses.
macro_rules! choices {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $word:literal ($help:literal),)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
        }

        impl $crate::choice::sealed::Sealed for $name {}

        impl $crate::choice::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad($crate::choice::Choice::word(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Error;

            fn from_str(word: &str) -> $crate::Result<Self> {
                use $crate::choice::Choice as _;
                let refusal = || $crate::Error::usage(format!("“{word}” is not one of {}", Self::words()));
                Self::from_word(word).ok_or_else(refusal)
            }
        }
    };
}

pub(crate) use choices;

#[cfg(test)]
mod tests {
    use super::Choice;

    choices! {
        /// A letter.
        pub enum Letter {
            /// The first.
            #[default]
            Alpha = "alpha" ("The first one"),
            /// The second.
            Beta = "beta" ("The second one"),
        }
    }

    #[test]
    fn words_lead_back_to_their_choices() {
        for letter in Letter::ALL {
            assert_eq!(Letter::from_word(letter.word()), Some(*letter));
            assert_eq!(letter.to_string().parse::<Letter>().unwrap(), *letter);
        }
        assert_eq!((Letter::default(), Letter::Beta.help()), (Letter::Alpha, "The second one"));
        let error = "gamma".parse::<Letter>().unwrap_err();
        assert_eq!(error.to_string(), "“gamma” is not one of alpha, beta");
    }
}
