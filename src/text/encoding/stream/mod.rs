//! Converts a stream of bytes to a stream of UTF-8.

use std::io::{self, BufRead, Read};

use super::declaration::{BEGINNING, Declaration};
use super::decoder::{Decoder, Rest};
use super::judge::{Evidence, MOST, Reason, Verdict, is_iso_2022_jp, judge};
use super::kinds::Encoding;
use super::names::UnknownEncoding;
use super::position::{Progress, Spot};

/// The number of bytes decoded at once, in other encodings than UTF-8.
const PIECE: usize = 32 * 1024;

/// The number of bytes decoded at once if UTF-8 is not valid.
const BROKEN: usize = 4096;

/// A finding about the bytes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Finding {
    /// The text names an unknown encoding.
    Unknown(UnknownEncoding),
    /// The text declares an encoding, but its bytes are certainly in another one.
    Contradicted { declared: Encoding, encoding: Encoding },
    /// The encoding was guessed. The text may declare another one, in which it is not valid.
    Guessed { encoding: Encoding, declared: Option<Encoding> },
    /// Some bytes are not valid; these are the first. All bytes may be text of the other encoding.
    Invalid { encoding: Encoding, likely: Option<Encoding> },
    /// This number of further places is not valid; this is the last of them.
    MoreInvalid { encoding: Encoding, count: usize },
}

/// A function that receives findings with their positions.
pub(crate) type OnFinding<'a> = dyn FnMut(Finding, Spot) + 'a;

/// The text of bytes in any encoding, as UTF-8 without a byte order mark. Invalid bytes become U+FFFD.
///
/// UTF-8 is passed on without a copy. At most a megabyte is held, and only until the encoding is known.
pub(crate) struct Decoded<'a> {
    raw: Raw<'a>,
    named: Option<Encoding>,
    on_finding: &'a mut OnFinding<'a>,
    phase: Phase,
    /// Decoded text, and how much of it was taken.
    pending: String,
    taken: usize,
    /// How many bytes of `raw` are valid text.
    ready: usize,
    progress: Progress,
    /// The number of invalid places, and the last of them.
    invalid: usize,
    last_invalid: Option<Spot>,
    likely: Option<Encoding>,
    /// The position of the declaration.
    declaration: Option<Spot>,
}

enum Phase {
    Start,
    /// ASCII so far, with the declared encoding.
    Ascii {
        declared: Option<Encoding>,
        is_always_utf_8: bool,
    },
    /// In this encoding.
    Known(Encoding, Decoder),
    End(Encoding),
}

impl<'a> Decoded<'a> {
    /// Decodes these bytes, in the encoding that the user gives, or in the detected one.
    pub(crate) fn new(bytes: &'a mut dyn BufRead, named: Option<Encoding>, on_finding: &'a mut OnFinding<'a>) -> Self {
        Self {
            raw: Raw { bytes, held: Vec::new(), start: 0 },
            named,
            on_finding,
            phase: Phase::Start,
            pending: String::new(),
            taken: 0,
            ready: 0,
            progress: Progress::default(),
            invalid: 0,
            last_invalid: None,
            likely: None,
            declaration: None,
        }
    }

    /// Returns the encoding, as far as it is known: that of the text that was passed on.
    pub(crate) fn encoding(&self) -> Encoding {
        match &self.phase {
            Phase::Start => self.named.unwrap_or(Encoding::UTF_8),
            Phase::Ascii { declared, .. } => declared.unwrap_or(Encoding::UTF_8),
            Phase::Known(encoding, _) | Phase::End(encoding) => *encoding,
        }
    }

    /// Prepares further text, unless the end was reached.
    fn prepare(&mut self) -> io::Result<()> {
        while self.taken == self.pending.len() && self.ready == 0 {
            self.pending.clear();
            self.taken = 0;
            match self.phase {
                Phase::Start => self.start()?,
                Phase::Ascii { declared, is_always_utf_8 } => self.ascii(declared, is_always_utf_8)?,
                Phase::Known(Encoding::UTF_8, _) => self.utf_8()?,
                Phase::Known(..) => self.legacy()?,
                Phase::End(_) => break,
            }
        }
        Ok(())
    }

    fn know(&mut self, encoding: Encoding) {
        self.phase = Phase::Known(encoding, Decoder::new(encoding));
    }

