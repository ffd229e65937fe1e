//! The output: standard output, or a file that is written completely or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use publist::files::{Finished, WholeFile};
use publist::{Code, Diagnostic, Error, Format, Result, Sink as _};

use super::session::Session;
use super::signals;

/// How much is written to standard output at once.
const BUFFER: usize = 64 * 1024;

/// The names of standard output. As a file, it could be replaced or overwritten.
const STANDARD_OUTPUT: &[&str] = &["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// The extensions of files that are packed.
const PACKED: &[&str] = &["gz", "tgz", "zst", "tzst", "bz2", "tbz2", "xz", "txz", "zip", "7z"];

/// Where the result goes, for every subcommand that has one.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct OutputArgs {
    /// Write to this file instead of standard output; an existing file is replaced only if everything could be written. It
    /// can be an input that is written in its own format, unless another program changes it at the same time
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
}

impl OutputArgs {
    /// Creates an output to a file, or to standard output for `-`.
    pub(crate) fn to(file: PathBuf) -> Self {
        Self { output: Some(file) }
    }

    /// Returns this output, or a file if none is given.
    pub(crate) fn or_file(&self, file: Option<PathBuf>) -> Self {
        Self { output: self.output.clone().or(file) }
    }

    /// Returns whether an output was given, even if it is `-`.
    pub(crate) fn is_given(&self) -> bool {
        self.output.is_some()
    }

    /// Returns the given file, if any.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| !STANDARD_OUTPUT.iter().any(|name| *path == Path::new(name)))
    }

    /// Writes the whole output: records in a format. Errors of `write` without a file name get that of the output.
    ///
    /// # Errors
    /// Returns any error from `write`, or an error if the output cannot be written, or if it is an input in another
    /// format; an existing file is then unchanged.
    pub(crate) fn write(
        &self,
        format: &Format,
        session: &Session,
        write: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> Result<()> {
        self.write_as(Some(format), session, write)
    }

    /// Writes an output that is not records, or that needs no input.
    ///
    /// # Errors
    /// Returns an error if the output cannot be written, or if it is an input; an existing file is then unchanged.
    pub(crate) fn print(&self, session: &Session, print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        self.write_as(None, session, |out| Ok(print(out)?))
    }

    fn write_as(
        &self,
        format: Option<&Format>,
        session: &Session,
        write: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> Result<()> {
        if let Some(path) = self.path() {
            refuse_packed(path)?;
            signals::clean_up();
            let mut file = WholeFile::create(path)?;
            write(&mut file).map_err(|error| error.in_file(path))?;
            // Inputs are often read while the output is written, so only now all of them are known.
            let finished = match session.opened_files().at(path) {
                None => file.finish(),
                Some(input) if format.is_some_and(|format| input.is_rewritten_as(format)) => {
                    file.finish_if_unchanged(input.version())
                }
                Some(_) => {
                    let path = path.display();
                    Err(Error::usage(format!(
                        "{path} is an input, and would be lost: name another file for the output"
                    )))
                }
            };
            report_in_place(path, &finished?, session);
            return Ok(());
        }
        let name = Path::new("<stdout>");
        let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
        write(&mut out).map_err(|error| error.in_file(name))?;
        out.flush().map_err(|error| Error::io(name, error))
    }
}

/// Refuses files whose names say that they are packed, as they would not be.
fn refuse_packed(path: &Path) -> Result<()> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if !PACKED.contains(&extension.as_str()) {
        return Ok(());
    }
    let path = path.display();
    Err(Error::usage(format!(
        "{path}: packed files are read and not written; pack the output with another program, as in `publist ... | gzip`"
    )))
}

/// Reports a file that could not be replaced in one step.
fn report_in_place(path: &Path, finished: &Finished, session: &Session) {
    if let Finished::InPlace { reason } = finished {
        let message = format!("{} was overwritten in place: {reason}", path.display());
        session.sink().report(Diagnostic::new(Code::WrittenInPlace, message));
    }
}
