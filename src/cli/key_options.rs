//! The options of every subcommand that gives citation keys.

use publist::keys::{KeyFolding, KeyPattern, KeyPolicy};

/// What becomes of the ids that records have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum Keys {
    /// Keep them, and generate those that are missing
    #[default]
    Keep,
    /// Generate all
    Generate,
}

/// How letters outside ASCII come into keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum Folding {
    /// Without accents: ü as u
    #[default]
    Ascii,
    /// Without accents, German umlauts in two letters: ü as ue
    German,
    /// As they are, for biber and today's LaTeX
    Unicode,
}

/// Which keys are made, and how.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct KeyOptions {
    /// What becomes of the ids that records have; they are the citation keys
    #[arg(long, value_name = "WHAT", default_value = "keep")]
    pub(crate) keys: Keys,
    /// How keys are generated, such as `[auth:lower][year][shorttitle:1]`; `publist keys --help` lists what it may hold
    #[arg(long, value_name = "PATTERN")]
    key_pattern: Option<KeyPattern>,
    /// How letters outside ASCII come into keys of a pattern
    #[arg(long, value_name = "HOW", default_value = "ascii", requires = "key_pattern")]
    key_folding: Folding,
}

impl KeyOptions {
    /// What becomes of the ids that records have.
    pub(crate) fn policy(&self) -> KeyPolicy {
        match self.keys {
            Keys::Keep => KeyPolicy::KeepIds,
            Keys::Generate => KeyPolicy::Regenerate,
        }
    }

    /// The pattern, if there is one.
    pub(crate) fn pattern(&self) -> Option<KeyPattern> {
        let folding = match self.key_folding {
            Folding::Ascii => KeyFolding::Ascii,
            Folding::German => KeyFolding::German,
            Folding::Unicode => KeyFolding::Unicode,
        };
        self.key_pattern.clone().map(|pattern| pattern.with_folding(folding))
    }
}
