//! What is written: to the standard output, or to a file that appears whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use publist::{Error, Result};
use tempfile::NamedTempFile;

/// Where the result goes, for every subcommand that has one.
#[derive(clap::Args)]
pub(crate) struct OutputArgs {
    /// Write to this file instead of the standard output; it is replaced only when everything was written
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
}

/// An output being written. Nothing of it counts before [`Output::finish`].
pub(crate) struct Output {
    target: Target,
    name: PathBuf,
}

enum Target {
    /// A standard stream or a device, written as it comes.
    Stream(BufWriter<Box<dyn Write>>),
    /// A file beside the one to be replaced.
    File { beside: BufWriter<NamedTempFile>, replaced: PathBuf },
}

impl OutputArgs {
    /// The file named, if any.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Starts the output.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn open(&self) -> Result<Output> {
        let Some(path) = self.path() else {
            let stdout: StdoutLock<'static> = io::stdout().lock();
            return Ok(Output { target: stream(stdout), name: PathBuf::from("<stdout>") });
        };
        let target = open(path).map_err(|error| Error::io(path, error))?;
        Ok(Output { target, name: path.to_owned() })
    }

    /// Writes the whole output.
    ///
    /// # Errors
    /// When the file cannot be written; what was there before is then untouched.
    pub(crate) fn write(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let mut output = self.open()?;
        write(&mut output).map_err(|error| output.error(error))?;
        output.finish()
    }
}

impl Output {
    /// The error of this output for what writing to it failed with.
    pub(crate) fn error(&self, error: io::Error) -> Error {
        Error::io(&self.name, error)
    }

    /// Ends the output; only now a file takes its place.
    ///
    /// # Errors
    /// When the rest cannot be written, or the file cannot take its place.
    pub(crate) fn finish(self) -> Result<()> {
        let Self { target, name } = self;
        finish(target).map_err(|error| Error::io(name, error))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Stream(stream) => stream.write(bytes),
            Target::File { beside, .. } => beside.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Stream(stream) => stream.flush(),
            Target::File { beside, .. } => beside.flush(),
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
