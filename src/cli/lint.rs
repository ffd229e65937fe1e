//! `publist lint`: reports likely mistakes in records, and fixes those that are certain; reports the faults of styles.

use std::path::Path;
use std::sync::Arc;

use publist::formats::{BIBTEX, Losses};
use publist::keys::{KeyStream, Turn};
use publist::lint::{LINTS, LintOptions, LintSource, Linter, code_named};
use publist::model::{Point, SourceFile};
use publist::{Code, Diagnostic, Error, Format, Record, Result, Sink, WriteOptions};

use super::configuration::{ConfigurationArgs, Configured};
use super::export;
use super::format_names;
use super::input::{InputArgs, Step};
use super::output::OutputArgs;
use super::session::{DiagnosticsForm, Outcome, ReportStream, Session};
use super::{style_files, written_back};

/// Report likely mistakes in records, and fix those that are certain
///
/// If an input is a CSL style (`*.csl`) or a locale (`locales-*.xml`), all its faults are reported: what the schema does not
/// allow, macros that do not exist or are never used, branches that are never reached, deprecated names.
#[derive(clap::Args)]
#[command(
    after_help = "Mistakes are reported as warnings or notes. Notes are shown only with --verbose or if --only names them, \
                        and warnings change the exit code only with --strict. `publist explain CODE` describes each code."
)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// List all lints
    #[arg(long, conflicts_with_all = ["inputs", "fix", "strict"])]
    list: bool,
    /// The form of the reports, which are printed on standard output; by default, that of --diagnostics
    #[arg(long = "as", value_name = "FORM", value_parser = DiagnosticsForm::parser())]
    form: Option<DiagnosticsForm>,
    /// Report only these: codes (also those of readers) or names of lints
    #[arg(long, value_name = "CODE,...", value_delimiter = ',', value_parser = code_named)]
    only: Vec<Code>,
    /// Do not report these; by default, those of `[lint] without` in publist.toml
    #[arg(long, value_name = "CODE,...", value_delimiter = ',', value_parser = code_named)]
    without: Vec<Code>,
    /// Fix what is certain; needs --output or --in-place
    #[arg(long)]
    fix: bool,
    /// Write the fixes back to the input file, a .bib file: only the fixed fields change, and everything else in it stays
    /// byte for byte
    #[arg(long, requires = "fix", conflicts_with = "output")]
    in_place: bool,
    #[command(flatten)]
    output: OutputArgs,
    /// The format to write; by default it follows from the extension of the output file
    #[arg(long, value_name = "FORMAT", value_parser = format_names::writable(), requires = "fix")]
    to: Option<&'static Format>,
    /// The date to use as today, for finding dates in the future; by default, the date of the clock
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<Point>,
    /// Exit with code 1 if there are any warnings
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    configuration: ConfigurationArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    if args.list {
        return list(&args.output, session);
    }
    let is_output_taken = args.fix && args.output.is_given() && args.output.path().is_none();
    let stream = if is_output_taken { ReportStream::Error } else { ReportStream::Output };
    session.show(args.form.unwrap_or_else(|| session.form()), stream);
    let options = args.options(&args.configuration.read(session)?, session);
    session.choose(options.clone());
    match (args.fix, args.in_place, args.output.is_given()) {
        (false, _, false) => {
            let (styles, others) = args.input.split_off(style_files::is_style);
            styles.iter().try_for_each(|path| style_files::lint(path, session))?;
            if let Some(input) = others {
                check(&input, &options, session)?;
            }
        }
        (false, _, true) => return Err(Error::usage("--output is only for --fix: add --fix")),
        (true, true, _) => fix_in_place(args, &options, session)?,
        (true, false, true) => fix(args, &options, session)?,
        (true, false, false) => {
            return Err(Error::usage("--fix needs an output: add --output FILE or --in-place"));
        }
    }
    Ok(if args.strict && session.warnings() > 0 { Outcome::CheckFailed } else { Outcome::Done })
}

impl Args {
    fn options(&self, configured: &Configured, session: &Session) -> LintOptions {
        let mut options = LintOptions::default().with_only(self.only.clone()).with_ignored(self.without.clone());
        options.today = self.today.unwrap_or(options.today);
        if options.only.is_empty() && options.ignored.is_empty() {
            for name in &configured.configuration.lint_without {
                match code_named(name) {
                    Ok(code) => options.ignored.push(code),
                    Err(message) => {
                        let file = configured.file.as_deref().unwrap_or(Path::new("publist.toml")).display();
                        let report =
                            Diagnostic::new(Code::ConfigurationValue, format!("{file}: [lint] without: {message}"));
                        session.sink().report(report);
                    }
                }
            }
        }
        options
    }
}

