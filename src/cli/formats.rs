//! `publist formats`: which formats there are, and what each keeps.

use std::io::{self, Write};

use publist::{FORMATS, Format, Result};

use super::format_names;
use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// List the formats, or show what one of them keeps and loses
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The format to show
    #[arg(value_name = "FORMAT", value_parser = format_names::any(), hide_possible_values = true)]
    format: Option<&'static Format>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs it.
pub(crate) fn run(args: &Args, _: &Session) -> Result<Outcome> {
    args.output.write(|out| match args.format {
        Some(format) => show(format, out),
        None => FORMATS.iter().try_for_each(|format| writeln!(out, "{}", line(format))),
    })?;
    Ok(Outcome::Done)
}

fn line(format: &Format) -> String {
    let abilities = match (format.reader.is_some(), format.writer.is_some()) {
        (true, true) => "reads, writes",
        (true, false) => "reads",
        (false, true) => "writes",
        (false, false) => "",
    };
    format!("{:<10} {abilities:<14} {}", format.id, format.summary)
}

fn show(format: &Format, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} ({})\n{}", format.name, format.id, format.summary)?;
    writeln!(out, "Extensions: {}", format.extensions.join(", "))
}
