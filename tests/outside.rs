//! Test material that stands outside of this repository, as it is not ours to distribute.
//!
//! Where it is missing, what needs it is skipped and says so: trials count as ignored, and tests write a line that `cargo
//! test` does not hold back. Where `CI` is set, it is an error, unless `PUBLIST_SKIP_CORPORA=1` says that nobody minds.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Why something is skipped.
#[derive(Debug, Clone)]
pub struct Missing(String);

/// The file or folder that an environment variable names, or else the one in a place beside the repository.
///
/// # Errors
/// When it is not there.
pub fn material(variable: &str, place: &str) -> Result<PathBuf, Missing> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let path = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(place));
    if path.exists() { Ok(path) } else { Err(Missing(format!("{} is not there; set {variable}", path.display()))) }
}

impl Missing {
    /// Something that is missing besides files.
    #[allow(dead_code, reason = "this file is a module of several programs")]
    pub fn because(reason: &str) -> Self {
        Self(reason.to_owned())
    }

    /// The reason for skipping.
    ///
    /// # Errors
    /// The same reason, where nothing may be skipped.
    pub fn allowed(self) -> Result<String, String> {
        let is_set = |variable: &str| {
            std::env::var_os(variable).is_some_and(|value| !value.is_empty() && value != "0" && value != "false")
        };
        match is_set("CI") && !is_set("PUBLIST_SKIP_CORPORA") {
            true => Err(format!("{}, or PUBLIST_SKIP_CORPORA=1 if it is to be skipped", self.0)),
            false => Ok(self.0),
        }
    }

    /// Says that a test is skipped, or fails it.
    #[allow(dead_code, reason = "this file is a module of several programs")]
    pub fn skip(self) {
        match self.allowed() {
            // Not by a macro: what those write is shown only when a test fails.
            Ok(reason) => _ = writeln!(std::io::stderr(), "!!! SKIPPED: {reason}"),
            Err(reason) => panic!("{reason}"),
        }
    }
}