    /// Searches for a byte order mark, zeros and a declaration.
    fn start(&mut self) -> io::Result<()> {
        let named = self.named;
        let (beginning, _) = self.raw.ahead(BEGINNING)?;
        let beginning = beginning.get(..BEGINNING).unwrap_or(beginning);
        let marked = Encoding::of_mark(beginning);
        let (sure, mark) = match marked {
            Some((encoding, length)) => (Some(encoding), length),
            // If no encoding or UTF-16 in either byte order is given, the zeros decide.
            None if named.is_none_or(|named| [Encoding::UTF_16LE, Encoding::UTF_16BE].contains(&named)) => {
                (Encoding::of_zeros(beginning).or(named), 0)
            }
            None => (named, 0),
        };
        let content = &beginning[mark..];
        let decoded = sure.filter(|sure| *sure != Encoding::UTF_8).map(|sure| sure.decode(content));
        let content = decoded.as_deref().map_or(content, str::as_bytes);
        let declaration = Declaration::find(content);
        let is_always_utf_8 = content.trim_ascii_start().first().is_some_and(|first| matches!(first, b'{' | b'['));
        let spot = declaration.as_ref().map(|declaration| {
            // Bytes that are not UTF-8 have another length once they are shown.
            let mut progress = Progress::default();
            progress.advance(&String::from_utf8_lossy(&content[..declaration.name.start]));
            let name = String::from_utf8_lossy(&content[declaration.name.clone()]);
            progress.spot(&name, 0, name.len())
        });
        self.raw.consume(mark);
        let finding = match (&declaration, sure) {
            // The declaration does not matter if the user gives the encoding.
            (None, _) => None,
            (Some(_), Some(_)) if named.is_some() && marked.is_none() => None,
            (Some(Declaration { encoding: Err(unknown), .. }), _) => Some(Finding::Unknown(unknown.clone())),
            (Some(Declaration { encoding: Ok(declared), .. }), Some(sure)) => {
                let is_same = *declared == sure || declared.is_of_family(sure);
                (!is_same).then_some(Finding::Contradicted { declared: *declared, encoding: sure })
            }
            // UTF-16 could not be searched for a declaration in this way.
            (Some(Declaration { encoding: Ok(declared), .. }), None) if declared.is_wide() => {
                Some(Finding::Contradicted { declared: *declared, encoding: Encoding::UTF_8 })
            }
            (Some(_), None) => None,
        };
        match (finding, spot) {
            (Some(finding), Some(spot)) => (self.on_finding)(finding, spot),
            (_, spot) => self.declaration = spot,
        }
        let declared = declaration.and_then(|declaration| declaration.encoding.ok());
        match sure {
            Some(encoding) => self.know(encoding),
            None => {
                self.phase = Phase::Ascii { declared: declared.filter(|declared| !declared.is_wide()), is_always_utf_8 }
            }
        }
        Ok(())
    }

    /// Passes ASCII on, and decides about the other bytes.
    fn ascii(&mut self, declared: Option<Encoding>, is_always_utf_8: bool) -> io::Result<()> {
        let available = self.raw.fill_buf()?;
        if available.is_empty() {
            self.phase = Phase::End(declared.unwrap_or(Encoding::UTF_8));
            return Ok(());
        }
        let length = encoding_rs::Encoding::ascii_valid_up_to(available);
        let escape = memchr::memchr(0x1B, &available[..length]);
        let length = escape.unwrap_or(length);
        if length > 0 {
            self.progress.advance(std::str::from_utf8(&available[..length]).unwrap_or_default());
            self.ready = length;
            return Ok(());
        }
        if escape.is_some() {
            return self.escape(declared);
        }
        let mut wanted = 0;
        let verdict = loop {
            let (bytes, rest) = match wanted {
                0 => (self.raw.fill_buf()?, Rest::MayCome),
                wanted => self.raw.ahead(wanted)?,
            };
            let (bytes, rest) = bytes.get(..MOST).map_or((bytes, rest), |bytes| (bytes, Rest::MayCome));
            let before = self.progress.before();
            let evidence = Evidence { before, bytes, rest, declared, is_always_utf_8 };
            if let Some(verdict) = judge(&evidence) {
                break verdict;
            }
            wanted = (2 * bytes.len()).clamp(2 * BEGINNING, MOST);
        };
        self.follow(verdict, declared)
    }

