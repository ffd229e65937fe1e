//! Marks in lists of names: the signs of affiliations and contributions after a name, and emphasis around it. They are
//! not part of the name. Neither are the numbers by which dblp tells people of one name apart.
//!
//! A sign is raised (`Doe$^{*}$`, `Doe\textsuperscript{1}`) or one that no name has (`Doe*`, `Doe†`), and ends a word.
//! Raised letters after a short word abbreviate it (`M\textsuperscript{a}`, Spanish for María) and are no sign.

use std::borrow::Cow;

/// Commands for signs, as they are in raised text.
const SIGNS: &[&str] = &[
    "dagger",
    "ddagger",
    "dag",
    "ddag",
    "textdagger",
    "textdaggerdbl",
    "ast",
    "star",
    "textasteriskcentered",
    "sharp",
    "diamond",
    "bullet",
    "S",
    "P",
];

/// Commands whose argument is a note about the person and not printed with the name.
const NOTES: &[&str] = &[
    "thanks",
    "footnote",
    "footnotemark",
    "inst",
    "IEEEauthorrefmark",
    "IEEEmembership",
    "orcidlink",
    "orcidID",
    "corref",
    "fnref",
];

/// Commands that emphasise their argument.
const EMPHASIS: &[&str] = &["textbf", "textit", "emph", "underline", "uline", "mkbibbold", "mkbibemph", "mkbibitalic"];

/// Commands that emphasise the rest of their group.
const SWITCHES: &[&str] = &["bf", "bfseries", "it", "itshape", "em"];

/// The maximum length of a note or a group of signs in bytes.
const LONGEST: usize = 1000;

/// The fewest letters of a word that a raised letter does not abbreviate.
const LONG: usize = 3;

/// A name without its marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare<'a> {
    pub(super) name: Cow<'a, str>,
    /// Whether a mark says that people contributed equally: an asterisk, or a note with this word.
    pub(super) is_equal: bool,
}

/// Returns a name without its marks; `None` if it has none.
pub(super) fn without_marks(name: &str) -> Option<Bare<'_>> {
    let Some(name) = without_number(name) else { return without_signs_or_emphasis(name) };
    let unsigned = without_signs_or_emphasis(&name).map(|bare| (bare.name.into_owned(), bare.is_equal));
    let (name, is_equal) = unsigned.unwrap_or((name, false));
    Some(Bare { name: Cow::Owned(name), is_equal })
}

/// Returns a name without the number by which dblp tells people of one name apart, as in "Wei Wang 0001"
/// (<https://dblp.org/faq/1474704.html>).
fn without_number(name: &str) -> Option<String> {
    let end = name.find(',').unwrap_or(name.len());
    let family = name[..end].trim_end();
    let before = family.len().checked_sub(4).filter(|start| family.is_char_boundary(*start))?;
    let (name_alone, number) = family.split_at(before);
    let is_number = number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = is_number && name_alone.ends_with([' ', '~', '\n', '\t']) && !name_alone.starts_with('{');
    is_word.then(|| {
        name_alone.trim_end_matches(|last: char| last.is_whitespace() || last == '~').to_owned() + &name[end..]
    })
}

fn without_signs_or_emphasis(name: &str) -> Option<Bare<'_>> {
    // Most names are plain.
    let may_be_sign = |byte: u8| matches!(byte, b'\\' | b'$' | b'*' | b'+') || !byte.is_ascii();
    let has_sign = |character: char| character == '\\' || character == '$' || is_sign(character);
    if !name.bytes().any(may_be_sign) || !name.contains(has_sign) {
        return None;
    }
    let (mut bare, mut is_marked) = (Bare { name: Cow::Borrowed(name), is_equal: false }, false);
    // Emphasis may be around signs, and signs may follow emphasis.
    for _ in 0..4 {
        let inside = emphasised(&bare.name).map(str::to_owned);
        let emphasis = inside.is_some();
        bare.name = inside.map_or(bare.name, Cow::Owned);
        // In braces are the names of groups, which may have any sign.
        let unsigned = if whole_group(&bare.name).is_some() { None } else { without_signs(&bare.name) };
        if !emphasis && unsigned.is_none() {
            break;
        }
        is_marked = true;
        if let Some((name, is_equal)) = unsigned {
            bare.is_equal |= is_equal;
            bare.name = Cow::Owned(name);
        }
    }
    (is_marked && bare.name.contains(char::is_alphabetic)).then_some(bare)
}

/// Returns the text that is emphasised, if that is all of a name.
fn emphasised(name: &str) -> Option<&str> {
    let name = name.trim();
    if let Some(rest) = name.strip_prefix('{') {
        let inside = whole_group(name)?.trim();
        let switch = rest.strip_prefix('\\').map(|rest| &rest[..letters(rest)]).filter(|name| SWITCHES.contains(name));
        return match switch {
            Some(switch) => Some(inside[1 + switch.len()..].trim_start()),
            None => emphasised(inside),
        };
    }
    let rest = name.strip_prefix('\\')?;
    let (command, argument) = rest.split_at(letters(rest));
    EMPHASIS.contains(&command).then(|| whole_group(argument.trim_start()))?
}

