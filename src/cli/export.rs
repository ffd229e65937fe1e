//! `publist export`: records to a format.

use publist::{
    Charset, Code, Diagnostic, Error, FORMATS, Format, Layout, Losses, Record, Result, Sink as _, Unchanged,
    WriteOptions,
};

use super::format_names;
use super::input::{InputArgs, Step};
use super::key_options::KeyOptions;
use super::keyed::{KeyUse, Keyed};
use super::output::OutputArgs;
use super::session::{Outcome, Session};

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
    /// Write ASCII only, with TeX commands or escapes for all other characters
    #[arg(long)]
    ascii: bool,
    /// Write entries anew that are read in the format they are written in; otherwise they stay as they stand, byte for
    /// byte, unless another option asks for a form
    #[arg(long)]
    rewrite: bool,
    /// Write JSON formats as one record a line
    #[arg(long)]
    lines: bool,
}

/// Runs it.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let format = target(args)?;
    let Some(writer) = format.writer else {
        return Err(Error::usage(format!("the format {} can be read but not written", format.id)));
    };
    let options = WriteOptions {
        charset: if args.ascii { Charset::Ascii } else { Charset::Unicode },
        layout: if args.lines { Layout::Lines } else { Layout::Pretty },
        unchanged: if args.rewrite { Unchanged::Rewritten } else { Unchanged::Kept },
    };
    args.output.write(|out, fail| {
        let mut keyed = Keyed::new(&args.keys, KeyUse::of(format), session);
        let mut losses = Losses::new(format);
        let mut count = 0_usize;
        let mut writer = writer.start(&options, out).map_err(fail)?;
        let stays = |record: &Record| !options.ask_for_a_form() && stands_in_place(record);
        args.input.read_in_place(session, format, &mut |step| {
            let mut write = |record: Record| {
                count += 1;
                if !stays(&record) {
                    losses.count(&record);
                }
                writer.record(&record, &mut session.sink()).map_err(fail)
            };
            match step {
                Step::Record(record) if stays(&record) => keyed.push_in_place(record, &mut write),
                Step::Record(record) => keyed.push(record, &mut write),
                Step::EndOfFile(file) => {
                    keyed.flush(&mut write)?;
                    writer.end_of_file(&file).map_err(fail)
                }
            }
        })?;
        keyed.flush(&mut |record: Record| {
            count += 1;
            losses.count(&record);
            writer.record(&record, &mut session.sink()).map_err(fail)
        })?;
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