    /// Follows a verdict on the following bytes, and reports it if the text does not declare it.
    fn follow(&mut self, verdict: Verdict, declared: Option<Encoding>) -> io::Result<()> {
        let Verdict { encoding, reason } = verdict;
        let finding = match reason {
            Reason::Told => None,
            Reason::Broken { likely } => {
                self.likely = likely;
                None
            }
            Reason::Valid => declared.map(|declared| Finding::Contradicted { declared, encoding }),
            Reason::Guessed => Some(Finding::Guessed { encoding, declared }),
        };
        if let Some(finding) = finding {
            let (bytes, _) = self.raw.ahead(BEGINNING)?;
            let bytes = bytes.get(..BEGINNING).unwrap_or(bytes);
            let line = bytes.split(|&byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
            let text = encoding.decode(line);
            let length = text.chars().next().map_or(0, char::len_utf8);
            let declaration = self.declaration.take().filter(|_| reason == Reason::Valid);
            (self.on_finding)(finding, declaration.unwrap_or_else(|| self.progress.spot(&text, 0, length)));
        }
        self.know(encoding);
        Ok(())
    }

    /// Checks whether an escape starts Japanese text.
    fn escape(&mut self, declared: Option<Encoding>) -> io::Result<()> {
        let encoding = Encoding::from(encoding_rs::ISO_2022_JP);
        if declared == Some(encoding) {
            self.know(encoding);
            return Ok(());
        }
        let (bytes, _) = self.raw.ahead(BEGINNING)?;
        let bytes = bytes.get(..BEGINNING).unwrap_or(bytes);
        if declared.is_none_or(Encoding::is_unicode) && is_iso_2022_jp(bytes) {
            return self.follow(Verdict { encoding, reason: Reason::Guessed }, declared);
        }
        self.progress.advance("\u{1B}");
        self.ready = 1;
        Ok(())
    }

    /// Passes UTF-8 on, and replaces invalid bytes.
    fn utf_8(&mut self) -> io::Result<()> {
        let Phase::Known(_, decoder) = &self.phase else { return Ok(()) };
        let is_within_character = decoder.is_within_character();
        let available = self.raw.fill_buf()?;
        if available.is_empty() {
            return self.decode(0);
        }
        if is_within_character {
            return self.decode(1);
        }
        let valid = encoding_rs::Encoding::utf8_valid_up_to(available);
        match std::str::from_utf8(&available[..valid]) {
            Ok(text) if valid > 0 => {
                self.progress.advance(text);
                self.ready = valid;
                Ok(())
            }
            _ => {
                let length = available.len().min(BROKEN);
                self.decode(length)
            }
        }
    }

    fn legacy(&mut self) -> io::Result<()> {
        let length = self.raw.fill_buf()?.len().min(PIECE);
        self.decode(length)
    }

    /// Decodes the following bytes; a length of zero means the end.
    fn decode(&mut self, length: usize) -> io::Result<()> {
        let Phase::Known(encoding, decoder) = &mut self.phase else { return Ok(()) };
        let encoding = *encoding;
        let mut invalid = Vec::new();
        let rest = if length == 0 { Rest::None } else { Rest::MayCome };
        decoder.decode(&self.raw.fill_buf()?[..length], rest, &mut self.pending, &mut invalid);
        self.raw.consume(length);
        let spot = |offset| self.progress.spot(&self.pending, offset, char::REPLACEMENT_CHARACTER.len_utf8());
        let count = invalid.len();
        let mut invalid = invalid.into_iter();
        if self.invalid == 0
            && let Some(first) = invalid.next()
        {
            (self.on_finding)(Finding::Invalid { encoding, likely: self.likely }, spot(first));
        }
        if let Some(last) = invalid.next_back() {
            self.last_invalid = Some(spot(last));
        }
        self.invalid += count;
        self.progress.advance(&self.pending);
        if rest == Rest::None {
            self.phase = Phase::End(encoding);
            if let Some(last) = self.last_invalid.take() {
                (self.on_finding)(Finding::MoreInvalid { encoding, count: self.invalid - 1 }, last);
            }
        }
        Ok(())
    }
}

impl BufRead for Decoded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.prepare()?;
        match self.ready {
            0 => Ok(&self.pending.as_bytes()[self.taken..]),
            ready => Ok(&self.raw.fill_buf()?[..ready]),
        }
    }

    fn consume(&mut self, count: usize) {
        match self.ready {
            0 => self.taken += count,
            _ => {
                self.ready -= count;
                self.raw.consume(count);
            }
        }
    }
}

impl Read for Decoded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

/// Returns the start of a file as text, as far as it is needed to detect its format.
pub(crate) fn decoded_beginning(mut beginning: &[u8], encoding: Option<Encoding>) -> String {
    let mut text = String::new();
    // Reading from memory cannot fail, and the result is UTF-8.
    let _ = Decoded::new(&mut beginning, encoding, &mut |_, _| ()).read_to_string(&mut text);
    text
}

/// Bytes, some of which may be examined before they are taken.
struct Raw<'a> {
    bytes: &'a mut dyn BufRead,
    /// The bytes that were examined, and how much of them was taken.
    held: Vec<u8>,
    start: usize,
}

impl Raw<'_> {
    /// Returns the following bytes: at least this number, or all that are left.
    fn ahead(&mut self, count: usize) -> io::Result<(&[u8], Rest)> {
        if self.start == self.held.len() && self.bytes.fill_buf()?.len() >= count {
            return Ok((self.bytes.fill_buf()?, Rest::MayCome));
        }
        self.held.drain(..self.start);
        self.start = 0;
        while self.held.len() < count {
            let available = match self.bytes.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                return Ok((&self.held, Rest::None));
            }
            let taken = available.len();
            self.held.extend_from_slice(available);
            self.bytes.consume(taken);
        }
        Ok((&self.held, Rest::MayCome))
    }

    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start < self.held.len() {
            return Ok(&self.held[self.start..]);
        }
        self.bytes.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if self.start < self.held.len() {
            self.start += count;
            if self.start == self.held.len() {
                (self.held, self.start) = (Vec::new(), 0);
            }
        } else {
            self.bytes.consume(count);
        }
    }
}

#[cfg(test)]
mod tests;
