//! The languages of `publist.toml`: the same list once more in another language.

use toml::de::DeTable;

use super::key::{self, Key, key};
use super::value::Reading;
use super::{Configuration, OutputFile};
use crate::diag::Code;
use crate::list::Headings;

/// The settings for a list in a further language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct LanguageSettings {
    /// The language, such as `de` or `de-AT`.
    pub locale: String,
    /// The title of the list in this language.
    pub title: Option<String>,
    /// The files to write, relative to the configuration file.
    pub outputs: Vec<OutputFile>,
    /// The style, if the list has another one in this language.
    pub style: Option<String>,
    /// The words of this language for texts of the configuration: headings, legends and names of metrics.
    pub words: Vec<(String, String)>,
}

impl LanguageSettings {
    /// Creates the settings of a language that is not in the file: usual headings have words, and the files are these.
    pub fn of(locale: &str, outputs: Vec<OutputFile>) -> Self {
        Self { locale: locale.to_owned(), outputs, ..Self::default() }
    }
}

pub(super) static KEYS: &[Key<LanguageSettings>] = &[
    key("title", "\"Veröffentlichungen\"", "The title of the list in this language", |language, value, reading| {
        language.title = value.string(reading);
    }),
    key(
        "output",
        "[\"publikationen.html\"]",
        "The files to write; without any, the settings are for `publist list --locale`",
        |language, value, reading| {
            let outputs = value.placed_strings(reading).into_iter();
            language.outputs = outputs.map(|(path, place)| OutputFile { path, place }).collect();
        },
    ),
    key("style", "\"publist-numeric\"", "The CSL style in this language", |language, value, reading| {
        language.style = value.string(reading);
    }),
    key(
        "words",
        "{ \"Talks\" = \"Vorträge\" }",
        "The words for headings, legends and names of metrics of this file; usual headings need none",
        |language, value, reading| {
            for (text, words) in value.table(reading).into_iter().flatten() {
                match words.get_ref().as_str() {
                    Some(words) => language.words.push((text.get_ref().to_string(), words.to_owned())),
                    None => reading.wrong(words, text.get_ref(), "a text in quotation marks"),
                }
            }
        },
    ),
];

/// Reads the languages, after everything else of the file.
pub(super) fn read(languages: &DeTable<'_>, list: &mut Configuration, reading: &mut Reading<'_, '_>) {
    for (tag, values) in languages {
        let Some(table) = values.get_ref().as_table() else {
            reading.wrong(values, tag.get_ref(), "a table [languages.TAG]");
            continue;
        };
        let mut language = LanguageSettings { locale: tag.get_ref().to_string(), ..LanguageSettings::default() };
        key::read(table, &format!("languages.{}", tag.get_ref()), KEYS, &mut language, reading);
        if Headings::in_language(&language.locale).is_none() {
            let message =
                format!("publist has no words in “{}”: headings and statuses are in English", language.locale);
            reading.report(Code::WordsMissing, tag.span(), message);
        }
        report_words(&language, list, tag.span(), table, reading);
        report_files_of_others(&mut language, list, reading);
        list.languages.push(language);
    }
}

/// Reports texts of the configuration without words in a language, and words for texts that are not there.
fn report_words(
    language: &LanguageSettings,
    list: &Configuration,
    span: std::ops::Range<usize>,
    table: &DeTable<'_>,
    reading: &mut Reading<'_, '_>,
) {
    let texts = list.texts();
    // Figures mostly have names of all languages.
    let is_metric = |text: &str| list.options.metrics.iter().any(|(name, _)| name == text);
    for text in texts.iter().filter(|text| language.words_for(text).is_none() && !is_metric(text)) {
        let is_title = list.options.title.as_deref() == Some(text);
        if !(is_title && language.title.is_some()) {
            let key = if is_title { "title" } else { "words" };
            let message = format!("“{text}” has no words in “{}”: add them under “{key}”", language.locale);
            reading.report(Code::ConfigurationValue, span.clone(), message);
        }
    }
    let words =
        table.iter().find(|(key, _)| key.get_ref() == "words").and_then(|(_, value)| value.get_ref().as_table());
    for (text, _) in words.into_iter().flatten().filter(|(text, _)| !texts.contains(&text.get_ref().as_ref())) {
        let message = format!("no heading, legend or metric of this file is “{}”", text.get_ref());
        reading.report(Code::ConfigurationKeyUnknown, text.span(), message);
    }
}

/// Reports and removes files that another language writes.
fn report_files_of_others(language: &mut LanguageSettings, list: &Configuration, reading: &mut Reading<'_, '_>) {
    let others = list.outputs.iter().chain(list.languages.iter().flat_map(|other| &other.outputs));
    let others: Vec<&str> = others.map(|output| output.path.as_str()).collect();
    language.outputs.retain(|output| {
        let is_free = !others.contains(&output.path.as_str());
        if !is_free {
            let message = format!("“{}” is also a file of the list in another language", output.path);
            let report = crate::diag::Diagnostic::new(Code::ConfigurationValue, message).at(output.place.clone());
            reading.diag.report(report);
        }
        is_free
    });
}

