//! `publist export`: writes records in another format.

use std::num::NonZero;
use std::str::FromStr as _;

use publist::convert::{NameCase, PlacedRecord, TitleCase};
use publist::formats::{MacroPolicy, Purpose, Unchanged, written_to};
use publist::list::{Configuration, Repeats, listed_sections};
use publist::query::SortKey;
use publist::{Code, Conversion, ConvertOptions, Diagnostic, Error, Format, Query, Record, Result, Sink};

use super::choice::one_of;
use super::configuration::ConfigurationArgs;
use super::folders::{self, Existing};
use super::format_names;
use super::input::{Ids, InputArgs};
use super::key_options::KeyOptions;
use super::output::OutputArgs;
use super::session::{Outcome, Session};
use super::write_options::WriteArgs;

/// Write records in another format: BibTeX, BibLaTeX, CSL-JSON, ...
///
/// Formats for publication lists (RenderCV, Quarto, al-folio, jekyll-scholar, Hugo Blox, JSON Resume) follow publist.toml as
/// `publist list` does: its inputs, sections, order, and settings for single works. Command-line options override it. Without
/// one, the newest works come first.
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
    configuration: ConfigurationArgs,
    #[command(flatten)]
    write: WriteArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let format = target(args.to, &args.output)?;
    let is_list = matches!(format.purpose, Purpose::List | Purpose::SectionedList);
    let configured = if is_list { args.configuration.read(session)? } else { args.configuration.none_for(format)? };
    let unchanged = if args.rewrite { Unchanged::Rewritten } else { Unchanged::Kept };
    let write = args.write.options_for(args.to).with_macros(args.macros).with_unchanged(unchanged);
    let options = ConvertOptions::default()
        .with_write(write)
        .with_keys(args.keys.policy())
        .with_key_pattern(args.keys.pattern())
        .with_titles(args.title_case)
        .with_names(args.name_case)
        .with_threads(args.threads);
    // The settings for single works come before the query and the order, which may depend on them.
    let options = if is_list { options } else { options.with_query(args.query.clone()).with_sort(args.sort.clone()) };
    options.write.report_meaningless(format, &mut session.sink());
    let existing = if args.rewrite { Existing::Replaced } else { Existing::Kept };
    let inputs = configured.configuration.inputs.iter().map(|input| configured.path(input)).collect();
    folders::write(&args.output, format, existing, session, |out| {
        let mut conversion = Conversion::start(format, &options, out)?;
        if is_list {
            conversion.hold_all();
        }
        args.input.or_these(inputs).for_each_text(session, format, &mut |format, input, ids, diag| {
            if ids == Ids::NoneCome {
                conversion.expect_no_ids(diag)?;
            }
            conversion.read(format, input, diag)
        })?;
        let count = if is_list {
            let arrange = |records, diag: &mut dyn Sink| placed(records, &configured.configuration, format, args, diag);
            conversion.finish_list(arrange, &mut session.sink())?
        } else {
            conversion.finish(&mut session.sink())?
        };
        if count == 0 {
            let report = Diagnostic::new(Code::EmptyList, "no records were read, so the output is empty");
            session.sink().report(report);
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

/// Puts the records into the sections of the configured publication list.
fn placed(
    mut records: Vec<Record>,
    configuration: &Configuration,
    format: &Format,
    args: &Args,
    diag: &mut dyn Sink,
) -> Vec<PlacedRecord> {
    configuration.apply(&mut records, diag);
    records.retain(|record| args.query.as_ref().is_none_or(|query| query.matches(record)));
    let mut options = configuration.options.clone();
    if !args.sort.is_empty() {
        // It is the order of all works of a section, which groups would take apart.
        options.sort.clone_from(&args.sort);
        options.group_by.clear();
        for section in &mut options.sections {
            (section.sort, section.group_by) = (None, None);
        }
    }
    let sections = listed_sections(&records, &options, diag);
    let may_repeat = format.purpose == Purpose::SectionedList;
    // A work that is listed once is listed where it does not repeat one of another section.
    let (repeated, once): (Vec<_>, Vec<_>) =
        sections.into_iter().partition(|section| !may_repeat && section.repeats == Repeats::Yes);
    let mut is_placed = vec![false; records.len()];
    let mut placed = Vec::new();
    for section in once.into_iter().chain(repeated) {
        for work in section.works {
            if may_repeat || !std::mem::replace(&mut is_placed[work.index], true) {
                let record = records[work.index].clone();
                placed.push(PlacedRecord { record, section: section.heading.clone(), owners: work.owners });
            }
        }
    }
    placed
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
