//! `publist lint STYLE.csl`: reports the faults of CSL styles and locales.

use std::fs;
use std::path::Path;

use publist::csl::lint_style;
use publist::styles::read_style_file;
use publist::{Error, Result, Sink as _};

use super::session::Session;

/// Whether a file is a style or a locale by its name: `*.csl`, or `locales-*.xml` as in the CSL project.
pub(crate) fn is_style(path: &Path) -> bool {
    let has_extension = |wanted: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted));
    let is_locale = || path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("locales-"));
    has_extension("csl") || has_extension("xml") && is_locale()
}

/// Reports the faults of a style or of a locale.
///
/// # Errors
/// Returns an error if the file cannot be read.
pub(crate) fn lint(path: &Path, session: &Session) -> Result<()> {
    let metadata = fs::metadata(path).map_err(|error| Error::io(path, error))?;
    session.opened_files().add(path, &metadata)?;
    let xml = read_style_file(path)?;
    lint_style(&path.to_string_lossy(), &xml).into_iter().for_each(|fault| session.sink().report(fault));
    Ok(())
}
