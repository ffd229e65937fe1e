//! Files that are written completely or not at all.

use std::collections::hash_map::RandomState;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The number of bytes written at once.
const BUFFER: usize = 64 * 1024;

/// The maximum number of names that are tried for the temporary file; each is taken with a probability of 1 in 2^64.
const MOST_NAMES: usize = 8;

/// A file that is created or replaced only when everything was written.
///
/// It is written to a temporary file in the same folder, which gets the permissions of the file that it replaces. A
/// symbolic link stays a link: its target is replaced. A device or a pipe cannot be replaced and is written to
/// directly. If a `WholeFile` is dropped before it is finished, nothing changes.
///
/// ```
/// use std::io::Write as _;
/// # let folder = tempfile::tempdir().expect("a folder");
/// # let path = folder.path().join("notes.txt");
///
/// let mut file = publist::files::WholeFile::create(&path)?;
/// writeln!(file, "some text")?;
/// assert!(!path.exists());
/// file.finish()?;
/// assert!(path.exists());
/// # Ok::<(), publist::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "without `finish` nothing is written"]
pub struct WholeFile {
    /// The requested path, for errors.
    path: PathBuf,
    /// `None` only while it is finished or dropped.
    target: Option<Target>,
}

#[derive(Debug)]
enum Target {
    /// Written directly.
    Stream(BufWriter<File>),
    /// A temporary file, and the file that it will replace.
    Temporary { out: BufWriter<File>, temporary: PathBuf, replaced: PathBuf },
}

impl WholeFile {
    /// Starts writing a file.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written: its folder does not exist, or it is a folder or write-protected.
    pub fn create(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let target = create(path).map_err(|error| Error::io(path, error))?;
        Ok(Self { path: path.to_owned(), target: Some(target) })
    }

    /// Moves the file to its place.
    ///
    /// # Errors
    /// Returns an error if something could not be written. An existing file is then unchanged.
    pub fn finish(mut self) -> Result<()> {
        self.put_in_place().map_err(|error| Error::io(&self.path, error))
    }

    fn put_in_place(&mut self) -> io::Result<()> {
        match self.target.take() {
            None => Ok(()),
            Some(Target::Stream(mut out)) => out.flush(),
            Some(Target::Temporary { out, temporary, replaced }) => {
                let result = replace(out, &temporary, &replaced);
                if result.is_err() {
                    let _ = fs::remove_file(temporary); // The first failure is the one to report.
                }
                result
            }
        }
    }

    fn out(&mut self) -> io::Result<&mut BufWriter<File>> {
        match &mut self.target {
            Some(Target::Stream(out) | Target::Temporary { out, .. }) => Ok(out),
            None => Err(io::Error::other("the file is finished")),
        }
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out()?.flush()
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if let Some(Target::Temporary { out, temporary, .. }) = self.target.take() {
            drop(out.into_parts()); // What is buffered goes with the file.
            let _ = fs::remove_file(temporary);
        }
    }
}

fn create(path: &Path) -> io::Result<Target> {
    let (replaced, existing) = match fs::canonicalize(path) {
        Ok(replaced) => {
            let metadata = fs::metadata(&replaced)?;
            (replaced, Some(metadata))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => (path.to_owned(), None),
        Err(error) => return Err(error),
    };
    if let Some(metadata) = &existing {
        // Opening fails for folders and for write-protected files, and changes nothing.
        let file = OpenOptions::new().write(true).open(&replaced)?;
        if !metadata.is_file() {
            return Ok(Target::Stream(BufWriter::with_capacity(BUFFER, file)));
        }
    }
    let folder = match replaced.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::metadata(folder)?;
    let (file, temporary) = create_temporary(folder)?;
    if let Some(metadata) = existing
        && let Err(error) = file.set_permissions(metadata.permissions())
    {
        let _ = fs::remove_file(temporary);
        return Err(error);
    }
    Ok(Target::Temporary { out: BufWriter::with_capacity(BUFFER, file), temporary, replaced })
}

/// Creates a new file with a unique name.
fn create_temporary(folder: &Path) -> io::Result<(File, PathBuf)> {
    let mut result = Err(io::Error::other("no name was tried"));
    for _ in 0..MOST_NAMES {
        let random = RandomState::new().build_hasher().finish();
        let path = folder.join(format!(".publist-{random:016x}.part"));
        result = OpenOptions::new().write(true).create_new(true).open(&path).map(|file| (file, path));
        if !matches!(&result, Err(error) if error.kind() == io::ErrorKind::AlreadyExists) {
            break;
        }
    }
    result
}

fn replace(out: BufWriter<File>, temporary: &Path, replaced: &Path) -> io::Result<()> {
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?; // Otherwise a crash of the machine could leave an empty file in its place.
    drop(file);
    fs::rename(temporary, replaced)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::WholeFile;

    #[test]
    fn a_file_is_replaced_only_when_it_is_finished() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "old").unwrap();
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn what_cannot_be_written_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing/a.txt");
        let message = WholeFile::create(&missing).unwrap_err().to_string();
        assert!(message.starts_with(&missing.display().to_string()), "{message}");
        assert!(WholeFile::create(folder.path()).is_err(), "it is a folder");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        let mut file = WholeFile::create(&link).unwrap();
        file.write_all(b"new").unwrap();
        file.finish().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
