//! Recognises whether a file changed since it was read.

use std::fs::Metadata;
use std::time::SystemTime;

/// The state of a file at some moment: which file it is, its size, and when it was last modified.
///
/// Take it from the file that was opened, before reading it. [`WholeFile::finish_if_unchanged`] then does not replace a
/// file into which another program has written in the meantime.
///
/// ```
/// use publist::files::FileVersion;
/// # let folder = tempfile::tempdir().expect("a folder");
/// # let path = folder.path().join("notes.txt");
/// # std::fs::write(&path, "some text").expect("the file");
///
/// let read = FileVersion::of(&std::fs::File::open(&path).and_then(|file| file.metadata()).expect("the file"));
/// std::fs::write(&path, "some other text").expect("the file");
/// assert_ne!(read, FileVersion::of(&std::fs::metadata(&path).expect("the file")));
/// ```
///
/// [`WholeFile::finish_if_unchanged`]: super::WholeFile::finish_if_unchanged
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileVersion {
    /// The numbers of the device and of the file, on systems that have them.
    numbers: Option<(u64, u64)>,
    length: u64,
    modified: Option<SystemTime>,
}

impl FileVersion {
    /// Returns the state of the file with this metadata.
    pub fn of(metadata: &Metadata) -> Self {
        Self { numbers: numbers(metadata), length: metadata.len(), modified: metadata.modified().ok() }
    }

    /// Returns whether both are certainly the same file, under one name or under two. Contents may differ. On systems
    /// other than Unix, it is never certain.
    pub fn is_of_same_file(&self, other: &Self) -> bool {
        self.numbers.is_some() && self.numbers == other.numbers
    }
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems have no numbers")]
fn numbers(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn numbers(_metadata: &Metadata) -> Option<(u64, u64)> {
    None
}
