//! Where and when a work was seen online, as BibTeX's users say it in `howpublished` and `note`, since its own styles have
//! no field for it (`btxdoc`, section 3.2): `\url{...}`, "Available at \url{...}", "Accessed: 2020-01-02",
//! "[Online; accessed 19-July-2023]".
//!
//! Records hold the address and the day in their variables.

use std::sync::LazyLock;

use regex::Regex;

use crate::latex;
use crate::model::{Date, DateVariable, IdentifierVariable, Inline, Record, Text, TextVariable, Variable};
use crate::values::date_words;

use super::verbatim;

/// The fields that may say where a work was seen.
pub(super) const FIELDS: [&str; 2] = ["howpublished", "note"];

/// What a field says.
#[derive(Debug, Clone, PartialEq, Default)]
struct Said {
    address: Option<String>,
    accessed: Option<Date>,
    /// What else it says.
    rest: Option<Text>,
}

/// Moves what a field says about an address and a day to their variables. Returns false if nothing moved: the field says
/// nothing about them, or the record has another address or day.
pub(super) fn settle(record: &mut Record, field: &str, value: &str) -> bool {
    let variable = rest_variable(field);
    let Some(said) = said(variable, value) else { return false };
    let (url, accessed) = (record.url(), record.date(DateVariable::Accessed));
    let is_other = said.address.as_deref().is_some_and(|said| url.is_some_and(|url| url != said))
        || said.accessed.as_ref().is_some_and(|said| accessed.is_some_and(|accessed| accessed != said));
    if is_other {
        without_link(record, variable);
        return false;
    }
    if let Some(address) = said.address {
        record.set_identifier(IdentifierVariable::Url, address);
    }
    if let Some(accessed) = said.accessed {
        record.set_date(DateVariable::Accessed, accessed);
    }
    record.texts.remove(&variable);
    if let Some(rest) = said.rest {
        record.set_text(variable, rest);
    }
    true
}

/// Returns the variables of what a field says.
pub(super) fn variables(field: &str, value: &str) -> Vec<Variable> {
    let variable = rest_variable(field);
    let said = said(variable, value).unwrap_or_default();
    let address = said.address.map(|_| Variable::Identifier(IdentifierVariable::Url));
    let accessed = said.accessed.map(|_| Variable::Date(DateVariable::Accessed));
    [Some(Variable::Text(variable)), address, accessed].into_iter().flatten().collect()
}

/// Returns the variable of what else a field says.
pub(super) fn rest_variable(field: &str) -> TextVariable {
    if field.eq_ignore_ascii_case("note") { TextVariable::Note } else { TextVariable::Medium }
}

/// Writes an address as the value of `howpublished`.
pub(super) fn append(values: &mut String, address: &str) {
    values.push_str("\\url{");
    verbatim::append_address(values, address);
    values.push('}');
}

/// Whether an address is read back from `howpublished`.
pub(super) fn comes_back(address: &str) -> bool {
    let mut value = String::new();
    append(&mut value, address);
    let said = said(TextVariable::Medium, &value);
    said.is_some_and(|said| said.address.as_deref() == Some(address) && said.accessed.is_none() && said.rest.is_none())
}

/// A link in a text about how a work was published is its address as plain text.
fn without_link(record: &mut Record, variable: TextVariable) {
    let Some(text) = record.texts.get(&variable).filter(|_| variable == TextVariable::Medium) else { return };
    let has_link = text.inlines().iter().any(|inline| matches!(inline, Inline::Link { .. }));
    if has_link {
        let plain = text.to_plain();
        record.set_text(variable, plain.as_str());
    }
}

