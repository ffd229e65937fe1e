//! The type of a work: the leader (<https://www.loc.gov/marc/bibliographic/bdleader.html>), positions 6 and 7, and field 008.

use super::element::Marc;
use crate::model::Kind;
use crate::values::kinds::KindEvidence;

/// The types of records of other formats of MARC: of authorities, holdings, classes and communities
/// (<https://www.loc.gov/marc/authority/adleader.html> and the like).
const OTHER_FORMATS: [char; 7] = ['z', 'u', 'v', 'x', 'y', 'w', 'q'];

/// Whether a record is in the format for works, as far as its leader says.
pub(super) fn is_bibliographic(marc: Marc<'_>) -> bool {
    marc.leader().chars().nth(6).is_none_or(|of_record| !OTHER_FORMATS.contains(&of_record))
}

/// The types of records (leader, position 6) that are not text.
const TYPES: &[(char, Kind)] = &[
    ('c', Kind::MusicalScore),
    ('d', Kind::MusicalScore),
    ('e', Kind::Map),
    ('f', Kind::Map),
    ('g', Kind::MotionPicture),
    ('i', Kind::Song),
    ('j', Kind::Song),
    ('k', Kind::Graphic),
    ('m', Kind::Software),
];

/// Returns the type of a work.
pub(super) fn kind(marc: Marc<'_>) -> KindEvidence {
    let leader = marc.leader();
    let at = |text: &str, position: usize| text.chars().nth(position).unwrap_or(' ');
    let (of_record, level) = (at(&leader, 6), at(&leader, 7));
    let fixed = marc.control("008").unwrap_or_default();
    if let Some((_, kind)) = TYPES.iter().find(|(letter, _)| *letter == of_record) {
        // 008, position 26: the type of a computer file; "a" is numeric data.
        let is_data = *kind == Kind::Software && at(&fixed, 26) == 'a';
        return KindEvidence::stated(if is_data { Kind::Dataset } else { *kind });
    }
    // 008, positions 24 to 27: the nature of the contents; "m" is a thesis.
    let is_thesis = matches!(level, 'm' | ' ') && (24..28).any(|position| at(&fixed, position) == 'm');
    if marc.field("502").is_some() || is_thesis {
        return KindEvidence::stated(Kind::Thesis);
    }
    let host = marc.field("773");
    match (level, host) {
        ('s' | 'i', _) => KindEvidence::stated(Kind::Periodical),
        ('b', _) => KindEvidence::stated(Kind::ArticleJournal),
        ('a', Some(host)) if host.subfield('z').is_some() => {
            KindEvidence::inferred(Kind::Chapter, "it is a part of a work with an ISBN")
        }
        ('a', Some(host)) if host.subfield('x').is_some() || host.subfield('g').is_some() => {
            KindEvidence::inferred(Kind::ArticleJournal, "it is a part of a work with an ISSN or numbers")
        }
        ('a', _) => KindEvidence::inferred(Kind::Chapter, "it is a part of another work"),
        // 008, position 29: whether the work consists of the papers of a conference.
        _ if at(&fixed, 29) == '1' => KindEvidence::stated(Kind::Collection),
        _ if of_record == 't' => KindEvidence::stated(Kind::Manuscript),
        ('m', _) => KindEvidence::stated(Kind::Book),
        (_, Some(_)) => KindEvidence::inferred(Kind::ArticleJournal, "it is a part of another work"),
        _ => KindEvidence::inferred(Kind::Book, "most records of catalogues are of books"),
    }
}
