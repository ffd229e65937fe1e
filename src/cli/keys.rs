//! `publist keys`: which citation keys records get.

use publist::Result;

use super::input::InputArgs;
use super::keyed::{KeyUse, Keyed, Keys};
use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// Print the citation keys that records get, one line each: the key, a tab, the title
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// What becomes of the ids that records have
    #[arg(long, value_name = "WHAT", default_value = "keep")]
    keys: Keys,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs it.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    args.output.write(|out, fail| {
        let mut keyed = Keyed::new(args.keys, KeyUse::Tex, session);
        let mut print = |record: publist::Record| {
            let title = record.plain_title();
            let title: Vec<&str> = title.split_whitespace().collect();
            writeln!(out, "{}\t{}", record.id, title.join(" ")).map_err(fail)
        };
        args.input.read(session, &mut |record| keyed.push(record, &mut print))?;
        keyed.flush(&mut print)
    })?;
    Ok(Outcome::Done)
}
