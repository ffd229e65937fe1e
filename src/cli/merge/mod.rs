//! `publist merge`: one record for each work.

mod ask;

use std::io::IsTerminal as _;
use std::path::PathBuf;

use publist::formats::Losses;
use publist::keys::KeyUse;
use publist::merge::{MergeInput, MergeJudge, MergeStrategy, Merged, Preprints};
use publist::{Code, Diagnostic, Error, Format, MergeOptions, Result, Sink as _, merge};

use super::export;
use super::format_names;
use super::input::InputArgs;
use super::key_options::KeyOptions;
use super::keyed::Keyed;
use super::output::OutputArgs;
use super::session::{Outcome, Session};
use super::write_options::WriteArgs;

/// Make one record of the records of one work, from one file or several
#[derive(clap::Args)]
#[command(
    after_help = "Records are of one work when they share a DOI, a number of arXiv or PubMed, a key of DBLP or the ISBN of \
                        a book, or when their titles, authors and years agree and nothing speaks against it. What was \
                        joined and what was kept apart is shown with --verbose and stands in the report."
)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// The format to write; otherwise the extension of the output file tells it
    #[arg(long, value_name = "FORMAT", value_parser = format_names::writable())]
    to: Option<&'static Format>,
    #[command(flatten)]
    output: OutputArgs,
    /// Whose value is kept where records of one work disagree; what one lacks comes from the others in any case
    #[arg(long, value_name = "WHOSE", default_value = "richest")]
    strategy: Strategy,
    /// What becomes of a preprint whose publication is there
    #[arg(long, value_name = "WHAT", default_value = "merge")]
    preprints: PreprintPolicy,
    /// Write what was joined, each conflict with its decision, and the origin of each value to this file, as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    keys: KeyOptions,
    #[command(flatten)]
    write: WriteArgs,
}

/// Whose value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Strategy {
    /// The publication's before the preprint's, and then that of the record that holds most
    Richest,
    /// The first record's
    First,
    /// The last record's
    Last,
    /// Ask on the terminal, also whether records that look alike are of one work
    Ask,
}

/// What becomes of preprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum PreprintPolicy {
    /// One record, with the number, the day and the link of the preprint
    Merge,
    /// Both stay
    Keep,
    /// The publication stays alone
    Drop,
    /// Both stay and name each other
    Link,
}

/// Runs it.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let format = export::target(args.to, &args.output)?;
    let Some(writer) = format.writer else {
        return Err(Error::usage(format!("the format {} can be read but not written", format.id)));
    };
    if args.strategy == Strategy::Ask && !std::io::stdin().is_terminal() {
        return Err(Error::usage(
            "`--strategy ask` asks on the terminal, and the standard input is none: name the files, or choose \
             richest, first or last",
        ));
    }
    let write_options = args.write.options();
    write_options.report_meaningless(format, &mut session.sink());
    let mut inputs = Vec::new();
    args.input.read_named(session, &mut |source, record| {
        inputs.push(MergeInput { source: source.to_owned(), record });
        Ok(())
    })?;
    let Merged { records, report } = args.merge(inputs, session);
    args.output.write(|out| {
        let mut keyed = Keyed::new(&args.keys, KeyUse::of(format), session);
        let mut losses = Losses::new(format);
        let mut writer = writer.start(&write_options, out)?;
        let mut write = |record: publist::Record| {
            losses.count(&record);
            Ok(writer.record(&record, &mut session.sink())?)
        };
        for record in records {
            keyed.push(record, &mut write)?;
        }
        keyed.flush(&mut write)?;
        writer.finish()?;
        losses.report(&mut session.sink());
        if report.written == 0 {
            let empty = Diagnostic::new(Code::EmptyList, "no record was read, so the output has no entries");
            session.sink().report(empty);
        }
        Ok(())
    })?;
    if let Some(path) = &args.report {
        let json = serde_json::to_string_pretty(&report.to_json()).unwrap_or_default();
        OutputArgs::default().or_file(Some(path.clone())).print(|out| writeln!(out, "{json}"))?;
    }
    Ok(Outcome::Done)
}

impl Args {
    fn merge(&self, inputs: Vec<MergeInput>, session: &Session) -> Merged {
        let strategy = match self.strategy {
            Strategy::Richest | Strategy::Ask => MergeStrategy::Richest,
            Strategy::First => MergeStrategy::First,
            Strategy::Last => MergeStrategy::Last,
        };
        let preprints = match self.preprints {
            PreprintPolicy::Merge => Preprints::Merge,
            PreprintPolicy::Keep => Preprints::Keep,
            PreprintPolicy::Drop => Preprints::Drop,
            PreprintPolicy::Link => Preprints::Link,
        };
        let mut asker = ask::Asker { answers: std::io::stdin().lock(), questions: std::io::stderr() };
        let judge: Option<&mut dyn MergeJudge> = if self.strategy == Strategy::Ask { Some(&mut asker) } else { None };
        merge(inputs, &MergeOptions { strategy, preprints }, judge, &mut session.sink())
    }
}
