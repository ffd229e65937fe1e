//! The rest of a text that is read character by character.

/// The unread rest of a text.
pub(super) struct Rest<'a>(pub(super) &'a str);

impl<'a> Rest<'a> {
    /// Returns the next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.0.chars().next()
    }

    /// Takes the next character.
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.0 = &self.0[next.len_utf8()..];
        Some(next)
    }

    /// Takes the next character if it fits.
    pub(super) fn next_if(&mut self, fits: impl Fn(char) -> bool) -> Option<char> {
        if self.peek().is_some_and(fits) { self.next() } else { None }
    }

    /// Takes this number of bytes.
    pub(super) fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }
}
