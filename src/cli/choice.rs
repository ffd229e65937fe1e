//! Options whose values are one of a few words, taken from the library's lists of them.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use publist::choice::Choice;

/// Returns the parser of an option that is one of the words of a list. The help shows them all.
pub(crate) fn one_of<T: Choice>() -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(possible_values::<T>()).try_map(|word| word.parse::<T>())
}

/// Returns the words of a list with their help, for an option that accepts further words.
pub(crate) fn possible_values<T: Choice>() -> impl Iterator<Item = PossibleValue> {
    T::ALL.iter().map(|choice| PossibleValue::new(choice.word()).help(choice.help()))
}
