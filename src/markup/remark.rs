//! What follows a reference: links to the paper's file, its code, its slides, and words such as an award.

use crate::choice::choices;
use crate::model::{Inline, Text};
use crate::text::{link_target, relative_target};

/// An item after a reference.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Remark {
    /// Words.
    Words(String),
    /// A link.
    Link {
        /// The words of the link.
        label: String,
        /// Its address: absolute, or relative to the site on which the document will be.
        address: String,
        /// What is shown of it on paper.
        on_paper: OnPaper,
    },
}

choices! {
    /// What is shown of a link after a reference in plain text, and in documents that may be printed.
    pub enum OnPaper {
        /// Its address, which is also the link.
        #[default]
        Address = "address" ("The address, which is also a link"),
        /// Its label, which is a link on screens only; the address in plain text.
        Label = "label" ("The label, which is a link on screens only; plain text has the address"),
        /// Nothing.
        Hidden = "hidden" ("Nothing"),
    }
}

/// How links after references are written in a markup language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RemarkLinks {
    /// As labels that can be followed; the language is for pages of a site, so addresses can be relative.
    OfSite,
    /// As labels that can be followed.
    Labels,
    /// As [`OnPaper`] says.
    OnPaper,
    /// As addresses, because nothing can be followed; or not at all if [`OnPaper`] hides them.
    Addresses,
}

impl Remark {
    /// Returns whether it is a link whose address is relative to a site.
    pub fn is_relative(&self) -> bool {
        matches!(self, Self::Link { address, .. } if link_target(address).is_none())
    }

    /// Returns the text as it is shown by a backend that writes links like this, with a space before it, or `None` for nothing.
    pub(super) fn text(&self, links: RemarkLinks) -> Option<Text> {
        let string = |text: String| Inline::Str(text);
        let parts = match self {
            Self::Words(words) => vec![string(format!(" [{words}]"))],
            Self::Link { .. } if self.is_relative() && links != RemarkLinks::OfSite => return None,
            Self::Link { label, address, on_paper } => {
                let shown = match (links, on_paper) {
                    (RemarkLinks::OfSite | RemarkLinks::Labels, _) => OnPaper::Label,
                    (RemarkLinks::OnPaper, on_paper) => *on_paper,
                    (RemarkLinks::Addresses, OnPaper::Hidden) => OnPaper::Hidden,
                    (RemarkLinks::Addresses, _) => OnPaper::Address,
                };
                let link =
                    |content: &str| Inline::Link { url: address.clone(), content: vec![string(content.to_owned())] };
                match shown {
                    OnPaper::Hidden => return None,
                    OnPaper::Label => vec![string(" [".into()), link(label), string("]".into())],
                    OnPaper::Address if says(address, label) => vec![string(" ".into()), link(address)],
                    OnPaper::Address => vec![string(format!(" {label}: ")), link(address)],
                }
            }
        };
        Some(Text::from(parts))
    }
}

/// Returns the target of a link after a reference, which may be relative to a site.
pub(super) fn site_target(address: &str) -> Option<String> {
    link_target(address).or_else(|| relative_target(address))
}

/// Whether an address says what its label says.
fn says(address: &str, label: &str) -> bool {
    label.eq_ignore_ascii_case("url") || address.to_lowercase().contains(&label.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{OnPaper, Remark};
    use crate::markup::{Block, Doc, Entry, References, backend_by_id, render};

    fn written(backend: &str, label: &str, address: &str, on_paper: OnPaper) -> String {
        let remark = Remark::Link { label: label.into(), address: address.into(), on_paper };
        let entry = Entry { remarks: vec![remark], ..Entry::new("a", None, "A.".into()) };
        let list = References { entries: vec![entry], ..References::default() };
        let doc = Doc { blocks: vec![Block::References(list)], language: None, ..Doc::default() };
        render(&doc, backend_by_id(backend).unwrap())
    }

    #[test]
    fn labels_are_for_what_can_be_followed_and_addresses_for_paper() {
        let doi = "https://doi.org/10.5555/x";
        assert_eq!(written("markdown", "DOI", doi, OnPaper::Address), format!("A. \\[[DOI]({doi})\\]\n"));
        assert_eq!(written("text", "DOI", doi, OnPaper::Label), format!("A. {doi}\n"));
        assert_eq!(written("text", "code", doi, OnPaper::Address), format!("A. code: {doi}\n"));
        assert_eq!(written("text", "code", doi, OnPaper::Hidden), "A.\n");
        assert!(written("latex", "DOI", doi, OnPaper::Address).contains("\\href{https://doi.org/10.5555/x}{https:"));
        assert!(written("latex", "DOI", doi, OnPaper::Label).contains("\\href{https://doi.org/10.5555/x}{DOI}"));
        assert!(!written("typst", "DOI", doi, OnPaper::Hidden).contains("10.5555"));
    }

    #[test]
    fn a_relative_address_is_for_pages_of_a_site() {
        let path = "/papers/a b.pdf";
        assert_eq!(written("markdown", "pdf", path, OnPaper::Address), "A. \\[[pdf](/papers/a%20b.pdf)\\]\n");
        assert!(written("html", "pdf", path, OnPaper::Address).contains("<a href=\"/papers/a%20b.pdf\">pdf</a>"));
        for backend in ["text", "latex", "typst", "rtf", "ansi"] {
            let text = written(backend, "pdf", path, OnPaper::Address);
            assert!(!text.contains("pdf"), "{backend}: {text}");
        }
    }
}
