//! `publist.toml`: how it is found, and which paths are relative to it.

use std::fs;
use std::path::{Path, PathBuf};

use publist::list::{CONFIGURATION_FILE, Configuration};
use publist::{Error, Result};

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
}

impl ConfigurationArgs {
    /// Reads the configuration; problems in it are reported. Without a file, nothing is configured.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub(crate) fn read(&self, session: &Session) -> Result<Configured> {
        let found = match &self.config {
            Some(file) => Some(file.clone()),
            None if self.no_config => None,
            None => find(),
        };
        let Some(file) = found else { return Ok(Configured::default()) };
        let text = fs::read_to_string(&file).map_err(|error| Error::io(&file, error))?;
        let configuration = Configuration::read(&file.to_string_lossy(), &text, &mut session.sink());
        Ok(Configured { configuration, file: Some(file) })
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

/// Finds the configuration in the working folder, or in the nearest folder above it that has one.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().enumerate().find_map(|(depth, folder)| {
        let is_there = folder.join(CONFIGURATION_FILE).is_file();
        // Shown as people would write it.
        is_there.then(|| std::iter::repeat_n("..", depth).collect::<PathBuf>().join(CONFIGURATION_FILE))
    })
}
