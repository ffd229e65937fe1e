//! Breaks text for the terminal into lines.

/// Breaks a text into lines of at most `width` characters, between words; a longer word gets a line of its own.
pub(super) fn fill(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn lines_break_between_words_and_never_inside() {
        assert_eq!(fill("one two three", 7), ["one two", "three"]);
        assert_eq!(fill("extraordinary", 5), ["extraordinary"]);
        assert!(fill("", 5).is_empty());
    }
}
