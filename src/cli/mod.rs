//! The command line: one file per subcommand, each with its `Args` and its `run`.
//!
//! Exit codes: 0 done; 1 done, but the data had errors or a check failed; 2 wrong usage, or a file could not be read or
//! written. If the reader of the output closes it (`publist ... | head`), the command ends silently with 0.

mod abbreviations;
mod choice;
mod cite;
mod completions;
mod configuration;
mod document_forms;
mod encoding_names;
mod explain;
mod export;
mod folders;
mod format_names;
mod formats;
mod init;
mod input;
mod key_options;
mod keyed;
mod keys;
mod lint;
mod list;
mod list_checks;
mod man;
mod merge;
mod output;
mod paragraph;
mod pictures;
mod preview;
mod schema;
mod session;
#[cfg_attr(not(unix), path = "without_signals.rs")]
mod signals;
mod style_files;
mod styles;
mod verify;
mod write_options;
mod written_back;

use std::process::ExitCode;

use session::{Outcome, Session, SessionArgs};

/// Converts records of papers to BibTeX, BibLaTeX and references in CSL styles, and checks with round trips that nothing
/// was lost.
#[derive(clap::Parser)]
#[command(name = "publist", version, arg_required_else_help = true, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done; 1 done, but the data had errors or a check failed; \
                        2 wrong usage, or a file could not be read or written.")]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    session: SessionArgs,
}

/// Declares the subcommands, one line each: the name and the module. The help text is that of the module's `Args`.
macro_rules! commands {
    ($($variant:ident => $module:ident,)*) => {
        #[derive(clap::Subcommand)]
        enum Command {
            $($variant($module::Args),)*
        }

        impl Command {
            fn run(&self, session: &Session) -> publist::Result<Outcome> {
                match self {
                    $(Self::$variant(args) => $module::run(args, session),)*
                }
            }
        }
    };
}

commands! {
    Export => export,
    Cite => cite,
    List => list,
    Init => init,
    Merge => merge,
    Verify => verify,
    Keys => keys,
    Lint => lint,
    Styles => styles,
    Formats => formats,
    Explain => explain,
    Schema => schema,
    Completions => completions,
    Man => man,
}

impl Cli {
    /// Runs the subcommand and returns the exit code of the process.
    pub(crate) fn run(&self) -> ExitCode {
        let session = Session::new(&self.session);
        match self.command.run(&session) {
            Ok(outcome) => session.finish(outcome),
            Err(error) => session.fail(&error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_of_the_command_line_holds_together() {
        Cli::command().debug_assert();
    }
}
