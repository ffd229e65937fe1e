//! The language of a style: terms, date formats, ordinals and quotation marks, merged from the style itself, the
//! locale, the main locale of its language, and American English (CSL 1.0.2, "Locale Fallback").

mod archive;
mod ordinals;

use std::collections::HashMap;

use archive::DEFAULT;
pub use archive::locale_codes;
pub(super) use archive::{find_code, locale_data};
use ordinals::Ordinals;

use super::style::ir::{Commas, DateElement, DateForm, Gender, LocaleData, Plural, Program, Term, TermForm};

/// The merged terms and options.
#[derive(Debug, Clone)]
pub(super) struct Locale {
    /// The language, a BCP 47 tag.
    pub code: String,
    terms: HashMap<Box<str>, Vec<Term>>,
    /// The terms of American English, for terms that the language lacks in every form.
    last_resort: HashMap<Box<str>, Vec<Term>>,
    ordinals: Ordinals,
    dates: Vec<DateElement>,
    /// Whether full stops and commas go inside closing quotation marks.
    pub punctuation_in_quote: bool,
    /// Whether only the first day of a month is an ordinal.
    pub limit_day_ordinals_to_day_1: bool,
    /// The word for "and".
    pub and: String,
    /// Whether a comma may precede the last "and" of a list of names.
    pub has_serial_comma: bool,
    /// Whether a comma may follow a question mark or an exclamation mark.
    pub has_comma_after_question: bool,
    /// Opening and closing quotation marks, outer ones first.
    pub quotes: [(String, String); 2],
    /// For the languages of works for which the style has layouts, in its order.
    pub of_languages: Vec<Self>,
}

impl Locale {
    /// Merges the locale of a style for a language: the archive's data, overridden by the style itself. `asked` is the
    /// language by which the style's own terms are chosen.
    pub(super) fn new(program: &Program, asked: &str, code: &str, archived: &[&LocaleData]) -> Self {
        let mut locale = Self {
            code: code.to_owned(),
            terms: HashMap::new(),
            last_resort: HashMap::new(),
            ordinals: Ordinals::default(),
            dates: Vec::new(),
            punctuation_in_quote: false,
            limit_day_ordinals_to_day_1: false,
            and: String::new(),
            has_serial_comma: program.commas == Commas::OfStyle || primary_language(code) == "en",
            has_comma_after_question: program.commas == Commas::OfStyle || primary_language(code) != "en",
            quotes: Default::default(),
            of_languages: Vec::new(),
        };
        // From the most general to the most specific, so that each replaces the previous ones.
        for data in archived.iter().rev() {
            let is_last_resort = archived.len() > 1 && data.language.as_deref() == Some(DEFAULT) && code != DEFAULT;
            locale.merge(data);
            if is_last_resort {
                locale.last_resort = std::mem::take(&mut locale.terms);
            }
        }
        let language = primary_language(asked);
        let of_language = |data: &&LocaleData| {
            data.language.as_deref().is_some_and(|of| !of.contains('-') && of.eq_ignore_ascii_case(language))
        };
        let of_dialect = |data: &&LocaleData| {
            data.language.as_deref().is_some_and(|of| of.contains('-') && of.eq_ignore_ascii_case(asked))
        };
        program.locales.iter().filter(|data| data.language.is_none()).for_each(|data| locale.merge(data));
        program.locales.iter().filter(of_language).for_each(|data| locale.merge(data));
        program.locales.iter().filter(of_dialect).for_each(|data| locale.merge(data));
        let mark = |locale: &Self, name: &str, otherwise: &str| {
            locale.term(name, TermForm::Long, Plural::Single).unwrap_or(otherwise).to_owned()
        };
        locale.and = mark(&locale, "and", "and");
        locale.quotes = [
            (mark(&locale, "open-quote", "“"), mark(&locale, "close-quote", "”")),
            (mark(&locale, "open-inner-quote", "‘"), mark(&locale, "close-inner-quote", "’")),
        ];
        locale
    }

    /// Returns a term in a form, or in its fallback form. A term that exists and is empty is `Some("")`.
    pub(super) fn term(&self, name: &str, form: TermForm, plural: Plural) -> Option<&str> {
        self.gendered_term(name, form, plural, None)
    }

    /// Returns a term in the form for a gender, if there is one.
    pub(super) fn gendered_term(
        &self,
        name: &str,
        form: TermForm,
        plural: Plural,
        gender: Option<Gender>,
    ) -> Option<&str> {
        let terms = self.terms.get(name).or_else(|| self.last_resort.get(name))?;
        let mut form = Some(form);
        while let Some(wanted) = form {
            let of_gender =
                |gender: Option<Gender>| terms.iter().find(|term| term.form == wanted && term.gender_form == gender);
            if let Some(term) = of_gender(gender).or_else(|| of_gender(None)) {
                return Some(match plural {
                    Plural::Single => &term.single,
                    Plural::Multiple => &term.multiple,
                });
            }
            form = wanted.fallback();
        }
        None
    }

    /// Returns the grammatical gender of the noun of a term.
    pub(super) fn gender(&self, name: &str) -> Option<Gender> {
        self.terms.get(name)?.iter().find_map(|term| term.gender)
    }

    /// Returns the suffix of an ordinal number: "st" for 1.
    pub(super) fn ordinal_suffix(&self, number: u64, gender: Option<Gender>) -> &str {
        self.ordinals.suffix(number, gender)
    }

    /// Returns the ordinal of a number from 1 to 10 as a word: "first".
    pub(super) fn long_ordinal(&self, number: u64, gender: Option<Gender>) -> Option<&str> {
        if !(1..=10).contains(&number) {
            return None;
        }
        self.gendered_term(&format!("long-ordinal-{number:02}"), TermForm::Long, Plural::Single, gender)
    }

    /// Returns how the language writes dates of a form.
    pub(super) fn date(&self, form: DateForm) -> Option<&DateElement> {
        self.dates.iter().find(|date| date.form == Some(form))
    }

    fn merge(&mut self, data: &LocaleData) {
        self.ordinals.merge(data);
        for term in &data.terms {
            let of_name = self.terms.entry(term.name.clone()).or_default();
            let same =
                of_name.iter_mut().find(|known| known.form == term.form && known.gender_form == term.gender_form);
            match same {
                Some(known) => *known = term.clone(),
                None => of_name.push(term.clone()),
            }
        }
        for date in &data.dates {
            match self.dates.iter_mut().find(|known| known.form == date.form) {
                Some(known) => *known = date.clone(),
                None => self.dates.push(date.clone()),
            }
        }
        self.punctuation_in_quote = data.punctuation_in_quote.unwrap_or(self.punctuation_in_quote);
        self.limit_day_ordinals_to_day_1 = data.limit_day_ordinals_to_day_1.unwrap_or(self.limit_day_ordinals_to_day_1);
    }
}

fn primary_language(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}
