//! The only table of modifiers: what can follow a colon in a pattern of citation keys, or a dot in a formula.
//!
//! Names and meanings are those of JabRef and of Better BibTeX (see [`super::markers`]).

use regex::{Captures, Regex, RegexBuilder};

use crate::model::Record;
use crate::text::words::{capitalised, is_stop_word};

use super::arguments::Arguments;
use super::arguments::nearest;
use super::characters::{KeyFolding, letters_and_digits};
use super::conditions::Comparison;
use super::title_markers::{abbreviated, all_words, in_title_case};

/// The maximum size of a compiled regular expression, in bytes.
const MOST_OF_A_REGEX: usize = 1 << 20;

/// The maximum length of a value, in characters; no useful pattern needs more.
const MOST_OF_A_VALUE: usize = 1 << 16;

/// A change to a value.
#[derive(Debug, Clone)]
pub(super) enum Modifier {
    /// A function of the value and of the language of the work.
    Plain(fn(&str, Option<&str>) -> String),
    /// Only the first characters.
    Truncate(usize),
    /// Another text between words.
    Condense(String),
    /// Some of the words or characters: the first one, counted from 1, and how many.
    Select(usize, usize),
    Substring(usize, usize),
    /// Text before or after a value that is not empty.
    Prefix(String),
    Postfix(String),
    /// A replacement for an empty value.
    Default(String),
    Replace(Regex, String),
    Fold(KeyFolding),
    /// The value must have such a length; otherwise the next alternative is tried.
    Length(Comparison, usize),
}

/// A row of the table.
struct Row {
    name: &'static str,
    also: &'static [&'static str],
    arguments: &'static str,
    build: fn(&Arguments) -> Result<Modifier, String>,
    help: &'static str,
}

const fn plain(name: &'static str, build: fn(&Arguments) -> Result<Modifier, String>, help: &'static str) -> Row {
    Row { name, also: &[], arguments: "", build, help }
}

const fn with(
    name: &'static str,
    also: &'static [&'static str],
    arguments: &'static str,
    build: fn(&Arguments) -> Result<Modifier, String>,
    help: &'static str,
) -> Row {
    Row { name, also, arguments, build, help }
}

/// A modifier without arguments.
macro_rules! apply {
    ($function:expr) => {
        |arguments| arguments.check(0, &[]).map(|()| Modifier::Plain($function))
    };
}

/// Every modifier.
static MODIFIERS: &[Row] = &[
    plain("lower", apply!(|text, _| text.to_lowercase()), "lower case"),
    plain("upper", apply!(|text, _| text.to_uppercase()), "upper case"),
    plain(
        "capitalize",
        apply!(|text, _| capitalize(text)),
        "the first letter of every word in upper case, all others in lower case",
    ),
    plain("titlecase", apply!(in_title_case), "every word capitalised except function words"),
    plain(
        "sentencecase",
        apply!(|text, _| capitalised(&text.to_lowercase())),
        "the first letter in upper case, all others in lower case",
    ),
    plain(
        "camel",
        apply!(|text, _| each_word(text, capitalised)),
        "every word capitalised, all other letters unchanged",
    ),
    plain("abbr", apply!(|text, _| abbreviated(text)), "the first letters of the words"),
    with("truncate", &[], "N", truncate, "the first N characters"),
    with("regex", &[], "(\"REGEX\", \"TEXT\")", regex, "every match replaced; $1 is the first group"),
    with("replace", &[], "(\"TEXT\", \"TEXT\")", replace, "every occurrence replaced, ignoring letter case"),
    with("default", &["(TEXT)"], "(\"TEXT\")", default, "that text if there is no value"),
    with("prefix", &[], "(\"TEXT\")", prefix, "that text before the value, if there is one"),
    with("postfix", &[], "(\"TEXT\")", postfix, "that text after the value, if there is one"),
    with("condense", &[], "(\"TEXT\")", condense, "that text between the words"),
    with("select", &[], "(START, N)", select, "N words from START on"),
    with("substring", &[], "(START, N)", substring, "N characters from START on"),
    plain("skipwords", apply!(skip_words), "without function words"),
    plain("nopunct", apply!(|text, _| each_word(text, letters_and_digits)), "without punctuation"),
    plain("alphanum", apply!(|text, _| letters_and_digits(text)), "only letters and digits"),
    plain("numeric", apply!(|text, _| numeric(text)), "the value if it is a number"),
    with(
        "fold",
        &["clean", "transliterate", "ascii"],
        "(ascii|german|unicode)",
        fold,
        "without accents: ascii (ü becomes u), german (ü becomes ue), unicode",
    ),
    with("len", &[], "(\">\", N)", length, "if the value is not longer, the next alternative is used"),
];

