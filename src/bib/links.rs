//! Links to other entries: `crossref`, `xref`, `related`, `entryset`. The fields are kept as extra fields, exactly as
//! they are, so that nothing is lost; their meaning is also in the record's related works.
//!
//! Sources: biblatex manual, sections 2.3.13 ("special fields"), 3.5 ("related entries") and 3.14.5 ("entry sets");
//! DataCite metadata schema 4.5, `relationType`.

use serde_json::Value;

use crate::model::Related;

use super::entry_types::ENTRY_TYPE;

/// biblatex's `relatedtype` (manual, section 4.11.3, "related entries"), and DataCite's relation of the other work.
const RELATIONS: &[(&str, &str)] = &[
    ("multivolume", "HasPart"),
    ("origpubas", "IsVariantFormOf"),
    ("origpubin", "IsVariantFormOf"),
    ("reprintas", "IsOriginalFormOf"),
    ("reprintfrom", "IsVariantFormOf"),
    ("reprintof", "IsVariantFormOf"),
    ("reviewof", "Reviews"),
    ("translationas", "HasTranslation"),
    ("translationfrom", "IsTranslationOf"),
    ("translationof", "IsTranslationOf"),
];

/// The relation of works that are related in an unknown way.
const RELATED: &str = "related";

/// Returns the works that extra fields of a .bib file name. A `relatedtype` without an equivalent in DataCite is itself
/// the relation.
pub(super) fn related(fields: &[(String, Value)]) -> Vec<Related> {
    let value = |wanted: &str| {
        let field = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        field.and_then(|(_, value)| value.as_str()).map(str::trim).filter(|value| !value.is_empty())
    };
    let mut related: Vec<Related> = Vec::new();
    let mut add = |relation: &str, keys: Option<&str>| {
        let keys = keys.unwrap_or_default().split(',').map(str::trim).filter(|key| !key.is_empty());
        for target in keys {
            let link = Related { relation: relation.to_owned(), target: target.to_owned() };
            if !related.contains(&link) {
                related.push(link);
            }
        }
    };
    add("IsPartOf", value("crossref"));
    add("IsPartOf", value("xref"));
    // A set lists its members; in files for older versions a member names its set.
    let is_set = value(ENTRY_TYPE) == Some("set");
    add(if is_set { "HasPart" } else { "IsPartOf" }, value("entryset"));
    let kind = value("relatedtype");
    let known = kind.and_then(|kind| RELATIONS.iter().find(|(name, _)| *name == kind).map(|(_, relation)| *relation));
    add(known.or(kind).unwrap_or(RELATED), value("related"));
    related
}

#[cfg(test)]
mod tests {
    use super::super::format::BIBLATEX;
    use crate::model::Record;
    use crate::seam::testing;

    fn read(text: &str) -> Vec<Record> {
        testing::read(&BIBLATEX, text).0
    }

    fn write(records: &[Record]) -> String {
        testing::write(&BIBLATEX, records)
    }

    #[test]
    fn links_are_told_and_go_back_as_they_stood() {
        for (fields, expected) in [
            (
                "related = {b, c},\n  relatedtype = {translationof}",
                &[("IsTranslationOf", "b"), ("IsTranslationOf", "c")] as &[_],
            ),
            ("related = {b},\n  relatedtype = {bytypo},\n  relatedstring = {See also}", &[("bytypo", "b")]),
            ("related = {b}", &[("related", "b")]),
            ("xref = {p}", &[("IsPartOf", "p")]),
            (
                "crossref = {a_b&c},\n  related = {d_e, f#g}",
                &[("IsPartOf", "a_b&c"), ("related", "d_e"), ("related", "f#g")],
            ),
            ("entryset = {s}", &[("IsPartOf", "s")]),
            ("ids = {x, y},\n  author+an = {1=highlight; 2:family=\"note, of it\"}", &[]),
        ] {
            let text = format!("@book{{a,\n  title = {{T}},\n  {fields},\n}}\n");
            let records = read(&text);
            let related: Vec<(&str, &str)> =
                records[0].related.iter().map(|link| (link.relation.as_str(), link.target.as_str())).collect();
            assert_eq!(related, expected, "{fields}");
            assert_eq!(write(&records), text);
        }
    }

    #[test]
    fn a_set_has_its_members() {
        let text = "@set{s,\n  entryset = {a, b},\n}\n";
        let records = read(text);
        let targets: Vec<&str> = records[0].related.iter().map(|link| link.target.as_str()).collect();
        assert_eq!((targets, records[0].related[0].relation.as_str()), (vec!["a", "b"], "HasPart"));
        assert_eq!(write(&records), text);
    }

    #[test]
    fn other_names_of_an_entry_are_known() {
        let records = read("@book{a, title = {T}, ids = {x, y,}}");
        assert_eq!(records[0].aliases().collect::<Vec<_>>(), ["x", "y"]);
    }
}
