//! Finds the closing delimiter of an opening one, in linear time.
//!
//! Braces count even after a backslash, as in BibTeX. Partners are searched for only where they are needed, which reads
//! each byte of a valid file once. In other files, all braces are paired at once as soon as that is cheaper.

/// How many times the whole text may be searched before a faster method is used.
const MOST_PASSES: usize = 4;

/// Finds closing delimiters in one text.
pub(in crate::bib) struct Delimiters<'a> {
    bytes: &'a [u8],
    /// The offsets of all opening braces, in order, with those of their partners; set when they are first needed.
    pairs: Option<Vec<(usize, Option<usize>)>>,
    /// How many bytes were searched for braces.
    searched: usize,
    /// The offsets of all quotation marks and opening braces, in order, each with the first quotation mark outside
    /// braces from there on; set when they are first needed.
    quotes: Option<Vec<(usize, Option<usize>)>>,
    /// How many bytes were searched for quotation marks without a partner.
    wasted: usize,
}

impl<'a> Delimiters<'a> {
    /// Creates a finder for a text.
    pub(in crate::bib) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, pairs: None, searched: 0, quotes: None, wasted: 0 }
    }

    /// Returns the closing brace of the opening one at this offset.
    pub(in crate::bib) fn closing_brace(&mut self, open: usize) -> Option<usize> {
        if self.pairs.is_none()
            && self.searched <= MOST_PASSES * self.bytes.len()
            && let Some(close) = closing_brace(self.bytes, open)
        {
            self.searched += close - open;
            return Some(close);
        }
        let pairs = self.pairs.get_or_insert_with(|| pair_braces(self.bytes));
        pairs[pairs.binary_search_by_key(&open, |&(open, _)| open).ok()?].1
    }

    /// Returns the quotation mark that ends a value whose text starts here: the first one outside braces.
    pub(in crate::bib) fn closing_quote(&mut self, start: usize) -> Option<usize> {
        if self.wasted > MOST_PASSES * self.bytes.len() {
            let quotes = self.quotes.get_or_insert_with(|| find_quotes(self.bytes));
            return quote_from(quotes, start);
        }
        let mut from = start;
        while let Some(offset) = self.bytes.get(from..).and_then(|rest| memchr::memchr2(b'"', b'{', rest)) {
            let found = from + offset;
            if self.bytes[found] == b'"' {
                return Some(found);
            }
            match self.closing_brace(found) {
                Some(close) => from = close + 1,
                None => break,
            }
        }
        self.wasted += self.bytes.len().saturating_sub(start);
        None
    }
}

/// Returns the offset of the next line that starts an entry, or the end of the text.
pub(in crate::bib) fn next_entry_line(bytes: &[u8], from: usize) -> usize {
    let mut position = from.min(bytes.len());
    while let Some(offset) = memchr::memchr(b'\n', &bytes[position..]) {
        position += offset + 1;
        let line = &bytes[position..];
        let blank = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if line.get(blank) == Some(&b'@') {
            return position;
        }
    }
    bytes.len()
}

fn closing_brace(bytes: &[u8], open: usize) -> Option<usize> {
    let after = open + 1;
    let mut depth = 1_usize;
    for offset in memchr::memchr2_iter(b'{', b'}', bytes.get(after..)?) {
        if bytes[after + offset] == b'{' {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return Some(after + offset);
            }
        }
    }
    None
}

fn pair_braces(bytes: &[u8]) -> Vec<(usize, Option<usize>)> {
    let (mut pairs, mut open) = (Vec::new(), Vec::new());
    for position in memchr::memchr2_iter(b'{', b'}', bytes) {
        if bytes[position] == b'{' {
            open.push(pairs.len());
            pairs.push((position, None));
        } else if let Some(index) = open.pop() {
            pairs[index].1 = Some(position);
        }
    }
    pairs
}

/// Returns the offsets of all quotation marks and opening braces, each with the first quotation mark outside braces from
/// there on.
fn find_quotes(bytes: &[u8]) -> Vec<(usize, Option<usize>)> {
    let pairs = pair_braces(bytes);
    let mut pairs = pairs.iter().rev();
    // In the order of the text read backwards, so that what follows a closing brace is known already.
    let mut found: Vec<(usize, Option<usize>)> = Vec::new();
    for offset in memchr::memchr2_iter(b'"', b'{', bytes).rev() {
        let quote = match bytes[offset] {
            b'"' => Some(offset),
            _ => pairs.next().and_then(|&(_, close)| close).and_then(|close| {
                let after = found.partition_point(|&(offset, _)| offset > close);
                found[..after].last().and_then(|&(_, quote)| quote)
            }),
        };
        found.push((offset, quote));
    }
    found.reverse();
    found
}

/// Returns the first quotation mark outside braces from an offset on.
fn quote_from(quotes: &[(usize, Option<usize>)], start: usize) -> Option<usize> {
    let first = quotes.partition_point(|&(offset, _)| offset < start);
    quotes.get(first).and_then(|&(_, quote)| quote)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Delimiters, find_quotes, next_entry_line, quote_from};

    #[test]
    fn braces_pair_before_and_after_one_without_a_partner() {
        let mut delimiters = Delimiters::new(b"{a{b}\\{} } { {c} {");
        let partners: Vec<_> = [0, 2, 6, 13, 17, 11, 0].map(|open| delimiters.closing_brace(open)).into();
        assert_eq!(partners, [Some(9), Some(4), Some(7), Some(15), None, None, Some(9)]);
    }

    #[test]
    fn a_quotation_mark_in_braces_ends_nothing() {
        assert_eq!(Delimiters::new(b"a {\"}b\" c\"").closing_quote(0), Some(6));
        assert_eq!(Delimiters::new(b"a {\"}b").closing_quote(0), None);
        assert_eq!(Delimiters::new(b"a { b\"").closing_quote(0), None);
        assert_eq!(Delimiters::new(b"a").closing_quote(5), None);
    }

    #[test]
    fn quotation_marks_that_hide_each_other_cost_no_more_than_their_lines() {
        let text = "{\n@a(c=\"\n}\n".repeat(50_000);
        let mut delimiters = Delimiters::new(text.as_bytes());
        let unclosed = memchr::memchr_iter(b'"', text.as_bytes())
            .filter(|&quote| delimiters.closing_quote(quote + 1).is_none())
            .count();
        assert_eq!(unclosed, 50_000);
        assert!(delimiters.wasted < 20 * text.len());
    }

    #[test]
    fn braces_that_are_nested_deeply_are_paired_at_once() {
        let depth = 100_000;
        let text = "{".repeat(depth) + &"}".repeat(depth);
        let mut delimiters = Delimiters::new(text.as_bytes());
        assert!((0..depth).all(|open| delimiters.closing_brace(open) == Some(2 * depth - 1 - open)));
        assert!(delimiters.searched < 20 * text.len());
    }

    #[test]
    fn the_next_line_of_an_entry() {
        let text = b"@a @b\n x\n \t@c";
        assert_eq!(next_entry_line(text, 0), 9);
        assert_eq!(next_entry_line(text, 9), text.len());
        assert_eq!(next_entry_line(text, 99), text.len());
    }

    proptest! {
        #[test]
        fn both_ways_to_find_a_quotation_mark_agree(text in "[{}\"a]{0,30}", start in 0_usize..31) {
            let start = start.min(text.len());
            let quotes = find_quotes(text.as_bytes());
            prop_assert_eq!(Delimiters::new(text.as_bytes()).closing_quote(start), quote_from(&quotes, start));
        }
    }
}
