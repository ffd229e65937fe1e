//! Notices about works: a correction, a reply or a retraction has the title of the work it is about, and is another
//! work.

/// The kind of notice that a title indicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Notice {
    Addendum,
    Comment,
    Concern,
    Correction,
    Discussion,
    Editorial,
    Poster,
    Protocol,
    Rejoinder,
    Reply,
    Retraction,
    Supplement,
}

/// The beginnings of titles of notices, in lower case. A beginning that ends with a letter is only a notice if a colon,
/// a bracket or one of [`LINKS`] follows.
const BEGINNINGS: &[(&str, Notice)] = &[
    ("addendum", Notice::Addendum),
    ("author correction", Notice::Correction),
    ("author's reply", Notice::Reply),
    ("author reply", Notice::Reply),
    ("author's response", Notice::Reply),
    ("authors' reply", Notice::Reply),
    ("authors' response", Notice::Reply),
    ("authors reply", Notice::Reply),
    ("authors response", Notice::Reply),
    ("antwort", Notice::Reply),
    ("berichtigung", Notice::Correction),
    ("closure", Notice::Reply),
    ("comment", Notice::Comment),
    ("commentary", Notice::Comment),
    ("comments", Notice::Comment),
    ("correction", Notice::Correction),
    ("corrections", Notice::Correction),
    ("corrección", Notice::Correction),
    ("corrigenda", Notice::Correction),
    ("corrigendum", Notice::Correction),
    ("discussion", Notice::Discussion),
    ("editorial", Notice::Editorial),
    ("editorial expression of concern", Notice::Concern),
    ("errata", Notice::Correction),
    ("erratum", Notice::Correction),
    ("expression of concern", Notice::Concern),
    ("kommentar", Notice::Comment),
    ("poster", Notice::Poster),
    ("poster abstract", Notice::Poster),
    ("publisher correction", Notice::Correction),
    ("publisher's correction", Notice::Correction),
    ("rebuttal", Notice::Reply),
    ("rejoinder", Notice::Rejoinder),
    ("replik", Notice::Reply),
    ("reply", Notice::Reply),
    ("response", Notice::Reply),
    ("respuesta", Notice::Reply),
    ("retraction", Notice::Retraction),
    ("retraction note", Notice::Retraction),
    ("retraction notice", Notice::Retraction),
    ("supplement", Notice::Supplement),
    ("supplementary data", Notice::Supplement),
    ("supplementary information", Notice::Supplement),
    ("supplementary material", Notice::Supplement),
    ("supplementary materials", Notice::Supplement),
    ("réponse", Notice::Reply),
    ("withdrawal", Notice::Retraction),
];

/// Words between the kind of a notice and the title of the work it is about.
pub(super) const LINKS: &[&str] =
    &["to", "on", "of", "for", "by", "in", "regarding", "zu", "zum", "zur", "auf", "à", "al"];

/// The endings of titles of notices, in brackets or after a dash or a colon.
const ENDINGS: &[(&str, Notice)] = &[
    ("addendum", Notice::Addendum),
    ("comment", Notice::Comment),
    ("correction", Notice::Correction),
    ("corrigendum", Notice::Correction),
    ("discussion", Notice::Discussion),
    ("errata", Notice::Correction),
    ("erratum", Notice::Correction),
    ("poster", Notice::Poster),
    ("rejoinder", Notice::Rejoinder),
    ("reply", Notice::Reply),
    ("retraction", Notice::Retraction),
];

/// What publishers write before the title of a withdrawn work, which is still the same work.
const WITHDRAWN: &[&str] =
    &["retracted article:", "retracted:", "retracted article.", "withdrawn:", "withdrawn article:", "[retracted]"];

/// A title without the publisher's note that the work was withdrawn.
pub(super) fn without_withdrawal(title: &str) -> &str {
    let trimmed = title.trim();
    let mark =
        WITHDRAWN.iter().find(|mark| trimmed.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)));
    let rest = mark.map_or(trimmed, |mark| trimmed[mark.len()..].trim());
    ["(retracted)", "(retracted article)", "[retracted]"]
        .iter()
        .find_map(|mark| {
            let start = rest.len().checked_sub(mark.len())?;
            rest.get(start..)?.eq_ignore_ascii_case(mark).then(|| rest[..start].trim_end())
        })
        .unwrap_or(rest)
}

