//! Notes that say something of a service.

/// Notes that say something of the service they come from and nothing of the work.
const OF_SERVICES: [&str; 3] = ["Cited By", "Export Date", "Record Number"];

/// The label and the value of a note that says something of a service.
pub(super) fn of_service(note: &str) -> Option<(&'static str, &str)> {
    OF_SERVICES.iter().find_map(|label| {
        let value = note.strip_prefix(label)?.trim_start().strip_prefix(':')?;
        Some((*label, value.trim()))
    })
}
