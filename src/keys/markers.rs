//! The only table of markers: what can be written in brackets in a pattern of citation keys, or as a function in a
//! formula.
//!
//! Names and meanings are those of JabRef (<https://docs.jabref.org/setup/citationkeypatterns>) and of Better BibTeX
//! (<https://retorque.re/zotero-better-bibtex/citing/formulas/>); where the two differ, the table says which one
//! applies.

use crate::bib::entry_type as bibtex_entry_type;
use crate::formats::{BIBLATEX, BIBTEX};
use crate::markup::text_as_read;
use crate::model::{Date, DateVariable, Kind, NameVariable, NumberVariable, Record, Variable, month_name};
use crate::seam::Format;
use crate::text::words::capitalised;

use super::arguments::{Arguments, nearest};
use super::name_markers as names;
use super::settings::{Creators, Settings};
use super::title_markers as titles;

/// A marker of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Marker {
    /// A marker of the table.
    Known(fn(&Record, &Settings) -> String, Settings),
    /// A field, by its name in BibTeX, BibLaTeX or CSL.
    Field(String),
    /// A field without a variable that a format kept, by its name.
    Extra(String),
}

/// How many numbers a marker takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    Nothing,
    N,
    NAndM,
}

/// A row of the table.
struct Row {
    name: &'static str,
    also: &'static [&'static str],
    takes: Takes,
    is_about_names: bool,
    value: fn(&Record, &Settings) -> String,
    help: &'static str,
}

const fn row(name: &'static str, takes: Takes, value: fn(&Record, &Settings) -> String, help: &'static str) -> Row {
    Row { name, also: &[], takes, is_about_names: false, value, help }
}

const fn of_names(
    name: &'static str,
    also: &'static [&'static str],
    takes: Takes,
    value: fn(&Record, &Settings) -> String,
    help: &'static str,
) -> Row {
    Row { name, also, takes, is_about_names: true, value, help }
}

/// Every marker. Those of names fall back to the editors when there are no authors.
static MARKERS: &[Row] = &[
    of_names(
        "auth",
        &[],
        Takes::NAndM,
        names::nth,
        "first N letters of the Mth (first) family name, without particles",
    ),
    of_names("authFirstFull", &[], Takes::Nothing, names::first_full, "the same with its particle (“vanBeethoven”)"),
    of_names("authForeIni", &[], Takes::Nothing, names::first_initial, "initial of the first author's given name"),
    of_names("authorLast", &[], Takes::Nothing, names::last, "family name of the last author, without particles"),
    of_names("authorLastForeIni", &[], Takes::Nothing, names::last_initial, "initial of the last author's given name"),
    of_names("authors", &[], Takes::N, names::all, "family names of all authors, or of the first N and “EtAl”"),
    of_names("authEtAl", &[], Takes::Nothing, names::et_al, "one or two authors; of more, the first and “EtAl”"),
    of_names("auth.etal", &["authEtal2"], Takes::Nothing, names::dotted_et_al, "the same, with dots: “A.B”, “A.etal”"),
    of_names(
        "auth.auth.ea",
        &["authAuthEa"],
        Takes::Nothing,
        names::dotted_ea,
        "the first two authors: “A.B”, “A.B.ea”",
    ),
    of_names(
        "authshort",
        &[],
        Takes::Nothing,
        names::short,
        "the name of a single author; of more, up to three initials and “+”",
    ),
    of_names("authorsAlpha", &[], Takes::Nothing, names::alpha, "as the style alpha: “Knu”, “AB”, “ABC+”"),
    of_names(
        "authorIni",
        &[],
        Takes::Nothing,
        names::initials,
        "5 letters of the first author, initials of the others",
    ),
    of_names("authIni", &[], Takes::N, names::shared_initials, "beginnings of all authors' names, N letters in total"),
    row("title", Takes::Nothing, titles::title, "the title, every word capitalised except function words"),
    row("fulltitle", Takes::Nothing, titles::full_title, "the title in its own letter case; also as [TITLE]"),
    row("camel", Takes::Nothing, titles::camel, "the title, every word capitalised"),
    row("shorttitle", Takes::NAndM, titles::short_title, "first N (3) words without function words, M (0) capitalised"),
    row("shorttitleINI", Takes::Nothing, titles::short_title_initials, "first letters of those words"),
    row("veryshorttitle", Takes::NAndM, titles::very_short_title, "first N (1) words without function words"),
    row("year", Takes::Nothing, |record, _| year(record), "year of publication"),
    row("shortyear", Takes::Nothing, |record, _| short_year(record), "its last two digits"),
    row("month", Takes::Nothing, |record, _| month(record), "month of publication, in English"),
    row("day", Takes::Nothing, |record, _| day(record), "day of publication"),
    row("date", Takes::Nothing, |record, _| date(record), "date of publication: 2022-10-22"),
    row("origyear", Takes::Nothing, |record, _| original_year(record), "year of the first publication"),
    row("firstpage", Takes::Nothing, |record, _| page(record, Iterator::min), "lowest page number"),
    row("lastpage", Takes::Nothing, |record, _| page(record, Iterator::max), "highest page number"),
    row("pageprefix", Takes::Nothing, |record, _| page_prefix(record), "letters before the first page number"),
    row("keyword", Takes::N, keyword, "Nth (first) keyword"),
    row("keywords", Takes::N, keywords, "first N keywords, or all"),
    row("entrytype", Takes::Nothing, |record, _| entry_type(record), "entry type in BibTeX: “InProceedings”"),
];

