//! Ranges of pages (CSL 1.0.2, appendix V "Page Range Formats").

use crate::csl::style::ir::PageRangeFormat;

/// Writes the ranges of a value in a format: the second number of each is shortened or completed, and the delimiter of
/// the language is between the two. Without a format, only the delimiter is set.
pub(in crate::csl) fn page_ranges(value: &str, format: Option<PageRangeFormat>, delimiter: &str) -> String {
    let mut result = String::with_capacity(value.len() + 4);
    let mut rest = value;
    loop {
        let end = rest.find([',', '&', ';']).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        let trimmed = piece.trim();
        match split_range(trimmed) {
            Some((first, second)) => {
                result.push_str(first);
                match second_number(first, second, format) {
                    Some(second) => {
                        result.push_str(delimiter);
                        result.push_str(&second);
                    }
                    None if has_hyphens_in_pages(trimmed) => {
                        result.push_str(delimiter);
                        result.push_str(second);
                    }
                    None => {
                        result.push('-');
                        result.push_str(second);
                    }
                }
            }
            None => result.push_str(&trimmed.replace("\\-", "-")),
        }
        let Some(separator) = after.chars().next() else { return result };
        result.push_str(match separator {
            ',' => ", ",
            '&' => " & ",
            _ => "; ",
        });
        rest = &after[1..];
        if rest.trim().is_empty() {
            result.truncate(result.trim_end().len());
            return result;
        }
    }
}

/// The two sides of a range: words or numbers with one hyphen or dash between them.
fn split_range(text: &str) -> Option<(&str, &str)> {
    if has_hyphens_in_pages(text) {
        return text.split_once('–').map(|(first, second)| (first.trim_end(), second.trim_start()));
    }
    let mut dashes =
        text.char_indices().filter(|(at, character)| matches!(character, '-' | '–') && !text[..*at].ends_with('\\'));
    let (at, dash) = dashes.next()?;
    let (first, second) = (text[..at].trim_end(), text[at + dash.len_utf8()..].trim_start_matches(['-', '–', ' ']));
    let has_more = second.contains(['-', '–']);
    (!first.is_empty() && !second.is_empty() && !has_more).then_some((first, second))
}

/// Whether one en dash is between two pages, and the hyphens are parts of these: "12-1–12-20".
fn has_hyphens_in_pages(text: &str) -> bool {
    let sides: Vec<&str> = text.split('–').map(|side| side.trim().trim_matches('-')).collect();
    matches!(sides[..], [first, second] if !first.is_empty() && !second.is_empty())
        && sides.iter().any(|side| side.contains('-') && !side.contains("\\-"))
}

/// The prefix of letters and the digits of a page: "e" and "1004" of "e1004". `None` if there are other characters.
fn prefix_and_digits(page: &str) -> Option<(&str, &str)> {
    let at = page.find(|character: char| character.is_ascii_digit())?;
    let (prefix, digits) = page.split_at(at);
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some((prefix, digits))
}

/// The second number of a range in a format; `None` if the two are not a range of numbers, and the hyphen is part of a
/// name.
fn second_number(first: &str, second: &str, format: Option<PageRangeFormat>) -> Option<String> {
    if is_roman(first) && is_roman(second) {
        return Some(second.to_owned());
    }
    let (Some((prefix, first)), Some((second_prefix, second))) = (prefix_and_digits(first), prefix_and_digits(second))
    else {
        let is_both = |is: fn(&str) -> bool| is(first) && is(second);
        return (is_both(is_lettered) || is_both(is_in_article)).then(|| second.to_owned());
    };
    if second_prefix != prefix {
        // "A12–B3" is a range from one part to another, in "n11564-1568" the hyphen may be part of a name.
        let has_letters = |prefix: &str| !prefix.is_empty() && prefix.chars().all(char::is_alphabetic);
        let are_parts = has_letters(prefix) && has_letters(second_prefix);
        return are_parts.then(|| format!("{second_prefix}{second}"));
    }
    let as_given = Some(format!("{second_prefix}{second}"));
    let Some(format) = format else { return as_given };
    // "42–9" means 42–49, "N110–N5" means N110–N115.
    let full = if second.len() < first.len() {
        format!("{}{second}", &first[..first.len() - second.len()])
    } else {
        second.to_owned()
    };
    let (Ok(low), Ok(high)) = (first.parse::<u128>(), full.parse::<u128>()) else { return as_given };
    if high < low {
        return as_given;
    }
    Some(match format {
        PageRangeFormat::Expanded => format!("{prefix}{full}"),
        _ if first.len() != full.len() => format!("{prefix}{full}"),
        PageRangeFormat::Minimal => shortened(first, &full, 1),
        PageRangeFormat::MinimalTwo => shortened(first, &full, 2),
        PageRangeFormat::Chicago15 => chicago(first, low, &full, true),
        PageRangeFormat::Chicago16 => chicago(first, low, &full, false),
    })
}

