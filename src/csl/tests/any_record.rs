//! Arbitrary records for property tests, including ones that no reader would produce and that could confuse the
//! processor.

use proptest::collection::{btree_map, vec};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

use crate::model::{
    Date, DateVariable, IdentifierVariable, Inline, Kind, Name, NameVariable, Names, NumberVariable, Person, Point,
    Qualification, Record, Season, Text, TextVariable, WithinYear,
};

/// Strings that are special for styles, for the processor or for letter case.
const PIECES: &[&str] = &[
    "",
    " ",
    "  ",
    ".",
    ",",
    ";",
    ":",
    "?",
    "!",
    "(",
    ")",
    "[",
    "]",
    "…",
    "-",
    "–",
    "—",
    "'",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "&",
    "/",
    "\\",
    "<i>",
    "</i>",
    "$x$",
    "a",
    "A",
    "of",
    "the",
    "and",
    "et al.",
    "mRNA",
    "NASA",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "ŉ",
    "ǰ",
    "ΐ",
    "ſ",
    "K",
    "Ⱥ",
    "ﬁ",
    "ﬃ",
    "ŐŰ",
    "éa",
    "É",
    "王小明",
    "李",
    "한",
    "ابن",
    "🏴",
    "👩‍👩‍👧",
    "e\u{301}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{A0}",
    "\u{202F}",
    "\u{E000}",
    "\u{F0000}",
    "\u{F0001}",
    "\u{10FFFD}",
    "\u{0}",
    "\u{1b}[31m",
    "\n",
    "\t",
    "1",
    "12",
    "12-15",
    "12–5",
    "1\\-4",
    "0",
    "007",
    "-5",
    "99999999999999999999",
    "2147483647",
    "-2147483648",
    "4294967296",
    "e12",
    "S10-S20",
    "II",
    "½",
    "①",
    "٣",
    "1,2 & 3",
    "100-04",
    "101-108",
    "1496-1504",
    "10.1000/182",
    "https://example.org/a?b=c#d",
    "van",
    "de la",
    "von der",
    "d'",
    "O'",
    "al-",
    "Jr.",
    "Jean-Pierre",
    "J.",
    "J.-P.",
    "X",
    "javascript:alert(1)",
];

fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec(select(PIECES), 0..6).prop_map(|pieces| pieces.concat()),
        2 => vec(select(PIECES), 0..6).prop_map(|pieces| pieces.join(" ")),
        1 => any::<String>(),
    ]
}

fn text() -> impl Strategy<Value = Text> {
    let leaf = prop_oneof![
        5 => string().prop_map(Inline::Str),
        1 => string().prop_map(Inline::Math),
        1 => string().prop_map(Inline::Code),
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        (vec(inner, 0..3), 0..9u8, string()).prop_map(|(content, kind, url)| match kind {
            0 => Inline::Em(content),
            1 => Inline::Strong(content),
            2 => Inline::Underline(content),
            3 => Inline::SmallCaps(content),
            4 => Inline::Sub(content),
            5 => Inline::Sup(content),
            6 => Inline::NoCase(content),
            7 => Inline::Quote(content),
            _ => Inline::Link { url, content },
        })
    });
    vec(inline, 0..4).prop_map(Text::from)
}

fn name() -> impl Strategy<Value = Name> {
    let part = || proptest::option::of(string());
    let person = (string(), part(), part(), part(), part()).prop_map(
        |(family, given, dropping_particle, non_dropping_particle, suffix)| {
            Name::Person(Person {
                family,
                given,
                dropping_particle,
                non_dropping_particle,
                suffix,
                ..Person::default()
            })
        },
    );
    prop_oneof![3 => person, 1 => string().prop_map(Name::Literal)]
}

fn point() -> impl Strategy<Value = Point> {
    let year = prop_oneof![
        -3000..3000i32,
        any::<i32>(),
        select(vec![i32::MIN, i32::MAX, 0, 32_767, 32_768, -32_768, -32_769])
    ];
    let within = prop_oneof![
        Just(WithinYear::Whole),
        select(vec![Season::Spring, Season::Summer, Season::Autumn, Season::Winter]).prop_map(WithinYear::Season),
        any::<u8>().prop_map(WithinYear::Month),
        (1..13u8, 1..32u8).prop_map(|(month, day)| WithinYear::Day(month, day)),
        (any::<u8>(), any::<u8>()).prop_map(|(month, day)| WithinYear::Day(month, day)),
    ];
    let qualification = select(vec![
        Qualification::Certain,
        Qualification::Uncertain,
        Qualification::Approximate,
        Qualification::UncertainAndApproximate,
    ]);
    (year, within, qualification).prop_map(|(year, within, qualification)| Point { year, within, qualification })
}

fn date() -> impl Strategy<Value = Date> {
    prop_oneof![
        4 => point().prop_map(Date::Point),
        1 => (proptest::option::of(point()), proptest::option::of(point())).prop_map(|(start, end)| Date::Range(start, end)),
        1 => string().prop_map(Date::Literal),
    ]
}

/// Generates any record.
pub(super) fn any_record() -> impl Strategy<Value = Record> {
    let texts = btree_map(select(TextVariable::ALL), text(), 0..12);
    let titled = (texts, proptest::option::of(text())).prop_map(|(mut texts, title)| {
        texts.extend(title.map(|title| (TextVariable::Title, title)));
        texts
    });
    let names = || (vec(name(), 0..5), any::<bool>()).prop_map(|(list, truncated)| Names { list, truncated });
    let roles = (btree_map(select(NameVariable::ALL), names(), 0..5), proptest::option::of(names()));
    let named = roles.prop_map(|(mut roles, author)| {
        roles.extend(author.map(|author| (NameVariable::Author, author)));
        roles
    });
    let numbers = btree_map(select(NumberVariable::ALL), string(), 0..8);
    let dates = btree_map(select(DateVariable::ALL), date(), 0..4);
    let identifiers = btree_map(select(IdentifierVariable::ALL), string(), 0..4);
    let language = proptest::option::of(string());
    (string(), select(Kind::ALL), titled, named, numbers, dates, identifiers, language).prop_map(
        |(id, kind, texts, names, numbers, dates, identifiers, language)| Record {
            id,
            kind,
            texts,
            names,
            numbers,
            dates,
            identifiers,
            language,
            ..Record::default()
        },
    )
}