/// The markers and their meanings, for the help text.
pub(super) fn help() -> Vec<(String, &'static str)> {
    let shown = |row: &Row| {
        let numbers = match row.takes {
            Takes::Nothing => "",
            Takes::N => "N",
            Takes::NAndM => "N_M",
        };
        let also: String = row.also.iter().map(|name| format!(", {name}")).collect();
        (format!("{}{numbers}{also}", row.name), row.help)
    };
    let fields = [
        ("pureauth...".to_owned(), "the markers of names, without editors as a fallback"),
        ("edtr..., editors...".to_owned(), "the markers of names, for editors"),
        ("doi, journal, volume, ...".to_owned(), "any field, by its name in BibTeX, BibLaTeX or CSL"),
        ("field(NAME)".to_owned(), "any other field of a .bib file or a JSON file"),
    ];
    MARKERS.iter().map(shown).chain(fields).collect()
}

impl Marker {
    /// Finds the marker for a name and the numbers that may follow it directly. An error says what is wrong.
    pub(super) fn resolve(name: &str, arguments: &Arguments) -> Result<Self, String> {
        if matches!(name.to_ascii_lowercase().as_str(), "field" | "getfield" | "extra") {
            arguments.check(1, &["name"])?;
            return Ok(Self::Extra(arguments.required(0, "name")?.to_owned()));
        }
        if matches!(name, "Title" | "TITLE") {
            return Self::resolve("fulltitle", arguments);
        }
        if let Some((row, creators, numbers)) = find(name) {
            let numbers: Vec<&str> = numbers.split('_').filter(|number| !number.is_empty()).collect();
            let arguments = if numbers.is_empty() { arguments } else { &Arguments::of_numbers(&numbers) };
            return Ok(Self::Known(row.value, row.settings(creators, arguments)?));
        }
        if is_field(name) {
            arguments.check(0, &[])?;
            return Ok(Self::Field(name.to_owned()));
        }
        let near = nearest(MARKERS.iter().map(|row| row.name), name);
        let hint = near.map(|near| format!("; did you mean “{near}”?")).unwrap_or_default();
        Err(format!("there is no marker and no field “{name}”{hint}"))
    }

    /// Returns the value of the marker for a record.
    pub(super) fn value(&self, record: &Record) -> String {
        match self {
            Self::Known(value, settings) => value(record, settings),
            Self::Field(name) => field_variable(record.kind, name).map(|of| variable(record, of)).unwrap_or_default(),
            Self::Extra(name) => extra(record, name),
        }
    }
}

impl Row {
    fn settings(&self, creators: Creators, arguments: &Arguments) -> Result<Settings, String> {
        let numbers = match self.takes {
            Takes::Nothing => 0,
            Takes::N => 1,
            Takes::NAndM => 2,
        };
        if self.is_about_names {
            arguments.check(numbers + 3, &["n", "m", "creator", "joiner", "etal"])?;
        } else {
            arguments.check(numbers, &["n", "m"])?;
        }
        let creators = match arguments.get(usize::MAX, "creator") {
            Some("editor") => Creators::Editors,
            Some("author") | None => creators,
            Some(other) => return Err(format!("“{other}” is neither “author” nor “editor”")),
        };
        let text = |name: &str| arguments.get(usize::MAX, name).map(str::to_owned);
        let number = |place: usize, name: &str| if place < numbers { arguments.number(place, name) } else { Ok(None) };
        Ok(Settings { n: number(0, "n")?, m: number(1, "m")?, creators, joiner: text("joiner"), etal: text("etal") })
    }
}

