//! N0922: a title that ends with a full stop.

use super::finding::Fix;
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Inline, Kind, Record, Text, TextVariable, Variable};

/// Shorter words at the end can be abbreviations: "Inc.", "et al.", "Jr.", "Suppl."
const LEAST: usize = 6;

/// The same for capitalised words, which are more often abbreviated: "Astrophys."
const LEAST_CAPITALISED: usize = 8;

/// Longer abbreviations.
const ABBREVIATIONS: &[&str] =
    &["approx", "suppl", "transl", "astrophys", "abstr", "commun", "proceed", "intern", "supplement"];

/// Finds "Attention is all you need." and removes the full stop.
pub(super) static LINT: Lint = Lint::record(Code::TitleFullStop, "title-full-stop", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    // Books, songs and web pages have such titles on purpose.
    let is_paper = matches!(record.kind, Kind::ArticleJournal | Kind::PaperConference | Kind::Article | Kind::Chapter);
    let title = record.plain_title();
    let Some(before) = title.strip_suffix('.').filter(|_| is_paper) else { return };
    let word = before.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    // In title case, the last word starts with a capital.
    let is_capitalised = word.starts_with(char::is_uppercase);
    let least = if is_capitalised { LEAST_CAPITALISED } else { LEAST };
    let is_word =
        word.chars().count() >= least && word.chars().skip(usize::from(is_capitalised)).all(char::is_lowercase);
    if !is_word
        || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
        || before.ends_with('.')
        || before.split_whitespace().count() < 3
    {
        return;
    }
    let fix = record.text(TextVariable::Title).and_then(without_last).map(|text| Fix::Text(TextVariable::Title, text));
    let finding = Finding::new(LINT.code, Variable::Text(TextVariable::Title), "the title ends with a full stop");
    findings.add(finding.shown_at(format!("{word}.")).fixed_by(fix));
}

/// The text without its last character, which is in a string.
fn without_last(text: &Text) -> Option<Text> {
    let mut inlines = text.inlines().to_vec();
    let last = inlines.pop()?;
    inlines.push(shorter(&last)?);
    Some(Text::from(inlines))
}

fn shorter(inline: &Inline) -> Option<Inline> {
    if let Inline::Str(text) = inline {
        return Some(Inline::Str(text.strip_suffix('.')?.to_owned()));
    }
    if matches!(inline, Inline::Tex(_)) {
        return None;
    }
    let (last, before) = inline.children()?.split_last()?;
    let mut children = before.to_vec();
    children.push(shorter(last)?);
    Some(inline.with_children(children))
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::fixed;
    use crate::model::{Inline, Kind, Record, TextVariable};

    fn after(title: Vec<Inline>) -> String {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, title);
        fixed(&LINT, &record).plain_title()
    }

    fn plain(title: &str) -> String {
        after(vec![Inline::Str(title.into())])
    }

    #[test]
    fn the_full_stop_goes() {
        assert_eq!(plain("On the recognition of emotions."), "On the recognition of emotions");
        assert_eq!(plain("A Study of Privilege Escalation."), "A Study of Privilege Escalation");
        let nested = vec![Inline::Str("On the ".into()), Inline::Em(vec![Inline::Str("emotions of insects.".into())])];
        assert_eq!(after(nested), "On the emotions of insects");
    }

    #[test]
    fn abbreviations_and_ellipses_keep_theirs() {
        for title in [
            "Research in the U.S.",
            "A reply to Doe et al.",
            "The case of Doe Inc.",
            "And then everything...",
            "Letters to Commun.",
            "Results of the Astrophys.",
            "Astérisque.",
        ] {
            assert_eq!(plain(title), title);
        }
    }
}
