//! `publist keys`: prints the citation keys of records, and writes files with these keys.

use std::io::{self, Write};
use std::sync::Arc;

use publist::keys::KeyUse;
use publist::model::SourceFile;
use publist::{Error, Format, Record, Result, WriteOptions, by_id};

use super::input::{InputArgs, Step};
use super::key_options::KeyOptions;
use super::keyed::Keyed;
use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// Print the citation keys of records, and change the keys in a .bib file
///
/// Prints one line for each record: its old key or `-`, a tab, its new key, a tab, and its title. With `--output`, the input
/// is written with the new keys, in its entries and in the fields with which entries refer to each other; nothing else in it
/// changes. The output can be the input file itself.
#[derive(clap::Args)]
#[command(after_long_help = pattern_help())]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    keys: KeyOptions,
    #[command(flatten)]
    output: OutputArgs,
}

/// The input: the records with their new keys, their previous keys, and the files that contain them.
#[derive(Default)]
struct Library {
    old_keys: Vec<String>,
    records: Vec<Record>,
    /// Each file with the number of records up to its end.
    files: Vec<(usize, Arc<SourceFile>)>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let library = read(args, session)?;
    if args.output.is_given() {
        let format = format_of(&library)?;
        args.output.write(format, session, |out| Ok(library.write(format, out, session)?))?;
    }
    if !args.output.is_given() || args.output.path().is_some() {
        OutputArgs::default().print(session, |out| library.print(out))?;
    }
    Ok(Outcome::Done)
}

fn read(args: &Args, session: &Session) -> Result<Library> {
    let Library { mut old_keys, mut records, mut files } = Library::default();
    let mut keyed = Keyed::new(&args.keys, KeyUse::Tex, session);
    let mut keep = |record| {
        records.push(record);
        Ok(())
    };
    args.input.read_each_in_place(session, &mut |step| match step {
        Step::Record(record) => {
            old_keys.push(record.id.clone());
            keyed.push(record, &mut keep)
        }
        Step::EndOfFile(file) => {
            files.push((old_keys.len(), file));
            Ok(())
        }
    })?;
    keyed.flush(&mut keep)?;
    Ok(Library { old_keys, records, files })
}

/// Returns the only format of all records, which must have been read in place.
fn format_of(library: &Library) -> Result<&'static Format> {
    let format_of_files = library.files.first().and_then(|(_, file)| by_id(file.format));
    let is_of = |format: &Format, record: &Record| {
        let passage = record.passage.as_ref();
        passage.is_some_and(|passage| passage.file.format == format.id)
    };
    format_of_files
        .filter(|format| library.records.iter().all(|record| is_of(format, record)))
        .filter(|format| library.files.iter().all(|(_, file)| file.format == format.id))
        .ok_or_else(|| {
            let advice = "use `publist export --keys generate` for other inputs";
            Error::usage(format!("keys can only be changed in .bib files that are all of one dialect: {advice}"))
        })
}

impl Library {
    fn write(&self, format: &Format, out: &mut dyn Write, session: &Session) -> io::Result<()> {
        let Some(writer) = format.writer else { return Err(io::Error::other("the format cannot be written")) };
        let options = WriteOptions::as_found();
        let mut writer = writer.start(&options, out)?;
        let mut written = 0;
        for (end, file) in &self.files {
            for record in &self.records[written..*end] {
                writer.record(record, &mut session.sink())?;
            }
            writer.end_of_file(file)?;
            written = *end;
        }
        writer.finish()
    }

    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for (old_key, record) in self.old_keys.iter().zip(&self.records) {
            let title = record.plain_title();
            let title: Vec<&str> = title.split_whitespace().collect();
            writeln!(out, "{}\t{}\t{}", on_one_line(old_key), record.id, title.join(" "))?;
        }
        Ok(())
    }
}

fn on_one_line(key: &str) -> String {
    if key.is_empty() { "-".to_owned() } else { key.replace(['\t', '\n', '\r'], " ") }
}

fn pattern_help() -> String {
    format!(
        "Patterns of keys are text with markers in brackets, as in JabRef:\n  [auth:lower][year]_[shorttitle:3]\n\
         or formulas, as in Better BibTeX:\n  auth.lower + year + shorttitle(3, 3)\n\n{}",
        publist::keys::key_pattern_help()
    )
}
