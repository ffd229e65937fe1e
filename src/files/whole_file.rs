//! Files that are written completely or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::attributes;
use super::place::{self, Place, folder_of};
use super::temporary::{Access, Temporary, uninterrupted};
use super::version::FileVersion;
use crate::error::{Error, Result};

/// The number of bytes written at once.
const BUFFER: usize = 64 * 1024;

/// A file that is created or replaced only when everything was written.
///
/// It is written to a temporary file in the same folder, which then takes the place of an existing file in one step. If a
/// `WholeFile` is dropped before it is finished, nothing changes.
///
/// - **Links.** A symbolic link stays a link: its target is replaced, or created if there is none. Another hard link to
///   the file keeps the old contents.
/// - **Owner, group, permissions and extended attributes** (Linux and macOS, with the feature `cli`) stay. Only set-user-ID
///   and set-group-ID are removed.
/// - **A file that cannot be replaced** is overwritten in place when everything was written: a mount point, a file whose
///   owner or attributes a new file cannot have, a file in a folder where no file can be created. [`Finished::InPlace`]
///   says why. This is the only case in which a failure can leave a file half written; the error then names the file that
///   has all of the new contents.
/// - **What is not a file**, such as a device, a pipe or a terminal, is written to directly. The same goes for open files of
///   the process (`/dev/fd/3`): output is added at their end.
/// - **Inputs.** All of the old contents can be read until the file is finished, so that a file can be read and written at
///   the same time. [`WholeFile::finish_if_unchanged`] does not replace a file that another program changed.
/// - **Signals** that end the process leave no temporary file behind if the program calls
///   [`discard_unfinished`](super::discard_unfinished) first, as the command does.
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

/// How everything that was written came to its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finished {
    /// In one step, as a new file.
    AsNewFile,
    /// An existing file could not be replaced, and its contents were overwritten.
    InPlace {
        /// The reason, from the system.
        reason: String,
    },
    /// While it was written: the output is a device, a pipe or another stream.
    AsStream,
}

#[derive(Debug)]
enum Target {
    /// Written directly.
    Stream(BufWriter<File>),
    /// Written to a temporary file.
    Temporary { out: BufWriter<File>, temporary: Temporary, end: End },
}

/// What a temporary file becomes.
#[derive(Debug)]
enum End {
    /// A new file here.
    New(PathBuf),
    /// The file that replaces the one here.
    Replacement(PathBuf),
    /// The new contents of the file here, because of this error.
    NewContents(PathBuf, io::Error),
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
    /// Returns an error if something could not be written. An existing file is then unchanged, unless the error says
    /// something else.
    pub fn finish(mut self) -> Result<Finished> {
        self.put_in_place(None).map_err(|error| Error::io(&self.path, error))
    }

    /// Moves the file to its place if the existing file is still in the state in which it was read.
    ///
    /// # Errors
    /// Returns the same errors as [`WholeFile::finish`], and an error if the file changed. It is then left as it is.
    pub fn finish_if_unchanged(mut self, read: &FileVersion) -> Result<Finished> {
        self.put_in_place(Some(read)).map_err(|error| Error::io(&self.path, error))
    }

    fn put_in_place(&mut self, read: Option<&FileVersion>) -> io::Result<Finished> {
        match self.target.take() {
            None => Err(is_finished()),
            Some(Target::Stream(mut out)) => out.flush().map(|()| Finished::AsStream),
            Some(Target::Temporary { out, temporary, end }) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.sync_all()?; // Otherwise a crash of the machine could leave an empty file in its place.
                drop(file);
                end.reach(temporary, read)
            }
        }
    }

    fn out(&mut self) -> io::Result<&mut BufWriter<File>> {
        match &mut self.target {
            Some(Target::Stream(out) | Target::Temporary { out, .. }) => Ok(out),
            None => Err(is_finished()),
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
        if let Some(Target::Temporary { out, .. }) = self.target.take() {
            drop(out.into_parts()); // What is buffered goes with the file.
        }
    }
}

