//! Titles that end with a full stop, as in catalogues.

use crate::model::{Inline, Text};

/// Removes a single full stop from the end of a title, but not the dots of an ellipsis or the full stop of an
/// abbreviation of one letter.
pub(crate) fn without_full_stop(text: Text) -> Text {
    let plain = text.to_plain();
    let is_sentence = plain.strip_suffix('.').is_some_and(|rest| {
        let last_word = rest.rsplit([' ', '.']).next().unwrap_or_default();
        !rest.ends_with('.') && last_word.chars().count() > 1
    });
    if !is_sentence {
        return text;
    }
    let mut inlines = text.into_inlines();
    if let Some(Inline::Str(last)) = inlines.last_mut()
        && last.ends_with('.')
    {
        last.pop();
    }
    Text::from(inlines)
}

#[cfg(test)]
mod tests {
    use super::without_full_stop;
    use crate::model::Text;

    #[test]
    fn one_full_stop_goes() {
        for (title, expected) in [
            ("One thing.", "One thing"),
            ("Is it?", "Is it?"),
            ("To be continued...", "To be continued..."),
            ("A study of vitamin D.", "A study of vitamin D."),
            ("In the U.S.A.", "In the U.S.A."),
            (".", "."),
        ] {
            assert_eq!(without_full_stop(Text::plain(title)), Text::plain(expected));
        }
    }
}
