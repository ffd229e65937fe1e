//! Notes about a service.

/// Labels of notes about the service they come from rather than the work.
const OF_SERVICES: [&str; 3] = ["Cited By", "Export Date", "Record Number"];

/// Returns the label and the value of a note about a service.
pub(super) fn of_service(note: &str) -> Option<(&'static str, &str)> {
    OF_SERVICES.iter().find_map(|label| {
        let value = note.strip_prefix(label)?.trim_start().strip_prefix(':')?;
        Some((*label, value.trim()))
    })
}
