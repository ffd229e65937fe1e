//! Splits a stream into blocks that can be read independently.

use std::io::{self, BufRead, Read as _};

use crate::seam::Cut;

/// How many blocks of a stream without a place to cut are held, before the stream is read as a whole.
const PATIENCE: usize = 16;

/// Splits a stream into blocks.
pub(super) struct Blocks<'a> {
    bytes: &'a mut dyn BufRead,
    cut: Cut,
    size: usize,
    /// The bytes after the last cut.
    rest: Vec<u8>,
    /// The line at which the rest starts, from 1.
    line: u32,
}

/// A part of a stream.
pub(super) enum Block {
    /// Whole records.
    Records(Vec<u8>, FirstLine),
    /// The start of the rest of the stream, which cannot be cut.
    Rest(Vec<u8>, FirstLine),
}

/// The line of the stream at which a block starts, from 1.
pub(super) type FirstLine = u32;

impl<'a> Blocks<'a> {
    /// Creates a splitter for blocks of about this size.
    pub(super) fn new(bytes: &'a mut dyn BufRead, cut: Cut, size: usize) -> Self {
        Self { bytes, cut, size: size.max(1), rest: Vec::new(), line: 1 }
    }

    /// Returns the next block, or `None` at the end and after a [`Block::Rest`].
    ///
    /// # Errors
    /// Returns any I/O error from the input.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        let mut block = Vec::with_capacity(self.rest.len() + self.size);
        block.append(&mut self.rest);
        loop {
            let wanted = self.size.max(block.len());
            let read = (&mut *self.bytes).take(wanted as u64).read_to_end(&mut block)?;
            if read < wanted {
                let first_line = self.line;
                return Ok((!block.is_empty()).then_some(Block::Records(block, first_line)));
            }
            if let Some(cut) = (self.cut)(&block) {
                self.rest = block.split_off(cut);
                let lines = memchr::memchr_iter(b'\n', &block).count();
                let first_line = self.line;
                self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
                return Ok(Some(Block::Records(block, first_line)));
            }
            if block.len() >= PATIENCE * self.size {
                return Ok(Some(Block::Rest(block, self.line)));
            }
        }
    }

    /// Returns the reader of the bytes after the last block.
    pub(super) fn into_rest(self) -> &'a mut dyn BufRead {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Blocks};
    use crate::formats::by_id;

    fn blocks(text: &str, size: usize) -> Vec<(String, u32)> {
        let cut = by_id("json").unwrap().reader.unwrap().cut().unwrap();
        let mut bytes = text.as_bytes();
        let mut blocks = Blocks::new(&mut bytes, cut, size);
        let mut found = Vec::new();
        while let Some(block) = blocks.next().unwrap() {
            match block {
                Block::Records(block, line) => found.push((String::from_utf8(block).unwrap(), line)),
                Block::Rest(beginning, line) => {
                    let mut rest = String::from_utf8(beginning).unwrap();
                    std::io::Read::read_to_string(blocks.into_rest(), &mut rest).unwrap();
                    found.push((format!("rest: {rest}"), line));
                    break;
                }
            }
        }
        found
    }

    fn text(pairs: &[(&str, u32)]) -> Vec<(String, u32)> {
        pairs.iter().map(|&(text, line)| (text.to_owned(), line)).collect()
    }

    #[test]
    fn blocks_are_whole_lines() {
        assert_eq!(
            blocks("{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n", 17),
            text(&[("{\"a\":1}\n{\"b\":2}\n", 1), ("{\"c\":3}\n", 3)])
        );
        assert_eq!(blocks("{}\r\n{}\r\n{}", 5), text(&[("{}\r\n", 1), ("{}\r\n", 2), ("{}", 3)]));
    }

    #[test]
    fn a_line_longer_than_a_block_is_one_block() {
        let long = format!("{{\"a\":\"{}\"}}\n", "x".repeat(50));
        let behind = "{}\n".repeat(50);
        let blocks = blocks(&format!("{{}}\n{long}{behind}"), 8);
        assert!(blocks[1].0.starts_with(&long), "{blocks:?}");
        assert_eq!(blocks.iter().map(|(block, _)| block.as_str()).collect::<String>(), format!("{{}}\n{long}{behind}"));
        assert!(blocks.len() > 5 && blocks.iter().all(|(block, _)| block.ends_with('\n')));
    }

    #[test]
    fn what_cannot_be_cut_is_left() {
        let list = format!("[{}{{}}]", "{},\n".repeat(50));
        assert_eq!(blocks(&list, 4), [(format!("rest: {list}"), 1)]);
        let giant = format!("{{\"a\":\"{}\"}}\n", "x".repeat(500));
        assert_eq!(blocks(&format!("{{}}\n{giant}"), 8), [("{}\n".to_owned(), 1), (format!("rest: {giant}"), 2)]);
    }

    #[test]
    fn nothing_is_no_block() {
        assert_eq!(blocks("", 8), []);
    }
}
