//! Temporary files, which do not outlive the program.

use std::collections::BTreeSet;
use std::collections::hash_map::RandomState;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The maximum number of names that are tried for a temporary file; each is taken with a probability of 1 in 2^64.
const MOST_NAMES: usize = 8;

/// The temporary files that exist now, or are about to be created.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Removes the temporary files of every unfinished [`WholeFile`](super::WholeFile) of the process, and then calls `end`,
/// which ends the process.
///
/// It is for the thread that handles signals: a signal that ends the process otherwise leaves these files behind. Until
/// `end` returns, all other threads wait before they create another temporary file. A file that is being overwritten in
/// place is completed first.
///
/// ```
/// # let folder = tempfile::tempdir().expect("a folder");
/// let file = publist::files::WholeFile::create(folder.path().join("notes.txt"))?;
/// publist::files::discard_unfinished(|| {
///     assert_eq!(folder.path().read_dir().expect("the folder").count(), 0);
/// });
/// # drop(file);
/// # Ok::<(), publist::Error>(())
/// ```
pub fn discard_unfinished(end: impl FnOnce()) {
    let unfinished = lock();
    for path in unfinished.iter() {
        let _ = fs::remove_file(path); // It may have been moved to its place just now.
    }
    end();
}

/// Does something that a signal does not interrupt, if the program handles signals with [`discard_unfinished`].
pub(super) fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    let _guard = lock();
    work()
}

fn lock() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Whoever may read new files, as the process was told by its `umask`.
    Usual,
    /// Its owner only, until it gets the permissions of another file.
    Owner,
}

/// A temporary file. It is removed when this is dropped.
#[derive(Debug)]
pub(super) struct Temporary {
    path: PathBuf,
}

impl Temporary {
    /// Creates a file with a name of its own in a folder.
    pub(super) fn create_in(folder: &Path, access: Access) -> io::Result<(File, Self)> {
        let mut tries = 0;
        loop {
            let random = RandomState::new().build_hasher().finish();
            let path = folder.join(format!(".publist-{random:016x}.part"));
            tries += 1;
            let mut unfinished = lock();
            match open(&path, access) {
                Ok(file) => {
                    unfinished.insert(path.clone());
                    return Ok((file, Self { path }));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < MOST_NAMES => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Moves it to another place in its folder. If that fails, it stays.
    pub(super) fn move_to(&self, place: &Path) -> io::Result<()> {
        fs::rename(&self.path, place)
    }

    /// Leaves it where it is.
    pub(super) fn keep(mut self) {
        lock().remove(&std::mem::take(&mut self.path));
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            let _ = fs::remove_file(&self.path); // After a move, it is not there any more.
            lock().remove(&self.path);
        }
    }
}

fn open(path: &Path, access: Access) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if access == Access::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = access;
    options.open(path)
}
