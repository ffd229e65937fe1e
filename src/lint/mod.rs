//! Checks of records that look for likely mistakes and change nothing: one file each, one line each in [`LINTS`].

mod biblatex_requirements;
mod capitals;
mod glued_words;

use crate::diag::{Code, Sink};
use crate::model::Record;

/// Every lint, in the order of their codes.
pub static LINTS: &[&dyn Lint] =
    &[&glued_words::GluedWordsInTitle, &biblatex_requirements::BiblatexRequirements, &capitals::NamesInCapitals];

/// One check.
pub trait Lint: Sync {
    /// The code its reports carry; `publist explain` tells more about it.
    fn code(&self) -> Code;

    /// Looks at one record and reports what it finds.
    fn check(&self, record: &Record, diag: &mut dyn Sink);
}

#[cfg(test)]
mod tests {
    use super::LINTS;

    #[test]
    fn every_lint_has_a_code_of_its_own_in_order() {
        assert!(LINTS.windows(2).all(|pair| pair[0].code() < pair[1].code()));
        assert!(LINTS.iter().all(|lint| lint.code().text()[1..].starts_with("09")));
    }
}
