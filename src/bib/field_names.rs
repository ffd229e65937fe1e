//! The names of an entry's fields, whose letter case does not matter.

use std::borrow::Cow;
use std::collections::HashSet;

/// The names of an entry's fields seen so far, in lower case.
#[derive(Default)]
pub(super) struct SeenNames<'a> {
    few: Vec<Cow<'a, str>>,
    many: HashSet<Cow<'a, str>>,
}

impl<'a> SeenNames<'a> {
    /// Adds a name, and returns false if it was already there. Most entries have so few fields that a linear search is
    /// the fastest.
    pub(super) fn insert(&mut self, name: Cow<'a, str>) -> bool {
        const FEW: usize = 32;
        if self.few.contains(&name) || self.many.contains(&name) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(name);
            true
        } else {
            self.many.insert(name)
        }
    }
}

/// Returns a name in lower case; most names already are.
pub(super) fn in_lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

#[cfg(test)]
mod tests {
    use super::{SeenNames, in_lower_case};

    #[test]
    fn a_name_is_new_once_however_many_there_are() {
        let names: Vec<String> = (0..100).map(|number| format!("Field{number}")).collect();
        let mut seen = SeenNames::default();
        assert!(names.iter().all(|name| seen.insert(in_lower_case(name))));
        assert!(names.iter().all(|name| !seen.insert(name.to_lowercase().into())));
    }
}