/// Returns a name without the signs that end its words, and whether one of them says that people contributed equally.
fn without_signs(name: &str) -> Option<(String, bool)> {
    let mut bare = String::with_capacity(name.len());
    let (mut rest, mut is_marked, mut is_equal, mut depth) = (name, false, false, 0_usize);
    while let Some(next) = rest.chars().next() {
        match sign_at(rest, &bare).filter(|_| depth == 0) {
            Some(sign) if bare.is_empty() || ends_word(&rest[sign.length..]) => {
                rest = &rest[sign.length..];
                (is_marked, is_equal) = (true, is_equal || sign.is_equal);
                // A sign may stand apart from the name.
                if rest.is_empty() || rest.starts_with(',') {
                    bare.truncate(bare.trim_end().len());
                }
            }
            _ => {
                // The character after a backslash is part of a command.
                let length = match rest[next.len_utf8()..].chars().next() {
                    Some(escaped) if next == '\\' => 1 + escaped.len_utf8(),
                    _ => next.len_utf8(),
                };
                depth = match next {
                    '{' => depth + 1,
                    '}' => depth.saturating_sub(1),
                    _ => depth,
                };
                bare.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
    }
    is_marked.then(|| (bare.trim().to_owned(), is_equal))
}

/// Whether a word ends before a text: white space, a separator, the end of a group or another sign follows.
fn ends_word(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with(|next: char| next.is_whitespace() || "~,}".contains(next))
        || sign_at(rest, "aaa").is_some_and(|sign| ends_word_once(&rest[sign.length..]))
}

/// As [`ends_word`], without a look at further signs, so that the time stays linear.
fn ends_word_once(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(|next: char| !next.is_alphanumeric())
}

struct Sign {
    length: usize,
    is_equal: bool,
}

/// Returns the sign with which a text starts, given the text before it.
fn sign_at(rest: &str, before: &str) -> Option<Sign> {
    let first = rest.chars().next()?;
    let raised = |content: &str, length: usize| {
        let is_sign = is_raised_sign(content, before);
        is_sign.then(|| Sign { length, is_equal: content.contains(['*', '∗']) || content.contains("\\ast") })
    };
    match first {
        '*' | '∗' => Some(Sign { length: first.len_utf8(), is_equal: true }),
        _ if is_sign(first) => Some(Sign { length: first.len_utf8(), is_equal: false }),
        '{' => {
            let content = group(rest).filter(|content| content.starts_with('$'))?;
            let sign = sign_at(content, before).filter(|sign| sign.length == content.len())?;
            Some(Sign { length: content.len() + 2, ..sign })
        }
        '$' => {
            let end = rest.bytes().skip(1).take(LONGEST).position(|byte| byte == b'$')?;
            let formula = &rest[1..1 + end];
            let content = formula.trim().trim_start_matches("{}").strip_prefix('^')?;
            raised(content, formula.len() + 2)
        }
        '\\' => {
            let name = &rest[1..1 + letters(&rest[1..])];
            let after = &rest[1 + name.len()..];
            let start = 1 + name.len();
            if name == "textsuperscript" {
                let content = group(after)?;
                return raised(content, start + content.len() + 2);
            }
            if NOTES.contains(&name) {
                let end = after.bytes().take(LONGEST).position(|byte| byte == b']').filter(|_| after.starts_with('['));
                let option = end.map_or(0, |end| end + 1);
                let argument = group(&after[option..]);
                let is_equal = argument.is_some_and(|note| note.to_lowercase().contains("equal"));
                return Some(Sign { length: start + option + argument.map_or(0, |note| note.len() + 2), is_equal });
            }
            let is_sign = SIGNS.contains(&name) && name.len() > 1;
            is_sign.then(|| Sign { length: start, is_equal: name.contains("ast") })
        }
        _ => None,
    }
}

/// Whether raised text consists of signs: numbers, single letters, asterisks, daggers and the like.
fn is_raised_sign(content: &str, before: &str) -> bool {
    let mut rest = content;
    let (mut has_letter, mut has_sign) = (false, false);
    while let Some(next) = rest.chars().next() {
        rest = &rest[next.len_utf8()..];
        match next {
            '\\' => {
                let name = &rest[..letters(rest)];
                if !(SIGNS.contains(&name) || name.is_empty() && rest.starts_with(['*', '#'])) {
                    return false;
                }
                rest = &rest[name.len().max(1)..];
                has_sign = true;
            }
            // A formula inside raised text: `\textsuperscript{$\dagger$}`.
            '$' | '^' | '{' | '}' | ',' | ' ' | ';' => {}
            _ if next.is_ascii_digit() || is_sign(next) || next == '#' => has_sign = true,
            _ if next.is_ascii_alphabetic() && !rest.starts_with(char::is_alphabetic) => has_letter = true,
            _ => return false,
        }
    }
    let letters_before = before.chars().rev().take_while(|character| character.is_alphabetic()).count();
    has_sign || has_letter && letters_before >= LONG
}

/// Whether a character is a sign in any text outside braces.
pub(super) fn is_sign(character: char) -> bool {
    matches!(character, '*' | '+' | '∗' | '†' | '‡' | '§' | '¶' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The number of ASCII letters at the start of a text.
fn letters(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphabetic).count()
}

/// Returns the content of the group with which a text starts.
fn group(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (index, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'{' => depth += 1,
            _ if depth == 0 => return None,
            b'}' if depth == 1 => return Some(&text[1..index]),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Returns the content of a text that is a single group.
fn whole_group(text: &str) -> Option<&str> {
    group(text).filter(|inside| inside.len() + 2 == text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::without_marks;

    fn bare(name: &str) -> Option<(String, bool)> {
        without_marks(name).map(|bare| (bare.name.into_owned(), bare.is_equal))
    }

    #[test]
    fn signs_and_emphasis_are_taken_off() {
        for (name, expected, is_equal) in [
            ("Doe$^{*}$, J.", "Doe, J.", true),
            ("Doe, J.$^{1,*}$", "Doe, J.", true),
            ("Jane Doe\\textsuperscript{1}", "Jane Doe", false),
            ("Doe\\textsuperscript{a,b}, Jane", "Doe, Jane", false),
            ("Doe\\textsuperscript{$\\dagger$}, K.", "Doe, K.", false),
            ("Doe, K.\\textsuperscript{$^{*}$}", "Doe, K.", true),
            ("Doe$^\\dagger$, K.", "Doe, K.", false),
            ("Doe${}^{\\ast\\dagger}$, K.", "Doe, K.", true),
            ("Doe{$^{2}$}, K.", "Doe, K.", false),
            ("Doe*, L.", "Doe, L.", true),
            ("Doe, L. *", "Doe, L.", true),
            ("Doe+, L.", "Doe, L.", false),
            ("*Doe, L.", "Doe, L.", true),
            ("Doe†‡, L.¹", "Doe, L.", false),
            ("Jane Doe\\dag", "Jane Doe", false),
            ("J. Doe\\thanks{Corresponding author}", "J. Doe", false),
            ("J. Doe\\thanks{These authors contributed equally.}", "J. Doe", true),
            ("J. Doe\\footnotemark[1]", "J. Doe", false),
            ("\\textbf{Doe, Jane}", "Doe, Jane", false),
            ("{\\bf Doe, J.}", "Doe, J.", false),
            ("{\\textbf{Doe, J.}}", "Doe, J.", false),
            ("\\underline{\\textbf{J. Doe}}$^*$", "J. Doe", true),
            ("\\textbf{Doe$^{*}$, Jane}", "Doe, Jane", true),
            ("Lu{\\'{\\i}}s Doe 0001", "Lu{\\'{\\i}}s Doe", false),
            ("Doe 0012, Jane", "Doe, Jane", false),
            ("Jane Doe* 0001", "Jane Doe", true),
        ] {
            assert_eq!(bare(name), Some((expected.to_owned(), is_equal)), "{name}");
        }
    }

    #[test]
    fn what_is_part_of_a_name_stays() {
        for name in [
            "Doe, Jane",
            "M\\textsuperscript{c}Donald, A.",
            "Garc{\\'\\i}a, M\\textsuperscript{a}",
            "Doe, J\\textsuperscript{r}",
            "{ATLAS$^2$Lab}",
            "{ATLAS*}",
            "{Doe*}, J.",
            "$\\alpha$ Group",
            "O*Neil, A.",
            "{\\'E}mile Zola",
            "\\textbf{Doe}, Jane",
            "{\\o}rsted, H.",
            "{\\bf Doe}, J.",
            "Agent 1007",
            "{Agent 0007}",
            "0001",
            "*",
            "{}",
            "\\",
        ] {
            assert_eq!(bare(name), None, "{name}");
        }
    }

    #[test]
    fn many_signs_take_linear_time() {
        let stars = format!("Doe{}", "*".repeat(100_000));
        assert_eq!(bare(&stars), Some(("Doe".to_owned(), true)));
        for piece in ["$^", "*{", "\\footnote[", "\\thanks{", "$"] {
            bare(&piece.repeat(100_000));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[*†$^{}\\\\a-z, é]*|\\PC*") {
            without_marks(&text);
        }
    }
}