/// Returns what a value says about an address or a day; `None` if it says neither. A note that has an address and says
/// more may be about another work.
fn said(variable: TextVariable, value: &str) -> Option<Said> {
    let lower = value.to_ascii_lowercase();
    let may_say = [
        "http", "\\url", "\\href", "www.", "access", "visit", "retriev", "check", "seen", "view", "abger", "besucht",
        "aufger", "zugriff", "consult",
    ];
    if !may_say.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let found = Address::find(value);
    let (before, after) = match &found {
        Some(found) => (found.before, found.after),
        None => (value, ""),
    };
    let (before, first) = without_day(before);
    let (after, second) = without_day(after);
    let accessed = first.or(second);
    let address = found.map(|found| found.address);
    if address.is_none() && accessed.is_none() {
        return None;
    }
    let before = if address.is_some() { without_lead(&before) } else { before };
    let rest = rest_of(&before, &after);
    if variable == TextVariable::Note && address.is_some() && rest.is_some() {
        return None;
    }
    Some(Said { address, accessed, rest })
}

/// An address in a text of TeX.
struct Address<'a> {
    address: String,
    before: &'a str,
    after: &'a str,
}

/// The commands that show an address, with its argument, and addresses without a command.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\\(?:url|path|nolinkurl)\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|\\href\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}|<?\b((?:https?://|www\.)(?:[^\s{}<>"]|\{[^\s{}<>"]*\})+)>?"#).ok()
});

impl<'a> Address<'a> {
    fn find(value: &'a str) -> Option<Self> {
        let found = ADDRESS.as_ref()?.captures(value)?;
        let whole = found.get(0)?;
        let mut end = whole.end();
        let address = match (found.get(1).or(found.get(2)), found.get(4)) {
            (Some(argument), _) => argument.as_str(),
            (None, Some(bare)) => {
                let address = bare.as_str().trim_end_matches(['.', ',', ';', ':', ')', ']', '\'']);
                if !whole.as_str().ends_with('>') {
                    end = bare.start() + address.len();
                }
                address
            }
            (None, None) => return None,
        };
        let address = verbatim::from_verbatim(address);
        let is_address = address.contains('.') && !address.contains(char::is_whitespace) && !address.contains('@');
        // The text of a link that is not its address is something else that the field says.
        let text = found.get(3).map(|text| text.as_str());
        let is_shown = text.is_none_or(|text| verbatim::from_verbatim(text) == address || text.contains("://"));
        (is_address && is_shown).then(|| Self { address, before: &value[..whole.start()], after: &value[end..] })
    }
}

/// The words before the day of access, in the languages of biblatex's `urlseen` and in those of people.
static ACCESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "accessed|access date|date of access|date accessed|access|visited|retrieved|checked|viewed|seen|consulted|abgerufen|aufgerufen|besucht|zugriff|zugegriffen|consult[ée]e?|visit[ée]e?|consultado|consultato|geraadpleegd|bezocht";
    Regex::new(&format!(r"(?i)[\[(]?\s*(?:\bonline\s*[;,:.]\s*)?(?:\b(?:last|letzter|zuletzt)\s+)?\b(?:{words})\b(?:\s+(?:on|at|am|le|el|il|op|in|the))*\s*:?\s*")).ok()
});

/// The longest text of a day: "Wednesday, 30th September 2020".
const LONGEST_DAY: usize = 40;

/// Returns a text without the day of access in it, and that day.
fn without_day(text: &str) -> (String, Option<Date>) {
    let nothing = || (text.to_owned(), None);
    let Some(words) = ACCESS.as_ref().and_then(|access| access.find(text)) else { return nothing() };
    let after = &text[words.end()..];
    let ends = after.char_indices().filter(|(_, character)| "])};".contains(*character)).map(|(offset, _)| offset);
    let stops = after.match_indices(". ").map(|(offset, _)| offset);
    let mut ends: Vec<usize> = ends.chain(stops).chain([after.len()]).filter(|end| *end <= LONGEST_DAY).collect();
    ends.sort_unstable();
    for end in ends.into_iter().rev() {
        if let Some(day) = day(&after[..end]) {
            let rest = after[end..].trim_start_matches([']', ')', '}', ';', '.']);
            return (format!("{}{rest}", &text[..words.start()]), Some(day));
        }
    }
    nothing()
}

