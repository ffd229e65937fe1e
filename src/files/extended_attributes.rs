//! Extended attributes: access control lists, and what programs note about a file.

use std::ffi::CStr;
use std::fs::File;
use std::io;

use rustix::buffer::spare_capacity;
use rustix::fs::{XattrFlags, fgetxattr, fgetxattr_query, flistxattr, flistxattr_query, fsetxattr};
use rustix::io::Errno;

/// Copies the extended attributes of a file.
///
/// # Errors
/// Returns an error if the new file cannot have one that people set: an access control list, or one of a user. The
/// system sets others as it needs them.
pub(super) fn copy(existing: &File, new: &File) -> io::Result<()> {
    let names = match read(|| flistxattr_query(existing), |names| flistxattr(existing, spare_capacity(names))) {
        Ok(names) => names,
        Err(Errno::NOTSUP) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for name in names.split_inclusive(|&byte| byte == 0).filter_map(|name| CStr::from_bytes_with_nul(name).ok()) {
        if is_of_the_file_as_a_program(name) {
            continue;
        }
        let value = read(|| fgetxattr_query(existing, name), |value| fgetxattr(existing, name, spare_capacity(value)));
        let copied = value.and_then(|value| fsetxattr(new, name, &value, XattrFlags::empty()));
        if let Err(error) = copied
            && is_set_by_people(name)
        {
            return Err(error.into());
        }
    }
    Ok(())
}

/// Reads something whose size is asked for first. It may grow in between, so that it is asked for again.
fn read(
    size: impl Fn() -> Result<usize, Errno>,
    fill: impl Fn(&mut Vec<u8>) -> Result<usize, Errno>,
) -> Result<Vec<u8>, Errno> {
    loop {
        let mut bytes = Vec::with_capacity(size()?);
        if bytes.capacity() == 0 {
            return Ok(bytes);
        }
        match fill(&mut bytes) {
            Err(Errno::RANGE) => {}
            result => return result.map(|_| bytes),
        }
    }
}

/// Capabilities, which belong to a program and are void once its contents change.
fn is_of_the_file_as_a_program(name: &CStr) -> bool {
    name == c"security.capability"
}

fn is_set_by_people(name: &CStr) -> bool {
    name.to_bytes().starts_with(b"user.") || name == c"system.posix_acl_access"
}

#[cfg(test)]
mod tests {
    use std::fs::{self, OpenOptions};
    use std::io::Write as _;

    use rustix::fs::{XattrFlags, getxattr, setxattr};
    use rustix::io::Errno;

    use crate::files::WholeFile;

    #[test]
    fn attributes_of_users_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "old").unwrap();
        match setxattr(&path, c"user.origin", b"a page", XattrFlags::empty()) {
            Err(Errno::NOTSUP) => {
                let _ = writeln!(std::io::stderr(), "!!! SKIPPED: this file system has no extended attributes");
                return;
            }
            result => result.unwrap(),
        }
        setxattr(&path, c"user.empty", b"", XattrFlags::empty()).unwrap();
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        file.finish().unwrap();
        let mut value = [0; 16];
        let length = getxattr(&path, c"user.origin", &mut value).unwrap();
        assert_eq!(&value[..length], b"a page");
        assert_eq!(getxattr(&path, c"user.empty", &mut value), Ok(0));
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert!(OpenOptions::new().write(true).open(&path).is_ok());
    }
}
