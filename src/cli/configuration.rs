//! `publist.toml`: where it is found, and what is relative to it.

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

/// A configuration and the file it is from.
#[derive(Default)]
pub(crate) struct Configured {
    /// What the file says.
    pub configuration: Configuration,
    /// The file.
    pub file: Option<PathBuf>,
}

impl ConfigurationArgs {
    /// Reads the configuration; what is wrong in it is reported. Without any, nothing is configured.
    ///
    /// # Errors
    /// When the file cannot be read.
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
    /// The path of what the file names, relative to the file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        match self.file.as_deref().and_then(Path::parent) {
            Some(folder) => folder.join(name),
            None => PathBuf::from(name),
        }
    }
}

/// The configuration of the working folder, or of the nearest folder above it that has one.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().enumerate().find_map(|(depth, folder)| {
        let is_there = folder.join(CONFIGURATION_FILE).is_file();
        // Shown as people would write it.
        is_there.then(|| std::iter::repeat_n("..", depth).collect::<PathBuf>().join(CONFIGURATION_FILE))
    })
}
