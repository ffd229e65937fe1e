//! The options of every subcommand that assigns citation keys.

use publist::keys::{KeyFolding, KeyPattern, KeyPolicy};

use super::choice::one_of;

/// Which keys are made, and how.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct KeyOptions {
    /// What to do with the ids of records, which are their citation keys
    #[arg(long, value_name = "WHAT", default_value_t, value_parser = one_of::<KeyPolicy>())]
    pub(crate) keys: KeyPolicy,
    /// The pattern of generated keys, such as `[auth:lower][year][shorttitle:1]`; `publist keys --help` describes patterns
    #[arg(long, value_name = "PATTERN")]
    key_pattern: Option<KeyPattern>,
    /// How letters outside ASCII are written in keys from a pattern
    #[arg(long, value_name = "HOW", default_value_t, value_parser = one_of::<KeyFolding>(), requires = "key_pattern")]
    key_folding: KeyFolding,
}

impl KeyOptions {
    /// Returns what happens to the ids that records have.
    pub(crate) fn policy(&self) -> KeyPolicy {
        self.keys
    }

    /// Returns the pattern, if there is one.
    pub(crate) fn pattern(&self) -> Option<KeyPattern> {
        self.key_pattern.clone().map(|pattern| pattern.with_folding(self.key_folding))
    }
}
