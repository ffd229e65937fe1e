//! The list of names at the beginning of a reference, in the forms that styles give it.

use std::sync::LazyLock;

use regex::Regex;

use super::patterns::regex;

/// A person or a group, as a reference shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shown {
    /// A family name with its particles, and given names or initials; both as written.
    Person {
        /// The family name.
        family: String,
        /// The given names.
        given: String,
        /// "Jr." and the like.
        suffix: Option<String>,
    },
    /// A name that has no parts.
    Group(String),
}

/// The names of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct People {
    /// The names, in order.
    pub(super) names: Vec<Shown>,
    /// Whether the list leaves people out ("et al.").
    pub(super) others: bool,
    /// Whether the list says that they are editors.
    pub(super) are_editors: bool,
    /// Where the list ends in the text.
    pub(super) end: usize,
    /// Where the names end, without the words for editors.
    pub(super) names_end: usize,
    /// How the first name is written.
    pub(super) form: Form,
    /// Whether a word such as "and" is before the last name.
    pub(super) has_and: bool,
    /// How certain it is that these are names.
    pub(super) certainty: Certainty,
}

/// How certain it is that a text is a list of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// Capitalised words that may also be a title.
    Words,
    /// Several names of capitalised words.
    SeveralNames,
    /// Names with initials, or family names before a comma.
    Names,
}

/// How one name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// "Lu, C."
    FamilyCommaInitials,
    /// "Lu C", "ZONG Y"
    FamilyBareInitials,
    /// "Lu C."
    FamilyInitials,
    /// "C. Lu"
    InitialsFamily,
    /// "Lu, Cheng A."
    FamilyCommaGivenInitial,
    /// "Lu, Cheng"
    FamilyCommaGiven,
    /// "LU Cheng", with the family name in capitals
    CapitalsGiven,
    /// "Cheng Lu"
    GivenFamily,
    /// "宗源"
    EastAsian,
}

/// Family names before commas.
const INVERTED: &[Form] = &[Form::FamilyCommaGivenInitial, Form::FamilyCommaInitials, Form::FamilyCommaGiven];

/// The forms of the first name and of the following names of a list, each in the order in which they are tried.
const LISTS: &[(&[Form], &[Form])] = &[
    (&[Form::FamilyCommaInitials], &[Form::FamilyCommaInitials]),
    (&[Form::FamilyCommaInitials], &[Form::InitialsFamily]),
    (&[Form::FamilyBareInitials], &[Form::FamilyBareInitials]),
    (&[Form::FamilyInitials], &[Form::FamilyInitials]),
    (&[Form::InitialsFamily], &[Form::InitialsFamily]),
    (&[Form::EastAsian], &[Form::EastAsian]),
    (&[Form::CapitalsGiven], &[Form::CapitalsGiven]),
    (&[Form::GivenFamily], &[Form::InitialsFamily, Form::GivenFamily]),
    (INVERTED, INVERTED),
    (INVERTED, &[Form::InitialsFamily, Form::GivenFamily]),
];

/// The pieces of names. A word of a name begins with a capital; "-" may join it to another word.
const LONG_WORD: &str = r"\p{Lu}[’']?[\p{L}\p{M}][\p{L}\p{M}'’ʼ]*(?:[-‐‑]\p{L}[\p{L}\p{M}'’]*)*";
const PARTICLE: &str = r"(?:(?:van|von|vom|der|den|de|del|della|di|da|das|dos|do|du|des|la|le|las|los|el|al|bin|ibn|ben|ter|ten|te|zu|zur|zum|af|av|y|e|San|St\.|Ó|Ní|Ua|auf|in ’t|’t|van ’t)\s|[dDlL]['’]|[aAeE]l-)";
const INITIALS: &str = r"\p{Lu}\p{Ll}?\.(?:[ \u{a0}]?[-‐‑–]?[ ]?\p{Lu}\p{Ll}?\.)*";
const BARE: &str = r"\p{Lu}{1,4}(?:[-‐‑]\p{Lu}{1,2})?|\p{Lu}(?: \p{Lu}){1,3}";
const SUFFIX: &str = r"(?:,? (?P<suffix>Jr\.?|Sr\.?|III|II|IV|3rd|2nd)\b\.?)?";