/// The modifiers and what they do, for the help text.
pub(super) fn help() -> Vec<(String, &'static str)> {
    let shown = |row: &Row| {
        let also: String = row.also.iter().map(|name| format!(", :{name}")).collect();
        (format!(":{}{}{also}", row.name, row.arguments), row.help)
    };
    MODIFIERS.iter().map(shown).collect()
}

impl Modifier {
    /// Finds the modifier for a name; a number may follow it directly (`truncate3`). An error says what is wrong.
    pub(super) fn resolve(name: &str, arguments: &Arguments) -> Result<Self, String> {
        let bare = name.trim_end_matches(|character: char| character.is_ascii_digit());
        for (name, number) in [(name, ""), (bare, &name[bare.len()..])] {
            let is_it = |row: &&Row| [row.name].iter().chain(row.also).any(|known| known.eq_ignore_ascii_case(name));
            if let Some(row) = MODIFIERS.iter().find(is_it) {
                return if number.is_empty() {
                    (row.build)(arguments)
                } else {
                    (row.build)(&Arguments::of_numbers(&[number]))
                };
            }
        }
        let near = nearest(MODIFIERS.iter().map(|row| row.name), name);
        let hint = near.map(|near| format!("; did you mean “{near}”?")).unwrap_or_default();
        Err(format!("there is no modifier “{name}”{hint}"))
    }

    /// Makes a modifier that replaces an empty value.
    pub(super) fn fallback(text: impl Into<String>) -> Self {
        Self::Default(text.into())
    }

    /// Returns the modified value, or `None` if a condition does not hold.
    pub(super) fn apply(&self, value: &str, record: &Record) -> Option<String> {
        let between = |start: usize, count: usize| (start.saturating_sub(1), count);
        let changed = match self {
            Self::Plain(change) => change(value, record.language.as_deref()),
            Self::Truncate(length) => value.chars().take(*length).collect::<String>().trim_end().to_owned(),
            Self::Condense(text) => {
                let has_letters = |word: &&str| word.contains(char::is_alphanumeric);
                value.split_whitespace().filter(has_letters).collect::<Vec<_>>().join(text)
            }
            Self::Select(start, count) => {
                let (skipped, taken) = between(*start, *count);
                value.split_whitespace().skip(skipped).take(taken).collect::<Vec<_>>().join(" ")
            }
            Self::Substring(start, count) => {
                let (skipped, taken) = between(*start, *count);
                value.chars().skip(skipped).take(taken).collect()
            }
            Self::Prefix(text) if !value.is_empty() => format!("{text}{value}"),
            Self::Postfix(text) if !value.is_empty() => format!("{value}{text}"),
            Self::Default(text) if value.trim().is_empty() => text.clone(),
            Self::Prefix(_) | Self::Postfix(_) | Self::Default(_) => value.to_owned(),
            Self::Replace(regex, text) => regex.replace_all(value, text.as_str()).into_owned(),
            Self::Fold(folding) => folding.fold(value),
            Self::Length(comparison, length) => {
                return comparison.holds(value.chars().count(), *length).then(|| value.to_owned());
            }
        };
        let is_small = changed.len() <= MOST_OF_A_VALUE;
        Some(if is_small { changed } else { changed.chars().take(MOST_OF_A_VALUE / 4).collect() })
    }
}

