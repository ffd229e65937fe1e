//! Test material outside this repository, which publist may not distribute.
//!
//! If it is missing, the tests that need it are skipped, visibly: trials count as ignored, and tests write a line that
//! `cargo test` does not capture. If `CI` is set, missing material is an error, unless `PUBLIST_SKIP_CORPORA=1` is set,
//! too.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The reason why something is skipped.
#[derive(Debug, Clone)]
pub struct Missing(String);

/// Returns the file or folder that an environment variable names, or otherwise the one at a path next to the
/// repository.
///
/// # Errors
/// Returns the reason if it does not exist.
pub fn material(variable: &str, place: &str) -> Result<PathBuf, Missing> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let path = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(place));
    if path.exists() { Ok(path) } else { Err(Missing(format!("{} is not there; set {variable}", path.display()))) }
}

impl Missing {
    /// Creates the reason for something that is missing besides files.
    #[allow(dead_code, reason = "this file is a module of several programs")]
    pub fn because(reason: &str) -> Self {
        Self(reason.to_owned())
    }

    /// Returns the reason for skipping.
    ///
    /// # Errors
    /// Returns the same reason if nothing may be skipped.
    pub fn allowed(self) -> Result<String, String> {
        let is_set = |variable: &str| {
            std::env::var_os(variable).is_some_and(|value| !value.is_empty() && value != "0" && value != "false")
        };
        match is_set("CI") && !is_set("PUBLIST_SKIP_CORPORA") {
            true => Err(format!("{}, or PUBLIST_SKIP_CORPORA=1 if it is to be skipped", self.0)),
            false => Ok(self.0),
        }
    }

    /// Reports that a test is skipped, or makes it fail.
    #[allow(dead_code, reason = "this file is a module of several programs")]
    pub fn skip(self) {
        match self.allowed() {
            // Not with a macro: their output is only shown if a test fails.
            Ok(reason) => _ = writeln!(std::io::stderr(), "!!! SKIPPED: {reason}"),
            Err(reason) => panic!("{reason}"),
        }
    }
}