fn list(output: &OutputArgs, session: &Session) -> Result<Outcome> {
    output.print(session, |out| {
        let width = LINTS.iter().map(|lint| lint.name.len()).max().unwrap_or_default();
        LINTS.iter().try_for_each(|lint| writeln!(out, "{}  {:width$}  {}", lint.code, lint.name, lint.code.summary()))
    })?;
    Ok(Outcome::Done)
}

fn check(input: &InputArgs, options: &LintOptions, session: &Session) -> Result<()> {
    let mut linter = Linter::new(options);
    input.read_each_with_source(session, &mut |name, format, step| {
        if let Step::Record(record) = step {
            linter.record(&record, &LintSource { name, format: format.id }, &mut Unread(session));
        }
        Ok(())
    })?;
    linter.finish(&mut Unread(session));
    Ok(())
}

/// Everything that was read, with its fixes.
struct Mended {
    records: Vec<Record>,
    /// Each file that was read in place, with the number of records up to its end.
    files: Vec<(usize, Arc<SourceFile>)>,
    count: usize,
}

fn mend(args: &Args, options: &LintOptions, session: &Session) -> Result<Mended> {
    let mut linter = Linter::new(options);
    let mut mended = Mended { records: Vec::new(), files: Vec::new(), count: 0 };
    args.input.read_each_with_source(session, &mut |name, format, step| {
        match step {
            Step::Record(mut record) => {
                mended.count += linter.fix(&mut record, &LintSource { name, format: format.id }, &mut Unread(session));
                mended.records.push(record);
            }
            Step::EndOfFile(file) => mended.files.push((mended.records.len(), file)),
        }
        Ok(())
    })?;
    linter.finish(&mut Unread(session));
    Ok(mended)
}

/// Writes the fixed records to the output.
fn fix(args: &Args, options: &LintOptions, session: &Session) -> Result<()> {
    let format = export::target(args.to, &args.output)?;
    let Mended { mut records, files, .. } = mend(args, options, session)?;
    let mut keys = KeyStream::new(publist::keys::KeyPolicy::KeepIds, None, format.key_use);
    let mut waiting = Vec::new();
    for (place, record) in records.iter_mut().enumerate() {
        let turn = match format.writes_back(record) {
            true => keys.next_in_place(record, &mut session.sink()),
            false => keys.next(record, None, &mut session.sink()),
        };
        if turn == Turn::Later {
            waiting.push(place);
        }
    }
    let mut late: Vec<Record> = waiting.iter().map(|&place| std::mem::take(&mut records[place])).collect();
    keys.end(&mut late);
    waiting.into_iter().zip(late).for_each(|(place, record)| records[place] = record);
    args.output.write(format, session, |out| {
        let mut losses = Losses::new(format);
        let Some(writer) = format.writer else { return Err(Error::usage("the format cannot be written")) };
        let options = if args.to.is_some() { WriteOptions::default() } else { WriteOptions::as_found() };
        let mut writer = writer.start(&options, out)?;
        let mut files = files.iter().peekable();
        for (place, record) in records.iter().enumerate() {
            while let Some((_, file)) = files.next_if(|(end, _)| *end <= place) {
                writer.end_of_file(file)?;
            }
            if !format.writes_back(record) {
                losses.count(record);
            }
            writer.record(record, &mut session.sink())?;
        }
        for (_, file) in files {
            writer.end_of_file(file)?;
        }
        writer.finish()?;
        losses.report(&mut session.sink());
        Ok(())
    })
}

/// Writes the only input back, if something in it was fixed.
fn fix_in_place(args: &Args, options: &LintOptions, session: &Session) -> Result<()> {
    let path = written_back::only_file(args.input.files())?;
    let Mended { records, files, count } = mend(args, options, session)?;
    let files: Vec<_> = files.into_iter().map(|(_, file)| file).collect();
    let writer = written_back::writer_for(&path, &files, records.iter())?;
    if count == 0 {
        return Ok(());
    }
    // Only .bib files are written back, and the writer of one dialect keeps entries of both.
    OutputArgs::to(path).write(&BIBTEX, session, |out| {
        let options = WriteOptions::as_found();
        let mut writer = writer.start(&options, out)?;
        for record in &records {
            writer.record(record, &mut session.sink())?;
        }
        writer.end_of_file(&files[0])?;
        Ok(writer.finish()?)
    })
}

fn parse_day(text: &str) -> Result<Point, String> {
    let point = Point::from_edtf(text).filter(|point| point.day_number().is_some());
    point.ok_or_else(|| "give a day, such as 2026-11-23".to_owned())
}

/// Passes on reports that the reader did not already make, with their position in the source.
struct Unread<'a>(&'a Session);

impl Sink for Unread<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        if !self.0.forget_lint(&diagnostic) {
            self.0.sink().report(diagnostic);
        }
    }
}
