//! `publist verify`: checks round trips through formats, and reports losses.

use std::io::{self, Write};

use publist::keys::KeyUse;
use publist::verify::{Comparison, Difference, Outcome as Fate};
use publist::{FORMATS, Format, Result, verify};
use serde_json::{Value, json};

use super::format_names;
use super::input::InputArgs;
use super::keyed;
use super::output::OutputArgs;
use super::session::{Outcome, Session};
use super::write_options::WriteArgs;

/// Write records, read them back, and report field by field what was lost
///
/// The exit code is 1 if a value was lost that the format's loss table (`publist formats FORMAT`) does not declare.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// The formats to check; by default, all that can be both read and written
    #[arg(long, value_name = "FORMAT,...", value_delimiter = ',', value_parser = format_names::writable())]
    through: Vec<&'static Format>,
    #[command(flatten)]
    write: WriteArgs,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let records = keyed::collect(&args.input, KeyUse::Tex, session)?;
    let both_ways = |format: &&Format| format.reader.is_some() && format.writer.is_some();
    let formats: Vec<&'static Format> = if args.through.is_empty() {
        FORMATS.iter().copied().filter(both_ways).collect()
    } else {
        args.through.clone()
    };
    let (options, mut trips) = (args.write.options(), Vec::new());
    for format in formats {
        trips.push((format, verify(&records, format, &options)?));
    }
    args.output.print(session, |out| if args.json { print_json(&trips, out) } else { print_text(&trips, out) })?;
    let is_faithful = trips.iter().all(|(_, comparison)| comparison.is_faithful());
    Ok(if is_faithful { Outcome::Done } else { Outcome::CheckFailed })
}

type Trip = (&'static Format, Comparison);

fn print_text(trips: &[Trip], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{:10} {:>8}", "format", "records")?;
    for fate in Fate::ALL {
        write!(out, " {:>10}", fate.name())?;
    }
    writeln!(out, " {:>10}", "undeclared")?;
    for (format, comparison) in trips {
        write!(out, "{:10} {:>8}", format.id, comparison.records)?;
        for fate in Fate::ALL {
            write!(out, " {:>10}", comparison.counts.get(fate).copied().unwrap_or_default())?;
        }
        writeln!(out, " {:>10}", comparison.undeclared().count() + comparison.errors.len())?;
    }
    for (format, comparison) in trips {
        for ((variable, fate), count) in by_variable(comparison, true) {
            writeln!(out, "{}: “{variable}” {} in {count} as declared", format.id, fate.name())?;
        }
        for difference in comparison.undeclared() {
            let (variable, fate) = (variable_of(difference), difference.outcome.name());
            writeln!(out, "{}: {}: “{variable}” {fate}, which is NOT declared", format.id, difference.record)?;
        }
        for error in &comparison.errors {
            writeln!(out, "{}: reading back: {error}", format.id)?;
        }
    }
    Ok(())
}

fn print_json(trips: &[Trip], out: &mut dyn Write) -> io::Result<()> {
    let trip = |(format, comparison): &Trip| {
        let counts: serde_json::Map<String, Value> = Fate::ALL
            .iter()
            .map(|fate| (fate.name().to_owned(), comparison.counts.get(fate).copied().unwrap_or_default().into()))
            .collect();
        let declared: Vec<Value> = by_variable(comparison, true)
            .into_iter()
            .map(|((variable, fate), count)| json!({ "variable": variable, "outcome": fate.name(), "records": count }))
            .collect();
        let undeclared: Vec<Value> = comparison
            .undeclared()
            .map(|difference| {
                json!({
                    "record": difference.record,
                    "variable": variable_of(difference),
                    "outcome": difference.outcome.name(),
                })
            })
            .collect();
        let errors: Vec<String> = comparison.errors.iter().map(ToString::to_string).collect();
        json!({
            "format": format.id,
            "records": comparison.records,
            "counts": counts,
            "declared": declared,
            "undeclared": undeclared,
            "errors": errors,
        })
    };
    let trips: Vec<Value> = trips.iter().map(trip).collect();
    serde_json::to_writer_pretty(&mut *out, &trips)?;
    writeln!(out)
}

/// The number of records with each difference, declared or not.
fn by_variable(comparison: &Comparison, is_declared: bool) -> std::collections::BTreeMap<(&'static str, Fate), usize> {
    let mut counts = std::collections::BTreeMap::new();
    for difference in comparison.differences.iter().filter(|difference| difference.is_declared == is_declared) {
        *counts.entry((variable_of(difference), difference.outcome)).or_default() += 1;
    }
    counts
}

fn variable_of(difference: &Difference) -> &'static str {
    difference.variable.map_or("record", publist::model::Variable::name)
}
