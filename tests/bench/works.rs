//! Invented works like those of OpenAlex: lines of JSON of about five kilobytes, the same in every run.

use std::fmt::Write as _;

/// A sequence of pseudo-random numbers (a linear congruential generator with the constants of Knuth's MMIX).
pub struct Numbers(u64);

impl Numbers {
    /// Returns the sequence of a work.
    pub fn of(work: u64) -> Self {
        let mut numbers = Self(work.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66_D1CE_4E5B);
        numbers.below(2);
        numbers
    }

    /// Returns the next number, below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }

    fn words(&mut self, count: u64) -> Vec<&'static str> {
        (0..count).map(|_| self.pick(WORDS)).collect()
    }
}

static WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "a",
    "in",
    "for",
    "analysis",
    "neural",
    "networks",
    "large-scale",
    "emotion",
    "recognition",
    "via",
    "learning",
    "from",
    "data",
    "CO2",
    "speech",
    "quantum",
    "entanglement",
    "protein",
    "DNA",
    "folding",
    "is",
    "measured",
    "by",
    "results",
    "suggest",
    "that",
    "model",
    "improves",
    "on",
    "baseline",
    "(SER)",
    "90%",
    "p<0.05",
    "β-catenin",
    "Schrödinger",
    "naïve",
    "approach",
    "theory",
    "field",
    "surface",
    "water",
    "climate",
    "health",
    "care",
    "patients",
    "with",
    "chronic",
    "disease,",
    "however,",
    "an",
    "evaluation",
    "toward",
    "robust",
    "E. coli",
    "R&D",
];

static GIVEN: &[&str] = &[
    "Heather",
    "Jason",
    "Juan Pablo",
    "Wei",
    "Yuan",
    "María",
    "Jürgen",
    "Anne-Marie",
    "Olga",
    "K.",
    "Søren",
    "Amélie",
    "J. R.",
    "Li",
    "Priya",
    "Kwame",
    "Élodie",
    "Ahmed",
];

static FAMILY: &[&str] = &[
    "Piwowar",
    "Priem",
    "Alperin",
    "Zong",
    "García Márquez",
    "Müller",
    "van der Berg",
    "Sørensen",
    "Nguyen",
    "O'Neil",
    "Kowalski",
    "Łukasiewicz",
    "Zhang",
    "Li",
    "Smith-Jones",
    "Ivanova",
    "Okafor",
    "Yılmaz",
    "de Souza",
    "Tanaka",
];

static JOURNALS: &[&str] =
    &["PeerJ", "Nature Communications", "Journal of Examples & Proofs", "PLoS ONE", "Science of Water"];