static NAMES: LazyLock<Vec<(Form, Regex)>> = LazyLock::new(|| {
    let family = format!("(?P<family>{PARTICLE}*{LONG_WORD}(?: {PARTICLE}*{LONG_WORD}){{0,3}}?)");
    let family_of_one = format!("(?P<family>{PARTICLE}*{LONG_WORD}(?: {PARTICLE}*{LONG_WORD}){{0,2}}?)");
    let initial = r"\p{Lu}\.(?:[- ]?\p{Lu}\.)*";
    let words = format!(
        r"(?:{INITIALS}|{LONG_WORD}|\p{{Lu}}{{1,2}})(?: (?:{initial}|\p{{Lu}}|{LONG_WORD}|{PARTICLE}*{LONG_WORD}))*?"
    );
    let given = format!("(?P<given>{words})");
    // Particles may follow the given names: "Waal, Erica van de".
    let given_last = format!("(?P<given>{words}(?: (?:van der|van den|van de|de la|van|von|de|da|do|di|du|dos|del))?)");
    let suffix_last = SUFFIX.replace("suffix", "suffix2");
    let forms = [
        (
            Form::FamilyCommaInitials,
            format!(
                "{family}{SUFFIX}, (?P<given>{INITIALS}){suffix_last}(?P<particle> (?:van|von|de|der|den|del|della|di|da|dos|du|la|le|d’)(?: (?:der|den|la|las|los|de))?)?",
            ),
        ),
        (
            Form::FamilyBareInitials,
            format!(
                r"{family} (?P<given>{BARE})(?: (?P<suffix>Jr|Sr|II|III|2nd|3rd))?(?:[.,;:]|\s(?:and|&|et|und|\()|\s?$|\s(?:19|20)\d\d)"
            ),
        ),
        (Form::FamilyInitials, format!("{family} (?P<given>{INITIALS})")),
        (Form::InitialsFamily, format!("(?P<given>{INITIALS})[ \\u{{a0}}]?{family}{SUFFIX}")),
        (
            Form::FamilyCommaGivenInitial,
            format!("{family_of_one}{SUFFIX}, (?P<given>{LONG_WORD}(?: {LONG_WORD})?(?: {initial})+){suffix_last}"),
        ),
        (Form::FamilyCommaGiven, format!("{family_of_one}{SUFFIX}, {given_last}{suffix_last}")),
        (Form::GivenFamily, format!("{given} (?P<family>{PARTICLE}*{LONG_WORD}){SUFFIX}")),
        (
            Form::CapitalsGiven,
            r"(?P<family>\p{Lu}[\p{Lu}\p{M}'’]+(?:[ -][\p{Lu}\p{M}'’]{2,}){0,3}) (?P<given>\p{Lu}\p{Ll}[\p{L}\p{M}'’]*(?:[ -]\p{Lu}[\p{L}\p{M}'’.]*)*?)"
                .to_owned(),
        ),
        (
            Form::EastAsian,
            r"(?P<family>[\p{Han}\p{Hangul}]{2,4}|[\p{Han}\p{Katakana}]+[·・][\p{Han}\p{Katakana}]+)(?P<given>)"
                .to_owned(),
        ),
    ];
    forms
        .into_iter()
        .map(|(form, pattern)| {
            let end = match form {
                // The pattern contains what follows.
                Form::FamilyBareInitials => "",
                Form::FamilyCommaInitials | Form::FamilyInitials | Form::FamilyCommaGivenInitial => "",
                _ => r"(?P<after>\s?[.,;:/“”„«‘\[、，。．；：]|\s(?:and|&|et|und|y|e|in|\()|\s?$|\s(?:19|20)\d\d|\s[“„«‘\x22])",
            };
            (form, regex(&format!("^(?:{pattern}){end}")))
        })
        .collect()
});

/// What separates names.
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:\s?[,;]?\s(?:and|&|und|et|y|e|en|och|og|i)\s|\s?;\s?(?:and\s|&\s)?|\s?,\s(?:&\s|and\s)?|[、，]\s?|\s?/\s?)",
    )
});

/// The words for people that a list leaves out.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^[,;，、]?\s*(?:(?:and|&|et|e|y)\s+)?(?:et\.?\s?al\b\.?|others\b|[0-9]+ (?:others|more)\b|u\.\s?a\.|et coll\.|outros\b|otros\b|colleagues\b|等|ほか|他\b|\[?…\]?|\. ?\. ?\.)",
    )
});

