//! THE table of localisation keys: `type = {techreport}` means "technical report" in English, "Technischer Bericht" in
//! German. Records hold the words in the language of the work; BibLaTeX gets the key back.
//!
//! Sources: biblatex manual, section 2.3.1 ("data types", key lists) and sections 4.9.2.10 to 4.9.2.12 (types,
//! publication states, countries and patents); the words are those of its language modules. A language without a column
//! gets the English words, as does a key without a word in its language.

use std::borrow::Cow;

use crate::latex;
use crate::model::{Text, TextVariable};

/// The languages of the columns.
const LANGUAGES: [&str; 4] = ["en", "de", "fr", "es"];

/// The English column.
const ENGLISH: usize = 0;

/// A key, the variable that holds its words, and its words in each language; empty if the language has none.
type Row = (&'static str, TextVariable, [&'static str; LANGUAGES.len()]);

#[rustfmt::skip]
const KEYS: &[Row] = &[
    ("bathesis", TextVariable::Genre, ["Bachelor's thesis", "Bachelorarbeit", "", ""]),
    ("mathesis", TextVariable::Genre, ["Master's thesis", "Magisterarbeit", "mémoire de master", "Tesis de maestría"]),
    ("phdthesis", TextVariable::Genre, ["PhD thesis", "Dissertation", "thèse de doctorat", "Tesis doctoral"]),
    ("candthesis", TextVariable::Genre, ["Candidate thesis", "Qualifikationsschrift", "thèse de candidature", ""]),
    ("resreport", TextVariable::Genre, ["research report", "Forschungsbericht", "rapport scientifique", ""]),
    ("techreport", TextVariable::Genre, ["technical report", "Technischer Bericht", "rapport technique", "informe técnico"]),
    ("software", TextVariable::Genre, ["computer software", "Computer-Software", "logiciel", "programa"]),
    ("datacd", TextVariable::Genre, ["CD-ROM", "CD-ROM", "cédérom", ""]),
    ("audiocd", TextVariable::Genre, ["audio CD", "Audio-CD", "disque compact audio", ""]),
    ("patent", TextVariable::Genre, ["patent", "Patent", "brevet", "patente"]),
    ("patentde", TextVariable::Genre, ["German patent", "deutsches Patent", "brevet allemand", "patente alemana"]),
    ("patenteu", TextVariable::Genre, ["European patent", "europäisches Patent", "brevet européen", "patente europea"]),
    ("patentfr", TextVariable::Genre, ["French patent", "französisches Patent", "brevet français", "patente francesa"]),
    ("patentuk", TextVariable::Genre, ["British patent", "britisches Patent", "brevet britannique", "patente británica"]),
    ("patentus", TextVariable::Genre, ["U.S. patent", "US-Patent", "brevet américain", "patente estadounidense"]),
    ("patreq", TextVariable::Genre, ["patent request", "Patentanmeldung", "demande de brevet", "solicitud de patente"]),
    ("patreqde", TextVariable::Genre,
        ["German patent request", "deutsche Patentanmeldung", "demande de brevet allemand", "solicitud de patente alemana"]),
    ("patreqeu", TextVariable::Genre,
        ["European patent request", "europäische Patentanmeldung", "demande de brevet européen", "solicitud de patente europea"]),
    ("patreqfr", TextVariable::Genre,
        ["French patent request", "französische Patentanmeldung", "demande de brevet français", "solicitud de patente francesa"]),
    ("patrequk", TextVariable::Genre,
        ["British patent request", "britische Patentanmeldung", "demande de brevet britannique",
         "solicitud de patente británica"]),
    ("patrequs", TextVariable::Genre,
        ["U.S. patent request", "US-Patentanmeldung", "demande de brevet américain",
         "solicitud de patente estadounidense"]),
    ("inpreparation", TextVariable::Status, ["in preparation", "in Vorbereitung", "en préparation", "en preparación"]),
    ("submitted", TextVariable::Status, ["submitted", "eingereicht", "soumis", "enviado"]),
    ("forthcoming", TextVariable::Status, ["forthcoming", "im Erscheinen", "à paraître", "próximamente"]),
    ("inpress", TextVariable::Status, ["in press", "im Druck", "sous presse", "en prensa"]),
    ("prepublished", TextVariable::Status, ["pre-published", "Vorveröffentlichung", "prépublié", "previamente publicado"]),
    ("newseries", TextVariable::CollectionTitle, ["new series", "Neue Folge", "nouvelle série", "nueva época"]),
    ("oldseries", TextVariable::CollectionTitle, ["old series", "Alte Folge", "ancienne série", "antigua época"]),
    ("countryde", TextVariable::PublisherPlace, ["Germany", "Deutschland", "Allemagne", "Alemania"]),
    ("countryeu", TextVariable::PublisherPlace, ["European Union", "Europäische Union", "Union européenne", "Unión Europea"]),
    // The European Patent Office has its own key, whose words are those of the Union: it is read and never written.
    ("countryep", TextVariable::PublisherPlace, ["European Union", "Europäische Union", "Union européenne", "Unión Europea"]),
    ("countryfr", TextVariable::PublisherPlace, ["France", "Frankreich", "France", "Francia"]),
    ("countryuk", TextVariable::PublisherPlace, ["United Kingdom", "Großbritannien", "Royaume-Uni", "Reino Unido"]),
    ("countryus", TextVariable::PublisherPlace, ["United States of America", "USA", "États-Unis", "Estados Unidos"]),
];

