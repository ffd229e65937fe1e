//! `publist merge`: makes one record for each work.

mod ask;
mod dropped_keys;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use publist::choice::Choice as _;
use publist::formats::{BIBTEX, Losses};
use publist::merge::{MergeDecision, MergeInputs, MergeJudge, MergeReport, MergeStrategy, Merged, Preprints, SourceId};
use publist::model::{IdentifierVariable, SourceFile, TextVariable};
use publist::{Code, Diagnostic, Error, Format, MergeOptions, Record, Result, Sink, merge};

use super::choice::{one_of, possible_values};
use super::export;
use super::format_names;
use super::input::{InputArgs, Step};
use super::key_options::KeyOptions;
use super::keyed::Keyed;
use super::output::OutputArgs;
use super::session::{Outcome, Session};
use super::write_options::WriteArgs;
use super::written_back;
use dropped_keys::DroppedKeys;

/// Combine the records of each work, from one file or several, into one
#[derive(clap::Args)]
#[command(
    after_help = "Two records belong to one work if they share a DOI, an arXiv or PubMed number, a DBLP key or the ISBN of \
                        a book, or if their titles, authors and years agree and nothing contradicts it. --verbose and \
                        --report show what was merged and what was kept apart."
)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// The format to write; by default it follows from the extension of the output file
    #[arg(long, value_name = "FORMAT", value_parser = format_names::writable())]
    to: Option<&'static Format>,
    #[command(flatten)]
    output: OutputArgs,
    /// Write the result back to the only input, a .bib file: merged entries are removed, or their fields are changed, and
    /// everything else in it stays byte for byte
    #[arg(long, conflicts_with_all = ["output", "to"])]
    in_place: bool,
    /// Which value to keep if the records of a work disagree; a missing value always comes from the other records
    #[arg(long, value_name = "WHOSE", default_value = MergeStrategy::default().word(), value_parser = strategy())]
    strategy: Strategy,
    /// What to do with a preprint and its publication
    #[arg(long, value_name = "WHAT", default_value_t, value_parser = one_of::<Preprints>())]
    preprints: Preprints,
    /// Write a report to this file as JSON: merged records, conflicts and their decisions, and the origin of each value
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    keys: KeyOptions,
    #[command(flatten)]
    write: WriteArgs,
}

/// Whose value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strategy {
    Of(MergeStrategy),
    /// A person decides.
    Ask,
}

fn strategy() -> impl TypedValueParser<Value = Strategy> {
    let ask = PossibleValue::new("ask").help("Ask on the terminal, also whether similar records belong to one work");
    PossibleValuesParser::new(possible_values::<MergeStrategy>().chain([ask]))
        .map(|word| MergeStrategy::from_word(&word).map_or(Strategy::Ask, Strategy::Of))
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let path = args.in_place.then(|| written_back::only_file(args.input.files())).transpose()?;
    let format = match &path {
        Some(_) => &BIBTEX,
        None => export::target(args.to, &args.output)?,
    };
    if args.strategy == Strategy::Ask && !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return Err(Error::usage(
            "`--strategy ask` needs a terminal for standard input and standard error: name the input files instead of \
             piping them, or use richest, first or last",
        ));
    }
    let write_options = args.write.options_for(args.to);
    write_options.report_meaningless(format, &mut session.sink());
    let mut inputs = MergeInputs::default();
    let mut last: Option<(String, SourceId)> = None;
    // Merging adds what profile pages lack: anything that is still missing is reported afterwards.
    session.mute(Some(Code::ProfileNoIdentifier));
    let (mut files, mut dropped) = (Vec::new(), DroppedKeys::new(format));
    let read = args.input.read_each_to_write(session, format, &mut |name, step| {
        let record = match step {
            Step::Record(record) => record,
            Step::EndOfFile(file) => {
                files.push(file);
                return Ok(());
            }
        };
        let source = match &last {
            Some((known, source)) if known == name => *source,
            _ => last.insert((name.to_owned(), inputs.add_source(name))).1,
        };
        dropped.note(&record);
        inputs.add(source, record);
        Ok(())
    });
    session.mute(None);
    read?;
    let Some(Merged { mut records, report }) = args.merge(inputs, session) else {
        return Err(Error::usage("stopped by the user: nothing was written"));
    };
    report_incomplete(&records, session);
    in_order_of_files(&mut records, &files);
    let (writer, output) = match path {
        Some(path) => (written_back::writer_for(&path, &files, records.iter())?, OutputArgs::to(path)),
        None => (format.writer()?, args.output.clone()),
    };
    output.write(format, session, |out| {
        let mut keyed = Keyed::new(&args.keys, format.key_use, session);
        let mut losses = Losses::new(format);
        let mut writer = writer.start(&write_options, out)?;
        let mut write = |record: Record| {
            if record.passage.is_none() {
                losses.count(&record);
            }
            Ok(writer.record(&record, &mut session.sink())?)
        };
        for mut record in records {
            dropped.take(&mut record);
            keyed.push_in_place(record, &mut write)?;
        }
        keyed.flush(&mut write)?;
        for file in &files {
            writer.end_of_file(file)?;
        }
        writer.finish()?;
        losses.report(&mut session.sink());
        dropped.report(&mut session.sink());
        if report.written == 0 {
            let empty = Diagnostic::new(Code::EmptyList, "no records were read, so the output is empty");
            session.sink().report(empty);
        }
        Ok(())
    })?;
    if let Some(path) = &args.report {
        let json = serde_json::to_string_pretty(&report.to_json()).unwrap_or_default();
        OutputArgs::default().or_file(Some(path.clone())).print(session, |out| writeln!(out, "{json}"))?;
    }
    session.sum_up(&summary(&report));
    Ok(Outcome::Done)
}

