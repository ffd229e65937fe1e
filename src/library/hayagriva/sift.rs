//! Separates the fields of an entry that the crate accepts from the others.

use hayagriva::{Entry, Library};
use serde::Deserialize as _;
use serde_json::{Map, Value, json};

use crate::syntax::yaml::{At, Pair, Yaml};

/// The maximum nesting of parents.
const MAX_DEPTH: usize = 8;

/// A field that the crate rejects.
#[derive(Debug)]
pub(super) struct Refused {
    /// Its key, with the keys of the parents that contain it.
    pub(super) field: String,
    /// Its place.
    pub(super) at: At,
    /// The error message of the crate.
    pub(super) reason: String,
}

/// Returns the entry that the crate makes from a map, the map without the fields that it rejects, and these fields.
pub(super) fn sift(entry: &Yaml) -> (Entry, Yaml, Vec<Refused>) {
    if let Ok(typed) = typed(entry) {
        return (typed, entry.clone(), Vec::new());
    }
    let mut refused = Vec::new();
    let kept = without_refused(entry, "", "misc", 0, &mut refused);
    match typed(&kept) {
        Ok(entry) => (entry, kept, refused),
        // This cannot happen, since each of its fields is valid; an entry without fields makes no false claims.
        Err(reason) => {
            refused.push(Refused { field: "type".to_owned(), at: At::default(), reason });
            (Entry::new("", hayagriva::types::EntryType::Misc), Yaml::Map(Vec::new()), refused)
        }
    }
}

fn typed(entry: &Yaml) -> Result<Entry, String> {
    keyed("", entry)
}

/// Returns the entry that the crate makes of a map, under a key.
pub(super) fn keyed(key: &str, entry: &Yaml) -> Result<Entry, String> {
    let library = Library::deserialize(&json!({ key: entry.to_json() })).map_err(|error| error.to_string())?;
    library.into_iter().next().ok_or_else(|| "there is no entry".to_owned())
}

fn without_refused(entry: &Yaml, path: &str, default_type: &str, depth: usize, refused: &mut Vec<Refused>) -> Yaml {
    let takes = |pair: &Pair| {
        let mut alone = Map::from_iter([("type".to_owned(), Value::from("misc"))]);
        alone.insert(pair.key.clone(), pair.value.to_json());
        Library::deserialize(&json!({ "": alone })).map(|_| ()).map_err(|error| error.to_string())
    };
    let mut pairs: Vec<Pair> = Vec::new();
    for pair in entry.pairs() {
        let field = format!("{path}{}", pair.key);
        match takes(pair) {
            Ok(()) => pairs.push(pair.clone()),
            Err(_) if pair.key == "parent" && depth < MAX_DEPTH => {
                let parents = pair.value.items().iter().filter(|parent| matches!(parent, Yaml::Map(_)));
                let path = format!("{field}.");
                let parents = parents.map(|parent| without_refused(parent, &path, "", depth + 1, refused)).collect();
                pairs.push(Pair { value: Yaml::List(parents), ..pair.clone() });
            }
            Err(reason) => refused.push(Refused { field, at: pair.at, reason }),
        }
    }
    if !default_type.is_empty() && !pairs.iter().any(|pair| pair.key == "type") {
        if entry.get("type").is_none() {
            let at = entry.pairs().first().map(|pair| pair.at).unwrap_or_default();
            refused.push(Refused { field: "type".to_owned(), at, reason: "the entry has no type".to_owned() });
        }
        pairs.insert(0, crate::syntax::yaml::pair("type", Yaml::text(default_type)));
    }
    Yaml::Map(pairs)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::sift;
    use crate::syntax::yaml::Yaml;

    fn sifted(value: serde_json::Value) -> (serde_json::Value, Vec<String>) {
        let (_, kept, refused) = sift(&Yaml::from(&value));
        (kept.to_json(), refused.into_iter().map(|refused| refused.field).collect())
    }

    #[test]
    fn a_field_that_is_refused_costs_no_other() {
        let good = json!({ "type": "article", "title": "T", "date": 2020, "parent": { "title": "J" } });
        assert_eq!(sifted(good.clone()), (good, vec![]));
        let bad =
            json!({ "type": "article", "title": "T", "date": "soon", "parent": { "date": "never", "title": "J" } });
        let kept = json!({ "type": "article", "title": "T", "parent": [{ "title": "J" }] });
        assert_eq!(sifted(bad), (kept, vec!["date".to_owned(), "parent.date".to_owned()]));
        assert_eq!(sifted(json!({ "title": "T" })), (json!({ "type": "misc", "title": "T" }), vec!["type".to_owned()]));
        assert_eq!(sifted(json!({ "type": "tweet" })), (json!({ "type": "misc" }), vec!["type".to_owned()]));
    }
}
