//! The commands that LaTeX itself defines and that a file's own definitions do not change.

use super::decode::style::{COMMANDS, DECLARATIONS, style_of};
use super::meanings::{self, Meaning};
use super::{accents, cyrillic, math, symbols};

/// Commands with arguments that are read in their own way.
const OTHERS: &str = "ensuremath url nolinkurl path href symbol unichar char";

/// Returns whether rich text or mathematics has a form for a command, named without its backslash.
pub(super) fn is_known(name: &str) -> bool {
    has_own_argument(name)
        || style_of(name, DECLARATIONS).is_some()
        || symbols::by_tex(&format!("\\{name}")).is_some()
        || cyrillic::letter(name).is_some()
        || math::is_known(name)
        || name == "qquad"
}

/// Returns whether a known command takes what follows it as its argument.
pub(super) fn takes_argument(name: &str) -> bool {
    let is_alone = |meaning| matches!(meaning, Meaning::Text(_) | Meaning::Space | Meaning::Nothing { arguments: 0 });
    has_own_argument(name) || meanings::of(name).is_some_and(|meaning| !is_alone(meaning))
}

fn has_own_argument(name: &str) -> bool {
    OTHERS.split(' ').any(|other| other == name)
        || accents::by_command(name).is_some()
        || style_of(name, COMMANDS).is_some()
}