/// Finds the row for a name, whose names it uses, and the numbers after the name.
fn find(name: &str) -> Option<(&'static Row, Creators, &str)> {
    let exact = |name: &str| {
        let is_it = |row: &&Row| [row.name].iter().chain(row.also).any(|known| known.eq_ignore_ascii_case(name));
        MARKERS.iter().find(is_it)
    };
    let bare = name.trim_end_matches(|character: char| character.is_ascii_digit() || character == '_');
    for (name, numbers) in [(name, ""), (bare, &name[bare.len()..])] {
        let lower = name.to_ascii_lowercase();
        let of_editors = match lower.strip_prefix("editor") {
            Some(rest) if !rest.is_empty() => format!("author{rest}"),
            _ => lower.replace("edtr", "auth"),
        };
        let found = [
            (exact(&lower), Creators::AuthorsOrEditors),
            (lower.strip_prefix("pure").and_then(exact).filter(|row| row.is_about_names), Creators::Authors),
            ((of_editors != lower).then(|| exact(&of_editors)).flatten(), Creators::Editors),
        ];
        let fits = |row: &Row| numbers.is_empty() || row.takes != Takes::Nothing;
        for (row, creators) in found {
            if let Some(row) = row.filter(|row| fits(row)) {
                return Some((row, creators, numbers));
            }
        }
    }
    None
}

fn is_field(name: &str) -> bool {
    Kind::ALL.iter().any(|&kind| field_variable(kind, name).is_some())
}

/// Finds the variable of a field, by its name in BibTeX, BibLaTeX or CSL.
fn field_variable(kind: Kind, name: &str) -> Option<Variable> {
    let of_format = |format: &Format| format.fields.row_of(kind, name).map(|row| row.variable);
    let of_csl = || {
        let has_name = |variable: &Variable| variable.name().eq_ignore_ascii_case(name);
        Variable::all().find(has_name)
    };
    let is_value = |variable: &Variable| {
        !matches!(variable, Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred)
    };
    of_format(&BIBTEX).or_else(|| of_format(&BIBLATEX)).or_else(of_csl).filter(is_value)
}

fn variable(record: &Record, variable: Variable) -> String {
    match variable {
        Variable::Kind => record.kind.name().to_owned(),
        Variable::Text(variable) => record.text(variable).map(text_as_read).unwrap_or_default(),
        Variable::Names(variable) => {
            let list = record.names(variable).map(|names| names.list.as_slice()).unwrap_or_default();
            list.iter().map(|name| name.to_display_order()).collect::<Vec<_>>().join(" and ")
        }
        Variable::Date(variable) => record.date(variable).map(ToString::to_string).unwrap_or_default(),
        Variable::Number(variable) => record.number(variable).map(str::to_owned).unwrap_or_default(),
        Variable::Identifier(variable) => record.identifier(variable).map(str::to_owned).unwrap_or_default(),
        Variable::Language => record.language.clone().unwrap_or_default(),
        Variable::Tags => record.tags.join(" "),
        Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => String::new(),
    }
}

fn extra(record: &Record, name: &str) -> String {
    let fields = record.extra.values().flatten();
    let value = fields.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    match value {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(number @ serde_json::Value::Number(_)) => number.to_string(),
        _ => String::new(),
    }
}

/// The date of a work, or otherwise the date on which it became available or was submitted.
fn issued(record: &Record) -> Option<&Date> {
    let variables = [DateVariable::Issued, DateVariable::AvailableDate, DateVariable::Submitted];
    variables.into_iter().find_map(|variable| record.date(variable).filter(|date| date.time().is_some()))
}

/// The year of a work; "bc379" for years before year 1.
pub(super) fn year(record: &Record) -> String {
    let point = issued(record).and_then(Date::time);
    point.map(|point| point.year.to_string().replace('-', "bc")).unwrap_or_default()
}

/// The rank of a record among those with the same key: by its date, title, names and its other distinguishing values,
/// so that the order does not depend on where the records came from.
pub(super) fn rank(record: &Record) -> impl Ord + use<> {
    let point = issued(record).and_then(Date::time);
    // Undated works come last: they may be the newest.
    let date = point.map_or((1, 0, 0, 0), |point| {
        (0, point.year, point.month_number().unwrap_or(13), point.day_number().unwrap_or(32))
    });
    let names = record
        .names
        .get(&NameVariable::Author)
        .map(|names| names.list.iter().map(|name| name.to_display_order()).collect::<Vec<_>>());
    let identifiers: Vec<String> = record.identifiers.values().cloned().collect();
    let numbers: Vec<String> = record.numbers.values().cloned().collect();
    (date, record.plain_title(), names, record.kind.name(), identifiers, numbers, record.id.clone())
}

fn short_year(record: &Record) -> String {
    let year = issued(record).and_then(Date::time).map(|point| point.year.unsigned_abs() % 100);
    year.map(|year| format!("{year:02}")).unwrap_or_default()
}