/// Appends the work with this number in the form of OpenAlex, with its line end.
pub fn openalex(work: u64, line: &mut String) {
    let mut numbers = Numbers::of(work);
    let title = title(&mut numbers);
    let (year, month, day) = (1990 + numbers.below(35), 1 + numbers.below(12), 1 + numbers.below(28));
    let id = 1_000_000_000 + work;
    let _ = write!(
        line,
        "{{\"id\": \"https://openalex.org/W{id}\", \"doi\": \"https://doi.org/10.5555/ex.{work}\", \"title\": \"{title}\", \
         \"display_name\": \"{title}\", \"publication_year\": {year}, \"publication_date\": \"{year}-{month:02}-{day:02}\", \
         \"ids\": {{\"openalex\": \"https://openalex.org/W{id}\", \"doi\": \"https://doi.org/10.5555/ex.{work}\", \
         \"mag\": \"{id}\"}}, \"language\": \"en\", \"type\": \"article\", \"type_crossref\": \"journal-article\", "
    );
    let journal = numbers.pick(JOURNALS);
    let location = format!(
        "{{\"is_oa\": true, \"landing_page_url\": \"https://doi.org/10.5555/ex.{work}\", \"pdf_url\": null, \"source\": \
         {{\"id\": \"https://openalex.org/S{}\", \"display_name\": \"{journal}\", \"issn_l\": \"2167-8359\", \"issn\": \
         [\"2167-8359\"], \"is_oa\": true, \"is_in_doaj\": true, \"host_organization\": \"https://openalex.org/P4310320104\", \
         \"host_organization_name\": \"Example Press\", \"type\": \"journal\"}}, \"license\": \"cc-by\", \"version\": \
         \"publishedVersion\", \"is_accepted\": true, \"is_published\": true}}",
        1_000_000 + numbers.below(5000)
    );
    let _ = write!(line, "\"primary_location\": {location}, \"locations\": [{location}], \"authorships\": [");
    let count = 1 + numbers.below(6);
    for author in 0..count {
        let (given, family) = (numbers.pick(GIVEN), numbers.pick(FAMILY));
        let position = if author == 0 { "first" } else { "middle" };
        let comma = if author > 0 { ", " } else { "" };
        let _ = write!(
            line,
            "{comma}{{\"author_position\": \"{position}\", \"author\": {{\"id\": \"https://openalex.org/A{}\", \
             \"display_name\": \"{given} {family}\", \"orcid\": null}}, \"institutions\": [{{\"id\": \
             \"https://openalex.org/I{}\", \"display_name\": \"University of Examples\", \"ror\": \
             \"https://ror.org/00example\", \"country_code\": \"DE\", \"type\": \"education\"}}], \"countries\": [\"DE\"], \
             \"is_corresponding\": false, \"raw_author_name\": \"{given} {family}\", \"raw_affiliation_strings\": \
             [\"Department of Examples, University of Examples, 12345 Example, Germany\"]}}",
            5_000_000_000 + numbers.below(1_000_000),
            numbers.below(100_000)
        );
    }
    let first = 1 + numbers.below(900);
    let _ = write!(
        line,
        "], \"cited_by_count\": {}, \"biblio\": {{\"volume\": \"{}\", \"issue\": \"{}\", \"first_page\": \"{first}\", \
         \"last_page\": \"{}\"}}, \"is_retracted\": false, \"is_paratext\": false, \"keywords\": [",
        numbers.below(500),
        1 + numbers.below(90),
        1 + numbers.below(12),
        first + numbers.below(30)
    );
    for keyword in 0..4 {
        let comma = if keyword > 0 { ", " } else { "" };
        let word = numbers.pick(WORDS);
        let _ = write!(
            line,
            "{comma}{{\"id\": \"https://openalex.org/keywords/k{keyword}\", \"display_name\": \"{word}\", \"score\": 0.5}}"
        );
    }
    line.push_str("], \"referenced_works\": [");
    for reference in 0..20 + numbers.below(30) {
        let comma = if reference > 0 { ", " } else { "" };
        let _ = write!(line, "{comma}\"https://openalex.org/W{}\"", 1_000_000_000 + numbers.below(1_000_000_000));
    }
    line.push_str("], \"abstract_inverted_index\": {");
    let mut places: std::collections::BTreeMap<&str, Vec<usize>> = std::collections::BTreeMap::new();
    let count = 60 + numbers.below(80);
    for (place, word) in numbers.words(count).into_iter().enumerate() {
        places.entry(word).or_default().push(place);
    }
    for (index, (word, places)) in places.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        let _ = write!(line, "{comma}\"{word}\": {places:?}");
    }
    line.push_str(
        "}, \"counts_by_year\": [{\"year\": 2024, \"cited_by_count\": 3}], \"updated_date\": \"2025-01-01\"}\n",
    );
}

/// Appends the work with this number as an item of CSL-JSON, with its line end.
pub fn csl_json(work: u64, line: &mut String) {
    let mut numbers = Numbers::of(work);
    let title = title(&mut numbers);
    let (year, month, day) = (1990 + numbers.below(35), 1 + numbers.below(12), 1 + numbers.below(28));
    let journal = numbers.pick(JOURNALS);
    let _ = write!(
        line,
        "{{\"id\": \"W{}\", \"type\": \"article-journal\", \"title\": \"{title}\", \"container-title\": \"{journal}\", \
         \"issued\": {{\"date-parts\": [[{year}, {month}, {day}]]}}, \"DOI\": \"10.5555/ex.{work}\", \"author\": [",
        1_000_000_000 + work
    );
    for author in 0..1 + numbers.below(6) {
        let comma = if author > 0 { ", " } else { "" };
        let (given, family) = (numbers.pick(GIVEN), numbers.pick(FAMILY));
        let _ = write!(line, "{comma}{{\"family\": \"{family}\", \"given\": \"{given}\"}}");
    }
    let first = 1 + numbers.below(900);
    let count = 60 + numbers.below(80);
    let _ = writeln!(
        line,
        "], \"volume\": \"{}\", \"issue\": \"{}\", \"page\": \"{first}-{}\", \"abstract\": \"{}\", \"language\": \"en\"}}",
        1 + numbers.below(90),
        1 + numbers.below(12),
        first + numbers.below(30),
        numbers.words(count).join(" ")
    );
}

fn title(numbers: &mut Numbers) -> String {
    let count = 6 + numbers.below(10);
    let title = numbers.words(count).join(" ");
    title[..1].to_uppercase() + &title[1..]
}
