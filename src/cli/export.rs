//! `publist export`: writes records in another format.

use std::num::NonZero;
use std::str::FromStr as _;

use publist::convert::{NameCase, TitleCase};
use publist::formats::{MacroPolicy, Unchanged, written_to};
use publist::query::SortKey;
use publist::{Code, Conversion, ConvertOptions, Diagnostic, Error, Format, Query, Result, Sink as _};

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
    /// The format to write; by default it follows from the extension of the output file
    #[arg(long, value_name = "FORMAT", value_parser = format_names::writable())]
    to: Option<&'static Format>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    keys: KeyOptions,
    /// How to write the macros of a .bib file in entries that are rewritten
    #[arg(long, value_name = "WHAT", default_value_t, value_parser = one_of::<MacroPolicy>())]
    macros: MacroPolicy,
    /// Lay out all entries of .bib files anew; values keep their TeX. Without this, what no option changes stays byte for
    /// byte: comments, macros, and entries whose type and fields the dialect of the output has. In formats with a folder
    /// for each work, replace existing folders
    #[arg(long)]
    rewrite: bool,
    /// Write only records that match this query; `publist list --help` describes the language
    #[arg(long = "where", value_name = "QUERY", allow_hyphen_values = true, value_parser = Query::from_str)]
    query: Option<Query>,
    /// Write the records in this order; a hyphen reverses it: `--sort -year,author`
    #[arg(long, value_name = "KEY,...", value_delimiter = ',', allow_hyphen_values = true, value_parser = SortKey::from_str)]
    sort: Vec<SortKey>,
    /// The letter case of English titles; words in protecting braces are kept
    #[arg(long, value_name = "CASE", default_value_t, value_parser = one_of::<TitleCase>())]
    title_case: TitleCase,
    /// The letter case of names that are in capitals
    #[arg(long, value_name = "CASE", default_value_t, value_parser = one_of::<NameCase>())]
    name_case: NameCase,
    /// The number of threads; by default, the number of cores. The output is always the same
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    #[command(flatten)]
    write: WriteArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let format = target(args.to, &args.output)?;
    let unchanged = if args.rewrite { Unchanged::Rewritten } else { Unchanged::Kept };
    let write = args.write.options_for(args.to).with_macros(args.macros).with_unchanged(unchanged);
    let options = ConvertOptions::default()
        .with_write(write)
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
            let report = Diagnostic::new(Code::EmptyList, "no records were read, so the output is empty");
            session.sink().report(report);
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

/// Returns the format to write: the named one, or the one with the extension of the output file.
///
/// # Errors
/// Returns an error if neither determines the format.
pub(crate) fn target(to: Option<&'static Format>, output: &OutputArgs) -> Result<&'static Format> {
    if let Some(format) = to {
        return Ok(format);
    }
    let extension = output.path().and_then(|path| path.extension()).map(|extension| extension.to_string_lossy());
    let Some(extension) = extension else {
        return Err(Error::usage("no output format was given: add --to FORMAT (`publist formats` lists all formats)"));
    };
    written_to(&extension).next().ok_or_else(|| {
        Error::usage(format!("no format that can be written has the extension .{extension}: add --to FORMAT"))
    })
}
