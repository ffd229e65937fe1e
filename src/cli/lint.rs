//! `publist lint`: what looks like a mistake in records.

use publist::{LINTS, Result};

use super::input::InputArgs;
use super::session::{Outcome, Session};

/// Report what looks like a mistake in records; nothing is changed
#[derive(clap::Args)]
#[command(after_help = "Lints are warnings: they change the exit code only with --strict.")]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// End with exit code 1 when anything is reported
    #[arg(long)]
    strict: bool,
}

/// Runs it.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    args.input.read(session, &mut |record| {
        for lint in LINTS {
            lint.check(&record, &mut session.sink());
        }
        Ok(())
    })?;
    let is_clean = session.warnings() == 0;
    Ok(if args.strict && !is_clean { Outcome::CheckFailed } else { Outcome::Done })
}