/// Returns the date that a text is.
fn day(text: &str) -> Option<Date> {
    let plain = latex::decode(text).text.to_plain();
    let plain = plain.trim().trim_end_matches(['.', ',']).replace('/', "-");
    let words = plain.replace(['-', '–'], " ");
    Date::from_edtf(&plain).or_else(|| date_words::understood(&plain)).or_else(|| date_words::understood(&words))
}

/// The words that only lead to an address.
static LEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\[?\bonline\b\]?|\b(?:available|retrieved|accessed|access|accessible|found|downloaded)(?:\s+online)?(?:\s+(?:at|from|on|via|under|in))?|\burl|\bsee|\bat|\bfrom|\blink|\bhomepage|\bverfügbar unter|\bdisponible (?:sur|en|à)|\bdisponível em|\bdisponibile (?:su|a))\s*[:.,;]?\s*$").ok()
});

fn without_lead(before: &str) -> String {
    let opens = |character: char| character.is_whitespace() || "<([{:,.;".contains(character);
    let mut rest = before.trim_end_matches(opens);
    while let Some(lead) = LEAD.as_ref().and_then(|lead| lead.find(rest)) {
        rest = rest[..lead.start()].trim_end_matches(opens);
    }
    rest.to_owned()
}

/// Returns what is left of a text around an address and a day, without punctuation around it and without links.
fn rest_of(before: &str, after: &str) -> Option<Text> {
    let around = |character: char| character.is_whitespace() || ",;:.()[]<>".contains(character);
    let is_opened = before.matches('{').count() > before.matches('}').count();
    let after = if is_opened { after.replacen('}', "", 1) } else { after.to_owned() };
    let (before, after) = (before.trim_matches(around), after.trim_matches(around));
    let before =
        before.trim_end_matches("{\\tt").trim_end_matches("\\texttt").trim_end_matches("\\tt").trim_end_matches(around);
    let between = if before.is_empty() || after.is_empty() { "" } else { ", " };
    let text = latex::decode(&format!("{before}{between}{after}")).text;
    let has_words = text.to_plain().chars().any(char::is_alphanumeric);
    let text = match text.inlines().iter().any(|inline| matches!(inline, Inline::Link { .. })) {
        true => Text::plain(text.to_plain()),
        false => text,
    };
    has_words.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::format::BIBLATEX;
    use crate::formats::{BIBTEX, CSL_JSON};
    use crate::model::{DateVariable, IdentifierVariable, Kind, Record, Text, TextVariable};
    use crate::seam::testing;

    fn read(fields: &str) -> Record {
        testing::read(&BIBTEX, &format!("@misc{{a,\n  title = {{T}},\n  {fields},\n}}\n")).0.remove(0)
    }

    #[track_caller]
    fn says(fields: &str, address: Option<&str>, accessed: Option<&str>) -> Record {
        let record = read(fields);
        assert_eq!(record.identifier(IdentifierVariable::Url), address, "{fields}");
        let date = record.date(DateVariable::Accessed).map(ToString::to_string);
        assert_eq!(date.as_deref(), accessed, "{fields}");
        record
    }

    #[test]
    fn an_address_is_read_wherever_it_is() {
        for fields in [
            "howpublished = {\\url{https://example.org/~lake/d_e}}",
            "howpublished = {\\url{https://example.org/\\~{}lake/d\\_e}}",
            "howpublished = \"https://example.org/~lake/d_e\"",
            "howpublished = {Available at: \\url{https://example.org/~lake/d_e}.}",
            "howpublished = {[Online]. Available: \\url{https://example.org/~lake/d_e}}",
            "howpublished = {\\href{https://example.org/~lake/d_e}{https://example.org/~lake/d_e}}",
            "howpublished = {{\\tt https://example.org/~lake/d_e}}",
            "howpublished = {<https://example.org/~lake/d_e>}",
            "note = {\\url{https://example.org/~lake/d_e}}",
            "note = {URL: \\url{https://example.org/~lake/d_e}}",
        ] {
            let record = says(fields, Some("https://example.org/~lake/d_e"), None);
            assert!(!record.texts.contains_key(&TextVariable::Medium), "{fields}");
            assert!(!record.texts.contains_key(&TextVariable::Note), "{fields}");
        }
    }

    #[test]
    fn a_day_of_access_is_read_in_words() {
        for (note, date) in [
            ("Accessed: 2020-01-02", "2020-01-02"),
            ("Accessed on 3 May 2020.", "2020-05-03"),
            ("[Online; accessed 19-July-2023]", "2023-07-19"),
            ("Last accessed: May 3, 2020", "2020-05-03"),
            ("Last visited on 12 June 2019", "2019-06-12"),
            ("(Retrieved 2020-01-02)", "2020-01-02"),
            ("Date accessed: January 2021", "2021-01"),
            ("Zuletzt abgerufen am 3. Mai 2020", "2020-05-03"),
        ] {
            let record = says(&format!("note = {{{note}}}"), None, Some(date));
            assert!(!record.texts.contains_key(&TextVariable::Note), "{note}");
        }
        let record = says("note = {Version 2. Accessed: 2020-01-02}", None, Some("2020-01-02"));
        assert_eq!(record.text(TextVariable::Note).map(Text::to_plain).as_deref(), Some("Version 2"));
        let fields = "howpublished = {GitHub repository, \\url{https://example.org/a}, accessed 2 Jan 2020}";
        let record = says(fields, Some("https://example.org/a"), Some("2020-01-02"));
        assert_eq!(record.text(TextVariable::Medium).map(Text::to_plain).as_deref(), Some("GitHub repository"));
    }

    #[test]
    fn a_note_that_says_more_is_a_note() {
        for note in
            ["Code: \\url{https://example.org/code}", "Accessed by many", "Visited Rome", "See the website", "Checked"]
        {
            let record = says(&format!("note = {{{note}}}"), None, None);
            assert!(record.texts.contains_key(&TextVariable::Note), "{note}");
        }
    }

    #[test]
    fn the_address_of_a_misc_is_printed_by_all_styles() {
        let address = "https://example.org/~a/d_e%20f?x=1&y#z";
        for (entry, kind, expected) in [
            ("misc", Kind::Webpage, "howpublished = {\\url{https://example.org/~a/d_e%20f?x=1&y#z}}"),
            ("misc", Kind::Software, "howpublished = {\\url{"),
            ("misc", Kind::Article, "url = {https://"),
            ("article", Kind::ArticleJournal, "url = {https://"),
        ] {
            let mut record = Record { id: "a".into(), ..Record::new(kind) };
            record.set_text(TextVariable::Title, "T");
            record.set_identifier(IdentifierVariable::Url, address);
            let text = testing::write(&BIBTEX, &[record.clone()]);
            assert!(text.starts_with(&format!("@{entry}{{")) && text.contains(expected), "{text}");
            let mut back = testing::read(&BIBTEX, &text).0.remove(0);
            back.origin = None;
            assert_eq!(back, record);
        }
    }

    #[test]
    fn another_address_stays_a_text_without_a_link() {
        let record = says(
            "url = {https://example.org/a}, howpublished = {\\url{https://example.org/b}}",
            Some("https://example.org/a"),
            None,
        );
        let item = testing::write(&CSL_JSON, &[record]);
        assert!(item.contains("\"medium\": \"https://example.org/b\""), "{item}");
    }

    #[test]
    fn other_formats_get_the_address_and_the_day() {
        let record = read("howpublished = {\\url{https://example.org/a}}, note = {Accessed: 2020-01-02}");
        let text = testing::write(&BIBLATEX, std::slice::from_ref(&record));
        assert!(text.contains("  url = {https://example.org/a},\n  urldate = {2020-01-02},\n"), "{text}");
        assert!(!text.contains("  howpublished") && !text.contains("  note"), "{text}");
        assert!(record.extra.is_empty());
    }
}
