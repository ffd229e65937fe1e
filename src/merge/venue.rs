//! Compares venues: whether two journals or conferences are the same, however their names are written.

use super::fold;

/// A venue for comparison.
#[derive(Debug, Default)]
pub(super) struct Venue {
    /// The distinctive words, in order.
    words: Vec<String>,
    /// The initials of all its words except small ones, as in acronyms.
    initials: String,
    /// The year in its name.
    year: Option<String>,
    /// Whether it is a workshop.
    is_workshop: bool,
    /// Whether it is a series in which proceedings appear, or a repository: it does not identify the venue itself.
    is_vague: bool,
}

/// How two venues compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Venues {
    /// All of the names are the same.
    Same,
    /// One of them is unknown.
    Unknown,
    /// They are different.
    Other,
}

/// Words that distinguish nothing: they are in many names, and left out where names are shortened.
const VAGUE_WORDS: &[&str] = &[
    "acm",
    "aaas",
    "advances",
    "annual",
    "at",
    "by",
    "conf",
    "conference",
    "cvf",
    "de",
    "der",
    "des",
    "die",
    "du",
    "e",
    "et",
    "for",
    "fur",
    "ieee",
    "in",
    "inc",
    "int",
    "international",
    "intl",
    "isca",
    "la",
    "le",
    "ltd",
    "meeting",
    "of",
    "on",
    "online",
    "press",
    "proc",
    "proceedings",
    "publ",
    "publisher",
    "publishers",
    "record",
    "siam",
    "symposium",
    "the",
    "und",
    "usenix",
    "y",
    "zur",
    "and",
    "usa",
];

/// Words without a letter in acronyms.
const SMALL_WORDS: &[&str] = &["at", "by", "and", "for", "in", "la", "le", "of", "on", "the"];

/// The beginnings of names of series and repositories.
const VAGUE_VENUES: &[&str] = &[
    "lecturenotes",
    "lncs",
    "lnai",
    "lnee",
    "communicationsincomputer",
    "ccis",
    "advancesinintelligentsystems",
    "ifipadvances",
    "ceurworkshop",
    "procediacomputer",
    "zenodo",
    "figshare",
    "dryad",
    "github",
    "researchgate",
    "ssrn",
    "osf",
];

/// Acronyms that cannot be derived from the full name, or that changed.
const ACRONYMS: &[(&str, &[&str])] = &[
    ("neurips", &["neural", "information", "processing", "systems"]),
    ("nips", &["neural", "information", "processing", "systems"]),
    ("mm", &["multimedia"]),
    ("acmmm", &["multimedia"]),
    ("tpami", &["transactions", "pattern", "analysis", "machine", "intelligence"]),
    ("pami", &["transactions", "pattern", "analysis", "machine", "intelligence"]),
    ("taffc", &["transactions", "affective", "computing"]),
    ("tac", &["transactions", "affective", "computing"]),
    ("pnas", &["national", "academy", "sciences"]),
    ("jmlr", &["journal", "machine", "learning", "research"]),
    ("chi", &["human", "factors", "computing", "systems"]),
    ("kdd", &["knowledge", "discovery", "data", "mining"]),
    ("interspeech", &["speech", "communication", "association"]),
];

impl Venue {
    /// Prepares the name of a venue; several names (a series and a conference) may be given together.
    pub(super) fn new(name: &str) -> Self {
        let is_vague_name = VAGUE_VENUES.iter().any(|start| fold::letters(name).starts_with(start));
        let mut venue = Self { is_vague: is_vague_name, ..Self::default() };
        let name = without_town(name);
        for word in fold::words(name) {
            let bare = word.trim_end_matches(|character: char| character.is_ascii_digit());
            let digits = &word[bare.len()..];
            if digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) && venue.year.is_none() {
                venue.year = Some(digits.to_owned());
            }
            if bare.is_empty() || is_ordinal(&word) {
                continue;
            }
            if !SMALL_WORDS.contains(&bare) {
                venue.initials.extend(bare.chars().next());
            }
            if VAGUE_WORDS.contains(&bare) {
                continue;
            }
            if bare.starts_with("workshop") {
                venue.is_workshop = true;
                continue;
            }
            match bare.strip_suffix('w') {
                Some(conference @ ("cvpr" | "iccv" | "eccv" | "wacv")) => {
                    venue.is_workshop = true;
                    venue.words.push(conference.to_owned());
                }
                _ => venue.words.push(bare.to_owned()),
            }
        }
        if let [word] = venue.words.as_slice()
            && let Some((_, words)) = ACRONYMS.iter().find(|(acronym, _)| acronym == word)
        {
            venue.words = words.iter().map(|word| (*word).to_owned()).collect();
        }
        venue
    }

    /// Returns whether it is known at all.
    pub(super) fn is_known(&self) -> bool {
        !self.words.is_empty() && !self.is_vague
    }

    /// Returns the distinctive words.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Compares two venues.
    pub(super) fn compare(&self, other: &Self) -> Venues {
        if !self.is_known() || !other.is_known() {
            return Venues::Unknown;
        }
        let years_differ = matches!((&self.year, &other.year), (Some(one), Some(other)) if one != other);
        if years_differ || self.is_workshop != other.is_workshop {
            return Venues::Other;
        }
        let (shorter, longer) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        if shorter.words == longer.words
            || is_abbreviation(&shorter.words, &longer.words)
            || is_abbreviation(&longer.words, &shorter.words)
            || is_acronym(shorter, longer)
            || is_acronym(longer, shorter)
            || shorter.words.len() >= 3 && longer.words.windows(shorter.words.len()).any(|words| words == shorter.words)
        {
            return Venues::Same;
        }
        Venues::Other
    }
}

