//! What the schema of CFF 1.2.0 allows
//! (<https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema.json>).

use serde_json::Value;

use crate::model::IdentifierVariable;

/// The description of an identifier that is the record's id.
pub(super) const CITATION_KEY: &str = "citation key";

/// The keys of a work that also exist at the top level of a file.
pub(super) const AT_TOP_LEVEL: [&str; 17] = [
    "abstract",
    "authors",
    "commit",
    "contact",
    "date-released",
    "doi",
    "identifiers",
    "keywords",
    "license",
    "license-url",
    "repository",
    "repository-artifact",
    "repository-code",
    "title",
    "type",
    "url",
    "version",
];

/// The keys of a work, in the order in which they are written.
pub(super) const ORDER: [&str; 71] = [
    "type",
    "title",
    "authors",
    "abbreviation",
    "journal",
    "collection-title",
    "collection-type",
    "collection-doi",
    "volume-title",
    "volume",
    "issue",
    "issue-date",
    "issue-title",
    "number",
    "number-volumes",
    "section",
    "start",
    "end",
    "pages",
    "edition",
    "version",
    "commit",
    "year",
    "month",
    "date-published",
    "date-released",
    "date-accessed",
    "date-downloaded",
    "year-original",
    "conference",
    "editors",
    "editors-series",
    "translators",
    "recipients",
    "senders",
    "contact",
    "publisher",
    "institution",
    "location",
    "department",
    "thesis-type",
    "data-type",
    "database",
    "database-provider",
    "medium",
    "format",
    "entry",
    "term",
    "scope",
    "filename",
    "loc-start",
    "loc-end",
    "patent-states",
    "status",
    "languages",
    "license",
    "license-url",
    "copyright",
    "doi",
    "isbn",
    "issn",
    "pmcid",
    "nihmsid",
    "url",
    "repository",
    "repository-code",
    "repository-artifact",
    "identifiers",
    "keywords",
    "notes",
    "abstract",
];

/// The states of a publication.
pub(super) const STATUS: [&str; 6] =
    ["abstract", "advance-online", "in-preparation", "in-press", "preprint", "submitted"];

/// The identifiers of SPDX's list that are usual for software and data.
const LICENSES: [&str; 62] = [
    "0BSD",
    "AFL-3.0",
    "AGPL-3.0",
    "AGPL-3.0-only",
    "AGPL-3.0-or-later",
    "Apache-1.1",
    "Apache-2.0",
    "Artistic-1.0",
    "Artistic-2.0",
    "BlueOak-1.0.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-2-Clause-Patent",
    "BSD-3-Clause",
    "BSD-3-Clause-Clear",
    "BSD-3-Clause-LBNL",
    "BSD-4-Clause",
    "BSL-1.0",
    "CC-BY-1.0",
    "CC-BY-2.0",
    "CC-BY-2.5",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "CDDL-1.0",
    "CECILL-2.1",
    "CECILL-B",
    "CECILL-C",
    "ECL-2.0",
    "EPL-1.0",
    "EPL-2.0",
    "EUPL-1.1",
    "EUPL-1.2",
    "GPL-2.0",
    "GPL-2.0-only",
    "GPL-2.0-or-later",
    "GPL-3.0",
    "GPL-3.0-only",
    "GPL-3.0-or-later",
    "ISC",
    "LGPL-2.1",
    "LGPL-2.1-only",
    "LGPL-2.1-or-later",
    "LGPL-3.0",
    "LGPL-3.0-only",
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "MulanPSL-2.0",
    "NCSA",
    "ODbL-1.0",
    "PDDL-1.0",
    "PostgreSQL",
    "Unlicense",
    "Zlib",
];

/// A licence in the form required by the schema.
pub(super) enum License {
    /// Identifiers of SPDX's list.
    Identifiers(Vec<Value>),
    /// The address of its text.
    Address(String),
}

/// Returns a licence that the schema accepts: identifiers separated by commas, or the address of the text.
pub(super) fn license(words: &str) -> Option<License> {
    let list: Vec<&str> = words.split(',').map(str::trim).collect();
    let is_list = list.iter().all(|name| LICENSES.contains(name))
        && list.iter().enumerate().all(|(index, name)| !list[..index].contains(name));
    if is_list {
        return Some(License::Identifiers(list.into_iter().map(Value::from).collect()));
    }
    is_address(words).then(|| License::Address(words.to_owned()))
}

/// Whether an identifier has the form that its key requires.
pub(super) fn is_identifier(variable: IdentifierVariable, identifier: &str) -> bool {
    match variable {
        IdentifierVariable::Doi => is_doi(identifier),
        IdentifierVariable::Isbn => {
            let digits = identifier.strip_suffix('X').unwrap_or(identifier);
            (10..=17).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit() || b"- ".contains(&byte))
        }
        IdentifierVariable::Issn => {
            let is_digit = |index: usize, byte: u8| match index {
                4 => byte == b'-',
                8 => byte.is_ascii_digit() || byte.eq_ignore_ascii_case(&b'x'),
                _ => byte.is_ascii_digit(),
            };
            identifier.len() == 9 && identifier.bytes().enumerate().all(|(index, byte)| is_digit(index, byte))
        }
        IdentifierVariable::Pmcid => identifier
            .strip_prefix("PMC")
            .is_some_and(|digits| digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit())),
        IdentifierVariable::Url => is_address(identifier),
        IdentifierVariable::Pmid | IdentifierVariable::Eprint => false,
    }
}

fn is_doi(identifier: &str) -> bool {
    let Some((registrant, suffix)) = identifier.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, part) = registrant.split_once('.').map_or((registrant, None), |(number, part)| (number, Some(part)));
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || b":/_;-.()[]\\".contains(&byte);
    (4..=9).contains(&number.len())
        && is_number(number)
        && part.is_none_or(is_number)
        && !suffix.is_empty()
        && suffix.bytes().all(is_fit)
}

/// Whether a text is a URI with one of the schemes in the schema.
fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://", "ftp://", "sftp://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_fit = |byte: u8| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte);
    // A text with a second number sign, or with a percent sign that encodes nothing, is not a URI.
    let is_encoded = |rest: &str| {
        rest.match_indices('%').all(|(at, _)| {
            rest.get(at + 1..at + 3).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
        }) && rest.matches('#').count() <= 1
    };
    rest.is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_alphanumeric()) && rest.bytes().all(is_fit) && is_encoded(rest)
    })
}
