//! What a file has besides its contents: owner, group, permissions, extended attributes.

use std::fs::{File, Metadata};
use std::io;

#[cfg(all(feature = "cli", any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
use super::extended_attributes;

/// The permissions that a new file may get from an old one: not those that make programs run as another user or group.
#[cfg(unix)]
const KEPT_MODE: u32 = 0o1777;

/// Gives a new file what the existing one has.
///
/// # Errors
/// Returns an error if it cannot have the same. It must not replace the existing file then.
pub(super) fn copy(existing: &File, metadata: &Metadata, new: &File) -> io::Result<()> {
    // The order matters: a change of the owner resets permissions.
    copy_owner(metadata, new)?;
    #[cfg(all(feature = "cli", any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    extended_attributes::copy(existing, new)?;
    #[cfg(not(all(feature = "cli", any(target_os = "linux", target_os = "android", target_vendor = "apple"))))]
    let _ = existing;
    copy_permissions(metadata, new)
}

#[cfg(unix)]
fn copy_owner(metadata: &Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let own = new.metadata()?;
    let changed = |of_new: u32, of_existing: u32| (of_new != of_existing).then_some(of_existing);
    match (changed(own.uid(), metadata.uid()), changed(own.gid(), metadata.gid())) {
        (None, None) => Ok(()),
        (user, group) => fchown(new, user, group),
    }
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "on Unix, it can fail")]
fn copy_owner(_metadata: &Metadata, _new: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn copy_permissions(metadata: &Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = metadata.permissions().mode() & KEPT_MODE;
    new.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn copy_permissions(metadata: &Metadata, new: &File) -> io::Result<()> {
    new.set_permissions(metadata.permissions())
}
