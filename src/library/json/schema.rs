//! The JSON Schema of the format, generated from the one list of variables.

use serde_json::{Map, Value, json};

use crate::model::{
    DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, OwnerPresence, TextVariable, Variable,
};

use super::{SCHEMA_VERSION, values};

/// Returns the JSON Schema (draft 2020-12) of one record.
pub fn json_schema() -> Value {
    let mut members = Map::new();
    let mut member = |name: &str, schema: Value| members.insert(name.to_owned(), schema);
    member("publist", json!({ "const": SCHEMA_VERSION, "description": "The version of this format." }));
    member("id", json!({ "type": "string", "description": "The citation key." }));
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    member("type", json!({ "enum": kinds, "description": "The type of work, as CSL 1.0.2 names it." }));
    for variable in TextVariable::ALL {
        member(variable.name(), reference("text"));
    }
    for variable in NameVariable::ALL {
        member(variable.name(), json!({ "type": "array", "items": reference("name") }));
    }
    let roles: Vec<&str> = NameVariable::ALL.iter().map(|role| role.name()).collect();
    let description = "The roles with lists of names that the source cut short.";
    member("truncated", json!({ "type": "array", "items": { "enum": roles }, "description": description }));
    for variable in DateVariable::ALL {
        member(variable.name(), reference("date"));
    }
    for variable in NumberVariable::ALL {
        member(variable.name(), reference("string"));
    }
    for variable in IdentifierVariable::ALL {
        member(variable.name(), reference("string"));
    }
    member("language", json!({ "type": "string", "description": "A BCP 47 language tag." }));
    member("tags", json!({ "type": "array", "items": reference("string") }));
    let related = object(&[("relation", json!({ "type": "string" })), ("target", json!({ "type": "string" }))]);
    member("related", json!({ "type": "array", "items": related }));
    let field = json!({ "type": "array", "prefixItems": [{ "type": "string" }, true], "minItems": 2, "maxItems": 2 });
    let description = "Fields of other formats that have no variable, by format and in order.";
    let fields = json!({ "type": "array", "items": field });
    member("extra", json!({ "type": "object", "additionalProperties": fields, "description": description }));
    member("origin", reference("origin"));
    let variables: Vec<&str> = Variable::all().map(Variable::name).collect();
    let mut mark = object(&[("reason", json!({ "type": "string" })), ("variable", json!({ "enum": variables }))]);
    mark["properties"]["from"] =
        json!({ "type": "string", "description": "The id of the record it is inherited from." });
    let description = "The values that were inferred or inherited, and not read from the record itself.";
    member("inferred", json!({ "type": "array", "items": mark, "description": description }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "publist record",
        "description": "One record, in an array or on a line. Members that are not listed here are kept.",
        "type": "object",
        "required": ["type"],
        "properties": members,
        "$defs": definitions(),
    })
}

fn definitions() -> Value {
    let containers: Vec<Value> = values::container_names()
        .map(|name| object(&[(name, json!({ "type": "array", "items": reference("inline") }))]))
        .collect();
    let mut inlines = vec![reference("string"), object(&[("math", json!({ "type": "string" }))])];
    inlines.push(object(&[("code", json!({ "type": "string" }))]));
    inlines.push(object(&[
        ("link", json!({ "type": "array", "items": reference("inline") })),
        ("url", json!({ "type": "string" })),
    ]));
    inlines.extend(containers);
    let (texts, facts) = values::name_members();
    let mut parts: Map<String, Value> =
        texts.into_iter().map(|name| (name.to_owned(), json!({ "type": "string" }))).collect();
    parts.extend(facts.into_iter().map(|name| (name.to_owned(), json!({ "type": "boolean" }))));
    let person = json!({ "type": "object", "properties": parts, "required": ["family"] });
    let presences: Vec<&str> = OwnerPresence::ALL.iter().map(|presence| presence.name()).collect();
    let owner = object(&[("name", reference("name")), ("presence", json!({ "enum": presences }))]);
    let origin = json!({
        "description": "The format and the line that the record was read from, and the owner of the page.",
        "type": "object",
        "properties": {
            "format": { "type": "string", "minLength": 1 },
            "line": { "type": "integer", "minimum": 1 },
            "owner": owner,
        },
        "minProperties": 1,
        "dependentRequired": { "line": ["format"] },
        "additionalProperties": false,
    });
    json!({
        "string": { "type": ["string", "number", "boolean"] },
        "text": { "anyOf": [reference("string"), { "type": "array", "items": reference("inline") }] },
        "inline": { "anyOf": inlines },
        "name": { "anyOf": [{ "type": "string" }, object(&[("literal", json!({ "type": "string" }))]), person] },
        "date": {
            "description": "An EDTF date, season or range, or words that are not a date.",
            "anyOf": [{ "type": ["string", "integer"] }, object(&[("literal", json!({ "type": "string" }))])],
        },
        "origin": origin,
    })
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

/// Returns the schema of an object with exactly these members, all of them required.
fn object(members: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        members.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::json_schema;

    #[test]
    fn the_schema_accepts_records_and_rejects_others() {
        let schema = json_schema();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let record = json!({
            "publist": 1, "id": "a", "type": "article", "title": ["x", { "em": ["y", { "math": "z" }] }],
            "author": [{ "family": "Lu", "given": "Cheng" }, { "literal": "NASA" }], "truncated": ["author"],
            "issued": "2022-10", "extra": { "bibtex": [["file", "x"]] }, "shelf": 7,
            "origin": { "format": "profile", "line": 1, "owner": { "name": { "family": "Z" }, "presence": "shown" } },
            "inferred": [{ "reason": "r", "variable": "type" }, { "reason": "r", "variable": "title", "from": "b" }],
        });
        assert!(validator.is_valid(&record), "{:?}", validator.iter_errors(&record).collect::<Vec<_>>());
        let mut of_a_page = record.clone();
        of_a_page["origin"] = json!({ "owner": { "name": { "family": "Z" }, "presence": "shown" } });
        assert!(validator.is_valid(&of_a_page));
        for (member, wrong) in [
            ("type", json!("paper")),
            ("title", json!([{ "bold": ["x"] }])),
            ("author", json!([{ "given": "Cheng" }])),
            ("truncated", json!(["title"])),
            ("issued", json!({ "year": 1 })),
            ("origin", json!({})),
            ("origin", json!({ "format": "" })),
            ("origin", json!({ "line": 1 })),
        ] {
            let mut broken = record.clone();
            broken[member] = wrong;
            assert!(!validator.is_valid(&broken), "{member}");
        }
    }
}
