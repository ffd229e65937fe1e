//! Chinese, Japanese and Korean writing.

/// Returns whether a name of several words has its family name first, as Chinese, Japanese and Korean names are written: its
/// words are in Han or Hangul, and the given name may be in Kana. Names in Katakana alone are foreign ones, in their own
/// order.
///
/// ```text
/// 佐藤 太郎    김 철수    王 小明      family name first
/// ジョン スミス   Taro Sato          not decided here
/// ```
pub(crate) fn is_family_first<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    let is_word = |word: &str, is_letter: fn(char) -> bool| !word.is_empty() && word.chars().all(is_letter);
    let family = words.next().is_some_and(|word| is_word(word, is_of_family));
    let mut given = words.peekable();
    family && given.peek().is_some() && given.all(|word| is_word(word, is_letter))
}

/// Whether a character is one of Han or Hangul.
fn is_of_family(character: char) -> bool {
    matches!(character,
        '々' | '〆' | 'ヶ' | 'ケ'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}'
        | '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7ff}')
}

fn is_letter(character: char) -> bool {
    is_of_family(character) || matches!(character, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30ff}')
}

/// Returns whether a character is of an East Asian script.
pub(crate) const fn is_east_asian_letter(character: char) -> bool {
    matches!(character,
            '\u{1100}'..='\u{11ff}' // Hangul Jamo
            | '\u{2e80}'..='\u{2fdf}' // radicals
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}' // Hiragana, Katakana
            | '\u{3100}'..='\u{312f}' // Bopomofo
            | '\u{3130}'..='\u{318f}'
            | '\u{31a0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' // Han
            | '\u{4e00}'..='\u{9fff}'
            | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}' // Hangul
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::is_family_first;

    #[test]
    fn names_of_east_asia() {
        for (name, expected) in [
            ("佐藤 太郎", true),
            ("佐藤　太郎", true),
            ("佐々木 はるか", true),
            ("김 철수", true),
            ("王 小明", true),
            ("ジョン スミス", false),
            ("佐藤太郎", false),
            ("Taro Sato", false),
            ("Taro 佐藤", false),
            ("", false),
        ] {
            assert_eq!(is_family_first(name.split_whitespace()), expected, "{name}");
        }
    }
}
