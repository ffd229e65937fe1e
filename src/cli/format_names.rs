//! Parses names of formats on the command line. Unknown names get suggestions, and shell completions list the names.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use publist::{FORMATS, Format, by_id};

/// Returns the parser of names of formats that can be read.
pub(super) fn readable() -> impl TypedValueParser<Value = &'static Format> {
    parser(|format| format.reader.is_some())
}

/// Returns the parser of names of formats that can be written.
pub(super) fn writable() -> impl TypedValueParser<Value = &'static Format> {
    parser(|format| format.writer.is_some())
}

/// Returns the parser of names of all formats.
pub(super) fn any() -> impl TypedValueParser<Value = &'static Format> {
    parser(|_| true)
}

fn parser(is_taken: fn(&Format) -> bool) -> impl TypedValueParser<Value = &'static Format> {
    let formats = FORMATS.iter().filter(move |format| is_taken(format));
    let names = formats.map(|format| PossibleValue::new(format.id).help(format.name));
    PossibleValuesParser::new(names).try_map(|id| by_id(&id).ok_or("there is no such format"))
}
