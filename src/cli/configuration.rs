//! `publist.toml`: how it is found, and which paths are relative to it.

use std::fs;
use std::path::{Component, Path, PathBuf};

use publist::list::{CONFIGURATION_FILE, Configuration, OutputFile};
use publist::{Code, Diagnostic, Error, Format, Result, Sink as _};

use super::session::Session;

/// Which configuration is used.
#[derive(clap::Args)]
pub(crate) struct ConfigurationArgs {
    /// The configuration file; by default, the publist.toml in the current folder or in a folder above it, if there is one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Do not use a configuration file
    #[arg(long, conflicts_with = "config")]
    no_config: bool,
}

/// A configuration and the file from which it was read.
#[derive(Default)]
pub(crate) struct Configured {
    /// The contents of the file.
    pub configuration: Configuration,
    /// The file.
    pub file: Option<PathBuf>,
    /// Whether somebody named the file.
    pub origin: Origin,
}

/// How a configuration file came to be used.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Origin {
    /// The command line names it.
    #[default]
    Named,
    /// It is in the current folder or in a folder above it.
    Found,
}

impl ConfigurationArgs {
    /// Reads the configuration; problems in it are reported. Without a file, nothing is configured.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read, or if it was only found and belongs to another user.
    pub(crate) fn read(&self, session: &Session) -> Result<Configured> {
        let found = match &self.config {
            Some(file) => Some((file.clone(), Origin::Named)),
            None if self.no_config => None,
            None => find().map(|file| (file, Origin::Found)),
        };
        let Some((file, origin)) = found else { return Ok(Configured::default()) };
        if origin == Origin::Found {
            refuse_strangers(&file)?;
            session.sum_up(&format!("using the settings of {}", file.display()));
        }
        let text = fs::read_to_string(&file).map_err(|error| Error::io(&file, error))?;
        let configuration = Configuration::read(&file.to_string_lossy(), &text, &mut session.sink());
        Ok(Configured { configuration, file: Some(file), origin })
    }

    /// Returns no configuration, for formats that have no use for one.
    ///
    /// # Errors
    /// Returns an error if a configuration was named.
    pub(crate) fn none_for(&self, format: &Format) -> Result<Configured> {
        match &self.config {
            Some(_) => {
                Err(Error::usage(format!("--config has no use in {}: it is for publication lists", format.name)))
            }
            None => Ok(Configured::default()),
        }
    }
}

impl Configured {
    /// Returns the path of a file named in the configuration, relative to the configuration file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        match self.file.as_deref().and_then(Path::parent) {
            Some(folder) => folder.join(name),
            None => PathBuf::from(name),
        }
    }
}

impl Configured {
    /// Returns the path of an output, or reports that the configuration may not write there: a file that was only found
    /// writes below its own folder, also through symbolic links.
    pub(crate) fn output(&self, output: &OutputFile, session: &Session) -> Option<PathBuf> {
        let path = self.path(&output.path);
        if self.origin == Origin::Named || self.is_below_own_folder(&output.path, &path) {
            return Some(path);
        }
        let message = format!("“{}” is not below the folder of this file, and was not written", output.path);
        let report = Diagnostic::new(Code::OutputElsewhere, message).at(output.place.clone());
        let file = self.file.as_deref().unwrap_or(Path::new(CONFIGURATION_FILE)).display().to_string();
        session.sink().report(report.hint(format!("if you trust the file, name it: --config {file}")));
        None
    }

    fn is_below_own_folder(&self, name: &str, path: &Path) -> bool {
        let is_below =
            Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let folder = match self.file.as_deref().and_then(Path::parent) {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let Ok(folder) = folder.canonicalize() else { return false };
        // What exists of the path; the rest of it is made below that.
        let existing = path.ancestors().find(|ancestor| ancestor.symlink_metadata().is_ok());
        let real = existing.map_or(Ok(folder.clone()), Path::canonicalize);
        is_below && real.is_ok_and(|real| real.starts_with(&folder))
    }
}

/// Refuses a file that was only found and belongs to somebody else, who could have other people's programs read and write
/// files (as in CVE-2022-24765 of git). Files of the administrator are trusted.
///
/// # Errors
/// Returns an error if the file belongs to another user.
fn refuse_strangers(file: &Path) -> Result<()> {
    match owner::stranger(file) {
        None => Ok(()),
        Some(user) => Err(Error::usage(format!(
            "{} belongs to another user ({user}): to use it, name it with --config {}; to go without it, use --no-config",
            file.display(),
            file.display()
        ))),
    }
}

/// The owners of files.
#[cfg(unix)]
mod owner {
    use std::os::unix::fs::MetadataExt as _;
    use std::path::Path;

    /// Returns the number of a file's owner, unless it is the user who runs the program or the administrator. `sudo`
    /// says who the user is.
    pub(super) fn stranger(file: &Path) -> Option<u32> {
        const ADMINISTRATOR: u32 = 0;
        let owner = file.metadata().ok()?.uid();
        let user = rustix::process::geteuid().as_raw();
        let behind_sudo = || std::env::var("SUDO_UID").ok()?.parse::<u32>().ok();
        let is_known = owner == user || owner == ADMINISTRATOR || user == ADMINISTRATOR && behind_sudo() == Some(owner);
        (!is_known).then_some(owner)
    }
}

/// The owners of files, which this system does not have as numbers.
#[cfg(not(unix))]
mod owner {
    use std::path::Path;

    /// Returns `None`.
    pub(super) fn stranger(_: &Path) -> Option<u32> {
        None
    }
}

/// Finds the configuration in the working folder, or in the nearest folder above it that has one.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().enumerate().find_map(|(depth, folder)| {
        let is_there = folder.join(CONFIGURATION_FILE).is_file();
        // Shown as people would write it.
        is_there.then(|| std::iter::repeat_n("..", depth).collect::<PathBuf>().join(CONFIGURATION_FILE))
    })
}