impl LanguageSettings {
    /// Returns the words for a text of the configuration: the given ones, or those of publist if it is one of its headings.
    fn words_for(&self, text: &str) -> Option<String> {
        let given = self.words.iter().find(|(known, _)| known == text).map(|(_, words)| words.clone());
        given.or_else(|| Headings::in_language(&self.locale)?.translated(text).map(str::to_owned))
    }
}

impl Configuration {
    /// Returns the configuration of the list in one of its languages; its outputs are those of the language.
    ///
    /// ```
    /// use publist::list::Configuration;
    ///
    /// let text = "title = \"Publications\"\n[languages.de]\noutput = [\"de.html\"]\n";
    /// let configuration = Configuration::read("publist.toml", text, &mut ());
    /// let german = configuration.in_language(&configuration.languages[0]);
    /// assert_eq!(german.options.title.as_deref(), Some("Veröffentlichungen"));
    /// assert_eq!(german.options.locale.as_deref(), Some("de"));
    /// ```
    #[must_use]
    pub fn in_language(&self, language: &LanguageSettings) -> Self {
        let mut list = self.clone();
        list.outputs.clone_from(&language.outputs);
        list.style = language.style.clone().or(list.style);
        list.options.locale = Some(language.locale.clone());
        list.texts_mut().into_iter().for_each(|text| {
            if let Some(words) = language.words_for(text) {
                *text = words;
            }
        });
        list.options.title = language.title.clone().or(list.options.title);
        list
    }

    /// The texts that the user chose and that the list shows.
    fn texts(&self) -> Vec<&str> {
        let options = &self.options;
        let headings = options.sections.iter().filter_map(|section| section.heading.as_deref());
        let legends = options.people.iter().filter_map(|person| person.legend.as_deref());
        let metrics = options.metrics.iter().map(|(name, _)| name.as_str());
        options.title.as_deref().into_iter().chain(headings).chain(legends).chain(metrics).collect()
    }

    fn texts_mut(&mut self) -> Vec<&mut String> {
        let options = &mut self.options;
        let headings = options.sections.iter_mut().filter_map(|section| section.heading.as_mut());
        let legends = options.people.iter_mut().filter_map(|person| person.legend.as_mut());
        let metrics = options.metrics.iter_mut().map(|(name, _)| name);
        options.title.as_mut().into_iter().chain(headings).chain(legends).chain(metrics).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Configuration;
    use crate::diag::{Code, Diagnostic};

    const FILE: &str = "\
title = \"Publications\"
output = [\"cv.html\"]
[[people]]
name = \"Nora Lind\"
legend = \"myself\"
[[sections]]
heading = \"Journal articles\"
[[sections]]
heading = \"Blog\"
[metrics]
h-index = 3
";

    fn read(more: &str) -> (Configuration, Vec<Diagnostic>) {
        let mut reports = Vec::new();
        (Configuration::read("publist.toml", &format!("{FILE}{more}"), &mut reports), reports)
    }

    #[test]
    fn a_list_speaks_each_of_its_languages() {
        let words = "{ Blog = \"Netztagebuch\", myself = \"ich\", h-index = \"h-Index\" }";
        let (list, reports) =
            read(&format!("[languages.de]\noutput = [\"cv.de.html\"]\nstyle = \"apa\"\nwords = {words}\n"));
        assert_eq!(reports, []);
        let german = list.in_language(&list.languages[0]);
        let options = &german.options;
        assert_eq!(options.title.as_deref(), Some("Veröffentlichungen"));
        let headings: Vec<_> = options.sections.iter().filter_map(|section| section.heading.as_deref()).collect();
        assert_eq!(headings, ["Zeitschriftenartikel", "Netztagebuch"]);
        assert_eq!(options.people[0].legend.as_deref(), Some("ich"));
        assert_eq!(options.metrics, [("h-Index".to_owned(), "3".to_owned())]);
        assert_eq!((german.outputs[0].path.as_str(), german.style.as_deref()), ("cv.de.html", Some("apa")));
        assert_eq!(list.options.title.as_deref(), Some("Publications"));
    }

    #[test]
    fn faults_are_reported_where_they_stand() {
        let line = |text: &str, code: Code| {
            let reports = read(text).1;
            let found = reports.iter().find(|report| report.code == code);
            found.and_then(|report| report.place.as_ref()).map(|place| place.line)
        };
        let words = "words = { Blog = \"B\", myself = \"m\", h-index = \"h\" }\n";
        assert_eq!(line("[languages.de]\n", Code::ConfigurationValue), Some(12));
        assert_eq!(line(&format!("[languages.tlh]\n{words}"), Code::WordsMissing), Some(12));
        assert_eq!(line("[languages.de]\ntitel = \"x\"\n", Code::ConfigurationKeyUnknown), Some(13));
        assert_eq!(
            line(&format!("[languages.de]\n{}", words.replace('}', ", Vlog = \"x\" }")), Code::ConfigurationKeyUnknown),
            Some(13)
        );
        assert_eq!(
            line(&format!("[languages.de]\noutput = [\"cv.html\"]\n{words}"), Code::ConfigurationValue),
            Some(13)
        );
        assert_eq!(line("[languages]\nde = 3\n", Code::ConfigurationValue), Some(13));
        assert_eq!(line("[languages.de]\nwords = { Blog = 3 }\n", Code::ConfigurationValue), Some(13));
        assert_eq!(read(&format!("[languages.de]\n{words}")).1, []);
    }
}
