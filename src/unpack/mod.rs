//! Opens compressed inputs and archives, which are detected by their bytes and read as streams.
//!
//! gzip with any number of members, Zstandard with any number of frames and tar archives are opened, also inside each
//! other (`dump.tar.gz`, or a tar archive of `.gz` files). Nothing is held in memory as a whole: decompressed bytes go
//! straight to the reader. The name of an input plays no part in detecting its type, so that all of this also holds for
//! standard input.

mod compression;
mod tape;
#[cfg_attr(not(feature = "zstd"), path = "without_zstd.rs")]
mod zstandard;

use std::io::{self, BufRead, Read};

use crate::diag::{Code, Diagnostic, Sink};
use crate::error::{Error, Result};

use compression::{Compression, Decompressed};

/// The maximum depth of packing: `a.tar.gz` with `b.json.gz` in it is three deep.
pub const MAX_PACKED: usize = 4;

/// How many bytes are needed to detect whether an input is packed: a block of a tar archive.
const BEGINNING: usize = tape::BLOCK;

/// A text found in an input.
pub struct Unpacked<'a> {
    /// Its name for diagnostics: that of the input, followed by those of members after colons
    /// (`dump.tar.gz:part_000.json`).
    pub name: &'a str,
    /// The name whose extension identifies its format: `part_000.json`, and `library.bib` for `library.bib.gz`.
    pub file_name: &'a str,
    /// The bytes.
    pub bytes: &'a mut dyn BufRead,
}

/// A function that receives the texts of an input, one by one.
pub type OnText<'a> = dyn FnMut(Unpacked<'_>, &mut dyn Sink) -> Result<()> + 'a;

/// Passes every text of an input to `on_text`: the members of an archive in their order, or the input itself,
/// decompressed if it is compressed.
///
/// Damage is reported, with the place where the text ends ([`Code::CorruptCompression`], [`Code::CorruptArchive`]).
/// Everything before that place is read, and so is what follows if it can be found.
///
/// # Errors
/// Returns an error if the bytes cannot be read, or the first error of `on_text`, which ends the function.
///
/// ```
/// use std::io::Read as _;
///
/// let mut texts = Vec::new();
/// publist::unpack::unpack("notes.txt", &mut "plain".as_bytes(), &mut (), &mut |text, _| {
///     let mut content = String::new();
///     text.bytes.read_to_string(&mut content)?;
///     texts.push((text.name.to_owned(), content));
///     Ok(())
/// })?;
/// assert_eq!(texts, [("notes.txt".to_owned(), "plain".to_owned())]);
/// # Ok::<(), publist::Error>(())
/// ```
pub fn unpack(name: &str, bytes: &mut dyn BufRead, diag: &mut dyn Sink, on_text: &mut OnText<'_>) -> Result<()> {
    unpack_inside(MAX_PACKED, Unpacked { name, file_name: name, bytes }, diag, on_text)
}

/// The type of an input, by its first bytes.
enum Packing {
    None,
    Compressed(Compression),
    Tape,
    /// A packed input that is not opened: its type, and the command that opens it.
    Other(&'static str, &'static str),
}

impl Packing {
    fn of(beginning: &[u8]) -> Self {
        match Compression::of(beginning) {
            Some(Compression::Zstandard) if !zstandard::IS_READ => Self::Other(
                "Zstandard, and this build of publist cannot read it without the feature `zstd`",
                "zstd -dc",
            ),
            Some(compression) => Self::Compressed(compression),
            None if tape::starts(beginning) => Self::Tape,
            None => Self::other(beginning),
        }
    }

    fn other(beginning: &[u8]) -> Self {
        let known: [(&[u8], _, _); 5] = [
            (b"\xFD7zXZ\0", "xz", "xz -dc"),
            (b"BZh", "bzip2", "bzip2 -dc"),
            (b"\x04\x22\x4D\x18", "LZ4", "lz4 -dc"),
            (b"PK\x03\x04", "ZIP", "unzip -p"),
            (b"7z\xBC\xAF\x27\x1C", "7-Zip", "7z e -so"),
        ];
        let found = known.into_iter().find(|(magic, ..)| beginning.starts_with(magic));
        found.map_or(Self::None, |(_, what, command)| Self::Other(what, command))
    }
}

fn unpack_inside(depth: usize, text: Unpacked<'_>, diag: &mut dyn Sink, on_text: &mut OnText<'_>) -> Result<()> {
    let Unpacked { name, file_name, bytes } = text;
    let mut beginning = Vec::with_capacity(BEGINNING);
    bytes.take(BEGINNING as u64).read_to_end(&mut beginning).map_err(|error| Error::io(name, error))?;
    let packing = Packing::of(&beginning);
    let mut bytes = io::Cursor::new(beginning).chain(bytes);
    match packing {
        Packing::None => on_text(Unpacked { name, file_name, bytes: &mut bytes }, diag),
        Packing::Other(what, command) => {
            let report = Diagnostic::new(Code::UnreadPacking, format!("{name} is packed with {what}"));
            diag.report(report.hint(format!("unpack it first: `{command} FILE | publist ...`")));
            Ok(())
        }
        Packing::Compressed(_) | Packing::Tape if depth == 0 => {
            let message = format!("{name} is packed more than {MAX_PACKED} times");
            diag.report(Diagnostic::new(Code::UnreadPacking, message));
            Ok(())
        }
        Packing::Compressed(compression) => {
            let mut content = Decompressed::new(compression, &mut bytes).map_err(|error| Error::io(name, error))?;
            let is_empty = content.fill_buf().map_err(|error| Error::io(name, error))?.is_empty();
            if !(is_empty && content.has_fault()) {
                let file_name = without_extension(file_name, compression);
                let text = Unpacked { name, file_name, bytes: &mut content };
                unpack_inside(depth - 1, text, diag, on_text)?;
            }
            // A reader may stop before the end of its text, where the checksum of the whole text is.
            io::copy(&mut content, &mut io::sink()).map_err(|error| Error::io(name, error))?;
            content.report_fault(name, diag);
            Ok(())
        }
        Packing::Tape => tape::for_each_member(name, &mut bytes, diag, &mut |member, bytes, diag| {
            let name = format!("{name}:{member}");
            unpack_inside(depth - 1, Unpacked { name: &name, file_name: member, bytes }, diag, on_text)
        }),
    }
}

/// The name of the content before it was compressed.
fn without_extension(name: &str, compression: Compression) -> &str {
    match name.rsplit_once('.') {
        Some((stem, extension)) if extension.eq_ignore_ascii_case(compression.extension()) => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests;
