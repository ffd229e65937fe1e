//! `publist export`: records to a format.

use std::str::FromStr as _;

use publist::{
    Code, Diagnostic, Error, FORMATS, Format, Losses, MacroPolicy, Record, RecordWriter, Result, Sink as _, SortKey,
    Unchanged, WriteOptions, sort_records,
};

use super::format_names;
use super::input::{InputArgs, Step};
use super::key_options::KeyOptions;
use super::keyed::{KeyUse, Keyed};
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
    /// byte, unless another option asks for a form
    #[arg(long)]
    rewrite: bool,
    /// Write the records in this order; a hyphen turns it round: `--sort -year,author`
    #[arg(long, value_name = "KEY,...", value_delimiter = ',', allow_hyphen_values = true, value_parser = SortKey::from_str)]
    sort: Vec<SortKey>,
    /// The letter case of English titles; words in protecting braces are kept
    #[arg(long, value_name = "CASE", default_value = "keep")]
    title_case: TitleCase,
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

/// The letter case in which titles are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum TitleCase {
    /// As in the input
    Keep,
    /// In sentence case; acronyms, single letters and words after a colon keep their capitals, names do not
    Sentence,
}

/// Runs it.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let format = target(args)?;
    let Some(writer) = format.writer else {
        return Err(Error::usage(format!("the format {} can be read but not written", format.id)));
    };
    let macros = match args.macros {
        Macros::Keep => MacroPolicy::Keep,
        Macros::Resolve => MacroPolicy::Resolve,
        Macros::Match => MacroPolicy::Match,
    };
    let unchanged = if args.rewrite { Unchanged::Rewritten } else { Unchanged::Kept };
    let options = WriteOptions { macros, unchanged, ..args.write.options() };
    options.report_meaningless(format, &mut session.sink());
    args.output.write(|out, fail| {
        let mut keyed = Keyed::new(&args.keys, KeyUse::of(format), session);
        let mut losses = Losses::new(format);
        let mut count = 0_usize;
        let mut writer = writer.start(&options, out).map_err(fail)?;
        let stays = |record: &Record| !options.ask_for_a_form() && stands_in_place(record);
        let mut write = |writer: &mut dyn RecordWriter, record: Record| {
            count += 1;
            if !stays(&record) {
                losses.count(&record);
            }
            writer.record(&record, &mut session.sink()).map_err(fail)
        };
        // Records that are to be sorted wait for all others, and the rest of their files with them.
        let (is_sorted, mut waiting, mut files) = (!args.sort.is_empty(), Vec::new(), Vec::new());
        args.input.read_in_place(session, format, &mut |step| {
            let mut pass = |record| match is_sorted {
                true => keep(&mut waiting, record),
                false => write(&mut *writer, record),
            };
            match step {
                Step::Record(mut record) => {
                    if args.title_case == TitleCase::Sentence {
                        record.titles_to_sentence_case();
                    }
                    if stays(&record) { keyed.push_in_place(record, &mut pass) } else { keyed.push(record, &mut pass) }
                }
                Step::EndOfFile(file) => {
                    keyed.flush(&mut pass)?;
                    match is_sorted {
                        true => keep(&mut files, file),
                        false => writer.end_of_file(&file).map_err(fail),
                    }
                }
            }
        })?;
        keyed.flush(&mut |record| match is_sorted {
            true => keep(&mut waiting, record),
            false => write(&mut *writer, record),
        })?;
        sort_records(&mut waiting, &args.sort);
        waiting.into_iter().try_for_each(|record| write(&mut *writer, record))?;
        files.iter().try_for_each(|file| writer.end_of_file(file).map_err(fail))?;
        writer.finish().map_err(fail)?;
        losses.report(&mut session.sink());
        if count == 0 {
            let report = Diagnostic::new(Code::EmptyList, "no record was read, so the output has no entries");
            session.sink().report(report);
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

fn keep<T>(kept: &mut Vec<T>, value: T) -> Result<()> {
    kept.push(value);
    Ok(())
}

/// Whether a record was read to be written back where it stands.
fn stands_in_place(record: &Record) -> bool {
    record.origin.as_ref().is_some_and(|origin| origin.passage.is_some())
}

fn target(args: &Args) -> Result<&'static Format> {
    if let Some(format) = args.to {
        return Ok(format);
    }
    let extension = args.output.path().and_then(|path| path.extension()).map(|extension| extension.to_string_lossy());
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
