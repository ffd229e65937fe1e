//! Decompresses streams, which end where they are damaged.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;

use crate::diag::{Code, Diagnostic, Place, Sink};

use super::zstandard;

/// The number of bytes decompressed at once.
const CHUNK: usize = 64 * 1024;

/// A compression format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    /// gzip (RFC 1952).
    Gzip,
    /// Zstandard (RFC 8878).
    Zstandard,
}

impl Compression {
    /// Returns the compression of a stream that starts with these bytes.
    pub(super) fn of(beginning: &[u8]) -> Option<Self> {
        match beginning {
            // The third byte is the only compression method that exists.
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gzip),
            // A frame, or a skippable frame.
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstandard),
            _ => None,
        }
    }

    /// The extension of compressed files.
    pub(super) const fn extension(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Zstandard => "zst",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstandard => "Zstandard",
        }
    }
}

/// The content of a compressed stream. It ends where the stream is damaged, and [`Self::report_fault`] reports the
/// damage.
pub(super) struct Decompressed<'a> {
    compression: Compression,
    decoder: Box<dyn Read + 'a>,
    /// The state of the compressed bytes.
    below: Rc<Below>,
    chunk: Vec<u8>,
    /// The start of the unread part of the chunk.
    position: usize,
    fault: Option<io::Error>,
    /// The end of the text so far: its number of lines, and the number of bytes in the last one.
    lines: u32,
    column: u32,
}

/// The state of the compressed bytes.
#[derive(Default)]
struct Below {
    taken: Cell<u64>,
    has_failed: Cell<bool>,
}

impl<'a> Decompressed<'a> {
    /// Creates a decompressed view of compressed bytes.
    ///
    /// # Errors
    /// Returns an error if there is no memory for a decoder.
    pub(super) fn new(compression: Compression, bytes: &'a mut dyn BufRead) -> io::Result<Self> {
        let below = Rc::new(Below::default());
        let bytes = Watched { bytes, below: Rc::clone(&below) };
        let decoder: Box<dyn Read + 'a> = match compression {
            Compression::Gzip => Box::new(MultiGzDecoder::new(bytes)),
            Compression::Zstandard => zstandard::decoder(bytes)?,
        };
        Ok(Self { compression, decoder, below, chunk: Vec::new(), position: 0, fault: None, lines: 1, column: 1 })
    }

    /// Returns whether the stream turned out to be damaged.
    pub(super) const fn has_fault(&self) -> bool {
        self.fault.is_some()
    }

    /// Reports the damage of the stream, if there is any.
    pub(super) fn report_fault(&self, name: &str, diag: &mut dyn Sink) {
        let Some(fault) = &self.fault else { return };
        let (what, offset) = (self.compression.name(), self.below.taken.get());
        let message = match fault.kind() {
            io::ErrorKind::UnexpectedEof => format!("the {what} data ends too early, after {offset} bytes"),
            _ => format!("the {what} data is damaged at byte {offset} or before: {fault}"),
        };
        let place = Place { file: name.to_owned(), line: self.lines, column: self.column, length: 0, snippet: None };
        let report = Diagnostic::new(Code::CorruptCompression, message).at(place);
        diag.report(report.hint("the text before this place was read"));
    }

    fn fill(&mut self) -> io::Result<()> {
        self.position = 0;
        self.chunk.resize(CHUNK, 0);
        let length = loop {
            match self.decoder.read(&mut self.chunk) {
                Ok(length) => break length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if self.below.has_failed.get() => {
                    self.chunk.clear();
                    return Err(error);
                }
                Err(error) => {
                    self.fault = Some(error);
                    break 0;
                }
            }
        };
        self.chunk.truncate(length);
        let count = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        if let Some(end) = memchr::memrchr(b'\n', &self.chunk) {
            let lines = memchr::memchr_iter(b'\n', &self.chunk).count();
            self.lines = self.lines.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            self.column = 1 + count(&self.chunk[end + 1..]);
        } else {
            self.column = self.column.saturating_add(count(&self.chunk));
        }
        Ok(())
    }
}

impl Read for Decompressed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Decompressed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.position >= self.chunk.len() && self.fault.is_none() {
            self.fill()?;
        }
        Ok(&self.chunk[self.position..])
    }

    fn consume(&mut self, amount: usize) {
        self.position = (self.position + amount).min(self.chunk.len());
    }
}

/// A reader that counts its bytes and remembers whether reading failed: an I/O error is not damage of the content.
struct Watched<'a> {
    bytes: &'a mut dyn BufRead,
    below: Rc<Below>,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Watched<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let Self { bytes, below } = self;
        bytes.fill_buf().inspect_err(|error| below.has_failed.set(error.kind() != io::ErrorKind::Interrupted))
    }

    fn consume(&mut self, amount: usize) {
        self.below.taken.set(self.below.taken.get() + amount as u64);
        self.bytes.consume(amount);
    }
}
