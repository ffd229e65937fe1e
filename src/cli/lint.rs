//! `publist lint`: what looks like a mistake in records.

use publist::keys::KeyUse;
use publist::lint::LINTS;
use publist::{Diagnostic, Record, Result, Sink};

use super::input::InputArgs;
use super::key_options::KeyOptions;
use super::keyed::Keyed;
use super::session::{Outcome, Session};

/// Report what looks like a mistake in records; nothing is changed
#[derive(clap::Args)]
#[command(after_help = "What is found is a warning and does not change the exit code without --strict.")]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// End with exit code 1 when there is any warning
    #[arg(long)]
    strict: bool,
}

/// Runs it.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let mut keyed = Keyed::new(&KeyOptions::default(), KeyUse::Identity, session); // so that reports can name the record
    let mut check = |record: Record| {
        for lint in LINTS {
            lint.check(&record, &mut Unread(session));
        }
        Ok(())
    };
    args.input.read(session, &mut |record| keyed.push(record, &mut check))?;
    keyed.flush(&mut check)?;
    Ok(if args.strict && session.warnings() > 0 { Outcome::CheckFailed } else { Outcome::Done })
}

/// Passes on what the reader did not report already, with its place in the source.
struct Unread<'a>(&'a Session);

impl Sink for Unread<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        if !self.0.forget_lint(&diagnostic) {
            self.0.sink().report(diagnostic);
        }
    }
}