/// Returns the kind of notice with such a title, or `None` for the title of any other work.
pub(super) fn of(title: &str) -> Option<Notice> {
    let lower = title.trim().to_lowercase().replace('’', "'");
    let beginning = BEGINNINGS.iter().rev().find(|(words, _)| {
        lower.strip_prefix(words).is_some_and(|rest| {
            let rest = rest.trim_start();
            let next_word = rest.split_whitespace().next().unwrap_or_default();
            let next_word = next_word.trim_end_matches(|character: char| !character.is_alphanumeric());
            rest.starts_with([':', '.', '—', '–', '(', '[']) || LINKS.contains(&next_word)
        })
    });
    let protocol = || lower.trim_end_matches('.').ends_with("study protocol").then_some(Notice::Protocol);
    beginning.map(|(_, notice)| *notice).or_else(|| at_the_end(&lower)).or_else(protocol)
}

fn at_the_end(lower: &str) -> Option<Notice> {
    let sort = |words: &str| ENDINGS.iter().find(|(word, _)| *word == words).map(|(_, notice)| *notice);
    let separated =
        [": ", " - ", " – ", "—"].iter().filter_map(|sign| lower.rsplit_once(sign)).map(|(_, last)| last.trim());
    let mut separated = separated.map(|last| last.trim_end_matches('.'));
    if let Some(notice) = separated.find_map(|last| sort(last.strip_prefix("a ").unwrap_or(last))) {
        return Some(notice);
    }
    let inner = lower.trim_end_matches('.').strip_suffix([')', ']'])?;
    let start = inner.rfind(['(', '['])? + 1;
    let inner = inner[start..].trim();
    // Web of Science: "(vol 93, 042005, 2016)" after the title of the corrected work.
    if inner.strip_prefix("vol ").is_some_and(|rest| rest.matches(',').count() >= 2) {
        return Some(Notice::Correction);
    }
    sort(inner)
}

#[cfg(test)]
mod tests {
    use super::{Notice, of, without_withdrawal};

    #[test]
    fn notices_are_told_by_how_they_begin_or_end() {
        for (title, expected) in [
            ("Corrigendum to “Sleep”", Some(Notice::Correction)),
            ("Correction to: Sleep", Some(Notice::Correction)),
            ("Author Correction: Sleep", Some(Notice::Correction)),
            ("Sleep (vol 93, 042005, 2016)", Some(Notice::Correction)),
            ("Sleep [Erratum]", Some(Notice::Correction)),
            ("Sleep – Erratum", Some(Notice::Correction)),
            ("Sleep: a reply", Some(Notice::Reply)),
            ("Berichtigung zu: Schlaf", Some(Notice::Correction)),
            ("Editorial: Sleep", Some(Notice::Editorial)),
            ("Authors’ response: Sleep", Some(Notice::Reply)),
            ("Retraction Note: Sleep", Some(Notice::Retraction)),
            ("Sleep in nurses: study protocol", Some(Notice::Protocol)),
            ("Supplementary material for: Sleep", Some(Notice::Supplement)),
            ("Comment on Sleep", Some(Notice::Comment)),
            ("Response surfaces of sleep", None),
            ("Discussion groups", None),
            ("Sleep (2nd edition)", None),
            ("", None),
        ] {
            assert_eq!(of(title), expected, "{title}");
        }
    }

    #[test]
    fn a_withdrawn_work_is_the_same_work() {
        assert_eq!(without_withdrawal("RETRACTED ARTICLE: Sleep"), "Sleep");
        assert_eq!(without_withdrawal("Sleep (Retracted)"), "Sleep");
        assert_eq!(of(without_withdrawal("Retracted: Sleep")), None);
    }
}
