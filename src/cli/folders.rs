//! Formats that consist of several files: written as an archive, or as its unpacked folders.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, IsTerminal as _, Seek as _, Write};
use std::path::{Path, PathBuf};

use publist::files::WholeFile;
use publist::{Code, Diagnostic, Error, Format, Result, Sink as _};

use super::output::OutputArgs;
use super::session::Session;
use super::signals;

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
        return output.write(format, session, write);
    }
    let is_folder = |path: &&Path| path.is_dir() || path.extension().is_none();
    match output.path() {
        None if io::stdout().is_terminal() => Err(Error::usage(format!(
            "{} is written as an archive of folders: give a folder with --output, or pipe the output into `tar -x`",
            format.name
        ))),
        Some(path) if is_folder(&path) => unpack(path, existing, session, write),
        _ => output.write(format, session, write),
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
    let kept = move_folders(archive, folder, existing);
    signals::with_folder(|known| *known = None);
    for kept in kept.map_err(|error| error.in_file(folder))? {
        let message = format!("{} already exists and was not changed", kept.display());
        let report = Diagnostic::new(Code::FolderExists, message);
        session.sink().report(report.hint("--rewrite replaces the files in it that publist writes"));
    }
    Ok(())
}

/// Moves the folders of an archive into a folder; returns those that already existed and were kept.
fn move_folders(archive: File, folder: &Path, existing: Existing) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    signals::clean_up();
    let unpacked = create_temporary(folder)?;
    let mut archive = tar::Archive::new(BufReader::new(archive));
    archive.set_preserve_mtime(false);
    for entry in archive.entries()? {
        let mut entry = entry?;
        signals::with_folder(|_| entry.unpack_in(unpacked.path()))?;
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
                        replace(&file, &place.join(name))?;
                    }
                }
            }
        }
    }
    Ok(kept)
}

/// Creates a temporary folder in the folder of the output, so that moving something from there is a single step.
fn create_temporary(folder: &Path) -> io::Result<tempfile::TempDir> {
    let create = || tempfile::Builder::new().prefix(".publist-").suffix(".part").tempdir_in(folder);
    signals::with_folder(|known| {
        let created = create()?;
        *known = Some(created.path().to_owned());
        Ok(created)
    })
}

/// Moves a file to its place. An existing file keeps its owner and permissions, and links stay links.
fn replace(file: &Path, place: &Path) -> Result<()> {
    if fs::symlink_metadata(place).is_err() {
        return Ok(fs::rename(file, place)?);
    }
    let mut replaced = WholeFile::create(place)?;
    io::copy(&mut File::open(file)?, &mut replaced)?;
    replaced.finish()?;
    Ok(())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