/// The words for editors after their names.
static EDITORS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[\s,;.]*(?:[\(\[]\s?(?:[Ee]ds?|EDS?|Hrsg|Hg|[Ee]ditors?|ORGS?|orgs?|Orgs?|[Cc]oords?|COORDS?|[Dd]irs?|éds?|red|bearb|主编|编)\b\.?(?:\s?[\)\]])|(?:[Ee]ds?\.?|[Ee]ditors?|Hrsg\.?|主编)(?:[\s.,:;]|$))",
    )
});

/// Reads the list of names at the beginning of a text; `None` if the text begins with something else.
pub(super) fn people(text: &str) -> Option<People> {
    let lists = LISTS.iter().enumerate().filter_map(|(index, forms)| Some((list(text, *forms)?, index)));
    let (with_words, certain): (Vec<_>, Vec<_>) = lists.partition(|(_, index)| has_words(*index));
    let longest = |lists: Vec<(People, usize)>| {
        lists.into_iter().max_by_key(|(people, index)| (people.end, std::cmp::Reverse(rank(text, people, *index))))
    };
    // A title may follow names directly, and its words look like names: names end before a year or a quotation.
    let (ended, open): (Vec<_>, Vec<_>) =
        with_words.into_iter().partition(|(people, _)| people.are_editors || ends_like_names(&text[people.end..]));
    let (certain, ended) = (longest(certain), longest(ended));
    let best = match (certain, ended) {
        (Some(certain), Some(ended)) => Some(if ended.0.end > certain.0.end { ended } else { certain }),
        (certain, ended) => certain.or(ended).or_else(|| {
            let is_inverted = |people: &People, index: usize| {
                (LISTS[index] == (INVERTED, INVERTED) || LISTS[index].0 == INVERTED && people.has_and)
                    && rank(text, people, index) == 0
            };
            let (inverted, others): (Vec<_>, Vec<_>) =
                open.into_iter().partition(|(people, index)| is_inverted(people, *index));
            longest(inverted).or_else(|| longest(others))
        }),
    };
    best.map(|(people, _)| people)
}

/// Whether names of capitalised words without initials are among the forms of a list.
fn has_words(index: usize) -> bool {
    let is_of_words = |form: &Form| matches!(form, Form::GivenFamily | Form::FamilyCommaGiven);
    LISTS[index].0.iter().chain(LISTS[index].1).any(is_of_words)
}

/// Whether a year or a quotation follows.
fn ends_like_names(after: &str) -> bool {
    static END: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^[\s.,]*(?:\(?(?:1[5-9]|20)[0-9]{2}[a-z]?[).,:]|[“„«‘\x22])"));
    END.is_match(after)
}

/// Of two readings that end at the same place, the one of the lower rank is right: "Cheng Lu, Yuan Zong" are two people,
/// and "Lu, Cheng" is one.
fn rank(text: &str, people: &People, index: usize) -> usize {
    let is_inverted = LISTS[index].0[0] == Form::FamilyCommaGivenInitial;
    let before_comma = text[..people.end].split(',').next().unwrap_or_default();
    let one_word = before_comma.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count() == 1;
    if is_inverted && one_word { 0 } else { index + 1 }
}

/// A gap in the middle of a list: the last name follows.
static AFTER_GAP: LazyLock<Regex> = LazyLock::new(|| regex(r"^,?\s+(?:& )?"));

/// Reads a list whose first name is in one form and whose other names are in another; `None` if the first name is not.
fn list(text: &str, (first, following): (&[Form], &[Form])) -> Option<People> {
    let (mut names, mut end, mut others) = (Vec::new(), 0, false);
    let mut at = 0;
    let mut is_last = false;
    loop {
        let forms = if names.is_empty() { first } else { following };
        let Some((shown, length)) = forms.iter().find_map(|form| name(&text[at..], *form)) else { break };
        names.push(shown);
        end = at + length;
        if let Some(found) = OTHERS.find(&text[end..]) {
            let is_gap = !found.as_str().contains(char::is_alphabetic);
            let after = AFTER_GAP.find(&text[end + found.end()..]).filter(|_| is_gap);
            others = true;
            end += found.end();
            match after {
                Some(after) => {
                    (at, is_last) = (end + after.end(), true);
                    continue;
                }
                None => break,
            }
        }
        let Some(separator) = SEPARATOR.find(&text[end..]).filter(|_| !is_last) else { break };
        is_last = separator.as_str().contains(|character: char| character.is_alphabetic() || character == '&');
        at = end + separator.end();
        if let Some(found) = OTHERS.find(&text[at..]) {
            end = at + found.end();
            others = true;
            break;
        }
    }
    if names.is_empty() {
        return None;
    }
    let certainty = match first[0] {
        Form::GivenFamily if names.len() > 1 || others => Certainty::SeveralNames,
        Form::GivenFamily => Certainty::Words,
        Form::FamilyCommaGivenInitial | Form::FamilyCommaGiven => Certainty::SeveralNames,
        Form::FamilyBareInitials if names.len() == 1 && !others => Certainty::SeveralNames,
        Form::EastAsian if names.len() == 1 && !others => Certainty::Words,
        _ => Certainty::Names,
    };
    let names_end = end;
    let editors = EDITORS.find(&text[end..]);
    let are_editors = editors.is_some();
    end += editors.map_or(0, |found| found.end());
    if text[..end].ends_with([',', ':', ';']) {
        end -= 1;
    }
    Some(People { names, others, are_editors, end, names_end, form: first[0], has_and: is_last, certainty })
}

