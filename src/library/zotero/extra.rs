//! The field `extra`, in whose lines people and programs write what has no field
//! (<https://www.zotero.org/support/kb/item_types_and_fields#citing_fields_from_extra>,
//! <https://retorque.re/zotero-better-bibtex/citing/>).

use crate::model::Variable;
use crate::text::identifiers::ArxivId;

/// What the lines say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Extra {
    /// The citation key that Better BibTeX assigned.
    pub(super) citation_key: Option<String>,
    /// The arXiv number, as it is written.
    pub(super) arxiv: Option<String>,
    /// Fields for TeX, without the prefix `tex.`.
    pub(super) tex: Vec<(String, String)>,
    /// The other lines, in which labels of variables have the names of CSL.
    pub(super) note: String,
}

impl Extra {
    /// Reads the lines.
    pub(super) fn read(text: &str) -> Self {
        let mut extra = Self::default();
        let mut rest: Vec<String> = Vec::new();
        for line in text.lines() {
            let (label, value) = line.split_once(':').map_or((line, ""), |(label, value)| (label, value.trim()));
            let lower = label.trim().to_ascii_lowercase();
            match lower.as_str() {
                _ if value.is_empty() => rest.push(line.to_owned()),
                "citation key" | "citationkey" | "citation-key" if extra.citation_key.is_none() => {
                    extra.citation_key = Some(value.to_owned());
                }
                "arxiv" if extra.arxiv.is_none() && ArxivId::parse(value).is_some() => {
                    extra.arxiv = Some(value.to_owned());
                }
                name if name.starts_with("tex.") => extra.tex.push((name["tex.".len()..].to_owned(), value.to_owned())),
                name => match csl_name(name) {
                    Some(name) => rest.push(format!("{name}: {value}")),
                    None => rest.push(line.to_owned()),
                },
            }
        }
        extra.note = rest.join("\n").trim().to_owned();
        extra
    }
}

/// Returns CSL's name of a variable whose label is in words, in lower case: `original-date` for “original date”.
fn csl_name(label: &str) -> Option<String> {
    if !label.contains(' ') {
        return None;
    }
    let name = label.replace(' ', "-");
    Variable::from_name(&name).filter(|variable| variable.is_csl()).map(|_| name)
}

#[cfg(test)]
mod tests {
    use super::Extra;

    #[test]
    fn lines_have_labels() {
        let extra = Extra::read(
            "Citation Key: lu2022\narXiv:2210.12430 [cs.SD]\ntex.ids: old2022\nOriginal Date: 1901\nA remark: it rains.\n\
             original-title: T",
        );
        assert_eq!(extra.citation_key.as_deref(), Some("lu2022"));
        assert_eq!(extra.arxiv.as_deref(), Some("2210.12430 [cs.SD]"));
        assert_eq!(extra.tex, [("ids".to_owned(), "old2022".to_owned())]);
        assert_eq!(extra.note, "original-date: 1901\nA remark: it rains.\noriginal-title: T");
    }

    #[test]
    fn other_lines_stay() {
        for text in ["arXiv: see above", "Citation Key:", "Read: twice", "", "No colon"] {
            assert_eq!(Extra::read(text), Extra { note: text.to_owned(), ..Extra::default() }, "{text}");
        }
    }
}
