//! The output: standard output, or a file that is written completely or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use publist::files::WholeFile;
use publist::{Error, Result};

/// How much is written to standard output at once.
const BUFFER: usize = 64 * 1024;

/// Where the result goes, for every subcommand that has one.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct OutputArgs {
    /// Write to this file instead of standard output; an existing file is replaced only if everything could be written
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
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Writes the whole output. Errors of `write` without a file name get that of the output.
    ///
    /// # Errors
    /// Returns any error from `write`, or an error if the output cannot be written; an existing file is then unchanged.
    pub(crate) fn write(&self, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        if let Some(path) = self.path() {
            let mut file = WholeFile::create(path)?;
            write(&mut file).map_err(|error| error.in_file(path))?;
            return file.finish();
        }
        let name = Path::new("<stdout>");
        let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
        write(&mut out).map_err(|error| error.in_file(name))?;
        out.flush().map_err(|error| Error::io(name, error))
    }

    /// Writes an output that needs no input.
    ///
    /// # Errors
    /// Returns an error if the output cannot be written; an existing file is then unchanged.
    pub(crate) fn print(&self, print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        self.write(|out| Ok(print(out)?))
    }
}
