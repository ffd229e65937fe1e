//! Formats that consist of several files: written as an archive, or as its unpacked folders.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, IsTerminal as _, Seek as _, Write};
use std::path::{Path, PathBuf};

use publist::{Code, Diagnostic, Error, Format, Result, Sink as _};

use super::output::OutputArgs;
use super::session::Session;

/// What happens to folders that already exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Existing {
    /// They are kept: somebody may have edited the pages.
    Kept,
    /// Files with the same names are replaced; other files are kept.
    Replaced,
}

/// Writes output of a format. The folders of an archive are written into the named folder, each completely or not at
/// all; a name with an extension is that of the archive itself.
///
/// # Errors
/// Returns any error from `write`, or an error if the output cannot be written.
pub(crate) fn write(
    output: &OutputArgs,
    format: &Format,
    existing: Existing,
    session: &Session,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    if !format.extensions.contains(&"tar") {
        return output.write(write);
    }
    let is_folder = |path: &&Path| path.is_dir() || path.extension().is_none();
    match output.path() {
        None if io::stdout().is_terminal() => Err(Error::usage(format!(
            "{} is written as an archive of folders: give a folder with --output, or pipe the output into `tar -x`",
            format.name
        ))),
        Some(path) if is_folder(&path) => unpack(path, existing, session, write),
        _ => output.write(write),
    }
}

fn unpack(
    folder: &Path,
    existing: Existing,
    session: &Session,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let fail = |error| Error::io(folder, error);
    let mut archive = BufWriter::new(tempfile::tempfile().map_err(fail)?);
    write(&mut archive)?;
    let mut archive = archive.into_inner().map_err(|error| fail(error.into_error()))?;
    archive.rewind().map_err(fail)?;
    for kept in move_folders(archive, folder, existing).map_err(fail)? {
        let message = format!("{} already exists and was not changed", kept.display());
        let report = Diagnostic::new(Code::FolderExists, message);
        session.sink().report(report.hint("--rewrite replaces the files in it that publist writes"));
    }
    Ok(())
}

/// Moves the folders of an archive into a folder; returns those that already existed and were kept.
fn move_folders(archive: File, folder: &Path, existing: Existing) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    // In the same folder as their final location, so that moving them is a single step.
    let unpacked = tempfile::Builder::new().prefix(".publist-").suffix(".part").tempdir_in(folder)?;
    let mut archive = tar::Archive::new(BufReader::new(archive));
    archive.set_preserve_mtime(false);
    for entry in archive.entries()? {
        entry?.unpack_in(unpacked.path())?;
    }
    let mut kept = Vec::new();
    for new in sorted(unpacked.path())? {
        let Some(name) = new.file_name() else { continue };
        let place = folder.join(name);
        match (place.exists(), existing) {
            (false, _) => fs::rename(&new, &place)?,
            (true, Existing::Kept) => kept.push(place),
            (true, Existing::Replaced) => {
                for file in sorted(&new)? {
                    if let Some(name) = file.file_name() {
                        fs::rename(&file, place.join(name))?;
                    }
                }
            }
        }
    }
    Ok(kept)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
