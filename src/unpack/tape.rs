//! tar archives, member by member (POSIX.1-2017, pax; the long names of GNU tar).
//!
//! The blocks are read here, and not by the tar crate, for two reasons: what follows a damaged header is found again,
//! and nothing in an archive can make a member's name or attributes take unlimited memory.

use std::io::{self, BufRead, Read};

use tar::{EntryType, Header, PaxExtensions};

use crate::diag::{Code, Diagnostic, Sink};
use crate::error::{Error, Result};

/// The length of the blocks of an archive.
pub(super) const BLOCK: usize = 512;

/// The maximum length of a member's name or attributes that is read; file systems end at 4096 bytes.
const LONGEST_ATTRIBUTES: u64 = 64 * 1024;

/// A function that receives a member: its name and its bytes.
type OnMember<'a> = dyn FnMut(&str, &mut dyn BufRead, &mut dyn Sink) -> Result<()> + 'a;

/// Whether bytes are the start of an archive: a block that contains its own checksum.
pub(super) fn starts(beginning: &[u8]) -> bool {
    beginning.first_chunk().is_some_and(|block| header(block).is_some())
}

/// Passes every member that is a file to `on_member`. Directories, links and devices are skipped, and so are the files
/// that macOS adds for the attributes of others (`._name`).
///
/// # Errors
/// Returns an error if the bytes cannot be read, or the first error of `on_member`.
pub(super) fn for_each_member(
    archive: &str,
    bytes: &mut dyn BufRead,
    diag: &mut dyn Sink,
    on_member: &mut OnMember<'_>,
) -> Result<()> {
    let fail = |error| Error::io(archive, error);
    let mut tape = Tape { bytes, offset: 0 };
    let mut attributes = Attributes::default();
    let mut is_lost = false;
    while let Some(block) = tape.block().map_err(fail)? {
        let start = tape.offset - BLOCK as u64;
        // Blocks of zeros end an archive; another may follow if archives were concatenated.
        if block.iter().all(|&byte| byte == 0) {
            continue;
        }
        let Some(header) = header(&block) else {
            if !is_lost {
                let report = damage(format!("{archive} is damaged at byte {start}: no member starts there"));
                diag.report(report.hint("reading continues with the next member that can be found"));
            }
            is_lost = true;
            continue;
        };
        is_lost = false;
        let size = attributes.size.take().or_else(|| header.entry_size().ok()).unwrap_or_default();
        let mut content = (&mut tape).take(size);
        let mut name = None;
        match header.entry_type() {
            EntryType::GNULongName => attributes.path = Some(until_zero(&read_attributes(&mut content).map_err(fail)?)),
            EntryType::XHeader => attributes.read_pax(&read_attributes(&mut content).map_err(fail)?),
            EntryType::Regular | EntryType::Continuous => {
                let path = attributes.path.take().unwrap_or_else(|| header.path_bytes().into_owned());
                let path = String::from_utf8_lossy(&path).into_owned();
                if !is_attributes_of_macos(&path) {
                    on_member(&path, &mut content, diag)?;
                }
                name = Some(path);
            }
            EntryType::GNULongLink => {}
            _ => attributes = Attributes::default(),
        }
        io::copy(&mut content, &mut io::sink()).map_err(fail)?;
        if content.limit() > 0 {
            let name = name.as_deref().unwrap_or("the description of a member");
            diag.report(damage(format!("{archive} ends inside {name}, which starts at byte {start}")));
        }
        let padding = size.next_multiple_of(BLOCK as u64) - size;
        io::copy(&mut (&mut tape).take(padding), &mut io::sink()).map_err(fail)?;
    }
    Ok(())
}

/// The attributes that precede a member because its header has no room for them.
#[derive(Default)]
struct Attributes {
    path: Option<Vec<u8>>,
    size: Option<u64>,
}

impl Attributes {
    fn read_pax(&mut self, records: &[u8]) {
        for record in PaxExtensions::new(records).flatten() {
            match record.key_bytes() {
                b"path" => self.path = Some(record.value_bytes().to_vec()),
                b"size" => self.size = record.value().ok().and_then(|size| size.parse().ok()),
                _ => {}
            }
        }
    }
}

/// Reads the content of a member that describes the next one, up to a sensible length.
fn read_attributes(content: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut attributes = Vec::new();
    content.take(LONGEST_ATTRIBUTES).read_to_end(&mut attributes)?;
    Ok(attributes)
}

fn until_zero(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().take_while(|&byte| byte != 0).collect()
}

/// Reads a block as a header, if it contains its own checksum.
fn header(block: &[u8; BLOCK]) -> Option<&Header> {
    const SUM: std::ops::Range<usize> = 148..156;
    let header = Header::from_byte_slice(block);
    let bytes = (0_usize..).zip(block).map(|(at, &byte)| if SUM.contains(&at) { b' ' } else { byte });
    let sum: u32 = bytes.map(u32::from).sum();
    (block[0] != 0 && header.cksum().ok() == Some(sum)).then_some(header)
}

fn damage(message: String) -> Diagnostic {
    Diagnostic::new(Code::CorruptArchive, message)
}

fn is_attributes_of_macos(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("._"))
}

/// The bytes of an archive, counted.
struct Tape<'a> {
    bytes: &'a mut dyn BufRead,
    offset: u64,
}

impl Tape<'_> {
    /// Reads the next block; `None` if it is incomplete.
    fn block(&mut self) -> io::Result<Option<[u8; BLOCK]>> {
        let mut block = [0; BLOCK];
        match self.read_exact(&mut block) {
            Ok(()) => Ok(Some(block)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Read for Tape<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.bytes.read(buffer)?;
        self.offset += length as u64;
        Ok(length)
    }
}

impl BufRead for Tape<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.offset += amount as u64;
        self.bytes.consume(amount);
    }
}
