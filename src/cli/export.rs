//! `publist export`: records to a format.

use std::num::NonZero;
use std::str::FromStr as _;

use publist::convert::{NameCase, TitleCase};
use publist::formats::{MacroPolicy, Unchanged};
use publist::query::SortKey;
use publist::{
    Code, Conversion, ConvertOptions, Diagnostic, Error, FORMATS, Format, Query, Result, Sink as _, WriteOptions,
};

use super::choice::one_of;
use super::folders::{self, Existing};
use super::format_names;
use super::input::{Ids, InputArgs};
use super::key_options::KeyOptions;
use super::output::OutputArgs;
use super::session::{Outcome, Session};
use super::write_options::WriteArgs;

/// Write records in another format: BibTeX, BibLaTeX, CSL-JSON, ...
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// The format to write; otherwise the extension of the output file tells it
    #[arg(long, value_name = "FORMAT", value_parser = format_names::writable())]
    to: Option<&'static Format>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    keys: KeyOptions,
    /// What becomes of the macros of a .bib file in entries that are written anew
    #[arg(long, value_name = "WHAT", default_value = "keep")]
    macros: Macros,
    /// Write entries anew that are read in the format they are written in; otherwise they stay as they stand, byte for
    /// byte, unless another option asks for a form. Of formats with a folder for each work, replace folders that are there
    #[arg(long)]
    rewrite: bool,
    /// Write only records for which this holds; `publist list --help` tells the language
    #[arg(long = "where", value_name = "QUERY", allow_hyphen_values = true, value_parser = Query::from_str)]
    query: Option<Query>,
    /// Write the records in this order; a hyphen turns it round: `--sort -year,author`
    #[arg(long, value_name = "KEY,...", value_delimiter = ',', allow_hyphen_values = true, value_parser = SortKey::from_str)]
    sort: Vec<SortKey>,
    /// The letter case of English titles; words in protecting braces are kept
    #[arg(long, value_name = "CASE", default_value_t, value_parser = one_of::<TitleCase>())]
    title_case: TitleCase,
    /// The letter case of people's names that are in capitals
    #[arg(long, value_name = "CASE", default_value_t, value_parser = one_of::<NameCase>())]
    name_case: NameCase,
    /// How many threads read and write; otherwise as many as there are cores. The output is the same
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    #[command(flatten)]
    write: WriteArgs,
}

/// What becomes of macros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Macros {
    /// Values written with macros stay so
    Keep,
    /// All values are written out; months stay macros
    Resolve,
    /// Values that a macro stands for are written as that macro, too
    Match,
}

/// Runs it.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let format = target(args.to, &args.output)?;
    let macros = match args.macros {
        Macros::Keep => MacroPolicy::Keep,
        Macros::Resolve => MacroPolicy::Resolve,
        Macros::Match => MacroPolicy::Match,
    };
    let unchanged = if args.rewrite { Unchanged::Rewritten } else { Unchanged::Kept };
    let options = ConvertOptions::default()
        .with_write(WriteOptions { macros, unchanged, ..args.write.options() })
        .with_keys(args.keys.policy())
        .with_key_pattern(args.keys.pattern())
        .with_query(args.query.clone())
        .with_sort(args.sort.clone())
        .with_titles(args.title_case)
        .with_names(args.name_case)
        .with_threads(args.threads);
    options.write.report_meaningless(format, &mut session.sink());
    let existing = if args.rewrite { Existing::Replaced } else { Existing::Kept };
    folders::write(&args.output, format, existing, session, |out| {
        let mut conversion = Conversion::start(format, &options, out)?;
        args.input.for_each_text(session, format, &mut |format, input, ids, diag| {
            if ids == Ids::NoneCome {
                conversion.expect_no_ids(diag)?;
            }
            conversion.read(format, input, diag)
        })?;
        if conversion.finish(&mut session.sink())? == 0 {
            let report = Diagnostic::new(Code::EmptyList, "no record was read, so the output has no entries");
            session.sink().report(report);
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

/// The format to write: the one that was named, or the one that has the extension of the output file.
///
/// # Errors
/// When neither tells.
pub(crate) fn target(to: Option<&'static Format>, output: &OutputArgs) -> Result<&'static Format> {
    if let Some(format) = to {
        return Ok(format);
    }
    let extension = output.path().and_then(|path| path.extension()).map(|extension| extension.to_string_lossy());
    let Some(extension) = extension else {
        return Err(Error::usage("the format to write was not named: give --to FORMAT (`publist formats` lists all)"));
    };
    let extension = extension.to_ascii_lowercase();
    FORMATS
        .iter()
        .copied()
        .find(|format| format.writer.is_some() && format.extensions.contains(&extension.as_str()))
        .ok_or_else(|| {
            Error::usage(format!("no format that can be written has the extension .{extension}: give --to FORMAT"))
        })
}
