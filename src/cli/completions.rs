//! `publist completions`: prints shell completions, generated from the definition of the command line.

use clap::CommandFactory as _;
use clap_complete::Shell;
use publist::Result;

use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// Print completions for a shell
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    // The generator panics when writing fails, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "publist", &mut script);
    args.output.print(session, |out| out.write_all(&script))?;
    Ok(Outcome::Done)
}