fn month(record: &Record) -> String {
    let month = issued(record).and_then(Date::time).and_then(|point| point.month_number());
    month.and_then(month_name).unwrap_or_default().to_owned()
}

fn day(record: &Record) -> String {
    let day = issued(record).and_then(Date::time).and_then(|point| point.day_number());
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn date(record: &Record) -> String {
    issued(record).map(ToString::to_string).unwrap_or_default()
}

fn original_year(record: &Record) -> String {
    let point = record.date(DateVariable::OriginalDate).and_then(Date::first_point);
    point.map(|point| point.year.to_string().replace('-', "bc")).unwrap_or_default()
}

fn pages(record: &Record) -> &str {
    record.number(NumberVariable::Page).unwrap_or_default()
}

/// A page number: the lowest or highest, as in JabRef. `7,41,73--97` returns 7 or 97.
fn page(record: &Record, choose: fn(std::vec::IntoIter<u64>) -> Option<u64>) -> String {
    let digits = pages(record).split(|character: char| !character.is_ascii_digit());
    let numbers: Vec<u64> = digits.filter_map(|digits| digits.parse().ok()).collect();
    choose(numbers.into_iter()).map(|number| number.to_string()).unwrap_or_default()
}

fn page_prefix(record: &Record) -> String {
    let pages = pages(record);
    let prefix = &pages[..pages.find(|character: char| character.is_ascii_digit()).unwrap_or(0)];
    prefix.trim().to_owned()
}

fn keyword(record: &Record, settings: &Settings) -> String {
    let place = settings.n.unwrap_or(1);
    place.checked_sub(1).and_then(|index| record.tags.get(index)).cloned().unwrap_or_default()
}

fn keywords(record: &Record, settings: &Settings) -> String {
    record.tags.iter().take(settings.n.unwrap_or(usize::MAX)).cloned().collect::<Vec<_>>().join(" ")
}

/// The entry type, spelled as in JabRef.
fn entry_type(record: &Record) -> String {
    let name = bibtex_entry_type(record);
    let known = ["InProceedings", "InCollection", "PhdThesis", "MastersThesis", "TechReport"];
    match known.iter().find(|known| known.eq_ignore_ascii_case(&name)) {
        Some(known) => (*known).to_owned(),
        None => capitalised(&name),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{MARKERS, Marker, Settings};
    use crate::keys::arguments::Arguments;
    use crate::keys::settings::Creators;

    #[test]
    fn every_name_stands_in_the_table_once_and_is_found() {
        let mut seen = HashSet::new();
        for row in MARKERS {
            for name in [row.name].iter().chain(row.also) {
                assert!(seen.insert(name.to_ascii_lowercase()), "{name}");
                assert!(Marker::resolve(name, &Arguments::default()).is_ok(), "{name}");
            }
            assert!(!row.help.is_empty());
        }
    }

    fn settings(name: &str) -> Settings {
        match Marker::resolve(name, &Arguments::default()) {
            Ok(Marker::Known(_, settings)) => settings,
            other => panic!("{name}: {other:?}"),
        }
    }

    #[test]
    fn numbers_and_roles_stand_in_the_name() {
        assert_eq!(settings("auth3_2"), Settings { n: Some(3), m: Some(2), ..Settings::default() });
        assert_eq!(
            settings("pureauthors3"),
            Settings { n: Some(3), creators: Creators::Authors, ..Settings::default() }
        );
        for name in ["edtr", "edtrIni2", "editors", "editorLast", "editorLastForeIni", "edtr.edtr.ea", "edtrshort"] {
            assert_eq!(settings(name).creators, Creators::Editors, "{name}");
        }
        assert_eq!(settings("AUTH").creators, Creators::AuthorsOrEditors);
    }

    #[test]
    fn fields_go_by_the_names_of_bibtex_biblatex_and_csl() {
        for name in ["doi", "DOI", "journal", "journaltitle", "container-title", "editor", "volume", "langid", "author"]
        {
            assert!(matches!(Marker::resolve(name, &Arguments::default()), Ok(Marker::Field(_))), "{name}");
        }
    }

    #[test]
    fn unknown_names_are_errors_with_a_hint() {
        let error = |name| Marker::resolve(name, &Arguments::default()).unwrap_err();
        assert_eq!(error("auht"), "there is no marker and no field “auht”; did you mean “auth”?");
        assert_eq!(error("xyzzy"), "there is no marker and no field “xyzzy”");
        assert!(Marker::resolve("year", &Arguments::of_numbers(&["3"])).is_err());
    }
}
