//! Finds out what a path means to a program that writes there: a file, a new file, or something that takes a stream.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The maximum number of symbolic links that lead to one file; systems follow 40 at most.
const MOST_LINKS: usize = 40;

/// What is at a path, after all symbolic links.
pub(super) enum Place {
    /// Something that takes a stream of bytes and cannot be replaced.
    Stream(File),
    /// Nothing yet; a file is to be created here.
    New(PathBuf),
    /// A file. It is known to be writable.
    Existing(PathBuf, Metadata),
}

/// Finds out what is at a path. Opening fails for folders and for files that are write-protected, and changes nothing.
pub(super) fn find(path: &Path) -> io::Result<Place> {
    let steps = links(path);
    // Programs have their open files here, under names that cannot be replaced.
    let is_descriptor = steps.iter().any(|step| is_in_descriptors(step));
    match fs::metadata(path) {
        // Appending, as what is in the file may be what the caller has already written there.
        Ok(metadata) if metadata.is_file() && is_descriptor => {
            OpenOptions::new().append(true).open(path).map(Place::Stream)
        }
        Ok(metadata) => {
            let file = OpenOptions::new().write(true).open(path)?;
            if metadata.is_file() {
                fs::canonicalize(path).map(|path| Place::Existing(path, metadata))
            } else {
                Ok(Place::Stream(file))
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(Place::New(steps.into_iter().next_back().unwrap_or_else(|| path.to_owned())))
        }
        Err(error) => Err(error),
    }
}

/// The path, and the paths to which its symbolic links lead, one after the other.
fn links(path: &Path) -> Vec<PathBuf> {
    let mut steps = vec![path.to_owned()];
    while let Some(last) = steps.last().filter(|_| steps.len() <= MOST_LINKS)
        && let Ok(target) = fs::read_link(last)
    {
        let next = folder_of(last).join(target);
        steps.push(next);
    }
    steps
}

fn is_in_descriptors(path: &Path) -> bool {
    let folder = fs::canonicalize(folder_of(path)).unwrap_or_default();
    folder == Path::new("/dev/fd") || folder.starts_with("/proc") && folder.ends_with("fd")
}

/// The folder that contains a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
