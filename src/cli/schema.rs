//! `publist schema`: prints the JSON Schema of publist's own JSON.

use publist::Result;
use publist::formats::json_schema;

use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// Print the JSON Schema of publist's own JSON format
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    args.output.print(session, |mut out| {
        serde_json::to_writer_pretty(&mut out, &json_schema())?;
        writeln!(out)
    })?;
    Ok(Outcome::Done)
}
