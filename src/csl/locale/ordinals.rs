//! The suffixes of ordinal numbers (CSL 1.0.2, "Ordinal Suffixes").

use crate::csl::style::ir::{Gender, LocaleData, OrdinalMatch, Term};

/// The ordinal terms that apply. A locale that has any of them replaces all previous ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Ordinals {
    /// `ordinal`, for every number without a more specific term; one for each gender.
    general: Vec<Term>,
    /// `ordinal-00` to `ordinal-99`, with the number.
    special: Vec<(u64, Term)>,
}

impl Ordinals {
    pub(super) fn merge(&mut self, data: &LocaleData) {
        let mut found = Self::default();
        for term in &data.terms {
            if &*term.name == "ordinal" {
                found.general.push(term.clone());
            } else if let Some(number) = term.name.strip_prefix("ordinal-").and_then(|number| number.parse().ok()) {
                found.special.push((number, term.clone()));
            }
        }
        if !found.general.is_empty() || !found.special.is_empty() {
            *self = found;
        }
    }

    pub(super) fn suffix(&self, number: u64, gender: Option<Gender>) -> &str {
        if self.general.is_empty() {
            return self.suffix_of_version_1(number, gender);
        }
        let mut best: Option<(u8, &Term)> = None;
        for (of, term) in &self.special {
            let matches = term.matches.unwrap_or(match of {
                0..=9 => OrdinalMatch::LastDigit,
                _ => OrdinalMatch::LastTwoDigits,
            });
            let (is_for, exactness) = match matches {
                OrdinalMatch::LastDigit => (number % 10 == *of, 1),
                OrdinalMatch::LastTwoDigits => (number % 100 == *of, 2),
                OrdinalMatch::WholeNumber => (number == *of, 3),
            };
            let of_gender = match term.gender_form {
                form if form == gender => 1,
                None => 0,
                Some(_) => continue,
            };
            let rank = exactness * 2 + of_gender;
            if is_for && best.is_none_or(|(known, _)| rank > known) {
                best = Some((rank, term));
            }
        }
        let general = || {
            let of = |gender: Option<Gender>| self.general.iter().find(|term| term.gender_form == gender);
            of(gender).or_else(|| of(None))
        };
        best.map(|(_, term)| term).or_else(general).map_or("", |term| &term.single)
    }

    /// CSL 1.0 had four terms: for 1, 2 and 3, and for all other numbers, which include 11 to 13.
    fn suffix_of_version_1(&self, number: u64, gender: Option<Gender>) -> &str {
        let wanted = match (number % 100, number % 10) {
            (11..=13, _) => 4,
            (_, last @ 1..=3) => last,
            _ => 4,
        };
        let of =
            |gender: Option<Gender>| self.special.iter().find(|(of, term)| *of == wanted && term.gender_form == gender);
        of(gender).or_else(|| of(None)).map_or("", |(_, term)| &term.single)
    }
}
