//! CSL-JSON's `keyword`: all keywords in one text.

/// Joins keywords with commas, or with semicolons if one of them contains a comma.
pub(super) fn join(tags: &[String]) -> String {
    tags.join(if tags.iter().any(|tag| tag.contains(',')) { "; " } else { ", " })
}

/// Splits a text at semicolons, or at commas if it has none.
pub(super) fn split(text: &str) -> Vec<String> {
    let separator = if text.contains(';') { ';' } else { ',' };
    text.split(separator).map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{join, split};

    #[test]
    fn what_is_joined_is_split_again() {
        for (tags, text) in [(&["a b", "c"][..], "a b, c"), (&["a, b", "c"][..], "a, b; c"), (&["a"][..], "a")] {
            let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
            assert_eq!(join(&tags), text);
            assert_eq!(split(text), tags);
        }
    }
}