fn capitalize(text: &str) -> String {
    each_word(text, |word| capitalised(&word.to_lowercase()))
}

fn each_word(text: &str, change: impl Fn(&str) -> String) -> String {
    text.split_whitespace().map(change).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn skip_words(text: &str, language: Option<&str>) -> String {
    all_words(text).into_iter().filter(|word| !is_stop_word(word, language)).collect::<Vec<_>>().join(" ")
}

fn numeric(text: &str) -> String {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.to_owned() } else { String::new() }
}

fn truncate(arguments: &Arguments) -> Result<Modifier, String> {
    arguments.check(1, &["n"])?;
    arguments.required(0, "n")?;
    Ok(Modifier::Truncate(arguments.number(0, "n")?.unwrap_or_default()))
}

fn select(arguments: &Arguments) -> Result<Modifier, String> {
    arguments.check(2, &["start", "n"])?;
    Ok(Modifier::Select(arguments.number(0, "start")?.unwrap_or(1), arguments.number(1, "n")?.unwrap_or(usize::MAX)))
}

fn substring(arguments: &Arguments) -> Result<Modifier, String> {
    arguments.check(2, &["start", "n"])?;
    Ok(Modifier::Substring(arguments.number(0, "start")?.unwrap_or(1), arguments.number(1, "n")?.unwrap_or(usize::MAX)))
}

fn condense(arguments: &Arguments) -> Result<Modifier, String> {
    arguments.check(1, &["sep"])?;
    Ok(Modifier::Condense(arguments.get(0, "sep").unwrap_or_default().to_owned()))
}

fn text_of(arguments: &Arguments, name: &str) -> Result<String, String> {
    arguments.check(1, &[name])?;
    arguments.required(0, name).map(str::to_owned)
}

fn default(arguments: &Arguments) -> Result<Modifier, String> {
    text_of(arguments, "text").map(Modifier::Default)
}

fn prefix(arguments: &Arguments) -> Result<Modifier, String> {
    text_of(arguments, "prefix").map(Modifier::Prefix)
}

fn postfix(arguments: &Arguments) -> Result<Modifier, String> {
    text_of(arguments, "postfix").map(Modifier::Postfix)
}

fn fold(arguments: &Arguments) -> Result<Modifier, String> {
    arguments.check(1, &["mode"])?;
    let name = arguments.get(0, "mode").unwrap_or("ascii");
    let folding =
        KeyFolding::from_name(name).ok_or_else(|| format!("“{name}” is not one of ascii, german and unicode"))?;
    Ok(Modifier::Fold(folding))
}

fn length(arguments: &Arguments) -> Result<Modifier, String> {
    arguments.check(2, &["relation", "length"])?;
    let (comparison, length) = comparison_of(arguments)?;
    Ok(Modifier::Length(comparison, length))
}

/// Reads the arguments of `len`: a comparison (`>`) and a number (0).
pub(super) fn comparison_of(arguments: &Arguments) -> Result<(Comparison, usize), String> {
    let relation = arguments.get(0, "relation").unwrap_or(">");
    match Comparison::at_start(relation) {
        Some((comparison, "")) => Ok((comparison, arguments.number(1, "length")?.unwrap_or(0))),
        _ => Err(format!("“{relation}” is not one of = != < <= > >=")),
    }
}

fn regex(arguments: &Arguments) -> Result<Modifier, String> {
    arguments.check(2, &["regex", "text"])?;
    let pattern = arguments.required(0, "regex")?;
    let regex = compiled(pattern)?;
    Ok(Modifier::Replace(regex, to_template(arguments.get(1, "text").unwrap_or_default())))
}

fn replace(arguments: &Arguments) -> Result<Modifier, String> {
    arguments.check(2, &["find", "replace"])?;
    let regex = compiled(&format!("(?i){}", regex::escape(arguments.required(0, "find")?)))?;
    Ok(Modifier::Replace(regex, arguments.get(1, "replace").unwrap_or_default().replace('$', "$$")))
}

