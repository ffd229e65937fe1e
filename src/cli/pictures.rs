//! Pictures of works that are not where a page looks for them.

use std::path::Path;

use publist::markup::{Block, Doc};
use publist::{Code, Diagnostic, Sink as _};

use super::session::Session;

/// Reports pictures with relative addresses that are not there, next to a page that was written.
pub(crate) fn report_missing(doc: &Doc, page: &Path, session: &Session) {
    let lists = doc.blocks.iter().filter_map(|block| match block {
        Block::References(list) => Some(list),
        _ => None,
    });
    let mut seen: Vec<&str> = Vec::new();
    for entry in lists.flat_map(|list| &list.entries) {
        let Some(details) = &entry.details else { continue };
        let Some(address) = details.thumbnail.as_deref() else { continue };
        // An address from the root of a site, or of another one, is not the path of a file here.
        let is_file = !address.starts_with('/') && !address.contains("://");
        if !is_file || seen.contains(&address) {
            continue;
        }
        seen.push(address);
        let path = page.parent().unwrap_or(Path::new("")).join(address);
        if !path.is_file() {
            let message = format!("there is no picture {} of “{}”", path.display(), details.title);
            session.sink().report(Diagnostic::new(Code::PictureMissing, message));
        }
    }
}