/// Whether a text begins with words for editors.
pub(super) fn are_editors(text: &str) -> bool {
    EDITORS.is_match(text)
}

/// Reads one name in a form; returns it with its length.
fn name(text: &str, form: Form) -> Option<(Shown, usize)> {
    let pattern = &NAMES.iter().find(|(known, _)| *known == form)?.1;
    let found = pattern.captures(text)?;
    let mut family = found.name("family")?.as_str().to_owned();
    let given = found.name("given").map_or("", |given| given.as_str());
    let is_display = matches!(form, Form::GivenFamily | Form::InitialsFamily);
    let words: Vec<&str> = if form == Form::FamilyCommaGiven {
        given.split(' ').collect()
    } else if is_display {
        given.split(' ').chain(family.rsplit(' ').skip(1)).collect()
    } else {
        family.split(' ').chain(given.split(' ')).collect()
    };
    let may_be_title = matches!(form, Form::GivenFamily | Form::FamilyCommaGiven);
    if may_be_title
        && words
            .iter()
            .filter(|word| word.chars().count() > 1 || is_display && form == Form::GivenFamily && **word == "A")
            .any(|word| NOT_NAMES.contains(word))
        || given.starts_with("Ed.")
        || given.starts_with("Eds.")
    {
        return None;
    }
    // "Yongming Li.": a short family name, and no initial. "Ch." and "Zh." are initials.
    let is_short_name = form == Form::FamilyInitials
        && given.chars().count() == 3
        && given.chars().nth(1).is_some_and(|letter| "aeiou".contains(letter));
    if is_short_name {
        return None;
    }
    if let Some(particle) = found.name("particle") {
        family = format!("{} {family}", particle.as_str().trim());
    }
    let suffix = found.name("suffix").or_else(|| found.name("suffix2").filter(|_| suffix_may_be_last(form)));
    let last = [found.name("family"), found.name("given"), suffix, found.name("particle")];
    let end = last.into_iter().flatten().map(|group| group.end()).max()?;
    let end = end + usize::from(suffix.is_some() && text[end..].starts_with('.'));
    let suffix = suffix.map(|suffix| suffix.as_str().to_owned());
    Some((Shown::Person { family, given: given.trim().to_owned(), suffix }, end))
}

/// Whether "Jr." may follow the given names.
fn suffix_may_be_last(form: Form) -> bool {
    matches!(form, Form::FamilyCommaInitials | Form::FamilyCommaGivenInitial | Form::FamilyCommaGiven)
}

/// Words that names do not contain, and titles do.
const NOT_NAMES: &[&str] = &[
    "The",
    "A",
    "An",
    "On",
    "In",
    "Of",
    "And",
    "For",
    "With",
    "From",
    "To",
    "Towards",
    "Toward",
    "How",
    "What",
    "Why",
    "When",
    "Where",
    "Is",
    "Are",
    "Using",
    "Der",
    "Die",
    "Das",
    "Eine",
    "Ein",
    "Zur",
    "Zum",
    "Über",
    "Les",
    "Une",
    "Los",
    "Las",
    "Una",
    "Eds",
    "Ed",
    "Vol",
    "No",
    "Proc",
    "Proceedings",
    "Journal",
    "Conference",
    "University",
    "Press",
    "Available",
    "Accessed",
    "Retrieved",
    "Internet",
    "Online",
    "Introduction",
    "Handbook",
];