/// Puts records that are written back to their files in the order of the files and of their passages, before all others.
fn in_order_of_files(records: &mut [Record], files: &[Arc<SourceFile>]) {
    let place = |record: &Record| {
        let passage = record.passage.as_ref()?;
        let file = files.iter().position(|file| Arc::ptr_eq(file, &passage.file))?;
        Some((file, passage.start))
    };
    records.sort_by_key(|record| place(record).map_or((1, 0, 0), |(file, start)| (0, file, start)));
}

/// A summary in one line.
fn summary(report: &MergeReport) -> String {
    let conflicts =
        report.groups.iter().flat_map(|group| &group.conflicts).filter(|conflict| conflict.is_grave).count();
    let doubts = report.findings.iter().filter(|finding| finding.decision == MergeDecision::Doubt).count();
    let count = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut summary = format!("{} became {}", count(report.read, "record", "records"), report.written);
    if conflicts > 0 {
        summary += &format!(", with {}", count(conflicts, "conflict", "conflicts"));
    }
    if doubts > 0 {
        summary += &format!(", and {} may be one work", count(doubts, "pair", "pairs"));
    }
    summary
}

/// Reports in one report how many works of profile pages still have no identifier and no venue.
fn report_incomplete(records: &[Record], session: &Session) {
    let is_of_page = |record: &&Record| record.owner.is_some();
    let is_incomplete = |record: &&Record| {
        record.doi().is_none()
            && record.identifier(IdentifierVariable::Eprint).is_none()
            && !record.texts.contains_key(&TextVariable::ContainerTitle)
    };
    let of_pages = records.iter().filter(is_of_page).count();
    let incomplete: Vec<&Record> = records.iter().filter(is_of_page).filter(is_incomplete).collect();
    let Some(first) = incomplete.first() else { return };
    let message = format!(
        "{} of {of_pages} papers of the page still have no DOI, no arXiv number and no venue; the first is “{}”",
        incomplete.len(),
        first.plain_title()
    );
    let report = Diagnostic::new(Code::ProfileNoIdentifier, message);
    session.sink().report(report.hint("merge them with another file that has these papers"));
}

impl Args {
    /// Returns `None` if a person stopped it.
    fn merge(&self, inputs: MergeInputs, session: &Session) -> Option<Merged> {
        let strategy = match self.strategy {
            Strategy::Of(strategy) => strategy,
            Strategy::Ask => MergeStrategy::default(),
        };
        let mut asker = ask::Asker::new(std::io::stdin().lock(), std::io::stderr());
        let judge: Option<&mut dyn MergeJudge> = if self.strategy == Strategy::Ask { Some(&mut asker) } else { None };
        let options = MergeOptions::default().with_strategy(strategy).with_preprints(self.preprints);
        let Some(judge) = judge else { return Some(merge(inputs, &options, None, &mut session.sink())) };
        // Reports must not appear between questions, and nothing that is not written is reported.
        let mut reports: Vec<Diagnostic> = Vec::new();
        let merged = merge(inputs, &options, Some(judge), &mut reports);
        if asker.is_stopped() {
            return None;
        }
        for report in reports {
            session.sink().report(report);
        }
        Some(merged)
    }
}
