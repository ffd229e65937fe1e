//! What the marks of names mean, and which of them cannot be understood.

use super::contributions::Contribution;
use super::numbering;
use super::people::{MarkedPerson, Role};
use super::prepare::Prepared;
use super::words::Words;
use crate::diag::{Code, Diagnostic, Sink};
use crate::markup::Block;
use crate::model::{Inline, Name, Text};

fn shows(prepared: &[Prepared], contribution: Contribution) -> bool {
    prepared.iter().any(|prepared| prepared.shows_contribution(contribution))
}

/// Reports signs of people that can be confused with others, and owners whom the style's "et al." hides.
pub(super) fn report_marks(people: &[MarkedPerson], prepared: &[Prepared], words: &Words, diag: &mut dyn Sink) {
    for (place, person) in people.iter().enumerate() {
        let is_shown = || prepared.iter().any(|prepared| prepared.shows(place));
        for contribution in Contribution::ALL.iter().filter(|one| person.mark.signs.contains(one.sign())) {
            if shows(prepared, *contribution) && is_shown() {
                let (sign, meaning) = (contribution.sign(), contribution.legend(words));
                let whose = person.names.first().map(Name::to_display_order).unwrap_or_default();
                let message = format!("the sign “{sign}” of {whose} also means “{meaning}”");
                diag.report(Diagnostic::new(Code::SignTwice, message));
            }
        }
        let hidden = prepared.iter().filter(|prepared| prepared.hides(place)).count();
        if person.role == Role::Owner && hidden > 0 {
            let works = if hidden == 1 { "one work".to_owned() } else { format!("{hidden} works") };
            let whose = person.names.first().map(Name::to_display_order).unwrap_or_default();
            let message = format!("the style does not show the author {whose} in {works}");
            let report = Diagnostic::new(Code::OwnerNotShown, message);
            diag.report(report.hint("to keep the name, limit the number of authors: --authors COUNT"));
        }
    }
}

/// The meanings of the signs and styles of names, if any work shows them.
pub(super) fn legend(people: &[MarkedPerson], prepared: &[Prepared], words: &Words) -> Option<Block> {
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    for contribution in Contribution::ALL.iter().filter(|one| shows(prepared, **one)) {
        let sign = Inline::Sup(vec![Inline::Str(contribution.sign().to_string())]);
        parts.push(vec![sign, Inline::Str(format!(" {}", contribution.legend(words)))]);
    }
    for (place, person) in people.iter().enumerate() {
        let Some(text) = &person.legend else { continue };
        let part = numbering::marked(text, &person.mark);
        // Several people may have the same mark, such as all students.
        if !parts.contains(&part) && prepared.iter().any(|prepared| prepared.shows(place)) {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        return None;
    }
    let separated = parts.into_iter().enumerate().flat_map(|(index, part)| {
        let separator = (index > 0).then(|| Inline::Str("; ".to_owned()));
        separator.into_iter().chain(part)
    });
    Some(Block::Paragraph(Text::from(separated.collect::<Vec<_>>())))
}
