//! How the addresses of links after references are made.

use std::collections::BTreeMap;

use crate::latex;
use crate::markup::OnPaper;
use crate::model::Inline;
use crate::text::{link_target, relative_target, resolved, with_scheme};

/// The place of a value in an address of [`LinkOptions::addresses`].
const VALUE: &str = "{}";

/// How links after references are made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct LinkOptions {
    /// The address of the site: relative addresses are completed with it.
    pub base: Option<String>,
    /// The addresses of single badges, by name. `{}` is replaced by the value of the badge's field; without it, the
    /// address is the base of relative ones. It may be a folder of the site itself: `img/previews/`.
    pub addresses: BTreeMap<String, String>,
    /// What is shown of links on paper.
    pub on_paper: OnPaper,
}

impl LinkOptions {
    /// Sets the address of the site.
    #[must_use]
    pub fn with_base(self, base: impl Into<String>) -> Self {
        Self { base: Some(base.into()), ..self }
    }

    /// Sets the address for a badge.
    #[must_use]
    pub fn with_address(mut self, badge: &str, address: impl Into<String>) -> Self {
        self.addresses.insert(badge.to_lowercase(), address.into());
        self
    }

    /// Sets what is shown of links on paper.
    #[must_use]
    pub fn with_on_paper(self, on_paper: OnPaper) -> Self {
        Self { on_paper, ..self }
    }

    /// Returns the address of a value of a badge, or `None` if the value is not an address.
    pub(super) fn address(&self, badge: &str, value: &str) -> Option<String> {
        let value = without_tex(value);
        let own = self.addresses.get(badge);
        if let Some(template) = own.filter(|template| template.contains(VALUE)) {
            if link_target(&value).is_some() {
                return Some(value);
            }
            let encoded = percent_encoding::utf8_percent_encode(&value, percent_encoding::NON_ALPHANUMERIC);
            let encoded = encoded.to_string().replace("%2D", "-").replace("%2E", ".").replace("%2F", "/");
            return Some(template.replace(VALUE, &encoded)).filter(|address| link_target(address).is_some());
        }
        let address = with_scheme(&value);
        if link_target(&address).is_some() {
            return Some(address);
        }
        let (own, base) = (own.map(String::as_str), self.base.as_deref());
        let (address, base) = match own {
            Some(own) if link_target(own).is_some() => (address, Some(own)),
            // A folder of the site.
            Some(own) if !address.starts_with('/') => (format!("{}/{address}", own.trim_end_matches('/')), base),
            _ => (address, base),
        };
        match base {
            Some(base) => resolved(base, &address),
            None => relative_target(&address).map(|_| address),
        }
    }
}

/// A value of a .bib file without the commands around and in addresses.
fn without_tex(value: &str) -> String {
    let value = value.trim();
    if !value.contains('\\') {
        return value.to_owned();
    }
    let decoded = latex::decode(value).text;
    let link = decoded.inlines().iter().find_map(|inline| match inline {
        Inline::Link { url, .. } => Some(url.clone()),
        _ => None,
    });
    link.unwrap_or_else(|| decoded.to_plain().trim().to_owned())
}
