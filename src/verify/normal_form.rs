//! Decides whether two values of a variable are equal, and whether they are equivalent.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::latex::math_to_unicode;
use crate::markup::text_as_read;
use crate::model::{BIB_DIALECTS, IdentifierVariable, Inline, Name, Names, Person, Record, Text, Variable};
use crate::text::identifiers::normalise_doi;
use crate::text::scripts::{lowered_by, raised_by};

/// Whether two records have equivalent values: texts with the same characters, names that read the same, numbers,
/// identifiers and keywords that differ only in white space and dashes, two positions in files.
pub(super) fn are_equivalent(one: &Record, other: &Record, variable: Variable) -> bool {
    match variable {
        Variable::Text(variable) => {
            let (one, other) = (one.texts.get(&variable), other.texts.get(&variable));
            let is_same = |form: fn(&Text) -> String| one.map(form) == other.map(form);
            is_same(text) || is_same(text_without_formulas) || is_same(source)
        }
        Variable::Names(variable) => one.names.get(&variable).map(names) == other.names.get(&variable).map(names),
        Variable::Number(variable) => {
            let number = |number: &String| plain(number).replace(" - ", "-");
            one.numbers.get(&variable).map(number) == other.numbers.get(&variable).map(number)
        }
        Variable::Identifier(variable) => {
            let address = |identifier: &String| {
                let bare = Some(identifier).filter(|_| variable == IdentifierVariable::Doi);
                address(&bare.and_then(|doi| normalise_doi(doi)).unwrap_or_else(|| identifier.clone()))
            };
            one.identifiers.get(&variable).map(address) == other.identifiers.get(&variable).map(address)
        }
        Variable::Tags => one.tags.iter().map(|tag| plain(tag)).eq(other.tags.iter().map(|tag| plain(tag))),
        Variable::Language => {
            let language = |record: &Record| record.language.as_ref().map(|tag| tag.to_lowercase());
            language(one) == language(other)
        }
        // The position of a record in a file is not a statement about the work; the person on whose page it was listed
        // is.
        Variable::Origin => (one.has(variable), &one.owner) == (other.has(variable), &other.owner),
        Variable::Extra => extra(one) == extra(other),
        Variable::Kind | Variable::Date(_) | Variable::Related | Variable::Inferred => false,
    }
}

/// The fields without a variable, by their format; those of the two dialects of .bib files are of one.
fn extra(record: &Record) -> BTreeMap<&str, Vec<(&str, String)>> {
    let mut all: BTreeMap<&str, Vec<(&str, String)>> = BTreeMap::new();
    for (format, fields) in &record.extra {
        let format = if BIB_DIALECTS.contains(&format.as_str()) { BIB_DIALECTS[0] } else { format };
        all.entry(format).or_default().extend(fields.iter().map(|(name, value)| (name.as_str(), value.to_string())));
    }
    all.values_mut().for_each(|fields| fields.sort());
    all
}

/// The characters that readers see.
fn text(text: &Text) -> String {
    plain(&text_as_read(text))
}

/// The characters that a reader sees if formulas are written out, with a sign wherever raised or lowered ones start or
/// end: characters of a formula and their neighbours are one text.
fn text_without_formulas(text: &Text) -> String {
    let mut characters = Vec::new();
    collect(text.inlines(), LEVEL, &mut characters);
    let (mut shown, mut before) = (String::new(), LEVEL);
    for (character, level) in characters {
        if level != before && !character.is_whitespace() {
            shown.push(level);
            before = level;
        }
        shown.push(character);
    }
    plain(&shown)
}

/// Signs for the levels: normal, raised, and lowered.
const LEVEL: char = '\u{1}';
const RAISED: char = '\u{2}';
const LOWERED: char = '\u{3}';

fn collect(inlines: &[Inline], level: char, characters: &mut Vec<(char, char)>) {
    for inline in inlines {
        match inline {
            Inline::Str(text) | Inline::Code(text) => {
                characters.extend(text.chars().map(|character| on_its_level(character, level)));
            }
            // Inside a script, another one is shown by Unicode's characters or not at all.
            Inline::Math(_) | Inline::Sup(_) | Inline::Sub(_) if level != LEVEL => {
                let shown = text_as_read(&Text::from(vec![inline.clone()]));
                characters.extend(shown.chars().map(|character| on_its_level(character, level)));
            }
            Inline::Math(tex) => collect(&math_to_unicode(tex), level, characters),
            Inline::Sup(content) => collect(content, RAISED, characters),
            Inline::Sub(content) => collect(content, LOWERED, characters),
            Inline::Quote(content) => {
                characters.push(('“', level));
                collect(content, level, characters);
                characters.push(('”', level));
            }
            other => collect(other.children().unwrap_or_default(), level, characters),
        }
    }
}

/// A character of a text at a level; Unicode's superscripts and subscripts are at their own.
fn on_its_level(character: char, level: char) -> (char, char) {
    match (raised_by(character), lowered_by(character)) {
        (Some(normal), _) => (normal, RAISED),
        (_, Some(normal)) => (normal, LOWERED),
        _ => (character, level),
    }
}

/// The characters without the dollar signs of mathematics: formulas that could do harm are written as characters.
fn source(text: &Text) -> String {
    plain(&text.to_plain().replace('$', ""))
}

/// The bytes of an address without percent-encoding, with one form of all white space.
fn address(identifier: &str) -> Vec<u8> {
    let spaced = identifier.split(char::is_whitespace).collect::<Vec<_>>().join(" ");
    let (mut bytes, mut rest) = (Vec::with_capacity(spaced.len()), spaced.as_bytes());
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = code.filter(|_| byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { &after[2..] } else { after };
    }
    bytes
}

/// The text with one form of all dashes and of all white space, with composed characters.
fn plain(text: &str) -> String {
    let text: String = text.nfc().map(|character| if "‐‑–—".contains(character) { '-' } else { character }).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut joined = words.join(" ");
    while joined.contains("--") {
        joined = joined.replace("--", "-");
    }
    joined
}

fn names(names: &Names) -> (Vec<Vec<String>>, bool) {
    (names.list.iter().map(name).collect(), names.truncated)
}

/// The parts of a name with its particles as one, its suffix after the given names ("Edward H., Jr."), and without its
/// ORCID iD; a person with only a family name is a literal.
fn name(name: &Name) -> Vec<String> {
    match name {
        Name::Literal(literal) => vec![plain(literal)],
        Name::Person(Person { family, given: None, suffix: None, .. }) if !family.is_empty() => {
            vec![plain(&name.family_with_particles())]
        }
        Name::Person(person) => {
            let parts =
                [&person.given, &person.suffix].map(|part| part.as_deref().unwrap_or_default().replace(',', " "));
            vec![plain(&name.family_with_particles()), plain(&parts.join(" "))]
        }
    }
}
