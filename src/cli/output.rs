//! What is written: to the standard output, or to a file that appears whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use publist::files::WholeFile;
use publist::{Error, Result};

/// How much is written to the standard output at once.
const BUFFER: usize = 64 * 1024;

/// Where the result goes, for every subcommand that has one.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct OutputArgs {
    /// Write to this file instead of standard output; an existing file is replaced only if everything could be written
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
}

impl OutputArgs {
    /// A file, or the standard output for `-`.
    pub(crate) fn to(file: PathBuf) -> Self {
        Self { output: Some(file) }
    }

    /// This output, or a file when none is named.
    pub(crate) fn or_file(&self, file: Option<PathBuf>) -> Self {
        Self { output: self.output.clone().or(file) }
    }

    /// Whether an output was named, be it `-`.
    pub(crate) fn is_given(&self) -> bool {
        self.output.is_some()
    }

    /// The file named, if any.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Writes the whole output. Failures of `write` that name no file are those of the output.
    ///
    /// # Errors
    /// What `write` fails with, and when the output cannot be written; a file that was there before is then untouched.
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
    /// When the output cannot be written; a file that was there before is then untouched.
    pub(crate) fn print(&self, print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        self.write(|out| Ok(print(out)?))
    }
}
