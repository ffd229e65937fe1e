//! `publist man`: prints manual pages, generated from the definition of the command line.

use clap::CommandFactory as _;
use publist::{Error, Result};

use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// Print the manual page of publist or of one of its commands
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The command; by default, publist itself
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let mut publist = super::Cli::command();
    publist.build();
    let command = match &args.command {
        None => publist,
        Some(name) => {
            let command = publist.find_subcommand(name).cloned();
            command.ok_or_else(|| Error::usage(format!("there is no command “{name}”")))?
        }
    };
    args.output.print(session, |out| clap_mangen::Man::new(command).render(out))?;
    Ok(Outcome::Done)
}