fn compiled(pattern: &str) -> Result<Regex, String> {
    RegexBuilder::new(pattern).size_limit(MOST_OF_A_REGEX).build().map_err(|error| {
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned();
        format!("“{pattern}” is not a valid regular expression: {reason}")
    })
}

/// Rewrites Java's `$1` so that the reference ends after the digits.
fn to_template(text: &str) -> String {
    let reference = compiled(r"\$(\d+)");
    match reference {
        Ok(reference) => reference.replace_all(text, |found: &Captures<'_>| format!("${{{}}}", &found[1])).into_owned(),
        Err(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{MODIFIERS, Modifier};
    use crate::keys::arguments::{Arguments, Scanner};
    use crate::model::Record;

    fn apply(modifier: &str, value: &str) -> Option<String> {
        let mut scanner = Scanner::new(modifier);
        let name = scanner.take_while(char::is_alphanumeric);
        let arguments = scanner.arguments().unwrap();
        Modifier::resolve(name, &arguments).unwrap().apply(value, &Record::default())
    }

    #[test]
    fn every_name_stands_in_the_table_once() {
        let mut seen = HashSet::new();
        for row in MODIFIERS {
            for name in [row.name].iter().chain(row.also) {
                assert!(seen.insert(*name), "{name}");
            }
        }
    }

    #[test]
    fn values_are_changed() {
        for (modifier, value, expected) in [
            ("lower", "Ärger", "ärger"),
            ("upper", "straße", "STRASSE"),
            ("capitalize", "an eXample title", "An Example Title"),
            ("titlecase", "example title with An function Word", "Example Title with an Function Word"),
            ("sentencecase", "an Example Title", "An example title"),
            ("camel", "an example on JabRef", "An Example On JabRef"),
            ("abbr", "Journal of Fish Biology", "JoFB"),
            ("truncate3", "A Title", "A T"),
            ("truncate(2)", "A Title", "A"),
            ("regex(\"\\\\.etal\", \"EtAl\")", "Lu.etal", "LuEtAl"),
            ("regex(\"(a)(b)\", \"$2x$1\")", "ab", "bxa"),
            ("replace(\".ETAL\", \"$1\")", "Lu.etal", "Lu$1"),
            ("default(\"x\")", " ", "x"),
            ("default(\"x\")", "y", "y"),
            ("prefix(\"p\")", "y", "py"),
            ("postfix(\"p\")", "", ""),
            ("condense(\"_\")", "a b  c", "a_b_c"),
            ("select(2, 1)", "a b c", "b"),
            ("substring(2)", "abc", "bc"),
            ("skipwords", "the Art of War", "Art War"),
            ("nopunct", "a-b, c.", "ab c"),
            ("alphanum", "a-b, c.", "abc"),
            ("numeric", "12", "12"),
            ("numeric", "12a", ""),
            ("fold(german)", "Müller", "Mueller"),
            ("len(\">\", 2)", "abc", "abc"),
        ] {
            assert_eq!(apply(modifier, value).as_deref(), Some(expected), "{modifier}");
        }
        assert_eq!(apply("len(\">\", 3)", "abc"), None);
    }

    #[test]
    fn values_cannot_grow_without_bound() {
        let mut value = "a".to_owned();
        for _ in 0..40 {
            value = apply("regex(\"a\", \"aa\")", &value).unwrap();
        }
        assert!(value.len() <= super::MOST_OF_A_VALUE);
    }

    #[test]
    fn mistakes_are_named() {
        let error = |name: &str, arguments: &str| {
            Modifier::resolve(name, &Scanner::new(arguments).arguments().unwrap()).unwrap_err()
        };
        assert_eq!(error("low", ""), "there is no modifier “low”; did you mean “lower”?");
        assert_eq!(error("lower", "(3)"), "no arguments are allowed here");
        assert_eq!(error("truncate", ""), "the argument 1 (n) is missing");
        assert!(error("regex", "(\"(\")").starts_with("“(” is not a valid regular expression: unclosed group"));
        assert!(Modifier::resolve("regex", &Arguments::default()).is_err());
    }
}