/// Whether a text is digits with letters after them, such as "12a", or a Roman numeral.
fn is_lettered(text: &str) -> bool {
    let letters = text.trim_start_matches(|character: char| character.is_ascii_digit());
    is_roman(text) || letters.len() < text.len() && letters.chars().all(char::is_alphabetic)
}

/// Whether a text is the number of an article and that of a page in it: "12:1".
fn is_in_article(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(':').is_some_and(|(article, page)| is_number(article) && is_number(page))
}

/// Returns the first page of a value: the text before a dash or a separator of pages.
pub(in crate::csl) fn first_page(pages: &str) -> &str {
    let pages = without_label(pages);
    let range = &pages[..pages.find([',', ';', '&']).unwrap_or(pages.len())];
    if has_hyphens_in_pages(range) {
        return range.split('–').next().unwrap_or_default().trim();
    }
    let is_end = |(at, character): &(usize, char)| {
        matches!(character, '-' | '–' | '—' | ',' | ';' | '&' | ' ') && !pages[..*at].ends_with('\\')
    };
    let end = pages.char_indices().find(is_end).map_or(pages.len(), |(at, _)| at);
    &pages[..end]
}

/// Pages without the label that a source put before them, "pp. 12–15": styles have their own.
pub(in crate::csl) fn unlabelled(pages: &str) -> &str {
    let word_end = pages.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(pages.len());
    let word = &pages[..word_end];
    let is_label = ["p", "pp", "page", "pages", "pg", "pgs"].iter().any(|label| label.eq_ignore_ascii_case(word));
    if is_label { without_label(pages) } else { pages }
}

/// Pages without a word before them: "pp. 12–15", "p.12", "Seite 12".
fn without_label(pages: &str) -> &str {
    let behind_word = pages.trim_start_matches(char::is_alphabetic);
    if behind_word.len() == pages.len() {
        return pages;
    }
    let has_stop = behind_word.starts_with('.');
    let rest = behind_word.strip_prefix('.').unwrap_or(behind_word);
    let number = rest.trim_start();
    let is_label = number.starts_with(|character: char| character.is_ascii_digit())
        || has_stop && number.starts_with(char::is_alphabetic);
    if is_label && (has_stop || number.len() < rest.len()) { number } else { pages }
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| "ivxlcdmIVXLCDM".contains(character))
}

/// The digits that differ, but at least this number of digits.
fn shortened(first: &str, full: &str, least: usize) -> String {
    let shared = first.bytes().zip(full.bytes()).take_while(|(one, other)| one == other).count();
    full[shared.min(full.len().saturating_sub(least))..].to_owned()
}

/// The rules of the Chicago Manual of Style, 15th edition (§ 17.133) or 16th (§ 9.60).
fn chicago(first: &str, low: u128, full: &str, is_15th: bool) -> String {
    if low < 100 || low.is_multiple_of(100) {
        return full.to_owned();
    }
    if low % 100 < 10 {
        return shortened(first, full, 1);
    }
    let changed = shortened(first, full, 2);
    // If three of four digits change, the 15th edition prints all four.
    if is_15th && first.len() == 4 && changed.len() >= 3 { full.to_owned() } else { changed }
}
