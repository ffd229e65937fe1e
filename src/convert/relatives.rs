//! Records of a .bib file that others need: an entry that is chosen without them is incomplete.

use std::collections::HashMap;

use serde_json::Value;

use crate::model::Record;

/// The fields that name entries which an entry needs: the one that it inherits from, the members of a set, and works that
/// are printed with it (biblatex manual, sections 2.4.1, 3.5 and 3.14.5). Data containers (`xdata`) are no records and
/// always stay.
const NEEDED: [&str; 3] = ["crossref", "entryset", "related"];

/// Keeps the records that are asked for and those that they need, in their order.
pub(super) fn with_relatives(records: Vec<Record>, is_asked_for: impl Fn(&Record) -> bool) -> Vec<Record> {
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (index, record) in records.iter().enumerate() {
        for key in std::iter::once(record.id.as_str()).chain(record.aliases()) {
            by_key.entry(key.to_lowercase()).or_insert(index);
        }
    }
    let mut is_kept: Vec<bool> = records.iter().map(is_asked_for).collect();
    let mut open: Vec<usize> = (0..records.len()).filter(|&index| is_kept[index]).collect();
    while let Some(index) = open.pop() {
        let fields = NEEDED.into_iter().flat_map(|field| records[index].bib_fields(field)).filter_map(Value::as_str);
        for key in fields.flat_map(|keys| keys.split(',')) {
            let needed = by_key.get(&key.trim().to_lowercase()).copied();
            if let Some(needed) = needed.filter(|&needed| !is_kept[needed]) {
                is_kept[needed] = true;
                open.push(needed);
            }
        }
    }
    records.into_iter().zip(is_kept).filter_map(|(record, is_kept)| is_kept.then_some(record)).collect()
}

#[cfg(test)]
mod tests {
    use super::with_relatives;
    use crate::model::Record;

    fn record(id: &str, links: &[(&str, &str)]) -> Record {
        let mut record = Record { id: id.to_owned(), ..Record::default() };
        links.iter().for_each(|(field, keys)| record.keep_extra("biblatex", *field, *keys));
        record
    }

    #[test]
    fn what_a_chosen_record_needs_comes_along() {
        let records = vec![
            record("other", &[("crossref", "child")]),
            record("child", &[("crossref", "Volume")]),
            record("volume", &[("crossref", "set"), ("ids", "v")]),
            record("set", &[("entryset", "a, b,missing")]),
            record("a", &[("related", "v")]),
            record("b", &[]),
            record("c", &[]),
        ];
        let kept = with_relatives(records, |record| record.id == "child");
        assert_eq!(
            kept.iter().map(|record| record.id.as_str()).collect::<Vec<_>>(),
            ["child", "volume", "set", "a", "b"]
        );
    }

    #[test]
    fn circles_end() {
        let records = vec![record("a", &[("crossref", "b")]), record("b", &[("crossref", "a")])];
        assert_eq!(with_relatives(records, |record| record.id == "a").len(), 2);
    }
}