impl End {
    fn reach(self, temporary: Temporary, read: Option<&FileVersion>) -> io::Result<Finished> {
        let (Self::New(place) | Self::Replacement(place) | Self::NewContents(place, _)) = &self;
        if let Some(read) = read
            && fs::metadata(place).ok().map(|metadata| FileVersion::of(&metadata)).as_ref() != Some(read)
        {
            return Err(io::Error::other("another program changed it since it was read, so it was not replaced"));
        }
        let (place, reason) = match self {
            Self::New(place) => return temporary.move_to(&place).map(|()| Finished::AsNewFile),
            Self::Replacement(place) => match temporary.move_to(&place) {
                Ok(()) => return Ok(Finished::AsNewFile),
                Err(error) if is_about_replacing(&error) => (place, error),
                Err(error) => return Err(error),
            },
            Self::NewContents(place, reason) => (place, reason),
        };
        overwrite(&place, temporary)?;
        Ok(Finished::InPlace { reason: reason.to_string() })
    }
}

fn create(path: &Path) -> io::Result<Target> {
    let (out, temporary, end) = match place::find(path)? {
        Place::Stream(out) => return Ok(Target::Stream(BufWriter::with_capacity(BUFFER, out))),
        Place::New(place) => {
            let folder = folder_of(&place);
            fs::metadata(folder)?;
            let (file, temporary) = Temporary::create_in(folder, Access::Usual)?;
            (file, temporary, End::New(place))
        }
        Place::Existing(place, metadata) => create_replacement(place, &metadata)?,
    };
    Ok(Target::Temporary { out: BufWriter::with_capacity(BUFFER, out), temporary, end })
}

/// Creates the temporary file for an existing one.
fn create_replacement(place: PathBuf, metadata: &Metadata) -> io::Result<(File, Temporary, End)> {
    match Temporary::create_in(folder_of(&place), Access::Owner) {
        Ok((file, temporary)) => {
            let copied = File::open(&place).and_then(|existing| attributes::copy(&existing, metadata, &file));
            let end = match copied {
                Ok(()) => End::Replacement(place),
                Err(error) => End::NewContents(place, error),
            };
            Ok((file, temporary, end))
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
            let (file, temporary) = Temporary::create_in(&std::env::temp_dir(), Access::Owner)?;
            Ok((file, temporary, End::NewContents(place, error)))
        }
        Err(error) => Err(error),
    }
}

/// Whether the system lets nobody replace the file, though its contents can be written: it is a mount point, or it belongs
/// to another user in a folder like `/tmp`.
fn is_about_replacing(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ResourceBusy};
    matches!(error.kind(), CrossesDevices | PermissionDenied | ResourceBusy)
}

/// Overwrites a file with the contents of a temporary file.
fn overwrite(place: &Path, temporary: Temporary) -> io::Result<()> {
    let result = uninterrupted(|| {
        let mut new = File::open(temporary.path()).map_err(|error| (Harm::None, error))?;
        let mut file = OpenOptions::new().write(true).open(place).map_err(|error| (Harm::None, error))?;
        copy_contents(&mut new, &mut file)
    });
    result.map_err(|(harm, error)| match harm {
        Harm::None => error,
        Harm::HalfWritten => {
            let whole = temporary.path().display().to_string();
            temporary.keep();
            io::Error::new(error.kind(), format!("{error}; the file is half written, and all of it is in {whole}"))
        }
    })
}

/// What a failure did to a file.
enum Harm {
    None,
    HalfWritten,
}

fn copy_contents(new: &mut File, file: &mut File) -> Result<(), (Harm, io::Error)> {
    let lengths = new.metadata().and_then(|new| Ok((new.len(), file.metadata()?.len())));
    let (new_length, old_length) = lengths.map_err(|error| (Harm::None, error))?;
    // First what needs more space, as nothing is lost yet if there is none.
    if new_length > old_length {
        let mut added = || {
            new.seek(SeekFrom::Start(old_length))?;
            file.seek(SeekFrom::Start(old_length))?;
            io::copy(new, file)?;
            file.sync_all()
        };
        if let Err(error) = added() {
            let harm = if file.set_len(old_length).is_ok() { Harm::None } else { Harm::HalfWritten };
            return Err((harm, error));
        }
    }
    let mut write = || {
        new.rewind()?;
        file.rewind()?;
        io::copy(new, file)?;
        file.set_len(new_length)?;
        file.sync_all()
    };
    write().map_err(|error| (Harm::HalfWritten, error))
}

fn is_finished() -> io::Error {
    io::Error::other("the file is finished")
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