/// Returns the words of a key in a language, a BCP 47 tag; `None` if the variable has no such key. Keys are in lower
/// case: `type = {Patent}` is a text.
pub(super) fn words(variable: TextVariable, key: &str, language: Option<&str>) -> Option<&'static str> {
    let (_, _, words) = KEYS.iter().find(|(known, of, _)| *of == variable && *known == key)?;
    Some(in_language(words, language))
}

/// Returns the key whose words these are in a language.
pub(super) fn key(variable: TextVariable, text: &str, language: Option<&str>) -> Option<&'static str> {
    let row = KEYS.iter().find(|(_, of, words)| *of == variable && in_language(words, language) == text);
    row.map(|(key, _, _)| *key)
}

/// Returns the key in `\bibstring{phdthesis}`, as biblatex's styles write keys (manual, section 4.8, "Localization strings").
pub(super) fn key_in_command(value: &str) -> Option<&str> {
    const COMMANDS: [&str; 6] =
        ["\\bibstring", "\\biblstring", "\\bibsstring", "\\bibcpstring", "\\bibcplstring", "\\bibcpsstring"];
    let value = value.trim();
    let argument = COMMANDS.iter().find_map(|command| value.strip_prefix(command)?.trim_start().strip_prefix('{'))?;
    argument.strip_suffix('}').map(str::trim)
}

/// Returns the text of a value: the words of its keys, or what it was decoded to.
pub(super) fn read(variable: TextVariable, value: &str, decoded: Text, language: Option<&str>) -> Text {
    if variable != TextVariable::PublisherPlace {
        return words(variable, value.trim(), language).map_or(decoded, Text::plain);
    }
    match places(value, language) {
        Cow::Owned(places) => latex::decode(&places).text,
        Cow::Borrowed(_) => decoded,
    }
}

/// Returns a list of places as the texts of its items, which are separated by semicolons, with the keys among them
/// replaced by their words.
fn places<'a>(list: &'a str, language: Option<&str>) -> Cow<'a, str> {
    let of_item = |item: &'a str| words(TextVariable::PublisherPlace, item.trim(), language).unwrap_or(item);
    if list.split("; ").all(|item| of_item(item) == item) {
        return Cow::Borrowed(list);
    }
    list.split("; ").map(of_item).collect::<Vec<_>>().join("; ").into()
}

/// Returns BibLaTeX's field for a text that is, or would be read as, a key: the key, or the text after braces that print
/// nothing. Places may be several, of which `encode` makes TeX. `None` for all other texts.
pub(super) fn written(
    variable: TextVariable,
    text: &str,
    language: Option<&str>,
    encode: impl Fn(&str) -> String,
) -> Option<String> {
    let of_item = |item: &str| match key(variable, item, language) {
        Some(key) => Some(key.to_owned()),
        None => is_key(variable, item).then(|| format!("{NO_KEY}{item}")),
    };
    if variable != TextVariable::PublisherPlace {
        return of_item(text);
    }
    let items: Vec<Option<String>> = text.split("; ").map(of_item).collect();
    if items.iter().all(Option::is_none) {
        return None;
    }
    let items = text.split("; ").zip(items).map(|(item, key)| key.unwrap_or_else(|| encode(item)));
    Some(items.collect::<Vec<_>>().join("; "))
}

/// Whether a text would be read as a key.
pub(super) fn is_key(variable: TextVariable, text: &str) -> bool {
    KEYS.iter().any(|(known, of, _)| *of == variable && *known == text)
}

