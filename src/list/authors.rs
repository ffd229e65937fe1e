//! Shortens long lists of authors and keeps the person's own name.

use crate::model::{Name, Names};

/// The text shown for names that are left out in the middle of a list.
const GAP: &str = "[…]";

/// Shortens a list of names to the first `limit` of them and the one at `own`. Names left out between the first ones
/// and one's own name become an ellipsis in brackets, names left out at the end the style's "et al.".
pub(super) fn cut(names: &Names, limit: usize, own: Option<usize>) -> Names {
    let limit = limit.max(1);
    if names.list.len() <= limit {
        return names.clone();
    }
    let Some(own) = own.filter(|own| *own >= limit) else {
        return Names { list: names.list[..limit].to_vec(), truncated: true };
    };
    let before = limit - 1;
    let mut list = names.list[..before].to_vec();
    if own > before {
        list.push(Name::Literal(GAP.to_owned()));
    }
    list.push(names.list[own].clone());
    Names { list, truncated: names.truncated || own + 1 < names.list.len() }
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::model::{Name, Names};

    #[track_caller]
    fn cuts(count: usize, limit: usize, own: Option<usize>, expected: &str) {
        let list = (0..count).map(|index| Name::person(format!("N{index}"), "")).collect();
        let cut = cut(&Names { list, truncated: false }, limit, own);
        let mut shown: Vec<String> = cut.list.iter().map(Name::family_with_particles).collect();
        shown.extend(cut.truncated.then(|| "et al.".to_owned()));
        assert_eq!(shown.join(", "), expected);
    }

    #[test]
    fn short_lists_stay() {
        cuts(3, 3, Some(2), "N0, N1, N2");
    }

    #[test]
    fn long_lists_keep_the_first_names_and_ones_own() {
        cuts(9, 3, Some(1), "N0, N1, N2, et al.");
        cuts(9, 3, None, "N0, N1, N2, et al.");
        cuts(9, 3, Some(6), "N0, N1, […], N6, et al.");
        cuts(9, 3, Some(3), "N0, N1, […], N3, et al.");
        cuts(9, 3, Some(8), "N0, N1, […], N8");
        cuts(9, 1, Some(8), "[…], N8");
        cuts(9, 0, Some(0), "N0, et al.");
    }
}
