//! The dialect of Crossref's content negotiation (`application/vnd.citationstyles.csl+json`): members of Crossref's own
//! format are mixed with those of CSL, with lists of objects where CSL has texts.
//! <https://www.crossref.org/documentation/retrieve-metadata/content-negotiation/>

use serde_json::Value;

use crate::markup::to_micro_html;
use crate::syntax::json::members::Members;
use crate::values::markup;

/// The members that identify an item of Crossref's: data about its own processing of the work.
const TELLING: [&str; 4] = ["indexed", "deposited", "reference-count", "is-referenced-by-count"];

/// The members whose values were deposited as XML: JATS, MathML, character references.
const MARKED_UP: [&str; 6] =
    ["title", "subtitle", "abstract", "container-title", "container-title-short", "original-title"];

/// Converts the members of an item of Crossref's to those of CSL; members already in CSL's form do not change.
pub(super) fn bring_to_csl(members: &mut Members) {
    if !TELLING.iter().any(|name| members.contains(name)) {
        return;
    }
    let mut added: Vec<(String, Value)> = Vec::new();
    for (name, value) in &mut members.0 {
        match (name.as_str(), &*value) {
            (name, _) if MARKED_UP.contains(&name) => {
                let is_xml = |text: &String| text.contains(['<', '&', '$']);
                if let Some(text) = first_text(value).filter(is_xml) {
                    *value = to_micro_html(&markup::text(&text)).into();
                }
            }
            ("license", Value::Array(licenses)) => *value = license(licenses),
            ("event", Value::Object(event)) => {
                let place = event.get("location").and_then(Value::as_str).unwrap_or_default();
                added.push(("event-place".to_owned(), place.into()));
                *value = event.get("name").cloned().unwrap_or_default();
            }
            ("short-title", _) => "title-short".clone_into(name),
            ("short-container-title", _) => "container-title-short".clone_into(name),
            ("article-number", _) => "number".clone_into(name),
            _ => {}
        }
    }
    join_subtitle(members);
    for (name, value) in added {
        if !members.contains(&name) {
            members.push(name, value);
        }
    }
}

/// Returns the address of the licence of the published version, or of the first licence.
fn license(licenses: &[Value]) -> Value {
    let url = |license: &Value| license.get("URL").or_else(|| license.get("url")).cloned();
    let of_record = |license: &&Value| license.get("content-version").and_then(Value::as_str) == Some("vor");
    let found = licenses.iter().find(of_record).and_then(url).or_else(|| licenses.iter().find_map(url));
    match (found, licenses.first()) {
        (Some(url), _) => url,
        (None, Some(Value::String(text))) => text.as_str().into(),
        (None, _) => Value::Null,
    }
}

/// Appends the subtitle to the title, after a colon, as CSL requires.
fn join_subtitle(members: &mut Members) {
    let is_subtitle = |(name, value): &(String, Value)| name == "subtitle" && (value.is_array() || value.is_string());
    let Some(index) = members.0.iter().position(is_subtitle) else { return };
    let (_, subtitle) = members.0.remove(index);
    let Some(subtitle) = first_text(&subtitle).filter(|text| !text.trim().is_empty()) else { return };
    let Some((_, title)) = members.0.iter_mut().find(|(name, _)| name == "title") else { return };
    if let Some(text) = first_text(title).filter(|title| !title.ends_with(&subtitle)) {
        *title = format!("{}: {subtitle}", text.trim_end_matches(':')).into();
    }
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => list.first().and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::bring_to_csl;
    use crate::syntax::json::members::Members;

    fn brought(value: Value) -> Value {
        let mut members = Members(value.as_object().unwrap().clone().into_iter().collect());
        bring_to_csl(&mut members);
        Value::Object(members.0.into_iter().collect())
    }

    #[test]
    fn lists_of_objects_are_texts() {
        let item = json!({
            "indexed": {}, "title": "Tides &amp; <mml:math><mml:mi>N</mml:mi></mml:math>", "subtitle": ["A study"],
            "short-title": ["T"],
            "license": [{ "URL": "a", "content-version": "am" }, { "URL": "b", "content-version": "vor" }],
            "event": { "name": "Tide Conference", "location": "Bergen" }, "article-number": "042",
        });
        let expected = json!({
            "indexed": {}, "title": "Tides & <span class=\"math\" data-tex=\"N\">N</span>: A study", "title-short": ["T"],
            "license": "b", "event": "Tide Conference", "event-place": "Bergen", "number": "042",
        });
        assert_eq!(brought(item), expected);
    }

    #[test]
    fn what_is_csl_stays() {
        for item in [
            json!({ "title": "T", "license": "CC BY", "event": "E", "event-place": "P" }),
            json!({ "title": ["T"], "subtitle": { "x": 1 }, "indexed": 1 }),
            json!({ "title": "T &amp; U", "subtitle": "S", "license": [] }),
        ] {
            assert_eq!(brought(item.clone()), item);
        }
        let empty = json!({ "indexed": 1, "subtitle": [], "license": [] });
        assert_eq!(brought(empty), json!({ "indexed": 1, "license": null }));
    }
}
