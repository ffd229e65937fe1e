//! Addresses as people write them on their pages: without a scheme, or relative to a site.
//!
//! Source: RFC 3986, sections 4.2 (relative references), 5.2 (resolution) and 5.2.4 (dot segments).

use super::addresses::{encoded_address, is_safe_link, link_target, well_formed};

/// The last labels of host names that are not also extensions of files.
const TOP_LEVEL: &[&str] = &[
    "com", "org", "net", "io", "edu", "gov", "dev", "ai", "info", "science", "eu", "de", "uk", "fr", "cn", "jp", "ch",
];

/// Returns an address with its scheme: `https:` for addresses that begin with `www.`, `//`, or the name of a host and a
/// slash. Other texts stay as they are.
///
/// ```
/// use publist::text::with_scheme;
///
/// assert_eq!(with_scheme("www.example.org/a"), "https://www.example.org/a");
/// assert_eq!(with_scheme("github.com/a/b"), "https://github.com/a/b");
/// assert_eq!(with_scheme("papers/a.pdf"), "papers/a.pdf");
/// ```
pub fn with_scheme(text: &str) -> String {
    let text = text.trim();
    if is_safe_link(text) {
        return text.to_owned();
    }
    if let Some(rest) = text.strip_prefix("//").filter(|rest| rest.starts_with(|first: char| first.is_alphanumeric())) {
        return format!("https://{rest}");
    }
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|character| character.is_alphanumeric() || character == '-')
    };
    let labels: Vec<&str> = host.split('.').collect();
    let is_host = labels.len() > 1 && labels.iter().all(|label| is_label(label));
    let begins_with_www = labels.first().is_some_and(|label| label.eq_ignore_ascii_case("www"));
    let has_known_end = labels.last().is_some_and(|last| TOP_LEVEL.iter().any(|end| end.eq_ignore_ascii_case(last)));
    if is_host && (begins_with_www && labels.len() > 2 || has_known_end) {
        return format!("https://{text}");
    }
    text.to_owned()
}

/// Returns the target of a link to a place of the same site: a path such as `/papers/a.pdf` or `talks/a.html`, with only
/// the characters that RFC 3986 allows. Returns `None` for all other texts, such as `n/a`.
///
/// ```
/// use publist::text::relative_target;
///
/// assert_eq!(relative_target("/papers/my paper.pdf").as_deref(), Some("/papers/my%20paper.pdf"));
/// assert_eq!(relative_target("n/a"), None);
/// assert_eq!(relative_target("javascript:alert(1)//a.pdf"), None);
/// ```
pub fn relative_target(text: &str) -> Option<String> {
    let text = text.trim();
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let first = path.split('/').next().unwrap_or_default();
    // A colon in the first segment ends a scheme; programs read backslashes as slashes.
    let is_relative = !first.contains(':') && !text.starts_with("//") && !text.contains('\\');
    let is_text = text.contains(char::is_control);
    let last = path.rsplit('/').next().unwrap_or_default();
    let has_extension = last.rsplit_once('.').is_some_and(|(name, extension)| {
        let mut letters = extension.bytes();
        !name.is_empty()
            && extension.len() <= 5
            && letters.next().is_some_and(|first| first.is_ascii_alphabetic())
            && letters.all(|letter| letter.is_ascii_alphanumeric())
    });
    let is_path = ["/", "./", "../"].iter().any(|start| path.starts_with(start)) && path.len() > 1;
    (is_relative && !is_text && (is_path || has_extension || path.ends_with('/') && path.len() > 1))
        .then(|| well_formed(&encoded_address(text)))
}