/// The name without the parentheses at its end, which contain a town or an acronym.
fn without_town(name: &str) -> &str {
    match name.trim_end().strip_suffix(')').and_then(|inner| inner.rfind('(').map(|at| name[..at].trim())) {
        Some(before) if !before.is_empty() => before,
        _ => name,
    }
}

fn is_ordinal(word: &str) -> bool {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    let is_tens = |word: &str| {
        [
            "twenty",
            "thirty",
            "thirtieth",
            "twentieth",
            "forty",
            "fortieth",
            "fifty",
            "thirteenth",
            "fourteenth",
            "fifteenth",
        ]
        .contains(&word)
    };
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        || fold::ordinal(word).is_some()
        || is_tens(word)
        || ["sixteenth", "seventeenth", "eighteenth", "nineteenth"].contains(&word)
}

/// Whether each word of one name is an abbreviation of the other's, in order: according to ISO 4, words are truncated
/// ("Comput.") or contracted ("Natl").
fn is_abbreviation(short: &[String], long: &[String]) -> bool {
    let mut rest = long;
    let are_short = short.iter().all(|short| {
        let count = short.chars().count();
        let taken = match rest.first() {
            Some(word) if is_short_word(short, word) => 1,
            // "АН" is "Академии наук".
            Some(_) if (2..=4).contains(&count) && rest.len() >= count => {
                let initials = rest[..count].iter().filter_map(|word| word.chars().next());
                if initials.eq(short.chars()) { count } else { 0 }
            }
            _ => 0,
        };
        rest = &rest[taken..];
        taken > 0
    });
    // "Proceedings of the National Academy of Sciences" continues "of the United States of America".
    let tail = rest.len();
    are_short && (tail == 0 || short.len() >= 3 && tail <= 2)
}

fn is_short_word(short: &str, long: &str) -> bool {
    if long.starts_with(short) {
        return true;
    }
    if short.chars().count() < 3 || short.chars().next() != long.chars().next() {
        return false;
    }
    let mut letters = long.chars();
    short.chars().all(|letter| letters.any(|other| other == letter))
}

/// Whether the only word of a venue is the acronym of the other, or of its last words ("CVPR" of "2020 IEEE/CVF
/// Conference on Computer Vision and Pattern Recognition"), or one of its words.
fn is_acronym(short: &Venue, long: &Venue) -> bool {
    let [acronym] = short.words.as_slice() else { return false };
    let told: String = long.words.iter().filter_map(|word| word.chars().next()).collect();
    let is_told = long.words.len() > 1 && (told == *acronym || long.initials.ends_with(acronym.as_str()));
    acronym.chars().count() >= 3 && (is_told || long.words.len() > 1 && long.words.contains(acronym))
}

#[cfg(test)]
mod tests {
    use super::{Venue, Venues};

    #[track_caller]
    fn compare(one: &str, other: &str, expected: Venues) {
        let (one, other) = (Venue::new(one), Venue::new(other));
        assert_eq!(one.compare(&other), expected, "{one:?}\n{other:?}");
        assert_eq!(other.compare(&one), expected);
    }

    #[test]
    fn one_venue_by_several_names() {
        for (one, other) in [
            ("IEEE Trans. Affect. Comput.", "IEEE Transactions on Affective Computing"),
            ("J Mol Biol", "Journal of Molecular Biology"),
            ("Commun. ACM", "Communications of the ACM"),
            (
                "Proc Natl Acad Sci U S A",
                "Proceedings of the National Academy of Sciences of the United States of America",
            ),
            ("Доклады АН СССР", "Доклады Академии наук СССР"),
            ("PNAS", "Proceedings of the National Academy of Sciences"),
            ("CVPR'20", "2020 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"),
            ("NIPS", "Advances in Neural Information Processing Systems 30"),
            ("NeurIPS 2017", "Advances in Neural Information Processing Systems"),
            ("MM '20", "Proceedings of the Twenty-Eighth ACM International Conference on Multimedia"),
            ("Interspeech 2022", "Proc. Interspeech"),
            ("The New York Times", "New York Times"),
            ("Nature (London)", "Nature"),
            ("Snow & Ice", "Snow and Ice"),
            ("IEEE TPAMI", "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
            ("ECCV", "European Conference on Computer Vision"),
        ] {
            compare(one, other, Venues::Same);
        }
    }

    #[test]
    fn two_venues() {
        for (one, other) in [
            ("Emotion Examples", "Annual Examples of Psychology"),
            ("CLEF 2014", "CLEF 2015"),
            ("CVPR Workshops", "CVPR"),
            ("Annals of Mathematics", "Annals of Statistics"),
            ("Physical Review B", "Physical Review D"),
            ("LREC", "Interspeech"),
        ] {
            compare(one, other, Venues::Other);
        }
    }

    #[test]
    fn series_and_repositories_say_nothing() {
        compare("Lecture Notes in Computer Science", "ECCV", Venues::Unknown);
        compare("", "ECCV", Venues::Unknown);
    }
}
