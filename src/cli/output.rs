//! What is written: to the standard output, or to a file that appears whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use publist::{Error, Result};
use tempfile::NamedTempFile;

/// Where the result goes, for every subcommand that has one.
#[derive(clap::Args, Clone, Default)]
pub(crate) struct OutputArgs {
    /// Write to this file instead of the standard output; it is replaced only when everything was written
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
}

enum Target {
    /// A standard stream or a device, written as it comes.
    Stream(BufWriter<Box<dyn Write>>),
    /// A file beside the one to be replaced.
    File { beside: BufWriter<NamedTempFile>, replaced: PathBuf },
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
        let name = self.path().unwrap_or(Path::new("<stdout>"));
        let fail = |error| Error::io(name, error);
        let mut target = match self.path() {
            Some(path) => open(path).map_err(fail)?,
            None => stream(io::stdout().lock()),
        };
        write(&mut target).map_err(|error| error.in_file(name))?;
        finish(target).map_err(fail)
    }

    /// Writes an output that needs no input.
    ///
    /// # Errors
    /// When the output cannot be written; a file that was there before is then untouched.
    pub(crate) fn print(&self, print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        self.write(|out| Ok(print(out)?))
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(stream) => stream.write(bytes),
            Self::File { beside, .. } => beside.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File { beside, .. } => beside.flush(),
        }
    }
}

fn stream(stream: impl Write + 'static) -> Target {
    Target::Stream(BufWriter::with_capacity(64 * 1024, Box::new(stream)))
}

fn open(path: &Path) -> io::Result<Target> {
    // A link stays a link: the file it leads to is replaced.
    let (replaced, existing) = match fs::canonicalize(path) {
        Ok(replaced) => {
            let metadata = fs::metadata(&replaced)?;
            (replaced, Some(metadata))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => (path.to_owned(), None),
        Err(error) => return Err(error),
    };
    if let Some(metadata) = &existing {
        // Opening tells directories and files that may not be written; nothing is changed by it.
        let file = OpenOptions::new().write(true).open(&replaced)?;
        if !metadata.is_file() {
            return Ok(stream(file)); // A device or a pipe cannot be replaced.
        }
    }
    let folder = match replaced.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::metadata(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".publist-").suffix(".part");
    #[cfg(unix)]
    if existing.is_none() {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666)); // The umask takes its bits from it, as for any new file.
    }
    let beside = builder.tempfile_in(folder)?;
    if let Some(metadata) = existing {
        beside.as_file().set_permissions(metadata.permissions())?;
    }
    Ok(Target::File { beside: BufWriter::with_capacity(64 * 1024, beside), replaced })
}

fn finish(target: Target) -> io::Result<()> {
    match target {
        Target::Stream(mut stream) => stream.flush(),
        Target::File { beside, replaced } => {
            let beside = beside.into_inner().map_err(io::IntoInnerError::into_error)?;
            beside.as_file().sync_all()?; // Otherwise a crash of the machine could leave an empty file in its place.
            beside.persist(replaced)?;
            Ok(())
        }
    }
}