/// Returns the address of a relative reference below a base, which is the address of a folder or of a file in one. A
/// base without a slash at its end is a folder unless its last name has a dot.
///
/// ```
/// use publist::text::resolved;
///
/// let base = "https://example.org/~me";
/// assert_eq!(resolved(base, "papers/a.pdf").as_deref(), Some("https://example.org/~me/papers/a.pdf"));
/// assert_eq!(resolved(base, "/papers/a.pdf").as_deref(), Some("https://example.org/papers/a.pdf"));
/// ```
pub fn resolved(base: &str, reference: &str) -> Option<String> {
    let base = link_target(base)?;
    let reference = relative_target(reference)?;
    let base = base.split(['?', '#']).next().unwrap_or_default();
    let start = base.find("://")? + "://".len();
    let authority = base[start..].find('/').map_or(base.len(), |slash| start + slash);
    let (origin, path) = base.split_at(authority);
    let (folder, last) = path.rsplit_once('/').unwrap_or(("", ""));
    let folder = if last.contains('.') || last.is_empty() { folder.to_owned() } else { format!("{folder}/{last}") };
    let end = reference.find(['?', '#']).unwrap_or(reference.len());
    let (target, rest) = reference.split_at(end);
    let joined = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    Some(format!("{origin}{}{rest}", without_dot_segments(&joined)))
}

/// Removes `.` and `..` from a path that begins with a slash (section 5.2.4).
fn without_dot_segments(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for segment in path.split('/').skip(1) {
        ends_in_folder = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            _ => kept.push(segment),
        }
    }
    format!("/{}{}", kept.join("/"), if ends_in_folder && !kept.is_empty() { "/" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::{relative_target, resolved, with_scheme};

    #[test]
    fn only_hosts_get_a_scheme() {
        for (text, address) in [
            ("www.example.org/lamps", "https://www.example.org/lamps"),
            ("WWW.Example.org", "https://WWW.Example.org"),
            ("//example.org/a", "https://example.org/a"),
            ("github.com/a/b.git", "https://github.com/a/b.git"),
            (" https://example.org ", "https://example.org"),
        ] {
            assert_eq!(with_scheme(text), address);
        }
        for text in
            ["papers/a.pdf", "a.pdf", "www.", "///x", "javascript:x.com", "x.com:80@evil", "in press", "n/a", ""]
        {
            assert_eq!(with_scheme(text), text);
        }
    }

    #[test]
    fn words_schemes_and_backslashes_are_no_paths() {
        for (text, target) in [
            ("/papers/a.pdf", "/papers/a.pdf"),
            ("a.pdf", "a.pdf"),
            ("../talks/", "../talks/"),
            ("/talks/\"><b>.pdf", "/talks/%22%3E%3Cb%3E.pdf"),
            ("files/1:2.pdf?x=1#p", "files/1:2.pdf?x=1#p"),
        ] {
            assert_eq!(relative_target(text).as_deref(), Some(target));
        }
        for text in [
            "",
            "/",
            "n/a",
            "yes",
            "in prep.",
            "Dr. Smith's talk",
            "v1.2",
            "//evil.org/a.pdf",
            "/\\evil.org/a.pdf",
            "javascript:a.pdf",
            "data:text/html,a.html",
            "/a\n.pdf",
            "java\tscript:/a.pdf",
        ] {
            assert_eq!(relative_target(text), None, "{text}");
        }
    }

    #[test]
    fn references_are_resolved() {
        for (base, reference, address) in [
            ("https://a.org", "x.pdf", "https://a.org/x.pdf"),
            ("https://a.org/b/", "../x.pdf", "https://a.org/x.pdf"),
            ("https://a.org/b/index.html", "c/./x.pdf", "https://a.org/b/c/x.pdf"),
            ("https://a.org/b?c#d", "/x.pdf?e", "https://a.org/x.pdf?e"),
            ("https://a.org/b", "../../../x.pdf", "https://a.org/x.pdf"),
            ("https://a.org/b", "c/../", "https://a.org/b/"),
        ] {
            assert_eq!(resolved(base, reference).as_deref(), Some(address), "{base} {reference}");
        }
        assert_eq!(resolved("papers/", "x.pdf"), None);
    }
}
