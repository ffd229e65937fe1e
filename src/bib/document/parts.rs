//! Adding and removing parts of a document, so that all other parts are read again as before.

use std::ops::Range;

use super::damage::is_self_contained;
use super::{Block, Document};
use crate::error::{Error, Result};

impl Document {
    /// Replaces a range of parts, if the new text is read as these parts and the others as before.
    ///
    /// Only the parts next to the range are read again, unless a delimiter that is not closed could find its partner in
    /// the parts that come or go.
    pub(super) fn splice(&mut self, range: Range<usize>, new: Vec<Block>) -> Result<()> {
        let is_free = |block: &Block| !is_item(block) || is_self_contained(&block.to_string());
        let is_local = !self.has_unclosed || self.blocks[range.clone()].iter().chain(&new).all(is_free);
        let (mut start, mut end) = (0, self.blocks.len());
        if is_local {
            start = self.blocks[..range.start].iter().rposition(is_item).unwrap_or(start);
            end = self.blocks[range.end..].iter().position(is_item).map_or(end, |item| range.end + item + 1);
        }
        let parts = || self.blocks[start..range.start].iter().chain(&new).chain(&self.blocks[range.end..end]);
        let read = Self::parse(&parts().map(ToString::to_string).collect::<String>());
        let items: Vec<_> = read.blocks.iter().filter(|block| is_item(block)).collect();
        let expected: Vec<_> = parts().filter(|block| is_item(block)).collect();
        if items.len() != expected.len() || !items.iter().zip(expected).all(|(item, expected)| is_same(item, expected))
        {
            return Err(Error::usage(
                "the other parts of the text would not be read as before: one next to this place is damaged, or is free \
                 text that would become part of an entry",
            ));
        }
        let rest = self.blocks.split_off(range.end);
        self.blocks.truncate(range.start);
        for block in new.into_iter().chain(rest) {
            match block {
                Block::Text(text) => self.push_text(&text),
                item => self.blocks.push(item),
            }
        }
        Ok(())
    }

    /// Removes a part and the white space after it, and returns it.
    pub(super) fn remove_part(&mut self, index: usize) -> Option<Block> {
        let part = self.blocks.get(index)?.clone();
        let before = index.checked_sub(1).map(|index| &self.blocks[index]);
        let is_last = index + 2 >= self.blocks.len();
        let (range, new) = match (before, self.blocks.get(index + 1)) {
            // At the end of the file, the white space before the part is removed, so that the file ends as before.
            (Some(Block::Text(before)), Some(Block::Text(after))) if is_last && after.trim_start().is_empty() => {
                (index - 1..index + 1, before.trim_end().to_owned())
            }
            (_, Some(Block::Text(after))) if !is_last || !after.trim_start().is_empty() => {
                (index..index + 2, after.trim_start().to_owned())
            }
            _ => (index..index + 1, String::new()),
        };
        self.splice(range, vec![Block::Text(new)]).ok()?;
        Some(part)
    }
}

fn is_item(block: &Block) -> bool {
    !matches!(block, Block::Text(_))
}

fn is_same(block: &Block, other: &Block) -> bool {
    match (block, other) {
        (Block::Entry(block), Block::Entry(other)) => block.node().is_same(other.node()),
        (Block::Macro(block), Block::Macro(other)) => block.node().is_same(other.node()),
        (Block::Preamble(block), Block::Preamble(other)) => block.node().is_same(other.node()),
        (Block::Comment(block), Block::Comment(other)) => block.to_string() == other.to_string(),
        _ => false,
    }
}