/// Whether a value of a .bib file, or an item of a list of places in it, is a key of any variable.
pub(super) fn has_key(value: &str) -> bool {
    value.split(" and ").any(|item| KEYS.iter().any(|(known, _, _)| *known == item.trim()))
}

/// Precedes a text that must not be read as a key: braces that print nothing.
const NO_KEY: &str = "{}";

fn in_language(words: &[&'static str; LANGUAGES.len()], language: Option<&str>) -> &'static str {
    let primary = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag));
    let column = primary.and_then(|tag| LANGUAGES.iter().position(|known| known.eq_ignore_ascii_case(tag)));
    match column.map(|column| words[column]) {
        Some(word) if !word.is_empty() => word,
        _ => words[ENGLISH],
    }
}

#[cfg(test)]
mod tests {
    use super::super::format::BIBLATEX;
    use super::super::testing::write;
    use super::{KEYS, LANGUAGES, key, words};
    use crate::formats::BIBTEX;
    use crate::model::{Kind, Record, Text, TextVariable};
    use crate::seam::testing;

    fn read(text: &str) -> Record {
        testing::read(&BIBLATEX, text).0.remove(0)
    }

    fn plain(record: &Record, variable: TextVariable) -> Option<String> {
        record.text(variable).map(Text::to_plain)
    }

    #[test]
    fn every_key_has_words_that_lead_back_to_it() {
        for (known, variable, _) in KEYS {
            for language in LANGUAGES.iter().copied().map(Some).chain([None, Some("tr")]) {
                let meant = words(*variable, known, language).expect("it is a key");
                let back = key(*variable, meant, language).expect("it has words");
                assert!(back == *known || *known == "countryep", "{known}: {meant}");
            }
        }
        assert_eq!(words(TextVariable::Genre, "Patent", None), None);
        assert_eq!(words(TextVariable::Status, "techreport", None), None);
    }

    #[test]
    fn keys_are_read_as_words_and_come_back() {
        for (entry, variable, meant) in [
            ("@report{a,\n  title = {T},\n  type = {techreport},\n}\n", TextVariable::Genre, "technical report"),
            ("@thesis{a,\n  title = {T},\n  type = {bathesis},\n}\n", TextVariable::Genre, "Bachelor's thesis"),
            (
                "@thesis{a,\n  title = {T},\n  type = {phdthesis},\n  langid = {ngerman},\n}\n",
                TextVariable::Genre,
                "Dissertation",
            ),
            ("@article{a,\n  title = {T},\n  pubstate = {inpress},\n}\n", TextVariable::Status, "in press"),
            (
                "@patent{a,\n  title = {T},\n  type = {patreqde},\n  location = {countryde and countryus and Oslo},\n}\n",
                TextVariable::PublisherPlace,
                "Germany; United States of America; Oslo",
            ),
            ("@article{a,\n  title = {T},\n  series = {newseries},\n}\n", TextVariable::CollectionTitle, "new series"),
            ("@article{a,\n  title = {T},\n  pubstate = {im Erscheinen},\n}\n", TextVariable::Status, "im Erscheinen"),
        ] {
            let record = read(entry);
            assert_eq!(plain(&record, variable).as_deref(), Some(meant), "{entry}");
            assert_eq!(testing::write(&BIBLATEX, &[record]), entry);
        }
    }

    #[test]
    fn a_key_may_be_in_a_command() {
        for value in ["\\bibstring{techreport}", "\\bibcpstring {techreport}"] {
            let record = read(&format!("@report{{a, title = {{T}}, type = {{{value}}}}}"));
            assert_eq!(plain(&record, TextVariable::Genre).as_deref(), Some("technical report"), "{value}");
        }
    }

    #[test]
    fn bibtex_gets_the_words() {
        let record = read("@report{a, title = {T}, type = {techreport}, pubstate = {inpress}}");
        let text = testing::write(&BIBTEX, &[record]);
        assert!(text.contains("type = {technical report}") && text.contains("pubstate = {in press}"), "{text}");
    }

    #[test]
    fn a_text_that_looks_like_a_key_comes_back_as_a_text() {
        for (variable, text) in [
            (TextVariable::Status, "inpress"),
            (TextVariable::PublisherPlace, "Oslo; countryus"),
            (TextVariable::Genre, "techreport"),
        ] {
            let mut record = Record { id: "a".into(), ..Record::new(Kind::Report) };
            record.set_text(TextVariable::Title, "T");
            record.set_text(variable, text);
            assert_eq!(plain(&read(&write(&record)), variable).as_deref(), Some(text));
        }
    }
}
