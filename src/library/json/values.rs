//! The JSON form of each type of value, in both directions.
//!
//! Every `to_` function has a matching `from_` function, which returns `None` if the JSON has another form.

use serde_json::{Map, Value, json};

use crate::diag::Diagnostic;
use crate::model::{
    Date, Inference, Inline, Name, Origin, Owner, OwnerPresence, Person, Record, Related, Text, Variable,
};
use crate::text::identifiers::normalise_orcid;
use crate::values::identifiers::malformed;

/// A member and its markup.
type Container = (&'static str, fn(Vec<Inline>) -> Inline);

/// A member and the part of a person's name that it holds.
pub(crate) type NamePart<T> = (&'static str, fn(&mut Person) -> &mut T);

/// Plain text is a string; text with markup is an array of strings and of objects with one of these members.
const CONTAINERS: &[Container] = &[
    ("em", Inline::Em),
    ("strong", Inline::Strong),
    ("underline", Inline::Underline),
    ("smallcaps", Inline::SmallCaps),
    ("sub", Inline::Sub),
    ("sup", Inline::Sup),
    ("nocase", Inline::NoCase),
    ("quote", Inline::Quote),
];

/// Returns the members of an object for markup, for the schema.
pub(super) fn container_names() -> impl Iterator<Item = &'static str> {
    CONTAINERS.iter().map(|(name, _)| *name)
}

pub(super) fn to_text(text: &Text) -> Value {
    let text = text.without_tex();
    match text.as_plain() {
        Some(plain) => plain.into(),
        None => to_inlines(text.inlines()),
    }
}

pub(super) fn from_text(value: &Value) -> Option<Text> {
    match value {
        Value::Array(_) => Some(Text::from(from_inlines(value)?)),
        scalar => from_string(scalar).map(Text::plain),
    }
}

/// Returns a string; a number or truth value becomes the text that represents it.
pub(crate) fn from_string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn to_inlines(inlines: &[Inline]) -> Value {
    inlines.iter().map(to_inline).collect()
}

fn to_inline(inline: &Inline) -> Value {
    match inline {
        Inline::Str(text) => text.as_str().into(),
        Inline::Math(tex) => json!({ "math": tex }),
        Inline::Code(code) => json!({ "code": code }),
        Inline::Link { url, content } => json!({ "link": to_inlines(content), "url": url }),
        container => {
            let name = CONTAINERS.iter().find(|(_, make)| make(Vec::new()) == container.with_children(Vec::new()));
            let content = to_inlines(container.children().unwrap_or_default());
            // Every container is in the table: a test goes through all of them.
            name.map_or(content.clone(), |(name, _)| json!({ *name: content }))
        }
    }
}

fn from_inlines(value: &Value) -> Option<Vec<Inline>> {
    value.as_array()?.iter().map(from_inline).collect()
}

fn from_inline(value: &Value) -> Option<Inline> {
    let Value::Object(object) = value else {
        return from_string(value).map(Inline::Str);
    };
    if let Some(content) = object.get("link") {
        return Some(Inline::Link { url: object.get("url")?.as_str()?.to_owned(), content: from_inlines(content)? });
    }
    let (name, content) = object.iter().next().filter(|_| object.len() == 1)?;
    match name.as_str() {
        "math" => Some(Inline::Math(content.as_str()?.to_owned())),
        "code" => Some(Inline::Code(content.as_str()?.to_owned())),
        name => {
            let (_, make) = CONTAINERS.iter().find(|(known, _)| *known == name)?;
            Some(make(from_inlines(content)?))
        }
    }
}

/// The textual parts of a person's name, with their members.
pub(crate) const NAME_PARTS: &[NamePart<Option<String>>] = &[
    ("given", |person| &mut person.given),
    ("dropping-particle", |person| &mut person.dropping_particle),
    ("non-dropping-particle", |person| &mut person.non_dropping_particle),
    ("suffix", |person| &mut person.suffix),
    ("ORCID", |person| &mut person.orcid),
];

/// The boolean parts of a person's name, with their members.
pub(crate) const NAME_FACTS: &[NamePart<bool>] =
    &[("comma-suffix", |person| &mut person.comma_suffix), ("static-ordering", |person| &mut person.static_ordering)];

/// Returns the textual and the boolean members of a person's name, for the schema.
pub(super) fn name_members() -> (Vec<&'static str>, Vec<&'static str>) {
    let texts = ["family"].into_iter().chain(NAME_PARTS.iter().map(|(name, _)| *name)).collect();
    (texts, NAME_FACTS.iter().map(|(name, _)| *name).collect())
}

pub(crate) fn to_name(name: &Name) -> Value {
    match name {
        Name::Literal(literal) => json!({ "literal": literal }),
        Name::Person(person) => {
            let mut parts = person.clone();
            let mut object = Map::new();
            object.insert("family".to_owned(), person.family.as_str().into());
            for (member, part) in NAME_PARTS {
                if let Some(text) = part(&mut parts).take() {
                    object.insert((*member).to_owned(), text.into());
                }
            }
            for (member, fact) in NAME_FACTS {
                if *fact(&mut parts) {
                    object.insert((*member).to_owned(), true.into());
                }
            }
            Value::Object(object)
        }
    }
}

/// Returns an ORCID iD without its URL, which is often included; other texts are returned unchanged.
pub(crate) fn orcid(text: String) -> String {
    normalise_orcid(&text).unwrap_or(text)
}

/// Returns the reports of malformed ORCID iDs among the names of a variable.
pub(crate) fn malformed_orcids(record: &Record, variable: Variable) -> Vec<Diagnostic> {
    let Variable::Names(variable) = variable else { return Vec::new() };
    let names = record.names(variable).map_or(&[][..], |names| &names.list);
    let orcids = names.iter().filter_map(|name| match name {
        Name::Person(person) => person.orcid.as_deref(),
        Name::Literal(_) => None,
    });
    let wrong = orcids.filter(|orcid| normalise_orcid(orcid).is_none());
    wrong.map(|orcid| malformed("ORCID iD", orcid)).collect()
}

pub(super) fn from_name(value: &Value) -> Option<Name> {
    let object = match value {
        Value::String(literal) => return Some(Name::Literal(literal.clone())),
        value => value.as_object()?,
    };
    let get = |member: &str| object.get(member).filter(|value| !value.is_null());
    if let Some(literal) = get("literal") {
        return literal.as_str().map(|literal| Name::Literal(literal.to_owned()));
    }
    let mut person = Person::default();
    for (member, part) in NAME_PARTS {
        if let Some(text) = get(member) {
            *part(&mut person) = Some(text.as_str()?.to_owned());
        }
    }
    match (get("family"), &person.given) {
        (Some(family), _) => family.as_str()?.clone_into(&mut person.family),
        (None, Some(given)) => return Some(Name::Literal(given.clone())),
        (None, None) => return None,
    }
    person.orcid = person.orcid.map(orcid);
    for (member, fact) in NAME_FACTS {
        if let Some(truth) = get(member) {
            *fact(&mut person) = truth.as_bool()?;
        }
    }
    Some(Name::Person(person))
}

/// Returns the names of a list, without those that are `null` or cannot be read, and whether all could be read.
pub(super) fn from_names(value: &Value) -> Option<(Vec<Name>, bool)> {
    let elements = value.as_array()?.iter().filter(|element| !element.is_null());
    let names: Vec<Option<Name>> = elements.map(from_name).collect();
    let is_whole = names.iter().all(Option::is_some);
    Some((names.into_iter().flatten().collect(), is_whole))
}

pub(super) fn to_date(date: &Date) -> Value {
    match date {
        Date::Literal(literal) => json!({ "literal": literal }),
        date => date.to_string().into(),
    }
}

pub(super) fn from_date(value: &Value) -> Option<Date> {
    match value {
        Value::Object(object) => Some(Date::Literal(object.get("literal")?.as_str()?.to_owned())),
        scalar => from_string(scalar).map(|text| Date::parse(&text)),
    }
}

pub(super) fn to_related(related: &[Related]) -> Value {
    related.iter().map(|Related { relation, target }| json!({ "relation": relation, "target": target })).collect()
}

pub(super) fn from_related(value: &Value) -> Option<Vec<Related>> {
    let one = |value: &Value| {
        Some(Related {
            relation: value.get("relation")?.as_str()?.to_owned(),
            target: value.get("target")?.as_str()?.to_owned(),
        })
    };
    value.as_array()?.iter().map(one).collect()
}

pub(super) fn to_extra_fields(fields: &[(String, Value)]) -> Value {
    fields.iter().map(|(name, value)| json!([name, value])).collect()
}

pub(super) fn from_extra_fields(value: &Value) -> Option<Vec<(String, Value)>> {
    let one = |value: &Value| match value.as_array()?.as_slice() {
        [name, value] => Some((name.as_str()?.to_owned(), value.clone())),
        _ => None,
    };
    value.as_array()?.iter().map(one).collect()
}

/// Makes the member `origin`: where a record was read, and the owner of the page it was on; `None` when neither is
/// known.
pub(super) fn to_origin(origin: Option<&Origin>, owner: Option<&Owner>) -> Option<Value> {
    let mut object = Map::new();
    if let Some(origin) = origin {
        object.insert("format".to_owned(), origin.format.as_str().into());
        object.extend(origin.line.map(|line| ("line".to_owned(), line.into())));
    }
    if let Some(owner) = owner {
        let owner = json!({ "name": to_name(&owner.name), "presence": owner.presence.name() });
        object.insert("owner".to_owned(), owner);
    }
    (!object.is_empty()).then_some(Value::Object(object))
}

/// Reads the value of [`to_origin`]. Older versions wrote an empty format if none was known.
pub(super) fn from_origin(value: &Value) -> Option<(Option<Origin>, Option<Owner>)> {
    let owner = match value.get("owner") {
        None => None,
        Some(owner) => {
            let presence = owner.get("presence")?.as_str()?;
            let presence = OwnerPresence::ALL.iter().copied().find(|state| state.name() == presence)?;
            Some(Owner { name: from_name(owner.get("name")?)?, presence })
        }
    };
    let line = match value.get("line") {
        None => None,
        Some(line) => Some(u32::try_from(line.as_u64()?).ok()?),
    };
    let format = match value.get("format") {
        None if owner.is_some() && line.is_none() => "",
        format => format?.as_str()?,
    };
    Some(((!format.is_empty()).then(|| Origin::new(format, line)), owner))
}

pub(super) fn to_inferred(inferred: &[Inference]) -> Value {
    let one = |mark: &Inference| {
        let mut object = json!({ "reason": mark.reason, "variable": mark.variable.name() });
        if let Some(from) = &mark.from {
            object["from"] = from.as_str().into();
        }
        object
    };
    inferred.iter().map(one).collect()
}

pub(super) fn from_inferred(value: &Value) -> Option<Vec<Inference>> {
    let one = |value: &Value| {
        Some(Inference {
            variable: Variable::from_name(value.get("variable")?.as_str()?)?,
            reason: value.get("reason")?.as_str()?.to_owned(),
            from: match value.get("from") {
                Some(from) => Some(from.as_str()?.to_owned()),
                None => None,
            },
        })
    };
    value.as_array()?.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{CONTAINERS, from_date, from_name, from_text, to_date, to_name, to_text};
    use crate::model::{Date, Inline, Name, Person, Text};

    #[test]
    fn an_orcid_id_loses_its_url_and_a_wrong_one_stays() {
        for (given, read) in [
            ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
            ("https://orcid.org/0000-0002-1825-0098", "https://orcid.org/0000-0002-1825-0098"),
        ] {
            let Some(Name::Person(person)) = from_name(&json!({ "family": "Doe", "ORCID": given })) else { panic!() };
            assert_eq!(person.orcid.as_deref(), Some(read));
        }
    }

    #[test]
    fn every_container_has_its_own_member() {
        for (name, make) in CONTAINERS {
            let text = Text::from(vec![make(vec![Inline::Str("x".into())])]);
            assert_eq!(to_text(&text), json!([{ *name: ["x"] }]));
            assert_eq!(from_text(&to_text(&text)), Some(text));
        }
    }

    #[test]
    fn plain_text_is_a_string_and_markup_an_array() {
        assert_eq!(to_text(&Text::plain("plain")), json!("plain"));
        let text = Text::from(vec![
            Inline::Str("D".into()),
            Inline::Math("^2".into()),
            Inline::Link { url: "https://example.org".into(), content: vec![Inline::Code("x".into())] },
        ]);
        let value = json!(["D", { "math": "^2" }, { "link": [{ "code": "x" }], "url": "https://example.org" }]);
        assert_eq!(to_text(&text), value);
        assert_eq!(from_text(&value), Some(text));
        assert_eq!(from_text(&json!({ "em": [] })), None);
    }

    #[test]
    fn names_have_parts_or_are_literal() {
        let person = Name::Person(Person {
            family: "Humboldt".into(),
            given: Some("Alexander".into()),
            dropping_particle: Some("von".into()),
            comma_suffix: true,
            ..Person::default()
        });
        let value = json!({
            "comma-suffix": true, "dropping-particle": "von", "family": "Humboldt", "given": "Alexander"
        });
        assert_eq!(to_name(&person), value);
        assert_eq!(from_name(&value), Some(person));
        assert_eq!(from_name(&json!({ "literal": "NASA" })), Some(Name::Literal("NASA".into())));
        assert_eq!(from_name(&json!({ "family": 1 })), None);
    }

    #[test]
    fn dates_are_edtf_and_words_are_marked() {
        for (value, date) in [
            (json!("2022-10-22"), Date::parse("2022-10-22")),
            (json!({ "literal": "forthcoming" }), Date::Literal("forthcoming".into())),
        ] {
            assert_eq!(to_date(&date), value);
            assert_eq!(from_date(&value), Some(date));
        }
        assert_eq!(from_date(&json!(2022)), Some(Date::parse("2022")));
    }
}
