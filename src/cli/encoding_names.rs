//! Parses names of encodings on the command line. Unknown names get suggestions, and shell completions list the usual
//! names.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use publist::text::Encoding;

/// The parser of names of encodings.
#[derive(Clone)]
pub(super) struct Names;

impl TypedValueParser for Names {
    type Value = Encoding;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Encoding, clap::Error> {
        StringValueParser::new().try_map(|name| Encoding::named(&name)).parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Encoding::names().map(PossibleValue::new)))
    }
}
